// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/Facts.h"
#include "facts/Fold.h"
#include "gtest/gtest.h"

using namespace gfpcheck::facts;

namespace {

constexpr TypeInfo I32 = {TypeKind::Int, true, 32, 0};
constexpr TypeInfo U32 = {TypeKind::Int, false, 32, 0};
constexpr TypeInfo U8 = {TypeKind::Int, false, 8, 0};
constexpr TypeInfo I8 = {TypeKind::Int, true, 8, 0};
constexpr TypeInfo I64 = {TypeKind::Int, true, 64, 0};
constexpr TypeInfo U64 = {TypeKind::Int, false, 64, 0};
constexpr TypeInfo Bool = {TypeKind::Bool, false, 1, 0};
constexpr TypeInfo Ptr = {TypeKind::Pointer, false, 0, 0};

class ExprTableTest : public testing::Test {
protected:
  /// The value that op folds to, or nothing.
  std::optional<int64_t> folded(Op O, int64_t A, int64_t B, TypeInfo T) {
    return valueOf(Table.binary(O, Table.constant(A, T), Table.constant(B, T),
                                T));
  }
  std::optional<int64_t> valueOf(ExprId Id) {
    if (Table[Id].Kind != ExprKind::Const)
      return std::nullopt;
    return Table[Id].Value;
  }
  ExprTable Table;
};

TEST_F(ExprTableTest, ZeroIsUnknown) {
  EXPECT_EQ(Table.size(), 1u);
  EXPECT_EQ(Table[0].Kind, ExprKind::Unknown);
  EXPECT_EQ(Table.get({}), 0u);
}

TEST_F(ExprTableTest, EqualExpressionsHaveEqualIds) {
  ExprId X = Table.var(0, I32), Y = Table.var(1, I32);
  EXPECT_NE(X, Y);
  EXPECT_EQ(Table.var(0, I32), X);
  EXPECT_EQ(Table.binary(Op::Add, X, Y, I32), Table.binary(Op::Add, X, Y, I32));
  EXPECT_NE(Table.binary(Op::Add, X, Y, I32), Table.binary(Op::Add, Y, X, I32));
  EXPECT_NE(Table.field(X, 1, 2, I32), Table.field(X, 1, 3, I32));
  EXPECT_NE(Table.constant(1, I32), Table.constant(1, U32));
}

TEST_F(ExprTableTest, ManyExpressionsStayApart) {
  std::vector<ExprId> Ids;
  for (int I = 0; I < 20000; ++I)
    Ids.push_back(Table.constant(I, I64));
  for (int I = 0; I < 20000; ++I) {
    EXPECT_EQ(Table.constant(I, I64), Ids[size_t(I)]);
    EXPECT_EQ(Table[Ids[size_t(I)]].Value, I);
  }
}

TEST_F(ExprTableTest, UnknownsAreFresh) {
  ExprId A = Table.unknown(), B = Table.unknown();
  EXPECT_NE(A, B);
  EXPECT_NE(A, 0u);
  // A serial number that was given explicitly is not given again.
  ExprId C = Table.get({.Kind = ExprKind::Unknown, .Value = 70, .Type = {}});
  EXPECT_EQ(Table.get({.Kind = ExprKind::Unknown, .Value = 70, .Type = {}}), C);
  EXPECT_EQ(Table[Table.unknown()].Value, 71);
}

TEST_F(ExprTableTest, AddressAndDereferenceCancel) {
  ExprId P = Table.var(0, Ptr), X = Table.var(1, I32);
  EXPECT_EQ(Table.addrOf(Table.deref(P, I32), Ptr), P);
  EXPECT_EQ(Table.deref(Table.addrOf(X, Ptr), I32), X);
  ExprId F = Table.field(Table.deref(P), 1, 2, I32);
  EXPECT_EQ(Table[Table.addrOf(F, Ptr)].Kind, ExprKind::AddrOf);
}

TEST_F(ExprTableTest, DoubleNegation) {
  ExprId X = Table.var(0, I32), P = Table.var(1, Bool);
  EXPECT_EQ(Table.unary(Op::Neg, Table.unary(Op::Neg, X, I32), I32), X);
  EXPECT_EQ(Table.unary(Op::BitNot, Table.unary(Op::BitNot, X, I32), I32), X);
  // !!x is not x, but !!!x is !x and !!(a == b) is a == b.
  ExprId Not = Table.unary(Op::Not, X, I32);
  ExprId NotNot = Table.unary(Op::Not, Not, I32);
  EXPECT_NE(NotNot, X);
  EXPECT_EQ(Table.unary(Op::Not, NotNot, I32), Not);
  EXPECT_EQ(Table.unary(Op::Not, Table.unary(Op::Not, P, I32), I32), P);
  ExprId Eq = Table.binary(Op::Eq, X, X, I32);
  EXPECT_EQ(Table.unary(Op::Not, Table.unary(Op::Not, Eq, I32), I32), Eq);
}

TEST_F(ExprTableTest, ConstantsFitTheirType) {
  EXPECT_EQ(valueOf(Table.constant(0x1ff, U8)), 0xff);
  EXPECT_EQ(valueOf(Table.constant(0xff, I8)), -1);
  EXPECT_EQ(valueOf(Table.constant(-1, U32)), 0xffffffffll);
  EXPECT_EQ(valueOf(Table.constant(-1, U64)), -1);
  EXPECT_EQ(valueOf(Table.constant(7, Bool)), 1);
}

TEST_F(ExprTableTest, ArithmeticWraps) {
  EXPECT_EQ(folded(Op::Add, 0xffffffff, 1, U32), 0);
  EXPECT_EQ(folded(Op::Sub, 0, 1, U32), 0xffffffffll);
  EXPECT_EQ(folded(Op::Mul, 16, 16, U8), 0);
  EXPECT_EQ(folded(Op::Or, 0xcc0, 0x100, U32), 0xdc0);
  EXPECT_EQ(valueOf(Table.unary(Op::BitNot, Table.constant(0, U32), U32)),
            0xffffffffll);
}

TEST_F(ExprTableTest, ComparisonsKnowSigns) {
  EXPECT_EQ(folded(Op::Lt, -1, 0, I64), 1);
  EXPECT_EQ(folded(Op::Lt, -1, 0, U64), 0);
  EXPECT_EQ(folded(Op::Ge, -1, 1, U64), 1);
}

TEST_F(ExprTableTest, WhatIsUndefinedIsNotFolded) {
  EXPECT_FALSE(folded(Op::Div, 1, 0, I32));
  EXPECT_FALSE(folded(Op::Rem, 1, 0, U64));
  EXPECT_FALSE(folded(Op::Div, INT64_MIN, -1, I64));
  EXPECT_FALSE(folded(Op::Shl, 1, 32, I32));
  EXPECT_FALSE(folded(Op::Shr, 1, -1, I64));
  EXPECT_EQ(folded(Op::Shl, 1, 31, U32), 0x80000000ll);
}

TEST_F(ExprTableTest, NeutralOperands) {
  ExprId X = Table.var(0, I32), Zero = Table.constant(0, I32);
  EXPECT_EQ(Table.binary(Op::Add, X, Zero, I32), X);
  EXPECT_EQ(Table.binary(Op::Or, Zero, X, I32), X);
  EXPECT_EQ(Table.binary(Op::Sub, X, Zero, I32), X);
  EXPECT_NE(Table.binary(Op::Sub, Zero, X, I32), X);
  EXPECT_EQ(Table.binary(Op::And, X, Zero, I32), Zero);
  // The type changes: not the same.
  EXPECT_NE(Table.binary(Op::Add, X, Zero, I64), X);
}

TEST_F(ExprTableTest, LogicWithConstants) {
  ExprId X = Table.var(0, I32), B = Table.var(1, Bool);
  ExprId One = Table.constant(1, I32), Zero = Table.constant(0, I32);
  EXPECT_EQ(valueOf(Table.binary(Op::LAnd, X, Zero, I32)), 0);
  EXPECT_EQ(valueOf(Table.binary(Op::LOr, One, X, I32)), 1);
  EXPECT_EQ(Table.binary(Op::LAnd, B, One, I32), B);
  EXPECT_NE(Table.binary(Op::LAnd, X, One, I32), X);
  EXPECT_EQ(Table.binary(Op::Ne, B, Zero, I32), B);
  EXPECT_NE(Table.binary(Op::Ne, X, Zero, I32), X);
}

TEST_F(ExprTableTest, Casts) {
  ExprId X = Table.var(0, U32);
  Expr Cast = {.Kind = ExprKind::Cast, .A = X, .Type = U32};
  EXPECT_EQ(Table.get(Cast), X);
  Cast.Type = U8;
  EXPECT_NE(Table.get(Cast), X);
  Cast.A = Table.constant(300, U32);
  EXPECT_EQ(valueOf(Table.get(Cast)), 44);
}

TEST_F(ExprTableTest, Contains) {
  ExprId P = Table.var(0, Ptr), Q = Table.var(1, Ptr);
  ExprId F = Table.field(Table.deref(P), 1, 2, I32);
  ExprId Sum = Table.binary(Op::Add, Table.constant(3, I32), F, I32);
  EXPECT_TRUE(Table.contains(Sum, P));
  EXPECT_TRUE(Table.contains(Sum, F));
  EXPECT_TRUE(Table.contains(Sum, Sum));
  EXPECT_FALSE(Table.contains(Sum, Q));
  EXPECT_FALSE(Table.contains(P, Sum));
}

TEST_F(ExprTableTest, Places) {
  ExprId P = Table.var(0, Ptr);
  EXPECT_TRUE(Table.isPlace(P));
  EXPECT_TRUE(Table.isPlace(Table.deref(P)));
  EXPECT_TRUE(Table.isPlace(Table.temp(3)));
  EXPECT_TRUE(Table.isPlace(Table.index(Table.deref(P), P)));
  EXPECT_FALSE(Table.isPlace(Table.constant(1)));
  EXPECT_FALSE(Table.isPlace(0));
  EXPECT_FALSE(Table.isPlace(Table.func(1)));
}

TEST(ExprTableFold, FunctionsAreEqualByName) {
  ExprTable T;
  TypeInfo Int{.Kind = TypeKind::Int, .Signed = true, .Bits = 32};
  ExprId F = T.func(7), G = T.func(8), Null = T.constant(0);
  EXPECT_EQ(T.binary(Op::Eq, F, F, Int), T.constant(1, Int));
  EXPECT_EQ(T.binary(Op::Eq, F, G, Int), T.constant(0, Int));
  EXPECT_EQ(T.binary(Op::Ne, F, G, Int), T.constant(1, Int));
  EXPECT_EQ(T.binary(Op::Eq, F, Null, Int), T.constant(0, Int));
  EXPECT_EQ(T[T.binary(Op::Eq, F, T.var(0), Int)].Kind, ExprKind::Binary);
}

} // namespace
