# SPDX-License-Identifier: Apache-2.0
# The shape of an effect: quantiles, ranks, capped means, lifts, posteriors.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))
suppressPackageStartupMessages({
  library(quantreg)
  library(pROC)
  library(e1071)
})

# Made-up files: a small one without ties, and a heavy-tailed one with zeros, several rows per person and gaps.
set.seed(20)
data_file <- function(data, name) {
  write.csv(data, file.path(root, "tests/reference/data", name), row.names = FALSE, quote = FALSE, na = "")
  paste0("tests/reference/data/", name)
}
small <- data_file(data.frame(arm = rep(c("control", "treatment"), c(13, 11)),
                              y = round(c(rexp(13, 1), rexp(11, 0.6)), 5)), "shape_small.csv")
people <- 900
arm <- sample(c("a", "b"), people, TRUE)
person <- sort(c(seq_len(people), sample(people, 300)))
spent <- ifelse(runif(length(person)) < 0.45, 0, round(exp(rnorm(length(person), 2 + 0.15 * (arm[person] == "b"), 1.6)), 2))
bought <- as.numeric(spent > 25)
spent[sample(length(spent), 25)] <- NA
heavy <- data_file(data.frame(person, arm = arm[person], spent, bought), "shape_heavy.csv")

read_file <- function(file) read.csv(file.path(root, file), na.strings = "", check.names = FALSE, stringsAsFactors = FALSE)

welch <- function(t, c) {
  test <- t.test(t, c)
  list(estimate = unname(test$estimate[1] - test$estimate[2]), se = test$stderr, df = unname(test$parameter), p = test$p.value,
       low = test$conf.int[1], high = test$conf.int[2])
}
named <- function(prefix, list) setNames(list, paste0(prefix, "_", names(list)))

lifts <- function(t, c) {
  a <- mean(t); b <- mean(c); va <- var(t) / length(t); vb <- var(c) / length(c)
  if (b <= 0) return(list())
  q <- qt(0.975, welch(t, c)$df)
  r <- a / b
  lead <- b^2 - q^2 * vb
  root <- suppressWarnings(sqrt(a^2 * b^2 - lead * (a^2 - q^2 * va)))
  fieller <- if (lead > 0) list(fieller_low = (a * b - root) / lead - 1, fieller_high = (a * b + root) / lead - 1) else list(fieller_unbounded = 1)
  se <- sqrt(va / b^2 + r^2 * vb / b^2)
  log_se <- sqrt(va / a^2 + vb / b^2)
  c(list(lift = r - 1), fieller, list(delta_low = r - q * se - 1, delta_high = r + q * se - 1,
                                      log_delta_low = exp(log(r) - q * log_se) - 1, log_delta_high = exp(log(r) + q * log_se) - 1))
}

shape <- function(y, prefix) {
  k <- ceiling(0.001 * length(y))
  list <- list(n = length(y), mean = mean(y), sd = sd(y), skewness = skewness(y, type = 1), zeros = mean(y == 0), median = median(y))
  if (min(y) >= 0) list$top <- sum(sort(y, decreasing = TRUE)[1:k]) / sum(y)
  named(prefix, list)
}

order_interval <- function(y, p, alpha = 0.05) {
  y <- sort(y); n <- length(y)
  low <- qbinom(alpha / 2, n, p)
  high <- qbinom(1 - alpha / 2, n, p) + 1
  # At these ends the definition holds: each side errs at most half.
  stopifnot(low == 0 || pbinom(low - 1, n, p) <= alpha / 2, high == n + 1 || 1 - pbinom(high - 1, n, p) <= alpha / 2)
  c(if (low > 0) y[low] else NA, if (high <= n) y[high] else NA)
}
sparsity_se <- function(y, p) {
  n <- length(y)
  h <- min(bandwidth.rq(p, n, hs = TRUE), p, 1 - p)
  rise <- unname(diff(quantile(y, c(p - h, p + h), type = 7)))
  if (rise > 0) sqrt(p * (1 - p) / n) * rise / (2 * h) else NA
}
quantiles <- function(t, c) {
  out <- list()
  for (p in c(0.1, 0.25, 0.5, 0.75, 0.9, 0.99)) {
    qt <- unname(quantile(t, p)); qc <- unname(quantile(c, p))
    it <- order_interval(t, p); ic <- order_interval(c, p)
    se <- sqrt(sparsity_se(t, p)^2 + sparsity_se(c, p)^2)
    out <- c(out, named(paste0("q", p), list(
      control = qc, treatment = qt, control_low = ic[1], control_high = ic[2], treatment_low = it[1], treatment_high = it[2],
      low = qt - qc - sqrt((qt - it[1])^2 + (ic[2] - qc)^2), high = qt - qc + sqrt((it[2] - qt)^2 + (qc - ic[1])^2), se = se)))
  }
  out
}

ranks <- function(t, c) {
  exact <- length(t) < 50 && length(c) < 50 && !anyDuplicated(c(t, c))
  test <- suppressWarnings(wilcox.test(t, c, exact = exact, conf.int = exact))
  pairs <- length(t) * length(c)
  all <- sort(outer(t, c, "-"))
  rank <- if (exact) qwilcox(0.025, length(t), length(c)) else ceiling(pairs / 2 - 0.5 - qnorm(0.975) * sqrt(pairs * (length(t) + length(c) + 1) / 12))
  shift <- median(all)
  interval <- c(all[rank], all[pairs + 1 - rank])
  if (exact) stopifnot(test$estimate == shift, test$conf.int == interval)
  else {
    # R solves the same equation to four digits, and counts ties at each shift.
    rough <- suppressWarnings(wilcox.test(t, c, exact = FALSE, conf.int = TRUE))$conf.int
    stopifnot(abs(rough - interval) < 0.1 * diff(interval) + 1e-3)
  }
  roc <- roc(controls = c, cases = t, direction = "<", quiet = TRUE)
  list(superiority = unname(test$statistic) / pairs, superiority_se = sqrt(var(roc, method = "delong")), mann_whitney_p = test$p.value,
       shift = shift, shift_low = interval[1], shift_high = interval[2])
}

caps <- function(t, c) {
  out <- list()
  for (p in c(0.9, 0.95, 0.99, 0.999)) {
    cap <- unname(quantile(c(t, c), p))
    out <- c(out, named(paste0("cap", p * 1000), c(list(cap = cap, above = mean(c(t, c) > cap)), welch(pmin(t, cap), pmin(c, cap)))))
  }
  if (min(t, c) >= 0) out <- c(out, named("log1p", welch(log1p(t), log1p(c))))
  out
}

normal_posterior <- function(t, c, prior_sd, practical) {
  d <- mean(t) - mean(c); s2 <- var(t) / length(t) + var(c) / length(c)
  precision <- 1 / s2 + 1 / prior_sd^2
  m <- d / s2 / precision; s <- 1 / sqrt(precision)
  loss <- function(sign) integrate(function(z) pmax(0, sign * (m + s * z)) * dnorm(z), if (sign > 0) -m / s else -40, if (sign > 0) 40 else -m / s,
                                   rel.tol = 1e-12, subdivisions = 1000)$value
  list(mean = m, sd = s, low = m - qnorm(0.975) * s, high = m + qnorm(0.975) * s, beat = pnorm(m / s), loss_ship = loss(-1), loss_keep = loss(1),
       gain = pnorm(practical, m, s, lower.tail = FALSE), same = pnorm(practical, m, s) - pnorm(-practical, m, s), lost = pnorm(-practical, m, s))
}

beta_posterior <- function(t, c, s, f, practical) {
  a <- sum(c) + s; b <- length(c) - sum(c) + f
  cc <- sum(t) + s; d <- length(t) - sum(t) + f
  # Over the control's quantiles, in pieces, so that nothing narrow is missed.
  ends <- sort(unique(c(0, qbeta(pnorm(seq(-8, 8, 0.5)), a, b), 1)))
  pieces <- function(g) sum(mapply(function(l, h) integrate(g, l, h, rel.tol = 1e-11, abs.tol = 1e-16)$value, head(ends, -1), tail(ends, -1)))
  cdf <- function(x) pieces(function(p) dbeta(p, a, b) * pbeta(p + x, cc, d))
  m <- cc / (cc + d) - a / (a + b)
  v <- function(a, b) a * b / ((a + b)^2 * (a + b + 1))
  sd <- sqrt(v(a, b) + v(cc, d))
  end <- function(p) uniroot(function(x) cdf(x) - p, m + c(-8, 8) * sd, tol = 1e-13)$root
  # E[max(A - B, 0)] is the integral of P(B <= p) over the upper tail of A.
  loss <- function(a, b, cc, d) {
    ends <- sort(unique(c(0, qbeta(pnorm(seq(-8, 8, 0.5)), a, b), 1)))
    g <- function(p) pbeta(p, cc, d) * pbeta(p, a, b, lower.tail = FALSE)
    sum(mapply(function(l, h) integrate(g, l, h, rel.tol = 1e-11, abs.tol = 1e-18)$value, head(ends, -1), tail(ends, -1)))
  }
  list(mean = m, sd = sd, low = end(0.025), high = end(0.975), beat = 1 - cdf(0), loss_ship = loss(a, b, cc, d), loss_keep = loss(cc, d, a, b),
       gain = 1 - cdf(practical), same = cdf(practical) - cdf(-practical), lost = cdf(-practical))
}

rows <- list()
add <- function(file, arm, control, treatment, outcome, unit, how, operation, settings, quantities) {
  quantities <- quantities[!vapply(quantities, is.na, TRUE)]
  rows[[length(rows) + 1]] <<- data.frame(file, arm, control, treatment, outcome, unit, how, operation, settings, quantity = names(quantities),
                                          value = unlist(quantities, use.names = FALSE))
}
analyse <- function(file, arm, control, treatment, outcome, unit = "", how = "sum", prior_sd = 1, practical = 0.01) {
  data <- read_file(file)
  data <- data[as.character(data[[arm]]) %in% c(control, treatment) & !is.na(data[[outcome]]), ]
  z <- as.character(data[[arm]])
  y <- data[[outcome]]
  if (unit != "") {
    by <- factor(data[[unit]])
    combine <- list(sum = sum, mean = mean, largest = max)[[how]]
    z <- as.vector(tapply(z, by, function(x) x[1]))
    y <- as.vector(tapply(y, by, combine))
  }
  t <- y[z == treatment]; c <- y[z == control]
  put <- function(operation, settings, quantities) add(file, arm, control, treatment, outcome, unit, how, operation, settings, quantities)
  yes_no <- all(y %in% c(0, 1))
  put("outcome", "", c(shape(c, "control"), shape(t, "treatment"), if (!yes_no) named("welch", welch(t, c)), if (!yes_no) lifts(t, c)))
  put("quantiles", "", c(if (!yes_no) quantiles(t, c), ranks(t, c), if (!yes_no) caps(t, c)))
  if (yes_no) {
    for (prior in list(c(1, 1), c(0.5, 0.5), c(3, 40)))
      put("bayesian", paste0("prior_successes=", prior[1], ";prior_failures=", prior[2], ";practical=", practical), beta_posterior(t, c, prior[1], prior[2], practical))
  } else {
    put("bayesian", paste0("prior=normal;prior_sd=", prior_sd, ";practical=", practical), normal_posterior(t, c, prior_sd, practical))
    put("bayesian", paste0("prior=flat;practical=", practical), normal_posterior(t, c, Inf, practical))
  }
}

analyse("public/samples/personalization.csv", "treat", "0", "1", "minutes_streamed", prior_sd = 4, practical = 2)
analyse("public/samples/personalization.csv", "treat", "0", "1", "is_premium", practical = 0.005)
analyse("tests/reference/data/nsw_dw.csv", "treat", "0", "1", "re78", prior_sd = 1000, practical = 500)
analyse("tests/reference/data/alo_star_men.csv", "sfsp", "0", "1", "GPA_year1", prior_sd = 0.1, practical = 0.1)
analyse("tests/reference/data/alo_star_men.csv", "sfsp", "1", "0", "GPA_year2", prior_sd = 0.2, practical = 0.05)
analyse("tests/reference/data/sleep.csv", "group", "2", "1", "extra", prior_sd = 1, practical = 0.5)
analyse(small, "arm", "control", "treatment", "y", prior_sd = 0.5, practical = 0.1)
analyse(heavy, "arm", "a", "b", "spent", "person", "sum", prior_sd = 5, practical = 2)
analyse(heavy, "arm", "a", "b", "spent", "person", "mean", prior_sd = 5, practical = 2)
analyse(heavy, "arm", "b", "a", "bought", "person", "largest", practical = 0.01)

write_table(do.call(rbind, rows), "effect_shape.csv", c(
  sprintf("%s: quantile (type 7), qbinom, t.test, wilcox.test, outer(t, c, \"-\") sorted, integrate; quantreg %s bandwidth.rq, pROC %s var(method = \"delong\"), e1071 %s skewness(type = 1) (scripts/reference/effect_shape.R)",
          software, packageVersion("quantreg"), packageVersion("pROC"), packageVersion("e1071")),
  "95 %; intervals of quantiles from order statistics, of their difference combined (Zou and Donner 2008), se by Siddiqui's quotient; caps are quantiles of both arms",
  "lost: chance of a practical loss"))
