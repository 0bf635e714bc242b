// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "support/TextGuard.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"

namespace gfpcheck::support {

namespace fs = llvm::sys::fs;

std::unique_ptr<llvm::MemoryBuffer>
readBounded(llvm::StringRef Path, Diagnostics &D, const TextLimits &L) {
  fs::file_status Status;
  if (std::error_code EC = fs::status(Path, Status)) {
    D.fileError(Path, "cannot read: " + EC.message());
    return nullptr;
  }
  if (!fs::is_regular_file(Status)) {
    D.fileError(Path, "not a regular file");
    return nullptr;
  }
  if (Status.getSize() > L.FileBytes) {
    D.fileError(Path, "larger than " + llvm::Twine(L.FileBytes >> 20) +
                          " MiB; split it");
    return nullptr;
  }
  // Volatile: read, do not map, so that a file cut short meanwhile is no fault.
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/true,
                                            /*IsVolatile=*/true);
  if (!Buffer) {
    D.fileError(Path, "cannot read: " + Buffer.getError().message());
    return nullptr;
  }
  return std::move(*Buffer);
}

namespace {

/// One pass over the text; stops at the first complaint of each kind.
class Scan {
public:
  Scan(llvm::StringRef Text, Diagnostics &D, const TextLimits &L)
      : Text(Text), D(D), L(L) {}

  bool run() {
    if (!checkUtf8())
      return false;
    while (!Text.empty() && Ok) {
      size_t End = Text.find('\n');
      bool Last = End == llvm::StringRef::npos;
      line(Text.take_front(Last ? Text.size() : End));
      if (Last && Ok)
        complain(Text.end() - 1, "no newline at the end of the file; is it "
                                 "truncated?");
      Text = Last ? "" : Text.drop_front(End + 1);
    }
    return Ok;
  }

private:
  bool checkUtf8() {
    const auto *P = reinterpret_cast<const llvm::UTF8 *>(Text.begin());
    const auto *E = reinterpret_cast<const llvm::UTF8 *>(Text.end());
    while (P < E) {
      unsigned Size = llvm::getNumBytesForUTF8(*P);
      if (Size > size_t(E - P) || !llvm::isLegalUTF8Sequence(P, P + Size)) {
        complain(reinterpret_cast<const char *>(P), "not valid UTF-8");
        return false;
      }
      P += Size;
    }
    return true;
  }

  void line(llvm::StringRef Line) {
    if (Line.size() > L.LineBytes)
      return complain(Line.begin() + L.LineBytes, "line longer than " +
                                                      llvm::Twine(L.LineBytes) +
                                                      " bytes");
    if (Line.size() - Line.ltrim(' ').size() > L.Indent)
      return complain(Line.begin() + L.Indent, "indented too deeply");
    for (const char &C : Line) {
      if (C == '\t')
        return complain(&C, "tab character; use spaces");
      if (static_cast<unsigned char>(C) < ' ' || C == 0x7f)
        return complain(&C, "control character");
      if (C == '[' || C == '{')
        ++Open;
      else if ((C == ']' || C == '}') && Open)
        --Open;
      if (Open > L.OpenBrackets)
        return complain(&C, "brackets nested too deeply");
    }
  }

  void complain(const char *At, const llvm::Twine &Message) {
    Ok = false;
    llvm::SMLoc Loc = llvm::SMLoc::getFromPointer(At);
    D.error({Loc, Loc}, Message);
  }

  llvm::StringRef Text;
  Diagnostics &D;
  const TextLimits &L;
  unsigned Open = 0;
  bool Ok = true;
};

} // namespace

bool checkText(llvm::MemoryBufferRef Text, Diagnostics &D,
               const TextLimits &L) {
  return Scan(Text.getBuffer(), D, L).run();
}

} // namespace gfpcheck::support
