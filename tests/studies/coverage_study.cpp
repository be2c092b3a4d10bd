// SPDX-License-Identifier: Apache-2.0
#include "coverage_study.hpp"

#include <algorithm>

#include "coverage_kinds.hpp"

namespace sutva::studies {

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all = [] {
    std::vector<Kind> list = two_arm_kinds();
    for (Kind& kind : design_kinds()) {
      list.push_back(std::move(kind));
    }
    return list;
  }();
  return all;
}

const Kind& kind(std::string_view name) {
  return *std::find_if(kinds().begin(), kinds().end(), [&](const Kind& each) { return each.name == name; });
}

}  // namespace sutva::studies
