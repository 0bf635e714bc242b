// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A folder of entries by key, shared by concurrent runs and outliving them.
// What is in it may be old, cut off, or made up: an entry that is not exactly
// what some run wrote is no entry.
#ifndef GFPCHECK_DRIVER_STORE_H
#define GFPCHECK_DRIVER_STORE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>

namespace gfpcheck::driver {

/// How content lies in an entry: as small as may be, or so that it is read fast
/// (what is written once and read after each edit).
enum class Packing { Small, Fast };

class Store {
public:
  /// Opens the folder, making it if need be. An error if it cannot be used or
  /// belongs to somebody else.
  static llvm::Expected<Store> open(llvm::StringRef Folder);

  /// The content stored under that name, or nothing. Names are letters, digits,
  /// '-' and '.'.
  std::optional<std::string> get(llvm::StringRef Name) const;
  bool has(llvm::StringRef Name) const;
  /// Stores Content, replacing what is there in one step. False if it could
  /// not; nothing is lost but time.
  bool put(llvm::StringRef Name, llvm::StringRef Content,
           Packing How = Packing::Small) const;
  /// Removes what was used longest ago until at most MaxBytes are left, and
  /// what runs that were killed have left.
  void prune(uint64_t MaxBytes) const;

  llvm::StringRef folder() const { return Folder; }

private:
  explicit Store(std::string Folder) : Folder(std::move(Folder)) {}
  std::string path(llvm::StringRef Name) const;
  void sweep() const;

  std::string Folder;
};

/// 32 hex digits that stand for Text, to make names of entries of.
std::string nameOf(llvm::StringRef Text);

/// The bytes of an entry: a header with a checksum, and Content, compressed if
/// it is to be small.
std::string sealEntry(llvm::StringRef Content, Packing How = Packing::Small);
/// What sealEntry was given to make a small entry, or why Bytes are none.
llvm::Expected<std::string> openEntry(llvm::StringRef Bytes);

/// No content is larger, whatever a header says.
inline constexpr uint64_t MaxEntryBytes = 512u << 20;
/// The same where it is read fast.
inline constexpr uint64_t MaxFastEntryBytes = uint64_t(3) << 30;

} // namespace gfpcheck::driver

#endif
