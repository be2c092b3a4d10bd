# SPDX-License-Identifier: Apache-2.0
# What past data say about a plan: moments, capping, ratios by the delta method, covariates, dispersion, ICC.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))

data_of <- function(name) file.path(root, "tests/reference/data", name)
write.csv(lme4::Dyestuff, data_of("dyestuff.csv"), row.names = FALSE, quote = FALSE)
write.csv(lme4::cbpp, data_of("cbpp.csv"), row.names = FALSE, quote = FALSE)
write.csv(MASS::quine, data_of("quine.csv"), row.names = FALSE, quote = FALSE)

read_file <- function(file) read.csv(file.path(root, file), na.strings = "", check.names = FALSE, stringsAsFactors = FALSE)
same <- function(a, b) stopifnot(abs(a - b) <= 1e-9 * max(abs(b), 1e-12))

# Donner (1986): analysis of variance with clusters of any size; Searle's F interval with n0; Smith's standard error.
icc_of <- function(y, cluster, confidence = 0.95) {
  keep <- !is.na(cluster)
  y <- y[keep]
  cluster <- factor(cluster[keep])
  sizes <- as.numeric(table(cluster))
  k <- length(sizes)
  n <- length(y)
  square <- summary(aov(y ~ cluster))[[1]][["Mean Sq"]]
  centre <- ave(y, cluster)
  same(square[1], sum((centre - mean(y))^2) / (k - 1))
  same(square[2], sum((y - centre)^2) / (n - k))
  n0 <- (n - sum(sizes^2) / n) / (k - 1)
  icc <- (square[1] - square[2]) / (square[1] + (n0 - 1) * square[2])
  between <- (square[1] - square[2]) / n0
  same(icc, between / (between + square[2]))
  f <- square[1] / square[2]
  tail <- (1 - confidence) / 2
  bound <- function(p) (f / qf(p, k - 1, n - k, lower.tail = FALSE) - 1) / (f / qf(p, k - 1, n - k, lower.tail = FALSE) + n0 - 1)
  smith <- 2 * (1 - icc)^2 / n0^2 * ((1 + icc * (n0 - 1))^2 / (n - k) +
    ((k - 1) * (1 - icc) * (1 + icc * (2 * n0 - 1)) + icc^2 * (sum(sizes^2) - 2 * sum(sizes^3) / n + sum(sizes^2)^2 / n^2)) / (k - 1)^2)
  cv <- sqrt(mean((sizes - mean(sizes))^2)) / mean(sizes)
  list(n_in_clusters = n, clusters = k, people_per_cluster = mean(sizes), cluster_cv = cv, icc_estimate = icc, icc = max(0, icc),
       icc_ci_low = bound(tail), icc_ci_high = bound(1 - tail), icc_se = sqrt(smith),
       design_effect = 1 + ((1 + cv^2) * mean(sizes) - 1) * max(0, icc))
}

plan <- function(file, outcome, denominator = "", covariates = character(), cluster = "", arm = "", control = "", unit = "",
                 unit_rows = "sum", cap_quantile = 0.99, count_zeros = TRUE) {
  data <- read_file(file)
  rows_total <- nrow(data)
  if (arm != "") data <- data[!is.na(data[[arm]]) & data[[arm]] == control, ]
  data <- data[!is.na(data[[outcome]]), ]
  if (denominator != "") data <- data[!is.na(data[[denominator]]), ]
  if (unit != "") {
    by <- factor(data[[unit]], levels = unique(data[[unit]]))
    one <- function(column, f) as.numeric(tapply(data[[column]], by, f))
    units <- data.frame(row.names = levels(by))
    units[[outcome]] <- one(outcome, switch(unit_rows, sum = sum, mean = mean, largest = max))
    if (denominator != "") units[[denominator]] <- one(denominator, sum)
    for (x in covariates) units[[x]] <- one(x, function(v) mean(v, na.rm = TRUE))
    if (cluster != "") units[[cluster]] <- as.character(tapply(as.character(data[[cluster]]), by, function(v) v[1]))
    rows <- as.numeric(table(by))
  } else {
    units <- data
    rows <- rep(1, nrow(units))
  }
  zeros <- mean(units[[outcome]] == 0)
  if (!count_zeros) {
    rows <- rows[units[[outcome]] != 0]
    units <- units[units[[outcome]] != 0, ]
  }
  y <- as.numeric(units[[outcome]])
  n <- length(y)
  skewness <- e1071::skewness(y, type = 1)
  kurtosis <- e1071::kurtosis(y, type = 1)
  same(skewness, mean((y - mean(y))^3) / mean((y - mean(y))^2)^1.5)
  same(kurtosis, mean((y - mean(y))^4) / mean((y - mean(y))^2)^2 - 3)
  q <- list(rows_total = rows_total, rows_used = sum(rows), n = n, is_binary = as.numeric(all(y %in% c(0, 1))), baseline_mean = mean(y),
            sd = sd(y), variance = var(y), skewness = skewness, excess_kurtosis = kurtosis, min = min(y), max = max(y),
            zero_share = zeros, n_per_arm_normal = ceiling(355 * skewness^2))
  for (p in c(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999)) q[[paste0("quantile_", p)]] <- unname(quantile(y, p, type = 7))
  if (q$is_binary == 1) {
    q$baseline <- mean(y)
    wilson <- prop.test(sum(y), n, correct = FALSE)$conf.int
    q$baseline_ci_low <- wilson[1]
    q$baseline_ci_high <- wilson[2]
  } else {
    cap <- unname(quantile(y, cap_quantile, type = 7))
    capped <- pmin(y, cap)
    q <- c(q, list(cap = cap, capped_share = mean(y > cap), capped_mean = mean(capped), capped_sd = sd(capped),
                   capped_variance_reduction = 1 - var(capped) / var(y), capped_skewness = e1071::skewness(capped, type = 1),
                   capped_n_per_arm_normal = ceiling(355 * e1071::skewness(capped, type = 1)^2)))
  }
  metric <- y
  if (denominator != "") {
    d <- units[[denominator]]
    rate <- mean(y) / mean(d)
    metric <- (y - rate * d) / mean(d)
    delta <- (var(y) - 2 * rate * cov(y, d) + rate^2 * var(d)) / mean(d)^2
    same(var(metric), delta)
    q <- c(q, list(rate = rate, numerator_mean = mean(y), numerator_sd = sd(y), denominator_mean = mean(d), denominator_sd = sd(d),
                   covariance = cov(y, d), ratio_correlation = cor(y, d), linearised_variance = delta, linearised_sd = sqrt(delta)))
  }
  if (all(y == floor(y)) && all(y >= 0) && q$is_binary == 0) {
    d <- if (denominator != "") units[[denominator]] else rep(1, n)
    rate <- mean(y) / mean(d)
    e <- rate * d
    pearson <- sum(residuals(glm(y ~ offset(log(d)), family = poisson, epsilon = 1e-14), "pearson")^2)
    same(pearson, sum((y - e)^2 / e))
    k <- (sum((y - e)^2) * n / (n - 1) - sum(e)) / sum(e^2)
    if (denominator == "") same(k, (var(y) - mean(y)) / mean(y)^2)
    q <- c(q, list(dispersion = max(0, k), dispersion_index = pearson / (n - 1), poisson_p_value = pchisq(pearson, n - 1, lower.tail = FALSE)))
    if (denominator == "") q$rate <- rate
  }
  if (length(covariates) > 0) {
    x <- data.frame(lapply(units[covariates], as.numeric))
    complete <- complete.cases(x)
    fit <- summary(lm(metric[complete] ~ ., x[complete, , drop = FALSE]))
    q <- c(q, list(n_with_covariates = sum(complete), coverage = mean(complete), r_squared = fit$r.squared,
                   variance_multiplier = 1 - fit$r.squared * mean(complete)))
    if (length(covariates) == 1) q$correlation <- cor(metric[complete], x[complete, 1])
    for (name in covariates) q[[paste0("correlation_", name)]] <- cor(metric[complete], x[complete, name])
  }
  if (cluster != "") q <- c(q, icc_of(metric, units[[cluster]]))
  data.frame(file, outcome, denominator, covariates = paste(covariates, collapse = "|"), cluster, arm, control = as.character(control), unit,
             unit_rows, cap_quantile, count_zeros = as.numeric(count_zeros), quantity = names(q), value = as.numeric(unlist(q, use.names = FALSE)))
}

p <- "public/samples/personalization.csv"
n <- "tests/reference/data/nsw_dw.csv"
a <- "tests/reference/data/alo_star_men.csv"
s <- "tests/reference/data/sleep.csv"
dye <- "tests/reference/data/dyestuff.csv"
herds <- "tests/reference/data/cbpp.csv"
quine <- "tests/reference/data/quine.csv"

table <- rbind(
  plan(p, "minutes_streamed", covariates = "prior_7d_minutes", cluster = "country", arm = "treat", control = 0),
  plan(p, "minutes_streamed", covariates = c("prior_7d_minutes", "is_premium"), cluster = "tenure_days", cap_quantile = 0.95),
  plan(p, "is_premium", covariates = "tenure_days", cluster = "device_type"),
  plan(p, "minutes_streamed", denominator = "prior_7d_minutes", covariates = "is_premium", cluster = "tenure_days"),
  plan(n, "re78", covariates = c("re74", "re75"), cluster = "educ", arm = "treat", control = 0),
  plan(n, "re78", covariates = "re75", count_zeros = FALSE, cap_quantile = 0.9),
  plan(n, "nodegree", cluster = "age"),
  plan(n, "educ", covariates = c("age", "black")),
  plan(a, "GPA_year1", covariates = "gpa0", arm = "ssp", control = 1),
  plan(s, "extra", unit = "ID", unit_rows = "sum"),
  plan(s, "extra", unit = "ID", unit_rows = "mean"),
  plan(s, "extra", unit = "ID", unit_rows = "largest"),
  plan(s, "extra", cluster = "ID"),
  plan(dye, "Yield", cluster = "Batch"),
  plan(herds, "incidence", denominator = "size", cluster = "herd", covariates = "period"),
  plan(herds, "incidence", denominator = "size", unit = "herd"),
  plan(quine, "Days", cluster = "Age", cap_quantile = 0.9),
  plan(quine, "Days", cluster = "Eth", arm = "Sex", control = "F"))

# Davies and Goldsmith's dyestuff as everywhere: variance components 1764.05 and 2451.25.
yield <- table[table$file == dye, ]
stopifnot(abs(yield$value[yield$quantity == "icc"] - 1764.05 / (1764.05 + 2451.25)) < 1e-12)
# Quine's days: mean 16.459, variance 264.2, as in Venables and Ripley's chapters on them.
days <- table[table$file == quine & table$arm == "", ]
stopifnot(abs(days$value[days$quantity == "baseline_mean"] - 2403 / 146) < 1e-12, round(days$value[days$quantity == "variance"], 1) == 264.2)
cat("  plan_from_data: published numbers reproduced\n")

write_table(table, "plan_from_data.csv", c(
  sprintf("%s: quantile(type = 7), prop.test(correct = FALSE), aov, lm, glm(family = poisson); e1071 %s skewness and kurtosis (type = 1); data of lme4 %s and MASS %s (scripts/reference/plan_from_data.R)",
          software, packageVersion("e1071"), packageVersion("lme4"), packageVersion("MASS")),
  "ratio: delta method; covariates and clusters look at (outcome - rate x denominator) / mean denominator where there is a denominator",
  "ICC: one-way analysis of variance, (MSB - MSW) / (MSB + (n0 - 1) MSW); interval by F with n0 (Searle 1971), 95 %; standard error Smith (1956); cv of cluster sizes with k",
  "dispersion by moments, 0 at least: (sum (y - e)^2 n / (n - 1) - sum e) / sum e^2, e = rate x denominator; index = Pearson's chi-squared / (n - 1)",
  "unit_rows: how the rows of a unit become one; covariates are averaged, a cluster is that of the first row; dyestuff: ICC of the published components 1764.05 and 2451.25"))
