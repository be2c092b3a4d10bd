// SPDX-License-Identifier: Apache-2.0
// Running a table operation to its end, and writing the CSV texts the tests need.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "../outcomes.hpp"
#include "analyze/csv_effect.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "table/csv_reader.hpp"

namespace sutva::tests {

template <class Operation>
Outcome<typename Operation::Result> run(const table::Table& table, const typename Operation::Request& request) {
  Outcome<Operation> operation = Operation::prepare(table, request);
  if (!operation) {
    return std::move(operation.issues);
  }
  double progress = 0;
  while (operation->step()) {
    REQUIRE(operation->progress() >= progress);
    progress = operation->progress();
    REQUIRE(progress <= 1);
  }
  REQUIRE_FALSE(operation->step());
  auto outcome = operation->finish();
  append(operation.issues, std::move(outcome.issues));
  outcome.issues = std::move(operation.issues);
  return outcome;
}

inline table::Table read_table(std::string_view text) {
  return value_of(table::read_csv(std::span<const char>(text.data(), text.size())));
}

inline Outcome<analyze::CsvEffectResult> effect(std::string_view text, const analyze::CsvEffectRequest& request) {
  return run<analyze::CsvEffect>(read_table(text), request);
}

inline analyze::CsvEffectRequest request_for(std::string arm, std::string outcome,
                                             std::vector<std::string> covariates = {}) {
  analyze::CsvEffectRequest request;
  request.arm = std::move(arm);
  request.outcome = std::move(outcome);
  request.covariates = std::move(covariates);
  return request;
}

// An experiment with numbers, texts, gaps and rows that do not count, as lines without the header.
inline const char* const experiment_header = "id,arm,y,x,z,city\n";
inline std::vector<std::string> experiment_lines(std::uint64_t seed, int rows) {
  std::mt19937_64 random(seed);
  const auto uniform = [&] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  std::vector<std::string> lines;
  for (int i = 0; i < rows; ++i) {
    const bool treated = random() % 2 == 0;
    const double x = std::round(uniform() * 1e6) / 1e3, z = std::round(uniform() * 100);
    const double y = std::round((100 + 0.7 * x + 3 * z * uniform() + (treated ? 25 : 0) + 90 * uniform()) * 100) / 100;
    const auto cell = [&](double value, std::uint64_t one_in) {
      return random() % one_in == 0 ? std::string() : joined(value);
    };
    const char* const cities[] = {"Berlin", "Rome", "Oslo", "Lima", ""};
    lines.push_back(std::to_string(i) + "," +
                    (random() % 40 == 0   ? ""
                     : random() % 40 == 0 ? "pilot"
                     : treated            ? "new"
                                          : "old") +
                    "," + cell(y, 15) + "," + cell(x, 12) + "," + cell(z, 1000) + "," + cities[random() % 5] + "\n");
  }
  return lines;
}

inline std::string joined_lines(std::string_view header, const std::vector<std::string>& lines) {
  std::string all(header);
  for (const std::string& line : lines) {
    all += line;
  }
  return all;
}

inline analyze::CsvEffectRequest experiment_request() {
  analyze::CsvEffectRequest request = request_for("arm", "y", {"x", "z", "city"});
  request.control = "old";
  request.treatment = "new";
  request.unit = "id";
  return request;
}

// Every number of a result with its name.
inline std::vector<std::pair<std::string, double>> numbers_of(const Value& value, const std::string& path = "") {
  std::vector<std::pair<std::string, double>> all;
  const auto add = [&](const Value& inner, const std::string& name) {
    for (auto& each : numbers_of(inner, name)) {
      all.push_back(std::move(each));
    }
  };
  if (const auto* number = value.as<double>()) {
    all.emplace_back(path, *number);
  } else if (const auto* items = value.as<Array>()) {
    for (std::size_t i = 0; i < items->size(); ++i) {
      add((*items)[i], path + "[" + std::to_string(i) + "]");
    }
  } else if (const auto* object = value.as<Object>()) {
    for (const auto& [name, inner] : object->members) {
      add(inner, path + "." + name);
    }
  }
  return all;
}

}  // namespace sutva::tests
