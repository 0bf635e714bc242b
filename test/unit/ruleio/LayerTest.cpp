// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Later layers replace, refine and remove what earlier ones say.
#include "RuleText.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace gfpcheck;
using namespace gfpcheck::ruleio;
using ::testing::HasSubstr;

namespace {

TEST(Layer, ReplacesAnEntryAsAWhole) {
  RuleText T;
  T.layer("apis:\n  - {name: f, args: 2, sleeps: always, why: w, source: a}\n")
      .layer("apis:\n  - {name: f, derefs: 1, source: b}\n");
  RuleData D = T.data();
  ASSERT_EQ(D.Apis.size(), 1u);
  EXPECT_FALSE(D.Apis[0].KnownSleep);
  EXPECT_EQ(D.Apis[0].Arity, -1);
  EXPECT_EQ(D.Apis[0].SleepWhy, "");
  EXPECT_EQ(D.Apis[0].Source, "b");
}

TEST(Layer, RefinesWhatItNames) {
  RuleText T;
  T.layer("apis:\n  - {name: f, args: 2, sleeps: always, why: w, source: a}\n")
      .layer("apis:\n  - {name: f, refine: true, derefs: 2}\n");
  EXPECT_EQ(T.errors(), "");
  RuleText Again;
  Again
      .layer("apis:\n  - {name: f, args: 2, sleeps: always, why: w, source: a}\n")
      .layer("apis:\n  - {name: f, refine: true, derefs: 2}\n");
  RuleData D = Again.data();
  ASSERT_EQ(D.Apis.size(), 1u);
  EXPECT_EQ(D.Apis[0].Sleeps.What, model::When::Kind::Always);
  EXPECT_EQ(D.Apis[0].SleepWhy, "w");
  ASSERT_EQ(D.Apis[0].Derefs.size(), 1u);
  EXPECT_EQ(D.Apis[0].Source, "a");
}

TEST(Layer, RemovesEntriesAndCallbacks) {
  RuleText T;
  T.layer("apis:\n  - {name: f, sleeps: never, source: a}\n"
          "callbacks:\n  - {slot: s.f, runs-in: nmi, source: a}\n")
      .layer("apis:\n  - {name: f, remove: true}\n"
             "callbacks:\n  - {slot: s.f, remove: true}\n");
  RuleData D = T.data();
  EXPECT_TRUE(D.Apis.empty());
  EXPECT_TRUE(D.Callbacks.empty());
}

TEST(Layer, CannotRefineWhatIsNotThere) {
  RuleText T;
  T.layer("apis:\n  - {name: f, refine: true, sleeps: never, source: s}\n"
          "  - {name: g, remove: true}\n");
  std::string E = T.errors();
  EXPECT_THAT(E, HasSubstr("there is no entry 'f' in an earlier layer to refine"));
  EXPECT_THAT(E, HasSubstr("there is no entry 'g' in an earlier layer to remove"));
}

TEST(Layer, NamesAreUniqueWithinALayer) {
  RuleText T;
  T.layer("apis:\n  - {name: f, sleeps: never, source: s}\n"
          "  - {name: f, sleeps: always, source: s}\n");
  std::string E = T.errors();
  EXPECT_THAT(E, HasSubstr("rules-1.yaml:3:12: error: api 'f' is defined twice"));
  EXPECT_THAT(E, HasSubstr("rules-1.yaml:2:12: note: first defined here"));
}

TEST(Layer, ACallbackMustBeAnArgumentThatIsThere) {
  RuleText T;
  T.layer("apis:\n  - {name: reg, args: 2, sleeps: always, source: s}\n"
          "callbacks:\n  - {function: reg, arg: 3, runs-in: nmi, source: s}\n");
  EXPECT_THAT(T.errors(), HasSubstr("'reg' has 2 arguments, so there is no "
                                    "argument 3"));
}

} // namespace
