// SPDX-License-Identifier: Apache-2.0
#include "room.hpp"

namespace sutva::wasm {

std::span<const Runnable> study_operations() { return detail::runnables<Module::study>; }

}  // namespace sutva::wasm
