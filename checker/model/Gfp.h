// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// GFP masks: which flags a kernel version has, what each means, and how the
// numbers of one translation unit are read. Models include/linux/gfp_types.h.
#ifndef GFPCHECK_MODEL_GFP_H
#define GFPCHECK_MODEL_GFP_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace gfpcheck::model {

/// What a single flag, or all flags of a mask together, allow or demand.
enum class GfpMeaning : uint8_t {
  Blocks, ///< May sleep: enters direct reclaim (__GFP_WAIT before 4.4).
  Fs,     ///< May call into file systems.
  Io,     ///< May start block I/O.
  Kswapd, ///< Wakes kswapd.
  NoFail, ///< Never returns NULL.
  NoRetry,
  RetryMayFail,
  NoWarn,
  Zero,
  High, ///< May use reserves.
  MemAlloc,
  NoMemAlloc,
  ZoneDma,
  ZoneDma32,
  ZoneHighMem,
  Movable,
  Reclaimable,
  Comp,
  Account,
  HardWall,
  ThisNode,
  Write,
  Other,
};

enum class GfpClass : uint8_t {
  Action,
  Zone,
  Placement,
  Watermark,
  Type,
  Other
};

/// One named flag of one kernel version.
struct GfpFlag {
  std::string Name; ///< "__GFP_IO", "GFP_KERNEL"
  GfpClass Class = GfpClass::Other;
  std::vector<GfpMeaning> Meanings; ///< Of a single flag; empty for types.
  std::vector<std::string> Parts;   ///< Of a type or compound flag.
  uint64_t DefaultBits =
      0;              ///< In a kernel of this version, x86-64 allmodconfig.
  std::string Source; ///< Kernel file:line or document.
};

/// All flags of a range of kernel versions [Since, Until), as
/// LINUX_VERSION_CODE numbers; Until 0 means "and later".
struct GfpTable {
  std::string Id; ///< "2.6", "6.12"
  unsigned Since = 0, Until = 0;
  std::vector<GfpFlag> Flags;
};

/// Reads masks as one translation unit writes them. Cheap to copy.
class GfpDecoder {
public:
  GfpDecoder() = default;
  /// Values are the flags of the TU by name (facts::TuEnvironment::GfpMacros,
  /// "___GFP_IO" or "__GFP_IO"); those missing get the table's default bits.
  GfpDecoder(const GfpTable &Table,
             llvm::ArrayRef<std::pair<std::string, uint64_t>> Values);

  /// All bits that carry a meaning; 0 if this kernel has no such flag.
  uint64_t bits(GfpMeaning M) const { return Bits[unsigned(M)]; }
  bool has(uint64_t Mask, GfpMeaning M) const { return (Mask & bits(M)) != 0; }
  /// The value of a flag or type by name, or 0.
  uint64_t value(llvm::StringRef Name) const;
  /// As a developer writes it: "GFP_KERNEL | __GFP_ZERO"; unknown bits in hex.
  std::string spell(uint64_t Mask) const;

private:
  uint64_t Bits[unsigned(GfpMeaning::Other) + 1] = {};
  std::vector<std::pair<std::string, uint64_t>> Types; ///< Most bits first.
  std::vector<std::pair<std::string, uint64_t>> Single;
};

} // namespace gfpcheck::model

#endif
