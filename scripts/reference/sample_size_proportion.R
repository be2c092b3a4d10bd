# SPDX-License-Identifier: Apache-2.0
# Unrounded size of the control arm for two proportions, normal approximation, opposite tail counted.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))

# Power of the two-sample z test. Fleiss, Levin, Paik (2003) 4.2 (pooled); Chow, Shao, Wang (2008) 4.2 (unpooled);
# control_only puts the control's variance in both arms under the null: evanmiller.org/ab-testing/sample-size.html.
power_at <- function(n_control, method, sides, alpha, ratio, p1, p2) {
  n_treatment <- ratio * n_control
  se1 <- sqrt(p1 * (1 - p1) / n_control + p2 * (1 - p2) / n_treatment)
  pooled <- (p1 + ratio * p2) / (1 + ratio)
  null <- switch(method, pooled = pooled, control_only = p1)
  se0 <- if (is.null(null)) se1 else sqrt(null * (1 - null) * (1 / n_control + 1 / n_treatment))
  z <- qnorm(alpha / sides, lower.tail = FALSE)
  d <- abs(p2 - p1)
  near <- pnorm((z * se0 - d) / se1, lower.tail = FALSE)
  if (sides == 2) near + pnorm((z * se0 + d) / se1, lower.tail = FALSE) else near
}

size <- function(method, sides, alpha, power, ratio, p1, p2) {
  f <- function(log_n) power_at(exp(log_n), method, sides, alpha, ratio, p1, p2) - power
  grid <- seq(log(0.1), log(1e10), length.out = 400)
  above <- sapply(grid, f) >= 0
  if (above[1] || sum(diff(above) != 0) != 1) return(NA) # not one crossing: not a useful reference
  i <- which(diff(above) == 1)
  exp(uniroot(f, grid[i + 0:1], tol = 1e-14, maxiter = 10000)$root)
}

case <- function(p1, p2, power = 0.8, alpha = 0.05, ratio = 1, sides = c(2, 1), method = c("pooled", "unpooled", "control_only"))
  expand.grid(method = method, sides = sides, alpha = alpha, power = power, ratio = ratio, baseline = p1, treatment = p2,
              stringsAsFactors = FALSE)

cases <- unique(rbind(
  case(0.2, 0.25), case(0.25, 0.2), case(0.1, 0.11), case(0.5, 0.55, power = 0.9), case(0.5, 0.45),
  case(0.0005, 0.0006), case(0.0005, 0.0004, power = 0.95), case(0.0005, 0.01), case(0.01, 0.0101, sides = 2),
  case(0.995, 0.997), case(0.995, 0.98, power = 0.9), case(0.9, 0.95), case(0.05, 0.5), case(0.3, 0.9, sides = 2),
  case(0.2, 0.25, power = c(0.5, 0.99), sides = 2), case(0.2, 0.25, alpha = c(1e-4, 0.01, 0.2)),
  case(0.2, 0.25, ratio = c(0.1, 0.5, 2, 10)), case(0.03, 0.033, ratio = c(0.25, 3), power = 0.9, sides = 2),
  case(0.6, 0.4, ratio = c(0.1, 10), alpha = 0.01, power = 0.99, sides = 2),
  case(0.0005, 0.001, ratio = c(0.1, 10), sides = 2), case(0.995, 0.99, ratio = c(0.1, 10), sides = 2),
  case(0.4, 0.401, alpha = 1e-4, power = 0.99, sides = 2), case(0.1, 0.12, alpha = 0.2, power = 0.5)))
cases$n_control <- mapply(size, cases$method, cases$sides, cases$alpha, cases$power, cases$ratio, cases$baseline, cases$treatment)
cases <- subset(cases, !is.na(n_control))
cases$tolerance <- 1e-10

# First witness: R's own function where it applies.
own <- subset(cases, method == "pooled" & ratio == 1)
theirs <- mapply(function(p1, p2, alpha, power, sides) {
  power.prop.test(p1 = p1, p2 = p2, sig.level = alpha, power = power, strict = sides == 2,
                  alternative = if (sides == 2) "two.sided" else "one.sided", tol = .Machine$double.eps^0.6)$n
}, own$baseline, own$treatment, own$alpha, own$power, own$sides)
agree(own$n_control, theirs, 1e-8, "power.prop.test(strict = TRUE)")

at <- function(m) subset(cases, method == m & sides == 2 & alpha == 0.05 & power == 0.8 & ratio == 1 & baseline == 0.2 & treatment == 0.25)$n_control
published <- c(control_only = at("control_only"), unpooled = at("unpooled"), pooled = at("pooled"))
print(published)
stopifnot(round(published[1]) == 1030, ceiling(published[2]) == 1091, ceiling(published[3]) == 1094)

cases$sides <- ifelse(cases$sides == 2, "two", "one")
write_table(cases, "sample_size_proportion.csv", c(
  sprintf("%s, uniroot(tol = 1e-14 on log n) of the textbook power function (scripts/reference/sample_size_proportion.R); opposite tail counted for sides = two", software),
  "compared with stats::power.prop.test(strict = TRUE) (pooled, ratio 1) and statsmodels 0.13.5 power_proportions_2indep (pooled and ratio != 1, scripts/reference/witness.py)",
  "published for 0.2 to 0.25, two-sided .05, power .80: control_only 1,030 (1030.21 rounded to nearest, as evanmiller.org does), unpooled 1,091, pooled 1,094",
  "n_control is unrounded; ratio = treatment units per control unit; tolerance is relative"))
