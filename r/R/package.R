#' Open the runs of frameshift
#'
#' [fs_open()] opens a run, [fs_about()] explains its tables, [fs_hits()] goes from a number to
#' its sentences, [fs_dictionary()] and [fs_docvars()] go on to quanteda, [theme_frameshift()] to ggplot2.
#'
#' @keywords internal
"_PACKAGE"
