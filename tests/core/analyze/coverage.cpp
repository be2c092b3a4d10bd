// SPDX-License-Identifier: Apache-2.0
// The study behind docs/coverage.md, in small: the methods that answer by default keep their promise, and the study can
// tell where one does not.
#include "../../studies/coverage_study.hpp"
#include "../../studies/coverage_truths.hpp"
#include "catch.hpp"

using namespace sutva;
using namespace sutva::studies;

namespace {

Findings studied(std::string_view name, std::int64_t replicates) {
  Effort effort;
  effort.seed = 7;
  effort.replicates = replicates;
  effort.slow = 0;
  effort.resampled = {0, 0};
  effort.sizes = {0};
  effort.only = {"effect-methods"};
  Findings findings = study(kind(name), effort);
  REQUIRE(findings.unknown.empty());  // every estimate has a truth that it is held against
  return findings;
}

// A share that would be seen by chance less than once in ten thousand times were it not this.
void require_about(const Rate& rate, double expected) {
  CAPTURE(rate.hits, rate.of, expected);
  REQUIRE(std::abs(rate.share() - expected) <
          3.9 * std::sqrt(expected * (1 - expected) / static_cast<double>(rate.of)));
}

}  // namespace

TEST_CASE("Welch, Lin and CR2 cover as often as they say; rows of clusters taken for independent do not") {
  const Findings normal = studied("normal", 300);
  for (const char* const method : {"welch", "lin_hc2"}) {
    const Tally& tally = normal.line("effect-methods", method).sizes[0];
    REQUIRE(tally.covered.of == 300);
    require_about(tally.covered, 0.95);
    require_about(tally.rejected, 0.05);
  }
  const Findings clustered = studied("clustered", 400);
  const Tally& cr2 = clustered.line("effect-methods", "cr2").sizes[0];
  REQUIRE(cr2.covered.of == 400);
  require_about(cr2.covered, 0.95);
  require_about(cr2.rejected, 0.05);
  const Tally& rows = clustered.line("effect-methods", "welch").sizes[0];
  REQUIRE(rows.covered.share() < 0.925);
  REQUIRE(rows.rejected.share() > 0.07);
  REQUIRE(clustered.line("effect-methods", "no such method").method.empty());
}

TEST_CASE("A law knows its mean, quantiles, ties and median differences") {
  const Law zeros({{Shape::atom, 0.8, 0, 0}, {Shape::lognormal, 0.2, 1, 1}});
  REQUIRE(zeros.mean() == Approx(0.2 * std::exp(1.5)).epsilon(1e-10));
  REQUIRE(zeros.quantile(0.5) == 0);
  REQUIRE(zeros.quantile(0.9) == Approx(std::exp(1.0)).epsilon(1e-12));
  REQUIRE(zeros.below(0) == 0);
  REQUIRE(zeros.cdf(0) == Approx(0.8));
  REQUIRE(superiority(zeros, zeros) == Approx(0.5).epsilon(1e-10));
  const Law more({{Shape::atom, 0.7, 0, 0}, {Shape::lognormal, 0.3, 1, 1}});
  REQUIRE(superiority(zeros, more) == Approx(0.56 / 2 + 0.24 + 0.06 / 2).epsilon(1e-10));
  REQUIRE(median_difference(zeros, more) == 0);
  const Law narrow({{Shape::normal, 1, 20, 1}}), wide({{Shape::normal, 1, 21, 3}});
  REQUIRE(median_difference(narrow, wide) == Approx(1).epsilon(1e-9));
  REQUIRE(superiority(narrow, wide) == Approx(0.6240851829).epsilon(1e-9));  // Phi(1 / sqrt(10))

  // Means below a cap: sd phi(z) terms by hand, with half of each arm beyond the cap's quantile in turn.
  const Truths truths = truths_of(narrow, narrow, 0.5);
  REQUIRE(truths("Difference in means, capped at 99 %", "capped_99")->value == Approx(0).margin(1e-12));
  const Truths shifted = truths_of(Law({{Shape::normal, 1, 0, 1}}), Law({{Shape::normal, 1, 2, 1}}), 0.5);
  // The median of both arms together is 1: E min(Z, 1) = -phi(1) + P(Z > 1), E min(Z + 2, 1) = 1 + E min(Z, -1) + 1.
  const double phi = std::exp(-0.5) / std::sqrt(2 * 3.14159265358979323846), tail = 0.158655253931457;
  const double control = -phi + tail, treatment = 2 - phi - (1 - tail);
  REQUIRE(shifted("Difference of means, with and without a cap", "welch_capped_500")->value ==
          Approx(treatment - control).epsilon(1e-4));
  REQUIRE(shifted("Difference of the median", "order_statistics")->value == Approx(2));
  REQUIRE(shifted("Difference of the 90 % quantile", "siddiqui")->value == Approx(2));
  REQUIRE_FALSE(shifted("Something new", "welch"));
}
