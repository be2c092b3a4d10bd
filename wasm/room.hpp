// SPDX-License-Identifier: Apache-2.0
// Makes the operations of one module runnable: *_room.cpp do nothing else.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <utility>

#include "base/read.hpp"
#include "base/write.hpp"
#include "operations.hpp"
#include "runnable.hpp"

namespace sutva::wasm::detail {

// The issues of reading come before those of the operation itself.
template <class T>
Value outcome_after(Issues issues, Outcome<T> outcome) {
  append(issues, std::move(outcome.issues));
  outcome.issues = std::move(issues);
  return write_outcome(outcome);
}

template <class Partial>
std::vector<Partial> read_partials(const Value& partials) {
  std::vector<Partial> parts;
  if (const Array* items = partials.as<Array>()) {
    for (const Value& item : *items) {
      if (auto part = read<Partial>(item)) {
        parts.push_back(std::move(*part));
      }
    }
  }
  return parts;
}

template <class O>
Value calculate(const Value& request) {
  auto asked = read<typename O::Request>(request);
  return asked ? outcome_after(std::move(asked.issues), O::run(*asked)) : issues_only(asked.issues);
}

// What is prepared from a request, with all there is to say about it.
template <class Engine>
Outcome<Engine> prepare(const Value& request) {
  auto asked = read<typename Engine::Request>(request);
  if (!asked) {
    return std::move(asked.issues);
  }
  auto engine = Engine::prepare(*asked);
  append(asked.issues, std::move(engine.issues));
  engine.issues = std::move(asked.issues);
  return engine;
}

// The simulation of the last request: blocks of one run are asked for one after the other, and what they share may have
// taken longer to prepare than a block takes.
template <class Engine>
const Outcome<Engine>& prepared(const Value& request) {
  static Value last;
  static Outcome<Engine> simulation = Issues();
  if (!(last == request)) {
    simulation = prepare<Engine>(request);
    last = request;
  }
  return simulation;
}

template <class Engine>
Value simulation_plan(const Value& request) {
  const auto& simulation = prepared<Engine>(request);
  Object outcome;
  if (simulation) {
    Object plan;
    plan.set("replicates", Value(static_cast<double>(simulation->replicates())));
    plan.set("block", Value(static_cast<double>(simulation->block())));
    outcome.set("value", Value(std::move(plan)));
  }
  outcome.set("issues", write_issues(simulation.issues));
  return Value(std::move(outcome));
}

template <class Engine>
Value simulation_block(const Value& request, std::int64_t first, std::int64_t count) {
  const auto& simulation = prepared<Engine>(request);
  return simulation ? write(simulation->run(first, count)) : issues_only(simulation.issues);
}

template <class Engine>
Value simulation_finish(const Value& request, const Value& partials) {
  const auto& simulation = prepared<Engine>(request);
  return simulation
             ? outcome_after(simulation.issues, simulation->finish(read_partials<typename Engine::Partial>(partials)))
             : issues_only(simulation.issues);
}

template <class Engine>
class RunningEngine final : public Running {
 public:
  RunningEngine(Engine engine, Issues issues) : engine_(std::move(engine)), issues_(std::move(issues)) {}
  bool step() override { return engine_.step(); }
  double progress() const override { return engine_.progress(); }
  Value finish() override { return outcome_after(std::move(issues_), engine_.finish()); }

 private:
  Engine engine_;
  Issues issues_;  // of reading the request
};

template <class Engine>
class ResampledEngine final : public Resampled {
 public:
  ResampledEngine(Engine engine, Issues issues) : engine_(std::move(engine)), issues_(std::move(issues)) {}
  bool step() override { return engine_.step(); }
  double progress() const override { return engine_.progress(); }
  std::vector<std::string> columns() const override { return engine_.columns(); }
  Value plan() const override { return outcome_after(issues_, engine_.ready()); }
  Value block(std::int64_t first, std::int64_t count) const override { return write(engine_.run(first, count)); }
  Value finish(const Value& partials) const override {
    return outcome_after(issues_, engine_.finish(read_partials<typename Engine::Partial>(partials)));
  }

 private:
  Engine engine_;
  Issues issues_;  // of reading the request
};

template <class Engine, class Held, class Face>
std::unique_ptr<Face> begin(const table::Table& table, const Value& request, Issues& issues) {
  auto asked = read<typename Engine::Request>(request);
  issues = std::move(asked.issues);
  if (!asked) {
    return nullptr;
  }
  auto engine = Engine::prepare(table, *asked);
  append(issues, std::move(engine.issues));
  return engine ? std::make_unique<Held>(std::move(*engine), issues) : nullptr;
}

template <class O>
constexpr Runnable runnable(const O& operation) {
  Runnable face;
  face.name = operation.name;
  face.shape = O::shape;
  if constexpr (requires { O::table_is_optional; }) {
    face.table_is_optional = O::table_is_optional;
  }
  if constexpr (O::shape == "calculation") {
    face.calculate = &calculate<O>;
    face.repeatable = &repeatable<O>;
  } else if constexpr (O::shape == "simulation") {
    face.simulation_plan = &simulation_plan<typename O::Engine>;
    face.simulation_block = &simulation_block<typename O::Engine>;
    face.simulation_finish = &simulation_finish<typename O::Engine>;
  } else if constexpr (O::shape == "table") {
    face.begin = &begin<typename O::Engine, RunningEngine<typename O::Engine>, Running>;
  } else {
    face.begin_resampling = &begin<typename O::Engine, ResampledEngine<typename O::Engine>, Resampled>;
  }
  return face;
}

// None or one: those of other rooms are not even compiled.
template <Module module, std::size_t index>
constexpr auto runnable_here() {
  constexpr auto operation = std::get<index>(operations_to_run);
  if constexpr (runs_in(module, operation)) {
    return std::array{runnable(operation)};
  } else {
    return std::array<Runnable, 0>();
  }
}

template <Module module>
inline constexpr auto runnables = []<std::size_t... index>(std::index_sequence<index...>) {
  return std::apply([](const auto&... each) { return std::array{each...}; },
                    std::tuple_cat(runnable_here<module, index>()...));
}
(std::make_index_sequence<std::tuple_size_v<decltype(operations_to_run)>>());

}  // namespace sutva::wasm::detail
