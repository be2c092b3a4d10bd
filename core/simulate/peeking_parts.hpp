// SPDX-License-Identifier: Apache-2.0
// What preparing, drawing and summing up the study of peeking share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

#include "simulate/peeking_study.hpp"

namespace sutva::simulate {

// Also the bar of a way where it does not look.
inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr std::size_t most_planned_looks = 60;  // of designs, whose boundaries take a root of recursions
inline constexpr std::int64_t paths_kept = 30;

// Sums of a way's estimates that a block hands on.
inline constexpr std::size_t sums_kept = 5;
enum PeekingSum : std::size_t { estimates, sizes_found, wrong_signs, covered, covered_own };

inline bool always_valid(PeekingMethod method) {
  return method == PeekingMethod::msprt || method == PeekingMethod::confidence_sequence;
}

}  // namespace sutva::simulate
