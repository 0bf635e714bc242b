// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a text file must satisfy before a recursive parser may see it. Files
// come from users and may be anything.
#ifndef GFPCHECK_SUPPORT_TEXTGUARD_H
#define GFPCHECK_SUPPORT_TEXTGUARD_H

#include "support/Diagnostics.h"

namespace gfpcheck::support {

struct TextLimits {
  uint64_t FileBytes = 16 << 20;
  size_t LineBytes = 4096;
  unsigned Indent = 200;       ///< Columns; bounds the depth of block nesting.
  unsigned OpenBrackets = 200; ///< Bounds the depth of flow nesting.
};

/// Reads a regular file of bounded size, or reports why not and returns null.
std::unique_ptr<llvm::MemoryBuffer>
readBounded(llvm::StringRef Path, Diagnostics &D, const TextLimits &L = {});

/// Is Text safe and sensible to parse: UTF-8, no tabs or control characters, no
/// long lines, no deep nesting, ended by a newline? Reports what is not. Linear
/// in the size of the text.
bool checkText(llvm::MemoryBufferRef Text, Diagnostics &D,
               const TextLimits &L = {});

} // namespace gfpcheck::support

#endif
