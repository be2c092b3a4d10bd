// SPDX-License-Identifier: Apache-2.0
// Fields that the requests of several analyses have, each described once: the same name, range and words everywhere. A
// request that has more to say about one of them puts its own help or heading behind it.
#pragma once

#include "base/describe.hpp"

namespace sutva::analyze {

template <class R>
constexpr auto arm_field() {
  return field("arm", &R::arm, "Arm")
      .required()
      .names_column()
      .under("Columns")
      .help("The column that says who was in which arm.");
}

template <class R>
constexpr auto control_field() {
  return field("control", &R::control, "Control level")
      .names_level_of("arm")
      .under("Columns")
      .help("Its content for control. Guessed when empty.");
}

template <class R>
constexpr auto treatment_field() {
  return field("treatment", &R::treatment, "Treatment level")
      .names_level_of("arm")
      .under("Columns")
      .help("Its content for treatment. Guessed when empty.");
}

template <class R>
constexpr auto outcome_field() {
  return field("outcome", &R::outcome, "Outcome")
      .required()
      .names_column()
      .under("Columns")
      .help("The column with the number the experiment is about.");
}

template <class R>
constexpr auto unit_field() {
  return field("unit", &R::unit, "Unit")
      .names_column()
      .under("Columns")
      .help("The column that names each person, where one may have several rows.");
}

template <class R>
constexpr auto unit_rows_field() {
  return field("unit_rows", &R::unit_rows, "Rows of a unit")
      .under("Settings")
      .help("How several rows become one unit.");
}

template <class R>
constexpr auto cluster_field() {
  return field("cluster", &R::cluster, "Cluster")
      .names_column()
      .under("Columns")
      .help("What was randomised together: shops, schools. Standard errors are clustered by it.");
}

template <class R>
constexpr auto covariates_field() {
  return field("covariates", &R::covariates, "Covariates")
      .names_column()
      .under("Columns")
      .help("Columns known before the experiment.");
}

template <class R>
constexpr auto missing_covariates_field() {
  return field("missing_covariates", &R::missing_covariates, "Missing covariates")
      .under("Settings")
      .help("What happens to such rows.");
}

template <class R>
constexpr auto confidence_field() {
  return field("confidence", &R::confidence, "Confidence")
      .in(Unit::share)
      .at_least(0.5)
      .below(1)
      .under("Settings")
      .help("How often such an interval covers the truth.");
}

template <class R>
constexpr auto expected_treatment_share_field() {
  return field("expected_treatment_share", &R::expected_treatment_share, "Planned share in treatment")
      .in(Unit::share)
      .above(0)
      .below(1)
      .under("Settings")
      .help("Of the two arms together; the sample ratio is checked against it.");
}

}  // namespace sutva::analyze
