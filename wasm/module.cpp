// SPDX-License-Identifier: Apache-2.0
// What JavaScript sees of the core. Everything that goes in or out is a plain value.
#include <emscripten/bind.h>

#include <string>

#include "base/read.hpp"
#include "base/write.hpp"
#include "marshal.hpp"
#include "operations.hpp"
#include "table_session.hpp"

namespace {

using emscripten::val;
using namespace sutva;
using wasm::from_javascript;
using wasm::to_javascript;

val issues_only(Issues issues) {
  Object outcome;
  outcome.set("issues", write_issues(issues));
  return to_javascript(Value(std::move(outcome)));
}

// Runs use(operation, request) for the operation of this name and shape; anything wrong comes back as issues.
template <class Use>
val with_request(std::string_view shape, const std::string& name, const val& request, Use use) {
  const Value plain = from_javascript(request);
  val outcome = val::undefined();
  with_operation(name, [&]<class O>(const O& operation) {
    if (operation.shape != shape) {
      return;
    }
    auto read_request = read<typename O::Request>(plain);
    if (!read_request) {
      outcome = issues_only(std::move(read_request.issues));
      return;
    }
    outcome = use(operation, *read_request, std::move(read_request.issues));
  });
  return outcome.isUndefined() ? issues_only({unknown_operation(name, shape)}) : outcome;
}

// The issues of reading come before those of the operation itself.
template <class T>
val outcome_after(Issues issues, Outcome<T> outcome) {
  append(issues, std::move(outcome.issues));
  outcome.issues = std::move(issues);
  return to_javascript(write_outcome(outcome));
}

val calculate(const std::string& name, const val& request) {
  return with_request("calculation", name, request, []<class O>(const O&, const auto& typed, Issues issues) {
    if constexpr (O::shape == "calculation") {
      return outcome_after(std::move(issues), O::run(typed));
    } else {
      return val::undefined();
    }
  });
}

// Outcome of {replicates, block}: how much there is to do, and how much to ask for at a time.
val simulation_plan(const std::string& name, const val& request) {
  return with_request("simulation", name, request, []<class O>(const O&, const auto& typed, Issues issues) {
    if constexpr (O::shape == "simulation") {
      auto simulation = O::Engine::prepare(typed);
      append(issues, std::move(simulation.issues));
      val outcome = issues_only(std::move(issues));
      if (simulation) {
        val plan = val::object();
        plan.set("replicates", static_cast<double>(simulation->replicates()));
        plan.set("block", static_cast<double>(simulation->block()));
        outcome.set("value", plan);
      }
      return outcome;
    } else {
      return val::undefined();
    }
  });
}

// One block: the partial of the replicates [first, first + count). The request has been through simulation_plan.
val simulation_block(const std::string& name, const val& request, double first, double count) {
  return with_request("simulation", name, request, [&]<class O>(const O&, const auto& typed, Issues issues) {
    if constexpr (O::shape == "simulation") {
      const auto simulation = O::Engine::prepare(typed);
      if (!simulation) {
        return issues_only(std::move(issues));
      }
      return to_javascript(write(simulation->run(static_cast<std::int64_t>(first), static_cast<std::int64_t>(count))));
    } else {
      return val::undefined();
    }
  });
}

// Outcome of all partials so far, in any order.
val simulation_finish(const std::string& name, const val& request, const val& partials) {
  const Value plain_partials = from_javascript(partials);
  return with_request("simulation", name, request, [&]<class O>(const O&, const auto& typed, Issues issues) {
    if constexpr (O::shape == "simulation") {
      using Partial = typename O::Engine::Partial;
      auto simulation = O::Engine::prepare(typed);
      append(issues, std::move(simulation.issues));
      if (!simulation) {
        return issues_only(std::move(issues));
      }
      std::vector<Partial> parts;
      if (const Array* items = plain_partials.as<Array>()) {
        for (const Value& item : *items) {
          if (auto part = read<Partial>(item)) {
            parts.push_back(std::move(*part));
          }
        }
      }
      return outcome_after(std::move(issues), simulation->finish(parts));
    } else {
      return val::undefined();
    }
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(sutva) {
  using emscripten::function;
  function("calculate", &calculate);
  function("simulation_plan", &simulation_plan);
  function("simulation_block", &simulation_block);
  function("simulation_finish", &simulation_finish);

  using wasm::TableSession;
  emscripten::class_<TableSession>("TableSession")
      .constructor<>()
      .function("buffer", &TableSession::buffer)
      .function("detect", &TableSession::detect)
      .function("start", &TableSession::start)
      .function("feed", &TableSession::feed)
      .function("rows", &TableSession::rows)
      .function("finish", &TableSession::finish)
      .function("take_part", &TableSession::take_part)
      .function("append_part", &TableSession::append_part)
      .function("seal", &TableSession::seal)
      .function("join", &TableSession::join)
      .function("close", &TableSession::close)
      .function("begin_operation", &TableSession::begin_operation)
      .function("step_operation", &TableSession::step_operation)
      .function("finish_operation", &TableSession::finish_operation)
      .function("begin_resampling", &TableSession::begin_resampling)
      .function("step_resampling", &TableSession::step_resampling)
      .function("part_for_replicates", &TableSession::part_for_replicates)
      .function("open_part", &TableSession::open_part)
      .function("resampling_plan", &TableSession::resampling_plan)
      .function("resampling_block", &TableSession::resampling_block)
      .function("finish_resampling", &TableSession::finish_resampling);
}
