// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_resampled.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "../golden.hpp"
#include "../reference.hpp"
#include "base/write.hpp"
#include "random/stream.hpp"
#include "running.hpp"
#include "table/packing.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

// Blocks of `block` replicates, from the last to the first where told.
Outcome<EffectResampledResult> resampled(const table::Table& table, const EffectResampledRequest& request,
                                         std::int64_t block = 0, bool backwards = false) {
  Outcome<EffectResampled> operation = EffectResampled::prepare(table, request);
  if (!operation) {
    return std::move(operation.issues);
  }
  double progress = 0;
  while (operation->step()) {
    REQUIRE(operation->progress() >= progress);
    progress = operation->progress();
    REQUIRE(progress <= 1);
  }
  const Outcome<ReplicatesToRun> plan = operation->ready();
  if (!plan) {
    return Issues(plan.issues);
  }
  REQUIRE(plan->block >= 1);
  const std::int64_t step = block > 0 ? block : plan->block;
  std::vector<ResampledPart> parts;
  for (std::int64_t first = 0; first < plan->replicates; first += step) {
    parts.push_back(operation->run(first, std::min(step, plan->replicates - first)));
  }
  if (backwards) {
    std::reverse(parts.begin(), parts.end());
  }
  return operation->finish(std::move(parts));
}

EffectResampledRequest asked(std::string arm, std::string outcome, double confidence = 0.95) {
  EffectResampledRequest request;
  request.arm = std::move(arm);
  request.outcome = std::move(outcome);
  request.confidence = confidence;
  return request;
}

table::Table data_of(std::string_view name) {
  return read_table(file_content(joined("tests/reference/data/", name, ".csv")));
}

const Estimate& estimate_by(const EffectResampledResult& result, std::string_view method,
                            std::string_view quantity = "Difference") {
  for (const Estimate& e : result.estimates) {
    if (e.method == method && e.quantity == quantity) {
      return e;
    }
  }
  FAIL("no estimate by " << method);
  return result.estimates.front();
}

const Resampled& replicates_of(const EffectResampledResult& result, std::string_view quantity) {
  for (const Resampled& r : result.resampled) {
    if (r.quantity == quantity) {
      return r;
    }
  }
  FAIL("no replicates of " << quantity);
  return result.resampled.front();
}

std::string numbers(const EffectResampledResult& result) {
  std::string all;
  for (const auto& [name, number] : numbers_of(write(result))) {
    all += joined(name, "=", number, "\n");
  }
  return all;
}

std::map<std::string, double> references(std::string_view what, std::string_view about) {
  std::map<std::string, double> values;
  for (const ReferenceRow& row : reference("resampling")) {
    if (row.text("what") == what && row.text("case") == about) {
      values[row.text("quantity")] = row.number("value");
    }
  }
  return values;
}

void require_permutations(const EffectResampledResult& result, const std::map<std::string, double>& expected) {
  for (const std::string kind : {"difference", "studentised"}) {
    const Estimate& e = estimate_by(result, kind == "difference" ? "randomization" : "randomization_t");
    INFO(kind);
    if (expected.count("estimate") > 0) {
      REQUIRE(relative_error(e.estimate, expected.at("estimate")) < 1e-10);
    }
    REQUIRE(e.p_value.value() == Approx(expected.at("p_" + kind)).epsilon(1e-12));
    if (expected.count("low_" + kind) > 0) {
      REQUIRE(e.ci_low.value() == Approx(expected.at("low_" + kind)).epsilon(1e-6));
      REQUIRE(e.ci_high.value() == Approx(expected.at("high_" + kind)).epsilon(1e-6));
    }
  }
  const Redrawn& test = result.tests.back();
  REQUIRE(test.every);
  REQUIRE(test.p_mcse == 0);
  REQUIRE(static_cast<double>(test.draws) == expected.at("assignments"));
}

}  // namespace

TEST_CASE("resampled: exact permutations as enumerated in R") {
  require_permutations(value_of(resampled(data_of("resampled_units"), asked("arm", "y", 0.9))),
                       references("permutation", "units"));
  EffectResampledRequest ratio = asked("arm", "y", 0.9);
  ratio.denominator = "d";
  require_permutations(value_of(resampled(data_of("resampled_units"), ratio)), references("permutation", "ratio"));
  EffectResampledRequest clusters = asked("arm", "y", 0.9);
  clusters.cluster = "town";
  clusters.control = "old";
  clusters.treatment = "new";
  require_permutations(value_of(resampled(data_of("resampled_clusters"), clusters)),
                       references("permutation", "clusters"));
  EffectResampledRequest blocks = asked("arm", "y", 0.9);
  blocks.block = "block";
  require_permutations(value_of(resampled(data_of("resampled_blocks"), blocks)), references("permutation", "blocks"));
  EffectResampledRequest sleep = asked("group", "extra");
  sleep.replicates = 200;
  require_permutations(value_of(resampled(data_of("sleep"), sleep)), references("permutation", "sleep"));
}

TEST_CASE("resampled: permutations that are drawn come near those that are enumerated") {
  // 184,756 assignments by another way of asking for them: one block of everybody beside one that says nothing.
  std::string text = "arm,y\n";
  std::mt19937_64 random(4);
  for (int i = 0; i < 60; ++i) {
    text += joined(i % 2 == 0 ? "a," : "b,", static_cast<double>(random() % 1000) / 100 + (i % 2) * 2, "\n");
  }
  const table::Table table = read_table(text);
  EffectResampledRequest request = asked("arm", "y");
  request.replicates = 4000;
  const EffectResampledResult result = value_of(resampled(table, request));
  const Estimate &formula = estimate_by(result, "formula"), &permuted = estimate_by(result, "randomization_t");
  REQUIRE_FALSE(result.tests.back().every);
  REQUIRE(std::abs(permuted.p_value.value() - formula.p_value.value()) < 0.02);
  const double width = formula.ci_high.value() - formula.ci_low.value();
  REQUIRE(std::abs(permuted.ci_low.value() - formula.ci_low.value()) < 0.1 * width);
  REQUIRE(std::abs(permuted.ci_high.value() - formula.ci_high.value()) < 0.1 * width);
  REQUIRE(result.tests.back().p_mcse > 0);
}

TEST_CASE("resampled: the wild cluster bootstrap as enumerated in R") {
  const table::Table table = data_of("resampled_clusters");
  const auto compare = [&](const table::Table& rows, EffectResampledRequest request, const std::string& about) {
    request.cluster = "town";
    request.control = "old";
    request.treatment = "new";
    const EffectResampledResult result = value_of(resampled(rows, request));
    const auto expected = references("wild", about);
    const Estimate& wild = estimate_by(result, "wild_cluster");
    INFO(about);
    REQUIRE(result.tests.front().every);
    REQUIRE(relative_error(wild.estimate, expected.at("estimate")) < 1e-10);
    REQUIRE(relative_error(wild.se.value(), expected.at("se")) < 1e-10);
    REQUIRE(wild.p_value.value() == Approx(expected.at("p_value")).epsilon(1e-12));
    if (expected.count("ci_low") > 0) {
      REQUIRE(wild.ci_low.value() == Approx(expected.at("ci_low")).epsilon(1e-6));
      REQUIRE(wild.ci_high.value() == Approx(expected.at("ci_high")).epsilon(1e-6));
    }
  };
  compare(table, asked("arm", "y", 0.9), "clusters");
  EffectResampledRequest with_x = asked("arm", "y", 0.9);
  with_x.covariates = {"x"};
  compare(table, with_x, "clusters_x");
  EffectResampledRequest with_block = asked("arm", "y", 0.9);
  with_block.block = "half";
  compare(table, with_block, "clusters_block");
  std::string four = "town,arm,x,y,half\n";
  for (const std::string& line : split(file_content("tests/reference/data/resampled_clusters.csv"), '\n')) {
    if (!line.empty() && line[1] == ',' && line[0] < 'e') {
      four += line + "\n";
    }
  }
  EffectResampledRequest webb = asked("arm", "y", 0.9);
  webb.wild_weights = WildChoice::webb;
  compare(read_table(four), webb, "four_webb");
  // Sixteen sets of signs give no p-value below 2/16: Webb's weights are chosen.
  compare(read_table(four), asked("arm", "y", 0.9), "four_webb");
}

TEST_CASE("resampled: standard errors and accelerations of the bootstrap") {
  for (const std::string name : {"sleep", "nsw_dw"}) {
    EffectResampledRequest request = name == "sleep" ? asked("group", "extra") : asked("treat", "re78");
    const EffectResampledResult result = value_of(resampled(data_of(name), request));
    const auto expected = references("acceleration", name);
    INFO(name);
    const Resampled &difference = replicates_of(result, "Difference"), &lift = replicates_of(result, "Lift");
    REQUIRE(relative_error(difference.acceleration, expected.at("difference")) < 1e-8);
    REQUIRE(relative_error(lift.acceleration, expected.at("lift")) < 1e-8);
    REQUIRE(relative_error(estimate_by(result, "formula").se.value(), references("formula", name).at("se")) < 1e-10);
    // The bootstrap's variance of a mean is (n - 1) / n of the formula's.
    const double n = static_cast<double>(result.n_control);
    const double ideal = references("formula", name).at("se") * std::sqrt((n - 1) / n);
    REQUIRE(difference.se.value() == Approx(ideal).epsilon(0.06));
    REQUIRE(std::abs(difference.bias.value()) < 4 * ideal / std::sqrt(2000.0));
  }
}

TEST_CASE("resampled: one worker or many, blocks in any order, and a copy of the columns give the same bits") {
  const std::string text = joined_lines(experiment_header, experiment_lines(9, 400));
  const table::Table table = read_table(text);
  EffectResampledRequest request = asked("arm", "y");
  request.control = "old";
  request.treatment = "new";
  request.covariates = {"x", "city"};
  request.replicates = 300;
  const std::string once = numbers(value_of(resampled(table, request)));
  REQUIRE(once.find("adjusted") == std::string::npos);  // names stand in texts, numbers are compared
  REQUIRE(numbers(value_of(resampled(table, request, 7, true))) == once);
  REQUIRE(numbers(value_of(resampled(table, request, 1))) == once);

  // Another worker has no more than the columns, packed.
  const auto columns = value_of(EffectResampled::prepare(table, request)).columns();
  REQUIRE(columns == std::vector<std::string>{"x", "city", "arm", "y"});
  const table::Packed packed(table, columns);
  std::vector<char> bytes;
  for (const auto run : packed.runs()) {
    bytes.insert(bytes.end(), run.begin(), run.end());
  }
  std::vector<double> aligned((bytes.size() + 7) / 8);
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(aligned.data()));
  table::Table copy;
  table::append_packed(copy, {reinterpret_cast<const char*>(aligned.data()), bytes.size()});
  REQUIRE(copy.columns.size() == 4);
  REQUIRE(copy.rows == table.rows);
  const auto run = [&](const table::Table& from) {
    EffectResampled operation = value_of(EffectResampled::prepare(from, request));
    while (operation.step()) {
    }
    REQUIRE(operation.ready());
    return write(operation.run(120, 250));
  };
  REQUIRE(numbers_of(run(copy)) == numbers_of(run(table)));
  request.seed = 2;
  REQUIRE(numbers(value_of(resampled(table, request))) != once);
}

TEST_CASE("resampled: swapped arms, shifted and scaled outcomes") {
  std::string plain = "arm,y,yes\n", moved = "arm,y\n";
  std::mt19937_64 random(2);
  for (int i = 0; i < 80; ++i) {
    const double y = static_cast<double>(random() % 1000) / 50 + (i % 2);
    plain += joined(i % 2 == 0 ? "a," : "b,", y, ",", y > 10 ? 1 : 0, "\n");
    moved += joined(i % 2 == 0 ? "a," : "b,", 1000 + 4 * y, "\n");
  }
  EffectResampledRequest request = asked("arm", "y");
  request.replicates = 400;
  const EffectResampledResult one = value_of(resampled(read_table(plain), request)),
                              other = value_of(resampled(read_table(moved), request));
  for (const char* const method : {"bootstrap_percentile", "bootstrap_bca", "bootstrap_t", "randomization_t"}) {
    const Estimate &p = estimate_by(one, method), &q = estimate_by(other, method);
    INFO(method);
    REQUIRE(q.estimate == Approx(4 * p.estimate));
    REQUIRE(q.ci_low.value() == Approx(4 * p.ci_low.value()).epsilon(1e-6));
    REQUIRE(q.ci_high.value() == Approx(4 * p.ci_high.value()).epsilon(1e-6));
  }
  request.control = "b";
  request.treatment = "a";
  const EffectResampledResult swapped = value_of(resampled(read_table(plain), request));
  REQUIRE(estimate_by(swapped, "formula").estimate == Approx(-estimate_by(one, "formula").estimate));
  REQUIRE(*estimate_by(swapped, "randomization_t").p_value ==
          Approx(*estimate_by(one, "randomization_t").p_value).margin(0.06));
  // Yes and no: drawn as counts, without a quantile.
  const EffectResampledResult yes = value_of(resampled(read_table(plain), asked("arm", "yes")));
  REQUIRE(yes.drawn.find("4 different values") != std::string::npos);
  REQUIRE(std::none_of(yes.estimates.begin(), yes.estimates.end(),
                       [](const Estimate& e) { return e.method.find("quantile") == 0; }));
}

TEST_CASE("resampled: rows of a unit are drawn together") {
  std::string text = "id,arm,y\n";
  std::mt19937_64 random(7);
  for (int id = 0; id < 60; ++id) {
    const double level = static_cast<double>(random() % 1000) / 100;
    for (int row = 0; row < 4; ++row) {
      text += joined(id, id % 2 == 0 ? ",a," : ",b,", level + static_cast<double>(random() % 100) / 100, "\n");
    }
  }
  const table::Table table = read_table(text);
  EffectResampledRequest apart = asked("arm", "y"), together = asked("arm", "y");
  together.unit = "id";
  const double naive = *replicates_of(value_of(resampled(table, apart)), "Difference").se;
  const EffectResampledResult result = value_of(resampled(table, together));
  REQUIRE(*replicates_of(result, "Difference").se > 1.7 * naive);
  REQUIRE(result.clusters_control == 30);
  together.unit_rows = RowsOfUnit::mean;
  const EffectResampledResult means = value_of(resampled(table, together));
  REQUIRE(means.n_control == 30);
  REQUIRE(*replicates_of(means, "Difference").se == Approx(*replicates_of(result, "Difference").se).epsilon(0.07));
}

TEST_CASE("resampled: intervals cover, and tests reject as often as they say") {
  // 300 samples of skewed outcomes without any effect.
  int covered = 0, covered_t = 0, rejected = 0, wild = 0;
  const int samples = 300;
  for (int s = 0; s < samples; ++s) {
    random::Stream stream(77, static_cast<std::uint64_t>(s));
    std::string text = "store,arm,y\n";
    for (int store = 0; store < 14; ++store) {
      const double level = static_cast<double>(stream() % 1000) / 500;
      for (int row = 0; row < 4; ++row) {
        const double u = static_cast<double>(stream() % 100000 + 1) / 100001;
        text += joined(store, store % 2 == 0 ? ",a," : ",b,", level - 1.5 * std::log(u), "\n");
      }
    }
    EffectResampledRequest request = asked("arm", "y", 0.9);
    request.cluster = "store";
    request.replicates = 300;
    const EffectResampledResult result = value_of(resampled(read_table(text), request));
    const auto covers = [&](std::string_view method) {
      const Estimate& e = estimate_by(result, method);
      return (!e.ci_low || *e.ci_low <= 0) && (!e.ci_high || *e.ci_high >= 0) ? 1 : 0;
    };
    covered += covers("bootstrap_bca");
    covered_t += covers("bootstrap_t");
    rejected += *estimate_by(result, "randomization").p_value <= 0.1 ? 1 : 0;
    wild += *estimate_by(result, "wild_cluster").p_value <= 0.1 ? 1 : 0;
  }
  REQUIRE(covered > 0.78 * samples);
  REQUIRE(covered_t > 0.84 * samples);
  REQUIRE(covered_t < 0.97 * samples);
  REQUIRE(rejected > 0.05 * samples);
  REQUIRE(rejected < 0.15 * samples);
  REQUIRE(wild > 0.04 * samples);
  REQUIRE(wild < 0.16 * samples);
}

TEST_CASE("resampled: what is wrong is said on its field") {
  const char* const text =
      "arm,y,same,word,store,mixed,block,d,lone\n"
      "a,1,5,x,s1,m1,p,0,l1\n"
      "a,2,5,y,s1,m2,p,0,l1\n"
      "a,4,5,z,s2,m1,q,0,l1\n"
      "b,3,5,x,s3,m1,p,1,l2\n"
      "b,6,5,y,s4,m2,p,2,l3\n"
      "b,8,5,z,s4,m3,r,3,l3\n";
  const table::Table table = read_table(text);
  require_error(resampled(table, asked("arm", "nothing")), Code::unknown_column, "outcome");
  require_error(resampled(table, asked("arm", "word")), Code::not_numeric, "outcome");
  require_error(resampled(table, asked("arm", "same")), Code::constant, "outcome");
  EffectResampledRequest request = asked("arm", "y");
  request.cluster = "mixed";
  require_error(resampled(table, request), Code::crossed_units, "cluster");
  request.cluster = "lone";
  require_error(resampled(table, request), Code::arm_too_small, "cluster");
  request.cluster = "";
  request.unit = "mixed";
  require_error(resampled(table, request), Code::crossed_units, "unit");
  request.unit = "";
  request.block = "block";
  require_error(resampled(table, request), Code::one_arm, "block");
  request.block = "";
  request.denominator = "d";
  require_error(resampled(table, request), Code::out_of_range, "denominator");
  request.denominator = "";
  request.covariates = {"d", "y"};
  require_error(resampled(table, request), Code::conflict, "covariates[1]");
  request.covariates = {"d"};  // the same in all of one arm
  const auto dropped = resampled(table, request);
  REQUIRE(dropped);
  REQUIRE(says(dropped.issues, Severity::warning, Code::dropped_column, "covariates[0]"));
}

TEST_CASE("resampled: numbers near the end of what is allowed, and blocks that are nearly alike") {
  const EffectResampledResult large =
      value_of(resampled(read_table("arm,y\na,1e89\na,2e89\na,5e89\nb,3e89\nb,7e89\nb,4e89\n"), asked("arm", "y")));
  const Estimate& formula = estimate_by(large, "formula");
  REQUIRE(formula.p_value.value() == Approx(0.307).margin(0.01));  // R: t.test(c(3, 7, 4), c(1, 2, 5))
  REQUIRE(formula.ci_high);
  REQUIRE(estimate_by(large, "bootstrap_bca").ci_high.value() < 1e90);
  std::string text = "arm,y,block\n";
  for (int i = 0; i < 41; ++i) {
    text += joined(i % 2 == 0 ? "a," : "b,", i * 37 % 41, i < 20 ? ",p\n" : ",q\n");
  }
  EffectResampledRequest request = asked("arm", "y");
  request.block = "block";
  const EffectResampledResult near = value_of(resampled(read_table(text), request));
  REQUIRE(estimate_by(near, "quantile_bootstrap_bca", "Difference of medians").ci_low);
  REQUIRE(near.blocks == 2);
}

TEST_CASE("resampled: nothing is made of a part of the replicates") {
  const table::Table table = data_of("resampled_units");
  EffectResampled operation = value_of(EffectResampled::prepare(table, asked("arm", "y")));
  while (operation.step()) {
  }
  REQUIRE(operation.ready());
  require_error(operation.finish({}), Code::cancelled, "");
  require_error(operation.finish({operation.run(0, 100)}), Code::cancelled, "");
}

TEST_CASE("resampled: the same bits natively and in WebAssembly") {
  EffectResampledRequest request = asked("arm", "y");
  request.control = "old";
  request.treatment = "new";
  request.cluster = "town";
  request.covariates = {"x"};
  request.replicates = 400;
  request.seed = 3;
  const table::Table table = data_of("resampled_clusters");
  EffectResampled operation = value_of(EffectResampled::prepare(table, request));
  while (operation.step()) {
  }
  const ResampledPart part = operation.run(0, value_of(operation.ready()).replicates);
  const std::map<std::string, const std::vector<double>*> lists{{"means", &part.means},
                                                                {"quantiles", &part.quantiles},
                                                                {"adjusted", &part.adjusted},
                                                                {"wild", &part.wild},
                                                                {"permutations", &part.permutations}};
  for (const ReferenceRow& row : golden("resampling")) {
    BitHash hash;
    for (const double number : *lists.at(row.text("quantity"))) {
      hash.add(number);
    }
    INFO(row.described());
    CHECK(hash.text() == row.text("value"));
  }
}

TEST_CASE("A control that is drawn without its one success has no lift") {
  std::string text = "arm,y\n";
  for (int i = 0; i < 100; ++i) {
    text += joined(i % 2 == 0 ? "control," : "treatment,", i == 36 || i == 11 || i == 53 ? 1 : 0, "\n");
  }
  const EffectResampledResult result = value_of(resampled(read_table(text), asked("arm", "y")));
  const Resampled& lift = replicates_of(result, "Lift");
  REQUIRE(lift.estimate == Approx(1));
  // That happens with (1 - 1 / 50)^50 = 0.364 of 2,000 replicates, too many for an interval.
  REQUIRE(lift.undefined > 640);
  REQUIRE(lift.undefined < 820);
  for (const Estimate& e : result.estimates) {
    REQUIRE(e.quantity != "Lift");
  }
}

TEST_CASE("A treatment that is drawn without its few successes does not stretch the studentised interval") {
  std::string text = "arm,y\n";
  for (int i = 0; i < 100; ++i) {
    const bool control = i % 2 == 0;
    text += joined(control ? "control," : "treatment,", control ? (i / 2) % 2 : (i == 11 || i == 37 || i == 73), "\n");
  }
  const EffectResampledResult result = value_of(resampled(read_table(text), asked("arm", "y")));
  for (const Estimate& e : result.estimates) {
    INFO(e.quantity << ", " << e.method);
    REQUIRE(std::abs(e.ci_low.value_or(0)) < 100);
    REQUIRE(std::abs(e.ci_high.value_or(0)) < 100);
  }
}
