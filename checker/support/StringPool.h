// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strings as small numbers, so that facts compare and copy cheaply. Knows
// nothing of what the strings mean.
#ifndef GFPCHECK_SUPPORT_STRINGPOOL_H
#define GFPCHECK_SUPPORT_STRINGPOOL_H

#include "support/FlatIndex.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include <cstdint>
#include <memory>
#include <vector>

namespace gfpcheck::support {

/// A string's number in one StringPool. 0 is the empty string in every pool.
using StringId = uint32_t;

/// The strings of a pool as flat arrays, to be used where they lie.
struct FrozenStrings {
  llvm::StringRef Bytes;         ///< Of all strings, in the order of their ids.
  llvm::ArrayRef<uint32_t> Ends; ///< In Bytes, by id.
  FlatIndex Ids;                 ///< By StringPool::hashOf.

  /// Can they be used without harm, whatever they are? O(strings).
  bool areSound() const;
};

/// Interns strings. Ids are dense and given in order of first use, so equal
/// inputs in equal order give equal ids. The pool owns the bytes; references
/// stay valid for its life. intern and str are O(length) and O(1).
class StringPool {
public:
  StringPool() : Texts(1) {}
  StringPool(const StringPool &) = delete;
  StringPool &operator=(const StringPool &) = delete;

  StringId intern(llvm::StringRef Text) {
    if (Text.empty())
      return 0;
    if (StringId Id = frozen(Text))
      return Id;
    auto [It, New] = Ids.try_emplace(Text, StringId(size()));
    if (New)
      Texts.push_back(It->first());
    return It->second;
  }

  /// The id of Text, or 0 if it was never interned (or is empty).
  StringId lookup(llvm::StringRef Text) const {
    if (StringId Id = frozen(Text))
      return Id;
    auto It = Ids.find(Text);
    return It == Ids.end() ? 0 : It->second;
  }

  llvm::StringRef str(StringId Id) const {
    if (Id >= Base.Ends.size())
      return Texts[Id - Base.Ends.size()];
    uint32_t Begin = Id ? Base.Ends[Id - 1] : 0;
    return Base.Bytes.slice(Begin, Base.Ends[Id]);
  }
  size_t size() const { return Base.Ends.size() + Texts.size(); }

  /// Takes the place of this pool's strings. They are sound, with the empty one
  /// first, and lie in what Owner owns.
  void adopt(FrozenStrings Strings, std::shared_ptr<const void> Owner);
  /// By which FrozenStrings::Ids finds it.
  static uint64_t hashOf(llvm::StringRef Text);

private:
  StringId frozen(llvm::StringRef Text) const;

  llvm::StringMap<StringId, llvm::BumpPtrAllocator> Ids;
  std::vector<llvm::StringRef> Texts; ///< Those that are not in Base.
  FrozenStrings Base;
  std::shared_ptr<const void> Owner; ///< Of Base.
};

} // namespace gfpcheck::support

#endif
