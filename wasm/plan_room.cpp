// SPDX-License-Identifier: Apache-2.0
#include "room.hpp"

namespace sutva::wasm {

std::span<const Runnable> plan_operations() { return detail::runnables<Room::plan>; }

}  // namespace sutva::wasm
