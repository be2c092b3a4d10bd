// SPDX-License-Identifier: Apache-2.0
#include "graph/layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "random/plain_math.hpp"
#include "random/samplers.hpp"
#include "random/stream.hpp"

namespace sutva::graph {
namespace {

constexpr int most_rounds = 400, fewest_rounds = 150;
constexpr double pairs_in_all = 900'000;  // rounds × units where there are many of them
constexpr std::size_t most_pivots = 24;
constexpr std::uint32_t leaf_units = 8;
constexpr double far = 1.0;       // a cell pushes as one from this many of its widths on
constexpr double reach = 0.35;    // radius that a connected network takes, about
constexpr double gravity = 0.35;  // what holds separate parts together, against one tie
constexpr double spacing = 4.0;   // ties shorter than this many spacings of units pull less
constexpr double first_move = 0.1, last_move = 0.0005;

struct Point {
  double x = 0, y = 0;
};

// Cells of a tree of squares, each before its own four, so that a walk needs no stack.
struct Cell {
  Point centre;  // of the push
  double charge = 0;
  double width = 0;
  std::uint32_t first = 0, last = 0;  // of its units, in the order of the tree
  std::uint32_t next = 0;             // the cell after all of its own; the next one in the list: a leaf
};

class Push {
 public:
  void build(const std::vector<Point>& places, const std::vector<double>& charges) {
    const auto units = static_cast<std::uint32_t>(places.size());
    if (order_.size() != units) {
      order_.resize(units);
      for (std::uint32_t unit = 0; unit < units; ++unit) {
        order_[unit] = unit;
      }
    }
    Point low = places[0], high = places[0];
    for (const Point& place : places) {
      low = {std::min(low.x, place.x), std::min(low.y, place.y)};
      high = {std::max(high.x, place.x), std::max(high.y, place.y)};
    }
    cells_.clear();
    const double width = std::max(high.x - low.x, high.y - low.y);
    split(places, charges, 0, units, {(low.x + high.x) / 2, (low.y + high.y) / 2}, width, 0);
    sorted_.resize(units);
    sorted_charges_.resize(units);
    for (std::uint32_t at = 0; at < units; ++at) {
      sorted_[at] = places[order_[at]];
      sorted_charges_[at] = charges[order_[at]];
    }
  }

  // Sum of charge / distance over all others, away from them.
  Point at(const Point& place) const {
    Point sum;
    const auto add = [&](const Point& from, double charge) {
      const double x = place.x - from.x, y = place.y - from.y;
      const double squared = x * x + y * y + 1e-9;  // units at one place, and the unit itself, push nowhere
      sum.x += charge * x / squared;
      sum.y += charge * y / squared;
    };
    for (std::uint32_t index = 0; index < cells_.size();) {
      const Cell& cell = cells_[index];
      const double x = place.x - cell.centre.x, y = place.y - cell.centre.y;
      if (cell.width * cell.width < (x * x + y * y) / (far * far)) {
        add(cell.centre, cell.charge);
        index = cell.next;
      } else if (cell.next == index + 1) {
        for (std::uint32_t unit = cell.first; unit < cell.last; ++unit) {
          add(sorted_[unit], sorted_charges_[unit]);
        }
        index = cell.next;
      } else {
        ++index;
      }
    }
    return sum;
  }

 private:
  // Puts units below the middle first and returns where the others begin. (Where std::partition leaves the others
  // differs between libraries, and with it the last bits of sums.)
  std::uint32_t parted(std::uint32_t first, std::uint32_t last, const std::vector<Point>& places, double Point::*axis,
                       double middle) {
    for (std::uint32_t at = first; at < last; ++at) {
      if (places[order_[at]].*axis < middle) {
        std::swap(order_[first++], order_[at]);
      }
    }
    return first;
  }

  void split(const std::vector<Point>& places, const std::vector<double>& charges, std::uint32_t first,
             std::uint32_t last, Point middle, double width, int depth) {
    const std::size_t index = cells_.size();
    Cell cell;
    cell.first = first, cell.last = last, cell.width = width;
    for (std::uint32_t at = first; at < last; ++at) {
      const double charge = charges[order_[at]];
      cell.charge += charge;
      cell.centre.x += charge * places[order_[at]].x;
      cell.centre.y += charge * places[order_[at]].y;
    }
    cell.centre.x /= cell.charge;
    cell.centre.y /= cell.charge;
    cells_.push_back(cell);
    if (last - first > leaf_units && depth < 24) {
      const std::uint32_t in_y = parted(first, last, places, &Point::y, middle.y);
      const std::array bounds{first, parted(first, in_y, places, &Point::x, middle.x), in_y,
                              parted(in_y, last, places, &Point::x, middle.x), last};
      for (std::size_t quarter = 0; quarter < 4; ++quarter) {
        const std::uint32_t from = bounds[quarter], to = bounds[quarter + 1];
        if (from < to) {
          split(places, charges, from, to,
                {middle.x + (quarter % 2 == 0 ? -width : width) / 4, middle.y + (quarter < 2 ? -width : width) / 4},
                width / 2, depth + 1);
        }
      }
    }
    cells_[index].next = static_cast<std::uint32_t>(cells_.size());
  }

  std::vector<Cell> cells_;
  std::vector<std::uint32_t> order_;
  std::vector<Point> sorted_;
  std::vector<double> sorted_charges_;
};

constexpr std::uint32_t unreached = 0xFFFFFFFFU;

// Ties from the start to each unit; returns the units that are reached, the farthest last.
std::vector<std::uint32_t> walk(const Graph& graph, std::uint32_t start, std::vector<std::uint32_t>& distances) {
  std::vector<std::uint32_t> reached{start};
  distances.assign(graph.units, unreached);
  distances[start] = 0;
  for (std::size_t next = 0; next < reached.size(); ++next) {
    for (const std::uint32_t other : graph.of(reached[next])) {
      if (distances[other] == unreached) {
        distances[other] = distances[reached[next]] + 1;
        reached.push_back(other);
      }
    }
  }
  return reached;
}

std::vector<std::uint32_t> largest_part(const Graph& graph) {
  std::vector<std::uint8_t> seen(graph.units, 0);
  std::vector<std::uint32_t> largest, distances;
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    if (seen[unit] || (graph.degree(unit) == 0 && !largest.empty())) {
      continue;
    }
    std::vector<std::uint32_t> part = walk(graph, unit, distances);
    for (const std::uint32_t each : part) {
      seen[each] = 1;
    }
    if (part.size() > largest.size()) {
      largest = std::move(part);
    }
  }
  return largest;
}

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += a[i] * b[i];
  }
  return sum;
}

// Of one part: its two widest directions in the space of distances to some units far from each other, by powers.
std::vector<Point> start_of(const Graph& graph, const std::vector<std::uint32_t>& part, random::Stream& stream) {
  std::vector<Vector> columns;
  std::vector<std::uint32_t> nearest(graph.units, unreached), distances;
  std::uint32_t pivot = part.back();
  while (columns.size() < std::min(most_pivots, part.size())) {
    walk(graph, pivot, distances);
    Vector column;
    double sum = 0;
    for (const std::uint32_t unit : part) {
      nearest[unit] = std::min(nearest[unit], distances[unit]);
      column.push_back(distances[unit]);
      sum += distances[unit];
    }
    for (double& distance : column) {
      distance -= sum / static_cast<double>(part.size());
    }
    columns.push_back(std::move(column));
    pivot = *std::max_element(part.begin(), part.end(),
                              [&](std::uint32_t a, std::uint32_t b) { return nearest[a] < nearest[b]; });
  }
  const std::size_t size = columns.size();
  std::vector<Vector> products(size, Vector(size));
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      products[i][j] = products[j][i] = dot(columns[i], columns[j]);
    }
  }
  std::vector<Point> places(part.size());
  Vector first;
  for (double Point::*const axis : {&Point::x, &Point::y}) {
    Vector direction(size);
    for (double& each : direction) {
      each = random::uniform(stream) - 0.5;
    }
    for (int round = 0; round < 100; ++round) {
      Vector next(size);
      for (std::size_t i = 0; i < size; ++i) {
        next[i] = dot(products[i], direction);
      }
      const double along = first.empty() ? 0 : dot(next, first);
      for (std::size_t i = 0; i < size && !first.empty(); ++i) {
        next[i] -= along * first[i];
      }
      const double length = std::sqrt(dot(next, next));
      if (!(length > 1e-9)) {
        break;  // no second direction, as on a path
      }
      for (std::size_t i = 0; i < size; ++i) {
        direction[i] = next[i] / length;
      }
    }
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t at = 0; at < part.size(); ++at) {
        places[at].*axis += direction[i] * columns[i][at];
      }
    }
    first = direction;
  }
  double widest = 1e-9;
  for (const Point& place : places) {
    widest = std::max({widest, std::abs(place.x), std::abs(place.y)});
  }
  for (Point& place : places) {
    place = {place.x / widest * reach, place.y / widest * reach};
  }
  return places;
}

}  // namespace

class Layout::Work {
 public:
  Work(const Network& network, std::uint64_t seed) : stream_(seed, 0) {
    const Graph& graph = network.graph;
    if (!network.x.empty() || graph.units == 0) {
      kept_ = {network.x, network.y};
      round_ = rounds_;
      return;
    }
    graph_ = &graph;
    if (graph.directed) {
      both_ = without_direction(graph);
      graph_ = &both_;
    }
    const double units = graph.units;
    rounds_ = static_cast<int>(std::clamp(pairs_in_all / units, double{fewest_rounds}, double{most_rounds}));
    short_ = spacing * reach / std::sqrt(units);
    for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
      // Of those without ties one in a small part counts as much as a unit with one.
      charges_.push_back(graph_->degree(unit) + 1.0);
      all_charges_ += charges_.back();
    }
    place();
  }

  bool step() {
    if (round_ >= rounds_) {
      return false;
    }
    move();
    return ++round_ < rounds_;
  }

  double progress() const { return static_cast<double>(round_) / rounds_; }

  Places take() const {
    if (!graph_) {
      return kept_;
    }
    Point low = places_[0], high = places_[0];
    for (const Point& place : places_) {
      low = {std::min(low.x, place.x), std::min(low.y, place.y)};
      high = {std::max(high.x, place.x), std::max(high.y, place.y)};
    }
    const double width = std::max({high.x - low.x, high.y - low.y, 1e-12});
    Places scaled;
    for (const Point& place : places_) {
      scaled.x.push_back(inside(0.5 + (place.x - (low.x + high.x) / 2) / width));
      scaled.y.push_back(inside(0.5 + (place.y - (low.y + high.y) / 2) / width));
    }
    return scaled;
  }

 private:
  static float inside(double place) { return static_cast<float>(std::clamp(place, 0.0, 1.0)); }

  // The largest part by its distances, all others anywhere around it; nobody at the very place of another one.
  void place() {
    places_.resize(graph_->units);
    for (Point& place : places_) {
      const random::Direction at = random::plain_direction(random::uniform(stream_));
      const double radius = reach * (1 + random::uniform(stream_));
      place = {radius * at.cosine, radius * at.sine};
    }
    const std::vector<std::uint32_t> part = largest_part(*graph_);
    if (part.size() > 2) {
      const std::vector<Point> start = start_of(*graph_, part, stream_);
      for (std::size_t at = 0; at < part.size(); ++at) {
        places_[part[at]] = {start[at].x + 0.05 * (random::uniform(stream_) - 0.5),
                             start[at].y + 0.05 * (random::uniform(stream_) - 0.5)};
      }
    }
  }

  // Everyone moves along the pull of ties, the push of all others and a pull to the middle, at first far, then less.
  void move() {
    push_.build(places_, charges_);
    const double left = 1 - static_cast<double>(round_) / rounds_;
    const double farthest = last_move + (first_move - last_move) * left * left;
    const double push = reach / all_charges_;
    moved_.resize(places_.size());
    for (std::uint32_t unit = 0; unit < graph_->units; ++unit) {
      const Point& place = places_[unit];
      const Point away = push_.at(place);
      Point pull;
      for (const std::uint32_t other : graph_->of(unit)) {
        const double x = places_[other].x - place.x, y = places_[other].y - place.y;
        const double scale = 1 / (std::sqrt(x * x + y * y) + short_);
        pull.x += x * scale;
        pull.y += y * scale;
      }
      // Per charge, so that hubs and others move alike.
      const double charge = charges_[unit];
      Point force{pull.x / charge + push * away.x - gravity * place.x,
                  pull.y / charge + push * away.y - gravity * place.y};
      const double length = std::sqrt(force.x * force.x + force.y * force.y) + 1e-12;
      const double distance = std::min(farthest, 0.2 * length);
      moved_[unit] = {place.x + force.x / length * distance, place.y + force.y / length * distance};
    }
    places_.swap(moved_);
  }

  random::Stream stream_;
  const Graph* graph_ = nullptr;  // null: places are kept
  Graph both_;
  Places kept_;
  int round_ = 0, rounds_ = 1;
  double short_ = 0, all_charges_ = 0;
  std::vector<double> charges_;  // by unit: its ties and 1
  std::vector<Point> places_, moved_;
  Push push_;
};

Outcome<Layout> Layout::prepare(const Network& network, std::uint64_t seed) {
  if (network.graph.units > most_drawn_units) {
    return error(Code::too_large, "network",
                 joined("A network of ", text(static_cast<std::int64_t>(network.graph.units)),
                        " units can not be drawn; at most ", text(static_cast<std::int64_t>(most_drawn_units)),
                        " can. Draw its clusters instead."),
                 most_drawn_units);
  }
  return Layout(std::make_unique<Work>(network, seed));
}

Layout::Layout(std::unique_ptr<Work> work) : work_(std::move(work)) {}
Layout::Layout(Layout&&) noexcept = default;
Layout& Layout::operator=(Layout&&) noexcept = default;
Layout::~Layout() = default;

bool Layout::step() { return work_->step(); }
double Layout::progress() const { return work_->progress(); }
Places Layout::take() { return work_->take(); }

}  // namespace sutva::graph
