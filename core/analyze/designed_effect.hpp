// SPDX-License-Identifier: Apache-2.0
// csv-effect where the file asks for more than two means of independent rows: clusters, repeated units, blocks, ratios,
// caps. It reads the file as an Experiment and gives csv-effect's result.
#pragma once

#include <memory>

#include "analyze/csv_effect.hpp"

namespace sutva::analyze {

class DesignedEffect {
 public:
  static Outcome<DesignedEffect> prepare(const table::Table& table, const CsvEffectRequest& request);
  bool step();
  double progress() const;
  Outcome<CsvEffectResult> finish();

  DesignedEffect(DesignedEffect&&) noexcept;
  DesignedEffect& operator=(DesignedEffect&&) noexcept;
  ~DesignedEffect();

 private:
  class Work;
  explicit DesignedEffect(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
