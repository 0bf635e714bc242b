// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parts of functions as bytes, each different one once. A program has millions
// of functions, of which two in five are copies that every file has of those of
// its headers; few are looked at, and few of these at the same time.
#ifndef GFPCHECK_SUMMARY_PARTPOOL_H
#define GFPCHECK_SUMMARY_PARTPOOL_H

#include "summary/Unit.h"
#include "support/Archive.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/StringSaver.h"

namespace gfpcheck::summary {

/// What the numbers in parts mean: names, portable expressions and files of
/// whoever holds the parts. They may grow, and never change.
struct PartLimits {
  const facts::ExprTable *Portable = nullptr;
  const std::vector<std::string> *Files = nullptr;
};

/// keep() and read() are linear in the size of the part.
class PartPool {
public:
  /// Texts go to Strings.
  PartPool(support::StringPool &Strings, PartLimits Limits)
      : Strings(Strings), Limits(Limits) {}

  /// The bytes of a part, which the pool owns: equal parts of one kind are at
  /// the same address.
  llvm::StringRef keep(FunctionSummary &Part);
  llvm::StringRef keep(OpenFrame &Part);
  llvm::StringRef keep(CallList &Part);
  llvm::StringRef keep(facts::TuEnvironment &Part);

  /// Reads what keep() returned for a part of that kind into an empty one.
  /// False, with part of it read, if Bytes are anything else.
  bool read(llvm::StringRef Bytes, FunctionSummary &Part) const;
  bool read(llvm::StringRef Bytes, OpenFrame &Part) const;
  bool read(llvm::StringRef Bytes, CallList &Part) const;
  bool read(llvm::StringRef Bytes, facts::TuEnvironment &Part) const;

private:
  template <class T> llvm::StringRef put(T &Part);
  template <class T> bool take(llvm::StringRef Bytes, T &Part) const;

  support::StringPool &Strings;
  const PartLimits Limits;
  support::TextTable None; ///< Texts are numbers of Strings.
  llvm::BumpPtrAllocator Memory;
  llvm::UniqueStringSaver Saver{Memory};
};

} // namespace gfpcheck::summary

#endif
