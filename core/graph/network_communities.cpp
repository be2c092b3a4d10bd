// SPDX-License-Identifier: Apache-2.0
// Communities of unequal sizes, after Lancichinetti, Fortunato and Radicchi (2008). What is simpler than there:
// - The smallest degree follows from the mean; the largest is about the root of units × mean degree (what a simple
//   network can hold). The smallest community has one unit more than the mean degree, the largest about twice the room
//   for the largest degree within, but no more than a third of all units.
// - Degrees stand at evenly spread quantiles of their law, so that their mean is nearly the same for every seed.
// - Ties are drawn as a configuration model, within each community and between them; ties to oneself, repeated ones
//   and those that should lead outside but do not are exchanged with others at random. What can not be exchanged after
//   many attempts leads to another community, or is left out there: the maker says where that changes the mean degree
//   or the share within by more than 5 %.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "graph/draft.hpp"
#include "random/plain_math.hpp"
#include "random/samplers.hpp"

namespace sutva::graph {
namespace {

constexpr std::size_t stubs_at_once = 50'000;
constexpr std::uint32_t units_at_once = 20'000;
constexpr int attempts_to_exchange = 200;

// A density in proportion to x^-exponent between two bounds above 0; exponent > 1.
struct PowerLaw {
  double low, high, exponent;

  double quantile(double share) const {
    if (!(low < high)) {
      return high;
    }
    const double e = 1 - exponent;
    const double tail = random::plain_power(high / low, e);
    return low * random::plain_power(1 - share * (1 - tail), 1 / e);
  }

  // Integrals of x^(power - exponent) from 1 to high / low.
  double integral(double power) const {
    const double e = power + 1 - exponent;
    const double ratio = high / low;
    return std::abs(e) < 1e-9 ? random::plain_log(ratio) : (random::plain_power(ratio, e) - 1) / e;
  }
  double mean() const { return low < high ? low * integral(1) / integral(0) : high; }
};

// The law of degrees with the mean. Nobody is without a tie unless the mean is below 1: where the law would need such
// units its hubs become smaller instead.
PowerLaw degrees_of_mean(double mean, double largest, double exponent) {
  PowerLaw law{std::min(1.0, mean), largest, exponent};
  if (mean < 1) {
    law.low = 1e-6;
  }
  double PowerLaw::*const sought = law.mean() > mean ? &PowerLaw::high : &PowerLaw::low;
  double below = law.low, above = largest;
  for (int i = 0; i < 60; ++i) {
    law.*sought = (below + above) / 2;
    (law.mean() < mean ? below : above) = law.*sought;
  }
  return law;
}

std::uint32_t rounded_at_random(double x, random::Stream& stream) {
  const double whole = std::floor(x);
  return static_cast<std::uint32_t>(whole) + (random::uniform(stream) < x - whole ? 1U : 0U);
}

// Pairs the stubs of some units at random to a network without ties to oneself and without repeated ones.
class Pairing {
 public:
  // counts: stubs of units first, first + 1, ...; group: no tie joins two units of one group; null: any may.
  Pairing(std::uint32_t first, std::vector<std::uint32_t> counts, const std::vector<std::uint32_t>* group)
      : first_(first), group_(group), filled_(counts.size(), 0) {
    // Where most pairs are tied those that are not are drawn: exchanges would find no place.
    const std::uint64_t others = counts.empty() ? 0 : counts.size() - 1;
    dense_ = !group && 2 * std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}) > counts.size() * others;
    if (dense_) {
      for (std::uint32_t& count : counts) {
        count = static_cast<std::uint32_t>(others) - count;
      }
    }
    starts_.reserve(counts.size() + 1);
    starts_.push_back(0);
    for (const std::uint32_t count : counts) {
      starts_.push_back(starts_.back() + count);
    }
    stubs_.reserve(starts_.back());
    for (std::uint32_t unit = 0; unit < counts.size(); ++unit) {
      stubs_.insert(stubs_.end(), counts[unit], unit);
    }
    if (PairBits::pays(counts.size(), starts_.back() / 2)) {
      tied_.open(counts.size());
    } else {
      ties_.resize(starts_.back());
    }
    left_to_shuffle_ = stubs_.size();
    attempts_left_ = 100'000 + 3 * stubs_.size();
  }

  bool step(random::Stream& stream, std::vector<Edge>& edges) {
    if (left_to_shuffle_ > 1) {
      for (std::size_t i = 0; i < stubs_at_once && left_to_shuffle_ > 1; ++i, --left_to_shuffle_) {
        const std::uint32_t other = whole_below(stream, static_cast<std::uint32_t>(left_to_shuffle_));
        std::swap(stubs_[left_to_shuffle_ - 1], stubs_[other]);
      }
      return true;
    }
    const std::size_t pairs = stubs_.size() / 2;
    if (pair_ < pairs) {
      good_.resize(pairs, 0);
      for (const std::size_t last = std::min(pairs, pair_ + stubs_at_once / 2); pair_ < last; ++pair_) {
        if (allowed(stubs_[2 * pair_], stubs_[2 * pair_ + 1])) {
          tie(stubs_[2 * pair_], stubs_[2 * pair_ + 1]);
          good_[pair_] = 1;
        } else {
          bad_.push_back(pair_);
        }
      }
      return true;
    }
    for (std::size_t i = 0; i < 500 && next_bad_ < bad_.size(); ++i) {
      exchange(bad_[next_bad_++], stream);
    }
    if (next_bad_ < bad_.size()) {
      return true;
    }
    if (dense_) {
      tell_untied(edges);
      return told_ < filled_.size();
    }
    for (const std::size_t last = std::min(pairs, told_ + stubs_at_once); told_ < last; ++told_) {
      if (good_[told_]) {
        edges.push_back({first_ + stubs_[2 * told_], first_ + stubs_[2 * told_ + 1]});
      }
    }
    return told_ < pairs;
  }

  bool is_large() const { return stubs_.size() > stubs_at_once; }

  // After the last step: adds the stubs without a tie to the counts of their units.
  void give_back(std::vector<std::uint32_t>& counts) const {
    if (dense_) {
      return;
    }
    for (std::size_t at = 0; at < stubs_.size(); ++at) {
      counts[first_ + stubs_[at]] += at / 2 < good_.size() && good_[at / 2] ? 0U : 1U;
    }
  }

  double progress() const {
    const auto pairs = static_cast<double>(std::max<std::size_t>(stubs_.size() / 2, 1));
    return 0.3 * (1 - static_cast<double>(left_to_shuffle_) / (2 * pairs + 1)) +
           0.5 * static_cast<double>(pair_) / pairs + 0.2 * std::min(static_cast<double>(told_) / pairs, 1.0);
  }

 private:
  bool allowed(std::uint32_t a, std::uint32_t b) const {
    if (a == b || (group_ && (*group_)[first_ + a] == (*group_)[first_ + b])) {
      return false;
    }
    if (tied_.is_open()) {
      return !tied_.has(a, b);
    }
    if (filled_[a] > filled_[b]) {
      std::swap(a, b);
    }
    const std::uint32_t* const begin = ties_.data() + starts_[a];
    return std::find(begin, begin + filled_[a], b) == begin + filled_[a];
  }

  void tie(std::uint32_t a, std::uint32_t b) {
    if (tied_.is_open()) {
      tied_.flip(a, b);
      return;
    }
    ties_[starts_[a] + filled_[a]++] = b;
    ties_[starts_[b] + filled_[b]++] = a;
  }

  void untie(std::uint32_t a, std::uint32_t b) {
    if (tied_.is_open()) {
      tied_.flip(a, b);
      return;
    }
    for (int end = 0; end < 2; ++end, std::swap(a, b)) {
      std::uint32_t* const begin = ties_.data() + starts_[a];
      *std::find(begin, begin + filled_[a], b) = begin[filled_[a] - 1];
      --filled_[a];
    }
  }

  void tell_untied(std::vector<Edge>& edges) {
    const std::size_t last = edges.size() + stubs_at_once;
    for (; told_ < filled_.size() && edges.size() < last; ++told_) {
      const auto unit = static_cast<std::uint32_t>(told_);
      for (std::uint32_t other = 0; other < unit; ++other) {
        if (allowed(unit, other)) {
          edges.push_back({first_ + other, first_ + unit});
        }
      }
    }
  }

  // Two pairs change their second ends.
  void exchange(std::size_t bad, random::Stream& stream) {
    const auto pairs = static_cast<std::uint32_t>(good_.size());
    std::uint32_t* const own = &stubs_[2 * bad];
    for (int attempt = 0; attempt < attempts_to_exchange && attempts_left_ > 0; ++attempt, --attempts_left_) {
      const std::uint32_t at = whole_below(stream, pairs);
      std::uint32_t* const other = &stubs_[2 * std::size_t{at}];
      if (stream() % 2 == 0) {
        std::swap(other[0], other[1]);
      }
      if (good_[at] && allowed(own[0], other[1]) && allowed(other[0], own[1])) {
        untie(other[0], other[1]);
        std::swap(own[1], other[1]);
        tie(own[0], own[1]);
        tie(other[0], other[1]);
        good_[bad] = 1;
        return;
      }
    }
  }

  std::uint32_t first_;
  const std::vector<std::uint32_t>* group_;
  bool dense_ = false;                                 // the pairs are those that are not tied
  std::vector<std::uint32_t> starts_, filled_, ties_;  // ties of each unit so far, in room for all its stubs
  PairBits tied_;                                      // instead of them where most pairs are tied
  std::vector<std::uint32_t> stubs_;                   // two after another are a pair
  std::vector<std::uint8_t> good_;                     // by pair: whether it is a tie
  std::vector<std::size_t> bad_;
  std::size_t attempts_left_ = 0;  // of exchanges: where few succeed they end
  std::size_t left_to_shuffle_ = 0, pair_ = 0, next_bad_ = 0, told_ = 0;
};

class CommunityRecipe final : public Recipe {
 public:
  CommunityRecipe(const NetworkRequest& request, Draft& draft)
      : units_(draft.units),
        within_(request.within),
        stream_(stream_of(request, Part::degrees)),
        pairs_within_(stream_of(request, Part::edges)),
        pairs_between_(stream_of(request, Part::more_edges)) {
    const double n = units_, mean = request.mean_degree;
    const double largest = std::min(n - 1, std::ceil(std::sqrt(n * mean)));
    law_ = degrees_of_mean(mean, std::max(largest, mean), request.degree_exponent);
    draw_sizes(request.size_exponent, draft.network.group);
    own_.resize(units_);
    others_.resize(units_);
    open_.reserve(units_);
    reserve(draft, n * mean / 2);
  }

  bool step(Draft& draft) override {
    switch (phase_) {
      case Phase::degrees:
        assign_some(draft.network.group);
        if (unit_ == units_) {
          open_ = {};
          phase_ = Phase::within;
        }
        return true;
      case Phase::within:
        pair_within(draft.edges);
        if (community_ == sizes_.size()) {
          own_ = {};
          between_ = std::make_unique<Pairing>(0, std::move(others_), &draft.network.group);
          phase_ = Phase::between;
        }
        return true;
      case Phase::between:
        break;
    }
    return between_->step(pairs_between_, draft.edges);
  }

  double progress() const override {
    switch (phase_) {
      case Phase::degrees:
        return 0.2 * unit_ / units_;
      case Phase::within:
        return 0.2 + 0.5 * static_cast<double>(community_) / static_cast<double>(sizes_.size());
      case Phase::between:
        break;
    }
    return 0.7 + 0.3 * between_->progress();
  }

 private:
  enum class Phase : std::uint8_t { degrees, within, between };

  // Largest first, so that hubs find room.
  void draw_sizes(double exponent, std::vector<std::uint32_t>& group) {
    const double n = units_;
    const double smallest = std::min(n, std::max(3.0, std::floor(law_.mean() + 0.5) + 1));
    const double room = 2 * std::ceil(within_ * law_.high) + 1;
    const double largest = std::max(smallest, std::min(std::max(room, 5 * smallest), std::floor(n / 3)));
    const PowerLaw law{smallest, largest, exponent};
    std::uint32_t left = units_;
    while (left > 0) {
      const std::uint32_t size = rounded_at_random(law.quantile(random::uniform(stream_)), stream_);
      if (left < size + static_cast<std::uint32_t>(smallest)) {
        // Who is left makes the last one, where too few are left for two.
        sizes_.push_back(left);
        break;
      }
      sizes_.push_back(size);
      left -= size;
    }
    std::sort(sizes_.rbegin(), sizes_.rend());
    group.reserve(units_);
    for (std::uint32_t community = 0; community < sizes_.size(); ++community) {
      starts_.push_back(static_cast<std::uint32_t>(group.size()));
      group.resize(group.size() + sizes_[community], community);
    }
  }

  // Degrees come from the largest to the smallest; each goes to a free place at random among communities with room for
  // its ties within.
  void assign_some(const std::vector<std::uint32_t>& group) {
    for (const std::uint32_t last = std::min(units_, unit_ + units_at_once); unit_ < last; ++unit_) {
      const double share = 1 - (unit_ + random::uniform(stream_)) / units_;
      const std::uint32_t degree = std::min(rounded_at_random(law_.quantile(share), stream_), units_ - 1);
      const std::uint32_t own = sizes_.size() == 1 ? degree : rounded_at_random(within_ * degree, stream_);
      // Nobody knows more than half of a community: several such hubs would hardly find pairs.
      while (opened_ < sizes_.size() && (2 * own < sizes_[opened_] || open_.empty())) {
        for (std::uint32_t i = 0; i < sizes_[opened_]; ++i) {
          open_.push_back(starts_[opened_] + i);
        }
        ++opened_;
      }
      const std::uint32_t at = whole_below(stream_, static_cast<std::uint32_t>(open_.size()));
      const std::uint32_t place = open_[at];
      open_[at] = open_.back();
      open_.pop_back();
      own_[place] = std::min(own, sizes_[group[place]] - 1);
      others_[place] = sizes_.size() == 1 ? 0 : degree - own_[place];
    }
  }

  void pair_within(std::vector<Edge>& edges) {
    const std::size_t last = edges.size() + stubs_at_once / 2;
    while (community_ < sizes_.size() && edges.size() < last) {
      if (!inside_) {
        const std::uint32_t* const begin = own_.data() + starts_[community_];
        inside_ = std::make_unique<Pairing>(starts_[community_],
                                            std::vector<std::uint32_t>(begin, begin + sizes_[community_]), nullptr);
      }
      if (inside_->step(pairs_within_, edges)) {
        if (inside_->is_large()) {
          return;
        }
        continue;
      }
      if (within_ < 1 && sizes_.size() > 1) {
        inside_->give_back(others_);
      }
      inside_.reset();
      ++community_;
    }
  }

  std::uint32_t units_, unit_ = 0;
  double within_;
  random::Stream stream_, pairs_within_, pairs_between_;
  PowerLaw law_{};
  Phase phase_ = Phase::degrees;
  std::vector<std::uint32_t> sizes_, starts_;  // of communities
  std::vector<std::uint32_t> own_, others_;    // by unit: ties within its community and outside
  std::vector<std::uint32_t> open_;            // free places that have room
  std::size_t opened_ = 0, community_ = 0;
  std::unique_ptr<Pairing> inside_, between_;
};

}  // namespace

std::unique_ptr<Recipe> community_recipe(const NetworkRequest& request, Draft& draft) {
  return std::make_unique<CommunityRecipe>(request, draft);
}

}  // namespace sutva::graph
