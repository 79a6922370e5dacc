# The groups of a name, each a named vector: none for all documents, two for a pair that is
# compared. A key or value in quotes has a backslash before a quote and a backslash.
parse_groups <- function(name) {
  groups <- list()
  rest <- name
  while (nzchar(trimws(rest))) {
    read <- read_group(rest, name)
    groups <- c(groups, list(read$group))
    if (length(groups) > 2 || (nzchar(read$rest) && !startsWith(read$rest, "vs "))) {
      bad_group(name)
    }
    rest <- sub("^vs ", "", read$rest)
    if (nzchar(read$rest) && !nzchar(trimws(rest))) {
      bad_group(name)
    }
  }
  groups
}

bad_group <- function(name) fail("group \"", name, "\": want key=value, or more of them behind commas")

read_group <- function(rest, name) {
  group <- character(0)
  repeat {
    key <- read_word(rest, "=", name)
    if (!nzchar(key$word) || !startsWith(key$rest, "=")) {
      bad_group(name)
    }
    value <- read_word(substring(key$rest, 2), c(",", " vs "), name)
    group[[key$word]] <- value$word
    if (!startsWith(value$rest, ",")) {
      return(list(group = group, rest = value$rest))
    }
    rest <- substring(value$rest, 2)
  }
}

# A key or a value up to one of the marks, or to the end.
read_word <- function(text, ends, name) {
  rest <- trimws(text)
  if (rest != text && startsWith(rest, "vs ")) {
    rest <- paste0(" ", rest) # behind an empty value
  }
  if (startsWith(rest, "\"")) {
    quoted <- regmatches(rest, regexpr("^\"([^\"\\\\]|\\\\.)*\"", rest))
    if (!length(quoted)) {
      bad_group(name)
    }
    word <- gsub("\\\\(.)", "\\1", substr(quoted, 2, nchar(quoted) - 1))
    return(list(word = word, rest = trimws(substring(rest, nchar(quoted) + 1))))
  }
  at <- vapply(ends, function(end) regexpr(end, rest, fixed = TRUE)[[1]], 1)
  at <- min(at[at > 0], nchar(rest) + 1)
  if (grepl(" vs $", paste0(substr(rest, 1, at - 1), " "))) {
    bad_group(name)
  }
  list(word = trimws(substr(rest, 1, at - 1)), rest = trimws(substring(rest, at)))
}
