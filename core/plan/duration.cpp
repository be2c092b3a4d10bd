// SPDX-License-Identifier: Apache-2.0
#include "plan/duration.hpp"

#include <algorithm>
#include <cmath>

#include "base/calendar.hpp"
#include "base/words.hpp"
#include "stats/root.hpp"

namespace sutva::plan {
namespace {

constexpr std::int64_t horizon = 3'650;

// U(1), U(2), ..., of a beta-geometric law with U(1) = 1; `mean` and `total` are a / (a + b) and a + b.
double ratio(double mean, double total, int days) {
  double sum = 0, fresh = 1;
  for (int i = 0; i < days; ++i) {
    sum += fresh;
    fresh *= ((1 - mean) * total + i) / (total + i);
  }
  return sum;
}

// A share that joins on a day, counted from 0.
struct Cohort {
  std::size_t day;
  double share;
};

struct Traffic {
  std::vector<double> uniques;  // U(0), U(1), ...
  std::vector<double> elapsed;  // average days at the end of day 0, 1, ...
  std::vector<Cohort> cohorts;
  std::vector<double> shares;  // in the experiment, by day of the ramp; the last one stays
  double trigger = 1;
  std::optional<double> most_uniques;
  std::optional<BetaGeometric> law;
  double exponent = 1;

  double unique(double average_days) const {
    const auto whole = static_cast<std::size_t>(std::fmin(average_days, static_cast<double>(uniques.size() - 2)));
    return uniques[whole] + (average_days - static_cast<double>(whole)) * (uniques[whole + 1] - uniques[whole]);
  }

  double people(std::int64_t days) const {
    const auto t = static_cast<std::size_t>(days);
    double sum = 0;
    for (const Cohort& cohort : cohorts) {
      if (cohort.day < t) {
        sum += cohort.share * unique(elapsed[t] - elapsed[cohort.day]);
      }
    }
    return sum * trigger;
  }

  double share(std::int64_t day) const {
    return shares[std::min(static_cast<std::size_t>(day) - 1, shares.size() - 1)];
  }

  // The first day by whose end there are so many, within the horizon.
  std::optional<std::int64_t> day_of_people(double wanted) const {
    std::int64_t none = 0, enough = horizon;
    if (people(horizon) < wanted * (1 - 1e-12)) {
      return std::nullopt;
    }
    while (enough - none > 1) {
      const std::int64_t middle = (none + enough) / 2;
      (people(middle) < wanted * (1 - 1e-12) ? none : enough) = middle;
    }
    return enough;
  }
};

void check_ramp(const DurationRequest& r, Issues& issues) {
  if (r.ramp == Ramp::linear && r.ramp_start > r.share_in_experiment) {
    issues.push_back(error(Code::conflict, "ramp_start",
                           joined("The ramp starts above the full share, ", r.share_in_experiment * 100, " %."),
                           r.share_in_experiment));
  }
  if (r.ramp != Ramp::list) {
    return;
  }
  if (r.ramp_shares.empty() || r.ramp_shares.size() > 365) {
    issues.push_back(error(Code::conflict, "ramp_shares", "Give a share for each of the first 1 to 365 days."));
    return;
  }
  double before = 0;
  for (const double share : r.ramp_shares) {
    if (share < before || share > r.share_in_experiment) {
      issues.push_back(error(Code::conflict, "ramp_shares",
                             joined("Shares must not fall, since people stay in, and not pass the full share, ",
                                    r.share_in_experiment * 100, " %: ", share * 100, " % does.")));
      return;
    }
    before = share;
  }
}

void check_uniques(const DurationRequest& r, Traffic& traffic, Issues& issues) {
  if (r.returning == Returning::all_new) {
    return;
  }
  const double ratio_7 = r.uniques_7 / r.uniques_1;
  // A millionth within the limits, where a law still tells itself from them.
  constexpr double margin = 1e-6;
  if (!(ratio_7 > 1 + margin && ratio_7 < 7 * (1 - margin))) {
    issues.push_back(error(
        Code::conflict, "uniques_7",
        joined("Seven days bring more different people than one day, ", r.uniques_1,
               ", and fewer than seven times as many, ", 7 * r.uniques_1, "; at seven times as many, nobody returns."),
        ratio_7 > 1 + margin ? 7 * r.uniques_1 : r.uniques_1));
    return;
  }
  if (r.returning == Returning::two_uniques) {
    traffic.exponent = std::log(ratio_7) / std::log(7.0);
    return;
  }
  const BetaGeometricFit fit = fit_beta_geometric(ratio_7, r.uniques_28 / r.uniques_1);
  traffic.law = fit.law;
  if (!fit.law) {
    const bool few = r.uniques_28 / r.uniques_1 <= fit.low;
    issues.push_back(
        error(Code::conflict, "uniques_28",
              joined("With these 1- and 7-day numbers, 28 days bring between ", rounded(fit.low * r.uniques_1, 4),
                     " different people, if all visit equally often, and ", rounded(fit.high * r.uniques_1, 4),
                     ", if growth never slows after the first week."),
              (few ? fit.low : fit.high) * r.uniques_1));
  }
}

void fill_uniques(const DurationRequest& r, Traffic& traffic) {
  // Average days run at most a week ahead of the calendar.
  const std::size_t size = horizon + 10;
  traffic.uniques.assign(size, 0);
  if (traffic.law) {
    const auto [a, b] = *traffic.law;
    double fresh = r.uniques_1;
    for (std::size_t t = 1; t < size; ++t) {
      traffic.uniques[t] = traffic.uniques[t - 1] + fresh;
      const double before = static_cast<double>(t) - 1;
      fresh *= (b + before) / (a + b + before);
    }
    if (a > 1) {
      traffic.most_uniques = r.uniques_1 * (a + b - 1) / (a - 1);
    }
    return;
  }
  const double first = r.returning == Returning::all_new ? r.daily_people : r.uniques_1;
  for (std::size_t t = 1; t < size; ++t) {
    traffic.uniques[t] = first * std::pow(static_cast<double>(t), traffic.exponent);
  }
}

void fill_calendar(const DurationRequest& r, std::int64_t start, Traffic& traffic) {
  double total = 0;
  for (const double weight : r.weekday_weights) {
    total += weight;
  }
  traffic.elapsed.assign(horizon + 1, 0);
  for (std::int64_t day = 0; day < horizon; ++day) {
    const auto t = static_cast<std::size_t>(day);
    // Whole weeks are exactly seven average days, however their weights round.
    if (r.week_pattern == WeekPattern::even || (day + 1) % 7 == 0) {
      traffic.elapsed[t + 1] = static_cast<double>(day + 1);
    } else {
      const auto weekday = static_cast<std::size_t>(weekday_of(start + day));
      traffic.elapsed[t + 1] = traffic.elapsed[t] + 7 * r.weekday_weights[weekday] / total;
    }
  }
}

void fill_ramp(const DurationRequest& r, Traffic& traffic) {
  if (r.ramp == Ramp::linear) {
    for (std::int64_t day = 0; day < r.ramp_days; ++day) {
      traffic.shares.push_back(r.ramp_start + (r.share_in_experiment - r.ramp_start) * static_cast<double>(day) /
                                                  static_cast<double>(r.ramp_days));
    }
  } else if (r.ramp == Ramp::list) {
    traffic.shares = r.ramp_shares;
  }
  traffic.shares.push_back(r.share_in_experiment);
  double before = 0;
  for (std::size_t day = 0; day < traffic.shares.size(); ++day) {
    if (traffic.shares[day] > before) {
      traffic.cohorts.push_back({day, traffic.shares[day] - before});
      before = traffic.shares[day];
    }
  }
}

Outcome<Traffic> traffic_of(const DurationRequest& r, std::optional<std::int64_t> start) {
  Issues issues;
  Traffic traffic;
  if (!start) {
    issues.push_back(error(Code::out_of_range, "start_date",
                           joined("“", r.start_date.substr(0, 40),
                                  "” is not a day of the calendar; write it as YYYY-MM-DD, as in 2026-03-29.")));
  }
  check_ramp(r, issues);
  check_uniques(r, traffic, issues);
  if (r.week_pattern == WeekPattern::weights) {
    const bool some = std::any_of(r.weekday_weights.begin(), r.weekday_weights.end(), [](double w) { return w > 0; });
    if (r.weekday_weights.size() != 7 || !some) {
      issues.push_back(error(Code::conflict, "weekday_weights",
                             "Give seven weights, Monday to Sunday, at least one of them above zero."));
    }
  }
  if (has_error(issues)) {
    return issues;
  }
  traffic.trigger = r.trigger_share;
  fill_uniques(r, traffic);
  fill_calendar(r, *start, traffic);
  fill_ramp(r, traffic);
  return traffic;
}

Issue never_reached(const DurationRequest& r, const Traffic& traffic, std::optional<double> most) {
  if (most && static_cast<double>(r.people) >= *most) {
    return error(Code::no_solution, "people",
                 joined("So many people never come: however long it runs, there are at most ",
                        text(static_cast<std::int64_t>(std::floor(*most))),
                        ", since the same people return. Ask for fewer, or let a larger share in."),
                 *most);
  }
  const double reached = std::floor(traffic.people(horizon));
  return error(Code::no_solution, "people",
               joined("So many people do not come within ten years; by then there are ",
                      text(static_cast<std::int64_t>(reached)), "."),
               reached);
}

void add_working(const DurationRequest& r, const Traffic& traffic, DurationResult& result) {
  Working& w = result.working;
  const double elapsed = traffic.elapsed[static_cast<std::size_t>(result.days)];
  w.term("run_days", static_cast<double>(result.days));
  w.term("average_days", elapsed);
  w.term("uniques_reached", result.uniques);
  w.term("people_reached", static_cast<double>(result.people));
  w.term("full_share", r.share_in_experiment);
  w.term("triggered", r.trigger_share);
  switch (r.returning) {
    case Returning::all_new:
      w.equation("duration_all_new");
      w.term("first_uniques", r.daily_people);
      break;
    case Returning::two_uniques:
      w.equation("duration_power_law");
      w.term("first_uniques", r.uniques_1);
      w.term("exponent", traffic.exponent);
      w.snippet("r_uniques_power_law");
      break;
    case Returning::three_uniques:
      w.equation("duration_beta_geometric");
      w.term("first_uniques", r.uniques_1);
      w.term("a", traffic.law->a);
      w.term("b", traffic.law->b);
      if (traffic.most_uniques) {
        w.term("most_uniques", *traffic.most_uniques);
        w.equation("duration_saturation");
      }
      w.snippet("r_uniques_beta_geometric");
      w.snippet("python_uniques_beta_geometric");
      break;
  }
  w.equation(traffic.cohorts.size() > 1 ? "duration_people_ramp" : "duration_people");
  const std::string span =
      joined(counted(static_cast<double>(result.days), "day", "days"), ", from ", result.start_weekday, ", ",
             r.start_date, ", to ", result.end_weekday, ", ", result.end_date);
  if (r.solve_for == DurationUnknown::days) {
    w.headline = "days";
    w.headline_label = "Days to run";
    w.sentence = joined("Run ", span, ". ", r.people, " people are reached on day ", *result.days_needed,
                        r.whole_weeks && *result.days_needed < result.days
                            ? joined("; by the end of the week there are ", result.people, ".")
                            : std::string("."));
  } else {
    w.headline = "people";
    w.headline_label = "People by then";
    w.sentence =
        joined("In ", span, ", ", counted(static_cast<double>(result.people), "person comes", "people come"), ".");
  }
  if (result.most_people) {
    w.sentence += joined(" However long it runs, no more than ",
                         text(static_cast<std::int64_t>(std::floor(*result.most_people))), " ever come.");
  }
  w.assume("Every weekday counts alike",
           result.days % 7 == 0 ? joined("The experiment runs ", result.days / 7, " whole weeks.")
                                : std::string("It does not run whole weeks; some weekdays count more than others."),
           result.days % 7 == 0 ? Standing::fine : Standing::doubtful);
  if (r.returning == Returning::all_new) {
    w.assume("Nobody comes twice",
             "Each day's people are counted as new. Where people return, fewer different people come than this.",
             Standing::unchecked);
  } else {
    const std::int64_t known = r.returning == Returning::two_uniques ? 7 : 28;
    w.assume("The law of different people holds beyond what is known",
             joined("Uniques are known up to day ", known, "; the plan runs to day ", result.days, "."),
             result.days <= known       ? Standing::fine
             : result.days <= 2 * known ? Standing::doubtful
                                        : Standing::broken);
  }
  w.assume("Traffic stays as it is", "No season, campaign or holiday changes it while the experiment runs.");
}

}  // namespace

BetaGeometricFit fit_beta_geometric(double ratio_7, double ratio_28) {
  // For each concentration of visit probabilities their mean follows from seven days; twenty-eight days decide between
  // all alike (large) and some always, others never (small).
  const auto mean_at = [&](double total) {
    return stats::root([&](double mean) { return ratio(mean, total, 7) - ratio_7; }, 0, 1).value_or(0.5);
  };
  const auto at = [&](double log_total) {
    const double total = std::exp(log_total);
    return ratio(mean_at(total), total, 28);
  };
  constexpr double least = -14, most = 14;
  BetaGeometricFit fit;
  fit.low = at(most);
  fit.high = at(least);
  if (!(ratio_28 > fit.low && ratio_28 < fit.high)) {
    return fit;
  }
  if (const std::optional<double> log_total = stats::root([&](double x) { return at(x) - ratio_28; }, least, most)) {
    const double total = std::exp(*log_total);
    const double mean = mean_at(total);
    fit.law = BetaGeometric{mean * total, (1 - mean) * total};
  }
  return fit;
}

Outcome<DurationResult> duration_plan(const DurationRequest& request) {
  const std::optional<std::int64_t> start = day_of(request.start_date);
  const Outcome<Traffic> known = traffic_of(request, start);
  if (!known) {
    return known.issues;
  }
  const Traffic& traffic = *known;
  DurationResult result;
  if (traffic.most_uniques) {
    result.most_people = *traffic.most_uniques * request.share_in_experiment * request.trigger_share;
  }
  result.days = request.days;
  if (request.solve_for == DurationUnknown::days) {
    result.days_needed = traffic.day_of_people(static_cast<double>(request.people));
    if (!result.days_needed) {
      return never_reached(request, traffic, result.most_people);
    }
    result.days = request.whole_weeks ? (*result.days_needed + 6) / 7 * 7 : *result.days_needed;
    if (result.days > horizon) {
      return never_reached(request, traffic, std::nullopt);
    }
  }
  const std::int64_t end = *start + result.days - 1;
  if (end > *day_of("9999-12-31")) {
    return error(Code::out_of_range, "start_date", "The experiment would end after the year 9999; start earlier.");
  }
  const auto last = static_cast<std::size_t>(result.days);
  result.weeks = static_cast<double>(result.days) / 7;
  result.start_weekday = weekday_name(weekday_of(*start));
  result.end_date = date_of(end);
  result.end_weekday = weekday_name(weekday_of(end));
  const double reached = traffic.people(result.days);
  result.people = static_cast<std::int64_t>(std::floor(reached * (1 + 1e-12)));
  result.uniques = traffic.unique(traffic.elapsed[last]);
  result.model = label(request.returning);
  if (!request.brief) {
    const double goal = request.solve_for == DurationUnknown::days ? static_cast<double>(request.people)
                                                                   : static_cast<double>(result.people);
    for (const double share : {0.1, 0.25, 0.5, 0.75, 0.9, 1.0}) {
      const double people = std::ceil(share * goal * (1 - 1e-12));
      if (const std::optional<std::int64_t> day = people > 0 ? traffic.day_of_people(people) : std::nullopt) {
        result.milestones.push_back({share, static_cast<std::int64_t>(people), *day, date_of(*start + *day - 1)});
      }
    }
    for (std::int64_t day = 1; day <= result.days; ++day) {
      if (day <= 56 || day % 7 == 0 || day == result.days) {
        result.by_day.push_back({day, date_of(*start + day - 1),
                                 std::string(weekday_name(weekday_of(*start + day - 1))), traffic.share(day),
                                 traffic.people(day)});
      }
    }
  }
  add_working(request, traffic, result);
  return result;
}

}  // namespace sutva::plan
