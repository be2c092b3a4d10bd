// SPDX-License-Identifier: Apache-2.0
// The work of an effect by resampling, between its files: effect_resampled.cpp reads, prepares and draws,
// effect_resampled_result.cpp says what the replicates mean. Nothing else includes this.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "analyze/effect_resampled.hpp"
#include "stats/bootstrap.hpp"
#include "stats/randomization.hpp"

namespace sutva::analyze {

// A statistic that does not exist in a replicate; partials hold finite numbers alone.
inline constexpr double undefined_replicate = std::numeric_limits<double>::max();

struct Replicates;
struct ResampledQuantity;

class EffectResampled::Work {
 public:
  Work(const table::Table& table, SampleReader reader, Request request, bool grouped, Issues issues)
      : table_(&table),
        request_(std::move(request)),
        reader_(std::move(reader)),
        grouped_(grouped),
        issues_(std::move(issues)) {}

  bool step();
  double progress() const;
  Outcome<ReplicatesToRun> ready() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(std::vector<Partial> partials) const;
  const Request& request() const { return request_; }

 private:
  enum class Stage : std::uint8_t { read, arrange, sort, fit, scores, prepare, done };

  // What is drawn, before units that are alike are put together.
  struct Elements {
    std::vector<std::int32_t> arm, block;
    std::vector<double> a, b, weight;     // sums of numerator and denominator; weight: of its block and arm
    std::vector<std::uint32_t> row_ends;  // by element, of order_; empty where each unit is one
    std::size_t size() const { return arm.size(); }
  };

  Stage arrange();
  template <class Number>
  std::vector<std::size_t> order_by(std::size_t numbers, Number number);
  void sort_stratum(std::size_t first, std::size_t last);
  Stage after_order();
  bool check_groups();
  void find_weights();
  void add_elements();
  void wild_row(std::size_t place);
  void prepare_rest();
  void prepare_means();
  void prepare_quantile();
  void prepare_adjusted();
  void prepare_permutations();
  std::int32_t block_of(std::size_t unit) const { return block_ ? block_->of[unit] : 0; }
  bool is_ratio() const { return !request_.denominator.empty(); }
  bool weighted() const { return !weights_.empty(); }

  void add_bootstrap(Result& result, const ResampledQuantity& quantity, Replicates replicates) const;
  void add_test(Result& result, const stats::NullDistribution& null, const Redrawn& about, const MethodText& text,
                double estimate, double se) const;
  void add_words(Result& result) const;
  void add_assumptions(Result& result) const;
  std::string_view element_words(bool one) const {
    return clustered_ ? one ? "cluster" : "clusters" : one ? "unit" : "units";
  }

  const table::Table* table_;
  Request request_;
  SampleReader reader_;
  bool grouped_;  // a column of clusters was asked for
  Issues issues_;
  Stage stage_ = Stage::read;
  std::size_t place_ = 0;

  Sample sample_;
  std::vector<Check> checks_;
  bool clustered_ = false;
  const Grouping* cluster_ = nullptr;
  const Grouping* block_ = nullptr;
  std::vector<std::uint32_t> order_;            // units, by what is drawn
  std::vector<std::size_t> strata_;             // of order_: where each block and arm ends
  std::size_t strata_done_ = 0;                 // of them sorted
  std::vector<double> weights_;                 // by block and arm (2 * block + arm); empty where all are 1
  double least_share_ = 0, largest_share_ = 0;  // of treatment, over blocks
  bool by_block_ = false;                       // whether the bootstrap draws within blocks
  Elements elements_;
  std::array<std::int64_t, 2> elements_in_arm_{};

  std::vector<std::uint32_t> ends_, copies_;  // strata of the bootstrap
  std::vector<std::uint8_t> arms_;            // of the strata
  std::optional<stats::Resampler> resampler_;
  std::optional<stats::MeansOfElements> means_;
  std::array<std::optional<stats::ResampledQuantile>, 2> quantiles_;
  bool quantile_by_order_ = false;
  std::optional<stats::AdjustedResample> adjusted_;
  stats::ArmMeans observed_;
  std::optional<stats::AdjustedDifference> observed_adjusted_;
  std::vector<double> adjusted_influence_;

  std::optional<stats::WildCluster> wild_;
  std::vector<double> wild_row_;
  double wild_centre_ = 0;
  stats::WildWeights wild_kind_ = stats::WildWeights::rademacher;
  bool wild_every_ = false;

  std::optional<stats::Permutations> permutations_;
  double permuted_estimate_ = 0;
  bool permutations_every_ = false;
  bool permutations_vary_ = false;  // their variance exists
  std::int64_t bootstraps_ = 0, wilds_ = 0, permuted_ = 0;
};

}  // namespace sutva::analyze
