// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What can be left out of what callers are told, and what cannot.
#include "link/SleepCover.h"
#include <gtest/gtest.h>

using namespace gfpcheck;
using analysis::Condition;
using analysis::SleepOp;

namespace {

SleepOp op(uint32_t Line) {
  SleepOp Op;
  Op.At.Where = {1, Line, 1};
  return Op;
}

Condition isNonZero(facts::ExprId E) {
  Condition C;
  C.Expr = E;
  C.Is = analysis::Value::nonZero();
  return C;
}

std::vector<uint32_t> kept(std::vector<SleepOp> Ops) {
  link::dropCovered(Ops);
  std::vector<uint32_t> Lines;
  for (const SleepOp &Op : Ops)
    Lines.push_back(Op.At.Where.Line);
  return Lines;
}

using Lines = std::vector<uint32_t>;

TEST(SleepCover, OfEqualsTheFirstStays) {
  EXPECT_EQ(kept({op(1), op(2), op(3)}), Lines({1}));
}

TEST(SleepCover, WhatAlwaysHappensCoversWhatSometimesDoes) {
  SleepOp If = op(1), Always = op(2), Sometimes = op(3);
  If.If = {isNonZero(7)};
  Sometimes.Sometimes = true;
  EXPECT_EQ(kept({If, Always, Sometimes}), Lines({2}));
}

TEST(SleepCover, OtherConditionsStay) {
  SleepOp A = op(1), B = op(2), Both = op(3);
  A.If = {isNonZero(7)};
  B.If = {isNonZero(8)};
  Both.If = {isNonZero(8), isNonZero(7)};
  EXPECT_EQ(kept({A, B, Both}), Lines({1, 2}));
}

TEST(SleepCover, WhatIsLessSureCoversNothingSurer) {
  for (auto Doubt : {+[](SleepOp &Op) { Op.Guesses = 1; },
                     +[](SleepOp &Op) { Op.Trust = model::Trust::Guess; },
                     +[](SleepOp &Op) { Op.Sometimes = true; },
                     +[](SleepOp &Op) { Op.Hearsay = 5; }}) {
    SleepOp Unsure = op(1), Sure = op(2);
    Doubt(Unsure);
    EXPECT_EQ(kept({Unsure, Sure}), Lines({2}));
    EXPECT_EQ(kept({Sure, Unsure}), Lines({2}));
    Sure.If = {isNonZero(7)};
    EXPECT_EQ(kept({Unsure, Sure}), Lines({1, 2}));
  }
}

TEST(SleepCover, CallersForWhomItDoesNotHappenCount) {
  for (auto Limit : {+[](SleepOp &Op) { Op.CallerIsNot = 2; },
                     +[](SleepOp &Op) { Op.Inside = 2; },
                     +[](SleepOp &Op) { Op.OnlyIn = 2; },
                     +[](SleepOp &Op) {
                       Op.Released.push_back({model::ContextKind(0), 3});
                     }}) {
    SleepOp Limited = op(1), Doubtful = op(2);
    Limit(Limited);
    EXPECT_EQ(kept({Limited, op(3)}), Lines({3}));
    Doubtful.Guesses = 1;
    EXPECT_EQ(kept({Limited, Doubtful}), Lines({1, 2}));
  }
}

TEST(SleepCover, SlotsOfOneRecordAreNotThoseOfAnother) {
  SleepOp A = op(1), B = op(2);
  A.SlotRecord = 4;
  B.SlotRecord = 5;
  EXPECT_EQ(kept({A, B}), Lines({1, 2}));
  EXPECT_EQ(kept({A, op(3)}), Lines({3}));
}

} // namespace
