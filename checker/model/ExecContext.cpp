// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "model/ExecContext.h"

namespace gfpcheck::model {

namespace {
struct Row {
  llvm::StringRef Id, Text;
  bool Lock;
};
constexpr Row Rows[] = {
#define CONTEXT(E, ID, TEXT, LOCK) {ID, TEXT, LOCK},
#include "model/Contexts.def"
};
static_assert(NumContextKinds <= 32, "ContextMask has a bit for each kind");
} // namespace

llvm::StringRef contextId(ContextKind K) { return Rows[unsigned(K)].Id; }
llvm::StringRef contextText(ContextKind K) { return Rows[unsigned(K)].Text; }
bool isLock(ContextKind K) { return Rows[unsigned(K)].Lock; }

std::optional<ContextKind> contextFromId(llvm::StringRef Id) {
  for (unsigned I = 0; I != NumContextKinds; ++I)
    if (Rows[I].Id == Id)
      return ContextKind(I);
  return std::nullopt;
}

} // namespace gfpcheck::model
