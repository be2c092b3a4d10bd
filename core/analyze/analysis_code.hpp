// SPDX-License-Identifier: Apache-2.0
// The choices of an analysis as a program: R and Python texts that read the same file and give the same number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "analyze/sample.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"

namespace sutva::analyze {

enum class Separator : std::uint8_t { comma, semicolon, tab, bar };
constexpr auto describe(std::type_identity<Separator>) {
  return std::array{Choice{Separator::comma, "comma", "Comma"}, Choice{Separator::semicolon, "semicolon", "Semicolon"},
                    Choice{Separator::tab, "tab", "Tab"}, Choice{Separator::bar, "bar", "Bar |"}};
}

enum class DecimalSign : std::uint8_t { point, comma };
constexpr auto describe(std::type_identity<DecimalSign>) {
  return std::array{Choice{DecimalSign::point, "point", "Point"}, Choice{DecimalSign::comma, "comma", "Comma"}};
}

enum class FileEncoding : std::uint8_t { utf8, windows_1252, utf16 };
constexpr auto describe(std::type_identity<FileEncoding>) {
  return std::array{Choice{FileEncoding::utf8, "utf-8", "UTF-8"},
                    Choice{FileEncoding::windows_1252, "windows-1252", "Windows-1252"},
                    Choice{FileEncoding::utf16, "utf-16", "UTF-16"}};
}

enum class BlockKind : std::uint8_t { strata, pairs };
constexpr auto describe(std::type_identity<BlockKind>) {
  return std::array{Choice{BlockKind::strata, "strata", "Strata", "Of each arm two or more in every block."},
                    Choice{BlockKind::pairs, "pairs", "Pairs", "Of an arm a single one in some or all blocks."}};
}

struct AnalysisCodeRequest {
  std::string file = "experiment.csv";
  std::string arm = "arm";
  std::string control = "0";
  std::string treatment = "1";
  std::string outcome = "outcome";
  std::string denominator;
  std::string unit;
  RowsOfUnit unit_rows = RowsOfUnit::separate;
  std::vector<std::string> covariates;
  MissingCovariates missing_covariates = MissingCovariates::indicator;
  std::string cluster;
  std::string block;
  BlockKind block_kind = BlockKind::strata;
  std::optional<double> cap_quantile;
  double confidence = 0.95;
  Separator delimiter = Separator::comma;
  DecimalSign decimal = DecimalSign::point;
  FileEncoding encoding = FileEncoding::utf8;
  std::int64_t skipped_lines = 0;

  static constexpr auto describe() {
    using R = AnalysisCodeRequest;
    return described(
        "AnalysisCodeRequest",
        field("file", &R::file, "File").under("Columns").help("Its name, as the program will read it."),
        field("arm", &R::arm, "Arm").under("Columns").help("The column that says who was in which arm."),
        field("control", &R::control, "Control level").under("Columns").help("Its content for control."),
        field("treatment", &R::treatment, "Treatment level").under("Columns").help("Its content for treatment."),
        field("outcome", &R::outcome, "Outcome").under("Columns").help("A column of numbers."),
        field("denominator", &R::denominator, "Denominator")
            .under("Columns")
            .help("For a ratio such as clicks per view: the column of views. Empty: a mean."),
        field("unit", &R::unit, "Unit")
            .under("Columns")
            .help("The column that names each person, where a person has several rows. Empty: each row is one."),
        field("unit_rows", &R::unit_rows, "Rows of a unit")
            .under("Columns")
            .help("How the rows of a unit count; a covariate is averaged."),
        field("covariates", &R::covariates, "Covariates")
            .under("Columns")
            .help("Columns known before the experiment, numbers or text."),
        field("cluster", &R::cluster, "Cluster")
            .under("Columns")
            .help("The column of what was randomised, where that is more than a row."),
        field("block", &R::block, "Block")
            .under("Columns")
            .help("The column of groups within which arms were drawn: a stratum."),
        field("block_kind", &R::block_kind, "Blocks are")
            .under("Columns")
            .help("With covariates: pairs are compared by their differences."),
        field("missing_covariates", &R::missing_covariates, "Missing covariates")
            .under("Settings")
            .help("What happens to such rows."),
        field("cap_quantile", &R::cap_quantile, "Cap at quantile")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .under("Settings")
            .help("Larger outcomes are set to this quantile of both arms together. Empty: no cap."),
        field("confidence", &R::confidence, "Confidence")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .under("Settings")
            .help("How often such an interval covers the truth."),
        field("delimiter", &R::delimiter, "Between columns").under("The file").help("What stands between two columns."),
        field("decimal", &R::decimal, "Decimal sign").under("The file").help("A point, or a comma as in 3,14."),
        field("encoding", &R::encoding, "Encoding").under("The file").help("How its letters are written in bytes."),
        field("skipped_lines", &R::skipped_lines, "Lines above the header")
            .at_least(0)
            .at_most(10000)
            .under("The file")
            .help("Lines at its top that are not read."));
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
    return described(
        "AnalysisCodeResult", field("sentence", &R::sentence, "In words"),
        field("r", &R::r, "R").help("Base R: needs no package."),
        field("r_sandwich", &R::r_sandwich, "R, sandwich")
            .help("Absent with clusters, whose degrees of freedom it does not give, and for differences within pairs."),
        field("r_estimatr", &R::r_estimatr, "R, estimatr"),
        field("python", &R::python, "Python").help("numpy, pandas, scipy and statsmodels."));
  }
};

// Without covariates and blocks: Welch (1947). With covariates: Lin (2013), interacted with the arm, blocks among them,
// HC2 and n - k degrees of freedom; of pairs the regression of differences (Fogarty 2018). Blocks without covariates:
// stats/blocked.hpp. With clusters: CR2 with the degrees of freedom of Bell and McCaffrey (2002). A ratio is linearised
// in each arm (Deng, Knoblich and Lu 2018). These are the answers of csv-effect. Each text prints estimate, se, df,
// p_value, ci_low and ci_high, a line each.
Outcome<AnalysisCodeResult> analysis_code(const AnalysisCodeRequest& request);

}  // namespace sutva::analyze
