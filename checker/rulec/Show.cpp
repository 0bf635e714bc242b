// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rulec/Commands.h"
#include "ruleio/Blob.h"
#include "ruleio/Load.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace gfpcheck::rulec {

using model::Api;
using model::ArgRef;
using model::When;

namespace {

std::string argument(ArgRef A) {
  return A.Index == ArgRef::Result ? "return" : std::to_string(A.Index);
}

std::string condition(const When &W) {
  switch (W.What) {
  case When::Kind::Never:
    return "never";
  case When::Kind::Always:
    return "always";
  case When::Kind::IfGfpBlocks:
    return "if gfp argument " + argument(W.Arg) + " blocks";
  case When::Kind::IfNonZero:
    return "if argument " + argument(W.Arg) + " is non-zero";
  case When::Kind::IfZero:
    return "if argument " + argument(W.Arg) + " is zero";
  case When::Kind::IfFlagSet:
    return "if argument " + argument(W.Arg) + " has " + W.Flag;
  case When::Kind::IfFlagClear:
    return "if argument " + argument(W.Arg) + " has not " + W.Flag;
  case When::Kind::Sometimes:
    return "sometimes" + (W.Text.empty() ? "" : ": " + W.Text);
  }
  return "";
}

std::string kinds(llvm::ArrayRef<model::ContextKind> Kinds) {
  std::vector<std::string> Ids;
  for (model::ContextKind K : Kinds)
    Ids.push_back(model::contextId(K).str());
  return llvm::join(Ids, ", ");
}

std::string kinds(model::ContextMask Mask) {
  std::vector<model::ContextKind> List;
  for (unsigned I = 0; I != model::NumContextKinds; ++I)
    if (Mask & (1u << I))
      List.push_back(model::ContextKind(I));
  return kinds(List);
}

void print(const model::ContextEffect &C, llvm::raw_ostream &OS) {
  static constexpr llvm::StringRef Ops[] = {"enters", "leaves", "tries"};
  OS << "  " << Ops[unsigned(C.What)] << " " << kinds(C.Kinds);
  if (C.Object.valid())
    OS << ", lock in argument " << argument(C.Object);
  if (C.Absolute)
    OS << ", absolutely";
  if (C.What == model::ContextEffect::Op::Try)
    OS << ", taken when " << (C.SuccessNonZero ? "non-zero" : "zero");
  OS << '\n';
}

void print(const Api &A, llvm::StringRef Symbol, llvm::raw_ostream &OS) {
  OS << A.Name;
  if (A.Name != Symbol)
    OS << " (called as " << Symbol << ")";
  if (A.IsMacro)
    OS << " (macro)";
  if (!A.Symbols.empty())
    OS << " = " << llvm::join(A.Symbols, ", ");
  OS << "  [" << A.Source << "]\n";
  if (A.Alloc) {
    OS << "  allocates " << A.Alloc->Family << " in "
       << argument(A.Alloc->Object);
    if (A.Alloc->Gfp.valid())
      OS << ", gfp in " << argument(A.Alloc->Gfp);
    if (!A.Alloc->ImplicitGfp.empty())
      OS << ", with " << A.Alloc->ImplicitGfp;
    OS << ", freed by " << llvm::join(A.Alloc->FreedBy, " ") << '\n';
  }
  for (const model::FreeEffect &F : A.Frees)
    OS << "  frees " << llvm::join(F.Families, ", ") << " in "
       << argument(F.Object) << (F.NullOk ? ", NULL allowed" : "") << '\n';
  if (A.KnownSleep)
    OS << "  sleeps " << condition(A.Sleeps)
       << (A.SleepWhy.empty() ? "" : " (" + A.SleepWhy + ")") << ", trust "
       << unsigned(A.SleepTrust)
       << (A.SleepNotIn ? ", not in " + kinds(A.SleepNotIn) : "")
       << (A.SleepOnlyIn ? ", only in " + kinds(A.SleepOnlyIn) : "") << '\n';
  if (A.Pure)
    OS << "  is pure\n";
  if (A.LastReference)
    OS << "  drops a reference\n";
  for (const model::ContextEffect &C : A.Context)
    print(C, OS);
  if (!A.Derefs.empty()) {
    OS << "  dereferences";
    for (ArgRef D : A.Derefs)
      OS << ' ' << argument(D);
    OS << '\n';
  }
  for (ArgRef C : A.Checks)
    OS << "  answers NULL in " << argument(C) << " with an error\n";
}

void print(const model::CallbackRule &C, llvm::raw_ostream &OS) {
  static constexpr llvm::StringRef Sleeps[] = {"must not sleep", "may sleep",
                                               "may sleep sometimes"};
  if (C.Function.empty())
    OS << "slot " << C.Struct << '.' << C.Field;
  else
    OS << C.Function << " argument " << argument(C.Arg);
  OS << " runs in " << (C.Contexts.empty() ? "process" : kinds(C.Contexts))
     << ": " << Sleeps[unsigned(C.MaySleep)];
  if (!C.Condition.empty())
    OS << " (" << C.Condition << ")";
  if (!C.UnlessField.empty())
    OS << " unless " << C.UnlessStruct << '.' << C.UnlessField << ' '
       << C.UnlessFlag;
  OS << "  [" << C.Source << "]\n";
}

} // namespace

llvm::Error show(llvm::StringRef Dir, llvm::StringRef Name) {
  llvm::Expected<ruleio::RuleData> Data = ruleio::loadDirectory(Dir);
  if (!Data)
    return Data.takeError();
  auto Rules = ruleio::openOwnedBlob(ruleio::writeBlob(*Data));
  if (!Rules)
    return Rules.takeError();
  for (const Api *A : (*Rules)->bySymbol(Name))
    print(*A, Name, llvm::outs());
  for (const model::CallbackRule *C : (*Rules)->callbackArgs(Name))
    print(*C, llvm::outs());
  auto [Struct, Field] = Name.split('.');
  for (const model::CallbackRule *C : (*Rules)->callbackSlot(Struct, Field))
    print(*C, llvm::outs());
  return llvm::Error::success();
}

} // namespace gfpcheck::rulec
