// SPDX-License-Identifier: Apache-2.0
#include "analyze/checks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analyze/estimators.hpp"
#include "analyze/sample_ratio.hpp"
#include "analyze/unit_loops.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/blocked.hpp"
#include "stats/distributions.hpp"
#include "stats/quantiles.hpp"

namespace sutva::analyze {
namespace {

// A share as a reader wants it: 50 %, 49.7 %, 0.04 %.
std::string percent(double share) {
  const double percents = share * 100;
  const double step = std::abs(percents) >= 10 ? 0.1 : 0.01;
  return joined(std::round(percents / step) * step == 0 ? 0.0 : std::round(percents / step) / std::round(1 / step),
                " %");
}

std::string lines(const std::vector<std::int64_t>& rows, const table::Table& table) {
  std::string all = rows.size() == 1 ? "line " : "lines ";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    all += joined(i == 0 ? "" : ", ", text(table.line_of(rows[i])));
  }
  return all;
}

// "control", or the arm's name where there are more than two.
std::string arm_words(const std::vector<std::string>& arms, std::size_t arm, std::size_t count) {
  return count == 2 ? std::string(arm == 0 ? "control" : "treatment") : joined("“", arms[arm], "”");
}

}  // namespace

CheckStatus status_of(double p_value) {
  constexpr double red = 0.001, amber = 0.01;
  return p_value < red ? CheckStatus::fail : p_value < amber ? CheckStatus::warn : CheckStatus::pass;
}

Check sample_ratio_check(std::span<const std::int64_t> counts, std::span<const double> shares,
                         const std::vector<std::string>& arms) {
  const std::vector<double> numbers(counts.begin(), counts.end());
  const double p = stats::goodness_of_fit(numbers, shares).p_value;
  const CheckStatus status = status_of(p);
  std::string detail;
  if (counts.size() == 2) {
    detail =
        joined(text(counts[0]), " in control and ", text(counts[1]), " in treatment (",
               percent(numbers[1] / (numbers[0] + numbers[1])), " in treatment, ", percent(shares[1]), " planned)");
  } else {
    for (std::size_t arm = 0; arm < counts.size(); ++arm) {
      detail += joined(arm == 0 ? "" : ", ", text(counts[arm]), " in ", arm_words(arms, arm, counts.size()), " (",
                       percent(shares[arm]), " planned)");
    }
  }
  return {"sample_ratio",
          status,
          std::string(ratio_finding(status)),
          detail + ".",
          p,
          numbers,
          {shares.begin(), shares.end()}};
}

Check missing_outcome_check(const std::vector<std::string>& arms, std::span<const std::int64_t> assigned,
                            std::span<const std::int64_t> missing, std::string_view outcome) {
  std::vector<double> counts;
  std::string detail;
  std::int64_t total = 0;
  for (std::size_t arm = 0; arm < assigned.size(); ++arm) {
    counts.push_back(static_cast<double>(missing[arm]));
    counts.push_back(static_cast<double>(assigned[arm] - missing[arm]));
    total += missing[arm];
    detail +=
        joined(arm == 0 ? "" : ", ", text(missing[arm]), arm == 0 ? " missing in " : " in ",
               arm_words(arms, arm, assigned.size()), " (",
               percent(static_cast<double>(missing[arm]) / std::max(1.0, static_cast<double>(assigned[arm]))), ")");
  }
  if (total == 0) {
    return {"missing_outcome", CheckStatus::pass, "No outcome is missing",
            joined("Every row of ", assigned.size() == 2 ? "both arms" : "all arms", " has a value of ", outcome, "."),
            std::nullopt};
  }
  const std::optional<stats::ChiSquared> test = stats::independence(counts, 2);
  const CheckStatus status = test ? status_of(test->p_value) : CheckStatus::pass;
  return {"missing_outcome", status,
          status == CheckStatus::pass
              ? joined("Outcomes are missing about equally often in ", assigned.size() == 2 ? "both" : "all", " arms")
              : std::string("One arm lacks its outcome more often: those who are left may differ"),
          detail + ".", test ? std::optional(test->p_value) : std::nullopt};
}

Check unit_check(const UnitCheck& units, std::string_view unit) {
  return {"duplicates", CheckStatus::pass, "Each unit stands in one row",
          units.missing() == 0
              ? joined("No value of ", unit, " appears twice.")
              : joined("No value of ", unit, " appears twice; ", text(units.missing()), " rows have none."),
          std::nullopt};
}

Check balance_check(const std::vector<CovariateSummary>& covariates) {
  const CovariateSummary* worst = nullptr;
  double tests = 0;
  for (const CovariateSummary& c : covariates) {
    if (c.balance_p_value) {
      ++tests;
      if (!worst || *c.balance_p_value < *worst->balance_p_value) {
        worst = &c;
      }
    }
  }
  if (!worst) {
    return {"balance", CheckStatus::pass, "Nothing to balance", "No numeric covariate was chosen.", std::nullopt};
  }
  // Bonferroni: of twenty covariates one is off by chance.
  const double p = std::min(1.0, *worst->balance_p_value * tests);
  const CheckStatus status = status_of(p);
  return {"balance", status == CheckStatus::fail ? CheckStatus::warn : status,
          status == CheckStatus::pass ? "The covariates are balanced between the arms"
                                      : joined("The arms differ in ", worst->name, " by more than chance should allow"),
          joined("Largest gap: ", worst->name, ", ", std::round(std::abs(*worst->balance_smd) * 1000) / 1000,
                 " standard deviations", tests > 1 ? "; its p-value is multiplied by the number of covariates." : "."),
          p};
}

std::optional<Balance> balance_of(const Sample& sample, const SampleCovariate& covariate, std::size_t arm,
                                  const Grouping* clusters, bool crossed) {
  if (!covariate.number || covariate.columns.empty()) {
    return std::nullopt;
  }
  const Eigen::Index value = covariate.columns[0];
  std::vector<double> present(sample.x.col(value).data(), sample.x.col(value).data() + sample.size());
  if (covariate.columns.size() > 1) {
    // Units that lack it are marked by the column behind it.
    blank_where_above(sample.x.col(covariate.columns[1]).data(), 0, present);
  }
  const PresentByArm by_arm = present_by_arm(sample.arm, present, sample.arms.size());
  std::array<stats::Moments, 2> moments;
  moments[0].add(by_arm.of(0));
  moments[1].add(by_arm.of(arm));
  const double v0 = moments[0].variance(), v1 = moments[1].variance();
  if (!(v0 + v1 > 0) || moments[0].count() < 2 || moments[1].count() < 2) {
    return std::nullopt;
  }
  Balance balance{(moments[1].mean() - moments[0].mean()) / std::sqrt((v0 + v1) / 2), std::nullopt};
  if (!clusters) {
    const Answer gap = welch_answer(moments, 0);
    balance.p_value = stats::t_two_sided_p(gap.difference() / std::sqrt(gap.variance()), gap.df);
  } else if (!crossed && sample.arms.size() == 2) {
    const std::span<const double> shown(sample.x.col(value).data(), sample.size());
    const stats::BlockedMeans grouped =
        stats::blocked_means({shown, sample.arm, {}, 1, clusters->of, clusters->size()});
    if (grouped.estimable && grouped.difference_variance > 0) {
      balance.p_value = stats::t_two_sided_p(
          (grouped.mean[1] - grouped.mean[0]) / std::sqrt(grouped.difference_variance), grouped.df);
    }
  }
  return balance;
}

Check skewness_check(std::span<const stats::Moments> arms, std::string_view outcome) {
  const auto needed = [](const stats::Moments& arm) { return 355 * arm.skewness() * arm.skewness(); };
  const stats::Moments* worst = &arms[0];
  for (const stats::Moments& arm : arms) {
    const bool worse =
        needed(arm) * static_cast<double>(worst->count()) >= needed(*worst) * static_cast<double>(arm.count());
    worst = worse ? &arm : worst;
  }
  const double need = std::ceil(needed(*worst));
  const bool enough = static_cast<double>(worst->count()) >= need;
  return {"outcome", enough ? CheckStatus::pass : CheckStatus::warn,
          enough ? "The arms are large enough for this outcome's skew"
                 : "The arms are small for so skewed an outcome: the interval is rough",
          joined("Skewness ", std::round(worst->skewness() * 100) / 100, " of ", outcome, " asks for about ",
                 text(static_cast<std::int64_t>(std::fmin(need, 1e15))), " rows in an arm; there are ",
                 text(worst->count()), "."),
          std::nullopt};
}

GroupCounts count_groups(const Sample& sample, const Grouping& groups, bool are_units) {
  GroupCounts found{groups.column, are_units, std::vector<std::int64_t>(sample.arms.size(), 0), 0, 0, 0, {}};
  std::vector<std::uint64_t> seen(groups.size(), 0);  // arms of the group, a bit each: there are fewer than 64
  for (std::size_t unit = 0; unit < sample.size(); ++unit) {
    if (groups.of[unit] < 0) {
      continue;
    }
    std::uint64_t& arms = seen[static_cast<std::size_t>(groups.of[unit])];
    const auto arm = static_cast<std::size_t>(sample.arm[unit]);
    const std::uint64_t own = std::uint64_t{1} << arm;
    if (arms == 0) {
      ++found.count;
    } else if (++found.repeats <= static_cast<std::int64_t>(table::most_examples)) {
      found.first_repeats.push_back(sample.rows[unit]);
    }
    if ((arms & own) == 0) {
      ++found.in_arm[arm];
      found.crossed += arms != 0 && (arms & (arms - 1)) == 0 ? 1 : 0;
      arms |= own;
    }
  }
  return found;
}

namespace {

// The sample ratio of what was assigned: groups, where each lies in one arm, or units.
Check ratio_check(const std::vector<std::string>& arms, const std::vector<std::int64_t>& units,
                  const GroupCounts* groups, std::span<const double> shares) {
  const bool of_groups = groups && groups->crossed == 0 && (!groups->are_units || groups->repeats > 0);
  const std::vector<std::int64_t>& counts = of_groups ? groups->in_arm : units;
  Check check = sample_ratio_check(counts, shares, arms);
  if (of_groups) {
    check.detail = joined(groups->are_units ? "Units: " : "Clusters: ", check.detail);
  }
  return check;
}

// Units in several arms, and units in several rows.
struct UnitsSeen {
  std::string_view column;
  bool rows_apart = false, clustered = false, takes_rows_for_units = false;
  std::int64_t rows_total = 0, units = 0, left_out_crossed = 0;
  const GroupCounts* rows = nullptr;  // of each unit, where they were kept apart
};

void add_unit_checks(const UnitsSeen& seen, std::size_t arms, const table::Table& table, std::vector<Check>& checks) {
  if (seen.column.empty()) {
    return;
  }
  const auto crossed_units = [&](std::int64_t units, std::string_view what) {
    if (units > 0) {
      checks.push_back({"crossed_units", CheckStatus::fail,
                        arms == 2 ? "Some units are in both arms" : "Some units are in several arms",
                        joined(text(units), units == 1 ? " value of " : " values of ", seen.column,
                               units == 1 ? " stands" : " stand",
                               arms == 2 ? " in control and in treatment; " : " in more than one arm; ", what),
                        std::nullopt});
    }
  };
  if (!seen.rows_apart) {
    checks.push_back(
        {"duplicates", CheckStatus::pass, "Rows were put together by their unit",
         joined(text(seen.rows_total), " rows, ", text(seen.units), " values of ", seen.column, " in the comparison."),
         std::nullopt});
    crossed_units(seen.left_out_crossed, "they were left out.");
    return;
  }
  if (seen.clustered || !seen.rows) {
    return;
  }
  if (seen.rows->repeats == 0) {
    checks.push_back({"duplicates", CheckStatus::pass, "Each unit stands in one row",
                      joined("No value of ", seen.column, " appears twice."), std::nullopt});
    return;
  }
  const std::vector<std::int64_t> first(seen.rows->first_repeats.begin(), seen.rows->first_repeats.end());
  checks.push_back(
      {"duplicates", seen.takes_rows_for_units ? CheckStatus::fail : CheckStatus::warn,
       seen.takes_rows_for_units ? "Some units stand in several rows, which are taken for independent"
                                 : "Some units stand in several rows: the interval is clustered by the unit",
       joined(text(seen.rows->repeats), seen.rows->repeats == 1 ? " row repeats" : " rows repeat", " a value of ",
              seen.column, " (first: ", lines(first, table), "). ",
              seen.takes_rows_for_units ? "Intervals are too short; put the rows of a unit together."
                                        : "A unit with more rows weighs more; put its rows together to weigh units "
                                          "alike."),
       std::nullopt});
  crossed_units(seen.rows->crossed, "the comparison mixes them up. Pairs of rows belong in a block.");
}

void add_group_checks(const GroupCounts& groups, const std::vector<std::string>& arms, std::vector<Check>& checks) {
  const std::int64_t n = groups.count;
  if (!groups.are_units && groups.crossed > 0) {
    checks.push_back({"crossed_clusters", CheckStatus::fail,
                      arms.size() == 2 ? "Some clusters lie in both arms" : "Some clusters lie in several arms",
                      joined(text(groups.crossed), " of ", text(n), " values of ", groups.column,
                             arms.size() == 2 ? " appear in control and in treatment" : " appear in more than one arm",
                             ", so clusters were not what was assigned. Where people were assigned inside them, they "
                             "are blocks."),
                      std::nullopt});
  }
  if (groups.are_units && n >= 40) {
    return;
  }
  std::string detail;
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    detail += joined(arm == 0 ? "" : ", ", text(groups.in_arm[arm]),
                     arm == 0 ? joined(" clusters of ", groups.column, " in ") : std::string(" in "),
                     arm_words(arms, arm, arms.size()));
  }
  checks.push_back({"clusters",
                    n < 10   ? CheckStatus::fail
                    : n < 40 ? CheckStatus::warn
                             : CheckStatus::pass,
                    n < 10   ? "So few clusters allow no reliable interval"
                    : n < 40 ? "There are few clusters: the interval rests on them alone"
                             : "There are enough clusters",
                    detail + "; from 40 on intervals are reliable.", std::nullopt});
}

// Of blocks and a cap.
void add_design_checks(const Experiment& e, const CsvEffectRequest& request, std::vector<Check>& checks) {
  if (e.blocks) {
    const std::string_view assigned = e.clustered() ? "cluster" : "unit";
    std::string detail = joined(text(e.blocked.blocks), " blocks of ", request.block, " hold both arms");
    if (e.blocked.paired) {
      detail += joined(", one ", assigned, " of each.");
    } else if (e.blocked.small_blocks > 0) {
      detail += joined("; ", text(e.blocked.small_blocks), " of them have a single ", assigned, " of an arm.");
    } else {
      detail += joined(", at least two ", assigned, "s of each.");
    }
    if (e.units_outside > 0) {
      detail += joined(" ", text(e.units_outside), " units of other blocks say nothing about the effect.");
    }
    checks.push_back(
        {"blocks", e.units_outside > 0 ? CheckStatus::warn : CheckStatus::pass,
         e.units_outside > 0 ? "Some blocks hold one arm only and were left out" : "Every block holds both arms",
         std::move(detail), std::nullopt});
  }
  if (e.cap) {
    const double share = static_cast<double>(e.capped) / static_cast<double>(e.size());
    checks.push_back({"cap", share > 0.05 ? CheckStatus::warn : CheckStatus::pass,
                      joined("Outcomes above ", rounded(*e.cap, 5), " count as ", rounded(*e.cap, 5)),
                      joined(text(e.capped), " units (", percent(share),
                             "). The effect is that on the capped outcome, not on the whole."),
                      std::nullopt});
  }
}

// The balance of every covariate with numbers, of each arm against the control.
std::vector<CovariateSummary> balances_of(const Sample& sample, const Grouping* clusters, bool crossed) {
  std::vector<CovariateSummary> all;
  for (const SampleCovariate& covariate : sample.covariates) {
    for (std::size_t arm = 1; arm < sample.arms.size(); ++arm) {
      CovariateSummary& row = all.emplace_back();
      row.name = sample.arms.size() == 2 ? covariate.name : joined(covariate.name, " (“", sample.arms[arm], "”)");
      if (const std::optional<Balance> balance = balance_of(sample, covariate, arm, clusters, crossed)) {
        row.balance_smd = balance->smd;
        row.balance_p_value = balance->p_value;
      }
    }
  }
  return all;
}

}  // namespace

std::vector<Check> experiment_checks(const Experiment& e, const CsvEffectRequest& request, std::string_view outcome,
                                     const table::Table& table) {
  std::vector<Check> checks;
  std::optional<GroupCounts> groups;
  if (e.clusters) {
    groups = count_groups(e.sample, *e.clusters, e.clusters_are_units);
  }
  const GroupCounts* const found = groups ? &*groups : nullptr;
  checks.push_back(ratio_check(e.sample.arms, e.sample.assigned, found, two_shares(request.expected_treatment_share)));
  checks.push_back(missing_outcome_check(e.sample.arms, e.sample.assigned, e.sample.missing[0], request.outcome));
  const GroupCounts none;
  add_unit_checks(
      {request.unit, request.unit_rows == RowsOfUnit::separate, !request.cluster.empty(), false, e.sample.rows_total,
       static_cast<std::int64_t>(e.size()), e.sample.crossed_units, e.clusters_are_units ? found : &none},
      2, table, checks);
  if (groups) {
    add_group_checks(*groups, e.sample.arms, checks);
  }
  add_design_checks(e, request, checks);
  if (!e.sample.covariates.empty()) {
    checks.push_back(balance_check(balances_of(e.sample, e.clusters, e.crossed_clusters > 0)));
  }
  if (!e.clustered() || e.clusters_are_units) {
    checks.push_back(skewness_check(e.moments, outcome));
  }
  if (std::optional<Check> tail = heavy_tail_check(e.sample.numbers[0], request.outcome, e.cap)) {
    checks.push_back(std::move(*tail));
  }
  return checks;
}

std::vector<double> two_shares(double expected_treatment_share) {
  return {1 - expected_treatment_share, expected_treatment_share};
}

std::vector<Check> checks_of(const Compared& compared) {
  const Sample& sample = compared.sample;
  const std::size_t arms = sample.arms.size();
  if (sample.size() == 0) {
    return {};  // nobody is compared, and the analysis says so
  }
  std::optional<GroupCounts> groups;
  if (compared.groups) {
    groups = count_groups(sample, *compared.groups, compared.groups_are_units);
  }
  const GroupCounts* const found = groups ? &*groups : nullptr;
  const bool clustered = found && (!found->are_units || (found->repeats > 0 && !compared.takes_rows_for_units));
  std::vector<Check> checks{ratio_check(sample.arms, sample.assigned, found, compared.shares)};
  const auto add = [&](Check check, std::size_t outcome) {
    if (compared.outcomes.size() > 1) {
      check.detail = joined(compared.outcomes[outcome], ": ", check.detail);
    }
    if (outcome == 0 || check.status != CheckStatus::pass) {
      checks.push_back(std::move(check));
    }
  };
  for (std::size_t i = 0; i < compared.outcomes.size(); ++i) {
    add(missing_outcome_check(sample.arms, sample.assigned, sample.missing[i], compared.outcomes[i]), i);
  }
  add_unit_checks(
      {compared.unit, compared.rows_apart, found && !found->are_units, compared.takes_rows_for_units, sample.rows_total,
       static_cast<std::int64_t>(sample.size()), sample.crossed_units, found && found->are_units ? found : nullptr},
      arms, compared.table, checks);
  if (clustered) {
    add_group_checks(*groups, sample.arms, checks);
  }
  if (!sample.covariates.empty()) {
    checks.push_back(
        balance_check(balances_of(sample, clustered ? compared.groups : nullptr, clustered && found->crossed > 0)));
  }
  for (std::size_t i = 0; i < compared.outcomes.size() && (compared.means || compared.normal_means); ++i) {
    const PresentByArm values = present_by_arm(sample.arm, sample.numbers[i], arms);
    if (values.yes_no) {
      continue;
    }
    if (compared.normal_means && !(clustered && !found->are_units)) {
      std::vector<stats::Moments> moments(arms);
      for (std::size_t arm = 0; arm < arms; ++arm) {
        moments[arm].add(values.of(arm));
      }
      add(skewness_check(moments, compared.outcomes[i]), i);
    }
    if (std::optional<Check> tail = heavy_tail_check(values.all, compared.outcomes[i])) {
      add(std::move(*tail), i);
    }
  }
  return checks;
}

std::optional<Check> heavy_tail_check(std::span<const double> outcomes, std::string_view outcome,
                                      std::optional<double> cap) {
  if (outcomes.size() < 1000) {
    return std::nullopt;
  }
  double held = 0;
  const double most = cap.value_or(std::numeric_limits<double>::infinity());
  const auto [total, smallest] = capped_sum(outcomes, most);
  if (smallest < 0 || !(total > 0)) {
    return std::nullopt;
  }
  const auto top = static_cast<std::size_t>(std::ceil(static_cast<double>(outcomes.size()) / 1000));
  for (const double y : stats::largest(outcomes, top)) {
    held += std::min(y, most);  // the largest are the largest, capped or not
  }
  const double share = held / total;
  const bool heavy = share >= 0.1;
  return Check{"heavy_tail", heavy ? CheckStatus::warn : CheckStatus::pass,
               heavy ? "A few units hold much of the total: one of them can turn the answer"
                     : "No handful of units holds much of the total",
               joined("The largest ", text(static_cast<std::int64_t>(top)), " of ",
                      text(static_cast<std::int64_t>(outcomes.size())), " units hold ", percent(share), " of all ",
                      outcome, heavy && !cap ? "; compare with a capped outcome." : "."),
               std::nullopt};
}

void warn_about_lift(const Effect& effect, Issues& issues) {
  if (effect.lift_unbounded) {
    issues.push_back(
        warning(Code::unbounded, "",
                "The control's mean is not clearly different from zero, so the relative lift has no finite "
                "interval; read the absolute difference."));
  } else if (!effect.lift) {
    issues.push_back(warning(Code::unbounded, "",
                             "The control's mean is not positive, so a relative lift has no meaning; read the absolute "
                             "difference."));
  }
}

}  // namespace sutva::analyze
