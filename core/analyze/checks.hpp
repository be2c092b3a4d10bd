// SPDX-License-Identifier: Apache-2.0
// The checks that decide whether to believe an effect. Thresholds: red below .001, amber below .01.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analyze/csv_effect.hpp"
#include "analyze/experiment.hpp"
#include "analyze/units.hpp"

namespace sutva::analyze {

CheckStatus status_of(double p_value);

// sample_ratio.hpp, of the rows with a valid arm, with or without outcome; at least one row.
Check sample_ratio_check(std::int64_t rows_control, std::int64_t rows_treatment, double expected_treatment_share);

// Whether one arm lacks its outcome more often: chi-square of the two by two table, no continuity correction.
Check missing_outcome_check(const ArmSummary& control, const ArmSummary& treatment, std::string_view outcome);

// Of units that do not repeat; design_checks has the others.
Check unit_check(const UnitCheck& units, std::string_view unit);

Check balance_check(const std::vector<CovariateSummary>& covariates);

// Whether an arm is large enough for the mean of so skewed an outcome to be normal: 355 skewness^2 rows
// (Kohavi, Deng, Longbotham and Xu 2014, KDD, rule 7).
Check skewness_check(std::int64_t rows_control, double skewness_control, std::int64_t rows_treatment,
                     double skewness_treatment, std::string_view outcome);

// The sample ratio of what was assigned: clusters, where each lies in one arm, or units.
Check design_ratio_check(const Experiment& experiment, double expected_treatment_share);

// Of units, clusters, blocks and a cap. Few clusters: below 40 to be looked at, below 10 failed (Cameron and Miller
// 2015, J. Human Resources 50:317, section VI). Clusters or units in both arms failed.
std::vector<Check> design_checks(const Experiment& experiment, const CsvEffectRequest& request,
                                 const table::Table& table);

// The share of the total that the largest thousandth of the units holds, of outcomes that are not negative; to be
// looked at from a tenth. None for fewer than 1,000 units. Outcomes in any order, as they stand in the file.
std::optional<Check> heavy_tail_check(std::vector<double> outcomes, std::string_view outcome,
                                      std::optional<double> cap = std::nullopt);
// A thousandth of the units that holds a tenth of the total makes the skewness of its arm larger than this.
inline constexpr double least_skewness_of_heavy_tail = 5;

// Says so where a relative lift has no finite interval or no meaning.
void warn_about_lift(const Effect& effect, Issues& issues);

}  // namespace sutva::analyze
