// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The few lines of source that reports need, as the compiler read them. Taken
// while the translation unit is in memory, because the file on disk may be
// another one (a VFS overlay, an editor's buffer).
#ifndef GFPCHECK_FINDINGS_SOURCEEXCERPT_H
#define GFPCHECK_FINDINGS_SOURCEEXCERPT_H

#include "findings/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace gfpcheck::findings {

/// Lines and positions of lines, by file name as in Place::File. A plain value;
/// what was not put in is not known.
class SourceExcerpt {
public:
  using LineKey = std::pair<std::string, unsigned>;
  using OffsetKey = std::pair<std::string, uint32_t>;

  void addLine(llvm::StringRef File, unsigned Line, llvm::StringRef Text);
  void addOffset(llvm::StringRef File, uint32_t Offset, Place Where);
  /// contentHash() of a whole file, so that whoever edits it can tell whether
  /// it is still the same.
  void addContent(llvm::StringRef File, llvm::StringRef Hash);
  void merge(const SourceExcerpt &Other);

  /// The line without its end, or nothing.
  std::optional<llvm::StringRef> line(llvm::StringRef File,
                                      unsigned Line) const;
  /// Where a byte offset of an Edit is.
  std::optional<Place> position(llvm::StringRef File, uint32_t Offset) const;

  /// The hash given with addContent, or empty.
  llvm::StringRef content(llvm::StringRef File) const;

  const std::map<LineKey, std::string> &lines() const { return Lines; }
  const std::map<OffsetKey, Place> &offsets() const { return Offsets; }
  const std::map<std::string, std::string> &contents() const {
    return Contents;
  }

private:
  std::map<LineKey, std::string> Lines;
  std::map<OffsetKey, Place> Offsets;
  std::map<std::string, std::string> Contents;
};

/// 16 hex digits over a file's bytes.
std::string contentHash(llvm::StringRef Bytes);

/// What an excerpt for these findings must contain: places whose line (and the
/// one above, for suppression comments) is wanted, and offsets of edits.
struct ExcerptNeeds {
  std::vector<Place> Lines;
  std::vector<std::pair<std::string, uint32_t>> Offsets;
};
ExcerptNeeds excerptNeeds(llvm::ArrayRef<Finding> Findings);

/// Lines longer than this are cut; generated files have lines of megabytes.
inline constexpr size_t MaxExcerptLine = 4096;

} // namespace gfpcheck::findings

#endif
