// SPDX-License-Identifier: Apache-2.0
#include "stats/linear_model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "stats/kernels.hpp"

namespace sutva::stats {
namespace {

constexpr std::size_t block_rows = 1024;  // these, and all columns, stay in the processor's cache
constexpr std::size_t rows_per_step = 4096;

// A row or direction that alone determines a coefficient leaves no residual: it says nothing about the noise.
constexpr double whole_leverage = 1 - 1e-10;

// Columns of `v` turn by Jacobi's rotations until `m` is diagonal: m = v diag(values) v'. Few matrices need it (see
// apply_inverse_root) and they are small, so that the shortest method will do.
Eigen::VectorXd eigen_by_rotations(Eigen::MatrixXd m, Eigen::MatrixXd& v) {
  const Eigen::Index n = m.rows();
  v = Eigen::MatrixXd::Identity(n, n);
  for (int sweep = 0; sweep < 50; ++sweep) {
    double off = 0;
    for (Eigen::Index j = 0; j < n; ++j) {
      for (Eigen::Index i = 0; i < j; ++i) {
        off += m(i, j) * m(i, j);
      }
    }
    if (off <= 1e-34 * m.diagonal().squaredNorm()) {
      break;
    }
    for (Eigen::Index p = 0; p < n; ++p) {
      for (Eigen::Index q = p + 1; q < n; ++q) {
        if (m(p, q) == 0) {
          continue;
        }
        const double theta = (m(q, q) - m(p, p)) / (2 * m(p, q));
        const double t = std::copysign(1 / (std::abs(theta) + std::hypot(theta, 1.0)), theta);
        const double c = 1 / std::hypot(t, 1.0), s = t * c;
        for (Eigen::Index i = 0; i < n; ++i) {
          const double a = m(i, p), b = m(i, q);
          m(i, p) = c * a - s * b;
          m(i, q) = s * a + c * b;
        }
        for (Eigen::Index i = 0; i < n; ++i) {
          const double a = m(p, i), b = m(q, i);
          m(p, i) = c * a - s * b;
          m(q, i) = s * a + c * b;
        }
        for (Eigen::Index i = 0; i < n; ++i) {
          const double a = v(i, p), b = v(i, q);
          v(i, p) = c * a - s * b;
          v(i, q) = s * a + c * b;
        }
      }
    }
  }
  return m.diagonal();
}

// to = m v for a symmetric m whose lower and upper triangle are filled.
void multiply(const Eigen::MatrixXd& m, const Eigen::MatrixXd& v, Eigen::MatrixXd& to) {
  to.setZero(m.rows(), v.cols());
  for (Eigen::Index c = 0; c < v.cols(); ++c) {
    for (Eigen::Index j = 0; j < m.cols(); ++j) {
      add_multiple(v(j, c), m.col(j).data(), to.col(c).data(), m.rows());
    }
  }
}

}  // namespace

void apply_inverse_root(const Eigen::MatrixXd& m, Eigen::MatrixXd& v) {
  if (m.rows() == 1) {
    v *= m(0, 0) < whole_leverage ? 1 / std::sqrt(1 - m(0, 0)) : 0;
    return;
  }
  // The norm bounds the eigenvalues. Over all clusters the traces of Q_g'Q_g add up to the number of columns, so that
  // at most twice as many clusters as columns have one above a half: all others go by the binomial series.
  if (m.norm() <= 0.5) {
    Eigen::MatrixXd power = v, next;
    double factor = 1;
    const double small = v.norm() * 1e-18;
    for (int j = 1; j < 100 && power.norm() * factor > small; ++j) {
      multiply(m, power, next);
      std::swap(power, next);
      factor *= (2.0 * j - 1) / (2.0 * j);
      v += factor * power;
    }
    return;
  }
  Eigen::MatrixXd vectors;
  const Eigen::VectorXd values = eigen_by_rotations(m, vectors);
  for (Eigen::Index c = 0; c < v.cols(); ++c) {
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(m.rows());
    for (Eigen::Index j = 0; j < m.rows(); ++j) {
      if (values[j] < whole_leverage) {
        sum += vectors.col(j).dot(v.col(c)) / std::sqrt(1 - values[j]) * vectors.col(j);
      }
    }
    v.col(c) = sum;
  }
}

LinearModel::LinearModel(std::vector<ModelColumn> columns, std::span<const double> outcome, Eigen::MatrixXd contrasts)
    : columns_(std::move(columns)),
      outcome_(outcome),
      contrasts_(std::move(contrasts)),
      factor_(static_cast<Eigen::Index>(columns_.size()) + 1) {
  const auto width = static_cast<Eigen::Index>(columns_.size()) + 1;
  block_.resize(width + static_cast<Eigen::Index>(std::max(block_rows, columns_.size())), width);
}

void LinearModel::cluster_by(std::span<const std::int32_t> of, std::size_t count) {
  std::vector<std::uint32_t> ends(count + 1, 0);
  for (const std::int32_t cluster : of) {
    ++ends[static_cast<std::size_t>(cluster) + 1];
  }
  clusters_ = std::count_if(ends.begin(), ends.end(), [](std::uint32_t rows) { return rows > 0; });
  for (std::size_t g = 0; g < count; ++g) {
    ends[g + 1] += ends[g];
  }
  starts_ = ends;
  order_.resize(of.size());
  for (std::size_t row = 0; row < of.size(); ++row) {
    order_[ends[static_cast<std::size_t>(of[row])]++] = static_cast<std::uint32_t>(row);
  }
}

bool LinearModel::step() {
  const std::size_t rows = outcome_.size();
  for (std::size_t done = 0; pass_ != Pass::done && done < rows_per_step;) {
    if (row_ == rows) {
      row_ = 0;
      if (pass_ == Pass::fit) {
        solve();
        pass_ = solved_ ? Pass::sandwich : Pass::done;
      } else {
        pass_ = Pass::done;
      }
      continue;
    }
    std::size_t count = std::min(block_rows, rows - row_);
    if (pass_ == Pass::fit) {
      fill(row_, count);
      factor_.fold(block_, static_cast<Eigen::Index>(count));
    } else {
      count = add_rows(row_);
    }
    row_ += count;
    done += count;
  }
  return pass_ != Pass::done;
}

double LinearModel::progress() const {
  const double share = outcome_.empty() ? 1 : static_cast<double>(row_) / static_cast<double>(outcome_.size());
  return pass_ == Pass::done ? 1 : (share + (pass_ == Pass::sandwich ? 1 : 0)) / 2;
}

// The design and the outcome of these rows; in the second pass, rows are in the order of their clusters.
void LinearModel::fill(std::size_t first, std::size_t count) {
  const bool sorted = pass_ == Pass::sandwich && !order_.empty();
  const auto gather = [&](const double* from, double* to) {
    if (sorted) {
      for (std::size_t i = 0; i < count; ++i) {
        to[i] = from[order_[first + i]];
      }
    } else {
      std::copy_n(from + first, count, to);
    }
  };
  std::vector<double> times(count);
  const auto above = static_cast<Eigen::Index>(columns_.size()) + 1;
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    const ModelColumn& column = columns_[j];
    double* const to = block_.col(static_cast<Eigen::Index>(j)).data() + above;
    if (column.values) {
      gather(column.values, to);
    } else {
      std::fill_n(to, count, 1.0);
    }
    if (column.times) {
      gather(column.times, times.data());
      for (std::size_t i = 0; i < count; ++i) {
        to[i] *= times[i];
      }
    }
  }
  gather(outcome_.data(), block_.col(above - 1).data() + above);
}

void LinearModel::solve() {
  r_full_ = factor_.factor();
  const auto width = static_cast<Eigen::Index>(columns_.size());
  std::vector<bool> leave_out(columns_.size(), false);
  for (const Eigen::Index j : dependent_columns(r_full_.leftCols(width))) {
    const std::int32_t family = columns_[static_cast<std::size_t>(j)].family;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      leave_out[i] = leave_out[i] || i == static_cast<std::size_t>(j) || (family >= 0 && columns_[i].family == family);
    }
  }
  for (Eigen::Index j = 0; j < width; ++j) {
    (leave_out[static_cast<std::size_t>(j)] ? dropped_ : kept_).push_back(j);
  }
  const auto k = static_cast<Eigen::Index>(kept_.size());
  if (k == 0 || static_cast<std::size_t>(k) >= outcome_.size()) {
    return;
  }
  for (const Eigen::Index j : dropped_) {
    if (!contrasts_.row(j).isZero(0)) {
      return;
    }
  }
  std::vector<Eigen::Index> columns = kept_;
  columns.push_back(width);
  const Eigen::MatrixXd r = with_columns(r_full_, columns);
  r_inverse_ = inverse_of_triangle(r.topLeftCorner(k, k));
  const Eigen::VectorXd beta = solve_triangle(r.topLeftCorner(k, k), r.col(k).head(k));
  coefficients_ = Eigen::VectorXd::Zero(width);
  Eigen::MatrixXd contrasts(k, contrasts_.cols());
  for (Eigen::Index j = 0; j < k; ++j) {
    coefficients_[kept_[static_cast<std::size_t>(j)]] = beta[j];
    contrasts.row(j) = contrasts_.row(kept_[static_cast<std::size_t>(j)]);
  }
  const Eigen::Index m = contrasts.cols();
  directions_.resize(k, m);
  estimates_.resize(m);
  for (Eigen::Index c = 0; c < m; ++c) {
    estimates_[c] = contrasts.col(c).dot(beta);
    for (Eigen::Index j = 0; j < k; ++j) {
      directions_(j, c) = r_inverse_.col(j).dot(contrasts.col(c));
    }
  }
  rss_ = r(k, k) * r(k, k);
  solved_ = true;

  for (Eigen::MatrixXd& meat : by_row_) {
    meat.setZero(m, m);
  }
  cr0_.setZero(m, m);
  cr2_.setZero(m, m);
  spread_.assign(order_.empty() ? 0 : static_cast<std::size_t>(m), Eigen::MatrixXd::Zero(k, k));
  for (Eigen::VectorXd* sum : {&fourth_, &trace_, &trace_square_, &plain_}) {
    sum->setZero(m);
  }
  gram_.setZero(k, k);
  gathered_.setZero(k);
  q_.resize(block_.rows(), k);
  weights_.resize(block_.rows(), m);
  residual_.resize(block_.rows());
  leverage_.resize(block_.rows());
}

// The second pass over some rows; gives how many.
std::size_t LinearModel::add_rows(std::size_t first) {
  const auto k = static_cast<Eigen::Index>(kept_.size());
  const Eigen::Index m = directions_.cols();
  std::size_t count = std::min(block_rows, outcome_.size() - first);
  if (!order_.empty() && first + count < outcome_.size()) {
    // A cluster of at most k rows is seen as a whole.
    const auto g = static_cast<std::size_t>(
        std::upper_bound(starts_.begin(), starts_.end(), static_cast<std::uint32_t>(first + count - 1)) -
        starts_.begin() - 1);
    const std::size_t begin = starts_[g], end = starts_[g + 1];
    if (end - begin <= static_cast<std::size_t>(k) && end > first + count) {
      count = begin > first ? begin - first : end - first;
    }
  }
  fill(first, count);
  const auto rows = static_cast<Eigen::Index>(count);
  const auto above = static_cast<Eigen::Index>(columns_.size()) + 1;
  const auto term = [&](Eigen::Index j) { return block_.col(kept_[static_cast<std::size_t>(j)]).data() + above; };
  for (Eigen::Index j = 0; j < k; ++j) {
    double* const q = q_.col(j).data();
    set_multiple(r_inverse_(0, j), term(0), q, rows);
    for (Eigen::Index i = 1; i <= j; ++i) {
      add_multiple(r_inverse_(i, j), term(i), q, rows);
    }
    (j == 0 ? set_square : add_square)(q, leverage_.data(), rows);
  }
  std::copy_n(block_.col(above - 1).data() + above, count, residual_.data());
  for (Eigen::Index j = 0; j < k; ++j) {
    add_multiple(-coefficients_[kept_[static_cast<std::size_t>(j)]], term(j), residual_.data(), rows);
    for (Eigen::Index c = 0; c < m; ++c) {
      (j == 0 ? set_multiple : add_multiple)(directions_(j, c), q_.col(j).data(), weights_.col(c).data(), rows);
    }
  }
  for (Eigen::Index a = 0; a < m; ++a) {
    for (Eigen::Index b = 0; b <= a; ++b) {
      double hc0 = 0, hc2 = 0, hc3 = 0;
      for (Eigen::Index i = 0; i < rows; ++i) {
        const double square = weights_(i, a) * weights_(i, b) * residual_[i] * residual_[i];
        hc0 += square;
        if (leverage_[i] < whole_leverage) {
          const double left = 1 - leverage_[i];
          hc2 += square / left;
          hc3 += square / (left * left);
        }
      }
      by_row_[0](a, b) += hc0;
      by_row_[1](a, b) += hc2;
      by_row_[2](a, b) += hc3;
    }
  }
  if (order_.empty()) {
    return count;
  }
  for (std::size_t at = first; at < first + count;) {
    while (starts_[cluster_ + 1] <= at) {
      ++cluster_;
    }
    const std::size_t begin = starts_[cluster_], end = starts_[cluster_ + 1];
    const std::size_t until = std::min(end, first + count);
    const auto offset = static_cast<Eigen::Index>(at - first), part = static_cast<Eigen::Index>(until - at);
    if (end - begin <= static_cast<std::size_t>(k)) {
      add_small_cluster(offset, part);
    } else {
      add_to_large_cluster(offset, part);
      if (until == end) {
        finish_large_cluster();
      }
    }
    at = until;
  }
  return count;
}

// Not more rows than coefficients: I - Q_g Q_g' is the smaller matrix.
void LinearModel::add_small_cluster(Eigen::Index first, Eigen::Index rows) {
  const Eigen::Index k = r_inverse_.rows(), m = directions_.cols();
  Eigen::MatrixXd product = Eigen::MatrixXd::Zero(rows, rows);
  for (Eigen::Index j = 0; j < k; ++j) {
    const double* const q = q_.col(j).data() + first;
    for (Eigen::Index i = 0; i < rows; ++i) {
      add_multiple(q[i], q, product.col(i).data(), rows);
    }
  }
  Eigen::MatrixXd adjusted = weights_.block(first, 0, rows, m);
  apply_inverse_root(product, adjusted);
  Eigen::MatrixXd reach(k, m);
  Eigen::VectorXd squares(m), plain(m), score(m);
  for (Eigen::Index c = 0; c < m; ++c) {
    squares[c] = adjusted.col(c).squaredNorm();
    plain[c] = weights_.col(c).segment(first, rows).dot(residual_.segment(first, rows));
    score[c] = adjusted.col(c).dot(residual_.segment(first, rows));
    for (Eigen::Index j = 0; j < k; ++j) {
      reach(j, c) = q_.col(j).segment(first, rows).dot(adjusted.col(c));
    }
  }
  add_cluster(reach, squares, plain, score);
}

void LinearModel::add_to_large_cluster(Eigen::Index first, Eigen::Index rows) {
  const Eigen::Index k = r_inverse_.rows();
  for (Eigen::Index j = 0; j < k; ++j) {
    const double* const q = q_.col(j).data() + first;
    for (Eigen::Index i = 0; i <= j; ++i) {
      gram_(i, j) += dot(q_.col(i).data() + first, q, rows);
    }
    gathered_[j] += dot(q, residual_.data() + first, rows);
  }
  for (Eigen::Index c = 0; c < directions_.cols(); ++c) {
    plain_[c] += dot(weights_.col(c).data() + first, residual_.data() + first, rows);
  }
}

// More rows than coefficients: I - Q_g'Q_g is the smaller matrix.
void LinearModel::finish_large_cluster() {
  const Eigen::Index k = r_inverse_.rows(), m = directions_.cols();
  for (Eigen::Index j = 0; j < k; ++j) {
    for (Eigen::Index i = 0; i < j; ++i) {
      gram_(j, i) = gram_(i, j);
    }
  }
  Eigen::MatrixXd adjusted = directions_, reach;
  apply_inverse_root(gram_, adjusted);
  multiply(gram_, adjusted, reach);
  Eigen::VectorXd squares(m), score(m);
  for (Eigen::Index c = 0; c < m; ++c) {
    squares[c] = adjusted.col(c).dot(reach.col(c));
    score[c] = adjusted.col(c).dot(gathered_);
  }
  add_cluster(reach, squares, plain_, score);
  gram_.setZero();
  gathered_.setZero();
  plain_.setZero();
}

// By contrast: reach b = Q_g'v and squares v'v of the adjusted weights v of the cluster's rows, and the scores. The df
// are those of sum (p_g'e)^2 with p_g = (I - H)_g v: p_g'p_h = [g = h] v'v - b_g'b_h.
void LinearModel::add_cluster(const Eigen::MatrixXd& reach, const Eigen::VectorXd& squares,
                              const Eigen::VectorXd& plain, const Eigen::VectorXd& score) {
  const Eigen::Index m = reach.cols();
  for (Eigen::Index a = 0; a < m; ++a) {
    for (Eigen::Index b = 0; b <= a; ++b) {
      cr0_(a, b) += plain[a] * plain[b];
      cr2_(a, b) += score[a] * score[b];
    }
    const double reached = reach.col(a).squaredNorm();
    const double diagonal = squares[a] - reached;
    fourth_[a] += reached * reached;
    trace_[a] += diagonal;
    trace_square_[a] += diagonal * diagonal;
    Eigen::MatrixXd& spread = spread_[static_cast<std::size_t>(a)];
    for (Eigen::Index j = 0; j < reach.rows(); ++j) {
      add_multiple(reach(j, a), reach.col(a).data(), spread.col(j).data(), j + 1);
    }
  }
}

Eigen::MatrixXd LinearModel::covariance(Sandwich type) const {
  const auto n = static_cast<double>(outcome_.size()), k = static_cast<double>(kept_.size());
  const auto whole = [](const Eigen::MatrixXd& lower, double factor) {
    Eigen::MatrixXd all = lower * factor;
    for (Eigen::Index j = 0; j < all.cols(); ++j) {
      for (Eigen::Index i = 0; i < j; ++i) {
        all(i, j) = all(j, i);
      }
    }
    return all;
  };
  const auto g = static_cast<double>(clusters_);
  switch (type) {
    case Sandwich::classical: {
      const Eigen::Index m = directions_.cols();
      Eigen::MatrixXd all(m, m);
      for (Eigen::Index a = 0; a < m; ++a) {
        for (Eigen::Index b = 0; b < m; ++b) {
          all(a, b) = directions_.col(a).dot(directions_.col(b)) * rss_ / (n - k);
        }
      }
      return all;
    }
    case Sandwich::hc0:
      return whole(by_row_[0], 1);
    case Sandwich::hc1:
      return whole(by_row_[0], n / (n - k));
    case Sandwich::hc2:
      return whole(by_row_[1], 1);
    case Sandwich::hc3:
      return whole(by_row_[2], 1);
    case Sandwich::cr0:
      return whole(cr0_, 1);
    case Sandwich::cr1:
      return whole(cr0_, g / (g - 1) * (n - 1) / (n - k));
    case Sandwich::cr2:
      break;
  }
  return whole(cr2_, 1);
}

double LinearModel::se(Sandwich type, Eigen::Index contrast) const {
  return std::sqrt(std::fmax(0, covariance(type)(contrast, contrast)));
}

double LinearModel::df(Sandwich type, Eigen::Index contrast) const {
  if (type < Sandwich::cr0) {
    return static_cast<double>(outcome_.size() - kept_.size());
  }
  if (type < Sandwich::cr2) {
    return static_cast<double>(clusters_ - 1);
  }
  const Eigen::MatrixXd& spread = spread_[static_cast<std::size_t>(contrast)];
  double all = 0;
  for (Eigen::Index j = 0; j < spread.cols(); ++j) {
    for (Eigen::Index i = 0; i <= j; ++i) {
      all += (i < j ? 2 : 1) * spread(i, j) * spread(i, j);
    }
  }
  const double below = all - fourth_[contrast] + trace_square_[contrast];
  return below > 0 ? trace_[contrast] * trace_[contrast] / below : 0;
}

double LinearModel::residual_sum_of_squares(const std::vector<Eigen::Index>& columns) const {
  std::vector<Eigen::Index> chosen = columns;
  chosen.push_back(static_cast<Eigen::Index>(columns_.size()));
  const Eigen::MatrixXd r = with_columns(r_full_, chosen);
  const double last = r(r.cols() - 1, r.cols() - 1);
  return last * last;
}

}  // namespace sutva::stats
