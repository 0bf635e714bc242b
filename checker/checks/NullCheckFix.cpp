// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/NullCheckFix.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

namespace gfpcheck::checks {

using facts::PreparedCheck;
using model::Api;

namespace {

const PreparedCheck *preparedFor(const facts::FunctionFacts &F,
                                 uint32_t EventIndex) {
  for (const PreparedCheck &C : F.CheckFixes)
    if (llvm::is_contained(C.Events, EventIndex))
      return &C;
  return nullptr;
}

/// What takes back the memory and needs nothing but its address, or nothing.
llvm::StringRef freeOf(const Api &Allocator, const Reporter &R) {
  for (const std::string &Name : Allocator.Alloc->FreedBy) {
    const Api *Free = R.Rules.byName(Name);
    if (Free && Free->Arity == 1 && Free->Frees.size() == 1 &&
        Free->Frees.front().Object.Index == 1 && Free->Frees.front().NullOk)
      return Name;
  }
  return "";
}

/// How to undo what P did: nothing to do ("") or a statement; or it cannot be
/// told.
std::optional<std::string> undo(const PreparedCheck::Pending &P,
                                const model::BugRule &Rule, const Reporter &R) {
  if (llvm::is_contained(Rule.words("leaves-nothing"), R.str(P.Callee)))
    return "";
  const Api *Exact = R.Rules.byName(R.str(P.Callee));
  llvm::ArrayRef<const Api *> Known = Exact ? llvm::ArrayRef<const Api *>(Exact)
                                            : R.Rules.bySymbol(R.str(P.Callee));
  if (Known.empty())
    return std::nullopt;
  std::optional<std::string> Way;
  for (const Api *A : Known) {
    if (!A->Alloc || !A->Context.empty())
      return std::nullopt;
    std::string Each;
    if (!llvm::is_contained(Rule.words("managed"), A->Alloc->Family)) {
      llvm::StringRef Free = freeOf(*A, R);
      if (P.Result.empty() || Free.empty())
        return std::nullopt;
      Each = Free.str() + "(" + P.Result + ");";
    }
    if (Way && *Way != Each)
      return std::nullopt;
    Way = Each;
  }
  return Way;
}

bool takesNull(llvm::StringRef Function, const Reporter &R) {
  const Api *A = R.Rules.byName(Function);
  return A && A->Frees.size() == 1 && A->Frees.front().NullOk;
}

std::string text(const PreparedCheck &C, std::vector<std::string> Lines) {
  std::string Out;
  bool Braces = Lines.size() > 1;
  Out += "\n" + C.Indent + "if (!" + C.Pointer + ")" + (Braces ? " {" : "");
  for (const std::string &Line : Lines)
    Out += "\n" + C.Indent + "\t" + Line;
  if (Braces)
    Out += "\n" + C.Indent + "}";
  return Out;
}

} // namespace

std::optional<findings::Fix> nullCheckFix(const facts::FunctionFacts &F,
                                          uint32_t EventIndex, bool Holds,
                                          const model::BugRule &Rule,
                                          const Reporter &R) {
  const PreparedCheck *C = preparedFor(F, EventIndex);
  llvm::StringRef NoMemory = Rule.word("no-memory");
  if (!C || !C->At.valid() || NoMemory.empty())
    return std::nullopt;
  if (!llvm::all_of(C->NullTo,
                    [&](auto To) { return takesNull(R.str(To), R); }))
    return std::nullopt;
  bool Goes = !C->Leave.empty() &&
              llvm::StringRef(C->Leave.back()).starts_with("goto ");
  if (Holds && !Goes)
    return std::nullopt;
  std::vector<std::string> Lines;
  bool Apart = false; // An empty line goes before the check.
  for (const PreparedCheck::Pending &P : C->Since) {
    auto Undo = undo(P, Rule, R);
    if (!Undo)
      return std::nullopt;
    if (!Undo->empty() && !llvm::is_contained(Lines, *Undo))
      Lines.push_back(std::move(*Undo));
  }
  for (llvm::StringRef Line : C->Leave) {
    if (Line.empty()) {
      Apart = true;
      continue;
    }
    auto [Before, After] = Line.split('%');
    Lines.push_back(Line.contains('%')
                        ? (llvm::Twine(Before) + NoMemory + After).str()
                        : Line.str());
  }
  findings::Fix Fix;
  Fix.Description = "check " + quoted(C->Pointer) + " for NULL";
  Fix.Edits.push_back({R.Tu.Files[C->At.File], C->At.Begin, C->At.End,
                       (Apart ? "\n" : "") + text(*C, std::move(Lines))});
  return Fix;
}

} // namespace gfpcheck::checks
