// SPDX-License-Identifier: Apache-2.0
#include "table/csv_reader.hpp"

#include <cmath>
#include <optional>
#include <random>

#include "reading.hpp"

using namespace sutva;
using namespace sutva::table;
using Codes = std::vector<std::int32_t>;
using Numbers = std::vector<double>;
using Lines = std::vector<std::int64_t>;
using namespace std::string_literals;

namespace {

// Every way a file is unpleasant at once.
std::string unpleasant_file(std::uint32_t seed, int rows) {
  std::mt19937 random(seed);
  const auto pick = [&](std::initializer_list<const char*> list) {
    return std::string(*(list.begin() + static_cast<std::ptrdiff_t>(random() % list.size())));
  };
  std::string file = "id,arm,x,note,y\n";
  for (int i = 0; i < rows; ++i) {
    const std::string end = pick({"\n", "\n", "\r\n", "\r"});
    if (random() % 12 == 0) {
      file += end;
    }
    file += std::to_string(i) + ",";
    file += pick({"a", "b", "\"a\"", " a ", "c", "", "an arm with a long name of many bytes"}) + ",";
    file +=
        pick({"1", "2.5", "-3e2", "", "NA", "12abc", "\"7\"", " 8 ", "0.12345678901234567", "\"1,5\"", "oops"}) + ",";
    file += pick({"plain", "\"two\nlines\"", "\"with \"\"quotes\"\"\"", "\"a,b\r\nc\"", "\"\"", "", "it\"s",
                  "\"x\"tail ", "\"\r\r\n\n\"", " \"spaced\" ", "M\xC3\xBCnchen", "\"\n\"", "\"1,2\n3,\"\"4\"\"\n\""}) +
            ",";
    file += pick({"1", "0", "5", ""});
    file += pick({"", "", "", "", "", ",", ",,", ",extra", ",\"more\nlines\""});
    file += end;
    if (random() % 15 == 0) {
      file += pick({"only", "1,a", "\"q\n\"", ",,,,", "  "}) + end;
    }
  }
  if (seed % 2 == 0) {
    while (!file.empty() && (file.back() == '\n' || file.back() == '\r')) {
      file.pop_back();
    }
  }
  return file;
}

CsvFormat unpleasant_format() {
  CsvFormat format;
  format.names = {"id", "arm", "x", "note", "y"};
  format.kinds = {ColumnKind::number, ColumnKind::text, ColumnKind::number, ColumnKind::text, ColumnKind::number};
  format.na_is_missing = {1, 0, 1, 0, 1};
  return format;
}

// The same with two text columns that are kept as identifiers, whatever they hold.
CsvFormat format_with_identifiers() {
  CsvFormat format = unpleasant_format();
  format.kinds[0] = ColumnKind::text;
  format.identifiers = {1, 0, 0, 1, 0};
  return format;
}

// Cells of a CSV by the rules, without any speed: one character at a time.
struct PlainRecord {
  std::int64_t line = 0;
  std::vector<std::string> cells;
};

std::vector<PlainRecord> plain_records(const std::string& text) {
  std::vector<PlainRecord> records;
  std::int64_t line = 1;
  std::size_t at = 0;
  const auto take_line_end = [&](std::string* to) {
    const bool two = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    if (to != nullptr) {
      *to += text.substr(at, two ? 2 : 1);
    }
    at += two ? 2 : 1;
    ++line;
  };
  const auto line_end = [&] { return text[at] == '\n' || text[at] == '\r'; };
  while (at < text.size()) {
    if (line_end()) {
      take_line_end(nullptr);
      continue;
    }
    PlainRecord record;
    record.line = line;
    while (true) {
      std::string cell;
      while (at < text.size() && text[at] == ' ') {
        ++at;
      }
      if (at < text.size() && text[at] == '"') {
        ++at;
        while (at < text.size()) {
          if (text[at] == '"') {
            ++at;
            if (at < text.size() && text[at] == '"') {
              cell += '"';
              ++at;
              continue;
            }
            break;
          }
          if (line_end()) {
            take_line_end(&cell);
          } else {
            cell += text[at++];
          }
        }
        std::string tail;
        while (at < text.size() && text[at] != ',' && !line_end()) {
          tail += text[at++];
        }
        cell += tail.substr(0, tail.find_last_not_of(' ') + 1);
      } else {
        while (at < text.size() && text[at] != ',' && !line_end()) {
          cell += text[at++];
        }
        cell = cell.substr(0, cell.find_last_not_of(' ') + 1);
      }
      record.cells.push_back(cell);
      if (at < text.size() && text[at] == ',') {
        ++at;
        continue;
      }
      break;
    }
    if (at < text.size()) {
      take_line_end(nullptr);
    }
    records.push_back(record);
  }
  return records;
}

}  // namespace

TEST_CASE("a small table") {
  const Table table = table_of("id,arm,x\n1,a,0.5\n2,b,\n3,,NA\n4,a,-2\n");
  REQUIRE(table.rows == 4);
  REQUIRE(table.find("arm")->codes == Codes{0, 1, -1, 0});
  REQUIRE(table.find("arm")->levels == Levels{"a", "b"});
  REQUIRE(table.find("arm")->missing == 1);
  REQUIRE(table.find("arm")->samples == std::vector<std::string>{"a", "b", "a"});
  REQUIRE(table.find("x")->missing == 2);
  REQUIRE(table.find("x")->numbers[0] == 0.5);
  REQUIRE(table.find("x")->samples == std::vector<std::string>{"0.5", "-2"});
  REQUIRE(table.find("x")->is_missing(1));
  REQUIRE(table.line_of(0) == 2);
  REQUIRE(table.line_of(3) == 5);
  REQUIRE(table.line_count == 5);
  REQUIRE(table.find("nope") == nullptr);
}

TEST_CASE("small shapes") {
  REQUIRE(table_of("x\n1\n2\n").columns[0].numbers == Numbers{1, 2});
  REQUIRE(table_of("x\n1").columns[0].numbers == Numbers{1});
  REQUIRE(table_of("x\r1\r2\r").columns[0].numbers == Numbers{1, 2});
  REQUIRE(table_of("x\r\n1\r\n\r\n2").columns[0].numbers == Numbers{1, 2});
  REQUIRE(table_of("1,2").columns[1].numbers == Numbers{2});
  REQUIRE(table_of("\"x\",\"y\"\n\"1\",\"a\"\n\"2\",\"b\"").columns[0].numbers == Numbers{1, 2});
  REQUIRE(table_of("\"x\",\"y\"\n\"1\",\"a\"\n\"2\",\"b\"").columns[1].levels == Levels{"a", "b"});
  REQUIRE(table_of("sep=;\na;b\n1,5;x\n").columns[0].numbers == Numbers{1.5});
  REQUIRE(table_of("a,b\n\"3,14\",x\n\"2,7\",y\n").columns[0].numbers == Numbers{3.14, 2.7});
  REQUIRE(table_of("a;b\n3,14;x\n-,5;y\n").columns[0].numbers == Numbers{3.14, -.5});
  REQUIRE(std::signbit(table_of("x\n-0\n").columns[0].numbers[0]));
  REQUIRE(table_of("country,n\nUS,1\nNA,2\n,3\n").columns[0].levels == Levels{"US", "NA"});
  REQUIRE(table_of("country,n\nUS,1\nNA,2\n,3\n").columns[0].missing == 1);
  REQUIRE(table_of("zip,n\n01234,1\nNA,2\n,3\n").columns[0].levels == Levels{"01234"});
  REQUIRE(table_of("zip,n\n01234,1\nNA,2\n,3\n").columns[0].missing == 2);
}

TEST_CASE("rows with too few and too many cells") {
  const auto read = read_csv(bytes("a,b,c\n1,2,3\n1,2\n1,2,3,\n1,2,3,4\n1\n1,2,3,,,\n1,2,3\n"));
  REQUIRE(read);
  REQUIRE(read->rows == 7);
  REQUIRE(read->ragged.count == 3);
  REQUIRE(read->ragged.first_lines == Lines{3, 5, 6});
  REQUIRE(read->columns[2].missing == 2);
  REQUIRE(read->columns[1].missing == 1);
  REQUIRE(read.issues.size() == 1);
  REQUIRE(read.issues[0].code == Code::ragged_rows);
  REQUIRE(read.issues[0].severity == Severity::warning);
}

TEST_CASE("cells that are not numbers in a numeric column") {
  std::string file = "n,x\n";
  for (int i = 0; i < 50; ++i) {
    file += "1,2\n";
  }
  const std::size_t head = file.size();
  file += "1,12abc\n1,0x1F\n1,infinity\n1,1e400\n1,\"1,234\"\n1,1 2\n1,NA\n1,.5\n1,5.\n1,+3\n1,1e3\n1,NULL\n1,a\0b\n"s;
  const auto format = detect_format(bytes(file.substr(0, head)), false);
  REQUIRE(format);
  const Table table = read_in_pieces(*format, file, 1000);
  const Column& x = table.columns[1];
  REQUIRE(x.unreadable.count == 7);
  REQUIRE(x.unreadable.first_lines == Lines{52, 53, 54, 55, 56});
  REQUIRE(x.unreadable.first_contents == std::vector<std::string>{"12abc", "0x1F", "infinity", "1e400", "1,234"});
  REQUIRE(x.missing == 9);
  REQUIRE(x.numbers[57] == .5);
  REQUIRE(x.numbers[58] == 5);
  REQUIRE(x.numbers[59] == 3);
  REQUIRE(x.numbers[60] == 1000);
  const Issues issues = reading_issues(table);
  REQUIRE(issues.size() == 1);
  REQUIRE(issues[0].code == Code::unreadable_cells);
  REQUIRE(issues[0].field.empty());
  REQUIRE(issues[0].message.find("\"x\"") != std::string::npos);
}

TEST_CASE("quotes that never close") {
  const CsvFormat format = format_of("a,b\n1,x\n");
  for (const std::size_t piece : {1u, 3u, 64u, 1000u}) {
    CsvReader reader(format);
    feed_in_pieces(reader, "a,b\n1,\"x\ny\"\n\n2,y\n3,\"open\nand on\nand on", piece);
    REQUIRE(reader.issues().size() == 1);
    REQUIRE(reader.issues()[0].code == Code::unclosed_quote);
    REQUIRE(reader.issues()[0].message.find("line 6 ") != std::string::npos);
    REQUIRE(reader.rows() == 2);
  }
  CsvReader header(format);
  feed_in_pieces(header, "a,\"b\n1,2\n", 5);
  REQUIRE(has(header.issues(), Code::unclosed_quote));
}

TEST_CASE("files a reader meets after a format was found elsewhere") {
  const CsvFormat format = format_of("a,b\n1,x\n");
  for (const std::string& file : {""s, "a,b"s, "a,b\n"s, "a,b\n\n\r\n"s, "\n\na"s}) {
    CsvReader reader(format);
    feed_in_pieces(reader, file, 2);
    REQUIRE(has(reader.issues(), Code::no_rows));
    REQUIRE(reader.end_offset() == static_cast<std::int64_t>(file.size()));
    REQUIRE(reader.take().rows == 0);
  }
  CsvReaderOptions options;
  options.columns = {"nope"};
  CsvReader reader(format, options);
  feed_in_pieces(reader, "a,b\n1,x\n", 100);
  REQUIRE(has(reader.issues(), Code::unknown_column));
}

TEST_CASE("long cells and many columns") {
  const std::string longest(1 << 20, 'q');
  const std::string file = "id,note\n1,\"" + longest + "\n\"\n2," + longest + "\n";
  const CsvFormat format = format_of(file);
  for (const std::size_t piece : {1u, 1000u, 65536u, 10000000u}) {
    const Table table = read_in_pieces(format, file, piece);
    REQUIRE(table.columns[1].levels[0] == longest + "\n");
    REQUIRE(table.columns[1].levels[1] == longest);
    REQUIRE(table.line_of(1) == 4);
    REQUIRE(table.columns[1].samples[0].size() < 200);
  }
  std::string header;
  std::string row;
  for (int i = 0; i < 5000; ++i) {
    header += (i > 0 ? ",c" : "c") + std::to_string(i);
    row += (i > 0 ? "," : "") + std::to_string(i);
  }
  const Table wide = table_of(header + "\n" + row + "\n" + row + "\n");
  REQUIRE(wide.columns.size() == 5000);
  REQUIRE(wide.columns[4999].numbers == Numbers{4999, 4999});
}

TEST_CASE("cells are those of a plain reader") {
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    const CsvFormat format = seed % 2 == 0 ? unpleasant_format() : format_with_identifiers();
    const std::string file = unpleasant_file(seed, 60);
    const std::vector<PlainRecord> records = plain_records(file);
    const Table table = read_in_pieces(format, file, 97);
    INFO("seed " << seed);
    REQUIRE(table.rows + 1 == static_cast<std::int64_t>(records.size()));
    std::int64_t ragged = 0;
    for (std::size_t i = 1; i < records.size(); ++i) {
      const auto row = static_cast<std::int64_t>(i) - 1;
      const std::vector<std::string>& cells = records[i].cells;
      INFO("row " << row);
      REQUIRE(table.line_of(row) == records[i].line);
      bool extra = false;
      for (std::size_t c = 5; c < cells.size(); ++c) {
        extra = extra || !cells[c].empty();
      }
      ragged += extra || cells.size() < 5 ? 1 : 0;
      for (const std::size_t c : {1u, 3u}) {
        const std::string expected = c < cells.size() ? cells[c] : "";
        const std::int32_t code = table.columns[c].codes[i - 1];
        REQUIRE((code < 0 ? "" : std::string(table.columns[c].levels[static_cast<std::size_t>(code)])) == expected);
      }
    }
    REQUIRE(table.ragged.count == ragged);
  }
}

TEST_CASE("the size of the pieces does not matter") {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    const CsvFormat format = seed <= 3 ? unpleasant_format() : format_with_identifiers();
    const std::string file = unpleasant_file(seed, 80);
    const Table whole = read_in_pieces(format, file, file.size());
    for (std::size_t piece = 1; piece <= 64; ++piece) {
      INFO("seed " << seed << " piece " << piece);
      require_same(read_in_pieces(format, file, piece), whole);
    }
    require_same(read_in_pieces(format, file, 1000), whole);
  }
}

TEST_CASE("parts make the same table as one reader") {
  int again = 0;
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    const CsvFormat format = seed <= 2 ? unpleasant_format() : format_with_identifiers();
    const std::string file = unpleasant_file(seed, 25);
    const Table whole = read_in_pieces(format, file, file.size());
    for (std::size_t cut = 1; cut < file.size(); ++cut) {
      INFO("seed " << seed << " cut " << cut);
      require_same(read_in_parts(format, file, {cut}, 50 + cut % 100, &again), whole);
    }
    std::mt19937 random(seed);
    for (int repetition = 0; repetition < 200; ++repetition) {
      std::vector<std::size_t> cuts(1 + random() % 8);
      for (std::size_t& cut : cuts) {
        cut = random() % file.size();
      }
      std::sort(cuts.begin(), cuts.end());
      cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
      if (cuts.front() == 0) {
        cuts.erase(cuts.begin());
      }
      INFO("seed " << seed << " repetition " << repetition);
      require_same(read_in_parts(format, file, cuts, 1 + random() % 300, &again), whole);
    }
  }
  REQUIRE(again > 0);
}

TEST_CASE("a larger file in parts, with more examples than are kept") {
  const CsvFormat format = GENERATE(unpleasant_format(), format_with_identifiers());
  const std::string file = unpleasant_file(7, 20000);
  const Table whole = read_in_pieces(format, file, file.size());
  require_same(read_in_pieces(format, file, 4096), whole);
  require_same(read_in_parts(format, file, {file.size() / 4, file.size() / 2, file.size() / 2 + 10}, 65536), whole);
}

TEST_CASE("identifiers have an entry for each row, and no dictionary") {
  CsvFormat format = format_of("id,x\nb,1\n");
  format.identifiers = {1, 0};
  const std::string file =
      "id,x\nb,1\n,2\na,3\nb,4\n\"q \"\"\",5\n\xC3\xBC\xC3\xBC,6\n\xFC,7\nonly\n" + std::string(40, 'i') + ",8\n";
  const Table table = read_in_pieces(format, file, 1000);
  const Column& id = table.columns[0];
  REQUIRE(id.identifiers);
  REQUIRE(id.codes == Codes{0, -1, 1, 2, 3, 4, 5, 6, 7});
  REQUIRE(id.levels == Levels{"b", "a", "b", "q \"", "\xC3\xBC\xC3\xBC", "\xC3\xBC", "only", std::string(40, 'i')});
  REQUIRE(id.missing == 1);
  REQUIRE(id.samples == std::vector<std::string>{"b", "a", "b", "q \""});
  for (std::size_t piece = 1; piece < file.size(); ++piece) {
    require_same(read_in_pieces(format, file, piece), table);
    require_same(read_in_parts(format, file, {piece}, 9), table);
  }
}

TEST_CASE("an open quote is found in parts as well") {
  CsvFormat format = format_of("a,b\n1,x\n");
  const std::string file = "a,b\n1,x\n2,y\n3,\"open\n4,z\n5,w\n";
  const Table whole = read_in_pieces(format, file, 100);
  REQUIRE(whole.open_quote_line == 4);
  for (std::size_t cut = 1; cut < file.size(); ++cut) {
    INFO(cut);
    require_same(read_in_parts(format, file, {cut}, 7), whole);
  }
}

TEST_CASE("columns that are not wanted are passed over") {
  const CsvFormat format = unpleasant_format();
  const std::vector<std::vector<std::string>> choices = {{"id"},      {"y"},       {"arm", "y"},   {"x"},
                                                         {"note"},    {"id", "x"}, {"note", "id"}, {"arm", "x", "y"},
                                                         {"id", "y"}, {"arm"}};
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    const std::string file = unpleasant_file(seed, 100);
    const Table whole = read_in_pieces(format, file, file.size());
    for (const auto& columns : choices) {
      for (const std::size_t piece : {1u, 33u, 100000u}) {
        const Table some = read_in_pieces(format, file, piece, columns);
        INFO("seed " << seed << " first " << columns.front() << " piece " << piece);
        REQUIRE(some.rows == whole.rows);
        REQUIRE(some.columns.size() == columns.size());
        REQUIRE(some.lines == whole.lines);
        REQUIRE(some.ragged == whole.ragged);
        REQUIRE(some.line_count == whole.line_count);
        for (const Column& column : some.columns) {
          require_same(column, *whole.find(column.name));
        }
      }
    }
  }
}

TEST_CASE("any bytes are read without harm, the same in any pieces") {
  std::mt19937 random(99);
  const std::string letters = ",,\n\r\"\"; \t|0123456789.-eEabNA\xC3\xBC\xFF";
  for (int repetition = 0; repetition < 3000; ++repetition) {
    std::string file;
    for (auto n = random() % 120; n > 0; --n) {
      file.push_back(repetition % 10 == 0 ? static_cast<char>(random() % 256) : letters[random() % letters.size()]);
    }
    const auto found = detect_format(bytes(file), random() % 2 == 0);
    CsvFormat format = found ? *found : unpleasant_format();
    const Table whole = read_in_pieces(format, file, 1000);
    require_same(read_in_pieces(format, file, 1 + random() % 40), whole);
    if (format.encoding == Encoding::utf8 && file.size() > 2) {
      require_same(read_in_parts(format, file, {1 + random() % (file.size() - 1)}, 1 + random() % 40), whole);
    }
    for (const Column& column : whole.columns) {
      REQUIRE(static_cast<std::int64_t>(column.numbers.size() + column.codes.size()) == whole.rows);
      for (const std::string_view level : column.levels) {
        REQUIRE(is_utf8(level));
      }
    }
  }
}
