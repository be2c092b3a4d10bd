// SPDX-License-Identifier: Apache-2.0
// From a sample to a propensity and the effects that rest on it, in short steps: columns that add nothing are left out,
// units whose group is certain are left out and the rest is fitted again, then the effects are computed.
#pragma once

#include <Eigen/Dense>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/least_squares.hpp"
#include "stats/logistic.hpp"
#include "stats/weighting.hpp"

namespace sutva::analyze {

class PropensityRun {
 public:
  enum class End : std::uint8_t { none, estimated, no_overlap, failed };

  // treated (0 or 1) and outcome by row of x; rows: those that count, of both groups. Everything must outlive the run,
  // which must stay where it is. like: a run over most of these rows, whose coefficients are near, or none.
  PropensityRun(const Eigen::MatrixXd& x, std::span<const std::uint8_t> treated, std::span<const double> outcome,
                std::vector<std::uint32_t> rows, const PropensityRun* like = nullptr);
  PropensityRun(const PropensityRun&) = delete;
  PropensityRun& operator=(const PropensityRun&) = delete;

  bool step();              // a few thousand rows; false when there is nothing left to do
  double progress() const;  // between 0 and 1, rising
  // no_overlap: the covariates say of every unit, or of all but one in a group, which group it is in.
  End end() const { return end_; }

  const std::vector<std::uint32_t>& rows() const { return rows_.rows; }  // still in
  std::size_t certain() const { return certain_; }                       // rows left out: their group is certain
  const std::vector<Eigen::Index>& dropped() const { return dropped_; }  // columns of x that add nothing to the others
  const std::vector<Eigen::Index>& separating() const { return separating_; }  // columns that made rows certain

  // Where it ended estimated:
  const std::vector<Eigen::Index>& columns() const { return rows_.columns; }
  const stats::LogisticFit& fit() const { return *fit_; }
  const stats::PropensityEffects& effects() const { return *effects_; }

 private:
  void begin_columns();
  void gather();
  void choose_columns();
  void after_sample();
  void after_fit();

  stats::DesignRows rows_;
  stats::DesignRows sampled_;  // every so many rows: a start for the fit to all
  const PropensityRun* like_;
  std::span<const std::uint8_t> treated_;
  std::span<const double> outcome_;
  End end_ = End::none;
  std::size_t place_ = 0, steps_ = 0;
  std::size_t certain_ = 0;
  std::vector<Eigen::Index> dropped_, separating_;
  std::optional<stats::TriangularFactor> gathered_;
  Eigen::MatrixXd block_;
  std::optional<stats::LogisticFit> sample_fit_, fit_;
  std::optional<stats::PropensityEffects> effects_;
};

}  // namespace sutva::analyze
