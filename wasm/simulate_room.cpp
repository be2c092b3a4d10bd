// SPDX-License-Identifier: Apache-2.0
#include "room.hpp"

namespace sutva::wasm {

std::span<const Runnable> simulate_operations() { return detail::runnables<Room::simulate>; }

}  // namespace sutva::wasm
