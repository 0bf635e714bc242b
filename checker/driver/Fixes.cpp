// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Fixes.h"
#include "driver/AtomicFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

namespace gfpcheck::driver {

namespace {

/// Do the two ranges share a byte, or insert at the same place?
bool overlap(uint32_t BeginA, uint32_t EndA, uint32_t BeginB, uint32_t EndB) {
  if (BeginA == BeginB)
    return true;
  return BeginA < EndB && BeginB < EndA;
}

} // namespace

bool FixApplier::fits(const findings::Fix &Fix) const {
  return llvm::none_of(Fix.Edits, [&](const findings::Edit &E) {
    auto It = Files.find(E.File);
    if (It == Files.end())
      return false;
    return llvm::any_of(It->second.Changes, [&](const auto &Change) {
      auto [Begin, End] = Change.first;
      bool Same = Begin == E.Begin && End == E.End && Change.second == E.Text;
      return !Same && overlap(Begin, End, E.Begin, E.End);
    });
  });
}

void FixApplier::add(const findings::Finding &F,
                     const findings::SourceExcerpt &Excerpt) {
  if (F.Fixes.empty() || F.Fixes.front().Edits.empty())
    return;
  const findings::Fix &Fix = F.Fixes.front();
  if (!fits(Fix)) {
    ++Conflicting;
    return;
  }
  for (const findings::Edit &E : Fix.Edits) {
    File &Target = Files[E.File];
    Target.Changes.try_emplace({E.Begin, E.End}, E.Text);
    Target.Hash = Excerpt.content(E.File).str();
  }
  ++Files[Fix.Edits.front().File].Fixes;
}

/// The text with all changes, or nothing if one is out of range.
static std::optional<std::string>
edited(llvm::StringRef Text,
       const std::map<std::pair<uint32_t, uint32_t>, std::string> &Changes) {
  std::string Result;
  size_t Next = 0;
  for (const auto &[Range, New] : Changes) {
    auto [Begin, End] = Range;
    if (Begin < Next || End < Begin || End > Text.size())
      return std::nullopt;
    Result += Text.slice(Next, Begin);
    Result += New;
    Next = End;
  }
  Result += Text.substr(Next);
  return Result;
}

FixApplier::Outcome FixApplier::apply() {
  Outcome Result;
  Result.Conflicting = Conflicting;
  for (auto &[Name, Target] : Files) {
    auto Buffer = llvm::MemoryBuffer::getFile(Name, /*IsText=*/false,
                                              /*RequiresNullTerminator=*/false,
                                              /*IsVolatile=*/true);
    if (!Buffer) {
      Result.Errors.push_back("cannot read '" + Name +
                              "': " + Buffer.getError().message());
      continue;
    }
    llvm::StringRef Text = (*Buffer)->getBuffer();
    std::optional<std::string> New;
    if (findings::contentHash(Text) == Target.Hash)
      New = edited(Text, Target.Changes);
    if (!New) {
      Result.Errors.push_back("'" + Name +
                              "' has changed since it was read: not fixed");
      continue;
    }
    if (llvm::Error E = writeAtomically(Name, *New)) {
      Result.Errors.push_back(llvm::toString(std::move(E)));
      continue;
    }
    Result.Applied += Target.Fixes;
    ++Result.Files;
  }
  return Result;
}

} // namespace gfpcheck::driver
