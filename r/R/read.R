# A table of a run as a tibble, by whatever reads Parquet here, else by the program.
read_table <- function(dir, table) {
  file <- file.path(dir, paste0(table, ".parquet"))
  columns <- columns_of(dir, table)
  data <- if (requireNamespace("nanoparquet", quietly = TRUE)) {
    nanoparquet::read_parquet(file)
  } else if (requireNamespace("arrow", quietly = TRUE)) {
    arrow::read_parquet(file)
  } else {
    read_shown(dir, table)
  }
  tibble::as_tibble(typed(as.data.frame(data), columns))
}

# What the program prints of a table: everything is text.
read_shown <- function(dir, table) {
  program <- Sys.getenv("FRAMESHIFT", "frameshift")
  if (!nzchar(Sys.which(program))) {
    fail("reading ", table, " needs the package nanoparquet or arrow, or the program: set FRAMESHIFT to where it is")
  }
  show <- c(program, "show", table, "--run", dir, "--format", "csv", "--limit", "0", "--raw-cells")
  # No text is taken for a number (an id 007) or for missing (the issuer NA).
  utils::read.csv(pipe(paste(shQuote(show), collapse = " ")), colClasses = "character",
    na.strings = character(0), encoding = "UTF-8", check.names = FALSE)
}

# The columns as the codebook has them. Lists are split, and so a row may hold several.
typed <- function(data, columns) {
  for (i in seq_len(nrow(columns))) {
    column <- columns[i, ]
    if (column$column %in% names(data)) {
      data[[column$column]] <- as_type(data[[column$column]], column)
    }
  }
  data
}

joined <- "joined by \"; \"" # how a meaning says that a text is a list

as_type <- function(values, column) {
  if (is.character(values) && (column$null || column$type != "VARCHAR")) {
    values[!nzchar(values)] <- NA
  }
  switch(column$type,
    VARCHAR = if (grepl(joined, column$meaning, fixed = TRUE)) split_list(values) else as.character(values),
    DATE = as.Date(values),
    BOOLEAN = if (is.character(values)) values == "true" else as.logical(values),
    as.numeric(values)
  )
}

split_list <- function(texts) {
  distinct <- unique(texts)
  lapply(match(texts, distinct), function(i, split) split[[i]], split = strsplit(distinct, "; ", fixed = TRUE))
}
