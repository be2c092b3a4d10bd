// SPDX-License-Identifier: Apache-2.0
// What an intraclass correlation costs, beside values that have been published.
//
// In: mean cluster size, variation of sizes, ICC. Out: design effect 1 + ((1 + cv^2) m - 1) icc (Eldridge, Ashby and
// Kerry 2006) and the same for every row of the table. Errors: an ICC too negative for the size, on icc.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"

namespace sutva::plan {

struct IccGuideRequest {
  double icc = 0.02;
  double people_per_cluster = 100;
  double cv = 0;

  static constexpr auto describe() {
    using R = IccGuideRequest;
    return described("IccGuideRequest",
                     field("icc", &R::icc, "Intraclass correlation")
                         .under("Clusters")
                         .at_least(-1)
                         .at_most(1)
                         .help("Share of the variance between people that lies between clusters."),
                     field("people_per_cluster", &R::people_per_cluster, "People per cluster")
                         .under("Clusters")
                         .in(Unit::people)
                         .at_least(1)
                         .at_most(1e9)
                         .help("The mean over clusters."),
                     field("cv", &R::cv, "Variation of cluster sizes")
                         .under("Clusters")
                         .at_least(0)
                         .at_most(10)
                         .help("Standard deviation of the sizes divided by their mean."));
  }
};

struct TypicalIcc {
  std::string setting;
  std::string meaning;
  double low = 0;
  std::optional<double> middle;
  double high = 0;
  double design_effect_low = 1;
  double design_effect_high = 1;
  bool published = true;
  std::string source;

  static constexpr auto describe() {
    using T = TypicalIcc;
    return described(
        "TypicalIcc", field("setting", &T::setting, "People in"), field("meaning", &T::meaning, "What it says"),
        field("low", &T::low, "ICC, from"), field("middle", &T::middle, "ICC, median or mean"),
        field("high", &T::high, "ICC, to"), field("design_effect_low", &T::design_effect_low, "Design effect, from"),
        field("design_effect_high", &T::design_effect_high, "Design effect, to"),
        field("published", &T::published, "Published").help("If not, a guess to replace by your own data."),
        field("source", &T::source, "Source"));
  }
};

struct IccGuideResult {
  double design_effect = 1;
  double effective_share = 1;
  double effective_people = 1;
  std::optional<double> most_effective_people;
  std::string sentence;
  std::vector<TypicalIcc> typical;

  static constexpr auto describe() {
    using R = IccGuideResult;
    return described(
        "IccGuideResult",
        field("design_effect", &R::design_effect, "Design effect").help("The variance is this many times as large."),
        field("effective_share", &R::effective_share, "Information kept")
            .in(Unit::share)
            .help("One by the design effect."),
        field("effective_people", &R::effective_people, "People a cluster counts as")
            .in(Unit::people)
            .help("So many people randomised one by one."),
        field("most_effective_people", &R::most_effective_people, "People it counts as, however large")
            .in(Unit::people)
            .help("One by the ICC (and by 1 + cv^2): no cluster says more. Absent for an ICC of 0 or less."),
        field("sentence", &R::sentence, "In words"), field("typical", &R::typical, "Typical values"));
  }
};

Outcome<IccGuideResult> icc_guide(const IccGuideRequest& request);

}  // namespace sutva::plan
