// SPDX-License-Identifier: Apache-2.0
// Networks whose pairs are tied by chance, and one that grows.
#include <algorithm>
#include <cmath>
#include <utility>

#include "graph/draft.hpp"
#include "random/plain_math.hpp"
#include "random/samplers.hpp"

namespace sutva::graph {
namespace {

constexpr std::size_t edges_at_once = 50'000;
constexpr std::uint32_t rows_at_once = 200'000;

// How many pairs come before the next tie, each being tied with the same chance: a geometric number, so that the work
// is that of the ties and not of the pairs (Batagelj and Brandes 2005, Phys. Rev. E 71:036113). It is the whole part of
// an exponential one, which is the same on every system where a logarithm is not.
class Skip {
 public:
  explicit Skip(double chance) : chance_(chance) {
    if (chance <= 0.5) {
      // -log(1 - p) = 2 artanh(p / (2 - p)), without the loss that 1 - p brings for a small p.
      const double t = chance / (2 - chance);
      double series = 0;
      for (int i = 41; i >= 1; i -= 2) {
        series = series * t * t + 1.0 / i;
      }
      rate_ = 2 * t * series;
    }
  }

  std::uint64_t draw(random::Stream& stream) const {
    if (rate_ > 0) {
      const double pairs = random::exponential(stream) / rate_;
      return pairs < 1e18 ? static_cast<std::uint64_t>(pairs) : std::uint64_t{1'000'000'000'000'000'000};
    }
    std::uint64_t pairs = 0;
    while (random::uniform(stream) >= chance_) {
      ++pairs;
    }
    return pairs;
  }

 private:
  double chance_;
  double rate_ = 0;  // 0: the chance is above a half, and pairs are looked at one by one
};

// Every unit and those before it, of the same group or of other groups. Groups stand one after the other.
struct Pass {
  bool within = true;
  double chance = 0;
};

class PairRecipe final : public Recipe {
 public:
  // starts: where groups begin, and the number of units at the end.
  PairRecipe(std::vector<std::uint32_t> starts, std::vector<Pass> passes, random::Stream stream)
      : starts_(std::move(starts)), passes_(std::move(passes)), stream_(stream) {}

  bool step(Draft& draft) override {
    while (pass_ < passes_.size() && !(passes_[pass_].chance > 0)) {
      ++pass_;
    }
    if (pass_ == passes_.size()) {
      return false;
    }
    const bool within = passes_[pass_].within;
    const Skip skip(passes_[pass_].chance);
    const std::uint32_t units = starts_.back();
    if (unit_ == 0 && group_ == 0 && !skipped_) {
      column_ = skip.draw(stream_);
      skipped_ = true;
    }
    const std::size_t last = draft.edges.size() + edges_at_once;
    for (std::uint32_t rows = 0; unit_ < units && rows < rows_at_once && draft.edges.size() < last; ++rows) {
      while (starts_[group_ + 1] <= unit_) {
        ++group_;
      }
      const std::uint32_t first = within ? starts_[group_] : 0;
      const std::uint32_t width = (within ? unit_ : starts_[group_]) - first;
      for (; column_ < width; column_ += 1 + skip.draw(stream_)) {
        draft.edges.push_back({first + static_cast<std::uint32_t>(column_), unit_});
      }
      column_ -= width;
      ++unit_;
    }
    if (unit_ == units) {
      unit_ = 0, group_ = 0, skipped_ = false;
      ++pass_;
    }
    return pass_ < passes_.size();
  }

  double progress() const override {
    const double part = static_cast<double>(unit_) / starts_.back();
    return pass_ < passes_.size() ? (static_cast<double>(pass_) + part * part) / static_cast<double>(passes_.size())
                                  : 1;
  }

 private:
  std::vector<std::uint32_t> starts_;
  std::vector<Pass> passes_;
  random::Stream stream_;
  std::size_t pass_ = 0, group_ = 0;
  std::uint32_t unit_ = 0;
  std::uint64_t column_ = 0;  // of the next tie, counted from the begin of the unit's row
  bool skipped_ = false;
};

class ScaleFreeRecipe final : public Recipe {
 public:
  ScaleFreeRecipe(std::uint32_t ties, Draft& draft, random::Stream stream)
      : ties_(ties), units_(draft.units), stream_(stream), taken_by_(draft.units, 0) {
    reserve(draft, static_cast<double>(units_) * ties_);
    for (std::uint32_t unit = 1; unit <= ties_; ++unit) {
      draft.edges.push_back({0, unit});
    }
    unit_ = ties_ + 1;
  }

  bool step(Draft& draft) override {
    const std::size_t last = draft.edges.size() + edges_at_once;
    for (; unit_ < units_ && draft.edges.size() < last; ++unit_) {
      // A random end of a random tie: units are chosen in proportion to their degrees.
      const auto ends = static_cast<std::uint32_t>(2 * draft.edges.size());
      for (std::uint32_t tie = 0; tie < ties_;) {
        const std::uint32_t end = whole_below(stream_, ends);
        const Edge& edge = draft.edges[end / 2];
        const std::uint32_t chosen = end % 2 == 0 ? edge.from : edge.to;
        if (taken_by_[chosen] != unit_) {
          taken_by_[chosen] = unit_;
          draft.edges.push_back({chosen, unit_});
          ++tie;
        }
      }
    }
    return unit_ < units_;
  }

  double progress() const override { return static_cast<double>(unit_) / units_; }

 private:
  std::uint32_t ties_, units_, unit_ = 0;
  random::Stream stream_;
  std::vector<std::uint32_t> taken_by_;  // by unit: the newcomer that chose it last
};

}  // namespace

std::uint32_t ties_of_newcomers(const NetworkRequest& request) {
  return static_cast<std::uint32_t>(std::max(1.0, std::floor(request.mean_degree / 2 + 0.5)));
}

std::uint32_t second_side_units(const NetworkRequest& request) {
  const auto units = static_cast<double>(request.units);
  return static_cast<std::uint32_t>(std::clamp(std::floor(units * request.second_side + 0.5), 1.0, units - 1));
}

BlockChances block_chances(const NetworkRequest& request) {
  const auto units = static_cast<double>(request.units), groups = static_cast<double>(request.groups);
  const double size = std::floor(units / groups), larger = units - size * groups;
  // Ordered pairs of the same group, over all units: `larger` groups have one unit more.
  const double own = (groups - larger) * size * (size - 1) + larger * (size + 1) * size;
  const double all = units * (units - 1);
  const auto chance = [&](double share, double pairs) {
    return share > 0 ? share * request.mean_degree * units / pairs : 0;
  };
  return {chance(request.within, own), chance(1 - request.within, all - own), own / units, (all - own) / units};
}

std::unique_ptr<Recipe> random_recipe(const NetworkRequest& request, Draft& draft) {
  const std::uint32_t units = draft.units;
  const random::Stream stream = stream_of(request, Part::edges);
  if (request.network == NetworkKind::bipartite) {
    const std::uint32_t second = second_side_units(request);
    draft.network.side.assign(units, 0);
    std::fill_n(draft.network.side.rbegin(), second, std::uint8_t{1});
    reserve(draft, (units - second) * request.mean_degree);
    return std::make_unique<PairRecipe>(std::vector<std::uint32_t>{0, units - second, units},
                                        std::vector<Pass>{{false, request.mean_degree / second}}, stream);
  }
  reserve(draft, units * request.mean_degree / 2);
  if (request.network == NetworkKind::random) {
    return std::make_unique<PairRecipe>(std::vector<std::uint32_t>{0, units},
                                        std::vector<Pass>{{true, request.mean_degree / (units - 1)}}, stream);
  }
  const auto groups = static_cast<std::uint32_t>(request.groups);
  std::vector<std::uint32_t> starts{0};
  draft.network.group.reserve(units);
  for (std::uint32_t group = 0; group < groups; ++group) {
    starts.push_back(starts.back() + units / groups + (group < units % groups ? 1 : 0));
    draft.network.group.resize(starts.back(), group);
  }
  const BlockChances chances = block_chances(request);
  return std::make_unique<PairRecipe>(std::move(starts),
                                      std::vector<Pass>{{true, chances.within}, {false, chances.between}}, stream);
}

std::unique_ptr<Recipe> scale_free_recipe(const NetworkRequest& request, Draft& draft) {
  return std::make_unique<ScaleFreeRecipe>(ties_of_newcomers(request), draft, stream_of(request, Part::edges));
}

}  // namespace sutva::graph
