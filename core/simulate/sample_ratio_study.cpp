// SPDX-License-Identifier: Apache-2.0
#include "simulate/sample_ratio_study.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "random/plain_math.hpp"
#include "random/samplers.hpp"
#include "simulate/estimate_summary.hpp"
#include "stats/count_tests.hpp"
#include "stats/distributions.hpp"

namespace sutva::simulate {
namespace {

constexpr std::int64_t paths_kept = 2'000;  // experiments whose way is kept for the band
constexpr std::size_t path_points = 60;
constexpr double most_replicates = 2e5;   // each is kept until the end
constexpr double nanoseconds = 130;       // of one draw or test, in WebAssembly
constexpr std::size_t per_replicate = 4;  // numbers in `counts`

// The z at which a two-sided p-value is alpha, squared: chi-square with one degree of freedom.
double critical_at(double alpha) {
  const double z = stats::normal_quantile_upper(alpha / 2);
  return z * z;
}

// What the analysis of one experiment says about the lift.
struct Verdict {
  bool defined = false, significant = false, wrong = false;
};

Verdict verdict(const double* counts, double lift, double z) {
  double log_ratio = 0, variance = 0;
  for (const int arm : {0, 1}) {
    const double n = counts[arm], converted = counts[2 + arm];
    if (!(converted > 0 && converted < n)) {
      return {};
    }
    log_ratio += (arm == 1 ? 1 : -1) * std::log(converted / n);
    variance += 1 / converted - 1 / n;
  }
  const double reach = z * std::sqrt(variance);
  return {true, std::abs(log_ratio) > reach, std::abs(log_ratio - std::log1p(lift)) > reach};
}

// Mean of treatment's conversion over that of control, less 1, among some experiments.
struct MeanRates {
  double n = 0, sum[2] = {0, 0};

  void add(const double* counts) {
    if (counts[0] > 0 && counts[1] > 0) {
      n += 1;
      sum[0] += counts[2] / counts[0];
      sum[1] += counts[3] / counts[1];
    }
  }
  std::optional<double> lift() const { return sum[0] > 0 ? std::optional(sum[1] / sum[0] - 1) : std::nullopt; }
};

// "a, b and c"
std::string all_of(const std::vector<std::string>& items) {
  std::vector<std::string_view> views(items.begin(), items.end());
  return listed(views, "and");
}

}  // namespace

SampleRatioStudyRequest::SampleRatioStudyRequest() = default;

// All experiments in their order.
struct SampleRatioStudy::Kept {
  std::int64_t replicates = 0;
  std::vector<double> detected, counts, path;
};

SampleRatioStudy::SampleRatioStudy(const Request& request)
    : request_(request), model_(request.traffic, request.mechanisms) {
  for (const RatioTest test : request.tests) {
    if (std::find(tests_.begin(), tests_.end(), test) == tests_.end()) {
      tests_.push_back(test);
    }
  }
  const std::size_t days = model_.days();
  for (std::size_t day = 1; day <= days; ++day) {
    if (day == days || day % static_cast<std::size_t>(request.check_every) == 0) {
      looks_.push_back(day);
    }
  }
  const std::size_t points = std::min(days, path_points);
  for (std::size_t point = 1; point <= points; ++point) {
    path_days_.push_back(point * days / points);
  }
  for (const auto& kind : model_.expected_kinds().back()) {
    kinds_present_ += kind[0] + kind[1] > 0 ? 1 : 0;
  }
  const auto looks = static_cast<double>(looks_.size());
  critical_ = critical_at(request.alpha);
  critical_corrected_ = critical_at(request.alpha / looks);
  critical_kinds_ = critical_at(request.alpha / looks / std::fmax(1, kinds_present_));
  log_critical_ = -std::log(request.alpha);
}

bool SampleRatioStudy::is_mismatch(const std::array<double, 2>& counts, double critical) const {
  const double share = request_.traffic.treatment_share;
  const double n = counts[0] + counts[1];
  const double off = counts[1] * (1 - share) - counts[0] * share;
  return n > 0 && off * off >= critical * n * share * (1 - share);
}

bool SampleRatioStudy::sees(RatioTest test, bool last, const KindCounts& counts) const {
  std::array<double, 2> all{};
  for (const auto& kind : counts) {
    all[0] += kind[0];
    all[1] += kind[1];
  }
  const double share = request_.traffic.treatment_share;
  switch (test) {
    case RatioTest::chi_square:
      return is_mismatch(all, critical_);
    case RatioTest::chi_square_corrected:
      return is_mismatch(all, critical_corrected_);
    case RatioTest::chi_square_end:
      return last && is_mismatch(all, critical_);
    case RatioTest::segments:
      return std::any_of(counts.begin(), counts.end(),
                         [&](const auto& kind) { return is_mismatch(kind, critical_kinds_); });
    case RatioTest::sequential: {
      const std::array<double, 2> shares{1 - share, share};
      return stats::log_bayes_factor(all, shares, request_.concentration) >= log_critical_;
    }
    case RatioTest::g_test: {
      const double n = all[0] + all[1];
      double g = 0;
      for (const auto& [count, planned] : {std::pair{all[0], 1 - share}, std::pair{all[1], share}}) {
        g += count > 0 ? 2 * count * std::log(count / (n * planned)) : 0;
      }
      return g >= critical_;
    }
  }
  return false;
}

std::int64_t SampleRatioStudy::block() const {
  const double draws = static_cast<double>(model_.days() * (model_.cells().size() + tests_.size()));
  return block_of(request_.draws.replicates,
                  static_cast<std::int64_t>(std::clamp(8e6 / (draws * nanoseconds), 1.0, 1000.0)));
}

void SampleRatioStudy::draw(random::Stream& stream, const std::vector<double>& means, bool with_path,
                            Partial& part) const {
  const std::size_t days = model_.days(), cells = model_.cells().size();
  std::array<double, 2> error{1, 1};
  if (model_.count_error() > 0) {
    for (double& factor : error) {
      factor = random::plain_exp(model_.count_error() * random::normal(stream));
    }
  }
  std::array<std::array<std::int64_t, 2>, user_kinds> counted{};
  std::vector<std::array<std::array<std::int64_t, 2>, user_kinds>> to_come(days);
  std::vector<std::int64_t> drawn(model_.types() * cells, 0);
  const std::size_t tests_at = part.detected.size();
  part.detected.resize(tests_at + tests_.size(), 0);
  std::size_t look = 0, point = 0, unseen = tests_.size();
  KindCounts known{};
  for (std::size_t day = 0; day < days; ++day) {
    for (std::size_t c = 0; c < cells; ++c) {
      const double mean = means[day * cells + c];
      const RatioCell& cell = model_.cells()[c];
      const std::size_t seen = day + (cell.late ? model_.late_by() : 0);
      if (!(mean > 0) || seen >= days) {
        continue;
      }
      const std::int64_t users = random::poisson(stream, mean);
      drawn[model_.type_of_day(day) * cells + c] += users;
      auto& to = (seen == day ? counted : to_come[seen])[static_cast<std::size_t>(cell.kind)];
      to[0] += users * cell.rows[0];
      to[1] += users * cell.rows[1];
    }
    for (std::size_t kind = 0; kind < user_kinds; ++kind) {
      for (const std::size_t arm : {std::size_t{0}, std::size_t{1}}) {
        counted[kind][arm] += to_come[day][kind][arm];
        known[kind][arm] = static_cast<double>(counted[kind][arm]) * error[arm];
      }
    }
    if (look < looks_.size() && looks_[look] == day + 1) {
      ++look;
      for (std::size_t t = 0; unseen > 0 && t < tests_.size(); ++t) {
        double& detected = part.detected[tests_at + t];
        if (detected == 0 && sees(tests_[t], day + 1 == days, known)) {
          detected = static_cast<double>(day + 1);
          --unseen;
        }
      }
    }
    if (with_path && path_days_[point] == day + 1) {
      ++point;
      double control = 0, treatment = 0;
      for (const auto& kind : known) {
        control += kind[0];
        treatment += kind[1];
      }
      part.path.push_back(control + treatment > 0 ? treatment / (control + treatment) : -1);
    }
  }
  std::array<double, 2> users{}, converted{};
  for (const auto& kind : known) {
    users[0] += kind[0];
    users[1] += kind[1];
  }
  // Who converts need not be known before the end, so it is drawn once for all days of a type.
  for (std::size_t type = 0; type < model_.types(); ++type) {
    for (std::size_t c = 0; c < cells; ++c) {
      std::int64_t left = drawn[type * cells + c];
      double rest = 1;
      for (const RatioConversion& conversion : model_.conversions(type, c)) {
        if (left == 0 || !(rest > 0)) {
          break;
        }
        const std::int64_t these = random::binomial(stream, left, std::fmin(1, conversion.chance / rest));
        converted[0] += static_cast<double>(these * conversion.rows[0]);
        converted[1] += static_cast<double>(these * conversion.rows[1]);
        left -= these;
        rest -= conversion.chance;
      }
    }
  }
  part.counts.insert(part.counts.end(), {users[0], users[1], converted[0], converted[1]});
}

SampleRatioStudy::Partial SampleRatioStudy::run(std::int64_t first, std::int64_t count) const {
  Partial part;
  part.first = first;
  part.count = count;
  std::vector<double> means;
  for (std::size_t day = 0; day < model_.days(); ++day) {
    for (std::size_t cell = 0; cell < model_.cells().size(); ++cell) {
      means.push_back(model_.mean(day, cell));
    }
  }
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    random::Stream stream(static_cast<std::uint64_t>(request_.draws.seed), static_cast<std::uint64_t>(replicate));
    draw(stream, means, replicate < paths_kept, part);
  }
  return part;
}

// Experiments of a part whose way is kept.
std::int64_t SampleRatioStudy::paths_of(const Partial& part) const {
  return std::clamp<std::int64_t>(paths_kept - part.first, 0, part.count);
}

void SampleRatioStudy::summarise_tests(const Kept& kept, Result& result) const {
  const auto n = static_cast<double>(kept.replicates);
  const auto replicates = static_cast<std::size_t>(kept.replicates);
  const double z = stats::normal_quantile_upper((1 - request_.confidence) / 2);
  for (std::size_t t = 0; t < tests_.size(); ++t) {
    RatioTestResult row;
    const RatioTest test = tests_[t];
    row.test = name(test);
    row.test_label = label(test);
    const auto looks = static_cast<double>(looks_.size());
    row.threshold = request_.alpha / (test == RatioTest::chi_square_corrected ? looks
                                      : test == RatioTest::segments           ? looks * std::fmax(1, kinds_present_)
                                                                              : 1);
    std::vector<double> seen_on(model_.days() + 1, 0);
    MeanRates rates;
    double wrong = 0, unseen = 0;
    for (std::size_t i = 0; i < replicates; ++i) {
      const double day = kept.detected[i * tests_.size() + t];
      seen_on[static_cast<std::size_t>(day)] += 1;
      if (day == 0) {
        const double* counts = &kept.counts[i * per_replicate];
        unseen += 1;
        rates.add(counts);
        wrong += verdict(counts, request_.traffic.lift, z).wrong ? 1 : 0;
      }
    }
    double so_far = 0;
    std::size_t day = 0;
    for (const std::size_t look : looks_) {
      while (day < look) {
        so_far += seen_on[++day];
      }
      row.detected_by.push_back(so_far / n);
      if (!row.median_day && so_far >= 0.5 * n) {
        row.median_day = static_cast<double>(look);
      }
      if (!row.day_80 && so_far >= 0.8 * n) {
        row.day_80 = static_cast<double>(look);
      }
    }
    row.detected = so_far / n;
    row.detected_mcse = share_error(row.detected, n);
    for (const std::size_t look : looks_) {
      if (sees(test, look == model_.days(), model_.expected_kinds()[look - 1])) {
        row.expected_day = static_cast<double>(look);
        break;
      }
    }
    row.wrong_kept = wrong / n;
    if (unseen > 0) {
      row.wrong_among_kept = wrong / unseen;
      row.lift_kept = rates.lift();
    }
    result.tests.push_back(std::move(row));
  }
}

void SampleRatioStudy::summarise_effect(const Kept& kept, Result& result) const {
  const auto n = static_cast<double>(kept.replicates);
  const double z = stats::normal_quantile_upper((1 - request_.confidence) / 2);
  double users[2] = {0, 0};
  MeanRates rates;
  double significant = 0, wrong = 0, undefined = 0;
  const auto each = [&](const auto& use) {
    for (std::size_t at = 0; at < kept.counts.size(); at += per_replicate) {
      use(&kept.counts[at]);
    }
  };
  each([&](const double* counts) {
    users[0] += counts[0];
    users[1] += counts[1];
    rates.add(counts);
    const Verdict said = verdict(counts, request_.traffic.lift, z);
    significant += said.significant ? 1 : 0;
    wrong += said.wrong ? 1 : 0;
    undefined += said.defined ? 0 : 1;
  });
  result.significant = significant / n;
  result.significant_mcse = share_error(result.significant, n);
  result.wrong = wrong / n;
  result.wrong_mcse = share_error(result.wrong, n);
  result.undefined = undefined / n;
  const double all = users[0] + users[1];
  result.share = all > 0 ? users[1] / all : request_.traffic.treatment_share;
  result.lift = rates.lift();
  double squares_share = 0, squares[2] = {0, 0}, squares_lift = 0;
  const double mean[2] = {rates.n > 0 ? rates.sum[0] / rates.n : 0, rates.n > 0 ? rates.sum[1] / rates.n : 0};
  each([&](const double* counts) {
    const double off = counts[1] - result.share * (counts[0] + counts[1]);
    squares_share += off * off;
    if (counts[0] > 0 && counts[1] > 0) {
      const double rate[2] = {counts[2] / counts[0], counts[3] / counts[1]};
      for (const int arm : {0, 1}) {
        squares[arm] += (rate[arm] - mean[arm]) * (rate[arm] - mean[arm]);
      }
      if (result.lift) {
        const double miss = (rate[1] - (1 + *result.lift) * rate[0]) / mean[0];
        squares_lift += miss * miss;
      }
    }
  });
  result.share_mcse = all > 0 ? std::sqrt(squares_share) / all : 0;
  result.conversion_control = mean[0];
  result.conversion_treatment = mean[1];
  if (rates.n > 1) {
    const double of_mean = rates.n * (rates.n - 1);
    result.conversion_control_mcse = std::sqrt(squares[0] / of_mean);
    result.conversion_treatment_mcse = std::sqrt(squares[1] / of_mean);
    if (result.lift) {
      result.lift_sd = std::sqrt(squares_lift / (rates.n - 1));
      result.lift_mcse = std::sqrt(squares_lift / of_mean);
    }
  }
  if (!result.lift) {
    return;
  }
  result.lift_bias = *result.lift - request_.traffic.lift;
  const double reach = 3.5 * result.lift_sd.value_or(0);
  const double truth = request_.traffic.lift;
  result.histogram_low = std::fmin(truth, *result.lift) - std::fmax(reach, 1e-12);
  result.histogram_high = std::fmax(truth, *result.lift) + std::fmax(reach, 1e-12);
  result.histogram.assign(histogram_classes, 0);
  each([&](const double* counts) {
    if (counts[0] > 0 && counts[1] > 0 && counts[2] > 0) {
      const double lift = counts[3] / counts[1] / (counts[2] / counts[0]) - 1;
      count_in(result.histogram, result.histogram_low, result.histogram_high, lift);
    }
  });
}

void SampleRatioStudy::summarise_path(const Kept& kept, Result& result) const {
  const std::size_t points = path_days_.size();
  for (std::size_t point = 0; point < points; ++point) {
    std::vector<double> shares;
    double sum = 0;
    for (std::size_t at = point; at < kept.path.size(); at += points) {
      if (kept.path[at] >= 0) {
        shares.push_back(kept.path[at]);
        sum += kept.path[at];
      }
    }
    const RatioSums& expected = model_.expected()[path_days_[point] - 1];
    if (shares.empty() || !(expected.users[0] + expected.users[1] > 0)) {
      continue;
    }
    std::sort(shares.begin(), shares.end());
    const auto quantile = [&](double p) {
      const double at = p * static_cast<double>(shares.size() - 1);
      const auto below = static_cast<std::size_t>(at);
      const double part = at - static_cast<double>(below);
      return part > 0 ? shares[below] + part * (shares[below + 1] - shares[below]) : shares[below];
    };
    result.path_day.push_back(static_cast<double>(path_days_[point]));
    result.path_expected.push_back(expected.share());
    result.path_mean.push_back(sum / static_cast<double>(shares.size()));
    result.path_low.push_back(quantile(0.025));
    result.path_high.push_back(quantile(0.975));
  }
}

// What needs no draws.
void SampleRatioStudy::expect(Result& result) const {
  const RatioSums& end = model_.expected().back();
  const double counted = model_.expected_count();
  const double lift = request_.traffic.lift;
  result.healthy = request_.mechanisms.mechanisms.empty();
  result.planned_share = request_.traffic.treatment_share;
  result.expected_share = end.share();
  result.users_control = end.users[0] * counted;
  result.users_treatment = end.users[1] * counted;
  result.true_lift = lift;
  result.expected_conversion_control = end.converted[0] / end.users[0] * counted;
  result.expected_conversion_treatment = end.converted[1] / end.users[1] * counted;
  result.expected_lift = end.lift();
  if (result.expected_lift) {
    result.expected_bias = without_noise(*result.expected_lift - lift);
  }
  result.wrong_promised = 1 - request_.confidence;
  for (const std::size_t look : looks_) {
    result.looks.push_back(static_cast<double>(look));
  }
  std::vector<Mechanism> told_already;
  for (const Mechanism mechanism : request_.mechanisms.mechanisms) {
    if (std::find(told_already.begin(), told_already.end(), mechanism) != told_already.end()) {
      continue;
    }
    told_already.push_back(mechanism);
    RatioMechanisms one = request_.mechanisms;
    one.mechanisms = {mechanism};
    const RatioModel model(request_.traffic, one);
    const RatioSums& alone = model.expected().back();
    MechanismAlone row;
    row.mechanism = name(mechanism);
    row.mechanism_label = label(mechanism);
    row.told = told(mechanism, one);
    row.expected_share = alone.share();
    row.expected_lift = alone.lift();
    if (row.expected_lift) {
      row.lift_bias = without_noise(*row.expected_lift - lift);
    }
    result.mechanisms.push_back(std::move(row));
  }
  for (std::size_t k = 0; k < user_kinds; ++k) {
    const RatioSums& of = model_.expected_of_kind()[k];
    RatioKindResult row;
    row.kind = name(static_cast<UserKind>(k));
    row.kind_label = label(static_cast<UserKind>(k));
    row.users_control = of.users[0] * counted;
    row.users_treatment = of.users[1] * counted;
    if (of.users[0] + of.users[1] > 0) {
      row.expected_share = of.share();
    }
    if (of.users[0] > 0) {
      row.conversion_control = of.converted[0] / of.users[0] * counted;
    }
    if (of.users[1] > 0) {
      row.conversion_treatment = of.converted[1] / of.users[1] * counted;
    }
    result.kinds.push_back(std::move(row));
  }
}

std::string SampleRatioStudy::sentence(const Result& result) const {
  const std::string threshold = text(request_.alpha);
  const std::string often = request_.check_every == 1 ? std::string("checked daily")
                                                      : joined("checked every ", request_.check_every, " days");
  const auto days = counted(static_cast<double>(model_.days()), "day", "days");
  if (result.healthy) {
    std::string said = joined("Nothing goes wrong in these experiments of ", days, ".");
    for (const RatioTestResult& test : result.tests) {
      said +=
          joined(" “", test.test_label, "”", test.test == "chi_square_end" ? std::string() : joined(", ", often, ","),
                 " at ", threshold, " raises a false alarm in ", percent(test.detected, 2), " of them.");
    }
    return said;
  }
  std::vector<std::string> mechanisms;
  for (const MechanismAlone& each : result.mechanisms) {
    mechanisms.push_back(each.told);
  }
  const bool as_planned = std::abs(result.expected_share - result.planned_share) < 1e-9;
  std::string said = joined(
      "With ", all_of(mechanisms), ", treatment has ", percent(result.expected_share, 4), " of the users counted",
      as_planned ? std::string(", as planned") : joined(" instead of ", percent(result.planned_share, 4)));
  if (result.expected_bias) {
    const std::string truth = result.true_lift == 0 ? std::string("0") : signed_percent(result.true_lift);
    said += *result.expected_bias == 0 ? joined("; the measured lift is right on average, ", truth)
                                       : joined(", and the measured lift is ", signed_percent(*result.expected_lift),
                                                " on average although the truth is ", truth);
  }
  said += ".";
  const RatioTestResult* first = nullptr;
  for (const RatioTestResult& test : result.tests) {
    if (!first || test.detected > first->detected) {
      first = &test;
    }
  }
  if (first) {
    const bool once = first->test == name(RatioTest::chi_square_end);
    said += joined(" “", first->test_label, "”, ", once ? std::string() : joined(often, ", "), "at ", threshold,
                   ", sees it ");
    if (first->day_80) {
      said += joined("in 80 % of experiments by day ", static_cast<std::int64_t>(*first->day_80), ".");
    } else {
      said += joined("in ", percent(first->detected, 2), " of experiments by the last of ", days, ".");
    }
  }
  if (result.undefined < 1) {
    said += joined(" The interval for the lift misses the truth in ", percent(result.wrong, 2),
                   " of experiments, where ", percent(result.wrong_promised, 2), " are promised");
    if (first) {
      said += joined("; in ", percent(first->wrong_kept, 2), " of all it does so and no mismatch was seen");
    }
    said += ".";
  }
  return said;
}

std::vector<Assumption> SampleRatioStudy::assumptions() const {
  using M = Mechanism;
  std::vector<Assumption> list;
  list.push_back(
      {"Users come and act independently",
       "Arrivals are Poisson and nobody influences anybody. Shared accounts, households or bots in swarms make "
       "counts vary more, and tests alarm more often.",
       Standing::unchecked});
  list.push_back({"A user is counted once, on the first day",
                  "Conversion belongs to that day. Where later visits count, losses depend on how long users stay.",
                  Standing::unchecked});
  const auto& first = model_.expected_kinds()[looks_.front() - 1];
  const double share = request_.traffic.treatment_share;
  double users = 0, least = 0;
  for (const auto& kind : first) {
    const double n = kind[0] + kind[1];
    users += n;
    least = n > 0 && (least == 0 || n < least) ? n : least;
  }
  const bool by_kind = std::find(tests_.begin(), tests_.end(), RatioTest::segments) != tests_.end();
  const double smallest = (by_kind ? least : users) * std::fmin(share, 1 - share);
  list.push_back(
      {"Enough users for chi-square at the first look",
       joined("The smallest count planned there is about ", rounded(smallest),
              "; with fewer than 10, and for thresholds far in the tail with fewer than 100, its p-values are "
              "rough."),
       smallest >= 100  ? Standing::fine
       : smallest >= 10 ? Standing::doubtful
                        : Standing::broken});
  list.push_back({"The planned share held on every day",
                  request_.mechanisms.has(M::uneven_ramp)
                      ? "A ramp changed it. Compare the counts of each phase with its own share, and weight the phases."
                      : "Where it was changed on the way, compare each phase with its own share.",
                  request_.mechanisms.has(M::uneven_ramp) ? Standing::broken : Standing::fine});
  if (request_.mechanisms.has(M::approximate_counts)) {
    list.push_back({"Counts are exact",
                    joined("A sketch is off by ", percent(request_.mechanisms.count_error),
                           ", which a test takes for a mismatch. Check the ratio on exact counts."),
                    Standing::broken});
  }
  const RatioSums& end = model_.expected().back();
  const double moved = std::abs(end.share() - share);
  const auto lift = end.lift();
  if (!request_.mechanisms.mechanisms.empty() && lift) {
    const double bias = std::abs(*lift - request_.traffic.lift);
    const bool quiet = moved < 1e-9 && bias > 1e-9;
    list.push_back(
        {"No mismatch means no bias",
         quiet ? "Not here: the split stays as planned and the effect is biased all the same."
         : bias < 1e-9
             ? "Here a mismatch comes without bias: who is missing is like who is not. The counts alone can not "
               "tell."
             : "A test can only see that users are missing, not who they are.",
         quiet ? Standing::broken : Standing::unchecked});
  }
  return list;
}

Outcome<SampleRatioStudyResult> SampleRatioStudy::finish(const std::vector<Partial>& partials) const {
  std::vector<std::pair<std::int64_t, const Partial*>> order;
  for (const Partial& part : partials) {
    // What comes from outside may be anything: a block of another study counts for nothing.
    if (part.first < 0 || part.count < 0) {
      continue;
    }
    const auto n = static_cast<std::size_t>(part.count);
    const auto paths = static_cast<std::size_t>(paths_of(part));
    const auto days = static_cast<double>(model_.days());
    const bool dated =
        std::all_of(part.detected.begin(), part.detected.end(), [&](double day) { return day >= 0 && day <= days; });
    if (dated && part.detected.size() == n * tests_.size() && part.counts.size() == n * per_replicate &&
        part.path.size() == paths * path_days_.size()) {
      order.emplace_back(part.first, &part);
    }
  }
  std::sort(order.begin(), order.end());
  Kept kept;
  for (const auto& [first, part] : order) {
    kept.replicates += part->count;
    kept.detected.insert(kept.detected.end(), part->detected.begin(), part->detected.end());
    kept.counts.insert(kept.counts.end(), part->counts.begin(), part->counts.end());
    kept.path.insert(kept.path.end(), part->path.begin(), part->path.end());
  }
  if (kept.replicates == 0) {
    return error(Code::cancelled, "", "Stopped before the first experiments were simulated.");
  }
  Result result;
  result.replicates = kept.replicates;
  expect(result);
  summarise_tests(kept, result);
  summarise_effect(kept, result);
  summarise_path(kept, result);
  result.assumptions = assumptions();
  result.sentence = sentence(result);
  return result;
}

Outcome<SampleRatioStudy> SampleRatioStudy::prepare(const Request& request) {
  Issues issues;
  check_mechanisms(request.traffic, request.mechanisms, issues);
  if (request.tests.empty()) {
    issues.push_back(error(Code::required, "tests", "Choose at least one test."));
  }
  if (static_cast<double>(request.draws.replicates) > most_replicates) {
    issues.push_back(
        error(Code::too_large, "replicates", "Every experiment is kept: at most 200,000.", most_replicates));
  }
  if (has_error(issues)) {
    return issues;
  }
  SampleRatioStudy study(request);
  const RatioSums& end = study.model_.expected().back();
  for (const int arm : {0, 1}) {
    if (!(end.users[static_cast<std::size_t>(arm)] > 0)) {
      issues.push_back(error(Code::conflict, "mechanisms",
                             joined("With these mechanisms nobody is counted in ", arm == 0 ? "control" : "treatment",
                                    ": there is nothing to compare. Let some users through.")));
    }
  }
  if (has_error(issues)) {
    return issues;
  }
  return {std::move(study), std::move(issues)};
}

}  // namespace sutva::simulate
