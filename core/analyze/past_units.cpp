// SPDX-License-Identifier: Apache-2.0
#include "analyze/past_units.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace sutva::analyze {

PastUnitReader::PastUnitReader(const PastColumns& columns, const PlanFromDataRequest& request)
    : columns_(columns), request_(request) {
  units_.covariates.resize(columns.covariates.size());
  present_.resize(columns.covariates.size());
  if (columns.unit) {
    groups_.emplace(*columns.unit);
  }
  if (columns.cluster) {
    clusters_.emplace(*columns.cluster);
  }
}

void PastUnitReader::leave_out(LeftOutReason reason, std::int64_t rows, std::size_t first_row) {
  LeftOutRows& left = units_.left_out[reason];
  left.rows += rows;
  // Units come in the order in which they first appear, which need not be that of the rows they are left out for.
  const auto largest = std::max_element(left.first.begin(), left.first.end());
  if (left.first.size() < table::most_examples) {
    left.first.push_back(static_cast<std::int64_t>(first_row));
  } else if (static_cast<std::int64_t>(first_row) < *largest) {
    *largest = static_cast<std::int64_t>(first_row);
  }
}

void PastUnitReader::make_room(std::size_t size) {
  units_.outcomes.resize(size);
  units_.denominators.resize(columns_.denominator ? size : 0);
  units_.clusters.resize(clusters_ ? size : 0, -1);
  rows_.resize(size);
  first_rows_.resize(size);
  elsewhere_.resize(size);
  for (std::size_t i = 0; i < present_.size(); ++i) {
    units_.covariates[i].values.resize(size);
    present_[i].resize(size);
  }
}

void PastUnitReader::add_row(std::size_t row) {
  const std::int32_t group = groups_ ? groups_->of(row) : 0;
  const auto unit = static_cast<std::size_t>(group);
  if (groups_ && group >= 0 && unit >= size()) {
    make_room(groups_->size());
  }
  if (columns_.control && !columns_.control->holds(row)) {
    const bool missing = columns_.control->column->is_missing(static_cast<std::int64_t>(row));
    if (groups_ && group >= 0 && !missing) {
      elsewhere_[unit] = true;
    }
    leave_out(missing ? arm_missing : other_arm, 1, row);
  } else if (group < 0) {
    leave_out(unit_missing, 1, row);
  } else if (std::isnan(columns_.outcome.at(row))) {
    leave_out(outcome_missing, 1, row);
  } else if (columns_.denominator && std::isnan(columns_.denominator->at(row))) {
    leave_out(denominator_missing, 1, row);
  } else if (groups_) {
    add_to_unit(row, unit);
  } else {
    add_unit(row);
  }
}

// The row is the unit.
void PastUnitReader::add_unit(std::size_t row) {
  const double outcome = columns_.outcome.at(row);
  units_.zeros += outcome == 0;
  if (outcome == 0 && !request_.count_zeros) {
    leave_out(zero_outcome, 1, row);
    return;
  }
  units_.outcomes.push_back(outcome);
  if (columns_.denominator) {
    units_.denominators.push_back(columns_.denominator->at(row));
  }
  if (clusters_) {
    units_.clusters.push_back(clusters_->of(row));
  }
  for (std::size_t i = 0; i < columns_.covariates.size(); ++i) {
    units_.covariates[i].values.push_back(columns_.covariates[i].at(row));
  }
}

void PastUnitReader::add_to_unit(std::size_t row, std::size_t unit) {
  const double outcome = columns_.outcome.at(row);
  const bool first = rows_[unit]++ == 0;
  if (first) {
    first_rows_[unit] = static_cast<std::uint32_t>(row);
  }
  double& so_far = units_.outcomes[unit];
  so_far = first ? outcome : request_.unit_rows == UnitRows::largest ? std::max(so_far, outcome) : so_far + outcome;
  if (columns_.denominator) {
    units_.denominators[unit] += columns_.denominator->at(row);
  }
  if (clusters_) {
    const std::int32_t cluster = clusters_->of(row);
    std::int32_t& known = units_.clusters[unit];
    units_.several_clusters += known >= 0 && cluster >= 0 && cluster != known;
    known = known < 0 ? cluster : known;
  }
  for (std::size_t i = 0; i < columns_.covariates.size(); ++i) {
    const double value = columns_.covariates[i].at(row);
    if (!std::isnan(value)) {
      units_.covariates[i].values[unit] += value;
      ++present_[i][unit];
    }
  }
}

// The units that count move to the front.
void PastUnitReader::weigh(std::size_t first, std::size_t last) {
  const std::size_t begin = kept_;
  for (std::size_t unit = first; unit < last; ++unit) {
    double outcome = units_.outcomes[unit];
    if (groups_) {
      const std::uint32_t rows = rows_[unit];
      if (rows == 0) {
        continue;
      }
      if (elsewhere_[unit]) {
        ++units_.crossed_units;
        leave_out(crossed_unit, rows, first_rows_[unit]);
        continue;
      }
      outcome = request_.unit_rows == UnitRows::mean ? outcome / rows : outcome;
      units_.zeros += outcome == 0;
      if (outcome == 0 && !request_.count_zeros) {
        leave_out(zero_outcome, rows, first_rows_[unit]);
        continue;
      }
    }
    units_.rows_used += groups_ ? rows_[unit] : 1;
    units_.outcomes[kept_] = outcome;
    units_.low = std::min(units_.low, outcome);
    units_.high = std::max(units_.high, outcome);
    units_.whole = units_.whole && outcome == std::floor(outcome);
    units_.binary = units_.binary && (outcome == 0 || outcome == 1);
    if (columns_.denominator) {
      units_.denominators[kept_] = units_.denominators[unit];
      units_.lowest_denominator = std::min(units_.lowest_denominator, units_.denominators[unit]);
    }
    if (clusters_) {
      units_.clusters[kept_] = units_.clusters[unit];
    }
    bool all = true;
    for (std::size_t i = 0; i < present_.size(); ++i) {
      std::vector<double>& values = units_.covariates[i].values;
      double value = values[unit];
      if (groups_) {
        value = present_[i][unit] == 0 ? table::missing_number : value / present_[i][unit];
      }
      values[kept_] = value;
      all = all && !std::isnan(value);
    }
    units_.with_covariates += all;
    ++kept_;
  }
  const std::size_t count = kept_ - begin;
  units_.outcome.add(std::span(units_.outcomes).subspan(begin, count));
  if (columns_.denominator) {
    units_.denominator.add(std::span(units_.denominators).subspan(begin, count));
  }
  block_.resize(std::max(block_.size(), count));
  for (PastUnits::Covariate& c : units_.covariates) {
    double* to = block_.data();
    for (std::size_t unit = begin; unit < kept_; ++unit) {
      *to = c.values[unit];
      to += std::isnan(*to) ? 0 : 1;
    }
    c.moments.add({block_.data(), to});
  }
}

PastUnits PastUnitReader::settled() {
  units_.outcomes.resize(kept_);
  units_.denominators.resize(columns_.denominator ? kept_ : 0);
  units_.clusters.resize(clusters_ ? kept_ : 0);
  units_.cluster_count = clusters_ ? clusters_->size() : 0;
  for (PastUnits::Covariate& c : units_.covariates) {
    c.values.resize(kept_);
  }
  for (LeftOutRows& left : units_.left_out) {
    std::sort(left.first.begin(), left.first.end());
  }
  return std::move(units_);
}

}  // namespace sutva::analyze
