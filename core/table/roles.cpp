// SPDX-License-Identifier: Apache-2.0
#include "table/roles.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>

#include "base/text.hpp"
#include "table/codes.hpp"
#include "table/number.hpp"
#include "table/scan.hpp"

namespace sutva::table {

namespace {

constexpr std::size_t most_arms = least_counted;
constexpr std::size_t most_segment_levels = 12;
constexpr std::size_t rows_for_distinct = 20000;  // rows looked at to see whether values repeat

using Words = std::vector<std::string>;

// prior_7d_minutes, prior7dMinutes and "Prior 7d minutes" are the same words: prior, 7d, minutes.
Words words_of(std::string_view name) {
  Words words(1);
  bool lower_before = false;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<signed char>(c) < 0;
    if ((!letter || (upper && lower_before)) && !words.back().empty()) {
      words.emplace_back();
    }
    if (letter) {
      words.back().push_back(upper ? static_cast<char>(c - 'A' + 'a') : c);
    }
    lower_before = letter && !upper;
  }
  if (words.back().empty()) {
    words.pop_back();
  }
  return words;
}

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : "_") + word;
  }
  return text;
}

bool one_of(std::string_view word, std::span<const std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool any_of(const Words& words, std::span<const std::string_view> list) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return one_of(word, list); });
}

constexpr std::array<std::string_view, 25> arm_names = {
    "treat",     "treatment",        "treated",         "variant",       "variation", "arm", "group",
    "condition", "bucket",           "assignment",      "cell",          "exposed",   "z",   "w",
    "t",         "experiment_group", "treatment_group", "test_group",    "ab_group",  "ab",  "trt",
    "exp_group", "is_treated",       "is_treatment",    "experiment_arm"};
constexpr std::array<std::string_view, 11> arm_words = {"treat",      "treatment", "treated", "variant",
                                                        "variation",  "arm",       "group",   "condition",
                                                        "assignment", "bucket",    "trt"};
constexpr std::array<std::string_view, 11> unit_names = {
    "id", "uid", "uuid", "guid", "user", "customer", "client", "member", "anonymous", "subject_no", "row"};
constexpr std::array<std::string_view, 16> unit_words = {
    "user",   "customer", "client",  "member", "subject", "visitor", "session", "device",
    "person", "patient",  "account", "unit",   "cookie",  "player",  "student", "respondent"};
constexpr std::array<std::string_view, 47> outcome_words = {
    "outcome",   "revenue",  "converted",  "conversion", "conversions", "convert", "purchase", "purchased",
    "purchases", "spend",    "spent",      "sales",      "sale",        "minutes", "clicks",   "click",
    "clicked",   "orders",   "order",      "y",          "response",    "metric",  "score",    "gmv",
    "ltv",       "retained", "retention",  "churn",      "churned",     "watch",   "streamed", "engagement",
    "signups",   "signup",   "subscribed", "visits",     "earnings",    "income",  "profit",   "amount",
    "duration",  "grade",    "result",     "activated",  "activation",  "opens",   "steps"};
constexpr std::array<std::string_view, 13> before_words = {"pre",       "prior", "previous", "baseline",   "before",
                                                           "past",      "lag",   "lagged",   "historical", "history",
                                                           "preperiod", "last",  "pretest"};
constexpr std::array<std::string_view, 12> trait_words = {"age",    "tenure", "educ",   "education",
                                                          "gender", "sex",    "income", "schooling",
                                                          "height", "weight", "black",  "hispanic"};
constexpr std::array<std::string_view, 7> assigned_words = {"offered",    "assigned",   "invited", "encouraged",
                                                            "randomized", "randomised", "notified"};
constexpr std::array<std::string_view, 12> received_words = {"took",     "taken",    "received", "uptake",
                                                             "complied", "attended", "enrolled", "participated",
                                                             "used",     "switched", "actual",   "got"};
constexpr std::array<std::string_view, 33> group_words = {
    "cluster",  "city",     "school",  "class",  "classroom", "teacher", "village",   "clinic",   "hospital",
    "site",     "store",    "shop",    "branch", "office",    "team",    "household", "region",   "county",
    "district", "state",    "market",  "dma",    "geo",       "ward",    "practice",  "provider", "physician",
    "zip",      "postcode", "country", "town",   "plant",     "depot"};
constexpr std::array<std::string_view, 7> block_words = {"block",  "stratum", "strata", "pair",
                                                         "blocks", "pairs",   "triplet"};
constexpr std::array<std::string_view, 11> time_words = {"week", "day",     "date", "month", "period", "year",
                                                         "time", "quarter", "hour", "weeks", "round"};
constexpr std::array<std::string_view, 18> first_treated_names = {
    "first_treated",  "first_treat",     "first_treatment", "treatment_start", "treat_start",  "treated_from",
    "treatment_week", "treatment_year",  "treatment_month", "treatment_date",  "year_treated", "week_treated",
    "adoption_week",  "adoption_period", "adoption_year",   "cohort",          "gvar",         "start_of_treatment"};
constexpr std::array<std::string_view, 13> part_words = {
    "clicks",    "click", "clicked", "conversions", "converted", "orders", "purchases",
    "purchased", "opens", "opened",  "signups",     "bookings",  "replies"};
constexpr std::array<std::string_view, 14> whole_words = {
    "views",  "impressions", "sessions", "visits",    "pageviews",  "exposures", "searches",
    "trials", "sends",       "sent",     "delivered", "page_views", "attempts",  "requests"};
constexpr std::array<std::string_view, 12> control_names = {"0",     "control", "ctrl",    "a",    "baseline",  "off",
                                                            "false", "placebo", "holdout", "none", "untreated", "c"};
constexpr std::array<std::string_view, 4> more_control_names = {"no", "control_group", "old", "standard"};

struct Facts {
  Words words;
  std::string name;                                // the words again, joined by _
  std::optional<std::vector<std::string>> values;  // distinct ones, where they are few
  bool number = false;
  bool distinct = false;  // no value repeats among the rows looked at
  bool whole = false;     // kind number: whole numbers only, there
  bool taken = false;

  std::size_t levels() const { return values ? values->size() : 0; }
  bool could_be_arm() const { return levels() >= 2 && levels() <= most_arms; }
  bool constant() const { return values && values->size() < 2; }
  bool before() const { return any_of(words, before_words); }
};

bool has_digits_suffix(const std::string& word, std::string_view stem) {
  return word.size() > stem.size() && word.starts_with(stem) &&
         word.find_first_not_of("0123456789", stem.size()) == std::string::npos;
}

void look_at_numbers(std::span<const double> numbers, Facts& facts) {
  std::vector<double> sorted;
  facts.whole = true;
  for (const double x : numbers) {
    if (!std::isnan(x)) {
      facts.whole = facts.whole && x == std::floor(x);
      sorted.push_back(x);
    }
  }
  // Most columns repeat a number soon.
  const auto repeats = [&](std::size_t size) {
    const auto end = sorted.begin() + static_cast<std::ptrdiff_t>(std::min(size, sorted.size()));
    std::sort(sorted.begin(), end);
    return std::adjacent_find(sorted.begin(), end) != end;
  };
  facts.distinct = !sorted.empty() && !repeats(500) && !repeats(sorted.size());
}

std::vector<std::string> values_of(const std::vector<NumberCount>& counts) {
  std::vector<double> found;
  for (const NumberCount& one : counts) {
    found.push_back(one.number);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> values;
  for (const double x : found) {
    values.push_back(text(x));
  }
  return values;
}

Facts facts_of(const Column& column, const std::optional<std::vector<NumberCount>>* counts) {
  Facts facts;
  facts.words = words_of(column.name);
  facts.name = joined(facts.words);
  facts.number = column.kind == ColumnKind::number;
  if (!facts.number || !counts) {
    facts.values = distinct_values(column, most_arms);
  } else if (*counts && (*counts)->size() <= most_arms) {
    facts.values = values_of(**counts);
  }
  if (facts.number) {
    look_at_numbers(std::span(column.numbers).first(std::min(rows_for_distinct, column.numbers.size())), facts);
  } else {
    const std::size_t rows = std::min(rows_for_distinct, column.codes.size());
    Levels seen;
    std::size_t present = 0;
    facts.distinct = !column.levels.empty();
    for (std::size_t row = 0; row < rows && facts.distinct; ++row) {
      const std::int32_t code = column.codes[row];
      if (code >= 0) {
        facts.distinct =
            seen.intern(column.levels[static_cast<std::size_t>(code)]) == static_cast<std::int32_t>(present);
        ++present;
      }
    }
  }
  return facts;
}

struct Score {
  int points = 0;  // 0: not this role
  std::string reason;
};

std::string level_count(const Facts& facts) { return std::to_string(facts.levels()) + " levels"; }

std::optional<std::string> control_of(const std::vector<std::string>& values) {
  const auto lowered = [](const std::string& value) { return joined(words_of(value)); };
  for (const std::string_view name : control_names) {
    for (const std::string& value : values) {
      if (lowered(value) == name) {
        return value;
      }
    }
  }
  for (const std::string& value : values) {
    if (one_of(lowered(value), more_control_names) || lowered(value).starts_with("control")) {
      return value;
    }
  }
  return std::nullopt;
}

Score unit_score(const Facts& facts, std::int64_t rows) {
  const bool id = any_of(facts.words, std::array<std::string_view, 4>{"id", "uuid", "guid", "uid"}) ||
                  (facts.words.size() == 1 && facts.name.size() > 2 && facts.name.ends_with("id") &&
                   any_of({facts.name.substr(0, facts.name.size() - 2)}, unit_words));
  const bool who = any_of(facts.words, unit_words);
  if (facts.constant() || facts.could_be_arm()) {
    // A file of a handful of rows has few ids.
    return id && facts.distinct && rows <= static_cast<std::int64_t>(most_arms) ? Score{40, "its name says id"}
                                                                                : Score{};
  }
  if (facts.number && !facts.whole) {
    return {};
  }
  if (id || one_of(facts.name, unit_names)) {
    const int points = 50 + (who ? 20 : 0) + (facts.distinct ? 10 : 0);
    return {points, facts.distinct ? "its name says id, and no value repeats" : "its name says id; values repeat"};
  }
  if (who && facts.words.size() == 1) {
    return {45 + (facts.distinct ? 10 : 0), "its name says who was observed"};
  }
  if (facts.distinct && rows > 20) {
    return {facts.number ? 5 : 10, "no value repeats"};
  }
  return {};
}

Score arm_score(const Facts& facts) {
  if (!facts.could_be_arm()) {
    return {};
  }
  const bool control = control_of(*facts.values).has_value();
  const bool two = facts.levels() == 2;
  if (one_of(facts.name, arm_names)) {
    return {80 + (two ? 5 : 0), "its name says arm, with " + level_count(facts)};
  }
  if (any_of(facts.words, arm_words) &&
      !any_of(facts.words, std::array<std::string_view, 4>{"age", "income", "size", "before"})) {
    return {60 + (two ? 5 : 0), "its name says arm, with " + level_count(facts)};
  }
  const bool trait = any_of(facts.words, trait_words) || facts.before() ||
                     any_of(facts.words, std::array<std::string_view, 3>{"is", "has", "premium"});
  if (!facts.number && control && !trait) {
    return {50, "one of its " + level_count(facts) + " is named like a control"};
  }
  if (facts.number && two && control && !trait && any_of(facts.words, assigned_words)) {
    return {30, "its name says who was assigned, and it is 0 or 1"};
  }
  if (facts.number && two && control && !trait && !any_of(facts.words, outcome_words)) {
    return {20, "it is 0 or 1"};
  }
  return {};
}

Score outcome_score(const Facts& facts, std::size_t index, std::size_t columns) {
  if (!facts.number || facts.constant() || facts.before()) {
    return {};
  }
  if (any_of(facts.words, std::array<std::string_view, 2>{"outcome", "y"})) {
    return {90, "its name says outcome"};
  }
  if (any_of(facts.words, outcome_words)) {
    return {70, "its name says something measured"};
  }
  if (any_of(facts.words, trait_words)) {
    return {};
  }
  // Tables tend to put what came last at the end.
  return {10 + static_cast<int>(9 * index / columns), "it is numeric and stands late in the table"};
}

// re75 or gpa0 beside re78 or GPA_year1: the same measure, at an earlier time.
bool earlier_wave(const Facts& facts, const Facts& outcome) {
  if (facts.words.empty() || outcome.words.empty()) {
    return false;
  }
  const auto split = [](const std::string& word) {
    const std::size_t digits = word.find_last_not_of("0123456789");
    return std::pair(word.substr(0, digits == std::string::npos ? 0 : digits + 1),
                     digits == std::string::npos ? word : word.substr(digits + 1));
  };
  const auto [stem, number] = split(facts.words.back());
  const auto [outcome_stem, outcome_number] = split(outcome.words.back());
  if (number.empty() || outcome_number.empty() || number.size() > 4 || outcome_number.size() > 4) {
    return false;
  }
  const bool same_stem = stem == outcome_stem && facts.words.size() == outcome.words.size() &&
                         std::equal(facts.words.begin(), facts.words.end() - 1, outcome.words.begin());
  const bool same_measure = !stem.empty() && stem == outcome.words.front();
  const auto a = parse_number(number, '.');
  const auto b = parse_number(outcome_number, '.');
  // Waves 1, 2, ... are counted from the start of the treatment, so that only wave 0 is before it; 74, 2019 are years.
  return (same_stem || same_measure) && a && b && *a < *b && (*a == 0 || *a >= 50);
}

bool later_wave(const Facts& facts, const Facts& outcome) { return earlier_wave(outcome, facts); }

template <class F>
std::optional<Role> take_best(const Table& table, std::vector<Facts>& facts, F score) {
  std::size_t best = 0;
  Score best_score;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].taken) {
      continue;
    }
    Score of_column = score(facts[i], i);
    if (of_column.points > best_score.points) {
      best = i;
      best_score = std::move(of_column);
    }
  }
  if (best_score.points == 0) {
    return std::nullopt;
  }
  facts[best].taken = true;
  return Role{table.columns[best].name, std::move(best_score.reason)};
}

}  // namespace

std::optional<std::vector<std::string>> distinct_values(const Column& column, std::size_t most) {
  std::vector<std::string> values;
  if (column.kind == ColumnKind::text) {
    if (column.levels.size() > most) {
      return std::nullopt;
    }
    for (const std::string_view level : column.levels) {
      values.emplace_back(level);
    }
    return values;
  }
  const auto counts = count_numbers(column.numbers, most);
  return counts ? std::optional(values_of(*counts)) : std::nullopt;
}

namespace {

// Looks at the rows for the roles that a name alone does not give.
class Finder {
 public:
  Finder(const Table& table, std::vector<Facts>& facts) : table_(table), facts_(facts) {}

  // Unit and period, where the rows are those of a panel. The unit may be known.
  void find_panel(Roles& roles);
  void find_groups(Roles& roles);
  void find_received(Roles& roles);
  void find_denominator(Roles& roles);
  void find_segments(Roles& roles);

 private:
  static constexpr std::size_t most_groups = 100'000;
  static constexpr std::size_t least_clusters = 6;

  std::size_t place(const std::string& name) const {
    std::size_t i = 0;
    while (table_.columns[i].name != name) {
      ++i;
    }
    return i;
  }
  Role take(std::size_t i, std::string reason) {
    facts_[i].taken = true;
    return {table_.columns[i].name, std::move(reason)};
  }
  bool by_time(std::size_t column, const Codes& units, const Codes& times) const;

  const Table& table_;
  std::vector<Facts>& facts_;
};

// Whether a column of 0 and 1 begins at 0 in every unit, never falls, and rises in some unit.
bool Finder::by_time(std::size_t column, const Codes& units, const Codes& times) const {
  std::vector<std::int32_t> last(units.count * times.count, -1);
  const std::vector<double>& numbers = table_.columns[column].numbers;
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    if (!std::isnan(numbers[row])) {
      last[static_cast<std::size_t>(units.of[row]) * times.count + static_cast<std::size_t>(times.of[row])] =
          numbers[row] != 0 ? 1 : 0;
    }
  }
  bool rises = false;
  for (std::size_t unit = 0; unit < units.count; ++unit) {
    std::int32_t before = -1;
    for (std::size_t time = 0; time < times.count; ++time) {
      const std::int32_t now = last[unit * times.count + time];
      if (now < 0) {
        continue;
      }
      if (now < before || (before < 0 && now > 0)) {
        return false;
      }
      rises = rises || (before == 0 && now == 1);
      before = now;
    }
  }
  return rises;
}

void Finder::find_panel(Roles& roles) {
  for (std::size_t t = 0; t < facts_.size(); ++t) {
    const Facts& time = facts_[t];
    if (time.taken || time.constant() || (time.number && !time.whole) || !any_of(time.words, time_words) ||
        one_of(time.name, first_treated_names)) {
      continue;
    }
    auto times = codes_of(table_.columns[t], 5000);
    if (!times || times->count < 3) {
      continue;
    }
    if (!time.number) {
      sort_codes(table_.columns[t], *times);
    }
    for (std::size_t u = 0; u < facts_.size(); ++u) {
      const Facts& unit = facts_[u];
      const bool known = roles.unit && roles.unit->column == table_.columns[u].name;
      const bool named =
          !roles.unit && !unit.taken && u != t &&
          (any_of(unit.words, group_words) || any_of(unit.words, unit_words) || one_of(unit.name, unit_names));
      if (!known && !named) {
        continue;
      }
      const auto units = codes_of(table_.columns[u], most_groups);
      if (!units || !is_panel(*units, *times)) {
        continue;
      }
      if (!known) {
        roles.unit = take(u, "its name says what was observed, once in each " + time.name);
      }
      roles.time = take(t, "its name says time, and each unit has one row for each");
      for (std::size_t i = 0; i < facts_.size(); ++i) {
        const Facts& f = facts_[i];
        if (f.taken || (f.number && !f.whole)) {
          continue;
        }
        if (!roles.first_treated && one_of(f.name, first_treated_names)) {
          const auto first = codes_of(table_.columns[i], 5000);
          if (first && constant_within(*units, *first)) {
            roles.first_treated =
                take(i, "its name says when treatment began, and it is the same in all rows of a unit");
            continue;
          }
        }
        const bool zero_one = f.number && f.levels() == 2 && (*f.values)[0] == "0" && (*f.values)[1] == "1";
        if (!roles.treated && zero_one && !any_of(f.words, outcome_words) && by_time(i, *units, *times)) {
          roles.treated = take(i, "it goes from 0 to 1 in some units and never back");
        }
      }
      return;
    }
  }
}

void Finder::find_groups(Roles& roles) {
  if (!roles.arm) {
    return;
  }
  std::optional<Codes> known_arms;  // looked for where another column asks for them
  const auto arms = [&]() -> const Codes& {
    if (!known_arms) {
      known_arms = codes_of(table_.columns[place(roles.arm->column)], most_arms).value_or(Codes());
    }
    return *known_arms;
  };
  const Codes arms_at_head =
      codes_of(table_.columns[place(roles.arm->column)], most_arms, rows_for_distinct).value_or(Codes());
  // Of several that were assigned as a whole, the coarsest.
  std::optional<Codes> clusters;
  std::size_t found = 0;
  const auto rows = static_cast<std::size_t>(table_.rows);
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const Facts& f = facts_[i];
    if (f.taken || f.distinct || f.before() || (f.number && !f.whole) || !any_of(f.words, group_words)) {
      continue;
    }
    // Most groups are seen in several arms soon.
    const auto head = codes_of(table_.columns[i], most_groups, rows_for_distinct);
    if (!head || !constant_within(*head, arms_at_head)) {
      continue;
    }
    auto groups = codes_of(table_.columns[i], most_groups);
    if (groups && groups->count >= least_clusters && 2 * groups->count <= rows &&
        (!clusters || groups->count < clusters->count) && constant_within(*groups, arms())) {
      clusters = std::move(groups);
      found = i;
    }
  }
  if (clusters) {
    roles.cluster = take(found, "its name says a group, and all rows of each are in one arm");
  }
  for (std::size_t i = 0; i < facts_.size() && !roles.block; ++i) {
    const Facts& f = facts_[i];
    const bool named = any_of(f.words, block_words);
    if (f.taken || f.distinct || (f.number && !f.whole) || (!named && !(clusters && any_of(f.words, group_words)))) {
      continue;
    }
    const auto blocks = codes_of(table_.columns[i], most_groups);
    if (!blocks || blocks->count < 2 || 2 * blocks->count > rows || !varies_within(*blocks, arms()) ||
        (clusters && !constant_within(*clusters, *blocks))) {
      continue;
    }
    roles.block = take(i, named ? "its name says block, and every arm is in each"
                                : "each " + facts_[found].name + " lies in one, and each holds several arms");
  }
}

void Finder::find_received(Roles& roles) {
  if (!roles.arm) {
    return;
  }
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const Facts& f = facts_[i];
    if (f.taken || f.levels() != 2 || f.before() || !any_of(f.words, received_words)) {
      continue;
    }
    const auto arms = codes_of(table_.columns[place(roles.arm->column)], 2);
    if (!arms || arms->count != 2) {
      return;
    }
    const auto taken = codes_of(table_.columns[i], 2);
    // Much more common in one arm, and not the arm by another name.
    std::array<std::array<double, 2>, 2> rows{};
    for (std::size_t row = 0; taken && row < arms->of.size(); ++row) {
      if (arms->of[row] >= 0 && taken->of[row] >= 0) {
        ++rows[static_cast<std::size_t>(arms->of[row])][static_cast<std::size_t>(taken->of[row])];
      }
    }
    const double share0 = rows[0][1] / std::max(1.0, rows[0][0] + rows[0][1]);
    const double share1 = rows[1][1] / std::max(1.0, rows[1][0] + rows[1][1]);
    const double gap = std::abs(share1 - share0);
    if (gap > 0.1 && gap < 1) {
      roles.received = take(i, "its name says what was really taken, and that differs between the arms");
      return;
    }
  }
}

void Finder::find_denominator(Roles& roles) {
  if (!roles.outcome) {
    return;
  }
  const Facts& outcome = facts_[place(roles.outcome->column)];
  if (!any_of(outcome.words, part_words) || !outcome.whole) {
    return;
  }
  const std::vector<double>& above = table_.columns[place(roles.outcome->column)].numbers;
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const Facts& f = facts_[i];
    if (f.taken || !f.number || !f.whole || f.before() || f.constant() || !any_of(f.words, whole_words)) {
      continue;
    }
    const std::vector<double>& below = table_.columns[i].numbers;
    bool part = true;
    bool more = false;  // than 0 and 1
    for (std::size_t row = 0; row < below.size() && part; ++row) {
      part = std::isnan(above[row]) || std::isnan(below[row]) || (above[row] >= 0 && above[row] <= below[row]);
      more = more || below[row] > 1;
    }
    if (part && more) {
      roles.denominator =
          take(i, "its name says what " + roles.outcome->column + " are a part of, and it is never less");
      return;
    }
  }
}

void Finder::find_segments(Roles& roles) {
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const Column& column = table_.columns[i];
    const std::size_t levels = column.levels.size();
    if (!facts_[i].taken && column.kind == ColumnKind::text && !column.identifiers && levels >= 2 &&
        levels <= most_segment_levels) {
      roles.segments.push_back({column.name, "it is text with " + std::to_string(levels) + " levels"});
    }
  }
}

}  // namespace

Roles guess_roles(const Table& table, const KnownCounts* counts) {
  Roles roles;
  std::vector<Facts> facts;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    facts.push_back(facts_of(table.columns[i], counts ? &(*counts)[i] : nullptr));
  }
  roles.unit = take_best(table, facts, [&](const Facts& f, std::size_t) {
    Score score = unit_score(f, table.rows);
    return score.points >= 40 ? score : Score{};
  });
  Finder finder(table, facts);
  finder.find_panel(roles);
  roles.arm = take_best(table, facts, [](const Facts& f, std::size_t) { return arm_score(f); });
  if (!roles.unit) {
    // Values that never repeat may as well be a measurement: only text, or whole numbers in the first column.
    roles.unit = take_best(table, facts, [&](const Facts& f, std::size_t i) {
      return !f.number || i == 0 ? unit_score(f, table.rows) : Score{};
    });
  }
  for (std::size_t i = 0; roles.arm && i < facts.size(); ++i) {
    if (table.columns[i].name == roles.arm->column) {
      roles.arm_levels = *facts[i].values;
    }
  }
  roles.control = control_of(roles.arm_levels);
  if (roles.control && roles.arm_levels.size() == 2) {
    roles.treatment = roles.arm_levels[roles.arm_levels[0] == *roles.control ? 1 : 0];
  }
  roles.outcome =
      take_best(table, facts, [&](const Facts& f, std::size_t i) { return outcome_score(f, i, facts.size()); });

  for (std::size_t i = 0; roles.unit && i < facts.size(); ++i) {
    roles.unit_is_distinct =
        roles.unit_is_distinct || (table.columns[i].name == roles.unit->column && facts[i].distinct);
  }
  finder.find_groups(roles);
  finder.find_received(roles);
  finder.find_denominator(roles);
  finder.find_segments(roles);

  const auto outcome = std::find_if(facts.begin(), facts.end(), [&](const Facts& f) {
    return roles.outcome && table.columns[static_cast<std::size_t>(&f - facts.data())].name == roles.outcome->column;
  });
  std::vector<std::pair<int, Role>> found;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Facts& f = facts[i];
    if (f.taken || !f.number || f.constant()) {
      continue;
    }
    const std::string& name = table.columns[i].name;
    const bool past = f.before() || std::any_of(f.words.begin(), f.words.end(),
                                                [](const std::string& word) { return has_digits_suffix(word, "pre"); });
    if (past) {
      const bool same =
          outcome != facts.end() && std::any_of(f.words.begin(), f.words.end(), [&](const std::string& w) {
            return std::find(outcome->words.begin(), outcome->words.end(), w) != outcome->words.end();
          });
      found.push_back({same ? 0 : 1, {name, "its name says it was measured before"}});
    } else if (outcome != facts.end() && earlier_wave(f, *outcome)) {
      found.push_back({1, {name, "it is an earlier value of the outcome, by its name"}});
    } else if (any_of(f.words, trait_words) && !(outcome != facts.end() && later_wave(f, *outcome))) {
      found.push_back({2, {name, "its name says a trait that a treatment does not change"}});
    }
  }
  for (const int order : {0, 1, 2}) {
    for (auto& [place, role] : found) {
      if (place == order) {
        roles.covariates.push_back(std::move(role));
      }
    }
  }
  return roles;
}

std::optional<std::string> guess_control(const std::vector<std::string>& levels) { return control_of(levels); }

}  // namespace sutva::table
