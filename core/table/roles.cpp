// SPDX-License-Identifier: Apache-2.0
#include "table/roles.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>

#include "base/text.hpp"
#include "table/number.hpp"
#include "table/scan.hpp"

namespace sutva::table {

namespace {

constexpr std::size_t most_arms = 10;
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
constexpr std::array<std::string_view, 43> outcome_words = {
    "outcome",  "revenue", "converted", "conversion", "conversions", "convert", "purchase", "purchased",  "purchases",
    "spend",    "spent",   "sales",     "sale",       "minutes",     "clicks",  "click",    "clicked",    "orders",
    "order",    "y",       "response",  "metric",     "score",       "gmv",     "ltv",      "retained",   "retention",
    "churn",    "churned", "watch",     "streamed",   "engagement",  "signups", "signup",   "subscribed", "visits",
    "earnings", "income",  "profit",    "amount",     "duration",    "grade",   "result"};
constexpr std::array<std::string_view, 13> before_words = {"pre",       "prior", "previous", "baseline",   "before",
                                                           "past",      "lag",   "lagged",   "historical", "history",
                                                           "preperiod", "last",  "pretest"};
constexpr std::array<std::string_view, 12> trait_words = {"age",    "tenure", "educ",   "education",
                                                          "gender", "sex",    "income", "schooling",
                                                          "height", "weight", "black",  "hispanic"};
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

Facts facts_of(const Column& column) {
  Facts facts;
  facts.words = words_of(column.name);
  facts.name = joined(facts.words);
  facts.values = distinct_values(column, most_arms);
  facts.number = column.kind == ColumnKind::number;
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
  if (!counts) {
    return std::nullopt;
  }
  std::vector<double> found;
  for (const NumberCount& one : *counts) {
    found.push_back(one.number);
  }
  std::sort(found.begin(), found.end());
  for (const double x : found) {
    values.push_back(text(x));
  }
  return values;
}

Roles guess_roles(const Table& table) {
  Roles roles;
  std::vector<Facts> facts;
  for (const Column& column : table.columns) {
    facts.push_back(facts_of(column));
  }
  roles.unit = take_best(table, facts, [&](const Facts& f, std::size_t) {
    Score score = unit_score(f, table.rows);
    return score.points >= 40 ? score : Score{};
  });
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
