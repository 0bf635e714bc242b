// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/CallEvidence.h"
#include "summary/Effects.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::link {

using model::ContextEffect;
using model::ContextMask;
using summary::kindsOf;

static llvm::StringRef folderOf(llvm::StringRef File) {
  return File.rsplit('/').first;
}

CallEvidence::CallEvidence(const Program &P) : P(P) {
  for (FunctionId F = 0; F != P.functionCount(); ++F) {
    note(F, P.calls(F));
    for (const analysis::Outcome &O : P.summary(F)->Exits)
      for (const analysis::Outcome::Leave &L : O.Leaves)
        Around[F].Leaves |= maskOf(L.Kind);
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

llvm::ArrayRef<CallEvidence::Call> CallEvidence::callsOf(FunctionId F) const {
  auto It = CallsOf.find(F);
  if (It == CallsOf.end())
    return {};
  return It->second;
}

unsigned CallEvidence::callers(FunctionId F) const {
  return unsigned(callsOf(F).size());
}

unsigned CallEvidence::callersWith(FunctionId F, ContextMask Kinds) const {
  return unsigned(llvm::count_if(
      callsOf(F), [&](const Call &C) { return C.Held & Kinds; }));
}

void CallEvidence::propose(FunctionId F,
                           llvm::ArrayRef<ContextEffect> Effects) {
  for (const ContextEffect &E : Effects)
    for (const Call &C : callsOf(F))
      (E.What == ContextEffect::Op::Leave ? Around[C.Caller].Leaves
                                          : Around[C.Caller].Enters) |=
          kindsOf(E);
}

bool CallEvidence::hasPartner(FunctionId F, const ContextEffect &E) const {
  ContextMask Kinds = kindsOf(E);
  return llvm::any_of(callsOf(F), [&](const Call &C) {
    Change Near = Around.lookup(C.Caller);
    return E.What == ContextEffect::Op::Leave ? (C.Held | Near.Enters) & Kinds
                                              : Near.Leaves & Kinds;
  });
}

} // namespace gfpcheck::link
