// SPDX-License-Identifier: Apache-2.0
#include "room.hpp"

namespace sutva::wasm {

std::span<const Runnable> analyze_operations() { return detail::runnables<Room::analyze>; }

}  // namespace sutva::wasm
