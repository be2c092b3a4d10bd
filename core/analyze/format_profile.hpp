// SPDX-License-Identifier: Apache-2.0
// How a file writes its table, in words a reader of the page can check.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/describe.hpp"
#include "table/csv_format.hpp"

namespace sutva::analyze {

struct FormatProfile {
  std::string encoding;
  std::string delimiter;
  std::string decimal;
  bool header = true;
  std::vector<std::string> columns;

  static constexpr auto describe() {
    using F = FormatProfile;
    return described("FormatProfile", field("encoding", &F::encoding, "Encoding"),
                     field("delimiter", &F::delimiter, "Delimiter").help("comma, semicolon, tab or bar"),
                     field("decimal", &F::decimal, "Decimal sign").help("point or comma"),
                     field("header", &F::header, "Header").help("Whether the first line names the columns."),
                     field("columns", &F::columns, "Columns"));
  }
};

inline FormatProfile profile_of(const table::CsvFormat& format) {
  const std::string_view encoding = format.encoding == table::Encoding::utf8      ? "UTF-8"
                                    : format.encoding == table::Encoding::utf16le ? "UTF-16 LE"
                                                                                  : "UTF-16 BE";
  const std::string_view delimiter = format.delimiter == ','    ? "comma"
                                     : format.delimiter == ';'  ? "semicolon"
                                     : format.delimiter == '\t' ? "tab"
                                                                : "bar";
  return {std::string(encoding) + (format.has_bom ? " with BOM" : ""), std::string(delimiter),
          format.decimal == ',' ? "comma" : "point", format.header, format.names};
}

}  // namespace sutva::analyze
