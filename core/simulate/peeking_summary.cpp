// SPDX-License-Identifier: Apache-2.0
// Summing up: rates, days and sizes of the blocks, the same by recursion where there is one, and sentences.
#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "simulate/estimate_summary.hpp"
#include "simulate/peeking_parts.hpp"
#include "stats/distributions.hpp"
#include "stats/group_sequential.hpp"

namespace sutva::simulate {
namespace {

constexpr std::size_t most_exact_looks = 100;  // of always valid bars, whose recursion is wide
constexpr double largest_drift = 25;           // of the recursion

std::string remedy_of(PeekingCase which) {
  switch (which) {
    case PeekingCase::novelty:
      return "Run until the novelty is gone and leave out the first days, or judge by people who are new in both arms. "
             "Plot the effect by day since somebody was first exposed. No boundary helps: the early effect is real, it "
             "does not last.";
    case PeekingCase::weekend:
      return "Look and stop at the end of whole weeks only.";
    case PeekingCase::metrics:
      return "Name one metric that decides before the start; else divide alpha by the number of metrics, at each look.";
    case PeekingCase::segments:
      return "Decide on everybody and take segments as hints; else divide alpha by the number of segments, and ask for "
             "an interaction before believing that they differ.";
    case PeekingCase::variants:
      return "Divide alpha by the number of variants, or use Dunnett's test, which knows the common control.";
    case PeekingCase::clusters:
      break;
  }
  return "Analyse what was randomised: cluster means, cluster-robust standard errors or the delta method. Each makes "
         "the "
         "standard error larger by the root of the design effect.";
}

}  // namespace

// Chances to be called by each look where nothing goes wrong but that the variance is `inflation` times what the test
// takes it for. Empty where it would take too long or is beyond the recursion.
std::vector<double> PeekingStudy::exact(PeekingMethod method, double inflation, double drift) const {
  const auto design = std::find_if(solved_.begin(), solved_.end(),
                                   [&](const Solved& s) { return s.method == method && s.alpha == request_.alpha; });
  if (design == solved_.end() || (always_valid(method) && design->at.size() > most_exact_looks) ||
      drift > largest_drift) {
    return {};
  }
  stats::StopRule rule;
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < design->at.size(); ++i) {
    if (design->z[i] < infinity) {
      rule.fractions.push_back(n_[design->at[i]] / n_.back());
      rule.upper.push_back(design->z[i] / std::sqrt(inflation));
      at.push_back(design->at[i]);
    }
  }
  const stats::StopChances chances = stats::Walk(std::move(rule), drift).chances(drift);
  std::vector<double> by(days_.size(), 0);
  for (std::size_t i = 0; i < at.size(); ++i) {
    by[at[i]] = chances.success[i] + chances.opposite[i];
  }
  for (std::size_t k = 1; k < by.size(); ++k) {
    by[k] += by[k - 1];
  }
  return by;
}

void PeekingStudy::add_cases(const std::vector<double>& stopped, const std::vector<double>& cured, double n,
                             Result& result) const {
  const std::size_t looks = days_.size(), ways = methods_.size();
  const auto rate = [&](std::size_t scenario, std::size_t way) {
    double called = 0;
    for (std::size_t k = 0; k < looks; ++k) {
      called += stopped[(scenario * ways + way) * looks + k];
    }
    return called / n;
  };
  const auto describe_case = [&](std::string_view which, std::string_view label, std::string remedy,
                                 std::size_t rows_before) {
    PeekingCaseResult one{std::string(which), std::string(label), {}, std::move(remedy)};
    std::string said;
    for (std::size_t i = rows_before; i < result.case_rates.size(); ++i) {
      const PeekingCaseRate& row = result.case_rates[i];
      const bool shown = ways <= 3 || row.method == "fixed" || row.method == "peeking" || row.method == "msprt";
      if (shown) {
        const double noise = 3 * std::hypot(row.without_mcse, row.with_mcse);
        const bool moved = std::abs(row.with - row.without) > noise;
        said += joined(said.empty() ? "" : " ", "“", row.method_label, "”: from ", percent(row.without), " to ",
                       percent(row.with), moved ? "" : ", no more than chance", row.cured ? ", with the remedy " : "",
                       row.cured ? percent(*row.cured) : std::string(), ".");
      }
    }
    one.sentence = joined("False positives without and with it. ", said);
    result.cases.push_back(std::move(one));
  };
  if (request_.metric == PeekingMetric::heavy_tailed) {
    const std::size_t before = result.case_rates.size();
    for (std::size_t way = 0; way < ways; ++way) {
      const PeekingMethodResult& method = result.methods[way];
      if (!method.exact_false_positive_rate) {
        continue;
      }
      PeekingCaseRate row;
      row.which = "heavy_tailed";
      row.case_label = label(PeekingMetric::heavy_tailed);
      row.method = method.method;
      row.method_label = method.label;
      row.without = *method.exact_false_positive_rate;
      row.exact_without = row.without;
      row.with = rate(nothing_wrong(), way);
      row.with_mcse = share_error(row.with, n);
      result.case_rates.push_back(std::move(row));
    }
    describe_case(
        "heavy_tailed", label(PeekingMetric::heavy_tailed),
        "Cap the metric at a high quantile chosen beforehand, count who spends instead of how much, adjust for "
        "what was spent before, or do not look until there are many users.",
        before);
  }
  for (std::size_t i = 0; i < cases_.size(); ++i) {
    const PeekingCase which = cases_[i];
    const Scenario& scenario = scenarios_[alone(i)];
    const std::size_t before = result.case_rates.size();
    for (std::size_t way = 0; way < ways; ++way) {
      const PeekingMethodResult& method = result.methods[way];
      PeekingCaseRate row;
      row.which = name(which);
      row.case_label = label(which);
      row.method = method.method;
      row.method_label = method.label;
      row.without = rate(nothing_wrong(), way);
      row.without_mcse = share_error(row.without, n);
      row.exact_without = method.exact_false_positive_rate;
      row.with = rate(alone(i), way);
      row.with_mcse = share_error(row.with, n);
      const bool tuned_by_size =
          methods_[way] == PeekingMethod::msprt || methods_[way] == PeekingMethod::confidence_sequence;
      const bool independent = (which == PeekingCase::metrics && scenario.correlation == 0) ||
                               (which == PeekingCase::segments && !tuned_by_size);
      if (independent && row.exact_without) {
        row.exact_with = 1 - std::pow(1 - *row.exact_without, static_cast<double>(scenario.comparisons()));
      } else if (which == PeekingCase::clusters) {
        const double inflation = 1 + (scenario.law.cluster_size - 1) * scenario.law.icc;
        if (const std::vector<double> by = exact(methods_[way], inflation, 0); !by.empty()) {
          row.exact_with = by.back();
        }
      }
      if (!scenario.cure.empty()) {
        row.cured = cured[alone(i) * ways + way] / n;
        row.cured_mcse = share_error(*row.cured, n);
      }
      result.case_rates.push_back(std::move(row));
    }
    describe_case(name(which), label(which), remedy_of(which), before);
  }
}

std::string PeekingStudy::sentence(const Result& result) const {
  const auto found = [&](std::string_view which) -> const PeekingMethodResult* {
    const auto at = std::find_if(result.methods.begin(), result.methods.end(),
                                 [&](const PeekingMethodResult& m) { return m.method == which; });
    return at == result.methods.end() ? nullptr : &*at;
  };
  const std::string looking =
      joined("at ", days_.size() == 1 ? "one look" : counted(static_cast<double>(days_.size()), "look", "looks"),
             " in ", counted(static_cast<double>(request_.days), "day", "days"));
  std::string said;
  if (const PeekingMethodResult* peeking = found("peeking")) {
    said = joined("Whoever calls an experiment as soon as p is below ", rounded(request_.alpha), ", ", looking,
                  ", calls ", percent(peeking->false_positive_rate), " of those without a lasting lift.");
    if (peeking->exaggeration) {
      said += joined(" Of those with a lift of ", percent(request_.lift), " it calls ", percent(*peeking->power),
                     ", after ", rounded(peeking->mean_days), " days on average, and then reports ",
                     rounded(*peeking->exaggeration), " times the true lift.");
    }
  }
  const PeekingMethodResult* best = nullptr;
  for (const PeekingMethodResult& m : result.methods) {
    const bool holds = m.false_positive_rate <=
                       request_.alpha + 3 * share_error(request_.alpha, static_cast<double>(result.replicates));
    if (holds && m.method != "fixed" &&
        (!best || (m.power ? *m.power > *best->power : m.false_positive_rate > best->false_positive_rate))) {
      best = &m;
    }
  }
  if (best) {
    said += joined(said.empty() ? "" : " ", "“", best->label, "” stays at ", percent(best->false_positive_rate));
    if (best->power) {
      said += joined(" and finds the lift in ", percent(*best->power), " of experiments, after ",
                     rounded(best->mean_days), " days on average");
      if (const PeekingMethodResult* fixed = found("fixed")) {
        said += joined("; looking once at the end finds it in ", percent(*fixed->power));
      }
    }
    said += ".";
  } else if (result.methods.size() > 1 || !found("fixed")) {
    said += joined(said.empty() ? "" : " ", "None of these ways keeps the level here.");
  }
  if (said.empty()) {
    said = joined("Looking once at the end calls ", percent(result.methods.front().false_positive_rate),
                  " of experiments without a lasting lift.");
  }
  return said;
}

std::vector<Assumption> PeekingStudy::assumptions() const {
  std::vector<Assumption> list;
  const double n = scenarios_.front().n.front();
  if (request_.metric == PeekingMetric::proportion) {
    const double counts = n * std::fmin(request_.baseline, 1 - request_.baseline);
    list.push_back({"Counts are large enough for a normal z",
                    joined("At the first look about ", rounded(counts),
                           " of the rarer outcome are expected in an arm; some twenty are enough."),
                    counts >= 20  ? Standing::fine
                    : counts >= 5 ? Standing::doubtful
                                  : Standing::broken});
  } else if (request_.metric == PeekingMetric::heavy_tailed) {
    const double skewness = law_.cv * law_.cv * law_.cv + 3 * law_.cv;
    const double needed = 355 * skewness * skewness;
    list.push_back({"Means are about normal",
                    joined("The skewness is about ", rounded(skewness), ": by the rule 355 skewness² a mean needs ",
                           rounded(needed), " users, and the first look has ", rounded(n),
                           " in an arm. Equal arms are kinder than the rule: their skews cancel in the difference."),
                    n >= needed ? Standing::fine : Standing::doubtful});
    list.push_back({"Each row is drawn",
                    "From a lognormal distribution in 4096 classes of equal chance, the highest of "
                    "which are cut again up to a chance of 2^-48.",
                    Standing::fine});
  } else {
    list.push_back(
        {"The metric is normal", "Sums and sums of squares are drawn from their exact law.", Standing::unchecked});
  }
  list.push_back({"People arrive evenly and are seen once",
                  "Who returns would be counted again and again: choose clusters.", Standing::unchecked});
  if (days_.size() > most_planned_looks) {
    list.push_back({"Designs look less often",
                    joined("Designs with planned looks use ", planned(PeekingMethod::pocock, false).size(), " of the ",
                           days_.size(), ", evenly; who peeks uses all."),
                    Standing::fine});
  }
  list.push_back({"The rule is followed", "The first look past the bar ends the experiment, in either direction.",
                  Standing::unchecked});
  if (asked(PeekingCase::clusters)) {
    list.push_back(
        {"Whole clusters arrive at once",
         request_.metric == PeekingMetric::mean
             ? "Each has a normal effect of its own."
             : "Each is of one mind with the chance of the intraclass correlation, else its rows are independent.",
         Standing::unchecked});
  }
  return list;
}

Outcome<PeekingStudyResult> PeekingStudy::finish(const std::vector<Partial>& partials) const {
  const std::size_t looks = days_.size(), ways = methods_.size();
  std::vector<double> stopped(scenarios_.size() * ways * looks, 0), cured(scenarios_.size() * ways, 0),
      sums(ways * sums_kept, 0);
  std::vector<const Partial*> order;
  Result result;
  for (const Partial& part : partials) {
    // What comes from outside may be anything: a block of another study counts for nothing.
    const auto kept = static_cast<std::size_t>(
        std::clamp<std::int64_t>(paths_kept - part.first, 0, std::max<std::int64_t>(part.count, 0)));
    if (part.count > 0 && part.first >= 0 && part.stopped.size() == stopped.size() &&
        part.cured.size() == cured.size() && part.sums.size() == sums.size() && part.paths.size() == kept * 3 * looks) {
      order.push_back(&part);
      result.replicates += part.count;
    }
  }
  if (result.replicates == 0) {
    return error(Code::cancelled, "", "Stopped before the first experiments were simulated.");
  }
  std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  for (const Partial* part : order) {
    const auto add = [](std::vector<double>& to, const std::vector<double>& more) {
      for (std::size_t i = 0; i < to.size(); ++i) {
        to[i] += more[i];
      }
    };
    add(stopped, part->stopped);
    add(cured, part->cured);
    add(sums, part->sums);
    for (std::size_t i = 0; i < part->paths.size(); i += 3 * looks) {
      const auto from = part->paths.begin() + static_cast<std::ptrdiff_t>(i);
      const auto length = static_cast<std::ptrdiff_t>(looks);
      PeekingPath& path = result.paths.emplace_back();
      path.replicate = part->first + static_cast<std::int64_t>(i / (3 * looks));
      path.z.assign(from, from + length);
      path.p.assign(from + length, from + 2 * length);
      path.estimate.assign(from + 2 * length, from + 3 * length);
    }
  }
  const auto n = static_cast<double>(result.replicates);
  const auto arms = static_cast<double>(1 + scenarios_.front().variants);
  result.look_days = days_;
  for (const double rows : scenarios_.front().n) {
    result.look_people.push_back(rows * static_cast<double>(scenarios_.front().segments) * arms);
  }
  result.lift = request_.lift;
  result.alpha = request_.alpha;
  result.final_se = final_se_;
  const double drift = std::abs(request_.lift) / final_se_;
  for (std::size_t way = 0; way < ways; ++way) {
    PeekingMethodResult row;
    row.method = name(methods_[way]);
    row.label = label(methods_[way]);
    const double* bar = &scenarios_.front().critical[way * looks];
    row.looks = static_cast<std::int64_t>(planned(methods_[way], false).size());
    for (std::size_t k = 0; k < looks; ++k) {
      if (bar[k] < infinity) {
        row.boundary_days.push_back(days_[k]);
        row.boundary.push_back(bar[k]);
      }
    }
    // Shares called by each look, and the mean day and people at the end.
    const auto follow = [&](std::size_t scenario, std::vector<double>& by, double& days, double& days_squared,
                            double& people) {
      double called = 0;
      for (std::size_t k = 0; k < looks; ++k) {
        const double here = stopped[(scenario * ways + way) * looks + k];
        called += here;
        const double ends = k + 1 < looks ? here : here + n - called;
        days += ends * days_[k] / n;
        days_squared += ends * days_[k] * days_[k] / n;
        people += ends * result.look_people[k] / n;
        by.push_back(called / n);
      }
    };
    double squares = 0, null_people = 0, null_squares = 0;
    follow(0, row.false_positives, row.mean_days_null, null_squares, null_people);
    row.false_positive_rate = row.false_positives.back();
    row.false_positive_mcse = share_error(row.false_positive_rate, n);
    row.exact_false_positives = exact(methods_[way], 1, 0);
    if (!row.exact_false_positives.empty()) {
      row.exact_false_positive_rate = row.exact_false_positives.back();
    }
    std::vector<double> called = row.false_positives, exact_called = row.exact_false_positives;
    if (request_.lift == 0) {
      row.mean_days = row.mean_days_null;
      row.mean_people = null_people;
      squares = null_squares;
    } else {
      follow(with_lift(), row.found, row.mean_days, squares, row.mean_people);
      row.power = row.found.back();
      row.power_mcse = share_error(*row.power, n);
      row.exact_found = exact(methods_[way], 1, drift);
      if (!row.exact_found.empty()) {
        row.exact_power = row.exact_found.back();
      }
      called = row.found;
      exact_called = row.exact_found;
    }
    row.mean_days_mcse = std::sqrt(std::fmax(0, squares - row.mean_days * row.mean_days) / n);
    if (!exact_called.empty()) {
      double days = days_.back(), before = 0;
      for (std::size_t k = 0; k < looks; ++k) {
        days -= (exact_called[k] - before) * (days_.back() - days_[k]);
        before = exact_called[k];
      }
      row.exact_mean_days = days;
    }
    for (std::size_t k = 0; k < looks && !row.median_days; ++k) {
      if (called[k] >= 0.5) {
        row.median_days = days_[k];
      }
    }
    const double* sum = &sums[way * sums_kept];
    const double found = called.back() * n;
    row.mean_estimate = sum[estimates] / n * final_se_;
    if (found > 0) {
      row.mean_found = sum[sizes_found] / found * final_se_;
      if (request_.lift != 0) {
        row.exaggeration = *row.mean_found / std::abs(request_.lift);
        row.wrong_sign = sum[wrong_signs] / found;
      }
    }
    row.coverage = sum[covered] / n;
    row.coverage_mcse = share_error(row.coverage, n);
    row.own_coverage = sum[covered_own] / n;
    row.own_coverage_mcse = share_error(row.own_coverage, n);
    result.methods.push_back(std::move(row));
  }
  add_cases(stopped, cured, n, result);
  result.sentence = sentence(result);
  result.assumptions = assumptions();
  return result;
}

}  // namespace sutva::simulate
