// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A machine for each test, and what it noticed.
#ifndef KALLOC_TEST_MACHINETEST_H
#define KALLOC_TEST_MACHINETEST_H

#include "core/Hooks.h"
#include "kalloc-rules/gfp-6.12.h"
#include "kalloc/inject.h"
#include "kalloc/kalloc.h"
#include "kalloc/mempool.h"
#include "kalloc/reclaim.h"
#include "kalloc/slab.h"
#include "kalloc/vmalloc.h"
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace kalloc::test {

/// How objects are handed out: by the shortest way, by the long one, or by the
/// long one with records and red zones.
enum class Watch { Off, Plain, Checked };

class MachineTest : public testing::Test {
protected:
  void SetUp() override { start(KALLOC_MACHINE_TINY); }
  void TearDown() override;

  /// A machine with 16 MiB of vmalloc space, so that invariants are cheap.
  void start(kalloc_machine Machine, unsigned Version = 0);
  void watch(Watch How);
  /// The faults since the last call, by name, and forgets them.
  static std::vector<std::string> faults();
  /// Everything is as it should be, and every page is free again.
  void expectAllFree();

  uint64_t FreeAtStart = 0;
};

/// "DoubleFree": a row of Faults.def.
std::string faultName(MemoryFault F);
void fill(void *Memory, size_t Size, uint64_t Seed);
/// Is the memory as fill left it?
bool holds(const void *Memory, size_t Size, uint64_t Seed);
/// How many of the bytes are zero.
bool isZero(const void *Memory, size_t Size);

using Names = std::vector<std::string>;

#define EXPECT_INVARIANTS()                                                    \
  do {                                                                         \
    const char *Wrong = kalloc_check_invariants();                             \
    EXPECT_EQ(Wrong, nullptr) << Wrong;                                        \
  } while (0)

} // namespace kalloc::test

#endif
