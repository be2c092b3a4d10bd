# SPDX-License-Identifier: Apache-2.0
# Distribution functions and quantiles. With the argument "check": compare the noncentral t rows, which
# noncentral_t.py appends, with R's own.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))

if (identical(commandArgs(TRUE), "check")) {
  table <- read.csv(file.path(root, "tests/reference/distributions.csv"), comment.char = "#")
  # Above 4e5 degrees of freedom R uses a normal approximation; in the far tails its sum is only good absolutely.
  rows <- subset(table, grepl("^noncentral", fn) & a <= 4e5)
  r <- mapply(function(fn, x, df, ncp) pt(x, df, ncp, lower.tail = fn == "noncentral_t_cdf"), rows$fn, rows$x, rows$a, rows$b)
  worst <- max(abs(r - rows$value))
  cat(sprintf("  noncentral t: R and mpmath differ by at most %.1e (absolute)\n", worst))
  stopifnot(worst < 1e-10)
  quit()
}

rows <- function(fn, x, a = 0, b = 0, f) {
  grid <- expand.grid(x = x, a = a, b = b)
  data.frame(fn = fn, grid, value = mapply(f, grid$x, grid$a, grid$b))
}
at <- function(fn, x, a = 0, b = 0, value) data.frame(fn = fn, x = x, a = a, b = b, value = value)

tail_p <- c(1e-300, 1e-100, 1e-20, 1e-9, 1e-4, 0.001, 0.025, 0.05, 0.2, 0.5, 0.8, 0.975, 0.999)
z <- c(-37, -20, -8.5, -5, -1.96, -0.5, 0, 1e-10, 0.674, 1.644853626951472, 3, 6, 8)
df <- c(1, 2, 3.5, 5, 17.776, 30, 442, 1e4, 1e6)
tt <- c(-50, -8, -2.5, -0.3, 0, 1e-8, 0.7, 1.8608, 4, 12, 38)
deep <- data.frame(x = c(1e150, 1e75, 1e30, 4e4, 45, 37.2, 37.04), df = c(2, 4, 10, 65, 442, 1e4, 1e6))

table <- rbind(
  rows("normal_cdf", z, f = function(x, a, b) pnorm(x)),
  rows("normal_sf", -z, f = function(x, a, b) pnorm(x, lower.tail = FALSE)),
  rows("normal_quantile", tail_p, f = function(x, a, b) qnorm(x)),
  rows("t_cdf", tt, df, f = function(x, a, b) pt(x, a)),
  rows("t_sf", tt, df, f = function(x, a, b) pt(x, a, lower.tail = FALSE)),
  at("t_sf", deep$x, deep$df, value = pt(deep$x, deep$df, lower.tail = FALSE)),
  rows("t_quantile", tail_p[tail_p >= 1e-20], df, f = function(x, a, b) qt(x, a)),
  at("t_quantile", c(1e-300, 1e-100), c(442, 30), value = qt(c(1e-300, 1e-100), c(442, 30))),
  rows("chi_squared_sf", c(1e-8, 0.02, 1, 3.841458820694124, 12, 80, 1300), c(1, 2, 5, 40, 1000),
       f = function(x, a, b) pchisq(x, a, lower.tail = FALSE)),
  rows("chi_squared_quantile", c(1e-9, 0.001, 0.025, 0.5, 0.95, 0.999), c(1, 2, 5, 40, 1000), f = function(x, a, b) qchisq(x, a)),
  rows("binomial_cdf", c(0, 1, 5, 12), c(12, 30, 1000), c(1e-4, 0.01, 0.3, 0.9), f = function(x, a, b) pbinom(x, a, b)),
  at("binomial_cdf", c(500, 2400, 5250, 100000), c(1000, 5000, 10000, 1e6), c(0.5, 0.5, 0.5, 0.1),
     pbinom(c(500, 2400, 5250, 100000), c(1000, 5000, 10000, 1e6), c(0.5, 0.5, 0.5, 0.1))),
  rows("f_sf", c(0.01, 0.9, 3, 25, 400), c(1, 3, 12), c(4, 50, 1e4), f = function(x, a, b) pf(x, a, b, lower.tail = FALSE))
)
# R's own tables underflow to 0 or reach 1 in places that say nothing about a tail.
table <- subset(table, value != 0 | fn %in% c("normal_quantile", "t_quantile"))
table$value[abs(table$value) < 1e-15 & table$x == 0.5] <- 0
write_table(table, "distributions.csv", c(
  sprintf("%s, stats: pnorm, qnorm, pt, qt, pchisq, qchisq, pbinom, pf; tails by lower.tail = FALSE", software),
  "noncentral_t_*: mpmath 1.2.1, integral at 40 digits (scripts/reference/noncentral_t.py), compared with R's pt(x, df, ncp)",
  "x: argument (a probability for quantiles); a, b: df | df, ncp | n, p (binomial, x successes) | df1, df2; 0 when unused"))
