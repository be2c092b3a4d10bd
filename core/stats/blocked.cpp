// SPDX-License-Identifier: Apache-2.0
#include "stats/blocked.hpp"

namespace sutva::stats {
namespace {

// One arm of a block.
struct Cell {
  double units = 0, assigned = 0, total = 0, variance = 0;
  double mean() const { return total / units; }
};

// What was assigned: a unit or a cluster of them.
struct Assigned {
  double size = 0, total = 0;
  std::size_t cell = 0;
};

}  // namespace

BlockedMeans blocked_means(const BlockedData& data) {
  std::vector<Cell> cells(2 * data.blocks);
  const auto cell_of = [&](std::size_t unit) {
    return 2 * static_cast<std::size_t>(data.block.empty() ? 0 : data.block[unit]) +
           static_cast<std::size_t>(data.arm[unit]);
  };
  std::vector<Assigned> clusters(data.cluster.empty() ? 0 : data.clusters);
  for (std::size_t unit = 0; unit < data.outcome.size(); ++unit) {
    Cell& cell = cells[cell_of(unit)];
    cell.units += 1;
    cell.total += data.outcome[unit];
    if (data.cluster.empty()) {
      cell.assigned += 1;
    } else {
      Assigned& cluster = clusters[static_cast<std::size_t>(data.cluster[unit])];
      cell.assigned += cluster.size == 0 ? 1 : 0;
      cluster.size += 1;
      cluster.total += data.outcome[unit];
      cluster.cell = cell_of(unit);
    }
  }
  const auto add = [&](const Assigned& one) {
    Cell& cell = cells[one.cell];
    const double off = one.total - cell.mean() * one.size;
    if (cell.assigned > 1) {
      cell.variance += off * off / (cell.units * cell.units * (1 - one.size / cell.units));
    }
  };
  for (std::size_t unit = 0; data.cluster.empty() && unit < data.outcome.size(); ++unit) {
    add({1, data.outcome[unit], cell_of(unit)});
  }
  for (const Assigned& cluster : clusters) {
    if (cluster.size > 0) {
      add(cluster);
    }
  }

  BlockedMeans result;
  double all = 0, in_small = 0, assigned_in_large = 0;
  result.paired = true;
  const auto visit = [&](auto&& with) {
    for (std::size_t b = 0; b < data.blocks; ++b) {
      const Cell &control = cells[2 * b], &treatment = cells[2 * b + 1];
      if (control.units > 0 && treatment.units > 0) {
        with(control, treatment, control.units + treatment.units, control.assigned < 2 || treatment.assigned < 2);
      }
    }
  };
  std::array<double, 2> small_mean{};
  visit([&](const Cell& control, const Cell& treatment, double units, bool small) {
    ++result.blocks;
    all += units;
    result.mean[0] += units * control.mean();
    result.mean[1] += units * treatment.mean();
    result.paired = result.paired && control.assigned == 1 && treatment.assigned == 1;
    if (small) {
      ++result.small_blocks;
      in_small += units;
      small_mean[0] += units * control.mean();
      small_mean[1] += units * treatment.mean();
    } else {
      assigned_in_large += control.assigned + treatment.assigned;
    }
  });
  if (result.blocks == 0) {
    return result;
  }
  double correction = in_small;
  bool too_large = result.small_blocks == 1;
  visit([&](const Cell&, const Cell&, double units, bool small) {
    const bool half = 2 * units == in_small && result.small_blocks == 2;  // the formula's limit for two equal blocks
    too_large = too_large || (small && 2 * units >= in_small && !half);
    correction += small && 2 * units < in_small ? units * units / (in_small - 2 * units) : 0;
  });
  double between = 0, within = 0;
  for (const std::size_t arm : {0U, 1U}) {
    result.mean[arm] /= all;
    small_mean[arm] /= in_small > 0 ? in_small : 1;
  }
  visit([&](const Cell& control, const Cell& treatment, double units, bool small) {
    if (small) {
      const double factor = result.small_blocks == 2 ? 0.5 * (in_small / all) * (in_small / all)
                                                     : units * units / ((in_small - 2 * units) * correction) *
                                                           (in_small / all) * (in_small / all);
      const double off_control = control.mean() - small_mean[0], off_treatment = treatment.mean() - small_mean[1];
      result.variance[0] += factor * off_control * off_control;
      result.variance[1] += factor * off_treatment * off_treatment;
      result.covariance += factor * off_control * off_treatment;
      between += factor * (off_treatment - off_control) * (off_treatment - off_control);
    } else {
      const double weight = units / all;
      result.variance[0] += weight * weight * control.variance;
      result.variance[1] += weight * weight * treatment.variance;
      within += weight * weight * (control.variance + treatment.variance);
    }
  });
  result.difference_variance = within + between;
  const double small_df = static_cast<double>(result.small_blocks) - 1;
  const double large_df = assigned_in_large - 2 * static_cast<double>(result.blocks - result.small_blocks);
  result.estimable = !too_large;
  if (result.small_blocks == 0) {
    result.df = large_df;
  } else if (result.small_blocks == result.blocks || within == 0) {
    result.df = small_df;
  } else if (small_df > 0) {
    const double sum = within + between;
    result.df = sum * sum / (within * within / large_df + between * between / small_df);
  }
  return result;
}

}  // namespace sutva::stats
