# SPDX-License-Identifier: Apache-2.0
# Compares the rows that dunnett.py wrote with mvtnorm: TVPACK for up to three comparisons, Genz and Bretz's Monte Carlo
# beyond, within the error mvtnorm itself states.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))
suppressPackageStartupMessages(library(mvtnorm))
set.seed(1)

table <- read.csv(file.path(root, "tests/reference/dunnett.csv"), comment.char = "#", colClasses = "character")
numbers <- function(x) as.numeric(strsplit(x, " ")[[1]])

# P(lower < T <= upper) of T = (X + shift) / S, with its error.
joint <- function(lambda, shift, lower, upper, df) {
  k <- length(lambda)
  if (k == 1 && df == Inf) return(c(pnorm(upper - shift) - pnorm(lower - shift), 1e-12))
  corr <- outer(lambda, lambda)
  diag(corr) <- 1
  exact <- k %in% 2:3 && (all(is.infinite(lower)) || all(is.infinite(upper))) && all(shift == 0 | df == Inf)
  algorithm <- if (exact) TVPACK(abseps = 1e-12) else GenzBretz(maxpts = 1e5, abseps = 1e-6, releps = 0)
  p <- if (df == Inf) {
    pmvnorm(lower - shift, upper - shift, corr = corr, algorithm = algorithm)
  } else {
    pmvt(lower, upper, delta = shift, df = df, corr = corr, type = "Kshirsagar", algorithm = algorithm)
  }
  c(p, if (exact) 1e-9 else 3 * attr(p, "error") + 1e-9)
}

worst <- 0
exact <- 0
for (i in seq_len(nrow(table))) {
  r <- table[i, ]
  lambda <- numbers(r$lambda)
  shift <- if (r$fn == "critical") 0 * lambda else numbers(r$shift)
  df <- as.numeric(r$df)
  c <- as.numeric(if (r$fn == "critical") r$value else r$c)
  two <- r$sides == "2"
  if (length(lambda) > 20) next
  k <- length(lambda)
  if (r$fn == "all" && two) {
    # Every |T_i| > c: the sum over the 2^k corners.
    if (k > 3) next
    corners <- as.matrix(expand.grid(rep(list(0:1), k)))
    parts <- apply(corners, 1, function(up) joint(lambda, shift, ifelse(up == 1, c, -Inf), ifelse(up == 1, Inf, -c), df))
    p <- rowSums(parts)
  } else if (r$fn == "all") {
    p <- joint(lambda, shift, rep(c, k), rep(Inf, k), df)
  } else {
    p <- joint(lambda, shift, rep(if (two) -c else -Inf, k), rep(c, k), df)
  }
  expected <- switch(r$fn, critical = 1 - as.numeric(r$c), any = 1 - as.numeric(r$value), as.numeric(r$value))
  if (abs(p[1] - expected) > p[2]) stop(sprintf("row %d: mvtnorm %.12f, here %.12f, error %.1e\n%s", i, p[1], expected, p[2], paste(r, collapse = " | ")))
  if (p[2] < 1e-8) exact <- exact + 1
  worst <- max(worst, p[2])
}
cat(sprintf("  dunnett: mvtnorm agrees within its own error, at most %.1e (%d rows to 1e-8)\n", worst, exact))
