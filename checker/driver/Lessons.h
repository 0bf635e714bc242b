// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which files of a program are to be told what of others: a function that
// returns memory, or comes back with a lock held, is one to its callers in
// other files too. A file that was told may then have more to tell, so this
// goes in rounds, each from what all files offered in the round before. The
// first begins with what files offer that were told nothing: what files tell
// one another has a beginning in one of them, and the outcome depends on the
// files alone.
#ifndef GFPCHECK_DRIVER_LESSONS_H
#define GFPCHECK_DRIVER_LESSONS_H

#include "summary/Teaching.h"
#include "llvm/ADT/DenseMap.h"

namespace gfpcheck::driver {

class Lessons {
public:
  /// So many files deep may wrappers lie over one another.
  static constexpr unsigned MaxRounds = 3;

  /// For that many files, which have nothing to tell so far.
  explicit Lessons(size_t Files) : Files(Files) {}

  /// What a file has to tell, and asks for, that was told nothing: what
  /// summary::pack made. The bytes stay where they are. Before the first round.
  void setBase(size_t File, llvm::StringRef Teaching) {
    Files[File].Base = summary::PackedTeaching(Teaching);
    Files[File].Offers = Files[File].Base.offers();
  }

  /// Begins a round. False if nobody offers anything else than in the last.
  /// O(names that files ask for and define).
  bool next();
  /// Files that are told something else in this round than in the last.
  const std::vector<size_t> &changed() const { return Changed; }
  /// What a file offers that knows its lessons of this round. Call for each of
  /// changed(); the lines stay where they are.
  void setOffers(size_t File, llvm::StringRef Lines) {
    Files[File].Offers = Lines;
  }

  /// Stands for what a file is told; empty if that is nothing.
  const std::string &digest(size_t File) const { return Files[File].Digest; }
  /// What a file is told.
  std::vector<model::Api> of(size_t File) const;
  /// How many files are told anything.
  size_t taught() const;

private:
  struct File {
    summary::PackedTeaching Base;
    llvm::StringRef Offers; ///< Lines.
    std::string Digest;
    std::vector<uint32_t> Told; ///< In Offered.
  };
  struct Offer {
    llvm::StringRef Line;
    size_t From = 0;
    friend bool operator==(const Offer &, const Offer &) = default;
  };
  class Names;

  std::vector<Offer> collect() const;
  void tell(size_t File, const Names &Index);

  std::vector<File> Files;
  std::vector<Offer> Offered; ///< Sorted by name, each once.
  std::vector<size_t> Changed;
};

} // namespace gfpcheck::driver

#endif
