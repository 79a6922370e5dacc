#' Open a finished run
#'
#' Opens a run of frameshift. Its tables are elements, read when they are first asked for:
#' `run$series`, `run$hits`, `run$documents` and so on. Dates are of class Date, and what is a
#' list in a table (`warnings`, `topics`, `flags`) is a list column.
#'
#' Parquet is read by nanoparquet or arrow, whichever is installed. Where neither is, the program
#' itself prints the table; the environment variable FRAMESHIFT says where it is.
#'
#' @param run Folder of the run, or the folder that `latest` is in. The default is the
#'   environment variable FRAMESHIFT_RUN, else `out/latest`.
#' @return An object of class `fs_run`.
#' @examples
#' \dontrun{
#' run <- fs_open("out/latest")
#' subset(run$series, measure == "position" & group == "" & topic == "")
#' }
#' @export
fs_open <- function(run = Sys.getenv("FRAMESHIFT_RUN", "out/latest")) {
  dir <- if (!is_run(run) && is_run(file.path(run, "latest"))) file.path(run, "latest") else run
  if (!dir.exists(dir)) {
    fail("there is no folder ", dir, ": `frameshift run` makes a run, and out/latest is the newest")
  }
  if (!is_run(dir)) {
    fail("no finished run in ", dir, ": there is no manifest.json, which a run writes last")
  }
  # The texts of the manifest are kept as lists, or a list of one would become a text.
  manifest <- jsonlite::read_json(file.path(dir, "manifest.json"))
  if (manifest$schema_version > schema) {
    fail(dir, " was made by ", manifest$software, ": update the package frameshift to read its tables")
  }
  self <- new.env(parent = emptyenv())
  assign(".dir", dir, self)
  assign(".manifest", manifest, self)
  delayedAssign(".measures", codebook_rows(dir, "Measures"), assign.env = self)
  delayedAssign(".keys", columns_of(dir, "documents"), assign.env = self)
  for (table in tables_in(dir)) {
    local({
      name <- table
      delayedAssign(name, read_table(dir, name), assign.env = self)
    })
  }
  structure(self, class = "fs_run")
}

schema <- 2 # of the tables, the newest that is understood

is_run <- function(dir) file.exists(file.path(dir, "manifest.json"))

tables_in <- function(dir) sub("[.]parquet$", "", list.files(dir, "[.]parquet$"))

dir_of <- function(run) get(".dir", run)

manifest_of <- function(run) get(".manifest", run)

# Whether the run read the sample that comes with the program, which nobody said.
is_synthetic <- function(run) length(manifest_of(run)$configuration$inputs) == 0

#' @export
`$.fs_run` <- function(x, name) {
  if (!exists(name, x, inherits = FALSE)) {
    fail(dir_of(x), " has no table \"", name, "\"; it has ", paste(tables_in(dir_of(x)), collapse = ", "), made_by(name))
  }
  get(name, x)
}

#' @export
`[[.fs_run` <- `$.fs_run`

#' @export
names.fs_run <- function(x) tables_in(dir_of(x))

#' @export
print.fs_run <- function(x, ...) {
  cat("frameshift run", dir_of(x), if (is_synthetic(x)) "(SYNTHETIC sample)", "\n")
  rows <- manifest_of(x)$rows
  cat(paste0("  ", names(x), " (", unlist(rows[names(x)]), ")", collapse = "\n"), "\n", sep = "")
  invisible(x)
}

# Which verb makes a table that lies beside a run.
made_by <- function(name) {
  verbs <- list(diffusion = c("firsts", "leads", "adoption", "curves", "curve_tests"),
    network = c("links", "link_changes", "networks", "alignment"), reuse = c("passages", "revisions"),
    validate = c("codings", "validation", "corrected"))
  verb <- names(verbs)[vapply(verbs, function(made) name %in% made, NA)]
  if (length(verb)) paste0(": `frameshift ", verb, "` makes it, in a folder of its own beside the run") else ""
}

#' What the columns of a table are
#'
#' @param run A run, as [fs_open()] opens it.
#' @param table Name of a table.
#' @return A tibble: the column, its type in the file, its unit, whether it may be missing, and what it means.
#' @export
fs_about <- function(run, table) {
  known("table", table, names(run))
  columns_of(dir_of(run), table)
}
