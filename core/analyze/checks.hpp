// SPDX-License-Identifier: Apache-2.0
// The checks that decide whether to believe an effect. Thresholds: red below .001, amber below .01.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analyze/csv_effect.hpp"
#include "analyze/units.hpp"

namespace sutva::analyze {

CheckStatus status_of(double p_value);

// sample_ratio.hpp, of the rows with a valid arm, with or without outcome; at least one row.
Check sample_ratio_check(std::int64_t rows_control, std::int64_t rows_treatment, double expected_treatment_share);

// Whether one arm lacks its outcome more often: chi-square of the two by two table, no continuity correction.
Check missing_outcome_check(const ArmSummary& control, const ArmSummary& treatment, std::string_view outcome);

std::vector<Check> unit_checks(const UnitCheck& units, std::string_view unit, const table::Table& table);

Check balance_check(const std::vector<CovariateSummary>& covariates);

// Whether an arm is large enough for the mean of so skewed an outcome to be normal: 355 skewness^2 rows
// (Kohavi, Deng, Longbotham and Xu 2014, KDD, rule 7).
Check skewness_check(std::int64_t rows_control, double skewness_control, std::int64_t rows_treatment,
                     double skewness_treatment, std::string_view outcome);

}  // namespace sutva::analyze
