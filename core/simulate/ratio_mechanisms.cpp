// SPDX-License-Identifier: Apache-2.0
#include "simulate/ratio_mechanisms.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "base/words.hpp"
#include "random/plain_math.hpp"

namespace sutva::simulate {
namespace {

constexpr double days_to_halve = 3;  // of what returning users are too many at the start

double conversion_of(const RatioTraffic& traffic, UserKind kind) {
  switch (kind) {
    case UserKind::others:
      return traffic.conversion;
    case UserKind::returning:
      return traffic.returning_conversion;
    case UserKind::slow:
      return traffic.slow_conversion;
    case UserKind::bots:
      break;
  }
  return 0;
}

// What one id brings into the counts of its arm.
struct Entry {
  std::int64_t rows = 0, converted = 0;
  bool late = false;
  double chance = 0;
};

// A kind of day, as far as chances go.
struct DayType {
  bool weekend = false, ramp = false, open = true;
  bool operator==(const DayType&) const = default;
};

}  // namespace

double without_noise(double difference) { return std::abs(difference) < 1e-13 ? 0 : difference; }

bool RatioMechanisms::has(Mechanism mechanism) const {
  return std::find(mechanisms.begin(), mechanisms.end(), mechanism) != mechanisms.end();
}

std::optional<double> RatioSums::lift() const {
  if (!(users[0] > 0 && users[1] > 0 && converted[0] > 0)) {
    return std::nullopt;
  }
  return without_noise(converted[1] / users[1] / (converted[0] / users[0]) - 1);
}

struct RatioModel::Builder {
  RatioModel& model;
  const RatioTraffic& traffic;
  const RatioMechanisms& asked;
  std::array<bool, mechanism_count> on{};
  DayType day;
  std::size_t type = 0;

  bool has(Mechanism mechanism) const { return on[static_cast<std::size_t>(mechanism)]; }

  double treated_share() const {
    const double share = has(Mechanism::uneven_ramp) && day.ramp ? asked.ramp_share : traffic.treatment_share;
    return has(Mechanism::biased_bucketing) ? share * (1 - asked.bucket_bias) : share;
  }

  // Of a treated id, whether it converts or not.
  double kept_by_kind(UserKind kind) const {
    double kept = day.open ? 1 : 0;
    const bool slow = kind == UserKind::slow, returning = kind == UserKind::returning;
    if (has(Mechanism::carry_over) && returning) {
      kept *= 1 - asked.carry_over;
    }
    if (has(Mechanism::redirect_loss)) {
      kept *= 1 - asked.redirect_loss * (slow ? asked.redirect_slow : 1);
    }
    if (has(Mechanism::segment_crash) && kind == asked.crash_kind) {
      kept *= 1 - asked.crash;
    }
    if (has(Mechanism::long_sessions_only) && !returning) {
      kept *= 1 - asked.refresh_missed;
    }
    if (has(Mechanism::bot_filtering) && kind == UserKind::bots) {
      kept *= 1 - asked.bots_caught_treatment;
    }
    return kept;
  }

  // Of a treated id, given what it does.
  double kept_by_outcome(UserKind kind, bool converts) const {
    double kept = 1;
    if (has(Mechanism::latency_loss) && kind == UserKind::slow && !converts) {
      kept *= 1 - asked.latency_loss;
    }
    if (has(Mechanism::telemetry_lost)) {
      double lost = asked.telemetry_lost;
      for (std::int64_t more = 1; converts && more < asked.telemetry_messages; ++more) {
        lost *= asked.telemetry_lost;
      }
      kept *= 1 - lost;
    }
    if (has(Mechanism::bot_filtering) && kind == UserKind::returning && converts) {
      kept *= 1 - asked.heavy_caught;
    }
    if (has(Mechanism::bad_join) && !converts) {
      kept *= 1 - asked.join_lost;
    }
    return kept;
  }

  // All that can become of an id in this arm; factor: of its conversion.
  std::vector<Entry> entries(UserKind kind, int arm, double factor) const {
    std::vector<Entry> all;
    double lost = 0;
    const double conversion = conversion_of(traffic, kind) * (day.weekend ? traffic.weekend_conversion : 1) * factor;
    const auto add = [&](double chance, std::int64_t rows, std::int64_t converted, bool late) {
      if (chance > 0) {
        all.push_back({rows, converted, late, chance});
      }
    };
    if (arm == 0) {
      const double kept = has(Mechanism::bot_filtering) && kind == UserKind::bots ? 1 - asked.bots_caught_control : 1;
      add(kept * (1 - conversion), 1, 0, false);
      add(kept * conversion, 1, 1, false);
      add(1 - kept, 0, 0, false);
      return all;
    }
    const double by_kind = kept_by_kind(kind);
    const double shared = has(Mechanism::shared_bucket) ? asked.shared_buckets : 0;
    const double extra = has(Mechanism::telemetry_extra) ? asked.telemetry_extra : 0;
    const double doubled = has(Mechanism::bad_join) ? asked.join_doubled : 0;
    const double late = has(Mechanism::late_logs) && kind == UserKind::slow ? asked.late_logs : 0;
    lost += 1 - by_kind;
    for (const bool in_shared : {false, true}) {
      const double weight = by_kind * (in_shared ? shared : 1 - shared);
      const double dropped = in_shared ? asked.shared_dropped : 0;
      lost += weight * dropped;
      const double p = conversion * (1 + traffic.lift) * (in_shared ? 1 + asked.shared_lift : 1);
      for (const bool converts : {false, true}) {
        const double here = weight * (1 - dropped) * (converts ? p : 1 - p);
        const double kept = kept_by_outcome(kind, converts);
        lost += here * (1 - kept);
        for (const bool is_late : {false, true}) {
          for (const std::int64_t repeated : {0, 1}) {
            const double chance = here * kept * (is_late ? late : 1 - late) * (repeated == 1 ? extra : 1 - extra);
            const double twice = converts ? doubled : 0;
            add(chance * (1 - twice), 1 + repeated, converts ? 1 : 0, is_late);
            add(chance * twice, 2 + repeated, 2, is_late);
          }
        }
      }
    }
    add(lost, 0, 0, false);
    return all;
  }

  void add(UserKind kind, const std::array<std::int64_t, 2>& rows, const std::array<std::int64_t, 2>& converted,
           bool late, double chance) {
    if (rows[0] + rows[1] == 0 || !(chance > 0)) {
      return;
    }
    std::vector<RatioCell>& cells = model.cells_;
    const auto found = std::find_if(cells.begin(), cells.end(), [&](const RatioCell& cell) {
      return cell.kind == kind && cell.rows == rows && cell.late == late;
    });
    const auto at = static_cast<std::size_t>(found - cells.begin());
    if (found == cells.end()) {
      cells.push_back({kind, rows, late});
    }
    auto& chances = model.chances_[type];
    auto& conversions = model.conversions_[type];
    if (chances.size() < cells.size()) {
      chances.resize(cells.size(), 0);
      conversions.resize(cells.size());
    }
    chances[at] += chance;
    if (converted[0] + converted[1] == 0) {
      return;
    }
    auto& list = conversions[at];
    const auto same = std::find_if(list.begin(), list.end(), [&](const auto& c) { return c.rows == converted; });
    if (same == list.end()) {
      list.push_back({converted, chance});
    } else {
      same->chance += chance;
    }
  }

  void add_one(UserKind kind, int arm, double factor, double weight) {
    for (const Entry& entry : entries(kind, arm, factor)) {
      std::array<std::int64_t, 2> rows{}, converted{};
      rows[static_cast<std::size_t>(arm)] = entry.rows;
      converted[static_cast<std::size_t>(arm)] = entry.converted;
      add(kind, rows, converted, entry.late, weight * entry.chance);
    }
  }

  // Two ids of one user, who converts under the second. Only returning users have two and only slow devices are late.
  void add_two(UserKind kind, int first, int second, const std::array<bool, 2>& counted, double factor, double weight) {
    const std::vector<Entry> not_counted = {{0, 0, false, 1}};
    const auto place = [](int arm) { return static_cast<std::size_t>(arm); };
    for (const Entry& one : counted[place(first)] ? entries(kind, first, 0) : not_counted) {
      for (const Entry& two : counted[place(second)] ? entries(kind, second, factor) : not_counted) {
        std::array<std::int64_t, 2> rows{}, converted{};
        rows[place(first)] += one.rows;
        rows[place(second)] += two.rows;
        converted[place(second)] += two.converted;
        add(kind, rows, converted, false, weight * one.chance * two.chance);
      }
    }
  }

  // A user in this arm, before an id may be lost.
  void add_user(UserKind kind, int arm, const std::array<bool, 2>& counted, double factor, double weight) {
    const auto seen = [&](int where) { return counted[static_cast<std::size_t>(where)] && (where == 0 || day.open); };
    const bool may_lose = has(Mechanism::id_churn) && kind == UserKind::returning;
    const double lost = !may_lose ? 0 : arm == 0 ? asked.churn_control : asked.churn_treatment;
    if (seen(arm)) {
      add_one(kind, arm, factor, weight * (1 - lost));
    }
    for (const int next : {0, 1}) {
      const double chance = weight * lost * (next == 1 ? treated_share() : 1 - treated_share());
      if (!(chance > 0)) {
        continue;
      }
      if (asked.churn_counting == ChurnCounting::both) {
        add_two(kind, arm, next, counted, factor, chance);
      } else if (next == arm || !(seen(arm) && seen(next))) {
        const int where = seen(arm) ? arm : next;
        if (seen(where)) {
          add_one(kind, where, factor, chance);
        }
      }
    }
  }

  void add_kind(UserKind kind) {
    struct Stratum {
      double chance, factor;
      std::array<bool, 2> counted;
    };
    std::vector<Stratum> strata = {{1, 1, {true, true}}};
    if (has(Mechanism::triggering)) {
      // Some trigger in either arm, some only in one of them.
      const double change = asked.trigger_change;
      strata = {{asked.trigger_rate * std::min(1.0, 1 + change), 1, {true, true}},
                {asked.trigger_rate * std::abs(change), asked.trigger_conversion, {change<0, change> 0}}};
    }
    const double opt_in = has(Mechanism::self_assignment) && kind == UserKind::returning ? asked.opt_in : 0;
    for (const Stratum& stratum : strata) {
      const double treated = treated_share() + (1 - treated_share()) * opt_in;
      const double control = (1 - treated_share()) * (1 - opt_in);
      add_user(kind, 0, stratum.counted, stratum.factor, stratum.chance * control);
      add_user(kind, 1, stratum.counted, stratum.factor, stratum.chance * treated);
    }
  }
};

RatioModel::RatioModel(const RatioTraffic& traffic, const RatioMechanisms& asked) {
  Builder builder{*this, traffic, asked, {}, {}, 0};
  for (const Mechanism mechanism : asked.mechanisms) {
    builder.on[static_cast<std::size_t>(mechanism)] = true;
  }
  late_by_ = builder.has(Mechanism::late_logs) ? static_cast<std::size_t>(asked.late_by) : 0;
  count_error_ = builder.has(Mechanism::approximate_counts) ? asked.count_error : 0;
  std::vector<DayType> types;
  for (std::int64_t day = 1; day <= traffic.days; ++day) {
    const bool weekend = (day - 1) % 7 >= 5;
    const bool paused = day >= asked.paused_from && day < asked.paused_from + asked.paused_days;
    DayType type;
    type.weekend = weekend && traffic.weekend_conversion != 1;
    type.ramp = builder.has(Mechanism::uneven_ramp) && day <= asked.ramp_days;
    type.open = !(builder.has(Mechanism::late_start) && day <= asked.late_days) &&
                !(builder.has(Mechanism::paused_arm) && paused);
    const auto known = std::find(types.begin(), types.end(), type);
    type_of_day_.push_back(static_cast<std::size_t>(known - types.begin()));
    if (known == types.end()) {
      types.push_back(type);
    }
    const double users = traffic.users_per_day * (weekend ? traffic.weekend_users : 1);
    const double early = random::plain_power(0.5, static_cast<double>(day - 1) / days_to_halve);
    const double others = 1 - traffic.returning_share - traffic.slow_share - traffic.bot_share;
    arrivals_.push_back({users * std::fmax(0, others),
                         users * traffic.returning_share * (1 + traffic.returning_first * early),
                         users * traffic.slow_share, users * traffic.bot_share});
  }
  chances_.resize(types.size());
  conversions_.resize(types.size());
  for (std::size_t type = 0; type < types.size(); ++type) {
    builder.type = type;
    builder.day = types[type];
    for (const UserKind kind : {UserKind::others, UserKind::returning, UserKind::slow, UserKind::bots}) {
      builder.add_kind(kind);
    }
  }
  for (std::size_t type = 0; type < types.size(); ++type) {
    chances_[type].resize(cells_.size(), 0);
    conversions_[type].resize(cells_.size());
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      for (RatioConversion& conversion : conversions_[type][cell]) {
        conversion.chance = std::fmin(1, conversion.chance / chances_[type][cell]);
      }
    }
  }
  sum_up();
}

void RatioModel::sum_up() {
  expected_.resize(days());
  kinds_.resize(days());
  for (std::size_t day = 0; day < days(); ++day) {
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      const std::size_t counted = day + (cells_[cell].late ? late_by_ : 0);
      const double users = mean(day, cell);
      if (counted >= days() || !(users > 0)) {
        continue;
      }
      RatioSums& kind = of_kind_[static_cast<std::size_t>(cells_[cell].kind)];
      for (const std::size_t arm : {std::size_t{0}, std::size_t{1}}) {
        double converted = 0;
        for (const RatioConversion& conversion : conversions_[type_of_day_[day]][cell]) {
          converted += users * conversion.chance * static_cast<double>(conversion.rows[arm]);
        }
        const double rows = users * static_cast<double>(cells_[cell].rows[arm]);
        expected_[counted].users[arm] += rows;
        kinds_[counted][static_cast<std::size_t>(cells_[cell].kind)][arm] += rows;
        expected_[counted].converted[arm] += converted;
        kind.users[arm] += rows;
        kind.converted[arm] += converted;
      }
    }
  }
  for (std::size_t day = 1; day < days(); ++day) {
    for (const std::size_t arm : {std::size_t{0}, std::size_t{1}}) {
      expected_[day].users[arm] += expected_[day - 1].users[arm];
      expected_[day].converted[arm] += expected_[day - 1].converted[arm];
      for (std::size_t kind = 0; kind < user_kinds; ++kind) {
        kinds_[day][kind][arm] += kinds_[day - 1][kind][arm];
      }
    }
  }
}

double RatioModel::expected_count() const { return random::plain_exp(0.5 * count_error_ * count_error_); }

void check_mechanisms(const RatioTraffic& traffic, const RatioMechanisms& asked, Issues& issues) {
  using M = Mechanism;
  const double kinds = traffic.returning_share + traffic.slow_share + traffic.bot_share;
  if (kinds > 1 + 1e-12) {
    issues.push_back(error(Code::conflict, "bot_share",
                           joined("Returning users, slow devices and bots add up to ", percent(kinds),
                                  "; together they are at most 100 %.")));
  }
  struct Kind {
    std::string_view field;
    double conversion;
  };
  const double times = std::fmax(1, traffic.weekend_conversion) * std::fmax(1, 1 + traffic.lift) *
                       (asked.has(M::shared_bucket) ? std::fmax(1, 1 + asked.shared_lift) : 1);
  for (const auto& [field, conversion] :
       {Kind{"conversion", traffic.conversion}, Kind{"returning_conversion", traffic.returning_conversion},
        Kind{"slow_conversion", traffic.slow_conversion}}) {
    if (conversion * times > 1) {
      issues.push_back(error(Code::conflict, field,
                             joined("With lift and weekends this would be ", percent(conversion * times), ": at most ",
                                    percent(1 / times), " with these."),
                             1 / times));
    }
  }
  const double share =
      asked.has(M::uneven_ramp) ? std::fmax(traffic.treatment_share, asked.ramp_share) : traffic.treatment_share;
  if (asked.has(M::biased_bucketing) && share * (1 - asked.bucket_bias) > 1) {
    issues.push_back(
        error(Code::conflict, "bucket_bias",
              joined("Treatment would have ", percent(share * (1 - asked.bucket_bias)),
                     " of all users: with a share of ", percent(share), " at least ", percent(1 - 1 / share), "."),
              1 - 1 / share));
  }
  if (asked.has(M::redirect_loss) && asked.redirect_loss * asked.redirect_slow > 1) {
    issues.push_back(error(Code::conflict, "redirect_slow",
                           joined("Slow devices would lose ", percent(asked.redirect_loss * asked.redirect_slow),
                                  " of their users: at most ", rounded(1 / asked.redirect_loss), " times as many."),
                           1 / asked.redirect_loss));
  }
  if (asked.has(M::triggering) && asked.trigger_rate * (1 + asked.trigger_change) > 1) {
    issues.push_back(
        error(Code::conflict, "trigger_change",
              joined("In treatment ", percent(asked.trigger_rate * (1 + asked.trigger_change)),
                     " would meet the condition: at most ", percent(1 / asked.trigger_rate - 1), " more of them."),
              1 / asked.trigger_rate - 1));
  }
  if (asked.has(M::late_start) && asked.late_days >= traffic.days) {
    issues.push_back(error(Code::conflict, "late_days",
                           joined("Treatment would start after the last of ", traffic.days, " days."),
                           static_cast<double>(traffic.days - 1)));
  }
  if (asked.has(M::paused_arm) && asked.paused_from > traffic.days) {
    issues.push_back(warning(Code::conflict, "paused_from",
                             joined("The pause begins after the last of ", traffic.days, " days: nothing happens."),
                             static_cast<double>(traffic.days)));
  }
}

std::string told(Mechanism mechanism, const RatioMechanisms& asked) {
  const auto share = [](double x) { return percent(x); };
  switch (mechanism) {
    case Mechanism::biased_bucketing:
      return joined("buckets that give treatment ", share(std::abs(asked.bucket_bias)),
                    asked.bucket_bias < 0 ? " too many users" : " too few users");
    case Mechanism::shared_bucket:
      return joined(share(asked.shared_buckets), " of treatment's buckets shared with another experiment");
    case Mechanism::id_churn:
      return joined(share(asked.churn_treatment), " of treatment's and ", share(asked.churn_control),
                    " of control's returning users losing their id");
    case Mechanism::carry_over:
      return joined(share(asked.carry_over), " of treatment's returning users driven away by an earlier experiment");
    case Mechanism::late_start:
      return joined("treatment starting ", counted(static_cast<double>(asked.late_days), "day", "days"), " late");
    case Mechanism::redirect_loss:
      return joined(share(asked.redirect_loss), " of treated users lost on a redirect, ", rounded(asked.redirect_slow),
                    " times as many on slow devices");
    case Mechanism::latency_loss:
      return joined(share(asked.latency_loss),
                    " of treated slow devices that do not convert leaving before they count");
    case Mechanism::segment_crash:
      return joined("crashes that lose ", share(asked.crash), " of treatment's ",
                    asked.crash_kind == UserKind::others      ? "other users"
                    : asked.crash_kind == UserKind::returning ? "returning users"
                    : asked.crash_kind == UserKind::slow      ? "slow devices"
                                                              : "bots");
    case Mechanism::telemetry_lost:
      return joined(share(asked.telemetry_lost), " of treatment's messages lost");
    case Mechanism::telemetry_extra:
      return joined(share(asked.telemetry_extra), " of treated users counted twice");
    case Mechanism::long_sessions_only:
      return joined(share(asked.refresh_missed), " of treatment's short sessions missing the refresh");
    case Mechanism::bot_filtering:
      return joined("a filter that catches ", share(asked.bots_caught_treatment), " of bots in treatment and ",
                    share(asked.bots_caught_control), " in control",
                    asked.heavy_caught > 0
                        ? joined(", and ", share(asked.heavy_caught), " of treatment's eager users with them")
                        : std::string());
    case Mechanism::bad_join:
      return joined("a join that drops ", share(asked.join_lost), " of treated users without and repeats ",
                    share(asked.join_doubled), " of those with a conversion");
    case Mechanism::late_logs:
      return joined("logs of ", share(asked.late_logs), " of treated slow devices coming ",
                    counted(static_cast<double>(asked.late_by), "day", "days"), " late");
    case Mechanism::approximate_counts:
      return joined("counts that are off by ", share(asked.count_error));
    case Mechanism::triggering:
      return joined("a condition that ", share(std::abs(asked.trigger_change)),
                    asked.trigger_change < 0 ? " fewer" : " more", " users meet in treatment");
    case Mechanism::uneven_ramp:
      return joined("a ramp of ", counted(static_cast<double>(asked.ramp_days), "day", "days"), " with ",
                    share(asked.ramp_share), " in treatment");
    case Mechanism::paused_arm:
      return joined("treatment paused for ", counted(static_cast<double>(asked.paused_days), "day", "days"));
    case Mechanism::self_assignment:
      return joined(share(asked.opt_in), " of control's returning users switching to treatment");
  }
  return {};
}

}  // namespace sutva::simulate
