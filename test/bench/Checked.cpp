// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What watching costs: the same program with kalloc and its oracle, and with
// malloc under AddressSanitizer, which is bench-checked-asan beside this.
#include "kalloc-rules/gfp-6.12.h"
#include "kalloc/slab.h"
#include "oracle/Oracle.h"
#include <cmath>
#include <string>

static void *allocateMemory(unsigned Size) { return kmalloc(Size, GFP_KERNEL); }
static void freeMemory(void *Memory) { kfree(Memory); }

#include "CheckedLoad.h"

/// False if the program beside this one cannot be run.
static bool runAsan(const char *Self, double Times[]) {
  std::string Command = "\"" + std::string(Self) + "-asan\"";
  FILE *Pipe = popen(Command.c_str(), "r");
  unsigned Read = 0;
  while (Pipe && Read != bench::NumLoads &&
         std::fscanf(Pipe, "%lf", &Times[Read]) == 1)
    ++Read;
  return Pipe && pclose(Pipe) == 0 && Read == bench::NumLoads;
}

int main(int, char **Argv) {
  double Ours[bench::NumLoads], Asan[bench::NumLoads];
  if (!runAsan(Argv[0], Asan)) {
    std::fprintf(stderr, "bench-checked: cannot run '%s-asan'\n", Argv[0]);
    return 1;
  }
  kalloc::oracle::install({});
  bench::runAll(Ours);
  size_t Violations = kalloc::oracle::count();
  kalloc::oracle::uninstall();

  std::printf("kalloc with its oracle beside malloc under AddressSanitizer: ns "
              "an object\n%-20s %8s %8s %8s\n",
              "load", "kalloc", "asan", "asan/kalloc");
  double Sum = 0;
  for (unsigned I = 0; I != bench::NumLoads; ++I) {
    double Ratio = Asan[I] / Ours[I];
    Sum += std::log(Ratio);
    std::printf("%-20s %8.1f %8.1f %8.2f\n", bench::Loads[I].Name, Ours[I],
                Asan[I], Ratio);
  }
  double Mean = std::exp(Sum / bench::NumLoads);
  std::printf("%-20s %26.2f\nno slower than under AddressSanitizer: %s\n",
              "geometric mean", Mean, Mean >= 1 ? "yes" : "no");
  return Violations ? 1 : 0;
}
