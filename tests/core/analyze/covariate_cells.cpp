// SPDX-License-Identifier: Apache-2.0
// Lin's regression from sums in cells, held against the same regression from a row of the design for each row.
#include "analyze/covariate_cells.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "../reference.hpp"
#include "running.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

// The same covariates, seen row by row.
struct Dense {
  double estimate, se;
};

Dense dense(const table::Table& table, const CsvEffectRequest& request) {
  const ArmView arms = value_of(ArmView::of(table, request.arm, request.control, request.treatment));
  const NumberView outcome = *NumberView::of(*table.find(request.outcome));
  const bool drop = request.missing_covariates == MissingCovariates::drop;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < static_cast<std::size_t>(table.rows); ++row) {
    bool counts = arms.at(row) <= Arm::treatment && !std::isnan(outcome.at(row));
    for (const std::string& name : request.covariates) {
      counts = counts && !(drop && table.find(name)->is_missing(static_cast<std::int64_t>(row)));
    }
    if (counts) {
      rows.push_back(row);
    }
  }
  std::vector<Eigen::VectorXd> columns;
  const auto add = [&](const std::vector<double>& values) {
    Eigen::VectorXd column = Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
    // Shifted, as a sum of large numbers would lose what tells them apart.
    column.array() -= column[0];
    column.array() -= column.mean();
    const double square = column.squaredNorm();
    columns.push_back(square > 0 ? Eigen::VectorXd(column * std::sqrt(static_cast<double>(rows.size()) / square))
                                 : column);
  };
  for (const std::string& name : request.covariates) {
    const table::Column& column = *table.find(name);
    std::vector<double> shown(rows.size());
    if (const auto numbers = NumberView::of(column)) {
      double origin = 0, sum = 0, count = 0;
      for (const std::size_t row : rows) {
        const double x = numbers->at(row);
        if (!std::isnan(x)) {
          origin = count == 0 ? x : origin;
          sum += x - origin;
          ++count;
        }
      }
      const auto fill = [&](auto value) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
          shown[i] = value(numbers->at(rows[i]));
        }
        add(shown);
      };
      fill([&](double x) { return std::isnan(x) ? origin + sum / count : x; });
      if (count < static_cast<double>(rows.size())) {
        fill([](double x) { return std::isnan(x) ? 1.0 : 0.0; });
      }
    } else {
      // The commonest level is left out; the last one is missing.
      std::vector<std::int64_t> counts(column.levels.size() + 1, 0);
      const auto level_of = [&](std::size_t row) {
        return column.codes[row] < 0 ? counts.size() - 1 : static_cast<std::size_t>(column.codes[row]);
      };
      for (const std::size_t row : rows) {
        ++counts[level_of(row)];
      }
      const auto commonest = static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
      for (std::size_t level = 0; level < counts.size(); ++level) {
        if (level != commonest && counts[level] > 0) {
          for (std::size_t i = 0; i < rows.size(); ++i) {
            shown[i] = level_of(rows[i]) == level ? 1 : 0;
          }
          add(shown);
        }
      }
    }
  }
  Adjustment adjustment(static_cast<Eigen::Index>(columns.size()));
  double mean = 0;
  for (const std::size_t row : rows) {
    mean += outcome.at(row) / static_cast<double>(rows.size());
  }
  const auto each_arm = [&](auto visit) {
    for (const std::size_t arm : {0U, 1U}) {
      Eigen::MatrixXd x(adjustment.rows_above() + static_cast<Eigen::Index>(rows.size()), adjustment.rows_above());
      Eigen::Index at = adjustment.rows_above();
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(arms.at(rows[i])) == arm) {
          x(at, 0) = 1;
          for (std::size_t j = 0; j < columns.size(); ++j) {
            x(at, static_cast<Eigen::Index>(j) + 1) = columns[j][static_cast<Eigen::Index>(i)];
          }
          x(at++, x.cols() - 1) = outcome.at(rows[i]) - mean;
        }
      }
      visit(arm, x, at - adjustment.rows_above());
    }
  };
  each_arm([&](std::size_t arm, Eigen::MatrixXd& x, Eigen::Index count) { adjustment.add(arm, x, count); });
  REQUIRE(adjustment.solve());
  each_arm([&](std::size_t arm, Eigen::MatrixXd& x, Eigen::Index count) { adjustment.add_residuals(arm, x, count); });
  const auto result = adjustment.result();
  return {result[1].mean - result[0].mean, std::sqrt(result[0].variance + result[1].variance)};
}

struct Made {
  int rows = 400;
  double offset = 0;
  double gaps = 0.1;
  int cities = 6, devices = 3;
  std::uint64_t seed = 1;
};

// Numbers x, z and w, texts city and device, a truth member; `store` is a number that the city tells, `twice` is 2 x
// and `near` almost x.
std::string file_of(const Made& made) {
  std::mt19937_64 random(made.seed);
  const auto uniform = [&] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  std::string text = "arm,y,x,z,w,city,device,member,store,twice,near\n";
  for (int i = 0; i < made.rows; ++i) {
    const auto city = random() % static_cast<std::uint64_t>(made.cities);
    const auto device = random() % static_cast<std::uint64_t>(made.devices);
    const double x = made.offset + std::round(1e4 * (uniform() + 0.2 * static_cast<double>(city))) / 1e4;
    const double z = std::round(100 * std::exp(3 * uniform()));
    const bool treated = random() % 2 == 0, member = random() % 3 == 0;
    const double y = 5 + 3 * (x - made.offset) * (treated ? 2 : 1) + 0.01 * z + static_cast<double>(city * device) +
                     (treated ? 1 : 0) + (member ? 2 : 0) + (1 + static_cast<double>(device)) * uniform();
    const auto gap = [&](std::string cell) { return uniform() < made.gaps ? std::string() : cell; };
    text += joined(uniform() < 0.05 ? "pilot"
                   : treated        ? "b"
                                    : "a",
                   ",", gap(joined(y)), ",", gap(joined(x)), ",", gap(joined(z)), ",",
                   gap(joined(std::round(1e6 * uniform()))), ",", gap(joined("city", static_cast<std::int64_t>(city))),
                   ",", gap(joined("device", static_cast<std::int64_t>(device))), ",", gap(member ? "yes" : "no"), ",",
                   joined(static_cast<double>(city * city)), ",", joined(2 * x), ",",
                   joined(x + 1e-6 * std::round(1e3 * uniform())), "\n");
  }
  return text;
}

void require_same(const Made& made, std::vector<std::string> covariates, double tolerance = 1e-10,
                  MissingCovariates missing = MissingCovariates::indicator) {
  const table::Table table = read_table(file_of(made));
  CsvEffectRequest request = request_for("arm", "y", std::move(covariates));
  request.control = "a";
  request.treatment = "b";
  request.missing_covariates = missing;
  const CsvEffectResult result = value_of(run<CsvEffect>(table, request));
  const Dense rows = dense(table, request);
  REQUIRE(result.adjusted);
  INFO(result.adjusted->estimate << " of rows " << rows.estimate << ", " << result.adjusted->se << " of rows "
                                 << rows.se);
  CHECK(relative_error(result.adjusted->estimate, rows.estimate) < tolerance);
  CHECK(relative_error(result.adjusted->se, rows.se) < tolerance);
}

}  // namespace

TEST_CASE("cells: what rows give, for categories, numbers and gaps") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    for (const double gaps : {0.0, 0.1}) {
      for (const int rows : {60, 400, 5000}) {
        const Made made{rows, 0, gaps, 6, 3, seed};
        INFO("seed " << seed << ", gaps " << gaps << ", rows " << rows);
        require_same(made, {"x"});
        require_same(made, {"city"});
        require_same(made, {"x", "city", "device"});
        require_same(made, {"city", "device"});
        require_same(made, {"x", "z", "device"});
        require_same(made, {"x", "member"});
        if (rows > 60) {
          require_same(made, {"member", "x", "city", "z", "w"});
          require_same(made, {"x", "city", "device"}, 1e-10, MissingCovariates::drop);
        }
      }
    }
  }
}

TEST_CASE("cells: as many as there may be, and more") {
  require_same({5000, 0, 0.02, 45, 40, 4}, {"x", "city", "device"});
  require_same({5000, 0, 0.02, 49, 45, 5}, {"x", "city", "device", "member"});
}

TEST_CASE("cells: a large common offset costs no more digits than the mean has") {
  require_same({2000, 1e6, 0.1, 6, 3, 6}, {"x", "city"}, 1e-9);
  require_same({2000, -1e9, 0, 6, 3, 7}, {"x", "device"}, 1e-6);
}

TEST_CASE("cells: numbers that say the same as others") {
  const table::Table table = read_table(file_of({1000, 0, 0, 6, 3, 8}));
  const auto run_with = [&](std::vector<std::string> covariates) {
    CsvEffectRequest request = request_for("arm", "y", std::move(covariates));
    request.control = "a";
    request.treatment = "b";
    return value_of(run<CsvEffect>(table, request));
  };
  const CsvEffectResult city = run_with({"x", "city"});
  // Told by the city, or twice the other: left out, and nothing else changes.
  for (const char* const same : {"store", "twice"}) {
    const CsvEffectResult more = run_with({"x", "city", same});
    REQUIRE(more.covariates[2].dropped);
    REQUIRE_FALSE(more.covariates[0].dropped);
    REQUIRE(relative_error(more.adjusted->estimate, city.adjusted->estimate) < 1e-10);
    REQUIRE(relative_error(more.adjusted->se, city.adjusted->se) < 1e-10);
  }
  // Almost the same: the rows themselves must be looked at.
  require_same({1000, 0, 0.1, 6, 3, 9}, {"x", "near", "city"});
  const CsvEffectResult near = run_with({"x", "near"});
  REQUIRE_FALSE(near.covariates[1].dropped);
}

TEST_CASE("cells: balance, counts and gaps are those of the rows") {
  const Made made{3000, 0, 0.1, 6, 3, 10};
  const table::Table table = read_table(file_of(made));
  CsvEffectRequest request = request_for("arm", "y", {"x", "city"});
  request.control = "a";
  request.treatment = "b";
  const CsvEffectResult result = value_of(run<CsvEffect>(table, request));
  const ArmView arms = value_of(ArmView::of(table, "arm", "a", "b"));
  std::array<std::vector<double>, 2> x;
  std::int64_t no_x = 0, no_city = 0;
  for (std::size_t row = 0; row < static_cast<std::size_t>(table.rows); ++row) {
    if (arms.at(row) > Arm::treatment || std::isnan(table.find("y")->numbers[row])) {
      continue;
    }
    const double value = table.find("x")->numbers[row];
    no_x += std::isnan(value) ? 1 : 0;
    no_city += table.find("city")->codes[row] < 0 ? 1 : 0;
    if (!std::isnan(value)) {
      x[static_cast<std::size_t>(arms.at(row))].push_back(value);
    }
  }
  std::array<stats::Moments, 2> moments;
  moments[0].add(x[0]);
  moments[1].add(x[1]);
  REQUIRE(result.covariates[0].missing == no_x);
  REQUIRE(result.covariates[1].missing == no_city);
  const double smd =
      (moments[1].mean() - moments[0].mean()) / std::sqrt((moments[0].variance() + moments[1].variance()) / 2);
  REQUIRE(std::abs(*result.covariates[0].balance_smd - smd) < 1e-12);
}
