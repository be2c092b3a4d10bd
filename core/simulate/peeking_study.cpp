// SPDX-License-Identifier: Apache-2.0
// Preparing: when the looks are, what each scenario does to people and outcomes, and the bars of every way.
#include "simulate/peeking_study.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "random/plain_math.hpp"
#include "simulate/growing_arms.hpp"
#include "simulate/peeking_parts.hpp"
#include "stats/distributions.hpp"
#include "stats/group_sequential.hpp"

namespace sutva::simulate {
namespace {

constexpr std::size_t most_looks = 700;  // 29 days of hours
constexpr std::size_t most_comparisons = 1000;
constexpr double most_rows = 5e7;       // drawn one by one in a replicate: a tenth of a second
constexpr double least_apart = 0.001;   // two looks, as a share of all people: what the recursion resolves
constexpr double least_chance = 1e-15;  // a bar that is passed more rarely is never passed

double squared(double x) { return x * x; }

// Above a whole week's mean, in units of the weekend's difference.
double weekend_of(double day) { return std::fmod(day, 7) >= 5 ? 1 : -0.4; }

// The mean of its square over a week. So much of the lift must go for a whole week to have none, since there are more
// events to lift at weekends.
constexpr double weekend_squared = 0.4;

// The mean of 2^(-t / half_life) from one time to another.
double novelty_left(double from, double to, double half_life) {
  constexpr double ln2 = 0.6931471805599453;
  const auto left = [&](double t) { return 1 / random::plain_power(2, t / half_life); };
  const double run = (to - from) / half_life * ln2;
  return run < 1e-6 ? left((from + to) / 2) : (left(from) - left(to)) / run;
}

bool at_every_look(PeekingMethod method) { return method == PeekingMethod::peeking || always_valid(method); }

// The boundary C t^exponent that is passed with the chance alpha: as stats::with_drift finds it, but a block of
// replicates can not wait that long. On the scale of normal quantiles the chance is nearly a straight line in C.
std::vector<double> power_of_time(const std::vector<double>& fractions, double alpha, double exponent) {
  const double wanted = stats::normal_quantile_upper(alpha / 2);
  std::vector<double> shape, z(fractions.size());
  for (const double t : fractions) {
    shape.push_back(std::pow(t, exponent));
  }
  double scale = wanted, step = 0, before = 0;
  for (int i = 0; i < 20; ++i) {
    for (std::size_t k = 0; k < z.size(); ++k) {
      z[k] = scale * shape[k];
    }
    const double chance = stats::Walk({true, fractions, z, {}}, 0).chances(0).rejects();
    const double off = stats::normal_quantile_upper(chance / 2) - wanted;
    if (std::abs(off) < 1e-9) {
      break;
    }
    const double slope = i > 0 ? (off - before) / step : 1;
    step = -off / slope;
    before = off;
    scale += step;
  }
  return z;
}

template <class E>
std::vector<E> each_once(const std::vector<E>& all) {
  std::vector<E> once;
  for (const E one : all) {
    if (std::find(once.begin(), once.end(), one) == once.end()) {
      once.push_back(one);
    }
  }
  return once;
}

}  // namespace

bool PeekingStudy::Scenario::has(PeekingCase which) const {
  return std::find(cases.begin(), cases.end(), which) != cases.end();
}

bool PeekingStudy::asked(PeekingCase which) const {
  return std::find(cases_.begin(), cases_.end(), which) != cases_.end();
}

double PeekingStudy::variance_of_rows(double lift) const {
  switch (request_.metric) {
    case PeekingMetric::proportion:
      return (1 + lift) * (1 / request_.baseline - (1 + lift));
    case PeekingMetric::mean:
      return squared(law_.cv);
    case PeekingMetric::heavy_tailed:
      break;
  }
  return squared(law_.cv * (1 + lift));
}

// Where a way looks: designs at no more than 60 looks, evenly, the last one among them.
std::vector<std::size_t> PeekingStudy::planned(PeekingMethod method, bool whole_weeks) const {
  std::vector<std::size_t> possible;
  for (std::size_t k = 0; k < days_.size(); ++k) {
    if (!whole_weeks || std::fmod(days_[k], 7) == 0) {
      possible.push_back(k);
    }
  }
  if (possible.empty() || at_every_look(method)) {
    return possible;
  }
  if (method == PeekingMethod::fixed) {
    return {possible.back()};
  }
  const std::size_t step = (possible.size() + most_planned_looks - 1) / most_planned_looks;
  std::vector<std::size_t> some;
  for (std::size_t back = 0; back < possible.size(); back += step) {
    some.push_back(possible[possible.size() - 1 - back]);
  }
  std::reverse(some.begin(), some.end());
  return some;
}

// Of an always valid way: its bar for n rows in an arm is stats::always_valid_z with this for kappa.
double PeekingStudy::tuning(PeekingMethod method, double alpha) const {
  return method == PeekingMethod::msprt ? 2 * variance_of_rows(0) / squared(request_.mixture_lift)
                                        : stats::always_valid_kappa(true, alpha, request_.tightest_at) * n_.back();
}

PeekingStudy::Solved PeekingStudy::solve(PeekingMethod method, double alpha, bool whole_weeks) const {
  Solved solved{method, alpha, planned(method, whole_weeks), {}};
  const std::size_t looks = solved.at.size();
  const double tuned = always_valid(method) ? tuning(method, alpha) : 0;
  stats::SequentialDesign design;
  design.alpha = alpha;
  switch (method) {
    case PeekingMethod::fixed:
    case PeekingMethod::peeking:
      solved.z.assign(looks, stats::normal_quantile_upper(alpha / 2));
      return solved;
    case PeekingMethod::bonferroni:
      solved.z.assign(looks, stats::normal_quantile_upper(alpha / 2 / static_cast<double>(looks)));
      return solved;
    case PeekingMethod::msprt:
    case PeekingMethod::confidence_sequence:
      for (const std::size_t k : solved.at) {
        solved.z.push_back(stats::always_valid_z(true, alpha, tuned, n_[k]));
      }
      return solved;
    case PeekingMethod::pocock:
    case PeekingMethod::obrien_fleming:
    case PeekingMethod::spending:
      break;
  }
  for (const std::size_t k : solved.at) {
    design.fractions.push_back(n_[k] / n_[solved.at.back()]);
  }
  if (looks > 0 && method != PeekingMethod::spending) {
    solved.z = power_of_time(design.fractions, alpha, method == PeekingMethod::pocock ? 0 : -0.5);
  } else if (const auto found = looks > 0 ? stats::with_drift(design, 1) : std::nullopt) {
    solved.z = found->rule.upper;
  } else {
    solved.z.assign(looks, infinity);
  }
  return solved;
}

const PeekingStudy::Solved& PeekingStudy::solved(PeekingMethod method, double alpha, bool whole_weeks) {
  for (const Solved& known : solved_) {
    if (known.method == method && known.alpha == alpha && known.at == planned(method, whole_weeks)) {
      return known;
    }
  }
  return solved_.emplace_back(solve(method, alpha, whole_weeks));
}

// The bars of all ways on the scale of the test, infinite where a way does not look. rows_in_one: how many rows are as
// one in the analysis, whose standard error then knows the design effect.
std::vector<double> PeekingStudy::critical(const Scenario& scenario, double alpha, double rows_in_one,
                                           bool whole_weeks) {
  const std::size_t looks = days_.size();
  std::vector<double> all(methods_.size() * looks, infinity);
  const double wider = std::sqrt(1 + (rows_in_one - 1) * request_.icc);
  for (std::size_t m = 0; m < methods_.size(); ++m) {
    const PeekingMethod method = methods_[m];
    const Solved& design = solved(method, alpha, whole_weeks);
    const double tuned = always_valid(method) ? tuning(method, alpha) : 0;
    for (std::size_t i = 0; i < design.at.size(); ++i) {
      const std::size_t k = design.at[i];
      double bar = design.z[i];
      if (always_valid(method)) {
        bar = stats::always_valid_z(true, alpha, tuned, scenario.n[k] / (wider * wider));
      } else if (request_.metric != PeekingMetric::proportion && bar < infinity) {
        const double chance = stats::normal_sf(bar);
        const double df = 2 * scenario.n[k] / rows_in_one - 2;
        bar = chance > least_chance ? stats::t_quantile_upper(chance, df) : infinity;
      }
      all[m * looks + k] = bar * wider;
    }
  }
  round_boundary(all);
  return all;
}

void PeekingStudy::add_cure(Scenario& scenario) {
  const double alpha = request_.alpha / static_cast<double>(scenario.comparisons());
  switch (scenario.cases.front()) {
    case PeekingCase::novelty:
      return;
    case PeekingCase::weekend:
      if (!planned(PeekingMethod::fixed, true).empty()) {
        scenario.cure = critical(scenario, alpha, 1, true);
      }
      return;
    case PeekingCase::metrics:
    case PeekingCase::segments:
    case PeekingCase::variants:
      scenario.cure = critical(scenario, alpha, 1, false);
      return;
    case PeekingCase::clusters:
      break;
  }
  scenario.cure = critical(scenario, alpha, static_cast<double>(request_.cluster_size), false);
}

void PeekingStudy::set_looks(Issues& issues) {
  const auto days = static_cast<double>(request_.days);
  if (request_.looks == PeekingLooks::daily) {
    for (std::int64_t day = 1; day <= request_.days; ++day) {
      days_.push_back(static_cast<double>(day));
    }
  } else if (request_.looks == PeekingLooks::hourly) {
    if (request_.days * 24 > static_cast<std::int64_t>(most_looks)) {
      issues.push_back(error(Code::too_large, "days",
                             joined("Every hour of ", request_.days, " days is ", request_.days * 24,
                                    " looks, and 700 are the most: 29 days, or look every day."),
                             29));
      return;
    }
    for (std::int64_t hour = 1; hour <= request_.days * 24; ++hour) {
      days_.push_back(static_cast<double>(hour) / 24);
    }
  } else {
    double before = 0;
    for (const double day : request_.look_days) {
      if (day < before + least_apart * days) {
        issues.push_back(error(Code::conflict, "look_days",
                               joined("Looks must rise, by 0.1 % of the whole time at least: after day ",
                                      rounded(before, 6), " comes day ", rounded(day, 6), ".")));
        return;
      }
      if (day > days) {
        issues.push_back(error(Code::conflict, "look_days",
                               joined("Day ", rounded(day, 6), " is after the end: the experiment has ",
                                      counted(days, "day", "days"), "."),
                               days));
        return;
      }
      days_.push_back(before = day);
    }
    if (days_.size() > most_looks) {
      issues.push_back(error(Code::too_large, "look_days", "At most 700 looks.", static_cast<double>(most_looks)));
      return;
    }
    if (days_.empty() || days_.back() < days) {
      if (days - before < least_apart * days) {
        days_.pop_back();
      }
      days_.push_back(days);
    }
  }
}

void PeekingStudy::add_scenario(std::vector<PeekingCase> cases, double lift, Issues& issues) {
  Scenario s;
  s.cases = std::move(cases);
  s.lift = lift;
  s.law = law_;
  s.variants = s.has(PeekingCase::variants) ? static_cast<std::size_t>(request_.variants) : 1;
  s.segments = s.has(PeekingCase::segments) ? static_cast<std::size_t>(request_.segments) : 1;
  s.metrics = s.has(PeekingCase::metrics) ? static_cast<std::size_t>(request_.metrics) : 1;
  s.correlation = s.metrics > 1 ? request_.metric_correlation : 0;
  if (s.has(PeekingCase::clusters)) {
    s.law.cluster_size = static_cast<double>(request_.cluster_size);
    s.law.icc = request_.icc;
  }
  const bool by_day = s.has(PeekingCase::novelty) || s.has(PeekingCase::weekend);
  const double of_all = static_cast<double>(s.segments) * s.law.cluster_size;
  const auto users = static_cast<double>(request_.users_per_day);
  double time = 0, units = 0, units_at_look = 0;
  for (std::size_t k = 0; k < days_.size();) {
    Step step;
    const double until = by_day ? std::fmin(days_[k], std::floor(time) + 1) : days_[k];
    const double now = std::floor(users * until / of_all + 1e-9);
    step.units = now - units;
    step.look = until == days_[k];
    double effect = lift, level = 1;
    if (s.has(PeekingCase::weekend)) {
      const double weekend = weekend_of(std::floor(time));
      level += request_.weekend_baseline * weekend;
      effect += request_.weekend_lift * (weekend - weekend_squared * request_.weekend_baseline);
    }
    if (s.has(PeekingCase::novelty)) {
      effect += request_.novelty_lift * novelty_left(time, until, request_.novelty_half_life);
    }
    step.control = level;
    step.treated = level * (1 + effect);
    const double highest = request_.metric == PeekingMetric::proportion ? 1 / request_.baseline : infinity;
    const double lowest = request_.metric == PeekingMetric::mean ? -infinity : 0;
    for (const double factor : {step.control, step.treated}) {
      if (!(factor > lowest) || !(factor < highest)) {
        const bool too_much = factor >= highest;
        const std::string_view field =
            !(level > lowest) || !(level < highest) ? "weekend_baseline"
            : !(level * (1 + lift) < highest)       ? "lift"
            : s.has(PeekingCase::novelty) && std::abs(request_.novelty_lift) > std::abs(request_.weekend_lift)
                ? "novelty_lift"
            : s.has(PeekingCase::weekend) ? "weekend_lift"
                                          : "novelty_lift";
        issues.push_back(error(Code::conflict, field,
                               too_much
                                   ? joined("On day ", std::floor(time) + 1, " this would make the share ",
                                            percent(request_.baseline * factor), ", of a baseline of ",
                                            percent(request_.baseline), ": it must stay below 100\u00a0%.")
                                   : joined("On day ", std::floor(time) + 1, " nothing would be left of the mean.")));
        return;
      }
    }
    s.steps.push_back(step);
    if (step.look) {
      const double least = units_at_look > 0 ? units_at_look + 1 : 2;
      if (now < least) {
        // The first look needs two units, and every look one more than before.
        double enough = 2 * of_all / days_.front(), gap = days_.front();
        for (std::size_t i = 1; i < days_.size(); ++i) {
          gap = std::fmin(gap, days_[i] - days_[i - 1]);
        }
        enough = std::ceil(std::fmax(enough, of_all / gap) - 1e-9);
        issues.push_back(
            error(Code::conflict, "users_per_day",
                  joined("By the look after day ", rounded(days_[k], 4), " an arm",
                         s.segments > 1 ? " has in each segment " : " has ",
                         s.law.cluster_size > 1 ? counted(now, "whole cluster", "whole clusters")
                                                : counted(now, "user", "users"),
                         units_at_look > 0 ? ", no more than at the look before" : ", and a test needs two", "; ",
                         static_cast<std::int64_t>(enough), " users per day would do, or fewer looks."),
                  enough));
        return;
      }
      units_at_look = now;
      s.n.push_back(now * s.law.cluster_size);
      ++k;
    }
    units = now;
    time = until;
  }
  scenarios_.push_back(std::move(s));
}

// Nanoseconds of one replicate.
double PeekingStudy::cost() const {
  double all = 0;
  for (const Scenario& s : scenarios_) {
    const auto arms = static_cast<double>(1 + s.variants), of_arm = static_cast<double>(s.segments * s.metrics);
    all += static_cast<double>(s.steps.size()) * arms * of_arm * 120 +
           static_cast<double>(days_.size()) * (10 * static_cast<double>(s.comparisons() + methods_.size()));
    if (request_.metric == PeekingMetric::heavy_tailed) {
      all += 2 * s.n.back() * arms * of_arm;
    }
  }
  return all;
}

// What is prepared for every block is to be small beside it; many looks take longer.
std::int64_t PeekingStudy::block() const {
  const double nanoseconds = days_.size() > most_planned_looks / 2 ? 1e8 : 3e7;
  return block_of(request_.draws.replicates, static_cast<std::int64_t>(std::clamp(nanoseconds / cost(), 1.0, 2000.0)));
}

Outcome<PeekingStudy> PeekingStudy::prepare(const Request& request) {
  PeekingStudy study;
  study.request_ = request;
  study.methods_ = each_once(request.methods);
  study.cases_ = each_once(request.cases);
  study.request_.cases = study.cases_;
  Issues issues;
  if (study.methods_.empty()) {
    issues.push_back(error(Code::required, "methods", "Choose at least one way of looking."));
  }
  if (request.metric == PeekingMetric::proportion && !(request.baseline * (1 + request.lift) < 1)) {
    issues.push_back(
        error(Code::conflict, "lift",
              joined("This would make the share ", percent(request.baseline * (1 + request.lift)),
                     ": it must stay below 100\u00a0%, the lift below ", percent(1 / request.baseline - 1), "."),
              1 / request.baseline - 1));
  }
  double comparisons = 1;
  for (const auto& [which, number] :
       {std::pair{PeekingCase::metrics, request.metrics}, std::pair{PeekingCase::segments, request.segments},
        std::pair{PeekingCase::variants, request.variants}}) {
    comparisons *= study.asked(which) ? static_cast<double>(number) : 1;
  }
  if (comparisons > static_cast<double>(most_comparisons)) {
    issues.push_back(
        error(Code::too_large, "cases",
              joined("Metrics, segments and variants together are ", static_cast<std::int64_t>(comparisons),
                     " comparisons at each look, and 1,000 are the most: lower their numbers, or leave one "
                     "of the three out."),
              static_cast<double>(most_comparisons)));
  }
  study.set_looks(issues);
  if (has_error(issues)) {
    return issues;
  }
  RowLaw& law = study.law_;
  law.metric = request.metric;
  law.baseline = request.baseline;
  law.cv = request.metric == PeekingMetric::mean ? request.sd / request.mean : request.cv;
  const auto per_arm = static_cast<double>(request.users_per_day) * static_cast<double>(request.days);
  if (request.metric == PeekingMetric::heavy_tailed) {
    const double arms = 1 + static_cast<double>(study.asked(PeekingCase::variants) ? request.variants : 1);
    const double metrics = study.asked(PeekingCase::metrics) ? static_cast<double>(request.metrics) : 1;
    if (const double rows = per_arm * arms * metrics; rows > most_rows) {
      const double most = std::floor(static_cast<double>(request.users_per_day) * most_rows / rows);
      issues.push_back(error(
          Code::too_large, "users_per_day",
          joined("With a heavy tail every row is drawn, and these are ", static_cast<std::int64_t>(rows),
                 " in one experiment; 50,000,000 are the most: ", static_cast<std::int64_t>(most), " users per day."),
          most));
      return issues;
    }
    law.table = std::make_shared<const LognormalTable>(request.cv);
    law.cv = law.table->sd();
  }
  study.add_scenario(study.cases_, 0, issues);
  if (!has_error(issues) && request.lift != 0) {
    study.add_scenario(study.cases_, request.lift, issues);
  }
  if (!has_error(issues) && !study.cases_.empty()) {
    study.add_scenario({}, 0, issues);
  }
  if (!has_error(issues) && study.cases_.size() > 1) {
    for (const PeekingCase which : study.cases_) {
      study.add_scenario({which}, 0, issues);
    }
  }
  if (has_error(issues)) {
    return issues;
  }
  study.n_ = study.scenarios_[study.nothing_wrong()].n;
  study.final_se_ = std::sqrt((study.variance_of_rows(0) + study.variance_of_rows(request.lift)) / study.n_.back());
  for (std::size_t k = 1; k < study.n_.size(); ++k) {
    // Whole people may stand closer than the days do.
    if (study.n_[k] - study.n_[k - 1] < 0.5 * least_apart * study.n_.back()) {
      return error(Code::conflict, request.looks == PeekingLooks::listed ? "look_days" : "users_per_day",
                   joined("Between the looks after day ", rounded(study.days_[k - 1], 4), " and day ",
                          rounded(study.days_[k], 4), " too few people arrive to tell them apart."));
    }
  }
  for (Scenario& s : study.scenarios_) {
    s.critical = study.critical(s, request.alpha, 1, false);
  }
  for (std::size_t i = 0; i < study.cases_.size(); ++i) {
    study.add_cure(study.scenarios_[study.alone(i)]);
  }
  return {std::move(study), std::move(issues)};
}

}  // namespace sutva::simulate
