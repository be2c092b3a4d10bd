// SPDX-License-Identifier: Apache-2.0
// Megabytes per second of reading a file of a million rows: all columns, and only those an analysis needs.
// Usage: csv_reader [rows] [passes]
#include "table/csv_reader.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

namespace {

using namespace sutva;

std::string made_file(int rows, bool text_ids) {
  std::string file = "user_id,treat,minutes_streamed,country,device_type,tenure_days,prior_7d_minutes,is_premium\n";
  const char* const countries[] = {"US", "DE", "NA", "BR", "IN", "JP"};
  const char* const devices[] = {"mobile", "desktop", "tablet", "smart_tv"};
  std::uint64_t state = 1;
  const auto next = [&](std::uint64_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % below;
  };
  char line[200];
  for (int i = 0; i < rows; ++i) {
    std::snprintf(line, sizeof line, "%s%d,%d,%.2f,%s,%s,%d,%.2f,%d\n", text_ids ? "user_" : "", 1000000 + i,
                  static_cast<int>(next(2)), static_cast<double>(next(60000)) / 100, countries[next(6)],
                  devices[next(4)], static_cast<int>(next(2000)), static_cast<double>(next(300000)) / 100,
                  static_cast<int>(next(2)));
    file += line;
  }
  return file;
}

std::string made_floats(int rows) {
  std::string file = "arm,x,y\n";
  std::uint64_t state = 1;
  char line[200];
  for (int i = 0; i < rows; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const double x = static_cast<double>(state >> 11) / 9007199254740992.0;
    std::snprintf(line, sizeof line, "%d,%.17g,%.15g\n", i % 2, x, 1000 * x);
    file += line;
  }
  return file;
}

void measure(const char* what, const std::string& file, const std::vector<std::string>& columns, int passes) {
  using Clock = std::chrono::steady_clock;
  constexpr std::size_t piece = std::size_t{4} << 20;  // as the page feeds it
  std::vector<double> seconds;
  std::int64_t rows = 0;
  for (int pass = 0; pass < passes; ++pass) {
    const auto start = Clock::now();
    const std::span<const char> bytes(file);
    auto format = table::detect_format(bytes.first(std::min<std::size_t>(bytes.size(), 256 << 10)), false);
    if (!format) {
      std::puts(format.issues.front().message.c_str());
      return;
    }
    table::CsvReaderOptions options;
    options.expected_rows = table::expected_rows(*format, static_cast<std::int64_t>(file.size()));
    options.columns = columns;
    table::CsvReader reader(*format, options);
    for (std::size_t at = 0; at < file.size(); at += piece) {
      reader.feed(bytes.subspan(at, std::min(piece, file.size() - at)));
    }
    reader.finish();
    const table::Table read = reader.take();
    rows = read.rows;
    seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
  }
  std::sort(seconds.begin(), seconds.end());
  const double megabytes = static_cast<double>(file.size()) / 1e6;
  std::printf("%-44s %9lld rows %6.1f MB  best %6.0f MB/s  median %6.0f MB/s\n", what, static_cast<long long>(rows),
              megabytes, megabytes / seconds.front(), megabytes / seconds[seconds.size() / 2]);
}

}  // namespace

int main(int argc, char** argv) {
  const int rows = argc > 1 ? std::atoi(argv[1]) : 1000000;
  const int passes = argc > 2 ? std::max(1, std::atoi(argv[2])) : 7;
  {
    const std::string file = made_file(rows, false);
    measure("all columns", file, {}, passes);
    measure("arm and outcome", file, {"treat", "minutes_streamed"}, passes);
  }
  {
    const std::string file = made_file(rows, true);
    measure("all columns, as many text ids as rows", file, {}, passes);
    measure("arm and outcome, text ids", file, {"treat", "minutes_streamed"}, passes);
  }
  measure("numbers of 17 and 15 digits", made_floats(rows), {}, passes);
  return 0;
}
