// SPDX-License-Identifier: Apache-2.0
#include "plan/sequential_texts.hpp"

#include <array>

namespace sutva::plan {
namespace {

constexpr std::string_view jennison_turnbull =
    "Jennison and Turnbull (2000), Group Sequential Methods with Applications to Clinical Trials, ch. 2, 3 and 19";

constexpr std::string_view mixture =
    "Robbins (1970), Annals of Mathematical Statistics 41:1397; Johari, Koomen, Pekelis and Walsh (2022), Operations "
    "Research 70:1806; Waudby-Smith et al. (2024), Annals of Statistics 52:2613";

constexpr std::array all{
    Equation{
        "sequential_joint", "What is seen at the looks",
        R"(Z_k = \hat\delta_k / s_k,\quad E\,Z_k = \theta\,t_k^{1/2},\quad \mathrm{Cov}(Z_j,Z_k) = (t_j/t_k)^{1/2}\ (j \le k),\quad \theta = |\delta|/s_K)",
        R"(\theta = @drift_needed@,\quad K = @look_count@)", jennison_turnbull},
    Equation{
        "sequential_spending", "Each look spends its part of the level",
        R"(P_0(\text{not stopped before } k,\ Z_k \ge c_k) = \alpha^*(t_k) - \alpha^*(t_{k-1}),\quad \alpha^*(1) = \alpha/\text{sides})",
        R"(\alpha^*(1) = @alpha_side@,\quad c_1 = @z_first@,\quad c_K = @z_last@)",
        "Lan and DeMets (1983), Biometrika 70:659"},
    Equation{
        "sequential_wang_tsiatis", "The boundary",
        R"(c_k = C\,t_k^{\Delta-1/2},\quad P_0(\text{any } Z_k \ge c_k) = \alpha/\text{sides})",
        R"(c_1 = @z_first@,\quad c_K = C = @z_last@,\quad \alpha/\text{sides} = @alpha_side@)",
        "Wang and Tsiatis (1987), Biometrics 43:193; Pocock (1977), Biometrika 64:191; O'Brien and Fleming (1979), "
        "Biometrics 35:549"},
    Equation{
        "sequential_peto", "The boundary",
        R"(c_1 = \dots = c_{K-1},\quad P_0(\text{any } Z_k \ge c_k) = \alpha/\text{sides})",
        R"(c_1 = @z_first@,\quad c_K = @z_last@,\quad \alpha/\text{sides} = @alpha_side@)",
        "Haybittle (1971), British Journal of Radiology 44:793; Peto et al. (1976), British Journal of Cancer 34:585"},
    Equation{
        "sequential_mixture", "The boundary",
        R"(c_k^2 = \left(1+\frac{\kappa}{t_k}\right)\left(\log\left(1+\frac{t_k}{\kappa}\right) - 2\log\alpha\right))",
        R"(\kappa = @kappa@,\quad \alpha = @alpha_total@,\quad c_1 = @z_first@,\quad c_K = @z_last@)", mixture},
    Equation{"sequential_mixture_one_sided", "The boundary",
             R"(c_k^2 = 2\left(1+\frac{\kappa}{t_k}\right)\log\left(1+\frac{(1+t_k/\kappa)^{1/2}}{2\alpha}\right))",
             R"(\kappa = @kappa@,\quad \alpha = @alpha_total@,\quad c_1 = @z_first@,\quad c_K = @z_last@)",
             "Howard, Ramdas, McAuliffe and Sekhon (2021), Annals of Statistics 49:1055, (3.7)"},
    Equation{
        "sequential_size_proportion", "People in control, at most",
        R"(n_c = \frac{\theta^2}{\delta^2}\left(p_c(1-p_c)+\frac{p_t(1-p_t)}{r}\right))",
        R"(n_c = \frac{@drift_needed@^2}{@effect_size@^2}\left(@p_control@(1-@p_control@)+\frac{@p_treatment@(1-@p_treatment@)}{@ratio@}\right) = @n_control_needed@)",
        jennison_turnbull},
    Equation{
        "sequential_size_mean", "People in control, at most",
        R"(n_c = \frac{\theta^2\sigma^2}{\delta^2}\left(1+\frac{1}{r}\right))",
        R"(n_c = \frac{@drift_needed@^2\times @sd@^2}{@effect_size@^2}\left(1+\frac{1}{@ratio@}\right) = @n_control_needed@)",
        jennison_turnbull},
    Equation{"sequential_inflation", "What the looks cost at most", R"(R = \theta^2/\theta_1^2)",
             R"(R = @drift_needed@^2/@drift_fixed@^2 = @inflation@)", jennison_turnbull},
    Equation{"sequential_expected", "Expected people", R"(E\,N = \sum_{k=1}^{K} n_k\,P_\theta(\text{ends at look } k))",
             R"(E\,N = @expected_n@)", jennison_turnbull},
    Equation{
        "interim_rest", "What is still to come",
        R"(B(t) = Z\,t^{1/2},\quad B(u)-B(t) \sim N\left(\theta(u-t),\ u-t\right),\quad \mathrm{CP} = P_\theta(\text{some later } Z_j \ge c_j))",
        R"(t = @information_seen@,\quad Z = @z_planned_direction@,\quad \theta = @drift_planned@,\quad \mathrm{CP} = @power_rest@)",
        "Lan, Simon and Halperin (1982), Sequential Analysis 1:207"},
    Equation{"interim_predictive", "The same when the effect is not known",
             R"(\theta \sim N\left(Z/t^{1/2},\ 1/t\right),\quad \mathrm{PP} = E\,\mathrm{CP}(\theta))",
             R"(\theta \sim N\left(@drift_trend@,\ 1/@information_seen@\right),\quad \mathrm{PP} = @power_predicted@)",
             "Spiegelhalter, Freedman and Blackburn (1986), Controlled Clinical Trials 7:8"},
    Equation{"interim_repeated", "Repeated confidence interval", R"(\hat\delta \pm c_k\,s_k)",
             R"(@effect_now@ \pm @z_now@\times @se_now@)", "Jennison and Turnbull (1989), JRSS B 51:305"},
    Equation{"interim_stagewise", "p-value of an experiment that ends here",
             R"(p = P_0(\text{rejects at an earlier look, or } Z_k \ge z\text{; two-sided: twice the smaller tail}))",
             R"(p = @p_stagewise@)", "Tsiatis, Rosner and Mehta (1984), Biometrics 40:797"},
};

constexpr double rpact_tolerance = 1e-4;

// The code of every boundary but for what names its shape; a macro, since literals alone join into a constant.
#define SUTVA_RPACT(shape)                                                                                 \
  "library(rpact)\n"                                                                                       \
  "d <- getDesignGroupSequential(kMax = @look_count@, alpha = @alpha_total@, sided = @tails@, beta = 1 - " \
  "@power_asked@,\n"                                                                                       \
  "                              typeOfDesign = " shape                                                    \
  ", twoSidedPower = @tails@ == 2)\n"                                                                      \
  "print(d$criticalValues)\n"                                                                              \
  "sqrt(getDesignCharacteristics(d)$shift)"

constexpr std::array code{
    Snippet{"sequential_rpact_asof", "R", "rpact", SUTVA_RPACT(R"("asOF")"), "drift_needed", rpact_tolerance},
    Snippet{"sequential_rpact_asp", "R", "rpact", SUTVA_RPACT(R"("asP")"), "drift_needed", rpact_tolerance},
    Snippet{"sequential_rpact_askd", "R", "rpact", SUTVA_RPACT(R"("asKD", gammaA = @rho@)"), "drift_needed",
            rpact_tolerance},
    Snippet{"sequential_rpact_ashsd", "R", "rpact", SUTVA_RPACT(R"("asHSD", gammaA = @gamma@)"), "drift_needed",
            rpact_tolerance},
    Snippet{"sequential_rpact_wt", "R", "rpact", SUTVA_RPACT(R"("WT", deltaWT = @delta_shape@)"), "drift_needed",
            rpact_tolerance},
    Snippet{"sequential_rpact_hp", "R", "rpact", SUTVA_RPACT(R"("HP", constantBoundsHP = @peto_z@)"), "drift_needed",
            rpact_tolerance},
    Snippet{"always_valid_r", "R", "base R",
            R"(t <- (1:@look_count@) / @look_count@; k <- @kappa@; alpha <- @alpha_total@
z <- sqrt((1 + k / t) * (log(1 + t / k) - 2 * log(alpha)))
z[@look_count@])",
            "z_last", 1e-6},
    Snippet{"always_valid_python", "Python", "the standard library",
            R"(from math import log
looks, k, alpha = @look_count@, @kappa@, @alpha_total@
for t in (i / looks for i in range(1, looks + 1)):
    print(((1 + k / t) * (log(1 + t / k) - 2 * log(alpha))) ** 0.5))",
            "z_last", 1e-9},
    Snippet{"interim_r", "R", "base R",
            R"(t <- @information_seen@; b <- @z_planned_direction@ * sqrt(t)
pnorm((b + @drift_planned@ * (1 - t) - @z_last@) / sqrt(1 - t)))",
            "power_rest", 1e-6},
    Snippet{"interim_python", "Python", "the standard library",
            R"(from statistics import NormalDist
t = @information_seen@
b = @z_planned_direction@ * t ** 0.5
print(NormalDist().cdf((b + @drift_planned@ * (1 - t) - @z_last@) / (1 - t) ** 0.5)))",
            "power_rest", 1e-7},
};

#undef SUTVA_RPACT

}  // namespace

std::span<const Equation> sequential_equations() { return all; }
std::span<const Snippet> sequential_snippets() { return code; }

}  // namespace sutva::plan
