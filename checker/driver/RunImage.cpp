// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/RunImage.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/xxhash.h"

namespace gfpcheck::driver {

/// The program's bytes are under numbers: 0 is its body.
static std::string entryOf(llvm::StringRef Name, uint64_t Number) {
  return (Name + "-" + llvm::Twine(Number) + ".image").str();
}

void putImage(const Store &Entries, llvm::StringRef Name,
              std::vector<RunImage::File> Files,
              const link::ImageBytes &Program) {
  std::string Head = llvm::utohexstr(llvm::xxh3_64bits(Program.Body)) + " " +
                     llvm::utostr(Program.Parts.size());
  for (const RunImage::File &F : Files)
    Head += "\n" + F.Entry + " " + F.Result;
  bool Ok = Entries.put(entryOf(Name, 0), Program.Body, Packing::Fast);
  for (size_t I = 0; I != Program.Parts.size() && Ok; ++I)
    Ok = Entries.put(entryOf(Name, I + 1), Program.Parts[I], Packing::Fast);
  // Last: it says that the others are there.
  if (Ok)
    Entries.put((Name + ".program").str(), Head);
}

std::optional<RunImage> getImage(const Store &Entries, llvm::StringRef Name) {
  auto Text = Entries.get((Name + ".program").str());
  if (!Text)
    return std::nullopt;
  RunImage Out;
  auto [Head, Rest] = llvm::StringRef(*Text).split('\n');
  auto [Hash, Parts] = Head.split(' ');
  if (Hash.getAsInteger(16, Out.Hash) || Parts.getAsInteger(10, Out.Parts))
    return std::nullopt;
  while (!Rest.empty()) {
    auto [Line, More] = Rest.split('\n');
    auto [Entry, Result] = Line.split(' ');
    Out.Files.push_back({Entry.str(), Result.str()});
    Rest = More;
  }
  return Out;
}

std::optional<link::ImageBytes>
getProgram(const Store &Entries, llvm::StringRef Name, const RunImage &Image) {
  // More cannot be: each has a name in a folder.
  if (Image.Parts > 10'000)
    return std::nullopt;
  std::vector<std::optional<std::string>> Parts(Image.Parts + 1);
  llvm::DefaultThreadPool Pool;
  for (size_t I = 0; I != Parts.size(); ++I)
    Pool.async([&, I] { Parts[I] = Entries.get(entryOf(Name, I)); });
  Pool.wait();
  if (!llvm::all_of(Parts, [](const auto &Part) { return Part.has_value(); }) ||
      llvm::xxh3_64bits(*Parts[0]) != Image.Hash)
    return std::nullopt;
  link::ImageBytes Out;
  Out.Body = std::move(*Parts[0]);
  for (std::optional<std::string> &Part : llvm::drop_begin(Parts))
    Out.Parts.push_back(std::move(*Part));
  return Out;
}

} // namespace gfpcheck::driver
