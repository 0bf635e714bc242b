// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "findings/SourceExcerpt.h"
#include "findings/Fingerprint.h"

namespace gfpcheck::findings {

void SourceExcerpt::addLine(llvm::StringRef File, unsigned Line,
                            llvm::StringRef Text) {
  Lines.try_emplace({File.str(), Line}, Text.substr(0, MaxExcerptLine).str());
}

void SourceExcerpt::addOffset(llvm::StringRef File, uint32_t Offset,
                              Place Where) {
  Offsets.try_emplace({File.str(), Offset}, std::move(Where));
}

void SourceExcerpt::addContent(llvm::StringRef File, llvm::StringRef Hash) {
  Contents.try_emplace(File.str(), Hash.str());
}

void SourceExcerpt::merge(const SourceExcerpt &Other) {
  Lines.insert(Other.Lines.begin(), Other.Lines.end());
  Offsets.insert(Other.Offsets.begin(), Other.Offsets.end());
  Contents.insert(Other.Contents.begin(), Other.Contents.end());
}

std::optional<llvm::StringRef> SourceExcerpt::line(llvm::StringRef File,
                                                   unsigned Line) const {
  auto It = Lines.find({File.str(), Line});
  if (It == Lines.end())
    return std::nullopt;
  return llvm::StringRef(It->second);
}

std::optional<Place> SourceExcerpt::position(llvm::StringRef File,
                                             uint32_t Offset) const {
  auto It = Offsets.find({File.str(), Offset});
  if (It == Offsets.end())
    return std::nullopt;
  return It->second;
}

llvm::StringRef SourceExcerpt::content(llvm::StringRef File) const {
  auto It = Contents.find(File.str());
  return It == Contents.end() ? llvm::StringRef() : It->second;
}

std::string contentHash(llvm::StringRef Bytes) { return fingerprint({Bytes}); }

ExcerptNeeds excerptNeeds(llvm::ArrayRef<Finding> Findings) {
  ExcerptNeeds Needs;
  for (const Finding &F : Findings) {
    Needs.Lines.push_back(F.Where);
    for (const TraceStep &Step : F.Trace)
      Needs.Lines.push_back(Step.Where);
    for (const Fix &Fix : F.Fixes)
      for (const Edit &E : Fix.Edits) {
        Needs.Offsets.push_back({E.File, E.Begin});
        Needs.Offsets.push_back({E.File, E.End});
      }
  }
  return Needs;
}

} // namespace gfpcheck::findings
