// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decisions about a request that depend on its flags alone. All meaning of
// flags comes from the generated tables of the configured kernel version;
// nothing here has state besides which table that is.
#ifndef KALLOC_POLICY_POLICY_H
#define KALLOC_POLICY_POLICY_H

#include "core/Hooks.h"
#include "policy/RuleTables.h"

namespace kalloc::policy {

using rules::GfpMeaning;

/// The table of a kernel version (LINUX_VERSION_CODE; 0 is the newest). A
/// version before the first table gets the first.
void selectVersion(unsigned Version);
const rules::GfpTableRow &table();

/// All bits of the selected table that carry a meaning.
inline GfpMask bits(GfpMeaning M) { return table().Bits[unsigned(M)]; }
inline bool has(GfpMask Mask, GfpMeaning M) { return (Mask & bits(M)) != 0; }
/// The value of a flag or type by name, or 0.
GfpMask value(const char *Name);
/// Every bit that some flag of the table has.
GfpMask knownBits();

/// May the request sleep in direct reclaim?
inline bool mayBlock(GfpMask Mask) { return has(Mask, GfpMeaning::Blocks); }
/// Without a flag of its own (before 4.4), every request wakes kswapd.
bool wakesKswapd(GfpMask Mask);
/// What the task's scopes leave of the mask: NOIO implies NOFS.
GfpMask inScopes(GfpMask Mask, unsigned Scopes);
/// May reclaim for this request call file systems, or start block I/O? Only for
/// requests that block.
bool mayEnterFs(GfpMask Mask);
bool mayStartIo(GfpMask Mask);

enum class Zone : uint8_t { Dma, Dma32, Normal, HighMem };
inline constexpr unsigned NumZones = 4;

/// Which zones serve a request, the preferred one first.
struct ZonePlan {
  Zone Order[NumZones];
  unsigned Count = 0; ///< 0: zone flags that exclude each other.
};
ZonePlan zonesFor(GfpMask Mask);

/// How far below the minimum watermark a request may go.
struct Reserve {
  bool Half = false;    ///< __GFP_HIGH: half of the minimum.
  bool Quarter = false; ///< And cannot sleep besides: a quarter less again.
  bool All = false;     ///< No watermark at all.
};
Reserve reserveFor(GfpMask Mask, unsigned Scopes);

/// How hard a request tries before it fails.
enum class Effort : uint8_t { NoRetry, Normal, RetryMayFail, NoFail };
Effort effortFor(GfpMask Mask);

/// Pages are grouped by whether they can be moved or reclaimed.
enum class Mobility : uint8_t { Unmovable, Movable, Reclaimable };
inline constexpr unsigned NumMobilities = 3;
Mobility mobilityFor(GfpMask Mask);

/// Why a mask is refused or stripped, or null. What it can be asked depends on
/// the allocator, as in the kernel.
const char *zoneConflict(GfpMask Mask);
/// More than one of NORETRY, RETRY_MAYFAIL and NOFAIL, or one without blocking.
const char *retryConflict(GfpMask Mask);
/// Bits that slab does not take; the kernel warns and strips them.
GfpMask notForSlab(GfpMask Mask);
/// Bits that vmalloc does not take.
GfpMask notForVmalloc(GfpMask Mask);

/// "GFP_KERNEL|__GFP_ZERO" into Buffer, as the kernel's %pGg does.
void spell(GfpMask Mask, char *Buffer, size_t Size);

} // namespace kalloc::policy

#endif
