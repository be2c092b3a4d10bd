// SPDX-License-Identifier: Apache-2.0
#include "sweep.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.hpp"
#include "repeatable.hpp"

namespace sutva {
namespace {

constexpr std::size_t most_points = 5'000;

const FieldInfo* find(const StructInfo& info, std::string_view name) {
  const auto found =
      std::find_if(info.fields.begin(), info.fields.end(), [&](const FieldInfo& f) { return f.name == name; });
  return found == info.fields.end() ? nullptr : &*found;
}

bool is_numeric(const FieldInfo* field) {
  return field && (field->type->kind == Kind::number || field->type->kind == Kind::integer);
}

}  // namespace

std::optional<double> number_in(const FieldInfo& field, const void* object) {
  const void* member = field.member_of(object);
  if (field.type->optional) {
    member = field.type->held(member);
    if (!member) {
      return std::nullopt;
    }
  }
  const double number = field.type->kind == Kind::integer
                            ? static_cast<double>(*static_cast<const std::int64_t*>(member))
                            : *static_cast<const double*>(member);
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

Outcome<SweepResult> sweep(const SweepRequest& request) {
  const Repeatable face = repeatable_calculation(request.operation);
  if (!face.run || request.operation == "sweep") {
    return error(Code::unknown_operation, "operation",
                 joined("There is no calculation called “", request.operation, "” to repeat."));
  }
  Issues issues;
  const bool two = !request.second_input.empty();
  const auto check_input = [&](const std::string& name, std::string_view field) {
    if (!is_numeric(find(*face.request, name))) {
      issues.push_back(
          error(Code::unknown_field, field, joined("“", name, "” is no numeric input of this calculation.")));
    }
  };
  check_input(request.input, "input");
  if (two) {
    check_input(request.second_input, "second_input");
  }
  std::vector<const FieldInfo*> outputs;
  for (const std::string& name : request.outputs) {
    const FieldInfo* field = find(*face.result, name);
    if (is_numeric(field)) {
      outputs.push_back(field);
    } else {
      issues.push_back(
          error(Code::unknown_field, "outputs", joined("“", name, "” is no numeric result of this calculation.")));
    }
  }
  const std::size_t rounds = two ? request.second_values.size() : 1;
  if (request.values.size() * rounds > most_points) {
    issues.push_back(error(Code::too_large, "values", "At most 5,000 points are computed at once.",
                           static_cast<double>(most_points)));
  }
  const Object* fixed = request.request.as<Object>();
  if (has_error(issues)) {
    return issues;
  }
  // The moving inputs stand first, where they are changed in place.
  Object inputs;
  inputs.set(request.input, Value());
  inputs.set(request.second_input, Value());
  for (const auto& [name, value] : fixed ? fixed->members : decltype(Object::members){}) {
    if (name != request.input && name != request.second_input) {
      inputs.set(name, value);
    }
  }
  if (!two) {
    inputs.members.erase(inputs.members.begin() + 1);
  }
  SweepResult result;
  std::vector<std::optional<double>> found(outputs.size());
  for (std::size_t round = 0; round < rounds; ++round) {
    const std::size_t first = result.series.size();
    for (const std::string& name : request.outputs) {
      SweepSeries series;
      series.output = name;
      if (two) {
        series.second = request.second_values[round];
      }
      result.series.push_back(std::move(series));
    }
    if (two) {
      inputs.members[1].second = Value(request.second_values[round]);
    }
    for (const double x : request.values) {
      inputs.members[0].second = Value(x);
      face.run(Value(inputs), outputs, found, result.reason);
      bool any = false;
      for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (found[i]) {
          any = true;
          result.series[first + i].x.push_back(x);
          result.series[first + i].y.push_back(*found[i]);
        }
      }
      result.unanswered += !any;
    }
  }
  return result;
}

}  // namespace sutva
