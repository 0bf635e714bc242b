// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the rules say, for a program without LLVM: the rows that 'rulec tables'
// fills. The checker works from the same rules; digest() says which.
#ifndef KALLOC_POLICY_RULETABLES_H
#define KALLOC_POLICY_RULETABLES_H

#include "kalloc-rules/Names.h"
#include <cstdint>
#include <span>

namespace kalloc::rules {

/// One named flag; types are made of others and have no meaning of their own.
struct GfpFlagRow {
  const char *Name;
  uint32_t Bits;
  GfpClass Class;
  uint64_t Meanings; ///< 1 << GfpMeaning
};

/// The flags of kernels [Since, Until), as LINUX_VERSION_CODE; Until 0: open.
struct GfpTableRow {
  const char *Id; ///< "2.6", "6.12"
  unsigned Since, Until;
  const GfpFlagRow *Flags;
  unsigned FlagCount;
  const uint32_t *Bits; ///< By GfpMeaning: all bits that carry it.
};

/// One element of the execution-context lattice.
struct ContextRow {
  const char *Id;   ///< As rules name it: "spin".
  const char *Text; ///< As a message says it; "{}" stands for the lock.
  bool IsLock;
  bool ForbidsSleep, ForbidsSleepRt; ///< Without and with PREEMPT_RT.
};

/// A function that hands memory out or takes it back. Arguments count from 1; 0
/// is none, 255 the result.
struct ApiRow {
  const char *Name;
  const char *Family; ///< Of what it hands out, or "".
  const char *ImplicitGfp;
  uint8_t GfpArg, SizeArg, CountArg;
  uint8_t Zeroed; ///< 0 no, 1 yes, 2 if a flag says so.
  bool MayFail;
  When CannotFail;           ///< IfGfpBlocks for memory pools.
  bool NoFailFlag;           ///< A mask with NoFail is honoured.
  const char *FreesFamilies; ///< Separated by spaces, or "".
  uint8_t FreeArg;
  When Sleeps;
  uint8_t SleepArg;
  uint32_t SleepNotIn, SleepOnlyIn; ///< 1 << Context
};

std::span<const GfpTableRow> gfpTables(); ///< Oldest first.
std::span<const ContextRow> contexts();   ///< By Context.
std::span<const ApiRow> apis();           ///< Sorted by name.
/// 16 hex digits over all rules, those without a row included.
const char *digest();

/// The row of a function, or null.
const ApiRow *api(const char *Name);
/// Does the list of families, as in ApiRow::FreesFamilies, contain this one?
bool listsFamily(const char *Families, const char *Family);

} // namespace kalloc::rules

#endif
