// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings from a SARIF 2.1.0 log: ours, or that of any program that writes
// partialFingerprints. The text is not trusted.
#ifndef GFPCHECK_REPORT_SARIFREADER_H
#define GFPCHECK_REPORT_SARIFREADER_H

#include "report/Recording.h"
#include "llvm/Support/Error.h"

namespace gfpcheck::report {

/// Reads a log; Name is for messages. Paths relative to a base, as we write
/// them, stay relative. Fixes are known by their description only, results that
/// are no findings (of kind "pass", absent from a baseline) are left out.
///
/// The error names the file, what is wrong and where in the JSON.
llvm::Expected<Recording> readSarif(llvm::StringRef Text, llvm::StringRef Name);

/// No log is larger, in bytes.
inline constexpr uint64_t MaxSarifBytes = uint64_t(1) << 30;

} // namespace gfpcheck::report

#endif
