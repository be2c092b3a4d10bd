// SPDX-License-Identifier: Apache-2.0
#include "table/marked_number.hpp"

#include "reading.hpp"

using namespace sutva;
using namespace sutva::table;
using Numbers = std::vector<double>;
using Names = std::vector<std::string>;

namespace {

std::optional<double> value_of(std::string_view text, char decimal = '.') {
  const auto number = parse_marked(text, decimal);
  return number ? std::optional(number->value) : std::nullopt;
}

// Whole, in pieces and in parts: all the same.
Table read_anyhow(const std::string& file, const CsvOverrides& overrides = {}) {
  const Outcome<CsvFormat> format = detect_format(bytes(file), true, overrides);
  INFO(file.substr(0, 300));
  REQUIRE(format);
  const Table whole = read_in_pieces(*format, file, file.size());
  for (const std::size_t piece : {1u, 2u, 7u, 64u}) {
    require_same(read_in_pieces(*format, file, piece), whole);
  }
  if (!is_utf16(format->encoding)) {
    for (std::size_t cut = 1; cut < file.size(); cut += 1 + file.size() / 60) {
      INFO("cut " << cut);
      require_same(read_in_parts(*format, file, {cut}, 1 + cut % 40), whole);
    }
  }
  return whole;
}

CsvFormat with(const std::string& file, const CsvOverrides& overrides) {
  const auto format = detect_format(bytes(file), true, overrides);
  REQUIRE(format);
  return *format;
}

}  // namespace

TEST_CASE("numbers with marks") {
  REQUIRE(value_of("1,234.56") == 1234.56);
  REQUIRE(value_of("1.234,56", ',') == 1234.56);
  REQUIRE(value_of("1 234,56", ',') == 1234.56);
  REQUIRE(value_of("1\xC2\xA0"
                   "234,56",
                   ',') == 1234.56);
  REQUIRE(value_of("1\xE2\x80\xAF"
                   "234\xE2\x80\xAF"
                   "567,5",
                   ',') == 1234567.5);
  REQUIRE(value_of("1'234") == 1234);
  REQUIRE(value_of("1\xE2\x80\x99"
                   "234.5") == 1234.5);
  REQUIRE(value_of("12,345,678") == 12345678);
  REQUIRE(value_of("$1,200.50") == 1200.5);
  REQUIRE(value_of("-$1,200.50") == -1200.5);
  REQUIRE(value_of("$-5") == -5);
  REQUIRE(value_of("\xE2\x88\x92"
                   "5 \xE2\x82\xAC") == -5);
  REQUIRE(value_of("12 \xE2\x82\xAC") == 12);
  REQUIRE(value_of("EUR 12,50", ',') == 12.5);
  REQUIRE(value_of("1.299,00 kr", ',') == 1299);
  REQUIRE(value_of("3.5 %") == 0.035);
  REQUIRE(value_of("0.1%") == 0.001);
  REQUIRE(value_of("-3,5%", ',') == -0.035);
  REQUIRE(value_of("7") == 7);
  REQUIRE(value_of("1e3") == 1000);
  REQUIRE(parse_marked("$1,200.50", '.')->marks == NumberMarks{',', false, "$"});
}

TEST_CASE("what is not quite a number with marks is none") {
  for (const char* text :
       {"",         "$",           "%",         "1,23",      "12,34.5",     "1,2345", "0,123",      ",123",
        "1,234,56", "1,234.567,8", "1,234'567", "12abc",     "1_000",       "0x1F",   "1e999",      "1,234e3",
        "$ %",      "5 % 3",       "$5 $",      "--5",       "-$-5",        "1 2",    "2026-11-22", "22.11.2026",
        "12:30",    "a1",          "$5 %",      "1.234.567", "192.168.1.1", "5 km"}) {
    INFO(text);
    REQUIRE_FALSE(value_of(text));
  }
  REQUIRE_FALSE(value_of("0.123", ','));
  REQUIRE_FALSE(value_of("22.11.2026", ','));
  REQUIRE_FALSE(value_of(std::string(100, '1') + ",000"));
}

TEST_CASE("a cell is read by the marks of its column") {
  const NumberMarks dollars{',', false, "$"};
  REQUIRE(parse_marked("$1,200", '.', dollars) == 1200.);
  REQUIRE(parse_marked("1200", '.', dollars) == 1200.);
  REQUIRE_FALSE(
      parse_marked("\xE2\x82\xAC"
                   "5",
                   '.', dollars));
  REQUIRE_FALSE(parse_marked("5 %", '.', dollars));
  REQUIRE_FALSE(parse_marked("1 200", '.', dollars));
  const NumberMarks percent{'\0', true, ""};
  REQUIRE(parse_marked("5 %", '.', percent) == .05);
  REQUIRE(parse_marked("0", '.', percent) == 0.);
  REQUIRE_FALSE(parse_marked("5", '.', percent));
}

TEST_CASE("columns of numbers with marks") {
  const Table english = read_anyhow("price,rate,n\n\"$1,200.50\",3.5 %,\"1,000\"\n$7,0,999\n,100%,\"12,345,678\"\n");
  REQUIRE(english.columns[0].numbers[0] == 1200.5);
  REQUIRE(english.columns[0].numbers[1] == 7);
  REQUIRE(english.columns[0].missing == 1);
  REQUIRE(english.columns[1].numbers == Numbers{.035, 0, 1});
  REQUIRE(english.columns[2].numbers == Numbers{1000, 999, 12345678});
  REQUIRE(english.columns[0].samples == Names{"$1,200.50", "$7"});

  const Table german = read_anyhow("Preis;Anteil;n\n1.234,56 \xE2\x82\xAC;3,5 %;1.000\n7 \xE2\x82\xAC;12 %;2.500\n");
  REQUIRE(german.columns[0].numbers == Numbers{1234.56, 7});
  REQUIRE(german.columns[1].numbers == Numbers{.035, .12});
  REQUIRE(german.columns[2].numbers == Numbers{1000, 2500});

  const Table french = read_anyhow(
      "prix;n\n1\xC2\xA0"
      "234,56;1\n999,5;2\n");
  REQUIRE(french.columns[0].numbers == Numbers{1234.56, 999.5});
  REQUIRE(read_anyhow("prix,n\n1 234,1\n12 345 678,2\n").columns[0].numbers == Numbers{1234, 12345678});
  REQUIRE(read_anyhow("preis,n\n1'234.5,1\n999,2\n").columns[0].numbers == Numbers{1234.5, 999});

  // Two currencies are not one quantity, and 5 is not 5 %.
  REQUIRE(format_of("x,y\n$5,1\n\xE2\x82\xAC"
                    "6,2\n")
              .kinds[0] == ColumnKind::text);
  REQUIRE(format_of("x,y\n5%,1\n6,2\n").kinds[0] == ColumnKind::text);
  REQUIRE(format_of("$5,a\n$6,b\n$7,a\n").header == false);
}

TEST_CASE("marked numbers that do not fit their column are unreadable, never read half") {
  std::string file = "x,y\n";
  for (int i = 0; i < 30; ++i) {
    file += "\"$1,2" + std::to_string(10 + i) + "\",1\n";
  }
  const std::size_t head = file.size();
  file +=
      "12abc,1\n\"$1,23\",1\n5 %,1\n\xE2\x82\xAC"
      "5,1\nNA,1\n$12,1\n";
  const auto format = detect_format(bytes(file.substr(0, head)), false);
  for (const std::size_t piece : {1u, 13u, 5000u}) {
    const Table table = read_in_pieces(*format, file, piece);
    REQUIRE(table.columns[0].unreadable.count == 4);
    REQUIRE(table.columns[0].unreadable.first_lines == std::vector<std::int64_t>{32, 33, 34, 35});
    REQUIRE(table.columns[0].missing == 5);
    REQUIRE(table.columns[0].numbers[35] == 12);
  }
}

TEST_CASE("a few words do not make a column of numbers text") {
  std::string file = "id,x,y\n";
  for (int i = 0; i < 97; ++i) {
    file += std::to_string(i) + "," + std::to_string(i * 3) + ",\"1,0" + std::to_string(10 + i % 80) + "\"\n";
  }
  file += "97,12abc,1_000\n98,0x1F,\"1,01\"x\n99,1e999,x\n";
  const Table table = read_anyhow(file);
  REQUIRE(table.columns[1].unreadable.count == 3);
  REQUIRE(table.columns[1].unreadable.first_lines == std::vector<std::int64_t>{99, 100, 101});
  REQUIRE(table.columns[1].unreadable.first_contents == Names{"12abc", "0x1F", "1e999"});
  REQUIRE(table.columns[2].unreadable.count == 3);
  REQUIRE(table.columns[2].numbers[0] == 1010);
  REQUIRE(std::isnan(table.columns[2].numbers[97]));
  file += "100,x,x\n101,x,x\n102,x,x\n103,x,x\n";
  REQUIRE(format_of(file).kinds[1] == ColumnKind::text);
}

TEST_CASE("comments and titles above the header") {
  for (const std::string above :
       {"# made 2026-11-22\n#\n", "# one, two, three\r\n\r\n# b\r\n", "My report\n", "My report,,\n,,\n\n",
        "Report of the week\n\nAll people\n", "sep=,\n", "\n\n", "\"A title\nof two lines\"\n"}) {
    const std::string file = above + "id,arm,y\n1,a,2.5\n2,b,3.5\n\n3,a,4.5\n";
    INFO(above);
    const CsvFormat format = format_of(file);
    REQUIRE(format.names == Names{"id", "arm", "y"});
    REQUIRE(format.header);
    const Table table = read_anyhow(file);
    REQUIRE(table.rows == 3);
    REQUIRE(table.columns[2].numbers == Numbers{2.5, 3.5, 4.5});
    std::int64_t lines = 0;
    for (std::size_t i = 0; i < above.size(); ++i) {
      lines += above[i] == '\n' ? 1 : 0;
    }
    REQUIRE(table.line_of(0) == lines + 2);
    REQUIRE(table.line_of(2) == lines + 5);
    REQUIRE(table.line_count == lines + 5);
    REQUIRE(table.ragged.count == 0);
  }
  REQUIRE(format_of("Exported,2026\nBy,me\n\nid,arm,y,z\n1,a,2,3\n2,b,3,4\n").names == Names{"id", "arm", "y", "z"});
  REQUIRE(format_of("# a comment\n#id,arm,y\n1,a,2\n2,b,3\n").names == Names{"id", "arm", "y"});
  REQUIRE(format_of("# a comment\n#id,arm,y\n1,a,2\n2,b,3\n").skipped_lines == 1);
  REQUIRE(format_of("#,arm,y\n1,a,2\n2,b,3\n").names == Names{"column_1", "arm", "y"});
  REQUIRE(format_of("#tag1\n#tag2\n#tag1\n").names == Names{"column_1"});
  REQUIRE(read_anyhow("# c\n1,2\n3,4\n").columns[1].numbers == Numbers{2, 4});
  // No title: one column of sentences, and names of R.
  REQUIRE(format_of("comment\nwell, yes\nno, sir\n").names == Names{"comment"});
  REQUIRE(format_of("name,,\n1,2,3\n4,5,6\n").names == Names{"name", "column_2", "column_3"});
}

TEST_CASE("Windows-1252 is found and said") {
  const std::string file = "id;Stadt;Preis\n1;M\xFCnchen;5 \x80\n2;K\xF6ln;1.200,50 \x80\n3;Ulm;7\n";
  const CsvFormat format = format_of(file);
  REQUIRE(format.encoding == Encoding::windows1252);
  const Table table = read_anyhow(file);
  REQUIRE(table.columns[1].levels == Levels{"M\xC3\xBCnchen", "K\xC3\xB6ln", "Ulm"});
  REQUIRE(table.columns[2].numbers == Numbers{5, 1200.5, 7});
  REQUIRE(format_of("id,x\n1,M\xC3\xBCnchen\n2,K\xC3\xB6ln\n").encoding == Encoding::utf8);
  // One broken byte among good ones: UTF-8, and that cell alone as Windows-1252.
  REQUIRE(format_of("id,x\n1,M\xC3\xBCnchen\n2,K\xC3\xB6ln\n3,\xFClm\n").encoding == Encoding::utf8);
  // A head that ends inside of a character.
  REQUIRE(detect_format(bytes("id,x\n1,a\n2,\xE2\x82"), false)->encoding == Encoding::utf8);
  CsvOverrides as_1252;
  as_1252.encoding = Encoding::windows1252;
  REQUIRE(read_anyhow("id,x\n1,\xC3\xBC\n", as_1252).columns[1].levels == Levels{"\xC3\x83\xC2\xBC"});
}

TEST_CASE("single quotes") {
  const std::string file = "'id','x, y','z'\n'1','a, b',2\n'2','it''s',3\n";
  REQUIRE(format_of(file).quote == '\'');
  const Table table = read_anyhow(file);
  REQUIRE(table.columns[1].name == "x, y");
  REQUIRE(table.columns[1].levels == Levels{"a, b", "it's"});
  REQUIRE(format_of("id,x\n1,it's\n2,don't\n").quote == '"');
}

TEST_CASE("overrides are taken as they are") {
  CsvOverrides no_header;
  no_header.header = false;
  REQUIRE(with("a,b\n1,2\n", no_header).names == Names{"column_1", "column_2"});
  REQUIRE(read_anyhow("a,b\n1,2\n", no_header).rows == 2);
  CsvOverrides header;
  header.header = true;
  REQUIRE(with("1,2\n3,4\n", header).names == Names{"1", "2"});
  CsvOverrides comma;
  comma.decimal = ',';
  REQUIRE(read_anyhow("a\tb\n1,234\tx\n2,345\ty\n", comma).columns[0].numbers == Numbers{1.234, 2.345});
  CsvOverrides point;
  point.decimal = '.';
  REQUIRE(read_anyhow("a;b\n1,234;x\n2,345;y\n", point).columns[0].numbers == Numbers{1234, 2345});
  CsvOverrides delimiter;
  delimiter.delimiter = ';';
  REQUIRE(with("a,b;c\n1,2;3\n", delimiter).names == Names{"a,b", "c"});
  CsvOverrides skip;
  skip.skipped_lines = 2;
  const Table skipped = read_anyhow("x,y\r\n\"open,\r\na,b\r\n1,2\r\n", skip);
  REQUIRE(skipped.columns[0].name == "a");
  REQUIRE(skipped.line_of(0) == 4);
  CsvOverrides all;
  all.skipped_lines = 9;
  REQUIRE_FALSE(detect_format(bytes("a,b\n1,2\n"), true, all));
  CsvOverrides kinds;
  kinds.text_columns = {"a", "nope"};
  kinds.number_columns = {"b"};
  const std::string file = "a,b\n1,007\n2,x\n3,4\n";
  const auto found = detect_format(bytes(file), true, kinds);
  REQUIRE(found->kinds == std::vector<ColumnKind>{ColumnKind::text, ColumnKind::number});
  REQUIRE(found.issues.size() == 1);
  REQUIRE(found.issues[0].code == Code::unknown_column);
  REQUIRE(found.issues[0].severity == Severity::warning);
  const Table forced = read_anyhow(file, kinds);
  REQUIRE(forced.columns[0].levels == Levels{"1", "2", "3"});
  REQUIRE(forced.columns[1].unreadable.count == 1);
}

TEST_CASE("wide files, long fields, zero bytes and quotes across parts") {
  std::string wide;
  for (int i = 0; i < 2000; ++i) {
    wide += (i > 0 ? ",c" : "c") + std::to_string(i % 1500);
  }
  for (int row = 0; row < 20; ++row) {
    for (int i = 0; i < 2000; ++i) {
      wide += (i > 0 ? "," : "\n") + std::to_string(row * i % 97);
    }
  }
  const Table many = table_of(wide);
  REQUIRE(many.columns.size() == 2000);
  REQUIRE(many.rows == 20);
  REQUIRE(many.find("c0_2") != nullptr);
  REQUIRE(many.columns[1999].numbers[3] == 3 * 1999 % 97);

  const std::string field = "\"" + std::string(300'000, 'q') + "\n,\"\"" + std::string(10, 'r') + "\"";
  const std::string file = "id,note,y\r1," + field + ",2\r\n2,short,3\n\n3,,4\r4,\"x\r\ny\",5";
  const CsvFormat format = format_of(file);
  const Table table = read_in_pieces(format, file, file.size());
  REQUIRE(table.rows == 4);
  REQUIRE(table.columns[1].levels[0].size() == 300'013);
  REQUIRE(table.columns[2].numbers == Numbers{2, 3, 4, 5});
  for (const std::size_t cut : {10u, 1000u, 200'000u, 300'030u, 300'040u, 300'050u}) {
    INFO(cut);
    require_same(read_in_parts(format, file, {cut}, 4096), table);
  }

  std::string zeros = "id,x,y\n";
  for (int i = 0; i < 400; ++i) {
    zeros += std::to_string(i) + ",abc,1\n";
  }
  zeros += std::string("400,a\0c,2\n", 10) + std::string("401,abc,\0\n", 10);
  const Table with_zeros = read_anyhow(zeros);
  REQUIRE(with_zeros.columns[1].levels.size() == 2);
  REQUIRE(with_zeros.columns[1].levels[1] == std::string_view("a\0c", 3));
  REQUIRE(with_zeros.columns[2].unreadable.count == 1);
}
