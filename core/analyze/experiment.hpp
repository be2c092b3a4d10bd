// SPDX-License-Identifier: Apache-2.0
// A file's experiment made ready for its estimators: units in two arms with one outcome each (capped, or a ratio made
// linear), what was assigned together, and what was compared within.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "analyze/csv_effect.hpp"
#include "analyze/effect.hpp"
#include "analyze/estimate.hpp"
#include "analyze/sample.hpp"
#include "stats/blocked.hpp"
#include "stats/linear_model.hpp"
#include "stats/moments.hpp"

namespace sutva::analyze {

struct Experiment {
  Sample sample;  // its numbers are the outcome as it stands in the file, and the denominator of a ratio
  // By unit, less `centre`. Of a ratio: R + (y - R d) / mean d with R and mean d of the unit's arm, whose mean is R and
  // whose variance is the delta method's (Deng et al. 2018, KDD, section 3).
  std::vector<double> outcome;
  double centre = 0;
  std::vector<double> in_arm[2];             // by unit, 1 or 0
  const Grouping* clusters = nullptr;        // within sample; none: every unit is on its own
  bool clusters_are_units = false;           // rows of a unit that were kept apart
  std::int64_t clusters_in[2] = {0, 0};      // by arm
  std::int64_t crossed_clusters = 0;         // in both arms
  std::int64_t repeated_rows = 0;            // rows of a unit that stands in an earlier row
  std::vector<std::uint32_t> first_repeats;  // of these, at most 5
  const Grouping* blocks = nullptr;          // within sample
  stats::BlockedMeans blocked;               // of the outcome, where there are blocks
  std::int64_t units_outside = 0;            // left out: in a block with one arm only
  std::optional<double> cap;
  std::int64_t capped = 0;
  bool ratio = false;
  std::array<stats::Moments, 2> moments;  // of `outcome`, by arm

  std::size_t size() const { return outcome.size(); }
  bool clustered() const { return clusters != nullptr; }
  std::int64_t cluster_count() const { return clusters_in[0] + clusters_in[1] - crossed_clusters; }
  // Of any number by unit, within blocks and clusters as they are here.
  stats::BlockedData data(std::span<const double> outcome_by_unit, bool with_blocks) const;
};

// Outcomes of a ratio made linear, or the outcomes themselves, centred: see Experiment::outcome. cap: none where
// absent.
struct LinearOutcome {
  std::vector<double> values;
  double centre = 0;
};
LinearOutcome linear_outcome(const Sample& sample, bool ratio, std::optional<double> cap);

// Reads an experiment in steps. Issues stand on the request's fields. The table must outlive it.
class ExperimentReader {
 public:
  static Outcome<ExperimentReader> prepare(const table::Table& table, const CsvEffectRequest& request);
  bool step();
  double progress() const;
  Outcome<std::unique_ptr<Experiment>> take();  // after the last step

  ExperimentReader(ExperimentReader&&) noexcept;
  ExperimentReader& operator=(ExperimentReader&&) noexcept;
  ~ExperimentReader();

 private:
  class Work;
  explicit ExperimentReader(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

// Whether a request asks for more than arms, an outcome and covariates of rows that are units.
bool needs_experiment(const CsvEffectRequest& request);

}  // namespace sutva::analyze
