// SPDX-License-Identifier: Apache-2.0
// The six kinds of outcomes that two randomised arms may have, and every operation that compares such arms.
#include <algorithm>
#include <cmath>

#include "analyze/csv_effect.hpp"
#include "analyze/effect_arms.hpp"
#include "analyze/effect_bayesian.hpp"
#include "analyze/effect_from_counts.hpp"
#include "analyze/effect_from_sums.hpp"
#include "analyze/effect_methods.hpp"
#include "analyze/effect_outcome.hpp"
#include "analyze/effect_quantiles.hpp"
#include "analyze/effect_resampled.hpp"
#include "analyze/effect_segments.hpp"
#include "analyze/effect_sequential.hpp"
#include "base/text.hpp"
#include "coverage_book.hpp"
#include "coverage_kinds.hpp"
#include "law.hpp"
#include "random/samplers.hpp"
#include "stats/distributions.hpp"

namespace sutva::studies {
namespace {

using namespace analyze;
using random::Stream;

constexpr double rho = 0.7;  // of what drives the outcome with what was known before

double correlated(Stream& stream, double z) { return rho * z + std::sqrt(1 - rho * rho) * random::normal(stream); }

struct Person {
  double y = 0, x = 0;
};

// A kind of data: the law of each arm, and how to draw one person.
struct World {
  std::array<std::int64_t, 2> control, treatment;  // people, by size
  Law law, law_treated, law_null;                  // of control; of treatment with an effect, and without one
  std::function<Person(Stream&, bool treated, bool effect)> person;
  bool is_binary = false;
  std::array<std::int64_t, 2> cluster_size{0, 0};  // on average, by size; 0: no clusters
};

// People as columns: treatment and control in turn, so that any part of the rows holds both.
struct People {
  std::vector<std::int32_t> arm, segment, cluster;
  std::vector<double> y, x;
};

struct Arms {
  std::int64_t n[2];
};

People draw(const World& world, Stream& stream, const Arms& arms, std::size_t size, bool effect) {
  People people;
  std::int64_t left[2] = {arms.n[0], arms.n[1]};
  const double share = static_cast<double>(arms.n[1]) / static_cast<double>(arms.n[0] + arms.n[1]);
  const std::int64_t each = world.cluster_size[size];
  double due = 0;
  std::int32_t cluster = 0;
  while (left[0] + left[1] > 0) {
    due += share;
    const bool treated = left[0] == 0 || (left[1] > 0 && due >= 1 - 1e-9);
    due -= treated ? 1 : 0;
    // A whole cluster at a time, of each / 2 to 3 each / 2 people; the last one of an arm takes what is left.
    std::int64_t members = 1;
    double common = 0;
    if (each > 0) {
      members = each / 2 + static_cast<std::int64_t>(random::uniform(stream) * static_cast<double>(each + 1));
      common = random::normal(stream);
    }
    for (; members > 0 && left[treated ? 1 : 0] > 0; --members) {
      Person person = world.person(stream, treated, effect);
      if (each > 0) {
        // person() gives its own part with the variance that clusters leave.
        person.y += 4 * std::sqrt(0.1) * common;
        person.x += rho * std::sqrt(0.1) * common;
      }
      people.arm.push_back(treated ? 1 : 0);
      people.segment.push_back(static_cast<std::int32_t>(random::uniform(stream) * 3));
      people.cluster.push_back(cluster);
      people.y.push_back(person.y);
      people.x.push_back(person.x);
      --left[treated ? 1 : 0];
    }
    ++cluster;
  }
  return people;
}

const std::vector<std::string> arm_levels{"control", "treatment", "second"};

Drawn table_of(const People& people, bool clusters) {
  Drawn drawn(people.y.size());
  drawn.codes("arm", arm_levels, people.arm)
      .numbers("y", people.y)
      .numbers("x", people.x)
      .codes("segment", {"north", "south", "west"}, people.segment);
  if (clusters) {
    drawn.ids("cluster", people.cluster);
  }
  return drawn;
}

// The sums of 1, x and y that a warehouse would send, one row for each arm or for each cluster.
Drawn sums_of(const People& people, bool clusters) {
  const std::size_t rows = clusters ? static_cast<std::size_t>(people.cluster.back()) + 1 : 2;
  std::vector<double> sums[6];
  for (std::vector<double>& sum : sums) {
    sum.resize(rows);
  }
  std::vector<std::int32_t> arm(rows), cluster(rows);
  for (std::size_t i = 0; i < people.y.size(); ++i) {
    const auto row = static_cast<std::size_t>(clusters ? people.cluster[i] : people.arm[i]);
    const double x = people.x[i], y = people.y[i];
    const double each[6] = {1, x, y, x * x, x * y, y * y};
    for (std::size_t j = 0; j < 6; ++j) {
      sums[j][row] += each[j];
    }
    arm[row] = people.arm[i];
    cluster[row] = people.cluster[i];
  }
  Drawn drawn(rows);
  drawn.codes("arm", arm_levels, arm);
  if (clusters) {
    drawn.ids("cluster", cluster);
  }
  const char* const names[6] = {"n", "sum_x1", "sum_y", "sum_x1x1", "sum_x1y", "sum_yy"};
  for (std::size_t j = 0; j < 6; ++j) {
    drawn.numbers(names[j], sums[j]);
  }
  return drawn;
}

TwoArmsRequest two_arms() {
  TwoArmsRequest request;
  request.arm = "arm";
  request.control = "control";
  request.treatment = "treatment";
  request.outcome = "y";
  request.confidence = confidence;
  return request;
}

CsvEffectRequest csv_request(bool covariates, bool clusters) {
  CsvEffectRequest request;
  request.arm = "arm";
  request.control = "control";
  request.treatment = "treatment";
  request.outcome = "y";
  request.cluster = clusters ? "cluster" : "";
  request.confidence = confidence;
  if (covariates) {
    request.covariates = {"x"};
  }
  return request;
}

void run_outcome(Book& book, const table::Table& table, bool binary, const Truths& truths) {
  if (!book.sample("effect-outcome")) {
    return;
  }
  if (const auto result = run<EffectOutcome>(table, {two_arms()})) {
    if (!binary) {  // of shares they are those of effect-from-counts
      book.add_all("effect-outcome", result->estimates, truths);
    }
    for (const CountsTest& test : result->tests) {
      book.test("effect-outcome", "No difference", test.method, test.label, test.p_value);
    }
  }
}

void run_quantiles(Book& book, const table::Table& table, const Truths& truths) {
  if (!book.sample("effect-quantiles")) {
    return;
  }
  if (const auto result = run<EffectQuantiles>(table, {two_arms(), {0.5, 0.9}})) {
    book.add_all("effect-quantiles", result->estimates, truths);
  }
}

void run_bayesian(Book& book, const table::Table& table, const Truths& truths) {
  if (!book.sample("effect-bayesian")) {
    return;
  }
  EffectBayesianRequest bayesian;
  bayesian.columns = two_arms();
  if (const auto result = run<EffectBayesian>(table, bayesian)) {
    book.add_all("effect-bayesian", result->estimates, truths);
  }
}

void run_csv(Book& book, const table::Table& table, bool clusters, const Truths& truths) {
  if (!book.sample("csv-effect")) {
    return;
  }
  if (const auto result = run<CsvEffect>(table, csv_request(true, clusters))) {
    book.add("csv-effect", result->unadjusted, "Difference in means", truths);
    if (result->adjusted) {
      book.add("csv-effect", *result->adjusted, "Difference in means", truths);
    }
  }
}

void run_methods(Book& book, const table::Table& table, bool clusters, const Truths& truths) {
  if (!book.sample("effect-methods")) {
    return;
  }
  if (const auto result = run<EffectMethods>(table, {csv_request(true, clusters)})) {
    book.add_all("effect-methods", result->estimates, truths);
  }
}

void run_segments(Book& book, const table::Table& table, bool clusters, const Truths& truths) {
  if (!book.sample("effect-segments")) {
    return;
  }
  EffectSegmentsRequest segments;
  segments.arm = "arm";
  segments.control = "control";
  segments.treatment = "treatment";
  segments.outcome = "y";
  segments.segments = {"segment"};
  segments.cluster = clusters ? "cluster" : "";
  segments.confidence = confidence;
  if (auto result = run<EffectSegments>(table, segments)) {
    for (Estimate& e : result->estimates) {
      if (e.quantity == "segment") {
        e.quantity += joined(": ", e.label);
      } else {
        e.quantity = "Difference in means";
      }
      book.add("effect-segments", e, truths);
    }
    for (const SegmentTest& test : result->tests) {
      if (test.p_value) {
        book.test("effect-segments", "Same effect in all segments", "f", "Welch's F", *test.p_value);
      }
      if (test.p_chi_squared) {
        book.test("effect-segments", "Same effect in all segments", "chi_squared", "Cochran's Q", *test.p_chi_squared);
      }
    }
  }
}

void run_sums(Book& book, const People& people, bool clusters, const Truths& truths) {
  const Drawn drawn = sums_of(people, clusters);
  EffectFromSumsRequest request;
  request.control = "control";
  request.treatment = "treatment";
  request.confidence = confidence;
  if (!book.sample("effect-from-sums")) {
    return;
  }
  if (const auto result = run<EffectFromSums>(drawn.table(), request)) {
    book.add_all("effect-from-sums", result->estimates, truths);
  }
}

void run_counts(Book& book, const People& people, const Truths& truths) {
  EffectFromCountsRequest request;
  request.confidence = confidence;
  request.brief = true;  // its exact tests are those of effect-outcome
  request.n_control = request.n_treatment = request.successes_control = request.successes_treatment = 0;
  for (std::size_t i = 0; i < people.y.size(); ++i) {
    (people.arm[i] == 0 ? request.n_control : request.n_treatment) += 1;
    (people.arm[i] == 0 ? request.successes_control : request.successes_treatment) += people.y[i] > 0 ? 1 : 0;
  }
  if (!book.sample("effect-from-counts")) {
    return;
  }
  if (const auto result = effect_from_counts(request)) {
    book.add_all("effect-from-counts", result->estimates, truths);
  }
}

// Five equally spaced looks at the same experiment as it grows: whether the intervals of all looks cover together.
void run_looks(Book& book, const People& people, const Truths& truths) {
  if (!book.sample("effect-sequential")) {
    return;
  }
  constexpr std::int64_t looks = 5;
  struct Watched {
    std::string method, label;
    bool covered = true, rejected = false;
  };
  std::vector<Watched> watched;
  const double truth = truths("Difference", "")->value;
  const auto units = static_cast<std::int64_t>(people.y.size());
  for (std::int64_t look = 1; look <= looks; ++look) {
    const auto rows = static_cast<std::ptrdiff_t>(units * look / looks);
    People part;
    part.arm.assign(people.arm.begin(), people.arm.begin() + rows);
    part.y.assign(people.y.begin(), people.y.begin() + rows);
    Drawn drawn(part.y.size());
    drawn.codes("arm", arm_levels, part.arm).numbers("y", part.y);
    EffectSequentialRequest request;
    request.columns = two_arms();
    request.looks = looks;
    request.look = look;
    request.planned_units = units;
    // A look at which nothing varies yet says nothing, and nobody stops there.
    if (const auto result = run<EffectSequential>(drawn.table(), request)) {
      for (const Estimate& e : result->estimates) {
        auto w = std::find_if(watched.begin(), watched.end(), [&](const Watched& o) { return o.method == e.method; });
        if (w == watched.end()) {
          w = watched.insert(watched.end(), {e.method, e.label});
        }
        if (e.ci_low && e.ci_high) {
          w->covered = w->covered && *e.ci_low <= truth && truth <= *e.ci_high;
          w->rejected = w->rejected || *e.ci_low > 0 || *e.ci_high < 0;
        }
      }
    }
  }
  for (const Watched& w : watched) {
    book.together("effect-sequential", "Difference, at all five looks", w.method, w.label, w.covered, w.rejected);
  }
}

// A second treatment with the same law as the first.
void run_three_arms(Book& book, const World& world, Stream& stream, std::size_t size, bool effect,
                    const Truths& truths) {
  People people = draw(world, stream, {{world.control[size], 2 * world.treatment[size]}}, size, effect);
  std::int32_t last = -1;
  bool second = false;
  for (std::size_t i = 0; i < people.arm.size(); ++i) {
    if (people.arm[i] != 0) {
      // Every other treated person, or cluster.
      if (world.cluster_size[size] == 0 || people.cluster[i] != last) {
        second = !second;
        last = people.cluster[i];
      }
      people.arm[i] = second ? 2 : 1;
    }
  }
  const bool clusters = world.cluster_size[size] > 0;
  const Drawn drawn = table_of(people, clusters);
  EffectArmsRequest request;
  request.arm = "arm";
  request.control = "control";
  request.outcomes = {"y"};
  request.covariates = {"x"};
  request.cluster = clusters ? "cluster" : "";
  request.confidence = confidence;
  if (!book.sample("effect-arms")) {
    return;
  }
  const auto result = run<EffectArms>(drawn.table(), request);
  if (!result) {
    return;
  }
  book.add_all("effect-arms", result->estimates, truths);
  const double truth = truths("Difference", "")->value;
  std::vector<std::string> methods;
  for (const ArmComparison& c : result->comparisons) {
    if (std::find(methods.begin(), methods.end(), c.method) != methods.end()) {
      continue;
    }
    methods.push_back(c.method);
    bool covered = true, complete = true;
    double dunnett = 1, holm = 1;
    for (const ArmComparison& other : result->comparisons) {
      if (other.method == c.method) {
        complete = complete && other.simultaneous_low && other.simultaneous_high;
        covered = covered && other.simultaneous_low.value_or(truth) <= truth &&
                  truth <= other.simultaneous_high.value_or(truth);
        dunnett = std::min(dunnett, other.p_dunnett.value_or(1));
        holm = std::min(holm, other.p_holm.value_or(1));
      }
    }
    if (complete) {
      book.together("effect-arms", "Both differences together", joined(c.method, "_dunnett"),
                    joined("Dunnett, ", c.method), covered, dunnett < 1 - confidence);
    }
    book.test("effect-arms", "Both differences together", joined(c.method, "_holm"), joined("Holm, ", c.method), holm);
  }
  for (const OverallTest& test : result->overall) {
    book.test("effect-arms", "All means the same", test.method, test.label, test.p_value);
  }
}

void run_resampled(Book& book, const table::Table& table, bool clusters, std::int64_t draws, std::int64_t replicate,
                   const Truths& truths) {
  EffectResampledRequest request;
  request.arm = "arm";
  request.control = "control";
  request.treatment = "treatment";
  request.outcome = "y";
  request.cluster = clusters ? "cluster" : "";
  request.covariates = {"x"};
  request.confidence = confidence;
  request.replicates = draws;
  request.seed = replicate + 1;
  if (!book.sample("effect-resampled")) {
    return;
  }
  Outcome<EffectResampled> operation = EffectResampled::prepare(table, request);
  if (!operation) {
    return;
  }
  while (operation->step()) {
  }
  const Outcome<ReplicatesToRun> plan = operation->ready();
  if (!plan) {
    return;
  }
  std::vector<ResampledPart> parts;
  parts.push_back(operation->run(0, plan->replicates));
  if (const auto result = operation->finish(std::move(parts))) {
    book.add_all("effect-resampled", result->estimates, truths);
  }
}

Findings study_world(const World& world, std::string_view name, const Effort& effort) {
  Book book(effort.only);
  for (const std::size_t size : effort.sizes) {
    const Arms arms{{world.control[size], world.treatment[size]}};
    const double share = static_cast<double>(arms.n[1]) / static_cast<double>(arms.n[0] + arms.n[1]);
    const bool clusters = world.cluster_size[size] > 0;
    for (const bool effect : {true, false}) {
      book.begin(size, effect);
      const Truths truths = truths_of(world.law, effect ? world.law_treated : world.law_null, share);
      for (std::int64_t r = 0; r < effort.replicates; ++r) {
        Stream stream = stream_of(effort, name, size, effect, r);
        const People people = draw(world, stream, arms, size, effect);
        const Drawn drawn = table_of(people, clusters);
        run_csv(book, drawn.table(), clusters, truths);
        run_methods(book, drawn.table(), clusters, truths);
        run_segments(book, drawn.table(), clusters, truths);
        if (!world.is_binary) {  // quantiles of 0 and 1 say nothing
          run_quantiles(book, drawn.table(), truths);
        }
        run_sums(book, people, clusters, truths);
        if (world.is_binary) {
          run_counts(book, people, truths);
        }
        if (!world.is_binary || r < effort.slow) {  // exact tests and posteriors of shares take their time
          run_outcome(book, drawn.table(), world.is_binary, truths);
          run_bayesian(book, drawn.table(), truths);
        }
        if (r < effort.slow) {
          run_three_arms(book, world, stream, size, effect, truths);
          if (!clusters) {
            run_looks(book, people, truths);
          }
        }
        if (r < effort.resampled[size]) {
          run_resampled(book, drawn.table(), clusters, effort.draws, r, truths);
        }
      }
    }
  }
  return book.take();
}

Law one(Shape shape, double location, double scale) { return Law({{shape, 1, location, scale}}); }
Law shared(double positive, Part part) {
  part.weight = positive;
  return Law({{Shape::atom, 1 - positive, 0, 0}, part});
}

World normal_world() {
  return {{50, 1000},
          {50, 1000},
          one(Shape::normal, 20, 4),
          one(Shape::normal, 22, 4),
          one(Shape::normal, 20, 4),
          [](Stream& stream, bool treated, bool effect) {
            const double z = random::normal(stream);
            return Person{20 + 4 * z + (treated && effect ? 2 : 0), correlated(stream, z)};
          }};
}

World skewed_world() {
  return {{50, 1000},
          {50, 1000},
          one(Shape::lognormal, 0, 1),
          one(Shape::lognormal, std::log(1.3), 1),
          one(Shape::lognormal, 0, 1),
          [](Stream& stream, bool treated, bool effect) {
            const double z = random::normal(stream);
            return Person{std::exp(z) * (treated && effect ? 1.3 : 1), std::exp(correlated(stream, z))};
          }};
}

World zeros_world() {
  const Part spent{Shape::lognormal, 1, 1, 1};
  return {{50, 1000},
          {50, 1000},
          shared(0.2, spent),
          shared(0.3, spent),
          shared(0.2, spent),
          [few = stats::normal_quantile(0.2), more = stats::normal_quantile(0.3)](Stream& stream, bool treated,
                                                                                  bool effect) {
            const double buys = random::normal(stream), spends = random::normal(stream);
            const double bought = correlated(stream, buys), spent_before = std::exp(1 + correlated(stream, spends));
            return Person{buys < (treated && effect ? more : few) ? std::exp(1 + spends) : 0,
                          bought < few ? spent_before : 0};
          }};
}

World binary_world() {
  const Part one{Shape::atom, 1, 1, 0};
  return {{50, 1000},
          {50, 1000},
          shared(0.03, one),
          shared(0.05, one),
          shared(0.03, one),
          [few = stats::normal_quantile(0.03), more = stats::normal_quantile(0.05)](Stream& stream, bool treated,
                                                                                    bool effect) {
            const double z = random::normal(stream);
            return Person{z < (treated && effect ? more : few) ? 1.0 : 0.0, correlated(stream, z)};
          },
          true};
}

World clustered_world() {
  World world = normal_world();
  world.person = [](Stream& stream, bool treated, bool effect) {
    const double z = std::sqrt(0.9) * random::normal(stream);
    return Person{20 + 4 * z + (treated && effect ? 2 : 0), correlated(stream, z)};
  };
  world.cluster_size = {5, 20};
  return world;
}

World unequal_world() {
  return {{75, 1500},
          {25, 500},
          one(Shape::normal, 20, 1),
          one(Shape::normal, 21, 3),
          one(Shape::normal, 20, 3),
          [](Stream& stream, bool treated, bool effect) {
            const double z = random::normal(stream);
            return Person{20 + (treated ? 3 : 1) * z + (treated && effect ? 1 : 0), correlated(stream, z)};
          }};
}

constexpr std::array<std::string_view, 2> usual_sizes{"50 per arm", "1,000 per arm"};

Kind kind_of(std::string_view name, std::string_view title, std::array<std::string_view, 2> sizes,
             std::string_view about, World (*world)()) {
  return {name, title, sizes, about,
          [world](const Kind& kind, const Effort& effort) { return study_world(world(), kind.name, effort); }};
}

}  // namespace

std::vector<Kind> two_arm_kinds() {
  return {
      kind_of("normal", "Normal", usual_sizes,
              "Normal with SD 4 around 20 in control and 22 in treatment; a covariate correlated 0.7 with the "
              "outcome.",
              normal_world),
      kind_of("skewed", "Skewed", usual_sizes,
              "Lognormal with SD 1 of the logarithm (skewness 6.2); treatment multiplies it by 1.3. The covariate is "
              "lognormal as well, correlated 0.7 on the logarithmic scale.",
              skewed_world),
      kind_of("zeros", "Zero-inflated", usual_sizes,
              "20 % of control and 30 % of treatment buy; what they spend is lognormal with SD 1 of the logarithm "
              "around e, all others have 0. The covariate is the same of an earlier time, correlated 0.7 beneath.",
              zeros_world),
      kind_of("binary", "Rare yes or no", usual_sizes,
              "3 % yes in control, 5 % in treatment: with 50 per arm 1.5 and 2.5 are expected. The covariate is "
              "normal, correlated 0.7 with the normal variable whose tail is the yes.",
              binary_world),
      kind_of("clustered", "Clustered", usual_sizes,
              "As the normal kind, but whole clusters are assigned: about eleven of 2 to 7 people in each small arm, "
              "about fifty of 10 to 30 in each large one, with an intraclass correlation of 0.1. Operations that "
              "can not be told of clusters, and methods that ignore them, take rows for independent here.",
              clustered_world),
      kind_of("unequal", "Unequal variances and arms", {"75 and 25", "1,500 and 500"},
              "Normal around 20 with SD 1 in control and around 21 with SD 3 in treatment, which has a third of the "
              "people: the smaller arm varies more. The covariate is correlated 0.7 in both.",
              unequal_world)};
}

}  // namespace sutva::studies
