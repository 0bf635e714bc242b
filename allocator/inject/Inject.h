// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides whether a request fails on purpose. The public functions are in
// kalloc/inject.h.
#ifndef KALLOC_INJECT_INJECT_H
#define KALLOC_INJECT_INJECT_H

#include "core/Hooks.h"

namespace kalloc::inject {

/// Is the request to fail? Only asked for requests that can.
bool shouldFail(const AllocRequest &R);

} // namespace kalloc::inject

#endif
