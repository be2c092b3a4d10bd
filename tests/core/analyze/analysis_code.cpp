// SPDX-License-Identifier: Apache-2.0
// That the programs run and give the module's numbers is tested in tests/wasm/analysis_code.test.mjs.
#include "analyze/analysis_code.hpp"

#include "../outcomes.hpp"
#include "catch.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {
bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }
}  // namespace

TEST_CASE("an analysis as code: only what its choices need", "[analyze]") {
  AnalysisCodeRequest request;
  const auto plain = value_of(analysis_code(request));
  CHECK(holds(plain.r, "# Welch"));
  CHECK(holds(plain.r_estimatr, "difference_in_means(y ~ z, u, alpha = 1 - 0.95)"));
  CHECK_FALSE(holds(plain.r, "terms_of"));
  CHECK(plain.r_sandwich);
  request.covariates = {"age"};
  request.cluster = "store";
  const auto clustered = value_of(analysis_code(request));
  CHECK(holds(clustered.r, "CR2"));
  CHECK(holds(clustered.python, "CR2"));
  CHECK(holds(clustered.r_estimatr, "clusters = g, se_type = \"CR2\""));
  CHECK_FALSE(clustered.r_sandwich);
}

TEST_CASE("an analysis as code: names in quotes", "[analyze]") {
  AnalysisCodeRequest request;
  request.outcome = "the \"best\" \\ metric";
  const auto result = value_of(analysis_code(request));
  for (const std::string* text : {&result.r, &*result.r_sandwich, &result.r_estimatr, &result.python}) {
    CHECK(holds(*text, R"("the \"best\" \\ metric")"));
  }
}

TEST_CASE("an analysis as code: what can not be written is said", "[analyze]") {
  AnalysisCodeRequest request;
  request.file = "";
  request.outcome = "arm";
  request.control = "1";
  request.cluster = "a\tb";
  request.covariates = {"x", "x"};
  const auto outcome = analysis_code(request);
  require_error(outcome, Code::required, "file");
  require_error(outcome, Code::conflict, "outcome");
  require_error(outcome, Code::conflict, "treatment");
  require_error(outcome, Code::wrong_type, "cluster");
  require_error(outcome, Code::conflict, "covariates[1]");
}
