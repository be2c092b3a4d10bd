// SPDX-License-Identifier: Apache-2.0
#include "graph/network.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/words.hpp"
#include "graph/draft.hpp"

namespace sutva::graph {
namespace {

// A mean degree off by more than this from what was asked for is said.
constexpr double tolerated = 0.05;

Issue off(std::string_view field, double gives) {
  return warning(Code::approximation, field,
                 joined("Such a network of this size gives ", rounded(gives), " neighbours on average."));
}

void note_mean_degree(const NetworkRequest& request, double gives, Issues& issues) {
  if (std::abs(gives - request.mean_degree) > tolerated * request.mean_degree) {
    issues.push_back(off("mean_degree", gives));
  }
}

void check_ring(const NetworkRequest& request, Issues& issues) {
  const double gives = 2.0 * ties_on_a_side(request);
  if (gives > static_cast<double>(request.units - 1)) {
    issues.push_back(error(Code::conflict, "units",
                           joined("A ring with ", text(gives), " neighbours needs at least ",
                                  text(static_cast<std::int64_t>(gives) + 1), " units."),
                           gives + 1));
  } else if (gives != request.mean_degree) {
    issues.push_back(warning(Code::approximation, "mean_degree",
                             joined("Everyone gets as many neighbours on both sides: ", text(gives), ".")));
  }
}

void check_scale_free(const NetworkRequest& request, Issues& issues) {
  const double n = static_cast<double>(request.units), m = ties_of_newcomers(request);
  if (m > n - 1) {
    return;  // said already: more neighbours than there are units
  }
  note_mean_degree(request, 2 * m * (n - m) / n, issues);
}

void check_blocks(const NetworkRequest& request, Issues& issues) {
  if (request.groups > request.units) {
    issues.push_back(
        error(Code::conflict, "groups",
              joined(text(request.groups), " groups need at least as many units; there are ", text(request.units), "."),
              static_cast<double>(request.units)));
    return;
  }
  const BlockChances chances = block_chances(request);
  const double others = chances.others_within, outside = chances.others_between;
  if (chances.within > 1) {
    const double most = others / request.mean_degree;
    issues.push_back(
        error(Code::conflict, "within",
              joined("A group of ", rounded(others + 1), " has ", rounded(others), " others for each unit, fewer than ",
                     rounded(request.within * request.mean_degree), " ties within it. Ask for at most ", percent(most),
                     " within, for fewer groups or for fewer neighbours."),
              most));
  }
  if (chances.between > 1) {
    const double least = std::max(1 - outside / request.mean_degree, 0.0);
    issues.push_back(error(Code::conflict, "within",
                           joined("Outside of its group a unit has ", rounded(outside), " others, fewer than ",
                                  rounded((1 - request.within) * request.mean_degree), " ties. Ask for at least ",
                                  percent(least), " within, or for more groups."),
                           least));
  }
}

void check_grid(const NetworkRequest& request, Issues& issues) {
  const std::int64_t side = grid_side(request), units = side * side;
  if (units != request.units) {
    issues.push_back(warning(Code::approximation, "units",
                             joined("The grid has ", text(side), " × ", text(side), " = ", text(units), " units."),
                             static_cast<double>(units)));
  }
  // Half of the others stay free, so that a far tie is soon found.
  const std::int64_t most = std::max<std::int64_t>((units - 1) / 4 - 2, 0);
  if (request.far_ties > most) {
    issues.push_back(error(Code::conflict, "far_ties",
                           joined("A grid of ", text(side), " × ", text(side), " has place for ", text(most),
                                  " far ties of each unit. Ask for fewer, or for more units."),
                           static_cast<double>(most)));
  }
}

void check_households(const NetworkRequest& request, Issues& issues) {
  if (request.household_size > static_cast<double>(request.units)) {
    issues.push_back(error(Code::conflict, "household_size",
                           joined("A household of ", rounded(request.household_size), " is larger than the network of ",
                                  text(request.units), " units."),
                           static_cast<double>(request.units)));
  }
}

void check_bipartite(const NetworkRequest& request, Issues& issues) {
  const std::int64_t second = second_side_units(request);
  if (request.mean_degree > static_cast<double>(second)) {
    issues.push_back(
        error(Code::conflict, "mean_degree",
              joined("The second side has ", text(second), second == 1 ? " unit" : " units", ": nobody can have ",
                     rounded(request.mean_degree), " neighbours there. Ask for fewer, or for a larger second side."),
              static_cast<double>(second)));
  }
}

// Expected ties of a network that passed the other checks.
double expected_edges(const NetworkRequest& request) {
  const auto n = static_cast<double>(request.units);
  switch (request.network) {
    case NetworkKind::small_world:
    case NetworkKind::cycle:
      return n * ties_on_a_side(request);
    case NetworkKind::scale_free:
      return n * ties_of_newcomers(request);
    case NetworkKind::small_world_2d:
      return n * (2 + static_cast<double>(request.far_ties));
    case NetworkKind::households:
      return n * (request.household_size - 1) / 2;
    case NetworkKind::bipartite:
      return (n - second_side_units(request)) * request.mean_degree;
    default:
      return n * request.mean_degree / 2;
  }
}

// The field to lower where there are too many ties, or to raise where there are none.
std::string_view ties_field(NetworkKind kind) {
  switch (kind) {
    case NetworkKind::small_world_2d:
      return "far_ties";
    case NetworkKind::households:
      return "household_size";
    case NetworkKind::file:
      return "from";
    default:
      return "mean_degree";
  }
}

Issues check(const NetworkRequest& request) {
  Issues issues;
  const bool has_mean_degree =
      request.network != NetworkKind::small_world_2d && request.network != NetworkKind::households;
  if (has_mean_degree && request.mean_degree > static_cast<double>(request.units - 1)) {
    issues.push_back(error(
        Code::conflict, "units",
        joined("Among ", text(request.units), " units nobody has more than ", text(request.units - 1), " neighbours; ",
               rounded(request.mean_degree), " are asked for. Choose more units or fewer neighbours."),
        std::floor(request.mean_degree) + 1));
  } else {
    switch (request.network) {
      case NetworkKind::small_world:
      case NetworkKind::cycle:
        check_ring(request, issues);
        break;
      case NetworkKind::scale_free:
        check_scale_free(request, issues);
        break;
      case NetworkKind::blocks:
        check_blocks(request, issues);
        break;
      case NetworkKind::small_world_2d:
        check_grid(request, issues);
        break;
      case NetworkKind::households:
        check_households(request, issues);
        break;
      case NetworkKind::bipartite:
        check_bipartite(request, issues);
        break;
      default:
        break;
    }
  }
  const double edges = expected_edges(request);
  if (edges > most_edges) {
    issues.push_back(error(Code::too_large, ties_field(request.network),
                           joined("That would be ", text(static_cast<std::int64_t>(edges)), " ties; at most ",
                                  text(static_cast<std::int64_t>(most_edges)),
                                  " fit into memory. Ask for fewer neighbours or fewer units."),
                           most_edges));
  }
  return issues;
}

std::unique_ptr<Recipe> made_recipe(const NetworkRequest& request, Draft& draft) {
  switch (request.network) {
    case NetworkKind::communities:
      return community_recipe(request, draft);
    case NetworkKind::small_world:
    case NetworkKind::cycle:
      return ring_recipe(request, draft);
    case NetworkKind::scale_free:
      return scale_free_recipe(request, draft);
    case NetworkKind::geometric:
      return geometric_recipe(request, draft);
    case NetworkKind::small_world_2d:
      return grid_recipe(request, draft);
    case NetworkKind::households:
      return household_recipe(request, draft);
    default:
      return random_recipe(request, draft);
  }
}

// What came out differs from what was asked for where the rest of degrees could not be paired.
void judge_communities(const NetworkRequest& request, const Network& network, Issues& issues) {
  const Graph& graph = network.graph;
  const auto places = static_cast<double>(graph.neighbours.size());
  note_mean_degree(request, places / graph.units, issues);
  std::uint64_t own = 0;
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    for (const std::uint32_t neighbour : graph.of(unit)) {
      own += network.group[unit] == network.group[neighbour] ? 1U : 0U;
    }
  }
  if (places > 0 && std::abs(static_cast<double>(own) / places - request.within) > tolerated) {
    issues.push_back(warning(Code::approximation, "within",
                             joined("In communities of these sizes ", percent(static_cast<double>(own) / places),
                                    " of ties lie within them.")));
  }
}

}  // namespace

class NetworkMaker::Work {
 public:
  explicit Work(const NetworkRequest& request) : request_(request) {}

  Issues prepare(const table::Table& table) {
    if (request_.network == NetworkKind::file) {
      auto recipe = file_recipe(table, request_, draft_);
      if (recipe) {
        recipe_ = std::move(*recipe);
      }
      return std::move(recipe.issues);
    }
    Issues issues = check(request_);
    if (!has_error(issues)) {
      draft_.units = static_cast<std::uint32_t>(request_.units);
      recipe_ = made_recipe(request_, draft_);
    }
    return issues;
  }

  bool step() {
    if (recipe_) {
      if (!recipe_->step(draft_)) {
        recipe_.reset();
      }
      return true;
    }
    if (!builder_) {
      if (has_error(draft_.issues)) {
        return false;
      }
      builder_.emplace(draft_.units, std::move(draft_.edges), draft_.directed, draft_.weighted);
    }
    return builder_->step();
  }

  double progress() const {
    if (recipe_) {
      return 0.5 * recipe_->progress();
    }
    return builder_ ? 0.5 + 0.5 * builder_->progress() : has_error(draft_.issues) ? 1 : 0.5;
  }

  Outcome<Network> take() {
    if (!builder_) {
      return std::move(draft_.issues);
    }
    Network network = std::move(draft_.network);
    network.graph = builder_->take(&network.edges_left_out);
    if (network.graph.neighbours.empty()) {
      draft_.issues.push_back(warning(Code::no_rows, ties_field(request_.network),
                                      "The network has no ties: no treatment reaches anybody else."));
    } else if (request_.network == NetworkKind::communities) {
      judge_communities(request_, network, draft_.issues);
    }
    return {std::move(network), std::move(draft_.issues)};
  }

 private:
  NetworkRequest request_;
  Draft draft_;
  std::unique_ptr<Recipe> recipe_;
  std::optional<GraphBuilder> builder_;
};

Outcome<NetworkMaker> NetworkMaker::prepare(const table::Table& table, const NetworkRequest& request) {
  auto work = std::make_unique<Work>(request);
  Issues issues = work->prepare(table);
  if (has_error(issues)) {
    return issues;
  }
  return {NetworkMaker(std::move(work)), std::move(issues)};
}

NetworkMaker::NetworkMaker(std::unique_ptr<Work> work) : work_(std::move(work)) {}
NetworkMaker::NetworkMaker(NetworkMaker&&) noexcept = default;
NetworkMaker& NetworkMaker::operator=(NetworkMaker&&) noexcept = default;
NetworkMaker::~NetworkMaker() = default;

bool NetworkMaker::step() { return work_->step(); }
double NetworkMaker::progress() const { return work_->progress(); }
Outcome<Network> NetworkMaker::take() { return work_->take(); }

}  // namespace sutva::graph
