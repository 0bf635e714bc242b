// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names for findings that survive edits elsewhere in the file: baselines and
// SARIF viewers recognise a finding by them.
#ifndef GFPCHECK_FINDINGS_FINGERPRINT_H
#define GFPCHECK_FINDINGS_FINGERPRINT_H

#include "findings/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace gfpcheck::findings {

/// 16 hex digits over Parts, the same on every machine and in every version of
/// the library. Parts are names (rule, function, operation, lock), never
/// lines, columns or folders. Which part a byte is in matters.
std::string fingerprint(llvm::ArrayRef<llvm::StringRef> Parts);

/// The name of our fingerprints in SARIF; its number changes when what they are
/// made of does.
inline constexpr llvm::StringLiteral FingerprintName = "gfpcheckFinding/v1";

/// What assignFingerprints makes of the Nth finding (from 0) with the same
/// fingerprint.
std::string nthFingerprint(llvm::StringRef Fingerprint, unsigned N);

/// Gives every finding of one translation unit a fingerprint of its own. A
/// check's fingerprint is kept, a missing one is made of rule, file name,
/// function and message; those that are still equal are told apart by their
/// order. Findings must be sorted.
void assignFingerprints(std::vector<Finding> &Findings);

} // namespace gfpcheck::findings

#endif
