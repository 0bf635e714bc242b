// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From text to validated rules: every key ends up where it belongs.
#include "RuleText.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace gfpcheck;
using namespace gfpcheck::ruleio;
using model::ContextEffect;
using model::ContextKind;
using model::When;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace {

model::Api readOne(llvm::StringRef Entry) {
  RuleText T;
  T.layer(Families).layer(("apis:\n  - " + Entry + "\n").str());
  EXPECT_EQ(T.errors(), "");
  RuleData Data = T.data();
  RuleText Again;
  Again.layer(Families).layer(("apis:\n  - " + Entry + "\n").str());
  Data = Again.data();
  EXPECT_EQ(Data.Apis.size(), 1u);
  return Data.Apis.empty() ? model::Api() : Data.Apis[0];
}

TEST(Read, Allocator) {
  model::Api A = readOne(
      "{name: f, args: 3, symbols: [f_noprof], alloc: {family: kmalloc, gfp: 3,"
      " size: 2, count: 1, fails: err-ptr, nofail-flag: true, zeroed: if-flag,"
      " freed-by: kfree}, sleeps: {if-gfp-blocks: 3}, source: mm/f.c}");
  ASSERT_TRUE(A.Alloc);
  EXPECT_THAT(A.Symbols, ElementsAre("f_noprof"));
  EXPECT_EQ(A.Arity, 3);
  EXPECT_EQ(A.Alloc->Object.Index, model::ArgRef::Result);
  EXPECT_EQ(A.Alloc->Gfp.Index, 3);
  EXPECT_EQ(A.Alloc->Size.Index, 2);
  EXPECT_EQ(A.Alloc->Count.Index, 1);
  EXPECT_EQ(A.Alloc->Fails, model::FailsWith::ErrPtr);
  EXPECT_TRUE(A.Alloc->NoFailFlag);
  EXPECT_EQ(A.Alloc->Zeroed, 2);
  EXPECT_THAT(A.Alloc->FreedBy, ElementsAre("kfree"));
  EXPECT_EQ(A.Sleeps.What, When::Kind::IfGfpBlocks);
  EXPECT_EQ(A.Sleeps.Arg.Index, 3);
  EXPECT_TRUE(A.KnownSleep);
  EXPECT_EQ(A.Source, "mm/f.c");
}

TEST(Read, EveryCondition) {
  auto Sleeps = [](llvm::StringRef W) {
    return readOne(("{name: f, args: 9, sleeps: " + W + ", source: s}").str())
        .Sleeps;
  };
  EXPECT_EQ(Sleeps("never").What, When::Kind::Never);
  EXPECT_EQ(Sleeps("always").What, When::Kind::Always);
  EXPECT_EQ(Sleeps("{if-nonzero: 2}").What, When::Kind::IfNonZero);
  EXPECT_EQ(Sleeps("{if-zero: 2}").Arg.Index, 2);
  When Set = Sleeps("{if-flag: {arg: 4, flag: RPM_ASYNC}}");
  EXPECT_EQ(Set.What, When::Kind::IfFlagSet);
  EXPECT_EQ(Set.Arg.Index, 4);
  EXPECT_EQ(Set.Flag, "RPM_ASYNC");
  EXPECT_EQ(Sleeps("{if-no-flag: {arg: 4, flag: X}}").What,
            When::Kind::IfFlagClear);
  EXPECT_EQ(Sleeps("{sometimes: 'the last put'}").Text, "the last put");
}

TEST(Read, SleepContextsAndTrust) {
  model::Api A =
      readOne("{name: f, sleeps: always, sleep-not-in: [hardirq, softirq],"
              " sleep-only-in: irq-off, sleep-trust: derived, why: w,"
              " trust: guess, source: s}");
  EXPECT_EQ(A.SleepNotIn, model::maskOf(ContextKind::Hardirq) |
                              model::maskOf(ContextKind::Softirq));
  EXPECT_EQ(A.SleepOnlyIn, model::maskOf(ContextKind::Irq));
  EXPECT_EQ(A.SleepTrust, model::Trust::Derived);
  EXPECT_EQ(A.Confidence, model::Trust::Guess);
  EXPECT_EQ(A.SleepWhy, "w");
}

TEST(Read, SleepTrustFollowsTrust) {
  EXPECT_EQ(readOne("{name: f, sleeps: always, trust: guess, source: s}")
                .SleepTrust,
            model::Trust::Guess);
}

TEST(Read, Contexts) {
  model::Api A = readOne("{name: f, args: 2, context: {try: [spin, irq-off],"
                         " object: 2, taken-when: zero, absolute: true},"
                         " source: s}");
  ASSERT_EQ(A.Context.size(), 1u);
  EXPECT_EQ(A.Context[0].What, ContextEffect::Op::Try);
  EXPECT_THAT(A.Context[0].Kinds,
              ElementsAre(ContextKind::Spin, ContextKind::Irq));
  EXPECT_EQ(A.Context[0].Object.Index, 2);
  EXPECT_FALSE(A.Context[0].SuccessNonZero);
  EXPECT_TRUE(A.Context[0].Absolute);
  EXPECT_FALSE(A.KnownSleep);
  A = readOne("{name: f, context: [{enter: rcu}, {leave: bh-off}], source: s}");
  ASSERT_EQ(A.Context.size(), 2u);
  EXPECT_EQ(A.Context[1].What, ContextEffect::Op::Leave);
}

TEST(Read, QueriesFreesAndDerefs) {
  model::Api A = readOne(
      "{name: f, args: 2, macro: true, query: {none-if-true: nmi, none-if-false:"
      " [rcu, spin]}, frees: {object: 1, family: [kmalloc, pages], null-ok:"
      " false}, derefs: [1, 2], source: s}");
  ASSERT_TRUE(A.Query);
  EXPECT_EQ(A.Query->NoneIfTrue, model::maskOf(ContextKind::Nmi));
  EXPECT_EQ(A.Query->NoneIfFalse, model::maskOf(ContextKind::Rcu) |
                                      model::maskOf(ContextKind::Spin));
  ASSERT_EQ(A.Frees.size(), 1u);
  EXPECT_FALSE(A.Frees[0].NullOk);
  EXPECT_THAT(A.Frees[0].Families, ElementsAre("kmalloc", "pages"));
  EXPECT_EQ(A.Derefs.size(), 2u);
  EXPECT_TRUE(A.IsMacro);
}

TEST(Read, Callbacks) {
  RuleText T;
  T.layer("callbacks:\n"
          "  - {slot: a.b, runs-in: [spin, irq-off], locks: [x], source: s}\n"
          "  - {function: reg, arg: 2, via: nb.call, runs-in: process,"
          " source: s}\n"
          "  - {function: reg, arg: 3, runs-in: softirq, sleep: conditional,"
          " condition: c, also-process: true, trust: derived, source: s}\n");
  RuleData Data = T.data();
  ASSERT_EQ(Data.Callbacks.size(), 3u);
  EXPECT_EQ(Data.Callbacks[0].Struct, "a");
  EXPECT_EQ(Data.Callbacks[0].MaySleep, model::CallbackRule::Sleep::No);
  EXPECT_THAT(Data.Callbacks[0].Locks, ElementsAre("x"));
  EXPECT_EQ(Data.Callbacks[1].ViaField, "call");
  EXPECT_THAT(Data.Callbacks[1].Contexts, IsEmpty());
  EXPECT_EQ(Data.Callbacks[1].MaySleep, model::CallbackRule::Sleep::Yes);
  EXPECT_TRUE(Data.Callbacks[2].AlsoProcess);
  EXPECT_EQ(Data.Callbacks[2].Confidence, model::Trust::Derived);
}

TEST(Read, BugRule) {
  RuleText T;
  T.layer("bug:\n  id: gfp-x\n  kind: k\n  severity: warning\n"
          "  summary: s\n  message: m\n  forbidden: [spin]\n"
          "  forbidden-rt: [raw-spin]\n  limits: {a-b: 12}\n  cwe: 667\n");
  RuleData Data = T.data();
  ASSERT_EQ(Data.Bugs.size(), 1u);
  const model::BugRule &B = Data.Bugs[0];
  EXPECT_EQ(B.Forbidden, model::maskOf(ContextKind::Spin));
  EXPECT_EQ(B.ForbiddenRt, model::maskOf(ContextKind::RawSpin));
  EXPECT_THAT(B.Limits, ElementsAre(std::pair<std::string, int64_t>("a-b", 12)));
  EXPECT_EQ(B.Cwe, 667);
}

TEST(Read, GfpTableAddsUpItsParts) {
  RuleText T;
  T.layer("gfp:\n  id: t\n  since: 2.6.0\n  until: 4.4\n  flags:\n"
          "    - {name: A, class: action, means: [blocks, io], bits: 0x10,"
          " source: s}\n"
          "    - {name: B, class: zone, bits: 1, source: s}\n"
          "    - {name: T, class: type, parts: [A, B], source: s}\n");
  RuleData Data = T.data();
  ASSERT_EQ(Data.GfpTables.size(), 1u);
  EXPECT_EQ(Data.GfpTables[0].Since, 0x20600u);
  EXPECT_EQ(Data.GfpTables[0].Until, 0x40400u);
  EXPECT_EQ(Data.GfpTables[0].Flags[2].DefaultBits, 0x11u);
}

TEST(Read, ReportsAllMistakesOfAFile) {
  RuleText T;
  T.layer("apis:\n"
          "  - {nam: f, source: s}\n"
          "  - {name: g, sleeps: sometime, source: s}\n"
          "  - {name: h, args: 1, derefs: 2, source: s}\n");
  std::string E = T.errors();
  EXPECT_THAT(E, HasSubstr("rules-1.yaml:2:6: error: unknown key in api entry "
                           "'nam'; did you mean 'name'?"));
  EXPECT_THAT(E, HasSubstr("rules-1.yaml:3:23: error: unknown condition "
                           "'sometime'; did you mean 'sometimes'?"));
  EXPECT_THAT(E, HasSubstr("rules-1.yaml:4:32: error: 'derefs' is argument 2, "
                           "but 'h' has 1"));
}

} // namespace
