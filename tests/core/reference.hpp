// SPDX-License-Identifier: Apache-2.0
// Reading tests/reference/*.csv: lines of `#` say where the numbers come from, then a header, then rows without quotes.
#pragma once

#include <cmath>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sutva::tests {

class ReferenceRow {
 public:
  ReferenceRow(const std::vector<std::string>& header, const std::vector<std::string>& cells, std::size_t line);

  const std::string& text(std::string_view name) const;  // fails the test where there is no such column
  double number(std::string_view name) const;            // fails the test where it is not a number
  std::int64_t whole(std::string_view name) const;
  std::string described() const;  // for messages: the line as it stands in the file

 private:
  std::map<std::string, std::string, std::less<>> cells_;
  std::string line_;
};

// The bytes of a file, from the root of the repository. Fails the test where it can not be read.
std::string file_content(std::string_view path);

// All rows of tests/reference/<name>.csv; fails the test where there is none.
std::vector<ReferenceRow> reference(std::string_view name);

std::vector<std::string> split(std::string_view text, char by);

// |actual - expected| / |expected|; 0 where both are equal, infinite where either is not a number.
double relative_error(double actual, double expected);

// Log relative error: about the number of correct digits, as NIST counts them. 17 where both are equal.
double correct_digits(double actual, double expected);

}  // namespace sutva::tests
