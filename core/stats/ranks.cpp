// SPDX-License-Identifier: Apache-2.0
#include "stats/ranks.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

#include "stats/distributions.hpp"

namespace sutva::stats {
namespace {

constexpr double exact_below = 50;  // observations in each arm, as in R
constexpr std::size_t observations_per_step = 2'000'000;
constexpr std::size_t most_listed = 1'000'000;  // differences; and no more than there are observations
constexpr std::size_t least_narrowed = 65'536;  // observations; of fewer a bracket gains nothing
constexpr std::size_t taken_of_each = 8192;     // to suggest a bracket

// Calls visit(controls below, controls here, treatments below, treatments here) for each distinct number, ascending.
template <class Visit>
void walk(std::span<const double> control, std::span<const double> treatment, Visit&& visit) {
  std::size_t i = 0, j = 0;
  while (i < control.size() || j < treatment.size()) {
    const double value =
        j == treatment.size() || (i < control.size() && control[i] <= treatment[j]) ? control[i] : treatment[j];
    const std::size_t i0 = i, j0 = j;
    while (i < control.size() && control[i] == value) {
      ++i;
    }
    while (j < treatment.size() && treatment[j] == value) {
      ++j;
    }
    visit(static_cast<double>(i0), static_cast<double>(i - i0), static_cast<double>(j0), static_cast<double>(j - j0));
  }
}

bool is_exact(const RankCounts& counts) {
  return counts.ties == 0 && counts.n_control < exact_below && counts.n_treatment < exact_below;
}

// P(U = u) for u from 0 to n m when there are no ties (Mann and Whitney 1947): an arrangement ends with an observation
// of the one arm or of the other.
std::vector<double> u_distribution(std::size_t n, std::size_t m) {
  const std::size_t size = n * m + 1;
  // By the number of the second arm's observations, for as many of the first as rounds were made.
  std::vector<std::vector<double>> ways(m + 1, std::vector<double>(size, 0.0));
  for (std::vector<double>& each : ways) {
    each[0] = 1;
  }
  for (std::size_t i = 1; i <= n; ++i) {
    for (std::size_t j = 1; j <= m; ++j) {
      std::vector<double>& now = ways[j];
      // The last is of the first arm: it is larger than all j of the second, of i - 1 and j; or of the second.
      for (std::size_t u = i * j + 1; u-- > 0;) {
        now[u] = (u >= j ? now[u - j] : 0) + ways[j - 1][u];
      }
    }
  }
  double total = 0;
  for (const double w : ways[m]) {
    total += w;
  }
  for (double& w : ways[m]) {
    w /= total;
  }
  return std::move(ways[m]);
}

std::vector<double> u_distribution(const RankCounts& counts) {
  return u_distribution(static_cast<std::size_t>(counts.n_treatment), static_cast<std::size_t>(counts.n_control));
}

// Doubles in their order as whole numbers in theirs, and back.
std::int64_t place_of(double x) {
  std::int64_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  return bits >= 0 ? bits : std::numeric_limits<std::int64_t>::min() - bits;
}
// Pairs whose difference is not above this one. Differences are rounded as everywhere else: then, too, they fall along
// control and rise along treatment.
std::int64_t count_not_above(std::span<const double> control, std::span<const double> treatment, double difference) {
  std::int64_t count = 0;
  std::size_t i = 0;
  for (const double treated : treatment) {
    while (i < control.size() && treated - control[i] > difference) {
      ++i;
    }
    count += static_cast<std::int64_t>(control.size() - i);
  }
  return count;
}

// Every so many numbers of an ascending list, from the middle of those they stand for.
std::vector<double> some_of(std::span<const double> sorted) {
  const std::size_t by = std::max<std::size_t>(1, sorted.size() / taken_of_each);
  std::vector<double> some;
  for (std::size_t i = by / 2; i < sorted.size(); i += by) {
    some.push_back(sorted[i]);
  }
  return some;
}

double at_place(std::int64_t place) {
  const std::int64_t bits = place >= 0 ? place : std::numeric_limits<std::int64_t>::min() - place;
  double x = 0;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

}  // namespace

RankCounts count_ranks(std::span<const double> control, std::span<const double> treatment) {
  RankCounts counts;
  const auto m = static_cast<double>(control.size()), n = static_cast<double>(treatment.size());
  counts.n_control = m;
  counts.n_treatment = n;
  walk(control, treatment, [&](double below, double here, double, double treated) {
    counts.u += treated * (below + here / 2);
    const double tied = here + treated;
    counts.ties += tied * (tied * tied - 1);
  });
  const double mean = counts.superiority();
  double treated_squares = 0, control_squares = 0;
  walk(control, treatment, [&](double below, double here, double treated_below, double treated) {
    const double of_treated = (below + here / 2) / m - mean;
    const double of_control = (n - treated_below - treated / 2) / n - mean;
    treated_squares += treated * of_treated * of_treated;
    control_squares += here * of_control * of_control;
  });
  counts.superiority_se = std::sqrt(treated_squares / (n - 1) / n + control_squares / (m - 1) / m);
  return counts;
}

std::optional<MannWhitney> mann_whitney(const RankCounts& counts) {
  const double m = counts.n_control, n = counts.n_treatment, half = m * n / 2;
  if (is_exact(counts)) {
    const std::vector<double> probability = u_distribution(counts);
    // The distribution is even: the upper tail is the lower one of what is missing to the largest.
    const double rarer = std::fmin(counts.u, m * n - counts.u);
    double p = 0;
    for (double u = 0; u <= rarer; ++u) {
      p += probability[static_cast<std::size_t>(u)];
    }
    return MannWhitney{std::nullopt, std::fmin(1, 2 * p)};
  }
  const double all = m + n;
  const double left = (all + 1) - counts.ties / (all * (all - 1));
  if (!(left > 1e-12 * all)) {
    return std::nullopt;
  }
  const double distance = counts.u - half;
  const double correction = distance > 0 ? 0.5 : distance < 0 ? -0.5 : 0;
  const double z = (distance - correction) / std::sqrt(m * n / 12 * left);
  return MannWhitney{z, std::fmin(1, 2 * normal_sf(std::abs(z)))};
}

std::int64_t shift_interval_rank(const RankCounts& counts, double confidence) {
  const double m = counts.n_control, n = counts.n_treatment, tail = (1 - confidence) / 2;
  if (is_exact(counts)) {
    const std::vector<double> probability = u_distribution(counts);
    double sum = 0;
    std::int64_t rank = 0;
    while ((sum += probability[static_cast<std::size_t>(rank)]) < tail) {
      ++rank;
    }
    return rank;
  }
  const double sd = std::sqrt(m * n * (m + n + 1) / 12);
  return static_cast<std::int64_t>(std::fmax(0, std::ceil(m * n / 2 - 0.5 - normal_quantile_upper(tail) * sd)));
}

ShiftSearch::ShiftSearch(std::span<const double> control, std::span<const double> treatment, std::int64_t rank)
    : control_(control),
      treatment_(treatment),
      rank_(rank),
      pairs_(static_cast<std::int64_t>(control.size()) * static_cast<std::int64_t>(treatment.size())) {
  begin(Target::middle);
}

void ShiftSearch::begin(Target target) {
  target_ = target;
  narrowed_ = control_.size() + treatment_.size() < least_narrowed;
  below_ = 0;
  upto_ = pairs_;
  bottom_ = place_of(treatment_.front() - control_.back());
  top_ = place_of(treatment_.back() - control_.front());
  switch (target) {
    case Target::middle:
      wanted_ = (pairs_ + 1) / 2;
      break;
    case Target::low:
      wanted_ = rank_;
      top_ = place_of(low_middle_);
      break;
    case Target::high:
      wanted_ = pairs_ + 1 - rank_;
      bottom_ = place_of(low_middle_);
      break;
    case Target::done:
      break;
  }
}

std::int64_t ShiftSearch::not_above(double difference) const {
  return count_not_above(control_, treatment_, difference);
}

// Of a place within the bracket, before its end: which side of it holds the difference looked for.
void ShiftSearch::cut(std::int64_t place) {
  const std::int64_t count = not_above(at_place(place));
  if (count >= wanted_) {
    top_ = place;
    upto_ = count;
  } else {
    bottom_ = place + 1;
    below_ = count;
  }
}

// A bracket from a part of the lists, where ranks are off by little more than one number of each list. Whether it holds
// is counted over all pairs; if not, it is an end of the bracket all the same.
void ShiftSearch::narrow() {
  const std::vector<double> control = some_of(control_), treatment = some_of(treatment_);
  const auto m = static_cast<double>(control.size()), n = static_cast<double>(treatment.size());
  const double rank = m * n * (static_cast<double>(wanted_) / static_cast<double>(pairs_)), off = 2 * (m + n);
  const auto place_at = [&](double wanted) {
    std::int64_t bottom = bottom_, top = top_;
    while (bottom < top) {
      const std::int64_t middle = (bottom & top) + ((bottom ^ top) >> 1);
      if (static_cast<double>(count_not_above(control, treatment, at_place(middle))) >= wanted) {
        top = middle;
      } else {
        bottom = middle + 1;
      }
    }
    return bottom;
  };
  const std::int64_t low = place_at(rank - off), high = place_at(rank + off);
  if (low > bottom_) {
    cut(low - 1);
  }
  if (high >= bottom_ && high < top_) {
    cut(high);
  }
}

// All differences in the bracket, and among them the one looked for.
void ShiftSearch::list() {
  const double low = at_place(bottom_ - 1), high = at_place(top_);
  std::vector<double> inside;
  inside.reserve(static_cast<std::size_t>(upto_ - below_));
  std::int64_t below = 0;
  std::size_t first = 0, last = 0;  // of control: differences not above `high`, not above `low`
  for (const double treated : treatment_) {
    while (first < control_.size() && treated - control_[first] > high) {
      ++first;
    }
    last = std::max(last, first);
    while (last < control_.size() && treated - control_[last] > low) {
      ++last;
    }
    for (std::size_t i = first; i < last; ++i) {
      inside.push_back(treated - control_[i]);
    }
    below += static_cast<std::int64_t>(control_.size() - last);
  }
  const auto place = inside.begin() + static_cast<std::ptrdiff_t>(wanted_ - 1 - below);
  std::nth_element(inside.begin(), place, inside.end());
  bottom_ = top_ = place_of(*place);
}

double ShiftSearch::next_above(double difference) const {
  double next = std::numeric_limits<double>::infinity();
  std::size_t i = 0;
  for (const double treated : treatment_) {
    while (i < control_.size() && treated - control_[i] > difference) {
      ++i;
    }
    if (i > 0) {
      next = std::fmin(next, treated - control_[i - 1]);
    }
  }
  return next;
}

void ShiftSearch::bisect() {
  if (bottom_ < top_) {
    const std::size_t listed = std::min(most_listed, control_.size() + treatment_.size());
    if (upto_ - below_ <= static_cast<std::int64_t>(listed)) {
      list();
    } else if (!narrowed_) {
      narrowed_ = true;
      narrow();
    } else {
      cut((bottom_ & top_) + ((bottom_ ^ top_) >> 1));  // without overflow: the bracket may span all doubles
    }
    return;
  }
  const double found = at_place(bottom_);
  switch (target_) {
    case Target::middle:
      low_middle_ = high_middle_ = found;
      if (pairs_ % 2 == 0 && not_above(found) < wanted_ + 1) {
        high_middle_ = next_above(found);
      }
      begin(rank_ > 0 ? Target::low : Target::done);
      break;
    case Target::low:
      low_ = found;
      begin(Target::high);
      break;
    case Target::high:
      high_ = found;
      begin(Target::done);
      break;
    case Target::done:
      break;
  }
}

bool ShiftSearch::step() {
  const std::size_t observations = control_.size() + treatment_.size();
  for (std::size_t work = 0; work < observations_per_step && target_ != Target::done; work += observations) {
    bisect();
  }
  return target_ != Target::done;
}

double ShiftSearch::progress() const {
  if (target_ == Target::done) {
    return 1;
  }
  const double targets = rank_ > 0 ? 3 : 1;
  const double left = std::log2(std::fmax(1, static_cast<double>(top_) - static_cast<double>(bottom_))) / 64;
  return (static_cast<double>(target_) + (1 - left)) / targets;
}

std::optional<Interval> ShiftSearch::interval() const {
  return rank_ > 0 ? std::optional(Interval{low_, high_}) : std::nullopt;
}

}  // namespace sutva::stats
