// SPDX-License-Identifier: Apache-2.0
// What could have caused a sample ratio mismatch: mechanisms ranked by what speaks for and against each.
//
// In: counts, segments of several kinds and what is known of the experiment. Every piece of evidence is a clue that is
// there, is not there, or is not known; a table of rules (mechanisms.cpp) says what each clue adds to the score of each
// mechanism. Nothing is drawn and nothing is fitted: the same input gives the same order.
//
// In the spirit of the taxonomy of Fabijan, Gupchup, Gupta, Omhover, Qin, Vermeer and Dmitriev (2019), Diagnosing
// Sample Ratio Mismatch in Online Controlled Experiments, KDD. The weights of the rules are judgement, not estimates.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "analyze/check.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"

namespace sutva::analyze {

enum class Known : std::uint8_t { unknown, yes, no };
constexpr auto describe(std::type_identity<Known>) {
  return std::array{Choice{Known::unknown, "unknown", "Not known"}, Choice{Known::yes, "yes", "Yes"},
                    Choice{Known::no, "no", "No"}};
}

// Where in the life of an experiment something went wrong.
enum class RatioStage : std::uint8_t { assignment, execution, log_processing, analysis, interference };
constexpr auto describe(std::type_identity<RatioStage>) {
  return std::array{Choice{RatioStage::assignment, "assignment", "Assignment"},
                    Choice{RatioStage::execution, "execution", "Execution"},
                    Choice{RatioStage::log_processing, "log_processing", "Log processing"},
                    Choice{RatioStage::analysis, "analysis", "Analysis"},
                    Choice{RatioStage::interference, "interference", "Interference"}};
}

enum class Plausibility : std::uint8_t { likely, possible, open, unlikely };
constexpr auto describe(std::type_identity<Plausibility>) {
  return std::array{Choice{Plausibility::likely, "likely", "Likely"},
                    Choice{Plausibility::possible, "possible", "Possible"}, Choice{Plausibility::open, "open", "Open"},
                    Choice{Plausibility::unlikely, "unlikely", "Unlikely"}};
}

struct SampleRatioDiagnoseRequest {
  std::vector<double> counts{50'000, 48'900};
  std::vector<double> shares;
  bool weights = false;
  std::string segments =
      "browser, Chrome, 30010, 29958\nbrowser, Safari, 14992, 13961\nbrowser, Firefox, 4998, 4981\n"
      "day, 1, 10021, 9842\nday, 2, 9980, 9703\nday, 3, 10044, 9811\nday, 4, 9951, 9790\nday, 5, 10004, 9754";
  Known assignment_log = Known::unknown;
  Known triggered_only = Known::unknown;
  Known same_in_aa = Known::unknown;
  Known started_together = Known::unknown;
  Known ramp = Known::unknown;
  Known paused = Known::unknown;
  Known redirect = Known::unknown;
  Known slower = Known::unknown;
  Known crashes = Known::unknown;
  Known logging_changed = Known::unknown;
  Known sessions_changed = Known::unknown;
  Known config_refresh = Known::unknown;
  Known bot_filter = Known::unknown;
  Known joined_logs = Known::unknown;
  Known recent_logs = Known::unknown;
  Known approximate = Known::unknown;
  Known earlier_experiment = Known::unknown;
  Known shared_seed = Known::unknown;
  Known ids_reset = Known::unknown;
  Known opt_in = Known::unknown;

  static constexpr auto describe() {
    using R = SampleRatioDiagnoseRequest;
    return described(
        "SampleRatioDiagnoseRequest",
        field("counts", &R::counts, "Users in each arm").under("Counts").help("Control first."),
        field("shares", &R::shares, "Planned shares")
            .under("Counts")
            .help("One for each arm, adding up to 1. Empty: equal shares."),
        field("weights", &R::weights, "Shares are weights").under("Counts").help("Divides the shares by their sum."),
        field("segments", &R::segments, "Segments")
            .under("Counts")
            .holds_rows()
            .help("A line for each: kind (day, browser, user type, bot, session length ...), segment, users in each "
                  "arm. Days in order of time."),
        field("assignment_log", &R::assignment_log, "In the assignment log")
            .under("Where it is seen")
            .help("Is the mismatch there already where users are assigned, before anything else is logged?"),
        field("triggered_only", &R::triggered_only, "Only among triggered users")
            .under("Where it is seen")
            .help("Is everybody who was assigned split as planned, and only those who were triggered are not?"),
        field("same_in_aa", &R::same_in_aa, "In an A/A test too")
            .under("Where it is seen")
            .help("Does the same set-up show a mismatch where both arms are alike?"),
        field("started_together", &R::started_together, "Arms started together")
            .under("How it ran")
            .help("Did every arm take users from the same moment on?"),
        field("ramp", &R::ramp, "Shares were changed")
            .under("How it ran")
            .help("Were the shares of the arms changed while it ran?"),
        field("paused", &R::paused, "An arm was paused").under("How it ran").help("Or switched off for a while."),
        field("redirect", &R::redirect, "One arm redirects")
            .under("What the treatment does")
            .help("Are users of one arm sent to another address?"),
        field("slower", &R::slower, "One arm is slower")
            .under("What the treatment does")
            .help("Does it take longer until the first event is sent?"),
        field("crashes", &R::crashes, "One arm has more errors")
            .under("What the treatment does")
            .help("Crashes, blank pages or scripts that fail."),
        field("logging_changed", &R::logging_changed, "Logging differs")
            .under("What the treatment does")
            .help("Does one arm log other events, or in another way?"),
        field("sessions_changed", &R::sessions_changed, "Activity changed much")
            .under("What the treatment does")
            .help("Sessions, pages or events per user are clearly different."),
        field("config_refresh", &R::config_refresh, "Takes effect at a refresh")
            .under("What the treatment does")
            .help("Does a user get the arm only after the configuration was loaded again?"),
        field("bot_filter", &R::bot_filter, "Bots are filtered")
            .under("How users were counted")
            .help("Are users removed by a rule that looks at what they did?"),
        field("joined_logs", &R::joined_logs, "Counted after a join")
            .under("How users were counted")
            .help("Are assignments joined to another table before they are counted?"),
        field("recent_logs", &R::recent_logs, "Latest logs included")
            .under("How users were counted")
            .help("May events of the last hours or days still arrive?"),
        field("approximate", &R::approximate, "Counts are approximate")
            .under("How users were counted")
            .help("Such as HyperLogLog or APPROX_COUNT_DISTINCT."),
        field("earlier_experiment", &R::earlier_experiment, "Same split as an earlier one")
            .under("Who was assigned")
            .help("Were these users split in the same way in an earlier experiment?"),
        field("shared_seed", &R::shared_seed, "Other experiments share the split")
            .under("Who was assigned")
            .help("Does another experiment use the same seed, buckets or layer?"),
        field("ids_reset", &R::ids_reset, "Ids can be lost")
            .under("Who was assigned")
            .help("Does a user become a new one by deleting cookies, signing out or changing the device?"),
        field("opt_in", &R::opt_in, "Users can choose")
            .under("Who was assigned")
            .help("An opt-in, a link, a setting."));
  }
};

struct RatioClue {
  std::string clue;
  std::string finding;
  bool present = false;
  bool from_counts = false;

  static constexpr auto describe() {
    using C = RatioClue;
    return described("RatioClue", field("clue", &C::clue, "Clue"), field("finding", &C::finding, "What is known"),
                     field("present", &C::present, "There"),
                     field("from_counts", &C::from_counts, "From the counts").help("Otherwise as you said."));
  }
};

struct RatioCause {
  std::int64_t rank = 0;
  std::string mechanism;
  std::string label;
  RatioStage stage = RatioStage::assignment;
  Plausibility plausibility = Plausibility::open;
  double score = 0;
  std::vector<std::string> evidence_for;
  std::vector<std::string> evidence_against;
  std::string meaning;
  std::string check_next;
  std::int64_t order = 0;

  static constexpr auto describe() {
    using C = RatioCause;
    return described(
        "RatioCause", field("rank", &C::rank, "Rank"), field("mechanism", &C::mechanism, "Mechanism"),
        field("label", &C::label, "Cause"), field("stage", &C::stage, "Stage"),
        field("plausibility", &C::plausibility, "Plausibility").help("Likely from a score of 4, possible from 2."),
        field("score", &C::score, "Score").help("What the clues add up to: judgement, not a probability."),
        field("evidence_for", &C::evidence_for, "For it"),
        field("evidence_against", &C::evidence_against, "Against it"), field("meaning", &C::meaning, "What happens"),
        field("check_next", &C::check_next, "Look next"),
        field("order", &C::order, "Place in the usual order")
            .help("Where one looks first without any evidence: what is cheap to rule out and common."));
  }
};

struct SampleRatioDiagnoseResult {
  std::string sentence;
  CheckStatus status = CheckStatus::pass;
  double p_value = 1;
  double log10_p_value = 0;
  std::string suspect;
  std::vector<RatioCause> causes;
  std::vector<RatioClue> clues;

  static constexpr auto describe() {
    using R = SampleRatioDiagnoseResult;
    return described("SampleRatioDiagnoseResult", field("sentence", &R::sentence, "Finding"),
                     field("status", &R::status, "Status").help("Failed below .001, look below .01."),
                     field("p_value", &R::p_value, "p-value").help("Of the chi-squared test of all counts."),
                     field("log10_p_value", &R::log10_p_value, "Power of ten").help("log10 of the p-value."),
                     field("suspect", &R::suspect, "First suspect"), field("causes", &R::causes, "Causes"),
                     field("clues", &R::clues, "Clues").help("What the counts and your answers say."));
  }
};

Outcome<SampleRatioDiagnoseResult> sample_ratio_diagnose(const SampleRatioDiagnoseRequest& request);

}  // namespace sutva::analyze
