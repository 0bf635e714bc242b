// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One program, to be run with kalloc and its oracle, and with malloc under
// AddressSanitizer. Whoever includes this defines allocateMemory(size) and
// freeMemory(memory) first.
#ifndef KALLOC_BENCH_CHECKEDLOAD_H
#define KALLOC_BENCH_CHECKEDLOAD_H

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>

namespace bench {

struct Load {
  const char *Name;
  unsigned Live;    ///< Objects at once.
  unsigned MaxSize; ///< Sizes are from 16 to this.
};
inline constexpr Load Loads[] = {{"small objects", 64, 128},
                                 {"many small objects", 5000, 256},
                                 {"all sizes", 500, 4096},
                                 {"large objects", 64, 16384}};
inline constexpr unsigned NumLoads = sizeof Loads / sizeof *Loads;

inline double processorSeconds() {
  timespec Now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &Now);
  return double(Now.tv_sec) + double(Now.tv_nsec) * 1e-9;
}

/// Nanoseconds for an object to be allocated, written at both ends and freed.
inline double run(const Load &L, unsigned Steps) {
  static void *Objects[5000];
  uint64_t Random = 1;
  auto Next = [&Random] {
    Random = Random * 6364136223846793005u + 1442695040888963407u;
    return unsigned(Random >> 33);
  };
  double Before = processorSeconds();
  for (unsigned I = 0; I != Steps; ++I) {
    unsigned Slot = Next() % L.Live;
    if (Objects[Slot])
      freeMemory(Objects[Slot]);
    unsigned Size = 16 + Next() % (L.MaxSize - 15);
    auto *Memory = static_cast<volatile char *>(allocateMemory(Size));
    Memory[0] = 1;
    Memory[Size - 1] = 1;
    Objects[Slot] = const_cast<char *>(Memory);
  }
  for (unsigned Slot = 0; Slot != L.Live; ++Slot) {
    if (Objects[Slot])
      freeMemory(Objects[Slot]);
    Objects[Slot] = nullptr;
  }
  return (processorSeconds() - Before) / Steps * 1e9;
}

/// The fastest of some rounds of each load.
inline void runAll(double Times[NumLoads]) {
  for (unsigned I = 0; I != NumLoads; ++I) {
    Times[I] = 1e30;
    for (unsigned Round = 0; Round != 4; ++Round) {
      double Time = run(Loads[I], 100'000);
      Times[I] = Time < Times[I] ? Time : Times[I];
    }
  }
}

} // namespace bench

#endif
