# SPDX-License-Identifier: Apache-2.0
# Reference numbers for effects by segment: t.test in each, the Wald test of the interaction with HC2 variances
# (lmtest), Welch's test of equal effects, p.adjust, chisq.test; with covariates estimatr::lm_lin in each, checked
# against lm on centred covariates with sandwich's HC2.
suppressMessages({library(sandwich); library(lmtest); library(estimatr)})
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))

welch_test <- function(b, v, df) {
  w <- 1 / v
  k <- length(b)
  lambda <- sum((1 - w / sum(w))^2 / df)
  q <- sum(w * (b - sum(w * b) / sum(w))^2)
  f <- q / (k - 1) / (1 + 2 * (k - 2) / (k^2 - 1) * lambda)
  df2 <- (k^2 - 1) / (3 * lambda)
  c(f, df2, pf(f, k - 1, df2, lower.tail = FALSE))
}

# Means by group, as a check of the formula: R's oneway.test.
o <- oneway.test(count ~ spray, InsectSprays)
g <- split(InsectSprays$count, InsectSprays$spray)
agree(welch_test(vapply(g, mean, 0), vapply(g, function(v) var(v) / length(v), 0), lengths(g) - 1),
      c(o$statistic, o$parameter[2], o$p.value), 1e-10, "Welch's test")

segment <- function(v, cuts) {
  if (is.character(v)) return(factor(ifelse(is.na(v), "missing", v), unique(ifelse(is.na(v), "missing", v))))
  if (length(cuts) == 0 && length(unique(na.omit(v))) <= 10) return(factor(ifelse(is.na(v), "missing", v)))
  if (length(cuts) == 0) cuts <- unique(quantile(v, c(.25, .5, .75), na.rm = TRUE))
  s <- as.character(findInterval(v, cuts, left.open = TRUE))
  factor(ifelse(is.na(v), "missing", s), c(seq(0, length(cuts)), if (anyNA(v)) "missing"))
}

analyse <- function(file, arm, control, treatment, outcome, segments, cuts = numeric(), cluster = "", share = .5, level = .95,
                    covariates = character(), least = 10) {
  all <- read.csv(file.path(root, file), stringsAsFactors = FALSE, na.strings = "")
  all <- all[all[[arm]] %in% c(control, treatment), ]
  all$z <- as.numeric(all[[arm]] == treatment)
  all$y <- all[[outcome]]
  # Lin's regression where each arm has enough units for each of its coefficients; columns that are constant in an arm
  # or repeat others are left out of both. NULL where there are too few.
  lin <- function(d) {
    x <- scale(model.matrix(~ ., d[covariates])[, -1, drop = FALSE], scale = FALSE)
    rank_in <- function(rows, j) qr(cbind(1, x[rows, seq_len(j), drop = FALSE]))$rank
    keep <- vapply(seq_len(ncol(x)), function(j) all(vapply(0:1, function(z) rank_in(d$z == z, j) > rank_in(d$z == z, j - 1), NA)), NA)
    x <- x[, keep, drop = FALSE]
    if (min(table(factor(d$z, 0:1))) < least * (1 + ncol(x))) return(NULL)
    if (ncol(x) == 0) { fit <- lm(y ~ z, d) } else fit <- lm(d$y ~ d$z * x)
    b <- unname(coef(fit)[2]); se <- sqrt(vcovHC(fit, type = "HC2")[2, 2]); df <- fit$df.residual
    if (all(keep) && all(vapply(d[covariates], is.numeric, NA))) {
      e <- lm_lin(y ~ z, covariates = reformulate(covariates), data = d)
      agree(c(b, se, df), c(e$coefficients[["z"]], e$std.error[["z"]], e$df[["z"]]), 1e-8, "lm_lin")
    }
    q <- qt(1 - (1 - level) / 2, df)
    c(estimate = b, se = se, df = df, p_value = 2 * pt(-abs(b / se), df), ci_low = b - q * se, ci_high = b + q * se)
  }
  effect <- function(d) {
    if (length(covariates) > 0) {
      e <- lin(d)
      if (!is.null(e)) return(e)
    }
    if (cluster == "") {
      t <- t.test(d$y[d$z == 1], d$y[d$z == 0], conf.level = level)
      return(c(estimate = unname(t$estimate[1] - t$estimate[2]), se = t$stderr, df = unname(t$parameter), p_value = t$p.value,
               ci_low = t$conf.int[1], ci_high = t$conf.int[2]))
    }
    one <- function(q) c(mean(q$y), vcovCL(lm(y ~ 1, q), cluster = q[[cluster]], type = "HC1")[1, 1], length(unique(q[[cluster]])) - 1)
    c0 <- one(d[d$z == 0, ]); c1 <- one(d[d$z == 1, ])
    se <- sqrt(c0[2] + c1[2]); df <- se^4 / (c0[2]^2 / c0[3] + c1[2]^2 / c1[3])
    e <- c1[1] - c0[1]; q <- qt(1 - (1 - level) / 2, df)
    c(estimate = e, se = se, df = df, p_value = 2 * pt(-abs(e / se), df), ci_low = e - q * se, ci_high = e + q * se)
  }
  known <- all[!is.na(all$y), ]
  row <- function(column, place, q) data.frame(column, place, quantity = names(q), value = unlist(q, use.names = FALSE))
  out <- row("", -1, effect(known))
  p <- NULL; tests <- NULL
  for (name in segments) {
    all$s <- segment(all[[name]], cuts)
    known <- all[!is.na(all$y), ]
    found <- NULL
    for (l in levels(all$s)) {
      place <- match(l, levels(all$s)) - 1
      here <- all[all$s == l, ]
      d <- known[known$s == l, ]
      q <- c(n_control = sum(here$z == 0), n_treatment = sum(here$z == 1), used_control = sum(d$z == 0), used_treatment = sum(d$z == 1),
             ratio_p_value = suppressWarnings(chisq.test(c(sum(here$z == 0), sum(here$z == 1)), p = c(1 - share, share))$p.value))
      if (min(table(factor(d$z, 0:1))) > 1) {
        e <- effect(d)
        found <- rbind(found, e)
        p <- rbind(p, data.frame(column = name, place, value = e[["p_value"]]))
        q <- c(q, e)
      }
      out <- rbind(out, row(name, place, q))
    }
    w <- welch_test(found[, 1], found[, 2]^2, found[, 3])
    q <- c(f = w[1], df2 = w[2], p_value = w[3])
    if (length(covariates) > 0) {
      # Independent regressions: the Wald test of equal effects needs their estimates and variances alone.
      w2 <- 1 / found[, 2]^2
      chi <- sum(w2 * (found[, 1] - sum(w2 * found[, 1]) / sum(w2))^2)
      q <- c(q, chi_squared = chi, df = nrow(found) - 1, p_chi_squared = pchisq(chi, nrow(found) - 1, lower.tail = FALSE))
    } else if (cluster == "") {
      fit <- lm(y ~ z * s, known)
      h <- waldtest(fit, . ~ . - z:s, vcov = function(m) vcovHC(if (length(coef(m)) == length(coef(fit))) m else fit, type = "HC2"), test = "Chisq")
      q <- c(q, chi_squared = h$Chisq[2], df = abs(h$Df[2]), p_chi_squared = h$`Pr(>Chisq)`[2])
    }
    r <- suppressWarnings(chisq.test(table(all$s, all$z), correct = FALSE))
    q <- c(q, ratio_chi_squared = unname(r$statistic), ratio_p_value = r$p.value)
    out <- rbind(out, row(name, -1, q))
    tests <- rbind(tests, data.frame(column = name, place = -1, value = w[3]))
  }
  out <- rbind(out, data.frame(p[c("column", "place")], quantity = "p_bh", value = p.adjust(p$value, "BH")),
               data.frame(tests[c("column", "place")], quantity = "p_holm", value = p.adjust(tests$value, "holm")))
  data.frame(file, arm, control = as.character(control), treatment = as.character(treatment), outcome, segments = paste(segments, collapse = "|"),
             cuts = paste(cuts, collapse = "|"), cluster, covariates = paste(covariates, collapse = "|"), share, confidence = level, out, row.names = NULL)
}

p <- "public/samples/personalization.csv"
n <- "tests/reference/data/nsw_dw.csv"
a <- "tests/reference/data/four_arms.csv"
write_table(rbind(
  analyse(p, "treat", 0, 1, "minutes_streamed", c("country", "device_type", "tenure_days", "is_premium", "prior_7d_minutes")),
  analyse(n, "treat", 0, 1, "re78", c("black", "educ", "re75", "age"), share = .416),
  analyse(n, "treat", 0, 1, "re78", c("age", "nodegree")[1], cuts = c(20, 25, 30), level = .9),
  analyse(a, "arm", "base", "blue", "y1", c("kind", "x"), cluster = "shop", share = 1 / 3),
  analyse(p, "treat", 0, 1, "minutes_streamed", c("country", "device_type"), covariates = c("tenure_days", "is_premium")),
  analyse(n, "treat", 0, 1, "re78", c("black", "age"), covariates = c("educ", "re75", "nodegree", "marr"))),
  "effect_segments.csv", c(
  sprintf("%s, t.test, p.adjust, chisq.test; lmtest %s waldtest(test = \"Chisq\") of z:s with sandwich %s vcovHC(type = \"HC2\") (scripts/reference/effect_segments.R)",
          software, packageVersion("lmtest"), packageVersion("sandwich")),
  "place: the segment counted from 0 in the order of the file (texts), of their values (few numbers), of the cuts; -1 with a column: its tests; without: all units",
  "f, df2, p_value of a column: Welch (1951) on the effects with their own degrees of freedom, checked against oneway.test on means",
  "with covariates: lm on centred covariates and their products with the arm, vcovHC(type = \"HC2\"), where each arm has ten units for each coefficient; estimatr::lm_lin agrees; chi_squared: of these independent estimates",
  "quartiles are quantile(type = 7) of all units; clustered: sandwich::vcovCL(type = \"HC1\") of each arm's mean in each segment"))
