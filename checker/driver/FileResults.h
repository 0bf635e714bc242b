// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The results of the files of a run: those that earlier runs have left, those
// that workers make, and those that are made again, in rounds, for files that
// have something to learn of others.
#ifndef GFPCHECK_DRIVER_FILERESULTS_H
#define GFPCHECK_DRIVER_FILERESULTS_H

#include "driver/CheckRun.h"
#include "driver/Lessons.h"
#include "driver/MadeResults.h"
#include "driver/ResultCache.h"
#include "driver/RunImage.h"
#include "llvm/Support/StringSaver.h"
#include <map>

namespace gfpcheck::driver {

/// Files are numbered in the order of the selection.
class FileResults {
public:
  using Progress =
      std::function<void(size_t Done, size_t Total, llvm::StringRef What)>;

  /// All that is handed over by reference stays until the end. Cache is null if
  /// nothing is kept.
  FileResults(const CheckRequest &Request, const Options &Analysis,
              std::shared_ptr<const model::RuleSet> Rules,
              const CompileDatabase &Database,
              const std::vector<SelectedFile> &Selected, ResultCache *Cache,
              Progress Show);

  size_t size() const { return Selected.size(); }
  std::string name(size_t I) const;
  llvm::StringRef directory(size_t I) const;

  /// Looks for what earlier runs have left. Call first.
  void findKnown();
  /// What had to be checked.
  const std::vector<size_t> &misses() const { return Misses; }
  /// The entries of results in the cache, told nothing of others; empty: none.
  const std::vector<std::string> &entries() const { return Known; }
  /// Since when an image of an earlier run says what files can teach.
  void useImage(const RunImage *Former) { Image = Former; }
  /// Is the file in that image, as it is now?
  bool isInImage(size_t I) const;

  /// Checks the misses by themselves. Returns a signal that ended it early, or
  /// 0. Begun is called as by runJobs, Done for each file in any order.
  int makeMisses(
      llvm::function_ref<void()> Begun,
      llvm::function_ref<void(size_t)> Done = [](size_t) {});
  /// Checks one file again, with what it is to be told.
  int makeAgain(size_t I) { return make({I}); }
  /// Tells files of others until they have no more to learn, or for
  /// Lessons::MaxRounds rounds. Returns a signal, or 0.
  int teach();
  /// Stands for what the file is told of others; empty: nothing.
  llvm::StringRef lessons(size_t I) const {
    return Pupils ? llvm::StringRef(Pupils->digest(I)) : "";
  }
  /// How many files were told anything.
  size_t taught() const { return Pupils ? Pupils->taught() : 0; }

  /// The result of the file, with its lessons, that this run has made.
  std::optional<JobResult> made(size_t I) const {
    return Made.get(I, lessons(I));
  }
  /// The same, packed, that an earlier run has left.
  std::optional<std::string> stored(size_t I) const;

  double cpuSeconds(size_t I) const { return Made.cpuSeconds(I); }
  uint64_t peakKiB(size_t I) const { return Made.peakKiB(I); }
  /// For the image of this run, without the result. Takes it away.
  RunImage::File takeForImage(size_t I);

private:
  int make(
      const std::vector<size_t> &Which, llvm::function_ref<void()> Begun = {},
      llvm::function_ref<void(size_t)> Done = [](size_t) {});
  std::string check(size_t I);
  int collectBases();
  std::optional<llvm::StringRef> teaching(size_t I);
  std::optional<llvm::StringRef> offersInImage(size_t I) const;
  bool learn(size_t I);

  const CheckRequest &Request;
  const Options &Analysis;
  std::shared_ptr<const model::RuleSet> Rules;
  const CompileDatabase &Database;
  const std::vector<SelectedFile> &Selected;
  ResultCache *const Cache;
  const Progress Show;
  std::vector<std::string> Keys, Known; ///< By file; empty: none.
  std::vector<size_t> Misses;
  const RunImage *Image = nullptr;
  MadeResults Made;
  /// Who is told what of others, once all files were checked by themselves.
  std::optional<Lessons> Pupils;
  std::vector<llvm::StringRef> Bases; ///< By file: what it can teach by itself.
  /// What a file offers after the lessons of each round.
  std::map<size_t, std::vector<std::pair<std::string, std::string>>> Learned;
  llvm::BumpPtrAllocator Texts;
  llvm::StringSaver Saver{Texts};
};

} // namespace gfpcheck::driver

#endif
