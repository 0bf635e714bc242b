// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A hash table as a flat array of numbers, which can be used where it lies, in
// a file too. Open addressing; what is numbered is kept elsewhere.
#ifndef GFPCHECK_SUPPORT_FLATINDEX_H
#define GFPCHECK_SUPPORT_FLATINDEX_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include <cstdint>
#include <vector>

namespace gfpcheck::support {

/// Each place has the number of a thing, at or behind the place that its hash
/// says; 0 is a free place and the number of nothing.
class FlatIndex {
public:
  /// Finds nothing.
  FlatIndex() = default;
  explicit FlatIndex(llvm::ArrayRef<uint32_t> Places) : Places(Places) {}

  /// How many places keep the way to a free one short.
  static size_t placesFor(size_t Count) {
    return llvm::PowerOf2Ceil(2 * Count + 1);
  }
  /// Puts Number, which is not there, into places of that length.
  static void enter(std::vector<uint32_t> &Places, uint64_t Hash,
                    uint32_t Number) {
    size_t At = Hash & (Places.size() - 1);
    while (Places[At])
      At = (At + 1) & (Places.size() - 1);
    Places[At] = Number;
  }

  /// Can it be searched without harm, whatever it is, for things numbered below
  /// Count? O(places).
  bool isSound(size_t Count) const {
    return llvm::isPowerOf2_64(Places.size()) &&
           llvm::is_contained(Places, 0u) &&
           llvm::all_of(Places, [&](uint32_t N) { return N < Count; });
  }

  /// The number for which Is is true among those of that hash, or 0. The index
  /// is empty or sound.
  template <class Predicate> uint32_t find(uint64_t Hash, Predicate Is) const {
    if (Places.empty())
      return 0;
    for (size_t At = Hash;; ++At) {
      const uint32_t Number = Places[At & (Places.size() - 1)];
      if (!Number || Is(Number))
        return Number;
    }
  }

private:
  llvm::ArrayRef<uint32_t> Places;
};

} // namespace gfpcheck::support

#endif
