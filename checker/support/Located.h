// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A value and the place in a rule file that it was read from, so that an error
// found long after parsing can still point at the character that caused it.
#ifndef GFPCHECK_SUPPORT_LOCATED_H
#define GFPCHECK_SUPPORT_LOCATED_H

#include "llvm/Support/SMLoc.h"
#include <utility>

namespace gfpcheck::support {

template <class T> struct Located {
  T Value{};
  llvm::SMRange Where; ///< Invalid if the value was not in the file.

  Located() = default;
  Located(T V, llvm::SMRange W) : Value(std::move(V)), Where(W) {}

  /// Was it written in the file?
  bool present() const { return Where.isValid(); }
  const T &operator*() const { return Value; }
  const T *operator->() const { return &Value; }
};

} // namespace gfpcheck::support

#endif
