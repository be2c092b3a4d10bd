// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_compliance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "analyze/checks.hpp"
#include "analyze/columns.hpp"
#include "analyze/comparison.hpp"
#include "analyze/unit_loops.hpp"
#include "base/words.hpp"
#include "stats/attrition_bounds.hpp"
#include "stats/distributions.hpp"
#include "stats/intervals.hpp"
#include "stats/kernels.hpp"
#include "stats/regression.hpp"
#include "stats/two_stage.hpp"

namespace sutva::analyze {
namespace {

using stats::TwoStage;
using stats::Variances;

constexpr double weak_f = 10;       // Staiger and Stock (1997), Econometrica 65:557
constexpr double strong_f = 104.7;  // Lee, McCrary, Moreira and Porter (2022), American Economic Review 112:3260
constexpr std::size_t most_levels_received = 50;

WeakShape shape_of(stats::SetShape shape) {
  switch (shape) {
    case stats::SetShape::interval:
      return WeakShape::interval;
    case stats::SetShape::two_rays:
      return WeakShape::two_rays;
    case stats::SetShape::up_to:
      return WeakShape::up_to;
    case stats::SetShape::from:
      return WeakShape::from;
    case stats::SetShape::line:
      break;
  }
  return WeakShape::line;
}

// What one pair of regressions gave.
struct Fit {
  TwoStage iv;
  std::int64_t units = 0;
};

}  // namespace

class EffectCompliance::Work {
 public:
  Work(const table::Table& table, const Request& request) : table_(&table), request_(request) {}

  static Outcome<EffectCompliance> begin(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

 private:
  enum class Stage { read, fit, bounds, done };
  // Regressions in the order they are done.
  enum Part : std::size_t {
    compliers,
    compliers_adjusted,
    assigned,
    assigned_adjusted,
    as_treated,
    per_protocol,
    parts
  };

  void take();
  void choose_rows();
  bool begin_part();
  void end_part();
  void find_bounds();

  double variance(const Variances& v) const { return clusters_ ? v.cr1.value_or(0) : v.hc2; }
  double df(const TwoStage& iv) const { return clusters_ ? iv.clusters - 1 : iv.df; }
  const Fit* fit(Part part) const { return fits_[part] ? &*fits_[part] : nullptr; }
  const Fit* fit_assigned(bool adjusted) const {
    const Fit* own = fit(adjusted ? assigned_adjusted : assigned);
    return own ? own : fit(adjusted ? compliers_adjusted : compliers);
  }
  std::string errors_said() const { return clusters_ ? "CR1 by clusters" : "HC2"; }
  std::string difference() const { return joined(sample_.arms[1], " − ", sample_.arms[0]); }

  void add_uptake(Result& result);
  void add_assigned(Result& result) const;
  void add_compliers(Result& result);
  void add_weak(Result& result, const Fit& fit, const std::string& label) const;
  void add_naive(Result& result) const;
  void add_bounds(Result& result) const;
  void add_assumptions(Result& result) const;
  std::string sentence(const Result& result) const;

  const table::Table* table_;
  Request request_;
  std::optional<SampleReader> reader_;
  ClusterChoice choice_;
  bool by_level_ = false;
  std::string level_;
  Stage stage_ = Stage::read;
  Sample sample_;
  std::optional<stats::Clusters> clusters_;
  std::vector<Check> checks_;
  std::vector<double> z_;         // by unit: 1 in treatment
  std::vector<double> received_;  // by unit; NaN where missing
  bool yes_no_ = true;
  Eigen::MatrixXd no_columns_;
  std::vector<std::uint32_t> with_outcome_, with_both_;
  std::size_t part_ = 0;
  bool second_pass_ = false;
  std::optional<stats::Regression> regression_;
  std::array<std::optional<Fit>, parts> fits_;
  std::optional<stats::LeeBounds> lee_;
  std::optional<stats::EffectBounds> worst_;
  double least_ = 0, most_ = 0;
  Issues issues_;
};

Outcome<EffectCompliance> EffectCompliance::Work::begin(const table::Table& table, const Request& request) {
  auto work = std::make_unique<Work>(table, request);
  Issues issues;
  SampleRequest wanted;
  wanted.arm = request.arm;
  wanted.control = request.control;
  wanted.treatment = request.treatment;
  wanted.covariates = request.covariates;
  wanted.missing_covariates = request.missing_covariates;
  wanted.numbers.push_back({"outcome", request.outcome, "outcome", false});
  const table::Column* received = table.find(request.received);
  work->level_ = request.received_level;
  if (received && work->level_.empty() && !NumberView::of(*received)) {
    // The names of the arms may stand there, too.
    if (const auto arms = ArmView::of(table, request.arm, request.control, request.treatment)) {
      work->level_ = arms->treatment();
    }
  }
  if (received && !work->level_.empty()) {
    const auto levels = levels_of(*received, most_levels_received);
    const bool known = levels && std::any_of(levels->begin(), levels->end(),
                                             [&](const LevelCount& level) { return level.level == work->level_; });
    work->by_level_ = known;
    if (!known && !request.received_level.empty()) {
      issues.push_back(error(Code::unknown_level, "received_level",
                             joined("“", request.received, "” never says “", request.received_level, "”.")));
    }
  }
  if (work->by_level_) {
    wanted.groups.push_back({"received", request.received, "treatment received", false});
  } else {
    wanted.numbers.push_back({"received", request.received, "treatment received", false});
  }
  if (request.outcome_range == OutcomeRange::given && !(request.outcome_min < request.outcome_max)) {
    issues.push_back(error(Code::conflict, "outcome_max",
                           joined("The highest possible outcome must be above the lowest, ", request.outcome_min, "."),
                           request.outcome_min));
  }
  work->choice_ = ClusterChoice::want(table, request.unit, request.unit_rows, request.cluster, wanted, issues);
  Outcome<SampleReader> reader = SampleReader::prepare(table, std::move(wanted));
  append(issues, std::move(reader.issues));
  if (has_error(issues)) {
    return issues;
  }
  work->reader_.emplace(std::move(*reader));
  EffectCompliance operation;
  operation.work_ = std::move(work);
  return {std::move(operation), std::move(issues)};
}

double EffectCompliance::Work::progress() const {
  switch (stage_) {
    case Stage::read:
      return 0.3 * reader_->progress();
    case Stage::fit:
      return 0.3 + 0.6 * (static_cast<double>(part_) + (regression_ ? regression_->progress() : 0)) /
                       static_cast<double>(parts);
    case Stage::bounds:
      return 0.9;
    case Stage::done:
      break;
  }
  return 1;
}

bool EffectCompliance::Work::step() {
  switch (stage_) {
    case Stage::read:
      if (!reader_->step()) {
        take();
        stage_ = has_error(issues_) ? Stage::done : Stage::fit;
      }
      break;
    case Stage::fit:
      if (!regression_) {
        while (part_ < parts && !begin_part()) {
          ++part_;
        }
        stage_ = part_ == parts ? Stage::bounds : Stage::fit;
      } else if (!regression_->step()) {
        end_part();
      }
      break;
    case Stage::bounds:
      find_bounds();
      stage_ = Stage::done;
      break;
    case Stage::done:
      return false;
  }
  return stage_ != Stage::done;
}

void EffectCompliance::Work::take() {
  Outcome<Sample> sample = reader_->take();
  append(issues_, std::move(sample.issues));
  if (has_error(issues_)) {
    return;
  }
  sample_ = std::move(*sample);
  clusters_ = choice_.of(sample_);
  choice_.check(sample_, clusters_, issues_);
  z_.resize(sample_.size());
  show_arm(sample_.arm, z_.data());
  if (by_level_) {
    const Grouping& grouping = sample_.groups.front();
    std::vector<double> means;
    for (const std::uint32_t row : grouping.first_rows) {
      means.push_back(content_at(*table_->find(request_.received), row) == level_ ? 1 : 0);
    }
    for (const std::int32_t group : grouping.of) {
      received_.push_back(group < 0 ? table::missing_number : means[static_cast<std::size_t>(group)]);
    }
  } else {
    received_ = std::move(sample_.numbers[1]);
  }
  no_columns_.resize(static_cast<Eigen::Index>(sample_.size()), 0);
  choose_rows();
  if (has_error(issues_)) {
    return;
  }
  Compared compared{*table_, sample_, {request_.outcome}, two_shares(request_.expected_treatment_share)};
  compared.unit = request_.unit;
  compared.rows_apart = request_.unit_rows == RowsOfUnit::separate;
  compared.groups = choice_.grouping(sample_);
  compared.groups_are_units = choice_.field == "unit";
  compared.means = compared.normal_means = true;
  checks_ = checks_of(compared);
}

void EffectCompliance::Work::choose_rows() {
  const std::vector<double>& y = sample_.numbers[0];
  KnownUnits units = known_units(sample_.arm, y, received_);
  const auto& known = units.first;
  const auto& both = units.both;
  const auto& low = units.low;
  const auto& high = units.high;
  yes_no_ = units.second_yes_no;
  with_outcome_ = std::move(units.with_first);
  with_both_ = std::move(units.with_both);
  for (const std::size_t arm : {0U, 1U}) {
    if (known[arm] < 2) {
      issues_.push_back(error(Code::arm_too_small, arm == 0 ? "control" : "treatment",
                              joined("“", sample_.arms[arm], "” has ", known[arm] == 0 ? "no unit" : "only one unit",
                                     " with an outcome; an arm needs at least two."),
                              2.0));
    }
  }
  if (has_error(issues_)) {
    return;
  }
  if (low[0] == high[0] && low[1] == high[1]) {
    issues_.push_back(
        error(Code::constant, "outcome",
              joined("“", request_.outcome, "” does not vary within the arms; no standard error exists.")));
  }
  least_ = std::min(low[0], low[1]);
  most_ = std::max(high[0], high[1]);
  if (request_.outcome_range == OutcomeRange::given) {
    if (least_ < request_.outcome_min) {
      issues_.push_back(error(Code::conflict, "outcome_min",
                              joined("“", request_.outcome, "” goes down to ", least_, "; the lowest possible outcome ",
                                     "can not be above it."),
                              least_));
    }
    if (most_ > request_.outcome_max) {
      issues_.push_back(error(Code::conflict, "outcome_max",
                              joined("“", request_.outcome, "” goes up to ", most_, "; the highest possible outcome ",
                                     "can not be below it."),
                              most_));
    }
    least_ = request_.outcome_min;
    most_ = request_.outcome_max;
  }
  if (both[0] < 2 || both[1] < 2) {
    issues_.push_back(
        warning(Code::missing_values, "received",
                joined("“", request_.received, "” is known for fewer than two units with outcome in “",
                       sample_.arms[both[0] < 2 ? 0 : 1], "”; only the effect of being assigned is shown.")));
    with_both_.clear();
  }
}

// Starts the next regression; false where there is nothing to do in this part.
bool EffectCompliance::Work::begin_part() {
  const double* const y = sample_.numbers[0].data();
  const bool adjusted = part_ == compliers_adjusted || part_ == assigned_adjusted;
  if (adjusted && sample_.x.cols() == 0) {
    return false;
  }
  const Eigen::MatrixXd& x = adjusted ? sample_.x : no_columns_;
  second_pass_ = false;
  switch (part_) {
    case compliers:
    case compliers_adjusted:
      if (with_both_.empty()) {
        return false;
      }
      regression_.emplace(x, with_both_, std::vector<const double*>{z_.data(), received_.data(), y});
      return true;
    case assigned:
    case assigned_adjusted:
      if (with_both_.size() == with_outcome_.size()) {
        return false;  // the reduced form of the parts before is the same
      }
      regression_.emplace(x, with_outcome_, std::vector<const double*>{z_.data(), z_.data(), y});
      return true;
    case as_treated:
      if (with_both_.empty()) {
        return false;
      }
      regression_.emplace(x, with_both_, std::vector<const double*>{received_.data(), received_.data(), y});
      return true;
    default: {
      if (!yes_no_) {
        return false;
      }
      std::vector<std::uint32_t> as_assigned = units_where_equal(with_both_, received_.data(), z_.data());
      const double treated = sum_of_units(as_assigned, z_.data(), 0);
      if (treated < 2 || static_cast<double>(as_assigned.size()) - treated < 2) {
        return false;
      }
      regression_.emplace(x, std::move(as_assigned), std::vector<const double*>{z_.data(), z_.data(), y});
      return true;
    }
  }
}

// After a pass over the rows.
void EffectCompliance::Work::end_part() {
  const bool adjusted = part_ == compliers_adjusted || part_ == assigned_adjusted;
  if (!second_pass_) {
    second_pass_ = true;
    const bool enough =
        static_cast<Eigen::Index>(regression_->rows().size()) >
        1 + regression_->means().size() - static_cast<Eigen::Index>(regression_->dependent().size()) + 1;
    if (enough && regression_->solve(regression_->dependent(), regression_->means())) {
      if (part_ == compliers_adjusted) {
        for (const SampleCovariate& covariate : sample_.covariates) {
          const auto& gone = regression_->dependent();
          if (std::all_of(covariate.columns.begin(), covariate.columns.end(),
                          [&](Eigen::Index j) { return std::find(gone.begin(), gone.end(), j) != gone.end(); })) {
            issues_.push_back(
                warning(Code::dropped_column, "covariates",
                        joined("“", covariate.name, "” adds nothing to the other covariates and was left out.")));
          }
        }
      }
      return;
    }
    if (adjusted) {
      issues_.push_back(warning(Code::arm_too_small, "covariates",
                                joined("There are too few units for ", static_cast<std::int64_t>(sample_.x.cols()),
                                       " covariate terms; effects are shown without them.")));
    }
    regression_.reset();
    ++part_;
    return;
  }
  const std::vector<double>& z = regression_->residuals(0);
  const double left = stats::dot(z.data(), z.data(), static_cast<std::ptrdiff_t>(z.size()));
  const double* const regressor = (part_ == as_treated ? received_ : z_).data();
  const double mean = sum_of_units(regression_->rows(), regressor, 0) / static_cast<double>(z.size());
  const double before = centred_sums(regression_->rows(), regressor, mean).squares;
  if (left > 1e-20 * before) {
    stats::Partialled data{regression_->residuals(2),
                           regression_->residuals(1),
                           z,
                           regression_->leverage(),
                           static_cast<double>(regression_->terms()),
                           regression_->rows(),
                           clusters_};
    fits_[part_] = Fit{stats::two_stage(data), static_cast<std::int64_t>(z.size())};
  } else if (adjusted) {
    if (part_ == compliers_adjusted || !fit(compliers)) {
      issues_.push_back(warning(Code::dropped_column, "covariates",
                                "The covariates tell exactly who is in which arm, so no effect is left beside them; "
                                "effects are shown without them. Leave out what repeats the arm."));
    }
  } else if (part_ == as_treated) {
    issues_.push_back(warning(Code::constant, "received",
                              joined("“", request_.received,
                                     "” is the same for everyone: nothing is learned about its "
                                     "effect, only about being assigned.")));
  }
  regression_.reset();
  ++part_;
}

void EffectCompliance::Work::find_bounds() {
  if (with_outcome_.size() == sample_.size()) {
    return;
  }
  const stats::Attrition data{sample_.numbers[0], sample_.arm, clusters_};
  lee_ = stats::lee_bounds(data);
  worst_ = stats::worst_case_bounds(data, least_, most_);
}

void EffectCompliance::Work::add_uptake(Result& result) {
  std::optional<stats::ClusterProducts> products;
  if (clusters_) {
    products.emplace(*clusters_);
  }
  const std::vector<std::vector<std::uint32_t>> units_told = units_by_arm(sample_.arm, received_, 2),
                                                units_known = units_by_arm(sample_.arm, sample_.numbers[0], 2);
  const std::vector<std::int64_t> units_in_arm = sample_.arm_sizes();
  for (const std::size_t arm : {0U, 1U}) {
    const std::vector<std::uint32_t>&told = units_told[arm], &known = units_known[arm];
    Uptake row;
    row.level = sample_.arms[arm];
    row.role = arm == 0 ? "control" : "treatment";
    row.assigned = sample_.assigned[arm];
    row.missing_outcome = sample_.missing[0][arm];
    row.missing_outcome_share = static_cast<double>(row.missing_outcome) / static_cast<double>(row.assigned);
    row.used = static_cast<std::int64_t>(known.size());
    const CellMean y = cell_mean(known, sample_.numbers[0], nullptr);
    row.mean = y.mean;
    row.sd = std::sqrt(y.variance);
    row.missing_received = units_in_arm[arm] - static_cast<std::int64_t>(told.size());
    if (!told.empty()) {
      const CellMean d = cell_mean(told, received_, products ? &*products : nullptr);
      row.received = d.mean;
      if (yes_no_ && !products) {
        const auto n = static_cast<double>(told.size());
        const stats::Interval interval = stats::wilson(std::round(d.mean * n), n, request_.confidence);
        row.ci_low = interval.low;
        row.ci_high = interval.high;
      } else if (d.tested()) {
        const Estimate e = estimate_of({}, d.mean, std::sqrt(d.variance_of_mean), d.df, request_.confidence);
        row.ci_low = yes_no_ && e.ci_low ? std::optional(std::max(0.0, *e.ci_low)) : e.ci_low;
        row.ci_high = yes_no_ && e.ci_high ? std::optional(std::min(1.0, *e.ci_high)) : e.ci_high;
      }
    }
    result.uptake.push_back(std::move(row));
  }
}

void EffectCompliance::Work::add_assigned(Result& result) const {
  const std::string quantity = joined("Effect of being assigned, ", difference());
  for (const bool adjusted : {false, true}) {
    const Fit* f = fit_assigned(adjusted);
    if (!f) {
      continue;
    }
    const TwoStage& iv = f->iv;
    double degrees = df(iv);
    if (!adjusted && !clusters_) {
      const auto& c = result.uptake[0];
      const auto& t = result.uptake[1];
      const auto nc = static_cast<double>(c.used), nt = static_cast<double>(t.used);
      degrees = difference_df({0, *c.sd * *c.sd / nc, nc - 1}, {0, *t.sd * *t.sd / nt, nt - 1});
    }
    const MethodText text{quantity, adjusted ? "itt_adjusted" : "itt",
                          adjusted ? "Intention to treat, with covariates" : "Intention to treat, difference in means",
                          clusters_  ? "Liang and Zeger (1986), Biometrika 73:13-22"
                          : adjusted ? "MacKinnon and White (1985), Journal of Econometrics 29:305-325"
                                     : "Welch (1947), Biometrika 34:28-35"};
    Estimate e =
        estimate_of(text, iv.reduced_form, std::sqrt(variance(iv.of_reduced_form)), degrees, request_.confidence);
    e.label += joined(" (", adjusted || clusters_ ? errors_said() : "Welch", ")");
    result.estimates.push_back(std::move(e));
  }
}

void EffectCompliance::Work::add_weak(Result& result, const Fit& f, const std::string& label) const {
  const TwoStage& iv = f.iv;
  const double degrees = df(iv);
  if (!(degrees > 0)) {
    return;
  }
  const double t = stats::t_quantile_upper((1 - request_.confidence) / 2, degrees);
  const auto set = stats::anderson_rubin(iv.reduced_form, iv.first_stage, variance(iv.of_reduced_form),
                                         variance(iv.between), variance(iv.of_first_stage), t * t);
  WeakInterval row;
  row.label = label;
  row.shape = shape_of(set.shape);
  const double se = std::sqrt(variance(iv.of_reduced_form));
  row.p_value = se > 0 ? std::min(1.0, stats::t_two_sided_p(iv.reduced_form / se, degrees)) : 0;
  if (row.shape == WeakShape::interval || row.shape == WeakShape::two_rays || row.shape == WeakShape::from) {
    row.low = set.low;
  }
  if (row.shape == WeakShape::interval || row.shape == WeakShape::two_rays || row.shape == WeakShape::up_to) {
    row.high = set.high;
  }
  switch (row.shape) {
    case WeakShape::interval:
      row.finding = joined("The effect lies in ", range_words(set.low, set.high), ".");
      break;
    case WeakShape::two_rays:
      row.finding = joined("Too few comply for an interval: only values between ", number_words(set.low), " and ",
                           number_words(set.high), " can be ruled out.");
      break;
    case WeakShape::line:
      row.finding = "Too few comply: no value of the effect can be ruled out.";
      break;
    case WeakShape::up_to:
      row.finding = joined("Only values above ", number_words(set.high), " can be ruled out.");
      break;
    case WeakShape::from:
      row.finding = joined("Only values below ", number_words(set.low), " can be ruled out.");
      break;
  }
  if (iv.effect) {
    Estimate e;
    const std::string quantity = yes_no_ ? "Effect on those who comply" : "Effect of one more unit received";
    e.quantity = quantity;
    e.method = &f == fit(compliers) ? "anderson_rubin" : "anderson_rubin_adjusted";
    e.label = joined("Anderson-Rubin, ", label, " (", errors_said(), ")");
    e.source = "Anderson and Rubin (1949), Annals of Mathematical Statistics 20:46-63";
    e.estimate = *iv.effect;
    e.df = degrees;
    e.p_value = row.p_value;
    if (row.shape != WeakShape::two_rays) {
      e.ci_low = row.low;
      e.ci_high = row.high;
    }
    e.note = row.shape == WeakShape::interval ? "Right however few comply." : row.finding;
    result.estimates.push_back(std::move(e));
  }
  result.weak_intervals.push_back(std::move(row));
}

void EffectCompliance::Work::add_compliers(Result& result) {
  const std::string quantity = yes_no_ ? "Effect on those who comply" : "Effect of one more unit received";
  for (const Part part : {compliers, compliers_adjusted}) {
    const Fit* f = fit(part);
    if (!f) {
      continue;
    }
    const bool adjusted = part == compliers_adjusted;
    const std::string label = adjusted ? "with covariates" : "without covariates";
    const TwoStage& iv = f->iv;
    const double degrees = df(iv), v = variance(iv.of_first_stage);
    FirstStage stage;
    stage.label = label;
    stage.df = degrees;
    const Estimate of_stage = estimate_of({}, iv.first_stage, std::sqrt(v), degrees, request_.confidence);
    stage.estimate = iv.first_stage;
    stage.se = of_stage.se;
    stage.ci_low = of_stage.ci_low;
    stage.ci_high = of_stage.ci_high;
    // Rounding leaves residuals of about 1e-16 where everyone complied.
    if (v > 1e-26 * iv.first_stage * iv.first_stage) {
      stage.f_robust = iv.first_stage * iv.first_stage / v;
      stage.f_classical = iv.first_stage * iv.first_stage / iv.of_first_stage.classical;
    } else {
      stage.se = stage.ci_low = stage.ci_high = std::nullopt;
    }
    result.first_stages.push_back(stage);
    if (!iv.effect) {
      if (!adjusted && fit(as_treated)) {
        issues_.push_back(warning(Code::no_solution, "received",
                                  joined("“", request_.received,
                                         "” is alike in both arms, so assignment says nothing "
                                         "about its effect.")));
      }
      add_weak(result, *f, label);
      continue;
    }
    const MethodText text{quantity, adjusted ? "tsls" : "wald", adjusted ? "2SLS, with covariates" : "Wald ratio, 2SLS",
                          adjusted ? "Imbens and Angrist (1994), Econometrica 62:467-475; Abadie (2003)"
                                   : "Wald (1940); Imbens and Angrist (1994), Econometrica 62:467-475"};
    Estimate e = estimate_of(text, *iv.effect, std::sqrt(variance(iv.of_effect)), degrees, request_.confidence);
    e.label += joined(" (", errors_said(), ")");
    if (stage.f_robust && *stage.f_robust < strong_f) {
      e.note = joined("F of the first stage is ", rounded(*stage.f_robust),
                      "; below 104.7 this interval may be too short. Read Anderson-Rubin's.");
    }
    result.estimates.push_back(std::move(e));
    result.errors.push_back({label, *iv.effect, std::sqrt(iv.of_effect.classical), std::sqrt(iv.of_effect.hc0),
                             std::sqrt(iv.of_effect.hc1), std::sqrt(iv.of_effect.hc2),
                             iv.of_effect.cr1 ? std::optional(std::sqrt(*iv.of_effect.cr1)) : std::nullopt, degrees});
    add_weak(result, *f, label);
  }
  const Fit* f = fit(compliers);
  if (!f || !yes_no_) {
    return;
  }
  const double never = 1 - result.uptake[1].received.value_or(0), always = result.uptake[0].received.value_or(0);
  result.one_sided = always == 0;
  const FirstStage& stage = result.first_stages.front();
  if (!(stage.estimate > 0) || !f->iv.effect) {
    if (stage.estimate < 0) {
      issues_.push_back(
          warning(Code::conflict, "received",
                  joined("Fewer received the treatment in “", sample_.arms[1], "” than in “", sample_.arms[0],
                         "”. Check which level is the treatment, or what “", request_.received, "” counts.")));
    }
    return;
  }
  result.types.push_back({"Compliers", stage.estimate, stage.ci_low, stage.ci_high,
                          "Receive the treatment when assigned to it and only then. Units with outcome."});
  result.types.push_back({"Always-takers", always, result.uptake[0].ci_low, result.uptake[0].ci_high,
                          "Receive the treatment in either arm: the share that did in control."});
  result.types.push_back({"Never-takers", never, 1 - result.uptake[1].ci_high.value_or(1),
                          1 - result.uptake[1].ci_low.value_or(0),
                          "Receive it in neither arm: the share that did not in treatment."});
  // Means of y where received, and where not, by arm: what moves between the arms are the compliers.
  std::array<double, 2> n{0, 0}, with{0, 0}, without{0, 0};
  for (const std::uint32_t unit : with_both_) {
    ++n[static_cast<std::size_t>(sample_.arm[unit])];
  }
  for (const std::uint32_t unit : with_both_) {
    const auto arm = static_cast<std::size_t>(sample_.arm[unit]);
    (received_[unit] == 1 ? with : without)[arm] += sample_.numbers[0][unit] / n[arm];
  }
  result.complier_mean_treatment = (with[1] - with[0]) / f->iv.first_stage;
  result.complier_mean_control = (without[0] - without[1]) / f->iv.first_stage;

  if (*result.one_sided || never == 0) {
    std::vector<Estimate> same;
    for (const Estimate& e : result.estimates) {
      if (e.quantity == quantity) {
        same.push_back(e);
        same.back().quantity =
            *result.one_sided ? "Effect on those who were treated" : "Effect on those who were not treated";
        same.back().method += *result.one_sided ? "_att" : "_atu";
        same.back().note = *result.one_sided
                               ? "Nobody in control received the treatment, so whoever received it complied."
                               : "Everyone in treatment received it, so whoever did not complied.";
      }
    }
    if (!(*result.one_sided && never == 0)) {
      result.estimates.insert(result.estimates.end(), same.begin(), same.end());
    }
  }
}

void EffectCompliance::Work::add_naive(Result& result) const {
  const auto add = [&](Part part, std::string_view method, std::string_view label, std::string_view note) {
    if (const Fit* f = fit(part)) {
      Estimate e = estimate_of({"Not an effect: naive comparisons", method, label, ""}, f->iv.reduced_form,
                               std::sqrt(variance(f->iv.of_reduced_form)), df(f->iv), request_.confidence);
      e.note = note;
      result.estimates.push_back(std::move(e));
    }
  };
  add(as_treated, "as_treated", yes_no_ ? "As treated" : "As treated, per unit received",
      "Compares those who received with those who did not, whatever was drawn. Who receives is chosen, not random: "
      "this mixes the effect with who they are.");
  add(per_protocol, "per_protocol", "Per protocol",
      "Leaves out those who did not do as assigned, in each arm others: what is left is not randomised.");
}

void EffectCompliance::Work::add_bounds(Result& result) const {
  const auto add = [&](AttritionBounds row, const stats::EffectBounds& b) {
    row.low = b.low;
    row.high = b.high;
    if (std::fmax(b.se_low, b.se_high) > 0) {
      const double c = stats::imbens_manski_critical(b, request_.confidence);
      row.se_low = b.se_low;
      row.se_high = b.se_high;
      row.ci_low = b.low - c * b.se_low;
      row.ci_high = b.high + c * b.se_high;
    }
    result.bounds.push_back(std::move(row));
  };
  if (lee_) {
    AttritionBounds row;
    row.method = "lee";
    row.label = "Lee: those whose outcome is known in either arm";
    row.source = "Lee (2009), Review of Economic Studies 76:1071-1102";
    row.trimmed_share = lee_->trimmed_share;
    row.trimmed_units = lee_->trimmed_units;
    row.note = lee_->trimmed_units == 0 ? std::string("Outcomes are missing equally often, so nothing is trimmed. ")
                                        : joined(percent(lee_->trimmed_share), " of the outcomes of “",
                                                 sample_.arms[lee_->trims_treatment ? 1 : 0], "” are trimmed. ");
    row.note += "Holds where being assigned makes outcomes go missing in one direction only.";
    add(std::move(row), lee_->effect);
  }
  if (worst_) {
    AttritionBounds row;
    row.method = "manski";
    row.label = "Worst case: everyone assigned";
    row.source = "Horowitz and Manski (2000), JASA 95:77-84";
    row.note = joined("Missing outcomes may be anything from ", rounded(least_), " to ", rounded(most_),
                      request_.outcome_range == OutcomeRange::observed ? ", the range that was observed; give the "
                                                                         "possible one if it is wider."
                                                                       : ".");
    add(std::move(row), *worst_);
  }
}

void EffectCompliance::Work::add_assumptions(Result& result) const {
  if (!result.first_stages.empty()) {
    Assumption strong{"Assignment moves what is received strongly", "", Standing::fine};
    const auto& f = result.first_stages.front().f_robust;
    if (f) {
      strong.standing = *f < weak_f ? Standing::broken : *f < strong_f ? Standing::doubtful : Standing::fine;
      strong.reason = joined("F of the first stage is ", rounded(*f),
                             strong.standing == Standing::fine ? "; above 104.7 the usual interval holds."
                                                               : "; below 104.7 (and surely below 10) the interval of "
                                                                 "2SLS may be too short. Anderson-Rubin's holds.");
    } else if (result.first_stages.front().estimate == 0) {
      strong.standing = Standing::broken;
      strong.reason = "What is received is alike in both arms.";
    } else {
      strong.reason = "Everyone received what was assigned.";
    }
    result.assumptions.push_back(std::move(strong));
    result.assumptions.push_back({"Assignment acts through what is received alone",
                                  "Exclusion: being assigned must not matter to those who receive, or do not, in "
                                  "either arm. A mail that announces "
                                  "the offer may break it. The effect of being assigned does not need it.",
                                  Standing::unchecked});
    const bool sure = result.one_sided.value_or(false);
    result.assumptions.push_back(
        {"Nobody does the opposite of what was assigned",
         sure ? "Monotonicity: nobody in control received the treatment, so nobody can be moved away from it."
              : "Monotonicity: nobody would receive the treatment in control and refuse it in treatment.",
         sure ? Standing::fine : Standing::unchecked});
    if (!yes_no_) {
      result.assumptions.push_back({"Received is a dose",
                                    "The effect is an average over units of the dose, weighted by how many people "
                                    "assignment moves past each (Angrist and Imbens 1995, JASA 90:431).",
                                    Standing::unchecked});
    }
  }
  result.assumptions.push_back(independence_assumption(clusters_));
}

std::string EffectCompliance::Work::sentence(const Result& result) const {
  const Estimate* itt = nullptr;
  const Estimate* late = nullptr;
  for (const Estimate& e : result.estimates) {
    itt = e.method == "itt" || e.method == "itt_adjusted" ? &e : itt;
    late = e.method == "wald" || e.method == "tsls" ? &e : late;
  }
  std::string said;
  if (itt) {
    said = joined("Being assigned to “", sample_.arms[1], "” instead of “", sample_.arms[0], "” changes “",
                  request_.outcome, "” by ",
                  effect_words(itt->estimate, itt->ci_low, itt->ci_high, request_.confidence), ".");
  }
  const auto& taken = result.uptake;
  if (taken[0].received && taken[1].received) {
    const auto amount = [&](double x) { return yes_no_ ? percent(x) : rounded(x); };
    said += joined(yes_no_ ? " The treatment was received by " : " Mean received: ", amount(*taken[1].received),
                   " in treatment and ", amount(*taken[0].received), " in control");
    if (late) {
      const bool weak = !late->note.empty();
      const std::string_view whom = yes_no_ ? "on those who comply its effect is " : "the effect of one more unit is ";
      said += weak ? joined("; ", whom, "estimated as ", signed_number(late->estimate), ", but assignment moves few. ",
                            result.weak_intervals.back().finding)
                   : joined("; ", whom, effect_words(late->estimate, late->ci_low, late->ci_high, request_.confidence),
                            ".");
    } else {
      said += ".";
    }
  }
  for (const AttritionBounds& b : result.bounds) {
    if (b.method == "lee" && b.trimmed_units.value_or(0) > 0) {
      said += joined(" Outcomes are missing unequally; allowing for that, the effect of being assigned lies between ",
                     number_words(b.low), " and ", number_words(b.high), ".");
    }
  }
  return said;
}

Outcome<EffectComplianceResult> EffectCompliance::Work::finish() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  Result result;
  result.rows_total = sample_.rows_total;
  result.rows_used = static_cast<std::int64_t>(with_outcome_.size());
  add_uptake(result);
  add_assigned(result);
  add_compliers(result);
  add_naive(result);
  add_bounds(result);
  add_assumptions(result);
  for (const Estimate& e : result.estimates) {
    if (e.method == "itt" || e.method == "itt_adjusted") {
      result.headline = e.method;
    }
  }
  for (const Check& check : checks_) {
    if (check.name == "missing_outcome") {
      result.missing_p_value = check.p_value;
    }
  }
  result.checks = std::move(checks_);
  result.sentence = sentence(result);
  result.left_out = std::move(sample_.left_out);
  return {std::move(result), std::move(issues_)};
}

EffectCompliance::EffectCompliance() = default;
EffectCompliance::EffectCompliance(EffectCompliance&&) noexcept = default;
EffectCompliance& EffectCompliance::operator=(EffectCompliance&&) noexcept = default;
EffectCompliance::~EffectCompliance() = default;

Outcome<EffectCompliance> EffectCompliance::prepare(const table::Table& table, const Request& request) {
  return Work::begin(table, request);
}
bool EffectCompliance::step() { return work_->step(); }
double EffectCompliance::progress() const { return work_->progress(); }
Outcome<EffectComplianceResult> EffectCompliance::finish() { return work_->finish(); }

}  // namespace sutva::analyze
