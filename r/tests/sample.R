# Tests on a run of the sample, whose folder FRAMESHIFT_RUN names. Base R is enough.
#
# With FRAMESHIFT_HITS it writes the hits of some rows there, to be compared with those
# that the package for Python finds.
library(frameshift)

if (!nzchar(Sys.getenv("FRAMESHIFT_RUN"))) {
  cat("no run of the sample: FRAMESHIFT_RUN names none\n")
  quit()
}
said <- function(expr) tryCatch({force(expr); "nothing"}, error = conditionMessage, message = conditionMessage)
internal <- function(name) get(name, asNamespace("frameshift"))

# Groups are read as the program writes them (pipeline/group).
groups <- internal("parse_groups")
stopifnot(
  identical(groups(""), list()),
  identical(groups("issuer="), list(c(issuer = ""))),
  identical(groups("audience=regional,lang=en"), list(c(audience = "regional", lang = "en"))),
  identical(groups("audience=regional vs audience=international"), list(c(audience = "regional"), c(audience = "international"))),
  identical(groups("a= vs a=b"), list(c(a = ""), c(a = "b"))),
  identical(groups("issuer=\"Korea, Republic of\""), list(c(issuer = "Korea, Republic of"))),
  identical(groups("title=\"A vs B\",lang=en vs a=d"), list(c(title = "A vs B", lang = "en"), c(a = "d"))),
  identical(groups("title=\"\\\"old\\\" \\\\, one\""), list(c(title = "\"old\" \\, one"))),
  identical(groups("title=vs,issuer=versus and vsx"), list(c(title = "vs", issuer = "versus and vsx")))
)
for (wrong in c("issuer", "issuer=A,B", "=x", "a=b,", "a=b vs", "a=b vs c", "a=\"b", "a=\"b\"c", "a=b vs c=d vs e=f")) {
  stopifnot(grepl("want key=value", said(groups(wrong))))
}

# The next period starts where the program's calendar has it.
after <- internal("after")
stopifnot(
  after("day", as.Date("2016-02-28")) == as.Date("2016-02-29"), after("week", as.Date("2015-12-28")) == as.Date("2016-01-04"),
  after("month", as.Date("2016-12-01")) == as.Date("2017-01-01"), after("quarter", as.Date("2016-10-01")) == as.Date("2017-01-01"),
  after("half", as.Date("2016-01-01")) == as.Date("2016-07-01"), after("year", as.Date("2016-01-01")) == as.Date("2017-01-01")
)

run <- fs_open()
series <- run$series
stopifnot(
  "dates are dates" = inherits(series$period, "Date") && min(series$period) == as.Date("2003-01-01"),
  "numbers are numbers" = is.numeric(series$estimate) && is.numeric(series$hits) && anyNA(series$estimate),
  "truths are truths" = is.logical(run$hits$kept) && !all(run$hits$kept),
  "lists are lists" = is.list(series$warnings) && any(lengths(series$warnings) == 0) && list("no-documents") %in% series$warnings,
  "an empty text is no missing one" = !anyNA(series$group) && anyNA(run$hits$reason),
  "tibbles" = inherits(series, "tbl_df")
)
about <- fs_about(run, "series")
stopifnot(identical(about$column, names(series)), all(nzchar(about$meaning)), about$unit[about$column == "hits"] == "hits or sentences")

# As many hits as each row says, in their sentences.
rows <- subset(series, measure == "position")
stopifnot(nrow(rows) == 5 * 2 * 4 * 22) # contrasts, with and without the topic, groups, years
tenth <- rows[seq(1, nrow(rows), by = 10), ] # Python's tests take all of them
counted <- vapply(seq_len(nrow(tenth)), function(i) sum(internal("found_hits")(run, tenth[i, ])$counts), 0)
stopifnot(counted == tenth$hits)
some <- series[seq(1, nrow(series), by = 67), ]
found <- lapply(seq_len(nrow(some)), function(i) fs_hits(run, some[i, ]))
stopifnot(setequal(some$measure, series$measure), vapply(found, function(hits) sum(hits$counts), 0) == some$hits)

# A run of what the sample has not: weights, quoted names, coarse dates and so on (python/tests/probe).
if (nzchar(Sys.getenv("FRAMESHIFT_PROBE"))) {
  probe <- fs_open(Sys.getenv("FRAMESHIFT_PROBE"))
  more <- subset(probe$series, hits > 0)
  more <- more[seq(1, nrow(more), by = 311), ]
  stopifnot(
    length(unique(more$group)) > 15,
    vapply(seq_len(nrow(more)), function(i) sum(internal("found_hits")(probe, more[i, ])$counts), 0) == more$hits,
    is.na(fs_hits(probe, more[1, ])$text)
  )
}

row <- subset(rows, of == "sovereignty-development" & topic == "" & group == "audience=international" & period == as.Date("2015-01-01"))
hits <- fs_hits(run, row)
p <- sum(hits$side == "positive")
n <- sum(hits$side == "negative")
cut_bytes <- function(text, from, to) {
  cut <- rawToChar(charToRaw(enc2utf8(text))[seq_len(to - from) + from])
  Encoding(cut) <- "UTF-8"
  cut
}
stopifnot(
  p + n == row$hits, all.equal(log((p + 0.5) / (n + 0.5)), row$estimate), hits$audience == "international",
  mapply(cut_bytes, hits$text, hits$start - hits$text_start, hits$end - hits$text_start) == hits$surface
)
both <- fs_hits(run, replace(as.list(row), "group", "audience=international vs audience=regional"))
stopifnot(nrow(both) > nrow(hits), setequal(both$audience, c("international", "regional")))

# What is not there is named, with what is.
stopifnot(
  grepl("no table \"links\".*`frameshift network` makes it", said(run$links)),
  grepl("no folder .*`frameshift run`", said(fs_open("absent"))),
  grepl("no finished run in .*manifest.json", said(fs_open(tempdir()))),
  grepl("lacks freq", said(fs_hits(run, row[setdiff(names(row), "freq")]))),
  grepl("one row of series, not 880", said(fs_hits(run, rows))),
  grepl("no contrast \"sovereignty-developmen\"; there are: sovereignty-development", said(fs_hits(run, replace(as.list(row), "of", "sovereignty-developmen")))),
  grepl("no key of documents \"audiance\"; there are: audience", said(fs_hits(run, replace(as.list(row), "group", "audiance=regional"))))
)

variables <- fs_docvars(run)
stopifnot(identical(names(variables)[1], "doc_id"), nrow(variables) == nrow(run$documents), !anyDuplicated(variables$doc_id))

# What other packages are for. One that is not here is named by the error.
has <- function(package) requireNamespace(package, quietly = TRUE)
lacks <- function(package, expr) stopifnot(grepl(paste0("needs the package ", package), said(expr)))
if (has("yaml")) {
  patterns <- suppressMessages(fs_dictionary(run, "en", as = "list"))
  frames <- unique(run$hits$frame)
  english <- unique(run$hits$entry[run$hits$kept & run$hits$id %in% variables$doc_id[variables$lang == "en"]])
  stopifnot(frames %in% names(patterns), english %in% unlist(patterns), grepl("terms that block", said(fs_dictionary(run, "en", as = "list"))))
} else {
  lacks("yaml", fs_dictionary(run, as = "list"))
}
if (!has("quanteda")) {
  lacks("quanteda", fs_dictionary(run))
} else {
  dictionary <- suppressMessages(fs_dictionary(run, "en"))
  stopifnot(quanteda::is.dictionary(dictionary), identical(names(dictionary), names(patterns)))
}
if (has("ggplot2")) {
  drawn <- ggplot2::ggplot(subset(rows, group == ""), ggplot2::aes(period, estimate)) + ggplot2::geom_line() + theme_frameshift(9)
  stopifnot(ggplot2::theme_get()$text$size != 9, ggplot2::ggplot_build(drawn)$plot$theme$text$size == 9)
} else {
  lacks("ggplot2", theme_frameshift())
}

to <- Sys.getenv("FRAMESHIFT_HITS")
if (nzchar(to)) {
  columns <- c("id", "side", "counts", "frame", "entry", "surface", "sentence", "start", "end", "text")
  all <- lapply(seq_along(found), function(i) {
    name <- some[rep(i, nrow(found[[i]])), c("measure", "of", "topic", "group")]
    cbind(name, period = format(rep(some$period[i], nrow(name))), found[[i]][columns])
  })
  write.csv(do.call(rbind, all), to, row.names = FALSE, fileEncoding = "UTF-8")
}
cat("R:", length(counted), "positions have their hits\n")
for (package in c("nanoparquet", "arrow", "quanteda", "ggplot2", "yaml")) {
  if (!has(package)) cat("not tested: R's ", package, ", which is not installed\n", sep = "")
}
