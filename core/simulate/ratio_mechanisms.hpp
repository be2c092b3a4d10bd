// SPDX-License-Identifier: Apache-2.0
// What makes arms unequal: users of a few kinds who arrive day by day, and mechanisms that assign, lose, repeat or
// delay them. Every mechanism acts on each user by itself, with a chance that depends on day, kind, arm and outcome
// alone.
//
// Arrivals are Poisson. Whatever happens to each user by itself then splits them into independent Poisson counts, one
// for every way a user can end up in the counts; their means are enumerated here. So simulations draw counts and not
// users, exactly in law, and expected splits and effects are sums. Kinds of mechanism after Fabijan et al. (2019),
// Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"

namespace sutva::simulate {

enum class Mechanism : std::uint8_t {
  biased_bucketing,
  shared_bucket,
  id_churn,
  carry_over,
  late_start,
  redirect_loss,
  latency_loss,
  segment_crash,
  telemetry_lost,
  telemetry_extra,
  long_sessions_only,
  bot_filtering,
  bad_join,
  late_logs,
  approximate_counts,
  triggering,
  uneven_ramp,
  paused_arm,
  self_assignment
};
inline constexpr std::size_t mechanism_count = 19;
constexpr auto describe(std::type_identity<Mechanism>) {
  using M = Mechanism;
  return std::array{
      Choice{M::biased_bucketing, "biased_bucketing", "Biased bucketing",
             "The hash fills buckets unevenly, whoever the user is. As where ids are hashed with a weak function or "
             "buckets are cut off by rounding."},
      Choice{M::shared_bucket, "shared_bucket", "Stolen or shared buckets",
             "Another experiment takes some of treatment's buckets: some users are dropped, the others get its change "
             "as well. As where two teams were given the same range."},
      Choice{M::id_churn, "id_churn", "Lost cookies",
             "Returning users lose their id and are assigned anew. As where a treated page clears cookies or a browser "
             "deletes them after a week."},
      Choice{M::carry_over, "carry_over", "Carried over from an earlier experiment",
             "An earlier experiment with the same buckets drove some returning users of treatment away. As where a bad "
             "release is repaired and started again without a new split."},
      Choice{M::late_start, "late_start", "Treatment starts late",
             "Treatment's users of the first days are not counted. As where its configuration is rolled out after "
             "control's."},
      Choice{M::redirect_loss, "redirect_loss", "Lost on a redirect",
             "Treatment is another address; some users leave on the way there, more of them on slow devices. As in "
             "split-URL tests."},
      Choice{M::latency_loss, "latency_loss", "Left before the beacon",
             "Treatment loads more slowly, and some users of slow devices leave before they are counted; who buys does "
             "not. As where the event is sent at the end of the page."},
      Choice{
          M::segment_crash, "segment_crash", "Crashes for some",
          "The treated app crashes before it is counted, for one kind of user. As where an old system lacks what the "
          "new code needs."},
      Choice{
          M::telemetry_lost, "telemetry_lost", "Messages lost",
          "Treatment's messages get lost one by one; who buys sends more of them and is more often counted. As where "
          "a larger message is over a limit."},
      Choice{M::telemetry_extra, "telemetry_extra", "Messages repeated",
             "Some treated users are counted twice, the second time without what they buy. As where a reload sends the "
             "assignment again under a new id."},
      Choice{
          M::long_sessions_only, "long_sessions_only", "Only long sessions see it",
          "Treatment comes with a refresh of the configuration, which short sessions miss: they are counted nowhere. "
          "Returning users stay long enough."},
      Choice{
          M::bot_filtering, "bot_filtering", "Bot filter",
          "The filter catches bots in one arm more often than in the other, or takes eager treated users for bots. As "
          "where treatment brings more clicks per user."},
      Choice{M::bad_join, "bad_join", "Bad join",
             "Joining two tables drops treated users without a row in the second and repeats those with several. As an "
             "inner join with orders does."},
      Choice{
          M::late_logs, "late_logs", "Late logs",
          "Logs of treated slow devices come days later. As where an app sends what it kept when it is online again."},
      Choice{M::approximate_counts, "approximate_counts", "Approximate distinct counts",
             "Users are counted by a sketch with an error of its own in each arm. As APPROX_COUNT_DISTINCT does."},
      Choice{M::triggering, "triggering", "Trigger that treatment changes",
             "Only users who meet a condition are counted, and treatment makes more of them meet it. As where counting "
             "begins at a button that treatment moves."},
      Choice{
          M::uneven_ramp, "uneven_ramp", "Ramp",
          "Treatment begins with a smaller share, and all days are put together. As in a cautious rollout whose first "
          "days are kept."},
      Choice{M::paused_arm, "paused_arm", "Treatment paused",
             "Treatment is switched off for some days while control goes on. As after an alarm."},
      Choice{M::self_assignment, "self_assignment", "Self-assignment",
             "Some returning users of control switch to treatment themselves and are counted there. As with a beta "
             "programme or a link that is passed on."}};
}

// Kinds of users. Each belongs to one.
enum class UserKind : std::uint8_t { others, returning, slow, bots };
inline constexpr std::size_t user_kinds = 4;
constexpr auto describe(std::type_identity<UserKind>) {
  using K = UserKind;
  return std::array{Choice{K::others, "others", "All others"}, Choice{K::returning, "returning", "Returning users"},
                    Choice{K::slow, "slow", "Slow devices"}, Choice{K::bots, "bots", "Bots"}};
}

// What happens to users whose id was lost.
enum class ChurnCounting : std::uint8_t { dropped, both };
constexpr auto describe(std::type_identity<ChurnCounting>) {
  using C = ChurnCounting;
  return std::array{Choice{C::dropped, "dropped", "Dropped where seen in both arms",
                           "Known by a login, and left out where the new id fell into the other arm."},
                    Choice{C::both, "both", "Counted once for each id",
                           "What they buy belongs to the new id. The split stays as planned, the effect does not."}};
}

struct RatioTraffic {
  double users_per_day = 10'000;
  std::int64_t days = 28;
  double treatment_share = 0.5;
  double lift = 0;
  double conversion = 0.05;
  double returning_share = 0.3;
  double returning_conversion = 0.12;
  double returning_first = 1;
  double slow_share = 0.2;
  double slow_conversion = 0.03;
  double bot_share = 0.05;
  double weekend_users = 1;
  double weekend_conversion = 1;

  static constexpr auto describe() {
    using R = RatioTraffic;
    return described(
        "RatioTraffic",
        field("users_per_day", &R::users_per_day, "New users per day")
            .under("Users")
            .in(Unit::people_per_day)
            .at_least(1)
            .at_most(1e9)
            .help("On average; each is counted on the first day. Arrivals are Poisson."),
        field("days", &R::days, "Days")
            .under("Users")
            .in(Unit::days)
            .at_least(1)
            .at_most(730)
            .help("Length of the experiment. Day 1 is a Monday."),
        field("treatment_share", &R::treatment_share, "Planned share in treatment")
            .under("Users")
            .in(Unit::share)
            .at_least(0.001)
            .at_most(0.999)
            .help("What the checks compare with."),
        field("lift", &R::lift, "True lift")
            .under("Users")
            .in(Unit::share)
            .at_least(-0.9)
            .at_most(10)
            .help("Relative change of every treated user's chance to convert. At 0 all that is measured is bias."),
        field("conversion", &R::conversion, "Conversion")
            .under("Users")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .help("Of all who are not of a kind below."),
        field("returning_share", &R::returning_share, "Returning users")
            .under("Kinds of users")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .help("Known from before, with long sessions."),
        field("returning_conversion", &R::returning_conversion, "Conversion of returning users")
            .under("Kinds of users")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .help("Usually the highest: to lose them lowers an arm's mean."),
        field("returning_first", &R::returning_first, "Returning users come first")
            .under("Kinds of users")
            .at_least(0)
            .at_most(10)
            .help(
                "1: twice as many on the first day as later. What is too many halves every three days. It makes early "
                "days differ from late ones."),
        field("slow_share", &R::slow_share, "Slow devices")
            .under("Kinds of users")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .help("Old phones and slow lines."),
        field("slow_conversion", &R::slow_conversion, "Conversion on slow devices")
            .under("Kinds of users")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .help("Usually low: to lose them raises an arm's mean."),
        field("bot_share", &R::bot_share, "Bots")
            .under("Kinds of users")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .help("They never convert. All others are what is left to 100 %."),
        field("weekend_users", &R::weekend_users, "Users on a weekend day")
            .under("Kinds of users")
            .at_least(0)
            .at_most(10)
            .help("As a multiple of another day's."),
        field("weekend_conversion", &R::weekend_conversion, "Conversion at weekends")
            .under("Kinds of users")
            .at_least(0)
            .at_most(10)
            .help("As a multiple of another day's."));
  }
};

struct RatioMechanisms {
  std::vector<Mechanism> mechanisms = {Mechanism::bot_filtering};
  double bucket_bias = 0.02;
  double shared_buckets = 0.05;
  double shared_dropped = 0.5;
  double shared_lift = -0.1;
  double churn_control = 0.05;
  double churn_treatment = 0.1;
  ChurnCounting churn_counting = ChurnCounting::dropped;
  double carry_over = 0.05;
  std::int64_t late_days = 1;
  double redirect_loss = 0.01;
  double redirect_slow = 3;
  double latency_loss = 0.1;
  UserKind crash_kind = UserKind::slow;
  double crash = 0.1;
  double telemetry_lost = 0.02;
  std::int64_t telemetry_messages = 3;
  double telemetry_extra = 0.02;
  double refresh_missed = 0.03;
  double bots_caught_control = 0.5;
  double bots_caught_treatment = 0.9;
  double heavy_caught = 0;
  double join_lost = 0.02;
  double join_doubled = 0.02;
  double late_logs = 0.3;
  std::int64_t late_by = 2;
  double count_error = 0.01;
  double trigger_rate = 0.5;
  double trigger_change = 0.03;
  double trigger_conversion = 0.5;
  std::int64_t ramp_days = 3;
  double ramp_share = 0.1;
  std::int64_t paused_from = 8;
  std::int64_t paused_days = 2;
  double opt_in = 0.02;

  bool has(Mechanism mechanism) const;

  static constexpr auto describe() {
    using R = RatioMechanisms;
    return described(
        "RatioMechanisms",
        field("mechanisms", &R::mechanisms, "What goes wrong")
            .under("Mechanisms")
            .help("Nothing chosen: a healthy experiment, and every mismatch a false alarm."),
        field("bucket_bias", &R::bucket_bias, "Users missing from treatment")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(-0.5)
            .at_most(0.5)
            .when("mechanisms", "biased_bucketing")
            .help("Of those who should be there; they are in control. Negative: too many."),
        field("shared_buckets", &R::shared_buckets, "Buckets shared")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "shared_bucket")
            .help("Of treatment's."),
        field("shared_dropped", &R::shared_dropped, "Dropped of those")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "shared_bucket")
            .help("The rest is counted in treatment."),
        field("shared_lift", &R::shared_lift, "Lift of the other experiment")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(-1)
            .at_most(10)
            .when("mechanisms", "shared_bucket")
            .help("Relative change of conversion of those who stay."),
        field("churn_control", &R::churn_control, "Ids lost in control")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "id_churn")
            .help("Of returning users, before they convert."),
        field("churn_treatment", &R::churn_treatment, "Ids lost in treatment")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "id_churn")
            .help("Of returning users, before they convert."),
        field("churn_counting", &R::churn_counting, "Users with two ids")
            .under("Mechanisms")
            .when("mechanisms", "id_churn")
            .help("What the analysis makes of them."),
        field("carry_over", &R::carry_over, "Driven away before")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "carry_over")
            .help("Of treatment's returning users."),
        field("late_days", &R::late_days, "Days without treatment")
            .under("Mechanisms")
            .in(Unit::days)
            .at_least(0)
            .at_most(729)
            .when("mechanisms", "late_start")
            .help("At the start."),
        field("redirect_loss", &R::redirect_loss, "Lost on the redirect")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "redirect_loss")
            .help("Of treated users."),
        field("redirect_slow", &R::redirect_slow, "Times as many on slow devices")
            .under("Mechanisms")
            .at_least(0)
            .at_most(100)
            .when("mechanisms", "redirect_loss")
            .help("1: the same everywhere, which leaves the effect as it is."),
        field("latency_loss", &R::latency_loss, "Left before the beacon")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "latency_loss")
            .help("Of treated users of slow devices who do not convert."),
        field("crash_kind", &R::crash_kind, "Crashes for")
            .under("Mechanisms")
            .when("mechanisms", "segment_crash")
            .help("Who converts less makes the mean of those left better, and the reverse."),
        field("crash", &R::crash, "Crashes")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "segment_crash")
            .help("Share of these treated users who are never counted."),
        field("telemetry_lost", &R::telemetry_lost, "Messages lost")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "telemetry_lost")
            .help("Of treatment's, each by itself. A user is counted if one message comes through."),
        field("telemetry_messages", &R::telemetry_messages, "Messages of who converts")
            .under("Mechanisms")
            .at_least(1)
            .at_most(100)
            .when("mechanisms", "telemetry_lost")
            .help("All others send one. 1: users are lost whatever they do."),
        field("telemetry_extra", &R::telemetry_extra, "Counted twice")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "telemetry_extra")
            .help("Of treated users."),
        field("refresh_missed", &R::refresh_missed, "Sessions too short")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "long_sessions_only")
            .help("Of treated users other than returning ones."),
        field("bots_caught_control", &R::bots_caught_control, "Bots caught in control")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "bot_filtering")
            .help("Share of bots that the filter takes out."),
        field("bots_caught_treatment", &R::bots_caught_treatment, "Bots caught in treatment")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "bot_filtering")
            .help("Bots never convert: where more are caught, conversion looks better."),
        field("heavy_caught", &R::heavy_caught, "Eager users caught in treatment")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "bot_filtering")
            .help("Share of treated returning users who convert and are taken for bots."),
        field("join_lost", &R::join_lost, "Dropped by the join")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "bad_join")
            .help("Of treated users who do not convert."),
        field("join_doubled", &R::join_doubled, "Repeated by the join")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "bad_join")
            .help("Of treated users who convert: two rows, both converted."),
        field("late_logs", &R::late_logs, "Logs that come late")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "late_logs")
            .help("Of treated users of slow devices."),
        field("late_by", &R::late_by, "Days late")
            .under("Mechanisms")
            .in(Unit::days)
            .at_least(0)
            .at_most(730)
            .when("mechanisms", "late_logs")
            .help("What would come after the last day is missing."),
        field("count_error", &R::count_error, "Error of the count")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(0.5)
            .when("mechanisms", "approximate_counts")
            .help("SD of the logarithm of counted over true, for each arm by itself and the same on all days."),
        field("trigger_rate", &R::trigger_rate, "Triggered in control")
            .under("Mechanisms")
            .in(Unit::share)
            .above(0)
            .at_most(1)
            .when("mechanisms", "triggering")
            .help("Share of users who meet the condition."),
        field("trigger_change", &R::trigger_change, "More of them in treatment")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(-1)
            .at_most(10)
            .when("mechanisms", "triggering")
            .help("Relative change of that share."),
        field("trigger_conversion", &R::trigger_conversion, "Conversion of those")
            .under("Mechanisms")
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "triggering")
            .help("As a multiple of the others': who is drawn in converts less."),
        field("ramp_days", &R::ramp_days, "Days of the ramp")
            .under("Mechanisms")
            .in(Unit::days)
            .at_least(0)
            .at_most(730)
            .when("mechanisms", "uneven_ramp")
            .help("At the start."),
        field("ramp_share", &R::ramp_share, "Share in treatment meanwhile")
            .under("Mechanisms")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("mechanisms", "uneven_ramp")
            .help("Of both arms. The checks compare with the planned share."),
        field("paused_from", &R::paused_from, "Paused from day")
            .under("Mechanisms")
            .at_least(1)
            .at_most(730)
            .when("mechanisms", "paused_arm")
            .help("The first day without treatment."),
        field("paused_days", &R::paused_days, "Days of the pause")
            .under("Mechanisms")
            .in(Unit::days)
            .at_least(0)
            .at_most(730)
            .when("mechanisms", "paused_arm")
            .help("Treatment's users of these days are not counted."),
        field("opt_in", &R::opt_in, "Switch to treatment")
            .under("Mechanisms")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("mechanisms", "self_assignment")
            .help("Of control's returning users."));
  }
};

// What is wrong with them together; adds issues.
void check_mechanisms(const RatioTraffic& traffic, const RatioMechanisms& asked, Issues& issues);

// "crashes for 10 % of treated slow devices"
std::string told(Mechanism mechanism, const RatioMechanisms& asked);

// One way in which a user ends up in the counts.
struct RatioCell {
  UserKind kind = UserKind::others;
  std::array<std::int64_t, 2> rows{};  // in control and in treatment
  bool late = false;                   // counted late_by days after
};

// What a user of some cell converts, in rows of either arm, with its chance given the cell.
struct RatioConversion {
  std::array<std::int64_t, 2> rows{};
  double chance = 0;
};

// A difference of relative changes, without what rounding leaves of none.
double without_noise(double difference);

// Sums of counts up to some day.
struct RatioSums {
  std::array<double, 2> users{};
  std::array<double, 2> converted{};

  double share() const { return users[1] / (users[0] + users[1]); }
  // Treatment's conversion over control's, less 1; none where control has none.
  std::optional<double> lift() const;
};

// The means of all counts.
class RatioModel {
 public:
  RatioModel(const RatioTraffic& traffic, const RatioMechanisms& asked);

  const std::vector<RatioCell>& cells() const { return cells_; }
  std::size_t days() const { return type_of_day_.size(); }
  std::size_t types() const { return conversions_.size(); }
  // Days of one type differ only in how many users of each kind come.
  std::size_t type_of_day(std::size_t day) const { return type_of_day_[day]; }
  // Poisson mean of users who come on this day, of this cell.
  double mean(std::size_t day, std::size_t cell) const {
    return arrivals_[day][static_cast<std::size_t>(cells_[cell].kind)] * chances_[type_of_day_[day]][cell];
  }
  // What they convert; nothing is not listed.
  const std::vector<RatioConversion>& conversions(std::size_t type, std::size_t cell) const {
    return conversions_[type][cell];
  }
  std::size_t late_by() const { return late_by_; }
  // SD of the logarithm of an arm's count; 0: exact.
  double count_error() const { return count_error_; }
  // What a count is expected to be, over the true one; and 1 / count over 1 / true count, since its error is
  // log-normal. 1 where counts are exact.
  double expected_count() const;
  // Expected true counts, after each day.
  const std::vector<RatioSums>& expected() const { return expected_; }
  // Users of each kind among them, after each day.
  const std::vector<std::array<std::array<double, 2>, user_kinds>>& expected_kinds() const { return kinds_; }
  // All that is expected of each kind at the end.
  const std::array<RatioSums, user_kinds>& expected_of_kind() const { return of_kind_; }

 private:
  struct Builder;
  void sum_up();

  std::vector<RatioCell> cells_;
  std::vector<std::size_t> type_of_day_;
  std::vector<std::array<double, user_kinds>> arrivals_;                // by day
  std::vector<std::vector<double>> chances_;                            // by type and cell, of a user of its kind
  std::vector<std::vector<std::vector<RatioConversion>>> conversions_;  // by type and cell
  std::size_t late_by_ = 0;
  double count_error_ = 0;
  std::vector<RatioSums> expected_;
  std::vector<std::array<std::array<double, 2>, user_kinds>> kinds_;
  std::array<RatioSums, user_kinds> of_kind_{};
};

}  // namespace sutva::simulate
