// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "support/Diagnostics.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <tuple>

namespace gfpcheck::support {

using llvm::SMDiagnostic;
using llvm::SourceMgr;

Diagnostics::Diagnostics() {
  Sources.setDiagHandler(
      [](const SMDiagnostic &D, void *Self) {
        static_cast<Diagnostics *>(Self)->addDiagnostic(D);
      },
      this);
}

llvm::MemoryBufferRef
Diagnostics::addFile(std::unique_ptr<llvm::MemoryBuffer> Buffer) {
  // The SourceMgr gets a view, so that places can be resolved before (and
  // without) any parser having added the text itself.
  llvm::MemoryBufferRef Ref = *Buffer;
  Sources.AddNewSourceBuffer(llvm::MemoryBuffer::getMemBuffer(Ref, false), {});
  Files.push_back(std::move(Buffer));
  return Ref;
}

void Diagnostics::add(SourceMgr::DiagKind Kind, llvm::SMRange Where,
                      const llvm::Twine &Message) {
  if (!Where.isValid() || !Sources.FindBufferContainingLoc(Where.Start))
    return addDiagnostic(SMDiagnostic("", Kind, Message.str()));
  llvm::SmallVector<llvm::SMRange, 1> Ranges;
  if (Where.End.getPointer() > Where.Start.getPointer())
    Ranges.push_back(Where);
  addDiagnostic(Sources.GetMessage(Where.Start, Kind, Message, Ranges));
}

void Diagnostics::error(llvm::SMRange Where, const llvm::Twine &Message) {
  add(SourceMgr::DK_Error, Where, Message);
}

void Diagnostics::note(llvm::SMRange Where, const llvm::Twine &Message) {
  add(SourceMgr::DK_Note, Where, Message);
}

void Diagnostics::fileError(llvm::StringRef File, const llvm::Twine &Message) {
  addDiagnostic(SMDiagnostic(File, SourceMgr::DK_Error, Message.str()));
}

void Diagnostics::addDiagnostic(const SMDiagnostic &D) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  D.print(nullptr, OS, /*ShowColors=*/false);
  if (D.getKind() != SourceMgr::DK_Error) {
    // Notes and warnings stay behind the error that they explain.
    if (!Entries.empty())
      Entries.back().Text += OS.str();
    return;
  }
  ++Errors;
  if (Entries.size() >= 4 * MaxErrors)
    return;
  Entries.push_back({D.getFilename().str(), std::max(D.getLineNo(), 0),
                     std::max(D.getColumnNo(), 0), OS.str()});
}

std::string Diagnostics::text() const {
  std::vector<const Entry *> Order;
  for (const Entry &E : Entries)
    Order.push_back(&E);
  // The last key keeps the order of reports at one place.
  llvm::sort(Order, [](const Entry *A, const Entry *B) {
    return std::tie(A->File, A->Line, A->Column, A) <
           std::tie(B->File, B->Line, B->Column, B);
  });
  std::string Out;
  unsigned Shown = 0;
  for (const Entry *E : Order) {
    if (Shown == MaxErrors)
      break;
    Out += E->Text;
    ++Shown;
  }
  if (Shown < Errors)
    Out += "and " + std::to_string(Errors - Shown) + " more errors\n";
  return Out;
}

llvm::Error Diagnostics::takeError() const {
  if (!Errors)
    return llvm::Error::success();
  return llvm::createStringError(llvm::StringRef(text()).rtrim('\n'));
}

} // namespace gfpcheck::support
