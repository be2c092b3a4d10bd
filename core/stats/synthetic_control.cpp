// SPDX-License-Identifier: Apache-2.0
#include "stats/synthetic_control.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "stats/kernels.hpp"
#include "stats/least_squares.hpp"

namespace sutva::stats {
namespace {

// Weights that sum to 1, of either sign, for the point of smallest length in the plane through these points. None where
// one of them lies in the plane of the others, to rounding.
std::optional<Eigen::VectorXd> smallest_in_plane(const Eigen::MatrixXd& points,
                                                 const std::vector<Eigen::Index>& active) {
  const auto count = static_cast<Eigen::Index>(active.size());
  Eigen::VectorXd weights = Eigen::VectorXd::Ones(count);
  if (count == 1) {
    return weights;
  }
  const Eigen::Index apart = count - 1;
  Eigen::MatrixXd rows(points.rows() + count, count);
  const auto first = points.col(active[0]);
  for (Eigen::Index i = 0; i < apart; ++i) {
    rows.col(i).tail(points.rows()) = points.col(active[static_cast<std::size_t>(i) + 1]) - first;
  }
  rows.col(apart).tail(points.rows()) = -first;
  TriangularFactor triangle(count);
  triangle.fold(rows, points.rows());
  const Eigen::MatrixXd& r = triangle.factor();
  for (Eigen::Index i = 0; i < apart; ++i) {
    if (!(std::abs(r(i, i)) > 1e-13 * r.col(i).head(i + 1).norm())) {
      return std::nullopt;
    }
  }
  weights.tail(apart) = solve_triangle(r.topLeftCorner(apart, apart), r.col(apart).head(apart));
  weights[0] = 1 - weights.tail(apart).sum();
  return weights;
}

Eigen::VectorXd point_of(const Eigen::MatrixXd& points, const std::vector<Eigen::Index>& active,
                         const Eigen::VectorXd& weights) {
  Eigen::VectorXd point = Eigen::VectorXd::Zero(points.rows());
  for (std::size_t i = 0; i < active.size(); ++i) {
    point += weights[static_cast<Eigen::Index>(i)] * points.col(active[i]);
  }
  return point;
}

}  // namespace

HullPoint smallest_in_hull(const Eigen::MatrixXd& points) {
  const Eigen::VectorXd lengths = points.colwise().squaredNorm();
  Eigen::Index nearest = 0;
  lengths.minCoeff(&nearest);
  const double scale = lengths.maxCoeff();
  std::vector<Eigen::Index> active{nearest};
  Eigen::VectorXd weights = Eigen::VectorXd::Ones(1);
  Eigen::VectorXd point = points.col(nearest);
  HullPoint result;
  // Points lie one behind another in each row, so that all of them are looked at together.
  const Eigen::MatrixXd by_row = points.transpose();
  Eigen::VectorXd along(points.cols());
  for (bool moves = true; moves;) {
    along.setZero();
    for (Eigen::Index t = 0; t < points.rows(); ++t) {
      add_multiple(point[t], by_row.col(t).data(), along.data(), along.size());
    }
    Eigen::Index best = 0;
    const double least = along.minCoeff(&best);
    result.gap = std::max(0.0, point.squaredNorm() - least);
    if (result.gap <= 1e-15 * scale || std::find(active.begin(), active.end(), best) != active.end()) {
      break;
    }
    std::vector<Eigen::Index> next = active;
    next.push_back(best);
    Eigen::VectorXd now(weights.size() + 1);
    now << weights, 0;
    for (;;) {
      const std::optional<Eigen::VectorXd> plane = smallest_in_plane(points, next);
      if (!plane) {
        moves = false;
        break;
      }
      const Eigen::VectorXd& wanted = *plane;
      if (wanted.minCoeff() >= 0) {
        now = wanted;
        break;
      }
      // As far towards it as no weight turns negative; who reaches 0 leaves.
      double step = 1;
      Eigen::Index leaves = -1;
      for (Eigen::Index i = 0; i < now.size(); ++i) {
        if (wanted[i] < 0 && (leaves < 0 || now[i] / (now[i] - wanted[i]) < step)) {
          step = now[i] / (now[i] - wanted[i]);
          leaves = i;
        }
      }
      now += step * (wanted - now);
      std::vector<Eigen::Index> kept;
      Eigen::Index to = 0;
      for (Eigen::Index i = 0; i < now.size(); ++i) {
        if (i != leaves && now[i] > 0) {
          kept.push_back(next[static_cast<std::size_t>(i)]);
          now[to++] = now[i];
        }
      }
      now.conservativeResize(to);
      next = std::move(kept);
    }
    const Eigen::VectorXd moved = point_of(points, next, now);
    // The length falls in every step; when rounding ends that, nothing is left to gain.
    if (!moves || !(moved.squaredNorm() < point.squaredNorm())) {
      break;
    }
    active = std::move(next);
    weights = std::move(now);
    point = moved;
  }
  result.squared = point.squaredNorm();
  result.weights = Eigen::VectorXd::Zero(points.cols());
  for (std::size_t i = 0; i < active.size(); ++i) {
    result.weights[active[i]] = weights[static_cast<Eigen::Index>(i)];
  }
  result.weights /= result.weights.sum();
  return result;
}

SyntheticControl synthetic_control(const Eigen::MatrixXd& outcomes, Eigen::Index treated,
                                   const std::vector<Eigen::Index>& donors, Eigen::Index before, bool with_constant) {
  const Eigen::Index periods = outcomes.rows();
  const auto count = static_cast<Eigen::Index>(donors.size());
  // Differences from the treated unit, without their means over the periods before where a constant gap is allowed.
  Eigen::MatrixXd apart(before, count);
  for (Eigen::Index j = 0; j < count; ++j) {
    apart.col(j) = (outcomes.col(donors[static_cast<std::size_t>(j)]) - outcomes.col(treated)).head(before);
    if (with_constant) {
      apart.col(j).array() -= apart.col(j).mean();
    }
  }
  const double largest = apart.cwiseAbs().maxCoeff();
  if (largest > 0) {
    apart /= largest;
  }
  const HullPoint hull = smallest_in_hull(apart);
  SyntheticControl result;
  result.weights = hull.weights;
  const double scale = apart.colwise().squaredNorm().maxCoeff();
  result.optimality = scale > 0 ? hull.gap / scale : 0;
  result.gaps = Eigen::VectorXd::Zero(periods);
  for (Eigen::Index j = 0; j < count; ++j) {
    if (hull.weights[j] > 0) {
      result.gaps += hull.weights[j] * (outcomes.col(treated) - outcomes.col(donors[static_cast<std::size_t>(j)]));
    }
  }
  if (with_constant) {
    result.constant = result.gaps.head(before).mean();
    result.gaps.array() -= result.constant;
  }
  result.synthetic = outcomes.col(treated) - result.gaps;
  result.pre_rmspe = std::sqrt(result.gaps.head(before).squaredNorm() / static_cast<double>(before));
  result.post_rmspe =
      std::sqrt(result.gaps.tail(periods - before).squaredNorm() / static_cast<double>(periods - before));
  result.effect = result.gaps.tail(periods - before).mean();
  return result;
}

}  // namespace sutva::stats
