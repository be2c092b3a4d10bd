# SPDX-License-Identifier: Apache-2.0
# People in control, unrounded, of group-sequential plans for means, proportions, ratios and counts, with covariates and
# clusters. Means: rpact's getSampleSizeMeans with the SD scaled by the square root of (1 - R^2) times the design effect.
# The others: rpact's shift (the squared drift of the design) times the variance of the estimate for one person in
# control, written out here; for means both ways must agree.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))
suppressMessages(library(rpact))

numerator <- c(mean = 2, sd = 3)
denominator <- c(mean = 20, sd = 15)
rho <- 0.6
exposure <- 2

# Effect on the scale of the test, and the variance of one person's part in it, in each arm.
outcome <- function(kind, control, treatment, sd, dispersion) {
  ratio_variance <- function(r) {
    (numerator[["sd"]]^2 - 2 * r * rho * numerator[["sd"]] * denominator[["sd"]] + r^2 * denominator[["sd"]]^2) / denominator[["mean"]]^2
  }
  count_variance <- function(rate) (rate * exposure + dispersion * (rate * exposure)^2) / exposure^2
  switch(kind,
    proportion = list(delta = treatment - control, v = c(control * (1 - control), treatment * (1 - treatment))),
    mean = list(delta = treatment - control, v = c(sd^2, sd^2)),
    ratio = list(delta = treatment - control, v = c(ratio_variance(control), ratio_variance(treatment))),
    log_ratio = list(delta = log(treatment / control), v = c(count_variance(control) / control^2, count_variance(treatment) / treatment^2)),
    difference = list(delta = treatment - control, v = c(count_variance(control), count_variance(treatment))),
    square_root = list(delta = sqrt(treatment) - sqrt(control), v = c(count_variance(control) / (4 * control), count_variance(treatment) / (4 * treatment))))
}

designs <- list(c("obrien_fleming_type", "asOF", 2, 0.05, 0.8, 5, 1), c("pocock_type", "asP", 1, 0.025, 0.9, 3, 2),
                c("obrien_fleming", "OF", 2, 0.01, 0.85, 4, 0.5))
outcomes <- list(c("proportion", 0.1, 0.115, 1, 0), c("mean", 100, 108, 60, 0), c("mean", -5, -9, 25, 0), c("ratio", 0.1, 0.106, 1, 0),
                 c("ratio", 0.1, 0.091, 1, 0), c("log_ratio", 1.5, 1.7, 1, 0.4), c("log_ratio", 0.8, 0.7, 1, 0),
                 c("difference", 1.5, 1.3, 1, 0.7), c("square_root", 0.2, 0.27, 1, 0.1))
units <- list(c(0, 0, 1, 0), c(0.4, 0, 1, 0), c(0, 0.02, 50, 0), c(0, 0.05, 30, 0.6), c(0.25, 0.01, 200, 0.3))

rows <- list()
worst <- 0
for (d in designs) {
  ratio <- as.numeric(d[7])
  design <- getDesignGroupSequential(kMax = as.numeric(d[6]), alpha = as.numeric(d[4]), beta = 1 - as.numeric(d[5]), sided = as.numeric(d[3]),
                                     typeOfDesign = d[2], twoSidedPower = d[3] == "2")
  shift <- getDesignCharacteristics(design)$shift
  for (o in outcomes) for (u in units) {
    control <- as.numeric(o[2]); treatment <- as.numeric(o[3]); sd <- as.numeric(o[4])
    r_squared <- if (o[1] %in% c("log_ratio", "difference", "square_root")) 0 else u[1]
    if (r_squared != u[1] && u[2] == 0) next
    multiple <- (1 - r_squared) * (1 + ((1 + u[4]^2) * u[3] - 1) * u[2])
    x <- outcome(o[1], control, treatment, sd, as.numeric(o[5]))
    n <- shift * multiple / x$delta^2 * (x$v[1] + x$v[2] / ratio)
    if (o[1] == "mean") {
      # alternative > 0: rpact plans for an increase where the test is one-sided.
      size <- getSampleSizeMeans(design, alternative = abs(x$delta), stDev = sd * sqrt(multiple), allocationRatioPlanned = ratio,
                                 normalApproximation = TRUE, groups = 2)
      theirs <- size$maxNumberOfSubjects2  # group 2 is their control
      worst <- max(worst, abs(theirs / n - 1))
      n <- theirs
    }
    rows[[length(rows) + 1]] <- data.frame(boundary = d[1], sides = as.numeric(d[3]), alpha = as.numeric(d[4]), power = as.numeric(d[5]), looks = as.numeric(d[6]),
      ratio = ratio, outcome = o[1], control = control, treatment = treatment, sd = sd, dispersion = as.numeric(o[5]), exposure = exposure,
      r_squared = r_squared, icc = u[2], people_per_cluster = u[3], cv = u[4], n_control = as.numeric(n))
  }
}
stopifnot(worst < 1e-6)
cat(sprintf("  getSampleSizeMeans and shift times variance agree to %.1e\n", worst))
write_table(do.call(rbind, rows), "sequential_outcomes.csv",
            sprintf("%s, rpact %s: getSampleSizeMeans for means, shift times variance for the others (scripts/reference/sequential_outcomes.R)",
                    software, packageVersion("rpact")))
