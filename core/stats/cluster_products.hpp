// SPDX-License-Identifier: Apache-2.0
// The middle of a cluster-robust ("sandwich") variance: sums within clusters, multiplied and added up (Liang and Zeger
// 1986, Biometrika 73:13-22).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sutva::stats {

// Which cluster each unit is in: numbers from 0 to count - 1.
struct Clusters {
  std::span<const std::int32_t> of;
  std::size_t count = 0;
};

struct ClusterProduct {
  double sum = 0;         // over clusters of (sum of a) (sum of b)
  std::size_t count = 0;  // clusters that occurred
};

// Works on some of the units at a time, in time proportional to their number, not to that of all clusters.
class ClusterProducts {
 public:
  explicit ClusterProducts(const Clusters& clusters);

  // a[i] and b[i] belong to unit rows[i].
  ClusterProduct of(std::span<const std::uint32_t> rows, const double* a, const double* b);

 private:
  Clusters clusters_;
  std::vector<double> a_, b_;  // by cluster, zero between calls
  std::vector<std::uint8_t> seen_;
  std::vector<std::int32_t> touched_;
};

}  // namespace sutva::stats
