// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In which context a piece of kernel code runs: what is disabled, which locks
// are held, from which kind of interrupt it was entered.
#ifndef GFPCHECK_MODEL_EXECCONTEXT_H
#define GFPCHECK_MODEL_EXECCONTEXT_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace gfpcheck::model {

enum class ContextKind : uint8_t {
#define CONTEXT(E, ID, TEXT, LOCK) E,
#include "model/Contexts.def"
};

inline constexpr unsigned NumContextKinds = 0
#define CONTEXT(E, ID, TEXT, LOCK) +1
#include "model/Contexts.def"
    ;

/// A set of context kinds, one bit each, bit = enumerator value.
using ContextMask = uint32_t;
constexpr ContextMask maskOf(ContextKind K) { return 1u << unsigned(K); }

/// The kind's name in rule files.
llvm::StringRef contextId(ContextKind K);
/// The kind as a message says it; "{}" stands for the lock.
llvm::StringRef contextText(ContextKind K);
bool isLock(ContextKind K);
std::optional<ContextKind> contextFromId(llvm::StringRef Id);

} // namespace gfpcheck::model

#endif
