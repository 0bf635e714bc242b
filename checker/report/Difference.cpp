// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Difference.h"
#include "findings/Fingerprint.h"
#include "report/SourcePaths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"
#include <deque>
#include <set>

namespace gfpcheck::report {

namespace {

namespace path = llvm::sys::path;
using Names = std::set<std::string>;

constexpr uint32_t None = UINT32_MAX;

Names fingerprintNames(const Recording &R) {
  Names Out;
  for (const RecordedFinding &F : R.Findings)
    for (const auto &[Name, Value] : F.Fingerprints)
      Out.insert(Name);
  return Out;
}

/// The fingerprints to go by.
llvm::Expected<Names> sharedNames(const Recording &Old, const Recording &New) {
  Names A = fingerprintNames(Old), B = fingerprintNames(New), Shared;
  std::set_intersection(A.begin(), A.end(), B.begin(), B.end(),
                        std::inserter(Shared, Shared.end()));
  if (Shared.empty() && !A.empty() && !B.empty())
    return llvm::createStringError(
        "the findings of OLD and NEW cannot be matched: OLD has the "
        "fingerprints " +
        llvm::join(A, ", ") + ", NEW has " + llvm::join(B, ", ") +
        "; compare reports of the same program");
  return Shared;
}

/// What is equal in both states if the finding is the same: our fingerprint, or
/// what another program has. Without any it is equal to nothing.
std::string identity(const RecordedFinding &F, const Names &Shared,
                     llvm::StringRef State) {
  std::string Id;
  for (const std::string &Name : Shared)
    if (auto It = F.Fingerprints.find(Name); It != F.Fingerprints.end()) {
      if (Name == findings::FingerprintName)
        return It->second;
      Id += Name + '\0' + It->second + '\0';
    }
  return F.Finding.RuleId + '\0' + (Id.empty() ? State.str() : Id);
}

/// The path below the folder that the state is in.
std::string below(llvm::StringRef File, const Recording &R) {
  return relativeTo(File, R.Root);
}

/// Findings that may be the same, by their place in their states.
struct Group {
  std::vector<uint32_t> Old, New;
};

class Matcher {
public:
  Matcher(const Recording &Old, const Recording &New)
      : Old(Old), New(New), OldOf(New.Findings.size(), None),
        NewOf(Old.Findings.size(), None) {}

  llvm::Error match();
  Difference result() const;

private:
  /// What else is to be the same, the most first. Suppression comes into it so
  /// that a finding that went is not taken for its suppressed neighbour.
  static constexpr unsigned Levels = 12;

  void makeFamilies(llvm::ArrayRef<std::string> OldIds,
                    llvm::ArrayRef<std::string> NewIds);
  llvm::StringRef family(llvm::StringRef Id) const {
    auto It = First.find(Id);
    return It == First.end() ? Id : llvm::StringRef(It->second);
  }
  void match(const Group &G);
  static std::string key(const Recording &R, const RecordedFinding &F,
                         unsigned Level);
  Change changeOf(const RecordedFinding &Now, uint32_t Before) const;

  const Recording &Old, &New;
  std::vector<uint32_t> OldOf, NewOf; ///< The other side of each; or None.
  llvm::StringMap<std::string> First; ///< By second, third... fingerprint.
};

/// Equal fingerprints of one file are told apart by their order, so that the
/// second becomes the first when that is fixed. They belong together.
void Matcher::makeFamilies(llvm::ArrayRef<std::string> OldIds,
                           llvm::ArrayRef<std::string> NewIds) {
  llvm::StringSet<> All;
  for (llvm::ArrayRef<std::string> Ids : {OldIds, NewIds})
    for (const std::string &Id : Ids)
      All.insert(Id);
  for (const auto &Entry : All)
    for (unsigned N = 1;; ++N) {
      std::string Nth = findings::nthFingerprint(Entry.getKey(), N);
      if (!All.contains(Nth))
        break;
      First[Nth] = Entry.getKey().str();
    }
}

llvm::Error Matcher::match() {
  auto Shared = sharedNames(Old, New);
  if (!Shared)
    return Shared.takeError();
  std::vector<std::string> OldIds, NewIds;
  for (const RecordedFinding &F : Old.Findings)
    OldIds.push_back(identity(F, *Shared, "old"));
  for (const RecordedFinding &F : New.Findings)
    NewIds.push_back(identity(F, *Shared, "new"));
  makeFamilies(OldIds, NewIds);
  llvm::StringMap<Group> Groups;
  for (uint32_t I = 0; I != OldIds.size(); ++I)
    Groups[family(OldIds[I])].Old.push_back(I);
  for (uint32_t I = 0; I != NewIds.size(); ++I)
    Groups[family(NewIds[I])].New.push_back(I);
  for (const auto &Entry : Groups)
    match(Entry.getValue());
  return llvm::Error::success();
}

std::string Matcher::key(const Recording &R, const RecordedFinding &F,
                         unsigned Level) {
  std::string Path = below(F.Finding.Where.File, R);
  llvm::StringRef Parent = path::filename(path::parent_path(Path)),
                  Name = path::filename(Path);
  std::string Key = Level % 2 ? "" : F.Suppressed ? "s" : "t";
  switch (Level / 2) {
  case 0:
    if (auto Line = R.Excerpt.line(F.Finding.Where.File, F.Finding.Where.Line))
      Key += Line->trim().str();
    [[fallthrough]];
  case 1:
    Key += '\0' + F.Finding.Message;
    [[fallthrough]];
  case 2:
    return Key + '\0' + Path;
  case 3:
    return (Key + Parent + "/" + Name).str();
  case 4:
    return Key + Name.str();
  default:
    return Key;
  }
}

void Matcher::match(const Group &G) {
  std::vector<uint32_t> OldLeft = G.Old, NewLeft = G.New;
  bool Plain = OldLeft.size() == 1 && NewLeft.size() == 1;
  for (unsigned Level = Plain ? Levels - 1 : 0;
       Level != Levels && !OldLeft.empty() && !NewLeft.empty(); ++Level) {
    llvm::StringMap<std::deque<uint32_t>> ByKey;
    for (uint32_t I : OldLeft)
      ByKey[key(Old, Old.Findings[I], Level)].push_back(I);
    llvm::erase_if(NewLeft, [&](uint32_t I) {
      auto It = ByKey.find(key(New, New.Findings[I], Level));
      if (It == ByKey.end() || It->second.empty())
        return false;
      OldOf[I] = It->second.front();
      NewOf[It->second.front()] = I;
      It->second.pop_front();
      return true;
    });
    llvm::erase_if(OldLeft, [&](uint32_t I) { return NewOf[I] != None; });
  }
}

/// A finding that a comment suppresses is there for nobody.
Change Matcher::changeOf(const RecordedFinding &Now, uint32_t Before) const {
  bool Was = Before != None;
  bool WasSilent = Was && Old.Findings[Before].Suppressed.has_value();
  if (Now.Suppressed)
    return !Was        ? Change::BornSilent
           : WasSilent ? Change::Unchanged
                       : Change::Silenced;
  return Was && !WasSilent ? Change::Unchanged : Change::Introduced;
}

Difference Matcher::result() const {
  Difference Out;
  for (uint32_t I = 0; I != New.Findings.size(); ++I) {
    const RecordedFinding &F = New.Findings[I];
    Change What = changeOf(F, OldOf[I]);
    Out.Findings.push_back({What, &F});
    Out.Unchanged += What == Change::Unchanged && !F.Suppressed;
    Out.Silenced += What == Change::Silenced;
  }
  llvm::StringSet<> NotSeen;
  for (const FailedFile &F : New.Failed)
    NotSeen.insert(below(F.File, New));
  for (uint32_t I = 0; I != Old.Findings.size(); ++I) {
    const RecordedFinding &F = Old.Findings[I];
    if (NewOf[I] != None || F.Suppressed)
      continue;
    if (NotSeen.contains(below(F.Finding.Where.File, Old))) {
      ++Out.Unknown;
      continue;
    }
    Out.Findings.push_back({Change::Fixed, &F});
    ++Out.Fixed;
  }
  return Out;
}

} // namespace

llvm::Expected<Difference> compare(const Recording &Old, const Recording &New) {
  Matcher M(Old, New);
  if (llvm::Error E = M.match())
    return std::move(E);
  return M.result();
}

} // namespace gfpcheck::report
