// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which header of a kernel tree speaks of a name.
#ifndef GFPCHECK_RULEC_HEADERINDEX_H
#define GFPCHECK_RULEC_HEADERINDEX_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <string>
#include <vector>

namespace gfpcheck::rulec {

/// Found by reading words, so it may name a header in vain, but a name that is
/// declared in a header of the tree is found there.
class HeaderIndex {
public:
  /// Reads every header below include/ and arch/x86/include/ of Source that
  /// could declare one of Names as a function, a macro or a struct.
  HeaderIndex(llvm::StringRef Source, const llvm::StringSet<> &Names);

  /// Headers as a compiler includes them ("linux/slab.h"), the likeliest first.
  llvm::ArrayRef<std::string> headersOf(llvm::StringRef Name) const;

  /// Does a header seem to declare it, outside of comments?
  bool declares(llvm::StringRef Name) const { return Declared.contains(Name); }

private:
  void readFile(llvm::StringRef Path, llvm::StringRef Include,
                const llvm::StringSet<> &Names);
  llvm::StringMap<std::vector<std::string>> Headers;
  llvm::StringSet<> Declared;
};

} // namespace gfpcheck::rulec

#endif
