// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who is told what: by name, of one file only, round after round, and from
// packed bytes that may be anything.
#include "driver/Lessons.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

using namespace gfpcheck;
using driver::Lessons;
using summary::nameHash;
using testing::ElementsAre;
using testing::IsEmpty;

model::Api allocator(llvm::StringRef Name) {
  model::Api A;
  A.Name = Name.str();
  A.Arity = 2;
  A.Alloc.emplace();
  A.Alloc->Family = "kmalloc";
  A.Alloc->Gfp.Index = 2;
  return A;
}

model::Api lock(llvm::StringRef Name) {
  model::Api A;
  A.Name = Name.str();
  model::ContextEffect E;
  E.What = model::ContextEffect::Op::Try;
  E.Kinds = {model::ContextKind::Spin, model::ContextKind::Bh};
  E.SuccessNonZero = false;
  A.Context = {E};
  return A;
}

/// A file that defines and offers one function, and asks for others.
std::string file(std::optional<model::Api> Offer,
                 llvm::ArrayRef<const char *> Asks,
                 llvm::ArrayRef<const char *> Defines = {}) {
  summary::Teaching T;
  if (Offer) {
    T.Defines.push_back(nameHash(Offer->Name));
    T.Offers.push_back(std::move(*Offer));
  }
  for (const char *Name : Asks)
    T.Asks.push_back(nameHash(Name));
  for (const char *Name : Defines)
    T.Defines.push_back(nameHash(Name));
  return pack(T);
}

std::vector<std::string> namesOf(const std::vector<model::Api> &Apis) {
  std::vector<std::string> Out;
  for (const model::Api &A : Apis)
    Out.push_back(A.Name);
  return Out;
}

class LessonsTest : public testing::Test {
protected:
  Lessons of(llvm::ArrayRef<std::string> Files) {
    Lessons L(Files.size());
    for (size_t I = 0; I != Files.size(); ++I)
      L.setBase(I, Files[I]);
    return L;
  }
};

TEST_F(LessonsTest, EntriesComeBackAsTheyWere) {
  const std::vector<std::string> Files = {file(allocator("get"), {}),
                                          file(lock("try"), {}),
                                          file({}, {"get", "try", "other"})};
  Lessons L = of(Files);
  ASSERT_TRUE(L.next());
  EXPECT_THAT(L.changed(), ElementsAre(2));
  std::vector<model::Api> Told = L.of(2);
  ASSERT_THAT(namesOf(Told), ElementsAre("get", "try"));
  EXPECT_EQ(Told[0].Arity, 2);
  EXPECT_EQ(Told[0].Alloc->Family, "kmalloc");
  EXPECT_EQ(Told[0].Alloc->Gfp.Index, 2);
  EXPECT_FALSE(Told[0].KnownSleep);
  EXPECT_EQ(Told[0].Confidence, model::Trust::Derived);
  ASSERT_EQ(Told[1].Context.size(), 1u);
  EXPECT_EQ(Told[1].Context[0].What, model::ContextEffect::Op::Try);
  EXPECT_FALSE(Told[1].Context[0].SuccessNonZero);
  EXPECT_THAT(Told[1].Context[0].Kinds,
              ElementsAre(model::ContextKind::Spin, model::ContextKind::Bh));
  EXPECT_FALSE(L.next());
}

TEST_F(LessonsTest, NameOfSeveralFilesIsNobodys) {
  const std::vector<std::string> Files = {
      file(allocator("twice"), {}), file(allocator("twice"), {}),
      file(allocator("other"), {}), file({}, {}, {"other"}),
      file({}, {"twice", "other"})};
  Lessons L = of(Files);
  EXPECT_FALSE(L.next());
  EXPECT_EQ(L.taught(), 0u);
}

TEST_F(LessonsTest, NobodyIsToldWhatHeOffers) {
  const std::vector<std::string> Files = {file(allocator("get"), {"get"})};
  Lessons L = of(Files);
  EXPECT_TRUE(L.next());
  EXPECT_THAT(L.changed(), IsEmpty());
}

TEST_F(LessonsTest, WhoWasToldTellsOthers) {
  const std::vector<std::string> Files = {file(allocator("a"), {}),
                                          file({}, {"a"}, {"b"}),
                                          file({}, {"b"})};
  const std::string Second = "b|2|kmalloc,1,0|\n";
  Lessons L = of(Files);
  ASSERT_TRUE(L.next());
  EXPECT_THAT(L.changed(), ElementsAre(1));
  const std::string Digest = L.digest(1);
  EXPECT_FALSE(Digest.empty());
  L.setOffers(1, Second);
  ASSERT_TRUE(L.next());
  EXPECT_THAT(L.changed(), ElementsAre(2));
  EXPECT_EQ(L.digest(1), Digest);
  EXPECT_THAT(namesOf(L.of(2)), ElementsAre("b"));
  EXPECT_EQ(L.taught(), 2u);
  EXPECT_FALSE(L.next());
}

TEST(PackedTeaching, NoLengthIsBelieved) {
  const std::string Good = file(allocator("get"), {"a", "b"}, {"c"});
  for (size_t Length = 0; Length != Good.size(); ++Length) {
    summary::PackedTeaching P(llvm::StringRef(Good).take_front(Length));
    for (size_t I = 0; I != P.askCount(); ++I)
      (void)P.ask(I);
    for (size_t I = 0; I != P.defineCount(); ++I)
      (void)P.define(I);
  }
  const std::string Ones(64, '\xff');
  summary::PackedTeaching Huge(Ones);
  EXPECT_EQ(Huge.askCount() + Huge.defineCount(), 0u);
  for (const char *Bad : {"", "|", "a|1|", "a|x||", "a|1|k,99,0|", "a|1|k,1|",
                          "a|1||9,0,1", "a|1||0,0,200", "a|1||0", "a|1|||"})
    EXPECT_FALSE(summary::readOffer(Bad)) << Bad;
}

} // namespace
