// SPDX-License-Identifier: Apache-2.0
// Whether units reach each other, by drawing again: units are treated by coin, and only some of them, the focal ones,
// are looked at. If nobody reaches anybody else, the treatments of all others can be drawn again without a change of
// the focal outcomes. The share of such draws in which these go along with the neighbours' treatments at least as much
// is an exact p-value.
//
// Source: Athey, Eckles and Imbens (2018, JASA 113:230), with focal units at random, half of all that have neighbours.
// The statistic is the score of the slope on the treated share of the neighbours that are not focal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "graph/graph.hpp"
#include "simulate/lanes.hpp"
#include "simulate/network_estimators.hpp"

namespace sutva::simulate {

class FocalUnits {
 public:
  // p: chance to be treated; alpha: the level, above 0 and at most .5. The graph must outlive it.
  FocalUnits(const graph::Graph& graph, const std::vector<double>& inverse_weight, double p, double alpha);

  std::string_view reason() const { return reason_; }  // why there is no test; empty otherwise
  std::size_t redraws() const { return redraws_; }
  // The test rejects if the statistic is larger than that of all but so many, less one, of the redraws.
  std::size_t most_larger() const { return most_larger_; }
  bool is_focal(std::uint32_t unit) const { return focal_[unit] != 0; }
  std::size_t others() const { return others_.size(); }

  // One assignment for each lane: outcomes by unit of those who are focal. The estimate is the slope; its standard
  // error is made so that the normal interval, `z` wide, leaves out 0 exactly where the test rejects.
  LaneEstimates test(const std::vector<Doubles>& outcomes, const Treated& treated, LaneStreams& streams,
                     double z) const;

 private:
  const graph::Graph* graph_;
  const std::vector<double>* inverse_weight_;
  double p_;
  std::size_t redraws_ = 0, most_larger_ = 0;
  std::vector<std::uint8_t> focal_;    // by unit
  std::vector<std::uint32_t> others_;  // who is drawn again: not focal, and a neighbour of somebody who is
  double information_ = 0;             // Σ over focal units of the variance of their neighbours' treated share
  std::string_view reason_;
};

}  // namespace sutva::simulate
