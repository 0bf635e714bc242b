// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results of files that have not changed: by command, rules, options and the
// content of every file that was read.
#ifndef GFPCHECK_DRIVER_RESULTCACHE_H
#define GFPCHECK_DRIVER_RESULTCACHE_H

#include "driver/Store.h"
#include "driver/TranslationUnit.h"
#include "llvm/ADT/StringMap.h"

namespace gfpcheck::driver {

class ResultCache {
public:
  ResultCache(Store Entries, const Options &Opts, const model::RuleSet &Rules);

  /// What the result of a command is kept under; empty if it cannot be kept,
  /// because files are laid over those on disk.
  std::string key(const CompileCommand &Command) const;
  /// The entry that holds the result for Key and the present content of the
  /// files it was made from, which are read once in the life of this object;
  /// empty if there is none.
  std::string entry(llvm::StringRef Key);
  std::optional<std::string> get(llvm::StringRef Entry) const {
    return Entries.get(Entry);
  }
  /// Keeps Payload, made from these files.
  void put(llvm::StringRef Key, std::vector<Dependency> Files,
           llvm::StringRef Payload) const;

  const Store &store() const { return Entries; }

private:
  std::optional<uint64_t> contentHash(llvm::StringRef File);

  Store Entries;
  std::string Common;                             ///< Part of every key.
  llvm::StringMap<std::optional<uint64_t>> Known; ///< Hashes, by file.
};

/// Where results are kept unless the user says otherwise:
/// $GFPCHECK_CACHE_DIR, or gfpcheck in the user's cache folder. Empty if there
/// is no such place.
std::string defaultCacheFolder();

} // namespace gfpcheck::driver

#endif
