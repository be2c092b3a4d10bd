// SPDX-License-Identifier: Apache-2.0
#include "repeatable.hpp"

#include "operations.hpp"

namespace sutva {

Repeatable repeatable_calculation(std::string_view name) {
  Repeatable found;
  with_operation(name, [&]<class Operation>(const Operation&) {
    if constexpr (Operation::shape == "calculation") {
      found = repeatable<Operation>();
    }
  });
  return found;
}

}  // namespace sutva
