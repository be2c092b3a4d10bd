// SPDX-License-Identifier: Apache-2.0
// A table as one run of bytes, for handing it from one worker's memory to another's. Both ends are the same module: the
// layout is nobody else's business and is not kept.
#pragma once

#include <span>
#include <vector>

#include "table/table.hpp"

namespace sutva::table {

std::vector<char> pack(const Table& table);

// bytes: the whole of what pack() made.
Table unpack(std::span<const char> bytes);

}  // namespace sutva::table
