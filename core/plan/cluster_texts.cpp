// SPDX-License-Identifier: Apache-2.0
// Equations and code for designs that randomise clusters.
#include <array>

#include "plan/equations.hpp"
#include "plan/working.hpp"

namespace sutva::plan {
namespace {

constexpr std::string_view donner =
    "Donner and Klar (2000), Design and Analysis of Cluster Randomization Trials in Health Research, ch. 5";
constexpr std::string_view eldridge =
    "Eldridge, Ashby and Kerry (2006), International Journal of Epidemiology 35:1292-1300";
constexpr std::string_view breukelen = "van Breukelen, Candel and Berger (2007), Statistics in Medicine 26:2589-2603";
constexpr std::string_view teerenstra =
    "Teerenstra et al. (2012), Statistics in Medicine 31:2169-2178; Hooper et al. "
    "(2016), Statistics in Medicine 35:4718-4728";
constexpr std::string_view hussey = "Hussey and Hughes (2007), Contemporary Clinical Trials 28:182-191";
constexpr std::string_view kasza =
    "Kasza et al. (2019), Statistical Methods in Medical Research 28:703-716; Hooper et al. (2016)";

constexpr std::string_view bojinov = "Bojinov, Simchi-Levi and Zhao (2023), Management Science 69:3759-3777";
constexpr std::string_view box = "Box, Jenkins and Reinsel (2008), Time Series Analysis, 4th ed., ch. 3";
constexpr std::string_view neyman = "Imbens and Rubin (2015), Causal Inference, ch. 6";

constexpr std::string_view baird =
    "Baird, Bohren, McIntosh and Ozler (2018), Review of Economics and Statistics 100:844-860";

constexpr std::array all{
    Equation{"person_variance_proportion", "Variance between people of an arm", R"(\sigma_a^2 = p_a\,(1-p_a))",
             R"(\sigma_c^2 = @control_value@\,(1-@control_value@) = @var_control@,\quad \sigma_t^2 = @var_treatment@)",
             donner},
    Equation{
        "person_variance_count", "Variance of a person's rate", R"(\sigma_a^2 = \frac{\lambda_a}{e}+\phi\,\lambda_a^2)",
        R"(\sigma_c^2 = \frac{@control_value@}{@exposure@}+@dispersion@\times @control_value@^2 = @var_control@,\quad \sigma_t^2 = @var_treatment@)",
        "Hayes and Moulton (2017), Cluster Randomised Trials, 2nd ed., ch. 7"},
    Equation{
        "cluster_factor", "Variance of a cluster's mean, per unit of variance between people",
        R"(f = \frac{1-\rho}{m}+(1+cv^2)\,\rho\,(1-x) = \frac{1+\left((1+cv^2)\,m-1\right)\rho}{m}\ \text{where}\ x = 0)",
        R"(f = \frac{1-@rho@}{@cluster_people@}+(1+@cv@^2)\times @rho@\,(1-@explained@) = @mean_factor@)", eldridge},
    Equation{
        "cluster_factor_taylor", "Variance of a cluster's mean, per unit of variance between people",
        R"(f = \frac{g}{1-cv^2\,\lambda\,(1-\lambda)},\quad g = \rho\,(1-x)+\frac{1-\rho}{m},\quad \lambda = \frac{\rho\,(1-x)}{g})",
        R"(f = @mean_factor@,\quad \rho = @rho@,\ x = @explained@,\ m = @cluster_people@,\ cv = @cv@)", breukelen},
    Equation{
        "cluster_se", "Standard error of the effect",
        R"(s^2 = f\left(\frac{\sigma_c^2}{k_c}+\frac{\sigma_t^2}{k_t}\right))",
        R"(s^2 = @mean_factor@\left(\frac{@var_control@}{@k_control@}+\frac{@var_treatment@}{@k_treatment@}\right) = @se_effect@^2)",
        donner},
    Equation{
        "baseline_correlation", "Correlation of a cluster's means before and after",
        R"(r = \frac{(1+cv^2)\,\rho\,\pi+(1-\rho)\,\tau/m}{(1+cv^2)\,\rho+(1-\rho)/m})",
        R"(r = @baseline_correlation@,\quad \rho = @rho@,\ \pi = @cac@,\ \tau = @person_correlation@,\ m = @cluster_people@,\ cv = @cv@)",
        teerenstra},
    Equation{
        "cluster_se_ancova", "Standard error, with the baseline as covariate",
        R"(s^2 = f\,(1-r^2)\left(\frac{\sigma_c^2}{k_c}+\frac{\sigma_t^2}{k_t}\right))",
        R"(s^2 = @mean_factor@\,(1-@baseline_correlation@^2)\left(\frac{@var_control@}{@k_control@}+\frac{@var_treatment@}{@k_treatment@}\right) = @se_effect@^2)",
        teerenstra},
    Equation{
        "cluster_se_change", "Standard error of the difference in differences",
        R"(s^2 = 2\,f\,(1-r)\left(\frac{\sigma_c^2}{k_c}+\frac{\sigma_t^2}{k_t}\right))",
        R"(s^2 = 2\times @mean_factor@\,(1-@baseline_correlation@)\left(\frac{@var_control@}{@k_control@}+\frac{@var_treatment@}{@k_treatment@}\right) = @se_effect@^2)",
        teerenstra},
    Equation{
        "stepped_wedge_exchangeable", "Covariance of a cluster's means in periods i and j",
        R"(V_{ii} = \rho+\frac{1-\rho}{m},\quad V_{ij} = \rho\,\pi+\frac{(1-\rho)\,\tau}{m})",
        R"(V_{ii} = @rho@+\frac{1-@rho@}{@cluster_people@},\quad V_{ij} = @rho@\times @cac@+\frac{(1-@rho@)\times @person_correlation@}{@cluster_people@})",
        "Hooper et al. (2016), Statistics in Medicine 35:4718-4728"},
    Equation{
        "stepped_wedge_decay", "Covariance of a cluster's means in periods i and j",
        R"(V_{ii} = \rho+\frac{1-\rho}{m},\quad V_{ij} = \rho\,\pi^{|i-j|}+\frac{(1-\rho)\,\tau}{m})",
        R"(V_{ii} = @rho@+\frac{1-@rho@}{@cluster_people@},\quad V_{ij} = @rho@\times @cac@^{|i-j|}+\frac{(1-@rho@)\times @person_correlation@}{@cluster_people@})",
        kasza},
    Equation{
        "stepped_wedge_variance", "Standard error of the effect, period effects taken out",
        R"(s^2 = \frac{\sigma_c^2+\sigma_t^2}{2\,k\,\sum_{q=1}^{S} z_q' V^{-1} z_q},\quad z_{qj} = [j>q]-\frac{j-1}{S},\ j = 1,\ldots,S+1)",
        R"(s^2 = \frac{@var_control@+@var_treatment@}{2\times @k_control@\,\sum_{q=1}^{@steps@} z_q' V^{-1} z_q} = @se_effect@^2)",
        hussey},
    Equation{"cluster_ncp", "Noncentrality and degrees of freedom",
             R"(\lambda^2 = \frac{\delta^2}{s^2},\quad \nu = k_c+k_t-2)",
             R"(\lambda^2 = \frac{@effect_size@^2}{@se_effect@^2} = @ncp@^2,\quad \nu = @k_total@-2 = @df@)", donner},
    Equation{"cluster_ncp_pairs", "Noncentrality and degrees of freedom",
             R"(\lambda^2 = \frac{\delta^2}{s^2},\quad \nu = k-1)",
             R"(\lambda^2 = \frac{@effect_size@^2}{@se_effect@^2} = @ncp@^2,\quad \nu = @k_control@-1 = @df@)", donner},
    Equation{"cluster_ncp_strata", "Noncentrality and degrees of freedom",
             R"(\lambda^2 = \frac{\delta^2}{s^2},\quad \nu = k_c+k_t-\text{strata}-1)",
             R"(\lambda^2 = \frac{@effect_size@^2}{@se_effect@^2} = @ncp@^2,\quad \nu = @k_total@-@strata@-1 = @df@)",
             donner},
    Equation{"cluster_ncp_ancova", "Noncentrality and degrees of freedom",
             R"(\lambda^2 = \frac{\delta^2}{s^2},\quad \nu = k_c+k_t-3)",
             R"(\lambda^2 = \frac{@effect_size@^2}{@se_effect@^2} = @ncp@^2,\quad \nu = @k_total@-3 = @df@)",
             teerenstra},
    Equation{
        "saturation_se", "Standard error against pure control",
        R"(s^2 = \sigma^2\left(\frac{\rho\sum_s k_s q_s^2+\frac{1-\rho}{m}\sum_s k_s q_s}{\left(\sum_s k_s q_s\right)^2}+\frac{\rho+\frac{1-\rho}{m}}{k_0}\right))",
        R"(s^2 = @person_variance@\left(\frac{@icc@\times @squares@+\frac{1-@icc@}{@cluster_people@}\times @weight@}{@weight@^2}+\frac{@icc@+\frac{1-@icc@}{@cluster_people@}}{@k_control@}\right) = @se_effect@^2)",
        baird},
    Equation{"saturation_se_difference", "Standard error of treated against untreated of the same clusters",
             R"(s^2 = \frac{\sigma^2\,(1-\rho)}{m\sum_s k_s\,s\,(1-s)})",
             R"(s^2 = \frac{@person_variance@\,(1-@icc@)}{@cluster_people@\times @information@} = @se_effect@^2)",
             baird},
    Equation{
        "switchback_block", "Variance of a block's mean, and its covariance with the next block's",
        R"(v = \frac{\tau^2}{q^2}\sum_{i,j=1}^{q}\varphi^{|i-j|}+\frac{u}{q},\quad c_h = \frac{\tau^2}{q^2}\sum_{i,j=1}^{q}\varphi^{h\ell+j-i},\quad q = \ell-m)",
        R"(v = @block_variance@,\quad c_1 = @block_next@,\quad \tau^2 = @period_variance@,\ u = @unit_variance@,\ \varphi = @autocorrelation@,\ q = @block@-@carryover@)",
        box},
    Equation{"switchback_se_random", "Standard error, half of the blocks drawn at random",
             R"(s^2 = \frac{4}{R\,K}\left(v-\frac{2}{K(K-1)}\sum_{h=1}^{K-1}(K-h)\,c_h\right))",
             R"(s^2 = \frac{4}{@regions@\times @blocks@}\left(@block_variance@-\bar c\right) = @se_effect@^2)", neyman},
    Equation{"switchback_se_alternating", "Standard error, blocks in turn",
             R"(s^2 = \frac{4}{R\,K}\left(v+\frac{2}{K}\sum_{h=1}^{K-1}(-1)^h\,(K-h)\,c_h\right))",
             R"(s^2 = \frac{4}{@regions@\times @blocks@}\left(@block_variance@+\ldots\right) = @se_effect@^2)", box},
    Equation{
        "switchback_se_weighted", "Standard error of the Horvitz-Thompson estimate over coins and shocks",
        R"(s^2 = \frac{1}{R\,(T-m)^2}\sum_{t,u:\,c_{tu}\ge 1}(2^{c_{tu}}-1)(y_1^2+y_0^2)+2\,y_1 y_0+2^{c_{tu}+1}\,\mathrm{Cov}(t,u))",
        R"(s^2 = @se_effect@^2,\quad T = @periods@,\ m = @carryover@,\ R = @regions@,\ y_0 = @level@,\ y_1-y_0 = @effect_signed@)",
        bojinov},
};

constexpr std::array code{
    Snippet{"cluster_t_r", "R", "base R",
            "f <- (1 - @rho@) / @cluster_people@ + (1 + @cv@^2) * @rho@ * (1 - @explained@)\n"
            "se <- sqrt(f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@))\n"
            "t <- qt(@sig_level@ / @tails@, @df@, lower.tail = FALSE)\n"
            "pt(t, @df@, @effect_size@ / se, lower.tail = FALSE) + (@tails@ == 2) * pt(-t, @df@, @effect_size@ / se)",
            "power"},
    Snippet{"cluster_z_r", "R", "base R",
            "f <- (1 - @rho@) / @cluster_people@ + (1 + @cv@^2) * @rho@ * (1 - @explained@)\n"
            "se <- sqrt(f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@))\n"
            "z <- qnorm(@sig_level@ / @tails@, lower.tail = FALSE)\n"
            "pnorm(@effect_size@ / se - z) + (@tails@ == 2) * pnorm(-@effect_size@ / se - z)",
            "power"},
    Snippet{"cluster_t_python", "Python", "scipy",
            "from scipy.stats import t, nct\n"
            "f = (1 - @rho@) / @cluster_people@ + (1 + @cv@**2) * @rho@ * (1 - @explained@)\n"
            "se = (f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@)) ** .5\n"
            "q, d = t.isf(@sig_level@ / @tails@, @df@), @effect_size@ / se\n"
            "print(nct.sf(q, @df@, d) + (nct.cdf(-q, @df@, d) if @tails@ == 2 else 0))",
            "power"},
    Snippet{"cluster_z_python", "Python", "the standard library",
            "from statistics import NormalDist\n"
            "f = (1 - @rho@) / @cluster_people@ + (1 + @cv@**2) * @rho@ * (1 - @explained@)\n"
            "se = (f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@)) ** .5\n"
            "phi, z = NormalDist().cdf, -NormalDist().inv_cdf(@sig_level@ / @tails@)\n"
            "print(phi(@effect_size@ / se - z) + (phi(-@effect_size@ / se - z) if @tails@ == 2 else 0))",
            "power"},
    Snippet{"cluster_taylor_r", "R", "base R",
            "b <- @rho@ * (1 - @explained@); g <- b + (1 - @rho@) / @cluster_people@; l <- b / g\n"
            "f <- g / (1 - @cv@^2 * l * (1 - l))\n"
            "sqrt(f * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@))",
            "se"},
    Snippet{"cluster_ancova_r", "R", "base R",
            "f <- @mean_factor@; r <- @baseline_correlation@\n"
            "sqrt(f * (1 - r^2) * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@))",
            "se"},
    Snippet{"cluster_change_r", "R", "base R",
            "f <- @mean_factor@; r <- @baseline_correlation@\n"
            "sqrt(2 * f * (1 - r) * (@var_control@ / @k_control@ + @var_treatment@ / @k_treatment@))",
            "se"},
    Snippet{"stepped_wedge_r", "R", "base R",
            "S <- @steps@; rho <- @rho@; m <- @cluster_people@; k <- @k_control@\n"
            "lag <- abs(outer(0:S, 0:S, `-`))\n"
            "between <- @cac@^(if (@decay_power@) lag else lag > 0)\n"
            "V <- rho * between + (1 - rho) / m * ifelse(lag == 0, 1, @person_correlation@)\n"
            "X <- outer(1:S, 0:S, function(q, j) as.numeric(j >= q))\n"
            "Z <- sweep(X, 2, colMeans(X))\n"
            "sqrt((@var_control@ + @var_treatment@) / 2 / (k * sum(diag(Z %*% solve(V, t(Z))))))",
            "se"},
    Snippet{"saturation_r", "R", "base R",
            "w <- (1 - @icc@) / @cluster_people@\n"
            "se <- sqrt(@person_variance@ * ((@icc@ * @squares@ + w * @weight@) / @weight@^2 + (@icc@ + w) / "
            "@k_control@))\n"
            "se",
            "se_effect"},
    Snippet{"saturation_difference_r", "R", "base R",
            "sqrt(@person_variance@ * (1 - @icc@) / (@cluster_people@ * @information@))", "se_effect"},
    Snippet{"switchback_random_r", "R", "base R",
            "K <- @blocks@; l <- @block@; m <- @carryover@; T <- K * l\n"
            "V <- @period_variance@ * @autocorrelation@^abs(outer(1:T, 1:T, `-`)) + diag(@unit_variance@, T)\n"
            "keep <- rep(1:l > m, K); block <- rep(1:K, each = l)\n"
            "M <- t(sapply(1:K, function(k) keep * (block == k) / (l - m)))\n"
            "C <- M %*% V %*% t(M)\n"
            "sqrt(4 / K * (mean(diag(C)) - (sum(C) - sum(diag(C))) / (K * (K - 1))) / @regions@)",
            "se_effect"},
    Snippet{"switchback_alternating_r", "R", "base R",
            "K <- @blocks@; l <- @block@; m <- @carryover@; T <- K * l\n"
            "V <- @period_variance@ * @autocorrelation@^abs(outer(1:T, 1:T, `-`)) + diag(@unit_variance@, T)\n"
            "keep <- rep(1:l > m, K); block <- rep(1:K, each = l)\n"
            "M <- t(sapply(1:K, function(k) keep * (block == k) / (l - m)))\n"
            "C <- M %*% V %*% t(M)\n"
            "w <- rep(c(2, -2) / K, K / 2)\n"
            "sqrt(sum(w * C %*% w) / @regions@)",
            "se_effect"},
    Snippet{"switchback_weighted_r", "R", "base R",
            "m <- @carryover@; T <- @periods@; y0 <- @level@; y1 <- y0 + @effect_signed@\n"
            "block <- (1:T - 1) %/% @block@\n"
            "pair <- function(t, u) {\n"
            "  c <- block[min(t, u)] - block[max(t, u) - m] + 1\n"
            "  if (c < 1) return(0)\n"
            "  cov <- @period_variance@ * @autocorrelation@^abs(t - u) + (t == u) * @unit_variance@\n"
            "  (2^c - 1) * (y1^2 + y0^2) + 2 * y1 * y0 + 2^(c + 1) * cov\n"
            "}\n"
            "s <- 0\n"
            "for (t in (m + 1):T) for (u in (m + 1):T) s <- s + pair(t, u)\n"
            "sqrt(s / (T - m)^2 / @regions@)",
            "se_effect"},
    Snippet{"switchback_optimal_r", "R", "base R",
            "m <- @carryover@; T <- @periods@; y0 <- @level@; y1 <- y0 + @effect_signed@\n"
            "block <- pmin(pmax((1:T - 1) %/% m - 1, 0), T / m - 3)\n"
            "pair <- function(t, u) {\n"
            "  c <- block[min(t, u)] - block[max(t, u) - m] + 1\n"
            "  if (c < 1) return(0)\n"
            "  cov <- @period_variance@ * @autocorrelation@^abs(t - u) + (t == u) * @unit_variance@\n"
            "  (2^c - 1) * (y1^2 + y0^2) + 2 * y1 * y0 + 2^(c + 1) * cov\n"
            "}\n"
            "s <- 0\n"
            "for (t in (m + 1):T) for (u in (m + 1):T) s <- s + pair(t, u)\n"
            "sqrt(s / (T - m)^2 / @regions@)",
            "se_effect"},
};

}  // namespace

std::span<const Equation> cluster_equations() { return all; }
std::span<const Snippet> cluster_snippets() { return code; }

}  // namespace sutva::plan
