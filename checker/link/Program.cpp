// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Program.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>
#include <tuple>

namespace gfpcheck::link {

using support::StringId;

Program::Program() : Strings(std::make_shared<support::StringPool>()) {
  Files.push_back("");
  FileIndex[""] = 0;
}

llvm::Error Program::add(llvm::StringRef Bytes) {
  auto U = summary::unpack(Bytes, {*Strings, Portable, Files, FileIndex});
  if (!U)
    return U.takeError();
  Units.push_back(std::move(*U));
  return llvm::Error::success();
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
