// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A unit as bytes, on its way between processes and runs. What is read may come
// from anywhere: every number is checked, and a file that lies is an error.
#ifndef GFPCHECK_SUMMARY_UNITIO_H
#define GFPCHECK_SUMMARY_UNITIO_H

#include "summary/Unit.h"
#include "llvm/Support/Error.h"

namespace gfpcheck::summary {

/// Changes whenever the bytes of equal units do.
inline constexpr unsigned UnitFormat = 5;

/// Equal units give equal bytes. Expressions of U's summaries are in Portable;
/// places are indices into Files.
std::string pack(Unit &U, const facts::ExprTable &Portable,
                 const std::vector<std::string> &Files,
                 const support::StringPool &Strings);

/// Where units of one program come together.
struct UnitSpace {
  support::StringPool &Strings;
  facts::ExprTable &Portable;
  std::vector<std::string> &Files; ///< [0] is "".
  llvm::StringMap<uint32_t> &FileIndex;
};

/// Reads what pack wrote into Space. Cost is linear in the size of Bytes, and
/// so is the memory, whatever the bytes are.
llvm::Expected<Unit> unpack(llvm::StringRef Bytes, UnitSpace Space);

} // namespace gfpcheck::summary

#endif
