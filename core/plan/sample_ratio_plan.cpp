// SPDX-License-Identifier: Apache-2.0
#include "plan/sample_ratio_plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <span>
#include <utility>

#include "base/shares.hpp"
#include "base/words.hpp"
#include "plan/solve.hpp"
#include "stats/count_tests.hpp"
#include "stats/distributions.hpp"
#include "stats/group_sequential.hpp"
#include "stats/radial_walk.hpp"
#include "stats/root.hpp"

namespace sutva::plan {
namespace {

constexpr double most_users = 1e15;
constexpr std::array mixed_concentrations{10.0, 100.0, 1e3, 1e4, 1e5};

// One test with everything that its power depends on.
struct Test {
  std::vector<double> concentrations;  // none: chi-squared
  double threshold = 0.001;
  double df = 1;

  // Where chi-squared of n users must lie. In the normal approximation of the Bayes factor
  // 2 log BF = n / (n + c) chi^2 - df log((n + c) / c).
  double critical(double n) const {
    if (concentrations.empty()) {
      return stats::chi_squared_quantile_upper(threshold, df);
    }
    const double bar = -std::log(threshold);
    double least = std::numeric_limits<double>::infinity(), most = least;
    for (const double c : concentrations) {
      // One of them reaching the bar by itself is too much, the bar times their number enough.
      const double reach = (n + c) / n * (2 * bar + df * std::log1p(n / c));
      least = std::fmin(least, reach);
      const double enough =
          (n + c) / n * (2 * bar + 2 * std::log(static_cast<double>(concentrations.size())) + df * std::log1p(n / c));
      most = std::fmin(most, enough);
    }
    if (concentrations.size() == 1) {
      return least;
    }
    const auto over = [&](double x) {
      std::vector<double> logs;
      for (const double c : concentrations) {
        logs.push_back((x * n / (n + c) - df * std::log1p(n / c)) / 2);
      }
      return stats::log_mean_exp(logs) - bar;
    };
    return stats::root(over, least, most * (1 + 1e-9)).value_or(most);
  }
  double power(double n, double w_squared) const {
    return stats::noncentral_chi_squared_sf(critical(n), df, n * w_squared);
  }
  std::optional<double> users(double w_squared, double target) const {
    const Reached n =
        reach([&](double size) { return power(size, w_squared); }, target, 1e-3, df / w_squared, most_users);
    return n.x;
  }
};

std::vector<double> after_loss(const std::vector<double>& planned, std::size_t arm, double lost) {
  std::vector<double> split = planned;
  const double left = 1 - planned[arm] * lost;
  for (std::size_t i = 0; i < split.size(); ++i) {
    split[i] *= (i == arm ? 1 - lost : 1) / left;
  }
  return split;
}

double squared_w(const std::vector<double>& planned, const std::vector<double>& split) {
  double w = 0;
  for (std::size_t i = 0; i < planned.size(); ++i) {
    const double gap = split[i] - planned[i];
    w += gap * gap / planned[i];
  }
  return w;
}

// How far from the plan the second arm's count must lie before a look at n users suspects it: counts up to `low` and
// from `high` on.
struct Suspect {
  double low = 0, high = 0;
};
Suspect suspect(const Test& test, double n, const std::vector<double>& planned) {
  const double mean = n * planned[1];
  const auto rejects = [&](double count) {
    const std::array counts{n - count, count};
    if (!test.concentrations.empty()) {
      std::vector<double> logs;
      for (const double c : test.concentrations) {
        logs.push_back(stats::log_bayes_factor(counts, planned, c));
      }
      return stats::log_mean_exp(logs) >= -std::log(test.threshold);
    }
    const double gap = count - mean;
    return gap * gap >= test.critical(n) * mean * planned[0];
  };
  const auto edge = [&](double inside, double outside) {
    while (std::abs(outside - inside) > 1) {
      const double middle = std::floor((inside + outside) / 2);
      (rejects(middle) ? outside : inside) = middle;
    }
    return outside;
  };
  return {edge(std::floor(mean), -1), edge(std::ceil(mean), n + 1)};
}

double chance_of(const Suspect& suspect, double n, double share) {
  return (suspect.low >= 0 ? std::exp(stats::log_binomial_below(suspect.low, n, share)) : 0) +
         (suspect.high <= n ? std::exp(stats::log_binomial_above(suspect.high, n, share)) : 0);
}

// Of two arms, the test with one look a day, as a boundary in z.
stats::StopRule daily(const Test& test, double users_per_day, std::int64_t days) {
  stats::StopRule rule;
  for (std::int64_t day = 1; day <= days; ++day) {
    rule.fractions.push_back(static_cast<double>(day) / static_cast<double>(days));
    rule.upper.push_back(std::sqrt(test.critical(users_per_day * static_cast<double>(day))));
  }
  return rule;
}

std::vector<double> running_sum(const stats::StopChances& chances) {
  std::vector<double> sums;
  double sum = 0;
  for (std::size_t i = 0; i < chances.success.size(); ++i) {
    sum += chances.success[i] + chances.opposite[i];
    sums.push_back(std::fmin(sum, 1));
  }
  return sums;
}

// A look a day, for any number of arms.
class DailyLooks {
 public:
  DailyLooks(double df, double users_per_day, std::int64_t days) : users_(users_per_day), days_(days) {
    if (df > 1) {
      radial_ = std::make_unique<const stats::RadialWalk>(static_cast<std::size_t>(df));
    }
  }

  // By day, the chance that a healthy experiment was suspected by then.
  std::vector<double> alarms(const Test& test) const { return stopped(test, days_, 0); }

  // The same of one with a mismatch; z_day: the expected statistic of one day's users.
  std::vector<double> seen(const Test& test, double z_day) const {
    // A statistic expected beyond this is seen for certain, and a walk could not tell.
    constexpr double certain = 20;
    const double most_days = std::floor(certain * certain / (z_day * z_day));
    const auto walked = static_cast<std::int64_t>(std::fmin(static_cast<double>(days_), most_days));
    std::vector<double> seen;
    if (walked > 0) {
      seen = stopped(test, walked, z_day);
    }
    for (std::int64_t day = walked + 1; day <= days_; ++day) {
      const auto n = static_cast<double>(day);
      const double bar = test.critical(users_ * n);
      const double here = radial_ ? stats::noncentral_chi_squared_sf(bar, test.df, n * z_day * z_day)
                                  : stats::normal_sf(std::sqrt(bar) - z_day * std::sqrt(n));
      seen.push_back(std::fmax(here, seen.empty() ? 0 : seen.back()));
    }
    return seen;
  }

 private:
  std::vector<double> stopped(const Test& test, std::int64_t days, double z_day) const {
    if (!radial_) {
      const double drift = z_day * std::sqrt(static_cast<double>(days));
      return running_sum(stats::Walk(daily(test, users_, days), drift).chances(drift));
    }
    std::vector<double> bounds;
    for (std::int64_t day = 1; day <= days; ++day) {
      bounds.push_back(test.critical(users_ * static_cast<double>(day)));
    }
    return radial_->stopped(bounds, z_day);
  }

  double users_;
  std::int64_t days_;
  std::unique_ptr<const stats::RadialWalk> radial_;  // of more than two arms
};

// The threshold of chi-squared that this share of healthy experiments falls below on one of the days. The logarithm of
// the one is nearly a straight line in that of the other: a few steps along secants.
double threshold_for(double allowed, Test test, const DailyLooks& looks, std::int64_t days) {
  const double strict = std::log(allowed / static_cast<double>(days)), loose = std::log(allowed);
  const auto excess = [&](double log_threshold) {
    test.threshold = std::exp(log_threshold);
    return std::log(looks.alarms(test).back()) - loose;
  };
  double before = loose, before_excess = excess(loose), now = std::fmax(loose - before_excess, strict);
  for (int i = 0; i < 20 && std::abs(now - before) > 1e-10; ++i) {
    const double here = excess(now);
    const double step = here == before_excess ? 0 : here * (now - before) / (here - before_excess);
    before = now;
    before_excess = here;
    now = std::fmin(std::fmax(now - step, strict), loose);
  }
  return std::exp(now);
}

struct Solved {
  Test test;
  double n = 0;
  std::optional<double> n_unrounded;
  std::vector<double> planned, split;
  std::optional<double> lost;
  double w_squared = 0;
};

Outcome<Solved> solve(const SampleRatioPlanRequest& r) {
  Issues issues;
  Solved solved;
  if (r.shares.size() < 2) {
    issues.push_back(error(Code::one_arm, "shares", "Give the planned shares of two arms or more.", 2.0));
    return issues;
  }
  if (r.shares.size() > 100) {
    issues.push_back(error(Code::too_large, "shares", "At most 100 arms can be planned.", 100.0));
    return issues;
  }
  const std::optional<std::vector<double>> planned =
      planned_shares(r.shares, r.shares.size(), r.weights, "shares", issues);
  if (planned && *std::min_element(planned->begin(), planned->end()) == 0) {
    issues.push_back(
        error(Code::out_of_range, "shares", "An arm with a share of 0 has no users to lose; leave it out.", 0.0));
  }
  const auto arms = static_cast<double>(r.shares.size());
  const auto arm = static_cast<std::size_t>(r.lost_arm) - 1;
  const bool by_loss = r.mismatch == MismatchKind::lost;
  if (by_loss && static_cast<double>(r.lost_arm) > arms) {
    issues.push_back(
        error(Code::conflict, "lost_arm",
              joined("There are ", r.shares.size(), " arms; users can not be lost from arm ", r.lost_arm, "."), arms));
  }
  std::optional<std::vector<double>> split;
  if (!by_loss) {
    if (r.true_shares.empty()) {
      issues.push_back(error(Code::required, "true_shares", "Give the true share of each arm."));
    } else {
      split = planned_shares(r.true_shares, r.shares.size(), r.weights, "true_shares", issues);
    }
  }
  if (has_error(issues)) {
    return issues;
  }
  solved.planned = *planned;
  solved.test.df = arms - 1;
  solved.test.threshold = r.threshold;
  if (r.test == RatioTestKind::sequential) {
    solved.test.concentrations = {r.concentration};
  }
  if (r.solve_for != RatioUnknown::mismatch) {
    solved.split = by_loss ? after_loss(*planned, arm, r.lost) : *split;
    solved.lost = by_loss ? std::optional(r.lost) : std::nullopt;
    solved.w_squared = squared_w(solved.planned, solved.split);
    if (!(solved.w_squared > 1e-24)) {
      return error(Code::conflict, "true_shares", "The true shares are the planned ones: there is no mismatch to see.");
    }
  }
  if (r.solve_for != RatioUnknown::threshold && r.solve_for != RatioUnknown::power &&
      r.test == RatioTestKind::chi_square && r.power <= r.threshold) {
    return error(Code::out_of_range, "power",
                 joined("Even without any mismatch the test raises an alarm in ", percent(r.threshold),
                        " of experiments; the power must be above that."),
                 r.threshold);
  }
  solved.n = std::ceil(r.n_total);
  switch (r.solve_for) {
    case RatioUnknown::users: {
      const std::optional<double> n = solved.test.users(solved.w_squared, r.power);
      if (!n) {
        return error(Code::no_solution, by_loss ? "lost" : "true_shares",
                     "Not even 1e15 users would show so small a mismatch; ask for a larger one.");
      }
      solved.n_unrounded = *n;
      solved.n = std::fmax(whole_up(*n), 2);
      break;
    }
    case RatioUnknown::mismatch: {
      const Reached lost = reach(
          [&](double share) {
            return solved.test.power(solved.n, squared_w(solved.planned, after_loss(solved.planned, arm, share)));
          },
          r.power, 0, 1e-3, 1 - 1e-9);
      if (!lost.x) {
        return error(Code::no_solution, "n_total",
                     joined("So few users do not even show the loss of a whole arm: the power would be ",
                            percent(lost.at_most), "."));
      }
      solved.lost = *lost.x;
      solved.split = after_loss(solved.planned, arm, *lost.x);
      solved.w_squared = squared_w(solved.planned, solved.split);
      break;
    }
    case RatioUnknown::power:
      break;
    case RatioUnknown::threshold: {
      const auto lacking = [&](double log_threshold) {
        Test test = solved.test;
        test.threshold = std::exp(log_threshold);
        return test.power(solved.n, solved.w_squared) - r.power;
      };
      const double least = std::log(1e-250), most = std::log(0.5);
      if (lacking(most) < 0) {
        return error(
            Code::no_solution, "n_total",
            "Not even a threshold of 50 % would have this power; count more users or ask for a larger mismatch.");
      }
      if (lacking(least) >= 0) {
        return error(Code::no_solution, "n_total",
                     "So many users see this mismatch under any threshold that could be written down; ask for fewer.");
      }
      solved.test.threshold = std::exp(*stats::root(lacking, least, most));
      break;
    }
  }
  return solved;
}

// alarm: the false alarms of daily checks where they are known already.
RatioTestRow row_of(const SampleRatioPlanRequest& r, std::string_view key, std::string label, const Test& test,
                    double w_squared, const DailyLooks& looks, std::optional<double> alarm = std::nullopt) {
  RatioTestRow row;
  row.test = key;
  row.label = std::move(label);
  row.threshold = test.threshold;
  row.n_power_80 = test.users(w_squared, 0.8);
  row.n_power_90 = test.users(w_squared, 0.9);
  if (row.n_power_80) {
    row.days_power_80 = std::ceil(*row.n_power_80 / r.users_per_day);
  }
  row.false_alarm = alarm ? *alarm : looks.alarms(test).back();
  row.false_alarms_per_year = *row.false_alarm * r.experiments;
  return row;
}

void add_checks(const SampleRatioPlanRequest& r, const Solved& solved, SampleRatioPlanResult& result, Issues& issues) {
  Test chi = solved.test, sequential = solved.test;
  chi.concentrations.clear();
  sequential.concentrations = {r.concentration};
  const auto days = static_cast<double>(r.days);
  const DailyLooks looks(solved.test.df, r.users_per_day, r.days);
  const double z_day = std::sqrt(solved.w_squared * r.users_per_day);
  const std::vector<double> chi_alarms = looks.alarms(chi), sequential_alarms = looks.alarms(sequential),
                            chi_seen = looks.seen(chi, z_day), sequential_seen = looks.seen(sequential, z_day);
  for (std::size_t i = 0; i < chi_alarms.size(); ++i) {
    result.by_day.push_back({static_cast<std::int64_t>(i) + 1, r.users_per_day * static_cast<double>(i + 1),
                             chi_alarms[i], sequential_alarms[i], chi_seen[i], sequential_seen[i]});
  }
  for (const RatioDay& day : result.by_day) {
    if (!result.half_seen_chi_square && day.seen_chi_square >= 0.5) {
      result.half_seen_chi_square = day.day;
    }
    if (!result.half_seen_sequential && day.seen_sequential >= 0.5) {
      result.half_seen_sequential = day.day;
    }
  }
  result.false_alarm = chi_alarms.back();
  result.false_alarms_per_year = chi_alarms.back() * r.experiments;
  const double allowed = r.false_alarms / r.experiments;
  if (allowed < 0.5) {
    result.threshold_bonferroni = allowed / days;
    result.threshold_sequential = allowed;
    result.threshold_recommended = threshold_for(allowed, chi, looks, r.days);
  } else {
    issues.push_back(warning(Code::conflict, "false_alarms",
                             "Half of the experiments may be suspected without reason: that is no threshold at all.",
                             r.experiments / 2));
  }
  for (const double threshold : {0.05, 0.01, 0.001, 0.0001}) {
    const bool known = chi.threshold == threshold;
    Test other = chi;
    other.threshold = threshold;
    result.tests.push_back(row_of(r, "chi_square", joined("Chi-squared below ", text(threshold)), other,
                                  solved.w_squared, looks, known ? result.false_alarm : std::nullopt));
  }
  if (result.threshold_recommended) {
    chi.threshold = *result.threshold_recommended;
    result.tests.push_back(
        row_of(r, "chi_square_team", "Chi-squared, threshold for the team", chi, solved.w_squared, looks, allowed));
  }
  result.tests.push_back(row_of(r, "sequential", joined("Sequential, concentration ", rounded(r.concentration)),
                                sequential, solved.w_squared, looks, result.by_day.back().false_alarm_sequential));
  sequential.concentrations.assign(mixed_concentrations.begin(), mixed_concentrations.end());
  result.tests.push_back(row_of(r, "sequential_mixture", "Sequential, mixture of concentrations 10 to 100,000",
                                sequential, solved.w_squared, looks));
}

void add_working(const SampleRatioPlanRequest& r, const Solved& solved, SampleRatioPlanResult& result) {
  Working& w = result.working;
  const bool sequential = r.test == RatioTestKind::sequential;
  w.term("w_squared", solved.w_squared);
  w.term("n", result.n_total);
  w.term("ncp", result.ncp);
  w.term("alpha", result.threshold);
  w.term("df", result.df);
  w.term("critical_value", result.critical_value);
  w.term("power", result.power);
  w.term("users_per_day", r.users_per_day);
  w.term("checks", static_cast<double>(r.days));
  w.equation("ratio_plan_ncp");
  w.equation(sequential ? "ratio_plan_bar_sequential" : "ratio_plan_bar");
  w.equation("ratio_plan_power");
  w.term("c", r.concentration);
  w.snippet(sequential ? "python_ratio_plan_sequential" : "r_ratio_plan");
  if (result.exact_power && !sequential) {
    w.snippet("python_ratio_plan_exact");
  }
  if (result.false_alarm) {
    w.term("false_alarm", *result.false_alarm);
    w.equation("ratio_plan_alarm");
    w.snippet("python_ratio_plan_alarm");
  }
  const std::string mismatch =
      result.lost ? joined("a loss of ", percent(*result.lost), " of arm ", r.lost_arm) : std::string("this mismatch");
  const std::string test =
      joined(sequential ? "the sequential test at " : "the chi-squared test at ", rounded(result.threshold));
  switch (r.solve_for) {
    case RatioUnknown::users:
      w.headline = "n_total";
      w.headline_label = "Users";
      break;
    case RatioUnknown::mismatch:
      w.headline = "lost";
      w.headline_label = "Lost";
      break;
    case RatioUnknown::power:
      w.headline = "power";
      w.headline_label = "Power";
      break;
    case RatioUnknown::threshold:
      w.headline = "threshold";
      w.headline_label = "Threshold";
      break;
  }
  w.sentence = joined("With ", counted(result.n_total, "user", "users"), ", ",
                      counted(result.days_needed, "day", "days"), " at ", rounded(r.users_per_day), " a day, ", test,
                      " sees ", mismatch, " in ", percent(result.power), " of experiments.");
  if (result.false_alarm) {
    w.sentence +=
        joined(" Checked on each of ", counted(static_cast<double>(r.days), "day", "days"),
               ", chi-squared at this threshold suspects ", percent(*result.false_alarm), " of healthy experiments.");
  }
  if (result.threshold_recommended) {
    w.sentence += joined(" For at most ", rounded(r.false_alarms),
                         r.false_alarms == 1 ? " false alarm in " : " false alarms in ", rounded(r.experiments),
                         " experiments a year, alarm below ", rounded(*result.threshold_recommended), ".");
  }
  double least = std::numeric_limits<double>::infinity();
  for (const double share : solved.planned) {
    least = std::fmin(least, share * result.n_total);
  }
  w.assume("Counts are large enough for chi-squared",
           joined("The smallest arm expects ", rounded(least), " users.",
                  result.exact_power ? joined(" Exactly, the power is ", percent(*result.exact_power), ".") : ""),
           result.exact_power ? (std::abs(*result.exact_power - result.power) < 0.02   ? Standing::fine
                                 : std::abs(*result.exact_power - result.power) < 0.06 ? Standing::doubtful
                                                                                       : Standing::broken)
           : least >= 20      ? Standing::fine
           : least >= 5       ? Standing::doubtful
                              : Standing::broken);
  w.assume("The mismatch is there from the first day on",
           "What begins later is diluted by the days before: check the days by themselves too.");
  if (sequential) {
    w.assume("The power is that of a look at this size",
             "Looking on the way finds a few mismatches more; the table by day has them.", Standing::fine);
  } else {
    w.assume("Chi-squared is looked at once",
             result.false_alarm
                 ? joined("With a look a day, ", percent(*result.false_alarm),
                          " of healthy experiments are suspected, not ", percent(result.threshold), ".")
                 : std::string("With a look a day more healthy experiments are suspected than the threshold says."),
             !result.false_alarm                          ? Standing::unchecked
             : *result.false_alarm < 2 * result.threshold ? Standing::fine
                                                          : Standing::doubtful);
  }
}

}  // namespace

Outcome<SampleRatioPlanResult> sample_ratio_plan(const SampleRatioPlanRequest& request) {
  Outcome<Solved> outcome = solve(request);
  if (!outcome) {
    return std::move(outcome.issues);
  }
  const Solved& solved = *outcome;
  SampleRatioPlanResult result;
  result.n_total = solved.n;
  result.n_unrounded = solved.n_unrounded;
  result.days_needed = std::ceil(solved.n / request.users_per_day);
  result.threshold = solved.test.threshold;
  result.lost = solved.lost;
  result.cohens_w = std::sqrt(solved.w_squared);
  result.ncp = solved.n * solved.w_squared;
  result.df = solved.test.df;
  result.critical_value = solved.test.critical(solved.n);
  result.power = solved.test.power(solved.n, solved.w_squared);
  result.planned = solved.planned;
  result.true_split = solved.split;
  Issues issues;
  if (!request.brief) {
    if (solved.planned.size() == 2 && solved.n <= stats::most_exact_users) {
      const Suspect edges = suspect(solved.test, solved.n, solved.planned);
      result.exact_power = chance_of(edges, solved.n, solved.split[1]);
      result.exact_level = chance_of(edges, solved.n, solved.planned[1]);
    }
    add_checks(request, solved, result, issues);
    add_working(request, solved, result);
  }
  return {std::move(result), std::move(issues)};
}

}  // namespace sutva::plan
