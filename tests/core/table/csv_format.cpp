// SPDX-License-Identifier: Apache-2.0
#include "table/csv_format.hpp"

#include "reading.hpp"

using namespace sutva;
using namespace sutva::table;
using Names = std::vector<std::string>;
using Kinds = std::vector<ColumnKind>;
using namespace std::string_literals;

namespace {

constexpr ColumnKind number = ColumnKind::number;
constexpr ColumnKind text = ColumnKind::text;

Code first_code(std::string_view file, bool whole = true) {
  const auto format = detect_format(bytes(file), whole);
  REQUIRE_FALSE(format);
  return format.issues.front().code;
}

}  // namespace

TEST_CASE("the delimiter is the one that explains the records") {
  REQUIRE(format_of("a,b\n1,2\n").delimiter == ',');
  REQUIRE(format_of("a;b\n1;2\n").delimiter == ';');
  REQUIRE(format_of("a\tb\n1\t2\n").delimiter == '\t');
  REQUIRE(format_of("a|b\n1|2\n").delimiter == '|');
  REQUIRE(format_of("a;b\n1,5;2,5\n3,5;4,5\n").delimiter == ';');
  REQUIRE(format_of("1,5;2,5\n3,5;4,5\n5,5;6,5\n").delimiter == ';');
  REQUIRE(format_of("id,note\n1,\"x; y\"\n2,\"z; w\"\n").delimiter == ',');
  REQUIRE(format_of("id;note\n1;\"x, y, z\"\n2;\"z, w\"\n").delimiter == ';');
  REQUIRE(format_of("a,b,c\n1,2\n1,2,3\n1,2,3,4\n").delimiter == ',');
  REQUIRE(format_of("comment\nwell, yes\nno\n").names == Names{"comment"});
  const CsvFormat excel = format_of("sep=;\r\na;b\r\n1,5;x\r\n");
  REQUIRE(excel.names_delimiter);
  REQUIRE(excel.delimiter == ';');
  REQUIRE(excel.names == Names{"a", "b"});
}

TEST_CASE("names, and names where there are none") {
  REQUIRE(format_of("a, b ,\"c\"\n1,2,3\n").names == Names{"a", "b", "c"});
  REQUIRE(format_of("a,a,a_2,a\n1,2,3,4\n").names == Names{"a", "a_3", "a_2", "a_4"});
  REQUIRE(format_of("a,,c\n1,2,3\n").names == Names{"a", "column_2", "c"});
  REQUIRE(format_of("\"\",\"x\"\n\"1\",5\n\"2\",6\n").names == Names{"column_1", "x"});
  const CsvFormat bare = format_of("1,2\n3,4\n");
  REQUIRE_FALSE(bare.header);
  REQUIRE(bare.names == Names{"column_1", "column_2"});
  REQUIRE_FALSE(format_of("1\n").header);
  REQUIRE_FALSE(format_of("US,12\nDE,13\nUS,14\n").header);
  REQUIRE_FALSE(format_of("control,yes\ntreatment,no\ncontrol,no\n").header);
  REQUIRE(format_of("country,answer\nUS,yes\nDE,no\n").header);
  REQUIRE(format_of("id,2019,2020\na,1,2\nb,3,4\n").header == false);
  REQUIRE(format_of("id,2019,2020\n1,1,2\n2,3,4\n").header);
  REQUIRE(format_of("x y\n\"a\" 1\n").names == Names{"x y"});
  REQUIRE(format_of("x,y\n\"a\",1,5\n\"b\",2,6\n").names == Names{"row", "x", "y"});
  REQUIRE(format_of("a,b,\n1,2,\n3,4,\n").names == Names{"a", "b"});
  REQUIRE(format_of("a,b\n1,2,\n3,4,\n").names == Names{"a", "b"});
}

TEST_CASE("kinds of columns") {
  const auto kind = [](const std::string& cells) { return format_of("x,label\n" + cells).kinds[0]; };
  REQUIRE(kind("1,a\n2.5,b\n-3e5,c\n") == number);
  REQUIRE(kind("1,a\nNA,b\n,c\n.,d\nnull,e\nNaN,f\n") == number);
  REQUIRE(kind("1,a\n12abc,b\n") == text);
  REQUIRE(kind("1,a\n0x1F,b\n") == text);
  REQUIRE(kind("1,a\ninfinity,b\n") == text);
  REQUIRE(kind("1,a\n1e400,b\n") == text);
  REQUIRE(kind("007,a\n12,b\n") == text);
  REQUIRE(kind("1234567890123456,a\n2,b\n") == text);
  REQUIRE(kind("0.12345678901234567,a\n2,b\n") == number);
  REQUIRE(kind("\"1,234\",a\n\"2,345\",b\n999,c\n") == number);
  REQUIRE(kind("1 234,a\n") == number);
  REQUIRE(kind("\"1,23\",a\n\"2,345\",b\n") == number);
  REQUIRE(kind("1 23,a\n") == text);
  REQUIRE(kind(" 5 ,a\n\"6\",b\n") == number);
  REQUIRE(kind("2024-01-01,a\n") == text);
  REQUIRE(kind("US,a\nNA,b\n") == text);
  REQUIRE(format_of("x,y\nUS,1\nNA,2\n").na_is_missing == std::vector<std::uint8_t>{0, 1});
  REQUIRE(format_of("x,y\n007,1\nNA,2\n").na_is_missing == std::vector<std::uint8_t>{1, 1});
}

TEST_CASE("decimal commas") {
  REQUIRE(format_of("a;b\n3,14;x\n2,5;y\n").decimal == ',');
  REQUIRE(format_of("a\tb\n3,14\tx\n").decimal == ',');
  REQUIRE(format_of("a,b\n\"3,14\",x\n\"2,7\",y\n").decimal == ',');
  REQUIRE(format_of("a,b\n\"3,14\",x\n\"2,7\",y\n").kinds == Kinds{number, text});
  REQUIRE(format_of("a;b\n3.14;x\n2.5;y\n").decimal == '.');
  REQUIRE(format_of("a,b\n\"1,234\",1\n").decimal == '.');
  REQUIRE(format_of("a;b\n1.234,56;x\n").kinds[0] == number);
  REQUIRE(format_of("a;b\n1.234,56;x\n").decimal == ',');
  const auto thin = detect_format(bytes("a;b\n1,234;x\n2,345;y\n"), true);
  REQUIRE(thin->decimal == ',');
  REQUIRE(has(thin.issues, Code::approximation));
  const auto tabs = detect_format(bytes("a\tb\n1,234\tx\n2,345\ty\n"), true);
  REQUIRE(tabs->decimal == '.');
  REQUIRE(tabs->marks[0].thousands == ',');
  REQUIRE(has(tabs.issues, Code::approximation));
  REQUIRE(detect_format(bytes("a,b\n\"1,234\",1\n"), true).issues.empty());
}

TEST_CASE("files without a table") {
  REQUIRE(first_code("") == Code::empty_file);
  REQUIRE(first_code("\xEF\xBB\xBF") == Code::empty_file);
  REQUIRE(first_code("\xFF\xFE") == Code::empty_file);
  REQUIRE(first_code("\n\r\n\n") == Code::empty_file);
  REQUIRE(first_code("a,b,c") == Code::no_rows);
  REQUIRE(first_code("a,b,c\n\n") == Code::no_rows);
  REQUIRE(first_code("sep=;\n") == Code::no_rows);
  REQUIRE(first_code("%PDF-1.4 ...") == Code::not_text);
  REQUIRE(first_code("PK\x03\x04 [Content_Types].xml xl/workbook.xml") == Code::not_text);
  REQUIRE(detect_format(bytes("PK\x03\x04 xl/workbook.xml"), true).issues.front().message.find("Excel") !=
          std::string::npos);
  REQUIRE(first_code("a,b\n1,\0\n"s) == Code::not_text);
  REQUIRE(first_code("<!DOCTYPE html><html>") == Code::not_text);
  REQUIRE(first_code("{\"a\": 1}") == Code::not_text);
  REQUIRE(first_code(std::string(1000, 'x'), false) == Code::too_large);
  const auto open = detect_format(bytes("a,b\n1,2\n\n3,\"x\ny\n"), true);
  REQUIRE(open.issues.front().code == Code::unclosed_quote);
  REQUIRE(open.issues.front().message.find("line 4") != std::string::npos);
  REQUIRE(first_code("\"a,b\n1,2\n") == Code::unclosed_quote);
}

TEST_CASE("encodings") {
  const std::string plain = "id,city\n1,M\xC3\xBCnchen\n2,\xF0\x9F\x98\x80\n";
  const std::u16string wide = u"id,city\n1,M\u00FCnchen\n2,\U0001F600\n";
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      std::string file;
      for (const char16_t unit : (mark ? u"\uFEFF" : u"") + wide) {
        const auto low = static_cast<char>(unit & 0xFF);
        const auto high = static_cast<char>(unit >> 8);
        file.push_back(big ? high : low);
        file.push_back(big ? low : high);
      }
      const CsvFormat format = format_of(file);
      REQUIRE(format.encoding == (big ? Encoding::utf16be : Encoding::utf16le));
      REQUIRE(format.has_bom == mark);
      REQUIRE(format.names == Names{"id", "city"});
      for (const std::size_t piece : {1u, 2u, 3u, 7u, 1000u}) {
        const Table table = read_in_pieces(format, file, piece);
        require_same(table, table_of(plain));
      }
    }
  }
  const Table marked = table_of("\xEF\xBB\xBF" + plain);
  REQUIRE(marked.columns[0].name == "id");
  REQUIRE(marked.columns[1].levels[0] == "M\xC3\xBCnchen");
  // Windows-1252
  const Table windows = table_of(
      "id,stra\xDF"
      "e\n1,\x80\n2,M\xFCnchen\n3,\x80\n");
  REQUIRE(windows.columns[1].name ==
          "stra\xC3\x9F"
          "e");
  REQUIRE(windows.columns[1].levels == Levels{"\xE2\x82\xAC", "M\xC3\xBCnchen"});
  REQUIRE(windows.columns[1].codes == std::vector<std::int32_t>{0, 1, 0});
}

TEST_CASE("a record cut off at the end of the head does not count") {
  const auto format = detect_format(bytes("a,b\n1,2\n3,4\n5,x"), false);
  REQUIRE(format->kinds == Kinds{number, number});
  const auto quoted = detect_format(bytes("a,b\n1,2\n3,\"4\n5"), false);
  REQUIRE(quoted->kinds == Kinds{number, number});
  REQUIRE(quoted->bytes_per_row == 4.0);
}

TEST_CASE("a text column that names each row") {
  const auto identifiers = [](int rows, int repeat, bool whole) {
    std::string file = "id,n,arm\n";
    for (int i = 0; i < rows; ++i) {
      file += "user " + std::to_string(i == repeat ? 0 : i) + "," + std::to_string(i) + (i % 2 == 0 ? ",a\n" : ",b\n");
    }
    return detect_format(bytes(file), whole)->identifiers;
  };
  using Marks = std::vector<std::uint8_t>;
  REQUIRE(identifiers(300, -1, false) == Marks{1, 0, 0});
  REQUIRE(identifiers(300, 299, false) == Marks{0, 0, 0});
  REQUIRE(identifiers(300, 1, false) == Marks{0, 0, 0});
  REQUIRE(identifiers(150, -1, false) == Marks{0, 0, 0});
  REQUIRE(identifiers(300, -1, true) == Marks{0, 0, 0});
}
