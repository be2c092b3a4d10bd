// SPDX-License-Identifier: Apache-2.0
#include "analyze/sample_ratio_diagnose.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "analyze/arm_counts.hpp"
#include "analyze/checks.hpp"
#include "analyze/mechanisms.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/adjusted_p.hpp"
#include "stats/count_tests.hpp"
#include "stats/distributions.hpp"
#include "stats/group_tests.hpp"

namespace sutva::analyze {
namespace {

// Beyond chance for one look, and for the best of several.
constexpr double beyond_chance = 0.01;
constexpr double well_beyond_chance = 0.001;
// What is left over counts as healthy from here on.
constexpr double healthy = 0.05;
// Of more days only the first and the last are looked at together: pairs of days grow with their square.
constexpr std::size_t most_days_for_blocks = 120;

enum class SegmentKind : std::uint8_t { other, day, client, bot, tenure, session };

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return small;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

SegmentKind kind_of(std::string_view name) {
  const std::string kind = lower(name);
  return has_any(kind, {"weekday", "day of week"})                               ? SegmentKind::other
         : has_any(kind, {"bot", "crawler", "spam", "automated"})                ? SegmentKind::bot
         : has_any(kind, {"session", "length", "duration", "activity", "heavy"}) ? SegmentKind::session
         : has_any(kind, {"returning", "tenure", "visitor", "user type", "new"}) ? SegmentKind::tenure
         : has_any(kind, {"browser", "device", "platform", "client", "version", "operating", "app"}) || kind == "os"
             ? SegmentKind::client
         : has_any(kind, {"day", "date", "week", "hour", "time", "month"}) ? SegmentKind::day
                                                                           : SegmentKind::other;
}

struct Segment {
  std::string name;
  std::vector<double> counts;
  double n = 0;
};
struct Kind {
  std::string name;
  SegmentKind kind = SegmentKind::other;
  std::vector<Segment> segments;
};

// A clue: there, not there, or not known; `finding` in place of its usual text.
struct Evidence {
  std::optional<bool> there;
  std::string finding;
};
using Facts = std::array<Evidence, static_cast<std::size_t>(Clue::count)>;

class Reading {
 public:
  Reading(const std::vector<double>& counts, const std::vector<double>& shares) : counts_(counts), shares_(shares) {}

  void read(const std::vector<Kind>& kinds);
  Facts facts;

 private:
  // The p-value of some segments together.
  double p_of(const std::vector<double>& counts) const { return stats::goodness_of_fit(counts, shares_).p_value; }
  void read_days(const Kind& days);
  void read_concentration(const Kind& kind);
  void set(Clue clue, bool there, std::string finding = {}) {
    Evidence& evidence = facts[static_cast<std::size_t>(clue)];
    // Of several kinds that say something, one that says yes is enough.
    if (!evidence.there.value_or(false)) {
      evidence = {there, std::move(finding)};
    }
  }

  const std::vector<double>& counts_;
  const std::vector<double>& shares_;
  std::size_t arm_ = 0;  // whose share is farthest off
  bool mismatch_ = false, all_alike_ = true, any_kind_ = false;
};

// Running sums of the counts over the segments of a kind, and what lies between two of them.
class Sums {
 public:
  Sums(const Kind& kind, std::size_t arms) : sums_(1, std::vector<double>(arms, 0)) {
    for (const Segment& segment : kind.segments) {
      std::vector<double> next = sums_.back();
      for (std::size_t i = 0; i < arms; ++i) {
        next[i] += segment.counts[i];
      }
      sums_.push_back(std::move(next));
    }
  }
  // Of the segments in [first, last), or of all others.
  std::vector<double> of(std::size_t first, std::size_t last, bool inside) const {
    std::vector<double> counts(sums_[0].size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const double held = sums_[last][i] - sums_[first][i];
      counts[i] = inside ? held : sums_.back()[i] - held;
    }
    return counts;
  }

 private:
  std::vector<std::vector<double>> sums_;
};

std::optional<double> heterogeneity(const Kind& kind, std::size_t arms) {
  std::vector<double> table;
  for (const Segment& segment : kind.segments) {
    table.insert(table.end(), segment.counts.begin(), segment.counts.end());
  }
  const std::optional<stats::ChiSquared> test = stats::independence(table, arms);
  return test ? std::optional(test->p_value) : std::nullopt;
}

void Reading::read_days(const Kind& days) {
  const std::size_t count = days.segments.size();
  const std::optional<double> apart = heterogeneity(days, shares_.size());
  if (!apart || count < 3) {
    return;
  }
  const std::size_t half = count / 2;
  const Sums sums(days, shares_.size());
  const auto window = [&](std::size_t first, std::size_t last) {
    return last - first == 1 ? days.segments[first].name
                             : joined(days.segments[first].name, " to ", days.segments[last - 1].name);
  };
  // The run of days that leaves the others healthy, at the beginning, at the end or in between.
  const bool steady = *apart > healthy;
  if (mismatch_) {
    set(Clue::steady, steady,
        joined(steady ? "The gap is the same on all days" : "The gap changes over the days", " (",
               p_in_words(std::log10(*apart)), " for a difference)."));
  }
  std::size_t best_first = 0, best_last = 0;
  double best = 1;
  if (*apart < beyond_chance) {
    for (std::size_t first = 0; first < count; ++first) {
      for (std::size_t last = first + 1; last <= std::min(count, first + half); ++last) {
        if (count > most_days_for_blocks && first > 0 && last < count) {
          continue;
        }
        const double inside = p_of(sums.of(first, last, true));
        if (inside < best && inside < well_beyond_chance && p_of(sums.of(first, last, false)) > healthy) {
          best = inside;
          best_first = first;
          best_last = last;
        }
      }
    }
  }
  const bool found = best < 1;
  const auto say = [&](Clue clue, bool there, std::string_view where) {
    set(clue, there,
        there ? joined(where, window(best_first, best_last), ", and not on the other days.") : std::string());
  };
  say(Clue::early_only, found && best_first == 0, "The mismatch is on the first days, ");
  say(Clue::late_only, found && best_last == count, "The mismatch is on the last days, ");
  say(Clue::block, found && best_first > 0 && best_last < count, "The mismatch is on days in between, ");
  // A trend of the share over the days, weighted by users.
  double n = 0, mean_t = 0, mean_y = 0;
  for (std::size_t t = 0; t < count; ++t) {
    n += days.segments[t].n;
    mean_t += static_cast<double>(t) * days.segments[t].n;
    mean_y += days.segments[t].counts[arm_];
  }
  mean_t /= n;
  mean_y /= n;
  double slope = 0, spread = 0;
  for (std::size_t t = 0; t < count; ++t) {
    const double at = static_cast<double>(t) - mean_t;
    slope += at * (days.segments[t].counts[arm_] - days.segments[t].n * mean_y);
    spread += days.segments[t].n * at * at;
  }
  const double variance = spread * mean_y * (1 - mean_y);
  const double z = variance > 0 ? slope / std::sqrt(variance) : 0;
  const double away = mean_y > shares_[arm_] ? z : -z;
  const bool trend = !found && std::abs(z) > stats::normal_quantile_upper(beyond_chance / 2);
  const std::string how = joined(" (z = ", rounded(std::abs(z)), ").");
  set(Clue::growing, trend && away > 0, trend && away > 0 ? joined("The gap grows day by day", how) : std::string());
  set(Clue::fading, trend && away < 0, trend && away < 0 ? joined("The gap fades day by day", how) : std::string());
}

void Reading::read_concentration(const Kind& kind) {
  const std::optional<double> apart = heterogeneity(kind, shares_.size());
  if (!apart) {
    return;
  }
  any_kind_ = true;
  all_alike_ = all_alike_ && *apart > healthy;
  std::vector<double> p_values;
  double all = 0;
  std::size_t worst = 0;
  std::vector<double> chi;
  for (const Segment& segment : kind.segments) {
    const stats::ChiSquared test = stats::goodness_of_fit(segment.counts, shares_);
    p_values.push_back(test.p_value);
    chi.push_back(test.statistic);
    all += test.statistic;
    worst = chi.back() > chi[worst] ? chi.size() - 1 : worst;
  }
  const bool alone = *apart < beyond_chance && stats::holm_adjusted(p_values)[worst] < beyond_chance &&
                     p_of(Sums(kind, shares_.size()).of(worst, worst + 1, false)) > healthy;
  const Segment& segment = kind.segments[worst];
  const std::string finding =
      joined("The mismatch is in ", kind.name, " “", segment.name, "”: ", percent(chi[worst] / all),
             " of chi-squared, the others are split as planned.");
  const std::string name = lower(segment.name);
  set(Clue::one_segment, alone, alone ? finding : std::string());
  switch (kind.kind) {
    case SegmentKind::client:
      set(Clue::one_client, alone, alone ? finding : std::string());
      break;
    case SegmentKind::bot: {
      const bool bot = has_any(name, {"bot", "yes", "true", "1", "crawler", "spam", "auto"}) &&
                       !has_any(name, {"not", "non", "no "});
      set(Clue::bots, alone && bot, alone && bot ? finding : std::string());
      break;
    }
    case SegmentKind::tenure: {
      const bool is_new = has_any(name, {"new", "first"});
      set(Clue::new_users, alone && is_new, alone && is_new ? finding : std::string());
      set(Clue::returning_users, alone && !is_new, alone && !is_new ? finding : std::string());
      break;
    }
    case SegmentKind::session: {
      // Lengths in order come as a difference between segments, not as one segment alone.
      const bool differs = *apart < beyond_chance;
      set(Clue::long_sessions, differs,
          differs ? joined("The gap depends on ", kind.name, " (", p_in_words(std::log10(*apart)), ").")
                  : std::string());
      break;
    }
    case SegmentKind::day:
    case SegmentKind::other:
      break;
  }
}

void Reading::read(const std::vector<Kind>& kinds) {
  double n = 0, gap = 0;
  for (const double count : counts_) {
    n += count;
  }
  double farthest = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const double off = (counts_[i] - n * shares_[i]) / std::sqrt(n * shares_[i] * (1 - shares_[i]));
    gap = std::fmax(gap, std::abs(counts_[i] / (n * shares_[i]) - 1));
    if (std::abs(off) > std::abs(farthest)) {
      farthest = off;
      arm_ = i;
    }
  }
  mismatch_ = p_of(counts_) < beyond_chance;
  if (mismatch_) {
    const bool control_has_more = counts_[0] > n * shares_[0];
    set(Clue::treatment_short, control_has_more);
    set(Clue::small_gap, gap < 0.03, joined("The largest gap is ", percent(gap), " of an arm's users."));
  }
  for (const Kind& kind : kinds) {
    if (kind.kind == SegmentKind::day) {
      read_days(kind);
    } else {
      read_concentration(kind);
    }
  }
  if (any_kind_ && mismatch_) {
    set(Clue::uniform, all_alike_);
  }
}

std::vector<Kind> kinds_of(const std::string& lines, const ArmCounts& data, const std::vector<std::size_t>& arms,
                           Issues& issues) {
  const std::vector<CountRow> rows =
      count_rows(lines, {2, data.names.size(), 0, "browser, Safari, 5012, 4711"}, "segments", issues);
  std::vector<Kind> kinds;
  for (const CountRow& row : rows) {
    auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.name == row.names[0]; });
    if (kind == kinds.end()) {
      kinds.push_back({row.names[0], kind_of(row.names[0]), {}});
      kind = kinds.end() - 1;
    }
    Segment segment{row.names[1], {}, 0};
    for (const std::size_t arm : arms) {
      segment.counts.push_back(row.numbers[arm]);
      segment.n += row.numbers[arm];
    }
    if (segment.n > 0) {
      kind->segments.push_back(std::move(segment));
    } else {
      issues.push_back(
          warning(Code::missing_values, "segments",
                  joined("The segment “", row.names[1], "” of “", row.names[0], "” has no users; it is left out.")));
    }
  }
  for (const Kind& kind : kinds) {
    std::vector<double> sums(arms.size(), 0);
    for (const Segment& segment : kind.segments) {
      for (std::size_t i = 0; i < sums.size(); ++i) {
        sums[i] += segment.counts[i];
      }
    }
    for (std::size_t i = 0; i < sums.size(); ++i) {
      if (sums[i] != data.periods[0].counts[arms[i]]) {
        issues.push_back(
            warning(Code::conflict, "segments",
                    joined("The segments of “", kind.name, "” do not add up to the users of the arms: ", text(sums[i]),
                           " and not ", text(data.periods[0].counts[arms[i]]), " in ", data.names[arms[i]], ".")));
        break;
      }
    }
  }
  return kinds;
}

// The answers, in the order of the clues.
std::array<Known, 20> answers(const SampleRatioDiagnoseRequest& r) {
  return {r.assignment_log,   r.triggered_only,     r.same_in_aa,  r.started_together, r.ramp,
          r.paused,           r.redirect,           r.slower,      r.crashes,          r.logging_changed,
          r.sessions_changed, r.config_refresh,     r.bot_filter,  r.joined_logs,      r.recent_logs,
          r.approximate,      r.earlier_experiment, r.shared_seed, r.ids_reset,        r.opt_in};
}

Plausibility plausibility_of(double score) {
  return score >= 4   ? Plausibility::likely
         : score >= 2 ? Plausibility::possible
         : score >= 0 ? Plausibility::open
                      : Plausibility::unlikely;
}

std::vector<RatioCause> ranked(const Facts& facts) {
  const auto say = [&](Clue clue, bool there) {
    const auto at = static_cast<std::size_t>(clue);
    const ClueText& text = clue_texts()[at];
    return !facts[at].finding.empty() ? facts[at].finding : std::string(there ? text.there : text.not_there);
  };
  std::vector<RatioCause> causes;
  for (const Mechanism& mechanism : mechanisms()) {
    RatioCause& cause = causes.emplace_back();
    cause.mechanism = mechanism.key;
    cause.label = mechanism.label;
    cause.stage = mechanism.stage;
    cause.meaning = mechanism.meaning;
    cause.check_next = mechanism.check_next;
    cause.order = static_cast<std::int64_t>(causes.size());
    for (const Rule& rule : rules()) {
      const std::optional<bool> there = facts[static_cast<std::size_t>(rule.clue)].there;
      if (rule.mechanism != mechanism.key || !there) {
        continue;
      }
      const double weight = *there ? rule.there : rule.not_there;
      cause.score += weight;
      if (weight != 0) {
        (weight > 0 ? cause.evidence_for : cause.evidence_against).push_back(say(rule.clue, *there));
      }
    }
    cause.plausibility = plausibility_of(cause.score);
  }
  // Those alike stay in the usual order.
  std::stable_sort(causes.begin(), causes.end(),
                   [](const RatioCause& a, const RatioCause& b) { return a.score > b.score; });
  for (std::size_t i = 0; i < causes.size(); ++i) {
    causes[i].rank = static_cast<std::int64_t>(i) + 1;
  }
  return causes;
}

}  // namespace

Outcome<SampleRatioDiagnoseResult> sample_ratio_diagnose(const SampleRatioDiagnoseRequest& request) {
  Issues issues;
  const std::optional<ArmCounts> data = counts_of_arms(request.counts, request.shares, request.weights, issues);
  if (!data) {
    return issues;
  }
  const std::vector<std::size_t> arms = data->planned_arms();
  std::vector<double> counts, shares;
  for (const std::size_t arm : arms) {
    counts.push_back(data->periods[0].counts[arm]);
    shares.push_back(data->periods[0].shares[arm]);
  }
  const std::vector<Kind> kinds = kinds_of(request.segments, *data, arms, issues);
  if (has_error(issues)) {
    return issues;
  }
  Reading reading(counts, shares);
  reading.read(kinds);
  const std::array<Known, 20> known = answers(request);
  constexpr auto first_answer = static_cast<std::size_t>(Clue::assignment_log);
  static_assert(first_answer + std::tuple_size_v<decltype(known)> == static_cast<std::size_t>(Clue::count));
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i] != Known::unknown) {
      reading.facts[first_answer + i].there = known[i] == Known::yes;
    }
  }
  SampleRatioDiagnoseResult result;
  const stats::ChiSquared test = stats::goodness_of_fit(counts, shares);
  const double log_p = stats::log_chi_squared_sf(test.statistic, test.df);
  result.p_value = std::exp(log_p);
  result.log10_p_value = log_p / std::log(10);
  result.status = status_of(result.p_value);
  for (const ClueText& clue : clue_texts()) {
    const Evidence& evidence = reading.facts[static_cast<std::size_t>(clue.clue)];
    if (evidence.there) {
      result.clues.push_back(
          {std::string(clue.key),
           !evidence.finding.empty() ? evidence.finding : std::string(*evidence.there ? clue.there : clue.not_there),
           *evidence.there, clue.clue < Clue::assignment_log});
    }
  }
  result.causes = ranked(reading.facts);
  const RatioCause& first = result.causes.front();
  const bool points = first.score >= 2;
  result.suspect = points ? first.mechanism : "";
  const std::string p = p_in_words(result.log10_p_value);
  result.sentence =
      result.status == CheckStatus::pass ? joined("The arms are as large as planned (", p,
                                                  "): there is nothing to explain, unless a segment stands out.")
      : points ? joined("A mismatch (", p, "). What is known speaks most for “", first.label, "”. ", first.check_next)
               : joined("A mismatch (", p,
                        "), and no clue that tells the causes apart: answer the questions, beginning with "
                        "the assignment log, or add segments. Until then look in the usual order, at “",
                        first.label, "” first.");
  return {std::move(result), std::move(issues)};
}

}  // namespace sutva::analyze
