// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every function x every combination of flags x every context, for every table
// of flags: the verdict of the allocator that runs is that of the rules that
// the checker reads. Neither side sees the other: the allocator executes the
// call in a simulated context, and its oracle reports or does not; the rules
// are asked through the checker's own RuleSet and GfpDecoder.
#include "Functions.h"
#include "kalloc/inject.h"
#include "model/RuleSet.h"
#include "oracle/Oracle.h"
#include "policy/Policy.h"
#include "ruleio/Rules.h"
#include <algorithm>
#include <cstring>
#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace kalloc;
using namespace kalloc::test;
using gfpcheck::model::Api;
using gfpcheck::model::ContextMask;
using gfpcheck::model::GfpDecoder;
using gfpcheck::model::GfpMeaning;
using gfpcheck::model::GfpTable;
using gfpcheck::model::When;

namespace {

//===--- What both sides are asked ----------------------------------------===//

/// Begun one after the other; the name of each in the rules.
using Sections = std::vector<SectionKind>;

struct Mask {
  std::string Text;
  uint32_t Bits;
};

//===--- The running side -------------------------------------------------===//

bool isSleep(const Violation &V) {
  return std::strncmp(violationName(V.Kind), "sleep-", 6) == 0;
}

/// Runs Work with the sections on; true if the oracle reported a sleep.
template <typename F> bool sleepsIn(const Sections &In, F Work) {
  oracle::clear();
  CallSite Site{};
  static char Lock[8];
  for (size_t I = 0; I != In.size(); ++I)
    oracle::enter(In[I], &Lock[I], "lock", &Lock[I], Site);
  Work();
  for (size_t I = In.size(); I--;)
    oracle::leave(In[I], &Lock[I], "lock", Site);
  for (size_t I = 0; I != oracle::count(); ++I)
    if (isSleep(oracle::get(I)))
      return true;
  return false;
}

bool reportedFlags() {
  for (size_t I = 0; I != oracle::count(); ++I)
    if (!std::strcmp(violationRule(oracle::get(I).Kind), "gfp-invalid-flags"))
      return true;
  return false;
}

bool runsAsleep(World &W, const Function &F, uint32_t Flags,
                const Sections &In) {
  void *Given = F.Prepare(W);
  void *Result = nullptr;
  bool Sleeps = sleepsIn(In, [&] { Result = F.Run(W, Flags, Given); });
  F.Undo(W, Result);
  kalloc_vmalloc_flush();
  return Sleeps;
}

bool always(const char *, size_t, gfp_t, const void *) { return true; }

/// Does it return NULL when everything that can fail does?
bool runsEmpty(World &W, const Function &F, uint32_t Flags) {
  void *Given = F.Prepare(W);
  // A pool's reserve would hide it.
  void *Reserve[2] = {};
  bool Pool = !std::strcmp(F.Name, "mempool_alloc");
  if (Pool && !policy::mayBlock(Flags)) {
    kalloc_fail_decider(always);
    for (void *&R : Reserve)
      R = mempool_alloc(W.Pool, Flags);
  }
  kalloc_fail_decider(always);
  void *Result = F.Run(W, Flags, Given);
  kalloc_fail_none();
  F.Undo(W, Result);
  for (void *R : Reserve)
    if (R)
      mempool_free(R, W.Pool);
  return !Result;
}

/// Is memory zero that was not when it was freed?
bool runsZeroed(World &W, const Function &F, uint32_t Flags) {
  auto *P = static_cast<unsigned char *>(F.Run(W, Flags, nullptr));
  if (!P)
    return false;
  std::memset(P, 0x5a, F.Bytes);
  F.Undo(W, P);
  P = static_cast<unsigned char *>(F.Run(W, Flags, nullptr));
  bool Zero = P && std::all_of(P, P + F.Bytes, [](auto B) { return !B; });
  F.Undo(W, P);
  return Zero;
}

//===--- The side of the rules --------------------------------------------===//

/// The lattice's element for a section of the simulated CPU.
gfpcheck::model::ContextKind contextOf(SectionKind Kind) {
  std::string Name = sectionName(Kind);
  if (Name == "rwsem-read" || Name == "rwsem-write")
    Name = "rwsem";
  auto Found = gfpcheck::model::contextFromId(Name);
  if (!Found)
    Found = gfpcheck::model::contextFromId("memalloc-" + Name);
  EXPECT_TRUE(Found) << Name << " is no context of the rules";
  return Found ? *Found : gfpcheck::model::ContextKind::Mutex;
}

class Rules {
public:
  Rules(const gfpcheck::model::RuleSet &Set, const GfpTable &Table)
      : Set(Set), Decoder(Table, {}),
        Forbidden(Set.bug("gfp-sleep-in-atomic")->Forbidden) {}
  virtual ~Rules() = default;

  bool knows(const char *Name) const {
    const Api *A = Set.byName(Name);
    return A && A->Sleeps.What != When::Kind::Sometimes;
  }

  virtual bool sleeps(const Function &F, uint32_t Flags,
                      const Sections &In) const {
    const Api &A = *Set.byName(F.Name);
    ContextMask Held = 0;
    for (SectionKind Kind : In)
      Held |= maskOf(contextOf(Kind));
    ContextMask Bad = Held & Forbidden;
    if (A.SleepOnlyIn)
      Bad &= A.SleepOnlyIn;
    return Bad && !(Held & A.SleepNotIn) && holds(A.Sleeps, Flags);
  }

  bool canFail(const Function &F, uint32_t Flags) const {
    const Api &A = *Set.byName(F.Name);
    if (!A.Alloc || A.Alloc->Fails == gfpcheck::model::FailsWith::Never ||
        holds(A.Alloc->CannotFail, Flags))
      return false;
    return !(A.Alloc->NoFailFlag && Decoder.has(Flags, GfpMeaning::NoFail));
  }

  bool zeroed(const Function &F, uint32_t Flags) const {
    const Api &A = *Set.byName(F.Name);
    return A.Alloc->Zeroed == 1 ||
           (A.Alloc->Zeroed == 2 && Decoder.has(Flags, GfpMeaning::Zero));
  }

  const GfpDecoder &decoder() const { return Decoder; }

private:
  bool holds(const When &W, uint32_t Flags) const {
    return W.What == When::Kind::Always ||
           (W.What == When::Kind::IfGfpBlocks &&
            Decoder.has(Flags, GfpMeaning::Blocks));
  }

  const gfpcheck::model::RuleSet &Set;
  GfpDecoder Decoder;
  ContextMask Forbidden;
};

//===--- The dimensions ---------------------------------------------------===//

constexpr unsigned NumSections = 0
#define KALLOC_SECTION(ID, NAME, TEXT, FORBIDS) +1
#include "context/Sections.def"
    ;

/// Process context and every section.
std::vector<Sections> contexts() {
  std::vector<Sections> All = {{}};
  for (unsigned A = 0; A != NumSections; ++A)
    All.push_back({SectionKind(A)});
  return All;
}

/// Every section inside of every other.
std::vector<Sections> pairsOfContexts() {
  std::vector<Sections> All;
  for (unsigned A = 0; A != NumSections; ++A)
    for (unsigned B = 0; B != NumSections; ++B)
      All.push_back({SectionKind(A), SectionKind(B)});
  return All;
}

/// Every type with nothing, with each single flag, and without each of its own;
/// and every single flag alone.
std::vector<Mask> masks(const GfpTable &Table, const GfpDecoder &Decoder) {
  std::vector<Mask> All = {{"0", 0}};
  auto IsType = [](const gfpcheck::model::GfpFlag &F) {
    return F.Class == gfpcheck::model::GfpClass::Type;
  };
  auto Add = [&](uint64_t Bits) {
    auto Same = [&](const Mask &M) { return M.Bits == Bits; };
    if (std::none_of(All.begin(), All.end(), Same))
      All.push_back({Decoder.spell(Bits), uint32_t(Bits)});
  };
  for (const auto &T : Table.Flags) {
    uint64_t Type = Decoder.value(T.Name);
    Add(Type);
    if (!IsType(T))
      continue;
    for (const auto &F : Table.Flags)
      if (!IsType(F)) {
        Add(Type | Decoder.value(F.Name));
        Add(Type & ~Decoder.value(F.Name));
      }
  }
  return All;
}

std::string describe(const Sections &In) {
  std::string Text;
  for (SectionKind Kind : In)
    Text += std::string(Text.empty() ? "" : "+") + sectionName(Kind);
  return Text.empty() ? "process" : Text;
}

/// Compares and counts; tells the first few that differ.
class Tally {
public:
  void compare(bool Runs, bool Rule, const char *Question,
               const std::string &Cell) {
    ++Cells;
    if (Runs == Rule)
      return;
    if (++Mismatches <= 20)
      Examples.push_back(std::string(Question) + ": " + Cell +
                         (Runs ? ": only the allocator says so"
                               : ": only the rules say so"));
  }
  size_t Cells = 0, Mismatches = 0;
  std::vector<std::string> Examples;
};

class Matrix {
public:
  Matrix(const Rules &R, const GfpTable &Table)
      : R(R), Table(Table), Masks(masks(Table, R.decoder())),
        Contexts(contexts()), Pairs(pairsOfContexts()) {}

  void run() {
    kalloc_config Config = {};
    Config.machine = KALLOC_MACHINE_TINY;
    Config.vmalloc = 16 << 20;
    Config.kernel_version = Table.Since;
    kalloc_stop();
    ASSERT_TRUE(kalloc_start(&Config));
    ASSERT_EQ(Table.Id, kalloc_gfp_table());
    oracle::install({});
    World W = makeWorld();
    for (const Function &F : functions())
      if (R.knows(F.Name))
        runFunction(W, F);
      else
        Unknown.push_back(F.Name);
    endWorld(W);
    oracle::uninstall();
    kalloc_stop();
  }

  Tally Result;
  std::vector<std::string> Unknown;

private:
  void runFunction(World &W, const Function &F) {
    for (const Mask &M : Masks) {
      if (!F.TakesFlags && M.Bits)
        continue;
      uint32_t Flags = M.Bits;
      std::string Cell = std::string(F.Name) + " " + M.Text;
      for (const Sections &In : Contexts)
        runIn(W, F, Flags, In, Cell);
      // Pairs would be millions with every mask; types say enough.
      if (!F.TakesFlags || isType(Flags))
        for (const Sections &In : Pairs)
          runIn(W, F, Flags, In, Cell);
      if (F.Undo && F.Bytes + F.TakesFlags)
        runMemory(W, F, Flags, Cell);
    }
  }

  void runIn(World &W, const Function &F, uint32_t Flags, const Sections &In,
             const std::string &Cell) {
    bool Runs = runsAsleep(W, F, Flags, In), Rule = R.sleeps(F, Flags, In);
    Result.compare(Runs, Rule, "sleeps",
                   Runs == Rule ? Cell : Cell + " in " + describe(In));
  }

  bool isType(uint32_t Flags) const {
    return std::any_of(Table.Flags.begin(), Table.Flags.end(),
                       [&](const auto &T) {
                         return T.Class == gfpcheck::model::GfpClass::Type &&
                                R.decoder().value(T.Name) == Flags;
                       });
  }

  /// Flags that the function refuses have no result to be compared.
  void runMemory(World &W, const Function &F, uint32_t Flags,
                 const std::string &Cell) {
    oracle::clear();
    void *Probe = F.Run(W, Flags, nullptr);
    bool Refused = reportedFlags();
    F.Undo(W, Probe);
    if (Refused)
      return;
    Result.compare(runsEmpty(W, F, Flags), R.canFail(F, Flags), "can fail",
                   Cell);
    if (F.Bytes)
      Result.compare(runsZeroed(W, F, Flags), R.zeroed(F, Flags), "zeroed",
                     Cell);
  }

  const Rules &R;
  const GfpTable &Table;
  std::vector<Mask> Masks;
  std::vector<Sections> Contexts, Pairs;
};

//===--- The tests --------------------------------------------------------===//

class MatrixTest : public testing::Test {
protected:
  void SetUp() override {
    auto Loaded = gfpcheck::ruleio::loadBuiltin();
    ASSERT_TRUE(bool(Loaded));
    Set = *Loaded;
    // What follows compares two readings of the same rules, or nothing.
    ASSERT_EQ(Set->digest().str(), kalloc_rules_digest())
        << "the allocator was built from other rules than the checker: refusing";
  }
  gfpcheck::ruleio::RuleSetPtr Set;
};

TEST_F(MatrixTest, TheAllocatorSaysWhatTheRulesSay) {
  size_t Cells = 0, Mismatches = 0;
  for (const GfpTable &Table : Set->gfpTables()) {
    Rules R(*Set, Table);
    Matrix M(R, Table);
    M.run();
    std::printf("matrix, kernel %s: %zu cells, %zu mismatches\n",
                Table.Id.c_str(), M.Result.Cells, M.Result.Mismatches);
    for (const std::string &E : M.Result.Examples)
      ADD_FAILURE() << Table.Id << ": " << E;
    EXPECT_EQ(M.Unknown, std::vector<std::string>{})
        << "functions that the rules do not know";
    Cells += M.Result.Cells;
    Mismatches += M.Result.Mismatches;
  }
  std::printf("matrix: %zu cells, %zu mismatches\n", Cells, Mismatches);
  EXPECT_GT(Cells, 10'000u);
  EXPECT_EQ(Mismatches, 0u);
}

/// Rules that are wrong about one thing each.
class WrongRules : public Rules {
public:
  WrongRules(const gfpcheck::model::RuleSet &Set, const GfpTable &Table,
             int Which)
      : Rules(Set, Table), Which(Which) {}
  bool sleeps(const Function &F, uint32_t Flags,
              const Sections &In) const override {
    bool Sleeps = Rules::sleeps(F, Flags, In);
    bool Is = Which == 0   ? !std::strcmp(F.Name, "kcalloc")
              : Which == 1 ? In == Sections{SectionKind::RcuBh}
                           : Flags == decoder().value("GFP_NOIO");
    return Is ? !Sleeps : Sleeps;
  }

private:
  int Which;
};

TEST_F(MatrixTest, ADifferenceIsNoticed) {
  const GfpTable &Table = Set->gfpTables().back();
  for (int Which : {0, 1, 2}) {
    WrongRules R(*Set, Table, Which);
    Matrix M(R, Table);
    M.run();
    EXPECT_GT(M.Result.Mismatches, 0u) << Which;
  }
}

} // namespace
