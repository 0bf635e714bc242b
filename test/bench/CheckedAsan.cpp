// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The load under AddressSanitizer; prints one number a line, for bench-checked.
#include <cstdlib>

static void *allocateMemory(unsigned Size) { return std::malloc(Size); }
static void freeMemory(void *Memory) { std::free(Memory); }

#include "CheckedLoad.h"

int main() {
  double Times[bench::NumLoads];
  bench::runAll(Times);
  for (double T : Times)
    std::printf("%f\n", T);
}
