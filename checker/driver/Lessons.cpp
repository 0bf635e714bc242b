// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Lessons.h"
#include "driver/Store.h"
#include "llvm/ADT/STLExtras.h"
#include <bitset>

namespace gfpcheck::driver {

using llvm::StringRef;

/// Offers by the hash of their name. Most names that files use are those of no
/// offer: a few bits say so at once.
class Lessons::Names {
public:
  explicit Names(llvm::ArrayRef<Offer> Offers) {
    for (size_t I = 0; I != Offers.size(); ++I) {
      uint32_t Hash = summary::nameHash(summary::offerName(Offers[I].Line));
      Seen.set(Hash % Bits);
      ByHash[Hash].push_back(uint32_t(I));
    }
  }

  llvm::ArrayRef<uint32_t> find(uint32_t Hash) const {
    if (!Seen.test(Hash % Bits))
      return {};
    auto It = ByHash.find(Hash);
    return It == ByHash.end() ? llvm::ArrayRef<uint32_t>() : It->second;
  }

private:
  static constexpr size_t Bits = size_t(1) << 18;
  std::bitset<Bits> Seen;
  llvm::DenseMap<uint64_t, llvm::SmallVector<uint32_t, 1>> ByHash;
};

/// What one file offers under a name that no other file defines.
std::vector<Lessons::Offer> Lessons::collect() const {
  std::vector<Offer> All;
  for (size_t I = 0; I != Files.size(); ++I)
    for (StringRef Rest = Files[I].Offers; !Rest.empty();) {
      auto [Line, More] = Rest.split('\n');
      All.push_back({Line, I});
      Rest = More;
    }
  llvm::sort(All, [](const Offer &A, const Offer &B) {
    return std::pair(summary::offerName(A.Line), A.From) <
           std::pair(summary::offerName(B.Line), B.From);
  });
  const auto Index = std::make_unique<Names>(All);
  std::vector<bool> Shared(All.size());
  for (size_t F = 0; F != Files.size(); ++F)
    for (size_t D = 0; D != Files[F].Base.defineCount(); ++D)
      for (uint32_t I : Index->find(Files[F].Base.define(D)))
        if (All[I].From != F)
          Shared[I] = true;
  std::vector<Offer> Out;
  for (size_t I = 0; I != All.size(); ++I)
    if (!Shared[I])
      Out.push_back(All[I]);
  return Out;
}

void Lessons::tell(size_t I, const Names &Index) {
  File &F = Files[I];
  F.Told.clear();
  for (size_t A = 0; A != F.Base.askCount(); ++A)
    for (uint32_t O : Index.find(F.Base.ask(A)))
      if (Offered[O].From != I)
        F.Told.push_back(O);
  llvm::sort(F.Told);
  std::string Text;
  for (uint32_t O : F.Told)
    Text += Offered[O].Line.str() + '\n';
  std::string Digest = Text.empty() ? "" : nameOf(Text);
  if (Digest == F.Digest)
    return;
  F.Digest = std::move(Digest);
  F.Offers = F.Base.offers();
  Changed.push_back(I);
}

bool Lessons::next() {
  Changed.clear();
  std::vector<Offer> Now = collect();
  if (Now == Offered)
    return false;
  Offered = std::move(Now);
  const auto Index = std::make_unique<Names>(Offered);
  for (size_t I = 0; I != Files.size(); ++I)
    tell(I, *Index);
  return true;
}

std::vector<model::Api> Lessons::of(size_t File) const {
  std::vector<model::Api> Out;
  for (uint32_t O : Files[File].Told)
    if (auto A = summary::readOffer(Offered[O].Line))
      Out.push_back(std::move(*A));
  return Out;
}

size_t Lessons::taught() const {
  return size_t(
      llvm::count_if(Files, [](const File &F) { return !F.Digest.empty(); }));
}

} // namespace gfpcheck::driver
