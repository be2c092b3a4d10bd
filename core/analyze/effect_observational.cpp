// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_observational.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analyze/propensity_run.hpp"
#include "analyze/unit_loops.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/distributions.hpp"
#include "stats/kernels.hpp"
#include "stats/matching.hpp"
#include "stats/moments.hpp"
#include "stats/sensitivity.hpp"

namespace sutva::analyze {
namespace {

using stats::Adjusting;
using stats::ArmPair;
using table::Table;

constexpr std::size_t bins = 20;
constexpr std::size_t blocks_per_step = 8;
constexpr double balanced = 0.1, unbalanced = 0.25;  // of standardised differences: Austin (2009), Rubin (2001)

constexpr std::string_view on_everyone = "Average effect on everyone (ATE)";
constexpr std::string_view on_treated = "Average effect on the treated (ATT)";
constexpr std::string_view on_overlap = "Average effect where the groups overlap (ATO)";
constexpr std::string_view on_trimmed = "Average effect without the units trimmed";
constexpr std::string_view observed = "Difference as observed";

struct Listed {
  Adjusting adjusting;
  bool regresses;
  MethodText text;
};
constexpr std::array<Listed, stats::adjustings> listed_methods{{
    {Adjusting::ipw_ht_ate,
     false,
     {on_everyone, "ipw_ht_ate", "Inverse propensity (Horvitz-Thompson)", "Horvitz and Thompson (1952), JASA 47:663"}},
    {Adjusting::ipw_hajek_ate,
     false,
     {on_everyone, "ipw_hajek_ate", "Inverse propensity, weights add to 1 (Hájek)",
      "Lunceford and Davidian (2004), Statistics in Medicine 23:2937"}},
    {Adjusting::regression_ate,
     true,
     {on_everyone, "regression_ate", "Regression in each group (Lin)",
      "Lin (2013), Annals of Applied Statistics 7:295; standard error by stacked estimating equations"}},
    {Adjusting::aipw_ate,
     true,
     {on_everyone, "aipw_ate", "Doubly robust (AIPW)", "Robins, Rotnitzky and Zhao (1994), JASA 89:846"}},
    {Adjusting::ipw_ht_att,
     false,
     {on_treated, "ipw_ht_att", "Weighting by the odds (Horvitz-Thompson)",
      "Horvitz and Thompson (1952), JASA 47:663"}},
    {Adjusting::ipw_hajek_att,
     false,
     {on_treated, "ipw_hajek_att", "Weighting by the odds (Hájek)",
      "Lunceford and Davidian (2004), Statistics in Medicine 23:2937"}},
    {Adjusting::regression_att,
     true,
     {on_treated, "regression_att", "Regression in the control group",
      "Lin (2013), Annals of Applied Statistics 7:295"}},
    {Adjusting::aipw_att,
     true,
     {on_treated, "aipw_att", "Doubly robust (AIPW)", "Mercatanti and Li (2014), Annals of Applied Statistics 8:2485"}},
    {Adjusting::overlap_ato,
     false,
     {on_overlap, "overlap_ato", "Overlap weights", "Li, Morgan and Zaslavsky (2018), JASA 113:390"}},
}};

constexpr MethodText naive_text{observed, "naive", "Difference in means (Welch)", "Welch (1947), Biometrika 34:28-35"};
constexpr MethodText matched_text{on_treated, "matching", "Matched pairs",
                                  "Austin (2011), Pharmaceutical Statistics 10:150"};
constexpr MethodText replaced_text{on_treated, "matching_replacement", "Matched with replacement",
                                   "Abadie and Imbens (2006), Econometrica 74:235"};
constexpr MethodText trimmed_hajek_text{on_trimmed, "ipw_hajek_trimmed", "Inverse propensity (Hájek), trimmed",
                                        "Crump, Hotz, Imbens and Mitnik (2009), Biometrika 96:187"};
constexpr MethodText trimmed_aipw_text{on_trimmed, "aipw_trimmed", "Doubly robust (AIPW), trimmed",
                                       "Crump, Hotz, Imbens and Mitnik (2009), Biometrika 96:187"};

enum Weighting : std::uint8_t { none, ate, att, ato, trimmed_ate, matched, replaced, weightings };
struct WeightingText {
  std::string_view method, label;
  std::optional<double> BalanceRow::*smd;
  std::optional<double> BalanceRow::*variance_ratio;
};
constexpr std::array<WeightingText, weightings> weighting_texts{{
    {"none", "As observed", &BalanceRow::before, &BalanceRow::variance_ratio_before},
    {"ate", "Inverse propensity", &BalanceRow::after_ipw, &BalanceRow::variance_ratio_ipw},
    {"att", "For the treated", &BalanceRow::after_att, &BalanceRow::variance_ratio_att},
    {"overlap", "Overlap", &BalanceRow::after_overlap, &BalanceRow::variance_ratio_overlap},
    {"trimmed", "Trimmed, inverse propensity", &BalanceRow::after_trimming, &BalanceRow::variance_ratio_trimming},
    {"matching", "Matched pairs", &BalanceRow::after_matching, &BalanceRow::variance_ratio_matching},
    {"matching_replacement", "Matched with replacement", &BalanceRow::after_matching_replacement,
     &BalanceRow::variance_ratio_matching_replacement},
}};

// Of one weighting, by group.
using Weighed = std::array<stats::WeightSums, 2>;

// Of one column of the design under one weighting: by group the weighted sums of it and of its square.
struct WeighedColumn {
  std::array<double, 2> sum{}, squares{};
};

struct Group {
  double mean, variance;
};

double propensity_of(double logit) {
  return logit >= 0 ? 1 / (1 + std::exp(-logit)) : std::exp(logit) / (1 + std::exp(logit));
}

}  // namespace

class EffectObservational::Work {
 public:
  Work(const Request& request, SampleReader reader, Issues issues)
      : request_(request), reader_(std::move(reader)), issues_(std::move(issues)) {}

  bool step();
  double progress() const;
  Outcome<Result> finish();

 private:
  enum class Stage : std::uint8_t { read, all, trim, match, balance, done };

  void after_reading();
  std::vector<double> logits_by_unit(const PropensityRun& run) const;
  void after_run();
  void begin_trimmed();
  bool match();
  void find_concordance(const stats::ScoreOrder& order);
  void begin_balance();
  void balance_block();

  bool estimated() const { return run_ && run_->end() == PropensityRun::End::estimated; }
  // The run over those who stay; where all do, it is the one over all.
  const PropensityRun* trimmed() const { return nothing_trimmed_ ? run_.get() : trimmed_run_.get(); }
  bool trimmed_estimated() const { return trimmed() && trimmed()->end() == PropensityRun::End::estimated; }
  const std::vector<double>& outcome() const { return sample_.numbers[0]; }
  std::string term_name(Eigen::Index column) const;
  std::string covariate_field(Eigen::Index column) const;
  std::string names_of(const std::vector<Eigen::Index>& columns) const;

  void add_overlap();
  void add_naive();
  void add_effect(const MethodText& text, const ArmPair& pair, std::string note = {});
  void add_e_value(const MethodText& text, const ArmPair& pair);
  void add_matching();
  void add_balance();
  void add_propensity();
  void add_assumptions();
  void add_sentence();
  const Estimate* estimate(std::string_view method) const;
  const WeightingRow* weighting(std::string_view method) const;
  void assume(std::string title, std::string reason, Standing standing) {
    result_.assumptions.push_back({std::move(title), std::move(reason), standing});
  }

  Request request_;
  std::optional<SampleReader> reader_;
  Issues issues_;
  Stage stage_ = Stage::read;

  Sample sample_;
  std::vector<std::uint8_t> treated_;
  std::array<stats::Moments, 2> moments_;
  bool binary_ = false;
  bool repeated_ = false;
  double sd_ = 0;  // of the outcome, pooled within groups
  std::unique_ptr<PropensityRun> run_, trimmed_run_;
  bool nothing_trimmed_ = false;
  std::vector<double> logits_;          // by unit; NaN of those left out
  std::vector<double> trimmed_logits_;  // the same of the trimmed run

  double caliper_ = 0;  // of the logit; infinite: none
  std::vector<stats::MatchedPair> pairs_;
  std::vector<std::uint8_t> in_pair_;
  stats::ReplacedMatch replaced_;
  struct Matching {
    std::vector<double> scores, outcomes;
    std::vector<std::uint8_t> groups;
    stats::ScoreOrder order;
    int part = 0;
  };
  Matching matching_;  // while it is under way

  stats::DesignRows everything_;  // all units and columns
  std::size_t place_ = 0, controls_ = 0;
  Eigen::MatrixXd block_;
  std::array<Weighed, weightings> weighed_;
  std::vector<std::array<WeighedColumn, weightings>> columns_;
  struct Values {
    double first, other;
    bool several;  // more than two
  };
  std::vector<Values> values_;  // of each column: whether it has two

  Result result_;
};

bool EffectObservational::Work::step() {
  switch (stage_) {
    case Stage::read:
      if (!reader_->step()) {
        after_reading();
      }
      break;
    case Stage::all:
      if (!run_->step()) {
        after_run();
      }
      break;
    case Stage::trim:
      if (!trimmed_run_->step()) {
        if (trimmed_estimated()) {
          trimmed_logits_ = logits_by_unit(*trimmed_run_);
        }
        stage_ = Stage::match;
      }
      break;
    case Stage::match:
      if (!match()) {
        begin_balance();
      }
      break;
    case Stage::balance:
      for (std::size_t block = 0; block < blocks_per_step && place_ < everything_.size(); ++block) {
        balance_block();
      }
      if (place_ == everything_.size()) {
        stage_ = Stage::done;
      }
      break;
    case Stage::done:
      return false;
  }
  return stage_ != Stage::done;
}

double EffectObservational::Work::progress() const {
  switch (stage_) {
    case Stage::read:
      return 0.3 * reader_->progress();
    case Stage::all:
      return 0.3 + 0.4 * run_->progress();
    case Stage::trim:
      return 0.7 + 0.2 * trimmed_run_->progress();
    case Stage::match:
      return 0.9;
    case Stage::balance:
      return 0.9 + 0.1 * static_cast<double>(place_) / static_cast<double>(everything_.size());
    case Stage::done:
      break;
  }
  return 1;
}

void EffectObservational::Work::after_reading() {
  stage_ = Stage::done;
  Outcome<Sample> sample = reader_->take();
  append(issues_, std::move(sample.issues));
  if (!sample) {
    return;
  }
  sample_ = std::move(*sample);
  reader_.reset();
  check_arm_sizes(sample_, 2, issues_);
  if (has_error(issues_)) {
    return;
  }
  binary_ = true;
  treated_.resize(sample_.size());
  std::vector<std::uint32_t> rows(sample_.size());
  std::array<std::vector<double>, 2> outcomes;
  for (std::size_t i = 0; i < sample_.size(); ++i) {
    rows[i] = static_cast<std::uint32_t>(i);
    treated_[i] = static_cast<std::uint8_t>(sample_.arm[i]);
    outcomes[treated_[i]].push_back(outcome()[i]);
    binary_ = binary_ && (outcome()[i] == 0 || outcome()[i] == 1);
  }
  for (const std::size_t group : {0U, 1U}) {
    moments_[group].add(outcomes[group]);
  }
  if (moments_[0].variance() == 0 && moments_[1].variance() == 0) {
    issues_.push_back(error(Code::constant, "outcome",
                            joined("“", request_.outcome,
                                   moments_[0].mean() == moments_[1].mean()
                                       ? "” is the same in every row; there is nothing to compare."
                                       : "” does not vary within the groups; no standard error exists.")));
    return;
  }
  sd_ = std::sqrt((moments_[0].sum_of_squares() + moments_[1].sum_of_squares()) /
                  static_cast<double>(sample_.size() - 2));
  if (!sample_.groups.empty() && sample_.groups[0].size() < sample_.size()) {
    repeated_ = true;
    issues_.push_back(warning(Code::duplicate_units, "unit",
                              joined("“", request_.unit,
                                     "” repeats. Rows of a unit are not independent and standard errors are too "
                                     "small: put the rows of a unit together.")));
  }
  run_ = std::make_unique<PropensityRun>(sample_.x, treated_, outcome(), std::move(rows));
  stage_ = Stage::all;
}

std::string EffectObservational::Work::term_name(Eigen::Index column) const {
  const DesignTerm& term = sample_.terms[static_cast<std::size_t>(column)];
  const std::string& name = sample_.covariates[term.covariate].name;
  return term.level.empty() ? name : joined(name, ": ", term.level);
}

std::string EffectObservational::Work::covariate_field(Eigen::Index column) const {
  return joined("covariates[", std::to_string(sample_.terms[static_cast<std::size_t>(column)].covariate), "]");
}

std::string EffectObservational::Work::names_of(const std::vector<Eigen::Index>& columns) const {
  std::vector<std::string> names;
  for (const Eigen::Index column : columns) {
    names.push_back(joined("“", term_name(column), "”"));
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  return listed(views, "and");
}

void EffectObservational::Work::after_run() {
  const std::vector<Eigen::Index>& separating = run_->separating();
  for (const Eigen::Index column : run_->dropped()) {
    if (std::find(separating.begin(), separating.end(), column) != separating.end()) {
      continue;  // said below; without the units it made certain it is constant
    }
    issues_.push_back(warning(
        Code::dropped_column, covariate_field(column),
        joined("“", term_name(column), "” is constant or adds nothing to the other covariates and was left out.")));
  }
  if (run_->end() == PropensityRun::End::failed) {
    issues_.push_back(warning(Code::no_solution, "covariates",
                              "The propensity could not be fitted to these covariates; only the difference as "
                              "observed is shown. Choose fewer covariates."));
  }
  for (const Eigen::Index column : separating) {
    issues_.push_back(warning(
        Code::imbalance, covariate_field(column),
        run_->end() == PropensityRun::End::no_overlap
            ? joined("“", term_name(column),
                     "” separates the groups: with it no treated unit has a counterpart, and no effect can be adjusted "
                     "for it. Leave it out only if it does not drive the outcome.")
            : joined("“", term_name(column), "” says for certain which group some units are in. ",
                     counted(static_cast<double>(run_->certain()), "unit has", "units have"),
                     " no counterpart: every adjusted estimate is without.")));
  }
  if (estimated() && run_->columns().empty() && separating.empty()) {
    issues_.push_back(error(Code::constant, "covariates",
                            "None of these covariates varies between the units; there is nothing to adjust for."));
    stage_ = Stage::done;
    return;
  }
  if (!estimated()) {
    begin_balance();
    return;
  }
  if (!run_->effects().has_regression()) {
    issues_.push_back(warning(
        Code::arm_too_small, "covariates",
        joined("A group has too few units for a regression on ", static_cast<std::int64_t>(run_->columns().size()),
               " covariate terms; regression and doubly robust estimates are left out. Choose "
               "fewer covariates.")));
  } else if (!run_->effects().regression_dropped().empty()) {
    std::vector<Eigen::Index> columns;
    for (const std::size_t j : run_->effects().regression_dropped()) {
      columns.push_back(run_->columns()[j]);
    }
    issues_.push_back(warning(Code::dropped_column, "covariates",
                              joined("Within a group ", names_of(columns), columns.size() == 1 ? " adds" : " add",
                                     " nothing to the other covariates; the outcome's regressions are without.")));
  }
  logits_ = logits_by_unit(*run_);
  begin_trimmed();
}

// NaN of those without a propensity.
std::vector<double> EffectObservational::Work::logits_by_unit(const PropensityRun& run) const {
  std::vector<double> logits(sample_.size(), std::numeric_limits<double>::quiet_NaN());
  put_by_unit(run.rows(), run.fit().logits(), logits.data());
  return logits;
}

void EffectObservational::Work::begin_trimmed() {
  const std::vector<double>& logits = run_->fit().logits();
  const auto rows_inside = [&](double a) { return stats::rows_inside(run_->rows(), logits, a); };
  result_.optimal_trim = stats::optimal_trim(logits);
  std::vector<std::uint32_t> optimal = rows_inside(*result_.optimal_trim);
  result_.optimal_trimmed = static_cast<std::int64_t>(logits.size() - optimal.size());
  stage_ = Stage::match;
  if (request_.trimming == Trimming::none) {
    return;
  }
  const bool is_optimal = request_.trimming == Trimming::optimal;
  result_.trim = is_optimal ? *result_.optimal_trim : request_.trim;
  std::vector<std::uint32_t> inside = is_optimal ? std::move(optimal) : rows_inside(request_.trim);
  result_.trimmed = static_cast<std::int64_t>(logits.size() - inside.size());
  nothing_trimmed_ = inside.size() == logits.size();
  if (nothing_trimmed_) {
    trimmed_logits_ = logits_;
    return;
  }
  trimmed_run_ = std::make_unique<PropensityRun>(sample_.x, treated_, outcome(), std::move(inside), run_.get());
  stage_ = Stage::trim;
}

// One part of it; false when it was the last.
bool EffectObservational::Work::match() {
  Matching& m = matching_;
  switch (m.part++) {
    case 0: {
      std::array<std::vector<double>, 2> by_group;
      for (const std::uint32_t row : run_->rows()) {
        m.scores.push_back(logits_[row]);
        m.outcomes.push_back(outcome()[row]);
        m.groups.push_back(treated_[row]);
        by_group[treated_[row]].push_back(logits_[row]);
      }
      std::array<stats::Moments, 2> spread;
      for (const std::size_t group : {0U, 1U}) {
        spread[group].add(by_group[group]);
      }
      const double sd = std::sqrt((spread[0].variance() + spread[1].variance()) / 2);
      caliper_ = request_.caliper > 0 ? request_.caliper * sd : std::numeric_limits<double>::infinity();
      return true;
    }
    case 1:
      m.order = stats::order_by_score(m.scores, m.groups, m.outcomes);
      return true;
    case 2:
      find_concordance(m.order);
      return true;
    case 3:
      pairs_ = stats::match_without_replacement(m.order, caliper_);
      in_pair_.assign(sample_.size(), 0);
      for (stats::MatchedPair& pair : pairs_) {
        pair.treated = run_->rows()[pair.treated];
        pair.control = run_->rows()[pair.control];
        in_pair_[pair.treated] = in_pair_[pair.control] = 1;
      }
      return true;
    default:
      break;
  }
  replaced_ = stats::match_with_replacement(m.order, m.outcomes, caliper_);
  std::vector<double> weights(sample_.size(), 0);
  for (std::size_t i = 0; i < m.scores.size(); ++i) {
    weights[run_->rows()[i]] = replaced_.weights[i];
  }
  replaced_.weights = std::move(weights);
  matching_ = {};
  return false;
}

// How often a treated unit has the larger propensity of two; equal ones count half.
void EffectObservational::Work::find_concordance(const stats::ScoreOrder& order) {
  double larger = 0;
  for (std::size_t t = 0, below = 0, upto = 0; t < order.scores[1].size(); ++t) {
    const std::int64_t score = order.scores[1][t];
    while (below < order.scores[0].size() && order.scores[0][below] < score) {
      ++below;
    }
    upto = std::max(upto, below);
    while (upto < order.scores[0].size() && order.scores[0][upto] <= score) {
      ++upto;
    }
    larger += (static_cast<double>(below) + static_cast<double>(upto)) / 2;
  }
  result_.c_statistic =
      larger / static_cast<double>(order.scores[0].size()) / static_cast<double>(order.scores[1].size());
}

void EffectObservational::Work::begin_balance() {
  everything_.x = &sample_.x;
  // One group behind the other, so that a block has units of one group.
  const std::vector<std::vector<std::uint32_t>> groups = units_by_arm(sample_.arm, outcome(), 2);
  everything_.rows = groups[0];
  everything_.rows.insert(everything_.rows.end(), groups[1].begin(), groups[1].end());
  controls_ = groups[0].size();
  for (Eigen::Index j = 0; j < sample_.x.cols(); ++j) {
    everything_.columns.push_back(j);
    values_.push_back({sample_.x(0, j), sample_.x(0, j), false});
  }
  columns_.resize(static_cast<std::size_t>(sample_.x.cols()));
  block_.resize(static_cast<Eigen::Index>(stats::design_block), everything_.width());
  stage_ = Stage::balance;
}

void EffectObservational::Work::balance_block() {
  const std::size_t group = place_ < controls_ ? 0 : 1;
  const std::size_t count = std::min(stats::design_block, (group == 0 ? controls_ : everything_.size()) - place_);
  const auto size = static_cast<std::ptrdiff_t>(count);
  const std::span<const std::uint32_t> units = std::span(everything_.rows).subspan(place_, count);
  everything_.fill(place_, count, 0, block_);
  const std::size_t used = estimated() ? weightings : 1;
  std::array<std::array<double, stats::design_block>, weightings> weights;
  weights[none].fill(1);
  if (estimated()) {
    const bool treated = group == 1;
    stats::show_weights(units, logits_.data(), treated,
                        {weights[ate].data(), weights[att].data(), weights[ato].data()});
    weights[trimmed_ate].fill(0);
    if (trimmed_estimated()) {
      stats::show_weights(units, trimmed_logits_.data(), treated, {weights[trimmed_ate].data(), nullptr, nullptr});
    }
    for (std::size_t i = 0; i < count; ++i) {
      const bool in = !std::isnan(logits_[units[i]]);
      weights[matched][i] = in ? in_pair_[units[i]] : 0;
      weights[replaced][i] = in ? replaced_.weights[units[i]] : 0;
    }
  }
  for (std::size_t w = 0; w < used; ++w) {
    stats::add_weights(std::span(weights[w]).first(count), weighed_[w][group]);
  }
  std::array<double, stats::design_block> squared;
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    const double* const x = block_.col(static_cast<Eigen::Index>(j) + 1).data();
    stats::set_square(x, squared.data(), size);
    for (std::size_t w = 0; w < used; ++w) {
      columns_[j][w].sum[group] += stats::dot(x, weights[w].data(), size);
      columns_[j][w].squares[group] += stats::dot(squared.data(), weights[w].data(), size);
    }
    Values& values = values_[j];
    for (std::size_t i = 0; i < count && !values.several; ++i) {
      if (x[i] != values.first && values.other == values.first) {
        values.other = x[i];
      }
      values.several = x[i] != values.first && x[i] != values.other;
    }
  }
  place_ += count;
}

void EffectObservational::Work::add_overlap() {
  const std::vector<double>& logits = run_->fit().logits();
  std::array<double, 2> least{1, 1}, most{0, 0};
  result_.overlap.resize(bins);
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const std::size_t group = treated_[run_->rows()[i]];
    const double e = propensity_of(logits[i]);
    least[group] = std::fmin(least[group], e);
    most[group] = std::fmax(most[group], e);
    PropensityBin& bin = result_.overlap[std::min(bins - 1, static_cast<std::size_t>(e * bins))];
    ++(group == 1 ? bin.treatment : bin.control);
  }
  const std::array<std::size_t, 2> sizes = run_->effects().sizes();
  for (std::size_t b = 0; b < bins; ++b) {
    PropensityBin& bin = result_.overlap[b];
    bin.from = static_cast<double>(b) / static_cast<double>(bins);
    bin.to = static_cast<double>(b + 1) / static_cast<double>(bins);
    bin.control_share = static_cast<double>(bin.control) / static_cast<double>(sizes[0]);
    bin.treatment_share = static_cast<double>(bin.treatment) / static_cast<double>(sizes[1]);
  }
  const double low = std::fmax(least[0], least[1]), high = std::fmin(most[0], most[1]);
  auto outside = static_cast<std::int64_t>(run_->certain());
  for (const double logit : logits) {
    const double e = propensity_of(logit);
    outside += e < low || e > high ? 1 : 0;
  }
  if (low <= high) {
    result_.support_low = low;
    result_.support_high = high;
  }
  result_.outside_support = outside;
  result_.outside_support_share = static_cast<double>(outside) / static_cast<double>(sample_.size());
  result_.caliper_logit = std::isfinite(caliper_) ? std::optional(caliper_) : std::nullopt;
}

void EffectObservational::Work::add_naive() {
  std::array<double, 2> variances{}, free{};
  for (const std::size_t g : {0U, 1U}) {
    const auto n = static_cast<double>(moments_[g].count());
    variances[g] = moments_[g].variance() / n;
    free[g] = n - 1;
  }
  // Welch's degrees of freedom from shares, whatever the size of the variances.
  const double variance = variances[0] + variances[1], share = variances[0] / variance;
  const double df = 1 / (share * share / free[0] + (1 - share) * (1 - share) / free[1]);
  Estimate naive =
      estimate_of(naive_text, moments_[1].mean() - moments_[0].mean(), std::sqrt(variance), df, request_.confidence);
  naive.note = "Holds no covariate fixed: shown to see how much the adjustment changes.";
  result_.estimates.push_back(std::move(naive));
}

void EffectObservational::Work::add_effect(const MethodText& text, const ArmPair& pair, std::string note) {
  if (!std::isfinite(pair.difference()) || !std::isfinite(pair.variance)) {
    return;
  }
  Estimate effect = estimate_of(text, pair.difference(), std::sqrt(pair.variance),
                                std::numeric_limits<double>::infinity(), request_.confidence);
  effect.note = std::move(note);
  result_.estimates.push_back(std::move(effect));
  add_e_value(text, pair);
}

void EffectObservational::Work::add_e_value(const MethodText& text, const ArmPair& pair) {
  const double z = stats::normal_quantile_upper((1 - request_.confidence) / 2);
  double log_ratio = 0, reach = 0;
  if (binary_) {
    if (moments_[0].mean() == 0 || moments_[1].mean() == 0 || !(pair.control > 0) || !(pair.treatment > 0) ||
        !std::isfinite(pair.log_ratio_variance)) {
      return;
    }
    log_ratio = std::log(pair.treatment / pair.control);
    reach = z * std::sqrt(pair.log_ratio_variance);
  } else {
    const double scale = std::log(stats::risk_ratio_of_smd(1)) / sd_;
    log_ratio = pair.difference() * scale;
    reach = z * std::sqrt(pair.variance) * scale;
  }
  const double low = std::exp(log_ratio - reach), high = std::exp(log_ratio + reach);
  if (!(pair.variance > 0) || !(low > 1e-100) || !(high < 1e100)) {
    return;
  }
  result_.e_values.push_back({std::string(text.method), joined(text.label, ", ", text.quantity), std::exp(log_ratio),
                              low, high, stats::e_value(std::exp(log_ratio)), stats::e_value_of_interval(low, high)});
}

void EffectObservational::Work::add_matching() {
  const auto treated = static_cast<std::int64_t>(run_->effects().sizes()[1]);
  const auto row = [&](const MethodText& text, std::size_t n, std::int64_t controls, double largest) {
    result_.matchings.push_back({std::string(text.method), std::string(text.label), static_cast<std::int64_t>(n),
                                 treated - static_cast<std::int64_t>(n), controls, largest});
  };
  const auto note = [&](std::size_t n) {
    return static_cast<std::int64_t>(n) == treated ? std::string("Takes the propensity as known.")
                                                   : joined("On the ", static_cast<std::int64_t>(n), " of ", treated,
                                                            " treated with a match. Takes the propensity as known.");
  };
  row(matched_text, pairs_.size(), static_cast<std::int64_t>(pairs_.size()), pairs_.empty() ? 0 : 1);
  if (pairs_.size() > 1) {
    const auto n = static_cast<double>(pairs_.size());
    ArmPair means;
    for (const stats::MatchedPair& pair : pairs_) {
      means.treatment += outcome()[pair.treated] / n;
      means.control += outcome()[pair.control] / n;
    }
    std::vector<double> differences;
    for (const stats::MatchedPair& pair : pairs_) {
      const double y1 = outcome()[pair.treated], y0 = outcome()[pair.control];
      differences.push_back(y1 - y0);
      const double off = differences.back() - means.difference();
      const double ratio = y1 / means.treatment - y0 / means.control;
      means.variance += off * off / (n - 1) / n;
      means.log_ratio_variance += ratio * ratio / (n - 1) / n;
    }
    Estimate effect =
        estimate_of(matched_text, means.difference(), std::sqrt(means.variance), n - 1, request_.confidence);
    effect.note = note(pairs_.size());
    result_.estimates.push_back(std::move(effect));
    add_e_value(matched_text, means);
    const stats::RosenbaumBounds bounds(std::move(differences));
    result_.rosenbaum_pairs = static_cast<std::int64_t>(bounds.pairs());
    if (bounds.pairs() > 0) {
      for (const double gamma : {1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0}) {
        result_.rosenbaum.push_back({gamma, bounds.largest_p(gamma)});
      }
      result_.rosenbaum_gamma = bounds.gamma_at(1 - request_.confidence);
    }
  }
  row(replaced_text, replaced_.matched, weighed_[replaced][0].n, replaced_.largest_use);
  if (replaced_.matched > 1) {
    Estimate effect = estimate_of(replaced_text, replaced_.estimate, std::sqrt(replaced_.variance),
                                  std::numeric_limits<double>::infinity(), request_.confidence);
    effect.note = note(replaced_.matched);
    result_.estimates.push_back(std::move(effect));
  }
}

void EffectObservational::Work::add_balance() {
  const auto group_of = [](const Weighed& weighed, const WeighedColumn& column, std::size_t g) -> std::optional<Group> {
    const double sum = weighed[g].sum, free = sum - weighed[g].squares / sum;
    if (!(sum > 0) || !std::isfinite(sum)) {
      return std::nullopt;
    }
    const double mean = column.sum[g] / sum;
    const double squares = std::fmax(0, column.squares[g] - sum * mean * mean);
    // What is left of a constant after cancellation is no variance.
    const bool constant = squares <= 1e-12 * column.squares[g];
    return Group{mean, constant || !(free > 1e-9 * sum) ? 0 : squares / free};
  };
  std::array<std::pair<double, std::size_t>, weightings> worst{};
  std::array<std::int64_t, weightings> above{};
  const std::size_t used = estimated() ? weightings : 1;
  for (std::size_t j = 0; j < columns_.size(); ++j) {
    BalanceRow row;
    row.covariate = term_name(static_cast<Eigen::Index>(j));
    const auto control = group_of(weighed_[none], columns_[j][none], 0),
               treatment = group_of(weighed_[none], columns_[j][none], 1);
    const double sd = std::sqrt((control->variance + treatment->variance) / 2);
    for (std::size_t w = 0; w < used && sd > 0; ++w) {
      const auto c = group_of(weighed_[w], columns_[j][w], 0), t = group_of(weighed_[w], columns_[j][w], 1);
      if (!c || !t) {
        continue;
      }
      const double smd = (t->mean - c->mean) / sd;
      row.*weighting_texts[w].smd = smd;
      if (std::abs(smd) >= worst[w].first) {
        worst[w] = {std::abs(smd), j};
      }
      above[w] += std::abs(smd) > balanced ? 1 : 0;
      if (values_[j].several && sample_.terms[j].level.empty() && c->variance > 0) {
        row.*weighting_texts[w].variance_ratio = t->variance / c->variance;
      }
    }
    result_.balance.push_back(std::move(row));
  }
  for (std::size_t w = 0; w < used; ++w) {
    const Weighed& weighed = weighed_[w];
    if (!(weighed[0].sum > 0) || !(weighed[1].sum > 0)) {
      continue;
    }
    const auto ess = [&](std::size_t g) { return weighed[g].sum * weighed[g].sum / weighed[g].squares; };
    WeightingRow row;
    row.method = weighting_texts[w].method;
    row.label = weighting_texts[w].label;
    row.n_control = weighed[0].n;
    row.n_treatment = weighed[1].n;
    row.ess_control = ess(0);
    row.ess_treatment = ess(1);
    const auto units = static_cast<double>(weighed[0].n + weighed[1].n);
    row.mean_weight = (weighed[0].sum + weighed[1].sum) / units;
    row.largest_weight = std::fmax(weighed[0].largest, weighed[1].largest);
    row.largest_share = std::fmax(weighed[0].largest / weighed[0].sum, weighed[1].largest / weighed[1].sum);
    if (!columns_.empty()) {
      row.largest_smd = worst[w].first;
      row.largest_smd_of = term_name(static_cast<Eigen::Index>(worst[w].second));
    }
    row.unbalanced = above[w];
    result_.weightings.push_back(row);
    if (w == ate) {
      const double share[2] = {static_cast<double>(weighed[0].n) / units, static_cast<double>(weighed[1].n) / units};
      row.method = "ate_stabilised";
      row.label = "Inverse propensity, stabilised";
      row.mean_weight = (weighed[0].sum * share[0] + weighed[1].sum * share[1]) / units;
      row.largest_weight = std::fmax(weighed[0].largest * share[0], weighed[1].largest * share[1]);
      result_.weightings.push_back(row);
    }
  }
}

void EffectObservational::Work::add_propensity() {
  const Eigen::MatrixXd inverse = stats::inverse_of_triangle(run_->fit().factor());
  const Eigen::VectorXd& b = run_->fit().coefficients();
  double intercept = b[0];
  for (std::size_t j = 0; j < run_->columns().size(); ++j) {
    const Eigen::Index column = run_->columns()[j];
    const DesignTerm& term = sample_.terms[static_cast<std::size_t>(column)];
    const auto place = static_cast<Eigen::Index>(j) + 1;
    const double coefficient = b[place] * term.scale, se = inverse.row(place).norm() * term.scale;
    intercept -= coefficient * term.centre;
    result_.propensity.push_back({term_name(column), coefficient, se, std::exp(std::fmin(coefficient, 700)),
                                  std::fmin(1, 2 * stats::normal_sf(std::abs(coefficient / se)))});
  }
  result_.propensity_intercept = intercept;
}

const Estimate* EffectObservational::Work::estimate(std::string_view method) const {
  const auto found = std::find_if(result_.estimates.begin(), result_.estimates.end(),
                                  [&](const Estimate& e) { return e.method == method; });
  return found == result_.estimates.end() ? nullptr : &*found;
}

const WeightingRow* EffectObservational::Work::weighting(std::string_view method) const {
  const auto found = std::find_if(result_.weightings.begin(), result_.weightings.end(),
                                  [&](const WeightingRow& w) { return w.method == method; });
  return found == result_.weightings.end() ? nullptr : &*found;
}

void EffectObservational::Work::add_assumptions() {
  std::string unobserved =
      "No method here, and no other, can show from these data that nothing unobserved drives both who was treated and "
      "the outcome. An experiment could.";
  for (const EValueRow& row : result_.e_values) {
    if (row.method == result_.headline) {
      unobserved += joined(" It would take a risk ratio of ", rounded(row.e_value),
                           " with both to explain this estimate away, of ", rounded(row.e_value_interval),
                           " to reach the interval's nearer end.");
    }
  }
  assume("No unobserved cause of both", unobserved, Standing::unchecked);
  if (!estimated()) {
    assume("Overlap",
           run_->end() == PropensityRun::End::no_overlap
               ? "The covariates say of every unit which group it is in: there is nobody to compare with."
               : "The propensity could not be fitted.",
           Standing::broken);
    return;
  }
  const std::string_view method = request_.target == Target::everyone  ? "ate"
                                  : request_.target == Target::treated ? "att"
                                                                       : "overlap";
  const WeightingRow& weights = *weighting(method);
  const double share = *result_.outside_support_share;
  const double effective = std::fmin(weights.ess_control / static_cast<double>(weights.n_control),
                                     weights.ess_treatment / static_cast<double>(weights.n_treatment));
  const bool no_support = !result_.support_low;
  const Standing overlap = no_support || share > 0.2 || effective < 0.1 || weights.largest_share > 0.2
                               ? Standing::broken
                           : share > 0.05 || effective < 0.5 || weights.largest_share > 0.05 ? Standing::doubtful
                                                                                             : Standing::fine;
  assume("Overlap",
         joined(percent(share),
                " of the units are outside the other group's propensities; with the weights a group "
                "tells as much as ",
                percent(effective), " of its units, and one unit has up to ", percent(weights.largest_share),
                " of the weight.",
                overlap != Standing::fine && request_.target == Target::everyone
                    ? " The effect on the treated, or where the groups overlap, asks less of these data."
                    : ""),
         overlap);
  if (run_->certain() > 0) {
    assume("No group is certain",
           joined(names_of(run_->separating()), " left no doubt about the group of ",
                  counted(static_cast<double>(run_->certain()), "unit", "units"),
                  ". What is estimated is the effect among the others."),
           Standing::broken);
  } else {
    assume("No group is certain", "No combination of the covariates separates the groups.", Standing::fine);
  }
  if (weights.largest_smd) {
    assume("Balance of the covariates",
           joined("After weighting the largest standardised difference is ", rounded(*weights.largest_smd), " (",
                  weights.largest_smd_of, "); before it was ", rounded(*weighting("none")->largest_smd),
                  ". Above 0.1 the propensity model misses something, such as a square or a product."),
           *weights.largest_smd <= balanced     ? Standing::fine
           : *weights.largest_smd <= unbalanced ? Standing::doubtful
                                                : Standing::broken);
  }
  const auto smaller = static_cast<double>(std::min(result_.n_control, result_.n_treatment));
  const double per_term = smaller / static_cast<double>(run_->columns().size() + 1);
  assume("Enough units for the models",
         joined("The smaller group has ", rounded(per_term),
                " units for each coefficient; below 10 standard errors "
                "are too small."),
         per_term >= 10  ? Standing::fine
         : per_term >= 5 ? Standing::doubtful
                         : Standing::broken);
  const Estimate* const weighted = estimate("ipw_hajek_ate");
  const Estimate* const robust = estimate("aipw_ate");
  if (weighted && robust && weighted->se && robust->se) {
    const double gap = std::abs(weighted->estimate - robust->estimate) / std::fmax(*weighted->se, *robust->se);
    assume("The models agree",
           joined("Weighting and doubly robust estimation differ by ", rounded(gap),
                  " standard errors. Far apart, one of the models is wrong."),
           gap <= 2   ? Standing::fine
           : gap <= 3 ? Standing::doubtful
                      : Standing::broken);
  }
  assume("Covariates come before the treatment",
         "A covariate that the treatment changed hides part of the effect or makes one up.", Standing::unchecked);
  assume("Units do not affect each other", "One unit's treatment does not change another's outcome.",
         Standing::unchecked);
  assume("Each row is another unit",
         request_.unit.empty() ? joined("No column names the units; each of the rows counts as one.")
         : repeated_           ? joined("“", request_.unit, "” repeats and its rows are kept apart.")
                               : joined("“", request_.unit, "” names a unit once, its rows put together."),
         request_.unit.empty() ? Standing::unchecked
         : repeated_           ? Standing::broken
                               : Standing::fine);
}

void EffectObservational::Work::add_sentence() {
  const Estimate& naive = result_.estimates.front();
  result_.caution =
      "No method can show from such data that nothing unobserved differs between the groups; only chance assignment "
      "rules it out.";
  std::string& sentence = result_.sentence;
  sentence = joined("In “", result_.treatment, "” ", request_.outcome, " was on average ",
                    rounded(moments_[1].mean(), 4), ", in “", result_.control, "” ", rounded(moments_[0].mean(), 4),
                    ": ", signed_number(naive.estimate), " as observed.");
  const Estimate& headline = *estimate(result_.headline);
  if (&headline == &naive) {
    sentence +=
        " Nobody assigned the treatment by chance and the covariates leave nobody to compare with, so this is "
        "no effect.";
    return;
  }
  sentence += joined(" With ", counted(static_cast<double>(sample_.covariates.size()), "covariate", "covariates"),
                     " held fixed, the effect ",
                     request_.target == Target::everyone  ? "on everyone"
                     : request_.target == Target::treated ? "on the treated"
                                                          : "where the groups overlap",
                     " is estimated at ", signed_number(headline.estimate));
  if (headline.ci_low) {
    sentence += joined(" (", percent(request_.confidence), " interval ", signed_number(*headline.ci_low), " to ",
                       signed_number(*headline.ci_high), ")");
  }
  sentence += ", if nothing unobserved differs between the groups, which no method can show.";
  std::vector<std::string_view> broken;
  for (const Assumption& assumption : result_.assumptions) {
    if (assumption.standing == Standing::broken) {
      broken.push_back(assumption.title);
    }
  }
  if (!broken.empty()) {
    sentence += joined(" Do not rely on it: of what it rests on, this does not hold: ", listed(broken, "and"), ".");
  }
}

Outcome<EffectObservationalResult> EffectObservational::Work::finish() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  result_.outcome = request_.outcome;
  result_.control = sample_.arms[0];
  result_.treatment = sample_.arms[1];
  result_.confidence = request_.confidence;
  result_.rows_total = sample_.rows_total;
  result_.rows_used = static_cast<std::int64_t>(sample_.size());
  result_.n_control = moments_[0].count();
  result_.n_treatment = moments_[1].count();
  result_.without_counterpart = static_cast<std::int64_t>(run_->certain());
  result_.left_out = std::move(sample_.left_out);
  add_naive();
  add_balance();
  if (estimated()) {
    add_overlap();
    add_propensity();
    const stats::PropensityEffects& effects = run_->effects();
    for (const Listed& method : listed_methods) {
      if (effects.has_regression() || !method.regresses) {
        add_effect(method.text, effects.of(method.adjusting));
      }
    }
    if (trimmed_estimated()) {
      const auto n = static_cast<std::int64_t>(trimmed()->rows().size());
      const std::string note = joined(
          "Of ", n, nothing_trimmed_ ? " units: nobody was trimmed." : " units; their propensity was fitted again.");
      add_effect(trimmed_hajek_text, trimmed()->effects().of(Adjusting::ipw_hajek_ate), note);
      if (trimmed()->effects().has_regression()) {
        add_effect(trimmed_aipw_text, trimmed()->effects().of(Adjusting::aipw_ate), note);
      }
    } else if (trimmed_run_) {
      issues_.push_back(warning(Code::arm_too_small, "trim",
                                joined("Of ", static_cast<std::int64_t>(run_->rows().size()), " units ",
                                       *result_.trimmed, " are trimmed; those who stay can not be compared.")));
    }
    add_matching();
  }
  const auto first_of = [&](std::string_view wanted, std::string_view otherwise) {
    return std::string(estimate(wanted) ? wanted : estimate(otherwise) ? otherwise : "naive");
  };
  result_.headline = request_.target == Target::everyone  ? first_of("aipw_ate", "ipw_hajek_ate")
                     : request_.target == Target::treated ? first_of("aipw_att", "ipw_hajek_att")
                                                          : first_of("overlap_ato", "naive");
  add_assumptions();
  add_sentence();
  return {std::move(result_), std::move(issues_)};
}

EffectObservational::EffectObservational() = default;
EffectObservational::EffectObservational(EffectObservational&&) noexcept = default;
EffectObservational& EffectObservational::operator=(EffectObservational&&) noexcept = default;
EffectObservational::~EffectObservational() = default;

Outcome<EffectObservational> EffectObservational::prepare(const Table& table, const Request& request) {
  SampleRequest sample;
  sample.arm = request.arm;
  sample.control = request.control;
  sample.treatment = request.treatment;
  sample.numbers = {{"outcome", request.outcome, "outcome", true}};
  sample.covariates = request.covariates;
  sample.missing_covariates = request.missing_covariates;
  sample.unit = request.unit;
  sample.unit_rows = request.unit_rows;
  if (!request.unit.empty() && request.unit_rows == RowsOfUnit::separate) {
    sample.groups = {{"unit", request.unit, "unit", false}};
  }
  Outcome<SampleReader> reader = SampleReader::prepare(table, std::move(sample));
  if (request.covariates.empty()) {
    reader.issues.push_back(error(Code::required, "covariates",
                                  "Choose what may drive both who was treated and the outcome. Without a covariate "
                                  "there is nothing to adjust for."));
  }
  if (!reader || has_error(reader.issues)) {
    return std::move(reader.issues);
  }
  EffectObservational operation;
  operation.work_ = std::make_unique<Work>(request, std::move(*reader), std::move(reader.issues));
  return operation;
}

bool EffectObservational::step() { return work_->step(); }
double EffectObservational::progress() const { return work_->progress(); }
Outcome<EffectObservationalResult> EffectObservational::finish() { return work_->finish(); }

}  // namespace sutva::analyze
