// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/SleepCover.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::link {

using analysis::SleepOp;

/// Every element of A is in B.
template <class T> static bool isPart(const T &A, const T &B) {
  return llvm::all_of(A,
                      [&](const auto &E) { return llvm::is_contained(B, E); });
}

bool covers(const SleepOp &A, const SleepOp &B) {
  bool AsSure = A.Trust >= B.Trust && A.Guesses <= B.Guesses &&
                A.Sometimes <= B.Sometimes &&
                (!A.Hearsay || A.Hearsay == B.Hearsay);
  // What a caller may know of the pointer that leads there.
  bool SameSlot = !A.SlotRecord ||
                  (A.SlotRecord == B.SlotRecord &&
                   A.SlotModule == B.SlotModule && A.SlotOwner == B.SlotOwner);
  return AsSure && SameSlot && !(A.CallerIsNot & ~B.CallerIsNot) &&
         !(A.Inside & ~B.Inside) && (!A.OnlyIn || A.OnlyIn == B.OnlyIn) &&
         isPart(A.Released, B.Released) && isPart(A.If, B.If);
}

void dropCovered(std::vector<SleepOp> &Ops) {
  std::vector<SleepOp> Kept;
  for (SleepOp &Op : Ops) {
    if (llvm::any_of(Kept, [&](const SleepOp &K) { return covers(K, Op); }))
      continue;
    llvm::erase_if(Kept, [&](const SleepOp &K) { return covers(Op, K); });
    Kept.push_back(std::move(Op));
  }
  Ops = std::move(Kept);
}

} // namespace gfpcheck::link
