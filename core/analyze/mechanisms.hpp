// SPDX-License-Identifier: Apache-2.0
// What can part the arms of an experiment from their plan, the clues by which one tells, and what each clue says about
// each mechanism: tables, so that the diagnosis is one loop over them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "analyze/sample_ratio_diagnose.hpp"

namespace sutva::analyze {

// The first are read from the counts, the others are answers, in the order of the request.
enum class Clue : std::uint8_t {
  treatment_short,
  small_gap,
  uniform,
  one_segment,
  steady,
  early_only,
  late_only,
  block,
  growing,
  fading,
  one_client,
  bots,
  returning_users,
  new_users,
  long_sessions,
  assignment_log,
  triggered_only,
  same_in_aa,
  started_together,
  ramp,
  paused,
  redirect,
  slower,
  crashes,
  logging_changed,
  sessions_changed,
  config_refresh,
  bot_filter,
  joined_logs,
  recent_logs,
  approximate,
  earlier_experiment,
  shared_seed,
  ids_reset,
  opt_in,
  count
};

struct ClueText {
  Clue clue;
  std::string_view key;
  std::string_view there;      // what is said where it is there
  std::string_view not_there;  // and where it is not
};

// In the order in which a practitioner looks without any evidence.
struct Mechanism {
  std::string_view key;
  std::string_view label;
  RatioStage stage;
  std::string_view meaning;
  std::string_view check_next;
};

// What a clue adds to the score of a mechanism where it is there, and where it is known not to be.
struct Rule {
  std::string_view mechanism;
  Clue clue;
  double there;
  double not_there;
};

std::span<const ClueText> clue_texts();  // in the order of Clue
std::span<const Mechanism> mechanisms();
std::span<const Rule> rules();

}  // namespace sutva::analyze
