// SPDX-License-Identifier: Apache-2.0
#include "simulate/peeking_study.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "random/plain_math.hpp"
#include "simulate/growing_arms.hpp"
#include "stats/distributions.hpp"
#include "stats/group_sequential.hpp"

namespace sutva::simulate {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t most_looks = 700;         // 29 days of hours
constexpr std::size_t most_planned_looks = 60;  // of designs, whose boundaries take a root of recursions
constexpr std::size_t most_exact_looks = 100;   // of always valid bars, whose recursion is wide
constexpr std::size_t most_comparisons = 1000;
constexpr double most_rows = 5e7;       // drawn one by one in a replicate: a tenth of a second
constexpr double least_apart = 0.001;   // two looks, as a share of all people: what the recursion resolves
constexpr double largest_drift = 25;    // of the same
constexpr double least_chance = 1e-15;  // a bar that is passed more rarely is never passed
constexpr std::int64_t paths_kept = 30;
constexpr std::size_t sums_kept = 5;  // by way: see enum At
enum At : std::size_t { estimates, sizes_found, wrong_signs, covered, covered_own };

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

bool always_valid(PeekingMethod method) {
  return method == PeekingMethod::msprt || method == PeekingMethod::confidence_sequence;
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

void PeekingStudy::draw(const Scenario& s, random::Stream& stream, Path& path) const {
  const std::size_t looks = days_.size(), arms = 1 + s.variants, of_arm = s.segments * s.metrics;
  const bool share = request_.metric == PeekingMetric::proportion;
  const double baseline = share ? request_.baseline : 1;
  std::vector<RowSums> sums(arms * of_arm);
  path.z.assign(looks, 0);
  path.estimate.assign(looks, 0);
  path.se.assign(looks, 0);
  std::size_t k = 0;
  for (const Step& step : s.steps) {
    for (std::size_t arm = 0; arm < arms && step.units > 0; ++arm) {
      const double factor = arm == 0 ? step.control : step.treated;
      for (std::size_t segment = 0; segment < s.segments; ++segment) {
        RowSums* to = &sums[arm * of_arm + segment * s.metrics];
        if (s.metrics == 1) {
          to->add(s.law.units(step.units, factor, stream));
          continue;
        }
        // Some show the same in all metrics, others something else in each: that many are correlated that much.
        RowLaw one;
        one.metric = PeekingMetric::proportion;
        one.baseline = s.correlation;
        const double alike = one.rows(step.units, 1, stream).sum;
        const RowSums common = s.law.units(alike, factor, stream);
        for (std::size_t metric = 0; metric < s.metrics; ++metric) {
          to[metric].add(common);
          to[metric].add(s.law.units(step.units - alike, factor, stream));
        }
      }
    }
    if (!step.look) {
      continue;
    }
    for (std::size_t i = 0; i < s.variants * of_arm; ++i) {
      const RowSums& control = sums[i % of_arm];
      const RowSums& treated = sums[of_arm + i];
      const double se = std::sqrt((control.variance(share) + treated.variance(share)) / control.n);
      const double difference = treated.mean() - control.mean();
      const double z = se > 0 ? difference / se : 0;
      if (i == 0 || std::abs(z) > std::abs(path.z[k])) {
        path.z[k] = z;
        path.estimate[k] = difference / baseline;
        path.se[k] = se / baseline;
      }
    }
    ++k;
  }
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

PeekingStudy::Partial PeekingStudy::run(std::int64_t first, std::int64_t count) const {
  Partial part;
  part.first = first;
  part.count = count;
  const std::size_t looks = days_.size(), ways = methods_.size();
  part.stopped.assign(scenarios_.size() * ways * looks, 0);
  part.cured.assign(scenarios_.size() * ways, 0);
  part.sums.assign(ways * sums_kept, 0);
  const double usual = stats::normal_quantile_upper(request_.alpha / 2);
  const bool share = request_.metric == PeekingMetric::proportion;
  std::vector<double> usual_at(looks, usual);
  for (std::size_t k = 0; k < looks && !share; ++k) {
    usual_at[k] = stats::t_quantile_upper(request_.alpha / 2, 2 * scenarios_[with_lift()].n[k] - 2);
  }
  round_boundary(usual_at);
  Path path;
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    for (std::size_t at = 0; at < scenarios_.size(); ++at) {
      const Scenario& s = scenarios_[at];
      random::Stream stream(static_cast<std::uint64_t>(request_.draws.seed), static_cast<std::uint64_t>(replicate));
      draw(s, stream, path);
      const auto first_above = [&](const double* bar) {
        std::size_t k = 0;
        while (k < looks && !(std::abs(path.z[k]) >= bar[k])) {
          ++k;
        }
        return k;
      };
      for (std::size_t way = 0; way < ways; ++way) {
        const double* bar = &s.critical[way * looks];
        const std::size_t called = first_above(bar);
        if (called < looks) {
          part.stopped[(at * ways + way) * looks + called] += 1;
        }
        if (!s.cure.empty() && first_above(&s.cure[way * looks]) < looks) {
          part.cured[at * ways + way] += 1;
        }
        if (at == with_lift()) {
          const std::size_t end = std::min(called, looks - 1);
          const double off = std::abs(path.estimate[end] - request_.lift);
          const double estimate = on_a_grid(path.estimate[end] / final_se_);
          double* sums = &part.sums[way * sums_kept];
          sums[estimates] += estimate;
          sums[covered] += off <= usual_at[end] * path.se[end] ? 1 : 0;
          sums[covered_own] += off <= bar[end] * path.se[end] ? 1 : 0;
          if (called < looks) {
            sums[sizes_found] += std::abs(estimate);
            sums[wrong_signs] += estimate * request_.lift < 0 ? 1 : 0;
          }
        }
      }
      if (at == with_lift() && replicate < paths_kept) {
        part.paths.insert(part.paths.end(), path.z.begin(), path.z.end());
        for (std::size_t k = 0; k < looks; ++k) {
          part.paths.push_back(share ? 2 * stats::normal_sf(std::abs(path.z[k]))
                                     : stats::t_two_sided_p(path.z[k], 2 * s.n[k] - 2));
        }
        part.paths.insert(part.paths.end(), path.estimate.begin(), path.estimate.end());
      }
    }
  }
  return part;
}

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
