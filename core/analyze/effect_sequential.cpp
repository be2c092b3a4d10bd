// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_sequential.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "analyze/comparison.hpp"
#include "analyze/means.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/distributions.hpp"
#include "stats/group_sequential.hpp"

namespace sutva::analyze {
namespace {

using Request = EffectSequentialRequest;
using Result = EffectSequentialResult;

constexpr double least_units_per_coefficient = 10;
constexpr std::string_view only_look = "Right only if nobody would have stopped at an earlier look.";
constexpr double normal_df = std::numeric_limits<double>::infinity();
constexpr double least_step = 0.001;  // between two looks
constexpr double most_alpha = 0.4;    // of the normal mixture

bool may_move(LookBoundary kind) {
  return kind == LookBoundary::obrien_fleming_type || kind == LookBoundary::pocock_type;
}

void check(const Request& request, Issues& issues) {
  if (request.look > request.looks) {
    issues.push_back(error(Code::conflict, "look",
                           joined("Only ", request.looks, " looks were planned; this is one of them."),
                           static_cast<double>(request.looks)));
  }
  if (1 - request.columns.confidence > most_alpha) {
    issues.push_back(error(Code::conflict, "confidence",
                           "Intervals that hold at several looks need a confidence of at least 60 %.", 1 - most_alpha));
  }
}

// The planned looks, this one where it really is. Issues stand on planned_units and boundary.
std::vector<double> fractions_of(const Request& request, double units, Issues& issues) {
  std::vector<double> t;
  for (std::int64_t i = 1; i <= request.looks; ++i) {
    t.push_back(static_cast<double>(i) / static_cast<double>(request.looks));
  }
  if (!request.planned_units || request.look == request.looks) {
    return t;
  }
  const auto now = static_cast<std::size_t>(request.look - 1);
  const double seen = units / static_cast<double>(*request.planned_units);
  if (std::abs(seen - t[now]) < least_step) {
    return t;
  }
  if (!may_move(request.boundary)) {
    issues.push_back(
        error(Code::conflict, "boundary",
              joined("This look comes at ", percent(seen), " of the planned size instead of ", percent(t[now]),
                     "; a classical boundary holds at its own times only. A spending "
                     "boundary would allow it.")));
    return t;
  }
  const double before = now == 0 ? 0 : t[now - 1];
  if (seen < before + least_step || seen > 1 - least_step) {
    issues.push_back(error(
        Code::conflict, "planned_units",
        joined(units, " units are ", percent(seen), " of these; look ", request.look, " of ", request.looks, " comes ",
               seen > 0.5 ? joined("before the end. Call it the last look if the experiment is over.")
                          : joined("after ", percent(before), ".")),
        std::floor(units / std::fmax(before, least_step))));
    return t;
  }
  t[now] = seen;
  t.erase(std::remove_if(t.begin() + static_cast<std::ptrdiff_t>(now) + 1, t.end(),
                         [&](double later) { return later < 1 && later < seen + least_step; }),
          t.end());
  return t;
}

stats::SequentialDesign design_of(const Request& request, std::vector<double> fractions) {
  stats::SequentialDesign design;
  design.two_sided = true;
  design.alpha = 1 - request.columns.confidence;
  design.fractions = std::move(fractions);
  const bool pocock = request.boundary == LookBoundary::pocock || request.boundary == LookBoundary::pocock_type;
  design.boundary = may_move(request.boundary) ? stats::Boundary::spending : stats::Boundary::wang_tsiatis;
  design.spending = pocock ? stats::Spending::pocock : stats::Spending::obrien_fleming;
  design.parameter = pocock ? 0.5 : 0;
  return design;
}

// An interval that reaches z standard errors.
Estimate with_reach(const MethodText& text, double estimate, double se, double z, std::string note) {
  Estimate e = estimate_of(text, estimate, se, normal_df, 0.95);
  e.p_value.reset();
  e.ci_low = estimate - z * se;
  e.ci_high = estimate + z * se;
  e.note = std::move(note);
  return e;
}

}  // namespace

EffectSequential::EffectSequential(TwoArmsReader reader, Request request, Issues issues)
    : reader_(std::move(reader)), request_(std::move(request)), issues_(std::move(issues)) {}

Outcome<EffectSequential> EffectSequential::prepare(const table::Table& table, const Request& request) {
  Issues issues;
  check(request, issues);
  Outcome<TwoArmsReader> reader = TwoArmsReader::prepare(
      table, request.columns,
      {.normal_means = true, .covariates = request.covariates, .missing_covariates = request.missing_covariates});
  append(issues, std::move(reader.issues));
  if (!reader || has_error(issues)) {
    return issues;
  }
  return EffectSequential(std::move(*reader), request, std::move(issues));
}

bool EffectSequential::step() {
  if (!read_) {
    if (reader_.step()) {
      return true;
    }
    read_ = true;
    Outcome<TwoArms> taken = reader_.take();
    append(issues_, std::move(taken.issues));
    if (taken) {
      arms_ = std::make_unique<TwoArms>(std::move(*taken));
      begin_adjusting();
    }
    return adjusted_.has_value();
  }
  return adjusted_ && adjusted_->step();
}

double EffectSequential::progress() const {
  const double reading = request_.covariates.empty() ? 1 : 0.5;
  return !read_ ? reading * reader_.progress() : adjusted_ ? reading + (1 - reading) * adjusted_->progress() : 1;
}

void EffectSequential::begin_adjusting() {
  if (!arms_->sample || arms_->sample->x.cols() == 0) {
    return;
  }
  const Sample& sample = *arms_->sample;
  std::vector<std::vector<std::uint32_t>> units(2);
  for (std::uint32_t unit = 0; unit < sample.size(); ++unit) {
    units[static_cast<std::size_t>(sample.arm[unit])].push_back(unit);
  }
  adjusted_.emplace(sample.x, std::move(units), sample.numbers[0].data(), nullptr, least_units_per_coefficient);
}

Outcome<Result> EffectSequential::finish() {
  if (!arms_) {
    return std::move(issues_);
  }
  TwoArms& arms = *arms_;
  const double plain_se = std::sqrt(arms.mean_variance(0) + arms.mean_variance(1));
  double se = plain_se, estimate = arms.mean(1) - arms.mean(0);
  const bool adjusted = adjusted_ && adjusted_->solved();
  if (adjusted) {
    const std::vector<stats::Uncertain>& means = adjusted_->means();
    estimate = means[1].value - means[0].value;
    se = std::sqrt(means[0].variance + means[1].variance);
    warn_about_dropped(*arms.sample, adjusted_->dropped(), issues_);
    if (!(se > 1e-9 * plain_se)) {
      issues_.push_back(error(Code::constant, "covariates",
                              joined("The covariates tell “", request_.columns.outcome,
                                     "” exactly within the arms; no standard error is left. Leave out what repeats "
                                     "it.")));
      return std::move(issues_);
    }
  } else if (adjusted_) {
    issues_.push_back(
        warning(Code::arm_too_small, "covariates",
                joined("An arm has fewer than ", static_cast<std::int64_t>(least_units_per_coefficient),
                       " units for each coefficient of ", static_cast<std::int64_t>(arms.sample->x.cols()),
                       " covariate terms; the difference is shown without them. Choose fewer.")));
  }
  if (!(se > 0)) {
    issues_.push_back(
        error(Code::constant, "outcome",
              joined("“", request_.columns.outcome, "” does not vary within the arms; no standard error exists.")));
    return std::move(issues_);
  }
  const double units = arms.n(0) + arms.n(1);
  const std::vector<double> fractions = fractions_of(request_, units, issues_);
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  const auto now = static_cast<std::size_t>(request_.look - 1);
  const stats::SequentialDesign design = design_of(request_, fractions);
  const std::optional<stats::SolvedDesign> solved = stats::with_drift(design, 1);
  if (!solved) {
    issues_.push_back(error(Code::no_solution, "boundary", "There is no such boundary for these looks."));
    return std::move(issues_);
  }

  Result result;
  result.rows_total = arms.rows_total;
  result.rows_used = arms.rows_used;
  result.checks = std::move(arms.checks);
  result.left_out = std::move(arms.left_out);
  result.n_control = arms.moments[0].count();
  result.n_treatment = arms.moments[1].count();
  const double z = estimate / se, t = fractions[now], alpha = design.alpha;
  result.information = t;
  result.statistic = z;
  const std::vector<double>& upper = solved->rule.upper;
  const stats::StopChances none = stats::Walk(solved->rule, 0).chances(0);
  double spent = 0;
  for (std::size_t i = 0; i < fractions.size(); ++i) {
    spent += none.success[i] + none.opposite[i];
    result.boundary.push_back(
        {static_cast<std::int64_t>(i) + 1, fractions[i], upper[i], 2 * stats::normal_sf(upper[i]), spent, i == now});
  }
  result.crossed = std::abs(z) >= upper[now];
  const double kappa = stats::always_valid_kappa(true, alpha, request_.tuned_at);
  const double always = stats::always_valid_z(true, alpha, kappa, t);

  const std::string quantity = "Difference";
  result.estimates.push_back(with_reach(
      {quantity, "repeated", "For the planned looks",
       "Jennison and Turnbull (1989), Journal of the Royal Statistical Society B 51:305-361"},
      estimate, se, upper[now],
      joined("Of all intervals made this way at the ", static_cast<std::int64_t>(fractions.size()),
             " looks, all cover the truth together with ", percent(request_.columns.confidence), " confidence.")));
  result.estimates.push_back(
      with_reach({quantity, "always_valid", "For any look", "Waudby-Smith et al. (2024), Annals of Statistics 52:2613"},
                 estimate, se, always, "Holds at every moment, planned or not, and beyond the planned end."));
  if (adjusted) {
    result.variance_reduction = 1 - se / plain_se * (se / plain_se);
    result.estimates[0].label += ", adjusted";
    result.estimates[1].label += ", adjusted";
    result.estimates[1].source += "; Lindon et al. (2022), arXiv:2210.08589";
    result.estimates.push_back(estimate_of({quantity, "lin_hc2", "As if it were the only look (Lin, HC2)",
                                            "Lin (2013), Annals of Applied Statistics 7:295-318"},
                                           estimate, se, adjusted_->df(), request_.columns.confidence));
    result.estimates.back().note = only_look;
  }
  Estimate plain =
      welch_difference({quantity, "welch", "As if it were the only look (Welch)", "Welch (1947), Biometrika 34:28-35"},
                       arms.moments[0], arms.moments[1], request_.columns.confidence);
  plain.note = adjusted ? joined(only_look, " Without covariates.") : std::string(only_look);
  result.estimates.push_back(std::move(plain));
  result.recommended = "repeated";

  const Estimate& repeated = result.estimates.front();
  const bool last = now + 1 == fractions.size();
  result.sentence =
      joined("Look ", request_.look, " of ", request_.looks, ", at ", percent(t), " of the planned size: the ",
             adjusted ? "adjusted " : "", "difference is ", signed_number(estimate),
             ", and the interval that allows for all looks runs from ", signed_number(*repeated.ci_low), " to ",
             signed_number(*repeated.ci_high), ". ",
             result.crossed ? joined("The boundary is crossed (z ", rounded(z), " against ", rounded(upper[now]),
                                     "): the experiment may stop. An estimate at an early stop tends to exaggerate.")
             : last         ? joined("The boundary is not crossed (z ", rounded(z), " against ", rounded(upper[now]),
                                     "), and this was the last look.")
                            : joined("The boundary is not crossed (z ", rounded(z), " against ", rounded(upper[now]),
                                     "): go on as planned."));
  const double fewest = static_cast<double>(std::min(result.n_control, result.n_treatment));
  result.assumptions = arms.assumptions();
  result.assumptions.push_back({"Means are normal at every look",
                                joined("The smaller arm has ", static_cast<std::int64_t>(fewest),
                                       " units so far; skewed outcomes need hundreds."),
                                fewest >= 200  ? Standing::fine
                                : fewest >= 30 ? Standing::doubtful
                                               : Standing::broken});
  result.assumptions.push_back(
      {may_move(request_.boundary) ? "The data did not decide when to look" : "Looks happen when planned",
       may_move(request_.boundary)
           ? "A spending boundary may move its looks, as long as what was seen did not move them."
           : "A classical boundary holds for these looks alone; one more or one moved and the level is lost.",
       Standing::unchecked});
  result.assumptions.push_back({"The rule was chosen before the first look",
                                "A boundary picked after the data were seen protects nothing.", Standing::unchecked});
  if (adjusted) {
    result.assumptions.push_back(
        {"The covariates were known before",
         "The treatment can not have changed them. Adjusted intervals hold for large samples, and for the mean effect "
         "on "
         "those seen so far: where the effect depends strongly on the covariates they are a little short for the mean "
         "over everybody to come.",
         Standing::unchecked});
  }
  result.assumptions.push_back({"Everybody counted has a final outcome",
                                "People whose outcome is still open belong to the next look.", Standing::unchecked});
  return {std::move(result), std::move(issues_)};
}

}  // namespace sutva::analyze
