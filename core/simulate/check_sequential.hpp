// SPDX-License-Identifier: Apache-2.0
// A sequential plan drawn look by look: how often it rejects, when it ends, and by how much estimates at the stop
// exaggerate. Arms and tests: simulate/growing_arms.hpp. Everybody follows the boundaries; only false positives are
// counted as if a non-binding futility rule were ignored.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "plan/sequential_plan.hpp"
#include "simulate/checked.hpp"

namespace sutva::simulate {

struct CheckSequentialRequest {
  plan::SequentialPlanRequest plan;
  Draws draws;

  static constexpr auto describe() {
    using R = CheckSequentialRequest;
    return described("CheckSequentialRequest", inlined(&R::plan), inlined(&R::draws));
  }
};

// Counts of one block; the lists have one entry for each look.
struct SequentialTally {
  Tally tally;
  std::vector<std::int64_t> ended_effect;
  std::vector<std::int64_t> rejected_effect_at;
  std::vector<std::int64_t> ended_null;
  std::int64_t wrong_direction = 0;
  double sum_rejected = 0;  // of the estimates that rejected in the planned direction

  static constexpr auto describe() {
    using P = SequentialTally;
    return described("SequentialTally", inlined(&P::tally),
                     field("ended_effect", &P::ended_effect, "Ended at each look under the effect"),
                     field("rejected_effect_at", &P::rejected_effect_at, "Rejected at each look under the effect"),
                     field("ended_null", &P::ended_null, "Ended at each look at zero effect"),
                     field("wrong_direction", &P::wrong_direction, "Rejected in the wrong direction"),
                     field("sum_rejected", &P::sum_rejected, "Sum of estimates in the planned direction"));
  }
};

struct SimulatedLook {
  std::int64_t look = 0;
  std::int64_t n_total = 0;
  double success_planned = 0;
  double success = 0;
  double ended_planned = 0;
  double ended = 0;
  double ended_null_planned = 0;
  double ended_null = 0;

  static constexpr auto describe() {
    using L = SimulatedLook;
    return described(
        "SimulatedLook", field("look", &L::look, "Look"),
        field("n_total", &L::n_total, "People in all").in(Unit::people),
        field("success_planned", &L::success_planned, "Rejects here, by the plan").in(Unit::share),
        field("success", &L::success, "Rejects here").in(Unit::share).help("Share of experiments with the effect."),
        field("ended_planned", &L::ended_planned, "Ends here, by the plan").in(Unit::share),
        field("ended", &L::ended, "Ends here").in(Unit::share).help("For whichever reason."),
        field("ended_null_planned", &L::ended_null_planned, "Ends here without effect, by the plan").in(Unit::share),
        field("ended_null", &L::ended_null, "Ends here without effect").in(Unit::share));
  }
};

struct CheckSequentialResult {
  std::int64_t n_control = 0;
  std::int64_t n_treatment = 0;
  double planned_n = 0;
  double mean_n = 0;
  double mean_n_mcse = 0;
  double planned_n_null = 0;
  double mean_n_null = 0;
  std::optional<double> mean_rejected;
  std::optional<double> exaggeration;
  double wrong_direction = 0;
  std::vector<SimulatedLook> looks;
  Checked checked;

  static constexpr auto describe() {
    using R = CheckSequentialResult;
    return described(
        "CheckSequentialResult", field("n_control", &R::n_control, "People in control, at most").in(Unit::people),
        field("n_treatment", &R::n_treatment, "People in treatment, at most").in(Unit::people),
        field("planned_n", &R::planned_n, "Expected people, by the plan").in(Unit::people),
        field("mean_n", &R::mean_n, "Mean people at the end").in(Unit::people).help("Under the effect."),
        field("mean_n_mcse", &R::mean_n_mcse, "Monte Carlo error").in(Unit::people),
        field("planned_n_null", &R::planned_n_null, "Expected people without effect, by the plan").in(Unit::people),
        field("mean_n_null", &R::mean_n_null, "Mean people without effect").in(Unit::people),
        field("mean_rejected", &R::mean_rejected, "Mean estimate where it rejected")
            .in(Unit::outcome)
            .help("In the planned direction; absent where nothing was rejected."),
        field("exaggeration", &R::exaggeration, "Exaggeration")
            .help("That mean / true effect: what reading only significant results does."),
        field("wrong_direction", &R::wrong_direction, "Rejected the wrong way").in(Unit::share),
        field("looks", &R::looks, "Looks"), inlined(&R::checked));
  }
};

class CheckSequential {
 public:
  using Request = CheckSequentialRequest;
  using Partial = SequentialTally;
  using Result = CheckSequentialResult;

  static Outcome<CheckSequential> prepare(const Request& request);

  std::int64_t replicates() const { return draws_.replicates; }
  std::int64_t block() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(const std::vector<Partial>& partials) const;

 private:
  plan::SequentialTrial trial_;
  plan::SequentialPlanResult planned_;
  Draws draws_;
};

}  // namespace sutva::simulate
