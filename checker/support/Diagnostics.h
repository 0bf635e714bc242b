// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Collects what is wrong in a set of text files and prints all of it the way
// compilers do: file:line:column, the line, a caret.
#ifndef GFPCHECK_SUPPORT_DIAGNOSTICS_H
#define GFPCHECK_SUPPORT_DIAGNOSTICS_H

#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include <memory>
#include <string>
#include <vector>

namespace gfpcheck::support {

/// Owns the files and the errors found in them. Parsers that report to a
/// SourceMgr (LLVM's YAML parser) report here.
class Diagnostics {
public:
  Diagnostics();
  Diagnostics(const Diagnostics &) = delete;
  Diagnostics &operator=(const Diagnostics &) = delete;

  /// Keeps Buffer alive; returns a reference to it.
  llvm::MemoryBufferRef addFile(std::unique_ptr<llvm::MemoryBuffer> Buffer);
  llvm::SourceMgr &sources() { return Sources; }

  /// An error at a place. An invalid place is an error about everything.
  void error(llvm::SMRange Where, const llvm::Twine &Message);
  /// Belongs to the error reported last ("first defined here").
  void note(llvm::SMRange Where, const llvm::Twine &Message);
  /// An error about a file as a whole.
  void fileError(llvm::StringRef File, const llvm::Twine &Message);

  unsigned errorCount() const { return Errors; }
  /// All errors as text, grouped by file and ordered by place. At most
  /// MaxErrors of them, then a line that says how many more there are.
  std::string text() const;
  /// text() as an error, or success if there were none.
  llvm::Error takeError() const;

  static constexpr unsigned MaxErrors = 100;

private:
  struct Entry {
    std::string File;
    int Line = 0, Column = 0;
    std::string Text;
  };
  void add(llvm::SourceMgr::DiagKind Kind, llvm::SMRange Where,
           const llvm::Twine &Message);
  void addDiagnostic(const llvm::SMDiagnostic &D);

  llvm::SourceMgr Sources;
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> Files;
  std::vector<Entry> Entries;
  unsigned Errors = 0;
};

} // namespace gfpcheck::support

#endif
