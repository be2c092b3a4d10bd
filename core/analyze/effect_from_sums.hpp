// SPDX-License-Identifier: Apache-2.0
// The effect from counts, sums and cross-products instead of rows: what the query of warehouse-sql brings back, which
// has one row for each arm, or for each arm and cluster, or segment. Columns are known by their names (sum_name() in
// warehouse_sql.hpp); the answer is the one that the rows would have given. A table operation (see csv_effect.hpp).
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
#include "table/table.hpp"

namespace sutva::analyze {

struct EffectFromSumsRequest {
  std::string arm = "arm";
  std::string control;
  std::string treatment;
  double confidence = 0.95;
  double expected_treatment_share = 0.5;

  static constexpr auto describe() {
    using R = EffectFromSumsRequest;
    return described(
        "EffectFromSumsRequest",
        field("arm", &R::arm, "Arm")
            .names_column()
            .under("Columns")
            .help("The column that says which arm the sums are of. All others are known by their names."),
        field("control", &R::control, "Control level")
            .names_level_of("arm")
            .under("Columns")
            .help("Its content for control. Guessed when empty."),
        field("treatment", &R::treatment, "Treatment level")
            .names_level_of("arm")
            .under("Columns")
            .help("Its content for treatment. Empty: every other arm."),
        field("confidence", &R::confidence, "Confidence")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .under("Settings")
            .help("How often such an interval covers the truth."),
        field("expected_treatment_share", &R::expected_treatment_share, "Planned share in treatment")
            .in(Unit::share)
            .above(0)
            .below(1)
            .under("Settings")
            .help("Of two arms together; the sample ratio is checked against it. Of several arms, equal shares are."));
  }
};

struct SummedArm {
  std::string level;
  std::string role;
  std::int64_t assigned = 0;
  std::int64_t n = 0;
  std::optional<std::int64_t> clusters;
  double mean = 0;
  double sd = 0;

  static constexpr auto describe() {
    using A = SummedArm;
    return described("SummedArm", field("level", &A::level, "Level"), field("role", &A::role, "Role"),
                     field("assigned", &A::assigned, "Assigned").in(Unit::people),
                     field("n", &A::n, "Used").in(Unit::people),
                     field("clusters", &A::clusters, "Clusters").in(Unit::clusters),
                     field("mean", &A::mean, "Mean").in(Unit::outcome).help("Of a ratio: total over total."),
                     field("sd", &A::sd, "SD").in(Unit::outcome).help("Of a ratio: of its linearised outcome."));
  }
};

struct EffectFromSumsResult {
  std::string sentence;
  std::string recommended;
  std::vector<Estimate> estimates;
  std::vector<Estimate> segments;
  std::optional<double> segments_p_value;
  std::vector<SummedArm> arms;
  std::vector<Check> checks;
  std::vector<Assumption> assumptions;
  double confidence = 0;
  std::int64_t rows_total = 0;
  std::int64_t rows_used = 0;

  static constexpr auto describe() {
    using R = EffectFromSumsResult;
    return described(
        "EffectFromSumsResult", field("sentence", &R::sentence, "In words"),
        field("recommended", &R::recommended, "Recommended").help("The method of one of the estimates."),
        field("estimates", &R::estimates, "Estimates"),
        field("segments", &R::segments, "By segment")
            .help("By the recommended method; the overall estimate stands first."),
        field("segments_p_value", &R::segments_p_value, "p-value of equal effects")
            .help("Whether the segments' effects differ by more than chance (Cochran 1954). With two arms."),
        field("arms", &R::arms, "Arms"), field("checks", &R::checks, "Checks"),
        field("assumptions", &R::assumptions, "Assumptions"),
        field("confidence", &R::confidence, "Confidence").in(Unit::share),
        field("rows_total", &R::rows_total, "Rows of sums").in(Unit::rows),
        field("rows_used", &R::rows_used, "Units used").in(Unit::people).help("As counted by n."));
  }
};

class EffectFromSums {
 public:
  using Request = EffectFromSumsRequest;
  using Result = EffectFromSumsResult;

  // Issues stand on arm, control and treatment, or on the request as a whole where a column or a sum is wrong.
  static Outcome<EffectFromSums> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

  EffectFromSums(EffectFromSums&&) noexcept;
  EffectFromSums& operator=(EffectFromSums&&) noexcept;
  ~EffectFromSums();

 private:
  class Work;
  explicit EffectFromSums(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
