# SPDX-License-Identifier: Apache-2.0
# Reference numbers for the effect at a look of a running experiment, adjusted for covariates: estimatr's lm_lin at the
# look, and rpact's boundary in its standard errors around it.
suppressMessages({library(estimatr); library(rpact)})
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))

boundaries <- c(obrien_fleming_type = "asOF", pocock_type = "asP", obrien_fleming = "OF", pocock = "P")

at_look <- function(file, outcome, covariates, boundary, looks, look) {
  d <- read.csv(file.path(root, file), na.strings = "")
  d$y <- d[[outcome]]
  d <- d[!is.na(d$y), ]
  e <- lm_lin(y ~ treat, covariates = reformulate(covariates), data = d)
  w <- t.test(d$y[d$treat == 1], d$y[d$treat == 0])
  b <- e$coefficients[["treat"]]; se <- e$std.error[["treat"]]
  design <- getDesignGroupSequential(kMax = looks, alpha = .025, sided = 1, typeOfDesign = boundaries[[boundary]])
  z <- design$criticalValues[look]
  q <- c(estimate = b, se = se, statistic = b / se, ci_low = b - z * se, ci_high = b + z * se, lin_df = e$df[["treat"]],
         lin_p = e$p.value[["treat"]], lin_low = e$conf.low[["treat"]], welch_se = w$stderr, variance_reduction = 1 - (se / w$stderr)^2)
  data.frame(file, outcome, covariates = paste(covariates, collapse = "|"), boundary, looks, look, quantity = names(q), value = unname(q))
}

p <- "public/samples/personalization.csv"
n <- "tests/reference/data/nsw_dw.csv"
write_table(rbind(
  at_look(p, "minutes_streamed", c("tenure_days", "is_premium"), "obrien_fleming_type", 5, 3),
  at_look(p, "minutes_streamed", "tenure_days", "pocock_type", 4, 4),
  at_look(n, "re78", c("educ", "re75", "nodegree", "marr"), "obrien_fleming", 5, 2),
  at_look(n, "re78", c("age", "re74"), "pocock", 3, 1)), "effect_sequential.csv", c(
  sprintf("%s, estimatr %s lm_lin (HC2), t.test; rpact %s getDesignGroupSequential, even looks, two-sided 5 %% as one-sided .025 (scripts/reference/effect_sequential.R)",
          software, packageVersion("estimatr"), packageVersion("rpact")),
  "ci_low, ci_high: estimate -+ boundary * se; lin_: as if it were the only look"))
