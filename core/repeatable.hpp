// SPDX-License-Identifier: Apache-2.0
// A calculation behind a face that does not depend on its types: what sweep() repeats.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/read.hpp"
#include "base/type.hpp"
#include "base/value.hpp"

namespace sutva {

struct Repeatable {
  const StructInfo* request = nullptr;
  const StructInfo* result = nullptr;
  // Fills `out` with the numbers of `fields`; says what was wrong where there is no result.
  void (*run)(const Value& request, const std::vector<const FieldInfo*>& fields,
              std::vector<std::optional<double>>& out, std::string& reason) = nullptr;
};

// The calculation of this name; one that runs nothing where there is none. A program that links sweep() says which
// calculations it has: repeatable.cpp has them all, a module of the page its own (wasm/module.cpp).
Repeatable repeatable_calculation(std::string_view name);

// The content of a numeric field, where it has one.
std::optional<double> number_in(const FieldInfo& field, const void* object);

template <class Operation>
void run_repeated(const Value& value, const std::vector<const FieldInfo*>& fields,
                  std::vector<std::optional<double>>& out, std::string& reason) {
  Outcome<typename Operation::Request> request = read<typename Operation::Request>(value);
  Issues issues = std::move(request.issues);
  if (request) {
    if constexpr (requires { request->brief; }) {
      // The exact power is what takes the time; it is left out unless it is asked for.
      request->brief = std::none_of(fields.begin(), fields.end(),
                                    [](const FieldInfo* field) { return field->name == "exact_power"; });
    }
    const auto outcome = Operation::run(*request);
    if (outcome) {
      std::transform(fields.begin(), fields.end(), out.begin(),
                     [&](const FieldInfo* field) { return number_in(*field, &*outcome); });
      return;
    }
    issues = outcome.issues;
  }
  std::fill(out.begin(), out.end(), std::nullopt);
  for (const Issue& issue : issues) {
    if (reason.empty() && issue.severity == Severity::error) {
      reason = issue.message;
    }
  }
}

template <class Operation>
Repeatable repeatable() {
  return {type_of<typename Operation::Request>().structure, type_of<typename Operation::Result>().structure,
          &run_repeated<Operation>};
}

}  // namespace sutva
