// SPDX-License-Identifier: Apache-2.0
// The choices of an analysis as a program: R and Python texts that read the same file and give the same number.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyze/sample.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"

namespace sutva::analyze {

struct AnalysisCodeRequest {
  std::string file = "experiment.csv";
  std::string arm = "arm";
  std::string control = "0";
  std::string treatment = "1";
  std::string outcome = "outcome";
  std::string denominator;
  std::vector<std::string> covariates;
  MissingCovariates missing_covariates = MissingCovariates::indicator;
  std::string cluster;
  std::string block;
  double confidence = 0.95;

  static constexpr auto describe() {
    using R = AnalysisCodeRequest;
    return described(
        "AnalysisCodeRequest",
        field("file", &R::file, "File").under("Columns").help("Its name, as the program will read it: CSV, commas."),
        field("arm", &R::arm, "Arm").under("Columns").help("The column that says who was in which arm."),
        field("control", &R::control, "Control level").under("Columns").help("Its content for control."),
        field("treatment", &R::treatment, "Treatment level").under("Columns").help("Its content for treatment."),
        field("outcome", &R::outcome, "Outcome").under("Columns").help("A column of numbers."),
        field("denominator", &R::denominator, "Denominator")
            .under("Columns")
            .help("For a ratio such as clicks per view: the column of views. Empty: a mean."),
        field("covariates", &R::covariates, "Covariates")
            .under("Columns")
            .help("Columns known before the experiment, numbers or text."),
        field("cluster", &R::cluster, "Cluster")
            .under("Columns")
            .help("The column of what was randomised, where that is more than a row."),
        field("block", &R::block, "Block")
            .under("Columns")
            .help("The column of groups within which arms were drawn: a stratum."),
        field("missing_covariates", &R::missing_covariates, "Missing covariates")
            .under("Settings")
            .help("What happens to such rows."),
        field("confidence", &R::confidence, "Confidence")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .under("Settings")
            .help("How often such an interval covers the truth."));
  }
};

struct AnalysisCodeResult {
  std::string sentence;
  std::string r;
  std::optional<std::string> r_sandwich;
  std::string r_estimatr;
  std::string python;

  static constexpr auto describe() {
    using R = AnalysisCodeResult;
    return described("AnalysisCodeResult", field("sentence", &R::sentence, "In words"),
                     field("r", &R::r, "R").help("Base R: needs no package."),
                     field("r_sandwich", &R::r_sandwich, "R, sandwich")
                         .help("Absent with clusters: sandwich does not give their degrees of freedom."),
                     field("r_estimatr", &R::r_estimatr, "R, estimatr"),
                     field("python", &R::python, "Python").help("numpy, pandas, scipy and statsmodels."));
  }
};

// Without covariates and blocks: Welch (1947). With them: Lin (2013), interacted with the arm, HC2 and n - k degrees of
// freedom. With clusters: CR2 with the degrees of freedom of Bell and McCaffrey (2002). A ratio is linearised in each
// arm (Deng, Knoblich and Lu 2018). Each text prints estimate, se, df, p_value, ci_low and ci_high, a line each.
Outcome<AnalysisCodeResult> analysis_code(const AnalysisCodeRequest& request);

}  // namespace sutva::analyze
