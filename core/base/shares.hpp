// SPDX-License-Identifier: Apache-2.0
// Planned shares of arms, as a person gives them.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"

namespace sutva {

// Shares of this many arms that add up to one: equal ones where none are given. As weights they are divided by their
// sum. None, with an issue on the field, where there are too few or too many of them, one is negative, or they do not
// add up (to one part in a million): the issue says to what they do, and what they would be as shares.
std::optional<std::vector<double>> planned_shares(std::span<const double> given, std::size_t arms, bool weights,
                                                  std::string_view field, Issues& issues);

}  // namespace sutva
