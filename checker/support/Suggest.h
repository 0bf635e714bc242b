// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// "did you mean": the known word nearest to a misspelt one.
#ifndef GFPCHECK_SUPPORT_SUGGEST_H
#define GFPCHECK_SUPPORT_SUGGEST_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace gfpcheck::support {

/// The candidate nearest to Word, or "" if none is near enough to help.
llvm::StringRef nearest(llvm::StringRef Word,
                        llvm::ArrayRef<llvm::StringRef> Candidates);

/// "; did you mean 'X'?" or "".
std::string didYouMean(llvm::StringRef Word,
                       llvm::ArrayRef<llvm::StringRef> Candidates);

/// A word for a message: cut at 60 characters, control characters escaped.
std::string quoted(llvm::StringRef Word);

} // namespace gfpcheck::support

#endif
