// SPDX-License-Identifier: Apache-2.0
// The effect of csv-effect's request by every method that applies, side by side: whether the choice matters, and which
// one is recommended for these data. A table operation (see csv_effect.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyze/csv_effect.hpp"
#include "analyze/estimate.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"

namespace sutva::analyze {

struct EffectMethodsRequest {
  CsvEffectRequest data;

  static constexpr auto describe() { return described("EffectMethodsRequest", inlined(&EffectMethodsRequest::data)); }
};

struct EffectMethodsResult {
  std::string sentence;
  std::string recommended;
  std::string reason;
  std::vector<std::string> changes;
  std::vector<Estimate> estimates;
  double estimate_low = 0;
  double estimate_high = 0;
  std::optional<double> se_low, se_high;
  bool same_verdict = true;
  double confidence = 0;
  std::vector<Check> checks;
  std::vector<Assumption> assumptions;
  std::vector<LeftOut> left_out;
  std::int64_t rows_total = 0;
  std::int64_t rows_used = 0;
  std::optional<std::int64_t> clusters;
  std::optional<std::int64_t> blocks;

  static constexpr auto describe() {
    using R = EffectMethodsResult;
    return described(
        "EffectMethodsResult", field("sentence", &R::sentence, "In words"),
        field("recommended", &R::recommended, "Recommended").help("The method of one of the estimates."),
        field("reason", &R::reason, "Why"), field("changes", &R::changes, "What would change the answer"),
        field("estimates", &R::estimates, "Estimates"),
        field("estimate_low", &R::estimate_low, "Smallest estimate")
            .in(Unit::outcome)
            .help("Of the methods for the same quantity as the recommended one that take no dependent rows for "
                  "independent."),
        field("estimate_high", &R::estimate_high, "Largest estimate").in(Unit::outcome),
        field("se_low", &R::se_low, "Smallest standard error").in(Unit::outcome),
        field("se_high", &R::se_high, "Largest standard error").in(Unit::outcome),
        field("same_verdict", &R::same_verdict, "Same verdict")
            .help("Whether zero lies inside all of these intervals or outside all of them."),
        field("confidence", &R::confidence, "Confidence").in(Unit::share), field("checks", &R::checks, "Checks"),
        field("assumptions", &R::assumptions, "Assumptions"), field("left_out", &R::left_out, "Rows left out"),
        field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
        field("rows_used", &R::rows_used, "Rows used").in(Unit::rows),
        field("clusters", &R::clusters, "Clusters").in(Unit::clusters), field("blocks", &R::blocks, "Blocks"));
  }
};

class EffectMethods {
 public:
  using Request = EffectMethodsRequest;
  using Result = EffectMethodsResult;

  static Outcome<EffectMethods> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

  EffectMethods(EffectMethods&&) noexcept;
  EffectMethods& operator=(EffectMethods&&) noexcept;
  ~EffectMethods();

 private:
  class Work;
  explicit EffectMethods(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
