// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "MachineTest.h"
#include <algorithm>
#include <cstring>

namespace kalloc::test {

static std::vector<std::string> Seen;

static void noteFault(MemoryFault F, const FaultPlace &) {
  Seen.push_back(faultName(F));
}

std::string faultName(MemoryFault F) {
  static constexpr const char *Names[] = {
#define FAULT(E, RULE, TEXT) #E,
#include "core/Faults.def"
  };
  return Names[unsigned(F)];
}

void MachineTest::start(kalloc_machine Machine, unsigned Version) {
  kalloc_stop();
  kalloc_config Config = {};
  Config.machine = Machine;
  Config.vmalloc = 16 << 20;
  Config.kernel_version = Version;
  ASSERT_TRUE(kalloc_start(&Config));
  FreeAtStart = kalloc_stats().free_pages;
}

void MachineTest::watch(Watch How) {
  static Hooks Plain, Checked;
  Plain.Fault = Checked.Fault = noteFault;
  Plain.CheckObjects = false;
  setHooks(How == Watch::Off     ? nullptr
           : How == Watch::Plain ? &Plain
                                 : &Checked);
}

std::vector<std::string> MachineTest::faults() {
  return std::exchange(Seen, {});
}

void MachineTest::expectAllFree() {
  kalloc_drain();
  EXPECT_INVARIANTS();
  EXPECT_EQ(kalloc_stats().free_pages, FreeAtStart);
  EXPECT_EQ(kalloc_stats().slab_pages, 0u);
  EXPECT_EQ(kalloc_stats().vmalloc_pages, 0u);
}

void MachineTest::TearDown() {
  kalloc_fail_none();
  setHooks(nullptr);
  EXPECT_EQ(faults(), Names{}) << "faults that the test did not look at";
  kalloc_stop();
}

static unsigned char byteAt(uint64_t Seed, size_t I) {
  return (unsigned char)(Seed * 131 + I * 7 + (I >> 8));
}

void fill(void *Memory, size_t Size, uint64_t Seed) {
  auto *Bytes = static_cast<unsigned char *>(Memory);
  for (size_t I = 0; I != Size; ++I)
    Bytes[I] = byteAt(Seed, I);
}

bool holds(const void *Memory, size_t Size, uint64_t Seed) {
  auto *Bytes = static_cast<const unsigned char *>(Memory);
  for (size_t I = 0; I != Size; ++I)
    if (Bytes[I] != byteAt(Seed, I))
      return false;
  return true;
}

bool isZero(const void *Memory, size_t Size) {
  auto *Bytes = static_cast<const unsigned char *>(Memory);
  return std::all_of(Bytes, Bytes + Size, [](unsigned char B) { return !B; });
}

} // namespace kalloc::test
