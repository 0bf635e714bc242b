// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Crowds.h"
#include "llvm/Support/Path.h"
#include <map>

namespace gfpcheck::link {

using findings::Confidence;
using findings::Finding;
using findings::TraceStep;

/// The operation, if the finding is in its folder or below.
static const TraceStep *operationBeside(const Finding &F) {
  auto It = llvm::find_if(F.Trace, [](const TraceStep &S) {
    return S.What == TraceStep::Kind::Operation;
  });
  if (It == F.Trace.end())
    return nullptr;
  llvm::StringRef Folder = llvm::sys::path::parent_path(It->Where.File);
  llvm::StringRef File = F.Where.File;
  return File.consume_front(Folder) && File.starts_with("/") ? &*It : nullptr;
}

/// The shorter way, then always the same.
static bool isBefore(const Finding *A, const Finding *B) {
  if (A->Trace.size() != B->Trace.size())
    return A->Trace.size() < B->Trace.size();
  return A->Where != B->Where ? A->Where < B->Where : isToldBefore(*A, *B);
}

void thinOut(std::vector<Finding> &All) {
  using Key = std::tuple<std::string, findings::Place, std::string>;
  std::map<Key, std::vector<Finding *>> Crowds;
  for (Finding &F : All)
    if (const TraceStep *Op = operationBeside(F))
      if (F.Confidence != Confidence::Low)
        Crowds[{F.RuleId, Op->Where, Op->Message}].push_back(&F);
  for (auto &[Where, Crowd] : Crowds) {
    if (Crowd.size() <= MaxAlike)
      continue;
    Finding *First = *llvm::min_element(Crowd, isBefore);
    TraceStep Others = *operationBeside(*First);
    Others.What = TraceStep::Kind::Note;
    Others.Message = std::to_string(Crowd.size() - 1) +
                     " other findings come to this operation; they have low "
                     "confidence";
    First->Trace.push_back(std::move(Others));
    for (Finding *F : Crowd)
      if (F != First) {
        F->Confidence = Confidence::Low;
        F->Severity = findings::Severity::Advice;
      }
  }
}

} // namespace gfpcheck::link
