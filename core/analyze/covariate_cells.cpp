// SPDX-License-Identifier: Apache-2.0
#include "analyze/covariate_cells.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sutva::analyze {
namespace {

constexpr std::size_t most_sums = std::size_t{1} << 20;
constexpr std::size_t fold_cells = 1024;

// What is left of a number's squares, after all that the cell and the other numbers tell, at the least: half of a
// double's digits would still be those of the dense way.
constexpr double least_left = 1e-6;

}  // namespace

std::optional<CovariateCells> CovariateCells::of(const std::vector<Covariate>& covariates, const NumberView& outcome,
                                                 std::int64_t rows) {
  CovariateCells cells;
  for (std::size_t i = 0; i < covariates.size(); ++i) {
    const Covariate& c = covariates[i];
    const std::size_t places = c.numbers ? (c.column->missing > 0 ? 2 : 1) : c.column->levels.size() + 1;
    if (places > most_cells / cells.cells_) {
      return std::nullopt;
    }
    cells.parts_.push_back({cells.cells_, places, c.numbers, c.column});
    cells.cells_ *= places;
    cells.number_.push_back(cells.numeric_.size());
    if (c.numbers) {
      cells.numeric_.push_back(i);
    }
  }
  const std::size_t numbers = cells.numeric_.size() + 1;
  if (numbers > stats::CellSums::most_numbers || 3 * cells.cells_ * numbers * (numbers + 5) / 2 > most_sums) {
    return std::nullopt;
  }
  cells.outcome_ = outcome;
  cells.cell_.resize(static_cast<std::size_t>(rows));
  cells.copies_.resize(numbers);
  cells.at_hand_.resize(numbers);
  cells.sums_.emplace(3 * cells.cells_, numbers);
  return cells;
}

// Numbers of the rows at hand, where they stand in the table or copied from it.
void CovariateCells::find_columns(std::size_t first, std::size_t count) {
  for (std::size_t j = 0; j < at_hand_.size(); ++j) {
    const NumberView& view = j < numeric_.size() ? *parts_[numeric_[j]].view : outcome_;
    if (view.plain() != nullptr) {
      at_hand_[j] = view.plain() + first;
    } else {
      copies_[j].resize(count);
      copy_numbers(view, first, copies_[j]);
      at_hand_[j] = copies_[j].data();
    }
  }
}

void CovariateCells::add(std::size_t first, Used used) {
  const std::span<std::uint16_t> cells = std::span(cell_).subspan(first, used.size());
  cells_of_arms(used, static_cast<std::uint16_t>(cells_), cells);
  for (const Part& part : parts_) {
    const auto stride = static_cast<std::uint16_t>(part.stride);
    if (!part.view) {
      add_places(*part.column, first, stride, cells);
    } else if (part.size > 1) {
      add_missing(*part.view, first, stride, cells);
    }
  }
  find_columns(first, used.size());
  sums_->add(cells, at_hand_.data());
}

bool CovariateCells::is_missing(std::size_t cell, std::size_t covariate) const {
  const Part& part = parts_[covariate];
  return part.size > 1 && part.place(cell) == (part.view ? 1 : 0);
}

void CovariateCells::count(std::vector<Covariate>& covariates) const {
  for (std::size_t i = 0; i < covariates.size(); ++i) {
    Covariate& c = covariates[i];
    const std::size_t j = number_[i];
    for (const std::size_t arm : {0U, 1U}) {
      std::int64_t count = 0;
      double origin = 0, sum = 0, squares = 0;
      const auto each = [&](const auto& visit) {
        for (std::size_t cell = arm * cells_; cell < (arm + 1) * cells_; ++cell) {
          if (const std::int64_t n = sums_->count(cell); n > 0) {
            visit(cell, n);
          }
        }
      };
      each([&](std::size_t cell, std::int64_t n) {
        if (is_missing(cell, i)) {
          c.missing += n;
        }
        if (!c.numbers) {
          const std::size_t place = parts_[i].place(cell);
          c.level_rows[place == 0 ? c.level_rows.size() - 1 : place - 1] += n;
        } else if (!is_missing(cell, i)) {
          origin = count == 0 ? sums_->mean(cell, j, 0) : origin;
          count += n;
          sum += static_cast<double>(n) * sums_->mean(cell, j, origin);
        }
      });
      if (count > 0) {
        const double mean = sum / static_cast<double>(count);
        each([&](std::size_t cell, std::int64_t n) {
          if (!is_missing(cell, i)) {
            const double apart = sums_->mean(cell, j, origin) - mean;
            squares += sums_->scatter(cell, j, j) + static_cast<double>(n) * apart * apart;
          }
        });
        c.moments[arm] = stats::Moments::of(count, origin + mean, squares);
      }
    }
  }
}

Eigen::VectorXd CovariateCells::shown(const Design& design, std::size_t cell) const {
  Eigen::VectorXd row(static_cast<Eigen::Index>(design.columns->size()) + 1);
  Eigen::Index at = 0;
  row[at++] = 1;
  for (const DesignColumn& d : *design.columns) {
    switch (d.shows) {
      case DesignColumn::Shows::value:
        row[at++] = is_missing(cell, d.covariate) ? 0 : sums_->mean(cell, number_[d.covariate], d.centre) * d.scale;
        break;
      case DesignColumn::Shows::missing:
        row[at++] = ((is_missing(cell, d.covariate) ? 1 : 0) - d.centre) * d.scale;
        break;
      case DesignColumn::Shows::level:
        row[at++] =
            ((parts_[d.covariate].place(cell) == static_cast<std::size_t>(d.code) + 1 ? 1 : 0) - d.centre) * d.scale;
        break;
    }
  }
  return row;
}

// The triangular factor of what the numbers of an arm (the outcome last) vary within its cells; none where too little
// is left of one of them.
std::optional<Eigen::MatrixXd> CovariateCells::within(const Design& design, std::size_t arm) const {
  const std::size_t numbers = at_hand_.size();
  const auto size = static_cast<Eigen::Index>(numbers);
  Eigen::VectorXd scale = Eigen::VectorXd::Ones(size), squares = Eigen::VectorXd::Zero(size);
  for (const DesignColumn& d : *design.columns) {
    if (d.shows == DesignColumn::Shows::value) {
      scale[static_cast<Eigen::Index>(number_[d.covariate])] = d.scale;
    }
  }
  Eigen::MatrixXd u = Eigen::MatrixXd::Zero(size, size);
  for (std::size_t cell = arm * cells_; cell < (arm + 1) * cells_; ++cell) {
    for (std::size_t a = 0; a < numbers && sums_->count(cell) > 1; ++a) {
      const auto i = static_cast<Eigen::Index>(a);
      squares[i] += scale[i] * scale[i] * sums_->squares(cell, a);
      for (std::size_t b = a; b < numbers; ++b) {
        const auto j = static_cast<Eigen::Index>(b);
        u(i, j) += scale[i] * scale[j] * sums_->scatter(cell, a, b);
      }
    }
  }
  for (Eigen::Index i = 0; i < size; ++i) {
    if (squares[i] == 0) {
      u.row(i).setZero();
      continue;
    }
    if (i + 1 < size && !(u(i, i) >= least_left * squares[i])) {
      return std::nullopt;
    }
    const double root = std::sqrt(std::fmax(u(i, i), 0));
    u(i, i) = root;
    for (Eigen::Index j = i + 1; j < size; ++j) {
      u(i, j) /= root;
    }
    for (Eigen::Index j = i + 1; j < size; ++j) {
      for (Eigen::Index k = j; k < size; ++k) {
        u(j, k) -= u(i, j) * u(i, k);
      }
    }
  }
  return u;
}

bool CovariateCells::fold(const Design& design, Adjustment& adjustment) const {
  std::array<Eigen::MatrixXd, 2> scatter;
  for (const std::size_t arm : {0U, 1U}) {
    std::optional<Eigen::MatrixXd> factor = within(design, arm);
    if (!factor) {
      return false;
    }
    scatter[arm] = std::move(*factor);
  }
  const Eigen::Index above = adjustment.rows_above();
  const Eigen::Index outcome = above - 1;
  Eigen::MatrixXd rows(above + static_cast<Eigen::Index>(std::max(fold_cells, at_hand_.size())), above);
  for (const std::size_t arm : {0U, 1U}) {
    Eigen::Index count = 0;
    std::int64_t people = 0;
    for (std::size_t cell = arm * cells_; cell < (arm + 1) * cells_; ++cell) {
      if (const std::int64_t n = sums_->count(cell); n > 0) {
        const double root = std::sqrt(static_cast<double>(n));
        rows.row(above + count).head(outcome) = root * shown(design, cell).transpose();
        rows(above + count, outcome) = root * sums_->mean(cell, numeric_.size(), design.outcome_mean);
        people += n;
        if (++count == static_cast<Eigen::Index>(fold_cells)) {
          adjustment.add(arm, rows, std::exchange(count, 0), std::exchange(people, 0));
        }
      }
    }
    adjustment.add(arm, rows, count, people);
    rows.setZero();
    for (Eigen::Index i = 0; i < scatter[arm].rows(); ++i) {
      Eigen::Index column = 1;
      for (const DesignColumn& d : *design.columns) {
        if (d.shows == DesignColumn::Shows::value) {
          rows(above + i, column) = scatter[arm](i, static_cast<Eigen::Index>(number_[d.covariate]));
        }
        ++column;
      }
      rows(above + i, outcome) = scatter[arm](i, scatter[arm].cols() - 1);
    }
    adjustment.add(arm, rows, scatter[arm].rows(), 0);
  }
  return true;
}

bool CovariateCells::set_lines(const Design& design, Adjustment& adjustment) {
  const std::size_t covariates = numeric_.size();
  stats::CellLine line;
  for (std::vector<double>* each : {&line.slopes, &line.weight_slopes, &line.tilts}) {
    each->resize(covariates);
  }
  line.curve.resize(covariates * (covariates + 1) / 2);
  for (const std::size_t arm : {0U, 1U}) {
    // What one more of each number adds, by its place.
    std::vector<Eigen::VectorXd> rotated(covariates);
    for (std::size_t i = 0; i < design.columns->size(); ++i) {
      const DesignColumn& d = (*design.columns)[i];
      if (d.shows == DesignColumn::Shows::value) {
        Eigen::VectorXd step = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(design.columns->size()) + 1);
        step[static_cast<Eigen::Index>(i) + 1] = d.scale;
        Adjustment::Seen seen = adjustment.seen(arm, step);
        const std::size_t j = number_[d.covariate];
        line.slopes[j] = seen.fitted;
        line.weight_slopes[j] = seen.weight;
        rotated[j] = std::move(seen.rotated);
      }
    }
    for (std::size_t a = 0, at = 0; a < covariates; ++a) {
      for (std::size_t b = 0; b <= a; ++b) {
        line.curve[at++] = rotated[a].dot(rotated[b]);
      }
    }
    for (std::size_t cell = arm * cells_; cell < (arm + 1) * cells_; ++cell) {
      const std::int64_t n = sums_->count(cell);
      if (n == 0) {
        continue;
      }
      const Adjustment::Seen seen = adjustment.seen(arm, shown(design, cell));
      line.residual = sums_->mean(cell, covariates, design.outcome_mean) - seen.fitted;
      line.weight = seen.weight;
      line.leverage = seen.rotated.squaredNorm();
      if (covariates == 0) {
        // All rows have this weight and leverage.
        const double squares = sums_->scatter(cell, 0, 0) + static_cast<double>(n) * line.residual * line.residual;
        adjustment.add_variance(
            arm, line.leverage < 1 - 1e-10 ? line.weight * line.weight * squares / (1 - line.leverage) : 0);
        continue;
      }
      for (std::size_t j = 0; j < covariates; ++j) {
        line.tilts[j] = seen.rotated.dot(rotated[j]);
      }
      sums_->set_line(cell, line);
    }
  }
  return covariates > 0;
}

void CovariateCells::add_residuals(std::size_t first, std::size_t count) {
  find_columns(first, count);
  sums_->add_residuals(std::span(cell_).subspan(first, count), at_hand_.data());
}

void CovariateCells::finish(Adjustment& adjustment) const {
  if (numeric_.empty()) {
    return;
  }
  for (const std::size_t arm : {0U, 1U}) {
    for (std::size_t cell = arm * cells_; cell < (arm + 1) * cells_; ++cell) {
      adjustment.add_variance(arm, sums_->hc2(cell));
    }
  }
}

}  // namespace sutva::analyze
