// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What stands where in a block of rules. Everything is little-endian and
// unaligned; offsets count from the start of the block.
#ifndef GFPCHECK_RULEIO_BLOBLAYOUT_H
#define GFPCHECK_RULEIO_BLOBLAYOUT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Endian.h"

namespace gfpcheck::ruleio::blob {

using U32 = llvm::support::ulittle32_t;
using U64 = llvm::support::ulittle64_t;

inline constexpr uint32_t Magic = 0x52504647; // "GFPR"
inline constexpr uint32_t Version = 2;

struct Section {
  U32 Offset, Size;
};

/// A text and a run of entries that it leads to.
struct Key {
  U32 Text;  ///< In the table of texts.
  U32 First; ///< Into Postings.
  U32 Count;
};

struct Header {
  U32 Magic, Version;
  U64 Hash;     ///< xxh3 of everything after the header; also the digest.
  U32 ApiCount; ///< Entries; variants follow them.
  Section Texts, Records, Small;
  Section Apis;      ///< U32[]: offsets in Records, entries sorted by name.
  Section Callbacks; ///< U32[]: offsets in Records.
  Section Symbols;   ///< Key[], sorted by text, into Postings -> Apis.
  Section Slots;     ///< Key[]: "struct.field", into Postings -> Callbacks.
  Section Functions; ///< Key[]: registering functions, likewise.
  Section Macros;    ///< U32[]: texts of entries that are macros.
  Section Postings;  ///< U32[]
};

} // namespace gfpcheck::ruleio::blob

#endif
