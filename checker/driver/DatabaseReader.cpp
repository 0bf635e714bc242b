// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/DatabaseReader.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/StringSaver.h"
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

namespace gfpcheck::driver {

namespace {

/// Receives the events of the reader. Returning false stops it; then Problem
/// says why.
class EntryHandler
    : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, EntryHandler> {
public:
  explicit EntryHandler(llvm::function_ref<void(const CompileCommand &)> Each)
      : Each(Each) {}

  const std::string &problem() const { return Problem; }

  bool StartArray() {
    ++Depth;
    if (Depth == EntryDepth)
      return fail("entry " + llvm::utostr(Count + 1) + " is not an object");
    if (inEntry() && Member == Field::Arguments)
      HasArguments = true;
    return true;
  }
  bool EndArray(rapidjson::SizeType) {
    --Depth;
    return true;
  }

  bool StartObject() {
    ++Depth;
    if (Depth == 1)
      return fail("is no compilation database: expected an array");
    if (Depth == EntryDepth) {
      Command = {};
      CommandLine.clear();
      HasArguments = false;
      Member = Field::Other;
    }
    return inEntry() && Member == Field::Arguments ? badArgument() : true;
  }
  bool EndObject(rapidjson::SizeType) {
    return Depth-- == EntryDepth ? finishEntry() : true;
  }

  bool Key(const char *Text, rapidjson::SizeType Size, bool) {
    if (Depth == EntryDepth)
      Member = llvm::StringSwitch<Field>(llvm::StringRef(Text, Size))
                   .Case("directory", Field::Directory)
                   .Case("file", Field::File)
                   .Case("output", Field::Output)
                   .Case("command", Field::Command)
                   .Case("arguments", Field::Arguments)
                   .Default(Field::Other);
    return true;
  }

  bool String(const char *Text, rapidjson::SizeType Size, bool) {
    if (Depth == EntryDepth + 1 && Member == Field::Arguments) {
      Command.Arguments.emplace_back(Text, Size);
      return true;
    }
    if (Depth != EntryDepth)
      return Default();
    if (std::string *Value = member())
      Value->assign(Text, Size);
    return true;
  }

  /// Numbers, booleans and null.
  bool Default() {
    if (Depth == 0)
      return fail("is no compilation database: expected an array");
    if (Depth == 1)
      return fail("entry " + llvm::utostr(Count + 1) + " is not an object");
    return Depth == EntryDepth + 1 && Member == Field::Arguments ? badArgument()
                                                                 : true;
  }

private:
  enum class Field { Other, Directory, File, Output, Command, Arguments };
  static constexpr unsigned EntryDepth = 2; ///< Inside [{.

  bool inEntry() const { return Depth > EntryDepth; }

  std::string *member() {
    switch (Member) {
    case Field::Directory:
      return &Command.Directory;
    case Field::File:
      return &Command.File;
    case Field::Output:
      return &Command.Output;
    case Field::Command:
      return &CommandLine;
    case Field::Arguments:
    case Field::Other:
      break;
    }
    return nullptr;
  }

  bool finishEntry() {
    ++Count;
    std::string Entry = "entry " + llvm::utostr(Count);
    if (Command.Directory.empty() || Command.File.empty())
      return fail(Entry + " has no 'directory' or no 'file'");
    if (!HasArguments) {
      if (CommandLine.empty())
        return fail(Entry + " has neither 'arguments' nor 'command'");
      llvm::BumpPtrAllocator Memory;
      llvm::StringSaver Saver(Memory);
      llvm::SmallVector<const char *> Words;
      llvm::cl::TokenizeGNUCommandLine(CommandLine, Saver, Words);
      Command.Arguments.assign(Words.begin(), Words.end());
    }
    Each(Command);
    return true;
  }

  bool badArgument() {
    return fail("entry " + llvm::utostr(Count + 1) +
                " has an argument that is no string");
  }

  bool fail(std::string Why) {
    Problem = std::move(Why);
    return false;
  }

  llvm::function_ref<void(const CompileCommand &)> Each;
  CompileCommand Command;
  std::string CommandLine, Problem;
  bool HasArguments = false;
  Field Member = Field::Other;
  unsigned Depth = 0;
  size_t Count = 0;
};

} // namespace

llvm::Error
readDatabase(llvm::StringRef Text, llvm::StringRef Name,
             llvm::function_ref<void(const CompileCommand &)> Each) {
  EntryHandler Handler(Each);
  rapidjson::MemoryStream Stream(Text.data(), Text.size());
  rapidjson::Reader Reader;
  rapidjson::ParseResult Result =
      Reader.Parse < rapidjson::kParseIterativeFlag |
      rapidjson::kParseValidateEncodingFlag > (Stream, Handler);
  if (!Result.IsError())
    return llvm::Error::success();
  if (!Handler.problem().empty())
    return llvm::createStringError("'" + Name + "': " + Handler.problem());
  size_t Line = Text.take_front(Result.Offset()).count('\n') + 1;
  return llvm::createStringError(
      "'" + Name + "', line " + llvm::Twine(Line) +
      ", is no JSON: " + rapidjson::GetParseError_En(Result.Code()));
}

} // namespace gfpcheck::driver
