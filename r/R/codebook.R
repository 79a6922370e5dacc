# The rows of the table below a heading of a codebook, a list of named vectors.
codebook_rows <- function(dir, heading) {
  path <- file.path(dir, "codebook.md")
  if (!file.exists(path)) {
    return(list())
  }
  lines <- readLines(path, encoding = "UTF-8", warn = FALSE)
  start <- match(paste("##", heading), lines)
  if (is.na(start)) {
    return(list())
  }
  lines <- lines[-seq_len(start)]
  lines <- lines[seq_len(min(which(startsWith(lines, "## ")), length(lines) + 1) - 1)]
  cells <- lapply(lines[startsWith(lines, "|")], codebook_cells)
  lapply(cells[-(1:2)], function(row) stats::setNames(row, cells[[1]]))
}

codebook_cells <- function(line) {
  cells <- strsplit(line, "(?<!\\\\)\\|", perl = TRUE)[[1]][-1]
  gsub("\\|", "|", gsub("^`|`$", "", trimws(cells)), fixed = TRUE)
}

# The columns of a table: name, type, unit, whether null, meaning.
columns_of <- function(dir, table) {
  rows <- codebook_rows(dir, paste("Table", table))
  cell <- function(name) vapply(rows, function(row) row[[name]], "")
  tibble::tibble(column = cell("column"), type = cell("type"), unit = cell("unit"),
    null = cell("null") != "", meaning = cell("meaning"))
}
