// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rulec/Commands.h"
#include "rulec/Files.h"
#include "ruleio/Blob.h"
#include "ruleio/Load.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

namespace gfpcheck::rulec {

using ruleio::RuleData;
using support::Diagnostics;

static std::vector<std::string> expand(llvm::ArrayRef<std::string> Inputs,
                                       Diagnostics &D) {
  std::vector<std::string> Paths;
  for (const std::string &I : Inputs)
    if (llvm::sys::fs::is_directory(I))
      llvm::append_range(Paths, ruleio::ruleFiles(I, D));
    else
      Paths.push_back(I);
  return Paths;
}

static llvm::Expected<RuleData> load(llvm::ArrayRef<std::string> Paths,
                                     Diagnostics &D) {
  RuleData Data = ruleio::loadFiles(Paths, {}, D);
  if (llvm::Error E = D.takeError())
    return std::move(E);
  return Data;
}

llvm::Error check(llvm::ArrayRef<std::string> Inputs) {
  Diagnostics D;
  std::vector<std::string> Paths = expand(Inputs, D);
  return load(Paths, D).takeError();
}

/// One C string literal, in lines that compilers and editors can take.
static void writeLiteral(llvm::StringRef Bytes, llvm::raw_ostream &OS) {
  constexpr size_t LineBytes = 2000;
  for (size_t At = 0; At < Bytes.size(); At += LineBytes) {
    OS << '"';
    for (unsigned char C : Bytes.substr(At, LineBytes))
      if (llvm::isPrint(C) && C != '"' && C != '\\' && C != '?')
        OS << char(C);
      else // Always three digits, so that what follows is not swallowed.
        OS << '\\' << char('0' + (C >> 6)) << char('0' + ((C >> 3) & 7))
           << char('0' + (C & 7));
    OS << "\"\n";
  }
}

llvm::Error compile(llvm::ArrayRef<std::string> Inputs, llvm::StringRef Output,
                    llvm::StringRef DepFile) {
  Diagnostics D;
  std::vector<std::string> Paths = expand(Inputs, D);
  llvm::Expected<RuleData> Data = load(Paths, D);
  if (!Data)
    return Data.takeError();
  std::string Blob = ruleio::writeBlob(*Data);
  if (llvm::Error E = writeFile(
          Output, [&](llvm::raw_ostream &OS) { writeLiteral(Blob, OS); }))
    return E;
  if (DepFile.empty())
    return llvm::Error::success();
  return writeFile(DepFile, [&](llvm::raw_ostream &OS) {
    OS << Output << ": " << llvm::join(Paths, " ") << '\n';
  });
}

llvm::Error stats(llvm::ArrayRef<std::string> Inputs) {
  Diagnostics D;
  std::vector<std::string> Paths = expand(Inputs, D);
  llvm::Expected<RuleData> Data = load(Paths, D);
  if (!Data)
    return Data.takeError();
  auto Apis = [&](auto Wanted) { return llvm::count_if(Data->Apis, Wanted); };
  using model::Api;
  llvm::outs()
      << "api entries          " << Data->Apis.size() << '\n'
      << "  allocators           "
      << Apis([](const Api &A) { return A.Alloc.has_value(); }) << '\n'
      << "  deallocators         "
      << Apis([](const Api &A) { return !A.Frees.empty(); }) << '\n'
      << "  may sleep            " << Apis([](const Api &A) {
           return A.KnownSleep && A.Sleeps.What != model::When::Kind::Never;
         })
      << '\n'
      << "  never sleep          " << Apis([](const Api &A) {
           return A.KnownSleep && A.Sleeps.What == model::When::Kind::Never;
         })
      << '\n'
      << "  change the context   "
      << Apis([](const Api &A) { return !A.Context.empty(); }) << '\n'
      << "  tell the context     "
      << Apis([](const Api &A) { return A.Query.has_value(); }) << '\n'
      << "  need non-NULL        "
      << Apis([](const Api &A) { return !A.Derefs.empty(); }) << '\n'
      << "callbacks            " << Data->Callbacks.size() << '\n'
      << "  must not sleep       "
      << llvm::count_if(Data->Callbacks,
                        [](const model::CallbackRule &C) {
                          return C.MaySleep == model::CallbackRule::Sleep::No;
                        })
      << '\n'
      << "families             " << Data->Families.size() << '\n'
      << "gfp tables           " << Data->GfpTables.size() << '\n'
      << "bug rules            " << Data->Bugs.size() << '\n'
      << "bytes                " << ruleio::writeBlob(*Data).size() << '\n';
  return llvm::Error::success();
}

} // namespace gfpcheck::rulec
