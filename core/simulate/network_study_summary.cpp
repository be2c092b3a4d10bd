// SPDX-License-Identifier: Apache-2.0
// What a study of networks says in the end.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "base/words.hpp"
#include "simulate/estimate_summary.hpp"
#include "simulate/network_study_parts.hpp"

namespace sutva::simulate {

// All neighbours treated against none, of untreated units in local models.
double NetworkStudy::Work::mean_spillover() const {
  const std::uint32_t units = network_.graph.units;
  double sum = 0;
  std::array<Doubles, units_at_once> nobody{}, everybody{}, with, without;
  for (std::uint32_t first = 0; first < units; first += units_at_once) {
    const std::uint32_t count = std::min(units_at_once, units - first);
    for (std::uint32_t i = 0; i < count; ++i) {
      everybody[i] = all_lanes(outcome_->inverse_weight()[first + i] > 0 ? 1 : 0);
    }
    outcome_->fill(first, count, nobody.data(), everybody.data(), with.data());
    outcome_->fill(first, count, nobody.data(), nobody.data(), without.data());
    for (std::uint32_t i = 0; i < count; ++i) {
      sum += with[i][0] - without[i][0];
    }
  }
  return sum / units;
}

SimulatedEstimate NetworkStudy::Work::summarise(const Run& run, NetworkEstimator estimator,
                                                const std::vector<double>& estimates,
                                                const std::vector<double>& errors) const {
  SimulatedEstimate row;
  row.design = name(run.design);
  row.design_label = label(run.design);
  row.resolution = run.resolution;
  row.estimator = name(estimator);
  row.estimator_label = label(estimator);
  const double total = outcome_->total_effect();
  switch (estimator) {
    case NetworkEstimator::direct:
      row.estimand = "direct";
      if (outcome_->is_local()) {
        row.truth = request_.outcome.direct;
      }
      break;
    case NetworkEstimator::indirect:
      row.estimand = "spillover";
      break;
    case NetworkEstimator::overall:
      row.estimand = "overall";
      break;
    case NetworkEstimator::pair_test:
      row.estimand = "interference";
      break;
    case NetworkEstimator::randomization_test:
      row.estimand = "spillover";
      row.reason = run.focal->reason();
      break;
    case NetworkEstimator::egos:
      row.estimand = request_.design.egos == EgoTreatment::never ? "spillover" : "total";
      if (request_.design.egos == EgoTreatment::with_neighbours) {
        row.truth = total;
      } else if (outcome_->is_local()) {
        row.truth = mean_spillover();
      }
      break;
    default:
      row.estimand = "total";
      row.truth = total;
      if (estimator == NetworkEstimator::horvitz_thompson_joint || estimator == NetworkEstimator::hajek_joint) {
        row.reason = run.joint.reason;
      }
      break;
  }
  const double z = normal_width();
  const EstimateSummary over = summarise_estimates(estimates, errors, row.truth, z);
  row.undefined = over.undefined;
  if (over.n == 0) {
    if (row.reason.empty() && estimator == NetworkEstimator::regression) {
      row.reason = "In no experiment do neighbours' treatments differ from the own one.";
    } else if (row.reason.empty() && by_full_exposure(estimator)) {
      row.reason = "In no experiment are units of both arms fully exposed.";
    }
    return row;
  }
  row.reason.clear();
  row.mean = over.mean;
  row.sd = over.sd;
  row.sd_mcse = over.sd_mcse;
  row.bias = over.bias;
  row.bias_mcse = over.bias_mcse;
  row.rmse = over.rmse;
  row.coverage = over.coverage;
  row.coverage_mcse = over.coverage_mcse;
  row.power = over.power;
  row.power_mcse = over.power_mcse;
  row.se_ratio = over.se_ratio;
  // Where there is no truth, the mean estimate if it is more than chance.
  const double gap = row.truth ? *row.truth : std::abs(row.mean) > 3 * row.sd / std::sqrt(over.n) ? row.mean : 0;
  if (gap != 0 && row.sd > 0) {
    const double reach = z + stats::normal_quantile(request_.power);
    row.units_needed = std::ceil(network_.graph.units * reach * reach * row.sd * row.sd / (gap * gap));
  }
  return row;
}

void NetworkStudy::Work::list_exposures(const Run& run, std::size_t place, const std::vector<double>& sums,
                                        double replicates, std::vector<ExposureMean>& to) const {
  const double* const of = sums.data() + place * sums_of_design;
  for (std::size_t at = 0; at < arm_classes; ++at) {
    const double n = of[plotted + at];
    if (n == 0) {
      continue;
    }
    ExposureMean& one = to.emplace_back();
    one.design = name(run.design);
    one.design_label = label(run.design);
    one.resolution = run.resolution;
    one.arm = at < exposure_classes ? "treated" : "control";
    one.share = static_cast<double>(at % exposure_classes) / static_cast<double>(exposure_classes - 1);
    one.units = of[treated_classes + at] / replicates;
    const double mean = of[plotted_means + at] / n;
    one.mean = mean + shift_;
    one.sd = n > 1 ? std::sqrt(std::fmax(0, of[plotted_squares + at] - n * mean * mean) / (n - 1)) : 0;
  }
}

void NetworkStudy::Work::describe_design(const Run& run, std::size_t place, const std::vector<double>& sums,
                                         double replicates, SimulatedDesign& to) const {
  to.design = name(run.design);
  to.design_label = label(run.design);
  to.resolution = run.resolution;
  if (uses_clusters(run.design)) {
    const graph::ClusteringFacts& facts = clustering_facts_[run.clustering];
    to.clusters = facts.clusters;
    to.within = facts.within;
    to.cut = facts.cut;
    to.effective_clusters = facts.effective_clusters;
    to.modularity = facts.modularity;
  }
  const double* const of = sums.data() + place * sums_of_design;
  to.treated = of[treated_sum] / replicates;
  to.contamination = of[contamination_sum] / replicates;
  to.exposed = of[exposed_sum] / replicates;
  to.effective = of[effective_sum] / replicates;
  to.exact_chances = run.chances.exact;
  if (!run.chances.treated.empty()) {
    const auto never = [&](const std::vector<double>& chances) {
      return static_cast<double>(std::count(chances.begin(), chances.end(), 0.0)) / static_cast<double>(chances.size());
    };
    to.never_treated = never(run.chances.treated);
    to.never_control = never(run.chances.control);
  }
  for (std::vector<double>* list : {&to.share_in_treated, &to.share_in_control}) {
    const double* const counts = of + treated_classes + (list == &to.share_in_treated ? 0 : exposure_classes);
    double all = 0;
    for (std::size_t i = 0; i < exposure_classes; ++i) {
      all += counts[i];
    }
    for (std::size_t i = 0; i < exposure_classes; ++i) {
      list->push_back(all > 0 ? counts[i] / all : 0);
    }
  }
}

std::string NetworkStudy::Work::sentence(const Result& result) const {
  const auto total = [](const SimulatedEstimate& e) { return e.estimand == "total" && e.undefined < 1; };
  const auto naive = std::find_if(result.estimates.begin(), result.estimates.end(),
                                  [&](const SimulatedEstimate& e) { return total(e) && e.estimator == "difference"; });
  std::string said = joined("The true total effect is ", signed_number(result.total_effect), ".");
  const auto claims = [&](const SimulatedEstimate& e) {
    std::string text = joined(signed_number(e.mean), " on average");
    if (result.total_effect != 0) {
      const double miss = *e.bias / result.total_effect;
      text += std::abs(*e.bias) <= 3 * *e.bias_mcse
                  ? ", which is right but for chance"
                  : joined(", which is ", percent(std::abs(miss), 2), miss < 0 ? " too little" : " too much");
    }
    return text;
  };
  if (naive != result.estimates.end()) {
    said += joined(" With “", naive->design_label, "” the difference in means says ", claims(*naive), ".");
  }
  const SimulatedEstimate* best = nullptr;
  for (const SimulatedEstimate& e : result.estimates) {
    if (total(e) && e.undefined == 0 && (!best || *e.rmse < *best->rmse)) {
      best = &e;
    }
  }
  if (best && (naive == result.estimates.end() || &*naive != best)) {
    said += joined(" The smallest error has “", best->estimator_label, "” with “", best->design_label,
                   "”: ", claims(*best), ", with an SD of ", rounded(best->sd), ".");
  }
  if (best && best->units_needed && *best->units_needed < 1e15) {
    said += joined(" For ", percent(request_.power), " power it takes ", counted(*best->units_needed, "unit", "units"),
                   " in such a network.");
  }
  for (const NetworkEstimator test : {NetworkEstimator::pair_test, NetworkEstimator::randomization_test}) {
    // Of several resolutions the first.
    const auto e = std::find_if(result.estimates.begin(), result.estimates.end(),
                                [&](const SimulatedEstimate& one) { return one.power && one.estimator == name(test); });
    if (e != result.estimates.end()) {
      said += joined(" The ", test == NetworkEstimator::pair_test ? "pair test" : "randomisation test",
                     " finds spillover in ", percent(*e->power, 2), " of experiments",
                     e->size ? joined("; if there were none it would in ", percent(*e->size, 2)) : "", ".");
    }
  }
  return said;
}

Outcome<NetworkStudyResult> NetworkStudy::Work::finish(std::vector<Partial> partials) const {
  std::sort(partials.begin(), partials.end(), [](const Partial& a, const Partial& b) { return a.first < b.first; });
  Result result;
  for (const Partial& part : partials) {
    result.replicates += part.count;
  }
  result.mean_treated = outcome_->mean_treated();
  result.mean_untreated = outcome_->mean_untreated();
  result.total_effect = outcome_->total_effect();
  result.network = facts_;
  std::vector<double> sums(runs_.size() * sums_of_design, 0);
  for (const Partial& part : partials) {
    for (std::size_t i = 0; i < sums.size() && i < part.sums.size(); ++i) {
      sums[i] += part.sums[i];
    }
  }
  std::vector<std::vector<double>> kept;
  std::size_t place = 0;
  for (std::size_t r = 0; r < runs_.size(); ++r) {
    for (const auto& [estimator, null] : columns(runs_[r])) {
      std::vector<double> estimates, errors;
      for (const Partial& part : partials) {
        const auto n = static_cast<std::size_t>(part.count);
        const auto from = static_cast<std::ptrdiff_t>(place * n);
        estimates.insert(estimates.end(), part.estimates.begin() + from,
                         part.estimates.begin() + from + static_cast<std::ptrdiff_t>(n));
        errors.insert(errors.end(), part.errors.begin() + from,
                      part.errors.begin() + from + static_cast<std::ptrdiff_t>(n));
      }
      ++place;
      if (null) {
        const EstimateSummary none = summarise_estimates(estimates, errors, {}, normal_width());
        result.estimates.back().size = none.power;
        result.estimates.back().size_mcse = none.power_mcse;
        continue;
      }
      result.estimates.push_back(summarise(runs_[r], estimator, estimates, errors));
      kept.push_back(std::move(estimates));
    }
    describe_design(runs_[r], r, sums, static_cast<double>(std::max<std::int64_t>(1, result.replicates)),
                    result.designs.emplace_back());
    list_exposures(runs_[r], r, sums, static_cast<double>(std::max<std::int64_t>(1, result.replicates)),
                   result.exposure_plot);
  }
  // One scale for all histograms, so that they can be laid above each other: three times the middle one of their
  // reaches around the truth. A wild estimator does not press the others into one class; its own tails lie outside.
  std::vector<double> reaches;
  for (const SimulatedEstimate& e : result.estimates) {
    if (e.undefined < 1) {
      reaches.push_back(std::abs(e.mean - result.total_effect) + e.sd);
    }
  }
  double low = 0, high = 0;
  if (!reaches.empty()) {
    const auto middle = reaches.begin() + static_cast<std::ptrdiff_t>(reaches.size() / 2);
    std::nth_element(reaches.begin(), middle, reaches.end());
    low = std::min(0.0, result.total_effect - 3 * *middle);
    high = std::max(0.0, result.total_effect + 3 * *middle);
  }
  high = high > low ? high : low + 1;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    SimulatedEstimate& e = result.estimates[i];
    e.low = low;
    e.high = high;
    e.histogram = histogram_of(kept[i], low, high);
  }
  result.sentence = sentence(result);
  result.assumptions.push_back({"Outcomes follow the model",
                                "Spillover is what was chosen here; a real network has another. Try several.",
                                Standing::unchecked});
  if (request_.outcome.fresh_noise == 0) {
    result.assumptions.push_back(
        {"Only the assignment is random",
         "Each unit keeps its outcomes from replicate to replicate, so spreads are those of the design alone.",
         Standing::fine});
  }
  return {std::move(result), issues};
}

}  // namespace sutva::simulate
