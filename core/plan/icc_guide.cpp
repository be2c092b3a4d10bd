// SPDX-License-Identifier: Apache-2.0
#include "plan/icc_guide.hpp"

#include "base/text.hpp"
#include "base/words.hpp"

namespace sutva::plan {
namespace {

struct Known {
  std::string_view setting, meaning;
  double low, middle, high;  // a middle below zero: none given
  std::string_view source;   // empty: not published
};

constexpr Known known[]{
    {"Patients of a practice", "Middle half of 1,039 measures in 31 studies of primary care", 0, 0.010, 0.032,
     "Adams et al. (2004), Journal of Clinical Epidemiology 57:785-794"},
    {"Diabetics of a practice", "Middle half of 112 measures in 73 practices", 0.006, 0.0185, 0.037,
     "Littenberg and MacLean (2006), BMC Medical Research Methodology 6:20"},
    {"Patients of a clinic, what staff do", "Processes of care: who is tested or treated", 0.01, -1, 0.48,
     "Trials (2020) 21, doi:10.1186/s13063-020-04349-4"},
    {"Patients of a clinic, how they fare", "Clinical outcomes: blood pressure, blood sugar", 0.01, -1, 0.09,
     "Trials (2020) 21, doi:10.1186/s13063-020-04349-4"},
    {"Members of a household", "Life style and health; many measures lie in this range", 0, -1, 0.3,
     "Gulliford, Ukoumunne and Chinn (1999), American Journal of Epidemiology 149:876-883"},
    {"Residents of a postcode sector", "Life style and health; most lie below the upper value", 0, -1, 0.05,
     "Gulliford, Ukoumunne and Chinn (1999), American Journal of Epidemiology 149:876-883"},
    {"Residents of a district", "Life style and health; most lie below the upper value", 0, -1, 0.01,
     "Gulliford, Ukoumunne and Chinn (1999), American Journal of Epidemiology 149:876-883"},
    {"Pupils of a school", "Achievement in the United States; lower within alike schools or given an earlier test",
     0.15, 0.22, 0.25, "Hedges and Hedberg (2007), Educational Evaluation and Policy Analysis 29:60-87"},
    {"Customers of a store or city", "A guess: measure it on last month's data", 0.001, -1, 0.05, ""},
    {"Sessions of a user", "A guess: a user's sessions are much alike", 0.1, -1, 0.6, ""},
};

double design_effect(const IccGuideRequest& request, double icc) {
  return 1 + ((1 + request.cv * request.cv) * request.people_per_cluster - 1) * icc;
}

}  // namespace

Outcome<IccGuideResult> icc_guide(const IccGuideRequest& request) {
  IccGuideResult result;
  result.design_effect = design_effect(request, request.icc);
  if (!(result.design_effect > 0)) {
    const double limit = -1 / ((1 + request.cv * request.cv) * request.people_per_cluster - 1);
    return error(
        Code::conflict, "icc",
        joined("With ", rounded(request.people_per_cluster), " people per cluster the ICC must be greater than ",
               rounded(limit), ": a cluster's mean would have no variance."),
        limit);
  }
  result.effective_share = 1 / result.design_effect;
  result.effective_people = request.people_per_cluster * result.effective_share;
  if (request.icc > 0) {
    result.most_effective_people = 1 / (request.icc * (1 + request.cv * request.cv));
  }
  result.sentence = joined("A cluster of ", rounded(request.people_per_cluster), " people says as much as ",
                           rounded(result.effective_people), " people randomised one by one.");
  if (result.most_effective_people) {
    result.sentence += joined(" However large, it never says as much as ", rounded(*result.most_effective_people), ".");
  }
  for (const Known& each : known) {
    TypicalIcc row;
    row.setting = each.setting;
    row.meaning = each.meaning;
    row.low = each.low;
    row.high = each.high;
    if (each.middle >= 0) {
      row.middle = each.middle;
    }
    row.design_effect_low = design_effect(request, each.low);
    row.design_effect_high = design_effect(request, each.high);
    row.published = !each.source.empty();
    row.source = row.published ? std::string(each.source) : "Not published: for orientation only";
    result.typical.push_back(std::move(row));
  }
  return result;
}

}  // namespace sutva::plan
