// SPDX-License-Identifier: Apache-2.0
// Watched experiments against published and integrated chances of repeated tests, each case against its closed form,
// and the draws against the moments of their law.
#include "simulate/peeking_study.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "../golden.hpp"
#include "../outcomes.hpp"
#include "base/read.hpp"
#include "random/samplers.hpp"

using namespace sutva;
using namespace sutva::simulate;
using namespace sutva::tests;

namespace {

std::vector<PeekingStudyPart> all_blocks(const PeekingStudy& study, std::int64_t block = 0) {
  block = block > 0 ? block : study.block();
  std::vector<PeekingStudyPart> parts;
  for (std::int64_t first = 0; first < study.replicates(); first += block) {
    parts.push_back(study.run(first, std::min(block, study.replicates() - first)));
  }
  return parts;
}

PeekingStudyResult result_of(const PeekingStudyRequest& request) {
  const PeekingStudy study = value_of(PeekingStudy::prepare(request));
  return value_of(study.finish(all_blocks(study)));
}

const PeekingMethodResult& way(const PeekingStudyResult& result, std::string_view method) {
  const auto found = std::find_if(result.methods.begin(), result.methods.end(),
                                  [&](const PeekingMethodResult& m) { return m.method == method; });
  REQUIRE(found != result.methods.end());
  return *found;
}

const PeekingCaseRate& rate(const PeekingStudyResult& result, std::string_view which, std::string_view method) {
  const auto found = std::find_if(result.case_rates.begin(), result.case_rates.end(),
                                  [&](const PeekingCaseRate& r) { return r.which == which && r.method == method; });
  REQUIRE(found != result.case_rates.end());
  return *found;
}

PeekingStudyRequest means(std::int64_t days = 28) {
  PeekingStudyRequest r;
  r.metric = PeekingMetric::mean;
  r.days = days;
  r.draws.replicates = 100;
  return r;
}

bool near(double share, double expected, double n) {
  return std::abs(share - expected) <= 4 * std::sqrt(expected * (1 - expected) / n) + 1 / n;
}

void require_fields(const PeekingStudyRequest& request, const std::vector<std::string>& fields) {
  const auto study = PeekingStudy::prepare(request);
  REQUIRE_FALSE(study);
  std::vector<std::string> found;
  for (const Issue& issue : study.issues) {
    INFO(issue.message);
    CHECK_FALSE(issue.message.empty());
    found.push_back(issue.field);
  }
  CHECK(found == fields);
}

// Everything is a number and within its range, shares never fall, and no list is of the wrong length.
void require_sound(const PeekingStudyResult& s) {
  const auto share = [](double x) { return x >= 0 && x <= 1; };
  for (const PeekingMethodResult& m : s.methods) {
    INFO(m.method);
    CHECK(m.false_positives.size() == s.look_days.size());
    CHECK(std::is_sorted(m.false_positives.begin(), m.false_positives.end()));
    CHECK((share(m.false_positive_rate) && share(m.coverage) && share(m.own_coverage)));
    CHECK(m.false_positives.back() == m.false_positive_rate);
    CHECK(m.boundary.size() == m.boundary_days.size());
    CHECK(!m.boundary.empty());
    for (const double z : m.boundary) {
      CHECK((z > 0 && std::isfinite(z)));
    }
    CHECK((m.mean_days >= s.look_days.front() && m.mean_days <= s.look_days.back() * (1 + 1e-12)));
    CHECK((m.mean_people >= s.look_people.front() && m.mean_people <= s.look_people.back() * (1 + 1e-12)));
    CHECK(std::isfinite(m.mean_estimate));
    CHECK(m.power.has_value() == (s.lift != 0));
    for (const double x : m.exact_false_positives) {
      CHECK((x >= -1e-12 && x <= 1 + 1e-9));
    }
    if (m.exact_power) {
      CHECK((*m.exact_power >= 0 && *m.exact_power <= 1 + 1e-9));
    }
    if (m.wrong_sign) {
      CHECK(share(*m.wrong_sign));
    }
  }
  CHECK(!s.sentence.empty());
  CHECK(!s.assumptions.empty());
  for (const PeekingPath& path : s.paths) {
    CHECK((path.z.size() == s.look_days.size() && path.p.size() == path.z.size() &&
           path.estimate.size() == path.z.size()));
    for (std::size_t k = 0; k < path.p.size(); ++k) {
      CHECK((share(path.p[k]) && std::isfinite(path.z[k]) && std::isfinite(path.estimate[k])));
    }
  }
}

}  // namespace

TEST_CASE("peeking study: repeated tests as Armitage, McPherson and Rowe have them") {
  // Table 2 of the paper, at 5 %.
  const std::vector<std::pair<int, double>> published{{1, .050},  {2, .083},  {3, .107},  {4, .126},   {5, .142},
                                                      {10, .193}, {20, .248}, {50, .320}, {100, .374}, {200, .424}};
  for (const auto& [looks, chance] : published) {
    PeekingStudyRequest r = means(looks);
    r.methods = {PeekingMethod::peeking};
    r.draws.replicates = looks <= 20 ? 20'000 : 4'000;
    const PeekingStudyResult s = result_of(r);
    INFO(looks << " looks: " << s.methods[0].false_positive_rate);
    CHECK(std::abs(*s.methods[0].exact_false_positive_rate - chance) < 0.00051);
    CHECK(near(s.methods[0].false_positive_rate, chance, static_cast<double>(r.draws.replicates)));
    CHECK(near(s.methods[0].false_positives[0], 0.05, static_cast<double>(r.draws.replicates)));
  }
}

TEST_CASE("peeking study: the recursion gives what other integrals give") {
  int rows = 0;
  for (const ReferenceRow& row : reference("peeking")) {
    const std::string& kind = row.text("kind");
    if (kind != "peeking" && kind != "sequence" && kind != "clusters") {
      continue;
    }
    INFO(row.described());
    ++rows;
    PeekingStudyRequest r = means(row.whole("n"));
    r.alpha = row.number("alpha");
    r.methods = {kind == "sequence" ? PeekingMethod::confidence_sequence : PeekingMethod::peeking};
    if (kind == "sequence") {
      r.tightest_at = row.number("parameter");
    }
    if (kind == "clusters") {
      r.cases = {PeekingCase::clusters};
      r.cluster_size = 10;
      r.icc = (row.number("parameter") - 1) / 9;
      const PeekingStudyResult s = result_of(r);
      CHECK(relative_error(*rate(s, "clusters", "peeking").exact_with, row.number("value")) < 1e-7);
      continue;
    }
    const double drift = row.text("drift").empty() ? 0 : row.number("drift");
    if (drift > 0) {
      r.lift = drift * result_of(r).final_se;
    }
    const PeekingMethodResult m = result_of(r).methods[0];
    CHECK(relative_error(drift > 0 ? *m.exact_power : *m.exact_false_positive_rate, row.number("value")) < 1e-7);
    CHECK(relative_error(*m.exact_mean_days, row.number("mean_looks")) < 1e-7);
  }
  CHECK(rows >= 60);
}

TEST_CASE("peeking study: every way does what the recursion says, with an effect and without") {
  for (const PeekingMetric metric : {PeekingMetric::mean, PeekingMetric::proportion}) {
    PeekingStudyRequest r = means();
    r.metric = metric;
    r.users_per_day = metric == PeekingMetric::mean ? 50 : 5000;
    r.baseline = 0.3;
    r.lift = metric == PeekingMetric::mean ? 0.04 : 0.014;
    r.draws = {30'000, 5};
    const PeekingStudyResult s = result_of(r);
    require_sound(s);
    const double n = 30'000;
    // Few people and estimated variances: the always valid bars are asymptotic, and met a little too often.
    for (const PeekingMethodResult& m : s.methods) {
      INFO(name(metric) << " " << m.method << ": " << m.false_positive_rate << " for " << *m.exact_false_positive_rate
                        << ", power " << *m.power << " for " << *m.exact_power);
      const bool plug_in = m.method == "msprt" || m.method == "confidence_sequence";
      const double room = plug_in && metric == PeekingMetric::mean ? 0.003 : 0.0006;
      CHECK(std::abs(m.false_positive_rate - *m.exact_false_positive_rate) < 4 * m.false_positive_mcse + room);
      CHECK(std::abs(*m.power - *m.exact_power) < 4 * *m.power_mcse + 0.004);
      CHECK(std::abs(m.mean_days - *m.exact_mean_days) < 4 * m.mean_days_mcse + 0.06);
      for (std::size_t k = 6; k < 28; k += 7) {
        CHECK(std::abs(m.false_positives[k] - m.exact_false_positives[k]) <
              4 * std::sqrt(m.exact_false_positives[k] / n) + room + 1e-3);
        CHECK(std::abs(m.found[k] - m.exact_found[k]) < 4 * std::sqrt(m.exact_found[k] / n) + room + 5e-3);
      }
      CHECK(*m.exaggeration > 1);
      CHECK(m.own_coverage > (m.method == "peeking" ? 0.6 : 0.95 - 4 * m.own_coverage_mcse));
      CHECK(m.coverage <= m.own_coverage);
      const bool planned = m.method != "fixed" && m.method != "peeking";
      CHECK((!planned || m.false_positive_rate < 0.055));
    }
    // Once at the end nothing is exaggerated but by the choice of what is called, and the interval covers.
    CHECK(near(way(s, "fixed").coverage, 0.95, n));
    CHECK(way(s, "fixed").mean_estimate == Approx(r.lift).margin(5 * s.final_se / std::sqrt(n)));
    CHECK(way(s, "fixed").mean_days == 28);
    CHECK(way(s, "peeking").mean_estimate > r.lift + 10 * s.final_se / std::sqrt(n));
    CHECK(*way(s, "peeking").power > *way(s, "fixed").power);
    CHECK(*way(s, "spending").power > *way(s, "bonferroni").power);
    // Each design's level is spent, not merely kept.
    for (const std::string_view method : {"pocock", "obrien_fleming", "spending"}) {
      CHECK(*way(s, method).exact_false_positive_rate == Approx(0.05).epsilon(1e-6));
    }
  }
}

TEST_CASE("peeking study: estimates at the stop, by the truncated normal") {
  // Once at the end: E |estimate| given |z| > 1.96, for a normal estimate with mean and spread known.
  PeekingStudyRequest r = means();
  r.users_per_day = 1000;
  r.lift = 0.005;
  r.methods = {PeekingMethod::fixed};
  r.draws.replicates = 60'000;
  const PeekingStudyResult s = result_of(r);
  const double d = r.lift / s.final_se, c = 1.959963984540054;
  const auto density = [](double x) { return std::exp(-x * x / 2) / std::sqrt(2 * 3.141592653589793); };
  const auto above = [](double x) { return std::erfc(x / std::sqrt(2.0)) / 2; };
  const double found = above(c - d) + above(c + d);
  const double size = d * (above(c - d) - above(c + d)) + density(c - d) + density(c + d);
  const PeekingMethodResult& m = s.methods[0];
  CHECK(near(*m.power, found, 60'000));
  CHECK(*m.exaggeration == Approx(size / found / d).epsilon(0.01));
  CHECK(std::abs(*m.wrong_sign - above(c + d) / found) < 4 * std::sqrt(above(c + d) / found / (60'000 * found)));
}

TEST_CASE("peeking study: what goes wrong does so by its closed form") {
  PeekingStudyRequest r = means(14);
  r.methods = {PeekingMethod::fixed, PeekingMethod::peeking, PeekingMethod::obrien_fleming, PeekingMethod::msprt};
  r.draws = {12'000, 3};
  const double n = 12'000;

  r.cases = {PeekingCase::segments};
  r.segments = 6;
  PeekingStudyResult s = result_of(r);
  for (const std::string_view method : {"fixed", "peeking", "obrien_fleming"}) {
    const PeekingCaseRate& one = rate(s, "segments", method);
    INFO(method << " " << one.with << " " << *one.exact_with);
    CHECK(*one.exact_with == Approx(1 - std::pow(1 - *way(s, method).exact_false_positive_rate, 6)));
    CHECK(near(one.with, *one.exact_with, n));
    CHECK(near(one.without, *one.exact_without, n));
  }
  CHECK(near(*rate(s, "segments", "fixed").cured, 1 - std::pow(1 - 0.05 / 6, 6), n));
  CHECK(*rate(s, "segments", "obrien_fleming").cured < 0.055);

  r.cases = {PeekingCase::metrics};
  r.metrics = 6;
  r.metric_correlation = 0;
  s = result_of(r);
  CHECK(near(rate(s, "metrics", "fixed").with, 1 - std::pow(0.95, 6), n));
  CHECK(near(rate(s, "metrics", "peeking").with, *rate(s, "metrics", "peeking").exact_with, n));
  r.metric_correlation = 1;  // one metric, shown six times
  s = result_of(r);
  CHECK(near(rate(s, "metrics", "peeking").with, *rate(s, "metrics", "peeking").exact_without, n));
  CHECK_FALSE(rate(s, "metrics", "peeking").exact_with);

  r.cases = {PeekingCase::variants};
  int compared = 0;
  for (const ReferenceRow& row : reference("peeking")) {
    if (row.text("kind") == "dunnett") {
      r.variants = row.whole("n");
      s = result_of(r);
      INFO(row.described() << " " << rate(s, "variants", "fixed").with);
      CHECK(near(rate(s, "variants", "fixed").with, row.number("value"), n));
      CHECK(*rate(s, "variants", "fixed").cured < 0.055);
      CHECK(s.look_people.back() == 14'000.0 * static_cast<double>(r.variants + 1));
      ++compared;
    }
  }
  CHECK(compared == 3);

  r.cases = {PeekingCase::clusters};
  for (const PeekingMetric metric : {PeekingMetric::mean, PeekingMetric::proportion}) {
    r.metric = metric;
    r.users_per_day = 4000;
    r.cluster_size = 20;
    r.icc = 0.1;
    s = result_of(r);
    for (const PeekingCaseRate& one : s.case_rates) {
      INFO(name(metric) << " " << one.method << " " << one.with << " " << *one.exact_with);
      CHECK(std::abs(one.with - *one.exact_with) < 4 * one.with_mcse + 0.004);
      CHECK(one.with > one.without + 4 * one.with_mcse);
      CHECK(*one.cured == Approx(one.without).margin(0.013));
    }
  }
}

TEST_CASE("peeking study: a novelty leaves its mean behind, and whole weeks forget their weekends") {
  PeekingStudyRequest r = means(28);
  r.methods = {PeekingMethod::fixed, PeekingMethod::peeking};
  r.cases = {PeekingCase::novelty};
  r.novelty_lift = 0.06;
  r.novelty_half_life = 4;
  r.draws.replicates = 4000;
  PeekingStudyResult s = result_of(r);
  const double left = 0.06 * 4 / (28 * std::log(2.0)) * (1 - std::pow(2, -7));
  CHECK(way(s, "fixed").mean_estimate == Approx(left).margin(4 * s.final_se / std::sqrt(4000)));
  CHECK(rate(s, "novelty", "peeking").with > rate(s, "novelty", "peeking").without + 0.05);
  CHECK_FALSE(rate(s, "novelty", "peeking").cured);

  r.cases = {PeekingCase::weekend};
  r.weekend_baseline = 0.5;
  r.weekend_lift = 0.1;
  r.lift = 0.02;
  s = result_of(r);
  CHECK(way(s, "fixed").mean_estimate == Approx(0.02).margin(4 * s.final_se / std::sqrt(4000)));
  r.days = 26;  // the last two days of the week are missing
  const PeekingStudyResult cut = result_of(r);
  CHECK(way(cut, "fixed").mean_estimate < 0.02 - 4 * cut.final_se / std::sqrt(4000));
  r.days = 28;
  r.lift = 0;
  r.weekend_baseline = 0;
  s = result_of(r);
  CHECK(rate(s, "weekend", "peeking").with > rate(s, "weekend", "peeking").without + 0.02);
  // Four looks at the end of whole weeks: .126.
  CHECK(*rate(s, "weekend", "peeking").cured == Approx(0.126).margin(0.022));
  CHECK(*rate(s, "weekend", "fixed").cured == Approx(0.05).margin(0.015));
  r.days = 6;
  CHECK_FALSE(rate(result_of(r), "weekend", "peeking").cured);
}

TEST_CASE("peeking study: several cases are drawn together and each alone") {
  PeekingStudyRequest r;
  r.cases = {PeekingCase::clusters, PeekingCase::metrics, PeekingCase::novelty, PeekingCase::clusters};
  r.lift = 0.02;
  r.draws.replicates = 1500;
  const PeekingStudyResult s = result_of(r);
  require_sound(s);
  CHECK(s.cases.size() == 3);
  CHECK(s.case_rates.size() == 3 * r.methods.size());
  for (const PeekingCaseRate& one : s.case_rates) {
    CHECK(one.without == rate(s, "novelty", one.method).without);
    CHECK(way(s, one.method).false_positive_rate > one.with - 4 * one.with_mcse);
  }
  // Each alone is what it is when nothing else is asked for.
  for (const PeekingCase which : {PeekingCase::metrics, PeekingCase::clusters, PeekingCase::novelty}) {
    PeekingStudyRequest alone = r;
    alone.cases = {which};
    alone.lift = 0;
    const PeekingStudyResult one = result_of(alone);
    for (const PeekingCaseRate& row : one.case_rates) {
      CHECK(row.with == rate(s, name(which), row.method).with);
      CHECK(row.cured == rate(s, name(which), row.method).cured);
      CHECK(row.with == way(one, row.method).false_positive_rate);
    }
  }
  for (const PeekingCaseResult& one : s.cases) {
    CHECK((!one.sentence.empty() && !one.remedy.empty()));
  }
}

TEST_CASE("peeking study: the draws have the moments of their law") {
  random::Stream stream(3, 0);
  const auto check = [&](const RowLaw& law, double factor, double units) {
    const bool share = law.metric == PeekingMetric::proportion;
    const double mean = share ? law.baseline * factor : law.metric == PeekingMetric::mean ? factor - 1 : factor;
    const double cv = law.metric == PeekingMetric::heavy_tailed ? law.table->sd() * factor : law.cv;
    const double variance = share ? mean * (1 - mean) : cv * cv;
    const double inflation = 1 + (law.cluster_size - 1) * law.icc;
    const double rows = units * law.cluster_size;
    const int draws = 40'000;
    double sum = 0, squares = 0, variances = 0;
    for (int i = 0; i < draws; ++i) {
      const RowSums one = law.units(units, factor, stream);
      REQUIRE(one.n == rows);
      const double off = one.mean() - mean;
      sum += off;
      squares += off * off;
      variances += one.variance(share);
    }
    INFO(name(law.metric) << " " << factor << " " << law.cluster_size);
    const double spread = variance * inflation / rows;
    CHECK(std::abs(sum / draws) < 4 * std::sqrt(spread / draws));
    const bool heavy = law.metric == PeekingMetric::heavy_tailed;
    CHECK(squares / draws == Approx(spread).epsilon(heavy ? 0.15 : 0.035));
    // Rows of few clusters vary less than all rows do; a share has no n - 1.
    const double within = variance - spread;
    CHECK(variances / draws == Approx(share ? within : within * rows / (rows - 1)).epsilon(heavy ? 0.1 : 0.01));
  };
  RowLaw law;
  check(law, 1.2, 400);
  law.metric = PeekingMetric::mean;
  law.cv = 0.7;
  check(law, 1.3, 3);
  check(law, 0.5, 200);
  law.cluster_size = 8;
  law.icc = 0.2;
  check(law, 1, 25);
  law.metric = PeekingMetric::proportion;
  check(law, 0.9, 25);
  law.metric = PeekingMetric::heavy_tailed;
  law.table = std::make_shared<const LognormalTable>(1.5);
  check(law, 1.1, 25);
  law.cluster_size = 1;
  check(law, 0.6, 300);
  for (const double cv : {0.1, 1.0, 3.0, 20.0}) {
    const LognormalTable table(cv);
    INFO(cv);
    CHECK(table.sd() <= cv);
    CHECK(table.sd() > 0.98 * cv);
    double below = 0, sum = 0;
    const int draws = 200'000;
    const double sigma = std::sqrt(std::log1p(cv * cv));
    for (int i = 0; i < draws; ++i) {
      const double x = table.draw(stream);
      sum += x;
      below += std::log(x) < sigma - sigma * sigma / 2 ? 1 : 0;
    }
    CHECK(near(below / draws, 0.8413447, draws));
    CHECK(std::abs(sum / draws - 1) < 5 * cv / std::sqrt(draws));
  }
}

TEST_CASE("peeking study: a heavy tail is beside what a normal metric would do") {
  PeekingStudyRequest r;
  r.metric = PeekingMetric::heavy_tailed;
  r.cv = 5;
  r.users_per_day = 100;
  r.draws.replicates = 4000;
  const PeekingStudyResult s = result_of(r);
  require_sound(s);
  const PeekingCaseRate& peeking = rate(s, "heavy_tailed", "peeking");
  CHECK(peeking.without == Approx(0.2747).margin(1e-3));
  CHECK(peeking.with < peeking.without - 4 * peeking.with_mcse);  // equal arms: cautious
  CHECK(s.cases.size() == 1);
}

TEST_CASE("peeking study: the same numbers in any blocks and any order") {
  PeekingStudyRequest r;
  r.cases = {PeekingCase::novelty, PeekingCase::segments};
  r.lift = 0.03;
  r.draws.replicates = 300;
  for (const PeekingMetric metric : {PeekingMetric::proportion, PeekingMetric::mean, PeekingMetric::heavy_tailed}) {
    r.metric = metric;
    r.users_per_day = metric == PeekingMetric::heavy_tailed ? 50 : 1000;
    const PeekingStudy study = value_of(PeekingStudy::prepare(r));
    const PeekingStudyResult once = value_of(study.finish(all_blocks(study)));
    REQUIRE(once.paths.size() == 30);
    for (const std::int64_t block : {1, 7, 64, 300}) {
      std::vector<PeekingStudyPart> parts = all_blocks(study, block);
      std::reverse(parts.begin(), parts.end());
      const PeekingStudyResult again = value_of(study.finish(parts));
      for (std::size_t i = 0; i < once.methods.size(); ++i) {
        CHECK(again.methods[i].found == once.methods[i].found);
        CHECK(bits(again.methods[i].mean_estimate) == bits(once.methods[i].mean_estimate));
        CHECK(again.methods[i].exaggeration == once.methods[i].exaggeration);
        CHECK(again.methods[i].coverage == once.methods[i].coverage);
      }
      for (std::size_t i = 0; i < once.paths.size(); ++i) {
        CHECK(again.paths[i].replicate == static_cast<std::int64_t>(i));
        CHECK(again.paths[i].z == once.paths[i].z);
        CHECK(again.paths[i].p == once.paths[i].p);
      }
    }
    PeekingStudyPart foreign = study.run(0, 40);
    foreign.stopped.pop_back();
    require_error(study.finish({foreign}), Code::cancelled, "");
    require_error(study.finish({}), Code::cancelled, "");
    r.draws.seed = 2;
    CHECK(result_of(r).methods[1].mean_estimate != once.methods[1].mean_estimate);
    r.draws.seed = 1;
  }
}

TEST_CASE("peeking study: the same counts and bits natively and in WebAssembly") {
  int rows = 0;
  for (const ReferenceRow& row : golden("peeking-study")) {
    INFO(row.described());
    ++rows;
    PeekingStudyRequest r = value_of(read<PeekingStudyRequest>(request_of(row)));
    r.cases = {PeekingCase::novelty, PeekingCase::weekend, PeekingCase::metrics, PeekingCase::clusters};
    const PeekingStudy study = value_of(PeekingStudy::prepare(r));
    BitHash stopped, sums, paths;
    for (const PeekingStudyPart& part : all_blocks(study, 100)) {
      for (const double x : part.stopped) {
        stopped.add(x);
      }
      for (const double x : part.sums) {
        sums.add(x);
      }
      for (std::size_t i = 0; i < part.paths.size(); i += 3 * 28) {
        for (std::size_t k = i; k < i + 28; ++k) {
          paths.add(part.paths[k]);
        }
      }
    }
    const std::map<std::string, std::string> quantities{
        {"stopped", stopped.text()}, {"sums", sums.text()}, {"z", paths.text()}};
    CHECK(quantities.at(row.text("quantity")) == row.text("value"));
  }
  REQUIRE(rows >= 9);
}

TEST_CASE("peeking study: every choice alone answers") {
  PeekingStudyRequest small;
  small.draws.replicates = 100;
  small.users_per_day = 200;
  for (const Choice<PeekingMetric>& choice : choices_of<PeekingMetric>) {
    PeekingStudyRequest r = small;
    r.metric = choice.value;
    require_sound(result_of(r));
  }
  for (const Choice<PeekingMethod>& choice : choices_of<PeekingMethod>) {
    for (const double lift : {0.0, 0.05, -0.05}) {
      PeekingStudyRequest r = small;
      r.methods = {choice.value};
      r.lift = lift;
      require_sound(result_of(r));
    }
  }
  for (const Choice<PeekingCase>& choice : choices_of<PeekingCase>) {
    for (const Choice<PeekingMetric>& metric : choices_of<PeekingMetric>) {
      PeekingStudyRequest r = small;
      r.metric = metric.value;
      r.cases = {choice.value};
      require_sound(result_of(r));
    }
  }
  PeekingStudyRequest r = small;
  r.looks = PeekingLooks::hourly;
  r.draws.replicates = 100;
  const PeekingStudyResult hourly = result_of(r);
  require_sound(hourly);
  CHECK(hourly.look_days.size() == 672);
  CHECK(way(hourly, "pocock").looks == 56);
  CHECK(way(hourly, "pocock").boundary_days.back() == 28);
  CHECK(*way(hourly, "peeking").exact_false_positive_rate == Approx(0.505).margin(2e-3));
  r = small;
  r.looks = PeekingLooks::listed;
  const PeekingStudyResult listed = result_of(r);
  require_sound(listed);
  CHECK(listed.look_days == std::vector<double>{7, 14, 21, 28});
  CHECK(*way(listed, "peeking").exact_false_positive_rate == Approx(0.126).margin(5e-4));
  r.look_days = {};
  CHECK(result_of(r).look_days == std::vector<double>{28});
}

TEST_CASE("peeking study: extremes answer or say why not") {
  PeekingStudyRequest r;
  r.draws.replicates = 100;
  r.days = 1;
  r.looks = PeekingLooks::listed;
  r.look_days = {};
  r.users_per_day = 2;
  require_sound(result_of(r));
  r = {};
  r.draws.replicates = 100;
  r.users_per_day = 10'000'000;
  r.lift = 8.9;
  require_sound(result_of(r));  // the drift is beyond the recursion
  CHECK_FALSE(result_of(r).methods[0].exact_power);
  CHECK(*result_of(r).methods[0].power == 1);
  r.lift = -0.999;
  require_sound(result_of(r));
  for (const double baseline : {1e-6, 1 - 1e-6}) {
    r = {};
    r.draws.replicates = 100;
    r.baseline = baseline;
    require_sound(result_of(r));
  }
  for (const double alpha : {0.001, 0.3}) {
    r = {};
    r.draws.replicates = 100;
    r.alpha = alpha;
    r.days = 365;
    require_sound(result_of(r));
  }
  r = means();
  r.mean = 1e-9;
  r.sd = 1e12;
  require_sound(result_of(r));
  r.mean = 1e12;
  r.sd = 1e-9;
  r.lift = 10;
  require_sound(result_of(r));
  r = means();
  r.users_per_day = 2;
  require_sound(result_of(r));
  r = means();
  r.icc = 1;
  r.cluster_size = 10'000;
  r.users_per_day = 20'000;
  r.cases = {PeekingCase::clusters};
  require_sound(result_of(r));
  r.metric = PeekingMetric::proportion;
  require_sound(result_of(r));
  r.metric = PeekingMetric::heavy_tailed;
  require_sound(result_of(r));
}

TEST_CASE("peeking study: what can not be is named on its field") {
  PeekingStudyRequest r;
  r.methods.clear();
  require_fields(r, {"methods"});
  r.lift = 9;
  r.looks = PeekingLooks::hourly;
  r.days = 30;
  require_fields(r, {"methods", "lift", "days"});
  r = {};
  r.looks = PeekingLooks::listed;
  r.look_days = {7, 7};
  require_fields(r, {"look_days"});
  r.look_days = {7, 40};
  require_fields(r, {"look_days"});
  r = {};
  r.users_per_day = 1;
  require_fields(r, {"users_per_day"});
  r.users_per_day = 20;
  r.looks = PeekingLooks::hourly;
  require_fields(r, {"users_per_day"});
  // What the message says would do, does.
  const double enough = *PeekingStudy::prepare(r).issues[0].limit;
  r.users_per_day = static_cast<std::int64_t>(enough);
  CHECK(PeekingStudy::prepare(r));
  r = {};
  r.cases = {PeekingCase::clusters};
  r.cluster_size = 10'000;
  require_fields(r, {"users_per_day"});
  r.users_per_day = static_cast<std::int64_t>(*PeekingStudy::prepare(r).issues[0].limit);
  CHECK(PeekingStudy::prepare(r));
  r = {};
  r.cases = {PeekingCase::metrics, PeekingCase::segments, PeekingCase::variants};
  r.metrics = r.segments = r.variants = 50;
  require_fields(r, {"cases"});
  r = {};
  r.baseline = 0.9;
  r.cases = {PeekingCase::novelty};
  r.novelty_lift = 0.5;
  require_fields(r, {"novelty_lift"});
  r.cases = {PeekingCase::weekend};
  require_fields(r, {"weekend_baseline"});
  r.weekend_baseline = 0;
  r.weekend_lift = 0.3;
  require_fields(r, {"weekend_lift"});
  r = {};
  r.metric = PeekingMetric::heavy_tailed;
  r.users_per_day = 10'000'000;
  require_fields(r, {"users_per_day"});
  CHECK(*PeekingStudy::prepare(r).issues[0].limit > 1e5);
}
