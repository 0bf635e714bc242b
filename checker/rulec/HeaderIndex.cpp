// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rulec/HeaderIndex.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <tuple>

namespace gfpcheck::rulec {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static bool isWord(char C) { return llvm::isAlnum(C) || C == '_'; }

/// Headers that are not for kernel C, or only for other machines' code.
static bool skipped(llvm::StringRef Include) {
  return Include.starts_with("uapi/") || Include.starts_with("dt-bindings/") ||
         Include.starts_with("trace/") || Include.starts_with("vdso/") ||
         Include.starts_with("asm-generic/") || Include.contains("/uapi/");
}

HeaderIndex::HeaderIndex(llvm::StringRef Source,
                         const llvm::StringSet<> &Names) {
  for (llvm::StringRef Below : {"include", "arch/x86/include"}) {
    llvm::SmallString<128> Root(Source);
    path::append(Root, Below);
    std::vector<std::string> Paths;
    std::error_code EC;
    fs::recursive_directory_iterator It(Root, EC), End;
    for (; It != End && !EC; It.increment(EC))
      if (path::extension(It->path()) == ".h")
        Paths.push_back(It->path());
    llvm::sort(Paths);
    for (const std::string &P : Paths) {
      llvm::StringRef Include = llvm::StringRef(P).drop_front(Root.size() + 1);
      if (!skipped(Include))
        readFile(P, Include, Names);
    }
  }
}

void HeaderIndex::readFile(llvm::StringRef Path, llvm::StringRef Include,
                           const llvm::StringSet<> &Names) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return;
  llvm::StringRef Text = (*Buffer)->getBuffer();
  llvm::StringSet<> Done;
  for (auto [Line, Rest] = Text.split('\n'); !Line.empty() || !Rest.empty();
       std::tie(Line, Rest) = Rest.split('\n')) {
    bool Comment = Line.ltrim().starts_with("*") || Line.contains("//");
    while (!Line.empty()) {
      Line = Line.drop_until(isWord);
      llvm::StringRef Word = Line.take_while(isWord);
      Line = Line.drop_front(Word.size());
      if (Word.size() < 2 || !Names.contains(Word))
        continue;
      if (!Comment && Line.starts_with("("))
        Declared.insert(Word);
      if (Done.insert(Word).second)
        Headers[Word].push_back(Include.str());
    }
  }
}

llvm::ArrayRef<std::string> HeaderIndex::headersOf(llvm::StringRef Name) const {
  auto It = Headers.find(Name);
  if (It == Headers.end())
    return {};
  return It->second;
}

} // namespace gfpcheck::rulec
