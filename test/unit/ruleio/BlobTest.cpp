// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The block of bytes: what goes in comes out, and damage does no harm.
#include "RuleText.h"
#include "ruleio/Blob.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace gfpcheck;
using namespace gfpcheck::ruleio;
using model::Api;
using model::When;
using ::testing::ElementsAre;

namespace {

constexpr const char *Text =
    "apis:\n"
    "  - {name: kmalloc, args: 2, symbols: kmalloc_noprof, alloc: {family:"
    " kmalloc, gfp: 2}, sleeps: {if-gfp-blocks: 2}, source: a}\n"
    "  - {name: kmalloc_obj, symbols: kmalloc_noprof, alloc: {family: pages,"
    " gfp: 7, zeroed: true}, sleeps: {if-gfp-blocks: 7}, source: b}\n"
    "  - {name: kmalloc_noprof, args: 2, alloc: {family: kmalloc, gfp: 2, size:"
    " 1}, sleeps: {if-gfp-blocks: 2}, source: c}\n"
    "  - {name: in_nmi, macro: true, query: {none-if-false: nmi}, source: d}\n"
    "  - {name: resume, args: 2, sleeps: {if-no-flag: {arg: 2, flag: ASYNC}},"
    " source: e}\n"
    "callbacks:\n"
    "  - {slot: timer_list.function, runs-in: softirq, source: f}\n"
    "  - {function: request_irq, arg: 2, runs-in: hardirq, source: g}\n"
    "  - {function: request_irq, arg: 3, runs-in: process, source: g}\n";

std::string blob() {
  RuleText T;
  T.layer(Families).layer(Text);
  return writeBlob(T.data());
}

std::vector<std::string> names(llvm::ArrayRef<const Api *> List) {
  std::vector<std::string> Out;
  for (const Api *A : List)
    Out.push_back(A->Name);
  return Out;
}

TEST(Blob, IsTheSameEveryTime) { EXPECT_EQ(blob(), blob()); }

TEST(Blob, FindsBySymbolAndName) {
  auto Rules = llvm::cantFail(openOwnedBlob(blob()));
  EXPECT_EQ(Rules->apiCount(), 5u);
  EXPECT_THAT(names(Rules->bySymbol("kmalloc_noprof")),
              ElementsAre("kmalloc_noprof", "kmalloc", "kmalloc_obj"));
  EXPECT_TRUE(Rules->bySymbol("kmalloc_nopro").empty());
  EXPECT_TRUE(Rules->bySymbol("").empty());
  ASSERT_NE(Rules->byName("kmalloc"), nullptr);
  EXPECT_EQ(Rules->byName("kfree"), nullptr);
  EXPECT_TRUE(Rules->isMacroApi("in_nmi"));
  EXPECT_FALSE(Rules->isMacroApi("kmalloc"));
  EXPECT_THAT(Rules->constants(), ElementsAre("ASYNC"));
}

TEST(Blob, EntriesStayWhereTheyAre) {
  auto Rules = llvm::cantFail(openOwnedBlob(blob()));
  const Api *First = Rules->byName("kmalloc");
  auto List = Rules->bySymbol("kmalloc");
  for (size_t I = 0; I != Rules->apiCount(); ++I)
    Rules->api(I);
  EXPECT_EQ(Rules->byName("kmalloc"), First);
  EXPECT_EQ(Rules->bySymbol("kmalloc").data(), List.data());
}

TEST(Blob, AVariantHasTheArgumentsOfWhatIsCalled) {
  auto Rules = llvm::cantFail(openOwnedBlob(blob()));
  EXPECT_EQ(Rules->byName("kmalloc_obj")->Alloc->Gfp.Index, 7);
  const Api *Called = Rules->bySymbol("kmalloc_noprof")[2];
  ASSERT_EQ(Called->Name, "kmalloc_obj");
  EXPECT_EQ(Called->Alloc->Gfp.Index, 2);
  EXPECT_EQ(Called->Alloc->Size.Index, 1);
  EXPECT_EQ(Called->Sleeps.Arg.Index, 2);
  // What does not depend on places is as it was written.
  EXPECT_EQ(Called->Alloc->Family, "pages");
  EXPECT_EQ(Called->Alloc->Zeroed, 1);
  EXPECT_EQ(Called->Source, "b");
}

TEST(Blob, TheFamilySaysWhoFrees) {
  auto Rules = llvm::cantFail(openOwnedBlob(blob()));
  EXPECT_THAT(Rules->byName("kmalloc")->Alloc->FreedBy,
              ElementsAre("kfree", "kvfree"));
}

TEST(Blob, FindsCallbacks) {
  auto Rules = llvm::cantFail(openOwnedBlob(blob()));
  EXPECT_EQ(Rules->callbackSlot("timer_list", "function").size(), 1u);
  EXPECT_TRUE(Rules->callbackSlot("timer_list", "entry").empty());
  auto Irq = Rules->callbackArgs("request_irq");
  ASSERT_EQ(Irq.size(), 2u);
  EXPECT_EQ(Irq[0]->Arg.Index, 2);
  EXPECT_EQ(Irq[1]->MaySleep, model::CallbackRule::Sleep::Yes);
  EXPECT_EQ(Rules->callbackCount(), 3u);
}

TEST(Blob, ReadsBackEqual) {
  std::string Bytes = blob();
  auto Data = readBlob(Bytes);
  ASSERT_TRUE(bool(Data));
  EXPECT_EQ(writeBlob(*Data), Bytes);
}

TEST(Blob, TheDigestFollowsTheContent) {
  auto One = llvm::cantFail(openOwnedBlob(blob()));
  auto Two = llvm::cantFail(openOwnedBlob(blob()));
  EXPECT_EQ(One->digest().size(), 16u);
  EXPECT_EQ(One->digest(), Two->digest());
  RuleText T;
  T.layer("apis:\n  - {name: f, sleeps: never, source: s}\n");
  auto Other = llvm::cantFail(openOwnedBlob(writeBlob(T.data())));
  EXPECT_NE(One->digest(), Other->digest());
}

TEST(Blob, RefusesWhatItDidNotWrite) {
  for (llvm::StringRef Bad : {"", "GFPR", "this is no block of rules at all, "
                                          "however long the text may get: "
                                          "0123456789012345678901234567890123"}) {
    auto R = openOwnedBlob(Bad.str());
    EXPECT_FALSE(bool(R));
    llvm::consumeError(R.takeError());
  }
}

/// Uses everything in a block that may be damaged.
void use(const model::RuleSet &R) {
  for (size_t I = 0; I != std::min<size_t>(R.apiCount(), 64); ++I)
    (void)R.bySymbol(R.api(I).Name);
  for (size_t I = 0; I != std::min<size_t>(R.callbackCount(), 64); ++I)
    (void)R.callbackArgs(R.callback(I).Function);
  R.gfp(0);
}

TEST(Blob, EveryCutIsHarmless) {
  std::string Bytes = blob();
  for (size_t Size = 0; Size < Bytes.size(); ++Size) {
    auto R = openOwnedBlob(Bytes.substr(0, Size));
    if (R)
      use(**R);
    else
      llvm::consumeError(R.takeError());
  }
}

TEST(Blob, EveryDamagedByteIsHarmless) {
  std::string Bytes = blob();
  for (size_t At = 0; At < Bytes.size(); ++At) {
    std::string Bad = Bytes;
    Bad[At] = char(~Bad[At]);
    auto R = openOwnedBlob(std::move(Bad));
    if (R)
      use(**R);
    else
      llvm::consumeError(R.takeError());
  }
}

} // namespace
