// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a file can teach others that are checked with it, and what it would be
// glad to learn: which functions of others return memory or change the context.
// Names that are only compared are kept as hashes, as there are many.
#ifndef GFPCHECK_SUMMARY_TEACHING_H
#define GFPCHECK_SUMMARY_TEACHING_H

#include "model/Api.h"
#include "summary/TuSummaries.h"

namespace gfpcheck::summary {

/// What a name is compared by.
uint32_t nameHash(llvm::StringRef Name);

struct Teaching {
  /// External functions and what they do that the rules do not say, sorted by
  /// name. Of the context only what a partner in the same file takes back: who
  /// seems to leave a lock held for good has not been understood.
  std::vector<model::Api> Offers;
  /// Hashes of functions of other files that are called by name, and of which
  /// the rules know neither memory nor context.
  std::vector<uint32_t> Asks;
  /// Hashes of all external functions of the file that are not weak.
  std::vector<uint32_t> Defines;
};

/// Of a file whose Functions have been computed and taken out of Summaries.
Teaching teachingOf(llvm::ArrayRef<UnitFunction> Functions,
                    const TuSummaries &Summaries,
                    const support::StringPool &Strings,
                    const model::RuleSet &Rules);

/// Equal teachings, equal bytes.
std::string pack(const Teaching &T);

/// What pack made, read where it lies; empty if Bytes are anything else.
class PackedTeaching {
public:
  PackedTeaching(llvm::StringRef Bytes = "");

  size_t askCount() const { return Asks; }
  uint32_t ask(size_t I) const { return number(2 + I); }
  size_t defineCount() const { return Defines; }
  uint32_t define(size_t I) const { return number(2 + Asks + I); }
  /// One line for each, sorted by name.
  llvm::StringRef offers() const { return Offers; }

private:
  uint32_t number(size_t I) const;

  llvm::StringRef Bytes, Offers;
  size_t Asks = 0, Defines = 0;
};

/// The name in a line of offers.
inline llvm::StringRef offerName(llvm::StringRef Line) {
  return Line.split('|').first;
}
/// A line of offers as an entry that nobody has reviewed; nothing if it is
/// none.
std::optional<model::Api> readOffer(llvm::StringRef Line);

} // namespace gfpcheck::summary

#endif
