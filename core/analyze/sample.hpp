// SPDX-License-Identifier: Apache-2.0
// The units that an analysis compares, as dense columns: which arm each is in, the numbers and groups a method asked
// for, and its covariates as a design matrix. Rows of the file become units here, one for one or several together, and
// every row that does not count is counted by its reason.
#pragma once

#include <Eigen/Dense>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "analyze/left_out.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

enum class MissingCovariates : std::uint8_t { indicator, drop };
constexpr auto describe(std::type_identity<MissingCovariates>) {
  return std::array{
      Choice{MissingCovariates::indicator, "indicator", "Keep the row",
             "The mean stands in for the missing value, beside a column that marks it; everyone stays in."},
      Choice{MissingCovariates::drop, "drop", "Leave the row out", "Only rows with every covariate count."}};
}

enum class RowsOfUnit : std::uint8_t { separate, sum, mean, largest };
constexpr auto describe(std::type_identity<RowsOfUnit>) {
  return std::array{
      Choice{RowsOfUnit::separate, "separate", "Keep them apart",
             "Each row is an observation; standard errors are clustered by the unit where it repeats."},
      Choice{RowsOfUnit::sum, "sum", "Add up", "A unit's total, as of purchases; ratio metrics need this one."},
      Choice{RowsOfUnit::mean, "mean", "Average", "A unit's average row."},
      Choice{RowsOfUnit::largest, "largest", "Largest",
             "A unit's largest row; of yes and no, whether it ever was yes."}};
}

// A column that a method wants of every unit.
struct Wanted {
  std::string field;  // of the request, where what is wrong with it is said
  std::string column;
  std::string said;    // what it is called in a sentence: "outcome"
  bool needed = true;  // units without it are left out; otherwise they have NaN or group -1
};

struct SampleRequest {
  std::string arm;  // empty: no arms; Sample::arm is empty then
  std::string control, treatment;
  bool every_arm = false;               // compare every level with the control instead of one treatment
  std::vector<Wanted> numbers, groups;  // a column may be asked for once
  std::vector<std::string> covariates;
  MissingCovariates missing_covariates = MissingCovariates::indicator;
  std::string unit;  // empty: each row is a unit
  RowsOfUnit unit_rows = RowsOfUnit::separate;
};

// A group for each unit, numbered from 0 without gaps in the order of the file.
struct Grouping {
  std::string column;
  std::vector<std::int32_t> of;           // by unit; -1 where missing
  std::vector<std::uint32_t> first_rows;  // by group, of the table: where its name stands
  std::size_t size() const { return first_rows.size(); }
};

// A column of the design: (what the unit shows - centre) * scale, so that it has mean 0 and variance 1 over all units.
// A missing number shows the centre; beside it stands a column that marks it.
struct DesignTerm {
  std::size_t covariate;
  std::string level;  // of a text; "missing" for a mark; empty for a number
  double centre;
  double scale;
};

struct SampleCovariate {
  std::string name;
  bool number = false;
  std::int64_t missing = 0;           // units without it
  std::vector<Eigen::Index> columns;  // of the design
};

struct Sample {
  std::vector<std::string> arms;             // levels, the control first
  std::vector<std::int32_t> arm;             // by unit: place in arms
  std::vector<std::vector<double>> numbers;  // in the order they were asked for, by unit
  std::vector<Grouping> groups;              // in the order they were asked for
  Eigen::MatrixXd x;                         // units by terms
  std::vector<DesignTerm> terms;
  std::vector<SampleCovariate> covariates;         // in the order they were asked for
  std::vector<std::uint32_t> rows;                 // by unit: its (first) row in the table
  std::vector<std::int64_t> assigned;              // by arm: units before any was left out for what it lacks
  std::vector<std::vector<std::int64_t>> missing;  // by number asked for, by arm: units without it
  std::int64_t crossed_units = 0;                  // left out, as their rows stand in several arms
  std::int64_t rows_total = 0;
  std::vector<LeftOut> left_out;

  std::size_t size() const { return rows.size(); }
  std::vector<std::int64_t> arm_sizes() const;
};

// What a row of a column says, as text.
std::string content_at(const table::Column& column, std::size_t row);

// Reads a sample in steps of a few thousand rows. Issues stand on arm, control, treatment, unit, the fields of what is
// wanted and covariates[i]. The table must outlive the reader.
class SampleReader {
 public:
  static Outcome<SampleReader> prepare(const table::Table& table, SampleRequest request);
  bool step();
  double progress() const;
  Outcome<Sample> take();  // after the last step

  SampleReader(SampleReader&&) noexcept;
  SampleReader& operator=(SampleReader&&) noexcept;
  ~SampleReader();

 private:
  class Work;
  explicit SampleReader(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

// Adds an issue for each arm with fewer units than `least`, on control or treatment.
void check_arm_sizes(const Sample& sample, std::int64_t least, Issues& issues);

// Adds an issue where a number is too large for its square to be a double.
void check_size(const std::vector<double>& numbers, std::string_view field, std::string_view column, Issues& issues);

}  // namespace sutva::analyze
