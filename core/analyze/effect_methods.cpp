// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_methods.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analyze/checks.hpp"
#include "analyze/estimators.hpp"
#include "analyze/experiment.hpp"
#include "analyze/row_loops.hpp"
#include "analyze/unit_loops.hpp"
#include "base/words.hpp"
#include "stats/kernels.hpp"
#include "stats/quantiles.hpp"

namespace sutva::analyze {
namespace {

using stats::Sandwich;
using table::Table;

constexpr std::string_view lin_source = "Lin (2013), Annals of Applied Statistics 7:295-318";
constexpr std::string_view cuped_source = "Deng, Xu, Kohavi and Walker (2013), WSDM";
constexpr std::string_view hc_source = "MacKinnon and White (1985), J. Econometrics 29:305-325";

// An outcome seen in another way.
struct Variant {
  std::string quantity, note;
  MethodText text;
  LinearOutcome outcome;
};

}  // namespace

class EffectMethods::Work {
 public:
  Work(const Table& table, const CsvEffectRequest& request, ExperimentReader reader)
      : table_(&table), request_(request), reader_(std::move(reader)) {}

  bool step();
  double progress() const;
  Outcome<EffectMethodsResult> finish();

 private:
  // In the order in which their estimates are listed.
  enum class Pass : std::uint8_t {
    read,
    means,
    lin,
    lin_blocked,
    pairs,
    ancova,
    cuped,
    capped_99,
    capped_999,
    logarithm,
    done
  };

  Pass after_reading();
  bool begin(Pass pass);  // false where there is nothing to do
  void end(Pass pass);
  void begin_variant(Pass pass);

  bool within_blocks() const { return experiment_->blocks && request_.block_design == BlockDesign::randomised; }
  Estimate& add(const Answer& answer, const MethodText& text, std::string note = "");
  void add_design();
  void add_cluster_means();
  void add_cuped();
  std::array<stats::Moments, 2> moments_by_arm(std::span<const double> numbers) const;
  bool has(std::string_view method) const;
  void recommend(EffectMethodsResult& result) const;
  void compare(EffectMethodsResult& result) const;
  void weigh(EffectMethodsResult& result) const;
  void assume(EffectMethodsResult& result) const;

  const Table* table_;
  CsvEffectRequest request_;
  ExperimentReader reader_;
  Pass pass_ = Pass::read;
  bool begun_ = false;
  Issues issues_;
  std::unique_ptr<Experiment> experiment_;
  std::optional<ArmModel> model_;
  std::optional<PairModel> pairs_;
  std::optional<stats::LinearModel> plain_;  // on covariates alone
  std::optional<Variant> variant_;
  std::string_view quantity_;
  std::string too_narrow_;  // what is to be said of a method that takes units of a cluster for independent
  std::vector<Estimate> estimates_;
};

bool EffectMethods::Work::step() {
  if (pass_ == Pass::done) {
    return false;
  }
  if (pass_ == Pass::read) {
    if (!reader_.step()) {
      pass_ = after_reading();
    }
    return pass_ != Pass::done;
  }
  if (!begun_) {
    begun_ = begin(pass_);
  }
  const bool more = begun_ && (model_ ? model_->step() : pairs_ ? pairs_->step() : plain_ ? plain_->step() : false);
  if (!more) {
    if (begun_) {
      end(pass_);
    }
    model_.reset();
    pairs_.reset();
    plain_.reset();
    variant_.reset();
    begun_ = false;
    pass_ = static_cast<Pass>(static_cast<int>(pass_) + 1);
  }
  return pass_ != Pass::done;
}

double EffectMethods::Work::progress() const {
  if (pass_ == Pass::read) {
    return 0.3 * reader_.progress();
  }
  const double share = model_ ? model_->progress() : pairs_ ? pairs_->progress() : plain_ ? plain_->progress() : 0;
  const double passes = static_cast<double>(Pass::done) - 1;
  return std::min(1.0, 0.3 + 0.7 * (static_cast<double>(pass_) - 1 + share) / passes);
}

EffectMethods::Work::Pass EffectMethods::Work::after_reading() {
  Outcome<std::unique_ptr<Experiment>> experiment = reader_.take();
  append(issues_, std::move(experiment.issues));
  if (!experiment) {
    return Pass::done;
  }
  experiment_ = std::move(*experiment);
  quantity_ = experiment_->ratio ? "Difference in ratios" : "Difference in means";
  if (experiment_->clustered()) {
    too_narrow_ = joined("Takes the rows of a ", experiment_->clusters_are_units ? "unit" : "cluster",
                         " for independent, which they are not.");
  }
  add_design();
  return Pass::means;
}

bool EffectMethods::Work::begin(Pass pass) {
  const Experiment& e = *experiment_;
  const auto model = [&](ModelKind kind, bool with_blocks, bool clustered) {
    model_.emplace(e, e.outcome, e.centre, kind, with_blocks, clustered);
    return true;
  };
  const bool covariates = e.sample.x.cols() > 0;
  switch (pass) {
    case Pass::means:
      return e.clustered() && !within_blocks() && model(ModelKind::means, false, true);
    case Pass::lin:
      return covariates && model(ModelKind::lin, false, e.clustered() && !within_blocks());
    case Pass::lin_blocked:
      return covariates && e.blocks && blocks_fit_a_model(e) && model(ModelKind::lin, true, e.clustered());
    case Pass::pairs:
      if (covariates && within_blocks() && e.blocked.paired && !e.clustered()) {
        pairs_.emplace(e, e.outcome, e.centre);
      }
      return pairs_.has_value();
    case Pass::ancova:
      return covariates && model(ModelKind::ancova, false, false);
    case Pass::cuped:
      if (covariates) {
        std::vector<stats::ModelColumn> columns(1);
        for (Eigen::Index j = 0; j < e.sample.x.cols(); ++j) {
          columns.push_back({e.sample.x.col(j).data(), nullptr});
        }
        plain_.emplace(std::move(columns), e.outcome, Eigen::MatrixXd::Identity(e.sample.x.cols() + 1, 1));
      }
      return covariates;
    case Pass::capped_99:
    case Pass::capped_999:
    case Pass::logarithm:
      if (!e.cap &&
          (pass != Pass::logarithm || (!e.ratio && capped_sum(e.sample.numbers[0], INFINITY).smallest >= 0))) {
        begin_variant(pass);
      }
      return variant_.has_value();
    case Pass::read:
    case Pass::done:
      break;
  }
  return false;
}

void EffectMethods::Work::begin_variant(Pass pass) {
  const Experiment& e = *experiment_;
  Variant& v = variant_.emplace();
  if (pass == Pass::logarithm) {
    v.quantity = "Difference in mean log(1 + outcome)";
    v.note = "Close to a relative change of the typical unit, not of the total.";
    v.text = {v.quantity, "log1p", "Logarithm of 1 + outcome", "Chen and Roth (2024), QJE 139:891-936"};
    Sample logarithms;
    logarithms.numbers.emplace_back(e.size());
    show_log1p(e.sample.numbers[0], logarithms.numbers[0].data());
    v.outcome = linear_outcome(logarithms, false, std::nullopt);
  } else {
    const double at = pass == Pass::capped_99 ? 0.99 : 0.999;
    const double cap = stats::quantile_of_unsorted(e.sample.numbers[0], at);
    const std::size_t capped = count_above(e.sample.numbers[0], cap);
    v.quantity = joined(quantity_, ", capped at ", at * 100, "\u00a0%");
    v.note = joined("Outcomes above ", rounded(cap, 5), " (", counted(static_cast<double>(capped), "unit", "units"),
                    ") count as ", rounded(cap, 5), ".");
    v.text = {v.quantity, at < 0.995 ? "capped_99" : "capped_999",
              at < 0.995 ? "Capped at the 99 % quantile" : "Capped at the 99.9 % quantile",
              "Kohavi, Tang and Xu (2020), section 22"};
    v.outcome = linear_outcome(e.sample, e.ratio, cap);
  }
  if (e.clustered() && !within_blocks()) {
    model_.emplace(e, v.outcome.values, v.outcome.centre, ModelKind::means, false, true);
  }
}

void EffectMethods::Work::end(Pass pass) {
  const Experiment& e = *experiment_;
  const bool solved = !model_ || model_->usable(false);
  switch (pass) {
    case Pass::means:
      add(model_->answer(Sandwich::cr0),
          {quantity_, "cr0", "Clustered, CR0", "Liang and Zeger (1986), Biometrika 73:13-22"},
          "Too narrow with few clusters.");
      add(model_->answer(Sandwich::cr1), {quantity_, "cr1", "Clustered, CR1", "Stata's factor for CR0"},
          "A rough correction for few clusters.");
      add(model_->answer(Sandwich::cr2), unadjusted_text(e, request_.block_design));
      break;
    case Pass::lin:
      if (!solved) {
        issues_.push_back(warning(Code::arm_too_small, "covariates",
                                  joined("There are too few rows for ", static_cast<std::int64_t>(e.sample.x.cols()),
                                         " covariate terms in each arm; Lin's regression is left out.")));
        break;
      }
      add(model_->answer(Sandwich::hc0), {quantity_, "lin_hc0", "Lin, HC0", lin_source},
          too_narrow_.empty() ? "Too narrow in small arms." : too_narrow_);
      add(model_->answer(Sandwich::hc1), {quantity_, "lin_hc1", "Lin, HC1", lin_source}, too_narrow_);
      add(model_->answer(Sandwich::hc2), {quantity_, "lin_hc2", "Lin, HC2", lin_source}, too_narrow_);
      add(model_->answer(Sandwich::hc3), {quantity_, "lin_hc3", "Lin, HC3", lin_source},
          too_narrow_.empty() ? "Cautious: a little too wide." : too_narrow_);
      if (e.clustered() && !within_blocks() && model_->usable(true)) {
        add(model_->answer(Sandwich::cr2), {quantity_, "lin_cr2", "Lin, clustered, CR2", lin_source});
      }
      break;
    case Pass::lin_blocked:
      if (model_->usable(e.clustered())) {
        add(model_->answer(e.clustered() ? Sandwich::cr2 : Sandwich::hc2),
            {quantity_, e.clustered() ? "lin_blocked_cr2" : "lin_blocked",
             e.clustered() ? "Lin within blocks, clustered, CR2" : "Lin within blocks, HC2", lin_source});
      }
      break;
    case Pass::pairs:
      if (pairs_->solved()) {
        add(pairs_->answer(), {quantity_, "paired_regression", "Regression of differences within pairs, HC2",
                               "Fogarty (2018), JRSS B 80:1035-1056"});
      }
      break;
    case Pass::ancova:
      if (solved) {
        add(model_->answer(Sandwich::hc2), {quantity_, "ancova_hc2", "ANCOVA, HC2", hc_source}, too_narrow_);
        add(model_->answer(Sandwich::classical), {quantity_, "ancova_classical", "ANCOVA, classical", "Fisher (1932)"},
            too_narrow_.empty() ? "Assumes equal variances and equal slopes in both arms." : too_narrow_);
      }
      break;
    case Pass::cuped:
      add_cuped();
      break;
    case Pass::capped_99:
    case Pass::capped_999:
    case Pass::logarithm: {
      const LinearOutcome& y = variant_->outcome;
      const Answer answer = within_blocks() ? blocked_answer(stats::blocked_means(e.data(y.values, true)), y.centre)
                            : model_        ? model_->answer(Sandwich::cr2)
                                            : welch_answer(moments_by_arm(y.values), y.centre);
      add(answer, variant_->text, variant_->note);
      break;
    }
    case Pass::read:
    case Pass::done:
      break;
  }
}

Estimate& EffectMethods::Work::add(const Answer& answer, const MethodText& text, std::string note) {
  estimates_.push_back(estimate_from(answer, text, request_.confidence));
  estimates_.back().note = std::move(note);
  return estimates_.back();
}

std::array<stats::Moments, 2> EffectMethods::Work::moments_by_arm(std::span<const double> numbers) const {
  std::array<stats::Moments, 2> moments;
  add_by_arm(experiment_->sample.arm, numbers, moments);
  return moments;
}

// Two means, and what the design asks for, without covariates.
void EffectMethods::Work::add_design() {
  const Experiment& e = *experiment_;
  const std::string ignored = !too_narrow_.empty() ? too_narrow_
                              : within_blocks()
                                  ? std::string("Leaves the blocks out of account: too wide where they matter.")
                                  : std::string();
  const auto note = [&](std::string_view own) { return ignored.empty() ? std::string(own) : ignored; };
  Answer answer = welch_answer(e.moments, e.centre);
  add(answer,
      e.ratio ? MethodText{quantity_, "delta", "Delta method (Welch)", "Deng, Knoblich and Lu (2018), KDD"}
              : MethodText{quantity_, "welch", "Welch", "Welch (1947), Biometrika 34:28-35"},
      ignored);
  const auto n0 = static_cast<double>(e.moments[0].count()), n1 = static_cast<double>(e.moments[1].count());
  answer.df = std::numeric_limits<double>::infinity();
  const Answer normal = answer;
  const double pooled = (e.moments[0].sum_of_squares() + e.moments[1].sum_of_squares()) / (n0 + n1 - 2);
  answer.control.variance = pooled / n0;
  answer.treatment.variance = pooled / n1;
  answer.df = n0 + n1 - 2;
  add(answer, {quantity_, "pooled_t", "Pooled t", "Student (1908), Biometrika 6:1-25"},
      note("Assumes equal variances in both arms."));
  add(normal, {quantity_, "z", "z, normal distribution", "Neyman (1923)"},
      note("Takes the standard error for known: too narrow in small arms."));
  if (e.blocks) {
    add(blocked_answer(e.blocked, e.centre), within_blocks()
                                                 ? unadjusted_text(e, request_.block_design)
                                                 : MethodText{quantity_, "post_stratified", "Post-stratification",
                                                              "Miratrix, Sekhon and Yu (2013), JRSS B 75:369-396"});
  }
  if (e.clustered() && e.crossed_clusters == 0) {
    add_cluster_means();
  }
}

// Cluster means as data: one number for each cluster, where every cluster lies in one arm.
void EffectMethods::Work::add_cluster_means() {
  const Experiment& e = *experiment_;
  std::vector<double> total(e.clusters->size(), 0), size(e.clusters->size(), 0);
  std::vector<std::size_t> arm(e.clusters->size(), 0);
  for (std::size_t unit = 0; unit < e.size(); ++unit) {
    const auto g = static_cast<std::size_t>(e.clusters->of[unit]);
    total[g] += e.outcome[unit];
    size[g] += 1;
    arm[g] = static_cast<std::size_t>(e.sample.arm[unit]);
  }
  std::array<std::vector<double>, 2> means;
  for (std::size_t g = 0; g < size.size(); ++g) {
    if (size[g] > 0) {
      means[arm[g]].push_back(total[g] / size[g]);
    }
  }
  std::array<stats::Moments, 2> moments;
  moments[0].add(means[0]);
  moments[1].add(means[1]);
  add(welch_answer(moments, e.centre),
      {e.ratio ? "Difference in mean ratio of clusters" : "Difference in mean of clusters", "cluster_means",
       "Means of clusters, each alike (Welch)", "Hayes and Moulton (2017), chapter 10"},
      "Every cluster counts alike, whatever its size.");
  double squares = 0;
  for (std::size_t g = 0; g < size.size(); ++g) {
    if (size[g] > 0) {
      const double off = total[g] / size[g] - e.moments[arm[g]].mean();
      squares += size[g] * off * off;
    }
  }
  const double df = static_cast<double>(e.cluster_count()) - 2;
  Answer weighted;
  weighted.control = {e.moments[0].mean() + e.centre, squares / df / static_cast<double>(e.moments[0].count())};
  weighted.treatment = {e.moments[1].mean() + e.centre, squares / df / static_cast<double>(e.moments[1].count())};
  weighted.df = df;
  add(weighted,
      {quantity_, "cluster_means_weighted", "Means of clusters, weighted by size", "Donner and Klar (2000), chapter 6"},
      "Assumes that a cluster's mean varies in proportion to 1 / size.");
}

// Outcomes less what one regression over both arms explains, compared as means.
void EffectMethods::Work::add_cuped() {
  const Experiment& e = *experiment_;
  const Eigen::MatrixXd& x = e.sample.x;
  const auto units = static_cast<std::ptrdiff_t>(e.size());
  double best_gain = 0, theta = 0;
  Eigen::Index best = -1;
  for (const SampleCovariate& c : e.sample.covariates) {
    if (c.number && !c.columns.empty()) {
      const Eigen::Index j = c.columns[0];
      const double* const column = x.col(j).data();
      const double square = stats::dot(column, column, units), product = stats::dot(column, e.outcome.data(), units);
      if (square > 0 && product * product / square > best_gain) {
        best_gain = product * product / square;
        best = j;
        theta = product / square;
      }
    }
  }
  std::vector<double> left(e.outcome);
  const auto explain = [&](Eigen::Index column, double by) { take_out(left, by, x.col(column).data()); };
  if (best >= 0) {
    explain(best, theta);
    const DesignTerm& term = e.sample.terms[static_cast<std::size_t>(best)];
    add(welch_answer(moments_by_arm(left), e.centre),
        {quantity_, "cuped_single", joined("CUPED, ", e.sample.covariates[term.covariate].name, " alone"),
         cuped_source},
        too_narrow_);
  }
  if (plain_->solved()) {
    left = e.outcome;
    for (Eigen::Index j = 0; j < x.cols(); ++j) {
      explain(j, plain_->coefficients()[j + 1]);
    }
    add(welch_answer(moments_by_arm(left), e.centre), {quantity_, "cuped_all", "CUPED, all covariates", cuped_source},
        too_narrow_);
  }
}

bool EffectMethods::Work::has(std::string_view method) const {
  return std::any_of(estimates_.begin(), estimates_.end(),
                     [&](const Estimate& e) { return e.method == method && e.se.has_value(); });
}

void EffectMethods::Work::recommend(EffectMethodsResult& result) const {
  const Experiment& e = *experiment_;
  const auto terms = static_cast<double>(e.sample.x.cols());
  const auto smallest = static_cast<double>(std::min(e.moments[0].count(), e.moments[1].count()));
  const auto choose = [&](std::string_view method, std::string reason) {
    result.recommended = method;
    result.reason = std::move(reason);
  };
  const std::string plain(unadjusted_text(e, request_.block_design).method);
  const std::string few_terms = joined(
      e.clustered() ? counted(static_cast<double>(std::min(e.clusters_in[0], e.clusters_in[1])), "cluster", "clusters")
                    : counted(smallest, "unit", "units"),
      " in the smaller arm are enough to adjust for ", counted(terms, "covariate term", "covariate terms"),
      ", which sharpens the answer where they explain the outcome. ");
  if (e.clustered()) {
    const std::string_view what = e.clusters_are_units ? "units" : "clusters";
    const std::string why =
        joined("Rows of the same ", e.clusters_are_units ? "unit" : "cluster", " are not independent, so the ",
               text(e.cluster_count()), " ", what, " are the sample. ");
    const std::string_view adjusted = e.blocks ? "lin_blocked_cr2" : "lin_cr2";
    if (terms > 0 && has(adjusted) && covariates_are_few(e)) {
      choose(adjusted, why + few_terms + "CR2 with Satterthwaite's degrees of freedom holds with few clusters too.");
    } else if (within_blocks()) {
      choose(plain, why + "They were assigned within blocks, and are compared there.");
    } else {
      choose("cr2", why +
                        (terms > 0 ? joined("They are too few to adjust for ",
                                            counted(terms, "covariate term", "covariate terms"), ". ")
                                   : std::string()) +
                        "CR2 with Satterthwaite's degrees of freedom holds with few clusters too.");
    }
    return;
  }
  if (within_blocks()) {
    const std::string why = e.blocked.paired ? "Arms were drawn within pairs: the pairs' differences are the data. "
                                             : "Arms were drawn within blocks: the blocks' differences are the data. ";
    const std::string_view adjusted = e.blocked.paired ? "paired_regression" : "lin_blocked";
    const double data = e.blocked.paired ? static_cast<double>(e.blocked.blocks) : smallest;
    const bool enough = terms > 0 && has(adjusted) &&
                        data >= 10 * (terms + static_cast<double>(e.blocked.paired ? 1 : e.blocked.blocks));
    choose(enough ? adjusted : std::string_view(plain), enough ? why + few_terms : why);
  } else if (terms > 0 && has("lin_hc2") && smallest >= 10 * (terms + 1)) {
    choose(e.blocks && has("lin_blocked") && smallest >= 10 * (terms + static_cast<double>(e.blocked.blocks))
               ? "lin_blocked"
               : "lin_hc2",
           few_terms + "Lin's regression does not lose precision in large samples, and HC2 needs no equal variances.");
  } else if (terms > 0 && has("lin_hc3") && covariates_are_few(e)) {
    choose("lin_hc3", joined("There are only ", text(static_cast<std::int64_t>(smallest)),
                             " units in the smaller arm for ", counted(terms, "covariate term", "covariate terms"),
                             ": HC3 guards against rows that draw the line to themselves."));
  } else if (e.blocks && has("post_stratified") && e.blocked.small_blocks == 0) {
    choose("post_stratified",
           "Every stratum has at least two units of each arm, so that comparing within them takes out "
           "what they explain.");
  } else {
    choose(plain, joined(terms > 0 ? "The arms are too small for the covariates. " : "There is nothing to adjust for. ",
                         e.ratio ? "The delta method at the unit counts that numerator and denominator vary together."
                                 : joined("The standard deviations are ", rounded(std::sqrt(e.moments[0].variance())),
                                          " in control and ", rounded(std::sqrt(e.moments[1].variance())),
                                          " in treatment: Welch's test needs no equal ones, and loses nothing where "
                                          "they are.")));
  }
}

void EffectMethods::Work::compare(EffectMethodsResult& result) const {
  const auto chosen = std::find_if(estimates_.begin(), estimates_.end(),
                                   [&](const Estimate& e) { return e.method == result.recommended; });
  double methods = 0;
  bool any_outside = false, any_inside = false;
  std::optional<double> narrowest;  // of those that take rows of a cluster for independent
  result.estimate_low = result.estimate_high = chosen->estimate;
  for (const Estimate& e : estimates_) {
    if (e.quantity != chosen->quantity || !e.se) {
      continue;
    }
    if (!too_narrow_.empty() && e.note == too_narrow_) {
      narrowest = std::min(narrowest.value_or(*e.se), *e.se);
      continue;
    }
    ++methods;
    result.estimate_low = std::min(result.estimate_low, e.estimate);
    result.estimate_high = std::max(result.estimate_high, e.estimate);
    result.se_low = std::min(result.se_low.value_or(*e.se), *e.se);
    result.se_high = std::max(result.se_high.value_or(*e.se), *e.se);
    (*e.ci_low <= 0 && *e.ci_high >= 0 ? any_inside : any_outside) = true;
  }
  result.same_verdict = !(any_inside && any_outside);
  if (!chosen->se) {
    result.sentence = joined("The difference is ", signed_number(chosen->estimate), "; no standard error exists.");
    return;
  }
  result.sentence = joined(
      "Recommended here: ", chosen->label, ", a difference of ", signed_number(chosen->estimate), " (",
      percent(request_.confidence), " interval ", signed_number(*chosen->ci_low), " to ",
      signed_number(*chosen->ci_high), "). Over ", counted(methods, "method", "methods"),
      narrowest ? " that keep rows of a cluster together" : " for the same quantity", " the estimate goes from ",
      signed_number(result.estimate_low), " to ", signed_number(result.estimate_high), " and the standard error from ",
      rounded(*result.se_low), " to ", rounded(*result.se_high), ": the choice of method ",
      result.same_verdict ? "does not decide whether zero lies inside the interval."
                          : "decides whether zero lies inside the interval, so choose it before looking.");
  if (narrowest) {
    result.sentence += joined(" Taking all rows for independent would give a standard error as small as ",
                              rounded(*narrowest), ", which is wrong here.");
  }
}

// On what the answer hangs.
void EffectMethods::Work::weigh(EffectMethodsResult& result) const {
  const Experiment& e = *experiment_;
  const auto chosen = std::find_if(estimates_.begin(), estimates_.end(),
                                   [&](const Estimate& one) { return one.method == result.recommended; });
  if (!chosen->se || !chosen->p_value || chosen->estimate == 0) {
    return;
  }
  const auto holds_zero = [](const Estimate& one) { return *one.ci_low <= 0 && *one.ci_high >= 0; };
  const bool settled = !holds_zero(*chosen);
  const std::string_view sample = e.clustered() ? (e.clusters_are_units ? "units" : "clusters") : "units";
  if (settled) {
    result.changes.push_back(
        *chosen->p_value > 1e-6
            ? joined("More certainty: the interval holds zero from a confidence of ",
                     rounded(100 * (1 - *chosen->p_value), *chosen->p_value < 1e-3 ? 6 : 4), " % on.")
            : joined("More certainty hardly: the interval would have to be ",
                     rounded(std::abs(chosen->estimate) / ((*chosen->ci_high - *chosen->ci_low) / 2), 2),
                     " times as wide to hold zero."));
  } else {
    const double half = (*chosen->ci_high - *chosen->ci_low) / 2 / std::abs(chosen->estimate);
    result.changes.push_back(
        half < 30 ? joined("More data: if the difference stayed ", signed_number(chosen->estimate), ", about ",
                           rounded(half * half, 2), " times as many ", sample, " would settle its direction.")
                  : joined("No amount of data that can be had: for a difference as small as ",
                           signed_number(chosen->estimate), " it would take ", rounded(half * half, 2),
                           " times as many ", sample, " to settle its direction."));
  }
  const auto plain = std::find_if(estimates_.begin(), estimates_.end(), [&](const Estimate& one) {
    return one.method == unadjusted_text(e, request_.block_design).method;
  });
  if (plain != estimates_.end() && plain != chosen && plain->se && e.sample.x.cols() > 0) {
    result.changes.push_back(joined("The covariates: without them it would be ", signed_number(plain->estimate), " (",
                                    signed_number(*plain->ci_low), " to ", signed_number(*plain->ci_high), ")",
                                    holds_zero(*plain) == !settled ? ", which says the same of its direction."
                                    : settled                      ? ", and zero would lie inside the interval."
                                                                   : ", and zero would lie outside the interval."));
  }
  const std::vector<std::int64_t>& missing = e.sample.missing[0];
  const std::size_t arm = missing[1] >= missing[0] ? 1 : 0;
  if (settled && !e.ratio && missing[arm] > 0) {
    const auto gone = static_cast<double>(missing[arm]), seen = static_cast<double>(e.moments[arm].count());
    const double gap = (arm == 1 ? -1 : 1) * chosen->estimate * (seen + gone) / gone;
    result.changes.push_back(joined("Those without an outcome: had the ", missing[arm], " of them in “",
                                    e.sample.arms[arm], "” been ", rounded(std::abs(gap)),
                                    gap < 0 ? " lower" : " higher", " on average (",
                                    rounded(std::abs(gap) / std::sqrt(e.moments[arm].variance()), 2),
                                    " standard deviations) than those who have one, there would be no difference."));
  }
  result.changes.push_back(
      joined("A reason that no number shows: ", e.clustered() && !e.clusters_are_units ? "clusters" : "people",
             " who could choose their arm, a treatment that reached the other arm, or an outcome that was recorded "
             "differently in the two."));
}

void EffectMethods::Work::assume(EffectMethodsResult& result) const {
  const Experiment& e = *experiment_;
  const auto add = [&](std::string title, std::string reason, Standing how) {
    result.assumptions.push_back({std::move(title), std::move(reason), how});
  };
  if (e.clustered()) {
    add(e.clusters_are_units ? "Units are independent of each other" : "Clusters are independent of each other",
        "What happens in one says nothing about another.", Standing::unchecked);
  } else {
    add("Units are independent", "One unit's outcome says nothing about another's; name the cluster where it does.",
        Standing::unchecked);
  }
  if (e.sample.x.cols() > 0) {
    std::vector<std::string_view> names;
    for (const SampleCovariate& covariate : e.sample.covariates) {
      names.push_back(covariate.name);
    }
    const bool one = names.size() == 1;
    const std::size_t more = names.size() > 6 ? names.size() - 5 : 0;
    const std::string rest = joined(static_cast<std::int64_t>(more), " more");
    if (more > 0) {
      names.resize(5);
      names.push_back(rest);
    }
    add("The treatment does not touch the covariates",
        joined(listed(names, "and"), one ? " was" : " were",
               " known before anyone was assigned, or can not be changed by it, as age can not. Nothing measured "
               "after the treatment began may be a covariate, however well it explains the outcome: adjusting for "
               "it takes a part of the effect away, or makes up one."),
        Standing::unchecked);
  }
  add("Nobody's treatment changes another's outcome", "No interference between the units that were assigned.",
      Standing::unchecked);
}

Outcome<EffectMethodsResult> EffectMethods::Work::finish() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  Result result;
  const Experiment& e = *experiment_;
  recommend(result);
  compare(result);
  weigh(result);
  assume(result);
  result.checks = experiment_checks(e, request_, request_.outcome, *table_);
  result.estimates = std::move(estimates_);
  if (e.cap) {
    for (Estimate& estimate : result.estimates) {
      estimate.quantity += joined(", capped at ", rounded(*e.cap, 5));
    }
  }
  result.confidence = request_.confidence;
  result.left_out = e.sample.left_out;
  result.rows_total = e.sample.rows_total;
  result.rows_used = static_cast<std::int64_t>(e.size());
  if (e.clustered()) {
    result.clusters = e.cluster_count();
  }
  if (e.blocks) {
    result.blocks = e.blocked.blocks;
  }
  return {std::move(result), std::move(issues_)};
}

Outcome<EffectMethods> EffectMethods::prepare(const Table& table, const Request& request) {
  Outcome<ExperimentReader> reader = ExperimentReader::prepare(table, request.data);
  if (!reader) {
    return std::move(reader.issues);
  }
  return {EffectMethods(std::make_unique<Work>(table, request.data, std::move(*reader))), std::move(reader.issues)};
}

EffectMethods::EffectMethods(std::unique_ptr<Work> work) : work_(std::move(work)) {}
EffectMethods::EffectMethods(EffectMethods&&) noexcept = default;
EffectMethods& EffectMethods::operator=(EffectMethods&&) noexcept = default;
EffectMethods::~EffectMethods() = default;
bool EffectMethods::step() { return work_->step(); }
double EffectMethods::progress() const { return work_->progress(); }
Outcome<EffectMethodsResult> EffectMethods::finish() { return work_->finish(); }

}  // namespace sutva::analyze
