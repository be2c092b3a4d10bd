// SPDX-License-Identifier: Apache-2.0
#include "plan/mistakes.hpp"

#include "base/text.hpp"
#include "base/words.hpp"

namespace sutva::plan {

Issue level_too_strict() {
  return error(Code::out_of_range, "alpha", "Significance level must be at least 1e-100.", smallest_alpha);
}

Issue power_below_level(double alpha) {
  return error(Code::out_of_range, "power",
               joined("Power must be greater than the significance level, ", percent(alpha), "."), alpha);
}

Issue relative_to_zero(std::string_view level_field) {
  return error(Code::conflict, level_field,
               "A relative effect needs a baseline other than zero; give the effect as absolute.");
}

Issue zero_effect() {
  return error(Code::out_of_range, "effect", "The effect must not be zero: no size finds nothing.", 0.0);
}

Issue vanishing_effect() {
  return error(Code::out_of_range, "effect", "The effect is too small to tell from zero.", 0.0);
}

Issue too_many_people(std::string_view field) {
  return error(Code::no_solution, field, "So small an effect would need more than 1e15 people; make the effect larger.",
               most_people);
}

Issue impossible_effect(std::string_view field, std::string_view takes_to, double limit, bool relative, bool up) {
  return error(Code::out_of_range, field,
               joined(takes_to, "; the effect must be ", up ? "less than " : "greater than ",
                      relative ? percent(limit, 6) : rounded(limit, 6), " for this baseline."),
               limit);
}

}  // namespace sutva::plan
