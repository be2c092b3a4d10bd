// SPDX-License-Identifier: Apache-2.0
#include "room.hpp"

namespace sutva::wasm {

std::span<const Runnable> network_operations() { return detail::runnables<Module::network>; }

}  // namespace sutva::wasm
