// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Entries that a program found, as a rule file. What is written is what the
// inference of link/ can say; read again it gives the same entries.
#ifndef GFPCHECK_RULEIO_WRITERULES_H
#define GFPCHECK_RULEIO_WRITERULES_H

#include "model/Api.h"
#include "llvm/ADT/ArrayRef.h"

namespace llvm {
class raw_ostream;
}

namespace gfpcheck::ruleio {

/// What such files say in `generated-by:`. They are laid over other generated
/// files, and under written ones.
inline constexpr char InferredBy[] = "gfpcheck rules infer";

/// An entry; Refine says that there is one below, of which only what is said
/// here changes.
struct RuleEntry {
  model::Api Api;
  bool Refine = false;
};

/// Comment is one line, without the '#'.
void writeRules(llvm::raw_ostream &OS, llvm::ArrayRef<RuleEntry> Entries,
                llvm::StringRef Comment);

} // namespace gfpcheck::ruleio

#endif
