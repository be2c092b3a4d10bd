# SPDX-License-Identifier: Apache-2.0
# Reference numbers for noncompliance and attrition: intention to treat, 2SLS, Anderson-Rubin sets by root finding on
# regressions, Lee's bounds from his formulas, Manski's bounds, Imbens and Manski's interval.
suppressMessages({library(sandwich); library(estimatr); library(AER)})
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))

# A made-up experiment: `arm` drawn by person, `offer` by shop; `took` two-sided, `ate` one-sided, `faint` hardly moved.
set.seed(7, "Mersenne-Twister", "Inversion", "Rejection")
n <- 600
shop <- rep(1:40, each = 15)
arm <- sample(rep(c("old", "new"), c(260, 340)))
offer <- ifelse(sample(40)[shop] <= 18, "old", "new")
x <- round(rnorm(n, 50, 12), 1)
city <- sample(c("Rome", "Oslo", "Lima"), n, TRUE, c(.5, .3, .2))
eager <- runif(n) + (x - 50) / 100
took <- ifelse(eager > .85 | (eager > .35 & arm == "new"), "yes", "no")
ate <- as.integer(eager > .4 & arm == "new")
taken <- ifelse((eager > .8) | (eager > .3 & offer == "new"), "new", "old")
dose <- pmax(0, round(rpois(n, 1 + 2 * (arm == "new")) + 2 * (eager > .7), 0))
faint <- as.integer(runif(n) < ifelse(arm == "new", .32, .27))
nothing <- as.integer(runif(n) < .3)
spend <- round(20 + 6 * (took == "yes") + 3 * (taken == "new") + .3 * x + 4 * eager + rnorm(40, 0, 2)[shop] + rnorm(n, 0, 9), 2)
left <- runif(n) < ifelse(arm == "new", .06, .16) + ifelse(spend < 35, .06, 0)
spend[left] <- NA
bought <- ifelse(left, NA, as.integer(spend > 45))
xx <- ifelse(runif(n) < .05, NA, x)
took[runif(n) < .03] <- NA
file <- "tests/reference/data/noncompliance.csv"
write.csv(data.frame(id = seq_len(n), arm, offer, took, ate, taken, dose, faint, nothing, spend, bought, x = xx, city, shop),
          file.path(root, file), row.names = FALSE, quote = FALSE, na = "")
data <- read.csv(file.path(root, file), stringsAsFactors = FALSE, na.strings = "")

hc <- function(fit, name, cluster) {
  v <- if (is.null(cluster)) vcovHC(fit, type = "HC2") else vcovCL(fit, cluster = cluster, type = "HC1")
  unname(sqrt(v[name, name]))
}

# Ends of {b: |t of z in the regression of y - b d on z and covariates| <= quantile}, wherever they are.
anderson_rubin <- function(d, design, level, cluster, df) {
  q <- qt(1 - (1 - level) / 2, df)
  excess <- function(b) {
    d$u <- d$y - b * d$d
    f <- lm(update(design, u ~ z + .), d)
    abs(coef(f)[["z"]]) / hc(f, "z", cluster) - q
  }
  d$u <- d$y
  centre <- coef(lm(update(design, y ~ z + .), d))[["z"]] / coef(lm(update(design, d ~ z + .), d))[["z"]]
  span <- max(abs(centre), sd(d$y)) * 10^seq(-3, 5, length.out = 120)
  out <- list()
  for (side in c(-1, 1)) {
    values <- vapply(centre + side * span, excess, 0)
    crossing <- which(diff(sign(c(-q, values))) != 0)
    at <- c(centre, centre + side * span)
    for (i in crossing) out <- c(out, uniroot(excess, sort(at[i + 0:1]), tol = 1e-13 * max(1, abs(centre)), maxiter = 5000)$root)
  }
  ends <- sort(unlist(out))
  far <- c(excess(centre - max(span)) > 0, excess(centre + max(span)) > 0)
  shape <- if (length(ends) == 0) "line" else if (all(far)) "interval" else "two_rays"
  stopifnot(length(ends) %in% c(0, 2))
  list(shape = shape, low = if (length(ends)) ends[1] else NA, high = if (length(ends)) ends[2] else NA)
}

# Lee (2009): trimmed means with a fraction of a unit at the threshold; variance of his proposition 3.
lee <- function(y, z, level) {
  s <- !is.na(y)
  a <- c(mean(s[z == 0]), mean(s[z == 1]))
  turn <- if (a[2] >= a[1]) 1 else -1
  more <- if (turn == 1) 1 else 0
  n1 <- sum(z == more); n0 <- sum(z != more)
  a1 <- mean(s[z == more]); a0 <- mean(s[z != more])
  p <- 1 - a0 / a1
  yt <- y[z == more & s]; yc <- y[z != more & s]
  side <- function(direction) {
    v <- sort(direction * yt)
    k <- length(v) * (1 - p)
    w <- pmin(1, pmax(0, k - (seq_along(v) - 1)))
    w[w < 1e-9] <- 0
    m <- sum(w * v) / sum(w)
    q <- v[max(which(w > 0))]
    variance <- sum(w * (v - m)^2) / sum(w)
    vp <- (1 - p)^2 * ((1 - a1) / (n1 * a1) + (1 - a0) / (n0 * a0))
    se <- sqrt(variance / (n1 * a1 * (1 - p)) + (q - m)^2 * p / (n1 * a1 * (1 - p)) + ((q - m) / (1 - p))^2 * vp +
                 mean((yc - mean(yc))^2) / (n0 * a0))
    c(turn * (direction * m - mean(yc)), se)
  }
  keep_low <- side(1); keep_high <- side(-1)
  low <- if (turn == 1) keep_low else keep_high
  high <- if (turn == 1) keep_high else keep_low
  bounds(low, high, level, list(trimmed_share = p, trimmed_units = p * length(yt)), "lee")
}

bounds <- function(low, high, level, more, name) {
  excess <- function(c) pnorm(c + (high[1] - low[1]) / max(low[2], high[2])) - pnorm(-c) - level
  c <- uniroot(excess, c(qnorm(level) - 1e-9, qnorm(1 - (1 - level) / 2) + 1e-9), tol = 1e-14)$root
  all <- c(list(low = low[1], high = high[1], se_low = low[2], se_high = high[2], ci_low = low[1] - c * low[2],
                ci_high = high[1] + c * high[2]), more)
  setNames(all, paste0(name, "_", names(all)))
}

manski <- function(y, z, least, most, level) {
  end <- function(t, c) {
    full <- ifelse(is.na(y), ifelse(z == 1, t, c), y)
    v <- t.test(full[z == 1], full[z == 0])
    c(unname(v$estimate[1] - v$estimate[2]), v$stderr)
  }
  bounds(end(least, most), end(most, least), level, list(), "manski")
}

analyse <- function(arm, received, outcome, covariates = "", cluster = "", level = .95, data_file = file, of = data,
                    control = "old", treatment = "new", received_level = "") {
  of <- of[of[[arm]] %in% c(control, treatment), ]
  d <- data.frame(z = as.numeric(of[[arm]] == treatment), y = of[[outcome]])
  r <- of[[received]]
  d$d <- if (received_level != "") as.numeric(r == received_level) else if (is.character(r)) as.numeric(r == "yes") else as.numeric(r)
  names_x <- character()
  for (name in strsplit(covariates, "|", fixed = TRUE)[[1]]) {
    v <- of[[name]]
    if (is.character(v)) for (l in sort(unique(v))[-1]) { d[[paste0("x_", name, l)]] <- as.numeric(v == l); names_x <- c(names_x, paste0("x_", name, l)) }
    else {
      if (anyNA(v)) { d[[paste0("m_", name)]] <- as.numeric(is.na(v)); names_x <- c(names_x, paste0("m_", name)); v[is.na(v)] <- mean(v, na.rm = TRUE) }
      d[[paste0("x_", name)]] <- v; names_x <- c(names_x, paste0("x_", name))
    }
  }
  g <- if (cluster == "") NULL else of[[cluster]]
  q <- list()
  known <- !is.na(d$y)
  both <- known & !is.na(d$d)
  for (adjusted in c(FALSE, if (length(names_x)) TRUE)) {
    tag <- if (adjusted) "_adjusted" else ""
    right <- as.formula(paste("~", if (adjusted) paste(names_x, collapse = "+") else "1"))
    k <- d[known, ]; kg <- g[known]
    f <- lm(update(right, y ~ z + .), k)
    q[[paste0("itt", tag)]] <- coef(f)[["z"]]
    q[[paste0("itt_se", tag)]] <- hc(f, "z", kg)
    q[[paste0("itt_df", tag)]] <- if (!is.null(g)) length(unique(kg)) - 1 else if (adjusted) f$df.residual else unname(t.test(y ~ z, k)$parameter)
    b <- d[both, ]; bg <- g[both]
    first <- lm(update(right, d ~ z + .), b)
    se <- hc(first, "z", bg)
    q[[paste0("first_stage", tag)]] <- coef(first)[["z"]]
    q[[paste0("first_stage_se", tag)]] <- se
    q[[paste0("f_robust", tag)]] <- (coef(first)[["z"]] / se)^2
    q[[paste0("f_classical", tag)]] <- (coef(first)[["z"]] / sqrt(vcov(first)["z", "z"]))^2
    structural <- update(right, y ~ d + .)
    instruments <- update(right, ~ z + .)
    iv <- eval(bquote(ivreg(.(structural), .(instruments), data = b)))
    q[[paste0("late", tag)]] <- coef(iv)[["d"]]
    q[[paste0("late_classical", tag)]] <- sqrt(vcov(iv)["d", "d"])
    q[[paste0("late_hc0", tag)]] <- sqrt(sandwich(iv)["d", "d"])
    q[[paste0("late_hc1", tag)]] <- sqrt(vcovHC(iv, type = "HC1")["d", "d"])
    whole <- as.formula(paste("y ~ d", if (adjusted) paste("+", paste(names_x, collapse = "+")), "| z", if (adjusted) paste("+", paste(names_x, collapse = "+"))))
    robust <- iv_robust(whole, b, se_type = "HC2", alpha = 1 - level)
    stopifnot(abs(robust$coefficients[["d"]] / coef(iv)[["d"]] - 1) < 1e-7)
    q[[paste0("late_hc2", tag)]] <- robust$std.error[["d"]]
    q[[paste0("late_df", tag)]] <- robust$df[["d"]]
    if (!is.null(g)) {
      b$g <- bg
      clustered <- iv_robust(whole, b, clusters = g, se_type = "stata", alpha = 1 - level)
      q[[paste0("late_cr1", tag)]] <- clustered$std.error[["d"]]
      q[[paste0("late_df", tag)]] <- clustered$df[["d"]]
      robust <- clustered
    }
    q[[paste0("late_ci_low", tag)]] <- robust$conf.low[["d"]]
    q[[paste0("late_ci_high", tag)]] <- robust$conf.high[["d"]]
    q[[paste0("late_p_value", tag)]] <- robust$p.value[["d"]]
    ar <- anderson_rubin(b, right, level, bg, if (is.null(g)) iv$df.residual else length(unique(bg)) - 1)
    q[[paste0("ar_shape_", ar$shape, tag)]] <- 1
    if (ar$shape != "line") { q[[paste0("ar_low", tag)]] <- ar$low; q[[paste0("ar_high", tag)]] <- ar$high }
  }
  b <- d[both, ]; bg <- g[both]
  f <- lm(y ~ d, b)
  q$as_treated <- coef(f)[["d"]]; q$as_treated_se <- hc(f, "d", bg)
  if (all(b$d %in% 0:1)) {
    f <- lm(y ~ z, b[b$d == b$z, ])
    q$per_protocol <- coef(f)[["z"]]; q$per_protocol_se <- hc(f, "z", bg[b$d == b$z])
    told <- d[!is.na(d$d), ]
    q$received_control <- mean(told$d[told$z == 0]); q$received_treatment <- mean(told$d[told$z == 1])
    if (is.null(g)) {
      w <- suppressWarnings(prop.test(sum(told$d[told$z == 1]), sum(told$z == 1), conf.level = level, correct = FALSE))$conf.int
      q$received_ci_low <- w[1]; q$received_ci_high <- w[2]
    }
    # Where fewer receive it in treatment there are no compliers, but those who do the opposite.
    if (mean(b$d[b$z == 1]) > mean(b$d[b$z == 0])) {
      b$yd <- b$y * b$d; b$yn <- b$y * (1 - b$d); b$n <- 1 - b$d
      q$complier_treatment <- coef(ivreg(yd ~ d | z, data = b))[["d"]]
      q$complier_control <- coef(ivreg(yn ~ n | z, data = b))[["n"]]
    }
  }
  if (any(!known) && is.null(g)) {
    q$missing_p <- chisq.test(table(d$z, known), correct = FALSE)$p.value
    q <- c(q, lee(d$y, d$z, level), manski(d$y, d$z, min(d$y, na.rm = TRUE), max(d$y, na.rm = TRUE), level))
  }
  data.frame(file = data_file, arm, control, treatment, received, received_level, outcome, covariates, cluster, confidence = level,
             quantity = names(q), value = unlist(q, use.names = FALSE))
}

write_table(rbind(
  analyse("arm", "took", "spend", "x|city"), analyse("arm", "took", "spend", level = .9), analyse("arm", "ate", "spend", "x"),
  analyse("arm", "dose", "spend", "x|city"), analyse("arm", "faint", "spend", "x"), analyse("arm", "nothing", "spend"),
  analyse("offer", "taken", "spend", "x|city", "shop", received_level = "new"), analyse("arm", "took", "bought", level = .99),
  analyse("arm", "took", "spend", control = "new", treatment = "old")), "effect_compliance.csv", c(
  sprintf("%s, lm with sandwich %s vcovHC(type = \"HC2\") or vcovCL(type = \"HC1\"), estimatr %s iv_robust, AER %s ivreg (scripts/reference/effect_compliance.R)",
          software, packageVersion("sandwich"), packageVersion("estimatr"), packageVersion("AER")),
  "ar_*: roots of |t| of z in lm(y - b d ~ z + covariates) less its quantile, found by uniroot; ar_shape_S = 1 where the set has shape S",
  "lee_*: trimmed means, a fraction of a unit at the threshold, variance of Lee (2009) proposition 3; manski_*: t.test of filled outcomes; ci: Imbens and Manski (2004) by uniroot",
  "itt_df without covariates and clusters is t.test's"))
