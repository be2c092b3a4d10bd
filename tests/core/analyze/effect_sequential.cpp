// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_sequential.hpp"

#include <cmath>
#include <map>

#include "../reference.hpp"
#include "random/samplers.hpp"
#include "running.hpp"
#include "stats/distributions.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

EffectSequentialRequest request_of(std::int64_t looks, std::int64_t look, LookBoundary boundary) {
  EffectSequentialRequest request;
  request.columns.arm = "arm";
  request.columns.outcome = "y";
  request.looks = looks;
  request.look = look;
  request.boundary = boundary;
  return request;
}

table::Table two_arms(std::uint64_t seed, int units, double effect = 0) {
  random::Stream stream(seed, 0);
  std::string text = "arm,y\n";
  for (int i = 0; i < units; ++i) {
    text += joined(i % 2, ",", random::normal(stream) + (i % 2) * effect, "\n");
  }
  return read_table(text);
}

double reach(const EffectSequentialResult& result, std::size_t method) {
  const Estimate& e = result.estimates[method];
  return (*e.ci_high - e.estimate) / *e.se;
}

}  // namespace

// Jennison and Turnbull (2000), tables 2.1 and 2.3: five looks, two-sided 5 %: Pocock 2.413, O'Brien-Fleming 2.040.
TEST_CASE("The interval for planned looks reaches as far as the published boundary") {
  const table::Table table = two_arms(1, 200);
  const auto at = [&](std::int64_t look, LookBoundary boundary) {
    return value_of(run<EffectSequential>(table, request_of(5, look, boundary)));
  };
  REQUIRE(reach(at(2, LookBoundary::pocock), 0) == Approx(2.413).epsilon(2e-4));
  REQUIRE(reach(at(5, LookBoundary::obrien_fleming), 0) == Approx(2.040).epsilon(2e-4));
  REQUIRE(reach(at(3, LookBoundary::obrien_fleming), 0) == Approx(2.040 * std::sqrt(5.0 / 3)).epsilon(2e-4));
  // Lan and DeMets with O'Brien-Fleming-type spending: 4.877, 3.357, 2.680, 2.290, 2.031.
  REQUIRE(reach(at(1, LookBoundary::obrien_fleming_type), 0) == Approx(4.877).epsilon(2e-4));
  REQUIRE(reach(at(5, LookBoundary::obrien_fleming_type), 0) == Approx(2.031).epsilon(3e-4));
  const EffectSequentialResult third = at(3, LookBoundary::pocock);
  REQUIRE(third.boundary[2].now);
  REQUIRE(third.boundary[4].alpha_spent == Approx(0.05).epsilon(1e-6));
  REQUIRE(third.information == Approx(0.6));
}

TEST_CASE("One look is the plain interval with the normal distribution") {
  const EffectSequentialResult result =
      value_of(run<EffectSequential>(two_arms(2, 500), request_of(1, 1, LookBoundary::pocock)));
  REQUIRE(reach(result, 0) == Approx(stats::normal_quantile_upper(0.025)).epsilon(1e-8));
  REQUIRE(result.crossed == (std::abs(result.statistic) >= stats::normal_quantile_upper(0.025)));
}

TEST_CASE("Over five looks, intervals for planned looks and for any look keep their confidence; plain ones do not") {
  int planned = 0, any = 0, plain = 0;
  const int draws = 400;
  for (int draw = 0; draw < draws; ++draw) {
    std::array<bool, 3> missed{};
    for (std::int64_t look = 1; look <= 5; ++look) {
      const EffectSequentialResult result = value_of(
          run<EffectSequential>(two_arms(100 + static_cast<std::uint64_t>(draw), static_cast<int>(look) * 80, 0.3),
                                request_of(5, look, LookBoundary::pocock)));
      for (std::size_t m = 0; m < 3; ++m) {
        const Estimate& e = result.estimates[m];
        missed[m] = missed[m] || *e.ci_low > 0.3 || *e.ci_high < 0.3;
      }
    }
    planned += missed[0] ? 1 : 0;
    any += missed[1] ? 1 : 0;
    plain += missed[2] ? 1 : 0;
  }
  // 5 % planned, at most 5 % for any look, 14.2 % when each of five looks is taken by itself.
  REQUIRE(planned < draws * 0.09);
  REQUIRE(any < draws * 0.06);
  REQUIRE(plain > draws * 0.10);
}

TEST_CASE("A look that moved spends what its time allows") {
  EffectSequentialRequest request = request_of(4, 2, LookBoundary::obrien_fleming_type);
  request.planned_units = 300;
  const EffectSequentialResult result = value_of(run<EffectSequential>(two_arms(3, 200), request));
  REQUIRE(result.information == Approx(2.0 / 3));
  const double wanted = 2 * 2 * stats::normal_sf(stats::normal_quantile_upper(0.0125) / std::sqrt(2.0 / 3));
  REQUIRE(result.boundary[1].alpha_spent == Approx(wanted).epsilon(1e-6));
  request.boundary = LookBoundary::pocock;
  REQUIRE(run<EffectSequential>(two_arms(3, 200), request).issues[0].field == "boundary");
  request.boundary = LookBoundary::pocock_type;
  request.planned_units = 1000;
  REQUIRE(run<EffectSequential>(two_arms(3, 200), request).issues[0].field == "planned_units");
}

TEST_CASE("What can not be read sequentially is said on its field") {
  EffectSequentialRequest request = request_of(3, 4, LookBoundary::pocock);
  REQUIRE(run<EffectSequential>(two_arms(4, 20), request).issues[0].field == "look");
  request.look = 1;
  request.columns.confidence = 0.55;
  REQUIRE(run<EffectSequential>(two_arms(4, 20), request).issues[0].field == "confidence");
  request.columns.confidence = 0.95;
  REQUIRE(run<EffectSequential>(read_table("arm,y\n0,1\n1,1\n0,1\n1,1\n"), request).issues[0].code == Code::constant);
  REQUIRE(run<EffectSequential>(read_table("arm,y\n0,1\n1,1\n0,1\n"), request).issues[0].code == Code::arm_too_small);
}

TEST_CASE("Rows of one person are put together before a running experiment is read") {
  const char* const once = "id,arm,y\na,0,3\nb,0,5\nc,0,4\nd,1,8\ne,1,6\nf,1,9\n";
  const char* const twice = "id,arm,y\na,0,1\na,0,2\nb,0,5\nc,0,4\nd,1,8\ne,1,2\ne,1,4\nf,1,9\n";
  EffectSequentialRequest request = request_of(5, 3, LookBoundary::pocock);
  request.columns.unit = "id";
  const EffectSequentialResult one = value_of(run<EffectSequential>(read_table(once), request));
  const EffectSequentialResult other = value_of(run<EffectSequential>(read_table(twice), request));
  REQUIRE(other.n_treatment == 3);
  REQUIRE(*other.estimates[0].se == Approx(*one.estimates[0].se).epsilon(1e-14));
}

TEST_CASE("effect sequential: the adjusted difference and its intervals as lm_lin and rpact have them") {
  int compared = 0;
  for (const ReferenceRow& row : reference("effect_sequential")) {
    INFO(row.described());
    EffectSequentialRequest request = request_of(row.whole("looks"), row.whole("look"), LookBoundary::pocock);
    request.columns.arm = "treat";
    request.columns.outcome = row.text("outcome");
    request.covariates = split(row.text("covariates"), '|');
    const std::string& kind = row.text("boundary");
    request.boundary = kind == "pocock"           ? LookBoundary::pocock
                       : kind == "obrien_fleming" ? LookBoundary::obrien_fleming
                       : kind == "pocock_type"    ? LookBoundary::pocock_type
                                                  : LookBoundary::obrien_fleming_type;
    const auto r = value_of(run<EffectSequential>(read_table(file_content(row.text("file"))), request));
    const auto of = [&](std::string_view method) {
      return *std::find_if(r.estimates.begin(), r.estimates.end(),
                           [&](const Estimate& e) { return e.method == method; });
    };
    const Estimate planned = of("repeated"), lin = of("lin_hc2"), welch = of("welch");
    const std::map<std::string, double> all{
        {"estimate", planned.estimate}, {"se", *planned.se},
        {"statistic", r.statistic},     {"ci_low", *planned.ci_low},
        {"ci_high", *planned.ci_high},  {"lin_df", *lin.df},
        {"lin_p", *lin.p_value},        {"lin_low", *lin.ci_low},
        {"welch_se", *welch.se},        {"variance_reduction", *r.variance_reduction}};
    const bool of_boundary = row.text("quantity").substr(0, 3) == "ci_";
    CHECK(relative_error(all.at(row.text("quantity")), row.number("value")) < (of_boundary ? 2e-5 : 1e-8));
    ++compared;
  }
  REQUIRE(compared == 40);
}

TEST_CASE("effect sequential: covariates change neither the boundary nor how far an interval reaches") {
  random::Stream stream(7, 0);
  std::string text = "arm,y,x,text\n";
  for (int i = 0; i < 400; ++i) {
    const double x = random::normal(stream);
    text += joined(i % 2, ",", 2 * x + random::normal(stream), ",", x, ",", i % 3 == 0 ? "a" : "b", "\n");
  }
  const table::Table table = read_table(text);
  EffectSequentialRequest request = request_of(5, 2, LookBoundary::pocock_type);
  const auto plain = value_of(run<EffectSequential>(table, request));
  request.covariates = {"x", "text"};
  const auto adjusted = value_of(run<EffectSequential>(table, request));
  REQUIRE_FALSE(plain.variance_reduction);
  REQUIRE(*adjusted.variance_reduction > 0.6);
  for (std::size_t m = 0; m < 2; ++m) {
    REQUIRE(reach(adjusted, m) == Approx(reach(plain, m)).epsilon(1e-12));
  }
  REQUIRE(adjusted.boundary[1].z == plain.boundary[1].z);
  // Too few units for the terms: the plain difference, with a warning.
  std::string few = "arm,y,x,text\n";
  for (int i = 0; i < 40; ++i) {
    few += joined(i % 2, ",", (i * 7) % 11, ",", (i * 3) % 13, ",", i % 3 == 0 ? "a" : "b", "\n");
  }
  const auto outcome = run<EffectSequential>(read_table(few), request);
  REQUIRE(says(outcome.issues, Severity::warning, Code::arm_too_small, "covariates"));
  REQUIRE_FALSE(value_of(outcome).variance_reduction);
}

TEST_CASE("effect sequential: over five looks adjusted intervals keep their confidence") {
  int planned = 0, any = 0;
  const int draws = 400;
  for (int draw = 0; draw < draws; ++draw) {
    std::array<bool, 2> missed{};
    random::Stream stream(900 + static_cast<std::uint64_t>(draw), 0);
    std::string text = "arm,y,x\n";
    for (std::int64_t look = 1; look <= 5; ++look) {
      for (int i = 0; i < 80; ++i) {
        const double x = random::normal(stream);
        text += joined(i % 2, ",", 2 * x + random::normal(stream) + 0.3 * (i % 2), ",", x, "\n");
      }
      EffectSequentialRequest request = request_of(5, look, LookBoundary::pocock);
      request.covariates = {"x"};
      const auto result = value_of(run<EffectSequential>(read_table(text), request));
      for (std::size_t m = 0; m < 2; ++m) {
        const Estimate& e = result.estimates[m];
        missed[m] = missed[m] || *e.ci_low > 0.3 || *e.ci_high < 0.3;
      }
    }
    planned += missed[0] ? 1 : 0;
    any += missed[1] ? 1 : 0;
  }
  REQUIRE(planned < draws * 0.09);
  REQUIRE(any < draws * 0.06);
}
