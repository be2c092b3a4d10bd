// SPDX-License-Identifier: Apache-2.0
// tests/reference/golden.csv: what native code and WebAssembly must agree on to the last bit.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/value.hpp"
#include "reference.hpp"

namespace sutva::tests {

// Rows of one subject: stream, a distribution or a simulation.
std::vector<ReferenceRow> golden(std::string_view what);

// "seed=1;replicate=0" by name.
using Settings = std::map<std::string, std::string, std::less<>>;
Settings settings_of(const ReferenceRow& row);

// The same as a request: numbers where they are numbers.
Value request_of(const ReferenceRow& row);

// The bit pattern of a double, as 16 hexadecimal digits.
std::string bits(double number);

// Folds the bit patterns of many numbers into one (FNV-1a over whole words).
class BitHash {
 public:
  void add(double number);
  std::string text() const;

 private:
  std::uint64_t state_ = 0xCBF29CE484222325U;
};

}  // namespace sutva::tests
