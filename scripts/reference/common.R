# SPDX-License-Identifier: Apache-2.0
# Shared by the reference scripts: where tables go and how they are written.

here <- dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])))
root <- normalizePath(file.path(here, "..", ".."))
software <- sub("^(R version [0-9.]+).*", "\\1", R.version.string)

# The shortest of 15 to 17 significant digits that reads back as the same double; text as it is.
cells <- function(x) {
  if (!is.numeric(x)) return(as.character(x))
  vapply(x, function(v) {
    if (is.na(v)) return("")
    for (digits in 15:17) {
      text <- formatC(v, digits = digits, format = "g", width = 1)
      if (as.numeric(text) == v) break
    }
    text
  }, "")
}

write_table <- function(table, name, origin) {
  path <- file.path(root, "tests", "reference", name)
  rows <- do.call(paste, c(lapply(table, cells), sep = ","))
  writeLines(c(paste("# origin:", origin), paste(names(table), collapse = ","), rows), path)
  cat(name, nrow(table), "rows\n")
}

agree <- function(a, b, tolerance, what) {
  worst <- max(abs(a - b) / pmax(abs(b), 1e-300))
  if (!(worst <= tolerance)) stop(sprintf("%s: witnesses differ by %g", what, worst))
  cat(sprintf("  %s: witnesses agree to %.1e\n", what, worst))
}
