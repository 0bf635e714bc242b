// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ruleio/Blob.h"
#include "ruleio/Load.h"
#include "ruleio/Rules.h"

namespace gfpcheck::ruleio {

/// The text that rulec makes from rules/ when the program is built.
alignas(8) static const char Embedded[] =
#include "ruleio/BuiltinRules.inc"
    ;

static llvm::StringRef builtinBlob() {
  return llvm::StringRef(Embedded, sizeof(Embedded) - 1);
}

llvm::Expected<RuleSetPtr> loadBuiltin() { return openBlob(builtinBlob()); }

llvm::Expected<RuleSetPtr> loadWithOverlay(llvm::StringRef Dir) {
  llvm::Expected<RuleData> Base = readBlob(builtinBlob());
  if (!Base)
    return Base.takeError();
  llvm::Expected<RuleData> Data = loadDirectory(Dir, std::move(*Base));
  if (!Data)
    return Data.takeError();
  return openOwnedBlob(writeBlob(*Data));
}

} // namespace gfpcheck::ruleio
