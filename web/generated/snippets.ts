// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate.mjs from the descriptions in core/. Do not edit.

export interface Snippet {
  language: 'R' | 'Python';
  /** The package that does it. */
  uses: string;
  /** @name@ stands for a field of the request, a field of the result or a term. */
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
    "code": "library(rpact)\nd <- getDesignGroupSequential(kMax = @look_count@, alpha = @alpha_total@, sided = @tails@, beta = @beta@,\n                              typeOfDesign = \"asOF\", twoSidedPower = @tails@ == 2)\nprint(d$criticalValues)\nsqrt(getDesignCharacteristics(d)$shift)",
    "gives": "drift_needed"
  },
  "sequential_rpact_asp": {
    "language": "R",
    "uses": "rpact",
    "code": "library(rpact)\nd <- getDesignGroupSequential(kMax = @look_count@, alpha = @alpha_total@, sided = @tails@, beta = @beta@,\n                              typeOfDesign = \"asP\", twoSidedPower = @tails@ == 2)\nprint(d$criticalValues)\nsqrt(getDesignCharacteristics(d)$shift)",
    "gives": "drift_needed"
  },
  "sequential_rpact_askd": {
    "language": "R",
    "uses": "rpact",
    "code": "library(rpact)\nd <- getDesignGroupSequential(kMax = @look_count@, alpha = @alpha_total@, sided = @tails@, beta = @beta@,\n                              typeOfDesign = \"asKD\", gammaA = @rho@, twoSidedPower = @tails@ == 2)\nprint(d$criticalValues)\nsqrt(getDesignCharacteristics(d)$shift)",
    "gives": "drift_needed"
  },
  "sequential_rpact_ashsd": {
    "language": "R",
    "uses": "rpact",
    "code": "library(rpact)\nd <- getDesignGroupSequential(kMax = @look_count@, alpha = @alpha_total@, sided = @tails@, beta = @beta@,\n                              typeOfDesign = \"asHSD\", gammaA = @gamma@, twoSidedPower = @tails@ == 2)\nprint(d$criticalValues)\nsqrt(getDesignCharacteristics(d)$shift)",
    "gives": "drift_needed"
  },
  "sequential_rpact_wt": {
    "language": "R",
    "uses": "rpact",
    "code": "library(rpact)\nd <- getDesignGroupSequential(kMax = @look_count@, alpha = @alpha_total@, sided = @tails@, beta = @beta@,\n                              typeOfDesign = \"WT\", deltaWT = @delta_shape@, twoSidedPower = @tails@ == 2)\nprint(d$criticalValues)\nsqrt(getDesignCharacteristics(d)$shift)",
    "gives": "drift_needed"
  },
  "sequential_rpact_hp": {
    "language": "R",
    "uses": "rpact",
    "code": "library(rpact)\nd <- getDesignGroupSequential(kMax = @look_count@, alpha = @alpha_total@, sided = @tails@, beta = @beta@,\n                              typeOfDesign = \"HP\", constantBoundsHP = @peto_z@, twoSidedPower = @tails@ == 2)\nprint(d$criticalValues)\nsqrt(getDesignCharacteristics(d)$shift)",
    "gives": "drift_needed"
  },
  "cluster_t_r": {
    "language": "R",
    "uses": "base R",
    "code": "f <- (1 - @icc@) / @cluster_people@ + (1 + @cv@^2) * @icc@ * (1 - @explained@)\nse <- sqrt(f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@))\nt <- qt(@alpha@ / @tails@, @df@, lower.tail = FALSE)\npt(t, @df@, @effect_size@ / se, lower.tail = FALSE) + (@tails@ == 2) * pt(-t, @df@, @effect_size@ / se)",
    "gives": "power"
  },
  "cluster_z_r": {
    "language": "R",
    "uses": "base R",
    "code": "f <- (1 - @icc@) / @cluster_people@ + (1 + @cv@^2) * @icc@ * (1 - @explained@)\nse <- sqrt(f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@))\nz <- qnorm(@alpha@ / @tails@, lower.tail = FALSE)\npnorm(@effect_size@ / se - z) + (@tails@ == 2) * pnorm(-@effect_size@ / se - z)",
    "gives": "power"
  },
  "cluster_t_python": {
    "language": "Python",
    "uses": "scipy",
    "code": "from scipy.stats import t, nct\nf = (1 - @icc@) / @cluster_people@ + (1 + @cv@**2) * @icc@ * (1 - @explained@)\nse = (f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@)) ** .5\nq, d = t.isf(@alpha@ / @tails@, @df@), @effect_size@ / se\nprint(nct.sf(q, @df@, d) + (nct.cdf(-q, @df@, d) if @tails@ == 2 else 0))",
    "gives": "power"
  },
  "cluster_z_python": {
    "language": "Python",
    "uses": "the standard library",
    "code": "from statistics import NormalDist\nf = (1 - @icc@) / @cluster_people@ + (1 + @cv@**2) * @icc@ * (1 - @explained@)\nse = (f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@)) ** .5\nphi, z = NormalDist().cdf, -NormalDist().inv_cdf(@alpha@ / @tails@)\nprint(phi(@effect_size@ / se - z) + (phi(-@effect_size@ / se - z) if @tails@ == 2 else 0))",
    "gives": "power"
  },
  "cluster_taylor_r": {
    "language": "R",
    "uses": "base R",
    "code": "b <- @icc@ * (1 - @explained@); g <- b + (1 - @icc@) / @cluster_people@; l <- b / g\nf <- g / (1 - @cv@^2 * l * (1 - l))\nsqrt(f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@))",
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
    "code": "S <- @steps@; rho <- @icc@; m <- @cluster_people@; k <- @k_control@\nlag <- abs(outer(0:S, 0:S, `-`))\nbetween <- @cac@^(if (@decay_power@) lag else lag > 0)\nV <- rho * between + (1 - rho) / m * ifelse(lag == 0, 1, @iac@)\nX <- outer(1:S, 0:S, function(q, j) as.numeric(j >= q))\nZ <- sweep(X, 2, colMeans(X))\nsqrt((@var_control@ + @var_treatment@) / 2 / (k * sum(diag(Z %*% solve(V, t(Z))))))",
    "gives": "se"
  }
};
