// SPDX-License-Identifier: Apache-2.0
#include "plan/sample_size.hpp"

#include "plan/texts.hpp"

#include <cmath>
#include <set>

#include "../golden.hpp"
#include "../outcomes.hpp"
#include "../reference.hpp"
#include "base/read.hpp"
#include "base/write.hpp"
#include "plan/two_arms.hpp"
#include "requests.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

namespace {

template <class E>
E choice(const std::string& wanted) {
  for (const auto& each : choices_of<E>) {
    if (each.name == wanted) {
      return each.value;
    }
  }
  FAIL("no choice " << wanted);
  return choices_of<E>[0].value;
}

TwoArms arms_of(const SampleSizeRequest& r, double n_control, double n_treatment, double effect) {
  TwoArms arms;
  arms.metric = r.metric;
  arms.proportion_method = r.proportion_method;
  arms.mean_method = r.mean_method;
  arms.sides = r.sides;
  arms.alpha = r.alpha;
  arms.sd = r.sd;
  arms.control = r.metric == Metric::proportion ? r.baseline : r.baseline_mean;
  arms.treatment = arms.control + effect;
  arms.n_control = n_control;
  arms.n_treatment = n_treatment;
  return arms;
}

const SampleSizeRequest usual = [] {
  SampleSizeRequest r;
  r.baseline = 0.2;
  r.effect_scale = EffectScale::absolute;
  r.effect = 0.05;
  return r;
}();

}  // namespace

TEST_CASE("sample size: proportions, the numbers of R and statsmodels") {
  for (const ReferenceRow& row : reference("sample_size_proportion")) {
    INFO(row.described());
    SampleSizeRequest r;
    r.proportion_method = choice<ProportionMethod>(row.text("method"));
    r.sides = choice<Sides>(row.text("sides"));
    r.alpha = row.number("alpha");
    r.power = row.number("power");
    r.ratio = row.number("ratio");
    r.baseline = row.number("baseline");
    r.effect_scale = EffectScale::absolute;
    r.effect = row.number("treatment") - r.baseline;
    const SampleSizeResult result = value_of(sample_size(r));
    REQUIRE(result.n_control_unrounded);
    CHECK(relative_error(*result.n_control_unrounded, row.number("n_control")) <= row.number("tolerance"));
  }
}

TEST_CASE("sample size: means, the numbers of R and statsmodels") {
  for (const ReferenceRow& row : reference("sample_size_mean")) {
    INFO(row.described());
    SampleSizeRequest r;
    r.metric = Metric::mean;
    r.mean_method = choice<MeanMethod>(row.text("method"));
    r.sides = choice<Sides>(row.text("sides"));
    r.alpha = row.number("alpha");
    r.power = row.number("power");
    r.ratio = row.number("ratio");
    r.sd = row.number("sd");
    r.effect_scale = EffectScale::absolute;
    r.baseline_mean = 0;
    r.effect = row.number("difference");
    const SampleSizeResult result = value_of(sample_size(r));
    REQUIRE(result.n_control_unrounded);
    CHECK(relative_error(*result.n_control_unrounded, row.number("n_control")) <= row.number("tolerance"));
  }
}

TEST_CASE("sample size: published numbers for 20 % to 25 %") {
  const SampleSizeResult result = value_of(sample_size(usual));
  REQUIRE(result.n_control == 1094);
  REQUIRE(result.n_total == 2188);
  REQUIRE(result.method == "pooled");
  REQUIRE(std::abs(*result.effect_relative - 0.25) < 1e-14);
  REQUIRE(result.treatment_value == 0.25);
  REQUIRE(result.alternatives.size() == 8);
  REQUIRE(result.alternatives[0].n_control == 1094);
  REQUIRE(result.alternatives[1].n_control == 1091);
  // Evan Miller's page rounds to the nearest, 1,030; a plan must reach its power.
  REQUIRE(std::round(*result.alternatives[2].n_control_unrounded) == 1030);
  REQUIRE(result.alternatives[2].n_control == 1031);
  REQUIRE(result.alternatives[3].n_control == 1092);
  REQUIRE(std::abs(*result.alternatives[4].n_control_unrounded - 1133.4) < 0.05);
  // The opposite tail is all but empty here, and a t-test on zeros and ones is the unpooled z-test with one SD.
  REQUIRE(result.alternatives[5].method == "near_tail");
  REQUIRE(std::abs(*result.alternatives[5].n_control_unrounded - 1093.739) <
          0.001);  // R power.prop.test(strict = FALSE)
  REQUIRE(result.alternatives[6].method == "t");
  REQUIRE(std::abs(*result.alternatives[6].n_control_unrounded - 1091.95280) < 1e-4);  // R power.t.test, sd 0.4168
  const Alternative& exact = result.alternatives[7];
  REQUIRE(exact.method == "exact");
  REQUIRE(*exact.exact_power >= 0.8);
}

TEST_CASE("sample size: a threshold is met when it is met, for random requests") {
  Requests requests(11);
  int integer_ratios = 0;
  for (int i = 0; i < 3000; ++i) {
    SampleSizeRequest r = requests.size();
    r.brief = i % 4 != 0;
    INFO(described(r));
    const Outcome<SampleSizeResult> outcome = sample_size(r);
    INFO(described(outcome.issues));
    REQUIRE(outcome);
    const SampleSizeResult& s = *outcome;
    REQUIRE(s.n_total == s.n_control + s.n_treatment);
    REQUIRE(static_cast<double>(s.n_treatment) >= r.ratio * static_cast<double>(s.n_control) * (1 - 1e-11));
    REQUIRE(s.power >= r.power);
    REQUIRE(s.power <= 1);
    const auto power_at = [&](double n) { return power(arms_of(r, n, r.ratio * n, s.effect_absolute)); };
    if (!s.n_control_unrounded) {
      REQUIRE(says(outcome.issues, Severity::warning, Code::approximation, "effect"));
      continue;
    }
    const double n = *s.n_control_unrounded;
    REQUIRE(power_at(n * (1 + 1e-8)) >= r.power);
    REQUIRE(power_at(n * (1 - 1e-8)) < r.power);
    REQUIRE(static_cast<double>(s.n_control) >= n * (1 - 1e-11));
    // Not one person more than needed, where rounding the treatment gives nothing away.
    if (r.ratio == 1) {
      const bool smallest = s.n_control <= (r.metric == Metric::mean ? 2 : 1);
      REQUIRE((smallest || power_at(static_cast<double>(s.n_control - 1)) < r.power));
      ++integer_ratios;
    }
    REQUIRE((!s.exact_power || (*s.exact_power >= 0 && *s.exact_power <= 1 + 1e-12)));
  }
  REQUIRE(integer_ratios > 500);
}

TEST_CASE("sample size: size, power and effect are one equation") {
  Requests requests(12);
  for (int i = 0; i < 1500; ++i) {
    const SampleSizeRequest r = requests.size();
    INFO(described(r));
    const SampleSizeResult size = value_of(sample_size(r));
    if (!size.n_control_unrounded || size.n_control < 2) {
      continue;
    }
    SampleSizeRequest back = r;
    back.n_control = size.n_control;
    back.solve_for = SolveFor::power;
    const SampleSizeResult power = value_of(sample_size(back));
    REQUIRE(power.n_control == size.n_control);
    REQUIRE(power.n_treatment == size.n_treatment);
    REQUIRE(power.power == size.power);
    REQUIRE(power.exact_power == size.exact_power);
    REQUIRE_FALSE(power.n_control_unrounded);

    // The effect that the rounded plan finds with just its power is the planned one.
    back.solve_for = SolveFor::effect;
    back.power = size.power;
    back.direction = size.effect_absolute > 0 ? Direction::increase : Direction::decrease;
    if (size.power > 0.9999) {
      continue;  // the power curve is flat there: many effects have this power to the last bit
    }
    const SampleSizeResult effect = value_of(sample_size(back));
    REQUIRE(relative_error(effect.effect_absolute, size.effect_absolute) < 1e-7);
    REQUIRE(std::abs(effect.power - size.power) < 1e-11);
  }
}

TEST_CASE("sample size: an effect, and the people it needs again") {
  Requests requests(13);
  int unsolvable = 0;
  for (int i = 0; i < 1500; ++i) {
    SampleSizeRequest r = requests.size();
    r.solve_for = SolveFor::effect;
    r.n_control = static_cast<std::int64_t>(requests.log_uniform(2, 1e9));
    r.direction = requests.any<Direction>();
    INFO(described(r));
    const Outcome<SampleSizeResult> outcome = sample_size(r);
    INFO(described(outcome.issues));
    if (!outcome) {
      ++unsolvable;
      require_error(outcome, Code::no_solution, "n_control");
      continue;
    }
    REQUIRE((outcome->effect_absolute > 0) == (r.direction == Direction::increase));
    // The treatment's mean is the control's and the effect: a small effect on a large mean has fewer digits.
    const double digits = std::abs(outcome->control_value / outcome->effect_absolute);
    REQUIRE(std::abs(outcome->power - r.power) < 1e-11 + 1e-15 * digits);
    if (r.metric == Metric::proportion) {
      REQUIRE(outcome->treatment_value > 0);
      REQUIRE(outcome->treatment_value < 1);
    }
  }
  REQUIRE(unsolvable > 10);
  REQUIRE(unsolvable < 500);
}

TEST_CASE("sample size: more is needed for less") {
  Requests requests(14);
  const auto needed = [](const SampleSizeRequest& r) {
    const SampleSizeResult s = value_of(sample_size(r));
    return s.n_control_unrounded.value_or(0);
  };
  for (int i = 0; i < 700; ++i) {
    const SampleSizeRequest r = requests.size();
    INFO(described(r));
    const double n = needed(r);
    SampleSizeRequest other = r;
    other.alpha = r.alpha * 0.7;
    REQUIRE(needed(other) >= n);
    other = r;
    other.power = r.power + (1 - r.power) / 3;
    REQUIRE(needed(other) >= n);
    other = r;
    other.effect = r.effect * 0.8;
    if (r.metric == Metric::mean) {
      REQUIRE(needed(other) >= n);
      other = r;
      other.sd = r.sd * 1.3;
      other.effect = value_of(sample_size(r)).effect_absolute;
      other.effect_scale = EffectScale::absolute;
      REQUIRE(needed(other) >= n);
    } else if (r.baseline > 0.05 && r.baseline < 0.95 && std::abs(value_of(sample_size(r)).effect_absolute) < 0.05) {
      REQUIRE(needed(other) >= n);
    }
    if (r.sides == Sides::two && r.power > r.alpha + 0.2) {
      other = r;
      other.sides = Sides::one;
      REQUIRE(needed(other) <= n * (1 + 1e-9));
    }
    if (r.ratio > 1.2) {
      other = r;
      other.ratio = r.ratio * 1.5;
      if (r.metric == Metric::mean) {
        REQUIRE(needed(other) <= n * (1 + 1e-9));
      }
    }
  }
}

TEST_CASE("sample size: a relative effect is the absolute one by another name") {
  Requests requests(15);
  for (int i = 0; i < 300; ++i) {
    SampleSizeRequest r = requests.size();
    INFO(described(r));
    const SampleSizeResult one = value_of(sample_size(r));
    REQUIRE(one.effect_relative);
    r.effect = r.effect_scale == EffectScale::relative ? one.effect_absolute : *one.effect_relative;
    r.effect_scale = r.effect_scale == EffectScale::relative ? EffectScale::absolute : EffectScale::relative;
    const SampleSizeResult other = value_of(sample_size(r));
    REQUIRE(one.n_control_unrounded.has_value() == other.n_control_unrounded.has_value());
    if (one.n_control_unrounded) {
      REQUIRE(relative_error(*other.n_control_unrounded, *one.n_control_unrounded) < 1e-8);
    }
  }
}

TEST_CASE("sample size: alternatives are what one gets by choosing that method") {
  Requests requests(16);
  for (int i = 0; i < 200; ++i) {
    SampleSizeRequest r = requests.size();
    r.brief = false;
    if (i % 4 == 1) {
      r.solve_for = SolveFor::power;
      r.n_control = 500;
    } else if (i % 4 == 2) {
      r.solve_for = SolveFor::effect;
      r.n_control = 5000;
    }
    INFO(described(r));
    const Outcome<SampleSizeResult> chosen = sample_size(r);
    if (!chosen) {
      continue;
    }
    std::set<std::string> methods;
    for (const Alternative& row : chosen->alternatives) {
      REQUIRE(methods.insert(row.method).second);
      SampleSizeRequest other = r;
      if (row.method == "near_tail" || row.method == "t" || row.method == "exact") {
        continue;
      }
      if (r.metric == Metric::proportion) {
        other.proportion_method = choice<ProportionMethod>(row.method);
      } else {
        other.mean_method = choice<MeanMethod>(row.method);
      }
      const SampleSizeResult s = value_of(sample_size(other));
      REQUIRE(row.n_control == s.n_control);
      REQUIRE(row.n_total == s.n_total);
      REQUIRE(row.n_control_unrounded == s.n_control_unrounded);
      REQUIRE(relative_error(row.effect_absolute, s.effect_absolute) < 1e-9);
      REQUIRE(row.power == s.power);
      REQUIRE(row.exact_power == s.exact_power);
    }
    REQUIRE(methods.count(chosen->method) == 1);
  }
}

TEST_CASE("sample size: duration") {
  SampleSizeRequest r = usual;
  r.daily_people = 100;
  const auto days = [&] { return value_of(sample_size(r)).duration_days; };
  REQUIRE(days() == 22);  // 2,188 people, 100 a day
  REQUIRE(value_of(sample_size(r)).duration_weeks == 4);
  r.daily_people = 2188;
  REQUIRE(days() == 1);
  r.daily_people = 2187.9;
  REQUIRE(days() == 2);
  r.daily_people = 2188.0 / 7;
  REQUIRE(days() == 7);
  REQUIRE(value_of(sample_size(r)).duration_weeks == 1);
  r.share_in_experiment = 0.5;
  REQUIRE(days() == 14);
  r.solve_for = SolveFor::duration;
  REQUIRE(days() == 14);
}

TEST_CASE("sample size: the days that a plan needs bring the people it needs") {
  Requests requests(17);
  for (int i = 0; i < 3000; ++i) {
    SampleSizeRequest r = requests.size();
    r.solve_for = SolveFor::duration;
    r.ratio = std::round(r.ratio * 10) / 10;
    r.ratio = r.ratio < 0.1 ? 0.1 : r.ratio;
    r.share_in_experiment = std::ceil(requests.uniform(0, 1) * 100) / 100;
    r.daily_people = std::ceil(requests.log_uniform(10, 1e5));
    INFO(described(r) << " daily=" << r.daily_people << " share=" << r.share_in_experiment);
    const SampleSizeResult planned = value_of(sample_size(r));
    if (planned.duration_days > 36'500 || planned.n_control < 2) {
      continue;
    }
    const auto by_days = [&](double days) {
      SampleSizeRequest back = r;
      back.solve_for = SolveFor::power;
      back.sized_by = SizedBy::days;
      back.days = days;
      return sample_size(back);
    };
    const SampleSizeResult enough = value_of(by_days(static_cast<double>(planned.duration_days)));
    REQUIRE(enough.n_control >= planned.n_control);
    REQUIRE(enough.power >= r.power);
    if (planned.duration_days > 1) {
      const Outcome<SampleSizeResult> less = by_days(static_cast<double>(planned.duration_days - 1));
      REQUIRE((!less || less->n_total < planned.n_total));
    }
  }
  // 3 days of 100 people, 29 % of them, are 87 people, whatever a computer makes of .29.
  SampleSizeRequest r = usual;
  r.solve_for = SolveFor::power;
  r.sized_by = SizedBy::days;
  r.days = 3;
  r.daily_people = 100;
  r.share_in_experiment = 0.29;
  r.ratio = 2;
  REQUIRE(value_of(sample_size(r)).n_control == 29);
}

TEST_CASE("sample size: each impossible request names its field") {
  const auto with = [](auto change) {
    SampleSizeRequest r = usual;
    change(r);
    return sample_size(r);
  };
  using R = SampleSizeRequest;
  require_error(with([](R& r) { r.effect = 0; }), Code::out_of_range, "effect");
  require_error(with([](R& r) { r.effect = 0.8; }), Code::out_of_range, "effect");
  require_error(with([](R& r) { r.effect = -0.2; }), Code::out_of_range, "effect");
  require_error(with([](R& r) { r.effect = 1e-300; }), Code::out_of_range, "effect");
  require_error(with([](R& r) { r.effect = 1e300; }), Code::out_of_range, "effect");
  require_error(with([](R& r) { r.effect_scale = EffectScale::relative, r.effect = 4.5; }), Code::out_of_range,
                "effect");
  require_error(with([](R& r) { r.effect_scale = EffectScale::relative, r.effect = -1; }), Code::out_of_range,
                "effect");
  // The limit said is the limit.
  const auto refused = with([](R& r) { r.effect_scale = EffectScale::relative, r.effect = 4.5; });
  REQUIRE(refused.issues[0].limit == 4.0);
  require_error(with([](R& r) { r.power = 0.05; }), Code::out_of_range, "power");
  require_error(with([](R& r) { r.alpha = 5e-324; }), Code::out_of_range, "alpha");
  REQUIRE(with([](R& r) { r.alpha = 1e-100; }));
  REQUIRE(with([](R& r) { r.alpha = 1e-100, r.metric = Metric::mean, r.effect = 300; }));
  require_error(with([](R& r) { r.alpha = 0.3, r.power = 0.2; }), Code::out_of_range, "power");
  require_error(with([](R& r) { r.effect = 1e-12; }), Code::no_solution, "effect");
  require_error(with([](R& r) { r.metric = Metric::mean, r.effect = 1e-12; }), Code::no_solution, "effect");
  require_error(with([](R& r) {
                  r.metric = Metric::mean;
                  r.effect_scale = EffectScale::relative;
                  r.baseline_mean = 0;
                }),
                Code::conflict, "baseline_mean");
  for (const double number : {1e61, -1e300}) {
    require_error(with([&](R& r) { r.metric = Metric::mean, r.effect = number; }), Code::out_of_range, "effect");
    require_error(with([&](R& r) { r.metric = Metric::mean, r.baseline_mean = number; }), Code::out_of_range,
                  "baseline_mean");
  }
  for (const double number : {5e-324, 1e-61, 1e61}) {
    require_error(with([&](R& r) { r.metric = Metric::mean, r.sd = number; }), Code::out_of_range, "sd");
    require_error(with([&](R& r) { r.metric = Metric::mean, r.sd = number, r.solve_for = SolveFor::effect; }),
                  Code::out_of_range, "sd");
  }
  require_error(with([](R& r) { r.daily_people = 1e-300; }), Code::too_large, "daily_people");
  const auto from_size = [](R& r, SolveFor unknown) {
    r.solve_for = unknown;
    r.n_control = 2;
  };
  require_error(with([&](R& r) { from_size(r, SolveFor::effect); }), Code::no_solution, "n_control");
  require_error(with([&](R& r) {
                  from_size(r, SolveFor::effect);
                  r.sized_by = SizedBy::days, r.days = 1, r.daily_people = 6;
                }),
                Code::no_solution, "days");
  for (const SolveFor unknown : {SolveFor::effect, SolveFor::power}) {
    require_error(with([&](R& r) {
                    from_size(r, unknown);
                    r.sized_by = SizedBy::days, r.days = 0.5, r.daily_people = 7;
                  }),
                  Code::out_of_range, "days");
  }
  // Every problem at once.
  const auto both = with([](R& r) { r.effect = 0, r.power = 0.01; });
  require_error(both, Code::out_of_range, "effect");
  require_error(both, Code::out_of_range, "power");
}

TEST_CASE("sample size: at the edges of every range there is an answer or an error, never a number that is none") {
  // The fields' own bounds, from their description.
  Requests requests(18);
  int answered = 0;
  for (int i = 0; i < 4000; ++i) {
    Object object;
    const auto fields = type_of<SampleSizeRequest>().structure->fields;
    for (std::size_t f = 0; f < fields.size(); ++f) {
      const FieldInfo& field = fields[f];
      if (field.type->kind == Kind::choice) {
        const auto& choices = field.type->choices;
        const auto at = static_cast<std::size_t>(requests.uniform(0, static_cast<double>(choices.size())));
        object.set(field.name, Value(std::string(choices[at].name)));
      } else if (requests.coin()) {
        const Range& range = detail::ReadingOf<SampleSizeRequest>::value.fields[f].rules.range;
        const double far = i % 2 == 0 ? 1e6 : 1e308;
        const double low = std::isfinite(range.min) ? range.min : -far;
        const double high = std::isfinite(range.max) ? range.max : far;
        const double step = (high / 2 - low / 2) * requests.uniform(1e-9, 1e-3);
        const double inside = requests.coin() ? low + step : high - step;
        double value = requests.coin() ? inside : requests.coin() ? low : high;
        if (field.name == "alpha" && value == low) {
          value = 1e-100;  // the smallest that is solved for
        }
        if (value == low && range.min_open) {
          value = std::nextafter(low, high);
        }
        if (value == high && range.max_open) {
          value = std::nextafter(high, low);
        }
        object.set(field.name, Value(field.type->kind == Kind::integer ? std::round(value) : value));
      }
    }
    const SampleSizeRequest r = value_of(read<SampleSizeRequest>(Value(std::move(object))));
    INFO(described(r) << " days=" << r.days << " daily=" << r.daily_people << " share=" << r.share_in_experiment);
    const Outcome<SampleSizeResult> outcome = sample_size(r);
    REQUIRE(outcome.value.has_value() == !has_error(outcome.issues));
    for (const Issue& issue : outcome.issues) {
      REQUIRE_FALSE(issue.message.empty());
    }
    if (!outcome) {
      continue;
    }
    ++answered;
    const SampleSizeResult& s = *outcome;
    for (const double number : {s.power, s.effect_absolute, s.control_value, s.treatment_value}) {
      REQUIRE(std::isfinite(number));
    }
    REQUIRE((!s.effect_relative || std::isfinite(*s.effect_relative)));
    REQUIRE((!s.exact_power || std::isfinite(*s.exact_power)));
    REQUIRE(s.power >= 0);
    REQUIRE(s.power <= 1 + 1e-12);
    REQUIRE((s.n_control >= 1 || r.comparison == Comparison::benchmark));
    REQUIRE(s.n_treatment >= 1);
    REQUIRE(s.duration_days >= 1);
    for (const Term& term : s.working.terms) {
      INFO(term.name);
      REQUIRE(std::isfinite(term.value));
    }
    for (const Alternative& row : s.alternatives) {
      REQUIRE(std::isfinite(row.power));
      REQUIRE(row.n_control >= 1);
    }
  }
  REQUIRE(answered > 300);
}

TEST_CASE("sample size: every term that an equation shows has its number, and no other equation is named") {
  Requests requests(19);
  const std::vector<Equation> all = equations();
  for (int i = 0; i < 100; ++i) {
    SampleSizeRequest r = requests.size();
    r.brief = false;
    const SampleSizeResult s = value_of(sample_size(r));
    std::set<std::string> terms;
    for (const Term& term : s.working.terms) {
      REQUIRE(terms.insert(term.name).second);
    }
    for (const std::string& key : s.working.equations) {
      const auto found =
          std::find_if(all.begin(), all.end(), [&](const Equation& equation) { return equation.key == key; });
      REQUIRE(found != all.end());
      const std::vector<std::string> parts = split(found->numbers, '@');
      REQUIRE(parts.size() % 2 == 1);
      for (std::size_t j = 1; j < parts.size(); j += 2) {
        INFO(key << " shows " << parts[j]);
        REQUIRE(terms.count(parts[j]) == 1);
      }
    }
  }
}

TEST_CASE("sample size: every other metric, comparison and margin, the numbers of rpact, pwr and R") {
  for (const ReferenceRow& row : reference("sample_size_metrics")) {
    INFO(row.described());
    const Value written = write(value_of(sample_size(value_of(read<SampleSizeRequest>(request_of(row))))));
    const Value* found = written.as<Object>()->find(row.text("quantity"));
    REQUIRE(found);
    CHECK(relative_error(*found->as<double>(), row.number("value")) < row.number("tolerance"));
  }
}

TEST_CASE("sample size: for every metric and question the size is just enough, and effect and level come back") {
  for (const SampleSizeRequest& r : variety()) {
    INFO(name(r.metric) << " " << name(r.comparison) << " " << name(r.hypothesis));
    const SampleSizeResult sized = value_of(sample_size(r));
    REQUIRE(sized.power >= r.power);
    REQUIRE(sized.n_enrolled >= sized.n_total);
    SampleSizeRequest back = r;
    back.solve_for = SolveFor::power;
    back.n_control = r.comparison == Comparison::benchmark ? sized.n_treatment : sized.n_control;
    REQUIRE(value_of(sample_size(back)).power == sized.power);
    if (back.n_control > 3) {
      back.n_control -= 1;
      REQUIRE(value_of(sample_size(back)).power < r.power);
      back.n_control += 1;
    }
    // The level that costs this power is the level planned with.
    back.solve_for = SolveFor::alpha;
    back.power = sized.power;
    REQUIRE(relative_error(value_of(sample_size(back)).alpha, r.alpha) < 1e-6);
    // The effect that this size finds with this power is the effect planned for.
    back.solve_for = SolveFor::effect;
    back.direction = sized.treatment_value >= sized.control_value ? Direction::increase : Direction::decrease;
    INFO("planned " << sized.treatment_value << ", found " << value_of(sample_size(back)).treatment_value);
    REQUIRE(relative_error(value_of(sample_size(back)).treatment_value, sized.treatment_value) < 1e-7);
  }
}

TEST_CASE("sample size: a larger margin is easier to keep, and every margin on the wrong side is refused") {
  for (SampleSizeRequest r : variety()) {
    INFO(name(r.metric) << " " << name(r.comparison) << " " << name(r.hypothesis));
    if (r.hypothesis == Hypothesis::noninferiority || r.hypothesis == Hypothesis::equivalence) {
      const SampleSizeResult before = value_of(sample_size(r));
      r.margin *= 1.1;
      REQUIRE(value_of(sample_size(r)).n_total < before.n_total);
    }
    if (r.hypothesis != Hypothesis::difference) {
      r.margin = r.hypothesis == Hypothesis::superiority ? 0.9 : 0.01;
      r.effect = r.hypothesis == Hypothesis::superiority ? 0.5 : -0.2;
      r.hazard_ratio = r.hypothesis == Hypothesis::superiority ? 1.5 : 0.8;
      const Outcome<SampleSizeResult> refused = sample_size(r);
      REQUIRE_FALSE(refused);
      REQUIRE(says(refused.issues, Severity::error, Code::conflict, "margin"));
    }
  }
}

TEST_CASE("sample size: exact power with a margin, every pair of counts by itself") {
  SampleSizeRequest r;
  r.hypothesis = Hypothesis::noninferiority;
  r.baseline = 0.3;
  r.effect_scale = EffectScale::absolute;
  r.effect = 0.05;
  r.margin = 0.15;
  r.solve_for = SolveFor::power;
  for (const Hypothesis hypothesis : {Hypothesis::noninferiority, Hypothesis::equivalence}) {
    for (const ProportionMethod method : {ProportionMethod::pooled, ProportionMethod::unpooled}) {
      r.hypothesis = hypothesis;
      r.proportion_method = method;
      r.n_control = 35;
      r.ratio = 1.4;
      const TwoArms arms = value_of(planned_arms(r));
      const auto n_t = static_cast<int>(arms.n_treatment);
      const auto mass = [](int k, int n, double p) {
        return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) + k * std::log(p) +
                        (n - k) * std::log1p(-p));
      };
      double power = 0;
      for (int c = 0; c <= 35; ++c) {
        for (int t = 0; t <= n_t; ++t) {
          const auto z = [&](double margin) {
            return stats::two_proportion_z(proportion_test(method), c, 35, t, n_t, margin);
          };
          const bool above = z(-0.15) >= critical_value(arms);
          const bool below = hypothesis != Hypothesis::equivalence || z(0.15) <= -critical_value(arms);
          power += above && below ? mass(c, 35, 0.3) * mass(t, n_t, 0.35) : 0;
        }
      }
      REQUIRE(std::abs(*value_of(sample_size(r)).exact_power - power) < 1e-9);
    }
  }
}

TEST_CASE("sample size: a falling rate has a smallest effect, too") {
  // As the rate falls to zero its logarithm's error grows faster than the logarithm: power falls again.
  for (const auto& method : choices_of<CountMethod>) {
    SampleSizeRequest r;
    r.metric = Metric::count;
    r.count_method = method.value;
    r.effect = -0.15;
    r.brief = true;
    const SampleSizeResult size = value_of(sample_size(r));
    r.solve_for = SolveFor::effect;
    r.direction = Direction::decrease;
    r.n_control = size.n_control;
    r.power = size.power;
    CHECK(relative_error(*value_of(sample_size(r)).effect_relative, -0.15) < 1e-6);
  }
}
