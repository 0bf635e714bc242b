// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names and expressions of a program as flat arrays, which a later run uses
// where they lie instead of entering each of millions into a table again.
#ifndef GFPCHECK_LINK_IMAGEPOOLS_H
#define GFPCHECK_LINK_IMAGEPOOLS_H

#include "facts/Facts.h"

namespace gfpcheck::link {

/// A length that is a multiple of eight. For this very machine and program.
std::string packPools(const support::StringPool &Strings,
                      const facts::ExprTable &Exprs);

/// How many strings and expressions Bytes say that they have; none of the
/// numbers in a sound pool is as large.
struct PoolSizes {
  uint64_t Strings = 0, Exprs = 0;
};
PoolSizes poolSizes(llvm::StringRef Bytes);

/// Puts what packPools made into both, which are new; Bytes are aligned to
/// eight and lie in what Owner owns. False, and neither is of use, if Bytes are
/// not sound: then a number in them is out of its range.
bool readPools(llvm::StringRef Bytes, std::shared_ptr<const void> Owner,
               support::StringPool &Strings, facts::ExprTable &Exprs);

} // namespace gfpcheck::link

#endif
