// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/FactsVerifier.h"
#include "gtest/gtest.h"

using namespace gfpcheck;
using namespace gfpcheck::facts;

namespace {

/// void f(int a) { g(a); }
class FactsVerifierTest : public testing::Test {
protected:
  FactsVerifierTest() {
    F.Name = F.UniqueName = Strings.intern("f");
    F.ParamCount = 1;
    Variable A;
    A.Name = Strings.intern("a");
    A.Kind = VarKind::Param;
    F.Vars.push_back(A);
    CallInfo C;
    C.Callee = Strings.intern("g");
    C.Args.push_back(F.Exprs.var(0));
    F.Calls.push_back(C);
    Event Call;
    Call.Kind = EventKind::Call;
    Event Return;
    Return.Kind = EventKind::Return;
    F.Events = {Call, Return};
    Block B;
    B.EventCount = 2;
    B.IsExit = true;
    F.Blocks.push_back(B);
  }
  std::string wrong() { return llvm::toString(verify(F, Strings, 1)); }

  support::StringPool Strings;
  FunctionFacts F;
};

TEST_F(FactsVerifierTest, Good) { EXPECT_EQ(wrong(), ""); }

TEST_F(FactsVerifierTest, Strings) {
  F.Name = 99;
  EXPECT_NE(wrong(), "");
}

TEST_F(FactsVerifierTest, Files) {
  F.Events[0].Where = {1, 1, 1};
  EXPECT_EQ(wrong(), "function 'f': event 0: no such file");
}

TEST_F(FactsVerifierTest, Parameters) {
  F.Vars[0].Kind = VarKind::Local;
  EXPECT_EQ(wrong(), "function 'f': variable 0: parameters come first");
}

TEST_F(FactsVerifierTest, Scopes) {
  F.Scopes = {{0}, {1}};
  EXPECT_EQ(wrong(), "function 'f': scope 1: not inside an earlier one");
}

TEST_F(FactsVerifierTest, Variables) {
  F.Exprs.var(7);
  EXPECT_EQ(wrong(), "function 'f': expression 2: no such variable");
}

TEST_F(FactsVerifierTest, Operands) {
  ExprId E = F.Exprs.get({.Kind = ExprKind::Deref, .A = 40, .Type = {}});
  EXPECT_EQ(F.Exprs[E].Kind, ExprKind::Unknown);
  EXPECT_EQ(wrong(), "");
}

TEST_F(FactsVerifierTest, Calls) {
  F.Events[0].Call = 1;
  EXPECT_EQ(wrong(), "function 'f': event 0: no such call");
}

TEST_F(FactsVerifierTest, ArgumentTexts) {
  F.Calls[0].ArgTexts.resize(2);
  EXPECT_EQ(wrong(), "function 'f': call 0: texts of some arguments only");
}

TEST_F(FactsVerifierTest, Edges) {
  F.Blocks[0].IsExit = false;
  F.Blocks[0].Edges.push_back({3, 0, true, {}});
  EXPECT_EQ(wrong(), "function 'f': block 0: no such block");
}

TEST_F(FactsVerifierTest, BlockEvents) {
  F.Blocks[0].EventCount = UINT32_MAX;
  F.Blocks[0].FirstEvent = 2;
  EXPECT_EQ(wrong(), "function 'f': block 0: no such events");
}

TEST_F(FactsVerifierTest, ReturnIsLast) {
  std::swap(F.Events[0], F.Events[1]);
  EXPECT_EQ(wrong(), "function 'f': block 0: goes on after a return");
}

TEST_F(FactsVerifierTest, Checks) {
  PreparedCheck &C = F.CheckFixes.emplace_back();
  C.Events = {0};
  EXPECT_EQ(wrong(), "");
  C.Events = {1};
  EXPECT_EQ(wrong(), "function 'f': check 0: of no call");
  C.Events = {7};
  EXPECT_EQ(wrong(), "function 'f': check 0: of no call");
  C.Events = {0};
  C.Since.push_back({99, ""});
  EXPECT_EQ(wrong(), "function 'f': check 0: no such string");
}

TEST_F(FactsVerifierTest, TuFacts) {
  TuFacts Tu;
  EXPECT_EQ(llvm::toString(verify(Tu)), "no strings");
  Tu.Strings = std::make_shared<support::StringPool>();
  Tu.Files = {""};
  EXPECT_EQ(llvm::toString(verify(Tu)), "");
  Tu.Bindings.emplace_back().Record = 5;
  EXPECT_EQ(llvm::toString(verify(Tu)), "malformed binding");
}

} // namespace
