// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results of files that have not changed: by command, rules, options and the
// content of every file that was read.
#ifndef GFPCHECK_DRIVER_RESULTCACHE_H
#define GFPCHECK_DRIVER_RESULTCACHE_H

#include "driver/RunState.h"
#include "driver/Store.h"
#include "driver/TranslationUnit.h"

namespace gfpcheck::driver {

class ResultCache {
public:
  ResultCache(Store Entries, const Options &Opts, const model::RuleSet &Rules);

  /// From now on these contents, which have to stay valid, stand for those of
  /// the files on disk.
  void layOver(const FileOverlay &Contents);

  /// What the result of a command is kept under; empty if it cannot be kept,
  /// because files are laid over those on disk.
  std::string key(const CompileCommand &Command) const;
  /// The entry that holds the result for Key and the present content of the
  /// files it was made from, each of which is looked at once in the life of
  /// this object; empty if there is none.
  std::string entry(llvm::StringRef Key);
  /// The same, for a result that was put after this object was made.
  std::string newEntry(llvm::StringRef Key);

  /// What a run with these results, in this order, reported; nothing if it is
  /// not known. Of a report nothing is believed but that it was written by this
  /// very program.
  std::optional<std::string> report(llvm::ArrayRef<std::string> Results) const;
  void putReport(llvm::ArrayRef<std::string> Results,
                 llvm::StringRef Report) const;
  /// A name for what runs with these parts in common, in this order, keep for
  /// one another; of this very program, too.
  std::string runName(llvm::ArrayRef<std::string> Parts) const;
  /// Keeps for the next run what this one knows of files. Call last.
  void save() const;
  std::optional<std::string> get(llvm::StringRef Entry) const {
    return Entries.get(Entry);
  }
  /// Keeps Payload, made from these files; Lessons stands for what the command
  /// was told of others, if it was.
  void put(llvm::StringRef Key, std::vector<Dependency> Files,
           llvm::StringRef Payload, llvm::StringRef Lessons = "") const;
  /// The entry that was put with these lessons where Entry, which is not empty,
  /// was put without; empty if there is none.
  std::string taughtEntry(llvm::StringRef Entry, llvm::StringRef Lessons) const;

  const Store &store() const { return Entries; }

private:
  std::optional<uint64_t> contentHash(llvm::StringRef File);
  std::string entryFor(llvm::StringRef Key, llvm::StringRef List);
  bool misses(llvm::StringRef List) const;
  std::string stateName() const;

  Store Entries;
  std::string Common; ///< Part of every key.
  RunState State;
  bool Overlaid = false;
  /// Hashes of what is laid over files; none where it hides one.
  llvm::StringMap<std::optional<uint64_t>> Over;
  /// Files that are there only in the overlay, by their last part.
  llvm::StringMap<std::vector<llvm::StringRef>> Restored;
};

/// Where results are kept unless the user says otherwise:
/// $GFPCHECK_CACHE_DIR, or gfpcheck in the user's cache folder. Empty if there
/// is no such place.
std::string defaultCacheFolder();

} // namespace gfpcheck::driver

#endif
