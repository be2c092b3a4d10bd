// SPDX-License-Identifier: Apache-2.0
// The loop over records and cells. Its bytes end in a line end, so that nothing here looks for their end.
#include <cstring>

#include "table/csv_reader_work.hpp"
#include "table/decimal.hpp"

namespace sutva::table {

namespace {

constexpr std::uint64_t exact_mantissa = std::uint64_t{1} << 53;  // whole numbers up to here are doubles

constexpr std::array<double, 23> powers_of_ten = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr std::array<std::uint64_t, 9> small_powers_of_ten = {1,      10,      100,      1000,     10000,
                                                              100000, 1000000, 10000000, 100000000};

}  // namespace

inline const char* CsvReader::Work::number_cell(const char* at, Step& step) {
  // One digit, as in columns of 0 and 1.
  const auto digit = static_cast<unsigned char>(*at - '0');
  if (digit < 10 && ends_cell(at[1])) {
    step.numbers[row] = digit;
    return at + 1;
  }
  const char* const begin = at;
  const bool quoted = *at == quote;
  at += quoted ? 1u : 0u;
  const bool negative = *at == '-';
  at += negative ? 1u : 0u;
  Digits digits = leading_digits(at);
  std::uint64_t mantissa = digits.value;
  unsigned count = digits.count;
  at += digits.count;
  while (digits.count == 8) {
    digits = leading_digits(at);
    mantissa = mantissa * small_powers_of_ten[digits.count] + digits.value;
    count += digits.count;
    at += digits.count;
  }
  unsigned decimals = 0;
  if (*at == (quoted ? format.decimal : step.decimal)) {
    ++at;
    do {
      digits = leading_digits(at);
      mantissa = mantissa * small_powers_of_ten[digits.count] + digits.value;
      decimals += digits.count;
      at += digits.count;
    } while (digits.count == 8);
    count += decimals;
  }
  if (quoted) {
    if (*at != quote) {
      return number_cell_slowly(begin, step);
    }
    ++at;
  }
  // 19 digits fit the mantissa.
  if (!ends_cell(*at) || count == 0 || count > 19) [[unlikely]] {
    return number_cell_slowly(begin, step);
  }
  double value = static_cast<double>(mantissa);
  if (mantissa > exact_mantissa) {
    value = nearest_double(mantissa, -static_cast<int>(decimals));
  } else if (decimals > 0) {
    // Clinger (1990), "How to read floating point numbers accurately": one correctly rounded operation on two exact
    // doubles.
    value /= powers_of_ten[decimals];
  }
  step.numbers[row] = negative ? -value : value;
  return at;
}

template <bool identifier>
inline const char* CsvReader::Work::text_cell(const char* at, Step& step) {
  const char* begin = at;
  std::size_t size = 0;
  bool plain = *at != ' ';
  if (*at == quote) {
    // A short cell without quotes or line ends inside, which is most of them.
    const Block block(at + 1);
    const std::uint32_t marks = block.equal('\n', '\r', quote);
    const unsigned close = first_bit(marks | 0x10000u);
    plain = close < 16 && at[close + 1] == quote && ends_cell(at[close + 2]);
    begin = at + 1;
    size = close;
    at += plain ? close + 2 : 0;
  } else if (plain) {
    at = cell_end(at);
    size = static_cast<std::size_t>(at - begin);
    while (size > 0 && begin[size - 1] == ' ') {
      --size;
    }
  }
  if (!plain) [[unlikely]] {
    std::string_view text;
    at = any_cell(at, text);
    if (at != nullptr) {
      step.codes[row] = code_of(text, step);
    }
    return at;
  }
  if (size == 0) {
    step.codes[row] = missing_code;
    return at;
  }
  if constexpr (identifier) {
    const auto code = step.na_is_missing ? std::nullopt : step.identifiers->add_ascii(begin, size);
    step.codes[row] = code ? *code : code_of({begin, size}, step);
    return at;
  }
  if (size > CodeCache::longest) {
    step.codes[row] = code_of({begin, size}, step);
    return at;
  }
  const CodeCache::Key key = CodeCache::key(begin, size);
  CodeCache::Entry& entry = step.cache->at(key);
  if (entry.key.low != key.low || entry.key.high != key.high) [[unlikely]] {
    entry = {key, code_of({begin, size}, step)};
  }
  step.codes[row] = entry.code;
  return at;
}

// Passes over so many cells and counts them down. Ends at the end of the last one, or at the line end when they are too
// few; null when a quote is not closed.
const char* CsvReader::Work::skip_cells(const char* at, std::size_t& columns) {
  const char* cell = at;
  while (true) {
    const Block block(at);
    std::uint32_t ends = block.equal(delimiter, '\n', '\r');
    std::uint32_t quotes = block.equal(quote);
    while (ends != 0 && (quotes & ((ends & (0u - ends)) - 1)) == 0) {
      const char* const found = at + first_bit(ends);
      --columns;
      if (columns == 0 || *found != delimiter) {
        return found;
      }
      cell = found + 1;
      ends &= ends - 1;
    }
    if (quotes == 0) {
      at += 16;
      continue;
    }
    if (ends == 0 && cell < at) {
      // The cell began before this block; whether it did with a quote was seen then.
      const char* c = cell;
      while (*c == ' ') {
        ++c;
      }
      if (*c != quote && c < at) {
        at += 16;
        continue;
      }
    }
    // A quote before the end of the cell.
    at = cell;
    while (*at == ' ') {
      ++at;
    }
    if (*at == quote) {
      const char* close = at;
      do {
        close =
            static_cast<const char*>(std::memchr(close + 1, quote, static_cast<std::size_t>(cells_end - close - 1)));
        if (close == nullptr) {
          return nullptr;
        }
        ++close;
      } while (*close == quote);
      shift += line_ends(at, close);
      at = close;
    }
    at = cell_end(at);
    --columns;
    if (columns == 0 || *at != delimiter) {
      return at;
    }
    ++at;
    cell = at;
  }
}

const char* CsvReader::Work::read_records(const char* at, const char* stop, std::int64_t rows_end) {
  Step* const first = steps.data();
  Step* const last = first + steps.size();
  const char separator = delimiter;
  while (at < stop && row < rows_end) {
    if (is_line_end(*at)) [[unlikely]] {
      at = after_line_end(at);
      ++shift;
      continue;
    }
    if (table.lines.empty() || table.lines.back().shift != shift) [[unlikely]] {
      table.lines.push_back({row, shift});
    }
    const char* const record = at;
    const std::int64_t shift_before = shift;
    Step* step = first;
    while (true) {
      std::size_t columns_left = 0;
      switch (step->kind) {
        case Step::Kind::number:
          at = number_cell(at, *step);
          break;
        case Step::Kind::first_number:
        case Step::Kind::marked_number:
          at = number_cell_slowly(at, *step);
          break;
        case Step::Kind::text:
          at = text_cell<false>(at, *step);
          break;
        case Step::Kind::identifier:
          at = text_cell<true>(at, *step);
          break;
        case Step::Kind::skip:
          columns_left = step->columns;
          at = skip_cells(at, columns_left);
          break;
      }
      if (at == nullptr) [[unlikely]] {
        shift = shift_before;
        take_back(step);
        return record;
      }
      ++step;
      if (*at == separator) {
        ++at;
        if (step != last) {
          continue;
        }
        at = rest_of_record(at);
        if (at == nullptr) {
          shift = shift_before;
          take_back(last);
          return record;
        }
        break;
      }
      if (step != last || columns_left > 0) [[unlikely]] {
        note_ragged();
        for (; step != last; ++step) {
          if (step->numbers != nullptr) {
            step->numbers[row] = missing_number;
          } else if (step->codes != nullptr) {
            step->codes[row] = missing_code;
          }
        }
      }
      break;
    }
    at = after_line_end(at);
    ++row;
  }
  return at;
}

}  // namespace sutva::table
