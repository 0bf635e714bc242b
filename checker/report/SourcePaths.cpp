// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/SourcePaths.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace gfpcheck::report {

std::string relativeTo(llvm::StringRef File, llvm::StringRef Directory) {
  llvm::StringRef Rest = File;
  if (!Directory.empty() && Rest.consume_front(Directory.rtrim('/')) &&
      Rest.consume_front("/") && !Rest.empty())
    return Rest.str();
  return File.str();
}

std::string uriPath(llvm::StringRef Path) {
  std::string Uri;
  for (char C : Path) {
    if (llvm::isAlnum(C) || llvm::StringRef("-._~/+,@=").contains(C))
      Uri += C;
    else
      Uri += "%" + llvm::utohexstr(uint8_t(C), /*LowerCase=*/false, 2);
  }
  return Uri;
}

unsigned characterColumn(const findings::SourceExcerpt &Excerpt,
                         const findings::Place &Where) {
  auto Line = Excerpt.line(Where.File, Where.Line);
  if (!Line || Where.Column < 2 || Where.Column - 1 > Line->size())
    return Where.Column;
  llvm::StringRef Before = Line->take_front(Where.Column - 1);
  const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Before.begin());
  const auto *End = reinterpret_cast<const llvm::UTF8 *>(Before.end());
  if (!llvm::isLegalUTF8String(&Begin, End))
    return Where.Column;
  unsigned Characters = 0;
  for (char C : Before)
    Characters += (uint8_t(C) & 0xC0) != 0x80; // Not a continuation byte.
  return Characters + 1;
}

} // namespace gfpcheck::report
