// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Comments that say "this finding is known":
//   /* gfpcheck: ignore gfp-leak the core frees it */
// on the line of the finding or on the line above it.
#ifndef GFPCHECK_REPORT_SUPPRESSIONS_H
#define GFPCHECK_REPORT_SUPPRESSIONS_H

#include "findings/Finding.h"
#include "findings/SourceExcerpt.h"
#include <optional>
#include <string>

namespace gfpcheck::report {

/// The reason given in a comment that suppresses the finding, or nothing.
/// A comment names rules, separated by commas; it suppresses no others.
std::optional<std::string>
suppressionOf(const findings::Finding &F,
              const findings::SourceExcerpt &Excerpt);

} // namespace gfpcheck::report

#endif
