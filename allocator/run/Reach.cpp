// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/Reach.h"

#include "oracle/Objects.h"
#include "oracle/Oracle.h"

#include <cstring>
#include <map>

using namespace kalloc;
using namespace kalloc::run;

namespace {

struct Found {
  oracle::Object O;
  bool Reached = false;
};

struct Heap {
  std::map<uintptr_t, Found> Objects;
  std::vector<Range> Work;

  void follow(uint64_t Value) {
    auto It = Objects.upper_bound(Value);
    if (It == Objects.begin())
      return;
    Found &F = std::prev(It)->second;
    // One behind the end is a pointer to it, too.
    if (F.Reached || Value > F.O.Address + F.O.Size)
      return;
    F.Reached = true;
    // Pages known by their descriptor are not looked into.
    if (F.O.Kind != Family::Pages)
      Work.push_back({F.O.Address, F.O.Address + F.O.Size});
  }

  void scan(Range R) {
    for (uintptr_t At = (R.Low + 7) & ~uintptr_t(7); At + 8 <= R.High;
         At += 8) {
      uint64_t Value;
      std::memcpy(&Value, reinterpret_cast<const void *>(At), sizeof(Value));
      follow(Value);
    }
  }
};

} // namespace

void kalloc::run::reportUnreachable(uint64_t Scope,
                                    const std::vector<Range> &Roots,
                                    uint64_t Result) {
  Heap H;
  oracle::objects().forEachLive(
      Scope,
      [](const oracle::Object &O, void *Raw) {
        static_cast<Heap *>(Raw)->Objects[O.Address].O = O;
      },
      &H);
  H.follow(Result);
  for (const Range &R : Roots)
    H.scan(R);
  while (!H.Work.empty()) {
    const Range R = H.Work.back();
    H.Work.pop_back();
    H.scan(R);
  }
  for (const auto &[Address, F] : H.Objects)
    if (!F.Reached)
      oracle::reportLeak(F.O.Allocated, F.O.Address, F.O.Size, F.O.Api);
}
