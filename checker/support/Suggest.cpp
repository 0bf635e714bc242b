// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "support/Suggest.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

namespace gfpcheck::support {

llvm::StringRef nearest(llvm::StringRef Word,
                        llvm::ArrayRef<llvm::StringRef> Candidates) {
  if (Word.empty() || Word.size() > 64)
    return "";
  unsigned Limit = std::clamp<unsigned>(unsigned(Word.size()) - 1, 1,
                                        std::max<size_t>(2, Word.size() / 3));
  llvm::StringRef Best;
  unsigned BestDistance = Limit + 1;
  for (llvm::StringRef C : Candidates) {
    unsigned D = Word.edit_distance_insensitive(C, true, BestDistance);
    if (D < BestDistance) {
      Best = C;
      BestDistance = D;
    }
  }
  if (Best.empty() && Word.size() >= 4)
    for (llvm::StringRef C : Candidates) // "spinlock" for "spin".
      if (C.size() > Best.size() && C.size() >= 4 &&
          (Word.starts_with_insensitive(C) || C.starts_with_insensitive(Word)))
        Best = C;
  return Best;
}

std::string didYouMean(llvm::StringRef Word,
                       llvm::ArrayRef<llvm::StringRef> Candidates) {
  llvm::StringRef Best = nearest(Word, Candidates);
  return Best.empty() ? "" : ("; did you mean '" + Best + "'?").str();
}

std::string quoted(llvm::StringRef Word) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  OS << '\'';
  llvm::printEscapedString(Word.take_front(60), OS);
  OS << (Word.size() > 60 ? "...'" : "'");
  return Out;
}

} // namespace gfpcheck::support
