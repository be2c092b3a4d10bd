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
    Equation{
        "noncentrality", "Noncentrality and degrees of freedom",
        R"(\lambda^2 = \frac{\delta^2}{\sigma^2\left(1/n_c+1/n_t\right)},\quad \nu = n_c+n_t-2)",
        R"(\lambda^2 = \frac{@effect_size@^2}{@sd@^2\left(1/@n_control@+1/@n_treatment@\right)} = @ncp@^2,\quad \nu = @df@)",
        cohen},
    Equation{
        "power_t_two_sided", "Power of the t-test, both tails counted",
        R"(P\!\left(T_{\nu,\lambda} > t_{\nu,1-\alpha/2}\right)+P\!\left(T_{\nu,\lambda} < -t_{\nu,1-\alpha/2}\right))",
        R"(P\!\left(T_{@df@,\,@ncp@} > @t_alpha@\right)+P\!\left(T_{@df@,\,@ncp@} < -@t_alpha@\right) = @power@)",
        cohen},
    Equation{"power_t_one_sided", "Power of the t-test", R"(P\!\left(T_{\nu,\lambda} > t_{\nu,1-\alpha}\right))",
             R"(P\!\left(T_{@df@,\,@ncp@} > @t_alpha@\right) = @power@)", cohen},
    Equation{
        "duration", "Duration",
        R"(\text{days} = \left\lceil\frac{n_c+n_t}{\text{people a day}\times\text{share}}\right\rceil)",
        R"(\text{days} = \left\lceil\frac{@n_control@+@n_treatment@}{@daily_people@\times @share_in_experiment@}\right\rceil = @duration_days@)",
        "Definition"},
};

}  // namespace

std::span<const Equation> two_arm_equations() { return all; }

}  // namespace sutva::plan
