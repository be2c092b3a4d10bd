// SPDX-License-Identifier: Apache-2.0
// Means and their intervals against every outcome of a share added up, the t distribution, closed forms of the skewness
// and published coverages.
#include "simulate/clt_study.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "../golden.hpp"
#include "../outcomes.hpp"
#include "base/read.hpp"

using namespace sutva;
using namespace sutva::simulate;
using namespace sutva::tests;

namespace {

const std::vector<CltInterval> formulas{CltInterval::z, CltInterval::t, CltInterval::johnson, CltInterval::hall};

std::vector<CltStudyPart> all_blocks(const CltStudy& study, std::int64_t block = 0) {
  block = block > 0 ? block : study.block();
  std::vector<CltStudyPart> parts;
  for (std::int64_t first = 0; first < study.replicates(); first += block) {
    parts.push_back(study.run(first, std::min(block, study.replicates() - first)));
  }
  return parts;
}

table::Table of_numbers(std::vector<double> numbers) {
  table::Table table;
  table.rows = static_cast<std::int64_t>(numbers.size());
  table::Column& column = table.columns.emplace_back();
  column.name = "spend";
  column.numbers = std::move(numbers);
  return table;
}

Outcome<CltStudy> prepared(const CltStudyRequest& request, const table::Table& table = {}) {
  Outcome<CltStudy> study = CltStudy::prepare(table, request);
  while (study && study->step()) {
  }
  return study;
}

CltStudyResult result_of(const CltStudyRequest& request, const table::Table& table = {}) {
  const CltStudy study = value_of(prepared(request, table));
  return value_of(study.finish(all_blocks(study)));
}

const CltIntervalResult& row_of(const CltStudyResult& result, std::string_view interval, std::int64_t n) {
  const auto found = std::find_if(result.intervals.begin(), result.intervals.end(),
                                  [&](const CltIntervalResult& r) { return r.interval == interval && r.n == n; });
  REQUIRE(found != result.intervals.end());
  return *found;
}

bool near(double share, double expected, double n) {
  return std::abs(share - expected) <= 4 * std::sqrt(expected * (1 - expected) / n) + 1 / n;
}

void require_sound(const CltStudyResult& s) {
  const auto share = [](double x) { return x >= 0 && x <= 1; };
  for (const CltIntervalResult& r : s.intervals) {
    INFO(r.interval << " " << r.n);
    CHECK(
        (share(r.coverage) && share(r.truth_below) && share(r.truth_above) && share(r.unbounded) && share(r.extreme)));
    CHECK(r.coverage + r.truth_below + r.truth_above == Approx(1));
    CHECK(r.width.has_value() == (r.unbounded < 1));
    if (r.width) {
      CHECK((*r.width >= 0 && std::isfinite(*r.width)));
    }
    if (r.exact_coverage) {
      CHECK(share(*r.exact_coverage));
    }
  }
  for (const CltSizeResult& z : s.sizes) {
    CHECK((std::isfinite(z.simulated_skewness) && std::isfinite(z.skewness)));
    double all = 0;
    for (const double x : z.histogram) {
      all += x;
    }
    CHECK(all <= 1 + 1e-9);
  }
  CHECK(std::isfinite(s.rule_n));
  CHECK(!s.sentence.empty());
}

void require_fields(const CltStudyRequest& request, const std::vector<std::string>& fields) {
  const auto study = prepared(request);
  REQUIRE_FALSE(study);
  std::vector<std::string> found;
  for (const Issue& issue : study.issues) {
    CHECK_FALSE(issue.message.empty());
    found.push_back(issue.field);
  }
  CHECK(found == fields);
}

}  // namespace

TEST_CASE("clt study: coverage of a share is what all outcomes together say") {
  int rows = 0;
  std::map<std::pair<double, double>, CltStudyResult> known;
  for (const ReferenceRow& row : reference("peeking")) {
    if (row.text("kind") != "bernoulli") {
      continue;
    }
    INFO(row.described());
    ++rows;
    const double n = row.number("n"), p = row.number("parameter");
    if (!known.count({n, p})) {
      CltStudyRequest r;
      r.metric = CltMetric::bernoulli;
      r.share = p;
      r.sizes = {n};
      r.intervals = {CltInterval::z, CltInterval::t};
      r.draws = {n > 5000 ? 300 : n > 500 ? 4000 : 20'000, 4};
      known[{n, p}] = result_of(r);
    }
    const CltIntervalResult& one = row_of(known[{n, p}], row.text("quantile"), row.whole("n"));
    CHECK(*one.exact_coverage == Approx(row.number("value")).epsilon(1e-9));
    CHECK(near(one.coverage, row.number("value"), static_cast<double>(one.experiments)));
  }
  CHECK(rows == 50);
}

TEST_CASE("clt study: skewness by its formulas") {
  int rows = 0;
  for (const ReferenceRow& row : reference("peeking")) {
    if (row.text("kind") != "skewness") {
      continue;
    }
    INFO(row.described());
    ++rows;
    CltStudyRequest r;
    r.intervals = {CltInterval::t};
    r.sizes = {10};
    r.draws.replicates = 100;
    for (const Choice<CltMetric>& choice : choices_of<CltMetric>) {
      if (choice.name == row.text("metric")) {
        r.metric = choice.value;
      }
    }
    REQUIRE(name(r.metric) == row.text("metric"));
    if (!row.text("parameter").empty()) {
      r.cv = r.rate = r.share = row.number("parameter");
    }
    if (!row.text("n").empty()) {
      r.spenders = row.number("n");
    }
    const CltStudyResult s = result_of(r);
    CHECK(s.skewness == Approx(row.number("value")).epsilon(1e-9).margin(1e-9));
    CHECK(s.rule_n == std::ceil(355 * s.skewness * s.skewness));
    CHECK(s.sizes[0].skewness == s.skewness / std::sqrt(10));
  }
  CHECK(rows == 28);
}

TEST_CASE("clt study: a normal metric is covered by t from the start") {
  CltStudyRequest r;
  r.metric = CltMetric::normal;
  r.sizes = {3, 5, 10, 30};
  r.intervals = formulas;
  r.draws = {40'000, 2};
  const CltStudyResult s = result_of(r);
  require_sound(s);
  CHECK(s.rule_n == 0);
  for (const std::int64_t n : {3, 5, 10, 30}) {
    CHECK(*row_of(s, "t", n).exact_coverage == Approx(0.95));
    CHECK(near(row_of(s, "t", n).coverage, 0.95, 40'000));
    CHECK(near(row_of(s, "z", n).coverage, *row_of(s, "z", n).exact_coverage, 40'000));
    CHECK(near(row_of(s, "t", n).truth_above, 0.025, 40'000));
  }
  // P(|T_2| < 1.96) = .811, of the t distribution with two degrees of freedom: x / sqrt(2 + x^2).
  CHECK(*row_of(s, "z", 3).exact_coverage == Approx(1.959964 / std::sqrt(2 + 1.959964 * 1.959964)).epsilon(1e-6));
  CHECK(*s.needed[1].n == 3);
  CHECK(*s.needed[0].n == 30);
  for (const CltSizeResult& z : s.sizes) {
    CHECK(std::abs(z.simulated_skewness) < 4 * std::sqrt(6.0 / 40'000));
    for (std::size_t i = 0; i < s.normal.size(); ++i) {
      CHECK(near(z.histogram[i], s.normal[i], 40'000));
    }
  }
  // Mean width of t over that of z with the known error: c4(n) t / 1.96. c4(5) = .9400.
  CHECK(*row_of(s, "t", 5).width == Approx(0.9400 * 2.776445 / 1.959964).epsilon(0.01));
}

TEST_CASE("clt study: means of exponential numbers have the gamma's tails") {
  CltStudyRequest r;
  r.metric = CltMetric::exponential;
  r.sizes = {10};
  r.intervals = formulas;
  r.draws = {60'000, 2};
  const CltStudyResult s = result_of(r);
  const double n = 60'000;
  CHECK(s.sizes[0].simulated_skewness == Approx(2 / std::sqrt(10)).epsilon(0.05));
  // P(Gamma(10) > 10 + 1.96 sqrt(10)) as a Poisson sum; below 10 - 1.96 sqrt(10) likewise.
  const auto above = [](double x) {
    double term = std::exp(-x), sum = term;
    for (int i = 1; i < 10; ++i) {
      sum += term *= x / i;
    }
    return sum;
  };
  CHECK(near(s.sizes[0].tail_high, above(10 + 1.959964 * std::sqrt(10)), n));
  CHECK(near(s.sizes[0].tail_low, 1 - above(10 - 1.959964 * std::sqrt(10)), n));
  // The skew makes the interval too low, and corrections for it help.
  const CltIntervalResult &t = row_of(s, "t", 10), &johnson = row_of(s, "johnson", 10), &hall = row_of(s, "hall", 10);
  CHECK(t.truth_above > 10 * t.truth_below);
  CHECK(t.coverage < 0.91);
  CHECK(johnson.coverage > t.coverage);
  CHECK(hall.coverage > johnson.coverage + 0.02);
  CHECK(hall.coverage < 0.955);
}

TEST_CASE("clt study: bootstrap intervals do what is known of them") {
  CltStudyRequest r;
  r.metric = CltMetric::exponential;
  r.sizes = {20, 200};
  r.resamples = 399;
  r.bootstrap_experiments = 4000;
  r.draws = {4000, 6};
  const CltStudyResult s = result_of(r);
  require_sound(s);
  const double n = 4000;
  // The percentile interval is narrower than t's by about the root of (n - 1) / n and the quantiles' ratio.
  CHECK(*row_of(s, "percentile", 20).width ==
        Approx(*row_of(s, "t", 20).width * std::sqrt(19.0 / 20) * 1.959964 / 2.093024).epsilon(0.02));
  CHECK(row_of(s, "percentile", 20).coverage < row_of(s, "t", 20).coverage);
  CHECK(row_of(s, "bca", 20).truth_above < row_of(s, "percentile", 20).truth_above - 0.01);
  CHECK(row_of(s, "studentized", 20).coverage > row_of(s, "t", 20).coverage + 0.015);
  for (const char* interval : {"percentile", "bca", "studentized"}) {
    INFO(interval);
    CHECK(row_of(s, interval, 20).experiments == 4000);
    CHECK(std::abs(row_of(s, interval, 200).coverage - 0.945) < 4 * std::sqrt(0.05 * 0.95 / n) + 0.006);
  }
  // So many experiments have one, evenly.
  r.bootstrap_experiments = 100;
  r.draws.replicates = 1000;
  CHECK(row_of(result_of(r), "bca", 20).experiments == 100);
  CHECK(row_of(result_of(r), "t", 20).experiments == 1000);
}

TEST_CASE("clt study: how many are enough grows with the skewness, and the rule with it") {
  CltStudyRequest r;
  r.intervals = formulas;
  r.draws.replicates = 4000;
  std::int64_t before = 0;
  for (const double cv : {0.5, 1.0, 2.0}) {
    r.cv = cv;
    const CltStudyResult s = result_of(r);
    INFO(cv << " " << s.sentence);
    REQUIRE(s.needed[1].interval == "t");
    const std::int64_t needed = s.needed[1].n.value_or(10'000);
    CHECK(needed > before);
    CHECK(static_cast<double>(needed) < s.rule_n);
    before = needed;
    // Each skew pushes the same tail.
    for (const CltSizeResult& z : s.sizes) {
      CHECK(z.tail_high + 4 * z.tail_mcse > z.tail_low);
    }
  }
}

TEST_CASE("clt study: the same numbers in any blocks and any order") {
  CltStudyRequest r;
  r.sizes = {10, 40};
  r.draws.replicates = 300;
  r.bootstrap_experiments = 50;
  r.column = "spend";
  const table::Table table = of_numbers({0, 0, 0, 1.5, 12, 3});
  for (const Choice<CltMetric>& choice : choices_of<CltMetric>) {
    r.metric = choice.value;
    const CltStudy study = value_of(prepared(r, table));
    const CltStudyResult once = value_of(study.finish(all_blocks(study)));
    for (const std::int64_t block : {1, 7, 300}) {
      std::vector<CltStudyPart> parts = all_blocks(study, block);
      std::reverse(parts.begin(), parts.end());
      const CltStudyResult again = value_of(study.finish(parts));
      for (std::size_t i = 0; i < once.intervals.size(); ++i) {
        CHECK(again.intervals[i].coverage == once.intervals[i].coverage);
        CHECK(again.intervals[i].width == once.intervals[i].width);
      }
      CHECK(bits(again.sizes[1].simulated_skewness) == bits(once.sizes[1].simulated_skewness));
    }
    CltStudyPart foreign = study.run(0, 10);
    foreign.counts.pop_back();
    require_error(study.finish({foreign}), Code::cancelled, "");
  }
}

TEST_CASE("clt study: the same counts and bits natively and in WebAssembly") {
  int rows = 0;
  for (const ReferenceRow& row : golden("clt-study")) {
    INFO(row.described());
    ++rows;
    CltStudyRequest r = value_of(read<CltStudyRequest>(request_of(row)));
    r.sizes = {10, 100};
    const CltStudy study = value_of(prepared(r));
    BitHash counts, sums;
    for (const CltStudyPart& part : all_blocks(study, 100)) {
      for (const double x : part.counts) {
        counts.add(x);
      }
      for (const double x : part.sums) {
        sums.add(x);
      }
    }
    const std::map<std::string, std::string> quantities{{"counts", counts.text()}, {"sums", sums.text()}};
    CHECK(quantities.at(row.text("quantity")) == row.text("value"));
  }
  REQUIRE(rows >= 12);
}

TEST_CASE("clt study: every choice alone answers, and extremes too") {
  CltStudyRequest small;
  small.draws.replicates = 100;
  small.sizes = {3, 30};
  small.column = "spend";
  const table::Table table = of_numbers({0, 0, 0, 1.5, 12, 3});
  for (const Choice<CltMetric>& metric : choices_of<CltMetric>) {
    for (const Choice<CltInterval>& interval : choices_of<CltInterval>) {
      CltStudyRequest r = small;
      r.metric = metric.value;
      r.intervals = {interval.value};
      require_sound(result_of(r, table));
    }
  }
  for (const double cv : {0.1, 20.0}) {
    small.cv = cv;
    require_sound(result_of(small));
    CltStudyRequest r = small;
    r.metric = CltMetric::zero_inflated;
    r.spenders = cv < 1 ? 1 : 0.001;
    require_sound(result_of(r));
  }
  for (const double rate : {0.001, 1000.0}) {
    small.metric = CltMetric::poisson;
    small.rate = rate;
    require_sound(result_of(small));
  }
  for (const double share : {0.0001, 0.9999}) {
    small.metric = CltMetric::bernoulli;
    small.share = share;
    require_sound(result_of(small));
  }
  CltStudyRequest large;
  large.sizes = {100'000};
  large.intervals = {CltInterval::t};
  large.draws.replicates = 100;
  require_sound(result_of(large));
}

TEST_CASE("clt study: what can not be is named on its field") {
  CltStudyRequest r;
  r.intervals.clear();
  r.sizes.clear();
  require_fields(r, {"intervals", "sizes"});
  r = {};
  r.sizes = {10, 10};
  require_fields(r, {"sizes"});
  r.sizes = {10.5};
  require_fields(r, {"sizes"});
  r.sizes.assign(21, 10);
  require_fields(r, {"sizes", "sizes"});
  r = {};
  r.confidence = 0.999;
  require_fields(r, {"resamples"});
  r.resamples = static_cast<std::int64_t>(*prepared(r).issues[0].limit);
  CHECK(prepared(r));
  r = {};
  r.sizes = {100'000};
  r.resamples = 1999;
  CHECK(prepared(r));
  r.sizes = {90'000, 100'000};
  require_fields(r, {"resamples"});
  r.intervals = formulas;
  CHECK(prepared(r));
}

TEST_CASE("clt study: rows of a file are drawn as all samples of them together say") {
  // All 4^3 samples of three rows, each as likely: how often t covers their mean, by adding them up.
  const std::vector<double> rows{0, 1, 1.5, 9};
  const double mean = 11.5 / 4;
  CltStudyRequest r;
  r.metric = CltMetric::file;
  r.column = "spend";
  r.sizes = {3};
  r.intervals = {CltInterval::t};
  r.draws = {60'000, 3};
  const CltStudyResult s = result_of(r, of_numbers(rows));
  double covered = 0, cubed = 0, squared = 0;
  for (int i = 0; i < 64; ++i) {
    const std::array<double, 3> x{rows[static_cast<std::size_t>(i % 4)], rows[static_cast<std::size_t>(i / 4 % 4)],
                                  rows[static_cast<std::size_t>(i / 16)]};
    const double m = (x[0] + x[1] + x[2]) / 3;
    double squares = 0;
    for (const double each : x) {
      squares += (each - m) * (each - m);
    }
    covered += std::abs(m - mean) <= 4.302652729911275 * std::sqrt(squares / 2 / 3) ? 1.0 / 64 : 0;
    squared += (m - mean) * (m - mean) / 64;
    cubed += (m - mean) * (m - mean) * (m - mean) / 64;
  }
  CHECK(near(row_of(s, "t", 3).coverage, covered, 60'000));
  CHECK(s.mean == Approx(mean));
  CHECK(s.sd == Approx(std::sqrt(3 * squared)));
  CHECK(s.sizes[0].skewness == Approx(cubed / std::pow(squared, 1.5)));
  CHECK(s.sizes[0].simulated_skewness == Approx(s.sizes[0].skewness).epsilon(0.05));
  CHECK(s.rows_used == 4);
}

TEST_CASE("clt study: a file of zeros and ones is the metric of a share") {
  std::vector<double> rows(200, 0);
  std::fill_n(rows.begin(), 10, 1.0);
  CltStudyRequest r;
  r.column = "spend";
  r.share = 0.05;
  r.sizes = {20, 100};
  r.intervals = {CltInterval::z, CltInterval::t};
  r.draws = {20'000, 5};
  r.metric = CltMetric::bernoulli;
  const CltStudyResult law = result_of(r);
  r.metric = CltMetric::file;
  const CltStudyResult file = result_of(r, of_numbers(rows));
  CHECK(file.mean == Approx(law.mean));
  CHECK(file.sd == Approx(law.sd));
  CHECK(file.skewness == Approx(law.skewness));
  CHECK(file.rule_n == law.rule_n);
  for (std::size_t i = 0; i < file.intervals.size(); ++i) {
    INFO(file.intervals[i].interval << " " << file.intervals[i].n);
    CHECK_FALSE(file.intervals[i].exact_coverage);
    CHECK(near(file.intervals[i].coverage, *law.intervals[i].exact_coverage, 20'000));
  }
  CHECK_FALSE(law.rows_used);
}

TEST_CASE("clt study: numbers far from zero keep their spread, and empty cells are left out") {
  const double none = table::missing_number;
  CltStudyRequest r;
  r.metric = CltMetric::file;
  r.column = "spend";
  r.sizes = {10};
  r.intervals = {CltInterval::t};
  r.draws.replicates = 100;
  const table::Table far = of_numbers({1e9, 1e9 + 1, none, 1e9 + 1, 1e9 + 1, none});
  const CltStudy study = value_of(prepared(r, far));
  const Outcome<CltStudyResult> found = study.finish(all_blocks(study));
  REQUIRE(found);
  CHECK(says(found.issues, Severity::warning, Code::missing_values, "column"));
  CHECK(found->rows_used == 4);
  CHECK(found->mean == 1e9 + 0.75);
  CHECK(found->sd == Approx(std::sqrt(0.1875)).epsilon(1e-12));
  CHECK(found->skewness == Approx(-0.5 / std::sqrt(0.1875)).epsilon(1e-9));
  // More rows than one step reads, of which one makes nearly all of the variance.
  std::vector<double> many(200'000, 1);
  many.back() = 1000;
  const CltStudyResult s = result_of(r, of_numbers(many));
  CHECK(s.rows_used == 200'000);
  CHECK(s.mean == Approx(1 + 999 / 200'000.0));
  CHECK(s.skewness == Approx((1 - 2 / 200'000.0) / std::sqrt(1 / 200'000.0 * (1 - 1 / 200'000.0))));
  const auto of_rows = std::find_if(s.assumptions.begin(), s.assumptions.end(),
                                    [](const Assumption& a) { return a.reason.find("variance") != std::string::npos; });
  REQUIRE(of_rows != s.assumptions.end());
  CHECK(of_rows->standing == Standing::doubtful);
}

TEST_CASE("clt study: a column that can not be a metric is refused, on its field") {
  CltStudyRequest r;
  r.metric = CltMetric::file;
  require_error(CltStudy::prepare({}, r), Code::no_table, "metric");
  table::Table table = of_numbers({1, 2});
  require_error(CltStudy::prepare(table, r), Code::required, "column");
  r.column = "other";
  require_error(CltStudy::prepare(table, r), Code::unknown_column, "column");
  r.column = "spend";
  CHECK(prepared(r, table)->ready());
  CHECK(prepared(r, table)->columns() == std::vector<std::string>{"spend"});
  const auto refuses = [&](std::vector<double> numbers, Code code) {
    const table::Table one = of_numbers(std::move(numbers));
    const Outcome<CltStudy> study = prepared(r, one);
    REQUIRE(study);
    require_error(study->ready(), code, "column");
    require_error(study->finish({}), code, "column");
  };
  const double none = table::missing_number;
  refuses({}, Code::no_rows);
  refuses({none, 3, none}, Code::no_rows);
  refuses({3, 3, none, 3}, Code::constant);
  refuses({0.1, 0.1, 0.1}, Code::constant);
  refuses({1, 2, 1e91}, Code::too_large);
  table.columns[0].kind = table::ColumnKind::text;
  require_error(CltStudy::prepare(table, r), Code::not_numeric, "column");
}
