// SPDX-License-Identifier: Apache-2.0
#include "table/csv_head.hpp"

#include <algorithm>
#include <utility>

#include "table/number.hpp"
#include "table/utf.hpp"

namespace sutva::table {

bool RecordSplitter::next(std::vector<Cell>& cells) {
  cells.clear();
  unescaped_.clear();
  while (at_ < text_.size() && is_line_end(text_[at_])) {
    ++at_;
  }
  if (at_ >= text_.size()) {
    return false;
  }
  begin_ = at_;
  while (true) {
    cells.push_back(cell());
    if (at_ >= text_.size()) {
      ended_ = false;
      return true;
    }
    if (text_[at_] != delimiter_) {
      ended_ = true;
      return true;
    }
    ++at_;
  }
}

Cell RecordSplitter::cell() {
  const char* const begin = text_.data() + at_;
  const char* const end = text_.data() + text_.size();
  const char* at = begin;
  while (at < end && *at == ' ') {
    ++at;
  }
  if (at == end || *at != quote_) {
    while (at < end && !is_cell_end(*at)) {
      ++at;
    }
    at_ = static_cast<std::size_t>(at - text_.data());
    return {trimmed({begin, static_cast<std::size_t>(at - begin)}), false};
  }
  at_ = static_cast<std::size_t>(at - text_.data());
  const std::size_t open = ++at_;
  std::string content;
  bool plain = true;
  while (at_ < text_.size()) {
    const std::size_t close = std::min(text_.find(quote_, at_), text_.size());
    content += text_.substr(at_, close - at_);
    at_ = close + 1;
    if (at_ < text_.size() && text_[at_] == quote_) {
      content += quote_;
      plain = false;
      ++at_;
      continue;
    }
    const std::size_t rest = std::min(at_, text_.size());
    at_ = rest;
    while (at_ < text_.size() && !is_cell_end(text_[at_])) {
      ++at_;
    }
    std::string_view tail = text_.substr(rest, at_ - rest);
    while (!tail.empty() && tail.back() == ' ') {
      tail.remove_suffix(1);
    }
    if (plain && tail.empty()) {
      return {text_.substr(open, close - open), true};
    }
    content += tail;
    break;
  }
  return {unescaped_.emplace_back(std::move(content)), true};
}

namespace {

// 1,234 may be a thousand or one and a bit; 0,234 and 12,5 and 1234,567 may not.
bool could_be_thousands(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    text.remove_prefix(1);
  }
  const std::size_t comma = text.find(',');
  return comma >= 1 && comma <= 3 && text.size() == comma + 4 && text.front() != '0' &&
         text.find_first_not_of("0123456789", comma + 1) == text.npos;
}

constexpr std::size_t tries_for_marks = 50;
constexpr std::size_t least_nearly = 20;  // present cells, of which one in twenty may be something else

void look_for_marks(std::string_view text, char decimal, MarkFacts& facts) {
  // A column of words, or one of the other decimal sign, is seen to be one soon.
  if (facts.others >= tries_for_marks && facts.count < facts.others) {
    return;
  }
  const auto number = parse_marked(as_utf8(text), decimal);
  if (!number || !number->marks.any()) {
    ++facts.others;
    return;
  }
  const NumberMarks& marks = number->marks;
  ++facts.count;
  facts.decimals += number->has_decimal ? 1u : 0u;
  if (marks.thousands != '\0') {
    ++facts.thousands;
    facts.mixed = facts.mixed || (facts.marks.thousands != '\0' && facts.marks.thousands != marks.thousands);
    facts.marks.thousands = marks.thousands;
  }
  if (marks.percent) {
    ++facts.percents;
    facts.marks.percent = true;
  }
  if (!marks.currency.empty()) {
    facts.mixed = facts.mixed || (!facts.marks.currency.empty() && facts.marks.currency != marks.currency);
    facts.marks.currency = marks.currency;
  }
}

bool alike(const ColumnFacts& facts, char decimal, std::size_t least) {
  const MarkFacts& marks = facts.marks(decimal);
  const bool percent = marks.percents == 0 || marks.percents + facts.zeros >= least;
  return facts.present > 0 && facts.numbers(decimal) >= least && !marks.mixed && percent;
}

void look_at(const Cell& cell, bool comma_possible, ColumnFacts& facts) {
  const std::string_view text = trimmed(cell.text);
  if (is_missing_token(text)) {
    return;
  }
  ++facts.present;
  if (!facts.repeats) {
    facts.repeats = facts.contents.intern(text) != static_cast<std::int32_t>(facts.present) - 1;
    if (facts.repeats) {
      facts.contents = {};
    }
  }
  const bool has_comma = text.find(',') != text.npos;
  const bool has_point = text.find('.') != text.npos;
  const bool with_point = is_number(text, '.');
  if (with_point) {
    ++facts.point;
    facts.zeros += text == "0" ? 1u : 0u;
    facts.with_point += has_point ? 1u : 0u;
    const IdLike id = id_like(text);
    facts.leading_zero = facts.leading_zero || id == IdLike::leading_zero;
    facts.too_long = facts.too_long || id == IdLike::too_long;
  }
  // Without either sign it is the same number in both.
  const bool with_comma =
      has_comma ? (comma_possible || cell.quoted) && is_number(text, ',') : with_point && !has_point;
  if (!with_point) {
    look_for_marks(text, '.', facts.marked[0]);
  }
  if (!with_comma) {
    look_for_marks(text, ',', facts.marked[1]);
  }
  if (with_comma) {
    ++facts.comma;
    if (has_comma) {
      ++facts.with_comma;
      facts.sure_comma += could_be_thousands(text) ? 0u : 1u;
    }
  }
}

}  // namespace

bool ColumnFacts::numeric(char decimal) const { return alike(*this, decimal, present); }

bool ColumnFacts::nearly_numeric(char decimal) const {
  return present >= least_nearly && !leading_zero && alike(*this, decimal, present - present / 20);
}

void look_at(const std::vector<Cell>& cells, bool comma_possible, std::vector<ColumnFacts>& columns) {
  if (columns.size() < cells.size()) {
    columns.resize(cells.size());
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    look_at(cells[i], comma_possible, columns[i]);
  }
}

HeadFacts look_at_head(std::string_view text, bool whole, char delimiter, char quote) {
  HeadFacts facts;
  RecordSplitter splitter(text, delimiter, quote);
  std::vector<Cell> cells;
  bool first = true;
  while (splitter.next(cells)) {
    if (!splitter.ended() && !whole) {
      break;
    }
    if (first) {
      first = false;
      for (const Cell& cell : cells) {
        facts.first.push_back(as_utf8(cell.text));
        facts.first_cells.push_back({{}, cell.quoted});
      }
      for (std::size_t i = 0; i < cells.size(); ++i) {
        facts.first_cells[i].text = facts.first[i];
      }
      continue;
    }
    look_at(cells, delimiter != ',', facts.columns);
    for (std::size_t i = 0; i < std::min(cells.size(), facts.first.size()); ++i) {
      facts.columns[i].repeats_first = facts.columns[i].repeats_first || cells[i].text == facts.first[i];
    }
    facts.counts.push_back(cells.size());
    facts.one_more += cells.size() == facts.first.size() + 1 && !cells.back().text.empty() ? 1u : 0u;
    facts.bytes += splitter.end() - splitter.begin() + 1;
  }
  return facts;
}

}  // namespace sutva::table
