// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "support/StringPool.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/xxhash.h"

namespace gfpcheck::support {

bool FrozenStrings::areSound() const {
  return !Ends.empty() && llvm::is_sorted(Ends) &&
         Ends.back() <= Bytes.size() && llvm::isPowerOf2_64(Places.size()) &&
         llvm::is_contained(Places, 0u) &&
         llvm::all_of(Places, [&](uint32_t Id) { return Id < Ends.size(); });
}

size_t StringPool::placeOf(llvm::StringRef Text, size_t Places) {
  return llvm::xxh3_64bits(Text) & (Places - 1);
}

StringId StringPool::frozen(llvm::StringRef Text) const {
  if (Base.Places.empty())
    return 0;
  const size_t Count = Base.Places.size();
  for (size_t At = placeOf(Text, Count);; At = (At + 1) & (Count - 1)) {
    const StringId Id = Base.Places[At];
    if (!Id || str(Id) == Text)
      return Id;
  }
}

void StringPool::adopt(FrozenStrings Strings,
                       std::shared_ptr<const void> NewOwner) {
  Ids.clear();
  Texts.clear();
  Base = Strings;
  Owner = std::move(NewOwner);
}

} // namespace gfpcheck::support
