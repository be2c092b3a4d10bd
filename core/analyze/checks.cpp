// SPDX-License-Identifier: Apache-2.0
#include "analyze/checks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "analyze/sample_ratio.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/distributions.hpp"

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

}  // namespace

CheckStatus status_of(double p_value) {
  constexpr double red = 0.001, amber = 0.01;
  return p_value < red ? CheckStatus::fail : p_value < amber ? CheckStatus::warn : CheckStatus::pass;
}

Check sample_ratio_check(std::int64_t rows_control, std::int64_t rows_treatment, double expected_treatment_share) {
  const auto ratio = sample_ratio({rows_control, rows_treatment, expected_treatment_share});
  return {"sample_ratio", ratio->status, ratio->finding,
          joined(text(rows_control), " in control and ", text(rows_treatment), " in treatment (",
                 percent(ratio->treatment_share), " in treatment, ", percent(expected_treatment_share), " planned)."),
          ratio->p_value};
}

Check missing_outcome_check(const ArmSummary& control, const ArmSummary& treatment, std::string_view outcome) {
  const auto mc = static_cast<double>(control.missing_outcome);
  const auto mt = static_cast<double>(treatment.missing_outcome);
  const auto nc = static_cast<double>(control.rows);
  const auto nt = static_cast<double>(treatment.rows);
  if (mc + mt == 0) {
    return {"missing_outcome", CheckStatus::pass, "No outcome is missing",
            joined("Every row of both arms has a value of ", outcome, "."), std::nullopt};
  }
  const double p = (mc + mt) / (nc + nt);
  const double difference = mt / nt - mc / nc;
  const double p_value = stats::chi_squared_sf(difference * difference / (p * (1 - p) * (1 / nc + 1 / nt)), 1);
  const CheckStatus status = status_of(p_value);
  return {"missing_outcome", status,
          status == CheckStatus::pass ? "Outcomes are missing about equally often in both arms"
                                      : "One arm lacks its outcome more often: those who are left may differ",
          joined(text(control.missing_outcome), " missing in control (", percent(mc / nc), "), ",
                 text(treatment.missing_outcome), " in treatment (", percent(mt / nt), ")."),
          p_value};
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

Check skewness_check(std::int64_t rows_control, double skewness_control, std::int64_t rows_treatment,
                     double skewness_treatment, std::string_view outcome) {
  const double need_control = 355 * skewness_control * skewness_control;
  const double need_treatment = 355 * skewness_treatment * skewness_treatment;
  const bool control_is_worse =
      need_control * static_cast<double>(rows_treatment) > need_treatment * static_cast<double>(rows_control);
  const double need = std::ceil(control_is_worse ? need_control : need_treatment);
  const std::int64_t rows = control_is_worse ? rows_control : rows_treatment;
  const double skewness = control_is_worse ? skewness_control : skewness_treatment;
  const bool enough = static_cast<double>(rows) >= need;
  return {
      "outcome", enough ? CheckStatus::pass : CheckStatus::warn,
      enough ? "The arms are large enough for this outcome's skew"
             : "The arms are small for so skewed an outcome: the interval is rough",
      joined("Skewness ", std::round(skewness * 100) / 100, " of ", outcome, " asks for about ",
             text(static_cast<std::int64_t>(std::fmin(need, 1e15))), " rows in an arm; there are ", text(rows), "."),
      std::nullopt};
}

Check design_ratio_check(const Experiment& e, double expected_treatment_share) {
  if (!e.clustered() || e.crossed_clusters > 0) {
    return sample_ratio_check(e.sample.assigned[0], e.sample.assigned[1], expected_treatment_share);
  }
  Check check = sample_ratio_check(e.clusters_in[0], e.clusters_in[1], expected_treatment_share);
  check.detail = joined(e.clusters_are_units ? "Units: " : "Clusters: ", check.detail);
  return check;
}

std::vector<Check> design_checks(const Experiment& e, const CsvEffectRequest& request, const table::Table& table) {
  std::vector<Check> checks;
  const auto crossed_units = [&](std::int64_t units, std::string_view what) {
    if (units > 0) {
      checks.push_back({"crossed_units", CheckStatus::fail, "Some units are in both arms",
                        joined(text(units), " values of ", request.unit, " appear in control and in treatment; ", what),
                        std::nullopt});
    }
  };
  if (!request.unit.empty() && request.unit_rows != RowsOfUnit::separate) {
    std::int64_t crossed = 0;
    for (const LeftOut& out : e.sample.left_out) {
      crossed += out.reason == "In two arms" ? out.count : 0;
    }
    checks.push_back({"duplicates", CheckStatus::pass, "Rows were put together by their unit",
                      joined(text(e.sample.rows_total), " rows, ", text(static_cast<std::int64_t>(e.size())),
                             " values of ", request.unit, " in the comparison."),
                      std::nullopt});
    crossed_units(crossed, "they were left out.");
  } else if (!request.unit.empty() && request.cluster.empty()) {
    if (e.repeated_rows == 0) {
      checks.push_back({"duplicates", CheckStatus::pass, "Each unit stands in one row",
                        joined("No value of ", request.unit, " appears twice."), std::nullopt});
    } else {
      const std::vector<std::int64_t> first(e.first_repeats.begin(), e.first_repeats.end());
      checks.push_back(
          {"duplicates", CheckStatus::warn, "Some units stand in several rows: the interval is clustered by the unit",
           joined(text(e.repeated_rows), " rows repeat a value of ", request.unit, " (first: ", lines(first, table),
                  "). A unit with more rows weighs more; put its rows together to weigh units alike."),
           std::nullopt});
      crossed_units(e.crossed_clusters, "the comparison mixes them up. Pairs of rows belong in a block.");
    }
  }
  if (e.clustered()) {
    const std::int64_t n = e.cluster_count();
    const std::string column = e.clusters->column;
    if (!e.clusters_are_units && e.crossed_clusters > 0) {
      checks.push_back({"crossed_clusters", CheckStatus::fail, "Some clusters lie in both arms",
                        joined(text(e.crossed_clusters), " of ", text(n), " values of ", column,
                               " appear in control and in treatment, so clusters were not what was assigned. Where "
                               "people were assigned inside them, they are blocks."),
                        std::nullopt});
    }
    if (!e.clusters_are_units || n < 40) {
      checks.push_back({"clusters",
                        n < 10   ? CheckStatus::fail
                        : n < 40 ? CheckStatus::warn
                                 : CheckStatus::pass,
                        n < 10   ? "So few clusters allow no reliable interval"
                        : n < 40 ? "There are few clusters: the interval rests on them alone"
                                 : "There are enough clusters",
                        joined(text(e.clusters_in[0]), " clusters of ", column, " in control, ", text(e.clusters_in[1]),
                               " in treatment; from 40 on intervals are reliable."),
                        std::nullopt});
    }
  }
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
  return checks;
}

std::optional<Check> heavy_tail_check(std::vector<double> outcomes, std::string_view outcome,
                                      std::optional<double> cap) {
  if (outcomes.size() < 1000) {
    return std::nullopt;
  }
  double total = 0, held = 0, smallest = 0;
  for (double& y : outcomes) {
    y = cap ? std::min(*cap, y) : y;
    total += y;
    smallest = std::min(smallest, y);
  }
  if (smallest < 0 || !(total > 0)) {
    return std::nullopt;
  }
  const auto top = static_cast<std::ptrdiff_t>(std::ceil(static_cast<double>(outcomes.size()) / 1000));
  std::nth_element(outcomes.begin(), outcomes.end() - top, outcomes.end());
  for (auto y = outcomes.end() - top; y != outcomes.end(); ++y) {
    held += *y;
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
