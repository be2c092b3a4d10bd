// SPDX-License-Identifier: Apache-2.0
// Designs whose data have a shape of their own.
#include <algorithm>
#include <cmath>
#include <limits>

#include "analyze/csv_effect.hpp"
#include "analyze/effect_compliance.hpp"
#include "analyze/effect_methods.hpp"
#include "analyze/effect_observational.hpp"
#include "analyze/effect_panel.hpp"
#include "base/text.hpp"
#include "coverage_book.hpp"
#include "coverage_kinds.hpp"
#include "random/samplers.hpp"

namespace sutva::studies {
namespace {

using namespace analyze;
using random::Stream;

using Sizes = std::array<std::int64_t, 2>;

// Draws a table of so many units and hands it to operations.
using Replicate = std::function<void(Book&, Stream&, std::int64_t units, bool effect, const Truths&)>;
using TruthsIf = std::function<Truths(bool effect)>;

Kind kind_of(std::string_view name, std::string_view title, std::array<std::string_view, 2> words, Sizes units,
             std::string_view about, TruthsIf truths_if, Replicate replicate) {
  return {name, title, words, about, [=](const Kind&, const Effort& effort) {
            Book book(effort.only);
            for (const std::size_t size : effort.sizes) {
              for (const bool effect : {true, false}) {
                book.begin(size, effect);
                const Truths truths = truths_if(effect);
                for (std::int64_t r = 0; r < effort.replicates; ++r) {
                  Stream stream = stream_of(effort, name, size, effect, r);
                  replicate(book, stream, units[size], effect, truths);
                }
              }
            }
            return book.take();
          }};
}

const std::vector<std::string> two_levels{"control", "treatment"};

CsvEffectRequest csv_request() {
  CsvEffectRequest request;
  request.arm = "arm";
  request.control = "control";
  request.treatment = "treatment";
  request.outcome = "y";
  request.covariates = {"x"};
  request.confidence = confidence;
  return request;
}

void run_csv(Book& book, const Drawn& drawn, const CsvEffectRequest& request, const Truths& truths) {
  if (!book.sample("csv-effect")) {
    return;
  }
  if (const auto result = run<CsvEffect>(drawn.table(), request)) {
    const char* const quantity = request.denominator.empty() ? "Difference in means" : "Difference in ratios";
    book.add("csv-effect", result->unadjusted, quantity, truths);
    if (result->adjusted) {
      book.add("csv-effect", *result->adjusted, quantity, truths);
    }
  }
}

void run_methods(Book& book, const Drawn& drawn, const CsvEffectRequest& request, const Truths& truths) {
  if (!book.sample("effect-methods")) {
    return;
  }
  if (const auto result = run<EffectMethods>(drawn.table(), {request})) {
    book.add_all("effect-methods", result->estimates, truths);
  }
}

// Clicks per view: 1 + Poisson(4) views, each a click with 0.3 for those with up to three views and 0.2 for others, and
// `times` as often in treatment.
double click_rate(std::int64_t views) { return views <= 3 ? 0.3 : 0.2; }
constexpr std::int64_t most_views = 60;

// Calls with each number of views and of clicks and how likely they are.
template <class F>
void for_each_count(double times, F&& f) {
  double views_chance = std::exp(-4.0);
  for (std::int64_t views = 1; views <= most_views; ++views) {
    const double p = click_rate(views) * times;
    double chance = views_chance * std::pow(1 - p, static_cast<double>(views));
    for (std::int64_t clicks = 0; clicks <= views; ++clicks) {
      f(views, clicks, chance);
      chance *= static_cast<double>(views - clicks) / static_cast<double>(clicks + 1) * p / (1 - p);
    }
    views_chance *= 4.0 / static_cast<double>(views);
  }
}

double clicks_per_view(double times, std::int64_t cap) {
  double all_views = 0, all_clicks = 0;
  for_each_count(times, [&](std::int64_t views, std::int64_t clicks, double chance) {
    all_views += chance * static_cast<double>(views);
    all_clicks += chance * static_cast<double>(std::min(clicks, cap));
  });
  return all_clicks / all_views;
}

// The smallest number of clicks that so many people of both arms have at most.
std::int64_t clicks_quantile(double times, double share) {
  std::vector<double> chances(static_cast<std::size_t>(most_views) + 1);
  for (const double each : {1.0, times}) {
    for_each_count(each, [&](std::int64_t, std::int64_t clicks, double chance) {
      chances[static_cast<std::size_t>(clicks)] += chance / 2;
    });
  }
  std::int64_t quantile = 0;
  for (double sum = chances[0]; sum < share; ++quantile) {
    sum += chances[static_cast<std::size_t>(quantile) + 1];
  }
  return quantile;
}

Truths ratio_truths(bool effect) {
  const double times = effect ? 1.2 : 1;
  const auto difference = [=](std::int64_t cap) { return clicks_per_view(times, cap) - clicks_per_view(1, cap); };
  const double plain = difference(most_views), capped_99 = difference(clicks_quantile(times, 0.99)),
               capped_999 = difference(clicks_quantile(times, 0.999));
  return [=](std::string_view quantity, std::string_view method) -> std::optional<Truth> {
    if (quantity.starts_with("Lift")) {
      return Truth{times - 1};
    }
    if (!quantity.starts_with("Difference in ratios")) {
      return std::nullopt;
    }
    return Truth{method == "capped_99" ? capped_99 : method == "capped_999" ? capped_999 : plain};
  };
}

void draw_ratio(Book& book, Stream& stream, std::int64_t units, bool effect, const Truths& truths) {
  const auto n = static_cast<std::size_t>(units);
  std::vector<std::int32_t> arm(n);
  std::vector<double> clicks(n), views(n), before(n);
  for (std::size_t i = 0; i < n; ++i) {
    arm[i] = static_cast<std::int32_t>(i % 2);
    const std::int64_t each = 1 + random::poisson(stream, 4);
    const double rate = click_rate(each);
    views[i] = static_cast<double>(each);
    clicks[i] = static_cast<double>(random::binomial(stream, each, rate * (effect && arm[i] == 1 ? 1.2 : 1)));
    before[i] = static_cast<double>(random::binomial(stream, each, rate));
  }
  Drawn drawn(n);
  drawn.codes("arm", two_levels, arm).numbers("y", clicks).numbers("views", views).numbers("x", before);
  CsvEffectRequest request = csv_request();
  request.denominator = "views";
  run_csv(book, drawn, request, truths);
  run_methods(book, drawn, request, truths);
}

// Blocks of `size` with a level of their own, arms drawn within each; pairs are blocks of two.
Replicate blocks_of(std::size_t block_size, std::size_t treated_each) {
  return [=](Book& book, Stream& stream, std::int64_t units, bool effect, const Truths& truths) {
    const auto n = static_cast<std::size_t>(units) / block_size * block_size;
    std::vector<std::int32_t> arm(n), block(n);
    std::vector<double> y(n), x(n);
    double level = 0;
    for (std::size_t i = 0; i < n; ++i) {
      level = i % block_size == 0 ? 3 * random::normal(stream) : level;
      block[i] = static_cast<std::int32_t>(i / block_size);
      // People are alike but for chance, so whom a block draws may stand first.
      arm[i] = i % block_size < treated_each ? 1 : 0;
      const double z = random::normal(stream);
      y[i] = 20 + level + 3 * z + (effect && arm[i] == 1 ? 2 : 0);
      x[i] = 0.7 * z + 0.7 * random::normal(stream);
    }
    Drawn drawn(n);
    drawn.codes("arm", two_levels, arm).numbers("y", y).numbers("x", x).ids("block", block);
    CsvEffectRequest request = csv_request();
    request.block = "block";
    run_csv(book, drawn, request, truths);
    run_methods(book, drawn, request, truths);
  };
}

// Over all blocks outcomes are normal with the variance of both.
Truths block_truths(bool effect) {
  const double sd = std::sqrt(18.0);
  return truths_of(Law({{Shape::normal, 1, 20, sd}}), Law({{Shape::normal, 1, effect ? 22.0 : 20.0, sd}}), 0.5);
}

// Assigned at random, taken as one likes: compliers, and among the others three always-takers for five never-takers.
// An always-taker has 2 more and a never-taker 2 less than a complier; the treatment adds 2 to whoever takes it.
Replicate compliance_of(double compliers) {
  return [=](Book& book, Stream& stream, std::int64_t units, bool effect, const Truths& truths) {
    const auto n = static_cast<std::size_t>(units);
    std::vector<std::int32_t> arm(n);
    std::vector<double> y(n), x(n), received(n);
    for (std::size_t i = 0; i < n; ++i) {
      arm[i] = static_cast<std::int32_t>(i % 2);
      const double type = random::uniform(stream), z = random::normal(stream);
      const bool complies = type < compliers, always = !complies && type < compliers + (1 - compliers) * 3 / 8;
      const bool takes = always || (complies && arm[i] == 1);
      received[i] = takes ? 1 : 0;
      y[i] = 20 + (complies ? 0 : always ? 2 : -2) + 3 * z + (effect && takes ? 2 : 0);
      x[i] = 0.7 * z + 0.7 * random::normal(stream);
    }
    Drawn drawn(n);
    drawn.codes("arm", two_levels, arm).numbers("y", y).numbers("x", x).numbers("received", received);
    EffectComplianceRequest request;
    request.arm = "arm";
    request.control = "control";
    request.treatment = "treatment";
    request.received = "received";
    request.outcome = "y";
    request.covariates = {"x"};
    request.confidence = confidence;
    if (!book.sample("effect-compliance")) {
      return;
    }
    const auto result = run<EffectCompliance>(drawn.table(), request);
    if (!result) {
      return;
    }
    book.add_all("effect-compliance", result->estimates, truths);
    const double truth = effect ? 2 : 0;
    for (const WeakInterval& set : result->weak_intervals) {
      const bool above = set.low && truth >= *set.low, under = set.high && truth <= *set.high;
      const bool covered =
          set.shape == WeakShape::line || (set.shape == WeakShape::interval && above && under) ||
          (set.shape == WeakShape::two_rays && (truth <= set.low.value_or(0) || truth >= set.high.value_or(0))) ||
          (set.shape == WeakShape::from && above) || (set.shape == WeakShape::up_to && under);
      book.together("effect-compliance", "Effect on those who comply", joined("anderson_rubin_set, ", set.label),
                    joined("Anderson-Rubin's set of any shape, ", set.label), covered, set.p_value < 1 - confidence);
    }
  };
}

Truths compliance_truths(double compliers, bool effect) {
  return [=](std::string_view quantity, std::string_view) -> std::optional<Truth> {
    if (quantity.starts_with("Effect on those who")) {
      return Truth{effect ? 2.0 : 0.0};
    }
    if (quantity.starts_with("Effect of being assigned")) {
      return Truth{effect ? 2 * compliers : 0.0};
    }
    return std::nullopt;
  };
}

// Treatment is taken with log odds -0.5 + 0.8 x1 - 0.6 x2, the outcome is 10 + x1 + x2 + noise of SD 2, and the effect
// of treatment 1 + 0.5 x1.
double propensity(double x1, double x2) { return 1 / (1 + std::exp(0.5 - 0.8 * x1 + 0.6 * x2)); }
double own_effect(double x1) { return 1 + 0.5 * x1; }

// E[w(e) effect] / E[w(e)] over both covariates.
template <class Weight>
double weighted_effect(Weight&& weight) {
  double sum = 0, weights = 0;
  for (int i = -320; i <= 320; ++i) {
    for (int j = -320; j <= 320; ++j) {
      const double x1 = i / 40.0, x2 = j / 40.0;
      const double w = std::exp(-(x1 * x1 + x2 * x2) / 2) * weight(propensity(x1, x2));
      sum += w * own_effect(x1);
      weights += w;
    }
  }
  return sum / weights;
}

Truths observational_truths(bool effect) {
  const double everyone = 1, treated = weighted_effect([](double e) { return e; }),
               overlap = weighted_effect([](double e) { return e * (1 - e); }),
               trimmed = weighted_effect([](double e) { return e >= 0.1 && e <= 0.9 ? 1.0 : 0.0; });
  return [=](std::string_view quantity, std::string_view) -> std::optional<Truth> {
    const auto is = [&](std::string_view of) { return quantity.find(of) != std::string_view::npos; };
    const std::optional<double> value = is("(ATE)") || is("as observed")  ? std::optional(everyone)
                                        : is("(ATT)")                     ? std::optional(treated)
                                        : is("(ATO)")                     ? std::optional(overlap)
                                        : is("without the units trimmed") ? std::optional(trimmed)
                                                                          : std::nullopt;
    return value ? std::optional(Truth{effect ? *value : 0}) : std::nullopt;
  };
}

void draw_observational(Book& book, Stream& stream, std::int64_t units, bool effect, const Truths& truths) {
  const auto n = static_cast<std::size_t>(units);
  std::vector<std::int32_t> arm(n);
  std::vector<double> y(n), x1(n), x2(n);
  for (std::size_t i = 0; i < n; ++i) {
    x1[i] = random::normal(stream);
    x2[i] = random::normal(stream);
    arm[i] = random::uniform(stream) < propensity(x1[i], x2[i]) ? 1 : 0;
    y[i] = 10 + x1[i] + x2[i] + 2 * random::normal(stream) + (effect && arm[i] == 1 ? own_effect(x1[i]) : 0);
  }
  Drawn drawn(n);
  drawn.codes("arm", two_levels, arm).numbers("y", y).numbers("x1", x1).numbers("x2", x2);
  EffectObservationalRequest request;
  request.arm = "arm";
  request.control = "control";
  request.treatment = "treatment";
  request.outcome = "y";
  request.covariates = {"x1", "x2"};
  request.confidence = confidence;
  if (!book.sample("effect-observational")) {
    return;
  }
  if (const auto result = run<EffectObservational>(drawn.table(), request)) {
    book.add_all("effect-observational", result->estimates, truths);
  }
}

// Units with a level of their own over periods 1, 2, ...; the effect begins at `first` (0: never) with 1 and grows by
// 0.5 a period. Chance of one period carries over to the next with 0.5.
struct Panel {
  int periods;
  std::vector<int> first;  // by group; groups are of the same size
};
double effect_after(int periods) { return 1 + 0.5 * periods; }

Replicate panel_of(Panel panel) {
  return [=](Book& book, Stream& stream, std::int64_t units, bool effect, const Truths& truths) {
    const auto n = static_cast<std::size_t>(units) * panel.first.size();
    const auto rows = n * static_cast<std::size_t>(panel.periods);
    std::vector<std::int32_t> unit;
    std::vector<double> time, first, y;
    unit.reserve(rows);
    for (std::size_t i = 0; i < n; ++i) {
      const int begins = panel.first[i % panel.first.size()];
      const double level = 10 + 2 * random::normal(stream) + (begins > 0 ? 1 : 0);
      double chance = random::normal(stream);
      for (int t = 1; t <= panel.periods; ++t) {
        unit.push_back(static_cast<std::int32_t>(i));
        time.push_back(t);
        first.push_back(begins > 0 ? begins : std::numeric_limits<double>::quiet_NaN());
        const bool treated = effect && begins > 0 && t >= begins;
        y.push_back(level + 0.3 * t + 1.5 * chance + (treated ? effect_after(t - begins) : 0));
        chance = 0.5 * chance + std::sqrt(0.75) * random::normal(stream);
      }
    }
    Drawn drawn(rows);
    drawn.ids("unit", unit).numbers("time", time).numbers("first", first).numbers("y", y);
    EffectPanelRequest request;
    request.unit = "unit";
    request.time = "time";
    request.outcome = "y";
    request.first_treated = "first";
    request.confidence = confidence;
    request.bootstrap_draws = panel.periods > 2 ? 399 : 0;
    if (!book.sample("effect-panel")) {
      return;
    }
    const auto result = run<EffectPanel>(drawn.table(), request);
    if (!result) {
      return;
    }
    book.add_all("effect-panel", result->estimates, truths);
    for (const PretrendTest& test : result->pretrends) {
      book.test("effect-panel", "Parallel trends before", test.name, test.label, test.p_value);
    }
    if (panel.periods <= 2) {
      return;
    }
    bool band = true, each = true, band_excludes = false, each_excludes = false;
    for (const PanelAverage& point : result->event_study) {
      const double truth = effect && point.event_time >= 0 ? effect_after(static_cast<int>(point.event_time)) : 0;
      if (point.band_low && point.ci_low) {
        band = band && *point.band_low <= truth && truth <= *point.band_high;
        each = each && *point.ci_low <= truth && truth <= *point.ci_high;
        band_excludes = band_excludes || *point.band_low > 0 || *point.band_high < 0;
        each_excludes = each_excludes || *point.ci_low > 0 || *point.ci_high < 0;
      }
    }
    const std::string_view quantity = "All event times together";
    book.together("effect-panel", quantity, "uniform_band", "Uniform band", band, band_excludes);
    book.together("effect-panel", quantity, "pointwise", "Intervals for single event times", each, each_excludes);
  };
}

Truths two_by_two_truths(bool effect) {
  return [=](std::string_view quantity, std::string_view) {
    return quantity == "Effect on the treated" ? std::optional(Truth{effect ? effect_after(0) : 0}) : std::nullopt;
  };
}

// Groups that begin in periods 3 and 5 of 6, beside one that never does.
Truths staggered_truths(bool effect) {
  return [=](std::string_view quantity, std::string_view method) -> std::optional<Truth> {
    if (quantity != "Effect on the treated") {
      return std::nullopt;
    }
    const double e0 = effect_after(0), e1 = effect_after(1), e2 = effect_after(2), e3 = effect_after(3);
    const std::optional<double> value =
        method.ends_with("simple")     ? std::optional((e0 + e1 + e2 + e3 + e0 + e1) / 6)
        : method.ends_with("group")    ? std::optional(((e0 + e1 + e2 + e3) / 4 + (e0 + e1) / 2) / 2)
        : method.ends_with("dynamic")  ? std::optional((e0 + e1 + e2 + e3) / 4)
        : method.ends_with("calendar") ? std::optional((e0 + e1 + (e2 + e0) / 2 + (e3 + e1) / 2) / 4)
                                       : std::nullopt;
    return value ? std::optional(Truth{effect ? *value : 0}) : std::nullopt;
  };
}

}  // namespace

std::vector<Kind> design_kinds() {
  const std::array<std::string_view, 2> per_arm{"50 per arm", "1,000 per arm"}, in_all{"150 in all", "2,000 in all"},
      per_group{"50 per group", "400 per group"};
  const Sizes both_arms{100, 2000};
  return {
      kind_of("ratio", "Ratio metric", per_arm, both_arms,
              "Clicks per view: 1 + Poisson(4) views a person, each a click with chance 0.3 for those with up to three "
              "views and 0.2 for others; treatment multiplies both by 1.2. The covariate is clicks of an earlier time.",
              ratio_truths, draw_ratio),
      kind_of("blocks", "Blocks", per_arm, both_arms,
              "Blocks of ten with levels of SD 3, five treated in each; people vary with SD 3 within, the effect is 2. "
              "Regression within blocks is offered for up to fifty of them.",
              block_truths, blocks_of(10, 5)),
      kind_of("pairs", "Pairs", per_arm, both_arms, "The same in blocks of two: one of each pair is treated.",
              block_truths, blocks_of(2, 1)),
      kind_of(
          "compliance", "Noncompliance", per_arm, both_arms,
          "60 % comply; of the others three in eight always take the treatment, the rest never. It adds 2 to an "
          "outcome of SD 3 in whoever takes it; always-takers have 2 more and never-takers 2 less to begin with.",
          [](bool effect) { return compliance_truths(0.6, effect); }, compliance_of(0.6)),
      kind_of(
          "weak", "Few comply", per_arm, both_arms,
          "The same where only 15 % comply. Anderson-Rubin's interval is counted where the set has one piece with an "
          "end; "
          "otherwise no value, or only a stretch in the middle, can be ruled out. Mean widths say little here: a few "
          "samples have hardly a complier.",
          [](bool effect) { return compliance_truths(0.15, effect); }, compliance_of(0.15)),
      kind_of("observational", "Not randomised", in_all, {150, 2000},
              "Treatment is taken with log odds -0.5 + 0.8 x1 - 0.6 x2 of two normal covariates, the outcome is "
              "10 + x1 + x2 with noise of SD 2, the effect 1 + 0.5 x1. The difference as observed is held against the "
              "effect on everyone.",
              observational_truths, draw_observational),
      kind_of("two_by_two", "Panel, two by two", per_group, {50, 400},
              "Two groups of units with levels of their own and a common trend, two periods; one group is treated in "
              "the second, with an effect of 1. Chance carries over between periods with 0.5.",
              two_by_two_truths, panel_of({2, {2, 0}})),
      kind_of(
          "staggered", "Panel, staggered", per_group, {50, 400},
          "Six periods and three groups of the same size: treated from period 3, from period 5, and never; the effect "
          "begins with 1 and grows by 0.5 a period.",
          staggered_truths, panel_of({6, {3, 5, 0}}))};
}

}  // namespace sutva::studies
