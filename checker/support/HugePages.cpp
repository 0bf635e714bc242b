// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "support/HugePages.h"
#include "llvm/Support/Alignment.h"
#include <sys/mman.h>

namespace gfpcheck::support {

constexpr size_t HugePage = size_t(2) << 20;

void preferHugePages(void *Begin, size_t Size) {
#ifdef MADV_HUGEPAGE
  const uintptr_t From = llvm::alignTo(uintptr_t(Begin), HugePage);
  const uintptr_t To = llvm::alignDown(uintptr_t(Begin) + Size, HugePage);
  if (From < To)
    (void)madvise(reinterpret_cast<void *>(From), To - From, MADV_HUGEPAGE);
#endif
}

std::string largeText(size_t Size) {
  std::string Out;
  if (Size >= HugePage) {
    Out.reserve(Size);
    preferHugePages(Out.data(), Size);
  }
  Out.resize(Size);
  return Out;
}

} // namespace gfpcheck::support
