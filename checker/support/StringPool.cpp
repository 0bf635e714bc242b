// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "support/StringPool.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"

namespace gfpcheck::support {

bool FrozenStrings::areSound() const {
  return !Ends.empty() && llvm::is_sorted(Ends) &&
         Ends.back() <= Bytes.size() && Ids.isSound(Ends.size());
}

uint64_t StringPool::hashOf(llvm::StringRef Text) {
  return llvm::xxh3_64bits(Text);
}

StringId StringPool::frozen(llvm::StringRef Text) const {
  return Base.Ids.find(hashOf(Text),
                       [&](StringId Id) { return str(Id) == Text; });
}

void StringPool::adopt(FrozenStrings Strings,
                       std::shared_ptr<const void> NewOwner) {
  Ids.clear();
  Texts.clear();
  Base = Strings;
  Owner = std::move(NewOwner);
}

} // namespace gfpcheck::support
