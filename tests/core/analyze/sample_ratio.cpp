// SPDX-License-Identifier: Apache-2.0
#include "analyze/sample_ratio.hpp"

#include "catch.hpp"

using namespace sutva;
using namespace sutva::analyze;

TEST_CASE("the sample ratio of a published experiment", "[analyze]") {
  // Kohavi, Tang and Xu (2020), Trustworthy Online Controlled Experiments, chapter 3: p = 1.8E-6.
  const auto outcome = sample_ratio({821'588, 815'482, 0.5});
  REQUIRE(outcome);
  // R 4.2.2: x <- chisq.test(c(821588, 815482)); print(c(x$statistic, x$p.value), digits = 15)
  CHECK(outcome->chi_squared == Approx(22.7743688418944).epsilon(1e-13));
  CHECK(outcome->p_value == Approx(1.82179287261919e-06).epsilon(1e-12));
  CHECK(outcome->status == CheckStatus::fail);
}

TEST_CASE("the sample ratio does not care which arm is named treatment", "[analyze]") {
  const auto one = sample_ratio({700, 320, 0.3});
  const auto other = sample_ratio({320, 700, 0.7});
  REQUIRE(one);
  REQUIRE(other);
  CHECK(one->p_value == Approx(other->p_value).epsilon(1e-12));
  CHECK(one->expected_control == Approx(714));
  CHECK(one->status == CheckStatus::pass);
}

TEST_CASE("two empty arms have no ratio", "[analyze]") {
  const auto outcome = sample_ratio({0, 0, 0.5});
  CHECK_FALSE(outcome);
  CHECK(outcome.issues[0].field == "n_control");
}
