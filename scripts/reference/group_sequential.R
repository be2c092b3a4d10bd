# SPDX-License-Identifier: Apache-2.0
# Group-sequential designs from rpact; each is walked through again by Jennison and Turnbull's grid (2000, ch. 19),
# written here, which must find rpact's level and power at rpact's boundaries.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))
suppressMessages(library(rpact))

# Chances of ending above `upper` and below `lower` at each look; r = 32 is twice as fine as the book's.
walk <- function(t, lower, upper, drift, r = 32) {
  k <- length(t)
  above <- below <- numeric(k)
  z <- 0; h <- 1; before <- 0
  for (i in seq_len(k)) {
    step <- t[i] - before
    mean <- z * sqrt(before) + drift * step
    above[i] <- sum(h * pnorm((upper[i] * sqrt(t[i]) - mean) / sqrt(step), lower.tail = FALSE))
    below[i] <- sum(h * pnorm((lower[i] * sqrt(t[i]) - mean) / sqrt(step)))
    j <- 1:(6 * r - 1)
    x <- drift * sqrt(t[i]) + ifelse(j < r, -3 - 4 * log(r / j), ifelse(j <= 5 * r, -3 + 3 * (j - r) / (2 * r), 3 + 4 * log(r / (6 * r - j))))
    x <- sort(unique(c(max(lower[i], min(x)), x[x > lower[i] & x < upper[i]], min(upper[i], max(x)))))
    m <- length(x)
    if (m < 2) break
    grid <- numeric(2 * m - 1)
    grid[seq(1, 2 * m - 1, 2)] <- x
    grid[seq(2, 2 * m - 2, 2)] <- (x[-1] + x[-m]) / 2
    w <- numeric(2 * m - 1)
    d <- diff(x)
    w[seq(2, 2 * m - 2, 2)] <- 4 * d / 6
    w[seq(1, 2 * m - 1, 2)] <- (c(d, 0) + c(0, d)) / 6
    density <- dnorm(outer(grid * sqrt(t[i]), mean, "-") / sqrt(step)) * sqrt(t[i] / step)
    h <- w * as.vector(density %*% h)
    z <- grid
    before <- t[i]
  }
  list(above = above, below = below)
}

worst <- c(level = 0, power = 0)
one <- function(family, sides, alpha, power, t, parameter = NA, futility = "none", spending = "none", futility_parameter = NA, spent = NA, futility_spent = NA) {
  beta <- 1 - power
  arguments <- list(kMax = length(t), alpha = alpha, beta = beta, sided = sides, informationRates = t, typeOfDesign = family, twoSidedPower = sides == 2)
  if (family %in% c("asKD", "asHSD")) arguments$gammaA <- parameter
  if (family == "WT") arguments$deltaWT <- parameter
  if (family == "HP") arguments$constantBoundsHP <- parameter
  if (family == "asUser") arguments$userAlphaSpending <- spent * alpha
  if (futility != "none") {
    arguments$typeBetaSpending <- spending
    arguments$bindingFutility <- futility == "binding"
    if (spending %in% c("bsKD", "bsHSD")) arguments$gammaB <- futility_parameter
    if (spending == "bsUser") arguments$userBetaSpending <- futility_spent * beta
  }
  d <- suppressWarnings(do.call(getDesignGroupSequential, arguments))
  ch <- suppressWarnings(getDesignCharacteristics(d))
  k <- length(t)
  drift <- sqrt(ch$shift)
  upper <- d$criticalValues
  give_up <- if (futility == "none") rep(-Inf, k) else c(d$futilityBounds, upper[k])
  lower <- if (sides == 2) -upper else give_up
  null <- walk(t, if (futility == "non_binding") rep(-Inf, k) else lower, upper, 0)
  planned <- walk(t, lower, upper, drift)
  half <- walk(t, lower, upper, drift / 2)
  both <- if (sides == 2) 1 else 0
  level_off <- abs(sum(null$above) + both * sum(null$below) - alpha) / alpha
  power_off <- abs(sum(planned$above) + both * sum(planned$below) - power)
  # rpact itself is good to about six digits, less for many looks: what it misses bounds what a test may ask for.
  z_tolerance <- max(1e-6, 2 * level_off, 2 * power_off)
  if (level_off > 3e-4 || power_off > 1e-5) stop(sprintf("%s K=%d: level off by %g, power by %g", family, k, level_off, power_off))
  worst <<- pmax(worst, c(level_off, power_off))
  list_of <- function(x) paste(cells(x), collapse = " ")
  data.frame(family = family, sides = c("one", "two")[sides], alpha = alpha, power = power, fractions = list_of(t),
             parameter = ifelse(is.na(parameter), 0, parameter), spent = if (all(is.na(spent))) "-" else list_of(spent),
             futility = futility, futility_spending = spending, futility_parameter = ifelse(is.na(futility_parameter), 0, futility_parameter),
             futility_spent = if (all(is.na(futility_spent))) "-" else list_of(futility_spent),
             upper = list_of(ifelse(is.finite(upper), upper, 999)), futility_z = if (futility == "none") "-" else list_of(d$futilityBounds),
             shift = ch$shift, inflation = ch$inflationFactor, asn_effect = ch$averageSampleNumber1, asn_null = ch$averageSampleNumber0,
             power_at_half = sum(half$above) + both * sum(half$below), tolerance = z_tolerance)
}

even <- function(k) (1:k) / k
early <- c(0.1, 0.3, 0.5, 0.8, 1)
late <- c(0.5, 0.7, 0.9, 1)
odd <- c(0.05, 0.11, 0.37, 0.4, 0.83, 1)
rows <- list()
add <- function(...) rows[[length(rows) + 1]] <<- one(...)

for (k in c(2, 3, 5, 8, 10)) for (sides in 2:1) {
  alpha <- if (sides == 2) 0.05 else 0.025
  add("asOF", sides, alpha, 0.8, even(k)); add("asP", sides, alpha, 0.9, even(k))
  add("OF", sides, alpha, 0.8, even(k)); add("P", sides, alpha, 0.8, even(k))
}
for (k in c(3, 6)) for (sides in 2:1) {
  alpha <- if (sides == 2) 0.01 else 0.05
  for (rho in c(0.5, 1, 3)) add("asKD", sides, alpha, 0.9, even(k), rho)
  for (gamma in c(-4, -1, 2)) add("asHSD", sides, alpha, 0.9, even(k), gamma)
  for (delta in c(0.1, 0.25, 0.4)) add("WT", sides, alpha, 0.9, even(k), delta)
}
add("HP", 2, 0.05, 0.8, even(4), 3); add("HP", 1, 0.025, 0.9, even(5), 3); add("HP", 2, 0.1, 0.95, even(3), 3.29)
for (t in list(early, late, odd)) for (sides in 2:1) {
  add("asOF", sides, 0.05, 0.8, t); add("asP", sides, 0.01, 0.95, t); add("asHSD", sides, 0.1, 0.5, t, -2)
  add("asUser", sides, 0.05, 0.9, t, spent = cumsum(seq_along(t)) / sum(seq_along(t)))
}
add("OF", 2, 0.05, 0.8, early); add("P", 2, 0.05, 0.8, late); add("WT", 1, 0.025, 0.9, early, 0.25)
for (t in list(even(2), even(3), even(5), early, late)) for (futility in c("non_binding", "binding")) {
  add("asOF", 1, 0.025, 0.8, t, futility = futility, spending = "bsOF")
  add("asP", 1, 0.05, 0.9, t, futility = futility, spending = "bsP")
  add("asKD", 1, 0.025, 0.9, t, 2, futility, "bsKD", 1.5)
  add("asHSD", 1, 0.01, 0.8, t, -4, futility, "bsHSD", -2)
}
add("asUser", 1, 0.025, 0.9, c(0.1, 0.3, 0.5, 1), futility = "binding", spending = "bsUser", spent = c(0.04, 0.2, 0.4, 1), futility_spent = c(0.1, 0.3, 0.6, 1))
add("asOF", 1, 0.025, 0.9, even(10), futility = "non_binding", spending = "bsHSD", futility_parameter = -2)
for (family in c("asOF", "asP", "P", "OF")) add(family, 2, 0.05, 0.8, even(20))
add("asP", 1, 0.025, 0.9, even(20)); add("asHSD", 2, 0.05, 0.9, even(15), -4)
add("asOF", 1, 0.025, 0.8, even(20), futility = "binding", spending = "bsOF")

cat(sprintf("  rpact against the grid: level off by %.1e (relative), power by %.1e\n", worst[1], worst[2]))
write_table(do.call(rbind, rows), "group_sequential.csv", c(
  sprintf("%s, rpact %s: getDesignGroupSequential(twoSidedPower = (sides == 2)), getDesignCharacteristics (scripts/reference/group_sequential.R)", software, packageVersion("rpact")),
  "each boundary walked through again on Jennison and Turnbull's grid (2000, ch. 19; r = 32), which also gives power_at_half: the power at half the drift",
  "family: asOF, asP, asKD, asHSD, asUser spending; OF, P, WT, HP classical; alpha of both sides together; fractions, upper, futility_z: one number for each look, 999 where rpact has Inf; futility_z -6: none",
  "shift = drift^2; asn: expected size / fixed size; tolerance: what rpact's level and power are off by on the grid, twice, at least 1e-6"))
