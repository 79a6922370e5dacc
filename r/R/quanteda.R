#' The lexicon of a run as a quanteda dictionary
#'
#' The frames of the lexicon that the run used, as [quanteda::dictionary()] takes them: patterns
#' of type glob, words of a pattern apart by spaces. What quanteda can't hold is left out, and a
#' message says how much of it there is: regular expressions, terms that block others, weights
#' and entries that tell upper case from lower.
#'
#' @param run A run, as [fs_open()] opens it.
#' @param lang Languages whose entries are wanted; all that the lexicon has by default.
#' @param as `"dictionary"`, or `"list"` for a list of patterns by frame, which needs no quanteda.
#' @return A dictionary, or a list.
#' @export
fs_dictionary <- function(run, lang = NULL, as = c("dictionary", "list")) {
  as <- match.arg(as)
  if (as == "dictionary") {
    needs("quanteda", "fs_dictionary")
  }
  needs("yaml", "reading the lexicon")
  # A term that reads like a truth or a number is a term.
  text <- list("bool#yes" = identity, "bool#no" = identity, int = identity, float = identity)
  lexicon <- yaml::yaml.load_file(file.path(dir_of(run), "lexicon.yaml"), handlers = text)
  names(lexicon$frames) <- vapply(lexicon$frames, function(frame) frame$key, "")
  entries <- lapply(lexicon$frames, function(frame) entries_of(frame$entries, lang))
  say_lost(entries, lapply(lexicon$frames, function(frame) entries_of(frame$except, lang)))
  patterns <- lapply(entries, function(list) unique(vapply(Filter(is_pattern, list), function(entry) entry$term, "")))
  patterns <- patterns[lengths(patterns) > 0]
  if (as == "list") patterns else quanteda::dictionary(patterns)
}

# Entries by language, as one list in which each is a mapping.
entries_of <- function(entries, lang) {
  if (!is.null(lang)) {
    entries <- entries[names(entries) %in% lang]
  }
  lapply(do.call(c, unname(lapply(entries, as.list))), function(entry) if (is.list(entry)) entry else list(term = entry))
}

# A fixed term with a mark of a glob in it would match something else.
is_pattern <- function(entry) {
  how <- if (is.null(entry$match)) "glob" else entry$match
  how == "glob" || how == "fixed" && !grepl("[*?]", entry$term)
}

say_lost <- function(entries, blocking) {
  all <- do.call(c, unname(entries))
  count <- function(has) sum(vapply(all, has, NA))
  lost <- c(
    "entries that are no glob" = count(function(e) !is_pattern(e)),
    "entries that tell upper case from lower" = count(function(e) identical(e$case, "true")),
    "weights" = count(function(e) !is.null(e$weight)),
    "terms that block" = sum(lengths(blocking))
  )
  lost <- lost[lost > 0]
  if (length(lost)) {
    message("not in the dictionary: ", paste(lost, names(lost), collapse = ", "))
  }
}

#' The documents of a run as document variables
#'
#' @param run A run, as [fs_open()] opens it.
#' @return A tibble with a row for each document: `doc_id`, which is the id in all tables, then
#'   the columns of `documents`.
#' @examples
#' \dontrun{
#' variables <- fs_docvars(run)
#' quanteda::docvars(corpus) <- variables[match(quanteda::docnames(corpus), variables$doc_id), ]
#' }
#' @export
fs_docvars <- function(run) {
  documents <- run$documents
  names(documents)[names(documents) == "id"] <- "doc_id"
  documents
}
