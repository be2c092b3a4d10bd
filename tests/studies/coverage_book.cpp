// SPDX-License-Identifier: Apache-2.0
#include "coverage_book.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"

namespace sutva::studies {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Ends that equal the truth up to rounding cover it: with counts and with many equal outcomes they often do.
double slack(double truth) { return 1e-9 * (1 + std::abs(truth)); }

}  // namespace

double Rate::error() const {
  const auto n = static_cast<double>(of);
  const double p = std::clamp(share(), 1 / n, 1 - 1 / n);
  return of > 1 ? std::sqrt(p * (1 - p) / n) : 1;
}

const Line& Findings::line(std::string_view operation, std::string_view method, std::string_view quantity) const {
  static const Line none;
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const Line& line) {
    return line.operation == operation && line.method == method && (quantity.empty() || line.quantity == quantity);
  });
  return found == lines.end() ? none : *found;
}

Drawn& Drawn::numbers(std::string name, std::vector<double> values) {
  table::Column column;
  column.name = std::move(name);
  column.numbers = std::move(values);
  column.missing = std::count_if(column.numbers.begin(), column.numbers.end(), [](double x) { return std::isnan(x); });
  table_.columns.push_back(std::move(column));
  return *this;
}

Drawn& Drawn::codes(std::string name, std::vector<std::string> levels, std::vector<std::int32_t> codes) {
  table::Column column;
  column.name = std::move(name);
  column.kind = table::ColumnKind::text;
  for (const std::string& level : levels) {
    column.levels.push_back(level);
  }
  column.codes = std::move(codes);
  table_.columns.push_back(std::move(column));
  return *this;
}

Drawn& Drawn::ids(std::string name, const std::vector<std::int32_t>& ids) {
  const std::int32_t most = ids.empty() ? 0 : *std::max_element(ids.begin(), ids.end());
  std::vector<std::string> levels;
  for (std::int32_t id = 0; id <= most; ++id) {
    levels.push_back(joined("n", static_cast<std::int64_t>(id)));
  }
  return codes(std::move(name), std::move(levels), ids);
}

void Book::begin(std::size_t size, bool effect) {
  size_ = size;
  effect_ = effect;
}

bool Book::sample(std::string_view operation) {
  if (!only_.empty() && std::find(only_.begin(), only_.end(), operation) == only_.end()) {
    return false;
  }
  if (effect_) {
    auto found = std::find_if(samples_.begin(), samples_.end(), [&](const auto& s) { return s.first == operation; });
    if (found == samples_.end()) {
      found = samples_.insert(samples_.end(), {std::string(operation), {0, 0}});
    }
    ++found->second[size_];
  }
  return true;
}

Tally& Book::tally(std::string_view operation, std::string_view quantity, std::string_view method,
                   std::string_view label) {
  for (Line& line : findings_.lines) {
    if (line.method == method && line.operation == operation && line.quantity == quantity) {
      return line.sizes[size_];
    }
  }
  findings_.lines.push_back(
      {std::string(operation), std::string(quantity), std::string(method), std::string(label), {}});
  return findings_.lines.back().sizes[size_];
}

void Book::add(std::string_view operation, const analyze::Estimate& e, const Truths& truths) {
  if (e.quantity.starts_with("Not an effect")) {
    return;
  }
  const std::optional<Truth> truth = truths(e.quantity, e.method);
  if (!truth) {
    std::string name = joined(operation, ": ", e.quantity, ", ", e.method);
    if (std::find(findings_.unknown.begin(), findings_.unknown.end(), name) == findings_.unknown.end()) {
      findings_.unknown.push_back(std::move(name));
    }
    return;
  }
  Tally& t = tally(operation, e.quantity, e.method, e.label);
  const bool interval = e.ci_low || e.ci_high;
  const double low = e.ci_low.value_or(-infinity), high = e.ci_high.value_or(infinity);
  if (effect_) {
    if (interval) {
      const double off = slack(truth->value);
      t.covered.add(low <= truth->value + off && high >= truth->value - off);
      if (e.ci_low && e.ci_high) {
        t.width += high - low;
        ++t.widths;
      }
    }
  } else if (std::abs(truth->value - truth->null) < slack(truth->null)) {
    if (e.p_value) {
      t.rejected.add(*e.p_value < 1 - confidence);
    } else if (interval) {
      t.from_interval = true;
      t.rejected.add(low > truth->null + slack(truth->null) || high < truth->null - slack(truth->null));
    }
  }
}

void Book::add(std::string_view operation, const analyze::Effect& effect, std::string_view quantity,
               const Truths& truths) {
  analyze::Estimate e;
  e.quantity = quantity;
  e.method = effect.method;
  e.label = effect.label;
  e.estimate = effect.estimate;
  e.p_value = effect.p_value;
  e.ci_low = effect.ci_low;
  e.ci_high = effect.ci_high;
  add(operation, e, truths);
  if (effect.lift) {
    analyze::Estimate lift;
    lift.quantity = "Lift";
    lift.method = joined(effect.method, "_", effect.lift_method);
    lift.label = joined("Lift, ", effect.lift_method, ", of ", effect.label);
    lift.estimate = *effect.lift;
    lift.ci_low = effect.lift_ci_low;
    lift.ci_high = effect.lift_ci_high;
    add(operation, lift, truths);
  }
}

void Book::test(std::string_view operation, std::string_view quantity, std::string_view method, std::string_view label,
                double p_value) {
  if (!effect_) {
    tally(operation, quantity, method, label).rejected.add(p_value < 1 - confidence);
  }
}

void Book::together(std::string_view operation, std::string_view quantity, std::string_view method,
                    std::string_view label, bool covered, bool rejected) {
  Tally& t = tally(operation, quantity, method, label);
  if (effect_) {
    t.covered.add(covered);
  } else {
    t.rejected.add(rejected);
  }
}

Findings Book::take() {
  for (Line& line : findings_.lines) {
    const auto found =
        std::find_if(samples_.begin(), samples_.end(), [&](const auto& s) { return s.first == line.operation; });
    for (std::size_t size = 0; size < line.sizes.size() && found != samples_.end(); ++size) {
      Tally& t = line.sizes[size];
      t.undefined.of = found->second[size];
      t.undefined.hits = t.covered.of > 0 ? t.undefined.of - t.covered.of : 0;
    }
  }
  return std::move(findings_);
}

random::Stream stream_of(const Effort& effort, std::string_view kind, std::size_t size, bool effect,
                         std::int64_t replicate) {
  std::uint64_t mixed = effort.seed;
  for (const char letter : kind) {
    mixed = mixed * 131 + static_cast<unsigned char>(letter);
  }
  return random::Stream(mixed * 4 + size * 2 + (effect ? 1 : 0), static_cast<std::uint64_t>(replicate));
}

}  // namespace sutva::studies
