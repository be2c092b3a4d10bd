// SPDX-License-Identifier: Apache-2.0
#include "analyze/format_profile.hpp"

#include <array>
#include <string_view>

#include "base/text.hpp"

namespace sutva::analyze {
namespace {

using table::CsvFormat;
using table::Encoding;
using table::NumberMarks;

// Beside each other in both enums, the automatic choice first.
constexpr std::array<Encoding, 4> encodings{Encoding::utf8, Encoding::windows1252, Encoding::utf16le,
                                            Encoding::utf16be};
constexpr std::array<char, 4> delimiters{',', ';', '\t', '|'};
constexpr std::size_t most_noted = 6;  // columns of one kind of marks that are named

template <class T, std::size_t N, class Choice>
std::optional<T> chosen(const std::array<T, N>& values, Choice choice) {
  const auto place = static_cast<std::size_t>(choice);
  return place == 0 ? std::nullopt : std::optional(values[place - 1]);
}

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf16le:
      return "UTF-16 LE";
    case Encoding::utf16be:
      return "UTF-16 BE";
    case Encoding::windows1252:
      return "Windows-1252";
    case Encoding::utf8:
      break;
  }
  return "UTF-8";
}

// Sentences about the marks of numbers: columns with the same marks share one.
void add_marks(const CsvFormat& format, std::vector<std::string>& notes) {
  std::vector<NumberMarks> said;
  for (const NumberMarks& marks : format.marks) {
    bool again = !marks.any();
    for (const NumberMarks& before : said) {
      again = again || before == marks;
    }
    if (again) {
      continue;
    }
    said.push_back(marks);
    std::vector<std::string> columns;
    std::size_t more = 0;
    for (std::size_t i = 0; i < format.marks.size(); ++i) {
      if (format.marks[i] == marks) {
        if (columns.size() < most_noted) {
          columns.push_back(joined("“", format.names[i], "”"));
        } else {
          ++more;
        }
      }
    }
    if (more > 0) {
      columns.push_back(joined(more, " more"));
    }
    const std::vector<std::string_view> views(columns.begin(), columns.end());
    std::string note = joined("In ", listed(views, "and"), ": ");
    std::string_view comma = "";
    if (marks.thousands != '\0') {
      const std::string_view mark = marks.thousands == ','    ? "commas"
                                    : marks.thousands == '.'  ? "points"
                                    : marks.thousands == '\'' ? "apostrophes"
                                                              : "spaces";
      note += joined(mark, " are thousands marks");
      comma = "; ";
    }
    if (!marks.currency.empty()) {
      note += joined(comma, marks.currency, " is left out");
      comma = "; ";
    }
    if (marks.percent) {
      note += joined(comma, "percentages are divided by 100 (3", format.decimal == ',' ? "," : ".", "5 % is 0.035)");
    }
    notes.push_back(note + ".");
  }
}

}  // namespace

table::CsvOverrides overrides_of(const FormatRequest& request) {
  table::CsvOverrides overrides;
  overrides.encoding = chosen(encodings, request.encoding);
  overrides.delimiter = chosen(delimiters, request.delimiter);
  overrides.quote = chosen(std::array{'"', '\''}, request.quote);
  overrides.decimal = chosen(std::array{'.', ','}, request.decimal);
  overrides.header = chosen(std::array{true, false}, request.header);
  overrides.skipped_lines = request.skipped_lines;
  overrides.number_columns = request.number_columns;
  overrides.text_columns = request.text_columns;
  return overrides;
}

FormatProfile profile_of(const CsvFormat& format) {
  FormatProfile profile;
  profile.encoding = joined(encoding_name(format.encoding), format.has_bom ? " with BOM" : "");
  profile.delimiter = format.delimiter == ','    ? "comma"
                      : format.delimiter == ';'  ? "semicolon"
                      : format.delimiter == '\t' ? "tab"
                                                 : "bar";
  profile.quote = format.quote == '\'' ? "single" : "double";
  profile.decimal = format.decimal == ',' ? "comma" : "point";
  profile.header = format.header;
  profile.skipped_lines = format.skipped_lines;
  profile.columns = format.names;
  for (std::size_t i = 0; i < format.kinds.size(); ++i) {
    if (format.kinds[i] == table::ColumnKind::number) {
      profile.number_columns.push_back(format.names[i]);
    }
  }
  if (format.encoding == Encoding::windows1252) {
    profile.notes.push_back("The bytes are not UTF-8 and are read as Windows-1252, as Excel writes it.");
  }
  if (format.skipped_lines > 0) {
    const std::int64_t lines = format.skipped_lines;
    profile.notes.push_back(
        joined(lines == 1 ? std::string("The first line is") : joined("The first ", lines, " lines are"),
               format.header ? " above the header and not read" : " above the data and not read",
               format.names_delimiter ? "; sep= names the delimiter." : "."));
  }
  add_marks(format, profile.notes);
  return profile;
}

}  // namespace sutva::analyze
