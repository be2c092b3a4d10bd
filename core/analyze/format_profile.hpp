// SPDX-License-Identifier: Apache-2.0
// How a file writes its table, in words a reader of the page can check, and what that reader may say against it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "table/csv_format.hpp"

namespace sutva::analyze {

struct FormatProfile {
  std::string encoding;
  std::string delimiter;
  std::string quote;
  std::string decimal;
  bool header = true;
  std::int64_t skipped_lines = 0;
  std::vector<std::string> columns;
  std::vector<std::string> number_columns;
  std::vector<std::string> notes;

  static constexpr auto describe() {
    using F = FormatProfile;
    return described(
        "FormatProfile", field("encoding", &F::encoding, "Encoding"),
        field("delimiter", &F::delimiter, "Delimiter").help("comma, semicolon, tab or bar"),
        field("quote", &F::quote, "Quotes").help("double or single"),
        field("decimal", &F::decimal, "Decimal sign").help("point or comma"),
        field("header", &F::header, "Header").help("Whether the first line names the columns."),
        field("skipped_lines", &F::skipped_lines, "Lines above the header")
            .help("A title, comments or Excel's sep=; that are not read."),
        field("columns", &F::columns, "Columns"),
        field("number_columns", &F::number_columns, "Columns of numbers").help("The others are read as text."),
        field("notes", &F::notes, "Notes").help("What was found that changes how cells are read, in sentences."));
  }
};

enum class EncodingChoice : std::uint8_t { automatic, utf8, windows_1252, utf16le, utf16be };
constexpr auto describe(std::type_identity<EncodingChoice>) {
  return std::array{Choice{EncodingChoice::automatic, "automatic", "As found"},
                    Choice{EncodingChoice::utf8, "utf-8", "UTF-8"},
                    Choice{EncodingChoice::windows_1252, "windows-1252", "Windows-1252"},
                    Choice{EncodingChoice::utf16le, "utf-16le", "UTF-16 LE"},
                    Choice{EncodingChoice::utf16be, "utf-16be", "UTF-16 BE"}};
}

enum class DelimiterChoice : std::uint8_t { automatic, comma, semicolon, tab, bar };
constexpr auto describe(std::type_identity<DelimiterChoice>) {
  return std::array{Choice{DelimiterChoice::automatic, "automatic", "As found"},
                    Choice{DelimiterChoice::comma, "comma", "Comma"},
                    Choice{DelimiterChoice::semicolon, "semicolon", "Semicolon"},
                    Choice{DelimiterChoice::tab, "tab", "Tab"}, Choice{DelimiterChoice::bar, "bar", "Bar |"}};
}

enum class QuoteChoice : std::uint8_t { automatic, double_quote, single_quote };
constexpr auto describe(std::type_identity<QuoteChoice>) {
  return std::array{Choice{QuoteChoice::automatic, "automatic", "As found"},
                    Choice{QuoteChoice::double_quote, "double", "Double \""},
                    Choice{QuoteChoice::single_quote, "single", "Single '"}};
}

enum class DecimalChoice : std::uint8_t { automatic, point, comma };
constexpr auto describe(std::type_identity<DecimalChoice>) {
  return std::array{Choice{DecimalChoice::automatic, "automatic", "As found"},
                    Choice{DecimalChoice::point, "point", "Point"}, Choice{DecimalChoice::comma, "comma", "Comma"}};
}

enum class HeaderChoice : std::uint8_t { automatic, yes, no };
constexpr auto describe(std::type_identity<HeaderChoice>) {
  return std::array{Choice{HeaderChoice::automatic, "automatic", "As found"},
                    Choice{HeaderChoice::yes, "yes", "Yes, it names the columns"},
                    Choice{HeaderChoice::no, "no", "No, it is data"}};
}

// What a reader of the file says against what was found.
struct FormatRequest {
  EncodingChoice encoding = EncodingChoice::automatic;
  DelimiterChoice delimiter = DelimiterChoice::automatic;
  QuoteChoice quote = QuoteChoice::automatic;
  DecimalChoice decimal = DecimalChoice::automatic;
  HeaderChoice header = HeaderChoice::automatic;
  std::optional<std::int64_t> skipped_lines;
  std::vector<std::string> number_columns;
  std::vector<std::string> text_columns;

  static constexpr auto describe() {
    using R = FormatRequest;
    return described("FormatRequest",
                     field("encoding", &R::encoding, "Encoding").help("A byte order mark counts more."),
                     field("delimiter", &R::delimiter, "Delimiter"), field("quote", &R::quote, "Quotes"),
                     field("decimal", &R::decimal, "Decimal sign"), field("header", &R::header, "Header"),
                     field("skipped_lines", &R::skipped_lines, "Lines to skip")
                         .at_least(0)
                         .at_most(10000)
                         .help("At the top of the file, above the line that names the columns. Empty: as found."),
                     field("number_columns", &R::number_columns, "Columns to read as numbers").names_column(),
                     field("text_columns", &R::text_columns, "Columns to read as text").names_column());
  }
};

table::CsvOverrides overrides_of(const FormatRequest& request);

FormatProfile profile_of(const table::CsvFormat& format);

}  // namespace sutva::analyze
