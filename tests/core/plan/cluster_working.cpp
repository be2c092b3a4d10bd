// SPDX-License-Identifier: Apache-2.0
// The working of plans that randomise clusters or time: each name it uses must mean something.
#include <algorithm>
#include <set>

#include "../outcomes.hpp"
#include "base/write.hpp"
#include "plan/cluster_size.hpp"
#include "plan/saturation_plan.hpp"
#include "plan/switchback_plan.hpp"
#include "plan/texts.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

namespace {

std::vector<std::string> placeholders(std::string_view text) {
  std::vector<std::string> all;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at)) {
    const std::size_t end = text.find('@', at + 1);
    REQUIRE(end != std::string_view::npos);
    all.emplace_back(text.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return all;
}

template <class Request, class Result>
void check_working(const Request& request, const Result& result) {
  const Working& working = result.working;
  const Value from = write(request);
  const Value to = write(result);
  std::set<std::string> names;
  for (const Term& term : working.terms) {
    INFO(term.name);
    CHECK(names.insert(term.name).second);
    CHECK(std::isfinite(term.value));
  }
  const auto known = [&](const std::string& name) {
    return names.count(name) > 0 || from.as<Object>()->find(name) != nullptr || to.as<Object>()->find(name) != nullptr;
  };
  CHECK(to.as<Object>()->find(working.headline) != nullptr);
  CHECK(!working.headline_label.empty());
  CHECK(working.sentence.size() > 20);
  CHECK(working.assumptions.size() >= 3);
  REQUIRE(!working.equations.empty());
  REQUIRE(!working.snippets.empty());
  const std::vector<Equation> equations = plan::equations();
  for (const std::string& key : working.equations) {
    INFO(key);
    const auto found =
        std::find_if(equations.begin(), equations.end(), [&](const Equation& e) { return e.key == key; });
    REQUIRE(found != equations.end());
    for (const std::string& name : placeholders(found->numbers)) {
      INFO(name);
      CHECK(known(name));
    }
  }
  const std::vector<Snippet> snippets = plan::snippets();
  for (const std::string& key : working.snippets) {
    INFO(key);
    const auto found = std::find_if(snippets.begin(), snippets.end(), [&](const Snippet& s) { return s.key == key; });
    REQUIRE(found != snippets.end());
    CHECK(known(std::string(found->gives)));
    for (const std::string& name : placeholders(found->code)) {
      INFO(name);
      CHECK(known(name));
    }
  }
}

}  // namespace

TEST_CASE("cluster working: clusters") {
  for (const auto& design : choices_of<ClusterDesign>) {
    for (const auto& metric : choices_of<ClusterMetric>) {
      for (const auto& test : choices_of<ClusterTest>) {
        for (const auto& unknown : choices_of<ClusterUnknown>) {
          INFO(design.name << " " << metric.name << " " << test.name << " " << unknown.name);
          ClusterSizeRequest r;
          r.design = design.value;
          r.metric = metric.value;
          r.test = test.value;
          r.solve_for = unknown.value;
          r.clusters_control = 200;
          r.clusters_per_step = 30;
          r.cv = 0.4;
          r.unequal_sizes = test.value == ClusterTest::t ? UnequalSizes::taylor : UnequalSizes::by_people;
          r.baseline_analysis = test.value == ClusterTest::t ? BaselineAnalysis::change : BaselineAnalysis::ancova;
          r.decay = test.value == ClusterTest::t ? Decay::exponential : Decay::exchangeable;
          r.sides = unknown.value == ClusterUnknown::power ? Sides::one : Sides::two;
          check_working(r, value_of(cluster_size(r)));
        }
      }
    }
  }
}

TEST_CASE("cluster working: saturations and switchbacks") {
  for (const auto& unknown : choices_of<SaturationUnknown>) {
    for (const auto& target : choices_of<SaturationTarget>) {
      for (const auto& test : choices_of<ClusterTest>) {
        SaturationPlanRequest r;
        r.solve_for = unknown.value;
        r.target = target.value;
        r.test = test.value;
        r.scope = test.value == ClusterTest::t ? SaturationScope::pooled : SaturationScope::each;
        check_working(r, value_of(saturation_plan(r)));
      }
    }
  }
  for (const auto& unknown : choices_of<SwitchbackUnknown>) {
    for (const auto& design : choices_of<SwitchbackDesign>) {
      for (const auto& estimator : choices_of<SwitchbackEstimator>) {
        SwitchbackPlanRequest r;
        r.solve_for = unknown.value;
        r.design = design.value;
        r.estimator = estimator.value;
        check_working(r, value_of(switchback_plan(r)));
      }
    }
  }
}
