// SPDX-License-Identifier: Apache-2.0
// One assignment in one network, to be drawn: where units lie, who is tied to whom, who is treated, and who is fully
// exposed. Of networks with more than 5,000 units their clusters instead, and how much of each is treated.
//
// The replicate is that of the same number in a study with the same request.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "graph/clustering.hpp"
#include "graph/network.hpp"
#include "simulate/network_design.hpp"
#include "simulate/network_outcome.hpp"
#include "table/table.hpp"

namespace sutva::simulate {

struct NetworkViewRequest {
  graph::NetworkRequest network;
  NetworkOutcomeRequest outcome;
  NetworkOneDesignRequest design;
  graph::ClusteringRequest clustering;
  std::int64_t replicate = 0;
  std::int64_t seed = 1;

  static constexpr auto describe() {
    using R = NetworkViewRequest;
    return described("NetworkViewRequest", inlined(&R::network), inlined(&R::outcome), inlined(&R::design),
                     inlined(&R::clustering),
                     field("replicate", &R::replicate, "Replicate")
                         .under("Design")
                         .at_least(0)
                         .at_most(100'000'000)
                         .help("Which of the assignments."),
                     field("seed", &R::seed, "Seed")
                         .under("Design")
                         .at_least(0)
                         .at_most(9007199254740991.0)
                         .help("That of the study the replicate belongs to."));
  }
};

// Lists have an entry for each unit, or for each cluster, or for each tie.
struct NetworkViewResult {
  std::string sentence;
  std::int64_t units = 0, clusters = 0;
  double total_effect = 0, difference = 0;
  bool drawn = false;
  std::vector<double> x, y, treated, share, exposed, cluster, outcome, baseline;
  std::vector<double> tie_from, tie_to;
  std::vector<double> cluster_size, cluster_treated;
  double contamination = 0;
  graph::NetworkFacts network;
  std::optional<graph::ClusteringFacts> clustering;

  static constexpr auto describe() {
    using R = NetworkViewResult;
    return described(
        "NetworkViewResult", field("sentence", &R::sentence, "In words"),
        field("units", &R::units, "Units").in(Unit::people),
        field("clusters", &R::clusters, "Clusters").in(Unit::clusters),
        field("total_effect", &R::total_effect, "True total effect").in(Unit::outcome),
        field("difference", &R::difference, "Difference in means").in(Unit::outcome).help("In this one experiment."),
        field("drawn", &R::drawn, "Units are listed").help("At most 5,000 of them; of larger networks clusters alone."),
        field("x", &R::x, "Across"), field("y", &R::y, "Up"), field("treated", &R::treated, "Treated"),
        field("share", &R::share, "Treated share of the neighbours"),
        field("exposed", &R::exposed, "Fully exposed").help("In the own arm."),
        field("cluster", &R::cluster, "Cluster"), field("outcome", &R::outcome, "Outcome").in(Unit::outcome),
        field("baseline", &R::baseline, "Outcome if nobody were treated").in(Unit::outcome),
        field("tie_from", &R::tie_from, "Tie from"), field("tie_to", &R::tie_to, "Tie to"),
        field("cluster_size", &R::cluster_size, "Units of each cluster"),
        field("cluster_treated", &R::cluster_treated, "Treated share of each cluster"),
        field("contamination", &R::contamination, "Contamination")
            .in(Unit::share)
            .help("Share of a unit's neighbours in the other arm, on average."),
        field("network", &R::network, "Network"), field("clustering", &R::clustering, "Clusters"));
  }
};

class NetworkView {
 public:
  static constexpr bool table_is_optional = true;
  using Request = NetworkViewRequest;
  using Result = NetworkViewResult;

  static Outcome<NetworkView> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

  NetworkView(NetworkView&&) noexcept;
  NetworkView& operator=(NetworkView&&) noexcept;
  ~NetworkView();

 private:
  class Work;
  explicit NetworkView(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::simulate
