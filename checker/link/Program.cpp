// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Program.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>
#include <tuple>

namespace gfpcheck::link {

using support::StringId;

Program::Program(bool WithArguments)
    : WithArguments(WithArguments),
      Strings(std::make_shared<support::StringPool>()) {
  Files.push_back("");
  FileIndex[""] = 0;
}

llvm::Error Program::add(llvm::StringRef Bytes) {
  auto U = summary::unpack(Bytes, {*Strings, Portable, Files, FileIndex});
  if (!U)
    return U.takeError();
  trim(*U);
  Units.push_back(std::move(*U));
  return llvm::Error::success();
}

/// Does a way out change anything that others ask for?
static bool saysSomething(const analysis::Outcome &O) {
  return O.Fresh || !O.Enters.empty() || !O.Leaves.empty() || !O.Writes.empty();
}

/// Conditions of the ways out, and what else is written on them, have been used
/// when the unit was made. That a function is stored somewhere concerns others.
void Program::trim(summary::Unit &U) const {
  auto StoresFunction = [&](const analysis::Write &W) {
    const facts::Expr &Now = Portable[W.Now.Same];
    return Portable[W.Place].Kind == facts::ExprKind::Field &&
           (Now.Kind == facts::ExprKind::Func ||
            Now.Kind == facts::ExprKind::Var);
  };
  for (summary::UnitFunction &F : U.Functions) {
    F.Summary.Derefs = {};
    for (analysis::Outcome &O : F.Summary.Exits) {
      O.If = {};
      O.Failed.reset();
      llvm::erase_if(O.Writes, [&](const analysis::Write &W) {
        return !StoresFunction(W);
      });
      O.Writes.shrink_to_fit();
    }
    if (llvm::none_of(F.Summary.Exits, saysSomething))
      F.Summary.Exits = {};
    if (WithArguments)
      continue;
    for (summary::ListedCall &C : F.Calls.Calls)
      for (summary::CallWay &W : C.Ways) {
        W.If = {};
        W.Args = {};
      }
  }
}

void Program::index() {
  // Two units of one file keep the order in which they came.
  std::vector<size_t> Order(Units.size());
  std::iota(Order.begin(), Order.end(), 0);
  llvm::sort(Order, [&](size_t A, size_t B) {
    return std::tie(Files[Units[A].MainFile], A) <
           std::tie(Files[Units[B].MainFile], B);
  });
  std::vector<summary::Unit> Sorted;
  for (size_t I : Order)
    Sorted.push_back(std::move(Units[I]));
  Units = std::move(Sorted);
  Own.resize(Units.size());
  for (uint32_t U = 0; U != Units.size(); ++U)
    for (uint32_t I = 0; I != Units[U].Functions.size(); ++I) {
      const summary::UnitFunction &F = Units[U].Functions[I];
      FunctionId Id = FunctionId(Functions.size());
      Functions.push_back({U, I});
      Own[U].try_emplace(F.Summary.Name, Id);
      if (!F.IsStatic)
        External[F.Summary.Name].push_back(Id);
    }
}

unsigned Program::nearness(uint32_t Unit, FunctionId F) const {
  llvm::StringRef A = Files[Units[Unit].MainFile],
                  B = Files[Units[Functions[F].Unit].MainFile];
  size_t Common = 0, Folders = 0;
  while (Common < A.size() && Common < B.size() && A[Common] == B[Common])
    Folders += A[Common++] == '/';
  return unsigned(Folders);
}

FunctionId Program::resolve(uint32_t Unit, StringId Name) const {
  if (auto It = Own[Unit].find(Name); It != Own[Unit].end())
    return It->second;
  FunctionId Best = NoFunction;
  unsigned BestNear = 0;
  for (FunctionId F : externals(Name))
    if (unsigned Near = nearness(Unit, F);
        Best == NoFunction || Near > BestNear) {
      Best = F;
      BestNear = Near;
    }
  return Best;
}

llvm::ArrayRef<FunctionId> Program::externals(StringId Name) const {
  auto It = External.find(Name);
  if (It == External.end())
    return {};
  return It->second;
}

} // namespace gfpcheck::link
