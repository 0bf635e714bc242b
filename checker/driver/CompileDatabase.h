// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// compile_commands.json: fast to load, and which commands a user's file names
// mean.
#ifndef GFPCHECK_DRIVER_COMPILEDATABASE_H
#define GFPCHECK_DRIVER_COMPILEDATABASE_H

#include "driver/Store.h"
#include "driver/TranslationUnit.h"
#include "support/StringPool.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include <memory>
#include <optional>

namespace gfpcheck::driver {

/// One file to check: a command, or a command borrowed for another file.
struct SelectedFile {
  size_t Command = 0;
  std::string InsteadOf; ///< A header to check with this command, or empty.
  friend auto operator<=>(const SelectedFile &, const SelectedFile &) = default;
};

/// What a user's file names mean.
struct Selection {
  std::vector<SelectedFile> Files; ///< In the order of the database, unique.
  /// What was asked for and cannot be had, and why.
  std::vector<std::pair<std::string, std::string>> Errors;
  std::vector<std::string>
      Notices; ///< "no command for x.h: using that of x.c".
  std::vector<std::string> Details; ///< The same, for -v.
};

class CompileDatabase {
public:
  /// Reads compile_commands.json in Dir, or Dir itself if it is a file. Where
  /// there is a Cache, text that some run has parsed before is not parsed
  /// again.
  static llvm::Expected<CompileDatabase> load(llvm::StringRef Dir,
                                              const Store *Cache = nullptr);
  /// From the text of one. Name is for messages.
  static llvm::Expected<CompileDatabase> parse(llvm::StringRef Text,
                                               llvm::StringRef Name);

  /// All that was read, as bytes; and that again, or nothing if Bytes are
  /// anything else. Name is for messages.
  std::string pack() const;
  static std::optional<CompileDatabase> unpack(llvm::StringRef Bytes,
                                               llvm::StringRef Name);

  size_t size() const { return Entries.size(); }
  CompileCommand command(size_t Index) const;
  CompileCommand command(const SelectedFile &Selected) const;
  /// Where its command runs, as it says.
  llvm::StringRef directory(size_t Index) const;
  /// The entry's file, absolute and without dots.
  llvm::StringRef path(size_t Index) const;

  /// Commands for files and folders, each relative to WorkingDir or absolute;
  /// all C files if Asked is empty.
  Selection select(llvm::ArrayRef<std::string> Asked,
                   llvm::StringRef WorkingDir) const;

private:
  using StringId = support::StringId;
  struct Entry {
    StringId Directory = 0, File = 0, Output = 0, Path = 0;
    uint32_t FirstArgument = 0, ArgumentCount = 0;
  };
  template <class A> friend void io(A &Ar, Entry &E);

  static llvm::Expected<CompileDatabase>
  parseOnce(llvm::StringRef Text, llvm::StringRef Name, const Store *Cache);
  void add(const CompileCommand &Command);
  std::optional<uint32_t> firstCommandFor(llvm::StringRef Path) const;
  void selectAll(Selection &Out) const;
  void selectFile(llvm::StringRef Asked, llvm::StringRef Path,
                  Selection &Out) const;
  void selectFolder(llvm::StringRef Asked, llvm::StringRef Path,
                    Selection &Out) const;
  void selectForHeader(llvm::StringRef Asked, llvm::StringRef Path,
                       Selection &Out) const;
  void take(uint32_t Index, Selection &Out) const;

  std::string Name; ///< The database's file name, for messages.
  std::unique_ptr<support::StringPool> Strings =
      std::make_unique<support::StringPool>();
  std::vector<Entry> Entries;
  std::vector<StringId> Arguments; ///< Of all entries, one after the other.
  /// Entries of a path, in the order of the database.
  llvm::StringMap<llvm::SmallVector<uint32_t, 1>> ByPath;
};

} // namespace gfpcheck::driver

#endif
