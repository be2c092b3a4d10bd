// SPDX-License-Identifier: Apache-2.0
#include "stats/cluster_products.hpp"

namespace sutva::stats {

ClusterProducts::ClusterProducts(const Clusters& clusters)
    : clusters_(clusters), a_(clusters.count, 0), b_(clusters.count, 0), seen_(clusters.count, 0) {}

ClusterProduct ClusterProducts::of(std::span<const std::uint32_t> rows, const double* a, const double* b) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::int32_t cluster = clusters_.of[rows[i]];
    const auto at = static_cast<std::size_t>(cluster);
    if (seen_[at] == 0) {
      seen_[at] = 1;
      touched_.push_back(cluster);
    }
    a_[at] += a[i];
    b_[at] += b[i];
  }
  ClusterProduct product{0, touched_.size()};
  for (const std::int32_t cluster : touched_) {
    const auto at = static_cast<std::size_t>(cluster);
    product.sum += a_[at] * b_[at];
    a_[at] = b_[at] = 0;
    seen_[at] = 0;
  }
  touched_.clear();
  return product;
}

}  // namespace sutva::stats
