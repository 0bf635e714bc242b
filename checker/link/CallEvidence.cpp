// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/CallEvidence.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::link {

using model::ContextEffect;
using model::ContextMask;

static llvm::StringRef folderOf(llvm::StringRef File) {
  return File.rsplit('/').first;
}

static ContextMask kindsOf(const ContextEffect &E) {
  ContextMask Out = 0;
  for (model::ContextKind K : E.Kinds)
    Out |= maskOf(K);
  return Out;
}

CallEvidence::CallEvidence(const Program &P) : P(P) {
  for (FunctionId F = 0; F != P.functionCount(); ++F) {
    note(F, P.calls(F));
    Change Own;
    for (const analysis::Outcome &O : P.summary(F)->Exits)
      for (const analysis::Outcome::Leave &L : O.Leaves)
        Own.Leaves |= maskOf(L.Kind);
    if (Own.Leaves)
      Around[F].Leaves |= Own.Leaves;
  }
}

void CallEvidence::note(FunctionId Caller, const summary::CallList &List) {
  auto Folder = [&](FunctionId F) {
    return folderOf(P.files()[P.unit(P.unitOf(F)).MainFile]);
  };
  for (const summary::ListedCall &C : List.Calls) {
    if (!C.Callee || P.externals(C.Callee).size() != 1)
      continue;
    FunctionId To = P.externals(C.Callee).front();
    if (Folder(Caller) != Folder(To))
      Elsewhere.insert(To);
    Call Seen{Caller, 0};
    for (const summary::CallWay &W : C.Ways)
      for (uint32_t H : W.Held)
        if (!List.Begins[H].Unsure)
          Seen.Held |= maskOf(List.Begins[H].Kind);
    CallsOf[To].push_back(Seen);
  }
}

unsigned CallEvidence::callers(FunctionId F) const {
  auto It = CallsOf.find(F);
  return It == CallsOf.end() ? 0 : unsigned(It->second.size());
}

unsigned CallEvidence::callersWith(FunctionId F, ContextMask Kinds) const {
  auto It = CallsOf.find(F);
  return It == CallsOf.end()
             ? 0
             : unsigned(llvm::count_if(
                   It->second, [&](const Call &C) { return C.Held & Kinds; }));
}

void CallEvidence::propose(FunctionId F,
                           llvm::ArrayRef<ContextEffect> Effects) {
  auto It = CallsOf.find(F);
  if (It == CallsOf.end())
    return;
  for (const ContextEffect &E : Effects)
    for (const Call &C : It->second)
      (E.What == ContextEffect::Op::Leave ? Around[C.Caller].Leaves
                                          : Around[C.Caller].Enters) |=
          kindsOf(E);
}

bool CallEvidence::hasPartner(FunctionId F, const ContextEffect &E) const {
  auto It = CallsOf.find(F);
  if (It == CallsOf.end())
    return false;
  ContextMask Kinds = kindsOf(E);
  return llvm::any_of(It->second, [&](const Call &C) {
    Change Near = Around.lookup(C.Caller);
    return E.What == ContextEffect::Op::Leave ? (C.Held | Near.Enters) & Kinds
                                              : Near.Leaves & Kinds;
  });
}

} // namespace gfpcheck::link
