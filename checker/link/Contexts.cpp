// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Contexts.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

namespace gfpcheck::link {

namespace {

static_assert(model::NumContextKinds <= EntryUnknown);

/// What of Kind a function holds at the call.
const IndexBegin *beginOf(const IndexFunction &F, const IndexWay &W,
                          unsigned Kind) {
  for (uint32_t H : W.Held)
    if (unsigned(F.Begins[H].Kind) == Kind && !F.Begins[H].Unsure)
      return &F.Begins[H];
  return nullptr;
}

/// Follows an entry up to where the context begins. Nothing if the index
/// contradicts itself.
std::optional<ContextWitness> witness(const Index &I, unsigned Kind,
                                      uint32_t Function, IndexEntry E) {
  ContextWitness Out;
  Out.Kind = Kind;
  Out.Function = Function;
  while (E.Caller != NoCaller) {
    auto Step = stepOver(I, E.Caller, E.Call, E.Way, Out.Function);
    if (!Step)
      return std::nullopt;
    Out.Steps.push_back(*Step);
    Out.Function = E.Caller;
    const IndexFunction &F = I.function(E.Caller);
    if (!E.Above) {
      Out.Begin = beginOf(F, F.Calls[E.Call].Ways[E.Way], Kind);
      if (!Out.Begin)
        return std::nullopt;
      break;
    }
    // Costs go down, so that no lie leads in a circle.
    if (E.Above > F.Entries.size() || F.Entries[E.Above - 1].Cost >= E.Cost)
      return std::nullopt;
    E = F.Entries[E.Above - 1];
  }
  if (!Out.Begin)
    for (const IndexRoot &R : I.function(Out.Function).Roots)
      if (!Out.Root && (entryKinds(R) >> Kind & 1))
        Out.Root = &R;
  std::reverse(Out.Steps.begin(), Out.Steps.end());
  return Out;
}

} // namespace

std::vector<ContextWitness> findContexts(const Index &I,
                                         llvm::ArrayRef<uint32_t> Targets) {
  std::map<unsigned, std::pair<uint32_t, IndexEntry>> Best;
  for (uint32_t T : Targets)
    for (const IndexEntry &E : I.function(T).Entries)
      for (unsigned Kind = 0; Kind != 32; ++Kind)
        if (E.Kinds >> Kind & 1)
          if (auto [It, New] = Best.try_emplace(Kind, T, E);
              !New && E.Cost < It->second.second.Cost)
            It->second = {T, E};
  std::vector<ContextWitness> Out;
  for (const auto &[Kind, Found] : Best)
    if (auto W = witness(I, Kind, Found.first, Found.second))
      Out.push_back(std::move(*W));
    else
      I.noteDamage();
  return Out;
}

} // namespace gfpcheck::link
