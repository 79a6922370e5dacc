#' The hits behind a number
#'
#' All kept hits behind one row of `series`, with their documents and sentences. `counts` sums to
#' the row's `hits`: where a contrast counts sentences, only the first hit of a sentence on a side
#' counts. The sides come from the run, and so it holds for any lexicon.
#'
#' @param run A run, as [fs_open()] opens it.
#' @param row One row of `run$series`, or a list with measure, of, topic, group, freq and period.
#' @return A tibble, a row for each hit, by date and place.
#' @export
fs_hits <- function(run, row) with_text(run, found_hits(run, row))

# The same without documents and sentences, by group, side and place.
found_hits <- function(run, row) {
  row <- one_row(row)
  sides <- sides_of(run, row$measure, row$of)
  hits <- as.data.frame(run$hits)
  hits <- hits[hits$kept, setdiff(names(hits), c("kept", "reason"))]
  parts <- lapply(documents_of(run, row), function(ids) on_sides(inside(hits[hits$id %in% ids, ], row$topic), sides))
  do.call(rbind, parts)
}

inside <- function(hits, topic) {
  if (!nzchar(topic)) {
    return(hits)
  }
  hits[vapply(hits$topics, function(topics) topic %in% topics, NA), ]
}

one_row <- function(row) {
  lacking <- setdiff(c("measure", "of", "topic", "group", "freq", "period"), names(row))
  if (length(lacking)) {
    fail("the row lacks ", paste(lacking, collapse = ", "), ": fs_hits takes a whole row of series")
  }
  if (is.data.frame(row) && nrow(row) != 1) {
    fail("fs_hits takes one row of series, not ", nrow(row))
  }
  row <- as.list(row)
  row$period <- as.Date(row$period)
  row
}

# The terms of a kind in the glossary of the run, by key.
glossary <- function(run, kind) {
  glossary <- manifest_of(run)$glossary
  if (is.null(glossary)) {
    fail(dir_of(run), ", made by ", manifest_of(run)$software, ", says not what its keys stand for: make it anew")
  }
  terms <- glossary[[kind]]
  stats::setNames(terms, vapply(terms, function(term) term$key, ""))
}

# The sides of a contrast, frame or pair: frames, pairs both halves of which put a sentence on it,
# and whether it counts sentences.
sides_of <- function(run, measure, key) {
  measures <- get(".measures", run)
  of <- stats::setNames(vapply(measures, function(m) m[["of"]], ""), vapply(measures, function(m) m[["measure"]], ""))
  known("measure", measure, names(of))
  kind <- of[[measure]]
  terms <- glossary(run, paste0(kind, "s"))
  known(kind, key, names(terms))
  if (kind == "frame") {
    return(list(list(name = "", frames = key, pairs = list(), sentences = FALSE)))
  }
  names <- if (kind == "contrast") c(a = "positive", b = "negative") else c(a = "a", b = "b")
  lapply(c("a", "b"), function(side) one_side(terms[[key]], side, names[[side]], glossary(run, "pairs")))
}

one_side <- function(term, side, name, pairs) {
  list(name = name, frames = unlist(term[[side]]), pairs = pairs[unlist(term[[paste0(side, "_pairs")]])],
    sentences = identical(term$count, "sentences"))
}

on_sides <- function(hits, sides) {
  do.call(rbind, lapply(sides, function(side) on_side(hits, side)))
}

on_side <- function(hits, side) {
  place <- paste(hits$id, hits$sentence)
  puts <- hits$frame %in% side$frames
  if (side$sentences) {
    for (pair in side$pairs) {
      a <- hits$frame %in% unlist(pair$a)
      b <- hits$frame %in% unlist(pair$b)
      puts <- puts | (a | b) & place %in% intersect(place[a], place[b])
    }
  }
  hits <- hits[puts, ]
  hits$side <- rep(side$name, nrow(hits))
  hits$counts <- if (side$sentences) as.numeric(!duplicated(place[puts])) else rep(1, nrow(hits))
  hits
}

# How fine a date has to be to fall into one period.
fine <- list(year = c("year", "month", "day"), half = c("month", "day"), quarter = c("month", "day"), month = c("month", "day"),
  week = "day", day = "day")

# The ids of the documents of a period and a group; of a pair of groups, those of either.
documents_of <- function(run, row) {
  documents <- run$documents
  inside <- !is.na(documents$date) & documents$date >= row$period & documents$date < after(row$freq, row$period) &
    documents$precision %in% fine[[row$freq]]
  documents <- documents[inside, ]
  groups <- parse_groups(row$group)
  if (!length(groups)) {
    groups <- list(character(0))
  }
  lapply(groups, function(group) {
    for (key in names(group)) {
      values <- as.character(documents[[column_of(run, key)]])
      documents <- documents[ifelse(is.na(values), "", values) == group[[key]], ]
    }
    documents$id
  })
}

# The day on which the next period starts.
after <- function(freq, period) {
  step <- c(day = "1 day", week = "1 week", month = "1 month", quarter = "3 months", half = "6 months", year = "1 year")
  seq(period, by = step[[freq]], length.out = 2)[[2]]
}

# The column of documents that holds a key: the user's may have another name there.
column_of <- function(run, key) {
  columns <- get(".keys", run)
  users <- columns$column[columns$meaning == paste("the user's column", key)]
  if (length(users) && !key %in% stated) {
    return(users[[1]])
  }
  known("key of documents", key, columns$column)
  key
}

# What is stated of a document, whatever columns of these names the user has beside it.
stated <- c("id", "date", "precision", "lang", "title", "issuer", "code", "venue", "audience", "type", "url", "source")

# Hits with their documents and sentences, in order.
with_text <- function(run, hits) {
  documents <- run$documents
  others <- setdiff(names(documents), c(names(hits), "sentences", "tokens"))
  hits <- cbind(hits, documents[match(hits$id, documents$id), others])
  hits$text <- rep(NA_character_, nrow(hits))
  if ("sentences" %in% names(run)) { # else the run was told to keep no text
    at <- match(paste(hits$id, hits$sentence), paste(run$sentences$id, run$sentences$sentence))
    hits$text <- run$sentences$text[at]
    hits$text_start <- run$sentences$start[at]
  }
  first <- c("date", "id", "issuer", "side", "counts", "frame", "entry", "surface", "text", "sentence", "start", "end")
  hits <- hits[c(first, setdiff(names(hits), first))]
  order <- order(hits$date, hits$id, hits$sentence, hits$start, hits$end, hits$frame, hits$entry, hits$side, method = "radix")
  tibble::as_tibble(hits[order, ])
}
