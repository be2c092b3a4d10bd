# SPDX-License-Identifier: Apache-2.0
# Interim and final analyses of group-sequential trials from rpact. Log-rank statistics with 100 events at each look
# stand for any z: with log hazard ratio 0.25 the drift at the end of K looks is 0.125 * sqrt(100 K).

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))
suppressMessages(library(rpact))

one <- function(type, looks, z) {
  k <- length(z)
  d <- getDesignGroupSequential(kMax = looks, alpha = 0.025, sided = 1, typeOfDesign = type, tolerance = 1e-10)
  x <- getDataset(overallEvents = 1:k * 100, overallLogRanks = z, overallAllocationRatios = rep(1, k))
  stage <- getStageResults(d, x, stage = k)
  ended <- k == looks || z[k] >= d$criticalValues[k]
  row <- data.frame(boundary = type, looks = looks, look = k, z = z[k], p_value = NA, ci_low = NA, median = NA, conditional_power = NA)
  if (ended) {
    row$p_value <- getFinalPValue(stage)$pFinal
    final <- getFinalConfidenceInterval(d, x)
    # From log hazard ratios to standard errors at this look.
    row$ci_low <- log(final$finalConfidenceInterval[1]) * sqrt(100 * k) / 2
    row$median <- log(final$medianUnbiased) * sqrt(100 * k) / 2
  } else {
    rest <- getConditionalPower(stage, nPlanned = rep(100, looks - k), thetaH1 = exp(0.25))$conditionalPower
    row$conditional_power <- rest[looks]
  }
  row
}

rows <- suppressWarnings(suppressMessages(rbind(
  one("asOF", 4, c(1.2, 3.1)), one("asOF", 4, c(1, 1.5, 2.5)), one("asOF", 4, c(1, 1.5, 2, 1.9)), one("asOF", 3, c(0.5, 1.1, 2.4)),
  one("P", 4, c(1.2, 2, 2.6)), one("P", 4, c(1, 1.2, 1.9, 2.1)), one("P", 5, c(2.9)), one("P", 2, c(1, -0.5)),
  one("asP", 5, c(1, 1.5)), one("asOF", 5, c(0.3, 0.8, 1.7)), one("P", 4, c(1.9)), one("OF", 5, c(0, 0.5, 1, 1.5)))))
rows[is.na(rows)] <- 999
write_table(rows, "interim_look.csv", c(
  sprintf("%s, rpact %s: getFinalPValue, getFinalConfidenceInterval, getConditionalPower (scripts/reference/interim_look.R)", software, packageVersion("rpact")),
  "one-sided alpha .025, even looks; ci_low and median in standard errors of the look; conditional_power at drift 0.125 * sqrt(100 * looks); 999: does not apply"))
