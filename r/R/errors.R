# An error without the call, which says nothing to who called something else.
fail <- function(...) stop(..., call. = FALSE)

# A package that not everybody has, with what it is for.
needs <- function(package, what) {
  if (!requireNamespace(package, quietly = TRUE)) {
    fail(what, " needs the package ", package, ": install.packages(\"", package, "\")")
  }
}

# What is there instead of a key that is not: the nearest first.
known <- function(what, key, keys) {
  if (key %in% keys) {
    return(invisible())
  }
  keys <- keys[order(utils::adist(key, keys), keys)]
  fail("the run has no ", what, " \"", key, "\"; there are: ", paste(utils::head(keys, 8), collapse = ", "))
}
