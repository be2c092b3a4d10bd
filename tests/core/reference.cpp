// SPDX-License-Identifier: Apache-2.0
#include "reference.hpp"

#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>

#include "catch.hpp"

namespace sutva::tests {

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t at = text.find(by);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(at + 1);
  }
}

ReferenceRow::ReferenceRow(const std::vector<std::string>& header, const std::vector<std::string>& cells,
                           std::size_t line) {
  line_ = "line " + std::to_string(line) + ":";
  INFO(line_);
  REQUIRE(header.size() == cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells_[header[i]] = cells[i];
    line_ += " " + header[i] + "=" + cells[i];
  }
}

const std::string& ReferenceRow::text(std::string_view name) const {
  const auto cell = cells_.find(name);
  INFO(line_ << " has a column " << name);
  REQUIRE(cell != cells_.end());
  return cell->second;
}

double ReferenceRow::number(std::string_view name) const {
  const std::string& content = text(name);
  char* end = nullptr;
  const double value = std::strtod(content.c_str(), &end);
  INFO(line_ << " has a number in " << name);
  REQUIRE((!content.empty() && *end == '\0'));
  return value;
}

std::int64_t ReferenceRow::whole(std::string_view name) const { return static_cast<std::int64_t>(number(name)); }

std::string ReferenceRow::described() const { return line_; }

std::string file_content(std::string_view path) {
  std::ifstream file(std::string(SUTVA_SOURCE_DIR) + "/" + std::string(path), std::ios::binary);
  INFO(path);
  REQUIRE(file);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

std::vector<ReferenceRow> reference(std::string_view name) {
  std::istringstream file(file_content("tests/reference/" + std::string(name) + ".csv"));
  std::vector<std::string> header;
  std::vector<ReferenceRow> rows;
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line[0] == '#') {
      continue;
    }
    if (header.empty()) {
      header = split(line, ',');
    } else {
      rows.emplace_back(header, split(line, ','), number);
    }
  }
  INFO(name);
  REQUIRE_FALSE(rows.empty());
  return rows;
}

double relative_error(double actual, double expected) {
  if (actual == expected) {
    return 0;
  }
  const double error = std::abs(actual - expected) / std::abs(expected);
  return std::isfinite(error) ? error : std::numeric_limits<double>::infinity();
}

double correct_digits(double actual, double expected) {
  const double error = expected == 0 ? std::abs(actual) : relative_error(actual, expected);
  return error == 0 ? 17 : -std::log10(error);
}

}  // namespace sutva::tests
