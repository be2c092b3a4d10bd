// SPDX-License-Identifier: Apache-2.0
#include "analyze/arm_counts.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/shares.hpp"
#include "base/text.hpp"
#include "base/words.hpp"

namespace sutva::analyze {
namespace {

std::vector<std::string> arm_names(std::size_t arms) {
  std::vector<std::string> names{"control"};
  for (std::size_t arm = 1; arm < arms; ++arm) {
    names.push_back(arms == 2 ? std::string("treatment") : joined("treatment ", arm));
  }
  return names;
}

// What no single period can say: too few arms or users, and users where none were planned.
void check(const ArmCounts& data, std::string_view counts, std::string_view shares, Issues& issues) {
  double users = 0;
  for (const CountPeriod& period : data.periods) {
    users += period.total();
    for (std::size_t arm = 0; arm < data.names.size(); ++arm) {
      if (period.shares[arm] == 0 && period.counts[arm] > 0) {
        issues.push_back(error(Code::conflict, shares,
                               joined(period.name.empty() ? std::string("") : joined(period.name, ": "),
                                      data.names[arm], " has ", static_cast<std::int64_t>(period.counts[arm]),
                                      " users and a planned share of 0. That needs no test: nobody should be there.")));
      }
    }
  }
  if (data.planned_arms().size() < 2) {
    issues.push_back(error(Code::one_arm, shares, "Users are planned for one arm only; a ratio needs two.", 2.0));
  } else if (users == 0) {
    issues.push_back(error(Code::out_of_range, counts, "There is no one in any arm.", 1.0));
  }
}

}  // namespace

double CountPeriod::total() const {
  double users = 0;
  for (const double count : counts) {
    users += count;
  }
  return users;
}

bool ArmCounts::one_plan() const {
  for (const CountPeriod& period : periods) {
    if (period.shares != periods[0].shares) {
      return false;
    }
  }
  return true;
}

std::vector<std::size_t> ArmCounts::planned_arms() const {
  std::vector<std::size_t> arms;
  for (std::size_t arm = 0; arm < names.size(); ++arm) {
    double planned = 0;
    for (const CountPeriod& period : periods) {
      planned += period.shares[arm];
    }
    if (planned > 0) {
      arms.push_back(arm);
    }
  }
  return arms;
}

std::optional<ArmCounts> counts_of_arms(std::span<const double> counts, std::span<const double> shares, bool weights,
                                        Issues& issues) {
  const std::size_t before = issues.size();
  if (counts.size() < 2) {
    issues.push_back(error(Code::one_arm, "counts", "Give the users of two arms or more.", 2.0));
  } else if (counts.size() > most_ratio_arms) {
    issues.push_back(error(Code::too_large, "counts", joined("At most ", most_ratio_arms, " arms can be compared."),
                           static_cast<double>(most_ratio_arms)));
  }
  for (const double count : counts) {
    if (count < 0) {
      issues.push_back(error(Code::out_of_range, "counts",
                             joined("An arm can not have ", text(count), " users; counts are at least 0."), 0.0));
    } else if (count > 1e15) {
      issues.push_back(error(Code::out_of_range, "counts", "An arm can have at most 1e15 users.", 1e15));
    } else if (count != std::floor(count)) {
      issues.push_back(error(Code::not_whole, "counts",
                             joined("An arm can not have ", text(count),
                                    " users; counts are whole numbers. Give users, "
                                    "not shares or means.")));
    }
  }
  if (issues.size() > before) {
    return std::nullopt;
  }
  std::optional<std::vector<double>> planned = planned_shares(shares, counts.size(), weights, "shares", issues);
  if (!planned) {
    return std::nullopt;
  }
  ArmCounts data{arm_names(counts.size()), {{"", {counts.begin(), counts.end()}, std::move(*planned)}}};
  check(data, "counts", "shares", issues);
  return issues.size() > before ? std::nullopt : std::optional(std::move(data));
}

std::optional<ArmCounts> counts_by_period(std::string_view text, bool weights, Issues& issues) {
  constexpr std::string_view field = "periods", example = "week 1, 9012, 1010, 0.9, 0.1";
  const std::size_t before = issues.size();
  const std::size_t cells = cells_of_first_row(text);
  if (cells < 5 || cells % 2 == 0 || (cells - 1) / 2 > most_ratio_arms) {
    issues.push_back(error(cells == 3 ? Code::one_arm : Code::ragged_rows, field,
                           joined("Write a line for each period: its name, the users in each arm, the planned share of "
                                  "each arm, as in “",
                                  example, "”.")));
    return std::nullopt;
  }
  const std::size_t arms = (cells - 1) / 2;
  const std::vector<CountRow> rows = count_rows(text, {1, arms, arms, example}, field, issues);
  ArmCounts data{arm_names(arms), {}};
  for (const CountRow& row : rows) {
    Issues own;
    const auto middle = row.numbers.begin() + static_cast<std::ptrdiff_t>(arms);
    const std::optional<std::vector<double>> shares =
        planned_shares(std::span(row.numbers).subspan(arms), arms, weights, field, own);
    for (Issue& issue : own) {
      issue.message = joined(row.names[0], ": ", issue.message);
    }
    append(issues, std::move(own));
    if (shares) {
      CountPeriod period{row.names[0], {row.numbers.begin(), middle}, *shares};
      if (period.total() > 0) {
        data.periods.push_back(std::move(period));
      }
    }
  }
  if (issues.size() > before) {
    return std::nullopt;
  }
  if (data.periods.empty()) {
    issues.push_back(error(Code::out_of_range, field, "There is no one in any arm.", 1.0));
    return std::nullopt;
  }
  check(data, field, field, issues);
  return issues.size() > before ? std::nullopt : std::optional(std::move(data));
}

std::string p_number(double log10_p) {
  if (log10_p > -4) {
    return rounded(std::pow(10, log10_p));
  }
  constexpr std::array<std::string_view, 10> raised{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  double power = std::floor(log10_p);
  double digits = std::round(std::pow(10, log10_p - power + 2)) / 100;
  if (digits >= 10) {
    digits = 1;
    ++power;
  }
  std::string exponent = "⁻";
  for (const char digit : std::to_string(static_cast<std::int64_t>(-power))) {
    exponent += raised[static_cast<std::size_t>(digit - '0')];
  }
  return joined(text(digits), " × 10", exponent);
}

std::string p_in_words(double log10_p) {
  // Of a p-value that no double holds there is no logarithm either.
  return std::isfinite(log10_p) ? joined("p = ", p_number(log10_p)) : "p < 10⁻³⁰⁷";
}

}  // namespace sutva::analyze
