// SPDX-License-Identifier: Apache-2.0
// What JavaScript sees of the core. Everything that goes in or out is a plain value.
#include <emscripten/bind.h>

#include <array>
#include <string>

#include "base/text.hpp"
#include "base/write.hpp"
#include "marshal.hpp"
#include "runnable.hpp"

namespace sutva::wasm {
namespace {

using emscripten::val;

// The rooms of this module, as CMakeLists.txt names them.
constexpr std::array rooms{SUTVA_ROOMS};

const Runnable* find(std::string_view name) {
  for (const auto room : rooms) {
    for (const Runnable& operation : room()) {
      if (operation.name == name) {
        return &operation;
      }
    }
  }
  return nullptr;
}

// use(operation) for the operation of this name and shape; where there is none, the issue that says so.
template <class Use>
val with_operation(std::string_view shape, const std::string& name, Use use) {
  Issues issues;
  const Runnable* operation = find_operation(shape, name, issues);
  return to_javascript(operation ? use(*operation) : issues_only(issues));
}

val calculate(const std::string& name, const val& request) {
  return with_operation("calculation", name,
                        [&](const Runnable& operation) { return operation.calculate(from_javascript(request)); });
}

// Outcome of {replicates, block}: how much there is to do, and how much to ask for at a time.
val simulation_plan(const std::string& name, const val& request) {
  return with_operation("simulation", name,
                        [&](const Runnable& operation) { return operation.simulation_plan(from_javascript(request)); });
}

// One block: the partial of the replicates [first, first + count). The request has been through simulation_plan.
val simulation_block(const std::string& name, const val& request, double first, double count) {
  return with_operation("simulation", name, [&](const Runnable& operation) {
    return operation.simulation_block(from_javascript(request), static_cast<std::int64_t>(first),
                                      static_cast<std::int64_t>(count));
  });
}

// Outcome of all partials so far, in any order.
val simulation_finish(const std::string& name, const val& request, const val& partials) {
  return with_operation("simulation", name, [&](const Runnable& operation) {
    return operation.simulation_finish(from_javascript(request), from_javascript(partials));
  });
}

}  // namespace

const Runnable* find_operation(std::string_view shape, std::string_view name, Issues& issues) {
  const Runnable* operation = find(name);
  if (operation && operation->shape == shape) {
    return operation;
  }
  std::vector<std::string_view> known;
  for (const auto room : rooms) {
    for (const Runnable& other : room()) {
      if (other.shape == shape) {
        known.push_back(other.name);
      }
    }
  }
  issues.push_back(error(Code::unknown_operation, "",
                         joined("There is no ", shape, " called “", name, "”; there is ", listed(known, "and"), ".")));
  return nullptr;
}

Value issues_only(const Issues& issues) {
  Object outcome;
  outcome.set("issues", write_issues(issues));
  return Value(std::move(outcome));
}

}  // namespace sutva::wasm

sutva::Repeatable sutva::repeatable_calculation(std::string_view name) {
  const wasm::Runnable* operation = wasm::find(name);
  return operation && operation->repeatable ? operation->repeatable() : Repeatable();
}

EMSCRIPTEN_BINDINGS(sutva) {
  using emscripten::function;
  function("calculate", &sutva::wasm::calculate);
  function("simulation_plan", &sutva::wasm::simulation_plan);
  function("simulation_block", &sutva::wasm::simulation_block);
  function("simulation_finish", &sutva::wasm::simulation_finish);
}
