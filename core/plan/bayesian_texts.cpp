// SPDX-License-Identifier: Apache-2.0
// The formulas of Bayesian plans, and code that gives their numbers elsewhere.
#include <array>

#include "plan/bayesian.hpp"

namespace sutva::plan {
namespace {

constexpr std::string_view spiegelhalter =
    "Spiegelhalter, Abrams and Myles (2004), Bayesian Approaches to Clinical Trials and Health-Care Evaluation, ch. 6";
constexpr std::string_view stucchio = "Stucchio (2015), Bayesian A/B testing at VWO";

constexpr std::array all_equations{
    Equation{
        "bayesian_posterior_shares", "Expected posterior of the difference, nearly normal",
        R"(m = \frac{n_t p_t+\alpha_t}{n_t+\alpha_t+\beta_t}-\frac{n_c p_c+\alpha_c}{n_c+\alpha_c+\beta_c})",
        R"(m = \frac{@n_treatment@\times @p_treatment@+@prior_alpha_treatment@}{@n_treatment@+@prior_alpha_treatment@+@prior_beta_treatment@}-\frac{@n_control@\times @p_control@+@prior_alpha_control@}{@n_control@+@prior_alpha_control@+@prior_beta_control@} = @posterior_mean@)",
        spiegelhalter},
    Equation{
        "bayesian_posterior_flat", "Posterior of the difference under a flat prior",
        R"(m = \delta,\quad v^2 = s^2 = \sigma^2\left(\frac{1}{n_c}+\frac{1}{n_t}\right))",
        R"(m = @posterior_mean@,\quad v^2 = @sd@^2\left(\frac{1}{@n_control@}+\frac{1}{@n_treatment@}\right) = @posterior_sd@^2)",
        spiegelhalter},
    Equation{
        "bayesian_posterior_normal", "Posterior of the difference under a normal prior",
        R"(\frac{1}{v^2} = \frac{1}{s^2}+\frac{1}{\tau^2},\quad m = v^2\left(\frac{\delta}{s^2}+\frac{\mu}{\tau^2}\right))",
        R"(\frac{1}{v^2} = \frac{1}{@se@^2}+\frac{1}{@prior_sd@^2} = \frac{1}{@posterior_sd@^2},\quad m = v^2\left(\frac{@effect_size@}{@se@^2}+\frac{@prior_mean@}{@prior_sd@^2}\right) = @posterior_mean@)",
        spiegelhalter},
    Equation{"bayesian_bar_chance", "Where the chance to beat the control reaches the threshold",
             R"(\Phi(u) = \text{threshold})", R"(\Phi(@bar@) = @threshold@)", spiegelhalter},
    Equation{"bayesian_bar_loss", "Where the expected loss falls to the threshold",
             R"(v\left(\varphi(u)-u\,\Phi(-u)\right) = \text{threshold})",
             R"(@posterior_sd@\left(\varphi(@bar@)-@bar@\times\Phi(-@bar@)\right) = @threshold@)", stucchio},
    Equation{"bayesian_ship_rate",
             "How often the posterior mean, which varies by s between experiments, clears the bar",
             R"(\Phi\!\left(\frac{m-u\,v}{s}\right))",
             R"(\Phi\!\left(\frac{@posterior_mean@-@bar@\times @posterior_sd@}{@sampling_sd@}\right) = @power@)",
             spiegelhalter},
};

constexpr std::array all_snippets{
    Snippet{"r_bayesian_chance", "R", "base R",
            R"(# Posterior mean and its spread between experiments against the bar, in normal approximation.
u <- qnorm(@threshold@)
pnorm((@posterior_mean@ - u * @posterior_sd@) / @sampling_sd@))",
            "power", 1e-6},
    Snippet{"r_bayesian_loss", "R", "base R",
            R"(# The bar is where the expected loss of a normal posterior falls to the threshold.
v <- @posterior_sd@
u <- uniroot(function(u) v * (dnorm(u) - u * pnorm(-u)) - @threshold@, c(-@threshold@ / v - 1, 30), tol = 1e-12)$root
pnorm((@posterior_mean@ - u * v) / @sampling_sd@))",
            "power", 1e-6},
    Snippet{"python_bayesian_exact", "Python", "scipy",
            R"(# Every pair of counts: does it ship, and how likely is it? Posterior chances by quadrature.
import numpy as np
from scipy import stats
nc, nt, pc, pt = @people_control@, @people_treatment@, @p_control@, @p_treatment@
x, w = np.polynomial.legendre.leggauss(200)
def chance(c, t):
    A = stats.beta(@prior_alpha_control@ + c, @prior_beta_control@ + nc - c)
    B = stats.beta(@prior_alpha_treatment@ + t, @prior_beta_treatment@ + nt - t)
    q = np.linspace(A.ppf(1e-14), A.isf(1e-14), 2)
    p = (q[1] - q[0]) / 2 * x + (q[0] + q[1]) / 2
    return (q[1] - q[0]) / 2 * np.sum(w * A.pdf(p) * B.sf(p))
total, t = 0.0, 0
for c in range(int(stats.binom.ppf(1e-13, nc, pc)), int(stats.binom.isf(1e-13, nc, pc)) + 1):
    if t == 0:  # the first boundary by bisection, the others one step after another
        low, high = -1, nt + 1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if chance(c, middle) >= @threshold@ else (middle, high)
        t = high
    while t <= nt and chance(c, t) < @threshold@:
        t += 1
    total += stats.binom.pmf(c, nc, pc) * stats.binom.sf(t - 1, nt, pt)
print(total))",
            "exact_power", 1e-6},
};

}  // namespace

std::span<const Equation> bayesian_equations() { return all_equations; }
std::span<const Snippet> bayesian_snippets() { return all_snippets; }

}  // namespace sutva::plan
