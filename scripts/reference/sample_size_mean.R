# SPDX-License-Identifier: Apache-2.0
# Unrounded size of the control arm for two means of equal variance: noncentral t, and normal with known sd.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))

power_at <- function(n_control, method, sides, alpha, ratio, sd, difference) {
  n_treatment <- ratio * n_control
  ncp <- abs(difference) / (sd * sqrt(1 / n_control + 1 / n_treatment))
  if (method == "normal") {
    z <- qnorm(alpha / sides, lower.tail = FALSE)
    return(pnorm(z - ncp, lower.tail = FALSE) + if (sides == 2) pnorm(-z - ncp) else 0)
  }
  df <- n_control + n_treatment - 2
  t <- qt(alpha / sides, df, lower.tail = FALSE)
  suppressWarnings(pt(t, df, ncp, lower.tail = FALSE) + if (sides == 2) pt(-t, df, ncp) else 0)
}

size <- function(method, sides, alpha, power, ratio, sd, difference) {
  f <- function(log_n) power_at(exp(log_n), method, sides, alpha, ratio, sd, difference) - power
  lowest <- if (method == "normal") 1e-3 else 2.05 / (1 + ratio)
  grid <- seq(log(lowest), log(1e9), length.out = 300)
  above <- sapply(grid, f) >= 0
  if (above[1] || sum(diff(above) != 0) != 1) return(NA)
  i <- which(diff(above) == 1)
  exp(uniroot(f, grid[i + 0:1], tol = 1e-14, maxiter = 10000)$root)
}

case <- function(difference, sd = 1, power = 0.8, alpha = 0.05, ratio = 1, sides = c(2, 1), method = c("noncentral_t", "normal"))
  expand.grid(method = method, sides = sides, alpha = alpha, power = power, ratio = ratio, sd = sd, difference = difference,
              stringsAsFactors = FALSE)

cases <- unique(rbind(
  case(0.5), case(-0.2, power = 0.9), case(1), case(2), case(3.5), case(6, power = 0.9, sides = 2), case(4, alpha = 0.01, power = 0.99, sides = 2),
  case(2.5, sd = 12.7), case(0.02), case(0.01, power = 0.95, sides = 2), case(0.004, sides = 2), case(0.5, power = c(0.5, 0.99)),
  case(0.3, alpha = c(1e-4, 0.2)), case(0.4, ratio = c(0.1, 0.5, 3, 10)), case(1.5, ratio = c(0.25, 4), sides = 2),
  case(1200, sd = 6500, ratio = 2, power = 0.9, sides = 2), case(0.05, ratio = c(0.1, 10), alpha = 0.001, power = 0.95, sides = 2)))
cases$n_control <- mapply(size, cases$method, cases$sides, cases$alpha, cases$power, cases$ratio, cases$sd, cases$difference)
cases <- subset(cases, !is.na(n_control) & n_control * (1 + ratio) >= 4)
# R's noncentral t is good to about 1e-12 for small degrees of freedom and 1e-10 for large ones; n inherits it.
cases$tolerance <- ifelse(cases$method == "normal", 1e-11, ifelse(cases$n_control * (1 + cases$ratio) > 1e5, 1e-8, 1e-9))

own <- subset(cases, method == "noncentral_t" & ratio == 1)
theirs <- mapply(function(d, sd, alpha, power, sides) {
  suppressWarnings(power.t.test(delta = abs(d), sd = sd, sig.level = alpha, power = power, strict = sides == 2,
               alternative = if (sides == 2) "two.sided" else "one.sided", tol = .Machine$double.eps^0.6)$n)
}, own$difference, own$sd, own$alpha, own$power, own$sides)
agree(own$n_control, theirs, 1e-7, "power.t.test(strict = TRUE)")

cases$sides <- ifelse(cases$sides == 2, "two", "one")
write_table(cases, "sample_size_mean.csv", c(
  sprintf("%s, uniroot(tol = 1e-14 on log n) of pt(qt(1 - alpha/2, df), df, ncp), df = n_control + n_treatment - 2 (scripts/reference/sample_size_mean.R); opposite tail counted for sides = two", software),
  "compared with stats::power.t.test(strict = TRUE) (ratio 1), statsmodels 0.13.5 TTestIndPower and the power at n_control in 40 digits (mpmath, scripts/reference/witness.py)",
  "n_control is unrounded; ratio = treatment units per control unit; normal = z test with known sd; tolerance is relative"))
