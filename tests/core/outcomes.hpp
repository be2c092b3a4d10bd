// SPDX-License-Identifier: Apache-2.0
// Helpers of the tests that look at what an operation says.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "base/outcome.hpp"
#include "catch.hpp"

namespace sutva::tests {

inline bool says(const Issues& issues, Severity severity, Code code, std::string_view field) {
  return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) {
    return issue.severity == severity && issue.code == code && issue.field == field && !issue.message.empty();
  });
}

inline std::string described(const Issues& issues) {
  std::string all;
  for (const Issue& issue : issues) {
    all += std::string(name(issue.severity)) + " " + std::string(name(issue.code)) + " on “" + issue.field +
           "”: " + issue.message + "\n";
  }
  return all.empty() ? "no issues" : all;
}

// No value, and this error among what is said.
template <class T>
void require_error(const Outcome<T>& outcome, Code code, std::string_view field) {
  INFO("wanted: " << name(code) << " on “" << field << "”; said: " << described(outcome.issues));
  REQUIRE_FALSE(outcome);
  REQUIRE(says(outcome.issues, Severity::error, code, field));
}

template <class T>
T value_of(Outcome<T> outcome) {
  INFO(described(outcome.issues));
  REQUIRE(outcome);
  REQUIRE_FALSE(has_error(outcome.issues));
  return std::move(*outcome);
}

}  // namespace sutva::tests
