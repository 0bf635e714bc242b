// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What debug information says: places of addresses, types of parameters.
#ifndef KALLOC_RUN_DEBUG_H
#define KALLOC_RUN_DEBUG_H

#include "run/Program.h"

#include <elfutils/libdw.h>
#include <map>

namespace kalloc::run {

/// Places of an offset into the object, the innermost first.
std::vector<Place> placesOf(Dwarf *Debug, uint64_t Offset);

/// Fills in the functions and types of a program.
class DebugReader {
public:
  explicit DebugReader(Program &P) : P(P) {}
  void readFunctions();

private:
  void readUnit(Dwarf_Die *Unit);
  void readFunction(Dwarf_Die *Die);
  uint32_t typeOf(Dwarf_Die *Die);
  uint32_t readType(Dwarf_Die *Type);
  void readMembers(Dwarf_Die *Die, uint32_t Index);

  Program &P;
  std::map<Dwarf_Off, uint32_t> Seen;
};

} // namespace kalloc::run

#endif
