// SPDX-License-Identifier: Apache-2.0
#include "analyze/sample.hpp"

#include <cmath>

#include "running.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

Outcome<Sample> sample_of(const table::Table& table, const SampleRequest& request) {
  Outcome<SampleReader> reader = SampleReader::prepare(table, request);
  if (!reader) {
    return std::move(reader.issues);
  }
  while (reader->step()) {
  }
  return reader->take();
}

SampleRequest request_of(std::string unit = "", RowsOfUnit rows = RowsOfUnit::separate) {
  SampleRequest request;
  request.arm = "arm";
  request.numbers = {{"outcome", "y", "outcome", true}, {"denominator", "d", "denominator", false}};
  request.groups = {{"cluster", "city", "cluster", true}};
  request.unit = std::move(unit);
  request.unit_rows = rows;
  return request;
}

const char* const rows_of_people =
    "id,arm,y,d,city,x,kind\n"
    "a,control,1,1,Rome,1,p\n"
    "b,new,2,,Oslo,2,q\n"
    "a,control,3,2,Rome,5,p\n"
    "c,new,,4,Oslo,3,q\n"
    "d,,9,1,Rome,3,q\n"
    "e,new,4,1,,3,q\n"
    "f,control,5,1,Oslo,,r\n"
    "f,new,5,1,Oslo,4,r\n"
    "g,new,6,3,Lima,7,\n";

}  // namespace

TEST_CASE("A sample keeps the rows that count and says why others do not") {
  const table::Table table = read_table(rows_of_people);
  const Sample sample = value_of(sample_of(table, request_of()));
  REQUIRE(sample.arms == std::vector<std::string>{"control", "new"});
  REQUIRE(sample.arm == std::vector<std::int32_t>{0, 1, 0, 0, 1, 1});
  REQUIRE(sample.rows == std::vector<std::uint32_t>{0, 1, 2, 6, 7, 8});
  REQUIRE(sample.numbers[0] == std::vector<double>{1, 2, 3, 5, 5, 6});
  REQUIRE(std::isnan(sample.numbers[1][1]));
  REQUIRE(sample.groups[0].of == std::vector<std::int32_t>{0, 1, 0, 1, 1, 2});
  REQUIRE(content_at(table.columns[4], sample.groups[0].first_rows[2]) == "Lima");
  REQUIRE(sample.assigned == std::vector<std::int64_t>{3, 5});
  REQUIRE(sample.missing[0] == std::vector<std::int64_t>{0, 1});
  REQUIRE(sample.missing[1] == std::vector<std::int64_t>{0, 1});
  REQUIRE(sample.left_out.size() == 3);
  REQUIRE(sample.left_out[0].reason == "No arm");
  REQUIRE(sample.left_out[0].first_lines == std::vector<std::int64_t>{6});
  REQUIRE(sample.left_out[1].reason == "No outcome");
  REQUIRE(sample.left_out[1].first_lines == std::vector<std::int64_t>{5});
  REQUIRE(sample.left_out[2].reason == "No cluster");
}

TEST_CASE("Rows of a unit become one number") {
  const table::Table table = read_table(rows_of_people);
  const auto outcomes = [&](RowsOfUnit rows) { return value_of(sample_of(table, request_of("id", rows))); };
  const Sample sums = outcomes(RowsOfUnit::sum);
  REQUIRE(sums.numbers[0] == std::vector<double>{4, 2, 6});  // a, b, g: f stands in two arms
  REQUIRE(sums.numbers[1][0] == 3);
  REQUIRE(std::isnan(sums.numbers[1][1]));
  REQUIRE(outcomes(RowsOfUnit::mean).numbers[0][0] == 2);
  REQUIRE(outcomes(RowsOfUnit::largest).numbers[0][0] == 3);
  REQUIRE(sums.left_out[1].reason == "In two arms");
  REQUIRE(sums.left_out[1].first_lines == std::vector<std::int64_t>{8});
  SampleRequest with_x = request_of("id", RowsOfUnit::sum);
  with_x.covariates = {"x"};
  const Sample design = value_of(sample_of(table, with_x));  // x: 3 (the mean of 1 and 5), 2, 7
  REQUIRE(design.terms.size() == 1);
  REQUIRE(design.terms[0].centre == 4);
  REQUIRE(design.x(0, 0) / design.x(1, 0) == Approx(0.5));
}

TEST_CASE("Covariates become columns of mean zero and variance one") {
  const table::Table table = read_table(rows_of_people);
  SampleRequest request = request_of();
  request.groups.clear();
  request.covariates = {"x", "kind"};
  const Sample sample = value_of(sample_of(table, request));
  REQUIRE(sample.size() == 7);
  // x, its mark, and kind against its commonest level q: p, r and missing.
  REQUIRE(sample.terms.size() == 5);
  REQUIRE(sample.terms[1].level == "missing");
  REQUIRE(sample.terms[4].level == "missing");
  REQUIRE(sample.covariates[0].missing == 1);
  for (Eigen::Index j = 0; j < sample.x.cols(); ++j) {
    REQUIRE(std::abs(sample.x.col(j).sum()) < 1e-12);
    REQUIRE(sample.x.col(j).squaredNorm() / 7 == Approx(1));
  }
  request.missing_covariates = MissingCovariates::drop;
  REQUIRE(value_of(sample_of(table, request)).size() == 5);
}

TEST_CASE("Every arm is compared where that is asked for") {
  const table::Table table = read_table("arm,y\nB,1\nA,2\nC,3\nA,4\nB,5\nC,6\n");
  SampleRequest request;
  request.arm = "arm";
  request.every_arm = true;
  request.numbers = {{"outcome", "y", "outcome", true}};
  const Sample sample = value_of(sample_of(table, request));
  REQUIRE(sample.arms == std::vector<std::string>{"A", "B", "C"});
  REQUIRE(sample.arm == std::vector<std::int32_t>{1, 0, 2, 0, 1, 2});
  request.control = "C";
  REQUIRE(value_of(sample_of(table, request)).arms == std::vector<std::string>{"C", "B", "A"});
  request.control = "D";
  REQUIRE(sample_of(table, request).issues[0].field == "control");
  request.every_arm = false;
  request.control = "A";
  REQUIRE(sample_of(table, request).issues[0].field == "treatment");
}

TEST_CASE("What can not be a sample is said on its field") {
  const table::Table table = read_table(rows_of_people);
  SampleRequest request = request_of();
  request.numbers[1].column = "y";
  REQUIRE(sample_of(table, request).issues[0].field == "denominator");
  request = request_of();
  request.groups[0].column = "town";
  REQUIRE(sample_of(table, request).issues[0].code == Code::unknown_column);
  request = request_of();
  request.numbers[0].column = "";
  REQUIRE(sample_of(table, request).issues[0].code == Code::required);
  request = request_of();
  request.numbers[0].column = "kind";
  REQUIRE(sample_of(table, request).issues[0].code == Code::not_numeric);
  request = request_of("nobody", RowsOfUnit::sum);
  REQUIRE(sample_of(table, request).issues[0].field == "unit");
}
