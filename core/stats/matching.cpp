// SPDX-License-Identifier: Apache-2.0
#include "stats/matching.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace sutva::stats {
namespace {

// SplitMix64's mixing (Steele, Lea and Flood 2014).
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

// Distances, in steps, that differ by no more than the rounding of two scores on each side.
constexpr std::int64_t same_distance = 2;

struct Scored {
  std::int64_t score;
  double outcome;
  std::uint32_t unit;
};

// By their scores, those with the same in the order they had: digit by digit of the distance from the lowest (a radix
// sort; Knuth 1998, The Art of Computer Programming 3, 5.2.5).
void sort_by_score(std::vector<Scored>& all) {
  constexpr int bits = 11;
  constexpr std::size_t values = std::size_t{1} << bits;
  if (all.empty()) {
    return;
  }
  const auto [low, high] = std::minmax_element(
      all.begin(), all.end(), [](const Scored& one, const Scored& other) { return one.score < other.score; });
  const std::int64_t least = low->score;
  const auto range = static_cast<std::uint64_t>(high->score - least);
  std::vector<Scored> other(all.size());
  std::vector<std::size_t> places(values);
  for (int shift = 0; shift < 64 && range >> shift != 0; shift += bits) {
    const auto digit = [&](const Scored& one) {
      return static_cast<std::size_t>((static_cast<std::uint64_t>(one.score - least) >> shift) & (values - 1));
    };
    std::fill(places.begin(), places.end(), std::size_t{0});
    for (const Scored& one : all) {
      ++places[digit(one)];
    }
    std::size_t before = 0;
    for (std::size_t& place : places) {
      before += std::exchange(place, before);
    }
    for (const Scored& one : all) {
      other[places[digit(one)]++] = one;
    }
    std::swap(all, other);
  }
}

std::int64_t steps_of(double caliper) {
  const double steps = std::floor(caliper / score_step);  // each of two scores may be rounded by half a step
  return steps < 0x1p62 ? static_cast<std::int64_t>(steps) + 1 : std::numeric_limits<std::int64_t>::max();
}

// Places that are still free, on one side of a place. Found ones are remembered (union and find).
class Free {
 public:
  explicit Free(std::size_t size) : next_(size + 1) {
    for (std::size_t i = 0; i <= size; ++i) {
      next_[i] = static_cast<std::uint32_t>(i);
    }
  }
  // The first free place from here on; size where there is none.
  std::size_t from(std::size_t place) {
    std::size_t root = place;
    while (next_[root] != root) {
      root = next_[root];
    }
    while (next_[place] != root) {
      place = std::exchange(next_[place], static_cast<std::uint32_t>(root));
    }
    return root;
  }
  void take(std::size_t place) { next_[place] = static_cast<std::uint32_t>(place + 1); }

 private:
  std::vector<std::uint32_t> next_;
};

// Controls with the same score.
struct Level {
  std::int64_t score;
  std::size_t first, size;
  double sum;      // of outcomes
  double squares;  // of outcomes, about their mean
};

// A mean over one level or two that are equally near.
struct Near {
  std::int64_t distance = 0;
  std::size_t levels[2] = {0, 0};
  int count = 0;
};

Near nearest(const std::vector<Level>& levels, std::size_t left_end, std::size_t right, std::int64_t score) {
  Near near;
  const bool has_left = left_end > 0, has_right = right < levels.size();
  const std::int64_t to_left = has_left ? score - levels[left_end - 1].score : 0;
  const std::int64_t to_right = has_right ? levels[right].score - score : 0;
  if (has_left && (!has_right || to_left <= to_right + same_distance)) {
    near.levels[near.count++] = left_end - 1;
    near.distance = to_left;
  }
  if (has_right && (!has_left || to_right <= to_left + same_distance)) {
    near.levels[near.count++] = right;
    near.distance = near.count > 1 ? std::min(to_left, to_right) : to_right;
  }
  return near;
}

}  // namespace

ScoreOrder order_by_score(std::span<const double> scores, std::span<const std::uint8_t> groups,
                          std::span<const double> outcomes) {
  ScoreOrder order;
  std::vector<Scored> all;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> shuffled;
  for (const std::size_t group : {0U, 1U}) {
    all.clear();
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (groups[i] == group) {
        all.push_back({static_cast<std::int64_t>(std::llround(scores[i] / score_step)), outcomes[i],
                       static_cast<std::uint32_t>(i)});
      }
    }
    sort_by_score(all);
    order.units[group].reserve(all.size());
    order.scores[group].reserve(all.size());
    for (std::size_t i = 0; i < all.size();) {
      const std::size_t first = i;
      std::size_t end = first + 1;
      while (end < all.size() && all[end].score == all[first].score) {
        ++end;
      }
      std::sort(all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(end),
                [](const Scored& one, const Scored& other) { return one.outcome < other.outcome; });
      shuffled.clear();
      for (; i < end; ++i) {
        const std::uint64_t tied = i - first;
        shuffled.emplace_back(mixed(mixed(2 * tied + group) ^ static_cast<std::uint64_t>(all[first].score)),
                              all[i].unit);
      }
      std::sort(shuffled.begin(), shuffled.end(),
                [](const auto& one, const auto& other) { return one.first < other.first; });
      for (const auto& [key, unit] : shuffled) {
        order.units[group].push_back(unit);
        order.scores[group].push_back(all[first].score);
      }
    }
  }
  return order;
}

std::vector<MatchedPair> match_without_replacement(const ScoreOrder& order, double caliper) {
  const std::vector<std::int64_t>& controls = order.scores[0];
  const std::size_t size = controls.size();
  const std::int64_t most = steps_of(caliper);
  Free right(size), left(size);  // left counts from the other end
  std::vector<MatchedPair> pairs;
  for (std::size_t t = order.units[1].size(); t-- > 0;) {
    const std::int64_t score = order.scores[1][t];
    const auto at =
        static_cast<std::size_t>(std::lower_bound(controls.begin(), controls.end(), score) - controls.begin());
    const std::size_t above = right.from(at), below = left.from(size - at);  // place below: size - 1 - below
    const bool has_above = above < size, has_below = below < size;
    if (!has_above && !has_below) {
      break;
    }
    const bool take_below =
        has_below && (!has_above || score - controls[size - 1 - below] <= controls[above] - score + same_distance);
    const std::size_t chosen = take_below ? size - 1 - below : above;
    if (std::abs(score - controls[chosen]) > most) {
      continue;
    }
    right.take(chosen);
    left.take(size - 1 - chosen);
    pairs.push_back({order.units[1][t], order.units[0][chosen]});
  }
  return pairs;
}

ReplacedMatch match_with_replacement(const ScoreOrder& order, std::span<const double> outcomes, double caliper) {
  const std::vector<std::int64_t>& scores = order.scores[0];
  const std::int64_t most = steps_of(caliper);
  std::vector<Level> levels;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (levels.empty() || levels.back().score != scores[i]) {
      levels.push_back({scores[i], i, 0, 0, 0});
    }
    ++levels.back().size;
    levels.back().sum += outcomes[order.units[0][i]];
  }
  for (Level& level : levels) {
    for (std::size_t i = 0; i < level.size; ++i) {
      const double off = outcomes[order.units[0][level.first + i]] - level.sum / static_cast<double>(level.size);
      level.squares += off * off;
    }
  }
  const auto mean_of = [&](const Near& near, double& units) {
    double sum = 0;
    units = 0;
    for (int k = 0; k < near.count; ++k) {
      sum += levels[near.levels[k]].sum;
      units += static_cast<double>(levels[near.levels[k]].size);
    }
    return sum / units;
  };
  ReplacedMatch result;
  result.weights.assign(outcomes.size(), 0);
  std::vector<double> uses(levels.size(), 0), squared_uses(levels.size(), 0);  // of each control of the level
  std::vector<double> gaps;
  for (std::size_t t = 0; t < order.units[1].size(); ++t) {
    const std::int64_t score = order.scores[1][t];
    const auto at =
        static_cast<std::size_t>(std::lower_bound(levels.begin(), levels.end(), score,
                                                  [](const Level& l, std::int64_t s) { return l.score < s; }) -
                                 levels.begin());
    const Near near = nearest(levels, at, at, score);
    if (near.count == 0 || near.distance > most) {
      continue;
    }
    double units = 0;
    const double counterpart = mean_of(near, units);
    for (int k = 0; k < near.count; ++k) {
      uses[near.levels[k]] += 1 / units;
      squared_uses[near.levels[k]] += 1 / units / units;
    }
    const std::uint32_t unit = order.units[1][t];
    result.weights[unit] = 1;
    gaps.push_back(outcomes[unit] - counterpart);
    result.treated_mean += outcomes[unit];
    result.control_mean += counterpart;
  }
  result.matched = gaps.size();
  if (gaps.empty()) {
    return result;
  }
  const auto n = static_cast<double>(gaps.size());
  result.treated_mean /= n;
  result.control_mean /= n;
  for (const double gap : gaps) {
    result.estimate += gap / n;
  }
  for (const double gap : gaps) {
    result.variance += (gap - result.estimate) * (gap - result.estimate) / n / n;
  }
  for (std::size_t l = 0; l < levels.size(); ++l) {
    if (uses[l] == 0) {
      continue;
    }
    result.largest_use = std::fmax(result.largest_use, uses[l]);
    // The noise of a control: the variance among it and its nearest other controls, all that are equally near.
    const Level& level = levels[l];
    double noise = 0;
    if (level.size > 1) {
      noise = level.squares / static_cast<double>(level.size - 1);
    } else if (levels.size() > 1) {
      const Near near = nearest(levels, l, l + 1, level.score);
      double others = 0;
      const double mean = mean_of(near, others);
      double squares = others / (others + 1) * (level.sum - mean) * (level.sum - mean);
      for (int k = 0; k < near.count; ++k) {
        const Level& one = levels[near.levels[k]];
        const auto size = static_cast<double>(one.size);
        squares += one.squares + size * (one.sum / size - mean) * (one.sum / size - mean);
      }
      noise = squares / others;
    }
    for (std::size_t i = 0; i < level.size; ++i) {
      result.weights[order.units[0][level.first + i]] = uses[l];
    }
    result.variance += static_cast<double>(level.size) * (uses[l] * uses[l] - squared_uses[l]) * noise / n / n;
  }
  return result;
}

}  // namespace sutva::stats
