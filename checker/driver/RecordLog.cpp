// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/RecordLog.h"
#include "driver/AtomicFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <map>

namespace gfpcheck::driver {

namespace {

namespace json = llvm::json;
namespace fs = llvm::sys::fs;

std::string inDirectory(llvm::StringRef File, llvm::StringRef Directory) {
  llvm::SmallString<256> Path(File);
  if (!llvm::sys::path::is_absolute(Path)) {
    Path = Directory;
    llvm::sys::path::append(Path, File);
  }
  return Path.str().str();
}

/// By file and object, which makes the order of the database independent of
/// the order in which make came by.
using Commands = std::map<std::pair<std::string, std::string>, std::string>;

/// The place of one command in the order; nothing if it is none.
std::optional<std::pair<std::string, std::string>>
keyOf(const json::Value &Entry) {
  const json::Object *O = Entry.getAsObject();
  if (!O)
    return std::nullopt;
  auto Directory = O->getString("directory"), File = O->getString("file"),
       Output = O->getString("output");
  if (!Directory || !File)
    return std::nullopt;
  return std::pair(inDirectory(*File, *Directory),
                   inDirectory(Output.value_or(""), *Directory));
}

/// Calls Each for every line of the log. A line that is no JSON, because a full
/// disk cut it off, is an error or passed over.
llvm::Error forEachRecorded(
    llvm::StringRef LogFile, bool Strict,
    llvm::function_ref<void(const json::Value &, llvm::StringRef)> Each) {
  auto Buffer = llvm::MemoryBuffer::getFile(LogFile);
  if (Buffer.getError() == std::errc::no_such_file_or_directory)
    return llvm::Error::success();
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(),
                                   "cannot read '" + LogFile + "'");
  for (llvm::line_iterator Line(**Buffer), End; Line != End; ++Line) {
    auto Entry = json::parse(*Line);
    if (!Entry && !Strict) {
      llvm::consumeError(Entry.takeError());
      continue;
    }
    if (!Entry)
      return llvm::createStringError("'" + LogFile + "', line " +
                                     llvm::Twine(Line.line_number()) + ": " +
                                     llvm::toString(Entry.takeError()));
    Each(*Entry, *Line);
  }
  return llvm::Error::success();
}

void mergeExisting(llvm::StringRef Database, Commands &Into) {
  auto Buffer = llvm::MemoryBuffer::getFile(Database);
  if (!Buffer)
    return; // There is none yet.
  auto Root = json::parse((*Buffer)->getBuffer());
  if (!Root) {
    llvm::consumeError(Root.takeError()); // It is about to be replaced.
    return;
  }
  if (const json::Array *Entries = Root->getAsArray())
    for (const json::Value &Entry : *Entries)
      if (auto Key = keyOf(Entry); Key && fs::exists(Key->first))
        Into.try_emplace(*Key, llvm::formatv("{0}", Entry).str());
}

} // namespace

llvm::Error forgetRecorded(llvm::StringRef LogFile) {
  if (llvm::Error E =
          forEachRecorded(LogFile, /*Strict=*/false,
                          [](const json::Value &Entry, llvm::StringRef) {
                            if (auto Key = keyOf(Entry))
                              fs::remove(Key->second);
                          }))
    return E;
  if (std::error_code EC = fs::remove(LogFile))
    return llvm::createStringError(EC, "cannot remove '" + LogFile + "'");
  return llvm::Error::success();
}

llvm::Expected<DatabaseSize>
writeDatabase(llvm::StringRef LogFile, llvm::StringRef Database, bool Merge) {
  Commands All;
  if (llvm::Error E = forEachRecorded(
          LogFile, /*Strict=*/true,
          [&](const json::Value &Entry, llvm::StringRef Line) {
            if (auto Key = keyOf(Entry); Key && fs::exists(Key->first))
              All.insert_or_assign(*Key, Line.str());
          }))
    return std::move(E);
  DatabaseSize Size;
  Size.New = All.size();
  if (Merge)
    mergeExisting(Database, All);
  Size.Total = All.size();

  std::string Text = "[\n";
  for (const auto &[Key, Command] : All) {
    Text += Text.size() > 2 ? ",\n" : "";
    Text += Command;
  }
  Text += "\n]\n";
  if (llvm::Error E = writeAtomically(Database, Text))
    return std::move(E);
  return Size;
}

} // namespace gfpcheck::driver
