// SPDX-License-Identifier: Apache-2.0
// scripts/study coverage runs this:
//   sutva_coverage kinds            the names of the kinds of data
//   sutva_coverage draw KIND        draws and counts; the tallies, one line for each method, tabs between
//   sutva_coverage write < TALLIES  docs/coverage.md of the tallies of all kinds: words can change without drawing
//   again
#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "coverage_notes.hpp"
#include "coverage_study.hpp"

namespace {

using namespace sutva;
using namespace sutva::studies;

constexpr double margin = 0.01;  // what may be off beyond Monte Carlo error without a word

std::string fixed(double number, int decimals) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, number);
  return buffer;
}

// How far a share lies beyond its margin and two Monte Carlo standard errors: negative below, positive above.
int beyond(const Rate& rate, double nominal) {
  const double off = rate.share() - nominal;
  return std::abs(off) <= margin + 2 * rate.error() ? 0 : off < 0 ? -1 : 1;
}

// A method at both sizes, with the operations that all gave exactly this.
struct Row {
  Line line;
  std::vector<std::string> operations;
};

// What several operations call differently.
std::string shown_quantity(const std::string& quantity) {
  return quantity == "Difference" ? "Difference in means" : quantity == "Relative lift" ? "Lift" : quantity;
}

bool same(const Tally& a, const Tally& b) {
  return a.covered.of == b.covered.of && a.covered.hits == b.covered.hits && a.rejected.of == b.rejected.of &&
         a.rejected.hits == b.rejected.hits && a.undefined.hits == b.undefined.hits && a.widths == b.widths &&
         std::abs(a.width - b.width) <= 1e-9 * std::abs(a.width);
}

std::vector<Row> rows_of(const Findings& findings) {
  std::vector<Row> rows;
  for (const Line& line : findings.lines) {
    Row* found = nullptr;
    for (Row& row : rows) {
      if (row.line.quantity == shown_quantity(line.quantity) && same(row.line.sizes[0], line.sizes[0]) &&
          same(row.line.sizes[1], line.sizes[1])) {
        found = &row;
      }
    }
    if (found) {
      if (found->operations.back() != line.operation) {
        found->operations.push_back(line.operation);
      }
      continue;
    }
    rows.push_back({line, {line.operation}});
    rows.back().line.quantity = shown_quantity(line.quantity);
  }
  // Beside each other what can be compared.
  std::vector<Row> sorted;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    bool first = true;
    for (std::size_t j = 0; j < i; ++j) {
      first = first && rows[j].line.quantity != rows[i].line.quantity;
    }
    for (std::size_t j = i; first && j < rows.size(); ++j) {
      if (rows[j].line.quantity == rows[i].line.quantity) {
        sorted.push_back(rows[j]);
      }
    }
  }
  return sorted;
}

std::string rate_cell(const Rate& rate, double nominal, bool low_is_bad) {
  if (rate.of == 0) {
    return "";
  }
  const std::string number = fixed(100 * rate.share(), 1) + " ± " + fixed(100 * rate.error(), 1);
  const int off = beyond(rate, nominal);
  const bool bad = low_is_bad ? off < 0 : off > 0;
  return off == 0 ? number : bad ? "**" + number + "**" : "*" + number + "*";
}

std::string coverage_cell(const Tally& t) {
  std::string cell = rate_cell(t.covered, confidence, true);
  if (t.undefined.hits > 0 && t.undefined.of > 0) {
    const double none = 100 * t.undefined.share();
    cell += none < 0.05 ? "" : ", none in " + fixed(none, 1);
  }
  return cell;
}

std::string level_cell(const Tally& t) {
  const std::string cell = rate_cell(t.rejected, 1 - confidence, false);
  return cell.empty() || !t.from_interval ? cell : cell + " †";
}

bool is_off(const Tally& t) {
  return (t.covered.of > 0 && beyond(t.covered, confidence) != 0) ||
         (t.rejected.of > 0 && beyond(t.rejected, 1 - confidence) != 0);
}

std::string width_cell(const Tally& t, const Tally* standard) {
  return t.widths == 0 || standard == nullptr || standard->widths == 0 || standard->width == 0
             ? ""
             : fixed(t.mean_width() / standard->mean_width(), 2);
}

std::string numbers_of(const Tally& t) {
  char width[64];
  std::snprintf(width, sizeof width, "%.17g", t.width);
  std::string all;
  for (const Rate* rate : {&t.covered, &t.rejected, &t.undefined}) {
    all += "\t" + std::to_string(rate->of) + "\t" + std::to_string(rate->hits);
  }
  return all + "\t" + std::to_string(t.from_interval ? 1 : 0) + "\t" + std::to_string(t.widths) + "\t" + width;
}

void draw(const Kind& kind) {
  const Findings findings = study(kind, Effort());
  for (const Line& line : findings.lines) {
    std::printf("%s\t%s\t%s\t%s\t%s%s%s\n", std::string(kind.name).c_str(), line.operation.c_str(),
                line.quantity.c_str(), line.method.c_str(), line.label.c_str(), numbers_of(line.sizes[0]).c_str(),
                numbers_of(line.sizes[1]).c_str());
  }
  for (const std::string& unknown : findings.unknown) {
    std::fprintf(stderr, "No truth is known for %s, %s\n", std::string(kind.name).c_str(), unknown.c_str());
  }
}

// The lines of one kind that draw() wrote, in their order.
struct Read {
  std::string kind;
  Line line;
};

std::vector<Read> read_tallies() {
  std::vector<Read> all;
  std::string text;
  for (int letter = std::getchar(); letter != EOF; letter = std::getchar()) {
    text += static_cast<char>(letter);
  }
  std::vector<std::string> cells(1);
  for (const char letter : text) {
    if (letter != '\t' && letter != '\n') {
      cells.back() += letter;
      continue;
    }
    if (letter == '\n') {
      Read read{cells.at(0), {cells.at(1), cells.at(2), cells.at(3), cells.at(4), {}}};
      std::size_t at = 5;
      for (Tally& t : read.line.sizes) {
        const auto count = [&] { return std::stoll(cells.at(at++)); };
        for (Rate* rate : {&t.covered, &t.rejected, &t.undefined}) {
          rate->of = count();
          rate->hits = count();
        }
        t.from_interval = count() == 1;
        t.widths = count();
        t.width = std::stod(cells.at(at++));
      }
      all.push_back(std::move(read));
      cells.clear();
    }
    cells.emplace_back();
  }
  return all;
}

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

// Lines that are off and that no note explains.
int write_kind(const Kind& kind, const Findings& findings) {
  int unexplained = 0;
  print("\n## " + std::string(kind.title) + "\n\n" + std::string(kind.about) + "\n\n");
  print("| Quantity | Method | By | Coverage, " + std::string(kind.sizes[0]) + " | Type I | Width | Coverage, " +
        std::string(kind.sizes[1]) + " | Type I | Width | Note |\n");
  print("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n");
  std::vector<const Note*> used;
  std::string quantity;
  const Row* standard = nullptr;
  const std::vector<Row> rows = rows_of(findings);
  for (const Row& row : rows) {
    const Line& line = row.line;
    if (line.quantity != quantity) {
      standard = nullptr;
      quantity = line.quantity;
      print("| " + quantity + " ");
    } else {
      print("| ");
    }
    if (standard == nullptr && line.sizes[0].widths + line.sizes[1].widths > 0) {
      standard = &row;
    }
    std::string by;
    for (const std::string& operation : row.operations) {
      by += (by.empty() ? "`" : ", `") + operation + "`";
    }
    std::string marks;
    if (is_off(line.sizes[0]) || is_off(line.sizes[1])) {
      for (const Note& note : notes()) {
        if (applies(note, kind.name, row.operations, line)) {
          std::size_t at = 0;
          while (at < used.size() && used[at] != &note) {
            ++at;
          }
          if (at == used.size()) {
            used.push_back(&note);
          }
          marks += (marks.empty() ? "" : ", ") + std::to_string(at + 1);
        }
      }
      if (marks.empty()) {
        marks = "?";
        ++unexplained;
        std::fprintf(stderr, "Off and not explained: %s, %s, %s, %s\n", std::string(kind.name).c_str(),
                     row.operations[0].c_str(), line.quantity.c_str(), line.method.c_str());
      }
    }
    print("| " + line.label + " | " + by);
    for (std::size_t size = 0; size < 2; ++size) {
      const Tally& t = line.sizes[size];
      print(" | " + coverage_cell(t) + " | " + level_cell(t) + " | " +
            width_cell(t, standard ? &standard->line.sizes[size] : nullptr));
    }
    print(" | " + marks + " |\n");
  }
  if (!used.empty()) {
    print("\n");
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    print(std::to_string(i + 1) + ". " + std::string(used[i]->text) + "\n");
  }
  return unexplained;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "kinds") {
    for (const Kind& kind : kinds()) {
      print(std::string(kind.name) + "\n");
    }
    return 0;
  }
  if (what == "draw" && argc == 3) {
    for (const Kind& each : kinds()) {
      if (each.name == argv[2]) {
        draw(each);
        return 0;
      }
    }
  }
  if (what != "write") {
    std::fprintf(stderr, "Usage: sutva_coverage kinds | draw KIND | write\n");
    return 2;
  }
  const std::vector<Read> all = read_tallies();
  print(introduction(Effort()));
  int unexplained = 0;
  for (const Kind& kind : kinds()) {
    Findings findings;
    for (const Read& read : all) {
      if (read.kind == kind.name) {
        findings.lines.push_back(read.line);
      }
    }
    unexplained += write_kind(kind, findings);
  }
  return unexplained == 0 ? 0 : 1;
}
