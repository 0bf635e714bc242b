// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// File names and columns as the formats want them.
#ifndef GFPCHECK_REPORT_SOURCEPATHS_H
#define GFPCHECK_REPORT_SOURCEPATHS_H

#include "findings/SourceExcerpt.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace gfpcheck::report {

/// The file relative to Directory when it is below it, else as it is.
std::string relativeTo(llvm::StringRef File, llvm::StringRef Directory);

/// Percent-encodes a path for a URI; '/' stays.
std::string uriPath(llvm::StringRef Path);

/// A byte column as a column of Unicode characters. Where the line is unknown,
/// or no UTF-8, it stays the byte column.
unsigned characterColumn(const findings::SourceExcerpt &Excerpt,
                         const findings::Place &Where);

} // namespace gfpcheck::report

#endif
