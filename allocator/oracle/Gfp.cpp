// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the rules say of flags, for messages.
#include "oracle/State.h"
#include "policy/Policy.h"

#include <cstdio>
#include <cstring>

using namespace kalloc;
using namespace kalloc::oracle;

namespace {

/// Of the kernel version that the machine was started with.
const rules::GfpTableRow &table() { return policy::table(); }

/// The type flag with the most bits of those that are all set, so that nothing
/// is said twice.
const rules::GfpFlagRow *widest(GfpMask Flags, bool Types) {
  const rules::GfpFlagRow *Best = nullptr;
  for (unsigned I = 0; I < table().FlagCount; ++I) {
    const rules::GfpFlagRow &Row = table().Flags[I];
    if ((Row.Class == rules::GfpClass::Type) != Types ||
        Row.Class == rules::GfpClass::Other)
      continue;
    if (Row.Bits == 0 || (Row.Bits & Flags) != Row.Bits)
      continue;
    if (!Best || __builtin_popcount(Row.Bits) > __builtin_popcount(Best->Bits))
      Best = &Row;
  }
  return Best;
}

} // namespace

GfpMask internal::gfpBits(rules::GfpMeaning Meaning) {
  return table().Bits[unsigned(Meaning)];
}

const char *internal::gfpText(GfpMask Flags, char *Buffer, size_t Size) {
  size_t Length = 0;
  Buffer[0] = '\0';
  const auto Add = [&](const char *Word) {
    const int Done = std::snprintf(Buffer + Length, Size - Length, "%s%s",
                                   Length ? " | " : "", Word);
    if (Done > 0)
      Length = std::min(Size - 1, Length + size_t(Done));
  };
  for (bool Types : {true, false}) {
    while (const rules::GfpFlagRow *Row =
               Flags ? widest(Flags, Types) : nullptr) {
      Add(Row->Name);
      Flags &= ~Row->Bits;
      if (Types)
        break;
    }
  }
  if (Flags || !Length) {
    char Rest[16];
    std::snprintf(Rest, sizeof(Rest), "0x%x", Flags);
    Add(Rest);
  }
  return Buffer;
}

bool kalloc::oracle::blocks(GfpMask Flags) {
  return Flags & internal::gfpBits(rules::GfpMeaning::Blocks);
}
