// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "model/ExecContext.h"
#include "llvm/ADT/StringSet.h"
#include <gtest/gtest.h>

using namespace gfpcheck::model;

TEST(ExecContext, IdsAreUniqueAndReadBack) {
  llvm::StringSet<> Seen;
  for (unsigned I = 0; I != NumContextKinds; ++I) {
    ContextKind K = ContextKind(I);
    EXPECT_TRUE(Seen.insert(contextId(K)).second) << contextId(K).str();
    EXPECT_EQ(contextFromId(contextId(K)), K);
  }
  EXPECT_FALSE(contextFromId("spin-lock"));
  EXPECT_FALSE(contextFromId(""));
}

TEST(ExecContext, OnlyLocksNameALock) {
  for (unsigned I = 0; I != NumContextKinds; ++I) {
    ContextKind K = ContextKind(I);
    EXPECT_EQ(isLock(K), contextText(K).contains("'{}'")) << contextId(K).str();
  }
}

TEST(ExecContext, MasksAreDisjoint) {
  ContextMask All = 0;
  for (unsigned I = 0; I != NumContextKinds; ++I) {
    EXPECT_EQ(All & maskOf(ContextKind(I)), 0u);
    All |= maskOf(ContextKind(I));
  }
}
