// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings as JSON and back: between worker and parent, and in --format=json.
#ifndef GFPCHECK_FINDINGS_FINDINGJSON_H
#define GFPCHECK_FINDINGS_FINDINGJSON_H

#include "findings/Finding.h"
#include "findings/SourceExcerpt.h"
#include "llvm/Support/JSON.h"

namespace gfpcheck::findings {

llvm::StringRef severityName(Severity S);
llvm::StringRef confidenceName(Confidence C);
llvm::StringRef stepName(TraceStep::Kind K);
std::optional<Severity> severityFromName(llvm::StringRef Name);
std::optional<Confidence> confidenceFromName(llvm::StringRef Name);
std::optional<TraceStep::Kind> stepFromName(llvm::StringRef Name);

/// Text as a JSON string; bytes that are no UTF-8 are replaced.
llvm::json::Value jsonText(llvm::StringRef Text);

llvm::json::Value toJSON(const Place &P);
/// A fix whose text is no UTF-8 is left out, since it would be altered.
llvm::json::Value toJSON(const Finding &F);
llvm::json::Value toJSON(const SourceExcerpt &E);

bool fromJSON(const llvm::json::Value &V, Place &P, llvm::json::Path At);
bool fromJSON(const llvm::json::Value &V, Finding &F, llvm::json::Path At);
bool fromJSON(const llvm::json::Value &V, SourceExcerpt &E,
              llvm::json::Path At);

} // namespace gfpcheck::findings

#endif
