// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strings as small numbers, so that facts compare and copy cheaply. Knows
// nothing of what the strings mean.
#ifndef GFPCHECK_SUPPORT_STRINGPOOL_H
#define GFPCHECK_SUPPORT_STRINGPOOL_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <vector>

namespace gfpcheck::support {

/// A string's number in one StringPool. 0 is the empty string in every pool.
using StringId = uint32_t;

/// Interns strings. Ids are dense and given in order of first use, so equal
/// inputs in equal order give equal ids. The pool owns the bytes; references
/// stay valid for its life. intern and str are O(length) and O(1).
class StringPool {
public:
  StringPool() { intern(""); }
  StringPool(const StringPool &) = delete;
  StringPool &operator=(const StringPool &) = delete;

  StringId intern(llvm::StringRef Text) {
    auto [It, New] = Ids.try_emplace(Text, StringId(Texts.size()));
    if (New)
      Texts.push_back(It->first());
    return It->second;
  }

  /// The id of Text, or 0 if it was never interned (or is empty).
  StringId lookup(llvm::StringRef Text) const {
    auto It = Ids.find(Text);
    return It == Ids.end() ? 0 : It->second;
  }

  llvm::StringRef str(StringId Id) const { return Texts[Id]; }
  size_t size() const { return Texts.size(); }

private:
  llvm::StringMap<StringId> Ids;
  std::vector<llvm::StringRef> Texts;
};

} // namespace gfpcheck::support

#endif
