// SPDX-License-Identifier: Apache-2.0
// The effect by drawing again: bootstrap intervals, the wild cluster bootstrap and randomisation inference.
//
// A resampling operation is a table operation whose work after reading is many replicates that do not depend on each
// other. It is a class with Request, Partial and Result, and
//   prepare(table, request)  the analysis, or what is wrong with the request; the table must outlive it
//   columns()                the columns of the table it looks at: other workers get no more
//   step(), progress()       as a table operation (analyze/csv_effect.hpp): reads and prepares
//   ready()                  after the last step: how many replicates there are and how many make one block of work, or
//                            what is wrong with the data
//   run(first, count)        one block; the same to the last bit wherever it is computed
//   finish(partials)         the outcome of all blocks, in any order
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "analyze/check.hpp"
#include "analyze/common_fields.hpp"
#include "analyze/estimate.hpp"
#include "analyze/left_out.hpp"
#include "analyze/sample.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

enum class WildChoice : std::uint8_t { automatic, rademacher, webb };
constexpr auto describe(std::type_identity<WildChoice>) {
  return std::array{
      Choice{WildChoice::automatic, "automatic", "As the clusters need",
             "Rademacher; Webb where these are fewer than 12 clusters and not all sets of signs are tried, "
             "or where all of them are too few for the confidence."},
      Choice{WildChoice::rademacher, "rademacher", "Rademacher", "+1 or -1, each with probability 1/2."},
      Choice{WildChoice::webb, "webb", "Webb", "Six points; for few clusters."}};
}

struct EffectResampledRequest {
  std::string arm, control, treatment, outcome, denominator, unit;
  RowsOfUnit unit_rows = RowsOfUnit::separate;
  std::vector<std::string> covariates;
  MissingCovariates missing_covariates = MissingCovariates::indicator;
  std::string cluster, block;
  double quantile = 0.5;
  double confidence = 0.95;
  double expected_treatment_share = 0.5;
  WildChoice wild_weights = WildChoice::automatic;
  std::int64_t replicates = 2'000;
  std::int64_t seed = 1;

  static constexpr auto describe() {
    using R = EffectResampledRequest;
    return described(
        "EffectResampledRequest", arm_field<R>(), control_field<R>(), treatment_field<R>(), outcome_field<R>(),
        field("denominator", &R::denominator, "Denominator")
            .under("Columns")
            .names_column()
            .help("Of a ratio metric: the outcome is summed up and divided by the sum of this column."),
        unit_field<R>(), unit_rows_field<R>().under("Columns").help("Kept apart, a unit's rows are drawn together."),
        covariates_field<R>().help("Columns known before the experiment, for the adjusted difference."),
        missing_covariates_field<R>().under("Columns"),
        cluster_field<R>().help(
            "The column of what was assigned as a whole, as stores or cities: these are drawn, not their rows."),
        field("block", &R::block, "Block")
            .under("Columns")
            .names_column()
            .help("The column within whose levels arms were assigned: draws and permutations stay inside."),
        field("quantile", &R::quantile, "Quantile")
            .under("Settings")
            .in(Unit::share)
            .at_least(0.01)
            .at_most(0.99)
            .help("Of the outcome, compared between the arms; 0.5 is the median."),
        confidence_field<R>(), expected_treatment_share_field<R>(),
        field("wild_weights", &R::wild_weights, "Weights of the wild bootstrap")
            .under("Settings")
            .help("Where there are clusters."),
        field("replicates", &R::replicates, "Replicates")
            .under("Simulation")
            .in(Unit::replicates)
            .at_least(200)
            .at_most(200'000)
            .help("Of each method. More give a smaller Monte Carlo error."),
        field("seed", &R::seed, "Seed")
            .under("Simulation")
            .at_least(0)
            .at_most(9007199254740991.0)
            .help("The same seed gives the same numbers, everywhere."));
  }
};

// How the replicates of one quantity lie around its estimate.
struct Resampled {
  std::string quantity;
  double estimate = 0;
  std::optional<double> bias, se, bias_correction;
  double acceleration = 0;
  std::int64_t undefined = 0;

  static constexpr auto describe() {
    using R = Resampled;
    return described(
        "Resampled", field("quantity", &R::quantity, "Quantity"), field("estimate", &R::estimate, "Estimate"),
        field("bias", &R::bias, "Bias").help("Mean of the replicates less the estimate."),
        field("se", &R::se, "Standard error").help("Standard deviation of the replicates."),
        field("bias_correction", &R::bias_correction, "Bias correction")
            .help("z0: the normal quantile of the share of replicates below the estimate."),
        field("acceleration", &R::acceleration, "Acceleration")
            .help("How fast the standard error changes with the truth, from the jackknife; 0 for a symmetric one."),
        field("undefined", &R::undefined, "Without a value")
            .in(Unit::replicates)
            .help("Replicates in which it does not exist; they do not count."));
  }
};

// A test by drawing the assignment, or the weights, again.
struct Redrawn {
  std::string test;
  double p_value = 0;
  double p_mcse = 0;
  std::int64_t draws = 0;
  bool every = false;
  std::string note;

  static constexpr auto describe() {
    using R = Redrawn;
    return described(
        "Redrawn", field("test", &R::test, "Test"), field("p_value", &R::p_value, "p-value").help("Two-sided."),
        field("p_mcse", &R::p_mcse, "Monte Carlo error").help("Standard error of the p-value; 0 where it is exact."),
        field("draws", &R::draws, "Draws").in(Unit::replicates),
        field("every", &R::every, "All there are").help("Whether every possible one was tried."),
        field("note", &R::note, "Note"));
  }
};

struct EffectResampledResult {
  std::string sentence;
  std::vector<Estimate> estimates;
  std::vector<Redrawn> tests;
  std::vector<Resampled> resampled;
  std::vector<Check> checks;
  std::vector<Assumption> assumptions;
  std::vector<LeftOut> left_out;
  std::string drawn;
  std::int64_t replicates = 0, seed = 0;
  std::int64_t n_control = 0, n_treatment = 0;
  std::optional<std::int64_t> clusters_control, clusters_treatment, blocks;
  std::int64_t rows_total = 0, rows_used = 0;

  static constexpr auto describe() {
    using R = EffectResampledResult;
    return described("EffectResampledResult", field("sentence", &R::sentence, "In words"),
                     field("estimates", &R::estimates, "Estimates"), field("tests", &R::tests, "Tests"),
                     field("resampled", &R::resampled, "Replicates"), field("checks", &R::checks, "Checks"),
                     field("assumptions", &R::assumptions, "Assumptions"), field("left_out", &R::left_out, "Left out"),
                     field("drawn", &R::drawn, "What is drawn"),
                     field("replicates", &R::replicates, "Replicates").in(Unit::replicates),
                     field("seed", &R::seed, "Seed"),
                     field("n_control", &R::n_control, "Units in control").in(Unit::people),
                     field("n_treatment", &R::n_treatment, "Units in treatment").in(Unit::people),
                     field("clusters_control", &R::clusters_control, "Clusters in control").in(Unit::clusters),
                     field("clusters_treatment", &R::clusters_treatment, "Clusters in treatment").in(Unit::clusters),
                     field("blocks", &R::blocks, "Blocks"), field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
                     field("rows_used", &R::rows_used, "Used").in(Unit::rows));
  }
};

// What the replicates of one block of work give, one list for each method, by replicate.
struct ResampledPart {
  std::int64_t first = 0, count = 0;
  std::vector<double> means;         // control, treatment, variance of either
  std::vector<double> quantiles;     // control, treatment
  std::vector<double> adjusted;      // estimate, variance
  std::vector<double> wild;          // c, d, v0, v1, v2 of stats::NullDraw
  std::vector<double> permutations;  // the same

  static constexpr auto describe() {
    using P = ResampledPart;
    return described("ResampledPart", field("first", &P::first, "First replicate"),
                     field("count", &P::count, "Replicates"), field("means", &P::means, "Means"),
                     field("quantiles", &P::quantiles, "Quantiles"), field("adjusted", &P::adjusted, "Adjusted"),
                     field("wild", &P::wild, "Wild bootstrap"),
                     field("permutations", &P::permutations, "Permutations"));
  }
};

// How much there is to do, and how much to ask for at a time.
struct ReplicatesToRun {
  std::int64_t replicates = 0, block = 0;

  static constexpr auto describe() {
    using R = ReplicatesToRun;
    return described("ReplicatesToRun", field("replicates", &R::replicates, "Replicates"),
                     field("block", &R::block, "In one block"));
  }
};

class EffectResampled {
 public:
  using Request = EffectResampledRequest;
  using Partial = ResampledPart;
  using Result = EffectResampledResult;

  static Outcome<EffectResampled> prepare(const table::Table& table, const Request& request);
  std::vector<std::string> columns() const;
  bool step();
  double progress() const;
  Outcome<ReplicatesToRun> ready() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(std::vector<Partial> partials) const;

  EffectResampled(EffectResampled&&) noexcept;
  EffectResampled& operator=(EffectResampled&&) noexcept;
  ~EffectResampled();

 private:
  class Work;
  explicit EffectResampled(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
