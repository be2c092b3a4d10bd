// SPDX-License-Identifier: Apache-2.0
// Formulas and code for outcomes of plans with looks or several treatments.
#include <array>

#include "plan/outcome_parts.hpp"

namespace sutva::plan {
namespace {

constexpr std::string_view chow =
    "Chow, Shao and Wang (2008), Sample Size Calculations in Clinical Research, 2nd ed., ch. 4";
constexpr std::string_view deng = "Deng, Knoblich and Lu (2018), Applying the Delta Method in Metric Analytics, KDD";
constexpr std::string_view zhu = "Zhu and Lakkis (2014), Statistics in Medicine 33:376-387, method 2";
constexpr std::string_view gu = "Gu, Ng, Tang and Schucany (2008), Biometrical Journal 50:283-298";
constexpr std::string_view huffman = "Huffman (1984), Applied Statistics 33:224-226";
constexpr std::string_view cuped =
    "Deng, Xu, Kohavi and Walker (2013), Improving the Sensitivity of Online Controlled Experiments (CUPED), WSDM";
constexpr std::string_view eldridge =
    "Eldridge, Ashby and Kerry (2006), International Journal of Epidemiology 35:1292-1300";
constexpr std::string_view jennison_turnbull =
    "Jennison and Turnbull (2000), Group Sequential Methods with Applications to Clinical Trials, ch. 2, 3 and 19";

constexpr std::array all{
    Equation{
        "outcome_variance_proportion", "Effect, and the variance between people of an arm",
        R"(\delta = p_t-p_c,\quad V_a = p_a\,(1-p_a))",
        R"(|\delta| = |@level_treatment@-@level_control@| = @effect_size@,\quad V_c = @level_control@\,(1-@level_control@) = @var_control@,\quad V_t = @var_treatment@)",
        chow},
    Equation{
        "outcome_variance_mean", "Effect, and the variance between people of an arm",
        R"(\delta = \mu_t-\mu_c,\quad V_a = \sigma^2)",
        R"(|\delta| = |@level_treatment@-(@level_control@)| = @effect_size@,\quad V_c = V_t = @sd@^2 = @var_control@)",
        chow},
    Equation{
        "outcome_variance_ratio", "Effect, and the variance of one person's part in the ratio (delta method)",
        R"(\delta = R_t-R_c,\quad V_a = \frac{\sigma_y^2-2R_a\rho\,\sigma_x\sigma_y+R_a^2\sigma_x^2}{\mu_x^2})",
        R"(|\delta| = |@level_treatment@-(@level_control@)| = @effect_size@,\quad V_c = \frac{@numerator_sd@^2-2\times @level_control@\times @ratio_correlation@\times @denominator_sd@\times @numerator_sd@+@level_control@^2\times @denominator_sd@^2}{@denominator_mean@^2} = @var_control@,\quad V_t = @var_treatment@)",
        deng},
    Equation{
        "outcome_variance_log_rate", "Log rate ratio, and the variance of one person's part in it",
        R"(\delta = \log\frac{\lambda_t}{\lambda_c},\quad V_a = \frac{1}{\lambda_a e}+k)",
        R"(|\delta| = |\log(@level_treatment@/@level_control@)| = @effect_size@,\quad V_c = \frac{1}{@level_control@\times @exposure@}+@dispersion@ = @var_control@,\quad V_t = @var_treatment@)",
        zhu},
    Equation{
        "outcome_variance_rate", "Rate difference, and the variance of one person's rate",
        R"(\delta = \lambda_t-\lambda_c,\quad V_a = \frac{\lambda_a}{e}+k\,\lambda_a^2)",
        R"(|\delta| = |@level_treatment@-@level_control@| = @effect_size@,\quad V_c = \frac{@level_control@}{@exposure@}+@dispersion@\times @level_control@^2 = @var_control@,\quad V_t = @var_treatment@)",
        gu},
    Equation{
        "outcome_variance_root_rate",
        "Difference of the rates' square roots, and the variance of one person's part in it",
        R"(\delta = \lambda_t^{1/2}-\lambda_c^{1/2},\quad V_a = \frac{1}{4}\left(\frac{1}{e}+k\,\lambda_a\right))",
        R"(|\delta| = |@level_treatment@^{1/2}-@level_control@^{1/2}| = @effect_size@,\quad V_c = \frac{1}{4}\left(\frac{1}{@exposure@}+@dispersion@\times @level_control@\right) = @var_control@,\quad V_t = @var_treatment@)",
        huffman},
    Equation{"outcome_multiple_none", "What the variance is multiplied with", R"(v = 1)",
             R"(v = @variance_multiple@,\ \text{without covariates and clusters})", chow},
    Equation{"outcome_multiple_covariates", "What the covariates leave of the variance", R"(v = 1-R^2)",
             R"(v = 1-@r2@ = @variance_multiple@)", cuped},
    Equation{"outcome_multiple_clusters", "What clusters multiply the variance with: the design effect",
             R"(v = 1+\left((1+cv^2)\,m-1\right)\rho)",
             R"(v = 1+\left((1+@size_cv@^2)\times @unit_people@-1\right)\times @rho@ = @variance_multiple@)", eldridge},
    Equation{"outcome_design_effect", "Design effect of the clusters", R"(D = 1+\left((1+cv^2)\,m-1\right)\rho)",
             R"(D = 1+\left((1+@size_cv@^2)\times @unit_people@-1\right)\times @rho@ = @design_effect@)", eldridge},
    Equation{"outcome_multiple_both", "What covariates and clusters make of the variance", R"(v = (1-R^2)\,D)",
             R"(v = (1-@r2@)\times @design_effect@ = @variance_multiple@)", cuped},
    Equation{
        "outcome_size", "People in control, at most",
        R"(n_c = \frac{\theta^2\,v}{\delta^2}\left(V_c+\frac{V_t}{r}\right))",
        R"(n_c = \frac{@drift_needed@^2\times @variance_multiple@}{@effect_size@^2}\left(@var_control@+\frac{@var_treatment@}{@ratio@}\right) = @n_control_needed@)",
        jennison_turnbull},
    Equation{"outcome_clusters", "Clusters in control, at most", R"(k_c = \frac{n_c}{m})",
             R"(k_c = \frac{@n_control_needed@}{@unit_people@} = @clusters_needed@)", eldridge},
    Equation{
        "outcome_ncp", "Expected statistic of a treatment against the control",
        R"(\theta^2 = \frac{\delta^2}{v\left(V_c/n_0+V_t/n\right)})",
        R"(\theta^2 = \frac{@effect_size@^2}{@variance_multiple@\left(@var_control@/@n_control@+@var_treatment@/@n_treatment@\right)} = @ncp@^2)",
        chow},
    Equation{"outcome_df", "Degrees of freedom: what is randomised, less arms", R"(\nu = u_0+k\,u-k-1)",
             R"(\nu = @units_control@+@k@\times @units_treatment@-@k@-1 = @df@)",
             "Donner and Klar (2000), Design and Analysis of Cluster Randomization Trials in Health Research, ch. 5"},
};

// What the code does with a person's variance V and the effect delta; macros, since literals alone join into a
// constant.
#define SUTVA_MULTIPLE_R "v <- (1 - @r2@) * (1 + ((1 + @size_cv@^2) * @unit_people@ - 1) * @rho@)\n"
#define SUTVA_MULTIPLE_PYTHON "v = (1 - @r2@) * (1 + ((1 + @size_cv@**2) * @unit_people@ - 1) * @rho@)\n"
#define SUTVA_SIZE_R \
  SUTVA_MULTIPLE_R   \
  "@drift_needed@^2 * v / delta^2 * (V(@level_control@) + V(@level_treatment@) / @ratio@)"
#define SUTVA_SIZE_PYTHON \
  SUTVA_MULTIPLE_PYTHON   \
  "print(@drift_needed@**2 * v / delta**2 * (V(@level_control@) + V(@level_treatment@) / @ratio@))"
#define SUTVA_NCP_R \
  SUTVA_MULTIPLE_R  \
  "(@direction@) * delta / sqrt(v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))"
#define SUTVA_NCP_PYTHON \
  SUTVA_MULTIPLE_PYTHON  \
  "print((@direction@) * delta / (v * (V(@level_control@) / @n_control@ + V(@level_treatment@) / @n_treatment@))**.5)"

constexpr std::array code{
    Snippet{"outcome_size_proportion_r", "R", "base R",
            "V <- function(p) p * (1 - p)\ndelta <- @level_treatment@ - @level_control@\n" SUTVA_SIZE_R,
            "n_control_needed"},
    Snippet{"outcome_size_proportion_python", "Python", "the standard library",
            "V = lambda p: p * (1 - p)\ndelta = @level_treatment@ - @level_control@\n" SUTVA_SIZE_PYTHON,
            "n_control_needed"},
    Snippet{"outcome_size_mean_r", "R", "base R",
            "V <- function(m) @sd@^2\ndelta <- @level_treatment@ - (@level_control@)\n" SUTVA_SIZE_R,
            "n_control_needed"},
    Snippet{"outcome_size_mean_python", "Python", "the standard library",
            "V = lambda m: @sd@**2\ndelta = @level_treatment@ - (@level_control@)\n" SUTVA_SIZE_PYTHON,
            "n_control_needed"},
    Snippet{
        "outcome_size_ratio_r", "R", "base R",
        "V <- function(R) (@numerator_sd@^2 - 2 * R * (@ratio_correlation@) * @denominator_sd@ * @numerator_sd@ + R^2 "
        "* @denominator_sd@^2) / @denominator_mean@^2\ndelta <- @level_treatment@ - (@level_control@)\n" SUTVA_SIZE_R,
        "n_control_needed"},
    Snippet{"outcome_size_ratio_python", "Python", "the standard library",
            "V = lambda R: (@numerator_sd@**2 - 2 * R * (@ratio_correlation@) * @denominator_sd@ * @numerator_sd@ + "
            "R**2 * @denominator_sd@**2) / @denominator_mean@**2\ndelta = @level_treatment@ - "
            "(@level_control@)\n" SUTVA_SIZE_PYTHON,
            "n_control_needed"},
    Snippet{"outcome_size_log_rate_r", "R", "base R",
            "V <- function(x) 1 / (x * @exposure@) + @dispersion@\ndelta <- log(@level_treatment@ / "
            "@level_control@)\n" SUTVA_SIZE_R,
            "n_control_needed"},
    Snippet{"outcome_size_log_rate_python", "Python", "the standard library",
            "from math import log\nV = lambda x: 1 / (x * @exposure@) + @dispersion@\ndelta = log(@level_treatment@ / "
            "@level_control@)\n" SUTVA_SIZE_PYTHON,
            "n_control_needed"},
    Snippet{"outcome_size_rate_r", "R", "base R",
            "V <- function(x) x / @exposure@ + @dispersion@ * x^2\ndelta <- @level_treatment@ - "
            "@level_control@\n" SUTVA_SIZE_R,
            "n_control_needed"},
    Snippet{"outcome_size_rate_python", "Python", "the standard library",
            "V = lambda x: x / @exposure@ + @dispersion@ * x**2\ndelta = @level_treatment@ - "
            "@level_control@\n" SUTVA_SIZE_PYTHON,
            "n_control_needed"},
    Snippet{"outcome_size_root_rate_r", "R", "base R",
            "V <- function(x) (1 / @exposure@ + @dispersion@ * x) / 4\ndelta <- sqrt(@level_treatment@) - "
            "sqrt(@level_control@)\n" SUTVA_SIZE_R,
            "n_control_needed"},
    Snippet{"outcome_size_root_rate_python", "Python", "the standard library",
            "V = lambda x: (1 / @exposure@ + @dispersion@ * x) / 4\ndelta = @level_treatment@**.5 - "
            "@level_control@**.5\n" SUTVA_SIZE_PYTHON,
            "n_control_needed"},
    Snippet{"outcome_ncp_proportion_r", "R", "base R",
            "V <- function(p) p * (1 - p)\ndelta <- @level_treatment@ - @level_control@\n" SUTVA_NCP_R, "ncp"},
    Snippet{"outcome_ncp_proportion_python", "Python", "the standard library",
            "V = lambda p: p * (1 - p)\ndelta = @level_treatment@ - @level_control@\n" SUTVA_NCP_PYTHON, "ncp"},
    Snippet{"outcome_ncp_mean_r", "R", "base R",
            "V <- function(m) @sd@^2\ndelta <- @level_treatment@ - (@level_control@)\n" SUTVA_NCP_R, "ncp"},
    Snippet{"outcome_ncp_mean_python", "Python", "the standard library",
            "V = lambda m: @sd@**2\ndelta = @level_treatment@ - (@level_control@)\n" SUTVA_NCP_PYTHON, "ncp"},
    Snippet{
        "outcome_ncp_ratio_r", "R", "base R",
        "V <- function(R) (@numerator_sd@^2 - 2 * R * (@ratio_correlation@) * @denominator_sd@ * @numerator_sd@ + R^2 "
        "* @denominator_sd@^2) / @denominator_mean@^2\ndelta <- @level_treatment@ - (@level_control@)\n" SUTVA_NCP_R,
        "ncp"},
    Snippet{"outcome_ncp_ratio_python", "Python", "the standard library",
            "V = lambda R: (@numerator_sd@**2 - 2 * R * (@ratio_correlation@) * @denominator_sd@ * @numerator_sd@ + "
            "R**2 * @denominator_sd@**2) / @denominator_mean@**2\ndelta = @level_treatment@ - "
            "(@level_control@)\n" SUTVA_NCP_PYTHON,
            "ncp"},
    Snippet{"outcome_ncp_log_rate_r", "R", "base R",
            "V <- function(x) 1 / (x * @exposure@) + @dispersion@\ndelta <- log(@level_treatment@ / "
            "@level_control@)\n" SUTVA_NCP_R,
            "ncp"},
    Snippet{"outcome_ncp_log_rate_python", "Python", "the standard library",
            "from math import log\nV = lambda x: 1 / (x * @exposure@) + @dispersion@\ndelta = log(@level_treatment@ / "
            "@level_control@)\n" SUTVA_NCP_PYTHON,
            "ncp"},
    Snippet{"outcome_ncp_rate_r", "R", "base R",
            "V <- function(x) x / @exposure@ + @dispersion@ * x^2\ndelta <- @level_treatment@ - "
            "@level_control@\n" SUTVA_NCP_R,
            "ncp"},
    Snippet{"outcome_ncp_rate_python", "Python", "the standard library",
            "V = lambda x: x / @exposure@ + @dispersion@ * x**2\ndelta = @level_treatment@ - "
            "@level_control@\n" SUTVA_NCP_PYTHON,
            "ncp"},
    Snippet{"outcome_ncp_root_rate_r", "R", "base R",
            "V <- function(x) (1 / @exposure@ + @dispersion@ * x) / 4\ndelta <- sqrt(@level_treatment@) - "
            "sqrt(@level_control@)\n" SUTVA_NCP_R,
            "ncp"},
    Snippet{"outcome_ncp_root_rate_python", "Python", "the standard library",
            "V = lambda x: (1 / @exposure@ + @dispersion@ * x) / 4\ndelta = @level_treatment@**.5 - "
            "@level_control@**.5\n" SUTVA_NCP_PYTHON,
            "ncp"},
};

#undef SUTVA_MULTIPLE_R
#undef SUTVA_MULTIPLE_PYTHON
#undef SUTVA_SIZE_R
#undef SUTVA_SIZE_PYTHON
#undef SUTVA_NCP_R
#undef SUTVA_NCP_PYTHON

}  // namespace

std::span<const Equation> outcome_equations() { return all; }
std::span<const Snippet> outcome_snippets() { return code; }

}  // namespace sutva::plan
