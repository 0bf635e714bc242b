// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/Fold.h"

using namespace gfpcheck::facts;

namespace {

bool isComparison(Op O) { return O >= Op::Eq && O <= Op::Ge; }

bool isUnsigned64(const TypeInfo &T) {
  return T.Kind == TypeKind::Pointer ||
         (T.Kind == TypeKind::Int && T.Bits == 64 && !T.Signed);
}

unsigned widthOf(const TypeInfo &T) {
  return (T.Kind == TypeKind::Int || T.Kind == TypeKind::Bool) && T.Bits
             ? T.Bits
             : 64;
}

std::optional<int64_t> foldUnary(Op O, int64_t A) {
  switch (O) {
  case Op::Not:
    return A == 0;
  case Op::BitNot:
    return ~A;
  case Op::Neg:
    return int64_t(-uint64_t(A));
  default:
    return std::nullopt;
  }
}

std::optional<int64_t> foldComparison(Op O, int64_t A, int64_t B,
                                      bool Unsigned) {
  bool Less = Unsigned ? uint64_t(A) < uint64_t(B) : A < B;
  switch (O) {
  case Op::Eq:
    return A == B;
  case Op::Ne:
    return A != B;
  case Op::Lt:
    return Less;
  case Op::Le:
    return Less || A == B;
  case Op::Gt:
    return !Less && A != B;
  case Op::Ge:
    return !Less;
  default:
    return std::nullopt;
  }
}

/// Nothing where C leaves the result undefined.
std::optional<int64_t> foldDivision(Op O, int64_t A, int64_t B, bool Unsigned) {
  if (B == 0 || (!Unsigned && B == -1 && A == INT64_MIN))
    return std::nullopt;
  if (Unsigned)
    return int64_t(O == Op::Div ? uint64_t(A) / uint64_t(B)
                                : uint64_t(A) % uint64_t(B));
  return O == Op::Div ? A / B : A % B;
}

std::optional<int64_t> foldShift(Op O, int64_t A, int64_t B, const TypeInfo &T,
                                 bool Unsigned) {
  if (B < 0 || B >= int64_t(widthOf(T)))
    return std::nullopt;
  if (O == Op::Shl)
    return int64_t(uint64_t(A) << B);
  return Unsigned ? int64_t(uint64_t(A) >> B) : A >> B;
}

std::optional<int64_t> foldBinary(const Expr &E, const Expr &L, const Expr &R) {
  int64_t A = L.Value, B = R.Value;
  bool Unsigned = isUnsigned64(L.Type) || isUnsigned64(R.Type);
  if (isComparison(E.Operator))
    return foldComparison(E.Operator, A, B, Unsigned);
  switch (E.Operator) {
  case Op::Add:
    return int64_t(uint64_t(A) + uint64_t(B));
  case Op::Sub:
    return int64_t(uint64_t(A) - uint64_t(B));
  case Op::Mul:
    return int64_t(uint64_t(A) * uint64_t(B));
  case Op::Div:
  case Op::Rem:
    return foldDivision(E.Operator, A, B, isUnsigned64(E.Type));
  case Op::Shl:
  case Op::Shr:
    return foldShift(E.Operator, A, B, E.Type, isUnsigned64(L.Type));
  case Op::And:
    return A & B;
  case Op::Or:
    return A | B;
  case Op::Xor:
    return A ^ B;
  case Op::LAnd:
    return A && B;
  case Op::LOr:
    return A || B;
  default:
    return std::nullopt;
  }
}

bool isConst(const Expr &E, int64_t Value) {
  return E.Kind == ExprKind::Const && E.Value == Value;
}

/// x && 1 and x || 0 depend on x alone.
bool isNeutral(Op O, const Expr &E) {
  return E.Kind == ExprKind::Const && (E.Value != 0) == (O == Op::LAnd);
}

/// Two functions are equal when their names are; none is NULL.
std::optional<int64_t> foldFunctions(const Expr &E, const Expr &L,
                                     const Expr &R) {
  bool Left = L.Kind == ExprKind::Func, Right = R.Kind == ExprKind::Func;
  if ((E.Operator != Op::Eq && E.Operator != Op::Ne) || !(Left || Right) ||
      !((Left && Right) || isConst(L, 0) || isConst(R, 0)))
    return std::nullopt;
  bool Equal = Left && Right && L.Name == R.Name;
  return Equal == (E.Operator == Op::Eq);
}

/// x && 0 and x || 1 do not depend on x, which has no effects.
std::optional<int64_t> foldDecided(const Expr &E, const Expr &L,
                                   const Expr &R) {
  if (auto Functions = foldFunctions(E, L, R))
    return Functions;
  if (E.Operator != Op::LAnd && E.Operator != Op::LOr)
    return std::nullopt;
  for (const Expr *Side : {&L, &R})
    if (Side->Kind == ExprKind::Const && !isNeutral(E.Operator, *Side))
      return E.Operator == Op::LOr;
  return std::nullopt;
}

std::optional<ExprId> foldUnaryPair(const ExprTable &Table, const Expr &E) {
  const Expr &A = Table[E.A];
  if (A.Kind != ExprKind::Unary || A.Operator != E.Operator)
    return std::nullopt;
  // !!x is x only where x is a truth value.
  if (E.Operator == Op::Not)
    return isTruth(Table, A.A) ? std::optional<ExprId>(A.A) : std::nullopt;
  return Table[A.A].Type == E.Type ? std::optional<ExprId>(A.A) : std::nullopt;
}

std::optional<ExprId> foldNeutral(const ExprTable &Table, const Expr &E) {
  const Expr &L = Table[E.A], &R = Table[E.B];
  // Casts between pointers leave no trace.
  auto Keeps = [&](const Expr &X) {
    return X.Type == E.Type || (X.Type.Kind == TypeKind::Pointer &&
                                E.Type.Kind == TypeKind::Pointer);
  };
  bool LeftKeeps = Keeps(L), RightKeeps = Keeps(R);
  switch (E.Operator) {
  case Op::Add:
  case Op::Or:
  case Op::Xor:
    if (RightKeeps && isConst(L, 0))
      return E.B;
    [[fallthrough]];
  case Op::Sub:
  case Op::Shl:
  case Op::Shr:
    if (LeftKeeps && isConst(R, 0))
      return E.A;
    return std::nullopt;
  case Op::Mul:
    if (RightKeeps && isConst(L, 1))
      return E.B;
    [[fallthrough]];
  case Op::Div:
    if (LeftKeeps && isConst(R, 1))
      return E.A;
    return std::nullopt;
  case Op::And:
    if (RightKeeps && isConst(R, 0))
      return E.B;
    if (LeftKeeps && isConst(L, 0))
      return E.A;
    return std::nullopt;
  case Op::Ne:
    if (isConst(R, 0) && isTruth(Table, E.A))
      return E.A;
    return std::nullopt;
  case Op::LAnd:
  case Op::LOr:
    // The neutral operand leaves the other one, which must be a truth value.
    if (isNeutral(E.Operator, R) && isTruth(Table, E.A))
      return E.A;
    if (isNeutral(E.Operator, L) && isTruth(Table, E.B))
      return E.B;
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

} // namespace

int64_t gfpcheck::facts::fitToType(int64_t Value, const TypeInfo &T) {
  if (T.Kind == TypeKind::Bool)
    return Value != 0;
  if (T.Kind != TypeKind::Int || T.Bits == 0 || T.Bits >= 64)
    return Value;
  uint64_t Low = uint64_t(Value) & ((uint64_t(1) << T.Bits) - 1);
  if (T.Signed && (Low >> (T.Bits - 1)) != 0)
    Low |= ~uint64_t(0) << T.Bits;
  return int64_t(Low);
}

bool gfpcheck::facts::isTruth(const ExprTable &Table, ExprId Id) {
  const Expr &E = Table[Id];
  switch (E.Kind) {
  case ExprKind::Const:
    return E.Value == 0 || E.Value == 1;
  case ExprKind::Unary:
    return E.Operator == Op::Not;
  case ExprKind::Binary:
    return isComparison(E.Operator) || E.Operator == Op::LAnd ||
           E.Operator == Op::LOr;
  case ExprKind::Unknown:
    return false;
  default:
    return E.Type.Kind == TypeKind::Bool;
  }
}

std::optional<ExprId> gfpcheck::facts::foldToOperand(const ExprTable &Table,
                                                     const Expr &E) {
  switch (E.Kind) {
  case ExprKind::AddrOf:
    if (Table[E.A].Kind == ExprKind::Deref)
      return Table[E.A].A;
    return std::nullopt;
  case ExprKind::Deref:
    if (Table[E.A].Kind == ExprKind::AddrOf)
      return Table[E.A].A;
    return std::nullopt;
  case ExprKind::Cast:
    if (Table[E.A].Type == E.Type && E.A)
      return E.A;
    return std::nullopt;
  case ExprKind::Unary:
    return foldUnaryPair(Table, E);
  case ExprKind::Binary:
    return foldNeutral(Table, E);
  default:
    return std::nullopt;
  }
}

Expr gfpcheck::facts::foldToConstant(const ExprTable &Table, const Expr &E) {
  std::optional<int64_t> Value;
  const Expr &A = Table[E.A];
  switch (E.Kind) {
  case ExprKind::Const:
    Value = E.Value;
    break;
  case ExprKind::Cast:
    if (A.Kind == ExprKind::Const && E.Type.Kind != TypeKind::Float)
      Value = A.Value;
    break;
  case ExprKind::Unary:
    if (A.Kind == ExprKind::Const)
      Value = foldUnary(E.Operator, A.Value);
    break;
  case ExprKind::Binary:
    if (A.Kind == ExprKind::Const && Table[E.B].Kind == ExprKind::Const)
      Value = foldBinary(E, A, Table[E.B]);
    else
      Value = foldDecided(E, A, Table[E.B]);
    break;
  default:
    break;
  }
  if (!Value)
    return E;
  return {.Kind = ExprKind::Const,
          .Value = fitToType(*Value, E.Type),
          .Type = E.Type};
}
