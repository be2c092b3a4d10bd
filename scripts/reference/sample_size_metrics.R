# SPDX-License-Identifier: Apache-2.0
# Sample sizes of every other metric, comparison and question of Plan: rpact, pwr and base R where they have it, the
# published formula in R where they do not. A request is written as field=value;field=value.
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))
suppressPackageStartupMessages({library(rpact); library(pwr)})

rows <- list()
add <- function(request, field, expected, tolerance, from) {
  text <- paste(names(request), vapply(request, function(v) cells(v), ""), sep = "=", collapse = ";")
  rows[[length(rows) + 1]] <<- data.frame(settings = text, quantity = field, value = expected,
                                          tolerance = tolerance, source = from)
}
solve_n <- function(power, target, low = 1, high = 1e9)
  exp(uniroot(function(x) power(exp(x)) - target, log(c(low, high)), tol = 1e-14)$root)
alternative <- function(two) if (two) "two.sided" else "one.sided"
sides <- function(two) if (two) "two" else "one"

## One arm and pairs, means: power.t.test
for (two in c(TRUE, FALSE)) for (d in c(0.1, 0.4, 0.9)) for (power in c(0.8, 0.95)) {
  n <- power.t.test(delta = d, sd = 1.5, sig.level = 0.05, power = power, type = "one.sample", alternative = alternative(two),
                    strict = two, tol = 1e-12)$n
  add(list(metric = "mean", comparison = "benchmark", sd = 1.5, effect_scale = "absolute", effect = d, power = power,
           sides = sides(two)), "n_control_unrounded", n, 1e-7, "power.t.test(type = one.sample)")
  rho <- 0.3
  n <- power.t.test(delta = d, sd = 1.5 * sqrt(2 * (1 - rho)), sig.level = 0.05, power = power, type = "paired",
                    alternative = alternative(two), strict = two, tol = 1e-12)$n
  add(list(metric = "mean", comparison = "paired", sd = 1.5, pair_correlation = rho, effect_scale = "absolute", effect = d,
           power = power, sides = sides(two)), "n_control_unrounded", n, 1e-7, "power.t.test(type = paired)")
}

## Unequal variances: noncentral t with Satterthwaite's degrees of freedom
welch <- function(n, ratio, d, s1, s2, alpha, two) {
  a <- s1^2 / n; b <- s2^2 / (ratio * n)
  df <- (a + b)^2 / (a^2 / (n - 1) + b^2 / (ratio * n - 1)); ncp <- d / sqrt(a + b)
  q <- qt(if (two) alpha / 2 else alpha, df, lower.tail = FALSE)
  pt(q, df, ncp, lower.tail = FALSE) + if (two) pt(-q, df, ncp) else 0
}
for (two in c(TRUE, FALSE)) for (s2 in c(0.5, 3)) for (ratio in c(0.5, 1, 2)) {
  n <- solve_n(function(n) welch(n, ratio, 0.5, 1, s2, 0.05, two), 0.8, low = 3)
  add(list(metric = "mean", sd = 1, sd_treatment = s2, ratio = ratio, effect_scale = "absolute", effect = 0.5,
           sides = sides(two)), "n_control_unrounded", n, 1e-7, "Moser; Stevens and Watts (1989): pt with Satterthwaite's df")
}

## One proportion against a benchmark
for (p0 in c(0.05, 0.3, 0.6)) for (p1 in c(0.08, 0.4)) {
  n <- getSampleSizeRates(groups = 1, thetaH0 = p0, pi1 = p1, alpha = 0.025, beta = 0.2)$nFixed[1]
  add(list(metric = "proportion", comparison = "benchmark", baseline = p0, effect_scale = "absolute", effect = p1 - p0,
           alpha = 0.025, sides = "one"), "n_control_unrounded", n, 1e-6, "rpact getSampleSizeRates(groups = 1)")
}

## Margins, means: rpact
for (margin in c(0.1, 0.3)) for (effect in c(-0.02, 0, 0.05)) for (t in c(TRUE, FALSE)) for (r in c(1, 2)) {
  total <- getSampleSizeMeans(thetaH0 = -margin, alternative = effect, stDev = 0.9, alpha = 0.025, beta = 0.2,
                              allocationRatioPlanned = r, normalApproximation = !t)$nFixed[1]
  add(list(metric = "mean", hypothesis = "noninferiority", margin = margin, effect_scale = "absolute", effect = effect,
           sd = 0.9, alpha = 0.025, ratio = r, mean_method = if (t) "noncentral_t" else "normal"),
      "n_control_unrounded", total / (1 + r), 1e-6, "rpact getSampleSizeMeans(thetaH0 < 0)")
}
for (margin in c(0.1, 0.2)) {
  total <- getSampleSizeMeans(thetaH0 = margin, alternative = 0.5, stDev = 0.9, alpha = 0.025, beta = 0.1)$nFixed[1]
  add(list(metric = "mean", hypothesis = "superiority", margin = margin, effect_scale = "absolute", effect = 0.5, sd = 0.9,
           alpha = 0.025, power = 0.9), "n_control_unrounded", total / 2, 1e-6, "rpact getSampleSizeMeans(thetaH0 > 0)")
}

## Margins, proportions: Farrington and Manning as in rpact
for (p in c(0.1, 0.5, 0.85)) for (margin in c(0.03, 0.08)) for (shift in c(0, 0.02)) for (r in c(1, 2)) {
  total <- getSampleSizeRates(groups = 2, thetaH0 = -margin, pi1 = p + shift, pi2 = p, alpha = 0.025, beta = 0.2,
                              allocationRatioPlanned = r)$nFixed[1]
  add(list(hypothesis = "noninferiority", baseline = p, margin = margin, effect_scale = "absolute", effect = shift,
           alpha = 0.025, ratio = r), "n_control_unrounded", total / (1 + r), 1e-6, "rpact getSampleSizeRates(thetaH0 < 0)")
}
total <- getSampleSizeRates(groups = 2, thetaH0 = 0.05, pi1 = 0.1, pi2 = 0.12, alpha = 0.025, beta = 0.2)$nFixed[1]
add(list(hypothesis = "noninferiority", better = "decrease", baseline = 0.12, margin = 0.05, effect_scale = "absolute",
         effect = -0.02, alpha = 0.025), "n_control_unrounded", total / 2, 1e-6, "rpact getSampleSizeRates(thetaH0 > 0)")

## Equivalence of means: Phillips' double integral over the spread, and the normal case in closed form
tost <- function(n, margin, effect, sd, alpha) {
  df <- 2 * n - 2; se <- sd * sqrt(2 / n); q <- qt(alpha, df, lower.tail = FALSE)
  most <- margin / (q * se)
  density <- function(s) 2 * df * s * dchisq(df * s^2, df)
  inside <- function(s) pmax(0, pnorm((margin - effect) / se - q * s) - pnorm((-margin - effect) / se + q * s))
  low <- max(0, 1 - 10 / sqrt(2 * df)); high <- min(most, 1 + 10 / sqrt(2 * df))
  if (high <= low) return(0)
  cuts <- seq(low, high, length.out = 9)
  sum(mapply(function(a, b) integrate(function(s) density(s) * inside(s), a, b, rel.tol = 1e-12)$value, head(cuts, -1),
             tail(cuts, -1)))
}
for (margin in c(0.3, 0.6)) for (effect in c(0, 0.1, -0.15)) for (n in c(8, 40, 150)) {
  add(list(solve_for = "power", metric = "mean", hypothesis = "equivalence", margin = margin, effect_scale = "absolute",
           effect = effect, sd = 1, n_control = n), "power", tost(n, margin, effect, 1, 0.05), 1e-7,
      "Phillips (1990): integrate over chi")
}
for (margin in c(0.3, 0.6)) for (effect in c(0, 0.1)) {
  power <- function(n) {
    se <- sqrt(2 / n); q <- qnorm(0.95)
    max(0, pnorm((margin - effect) / se - q) - pnorm((-margin - effect) / se + q))
  }
  add(list(metric = "mean", hypothesis = "equivalence", mean_method = "normal", margin = margin, effect_scale = "absolute",
           effect = effect, sd = 1), "n_control_unrounded", solve_n(power, 0.8), 1e-8, "normal; closed form")
}

## Arcsine: pwr; continuity: Fleiss's formula
for (p in c(0.05, 0.2, 0.7)) for (d in c(0.02, 0.05)) for (two in c(TRUE, FALSE)) {
  h <- abs(ES.h(p + d, p))
  n <- pwr.2p.test(h = h, power = 0.8, sig.level = 0.05, alternative = if (two) "two.sided" else "greater")$n
  exact <- solve_n(function(n) { q <- qnorm(if (two) 0.975 else 0.95); pnorm(h * sqrt(n / 2) - q) +
                                 if (two) pnorm(-h * sqrt(n / 2) - q) else 0 }, 0.8)
  agree(n, exact, 1e-3, "pwr.2p.test")
  add(list(baseline = p, effect_scale = "absolute", effect = d, sides = sides(two), proportion_method = "arcsine"),
      "n_control_unrounded", exact, 1e-8, "pwr.2p.test solved to the last digit")
  plain <- function(z, r = 1) { m <- (p + p + d) / 2
    (z * sqrt(2 * m * (1 - m)) + qnorm(0.8) * sqrt(p * (1 - p) + (p + d) * (1 - p - d)))^2 / d^2 }
  n0 <- plain(qnorm(if (two) 0.975 else 0.95))
  add(list(baseline = p, effect_scale = "absolute", effect = d, sides = sides(two), proportion_method = "corrected"),
      "n_control_unrounded", n0 / 4 * (1 + sqrt(1 + 4 / (n0 * d)))^2, 1e-8, "Fleiss; Levin and Paik (2003) eq. 4.14")
}

## Counts: Zhu and Lakkis (2014), Wald on rates, square roots
for (k in c(0, 0.7)) for (r in c(1, 0.5)) for (effect in c(0.1, -0.3)) for (method in c("log_ratio", "difference", "square_root")) {
  rate <- 0.8; t <- 2; treated <- rate * (1 + effect)
  v <- function(x) switch(method, log_ratio = 1 / (x * t) + k, difference = x / t + k * x^2, square_root = (1 / t + k * x) / 4)
  d <- switch(method, log_ratio = log(1 + effect), difference = rate * effect, square_root = sqrt(treated) - sqrt(rate))
  power <- function(n) { s <- sqrt(v(rate) / n + v(treated) / (r * n)); q <- qnorm(0.975)
    pnorm(abs(d) / s - q) + pnorm(-abs(d) / s - q) }
  add(list(metric = "count", rate = rate, exposure = t, dispersion = k, ratio = r, effect = effect, count_method = method),
      "n_control_unrounded", solve_n(power, 0.8), 1e-8, "Zhu and Lakkis (2014) and delta method")
}

## Ratios: delta method
for (rho in c(0, 0.6, 0.95)) for (effect in c(0.02, -0.05)) {
  R <- 0.1; T <- R * (1 + effect)
  v <- function(ratio) (3^2 - 2 * ratio * rho * 3 * 15 + ratio^2 * 15^2) / 20^2
  power <- function(n) { s <- sqrt((v(R) + v(T)) / n); q <- qnorm(0.975)
    pnorm(abs(T - R) / s - q) + pnorm(-abs(T - R) / s - q) }
  add(list(metric = "ratio", ratio_correlation = rho, effect = effect), "n_control_unrounded", solve_n(power, 0.8), 1e-8,
      "delta method")
}

## Time to event: rpact
for (method in c("Schoenfeld", "Freedman")) for (hr in c(0.6, 0.8, 1.5)) for (a in c(0, 6, 24)) for (r in c(1, 2)) {
  x <- if (a == 0) NULL else getSampleSizeSurvival(hazardRatio = hr, median2 = 12, accrualTime = c(0, a), followUpTime = 9,
         typeOfComputation = method, sided = 1, alpha = 0.025, beta = 0.2, allocationRatioPlanned = r)
  share <- function(l) if (a == 0) 1 - exp(-l * 9) else 1 - (exp(-l * 9) - exp(-l * (9 + a))) / (l * a)
  D <- if (method == "Schoenfeld") (qnorm(0.975) + qnorm(0.8))^2 * (1 + r)^2 / (r * log(hr)^2) else
    (qnorm(0.975) + qnorm(0.8))^2 * (1 + r * hr)^2 / (r * (1 - hr)^2)
  l <- log(2) / 12
  n <- D / (share(l) + r * share(l * hr))
  if (!is.null(x)) agree(n * (1 + r), x$numberOfSubjects[1], 1e-6, paste("rpact survival", method))
  add(list(metric = "time_to_event", median_time = 12, accrual_days = a, follow_up_days = 9, hazard_ratio = hr, ratio = r,
           sides = "one", alpha = 0.025, time_method = tolower(method)), "n_control_unrounded", n, 1e-8,
      "rpact getSampleSizeSurvival and the formula")
}

## Ranks: Noether
for (p in c(0.55, 0.7)) for (r in c(1, 2)) {
  n <- (qnorm(0.95) + qnorm(0.9))^2 / (12 * (r / (1 + r)) * (1 / (1 + r)) * (p - 0.5)^2) / (1 + r)
  add(list(metric = "rank", win_probability = p, ratio = r, sides = "one", power = 0.9), "n_control_unrounded", n, 1e-8,
      "Noether (1987)")
}

## Covariates and dilution change one factor; level and effect are solved from R
n <- power.t.test(delta = 0.2, sd = sqrt(1 - 0.4 * 0.8), sig.level = 0.05, power = 0.8, strict = TRUE, tol = 1e-12)$n
add(list(metric = "mean", sd = 1, effect_scale = "absolute", effect = 0.2, r_squared = 0.4, coverage = 0.8),
    "n_control_unrounded", n, 1e-7, "power.t.test with sd sqrt(1 - R2 c)")
n <- power.t.test(delta = 0.2 * 0.3, sd = 1, sig.level = 0.05, power = 0.8, strict = TRUE, tol = 1e-12)$n
add(list(metric = "mean", sd = 1, effect_scale = "absolute", effect = 0.2, affected_share = 0.3, analysed = "everyone"),
    "n_control_unrounded", n, 1e-7, "power.t.test with the effect times the share")
for (n in c(200, 1000)) {
  add(list(solve_for = "alpha", metric = "mean", sd = 1, effect_scale = "absolute", effect = 0.2, n_control = n),
      "alpha", uniroot(function(a) power.t.test(n = n, delta = 0.2, sd = 1, sig.level = exp(a), strict = TRUE)$power - 0.8,
                       c(-60, log(0.5)), tol = 1e-13)$root |> exp(), 1e-6, "power.t.test; uniroot over the level")
  add(list(solve_for = "effect", metric = "mean", sd = 1, effect_scale = "absolute", n_control = n), "effect_absolute",
      power.t.test(n = n, sd = 1, sig.level = 0.05, power = 0.8, strict = TRUE, tol = 1e-12)$delta, 1e-7, "power.t.test")
}

table <- do.call(rbind, rows)
table$source <- gsub(",", ";", table$source)
write_table(table, "sample_size_metrics.csv",
            paste0(software, ", rpact ", packageVersion("rpact"), ", pwr ", packageVersion("pwr"),
                   " (scripts/reference/sample_size_metrics.R); the column source names the call of each row; tolerance is relative"))
