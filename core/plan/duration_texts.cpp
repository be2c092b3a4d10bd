// SPDX-License-Identifier: Apache-2.0
// The formulas of durations, and code that gives their numbers elsewhere.
#include <array>

#include "plan/duration.hpp"

namespace sutva::plan {
namespace {

constexpr std::string_view chatfield =
    "Chatfield and Goodhardt (1970), Applied Statistics 19:240-250; Fader, Hardie and Lee (2005), Marketing Science "
    "24:275-284";

constexpr std::array all_equations{
    Equation{"duration_all_new", "Different people in t average days, all of them new", R"(U(t) = v\,t)",
             R"(U(@average_days@) = @first_uniques@\times @average_days@ = @uniques_reached@)", "Definition"},
    Equation{"duration_power_law", "Different people in t average days, through 1 and 7 days",
             R"(U(t) = U_1\,t^{\,b},\quad b = \frac{\ln(U_7/U_1)}{\ln 7})",
             R"(U(@average_days@) = @first_uniques@\times @average_days@^{\,@exponent@} = @uniques_reached@)",
             "Heaps (1978), Information Retrieval, section 7.5"},
    Equation{
        "duration_beta_geometric", "Different people in t average days, through 1, 7 and 28 days",
        R"(U(t) = U_1\sum_{i=0}^{t-1}\frac{B(a,b+i)}{B(a,b)})",
        R"(U(@average_days@) = @first_uniques@\sum_{i=0}^{@average_days@-1}\frac{B(@a@,@b@+i)}{B(@a@,@b@)} = @uniques_reached@)",
        chatfield},
    Equation{"duration_saturation", "The most different people there are", R"(U_\infty = U_1\,\frac{a+b-1}{a-1})",
             R"(U_\infty = @first_uniques@\times\frac{@a@+@b@-1}{@a@-1} = @most_uniques@)", chatfield},
    Equation{"duration_people", "People in the experiment who are triggered", R"(N(t) = r\,s\,U(t))",
             R"(N(@run_days@) = @triggered@\times @full_share@\times @uniques_reached@ = @people_reached@)",
             "Definition"},
    Equation{
        "duration_people_ramp", "People in the experiment who are triggered; a ramp adds a share on each of its days",
        R"(N(t) = r\sum_j (s_j-s_{j-1})\,U(t-j+1))",
        R"(N(@run_days@) = @triggered@\times\sum_j (s_j-s_{j-1})\,U(@run_days@-j+1) = @people_reached@)", "Definition"},
};

constexpr std::array all_snippets{
    Snippet{"r_uniques_power_law", "R", "base R", R"(# Different people, linear between whole days.
u <- @first_uniques@ * (0:(@run_days@ + 8))^@exponent@
approx(0:(@run_days@ + 8), u, xout = @average_days@)$y)",
            "uniques_reached", 1e-6},
    Snippet{"r_uniques_beta_geometric", "R", "base R",
            R"(# Different people: the share of new ones falls as a beta-geometric law does.
i <- 0:(@run_days@ + 7)
u <- c(0, @first_uniques@ * cumsum(exp(lbeta(@a@, @b@ + i) - lbeta(@a@, @b@))))
approx(0:(@run_days@ + 8), u, xout = @average_days@)$y)",
            "uniques_reached", 1e-6},
    Snippet{"python_uniques_beta_geometric", "Python", "the standard library", R"(a, b, t = @a@, @b@, @average_days@
total, fresh, day = 0.0, @first_uniques@, 0
while day < t:
    total += fresh * min(1, t - day)  # linear within a day
    fresh *= (b + day) / (a + b + day)
    day += 1
print(total))",
            "uniques_reached", 1e-6},
};

}  // namespace

std::span<const Equation> duration_equations() { return all_equations; }
std::span<const Snippet> duration_snippets() { return all_snippets; }

}  // namespace sutva::plan
