# SPDX-License-Identifier: Apache-2.0
# Reference numbers for several arms: Dunnett by its own integrals (multcomp within its error), p.adjust, oneway.test,
# lm_lin with a factor, clustered means.
suppressMessages({library(sandwich); library(estimatr); library(multcomp)})
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))

set.seed(21, "Mersenne-Twister", "Inversion", "Rejection")
n <- 420
shop <- rep(1:60, each = 7)
arm <- c("base", "blue", "green", "red")[c(rep(1, 24), rep(2, 12), rep(3, 14), rep(4, 10))][sample(60)[shop]]
x <- round(rnorm(n, 10, 3), 2)
kind <- sample(c("a", "b", "c"), n, TRUE)
y1 <- round(5 + .6 * x + 1.2 * (arm == "blue") + .4 * (arm == "red") + rnorm(60, 0, .7)[shop] + rnorm(n, 0, 2 + (arm == "green")), 3)
y2 <- round(exp(rnorm(n, .1 * (arm == "red"), 1)), 3)
y3 <- as.integer(runif(n) < .3 + .12 * (arm == "green") + .02 * (x - 10))
y1[runif(n) < .05] <- NA
y3[runif(n) < .08] <- NA
made_up <- "tests/reference/data/four_arms.csv"
write.csv(data.frame(id = seq_len(n), arm, y1, y2, y3, x, kind, shop), file.path(root, made_up), row.names = FALSE, quote = FALSE, na = "")
data("recovery", package = "multcomp")
blankets <- "tests/reference/data/recovery.csv"
write.csv(recovery, file.path(root, blankets), row.names = FALSE, quote = FALSE)

# P(any |T| > c): given the control's noise z and the spread s the comparisons are independent.
dunnett_any <- function(lambda, c, df) {
  rest <- sqrt(1 - lambda^2)
  inside <- function(cs) integrate(function(z) {
    p <- dnorm(z)
    for (i in seq_along(lambda)) p <- p * (pnorm((lambda[i] * z + cs) / rest[i]) - pnorm((lambda[i] * z - cs) / rest[i]))
    p
  }, -9, 9, rel.tol = 1e-12, abs.tol = 1e-14, subdivisions = 2000)$value
  density <- function(s) 2 * s * df * dchisq(s^2 * df, df)
  ends <- sqrt(c(qchisq(1e-16, df), qchisq(1e-16, df, lower.tail = FALSE)) / df)
  joint <- 0
  cuts <- seq(ends[1], ends[2], length.out = 9)
  for (i in 1:8) joint <- joint + integrate(function(s) vapply(s, function(v) inside(c * v), 0) * density(s), cuts[i], cuts[i + 1],
                                            rel.tol = 1e-11, abs.tol = 1e-14, subdivisions = 200)$value
  1 - joint
}
dunnett_critical <- function(level, lambda, df) uniroot(function(c) dunnett_any(lambda, c, df) - (1 - level),
  c(qt(1 - (1 - level) / 2, df) - 1e-6, qt(1 - (1 - level) / 2 / length(lambda), df) + 1e-6), tol = 1e-11)$root

differences <- function(means, variances, df, level, method) {
  k <- length(means) - 1
  estimate <- means[-1] - means[1]
  se <- sqrt(variances[-1] + variances[1])
  lambda <- sqrt(variances[1] / (variances[-1] + variances[1]))
  t <- estimate / se
  df <- rep(df, length.out = k)
  p <- 2 * pt(-abs(t), df)
  reach <- numeric(k); pd <- numeric(k)
  for (i in seq_len(k)) {
    pd[i] <- dunnett_any(lambda, abs(t[i]), df[i])
    reach[i] <- if (i > 1 && df[i] == df[i - 1]) reach[i - 1] / se[i - 1] * se[i] else dunnett_critical(level, lambda, df[i]) * se[i]
  }
  data.frame(method, arm = names(means)[-1], estimate, se, df, p_value = p, p_dunnett = pd, p_holm = p.adjust(p, "holm"),
             p_bonferroni = p.adjust(p, "bonferroni"), ci_low = estimate - qt(1 - (1 - level) / 2, df) * se,
             ci_high = estimate + qt(1 - (1 - level) / 2, df) * se, simultaneous_low = estimate - reach,
             simultaneous_high = estimate + reach, row.names = NULL)
}

analyse <- function(file, arm, control, outcomes, covariates = character(), cluster = "", level = .95, primary = 1, shares = numeric()) {
  all <- read.csv(file.path(root, file), stringsAsFactors = FALSE, na.strings = "")
  levels <- c(control, setdiff(unique(all[[arm]]), control))
  rows <- NULL; overall <- NULL
  for (outcome in outcomes) {
    d <- all[!is.na(all[[outcome]]), ]
    d$y <- d[[outcome]]
    d$f <- factor(d[[arm]], levels)
    parts <- split(d, d$f)
    means <- vapply(parts, function(q) mean(q$y), 0)
    if (cluster == "") {
      v <- vapply(parts, function(q) var(q$y) / nrow(q), 0)
      df <- vapply(levels[-1], function(l) unname(t.test(parts[[l]]$y, parts[[control]]$y)$parameter), 0)
      rows <- rbind(rows, cbind(outcome, differences(means, v, unname(df), level, "welch")))
      fit <- lm(y ~ f, d)
      pooled <- differences(means, sigma(fit)^2 / as.numeric(table(d$f)), fit$df.residual, level, "pooled")
      s <- summary(glht(aov(y ~ f, d), linfct = mcp(f = "Dunnett")), test = adjusted("single-step", abseps = 1e-6, maxpts = 5e6))
      stopifnot(max(abs(as.numeric(s$test$pvalues) - pooled$p_dunnett)) < 1e-4, max(abs(as.numeric(s$test$coefficients) - pooled$estimate)) < 1e-10)
      rows <- rbind(rows, cbind(outcome, pooled))
      for (equal in c(FALSE, TRUE)) {
        o <- oneway.test(y ~ f, d, var.equal = equal)
        overall <- rbind(overall, data.frame(outcome, method = if (equal) "classical" else "welch", quantity = c("statistic", "df1", "df2", "p_value"),
                                             value = c(o$statistic, o$parameter, o$p.value)))
      }
    } else {
      v <- vapply(parts, function(q) vcovCL(lm(y ~ 1, q), cluster = q[[cluster]], type = "HC1")[1, 1], 0)
      g <- vapply(parts, function(q) length(unique(q[[cluster]])) - 1, 0)
      df <- (v[-1] + v[1])^2 / (v[-1]^2 / g[-1] + v[1]^2 / g[1])
      rows <- rbind(rows, cbind(outcome, differences(means, v, unname(df), level, "clustered")))
    }
    if (length(covariates)) {
      x <- model.matrix(as.formula(paste("~", paste(covariates, collapse = "+"))), d)[, -1, drop = FALSE]
      colnames(x) <- paste0("x", seq_len(ncol(x)))
      d <- cbind(d, x)
      centred <- d
      for (name in colnames(x)) centred[[name]] <- d[[name]] - mean(d[[name]])
      right <- as.formula(paste("y ~", paste(colnames(x), collapse = "+")))
      fits <- lapply(levels, function(l) lm(right, centred[centred$f == l, ]))
      m <- setNames(vapply(fits, function(q) coef(q)[[1]], 0), levels)
      if (cluster == "") {
        v <- vapply(fits, function(q) vcovHC(q, type = "HC2")[1, 1], 0)
        lin <- differences(m, v, nrow(d) - length(levels) * (1 + ncol(x)), level, "lin_hc2")
        r <- lm_lin(y ~ f, covariates = as.formula(paste("~", paste(colnames(x), collapse = "+"))), data = d, se_type = "HC2")
        names_f <- paste0("f", levels[-1])
        stopifnot(max(abs(r$coefficients[names_f] / lin$estimate - 1)) < 1e-8, max(abs(r$std.error[names_f] / lin$se - 1)) < 1e-8,
                  r$df[names_f] == lin$df)
      } else {
        v <- vapply(seq_along(fits), function(i) vcovCL(fits[[i]], cluster = parts[[i]][[cluster]], type = "HC1")[1, 1], 0)
        df <- (v[-1] + v[1])^2 / (v[-1]^2 / g[-1] + v[1]^2 / g[1])
        lin <- differences(m, v, unname(df), level, "lin_clustered")
      }
      rows <- rbind(rows, cbind(outcome, lin))
    }
  }
  for (method in unique(rows$method)) {
    of <- rows$method == method
    rows$p_bh[of] <- p.adjust(rows$p_value[of], "BH")
    first <- of & rows$outcome %in% outcomes[seq_len(primary)]
    rows$p_primary[first] <- p.adjust(rows$p_value[first], "holm")
  }
  keys <- c("outcome", "method", "arm")
  long <- do.call(rbind, lapply(setdiff(names(rows), keys), function(q) data.frame(rows[keys], quantity = q, value = rows[[q]])))
  long <- long[!is.na(long$value), ]
  overall <- if (is.null(overall)) NULL else data.frame(overall[c("outcome", "method")], arm = "", overall[c("quantity", "value")])
  ratio <- chisq.test(table(factor(all[[arm]], levels)), p = if (length(shares)) shares else rep(1 / length(levels), length(levels)))
  ratio <- data.frame(outcome = "", method = "ratio", arm = "", quantity = c("chi_squared", "p_value"), value = c(ratio$statistic, ratio$p.value))
  data.frame(file, arm_column = arm, control, outcomes = paste(outcomes, collapse = "|"), covariates = paste(covariates, collapse = "|"), cluster,
             confidence = level, primary, shares = paste(shares, collapse = "|"), rbind(long, overall, ratio), row.names = NULL)
}

table <- rbind(analyse(blankets, "blanket", "b0", "minutes"),
  analyse(made_up, "arm", "base", c("y1", "y2", "y3"), c("x", "kind"), primary = 2, shares = c(.4, .2, .2, .2)),
  analyse(made_up, "arm", "red", c("y2", "y1"), "x", "shop", level = .9))
write_table(table, "effect_arms.csv", c(
  sprintf("%s, t.test, oneway.test, p.adjust, chisq.test; estimatr %s lm_lin, sandwich %s; Dunnett by nested integrate(), multcomp %s glht within 1e-4 (scripts/reference/effect_arms.R)",
          software, packageVersion("estimatr"), packageVersion("sandwich"), packageVersion("multcomp")),
  "welch, clustered: variances and Welch's df of each comparison put into Dunnett's integral (Hasler and Hothorn 2008); clustered: sandwich::vcovCL(type = \"HC1\") of each arm's mean",
  "recovery.csv: multcomp's data, Westfall et al. (1999); four_arms.csv is made up"))
