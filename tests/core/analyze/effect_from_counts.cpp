// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_from_counts.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>

#include "../outcomes.hpp"
#include "../reference.hpp"
#include "catch.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

EffectFromCountsRequest request_of(std::int64_t xc, std::int64_t nc, std::int64_t xt, std::int64_t nt,
                                   double confidence = 0.95) {
  return {xc, nc, xt, nt, confidence, false};
}

const Estimate* estimate_in(const EffectFromCountsResult& result, const std::string& quantity,
                            const std::string& method) {
  const auto found = std::find_if(result.estimates.begin(), result.estimates.end(),
                                  [&](const Estimate& e) { return e.quantity == quantity && e.method == method; });
  return found == result.estimates.end() ? nullptr : &*found;
}

const CountsTest* test_in(const EffectFromCountsResult& result, const std::string& method) {
  const auto found =
      std::find_if(result.tests.begin(), result.tests.end(), [&](const CountsTest& t) { return t.method == method; });
  return found == result.tests.end() ? nullptr : &*found;
}

// The number of the table under its name there.
double quantity(const EffectFromCountsResult& result, const std::string& name) {
  struct Named {
    const char *prefix, *quantity, *method;
  };
  for (const Named& n :
       {Named{"wald_", "Difference", "wald"}, Named{"newcombe_", "Difference", "newcombe"},
        Named{"agresti_caffo_", "Difference", "agresti_caffo"}, Named{"score_", "Difference", "miettinen_nurminen"},
        Named{"ratio_", "Lift", "miettinen_nurminen"}, Named{"katz_", "Lift", "log_delta"},
        Named{"fieller_", "Lift", "fieller"}, Named{"delta_", "Lift", "delta"}}) {
    const std::string prefix = n.prefix;
    if (!name.starts_with(prefix)) {
      continue;
    }
    const Estimate* e = estimate_in(result, n.quantity, n.method);
    REQUIRE(e);
    const std::string what = name.substr(prefix.size());
    return what == "low"    ? e->ci_low.value()
           : what == "high" ? e->ci_high.value()
           : what == "se"   ? e->se.value()
           : what == "p"    ? e->p_value.value()
                            : (e->ci_low || e->ci_high || e->note.empty() ? 0.0 : 1.0);  // unbounded
  }
  for (const auto& [prefix, method] :
       {std::pair{"pooled_p", "pooled_z"}, std::pair{"corrected_p", "corrected_z"}, std::pair{"fisher_p", "fisher"},
        std::pair{"fisher_mid_p", "fisher_mid_p"}, std::pair{"boschloo_p", "boschloo"}}) {
    if (name == prefix) {
      const CountsTest* test = test_in(result, method);
      REQUIRE(test);
      return test->p_value;
    }
  }
  FAIL("no such quantity: " << name);
  return 0;
}

}  // namespace

TEST_CASE("Effects from counts agree with definitions in forty digits", "[counts]") {
  const std::vector<ReferenceRow> rows = reference("effect_from_counts");
  REQUIRE(rows.size() > 400);
  for (const ReferenceRow& row : rows) {
    INFO(row.described());
    const auto result = value_of(effect_from_counts(request_of(row.whole("successes_control"), row.whole("n_control"),
                                                               row.whole("successes_treatment"),
                                                               row.whole("n_treatment"), row.number("confidence"))));
    const double expected = row.number("value"), actual = quantity(result, row.text("quantity"));
    REQUIRE(std::abs(actual - expected) <= 1e-9 * std::abs(expected) + 1e-13);
  }
}

TEST_CASE("The default experiment in words", "[counts]") {
  const auto result = value_of(effect_from_counts({}));
  REQUIRE(result.recommended == "miettinen_nurminen");
  REQUIRE(result.difference == Approx(0.0079));
  REQUIRE(result.lift.value() == Approx(0.0962).margin(1e-4));
  REQUIRE(result.p_value < 0.05);
  REQUIRE(result.ci_low > 0);
  REQUIRE(result.sentence.find("900 of 10,000") != std::string::npos);
  REQUIRE(result.assumptions.size() == 2);
  REQUIRE(result.assumptions[1].standing == Standing::fine);
}

TEST_CASE("Exchanging the arms turns every difference round", "[counts]") {
  for (const auto& [a, b] : {std::pair{request_of(3, 15, 7, 22), request_of(7, 22, 3, 15)},
                             std::pair{request_of(0, 20, 4, 30), request_of(4, 30, 0, 20)},
                             std::pair{request_of(20, 20, 4, 9), request_of(4, 9, 20, 20)}}) {
    const auto one = value_of(effect_from_counts(a)), other = value_of(effect_from_counts(b));
    for (const Estimate& e : one.estimates) {
      const Estimate* turned = estimate_in(other, e.quantity, e.method);
      if (e.quantity == "Difference" && e.ci_low) {
        REQUIRE(*e.ci_low == Approx(-*turned->ci_high).margin(1e-13));
        REQUIRE(*e.ci_high == Approx(-*turned->ci_low).margin(1e-13));
      }
    }
    for (const CountsTest& t : one.tests) {
      REQUIRE(t.p_value == Approx(test_in(other, t.method)->p_value).epsilon(1e-10));
    }
  }
  // The score ratio is the other's inverse.
  const auto one = value_of(effect_from_counts(request_of(30, 400, 55, 500)));
  const auto other = value_of(effect_from_counts(request_of(55, 500, 30, 400)));
  REQUIRE((1 + *one.lift_ci_low) * (1 + *other.lift_ci_high) == Approx(1).epsilon(1e-12));
}

TEST_CASE("The score interval and its test agree", "[counts]") {
  for (const double confidence : {0.8, 0.95, 0.999}) {
    for (std::int64_t x = 0; x <= 30; ++x) {
      const auto r = value_of(effect_from_counts(request_of(9, 40, x, 30, confidence)));
      const bool excluded = r.ci_low > 0 || r.ci_high < 0;
      REQUIRE(excluded == (r.p_value < 1 - confidence));
      REQUIRE((*r.lift_ci_low > 0 || *r.lift_ci_high < 0) == excluded);
      REQUIRE(r.ci_low >= -1);
      REQUIRE(r.ci_high <= 1);
    }
  }
}

TEST_CASE("Intervals of counts cover as often as they say, by enumeration", "[counts]") {
  const auto binomial = [](std::int64_t k, std::int64_t n, double p) {
    const auto x = static_cast<double>(k), size = static_cast<double>(n);
    return std::exp(std::lgamma(size + 1) - std::lgamma(x + 1) - std::lgamma(size - x + 1) + x * std::log(p) +
                    (size - x) * std::log1p(-p));
  };
  const std::int64_t nc = 30, nt = 40;
  for (const auto& shares : {std::pair{0.1, 0.2}, std::pair{0.4, 0.4}, std::pair{0.03, 0.08}}) {
    const double pc = shares.first, pt = shares.second;
    double score = 0, newcombe = 0, ratio = 0, caffo = 0, fisher = 0, boschloo = 0;
    for (std::int64_t i = 0; i <= nc; ++i) {
      for (std::int64_t j = 0; j <= nt; ++j) {
        const double mass = binomial(i, nc, pc) * binomial(j, nt, pt);
        if (mass < 1e-7) {
          continue;
        }
        EffectFromCountsRequest request = request_of(i, nc, j, nt);
        request.brief = pc != pt;
        const auto r = value_of(effect_from_counts(request));
        const auto covers = [&](const char* method) {
          const Estimate* e = estimate_in(r, "Difference", method);
          return *e->ci_low <= pt - pc && pt - pc <= *e->ci_high ? mass : 0;
        };
        score += covers("miettinen_nurminen");
        newcombe += covers("newcombe");
        caffo += covers("agresti_caffo");
        ratio += !r.lift || (*r.lift_ci_low <= pt / pc - 1 && pt / pc - 1 <= *r.lift_ci_high) ? mass : 0;
        if (pc == pt) {
          fisher += test_in(r, "fisher")->p_value <= 0.05 ? mass : 0;
          boschloo += test_in(r, "boschloo")->p_value <= 0.05 ? mass : 0;
        }
      }
    }
    INFO(pc << " " << pt << ": " << score << " " << newcombe << " " << caffo << " " << ratio << " " << fisher << " "
            << boschloo);
    for (const double coverage : {score, newcombe, caffo, ratio}) {
      REQUIRE(coverage > 0.93);
      REQUIRE(coverage < 0.995);
    }
    if (pc == pt) {
      REQUIRE(fisher <= 0.05);
      REQUIRE(boschloo <= 0.05);
      REQUIRE(boschloo >= fisher);
    }
  }
}

TEST_CASE("Exact tests keep the far tail and any size", "[counts]") {
  const auto far = value_of(effect_from_counts(request_of(10, 1000, 500, 1000)));
  const double fisher = test_in(far, "fisher")->p_value;
  REQUIRE(fisher > 0);
  // Python, whole numbers: 4.9573380776214066e-169
  CHECK(fisher == Approx(4.9573380776214066e-169).epsilon(1e-9));
  REQUIRE(far.p_value < 1e-100);
  const auto large =
      value_of(effect_from_counts(request_of(123'456'789, 1'000'000'000'000, 123'556'789, 1'000'000'000'000)));
  REQUIRE(large.ci_low < large.difference);
  REQUIRE(large.ci_high > large.difference);
  REQUIRE(test_in(large, "fisher")->p_value == Approx(large.p_value).epsilon(1e-3));
  // Processor time: other work on the machine does not lengthen it.
  const std::clock_t started = std::clock();
  const auto huge = value_of(effect_from_counts(
      request_of(400'000'000'000'000, 1'000'000'000'000'000, 400'000'100'000'000, 1'000'000'000'000'000)));
  REQUIRE(test_in(huge, "fisher") == nullptr);
  REQUIRE(huge.p_value > 0);
  REQUIRE(static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC < 0.2);
}

TEST_CASE("Counts that can not be are told on their own field", "[counts]") {
  const auto outcome = effect_from_counts(request_of(11, 10, 21, 20));
  REQUIRE_FALSE(outcome);
  REQUIRE(outcome.issues.size() == 2);
  REQUIRE(outcome.issues[0].field == "successes_control");
  REQUIRE(outcome.issues[1].field == "successes_treatment");
  REQUIRE(outcome.issues[0].limit == 10);
}

TEST_CASE("Arms without successes, or without failures, still have an answer", "[counts]") {
  for (const auto& r : {request_of(0, 10, 0, 20), request_of(10, 10, 20, 20), request_of(0, 1, 1, 1),
                        request_of(1, 1, 0, 1), request_of(0, 10, 20, 20), request_of(10, 10, 0, 20)}) {
    const auto result = value_of(effect_from_counts(r));
    INFO(result.sentence);
    REQUIRE(result.lift.has_value() == (r.successes_control > 0));
    REQUIRE(result.ci_low <= result.difference);
    REQUIRE(result.ci_high >= result.difference);
    REQUIRE(result.p_value <= 1);
    REQUIRE(result.assumptions[1].standing == Standing::broken);
    for (const Estimate& e : result.estimates) {
      for (const auto& number : {e.se, e.statistic, e.p_value, e.ci_low, e.ci_high}) {
        REQUIRE((!number || std::isfinite(*number)));
      }
    }
  }
}
