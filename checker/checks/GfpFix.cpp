// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/GfpFix.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace gfpcheck::checks {

using model::GfpClass;
using model::GfpFlag;
using model::GfpMeaning;

namespace {

/// The type flag that allocates without sleeping, from reserves.
const GfpFlag *atomicType(const model::GfpTable &Table,
                          const model::GfpDecoder &Gfp) {
  const GfpFlag *Best = nullptr;
  unsigned Fewest = ~0u;
  for (const GfpFlag &F : Table.Flags) {
    uint64_t V = Gfp.value(F.Name);
    unsigned Bits = unsigned(llvm::popcount(V));
    if (F.Class == GfpClass::Type && Gfp.has(V, GfpMeaning::High) &&
        !Gfp.has(V, GfpMeaning::Blocks) && Bits < Fewest) {
      Best = &F;
      Fewest = Bits;
    }
  }
  return Best;
}

const GfpFlag *flagNamed(const model::GfpTable &Table, llvm::StringRef Name) {
  for (const GfpFlag &F : Table.Flags)
    if (F.Name == Name)
      return &F;
  return nullptr;
}

bool needsSleep(const model::GfpDecoder &Gfp, uint64_t Bits) {
  return Gfp.has(Bits, GfpMeaning::Blocks) ||
         Gfp.has(Bits, GfpMeaning::NoFail) ||
         Gfp.has(Bits, GfpMeaning::RetryMayFail) ||
         Gfp.has(Bits, GfpMeaning::NoRetry);
}

} // namespace

std::optional<findings::Fix> atomicFix(const analysis::SleepOp &Op,
                                       const Reporter &R) {
  if (!Op.IsAlloc || !Op.GfpText.Range.valid())
    return std::nullopt;
  const model::GfpTable &Table = R.gfpTable();
  const GfpFlag *Atomic = atomicType(Table, R.Gfp);
  llvm::StringRef Text = R.str(Op.GfpText.Text);
  if (!Atomic || Text.size() != Op.GfpText.Range.End - Op.GfpText.Range.Begin)
    return std::nullopt;
  std::optional<std::pair<size_t, size_t>> Replace;
  size_t I = 0;
  while (I < Text.size()) {
    char C = Text[I];
    if (C == '|' || C == '(' || C == ')' || llvm::isSpace(C)) {
      ++I;
      continue;
    }
    size_t Start = I;
    while (I < Text.size() && (llvm::isAlnum(Text[I]) || Text[I] == '_'))
      ++I;
    if (I == Start)
      return std::nullopt; // an operator that computes
    llvm::StringRef Name = Text.slice(Start, I);
    const GfpFlag *F = flagNamed(Table, Name);
    if (!F)
      return std::nullopt;
    if (!needsSleep(R.Gfp, R.Gfp.value(Name)))
      continue;
    if (F->Class != GfpClass::Type || Replace)
      return std::nullopt;
    Replace = {Start, I};
  }
  if (!Replace)
    return std::nullopt;
  findings::Fix Fix;
  Fix.Description = "allocate with " + Atomic->Name;
  findings::Edit E;
  E.File = R.Tu.Files[Op.GfpText.Range.File];
  E.Begin = Op.GfpText.Range.Begin + uint32_t(Replace->first);
  E.End = Op.GfpText.Range.Begin + uint32_t(Replace->second);
  E.Text = Atomic->Name;
  Fix.Edits.push_back(std::move(E));
  return Fix;
}

} // namespace gfpcheck::checks
