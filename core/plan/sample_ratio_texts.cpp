// SPDX-License-Identifier: Apache-2.0
#include "plan/sample_ratio_texts.hpp"

#include <array>

namespace sutva::plan {
namespace {

constexpr std::string_view pearson = "Pearson (1900), Philosophical Magazine 50:157-175; Fabijan et al. (2019), KDD";
constexpr std::string_view lindon =
    "Lindon and Malek (2022), Anytime-Valid Inference for Multinomial Count Data, NeurIPS";
constexpr std::string_view cohen =
    "Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 7";

constexpr std::array all_equations{
    Equation{"ratio_pearson", "Chi-squared of the counts against the planned shares",
             R"(X^2 = \sum_i \frac{(n_i-n\,\theta_i)^2}{n\,\theta_i},\quad p = P(\chi^2_{k-1} > X^2))",
             R"(X^2 = @chi_squared@,\quad p = P(\chi^2_{@df@} > @chi_squared@) = @p_value@)", pearson},
    Equation{
        "ratio_ramp",
        "Chi-squared where the planned shares changed: expectations and covariances are added over periods",
        R"(X^2 = d^{T} V^{-} d,\quad d = \sum_t (n_t-|n_t|\,\theta_t),\quad V = \sum_t |n_t|\left(\mathrm{diag}\,\theta_t-\theta_t\theta_t^{T}\right))",
        R"(X^2 = @chi_squared@,\quad p = P(\chi^2_{@df@} > @chi_squared@) = @p_value@)",
        "Mantel and Haenszel (1959), J. National Cancer Institute 22:719-748, with known shares"},
    Equation{"ratio_cohens_w", "Size of the mismatch", R"(w^2 = \sum_i \frac{(n_i/n-\theta_i)^2}{\theta_i})",
             R"(w^2 = @cohens_w@^2)", cohen},
    Equation{"ratio_residual", "Standardised residual of an arm; here the largest",
             R"(r_i = \frac{n_i-e_i}{v_{ii}^{1/2}},\quad v_{ii} = \sum_t |n_t|\,\theta_{ti}(1-\theta_{ti}))",
             R"(r_i = @largest_residual@)", "Haberman (1973), Biometrics 29:205-220"},
    Equation{
        "ratio_sequential", "Bayes factor of Dirichlet shares with concentration c against the planned ones",
        R"(B = \frac{\Gamma(c)}{\Gamma(c+n)}\prod_i \frac{\Gamma(c\,\theta_i+n_i)}{\Gamma(c\,\theta_i)\,\theta_i^{n_i}},\quad p = \min(1, 1/B))",
        R"(\log B = @log_bayes_factor@,\quad p = @sequential_p_value@)", lindon},
    Equation{
        "ratio_sequential_ramp",
        "Bayes factor, period by period: the prior of each is centred where the counts before it put the arms beside "
        "their plan",
        R"(B = \prod_t B_t,\quad m_{ti} \propto \theta_{ti}\,\frac{c\,\theta_{ti}+\sum_{s<t} n_{si}}{c\,\theta_{ti}+\sum_{s<t} |n_s|\,\theta_{si}},\quad p = \min_t\,(1, 1/B_t))",
        R"(\log B = @log_bayes_factor@,\quad p = @sequential_p_value@)", lindon},
    Equation{"ratio_missing", "The fewest users whose absence explains the split",
             R"(M = n\left(\max_i \frac{n_i}{e_i}-1\right))", R"(M = @n_missing@)", "Definition"},
    Equation{"ratio_plan_ncp", "Noncentrality",
             R"(\lambda = n\,w^2,\quad w^2 = \sum_i \frac{(\pi_i-\theta_i)^2}{\theta_i})",
             R"(\lambda = @n@\times @w_squared@ = @ncp@)", cohen},
    Equation{"ratio_plan_bar", "Where chi-squared falls below the threshold", R"(P(\chi^2_{k-1} > b) = \alpha)",
             R"(P(\chi^2_{@df@} > @critical_value@) = @alpha@)", cohen},
    Equation{
        "ratio_plan_bar_sequential", "Where the Bayes factor reaches 1 / threshold, in normal approximation",
        R"(b = \frac{n+c}{n}\left(2\log\frac1\alpha+(k-1)\log\frac{n+c}{c}\right))",
        R"(b = \frac{@n@+@c@}{@n@}\left(2\log\frac{1}{@alpha@}+@df@\log\frac{@n@+@c@}{@c@}\right) = @critical_value@)",
        lindon},
    Equation{"ratio_plan_power", "Power of a look at this size", R"(P(\chi^2_{k-1}(\lambda) > b))",
             R"(P(\chi^2_{@df@}(@ncp@) > @critical_value@) = @power@)", cohen},
    Equation{"ratio_plan_alarm", "Healthy experiments that some daily check suspects",
             R"(1-P\!\left(|Z_1|^2 \le b,\dots,|Z_d|^2 \le b\right),\quad \mathrm{Cor}(Z_i,Z_j) = (i/j)^{1/2})",
             R"(1-P\!\left(|Z_1|^2 \le b,\dots,|Z_{@checks@}|^2 \le b\right) = @false_alarm@)",
             "Armitage, McPherson and Rowe (1969), JRSS A 132:235-244"},
};

constexpr std::array all_snippets{
    Snippet{"r_ratio_pearson", "R", "base R",
            R"(print(chisq.test(@totals@, p = @planned@, rescale.p = TRUE)$p.value, digits = 12))", "p_value", 1e-6},
    Snippet{"python_ratio_pearson", "Python", "scipy", R"(from scipy import stats
counts, shares = @totals@, @planned@
print(stats.chisquare(counts, [sum(counts) * share for share in shares], ddof=0).pvalue))",
            "p_value", 1e-6},
    Snippet{"r_ratio_binomial", "R", "base R", R"(counts <- @totals@
print(binom.test(counts[2], sum(counts), @planned@[2])$p.value, digits = 12))",
            "exact_p_value", 1e-6},
    Snippet{"python_ratio_sequential", "Python", "scipy", R"(import numpy as np
from scipy.special import gammaln, logsumexp
counts, shares = np.array(@totals@, float), np.array(@planned@)
def log_bayes_factor(c):
    return (gammaln(c) - gammaln(c + counts.sum()) + np.sum(gammaln(c * shares + counts) - gammaln(c * shares))
            - np.sum(counts * np.log(shares)))
concentrations = @concentrations@ if @prior@ == "mixture" else [@concentration@]
logs = [log_bayes_factor(c) for c in concentrations]
print(min(1.0, float(np.exp(np.log(len(logs)) - logsumexp(logs))))))",
            "sequential_p_value", 1e-6},
    Snippet{
        "r_ratio_totals", "R", "base R",
        R"(# The totals against expectations added over periods: too cautious, since these vary less than one split would.
counts <- @totals@; expected <- @expected@
print(pchisq(sum((counts - expected)^2 / expected), length(counts) - 1, lower.tail = FALSE), digits = 12))",
        "totals_p_value", 1e-6},
    Snippet{"r_ratio_plan", "R", "base R",
            R"(planned <- @planned@; true <- @true_split@; n <- @n_total@
w2 <- sum((true - planned)^2 / planned)
bar <- qchisq(@alpha@, length(planned) - 1, lower.tail = FALSE)
print(pchisq(bar, length(planned) - 1, ncp = n * w2, lower.tail = FALSE), digits = 12))",
            "power", 1e-6},
    Snippet{"python_ratio_plan_sequential", "Python", "scipy", R"(import numpy as np
from scipy import stats
planned, true, n, c = np.array(@planned@), np.array(@true_split@), @n_total@, @concentration@
df = len(planned) - 1
bar = (n + c) / n * (2 * np.log(1 / @alpha@) + df * np.log((n + c) / c))
print(float(stats.ncx2.sf(bar, df, n * np.sum((true - planned)**2 / planned)))))",
            "power", 1e-6},
    Snippet{"python_ratio_plan_exact", "Python", "scipy",
            R"(# Two arms: the counts that the test suspects, and their chance under the true shares.
import numpy as np
from scipy import stats
n, planned, true = int(@n_total@), @planned@, @true_split@
mean, width = n * planned[1], np.sqrt(stats.chi2.isf(@alpha@, 1) * n * planned[0] * planned[1])
low, high = np.floor(mean - width), np.ceil(mean + width)
print(float(stats.binom.cdf(low, n, true[1]) + stats.binom.sf(high - 1, n, true[1]))))",
            "exact_power", 1e-6},
    Snippet{
        "python_ratio_plan_alarm", "Python", "scipy",
        R"(# Healthy experiments, checked every day: sums of normal days in as many dimensions as there are degrees of freedom,
# and the density of the lengths of those not suspected yet, day by day.
import numpy as np
from scipy import stats
days, df = int(@checks@), len(@planned@) - 1
bar = stats.chi2.isf(@alpha@, df)
x, w = np.polynomial.legendre.leggauss(160)
alarms = stats.chi2.sf(bar, df)
edge = np.sqrt(bar)
nodes, weights = edge * (x + 1) / 2, edge * w / 2
density = 2 * nodes * stats.chi2.pdf(nodes**2, df)
for day in range(2, days + 1):
    edge = np.sqrt(bar * day)
    alarms += float(np.sum(weights * density * stats.ncx2.sf(edge**2, df, nodes**2)))
    new = edge * (x + 1) / 2
    density = np.dot(2 * new[:, None] * stats.ncx2.pdf(new[:, None]**2, df, nodes**2), weights * density)
    nodes, weights = new, edge * w / 2
print(alarms))",
        "false_alarm", 1e-5},
};

}  // namespace

std::span<const Equation> sample_ratio_equations() { return all_equations; }
std::span<const Snippet> sample_ratio_snippets() { return all_snippets; }

}  // namespace sutva::plan
