// SPDX-License-Identifier: Apache-2.0
// The checks that decide whether to believe an effect. Thresholds: red below .001, amber below .01.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/check.hpp"
#include "analyze/csv_effect.hpp"
#include "analyze/experiment.hpp"
#include "analyze/units.hpp"
#include "stats/group_tests.hpp"
#include "stats/moments.hpp"

namespace sutva::analyze {

CheckStatus status_of(double p_value);

// Of the rows with a valid arm, with or without outcome, by arm; at least one row. shares: planned, above 0, adding up
// to one. Names of arms are said where there are more than two.
Check sample_ratio_check(std::span<const std::int64_t> counts, std::span<const double> shares,
                         const std::vector<std::string>& arms = {});

// Whether one arm lacks its outcome more often: chi-square of the table of arms, no continuity correction. By arm, the
// control first; names are said where there are more than two.
Check missing_outcome_check(const std::vector<std::string>& arms, std::span<const std::int64_t> assigned,
                            std::span<const std::int64_t> missing, std::string_view outcome);

// Of units that do not repeat; experiment_checks has the others.
Check unit_check(const UnitCheck& units, std::string_view unit);

Check balance_check(const std::vector<CovariateSummary>& covariates);

// How a covariate with numbers differs between an arm and the control, over units where it is present. p: Welch's, or
// of the clusters of two arms, with the mean in place of what is missing; none where clusters lie in several arms.
struct Balance {
  double smd = 0;
  std::optional<double> p_value;
};
std::optional<Balance> balance_of(const Sample& sample, const SampleCovariate& covariate, std::size_t arm,
                                  const Grouping* clusters, bool crossed);

// Whether an arm is large enough for the mean of so skewed an outcome to be normal: 355 skewness^2 rows
// (Kohavi, Deng, Longbotham and Xu 2014, KDD, rule 7). By arm.
Check skewness_check(std::span<const stats::Moments> arms, std::string_view outcome);

// The sample ratio, missing outcomes, units, clusters, blocks, cap, balance, skew and heavy tail of an experiment.
// outcome: as a reader names it. Few clusters: below 40 to be looked at, below 10 failed (Cameron and Miller 2015, J.
// Human Resources 50:317, section VI). Clusters or units in both arms failed.
std::vector<Check> experiment_checks(const Experiment& experiment, const CsvEffectRequest& request,
                                     std::string_view outcome, const table::Table& table);

// The share of the total that the largest thousandth of the units holds, of outcomes that are not negative; to be
// looked at from a tenth. None for fewer than 1,000 units. Outcomes in any order, as they stand in the file.
std::optional<Check> heavy_tail_check(std::span<const double> outcomes, std::string_view outcome,
                                      std::optional<double> cap = std::nullopt);
// A thousandth of the units that holds a tenth of the total makes the skewness of its arm larger than this.
inline constexpr double least_skewness_of_heavy_tail = 5;

// Rows or units that belong together: clusters, or the rows of a unit that were kept apart.
struct GroupCounts {
  std::string column;
  bool are_units = false;
  std::vector<std::int64_t> in_arm;          // groups, by arm
  std::int64_t count = 0, crossed = 0;       // groups; of these in several arms
  std::int64_t repeats = 0;                  // members after the first of their group
  std::vector<std::uint32_t> first_repeats;  // their rows, at most 5
};
GroupCounts count_groups(const Sample& sample, const Grouping& groups, bool are_units);

// What an analysis compares, of a sample as it was read. Its checks need no more than this.
struct Compared {
  const table::Table& table;
  const Sample& sample;
  std::vector<std::string> outcomes;  // columns; the first of sample.numbers
  std::vector<double> shares;         // planned, by arm; they add up to one
  std::string_view unit{};            // column; empty: each row is a unit
  bool rows_apart = false;            // rows of a unit were kept apart
  const Grouping* groups = nullptr;   // whose members belong together, where there are any
  bool groups_are_units = false;      // they are the rows of a unit
  bool takes_rows_for_units = false;  // the analysis has no clustered standard error
  bool means = false;                 // means of the outcomes are compared: a heavy tail matters
  bool normal_means = false;          // and their intervals take them for normal: skew matters
};

// Sample ratio, units in several arms, repeated units, missing outcomes, clusters, balance, heavy tails, skew. Of the
// outcomes after the first only what does not pass. None of a sample without units.
std::vector<Check> checks_of(const Compared& compared);

// The planned shares of two arms.
std::vector<double> two_shares(double expected_treatment_share);

// Says so where a relative lift has no finite interval or no meaning.
void warn_about_lift(const Effect& effect, Issues& issues);

}  // namespace sutva::analyze
