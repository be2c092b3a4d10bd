# SPDX-License-Identifier: Apache-2.0
# Exact power of the two-sample z test for proportions by full enumeration of both binomials.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))

exact_power <- function(method, sides, alpha, n_control, n_treatment, p1, p2) {
  pc <- outer(0:n_control / n_control, rep(1, n_treatment + 1))
  pt <- outer(rep(1, n_control + 1), 0:n_treatment / n_treatment)
  # Whole numbers decide whether the difference is zero; shares such as 1/3 and 2/6 need not agree as doubles.
  difference <- outer(0:n_control * n_treatment, 0:n_treatment * n_control, function(a, b) b - a)
  variance <- if (method == "pooled") {
    pooled <- outer(0:n_control, 0:n_treatment, "+") / (n_control + n_treatment)
    pooled * (1 - pooled) * (1 / n_control + 1 / n_treatment)
  } else pc * (1 - pc) / n_control + pt * (1 - pt) / n_treatment
  z <- difference / (n_control * n_treatment) / sqrt(variance) # infinite when only the variance is zero
  z[difference == 0] <- 0
  critical <- qnorm(alpha / sides, lower.tail = FALSE)
  statistic <- if (sides == 2) abs(z) else sign(p2 - p1) * z
  stopifnot(min(abs(statistic - critical)) > 1e-9) # no table on the very edge of rejection
  sum(outer(dbinom(0:n_control, n_control, p1), dbinom(0:n_treatment, n_treatment, p2)) * (statistic >= critical))
}

case <- function(nc, nt, p1, p2, alpha = 0.05, sides = c(2, 1), method = c("pooled", "unpooled"))
  expand.grid(method = method, sides = sides, alpha = alpha, n_control = nc, n_treatment = nt, baseline = p1, treatment = p2,
              stringsAsFactors = FALSE)

cases <- rbind(
  case(5, 5, 0.2, 0.9), case(10, 10, 0.1, 0.5), case(20, 7, 0.5, 0.9), case(30, 30, 0.02, 0.2),
  case(50, 50, 0.95, 0.7), case(100, 50, 0.3, 0.5, alpha = 0.01), case(150, 150, 0.004, 0.05), case(60, 240, 0.2, 0.35, sides = 2),
  case(200, 200, 0.5, 0.4), case(400, 40, 0.1, 0.3, sides = 2), case(391, 391, 0.3, 0.4, sides = 2), case(600, 600, 0.2, 0.27),
  case(600, 300, 0.005, 0.03, alpha = 1e-4), case(500, 600, 0.99, 0.96, alpha = 0.2),
  case(40, 30, 0.001, 0.15), case(333, 111, 0.25, 0.4, alpha = 0.01, sides = 2),
  case(1, 3, 0.2, 0.9, alpha = 0.2, sides = 2), case(80, 80, 0.3, 0.300001, sides = 2))
cases$exact_power <- mapply(exact_power, cases$method, cases$sides, cases$alpha, cases$n_control, cases$n_treatment, cases$baseline, cases$treatment)
cases$sides <- ifelse(cases$sides == 2, "two", "one")
write_table(cases, "power_proportion_exact.csv", c(
  sprintf("%s, stats::dbinom, full enumeration (scripts/reference/power_proportion_exact.R)", software),
  "rejects when |z| >= qnorm(1 - alpha/2); one-sided in the direction of treatment - baseline; z = 0 without a difference, infinite when only the variance is 0"))
