// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory that is about to be filled once, and soon.
#ifndef GFPCHECK_SUPPORT_HUGEPAGES_H
#define GFPCHECK_SUPPORT_HUGEPAGES_H

#include <cstddef>
#include <string>

namespace gfpcheck::support {

/// Asks the kernel to back these bytes, which nobody has touched yet, by huge
/// pages as far as they hold any (madvise(2), MADV_HUGEPAGE): one fault instead
/// of 512. No more than a wish.
void preferHugePages(void *Begin, size_t Size);

/// A text of that size, of zeros, on huge pages if it is large.
std::string largeText(size_t Size);

} // namespace gfpcheck::support

#endif
