# A first look at a run in R: from the tables to a figure, and from one number to
# the sentences behind it. Base R is enough.
#
# The sample is SYNTHETIC: statements of Varland and its neighbours, which do not exist.
# Nobody said any of this. README.md says how to make the run.

run <- Sys.getenv("FRAMESHIFT_RUN", "../out/latest")

# A table of the run: its Parquet file where a package reads it, else the CSV of
# `frameshift show`; FRAMESHIFT names the program where it is not on the path.
read_table <- function(name) {
  file <- file.path(run, paste0(name, ".parquet"))
  if (requireNamespace("arrow", quietly = TRUE)) {
    return(as.data.frame(arrow::read_parquet(file)))
  }
  if (requireNamespace("nanoparquet", quietly = TRUE)) {
    return(as.data.frame(nanoparquet::read_parquet(file)))
  }
  program <- Sys.getenv("FRAMESHIFT", "frameshift")
  if (!nzchar(Sys.which(program))) {
    stop("no arrow, no nanoparquet, and no program ", program, ": set FRAMESHIFT to its path")
  }
  show <- c(program, "show", name, "--run", run, "--format", "csv", "--limit", "0")
  # No text is taken for a number (an id 007) or for missing (the issuer NA).
  table <- read.csv(pipe(paste(shQuote(show), collapse = " ")),
    colClasses = "character", na.strings = character(0), encoding = "UTF-8", check.names = FALSE)
  dates <- intersect(names(table), c("date", "date_next", "date_low", "date_high", "period"))
  numbers <- intersect(names(table), c("estimate", "ci_low", "ci_high", "hits", "tokens", "sentences", "documents",
    "breaks", "change", "q", "sentence", "start", "end"))
  truths <- intersect(names(table), "kept")
  table[dates] <- lapply(table[dates], as.Date, format = "%Y-%m-%d")
  table[numbers] <- lapply(table[numbers], as.numeric)
  table[truths] <- lapply(table[truths], `==`, "true")
  table
}

# The headline: position of sovereignty against development, in logits, over all
# discourse. Above 0 sovereignty prevails.
series <- read_table("series") |>
  subset(measure == "position" & of == "sovereignty-development" & topic == "")
columns <- c("period", "estimate", "ci_low", "ci_high", "hits", "documents", "unit", "warnings")
pooled <- subset(series, group == "")
cat("SYNTHETIC: Varland does not exist\n\nPosition of sovereignty against development\n")
print(pooled[columns], digits = 2, row.names = FALSE)

# The course with its intervals; a missing estimate leaves a gap.
pdf(file.path(dirname(run), "varland-first-look.pdf"), width = 6.9, height = 3)
par(mar = c(2.5, 4, 2, 1), las = 1, bty = "l")
plot(estimate ~ period, pooled, type = "n", ylim = range(pooled$ci_low, pooled$ci_high, na.rm = TRUE),
  xlab = "", ylab = "position (logits)", main = "Varland (SYNTHETIC): sovereignty against development", cex.main = 0.9)
abline(h = 0, col = "grey")
segments(pooled$period, pooled$ci_low, pooled$period, pooled$ci_high, col = "#0072B2")
lines(estimate ~ period, pooled, type = "o", pch = 16, cex = 0.6, col = "#0072B2")
invisible(dev.off())

# Where the level steps, if it does: date is the last period of the old one.
breaks <- read_table("breaks") |>
  subset(measure == "position" & of == "sovereignty-development" & topic == "")
cat("\nSteps\n")
print(breaks[c("group", "date", "date_low", "date_high", "change", "q")], digits = 2, row.names = FALSE)

# From a number to its sentences: the documents of the period and the group, their
# kept hits in the frames of the contrast (codebook.md lists them, under Lexicon),
# and the sentences of these.
row <- subset(series, group == "audience=international" & period == as.Date("2015-01-01"))
sides <- c(values.sovereignty = "P", values.development = "N")
evidence <- read_table("documents") |>
  subset(audience == "international" & format(date, "%Y") == format(row$period, "%Y")) |>
  merge(subset(read_table("hits"), kept & frame %in% names(sides)), by = "id") |>
  merge(read_table("sentences"), by = c("id", "sentence"), suffixes = c("", "_sentence"))
evidence <- evidence[order(evidence$date, evidence$id, evidence$start, method = "radix"), ]
evidence$side <- sides[evidence$frame]

# Offsets count bytes of the raw text, so cut bytes, not characters.
cut_bytes <- function(text, from, to) {
  cut <- rawToChar(charToRaw(enc2utf8(text))[seq_len(to - from) + from])
  Encoding(cut) <- "UTF-8"
  cut
}
surface <- with(evidence, mapply(cut_bytes, text, start - start_sentence, end - start_sentence))
p <- sum(evidence$side == "P")
n <- sum(evidence$side == "N")
stopifnot(
  "as many hits as the row says" = p + n == row$hits,
  "each in its sentence" = surface == evidence$surface,
  "they make the estimate" = all.equal(log((p + 0.5) / (n + 0.5)), row$estimate)
)
cat("\nInternational, 2015: position ", format(row$estimate, digits = 3), " from ", p, " hits against ", n,
  " (", row$warnings, ")\n", sep = "")
with(evidence, cat(sprintf("%s %s %s [%s] %s\n", date, id, side, surface, text), sep = ""))
