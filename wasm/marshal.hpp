// SPDX-License-Identifier: Apache-2.0
// Plain values to JavaScript and back. Whatever arrives becomes a Value; what a request can not hold becomes Foreign
// and is refused by name when the request is read. Whatever leaves survives structuredClone.
#pragma once

#include <emscripten/val.h>

#include "base/value.hpp"

namespace sutva::wasm {

emscripten::val to_javascript(const Value& value);
Value from_javascript(const emscripten::val& value);

}  // namespace sutva::wasm
