// SPDX-License-Identifier: Apache-2.0
#include "simulate/network_joint.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace sutva::simulate {
namespace {

using graph::Graph;

// Steps over what pairs of units have in common: about a fifth of a second.
constexpr std::size_t most_steps = 200'000'000;

constexpr std::string_view too_many_pairs =
    "More than 1,000,000 pairs of units depend on each other: choose a smaller network.";
constexpr std::string_view too_many_to_count =
    "Chances of joint exposure can not be enumerated under this design, and are counted for at most 300 units.";

// A coefficient, and whether the pair is never exposed so.
struct Together {
  double coefficient = 0;
  bool never = false;
};
Together together(double joint, double one, double other) {
  if (!(one > 0 && other > 0)) {
    return {};  // such a unit has no part in the estimate
  }
  return joint > 0 ? Together{1 - one * other / joint, false} : Together{0, true};
}

class Pairs {
 public:
  Pairs(std::uint32_t units, const std::vector<double>& treated, const std::vector<double>& control)
      : treated_(treated), control_(control) {
    for (std::uint32_t unit = 0; unit < units; ++unit) {
      made_.never_treated.push_back(control[unit] > 0 ? 1 : 0);
      made_.never_control.push_back(treated[unit] > 0 ? 1 : 0);
    }
    made_.starts.reserve(std::size_t{units} + 1);
  }
  // Chances of both in the treated arm, both in control, the first treated and the other not, and the other way round.
  void add(std::uint32_t unit, std::uint32_t other, double both_treated, double both_control, double treated_control,
           double control_treated) {
    const Together tt = together(both_treated, treated_[unit], treated_[other]);
    const Together cc = together(both_control, control_[unit], control_[other]);
    const Together tc = together(treated_control, treated_[unit], control_[other]);
    const Together ct = together(control_treated, control_[unit], treated_[other]);
    made_.never_treated[unit] += (tt.never ? 1 : 0) + (tc.never ? 1 : 0);
    made_.never_control[unit] += (cc.never ? 1 : 0) + (ct.never ? 1 : 0);
    made_.never_treated[other] += (tt.never ? 1 : 0) + (ct.never ? 1 : 0);
    made_.never_control[other] += (cc.never ? 1 : 0) + (tc.never ? 1 : 0);
    made_.pairs.push_back({other, tt.coefficient, cc.coefficient, tc.coefficient, ct.coefficient});
  }
  void end_of_unit() { made_.starts.push_back(static_cast<std::uint32_t>(made_.pairs.size())); }
  bool full() const { return made_.pairs.size() > most_pairs; }
  JointExposures take() { return std::move(made_); }

 private:
  const std::vector<double>&treated_, &control_;
  JointExposures made_;
};

JointExposures without(std::string_view reason) {
  JointExposures none;
  none.reason = reason;
  return none;
}

bool all_pairs_fit(std::uint32_t units) { return std::size_t{units} * (units - 1) / 2 <= most_pairs; }

// Both are exposed in an arm if all that either depends on is in it.
JointExposures enumerated(const NetworkAssignment& assignment, const Graph& graph, double p,
                          const NetworkAssignment::Chances& chances) {
  const bool fixed_number =
      assignment.design() == NetworkDesign::complete || assignment.design() == NetworkDesign::cluster_complete;
  if (fixed_number && !all_pairs_fit(graph.units)) {
    return without(too_many_pairs);
  }
  const ReachedBy reached = assignment.reached_by();
  const std::uint32_t things = assignment.by_cluster() ? assignment.clustering().count : graph.units;
  // By thing: the units that depend on it, ascending.
  std::vector<std::uint32_t> starts(std::size_t{things} + 1, 0);
  for (const std::uint32_t thing : reached.members) {
    ++starts[thing + 1];
  }
  for (std::uint32_t thing = 0; thing < things; ++thing) {
    starts[thing + 1] += starts[thing];
  }
  std::vector<std::uint32_t> units(reached.members.size()), next(starts.begin(), starts.end() - 1);
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    for (const std::uint32_t thing : reached.of(unit)) {
      units[next[thing]++] = unit;
    }
  }
  const double all = things, ones = std::round(p * all);
  // P(so many are all treated and so many others all not).
  const auto chance = [&](std::size_t treated, std::size_t control) {
    if (!fixed_number) {
      return std::pow(p, static_cast<double>(treated)) * std::pow(1 - p, static_cast<double>(control));
    }
    double product = 1;
    for (std::size_t i = 0; i < treated + control; ++i) {
      const auto gone = static_cast<double>(i);
      const double left = i < treated ? ones - gone : all - ones - (gone - static_cast<double>(treated));
      product *= std::fmax(0, left) / (all - gone);
    }
    return product;
  };

  Pairs pairs(graph.units, chances.treated, chances.control);
  std::vector<std::uint32_t> common(graph.units, 0), others;
  std::size_t steps = 0;
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    const std::span<const std::uint32_t> own = reached.of(unit);
    others.clear();
    for (const std::uint32_t thing : own) {
      const std::uint32_t *const begin = units.data() + starts[thing], *const end = units.data() + starts[thing + 1];
      for (const std::uint32_t* other = std::upper_bound(begin, end, unit); other != end; ++other) {
        if (common[*other]++ == 0 && !fixed_number) {
          others.push_back(*other);
        }
        ++steps;
      }
    }
    if (fixed_number) {
      for (std::uint32_t other = unit + 1; other < graph.units; ++other) {
        others.push_back(other);
      }
    }
    for (const std::uint32_t other : others) {
      const std::size_t a = own.size(), b = reached.of(other).size(), shared = common[other], either = a + b - shared;
      common[other] = 0;
      pairs.add(unit, other, chance(either, 0), chance(0, either), shared > 0 ? 0 : chance(a, b),
                shared > 0 ? 0 : chance(b, a));
      if (pairs.full()) {
        return without(too_many_pairs);
      }
    }
    if (steps > most_steps) {
      return without(too_many_pairs);
    }
    pairs.end_of_unit();
  }
  JointExposures made = pairs.take();
  made.exact = true;
  return made;
}

JointExposures counted(const NetworkAssignment& assignment, const Graph& graph, double exposure_share,
                       std::span<const double> inverse_weight, std::uint64_t seed) {
  if (graph.units > most_counted_units) {
    return without(too_many_to_count);
  }
  // A bit for each assignment: first those of treated exposure by unit, then those of control.
  constexpr std::size_t words = drawn_for_pairs / 64;
  const std::size_t units = graph.units;
  std::vector<std::uint64_t> marks(2 * units * words, 0);
  Treated treated(graph.units);
  std::vector<Flags> things;
  std::vector<Doubles> own(units), share(units);
  const std::vector<double> inverse(inverse_weight.begin(), inverse_weight.end());
  for (std::uint64_t draw = 0; draw < drawn_for_pairs; draw += lanes) {
    LaneStreams streams(seed, draw);
    assignment.draw(streams, treated, things);
    fill_exposures(graph, inverse, treated, 0, graph.units, own.data(), share.data());
    for (std::size_t unit = 0; unit < units; ++unit) {
      const Exposed seen = exposed(own[unit], share[unit], inverse[unit], exposure_share);
      std::uint64_t in_treated = 0, in_control = 0;
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        in_treated |= std::uint64_t{seen.treated[lane] != 0} << lane;
        in_control |= std::uint64_t{seen.control[lane] != 0} << lane;
      }
      const auto word = static_cast<std::size_t>(draw / 64);
      marks[unit * words + word] |= in_treated << draw % 64;
      marks[(units + unit) * words + word] |= in_control << draw % 64;
    }
  }
  const auto share_of = [&](std::size_t one, std::size_t other) {
    int both = 0;
    for (std::size_t word = 0; word < words; ++word) {
      both += std::popcount(marks[one * words + word] & marks[other * words + word]);
    }
    return both / static_cast<double>(drawn_for_pairs);
  };
  std::vector<double> in_treated(units), in_control(units);
  for (std::size_t unit = 0; unit < units; ++unit) {
    in_treated[unit] = share_of(unit, unit);
    in_control[unit] = share_of(units + unit, units + unit);
  }
  Pairs pairs(graph.units, in_treated, in_control);
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    for (std::uint32_t other = unit + 1; other < graph.units; ++other) {
      pairs.add(unit, other, share_of(unit, other), share_of(units + unit, units + other),
                share_of(unit, units + other), share_of(units + unit, other));
    }
    pairs.end_of_unit();
  }
  return pairs.take();
}

}  // namespace

JointExposures joint_exposures(const NetworkAssignment& assignment, const Graph& graph,
                               const NetworkDesignSettings& request, const NetworkAssignment::Chances& chances,
                               std::span<const double> inverse_weight, std::uint64_t seed) {
  const NetworkDesign design = assignment.design();
  const bool alike = design == NetworkDesign::bernoulli || design == NetworkDesign::complete || assignment.by_cluster();
  return alike && request.exposure_share == 1
             ? enumerated(assignment, graph, request.treated_share, chances)
             : counted(assignment, graph, request.exposure_share, inverse_weight, seed);
}

JointSums::JointSums(const JointExposures& joint, const NetworkAssignment::Chances& chances,
                     std::span<const double> inverse_weight, double exposure_share)
    : joint_(&joint), chances_(&chances), inverse_weight_(inverse_weight), exposure_share_(exposure_share) {
  for (Arm* arm : {&treated_, &control_}) {
    arm->w.resize(joint.never_treated.size());
    arm->wy.resize(joint.never_treated.size());
  }
}

void JointSums::add(const UnitBlock& block) {
  if (!joint_->reason.empty()) {
    return;
  }
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const std::uint32_t unit = block.first + i;
    const Exposed marks = exposed(block.own[i], block.share[i], inverse_weight_[unit], exposure_share_);
    const auto add_arm = [&](Arm& arm, const Mask& where, double chance) {
      Doubles w;
      take_where(w, where, all_lanes(chance > 0 ? 1 / chance : 0));
      const Doubles wy = w * block.outcomes[i];
      arm.w[unit] = w;
      arm.wy[unit] = wy;
      arm.sum_w += w;
      arm.sum_wy += wy;
    };
    add_arm(treated_, marks.treated, chances_->treated[unit]);
    add_arm(control_, marks.control, chances_->control[unit]);
  }
}

Doubles JointSums::variance(const Doubles& m1, const Doubles& scale1, const Doubles& m0, const Doubles& scale0) const {
  const std::size_t units = treated_.w.size();
  std::vector<Doubles> treated(units), control(units);
  Doubles sum{};
  for (std::size_t unit = 0; unit < units; ++unit) {
    const Doubles u = (treated_.wy[unit] - m1 * treated_.w[unit]) * scale1;
    const Doubles v = (control_.wy[unit] - m0 * control_.w[unit]) * scale0;
    treated[unit] = u;
    control[unit] = v;
    sum += u * u * (1 - chances_->treated[unit] * (1 - joint_->never_treated[unit]));
    sum += v * v * (1 - chances_->control[unit] * (1 - joint_->never_control[unit]));
  }
  for (std::size_t unit = 0; unit < units; ++unit) {
    const Mask nothing = (treated_.w[unit] == 0.0) & (control_.w[unit] == 0.0);
    std::int64_t everywhere = -1;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      everywhere &= nothing[lane];
    }
    if (everywhere != 0) {
      continue;
    }
    Doubles with_treated{}, with_control{};
    for (std::uint32_t at = joint_->starts[unit]; at < joint_->starts[unit + 1]; ++at) {
      const JointExposures::Pair& pair = joint_->pairs[at];
      with_treated += pair.both_treated * treated[pair.other] - pair.treated_control * control[pair.other];
      with_control += pair.both_control * control[pair.other] - pair.control_treated * treated[pair.other];
    }
    sum += 2.0 * (treated[unit] * with_treated + control[unit] * with_control);
  }
  return sum;
}

LaneEstimates JointSums::horvitz_thompson() const {
  LaneEstimates estimates{};
  if (!joint_->reason.empty()) {
    return estimates;
  }
  const Doubles scale = all_lanes(1 / static_cast<double>(treated_.w.size()));
  const Doubles squares = variance(Doubles{}, scale, Doubles{}, scale);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    if (treated_.sum_w[lane] > 0 && control_.sum_w[lane] > 0) {
      estimates[lane] = {(treated_.sum_wy[lane] - control_.sum_wy[lane]) * scale[lane],
                         squares[lane] > 0 ? std::sqrt(squares[lane]) : 0, true};
    }
  }
  return estimates;
}

LaneEstimates JointSums::hajek() const {
  LaneEstimates estimates{};
  if (!joint_->reason.empty()) {
    return estimates;
  }
  // Where an arm is empty its sums are 0 and so are all terms.
  const auto inverse = [](const Doubles& w) {
    Doubles inverted{};
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      inverted[lane] = w[lane] > 0 ? 1 / w[lane] : 0;
    }
    return inverted;
  };
  const Doubles scale1 = inverse(treated_.sum_w), scale0 = inverse(control_.sum_w);
  const Doubles m1 = treated_.sum_wy * scale1, m0 = control_.sum_wy * scale0;
  const Doubles squares = variance(m1, scale1, m0, scale0);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    if (treated_.sum_w[lane] > 0 && control_.sum_w[lane] > 0) {
      estimates[lane] = {m1[lane] - m0[lane], squares[lane] > 0 ? std::sqrt(squares[lane]) : 0, true};
    }
  }
  return estimates;
}

}  // namespace sutva::simulate
