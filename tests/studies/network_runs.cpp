// SPDX-License-Identifier: Apache-2.0
#include "network_runs.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

namespace sutva::studies {
namespace {

using namespace sutva::simulate;

constexpr double no_estimate = 1e308;  // as NetworkStudyPart has it

[[noreturn]] void give_up(const Issues& issues) {
  for (const Issue& issue : issues) {
    std::fprintf(stderr, "%s: %s\n", issue.field.c_str(), issue.message.c_str());
  }
  std::exit(2);
}

Spread spread_of(const std::vector<double>& estimates) {
  Spread spread;
  for (const double x : estimates) {
    if (x != no_estimate) {
      ++spread.count;
      spread.mean += x;
    }
  }
  const auto n = static_cast<double>(spread.count);
  spread.undefined = 1 - n / static_cast<double>(estimates.size());
  if (spread.count < 2) {
    return spread;
  }
  spread.mean /= n;
  double squares = 0, fourths = 0;
  for (const double x : estimates) {
    if (x != no_estimate) {
      const double square = (x - spread.mean) * (x - spread.mean);
      squares += square;
      fourths += square * square;
    }
  }
  spread.variance = squares / (n - 1);
  spread.mean_error = std::sqrt(spread.variance / n);
  spread.variance_error = std::sqrt(std::fmax(0, fourths / n - spread.variance * spread.variance) / n);
  return spread;
}

}  // namespace

NetworkRun::Row NetworkRun::row(std::string_view design, std::string_view estimator) const {
  for (std::size_t i = 0; i < spreads.size(); ++i) {
    if (result.estimates[i].design == design && result.estimates[i].estimator == estimator) {
      return {result.estimates[i], spreads[i]};
    }
  }
  give_up({error(Code::required, "estimators", "There is no such row.")});
}

NetworkRun run_network(const NetworkStudyRequest& request, const table::Table& table) {
  Outcome<NetworkStudy> study = NetworkStudy::prepare(table, request);
  if (!study) {
    give_up(study.issues);
  }
  while (study->step()) {
  }
  const Outcome<analyze::ReplicatesToRun> plan = study->ready();
  if (!plan) {
    give_up(plan.issues);
  }
  std::vector<NetworkStudyPart> parts;
  for (std::int64_t first = 0; first < plan->replicates; first += plan->block) {
    parts.push_back(study->run(first, std::min<std::int64_t>(plan->block, plan->replicates - first)));
  }
  NetworkRun run;
  Outcome<NetworkStudyResult> result = study->finish(parts);
  if (!result) {
    give_up(result.issues);
  }
  run.result = std::move(*result);
  for (std::size_t row = 0; row < run.result.estimates.size(); ++row) {
    std::vector<double> estimates;
    for (const NetworkStudyPart& part : parts) {
      const auto count = static_cast<std::ptrdiff_t>(part.count);
      const auto from = part.estimates.begin() + static_cast<std::ptrdiff_t>(row) * count;
      estimates.insert(estimates.end(), from, from + count);
    }
    run.spreads.push_back(spread_of(estimates));
  }
  return run;
}

table::Table edges_of(const CycleArcs& arcs) {
  table::Table table;
  table.columns.resize(3);
  table.columns[0].name = "from";
  table.columns[1].name = "to";
  table.columns[2].name = "weight";
  for (std::int64_t unit = 0; unit < arcs.units; ++unit) {
    for (std::int64_t step = 1; step <= arcs.reach; ++step) {
      const std::int64_t other = (unit + step) % arcs.units;
      table.columns[0].numbers.push_back(static_cast<double>(unit));
      table.columns[1].numbers.push_back(static_cast<double>(other));
      table.columns[2].numbers.push_back(unit / arcs.length == other / arcs.length ? 1 : 1e-9);
    }
  }
  table.rows = static_cast<std::int64_t>(table.columns[0].numbers.size());
  return table;
}

NetworkStudyRequest request_of(const CycleArcs& arcs, double y0, double y1) {
  NetworkStudyRequest request;
  request.network.network = graph::NetworkKind::file;
  request.network.from = "from";
  request.network.to = "to";
  request.network.weight = "weight";
  request.design.designs = {arcs.length == 1 ? NetworkDesign::bernoulli : NetworkDesign::cluster};
  request.estimators = {NetworkEstimator::horvitz_thompson};
  request.outcome.baseline = y0;
  request.outcome.direct = (y1 - y0) / 2;
  request.outcome.spillover = (y1 - y0) / 2;
  request.outcome.noise = 0;
  return request;
}

double exact_variance(const CycleArcs& arcs, double p, double y0, double y1) {
  const std::int64_t count = arcs.units / arcs.length;
  // Arcs that a unit and its neighbours lie in, by the first of them and how many.
  const auto first_of = [&](std::int64_t unit) { return (unit - arcs.reach + arcs.units) / arcs.length; };
  const auto last_of = [&](std::int64_t unit) { return (unit + arcs.reach + arcs.units) / arcs.length; };
  const auto number = [&](std::int64_t unit) {
    return static_cast<double>(std::min(count, last_of(unit) - first_of(unit) + 1));
  };
  double sum = 0;
  // Every arc is like the first: pairs with one of its units.
  for (std::int64_t unit = 0; unit < arcs.length; ++unit) {
    std::vector<bool> near(static_cast<std::size_t>(count), false);
    for (std::int64_t arc = first_of(unit); arc <= last_of(unit); ++arc) {
      near[static_cast<std::size_t>(arc % count)] = true;
    }
    for (std::int64_t other = 0; other < arcs.units; ++other) {
      std::vector<bool> seen(static_cast<std::size_t>(count), false);
      double shared = 0;
      for (std::int64_t arc = first_of(other); arc <= last_of(other); ++arc) {
        const auto at = static_cast<std::size_t>(arc % count);
        shared += near[at] && !seen[at] ? 1 : 0;
        seen[at] = true;
      }
      if (shared == 0) {
        continue;
      }
      // Both treated needs all arcs of both; one treated and the other not is impossible.
      const double all = number(unit) + number(other) - shared, apart = number(unit) + number(other);
      sum += y1 * y1 * (std::pow(p, all - apart) - 1) + y0 * y0 * (std::pow(1 - p, all - apart) - 1) + 2 * y1 * y0;
    }
  }
  return sum * static_cast<double>(count) / (static_cast<double>(arcs.units) * static_cast<double>(arcs.units));
}

}  // namespace sutva::studies
