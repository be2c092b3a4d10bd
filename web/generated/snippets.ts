// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate.mjs from the descriptions in core/. Do not edit.

export interface Snippet {
  language: 'R' | 'Python';
  /** The package that does it. */
  uses: string;
  /** @name@ stands for a term, a field of the result or a field of the request. */
  code: string;
  /** What the last line of its output is. */
  gives: string;
}

export const snippets: Record<string, Snippet> = {
  "r_prop_two": {
    "language": "R",
    "uses": "stats",
    "code": "plan <- power.prop.test(p1 = @p_control@, p2 = @p_treatment@, sig.level = @alpha@, power = @power_wanted@,\n                        strict = TRUE, tol = 1e-12)\nprint(plan$n, digits = 15)",
    "gives": "n_control_unrounded"
  },
  "r_prop_one": {
    "language": "R",
    "uses": "stats",
    "code": "plan <- power.prop.test(p1 = @p_control@, p2 = @p_treatment@, sig.level = @alpha@, power = @power_wanted@,\n                        alternative = \"one.sided\", tol = 1e-12)\nprint(plan$n, digits = 15)",
    "gives": "n_control_unrounded"
  },
  "r_pwr_h_two": {
    "language": "R",
    "uses": "pwr",
    "code": "library(pwr)\nplan <- pwr.2p2n.test(h = ES.h(@p_treatment@, @p_control@), n1 = @n_control@, n2 = @n_treatment@,\n                      sig.level = @alpha@)\nprint(plan$power, digits = 15)",
    "gives": "power"
  },
  "r_pwr_h_one": {
    "language": "R",
    "uses": "pwr",
    "code": "library(pwr)\nplan <- pwr.2p2n.test(h = abs(ES.h(@p_treatment@, @p_control@)), n1 = @n_control@, n2 = @n_treatment@,\n                      sig.level = @alpha@, alternative = \"greater\")\nprint(plan$power, digits = 15)",
    "gives": "power"
  },
  "py_h_two": {
    "language": "Python",
    "uses": "statsmodels",
    "code": "from statsmodels.stats.power import NormalIndPower\nfrom statsmodels.stats.proportion import proportion_effectsize\nh = proportion_effectsize(@p_treatment@, @p_control@)\nprint(NormalIndPower().power(h, @n_control@, @alpha@, ratio=@n_treatment@ / @n_control@))",
    "gives": "power"
  },
  "py_h_one": {
    "language": "Python",
    "uses": "statsmodels",
    "code": "from statsmodels.stats.power import NormalIndPower\nfrom statsmodels.stats.proportion import proportion_effectsize\nh = abs(proportion_effectsize(@p_treatment@, @p_control@))\nprint(NormalIndPower().power(h, @n_control@, @alpha@, ratio=@n_treatment@ / @n_control@, alternative=\"larger\"))",
    "gives": "power"
  },
  "r_z_two": {
    "language": "R",
    "uses": "stats",
    "code": "z <- qnorm(1 - @alpha@ / 2)\npower <- pnorm((@effect_size@ - z * @se_null@) / @se_effect@) +\n  pnorm((-@effect_size@ - z * @se_null@) / @se_effect@)\nprint(power, digits = 15)",
    "gives": "power"
  },
  "r_z_one": {
    "language": "R",
    "uses": "stats",
    "code": "z <- qnorm(1 - @alpha@)\nprint(pnorm((@effect_size@ - z * @se_null@) / @se_effect@), digits = 15)",
    "gives": "power"
  },
  "py_z_two": {
    "language": "Python",
    "uses": "the standard library",
    "code": "from statistics import NormalDist\nnormal = NormalDist()\nz = normal.inv_cdf(1 - @alpha@ / 2)\nprint(normal.cdf((@effect_size@ - z * @se_null@) / @se_effect@)\n      + normal.cdf((-@effect_size@ - z * @se_null@) / @se_effect@))",
    "gives": "power"
  },
  "py_z_one": {
    "language": "Python",
    "uses": "the standard library",
    "code": "from statistics import NormalDist\nnormal = NormalDist()\nz = normal.inv_cdf(1 - @alpha@)\nprint(normal.cdf((@effect_size@ - z * @se_null@) / @se_effect@))",
    "gives": "power"
  },
  "r_t_two": {
    "language": "R",
    "uses": "stats",
    "code": "plan <- power.t.test(delta = @effect_size@, sd = @sd@, sig.level = @alpha@, power = @power_wanted@,\n                     strict = TRUE, tol = 1e-12)\nprint(plan$n, digits = 15)",
    "gives": "n_control_unrounded"
  },
  "r_t_one": {
    "language": "R",
    "uses": "stats",
    "code": "plan <- power.t.test(delta = @effect_size@, sd = @sd@, sig.level = @alpha@, power = @power_wanted@,\n                     alternative = \"one.sided\", tol = 1e-12)\nprint(plan$n, digits = 15)",
    "gives": "n_control_unrounded"
  },
  "py_t_two": {
    "language": "Python",
    "uses": "statsmodels",
    "code": "from statsmodels.stats.power import TTestIndPower\nprint(TTestIndPower().power(@effect_size@ / @sd@, @n_control@, @alpha@, ratio=@n_treatment@ / @n_control@))",
    "gives": "power"
  },
  "py_t_one": {
    "language": "Python",
    "uses": "statsmodels",
    "code": "from statsmodels.stats.power import TTestIndPower\nprint(TTestIndPower().power(@effect_size@ / @sd@, @n_control@, @alpha@, ratio=@n_treatment@ / @n_control@,\n                            alternative=\"larger\"))",
    "gives": "power"
  },
  "sequential_rpact_asof": {
    "language": "R",
    "uses": "rpact",
    "code": "library(rpact)\nd <- getDesignGroupSequential(kMax = @look_count@, alpha = @alpha_total@, sided = @tails@, beta = 1 - @power_asked@,\n                              typeOfDesign = \"asOF\", twoSidedPower = @tails@ == 2)\nprint(d$criticalValues)\nsqrt(getDesignCharacteristics(d)$shift)",
    "gives": "drift_needed"
  },
  "sequential_rpact_asp": {
    "language": "R",
    "uses": "rpact",
    "code": "library(rpact)\nd <- getDesignGroupSequential(kMax = @look_count@, alpha = @alpha_total@, sided = @tails@, beta = 1 - @power_asked@,\n                              typeOfDesign = \"asP\", twoSidedPower = @tails@ == 2)\nprint(d$criticalValues)\nsqrt(getDesignCharacteristics(d)$shift)",
    "gives": "drift_needed"
  },
  "sequential_rpact_askd": {
    "language": "R",
    "uses": "rpact",
    "code": "library(rpact)\nd <- getDesignGroupSequential(kMax = @look_count@, alpha = @alpha_total@, sided = @tails@, beta = 1 - @power_asked@,\n                              typeOfDesign = \"asKD\", gammaA = @rho@, twoSidedPower = @tails@ == 2)\nprint(d$criticalValues)\nsqrt(getDesignCharacteristics(d)$shift)",
    "gives": "drift_needed"
  },
  "sequential_rpact_ashsd": {
    "language": "R",
    "uses": "rpact",
    "code": "library(rpact)\nd <- getDesignGroupSequential(kMax = @look_count@, alpha = @alpha_total@, sided = @tails@, beta = 1 - @power_asked@,\n                              typeOfDesign = \"asHSD\", gammaA = @gamma@, twoSidedPower = @tails@ == 2)\nprint(d$criticalValues)\nsqrt(getDesignCharacteristics(d)$shift)",
    "gives": "drift_needed"
  },
  "sequential_rpact_wt": {
    "language": "R",
    "uses": "rpact",
    "code": "library(rpact)\nd <- getDesignGroupSequential(kMax = @look_count@, alpha = @alpha_total@, sided = @tails@, beta = 1 - @power_asked@,\n                              typeOfDesign = \"WT\", deltaWT = @delta_shape@, twoSidedPower = @tails@ == 2)\nprint(d$criticalValues)\nsqrt(getDesignCharacteristics(d)$shift)",
    "gives": "drift_needed"
  },
  "sequential_rpact_hp": {
    "language": "R",
    "uses": "rpact",
    "code": "library(rpact)\nd <- getDesignGroupSequential(kMax = @look_count@, alpha = @alpha_total@, sided = @tails@, beta = 1 - @power_asked@,\n                              typeOfDesign = \"HP\", constantBoundsHP = @peto_z@, twoSidedPower = @tails@ == 2)\nprint(d$criticalValues)\nsqrt(getDesignCharacteristics(d)$shift)",
    "gives": "drift_needed"
  },
  "always_valid_r": {
    "language": "R",
    "uses": "base R",
    "code": "t <- (1:@look_count@) / @look_count@; k <- @kappa@; alpha <- @alpha_total@\nz <- sqrt((1 + k / t) * (log(1 + t / k) - 2 * log(alpha)))\nz[@look_count@]",
    "gives": "z_last"
  },
  "always_valid_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "from math import log\nlooks, k, alpha = @look_count@, @kappa@, @alpha_total@\nfor t in (i / looks for i in range(1, looks + 1)):\n    print(((1 + k / t) * (log(1 + t / k) - 2 * log(alpha))) ** 0.5)",
    "gives": "z_last"
  },
  "interim_r": {
    "language": "R",
    "uses": "base R",
    "code": "t <- @information_seen@; b <- @z_planned_direction@ * sqrt(t)\npnorm((b + @drift_planned@ * (1 - t) - @z_last@) / sqrt(1 - t))",
    "gives": "power_rest"
  },
  "interim_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "from statistics import NormalDist\nt = @information_seen@\nb = @z_planned_direction@ * t ** 0.5\nprint(NormalDist().cdf((b + @drift_planned@ * (1 - t) - @z_last@) / (1 - t) ** 0.5))",
    "gives": "power_rest"
  },
  "cluster_t_r": {
    "language": "R",
    "uses": "base R",
    "code": "f <- (1 - @rho@) / @cluster_people@ + (1 + @cv@^2) * @rho@ * (1 - @explained@)\nse <- sqrt(f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@))\nt <- qt(@sig_level@ / @tails@, @df@, lower.tail = FALSE)\npt(t, @df@, @effect_size@ / se, lower.tail = FALSE) + (@tails@ == 2) * pt(-t, @df@, @effect_size@ / se)",
    "gives": "power"
  },
  "cluster_z_r": {
    "language": "R",
    "uses": "base R",
    "code": "f <- (1 - @rho@) / @cluster_people@ + (1 + @cv@^2) * @rho@ * (1 - @explained@)\nse <- sqrt(f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@))\nz <- qnorm(@sig_level@ / @tails@, lower.tail = FALSE)\npnorm(@effect_size@ / se - z) + (@tails@ == 2) * pnorm(-@effect_size@ / se - z)",
    "gives": "power"
  },
  "cluster_t_python": {
    "language": "Python",
    "uses": "scipy",
    "code": "from scipy.stats import t, nct\nf = (1 - @rho@) / @cluster_people@ + (1 + @cv@**2) * @rho@ * (1 - @explained@)\nse = (f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@)) ** .5\nq, d = t.isf(@sig_level@ / @tails@, @df@), @effect_size@ / se\nprint(nct.sf(q, @df@, d) + (nct.cdf(-q, @df@, d) if @tails@ == 2 else 0))",
    "gives": "power"
  },
  "cluster_z_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "from statistics import NormalDist\nf = (1 - @rho@) / @cluster_people@ + (1 + @cv@**2) * @rho@ * (1 - @explained@)\nse = (f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@)) ** .5\nphi, z = NormalDist().cdf, -NormalDist().inv_cdf(@sig_level@ / @tails@)\nprint(phi(@effect_size@ / se - z) + (phi(-@effect_size@ / se - z) if @tails@ == 2 else 0))",
    "gives": "power"
  },
  "cluster_taylor_r": {
    "language": "R",
    "uses": "base R",
    "code": "b <- @rho@ * (1 - @explained@); g <- b + (1 - @rho@) / @cluster_people@; l <- b / g\nf <- g / (1 - @cv@^2 * l * (1 - l))\nsqrt(f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@))",
    "gives": "se"
  },
  "cluster_ancova_r": {
    "language": "R",
    "uses": "base R",
    "code": "f <- @mean_factor@; r <- @baseline_correlation@\nsqrt(f * (1 - r^2) * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@))",
    "gives": "se"
  },
  "cluster_change_r": {
    "language": "R",
    "uses": "base R",
    "code": "f <- @mean_factor@; r <- @baseline_correlation@\nsqrt(2 * f * (1 - r) * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@))",
    "gives": "se"
  },
  "stepped_wedge_r": {
    "language": "R",
    "uses": "base R",
    "code": "S <- @steps@; rho <- @rho@; m <- @cluster_people@; k <- @k_control@\nlag <- abs(outer(0:S, 0:S, `-`))\nbetween <- @cac@^(if (@decay_power@) lag else lag > 0)\nV <- rho * between + (1 - rho) / m * ifelse(lag == 0, 1, @person_correlation@)\nX <- outer(1:S, 0:S, function(q, j) as.numeric(j >= q))\nZ <- sweep(X, 2, colMeans(X))\nsqrt((@var_control@ + @var_treatment@) / 2 / (k * sum(diag(Z %*% solve(V, t(Z))))))",
    "gives": "se"
  },
  "saturation_r": {
    "language": "R",
    "uses": "base R",
    "code": "w <- (1 - @icc@) / @cluster_people@\nse <- sqrt(@person_variance@ * ((@icc@ * @squares@ + w * @weight@) / @weight@^2 + (@icc@ + w) / @k_control@))\nse",
    "gives": "se_effect"
  },
  "saturation_difference_r": {
    "language": "R",
    "uses": "base R",
    "code": "sqrt(@person_variance@ * (1 - @icc@) / (@cluster_people@ * @information@))",
    "gives": "se_effect"
  },
  "switchback_random_r": {
    "language": "R",
    "uses": "base R",
    "code": "K <- @blocks@; l <- @block@; m <- @carryover@; T <- K * l\nV <- @period_variance@ * @autocorrelation@^abs(outer(1:T, 1:T, `-`)) + diag(@unit_variance@, T)\nkeep <- rep(1:l > m, K); block <- rep(1:K, each = l)\nM <- t(sapply(1:K, function(k) keep * (block == k) / (l - m)))\nC <- M %*% V %*% t(M)\nsqrt(4 / K * (mean(diag(C)) - (sum(C) - sum(diag(C))) / (K * (K - 1))) / @regions@)",
    "gives": "se_effect"
  },
  "switchback_alternating_r": {
    "language": "R",
    "uses": "base R",
    "code": "K <- @blocks@; l <- @block@; m <- @carryover@; T <- K * l\nV <- @period_variance@ * @autocorrelation@^abs(outer(1:T, 1:T, `-`)) + diag(@unit_variance@, T)\nkeep <- rep(1:l > m, K); block <- rep(1:K, each = l)\nM <- t(sapply(1:K, function(k) keep * (block == k) / (l - m)))\nC <- M %*% V %*% t(M)\nw <- rep(c(2, -2) / K, K / 2)\nsqrt(sum(w * C %*% w) / @regions@)",
    "gives": "se_effect"
  },
  "switchback_weighted_r": {
    "language": "R",
    "uses": "base R",
    "code": "m <- @carryover@; T <- @periods@; y0 <- @level@; y1 <- y0 + @effect_signed@\nblock <- (1:T - 1) %/% @block@\npair <- function(t, u) {\n  c <- block[min(t, u)] - block[max(t, u) - m] + 1\n  if (c < 1) return(0)\n  cov <- @period_variance@ * @autocorrelation@^abs(t - u) + (t == u) * @unit_variance@\n  (2^c - 1) * (y1^2 + y0^2) + 2 * y1 * y0 + 2^(c + 1) * cov\n}\ns <- 0\nfor (t in (m + 1):T) for (u in (m + 1):T) s <- s + pair(t, u)\nsqrt(s / (T - m)^2 / @regions@)",
    "gives": "se_effect"
  },
  "switchback_optimal_r": {
    "language": "R",
    "uses": "base R",
    "code": "m <- @carryover@; T <- @periods@; y0 <- @level@; y1 <- y0 + @effect_signed@\nblock <- pmin(pmax((1:T - 1) %/% m - 1, 0), T / m - 3)\npair <- function(t, u) {\n  c <- block[min(t, u)] - block[max(t, u) - m] + 1\n  if (c < 1) return(0)\n  cov <- @period_variance@ * @autocorrelation@^abs(t - u) + (t == u) * @unit_variance@\n  (2^c - 1) * (y1^2 + y0^2) + 2 * y1 * y0 + 2^(c + 1) * cov\n}\ns <- 0\nfor (t in (m + 1):T) for (u in (m + 1):T) s <- s + pair(t, u)\nsqrt(s / (T - m)^2 / @regions@)",
    "gives": "se_effect"
  },
  "r_dunnett_z": {
    "language": "R",
    "uses": "base R",
    "code": "# Dunnett's critical value; given the control's noise y, comparisons are independent.\nk <- @treatments@; sides <- @sides@; alpha <- @alpha@; l2 <- @lambda_squared@\nkeep <- function(c) integrate(function(y) {\n  up <- (c - sqrt(l2) * y) / sqrt(1 - l2)\n  down <- (-c - sqrt(l2) * y) / sqrt(1 - l2)\n  dnorm(y) * (pnorm(up) - (sides == 2) * pnorm(down))^k\n}, -10, 10, rel.tol = 1e-11)$value\nuniroot(function(c) keep(c) - (1 - alpha), c(-5, 40), tol = 1e-12)$root",
    "gives": "critical_value"
  },
  "python_dunnett_z": {
    "language": "Python",
    "uses": "scipy",
    "code": "from scipy import integrate, optimize, stats\nk, sides, alpha, l2 = @treatments@, @sides@, @alpha@, @lambda_squared@\ndef keep(c):\n    def f(y):\n        up, down = (c - l2**.5 * y) / (1 - l2)**.5, (-c - l2**.5 * y) / (1 - l2)**.5\n        return stats.norm.pdf(y) * (stats.norm.cdf(up) - (sides == 2) * stats.norm.cdf(down))**k\n    return integrate.quad(f, -10, 10, epsabs=1e-12, epsrel=1e-11, limit=200)[0]\nprint(optimize.brentq(lambda c: keep(c) - (1 - alpha), -5 if sides == 1 else 0, 40, xtol=1e-11))",
    "gives": "critical_value"
  },
  "r_dunnett_t": {
    "language": "R",
    "uses": "mvtnorm",
    "code": "# Dunnett's critical value by mvtnorm, which integrates at random: good to about four digits.\nlibrary(mvtnorm); set.seed(1)\nk <- @treatments@; sides <- @sides@; l2 <- @lambda_squared@; df <- @df@\ncorr <- matrix(l2, k, k); diag(corr) <- 1\nif (k == 1) qt(1 - @alpha@ / sides, df) else\n  qmvt(1 - @alpha@, tail = if (sides == 2) \"both.tails\" else \"lower.tail\", df = if (df > 1e5) 0 else df, corr = corr,\n       algorithm = GenzBretz(maxpts = 1e6, abseps = 1e-6))$quantile",
    "gives": "critical_value"
  },
  "python_dunnett_t": {
    "language": "Python",
    "uses": "scipy",
    "code": "import numpy as np\nfrom scipy import optimize, stats\nk, sides, alpha, l2, df = @treatments@, @sides@, @alpha@, @lambda_squared@, @df@\n# Midpoints over the quantiles of the estimated spread, a grid over the control's noise.\ns = np.sqrt(stats.chi2.ppf((np.arange(4000) + .5) / 4000, df) / df)[:, None]\ny = np.linspace(-9, 9, 400)\nweight = stats.norm.pdf(y) * (y[1] - y[0])\ndef keep(c):\n    up, down = (c * s - l2**.5 * y) / (1 - l2)**.5, (-c * s - l2**.5 * y) / (1 - l2)**.5\n    return np.dot((stats.norm.cdf(up) - (sides == 2) * stats.norm.cdf(down))**k, weight).mean()\nprint(optimize.brentq(lambda c: keep(c) - (1 - alpha), -5 if sides == 1 else 0, 40))",
    "gives": "critical_value"
  },
  "r_multi_arm_power_z": {
    "language": "R",
    "uses": "base R",
    "code": "# Power of a single comparison (the hardest, where effects differ).\nc <- @critical_value@; theta <- @ncp@\npnorm(c - theta, lower.tail = FALSE) + (@sides@ == 2) * pnorm(-c - theta)",
    "gives": "power_each"
  },
  "r_multi_arm_power_t": {
    "language": "R",
    "uses": "base R",
    "code": "# Power of a single comparison (the hardest, where effects differ).\nc <- @critical_value@; theta <- @ncp@; df <- @df@\npt(c, df, theta, lower.tail = FALSE) + (@sides@ == 2) * pt(-c, df, theta)",
    "gives": "power_each"
  },
  "outcome_size_proportion_r": {
    "language": "R",
    "uses": "base R",
    "code": "V <- function(p) p * (1 - p)\ndelta <- @level_treatment@ - @level_control@\nv <- (1 - @r2@) * (1 + ((1 + @size_cv@^2) * @unit_people@ - 1) * @rho@)\n@drift_needed@^2 * v / delta^2 * (V(@level_control@) + V(@level_treatment@) / @ratio@)",
    "gives": "n_control_needed"
  },
  "outcome_size_proportion_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "V = lambda p: p * (1 - p)\ndelta = @level_treatment@ - @level_control@\nv = (1 - @r2@) * (1 + ((1 + @size_cv@**2) * @unit_people@ - 1) * @rho@)\nprint(@drift_needed@**2 * v / delta**2 * (V(@level_control@) + V(@level_treatment@) / @ratio@))",
    "gives": "n_control_needed"
  },
  "outcome_size_mean_r": {
    "language": "R",
    "uses": "base R",
    "code": "V <- function(m) @sd@^2\ndelta <- @level_treatment@ - (@level_control@)\nv <- (1 - @r2@) * (1 + ((1 + @size_cv@^2) * @unit_people@ - 1) * @rho@)\n@drift_needed@^2 * v / delta^2 * (V(@level_control@) + V(@level_treatment@) / @ratio@)",
    "gives": "n_control_needed"
  },
  "outcome_size_mean_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "V = lambda m: @sd@**2\ndelta = @level_treatment@ - (@level_control@)\nv = (1 - @r2@) * (1 + ((1 + @size_cv@**2) * @unit_people@ - 1) * @rho@)\nprint(@drift_needed@**2 * v / delta**2 * (V(@level_control@) + V(@level_treatment@) / @ratio@))",
    "gives": "n_control_needed"
  },
  "outcome_size_ratio_r": {
    "language": "R",
    "uses": "base R",
    "code": "V <- function(R) (@numerator_sd@^2 - 2 * R * (@ratio_correlation@) * @denominator_sd@ * @numerator_sd@ + R^2 * @denominator_sd@^2) / @denominator_mean@^2\ndelta <- @level_treatment@ - (@level_control@)\nv <- (1 - @r2@) * (1 + ((1 + @size_cv@^2) * @unit_people@ - 1) * @rho@)\n@drift_needed@^2 * v / delta^2 * (V(@level_control@) + V(@level_treatment@) / @ratio@)",
    "gives": "n_control_needed"
  },
  "outcome_size_ratio_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "V = lambda R: (@numerator_sd@**2 - 2 * R * (@ratio_correlation@) * @denominator_sd@ * @numerator_sd@ + R**2 * @denominator_sd@**2) / @denominator_mean@**2\ndelta = @level_treatment@ - (@level_control@)\nv = (1 - @r2@) * (1 + ((1 + @size_cv@**2) * @unit_people@ - 1) * @rho@)\nprint(@drift_needed@**2 * v / delta**2 * (V(@level_control@) + V(@level_treatment@) / @ratio@))",
    "gives": "n_control_needed"
  },
  "outcome_size_log_rate_r": {
    "language": "R",
    "uses": "base R",
    "code": "V <- function(x) 1 / (x * @exposure@) + @dispersion@\ndelta <- log(@level_treatment@ / @level_control@)\nv <- (1 - @r2@) * (1 + ((1 + @size_cv@^2) * @unit_people@ - 1) * @rho@)\n@drift_needed@^2 * v / delta^2 * (V(@level_control@) + V(@level_treatment@) / @ratio@)",
    "gives": "n_control_needed"
  },
  "outcome_size_log_rate_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "from math import log\nV = lambda x: 1 / (x * @exposure@) + @dispersion@\ndelta = log(@level_treatment@ / @level_control@)\nv = (1 - @r2@) * (1 + ((1 + @size_cv@**2) * @unit_people@ - 1) * @rho@)\nprint(@drift_needed@**2 * v / delta**2 * (V(@level_control@) + V(@level_treatment@) / @ratio@))",
    "gives": "n_control_needed"
  },
  "outcome_size_rate_r": {
    "language": "R",
    "uses": "base R",
    "code": "V <- function(x) x / @exposure@ + @dispersion@ * x^2\ndelta <- @level_treatment@ - @level_control@\nv <- (1 - @r2@) * (1 + ((1 + @size_cv@^2) * @unit_people@ - 1) * @rho@)\n@drift_needed@^2 * v / delta^2 * (V(@level_control@) + V(@level_treatment@) / @ratio@)",
    "gives": "n_control_needed"
  },
  "outcome_size_rate_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "V = lambda x: x / @exposure@ + @dispersion@ * x**2\ndelta = @level_treatment@ - @level_control@\nv = (1 - @r2@) * (1 + ((1 + @size_cv@**2) * @unit_people@ - 1) * @rho@)\nprint(@drift_needed@**2 * v / delta**2 * (V(@level_control@) + V(@level_treatment@) / @ratio@))",
    "gives": "n_control_needed"
  },
  "outcome_size_root_rate_r": {
    "language": "R",
    "uses": "base R",
    "code": "V <- function(x) (1 / @exposure@ + @dispersion@ * x) / 4\ndelta <- sqrt(@level_treatment@) - sqrt(@level_control@)\nv <- (1 - @r2@) * (1 + ((1 + @size_cv@^2) * @unit_people@ - 1) * @rho@)\n@drift_needed@^2 * v / delta^2 * (V(@level_control@) + V(@level_treatment@) / @ratio@)",
    "gives": "n_control_needed"
  },
  "outcome_size_root_rate_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "V = lambda x: (1 / @exposure@ + @dispersion@ * x) / 4\ndelta = @level_treatment@**.5 - @level_control@**.5\nv = (1 - @r2@) * (1 + ((1 + @size_cv@**2) * @unit_people@ - 1) * @rho@)\nprint(@drift_needed@**2 * v / delta**2 * (V(@level_control@) + V(@level_treatment@) / @ratio@))",
    "gives": "n_control_needed"
  },
  "outcome_ncp_proportion_r": {
    "language": "R",
    "uses": "base R",
    "code": "V <- function(p) p * (1 - p)\ndelta <- @level_treatment@ - @level_control@\nv <- (1 - @r2@) * (1 + ((1 + @size_cv@^2) * @unit_people@ - 1) * @rho@)\n(@direction@) * delta / sqrt(v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))",
    "gives": "ncp"
  },
  "outcome_ncp_proportion_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "V = lambda p: p * (1 - p)\ndelta = @level_treatment@ - @level_control@\nv = (1 - @r2@) * (1 + ((1 + @size_cv@**2) * @unit_people@ - 1) * @rho@)\nprint((@direction@) * delta / (v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))**.5)",
    "gives": "ncp"
  },
  "outcome_ncp_mean_r": {
    "language": "R",
    "uses": "base R",
    "code": "V <- function(m) @sd@^2\ndelta <- @level_treatment@ - (@level_control@)\nv <- (1 - @r2@) * (1 + ((1 + @size_cv@^2) * @unit_people@ - 1) * @rho@)\n(@direction@) * delta / sqrt(v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))",
    "gives": "ncp"
  },
  "outcome_ncp_mean_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "V = lambda m: @sd@**2\ndelta = @level_treatment@ - (@level_control@)\nv = (1 - @r2@) * (1 + ((1 + @size_cv@**2) * @unit_people@ - 1) * @rho@)\nprint((@direction@) * delta / (v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))**.5)",
    "gives": "ncp"
  },
  "outcome_ncp_ratio_r": {
    "language": "R",
    "uses": "base R",
    "code": "V <- function(R) (@numerator_sd@^2 - 2 * R * (@ratio_correlation@) * @denominator_sd@ * @numerator_sd@ + R^2 * @denominator_sd@^2) / @denominator_mean@^2\ndelta <- @level_treatment@ - (@level_control@)\nv <- (1 - @r2@) * (1 + ((1 + @size_cv@^2) * @unit_people@ - 1) * @rho@)\n(@direction@) * delta / sqrt(v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))",
    "gives": "ncp"
  },
  "outcome_ncp_ratio_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "V = lambda R: (@numerator_sd@**2 - 2 * R * (@ratio_correlation@) * @denominator_sd@ * @numerator_sd@ + R**2 * @denominator_sd@**2) / @denominator_mean@**2\ndelta = @level_treatment@ - (@level_control@)\nv = (1 - @r2@) * (1 + ((1 + @size_cv@**2) * @unit_people@ - 1) * @rho@)\nprint((@direction@) * delta / (v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))**.5)",
    "gives": "ncp"
  },
  "outcome_ncp_log_rate_r": {
    "language": "R",
    "uses": "base R",
    "code": "V <- function(x) 1 / (x * @exposure@) + @dispersion@\ndelta <- log(@level_treatment@ / @level_control@)\nv <- (1 - @r2@) * (1 + ((1 + @size_cv@^2) * @unit_people@ - 1) * @rho@)\n(@direction@) * delta / sqrt(v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))",
    "gives": "ncp"
  },
  "outcome_ncp_log_rate_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "from math import log\nV = lambda x: 1 / (x * @exposure@) + @dispersion@\ndelta = log(@level_treatment@ / @level_control@)\nv = (1 - @r2@) * (1 + ((1 + @size_cv@**2) * @unit_people@ - 1) * @rho@)\nprint((@direction@) * delta / (v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))**.5)",
    "gives": "ncp"
  },
  "outcome_ncp_rate_r": {
    "language": "R",
    "uses": "base R",
    "code": "V <- function(x) x / @exposure@ + @dispersion@ * x^2\ndelta <- @level_treatment@ - @level_control@\nv <- (1 - @r2@) * (1 + ((1 + @size_cv@^2) * @unit_people@ - 1) * @rho@)\n(@direction@) * delta / sqrt(v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))",
    "gives": "ncp"
  },
  "outcome_ncp_rate_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "V = lambda x: x / @exposure@ + @dispersion@ * x**2\ndelta = @level_treatment@ - @level_control@\nv = (1 - @r2@) * (1 + ((1 + @size_cv@**2) * @unit_people@ - 1) * @rho@)\nprint((@direction@) * delta / (v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))**.5)",
    "gives": "ncp"
  },
  "outcome_ncp_root_rate_r": {
    "language": "R",
    "uses": "base R",
    "code": "V <- function(x) (1 / @exposure@ + @dispersion@ * x) / 4\ndelta <- sqrt(@level_treatment@) - sqrt(@level_control@)\nv <- (1 - @r2@) * (1 + ((1 + @size_cv@^2) * @unit_people@ - 1) * @rho@)\n(@direction@) * delta / sqrt(v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))",
    "gives": "ncp"
  },
  "outcome_ncp_root_rate_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "V = lambda x: (1 / @exposure@ + @dispersion@ * x) / 4\ndelta = @level_treatment@**.5 - @level_control@**.5\nv = (1 - @r2@) * (1 + ((1 + @size_cv@**2) * @unit_people@ - 1) * @rho@)\nprint((@direction@) * delta / (v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))**.5)",
    "gives": "ncp"
  },
  "r_bayesian_chance": {
    "language": "R",
    "uses": "base R",
    "code": "# Posterior mean and its spread between experiments against the bar, in normal approximation.\nu <- qnorm(@threshold@)\npnorm((@posterior_mean@ - u * @posterior_sd@) / @sampling_sd@)",
    "gives": "power"
  },
  "r_bayesian_loss": {
    "language": "R",
    "uses": "base R",
    "code": "# The bar is where the expected loss of a normal posterior falls to the threshold.\nv <- @posterior_sd@\nu <- uniroot(function(u) v * (dnorm(u) - u * pnorm(-u)) - @threshold@, c(-@threshold@ / v - 1, 30), tol = 1e-12)$root\npnorm((@posterior_mean@ - u * v) / @sampling_sd@)",
    "gives": "power"
  },
  "python_bayesian_exact": {
    "language": "Python",
    "uses": "scipy",
    "code": "# Every pair of counts: does it ship, and how likely is it? Posterior chances by quadrature.\nimport numpy as np\nfrom scipy import stats\nnc, nt, pc, pt = @people_control@, @people_treatment@, @p_control@, @p_treatment@\nx, w = np.polynomial.legendre.leggauss(200)\ndef chance(c, t):\n    A = stats.beta(@prior_alpha_control@ + c, @prior_beta_control@ + nc - c)\n    B = stats.beta(@prior_alpha_treatment@ + t, @prior_beta_treatment@ + nt - t)\n    q = np.linspace(A.ppf(1e-14), A.isf(1e-14), 2)\n    p = (q[1] - q[0]) / 2 * x + (q[0] + q[1]) / 2\n    return (q[1] - q[0]) / 2 * np.sum(w * A.pdf(p) * B.sf(p))\ntotal, t = 0.0, 0\nfor c in range(int(stats.binom.ppf(1e-13, nc, pc)), int(stats.binom.isf(1e-13, nc, pc)) + 1):\n    if t == 0:  # the first boundary by bisection, the others one step after another\n        low, high = -1, nt + 1\n        while high - low > 1:\n            middle = (low + high) // 2\n            low, high = (low, middle) if chance(c, middle) >= @threshold@ else (middle, high)\n        t = high\n    while t <= nt and chance(c, t) < @threshold@:\n        t += 1\n    total += stats.binom.pmf(c, nc, pc) * stats.binom.sf(t - 1, nt, pt)\nprint(total)",
    "gives": "exact_power"
  },
  "r_uniques_power_law": {
    "language": "R",
    "uses": "base R",
    "code": "# Different people, linear between whole days.\nu <- @first_uniques@ * (0:(@run_days@ + 8))^@exponent@\napprox(0:(@run_days@ + 8), u, xout = @average_days@)$y",
    "gives": "uniques_reached"
  },
  "r_uniques_beta_geometric": {
    "language": "R",
    "uses": "base R",
    "code": "# Different people: the share of new ones falls as a beta-geometric law does.\ni <- 0:(@run_days@ + 7)\nu <- c(0, @first_uniques@ * cumsum(exp(lbeta(@a@, @b@ + i) - lbeta(@a@, @b@))))\napprox(0:(@run_days@ + 8), u, xout = @average_days@)$y",
    "gives": "uniques_reached"
  },
  "python_uniques_beta_geometric": {
    "language": "Python",
    "uses": "the standard library",
    "code": "a, b, t = @a@, @b@, @average_days@\ntotal, fresh, day = 0.0, @first_uniques@, 0\nwhile day < t:\n    total += fresh * min(1, t - day)  # linear within a day\n    fresh *= (b + day) / (a + b + day)\n    day += 1\nprint(total)",
    "gives": "uniques_reached"
  },
  "r_ratio_pearson": {
    "language": "R",
    "uses": "base R",
    "code": "print(chisq.test(@totals@, p = @planned@, rescale.p = TRUE)$p.value, digits = 12)",
    "gives": "p_value"
  },
  "python_ratio_pearson": {
    "language": "Python",
    "uses": "scipy",
    "code": "from scipy import stats\ncounts, shares = @totals@, @planned@\nprint(stats.chisquare(counts, [sum(counts) * share for share in shares], ddof=0).pvalue)",
    "gives": "p_value"
  },
  "r_ratio_binomial": {
    "language": "R",
    "uses": "base R",
    "code": "counts <- @totals@\nprint(binom.test(counts[2], sum(counts), @planned@[2])$p.value, digits = 12)",
    "gives": "exact_p_value"
  },
  "python_ratio_sequential": {
    "language": "Python",
    "uses": "scipy",
    "code": "import numpy as np\nfrom scipy.special import gammaln, logsumexp\ncounts, shares = np.array(@totals@, float), np.array(@planned@)\ndef log_bayes_factor(c):\n    return (gammaln(c) - gammaln(c + counts.sum()) + np.sum(gammaln(c * shares + counts) - gammaln(c * shares))\n            - np.sum(counts * np.log(shares)))\nconcentrations = @concentrations@ if @prior@ == \"mixture\" else [@concentration@]\nlogs = [log_bayes_factor(c) for c in concentrations]\nprint(min(1.0, float(np.exp(np.log(len(logs)) - logsumexp(logs)))))",
    "gives": "sequential_p_value"
  },
  "r_ratio_totals": {
    "language": "R",
    "uses": "base R",
    "code": "# The totals against expectations added over periods: too cautious, since these vary less than one split would.\ncounts <- @totals@; expected <- @expected@\nprint(pchisq(sum((counts - expected)^2 / expected), length(counts) - 1, lower.tail = FALSE), digits = 12)",
    "gives": "totals_p_value"
  },
  "r_ratio_plan": {
    "language": "R",
    "uses": "base R",
    "code": "planned <- @planned@; true <- @true_split@; n <- @n_total@\nw2 <- sum((true - planned)^2 / planned)\nbar <- qchisq(@alpha@, length(planned) - 1, lower.tail = FALSE)\nprint(pchisq(bar, length(planned) - 1, ncp = n * w2, lower.tail = FALSE), digits = 12)",
    "gives": "power"
  },
  "python_ratio_plan_sequential": {
    "language": "Python",
    "uses": "scipy",
    "code": "import numpy as np\nfrom scipy import stats\nplanned, true, n, c = np.array(@planned@), np.array(@true_split@), @n_total@, @concentration@\ndf = len(planned) - 1\nbar = (n + c) / n * (2 * np.log(1 / @alpha@) + df * np.log((n + c) / c))\nprint(float(stats.ncx2.sf(bar, df, n * np.sum((true - planned)**2 / planned))))",
    "gives": "power"
  },
  "python_ratio_plan_exact": {
    "language": "Python",
    "uses": "scipy",
    "code": "# Two arms: the counts that the test suspects, and their chance under the true shares.\nimport numpy as np\nfrom scipy import stats\nn, planned, true = int(@n_total@), @planned@, @true_split@\nmean, width = n * planned[1], np.sqrt(stats.chi2.isf(@alpha@, 1) * n * planned[0] * planned[1])\nlow, high = np.floor(mean - width), np.ceil(mean + width)\nprint(float(stats.binom.cdf(low, n, true[1]) + stats.binom.sf(high - 1, n, true[1])))",
    "gives": "exact_power"
  },
  "python_ratio_plan_alarm": {
    "language": "Python",
    "uses": "scipy",
    "code": "# Healthy experiments, checked every day: sums of normal days in as many dimensions as there are degrees of freedom,\n# and the density of the lengths of those not suspected yet, day by day.\nimport numpy as np\nfrom scipy import stats\ndays, df = int(@checks@), len(@planned@) - 1\nbar = stats.chi2.isf(@alpha@, df)\nx, w = np.polynomial.legendre.leggauss(160)\nalarms = stats.chi2.sf(bar, df)\nedge = np.sqrt(bar)\nnodes, weights = edge * (x + 1) / 2, edge * w / 2\ndensity = 2 * nodes * stats.chi2.pdf(nodes**2, df)\nfor day in range(2, days + 1):\n    edge = np.sqrt(bar * day)\n    alarms += float(np.sum(weights * density * stats.ncx2.sf(edge**2, df, nodes**2)))\n    new = edge * (x + 1) / 2\n    density = np.dot(2 * new[:, None] * stats.ncx2.pdf(new[:, None]**2, df, nodes**2), weights * density)\n    nodes, weights = new, edge * w / 2\nprint(alarms)",
    "gives": "false_alarm"
  }
};
