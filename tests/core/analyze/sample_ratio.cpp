// SPDX-License-Identifier: Apache-2.0
#include "analyze/sample_ratio.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "../outcomes.hpp"
#include "../plan/told.hpp"
#include "../reference.hpp"
#include "analyze/arm_counts.hpp"
#include "analyze/checks.hpp"
#include "base/text.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

SampleRatioRequest of(std::vector<double> counts, std::vector<double> shares = {}) {
  SampleRatioRequest r;
  r.counts = std::move(counts);
  r.shares = std::move(shares);
  return r;
}

SampleRatioResult result_of(const SampleRatioRequest& request) { return value_of(sample_ratio(request)); }

const RatioTest& test_of(const SampleRatioResult& result, std::string_view key) {
  const auto found =
      std::find_if(result.tests.begin(), result.tests.end(), [&](const RatioTest& t) { return t.test == key; });
  REQUIRE(found != result.tests.end());
  return *found;
}

std::vector<double> numbers(std::string_view text) {
  std::vector<double> all;
  for (const std::string& part : split(text, ' ')) {
    if (!part.empty()) {
      all.push_back(std::stod(part));
    }
  }
  return all;
}

void require_finite(const SampleRatioResult& r) {
  for (const double x : {r.p_value, r.log10_p_value, r.chi_squared, r.df, r.cohens_w, r.sequential_p_value,
                         r.log_bayes_factor, r.missing_share}) {
    REQUIRE(std::isfinite(x));
  }
  for (const RatioArm& arm : r.arms) {
    for (const double x :
         {arm.expected, arm.share, arm.difference, arm.ci_low, arm.ci_high, arm.residual, arm.p_holm}) {
      REQUIRE(std::isfinite(x));
    }
  }
}

}  // namespace

TEST_CASE("the sample ratio of a published experiment", "[analyze]") {
  // Kohavi, Tang and Xu (2020), Trustworthy Online Controlled Experiments, chapter 3: p = 1.8E-6.
  const SampleRatioResult r = result_of({});
  // R 4.2.2: x <- chisq.test(c(821588, 815482)); print(c(x$statistic, x$p.value), digits = 15)
  CHECK(r.chi_squared == Approx(22.7743688418944).epsilon(1e-13));
  CHECK(r.p_value == Approx(1.82179287261919e-06).epsilon(1e-12));
  CHECK(r.status == CheckStatus::fail);
  CHECK(r.n_missing == 821588 - 815482);
  CHECK(r.arms[1].missing == 6106);
  CHECK(r.arms[0].missing == 0);
  CHECK(r.arm_at_fault.empty());  // two arms are off by the same
  CHECK(r.arms[0].residual == Approx(std::sqrt(r.chi_squared)));
  CHECK(r.cohens_w == Approx(std::sqrt(r.chi_squared / 1637070)));
  // Fabijan et al. (2019): 9,463 against 7,681.
  const SampleRatioResult other = result_of(of({9463, 7681}));
  CHECK(other.p_value == Approx(3.502192273048579e-42).epsilon(1e-8));
}

TEST_CASE("the sample ratio: every test of the reference, by name", "[analyze]") {
  int rows = 0;
  for (const ReferenceRow& row : reference("sample_ratio")) {
    INFO(row.described());
    SampleRatioRequest request = of(numbers(row.text("counts")), numbers(row.text("shares")));
    const SampleRatioResult r = result_of(request);
    require_finite(r);
    CHECK(r.log10_p_value == Approx(row.number("chi_squared_log10_p")).epsilon(1e-10).margin(1e-12));
    CHECK(r.log_bayes_factor == Approx(row.number("log_bf_10000")).epsilon(1e-10).margin(1e-12));
    CHECK(*test_of(r, "likelihood_ratio").log10_p_value ==
          Approx(row.number("g_log10_p")).epsilon(1e-10).margin(1e-12));
    if (!row.text("exact_log10_p").empty()) {
      CHECK(*test_of(r, r.arms.size() == 2 ? "binomial" : "multinomial").log10_p_value ==
            Approx(row.number("exact_log10_p")).epsilon(1e-9).margin(1e-12));
    }
    // The mixture is the mean of Bayes factors, and lies between the least and the largest of them.
    request.prior = RatioPrior::mixture;
    request.concentrations = {1, 100, 10'000, 1'000'000};
    const double most = std::max(
        {row.number("log_bf_1"), row.number("log_bf_100"), row.number("log_bf_10000"), row.number("log_bf_1000000")});
    const double mixed = result_of(request).log_bayes_factor;
    CHECK(mixed <= most + 1e-9);
    CHECK(mixed >= most - std::log(4) - 1e-9);
    // Permuted arms.
    std::reverse(request.counts.begin(), request.counts.end());
    std::reverse(request.shares.begin(), request.shares.end());
    const SampleRatioResult turned = result_of(request);
    CHECK(turned.chi_squared == Approx(r.chi_squared).epsilon(1e-9).margin(1e-9));
    CHECK(turned.arms.front().missing == r.arms.back().missing);
    CHECK(turned.n_missing == r.n_missing);
    if (r.arms.size() == 2) {
      CHECK(r.arms[0].residual == Approx(-r.arms[1].residual).margin(1e-9));
      CHECK(r.arms[0].residual * r.arms[0].residual == Approx(r.chi_squared).margin(1e-9));
    }
    ++rows;
  }
  CHECK(rows >= 39);
}

TEST_CASE("the sample ratio: a ramp adds up expectations and covariances", "[analyze]") {
  int rows = 0;
  for (const ReferenceRow& row : reference("sample_ratio_ramp")) {
    INFO(row.described());
    SampleRatioRequest request;
    request.split = PlannedSplit::ramp;
    request.periods.clear();
    int period = 0;
    for (const std::string& part : split(row.text("periods"), ';')) {
      request.periods += "period " + std::to_string(++period);
      for (const double x : numbers(part)) {
        request.periods += ", " + text(x);
      }
      request.periods += "\n";
    }
    for (const double c : {100.0, 10'000.0}) {
      request.concentration = c;
      const SampleRatioResult r = result_of(request);
      require_finite(r);
      CHECK(r.chi_squared == Approx(row.number("chi_squared")).epsilon(1e-8).margin(1e-8));
      CHECK(r.df == row.number("df"));
      CHECK(r.p_value == Approx(row.number("p_value")).epsilon(1e-7));
      const std::string suffix = c == 100 ? "100" : "10000";
      CHECK(r.log_bayes_factor == Approx(row.number("log_bf_" + suffix)).epsilon(1e-9).margin(1e-11));
      CHECK(r.sequential_p_value == Approx(std::exp(-row.number("running_" + suffix))).epsilon(1e-9));
      CHECK(r.periods.size() == static_cast<std::size_t>(period));
      if (row.text("name") != "same shares") {
        CHECK(*test_of(r, "stratified").statistic == Approx(row.number("stratified")).epsilon(1e-9));
        CHECK(*test_of(r, "stratified").p_value == Approx(row.number("stratified_p")).epsilon(1e-7));
        CHECK_FALSE(r.exact_p_value);
        if (row.text("name") != "apart") {
          // Where arms never shared a period the totals hold no covariance that they could overrate.
          CHECK(*test_of(r, "totals").statistic <= r.chi_squared * (1 + 1e-9));
        }
      } else {
        CHECK(r.exact_p_value);
        CHECK(r.chi_squared == Approx(result_of(of({1521, 1479})).chi_squared).epsilon(1e-9));
      }
    }
    ++rows;
  }
  CHECK(rows >= 7);
}

TEST_CASE("the sample ratio: the p-value of a sequence never rises", "[analyze]") {
  SampleRatioRequest request;
  request.split = PlannedSplit::ramp;
  request.concentration = 100;
  request.periods = "a, 600, 400, .5, .5; b, 500, 500, .5, .5; c, 400, 600, .5, .5; d, 900, 100, .9, .1";
  const SampleRatioResult r = result_of(request);
  for (std::size_t i = 1; i < r.periods.size(); ++i) {
    CHECK(r.periods[i].sequential_p_value <= r.periods[i - 1].sequential_p_value);
  }
  CHECK(r.sequential_p_value == r.periods.back().sequential_p_value);
  CHECK(r.log_bayes_factor < -std::log(r.sequential_p_value));  // balanced again at the end
}

TEST_CASE("the sample ratio names the arm at fault", "[analyze]") {
  const SampleRatioResult r = result_of(of({10'010, 9'990, 10'003, 8'700}));
  CHECK(r.arm_at_fault == "treatment 3");
  CHECK(r.arms[3].at_fault);
  CHECK(r.arms[3].residual < 0);
  CHECK(*r.arms[3].p_others > 0.05);
  CHECK(*r.arms[0].p_others < 1e-6);
  CHECK(r.arms[3].missing > 1250);
  for (const RatioArm& arm : r.arms) {
    CHECK(arm.p_holm >= arm.p_value);
    CHECK(arm.ci_low <= arm.difference);
    CHECK(arm.ci_high >= arm.difference);
  }
  CHECK(result_of(of({10'010, 9'990, 10'003, 9'950})).arm_at_fault.empty());
}

TEST_CASE("the sample ratio says from how many users on the sequential test sees", "[analyze]") {
  SampleRatioRequest r = of({40, 0});
  const SampleRatioResult blind = result_of(r);
  CHECK(blind.p_value < 1e-9);
  CHECK(blind.sequential_p_value > 0.001);  // all in one arm, and the default prior is not moved
  CHECK(blind.blind_until > 40);
  CHECK(test_of(blind, "sequential").reason.size() > 10);
  r.prior = RatioPrior::mixture;
  CHECK(result_of(r).sequential_p_value < 0.001);
  r.prior = RatioPrior::single;
  r.counts = {0, static_cast<double>(blind.blind_until)};
  CHECK(result_of(r).sequential_p_value <= 0.001);
  r.counts[1] -= 1;
  CHECK(result_of(r).sequential_p_value > 0.001);
}

TEST_CASE("the sample ratio of segments", "[analyze]") {
  SampleRatioRequest r = of({50'000, 48'900});
  r.segments = "Chrome, 30010, 29958\nSafari, 14992, 13961\nFirefox, 4998, 4981\nLynx, 0, 0";
  const Outcome<SampleRatioResult> outcome = sample_ratio(r);
  REQUIRE(outcome);
  CHECK(says(outcome.issues, Severity::warning, Code::missing_values, "segments"));
  REQUIRE(outcome->segments.size() == 3);
  // R 4.2.2: chisq.test(matrix(c(30010, 29958, 14992, 13961, 4998, 4981), 2))
  CHECK(*outcome->homogeneity_chi_squared == Approx(24.555837365).epsilon(1e-9));
  CHECK(*outcome->homogeneity_df == 2);
  CHECK(*outcome->cramers_v == Approx(std::sqrt(*outcome->homogeneity_chi_squared / 98'900)));
  CHECK(outcome->segments[1].p_holm < 1e-8);
  CHECK(outcome->segments[1].part > 0.98);
  CHECK(outcome->segments[0].p_holm > 0.5);
  double residual = 0;
  for (const RatioSegment& segment : outcome->segments) {
    CHECK(segment.residuals[0] == Approx(-segment.residuals[1]).margin(1e-9));
    residual = std::max(residual, std::abs(segment.residuals[0]));
  }
  CHECK(residual == std::abs(outcome->segments[1].residuals[0]));
  r.segments = "a, 100, 100";
  CHECK(says(sample_ratio(r).issues, Severity::warning, Code::conflict, "segments"));
  r.segments = "a\t30,010\t29,958\r\nb\t19,990\t18,942\r\n";  // pasted from a sheet
  CHECK(result_of(r).segments[1].n_total == 38'932);
  r.split = PlannedSplit::ramp;
  CHECK(says(sample_ratio(r).issues, Severity::warning, Code::approximation, "segments"));
}

TEST_CASE("the sample ratio bounds an effect by what the missing could have done", "[analyze]") {
  SampleRatioRequest r = of({1000, 900});
  r.outcome = KnownOutcome::proportion;
  r.rates = {0.10, 0.12};
  const SampleRatioResult shares = result_of(r);
  REQUIRE(shares.bounds.size() == 1);
  CHECK(shares.bounds[0].effect == Approx(0.02));
  CHECK(shares.bounds[0].effect_low == Approx(0.12 * 0.9 - 0.10));
  CHECK(shares.bounds[0].effect_high == Approx(0.12 * 0.9 + 0.1 - 0.10));
  CHECK(shares.bounds[0].sign_known);
  r.outcome = KnownOutcome::mean;
  r.means = {20, 22};
  r.least = -10;
  r.most = 100;
  const SampleRatioResult means = result_of(r);
  CHECK(means.bounds[0].effect_low == Approx(22 * 0.9 - 1 - 20));
  CHECK(means.bounds[0].effect_high == Approx(22 * 0.9 + 10 - 20));
  CHECK_FALSE(means.bounds[0].sign_known);
  r.means = {20};
  require_error(sample_ratio(r), Code::conflict, "means");
  r.means = {20, 101};
  require_error(sample_ratio(r), Code::out_of_range, "means");
  r.most = -20;
  require_error(sample_ratio(r), Code::conflict, "most");
}

TEST_CASE("the sample ratio refuses what can not be, on its field", "[analyze]") {
  require_error(sample_ratio(of({-1, 5})), Code::out_of_range, "counts");
  require_error(sample_ratio(of({1.5, 5})), Code::not_whole, "counts");
  require_error(sample_ratio(of({5})), Code::one_arm, "counts");
  require_error(sample_ratio(of({})), Code::one_arm, "counts");
  require_error(sample_ratio(of({0, 0})), Code::out_of_range, "counts");
  require_error(sample_ratio(of({1e16, 5})), Code::out_of_range, "counts");
  require_error(sample_ratio(of(std::vector<double>(101, 10))), Code::too_large, "counts");
  require_error(sample_ratio(of({5, 5}, {0.3, 0.3, 0.4})), Code::conflict, "shares");
  require_error(sample_ratio(of({5, 5}, {-0.5, 1.5})), Code::out_of_range, "shares");
  require_error(sample_ratio(of({5, 5}, {0, 0})), Code::conflict, "shares");
  require_error(sample_ratio(of({5, 5, 2}, {0.5, 0.5, 0})), Code::conflict, "shares");
  require_error(sample_ratio(of({5, 0}, {1, 0})), Code::one_arm, "shares");
  const Outcome<SampleRatioResult> off = sample_ratio(of({5, 5}, {0.5, 0.4}));
  require_error(off, Code::conflict, "shares");
  CHECK(off.issues[0].message.find("0.9,") != std::string::npos);
  CHECK(off.issues[0].message.find("0.555556; 0.444444") != std::string::npos);
  SampleRatioRequest weights = of({60, 40}, {3, 2});
  require_error(sample_ratio(weights), Code::conflict, "shares");
  weights.weights = true;
  CHECK(result_of(weights).p_value == 1);
  // An arm of which nothing was planned and nothing came.
  CHECK(result_of(of({5, 5, 0}, {0.5, 0.5, 0})).arms.size() == 2);

  SampleRatioRequest ramp;
  ramp.split = PlannedSplit::ramp;
  for (const auto& [periods, code] :
       std::vector<std::pair<std::string, Code>>{{"", Code::ragged_rows},
                                                 {"a, 5, 1", Code::one_arm},
                                                 {"a, 5, 5, 0.5", Code::ragged_rows},
                                                 {"a, 5, x, 0.5, 0.5", Code::unreadable_cells},
                                                 {"a, 5, -5, 0.5, 0.5", Code::out_of_range},
                                                 {"a, 5, 5.5, 0.5, 0.5", Code::not_whole},
                                                 {"a, 5, 5, 0.5, 0.6", Code::conflict},
                                                 {"a, 5, 5, 1, 0", Code::conflict},
                                                 {"a, 0, 0, 0.5, 0.5", Code::out_of_range},
                                                 {"a, 5, 5, 0.5, 0.5; b, 5, 5, 5, 0.5, 0.5, 0", Code::ragged_rows}}) {
    INFO(periods);
    ramp.periods = periods;
    require_error(sample_ratio(ramp), code, "periods");
  }
  SampleRatioRequest r;
  r.prior = RatioPrior::mixture;
  r.concentrations.clear();
  require_error(sample_ratio(r), Code::required, "concentrations");
  r = {};
  r.segments = "a, 5\nb, 4, x\nc, 4, -1";
  const Outcome<SampleRatioResult> wrong = sample_ratio(r);
  CHECK(wrong.issues.size() == 3);
  require_error(wrong, Code::ragged_rows, "segments");
  require_error(wrong, Code::unreadable_cells, "segments");
  require_error(wrong, Code::out_of_range, "segments");
  for (int i = 0; i < 2100; ++i) {
    r.segments += "\nx, 1, 1";
  }
  require_error(sample_ratio(r), Code::too_large, "segments");
}

TEST_CASE("the sample ratio answers for extremes", "[analyze]") {
  require_finite(result_of(of({1e15, 1e15})));
  const SampleRatioResult far = result_of(of({1e15, 1}));
  require_finite(far);
  CHECK(far.p_value == 0);
  CHECK(far.log10_p_value < -1e14);
  CHECK_FALSE(far.exact_p_value);
  const SampleRatioResult beyond = result_of(of({30'000, 20'000}));  // less than any double, and said all the same
  CHECK(beyond.p_value == 0);
  CHECK(*beyond.exact_p_value == 0);
  CHECK(beyond.working.sentence.find("p = 9.05 × 10⁻⁴³⁷") != std::string::npos);
  require_finite(result_of(of(std::vector<double>(100, 1e9))));
  require_finite(result_of(of({1, 0})));
  require_finite(result_of(of({0, 0, 7})));
  SampleRatioRequest r = of({7, 2}, {0.999999, 0.000001});
  r.concentration = 1e12;
  require_finite(result_of(r));
  r.concentration = 1e-3;
  require_finite(result_of(r));
}

TEST_CASE("the sample ratio: what is told fits the numbers", "[analyze]") {
  SampleRatioRequest r;
  require_told(r, result_of(r));
  r.prior = RatioPrior::mixture;
  require_told(r, result_of(r));
  r.split = PlannedSplit::ramp;
  require_told(r, result_of(r));
  r = of({3, 9, 5});
  require_told(r, result_of(r));
}

TEST_CASE("the gate of an analysis takes any number of arms", "[analyze]") {
  const std::vector<std::int64_t> counts{10'010, 9'990, 10'003, 8'700};
  const std::vector<double> shares(4, 0.25);
  const Check check = sample_ratio_check(counts, shares, {"a", "b", "c", "d"});
  CHECK(check.status == CheckStatus::fail);
  CHECK(*check.p_value == Approx(result_of(of({10'010, 9'990, 10'003, 8'700})).p_value));
  CHECK(check.detail.find("8,700 in “d” (25 % planned)") != std::string::npos);
  CHECK(sample_ratio_check(std::vector<std::int64_t>{500, 510}, two_shares(0.5)).status == CheckStatus::pass);
}

TEST_CASE("sample ratio: small p-values are written as the page writes them") {
  SampleRatioRequest r;
  CHECK(result_of(r).working.sentence.find("; p = 1.82 × 10⁻⁶.") != std::string::npos);
  r.counts = {900'000, 100'000};
  CHECK(result_of(r).working.sentence.find(" × 10⁻") != std::string::npos);
  CHECK(p_in_words(-1.6716) == "p = 0.0213");
  CHECK(p_in_words(std::log10(0.00042)) == "p = 0.00042");
  CHECK(p_in_words(std::log10(9.9999e-5)) == "p = 1 × 10⁻⁴");
  CHECK(p_in_words(-5.5 - 1e5) == "p = 3.16 × 10⁻¹⁰⁰⁰⁰⁶");
  CHECK(p_in_words(-std::numeric_limits<double>::infinity()) == "p < 10⁻³⁰⁷");
}
