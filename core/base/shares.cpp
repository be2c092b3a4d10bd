// SPDX-License-Identifier: Apache-2.0
#include "base/shares.hpp"

#include <cmath>

#include "base/text.hpp"
#include "base/words.hpp"

namespace sutva {

std::optional<std::vector<double>> planned_shares(std::span<const double> given, std::size_t arms, bool weights,
                                                  std::string_view field, Issues& issues) {
  if (given.empty()) {
    return std::vector<double>(arms, 1 / static_cast<double>(arms));
  }
  if (given.size() != arms) {
    issues.push_back(error(Code::conflict, field,
                           joined("There are ", arms, " arms and ", given.size(),
                                  " shares: give one for each arm, or "
                                  "none for equal ones.")));
    return std::nullopt;
  }
  double sum = 0;
  for (const double share : given) {
    if (!(share >= 0 && share <= 1e15)) {
      issues.push_back(error(Code::out_of_range, field,
                             joined("A share can not be ", text(share), "; shares are at least 0."), 0.0));
      return std::nullopt;
    }
    sum += share;
  }
  std::vector<double> shares;
  std::string normalised;
  for (const double share : given) {
    shares.push_back(share / sum);
    normalised += joined(normalised.empty() ? "" : "; ", rounded(share / sum, 6));
  }
  if (!(sum > 0)) {
    issues.push_back(error(Code::conflict, field, "All shares are 0: nobody is planned for any arm.", 0.0));
    return std::nullopt;
  }
  if (!weights && std::abs(sum - 1) > 1e-6) {
    issues.push_back(error(
        Code::conflict, field,
        joined("The shares add up to ", rounded(sum, 6), ", not to 1. As weights they are ", normalised, "."), 1.0));
    return std::nullopt;
  }
  return shares;
}

}  // namespace sutva
