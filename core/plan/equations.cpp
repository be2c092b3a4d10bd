// SPDX-License-Identifier: Apache-2.0
#include "plan/equations.hpp"

#include <array>

namespace sutva::plan {
namespace {

constexpr std::string_view fleiss =
    "Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4";
constexpr std::string_view chow =
    "Chow, Shao and Wang (2008), Sample Size Calculations in Clinical Research, 2nd ed., ch. 4";
constexpr std::string_view miller = "Evan Miller, Sample Size Calculator (evanmiller.org/ab-testing/sample-size.html)";
constexpr std::string_view cohen =
    "Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 2";

constexpr std::array all{
    // Squares instead of roots: browsers draw a radical only where the system has a mathematical font.
    Equation{
        "se_null_pooled", "Standard error if nothing changed, both arms pooled",
        R"(s_0^2 = \bar p\,(1-\bar p)\left(\frac{1}{n_c}+\frac{1}{n_t}\right),\quad \bar p = \frac{n_c p_c + n_t p_t}{n_c+n_t})",
        R"(s_0^2 = @p_pooled@\,(1-@p_pooled@)\left(\frac{1}{@n_control@}+\frac{1}{@n_treatment@}\right) = @se_null@^2)",
        fleiss},
    Equation{"se_null_unpooled", "Standard error if nothing changed, one share for each arm", R"(s_0 = s_1)",
             R"(s_0 = s_1 = @se_null@)", chow},
    Equation{
        "se_null_control", "Standard error if nothing changed, from the control's share alone",
        R"(s_0^2 = p_c\,(1-p_c)\left(\frac{1}{n_c}+\frac{1}{n_t}\right))",
        R"(s_0^2 = @p_control@\,(1-@p_control@)\left(\frac{1}{@n_control@}+\frac{1}{@n_treatment@}\right) = @se_null@^2)",
        miller},
    Equation{
        "se_effect_proportion", "Standard error under the effect",
        R"(s_1^2 = \frac{p_c\,(1-p_c)}{n_c}+\frac{p_t\,(1-p_t)}{n_t})",
        R"(s_1^2 = \frac{@p_control@\,(1-@p_control@)}{@n_control@}+\frac{@p_treatment@\,(1-@p_treatment@)}{@n_treatment@} = @se_effect@^2)",
        fleiss},
    Equation{
        "power_z_two_sided", "Power, both tails counted",
        R"(\Phi\!\left(\frac{|\delta|-z_{1-\alpha/2}\,s_0}{s_1}\right)+\Phi\!\left(\frac{-|\delta|-z_{1-\alpha/2}\,s_0}{s_1}\right))",
        R"(\Phi\!\left(\frac{@effect_size@-@z_alpha@\times @se_null@}{@se_effect@}\right)+\Phi\!\left(\frac{-@effect_size@-@z_alpha@\times @se_null@}{@se_effect@}\right) = @power@)",
        fleiss},
    Equation{"power_z_one_sided", "Power", R"(\Phi\!\left(\frac{|\delta|-z_{1-\alpha}\,s_0}{s_1}\right))",
             R"(\Phi\!\left(\frac{@effect_size@-@z_alpha@\times @se_null@}{@se_effect@}\right) = @power@)", fleiss},
    Equation{"se_mean", "Standard error of the difference in means",
             R"(s_0^2 = s_1^2 = \sigma^2\left(\frac{1}{n_c}+\frac{1}{n_t}\right))",
             R"(s_0^2 = s_1^2 = @sd@^2\left(\frac{1}{@n_control@}+\frac{1}{@n_treatment@}\right) = @se_effect@^2)",
             chow},
    Equation{"noncentrality", "Noncentrality and degrees of freedom",
             R"(\lambda = \frac{|\delta|}{s_1},\quad \nu = n_c+n_t-2\ \text{or}\ n-1)",
             R"(\lambda = \frac{@effect_size@}{@se_effect@} = @ncp@,\quad \nu = @df@)", cohen},
    Equation{
        "power_t_two_sided", "Power of the t-test, both tails counted",
        R"(P\!\left(T_{\nu,\lambda} > t_{\nu,1-\alpha/2}\right)+P\!\left(T_{\nu,\lambda} < -t_{\nu,1-\alpha/2}\right))",
        R"(P\!\left(T_{@df@,\,@ncp@} > @t_alpha@\right)+P\!\left(T_{@df@,\,@ncp@} < -@t_alpha@\right) = @power@)",
        cohen},
    Equation{"power_t_one_sided", "Power of the t-test", R"(P\!\left(T_{\nu,\lambda} > t_{\nu,1-\alpha}\right))",
             R"(P\!\left(T_{@df@,\,@ncp@} > @t_alpha@\right) = @power@)", cohen},
    Equation{
        "se_null_farrington_manning", "Standard error at the margin, from the shares most likely there",
        R"(s_0^2 = \frac{\tilde p_c\,(1-\tilde p_c)}{n_c}+\frac{\tilde p_t\,(1-\tilde p_t)}{n_t})",
        R"(s_0^2 = \frac{@p_control_null@\,(1-@p_control_null@)}{@n_control@}+\frac{@p_treatment_null@\,(1-@p_treatment_null@)}{@n_treatment@} = @se_null@^2)",
        "Farrington and Manning (1990), Statistics in Medicine 9:1447-1454"},
    Equation{"se_null_one_arm", "Standard error at the benchmark", R"(s_0^2 = \frac{p_0\,(1-p_0)}{n})",
             R"(s_0^2 = @se_null@^2)", chow},
    Equation{"se_effect_one_arm", "Standard error under the effect", R"(s_1^2 = \frac{p_t\,(1-p_t)}{n})",
             R"(s_1^2 = \frac{@p_treatment@\,(1-@p_treatment@)}{@n_treatment@} = @se_effect@^2)", chow},
    Equation{
        "effect_arcsine", "Effect on the arcsine scale, and its standard error",
        R"(h = 2\arcsin p_t^{1/2} - 2\arcsin p_c^{1/2},\quad s_0^2 = s_1^2 = \frac{1}{n_c}+\frac{1}{n_t})",
        R"(|h| = |2\arcsin @p_treatment@^{1/2} - 2\arcsin @p_control@^{1/2}| = @effect_size@,\quad s_0^2 = \frac{1}{@n_control@}+\frac{1}{@n_treatment@} = @se_null@^2)",
        "Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 6"},
    Equation{
        "effect_arcsine_one_arm", "Effect on the arcsine scale, and its standard error",
        R"(h = 2\arcsin p_t^{1/2} - 2\arcsin p_0^{1/2},\quad s_0^2 = s_1^2 = \frac{1}{n})",
        R"(|h| = |2\arcsin @p_treatment@^{1/2} - 2\arcsin @p_control@^{1/2}| = @effect_size@,\quad s_0^2 = \frac{1}{@n_treatment@} = @se_null@^2)",
        "Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 6"},
    Equation{
        "continuity", "Effect after the continuity correction",
        R"(\delta = |p_t-p_c|-\frac12\left(\frac{1}{n_c}+\frac{1}{n_t}\right))",
        R"(\delta = @difference@-\frac12\left(\frac{1}{@n_control@}+\frac{1}{@n_treatment@}\right) = @effect_size@)",
        fleiss},
    Equation{"se_mean_unequal", "Standard error of the difference in means",
             R"(s_0^2 = s_1^2 = \frac{\sigma_c^2}{n_c}+\frac{\sigma_t^2}{n_t})",
             R"(s_0^2 = s_1^2 = \frac{@sd@^2}{@n_control@}+\frac{@sd_treatment@^2}{@n_treatment@} = @se_effect@^2)",
             chow},
    Equation{"se_mean_one_arm", "Standard error of the mean", R"(s_0^2 = s_1^2 = \frac{\sigma^2}{n})",
             R"(s_0^2 = s_1^2 = \frac{@sd@^2}{@n_treatment@} = @se_effect@^2)", chow},
    Equation{"se_paired", "Standard error of the mean difference within pairs",
             R"(s_0^2 = s_1^2 = \frac{\sigma_d^2}{n},\quad \sigma_d^2 = 2\sigma^2(1-\rho))",
             R"(s_0^2 = s_1^2 = \frac{@sd@^2}{@n_treatment@} = @se_effect@^2)", chow},
    Equation{
        "sd_ratio", "Standard deviation of one person's part in the ratio (delta method)",
        R"(\sigma^2 = \frac{\sigma_y^2-2R\rho\,\sigma_x\sigma_y+R^2\sigma_x^2}{\mu_x^2})",
        R"(\sigma^2 = \frac{@numerator_sd@^2-2\times @ratio_control@\times @ratio_correlation@\times @denominator_sd@\times @numerator_sd@+@ratio_control@^2\times @denominator_sd@^2}{@denominator_mean@^2} = @sd@^2)",
        "Deng, Knoblich and Lu (2018), Applying the Delta Method in Metric Analytics, KDD"},
    Equation{
        "se_log_rate", "Standard error of the log rate ratio",
        R"(s^2 = \frac{1}{n_c}\left(\frac{1}{\lambda_c t}+k\right)+\frac{1}{n_t}\left(\frac{1}{\lambda_t t}+k\right))",
        R"(s^2 = \frac{1}{@n_control@}\left(\frac{1}{@rate_control@\times @exposure@}+@dispersion@\right)+\frac{1}{@n_treatment@}\left(\frac{1}{@rate_treatment@\times @exposure@}+@dispersion@\right) = @se_effect@^2)",
        "Zhu and Lakkis (2014), Statistics in Medicine 33:376-387, method 2 (variance from the true rates)"},
    Equation{
        "se_rate", "Standard error of the rate difference",
        R"(s^2 = \frac{\lambda_c/t+k\lambda_c^2}{n_c}+\frac{\lambda_t/t+k\lambda_t^2}{n_t})",
        R"(s^2 = \frac{@rate_control@/@exposure@+@dispersion@\times @rate_control@^2}{@n_control@}+\frac{@rate_treatment@/@exposure@+@dispersion@\times @rate_treatment@^2}{@n_treatment@} = @se_effect@^2)",
        "Gu, Ng, Tang and Schucany (2008), Biometrical Journal 50:283-298"},
    Equation{
        "se_root_rate", "Standard error of the difference of square roots",
        R"(s^2 = \frac{1/t+k\lambda_c}{4 n_c}+\frac{1/t+k\lambda_t}{4 n_t})",
        R"(s^2 = \frac{1/@exposure@+@dispersion@\times @rate_control@}{4\times @n_control@}+\frac{1/@exposure@+@dispersion@\times @rate_treatment@}{4\times @n_treatment@} = @se_effect@^2)",
        "Huffman (1984), Applied Statistics 33:224-226"},
    Equation{
        "events", "Expected events",
        R"(D = n_c\,P(\lambda)+n_t\,P(\lambda h),\quad P(\lambda) = 1-\frac{e^{-\lambda f}-e^{-\lambda(f+a)}}{\lambda a})",
        R"(D = @n_control@\,P(@hazard@)+@n_treatment@\,P(@hazard@\times @hazard_ratio@) = @events@,\quad a = @accrual_days@,\ f = @follow_up_days@)",
        "Schoenfeld (1983), Biometrics 39:499-503; Lachin and Foulkes (1986), Biometrics 42:507-519"},
    Equation{"se_schoenfeld", "Standard error of the log hazard ratio", R"(s^2 = \frac{1}{D\,q\,(1-q)})",
             R"(s^2 = \frac{1}{@events@\times @share_treated@\,(1-@share_treated@)} = @se_effect@^2)",
             "Schoenfeld (1983), Biometrics 39:499-503"},
    Equation{"se_freedman", "Standard error of the hazard ratio less one",
             R"(s^2 = \frac{(1+\phi h)^2}{\phi D},\quad \phi = n_t/n_c)",
             R"(s^2 = @se_effect@^2,\quad D = @events@,\ h = @hazard_ratio@)",
             "Freedman (1982), Statistics in Medicine 1:121-129"},
    Equation{"se_noether", "Standard error of the probability to win",
             R"(s^2 = \frac{1}{12}\left(\frac{1}{n_c}+\frac{1}{n_t}\right))",
             R"(s^2 = \frac{1}{12}\left(\frac{1}{@n_control@}+\frac{1}{@n_treatment@}\right) = @se_effect@^2)",
             "Noether (1987), Journal of the American Statistical Association 82:645-647"},
    Equation{
        "covariates", "Variance left by the covariates", R"(v = 1 - R^2 c)",
        R"(v = @variance_factor@,\ \text{in every squared standard error here})",
        "Deng, Xu, Kohavi and Walker (2013), Improving the Sensitivity of Online Controlled Experiments (CUPED), WSDM"},
    Equation{"dilution", "The effect that everyone together shows", R"(\delta = a\,\delta_{\text{affected}})",
             R"(\delta = @affected_share@\times @effect_affected@ = @effect_seen@)",
             "Deng and Hu (2015), Diluted Treatment Effect Estimation for Trigger Analysis, WSDM"},
    Equation{"shift_from_bound", "Distance of the expected level from the bound", R"(|\delta| = |\theta-\theta_0|)",
             R"(|\delta| = |@theta@-(@bound@)| = @effect_size@)",
             "Julious (2004), Statistics in Medicine 23:1921-1986"},
    Equation{
        "power_equivalence", "Power of two one-sided tests",
        R"(P\!\left(\hat\theta-\theta_L > z\,s_0\ \text{and}\ \theta_U-\hat\theta > z\,s_0\right))",
        R"(P\!\left(\hat\theta-(@low@) > @z_alpha@\times s_0\ \text{and}\ @high@-\hat\theta > @z_alpha@\times s_0\right) = @power@,\quad \theta = @theta@)",
        "Julious (2004), Statistics in Medicine 23:1921-1986"},
    Equation{
        "power_equivalence_t", "Power of two one-sided t-tests, averaged over the estimated spread",
        R"(\int P\!\left(\hat\theta-\theta_L > t\,s\,x\ \text{and}\ \theta_U-\hat\theta > t\,s\,x\right) f_\nu(x)\,dx)",
        R"(\int P\!\left(\hat\theta-(@low@) > @z_alpha@\times @se_effect@\,x\ \text{and}\ @high@-\hat\theta > @z_alpha@\times @se_effect@\,x\right) f_{@df@}(x)\,dx = @power@)",
        "Phillips (1990), Journal of Pharmacokinetics and Biopharmaceutics 18:137-144"},
    Equation{
        "noncentrality_welch", "Noncentrality and Satterthwaite's degrees of freedom",
        R"(\lambda = \frac{|\delta|}{s_1},\quad \nu = \frac{s_1^4}{\frac{(\sigma_c^2/n_c)^2}{n_c-1}+\frac{(\sigma_t^2/n_t)^2}{n_t-1}})",
        R"(\lambda = \frac{@effect_size@}{@se_effect@} = @ncp@,\quad \nu = @df@)",
        "Moser, Stevens and Watts (1989), Communications in Statistics 18:3963-3975"},
    Equation{
        "duration", "Duration",
        R"(\text{days} = \left\lceil\frac{\text{people who must enter}}{\text{people a day}\times\text{share}}\right\rceil)",
        R"(\text{days} = \left\lceil\frac{@n_enrolled@}{@daily_people@\times @share_in_experiment@}\right\rceil = @duration_days@)",
        "Definition"},
};

}  // namespace

std::span<const Equation> two_arm_equations() { return all; }

}  // namespace sutva::plan
