# SPDX-License-Identifier: Apache-2.0
# Plans that randomise clusters: published formulas computed a second way (matrices for every design: a linear model of
# cluster-period means with its covariance, solved by generalised least squares), and published numbers.

source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1])), "common.R"))

# Variance of the treatment coefficient by generalised least squares: design matrix and covariance of every mean.
gls <- function(X, V) solve(crossprod(X, solve(V, X)))["treated", "treated"]
block <- function(blocks) {
  n <- sum(sapply(blocks, nrow)); out <- matrix(0, n, n); at <- 0
  for (b in blocks) { i <- at + seq_len(nrow(b)); out[i, i] <- b; at <- at + nrow(b) }
  out
}

# Covariance of one cluster's period means, per unit of variance between people.
means <- function(periods, m, icc, cac = 1, iac = 0, decay = FALSE) {
  lag <- abs(outer(seq_len(periods), seq_len(periods), `-`))
  icc * (if (decay) cac^lag else cac^(lag > 0)) + (1 - icc) / m * ifelse(lag == 0, 1, iac)
}

defaults <- list(design = "parallel", metric = "mean", baseline = 0.1, baseline_mean = 0, sd = 1, rate = 2, exposure = 1, dispersion = 1,
                 effect = 0.25, icc = 0.02, people_per_cluster = 100, cv = 0, unequal_sizes = "by_people", clusters_control = 50, ratio = 1,
                 matching_correlation = 0.4, strata = 4, variance_explained = 0.3, baseline_analysis = "ancova", steps = 4, clusters_per_step = 6,
                 decay = "exchangeable", cac = 0.8, sampling = "cross_sectional", iac = 0.5, sides = "two", alpha = 0.05, power = 0.8, test = "t")

plan <- function(s) within(modifyList(defaults, s), {
  control <- switch(metric, proportion = baseline, mean = baseline_mean, count = rate)
  treatment <- control + effect
  person <- function(v) switch(metric, proportion = v * (1 - v), mean = sd^2, count = v / exposure + dispersion * v^2)
  vc <- person(control); vt <- person(treatment)
})

# Variance of the estimate; k may be a fraction where the design's formula is linear in 1 / k.
variance <- function(p, k = if (p$design == "stepped_wedge") p$clusters_per_step else p$clusters_control, m = p$people_per_cluster, icc = p$icc) {
  iac <- if (p$sampling == "cohort") p$iac else 0
  if (p$design == "stepped_wedge") {
    S <- p$steps; T <- S + 1
    X <- do.call(rbind, lapply(1:S, function(q) cbind(diag(T), treated = as.numeric(1:T > q))))
    colnames(X) <- c(paste0("period", 1:T), "treated")
    return(gls(X, block(replicate(S, means(T, m, icc, p$cac, iac, p$decay == "exponential"), simplify = FALSE))) / k * (p$vc + p$vt) / 2)
  }
  explained <- switch(p$design, matched = p$matching_correlation, stratified = p$variance_explained, 0)
  b <- icc * (1 - explained); w <- (1 - icc) / m
  f <- if (p$unequal_sizes == "taylor") { l <- b / (b + w); (b + w) / (1 - p$cv^2 * l * (1 - l)) } else w + (1 + p$cv^2) * b
  if (p$design == "difference_in_differences") {
    V <- icc * (1 + p$cv^2) * matrix(c(1, p$cac, p$cac, 1), 2) + (1 - icc) / m * matrix(c(1, iac, iac, 1), 2)
    one <- if (p$baseline_analysis == "ancova") V[2, 2] - V[1, 2]^2 / V[1, 1] else sum(c(-1, 1) %*% V * c(-1, 1))
    return(one * (p$vc / k + p$vt / (p$ratio * k)))
  }
  kt <- if (p$design == "matched") k else p$ratio * k
  f * (p$vc / k + p$vt / kt)
}

df_of <- function(p, k = if (p$design == "stepped_wedge") p$clusters_per_step else p$clusters_control) switch(p$design,
  parallel = k * (1 + p$ratio) - 2, matched = k - 1, stratified = k * (1 + p$ratio) - p$strata - 1,
  difference_in_differences = k * (1 + p$ratio) - (if (p$baseline_analysis == "ancova") 3 else 2), stepped_wedge = k * p$steps - 2)

power_from <- function(v, df, p, alpha = p$alpha) {
  tails <- if (p$sides == "two") 2 else 1
  d <- abs(p$effect) / sqrt(v)
  if (p$test == "z") {
    z <- qnorm(alpha / tails, lower.tail = FALSE)
    return(pnorm(z - d, lower.tail = FALSE) + if (tails == 2) pnorm(-z - d) else 0)
  }
  q <- qt(alpha / tails, df, lower.tail = FALSE)
  suppressWarnings(pt(q, df, d, lower.tail = FALSE) + if (tails == 2) pt(-q, df, d) else 0)
}
exact_root <- function(f, low, high) {
  grid <- exp(seq(log(low), log(high), length.out = 400))
  v <- sapply(grid, f); i <- which(diff(v > 0) != 0)[1]
  uniroot(f, grid[i + 0:1], tol = 1e-15, maxiter = 10000)$root
}

rows <- list()
put <- function(s, quantity, value, tolerance = 1e-9, source = "computed") {
  s <- c(list(effect_scale = "absolute"), modifyList(list(metric = "mean", baseline_mean = 0, sd = 1, effect = 0.25), s))
  rows[[length(rows) + 1]] <<- data.frame(settings = paste(names(s), sapply(s, function(v) if (is.numeric(v)) cells(v) else v), sep = "=", collapse = ";"),
                                          quantity = quantity, value = value, tolerance = tolerance, source = source)
}
power_row <- function(s) {
  s$solve_for <- "power"; p <- plan(s); v <- variance(p)
  put(s, "power", power_from(v, df_of(p), p)); put(s, "se", sqrt(v))
}
size_row <- function(s) {
  s$solve_for <- "clusters"; p <- plan(s)
  low <- max(exact_low(p), 1e-3)
  put(s, "clusters_unrounded", exact_root(function(k) power_from(variance(p, k), df_of(p, k), p) - p$power, low, 1e6))
}
exact_low <- function(p) { d0 <- df_of(p, 0); (0.5 - d0) / (df_of(p, 1) - d0) }
people_row <- function(s) {
  s$solve_for <- "people"; p <- plan(s)
  put(s, "people_unrounded", exact_root(function(m) power_from(variance(p, m = m), df_of(p), p) - p$power, 1, 1e7), 1e-8)
}
icc_row <- function(s) {
  s$solve_for <- "icc"; p <- plan(s)
  put(s, "icc", exact_root(function(icc) p$power - power_from(variance(p, icc = icc), df_of(p), p), 1e-6, 1), 1e-7)
}
effect_row <- function(s) {
  s$solve_for <- "effect"; p <- plan(s)
  put(s, "effect_absolute", exact_root(function(d) { q <- plan(modifyList(s, list(effect = d))); power_from(variance(q), df_of(q), q) - p$power }, 1e-4, 0.5), 1e-8)
}
alpha_row <- function(s) {
  s$solve_for <- "alpha"; p <- plan(s)
  put(s, "alpha", exact_root(function(a) power_from(variance(p), df_of(p), p, a) - p$power, 1e-9, 0.5), 1e-7)
}

proportion <- list(metric = "proportion", baseline = 0.1, effect = 0.03)
count <- list(metric = "count", rate = 2, exposure = 0.5, dispersion = 0.8, effect = 0.3)
with <- modifyList
for (s in list(list(), proportion, count, with(proportion, list(sides = "one", ratio = 2)), list(cv = 0.6, test = "z"), list(cv = 0.6, unequal_sizes = "taylor"),
               list(icc = 0.1, people_per_cluster = 20, ratio = 0.5, alpha = 0.01), list(icc = -0.005, people_per_cluster = 50), list(icc = 0))) {
  power_row(with(s, list(clusters_control = 8))); size_row(s)
}
for (s in list(list(), proportion, count, list(cv = 0.5, icc = 0.05))) { people_row(with(s, list(clusters_control = 60))); icc_row(with(s, list(clusters_control = 60))) }
for (s in list(list(), proportion, list(cv = 0.4))) { effect_row(with(s, list(clusters_control = 12))); alpha_row(with(s, list(clusters_control = 40))) }
for (s in list(list(), with(proportion, list(matching_correlation = 0.8)), list(matching_correlation = 0))) {
  power_row(with(s, list(design = "matched", clusters_control = 9))); size_row(with(s, list(design = "matched"))) }
for (s in list(list(), with(count, list(strata = 2, variance_explained = 0.6)))) {
  power_row(with(s, list(design = "stratified", clusters_control = 10))); size_row(with(s, list(design = "stratified"))) }
for (s in list(list(), list(baseline_analysis = "change"), list(sampling = "cohort"), with(proportion, list(sampling = "cohort", iac = 0.7, cac = 0.6, baseline_analysis = "change")), list(cv = 0.5, cac = 0.9))) {
  power_row(with(s, list(design = "difference_in_differences", clusters_control = 8))); size_row(with(s, list(design = "difference_in_differences"))) }
for (s in list(list(), list(decay = "exponential"), list(cac = 1), list(sampling = "cohort", iac = 0.4), with(proportion, list(sampling = "cohort", decay = "exponential", steps = 7, icc = 0.05)), list(steps = 2, test = "z"))) {
  s$people_per_cluster <- 15
  power_row(with(s, list(design = "stepped_wedge", clusters_per_step = 3))); size_row(with(s, list(design = "stepped_wedge", power = 0.95))) }

# Hussey and Hughes (2007), equation 8, closed form with random intercepts alone: compared with the matrices above.
closed <- function(steps, k, m, sd, icc) {
  X <- kronecker(outer(1:steps, 0:steps, function(q, j) as.numeric(j >= q)), rep(1, k)); I <- nrow(X); T <- ncol(X)
  s2 <- sd^2 * (1 - icc) / m; t2 <- sd^2 * icc
  U <- sum(X); W <- sum(colSums(X)^2); V <- sum(rowSums(X)^2)
  I * s2 * (s2 + T * t2) / ((I * U - W) * s2 + (U^2 + I * T * U - T * W - I * V) * t2)
}
for (icc in c(0, 0.01, 0.2)) for (steps in c(2, 4, 9)) {
  s <- list(design = "stepped_wedge", steps = steps, clusters_per_step = 3, people_per_cluster = 30, icc = icc, cac = 1, solve_for = "power")
  agree(variance(plan(s)), closed(steps, 3, 30, 1, icc), 1e-10, sprintf("Hussey and Hughes' closed form, %g steps, icc %g", steps, icc))
  put(s, "se", sqrt(closed(steps, 3, 30, 1, icc)), source = "Hussey and Hughes (2007) eq. 8")
}

# With a baseline: the same variances from whole models of the cluster-period means, two and three clusters in the arms.
for (sampling in c("cross_sectional", "cohort")) for (analysis in c("ancova", "change")) {
  p <- plan(list(design = "difference_in_differences", sampling = sampling, baseline_analysis = analysis, clusters_control = 2, ratio = 1.5))
  arm <- rep(c(0, 0, 1, 1, 1), each = 2); after <- rep(0:1, 5)
  X <- if (analysis == "ancova") cbind(before = 1 - after, after, treated = arm * after)  # no difference before treatment
       else cbind(diag(5) %x% c(1, 1), after, treated = arm * after)                      # each cluster its own level
  colnames(X)[ncol(X)] <- "treated"
  V <- block(replicate(5, means(2, 100, p$icc, p$cac, if (sampling == "cohort") p$iac else 0), simplify = FALSE))
  agree(variance(p), if (analysis == "ancova") gls(X, V) else solve(crossprod(X))["treated", ] %*% t(X) %*% V %*% X %*% solve(crossprod(X))[, "treated"],
        1e-10, paste("model of cluster-period means,", sampling, analysis))
}

# Published: README of swCRTdesign (cran.r-project.org/web/packages/swCRTdesign), swPwr(swDsn(c(6,6,6,6)), distn = "binomial", n = 120,
# mu0 = .05, mu1 = .035, tau = .01): 0.7861896. The variance of a person within a cluster is taken at the mean of the two shares.
total <- 0.0425 * 0.9575 + 0.01^2
s <- list(design = "stepped_wedge", test = "z", cac = 1, steps = 4, clusters_per_step = 6, people_per_cluster = 120, sd = sqrt(total),
          icc = 0.01^2 / total, effect = 0.015, solve_for = "power")
p <- plan(s); agree(power_from(variance(p), 0, p), 0.7861896, 1e-7, "swPwr")
put(s, "power", 0.7861896, 1e-7, "swCRTdesign README")
# Published: Hayes and Bennett's formula for rates, (z + z)^2 (r1/y + r2/y + cv^2 (r1^2 + r2^2)) / (r1 - r2)^2, without its 1 more for t.
# clusterPower's crtpwr.2rate(py = 10, r1 = .1, r2 = .2, cvb = .1) with it: more than 24, so 25. One person stands for a cluster's years.
hayes <- (qnorm(0.975) + qnorm(0.8))^2 * (0.3 / 10 + 0.1^2 * (0.1^2 + 0.2^2)) / 0.1^2
stopifnot(ceiling(hayes + 1) == 25)
put(list(metric = "count", test = "z", sides = "one", alpha = 0.025, rate = 0.2, exposure = 10, dispersion = 0.01, effect = -0.1, people_per_cluster = 1, icc = 0, solve_for = "clusters"),
    "clusters_unrounded", hayes, 1e-10, "Hayes and Bennett (1999)")
# Published: Donner and Klar's formula for shares; clusterPower's crtpwr.2prop(n = 10, p1 = .1, p2 = .2, icc = .1): more than 37, so 38.
# Both leave the opposite tail out: one-sided at 2.5 %.
donner <- (qnorm(0.975) + qnorm(0.8))^2 * (0.1 * 0.9 + 0.2 * 0.8) * (1 + 9 * 0.1) / (10 * 0.1^2)
stopifnot(ceiling(donner) == 38)
put(list(metric = "proportion", test = "z", sides = "one", alpha = 0.025, baseline = 0.1, effect = 0.1, people_per_cluster = 10, icc = 0.1, solve_for = "clusters"),
    "clusters_unrounded", donner, 1e-10, "Donner and Klar (2000)")

table <- do.call(rbind, rows)
write_table(table, "clusters.csv", c(
  sprintf("%s (scripts/reference/clusters.R): variances by generalised least squares on cluster-period means or the published design effect, then pt(qt(), df, ncp) and uniroot", software),
  "stepped wedge with cac = 1 also by the closed form of Hussey and Hughes (2007), Contemporary Clinical Trials 28:182-191, equation 8",
  "published: swCRTdesign's README, Hayes and Bennett (1999) and Donner and Klar (2000), as the column source says",
  "settings: fields of the request cluster-size; quantity: a field of its result; tolerance is relative"))
