// SPDX-License-Identifier: Apache-2.0
#include "base/write.hpp"

namespace sutva {

Value write_issues(const Issues& issues) {
  Array all;
  for (const Issue& issue : issues) {
    Object object;
    object.set("code", Value(std::string(name(issue.code))));
    object.set("field", Value(issue.field));
    object.set("message", Value(issue.message));
    object.set("severity", Value(std::string(name(issue.severity))));
    if (issue.limit) {
      object.set("limit", Value(*issue.limit));
    }
    all.push_back(Value(std::move(object)));
  }
  return Value(std::move(all));
}

}  // namespace sutva
