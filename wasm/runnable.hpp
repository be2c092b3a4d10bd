// SPDX-License-Identifier: Apache-2.0
// An operation behind a face that does not depend on its types, with plain values on both sides. Each room is compiled
// once, by its own file; which rooms a module has is said in CMakeLists.txt.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "base/value.hpp"
#include "repeatable.hpp"
#include "table/table.hpp"

namespace sutva::wasm {

// An operation over the table between its steps.
class Running {
 public:
  virtual ~Running() = default;
  virtual bool step() = 0;
  virtual double progress() const = 0;
  virtual Value finish() = 0;  // the outcome
};

// The same with replicates.
class Resampled {
 public:
  virtual ~Resampled() = default;
  virtual bool step() = 0;
  virtual double progress() const = 0;
  virtual std::vector<std::string> columns() const = 0;
  virtual Value plan() const = 0;  // outcome of {replicates, block}
  virtual Value block(std::int64_t first, std::int64_t count) const = 0;
  virtual Value finish(const Value& partials) const = 0;  // of all partials so far, in any order
};

// What an operation of another shape can not do is not there.
struct Runnable {
  std::string_view name;
  std::string_view shape;

  // A calculation: its outcome, and what sweep() needs of it.
  Value (*calculate)(const Value& request) = nullptr;
  Repeatable (*repeatable)() = nullptr;

  // A simulation: outcome of {replicates, block}, the partial of a block, and the outcome of all partials so far.
  Value (*simulation_plan)(const Value& request) = nullptr;
  Value (*simulation_block)(const Value& request, std::int64_t first, std::int64_t count) = nullptr;
  Value (*simulation_finish)(const Value& request, const Value& partials) = nullptr;

  // Over the table: none where something is wrong, which the issues say.
  bool table_is_optional = false;
  std::unique_ptr<Running> (*begin)(const table::Table& table, const Value& request, Issues& issues) = nullptr;
  std::unique_ptr<Resampled> (*begin_resampling)(const table::Table& table, const Value& request,
                                                 Issues& issues) = nullptr;
};

std::span<const Runnable> plan_operations();
std::span<const Runnable> simulate_operations();
std::span<const Runnable> study_operations();
std::span<const Runnable> network_operations();
std::span<const Runnable> analyze_operations();

// The operation of this name and shape that this module has; none adds an issue that says which there are.
const Runnable* find_operation(std::string_view shape, std::string_view name, Issues& issues);

// {issues}: for what has no value of its own.
Value issues_only(const Issues& issues);

}  // namespace sutva::wasm
