// SPDX-License-Identifier: Apache-2.0
#include "base/read.hpp"

namespace sutva::detail {
namespace {

std::string bound(double value, Unit unit) {
  return unit == Unit::share ? joined(text(value * 100), " %") : text(value);
}

}  // namespace

std::string allowed(const Range& range, Unit unit) {
  const bool low = std::isfinite(range.min);
  const bool high = std::isfinite(range.max);
  std::string said;
  if (low) {
    said += joined(range.min_open ? "greater than " : "at least ", bound(range.min, unit));
  }
  if (high) {
    said += joined(low ? " and " : "", range.max_open ? "less than " : "at most ", bound(range.max, unit));
  }
  return said;
}

Issue wrong_type(std::string_view path, const Value& value, std::string_view wanted) {
  return error(Code::wrong_type, path, joined("This needs ", wanted, ", not ", kind_of(value), "."));
}

bool check_number(std::string_view path, const FieldText& field, double number, bool whole, Issues& issues) {
  if (!std::isfinite(number)) {
    issues.push_back(error(Code::not_finite, path, joined(field.label, " must be a finite number.")));
    return false;
  }
  if (!field.range.contains(number)) {
    const bool low = number < field.range.min || (field.range.min_open && number <= field.range.min);
    issues.push_back(error(Code::out_of_range, path,
                           joined(field.label, " must be ", allowed(field.range, field.unit), "."),
                           low ? field.range.min : field.range.max));
    return false;
  }
  if (whole && std::abs(number) > largest_whole) {
    issues.push_back(error(Code::out_of_range, path, joined(field.label, " must be at most 2^53."), largest_whole));
    return false;
  }
  if (whole && number != std::floor(number)) {
    issues.push_back(error(Code::not_whole, path, joined(field.label, " must be a whole number.")));
    return false;
  }
  return true;
}

}  // namespace sutva::detail
