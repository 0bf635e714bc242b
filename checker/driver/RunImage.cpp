// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/RunImage.h"
#include "support/Archive.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/xxhash.h"

namespace gfpcheck::driver {

/// The program's bytes are under numbers: 0 is its body.
static std::string entryOf(llvm::StringRef Name, uint64_t Number) {
  return (Name + "-" + llvm::Twine(Number) + ".image").str();
}

void putImage(const Store &Entries, llvm::StringRef Name,
              const std::vector<RunImage::File> &Files,
              const link::ImageBytes &Program) {
  support::TextTable None;
  std::string Head;
  support::ArchiveWriter Ar(None, Head);
  Ar.number(llvm::xxh3_64bits(Program.Body));
  Ar.number(Program.Parts.size());
  for (const RunImage::File &F : Files) {
    for (const std::string *Text :
         {&F.Entry, &F.Result, &F.Lessons, &F.Teaching})
      Ar.bytes(*Text);
    Ar.number(F.Offers.size());
    for (const auto &[Lessons, Lines] : F.Offers) {
      Ar.bytes(Lessons);
      Ar.bytes(Lines);
    }
  }
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
  support::ArchiveReader Ar("", *Text);
  Out.Hash = Ar.number();
  Out.Parts = Ar.number();
  while (!Ar.atEnd()) {
    RunImage::File &F = Out.Files.emplace_back();
    for (std::string *To : {&F.Entry, &F.Result, &F.Lessons, &F.Teaching})
      *To = Ar.bytes().str();
    for (uint64_t Count = Ar.number(); Count && Ar.ok(); --Count) {
      std::string Lessons = Ar.bytes().str();
      F.Offers.emplace_back(std::move(Lessons), Ar.bytes().str());
    }
  }
  return Ar.ok() ? std::optional(std::move(Out)) : std::nullopt;
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
