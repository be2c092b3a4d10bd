// SPDX-License-Identifier: Apache-2.0
// A program of its own, run in Node when the module is built: prints the catalogue as JSON. The page needs none of it,
// so its module is linked without the catalogue and its texts.
#include <emscripten/val.h>

#include <cstdio>
#include <string>

#include "marshal.hpp"
#include "operations.hpp"

int main() {
  using emscripten::val;
  const val json =
      val::global("JSON").call<val>("stringify", sutva::wasm::to_javascript(sutva::catalogue()), val::null(), 1);
  return std::puts(json.as<std::string>().c_str()) < 0 ? 1 : 0;
}
