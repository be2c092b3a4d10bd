// SPDX-License-Identifier: Apache-2.0
// Networks whose units have a place: on a ring, on a grid, in a square, in households.
#include <algorithm>
#include <cmath>
#include <utility>

#include "graph/draft.hpp"
#include "random/plain_math.hpp"
#include "random/samplers.hpp"

namespace sutva::graph {
namespace {

constexpr std::size_t edges_at_once = 50'000;
constexpr std::uint32_t units_at_once = 20'000;

// A circle around (0.5, 0.5) that touches the square.
void put_on_circle(std::uint32_t unit, std::uint32_t units, Network& network) {
  const random::Direction at = random::plain_direction(static_cast<double>(unit) / units);
  network.x.push_back(static_cast<float>(0.5 + 0.5 * at.cosine));
  network.y.push_back(static_cast<float>(0.5 + 0.5 * at.sine));
}

// Whether the unit leads to the other one, among edges of which each unit has so many, one after the other.
bool leads_to(const std::vector<Edge>& edges, std::uint32_t first, std::uint32_t last, std::uint32_t other) {
  for (std::uint32_t at = first; at < last; ++at) {
    if (edges[at].to == other) {
      return true;
    }
  }
  return false;
}

// Every unit is tied to the next `ties` of the ring; then each tie's far end moves anywhere with the chance `rewired`
// (Watts and Strogatz: never to the unit itself or to where it has a tie).
class RingRecipe final : public Recipe {
 public:
  RingRecipe(std::uint32_t ties, double rewired, Draft& draft, random::Stream stream)
      : ties_(ties), units_(draft.units), rewired_(rewired), stream_(stream) {
    reserve(draft, static_cast<double>(units_) * ties_);
    draft.network.x.reserve(units_);
    draft.network.y.reserve(units_);
  }

  bool step(Draft& draft) override {
    const std::uint32_t last = std::min(units_, unit_ + std::max(1U, units_at_once / ties_));
    if (!made_) {
      for (; unit_ < last; ++unit_) {
        for (std::uint32_t tie = 1; tie <= ties_; ++tie) {
          draft.edges.push_back({unit_, (unit_ + tie) % units_});
        }
        put_on_circle(unit_, units_, draft.network);
      }
      if (unit_ < units_) {
        return true;
      }
      made_ = true, unit_ = 0;
      if (rewired_ > 0 && PairBits::pays(units_, draft.edges.size())) {
        tied_.open(units_);
        for (const Edge& edge : draft.edges) {
          tied_.flip(edge.from, edge.to);
        }
      }
      return rewired_ > 0;
    }
    for (; unit_ < last; ++unit_) {
      for (std::uint32_t tie = 0; tie < ties_; ++tie) {
        if (random::uniform(stream_) < rewired_) {
          rewire(draft.edges, unit_ * ties_ + tie);
        }
      }
    }
    return unit_ < units_;
  }

  double progress() const override {
    const double part = static_cast<double>(unit_) / units_;
    return made_ ? 0.3 + 0.7 * part : 0.3 * part;
  }

 private:
  void rewire(std::vector<Edge>& edges, std::uint32_t at) {
    // Where nearly all others are tied already the tie stays.
    for (int attempt = 0; attempt < 100; ++attempt) {
      const std::uint32_t other = whole_below(stream_, units_);
      if (other != unit_ && !tied(edges, other)) {
        if (tied_.is_open()) {
          tied_.flip(unit_, edges[at].to);
          tied_.flip(unit_, other);
        }
        edges[at].to = other;
        return;
      }
    }
  }

  bool tied(const std::vector<Edge>& edges, std::uint32_t other) const {
    return tied_.is_open() ? tied_.has(unit_, other)
                           : leads_to(edges, unit_ * ties_, (unit_ + 1) * ties_, other) ||
                                 leads_to(edges, other * ties_, (other + 1) * ties_, unit_);
  }

  std::uint32_t ties_, units_, unit_ = 0;
  double rewired_;
  bool made_ = false;
  PairBits tied_;
  random::Stream stream_;
};

// A torus of side × side units with four neighbours each, and far ties whose chance falls with the square of the
// distance along the grid, from distance 2 on (Kleinberg's r = 2, where greedy search is fast).
class GridRecipe final : public Recipe {
 public:
  GridRecipe(std::uint32_t side, std::uint32_t far_ties, Draft& draft, random::Stream stream)
      : side_(side), far_ties_(far_ties), units_(side * side), stream_(stream) {
    draft.units = units_;
    reserve(draft, static_cast<double>(units_) * (2.0 + far_ties_));
    draft.network.x.reserve(units_);
    draft.network.y.reserve(units_);
    // A ring of 4 r places at the distance r: its weight is 4 r / r^2.
    double sum = 0;
    for (std::uint32_t distance = 2; distance <= side_; ++distance) {
      sum += 1.0 / distance;
      rings_.push_back(sum);
    }
  }

  bool step(Draft& draft) override {
    const std::uint32_t last = std::min(units_, unit_ + std::max(1U, units_at_once / (far_ties_ + 2)));
    for (; unit_ < last; ++unit_) {
      if (!far_) {
        const std::uint32_t row = unit_ / side_, column = unit_ % side_;
        draft.network.x.push_back(static_cast<float>((column + 0.5) / side_));
        draft.network.y.push_back(static_cast<float>((row + 0.5) / side_));
        // On a torus of side 2 the left neighbour is the right one.
        if (side_ > 2 || column == 0) {
          draft.edges.push_back({unit_, row * side_ + (column + 1) % side_});
        }
        if (side_ > 2 || row == 0) {
          draft.edges.push_back({unit_, (row + 1) % side_ * side_ + column});
        }
      } else {
        add_far_ties(draft.edges);
      }
    }
    if (unit_ == units_ && !far_) {
      far_ = true, unit_ = 0;
      first_ = static_cast<std::uint32_t>(draft.edges.size());
      if (PairBits::pays(units_, std::uint64_t{units_} * far_ties_)) {
        tied_.open(units_);
      }
      return far_ties_ > 0;
    }
    return unit_ < units_;
  }

  double progress() const override {
    const double part = static_cast<double>(unit_) / units_;
    return far_ ? 0.3 + 0.7 * part : 0.3 * part;
  }

 private:
  void add_far_ties(std::vector<Edge>& edges) {
    const std::uint32_t own = first_ + unit_ * far_ties_;
    for (std::uint32_t tie = 0; tie < far_ties_;) {
      const std::uint32_t other = far_unit();
      const std::uint32_t others = first_ + other * far_ties_;
      const bool tied = tied_.is_open() ? tied_.has(unit_, other)
                                        : leads_to(edges, own, own + tie, other) ||
                                              (other < unit_ && leads_to(edges, others, others + far_ties_, unit_));
      if (!tied) {
        if (tied_.is_open()) {
          tied_.flip(unit_, other);
        }
        edges.push_back({unit_, other});
        ++tie;
      }
    }
  }

  // Draws a place of the infinite grid and takes it where it lies within half of the torus: so each unit comes with the
  // weight of its distance.
  std::uint32_t far_unit() {
    const auto side = static_cast<std::int64_t>(side_);
    for (;;) {
      const double sum = random::uniform(stream_) * rings_.back();
      const auto ring = std::upper_bound(rings_.begin(), rings_.end() - 1, sum) - rings_.begin();
      const std::int64_t distance = ring + 2;
      const std::int64_t corner = whole_below(stream_, 4);
      const std::int64_t along = whole_below(stream_, static_cast<std::uint32_t>(distance));
      std::int64_t right = distance - along, down = along;
      for (std::int64_t turn = 0; turn < corner; ++turn) {
        std::swap(right, down);
        right = -right;
      }
      if (2 * right > side || 2 * right <= -side || 2 * down > side || 2 * down <= -side) {
        continue;
      }
      const std::int64_t row = (unit_ / side_ + down + side) % side, column = (unit_ % side_ + right + side) % side;
      return static_cast<std::uint32_t>(row * side + column);
    }
  }

  std::uint32_t side_, far_ties_, units_, unit_ = 0, first_ = 0;
  bool far_ = false;
  PairBits tied_;              // far ties, where they are many
  std::vector<double> rings_;  // cumulative, from distance 2 on
  random::Stream stream_;
};

// The share of a unit's surroundings of the radius that lies in the square, over all places: the chance that two units
// at random are nearer than the radius. Midpoints of the difference in one direction, exact in the other.
double near_share(double radius) {
  constexpr int points = 4000;
  const double longest = std::min(radius, 1.0);
  double sum = 0;
  for (int i = 0; i < points; ++i) {
    const double across = (i + 0.5) / points * longest;
    const double along = std::min(std::sqrt(radius * radius - across * across), 1.0);
    sum += 2 * (1 - across) * along * (2 - along);
  }
  return sum * longest / points;
}

// Units anywhere in the square, without joining its opposite sides; those nearer than a radius are tied. The radius is
// the one that gives the mean degree, borders counted. Units are numbered cell by cell, so neighbours have near
// numbers.
class GeometricRecipe final : public Recipe {
 public:
  GeometricRecipe(const NetworkRequest& request, Draft& draft)
      : units_(draft.units), stream_(stream_of(request, Part::places)) {
    const double share = request.mean_degree / (units_ - 1);
    double low = 0, high = std::sqrt(2.0);
    for (int i = 0; i < 50; ++i) {
      const double middle = (low + high) / 2;
      (near_share(middle) < share ? low : high) = middle;
    }
    radius_ = high;
    // Cells are at least as wide as the radius, and not many more than units.
    const double most = std::sqrt(static_cast<double>(units_));
    cells_ = static_cast<std::uint32_t>(std::clamp(std::floor(1 / radius_), 1.0, std::max(most, 1.0)));
    reserve(draft, units_ * request.mean_degree / 2);
    x_.reserve(units_);
    y_.reserve(units_);
    starts_.assign(std::size_t{cells_} * cells_ + 1, 0);
  }

  bool step(Draft& draft) override {
    if (!placed_) {
      for (std::uint32_t i = 0; i < units_at_once && x_.size() < units_; ++i) {
        x_.push_back(static_cast<float>(random::uniform(stream_)));
        y_.push_back(static_cast<float>(random::uniform(stream_)));
        ++starts_[cell_of(x_.back(), y_.back()) + 1];
      }
      if (x_.size() == units_) {
        for (std::size_t cell = 1; cell < starts_.size(); ++cell) {
          starts_[cell] += starts_[cell - 1];
        }
        next_.assign(starts_.begin(), starts_.end() - 1);
        draft.network.x.resize(units_);
        draft.network.y.resize(units_);
        placed_ = true;
      }
      return true;
    }
    if (sorted_ < units_) {
      sort_some(draft.network);
      return true;
    }
    const std::vector<float>&x = draft.network.x, &y = draft.network.y;
    for (std::size_t looked = 0; unit_ < units_ && looked < 4 * edges_at_once; ++unit_) {
      const std::uint32_t column = line_of(x[unit_]), row = line_of(y[unit_]);
      // Those after it in the own cell and in the next one of the row, and all of the three cells below.
      const std::uint32_t cell = row * cells_ + column;
      looked += look(draft, unit_ + 1, starts_[column + 1 < cells_ ? cell + 2 : cell + 1]);
      if (row + 1 < cells_) {
        const std::uint32_t below = cell + cells_;
        looked +=
            look(draft, starts_[column > 0 ? below - 1 : below], starts_[column + 1 < cells_ ? below + 2 : below + 1]);
      }
    }
    return unit_ < units_;
  }

  double progress() const override {
    return placed_ ? 0.2 + 0.1 * sorted_ / units_ + 0.7 * unit_ / units_
                   : 0.2 * static_cast<double>(x_.size()) / units_;
  }

 private:
  std::uint32_t line_of(float place) const {
    return std::min(static_cast<std::uint32_t>(static_cast<double>(place) * cells_), cells_ - 1);
  }
  std::uint32_t cell_of(float x, float y) const { return line_of(y) * cells_ + line_of(x); }

  void sort_some(Network& network) {
    for (const std::uint32_t last = std::min(units_, sorted_ + units_at_once); sorted_ < last; ++sorted_) {
      const std::uint32_t at = next_[cell_of(x_[sorted_], y_[sorted_])]++;
      network.x[at] = x_[sorted_];
      network.y[at] = y_[sorted_];
    }
    if (sorted_ == units_) {
      x_ = {}, y_ = {}, next_ = {};
    }
  }

  std::size_t look(Draft& draft, std::uint32_t first, std::uint32_t last) {
    const std::vector<float>&x = draft.network.x, &y = draft.network.y;
    const double nearest = radius_ * radius_;
    for (std::uint32_t other = first; other < last; ++other) {
      const double across = static_cast<double>(x[unit_]) - static_cast<double>(x[other]);
      const double along = static_cast<double>(y[unit_]) - static_cast<double>(y[other]);
      if (across * across + along * along < nearest) {
        draft.edges.push_back({unit_, other});
      }
    }
    return std::max(last, first) - first + 4;
  }

  std::uint32_t units_, sorted_ = 0, unit_ = 0, cells_ = 1;
  double radius_ = 0;
  bool placed_ = false;
  random::Stream stream_;
  std::vector<float> x_, y_;           // before units are sorted
  std::vector<std::uint32_t> starts_;  // of cells
  std::vector<std::uint32_t> next_;    // the next free place of each cell
};

// Everybody of a household is tied to everybody else. Households stand in a square grid, their people in small circles.
class HouseholdRecipe final : public Recipe {
 public:
  HouseholdRecipe(double size, Draft& draft, random::Stream stream)
      : units_(draft.units),
        smaller_(static_cast<std::uint32_t>(std::floor(size))),
        larger_share_(size - smaller_),
        stream_(stream) {
    side_ = static_cast<std::uint32_t>(std::ceil(std::sqrt(std::ceil(units_ / size))));
    reserve(draft, units_ * (size - 1) / 2 + larger_share_ * units_);
    draft.network.group.reserve(units_);
    draft.network.x.reserve(units_);
    draft.network.y.reserve(units_);
  }

  bool step(Draft& draft) override {
    const std::uint32_t last = std::min(units_, unit_ + std::max(1U, 2 * units_at_once / (smaller_ + 1)));
    while (unit_ < last) {
      const std::uint32_t drawn = smaller_ + (larger_share_ > 0 && random::uniform(stream_) < larger_share_ ? 1U : 0U);
      const std::uint32_t size = std::min(drawn, units_ - unit_);  // the last household takes who is left
      for (std::uint32_t person = 0; person < size; ++person) {
        for (std::uint32_t other = 0; other < person; ++other) {
          draft.edges.push_back({unit_ + other, unit_ + person});
        }
        const random::Direction at = random::plain_direction(static_cast<double>(person) / size);
        draft.network.group.push_back(household_);
        draft.network.x.push_back(static_cast<float>((household_ % side_ + 0.5 + 0.3 * at.cosine) / side_));
        draft.network.y.push_back(static_cast<float>((household_ / side_ + 0.5 + 0.3 * at.sine) / rows()));
      }
      unit_ += size;
      ++household_;
    }
    return unit_ < units_;
  }

  double progress() const override { return static_cast<double>(unit_) / units_; }

 private:
  // Chance may make more households than the size says: their rows then stand a little closer together.
  std::uint32_t rows() const { return larger_share_ > 0 ? side_ + side_ / 8 + 2 : side_; }

  std::uint32_t units_, unit_ = 0, household_ = 0, smaller_, side_ = 1;
  double larger_share_;
  random::Stream stream_;
};

}  // namespace

std::uint32_t ties_on_a_side(const NetworkRequest& request) {
  return static_cast<std::uint32_t>(std::max(1.0, std::floor(request.mean_degree / 2 + 0.5)));
}

std::uint32_t grid_side(const NetworkRequest& request) {
  return static_cast<std::uint32_t>(std::floor(std::sqrt(static_cast<double>(request.units)) + 0.5));
}

std::unique_ptr<Recipe> ring_recipe(const NetworkRequest& request, Draft& draft) {
  return std::make_unique<RingRecipe>(ties_on_a_side(request),
                                      request.network == NetworkKind::small_world ? request.rewired : 0, draft,
                                      stream_of(request, Part::edges));
}

std::unique_ptr<Recipe> geometric_recipe(const NetworkRequest& request, Draft& draft) {
  return std::make_unique<GeometricRecipe>(request, draft);
}

std::unique_ptr<Recipe> grid_recipe(const NetworkRequest& request, Draft& draft) {
  return std::make_unique<GridRecipe>(grid_side(request), static_cast<std::uint32_t>(request.far_ties), draft,
                                      stream_of(request, Part::edges));
}

std::unique_ptr<Recipe> household_recipe(const NetworkRequest& request, Draft& draft) {
  return std::make_unique<HouseholdRecipe>(request.household_size, draft, stream_of(request, Part::sizes));
}

}  // namespace sutva::graph
