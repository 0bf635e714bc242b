// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Recording.h"
#include "findings/Fingerprint.h"

namespace gfpcheck::report {

/// An excerpt belongs to all findings of a file, and only these are kept.
static void copyNeeded(const Entry &E, findings::SourceExcerpt &Out) {
  findings::ExcerptNeeds Needs = findings::excerptNeeds(E.Finding);
  for (const findings::Place &P : Needs.Lines)
    if (auto Text = E.Excerpt.line(P.File, P.Line))
      Out.addLine(P.File, P.Line, *Text);
  for (const auto &[File, Offset] : Needs.Offsets)
    if (auto Where = E.Excerpt.position(File, Offset))
      Out.addOffset(File, Offset, *Where);
}

void Recorder::add(const Entry &E) {
  copyNeeded(E, Out.Excerpt);
  Out.Findings.push_back(
      {E.Finding,
       E.Suppressed,
       {{findings::FingerprintName.str(), E.Finding.Fingerprint}}});
}

void Recorder::finish(const RunSummary &Summary) {
  Out.Failed = Summary.Failed;
  Out.Notices = Summary.Notices;
  Out.FilesChecked = Summary.FilesChecked;
  Finished = true;
}

} // namespace gfpcheck::report
