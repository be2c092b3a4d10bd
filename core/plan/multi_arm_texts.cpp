// SPDX-License-Identifier: Apache-2.0
// The formulas of plans with several treatments, and code that gives their numbers elsewhere.
#include <array>

#include "plan/multi_arm.hpp"

namespace sutva::plan {
namespace {

constexpr std::string_view dunnett = "Dunnett (1955), JASA 50:1096-1121; Dunnett (1964), Biometrics 20:482-491";
constexpr std::string_view bretz = "Bretz, Hothorn and Westfall (2010), Multiple Comparisons Using R, ch. 2 and 4";

constexpr std::array all_equations{
    Equation{
        "multi_arm_ncp_proportion", "Expected statistic of a treatment against the control",
        R"(\theta^2 = \frac{(p_i-p_0)^2}{p_0(1-p_0)/n_0+p_i(1-p_i)/n})",
        R"(\theta^2 = \frac{@effect_size@^2}{@p_control@\,(1-@p_control@)/@n_control@+@p_treatment@\,(1-@p_treatment@)/@n_treatment@} = @ncp@^2)",
        "Chow, Shao and Wang (2008), Sample Size Calculations in Clinical Research, 2nd ed., ch. 4"},
    Equation{
        "multi_arm_ncp_mean", "Expected statistic and degrees of freedom, the variance pooled over all arms",
        R"(\theta^2 = \frac{\delta^2}{\sigma^2\left(1/n_0+1/n\right)},\quad \nu = n_0+k\,n-k-1)",
        R"(\theta^2 = \frac{@effect_size@^2}{@sd@^2\left(1/@n_control@+1/@n_treatment@\right)} = @ncp@^2,\quad \nu = @df@)",
        dunnett},
    Equation{"multi_arm_correlation", "Correlation of two comparisons, from the control they share",
             R"(\lambda^2 = \frac{n}{n_0+n})",
             R"(\lambda^2 = \frac{@n_treatment@}{@n_control@+@n_treatment@} = @lambda_squared@)", dunnett},
    Equation{"multi_arm_uncorrected", "Critical value without a correction", R"(c = q_{1-\alpha/s})",
             R"(c = q_{1-@alpha@/@sides@} = @critical_value@)", "Definition"},
    Equation{"multi_arm_bonferroni", "Critical value, Bonferroni", R"(c = q_{1-\alpha/(s\,k)})",
             R"(c = q_{1-@alpha@/(@sides@\times @k@)} = @critical_value@)", bretz},
    Equation{
        "multi_arm_sidak", "Critical value, Šidák", R"(c = q_{1-\alpha_1/s},\quad \alpha_1 = 1-(1-\alpha)^{1/k})",
        R"(c = q_{1-@alpha_per_comparison@/@sides@} = @critical_value@,\quad \alpha_1 = 1-(1-@alpha@)^{1/@k@} = @alpha_per_comparison@)",
        "Šidák (1967), JASA 62:626-633"},
    Equation{"multi_arm_holm", "Critical value of Holm's first step", R"(c = q_{1-\alpha/(s\,k)})",
             R"(c = q_{1-@alpha@/(@sides@\times @k@)} = @critical_value@)",
             "Holm (1979), Scandinavian Journal of Statistics 6:65-70"},
    Equation{"multi_arm_dunnett",
             "Critical value, Dunnett: no false positive among all comparisons (two-sided: of either sign)",
             R"(P\!\left(\max_i T_i \le c \mid \theta = 0\right) = 1-\alpha)",
             R"(P\!\left(\max_i T_i \le @critical_value@ \mid \theta = 0\right) = 1-@alpha@)", dunnett},
    Equation{"multi_arm_power_each", "Power of each comparison (two-sided: either sign counts)",
             R"(P\!\left(T_i > c \mid \theta\right))",
             R"(P\!\left(T_i > @critical_value@ \mid \theta = @ncp@\right) = @power_each@)", bretz},
    Equation{
        "multi_arm_power_any", "Power of at least one comparison (two-sided: either sign counts)",
        R"(1-P\!\left(T_1 \le c,\dots,T_k \le c \mid \theta\right))",
        R"(1-P\!\left(T_1 \le @critical_value@,\dots,T_{@k@} \le @critical_value@ \mid \theta\right) = @power_any@)",
        bretz},
    Equation{"multi_arm_power_all", "Power of all comparisons together (two-sided: either sign counts)",
             R"(P\!\left(T_1 > c,\dots,T_k > c \mid \theta\right))",
             R"(P\!\left(T_1 > @critical_value@,\dots,T_{@k@} > @critical_value@ \mid \theta\right) = @power_all@)",
             bretz},
};

constexpr std::array all_snippets{
    Snippet{"r_dunnett_z", "R", "base R",
            R"(# Dunnett's critical value; given the control's noise y, comparisons are independent.
k <- @treatments@; sides <- @sides@; alpha <- @alpha@; l2 <- @lambda_squared@
keep <- function(c) integrate(function(y) {
  up <- (c - sqrt(l2) * y) / sqrt(1 - l2)
  down <- (-c - sqrt(l2) * y) / sqrt(1 - l2)
  dnorm(y) * (pnorm(up) - (sides == 2) * pnorm(down))^k
}, -10, 10, rel.tol = 1e-11)$value
uniroot(function(c) keep(c) - (1 - alpha), c(-5, 40), tol = 1e-12)$root)",
            "critical_value", 1e-6},
    Snippet{"python_dunnett_z", "Python", "scipy", R"(from scipy import integrate, optimize, stats
k, sides, alpha, l2 = @treatments@, @sides@, @alpha@, @lambda_squared@
def keep(c):
    def f(y):
        up, down = (c - l2**.5 * y) / (1 - l2)**.5, (-c - l2**.5 * y) / (1 - l2)**.5
        return stats.norm.pdf(y) * (stats.norm.cdf(up) - (sides == 2) * stats.norm.cdf(down))**k
    return integrate.quad(f, -10, 10, epsabs=1e-12, epsrel=1e-11, limit=200)[0]
print(optimize.brentq(lambda c: keep(c) - (1 - alpha), -5 if sides == 1 else 0, 40, xtol=1e-11)))",
            "critical_value", 1e-6},
    Snippet{"r_dunnett_t", "R", "mvtnorm",
            R"(# Dunnett's critical value by mvtnorm, which integrates at random: good to about four digits.
library(mvtnorm); set.seed(1)
k <- @treatments@; sides <- @sides@; l2 <- @lambda_squared@; df <- @df@
corr <- matrix(l2, k, k); diag(corr) <- 1
if (k == 1) qt(1 - @alpha@ / sides, df) else
  qmvt(1 - @alpha@, tail = if (sides == 2) "both.tails" else "lower.tail", df = if (df > 1e5) 0 else df, corr = corr,
       algorithm = GenzBretz(maxpts = 1e6, abseps = 1e-6))$quantile)",
            "critical_value", 2e-3},
    Snippet{"python_dunnett_t", "Python", "scipy", R"(import numpy as np
from scipy import optimize, stats
k, sides, alpha, l2, df = @treatments@, @sides@, @alpha@, @lambda_squared@, @df@
# Midpoints over the quantiles of the estimated spread, a grid over the control's noise.
s = np.sqrt(stats.chi2.ppf((np.arange(4000) + .5) / 4000, df) / df)[:, None]
y = np.linspace(-9, 9, 400)
weight = stats.norm.pdf(y) * (y[1] - y[0])
def keep(c):
    up, down = (c * s - l2**.5 * y) / (1 - l2)**.5, (-c * s - l2**.5 * y) / (1 - l2)**.5
    return np.dot((stats.norm.cdf(up) - (sides == 2) * stats.norm.cdf(down))**k, weight).mean()
print(optimize.brentq(lambda c: keep(c) - (1 - alpha), -5 if sides == 1 else 0, 40)))",
            "critical_value", 1e-3},
    Snippet{"r_multi_arm_power_z", "R", "base R", R"(# Power of a single comparison (the hardest, where effects differ).
c <- @critical_value@; theta <- @ncp@
pnorm(c - theta, lower.tail = FALSE) + (@sides@ == 2) * pnorm(-c - theta))",
            "power_each", 1e-6},
    Snippet{"r_multi_arm_power_t", "R", "base R", R"(# Power of a single comparison (the hardest, where effects differ).
c <- @critical_value@; theta <- @ncp@; df <- @df@
pt(c, df, theta, lower.tail = FALSE) + (@sides@ == 2) * pt(-c, df, theta))",
            "power_each", 1e-6},
};

}  // namespace

std::span<const Equation> multi_arm_equations() { return all_equations; }
std::span<const Snippet> multi_arm_snippets() { return all_snippets; }

}  // namespace sutva::plan
