// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "model/Gfp.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/bit.h"

namespace gfpcheck::model {

namespace {

using Named = std::pair<std::string, uint64_t>;

/// Resolves the flags of a table to numbers: what the translation unit says,
/// else what a type is made of, else the table's default.
class Resolver {
public:
  Resolver(const GfpTable &Table, llvm::ArrayRef<Named> Values) {
    for (const Named &V : Values)
      Given.try_emplace(V.first, V.second);
    for (const GfpFlag &F : Table.Flags)
      Flags.try_emplace(F.Name, &F);
  }

  uint64_t value(llvm::StringRef Name, unsigned Depth = 0) {
    if (std::optional<uint64_t> V = given(Name))
      return *V;
    auto It = Flags.find(Name);
    if (It == Flags.end())
      return 0;
    const GfpFlag &F = *It->second;
    // Tables are validated to be free of cycles; the depth is a second guard.
    if (F.Parts.empty() || Depth > 8)
      return F.DefaultBits;
    uint64_t Bits = 0;
    for (const std::string &Part : F.Parts)
      Bits |= value(Part, Depth + 1);
    return Bits;
  }

private:
  /// "__GFP_IO" is also found as "___GFP_IO", the plain number behind it.
  std::optional<uint64_t> given(llvm::StringRef Name) const {
    auto It = Given.find(Name);
    if (It == Given.end() && Name.starts_with("__"))
      It = Given.find(("_" + Name).str());
    if (It == Given.end())
      return std::nullopt;
    return It->second;
  }

  llvm::StringMap<uint64_t> Given;
  llvm::StringMap<const GfpFlag *> Flags;
};

/// Names of Candidates that lie in Mask, greedily, removed from Mask.
void take(llvm::ArrayRef<Named> Candidates, uint64_t &Mask,
          std::vector<std::string> &Names) {
  for (const Named &N : Candidates)
    if (N.second && (Mask & N.second) == N.second) {
      Names.push_back(N.first);
      Mask &= ~N.second;
    }
}

void takeUnknown(uint64_t Mask, std::vector<std::string> &Names) {
  if (Mask)
    Names.push_back("0x" + llvm::utohexstr(Mask, /*LowerCase=*/true));
}

/// "GFP_KERNEL & ~__GFP_DIRECT_RECLAIM" where that is shorter than a list of
/// what is left; else "".
std::string lessOne(llvm::ArrayRef<Named> Types, llvm::ArrayRef<Named> Single,
                    uint64_t Mask) {
  for (const Named &T : llvm::reverse(Types)) {
    if ((T.second & Mask) != Mask)
      continue;
    for (const Named &S : Single)
      if (S.second == (T.second & ~Mask))
        return T.first + " & ~" + S.first;
  }
  return "";
}

/// Flags of equally many bits stay in the order of the table, where the usual
/// one stands first.
void sortMostBitsFirst(std::vector<Named> &Flags) {
  std::vector<std::pair<int, size_t>> Order;
  for (size_t I = 0; I != Flags.size(); ++I)
    Order.emplace_back(-llvm::popcount(Flags[I].second), I);
  llvm::sort(Order);
  std::vector<Named> Sorted;
  for (const auto &[Bits, I] : Order)
    Sorted.push_back(std::move(Flags[I]));
  Flags = std::move(Sorted);
}

} // namespace

GfpDecoder::GfpDecoder(const GfpTable &Table, llvm::ArrayRef<Named> Values) {
  Resolver R(Table, Values);
  for (const GfpFlag &F : Table.Flags) {
    uint64_t V = R.value(F.Name);
    for (GfpMeaning M : F.Meanings)
      Bits[unsigned(M)] |= V;
    (F.Class == GfpClass::Type ? Types : Single).emplace_back(F.Name, V);
  }
  sortMostBitsFirst(Types);
  sortMostBitsFirst(Single);
}

uint64_t GfpDecoder::value(llvm::StringRef Name) const {
  for (const auto *List : {&Types, &Single})
    for (const Named &N : *List)
      if (N.first == Name)
        return N.second;
  return 0;
}

std::string GfpDecoder::spell(uint64_t Mask) const {
  if (!Mask)
    return "0";
  std::vector<std::string> Names;
  uint64_t Left = Mask;
  take(Types, Left, Names);
  take(Single, Left, Names);
  takeUnknown(Left, Names);
  if (Names.size() > 2)
    if (std::string Less = lessOne(Types, Single, Mask); !Less.empty())
      return Less;
  return llvm::join(Names, " | ");
}

} // namespace gfpcheck::model
