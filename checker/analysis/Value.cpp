// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analysis/Value.h"
#include <algorithm>

namespace gfpcheck::analysis {

using facts::Op;

Value Value::constant(int64_t C) {
  Value V;
  V.Lo = V.Hi = C;
  V.One = uint64_t(C);
  V.Zero = ~uint64_t(C);
  V.NonZero = C != 0;
  return V;
}

Value Value::nonZero() {
  Value V;
  V.NonZero = true;
  return V;
}

/// -MAX_ERRNO.
static constexpr int64_t LowestError = -4095;

Value Value::errorPointer() {
  Value V;
  V.Lo = LowestError;
  V.Hi = -1;
  return V;
}

bool Value::isErrorPointer() const { return Lo >= LowestError && Hi < 0; }

bool Value::isTop() const {
  return Lo == std::numeric_limits<int64_t>::min() &&
         Hi == std::numeric_limits<int64_t>::max() && !One && !Zero && !NonZero;
}

Value join(const Value &A, const Value &B) {
  Value V;
  V.Lo = std::min(A.Lo, B.Lo);
  V.Hi = std::max(A.Hi, B.Hi);
  V.One = A.One & B.One;
  V.Zero = A.Zero & B.Zero;
  V.NonZero = A.isNonZero() && B.isNonZero();
  V.Same = A.Same == B.Same ? A.Same : 0;
  V.Site = A.Site == B.Site ? A.Site : 0;
  V.Written = A.Written || B.Written;
  V.Since = std::max(A.Since, B.Since);
  return V;
}

/// False if A says things that cannot be true together; completes it else.
static bool settle(Value &A) {
  if (A.Lo > A.Hi || (A.One & A.Zero))
    return false;
  if (A.NonZero) {
    if (A.Lo == 0)
      ++A.Lo;
    if (A.Hi == 0)
      --A.Hi;
    if (A.Lo > A.Hi)
      return false;
  }
  if (A.isConstant()) {
    uint64_t C = uint64_t(A.Lo);
    if ((A.One & ~C) || (A.Zero & C))
      return false;
    A.One = C;
    A.Zero = ~C;
  }
  return true;
}

bool meet(Value &Into, const Value &B) {
  Value A = Into;
  A.Lo = std::max(A.Lo, B.Lo);
  A.Hi = std::min(A.Hi, B.Hi);
  A.One |= B.One;
  A.Zero |= B.Zero;
  A.NonZero = A.isNonZero() || B.isNonZero();
  if (!settle(A))
    return false;
  Into = A;
  return true;
}

namespace {

int64_t compute(Op O, int64_t A, int64_t B, bool &Ok) {
  uint64_t X = uint64_t(A), Y = uint64_t(B);
  switch (O) {
  case Op::Add:
    return int64_t(X + Y);
  case Op::Sub:
    return int64_t(X - Y);
  case Op::Mul:
    return int64_t(X * Y);
  case Op::And:
    return int64_t(X & Y);
  case Op::Or:
    return int64_t(X | Y);
  case Op::Xor:
    return int64_t(X ^ Y);
  case Op::Shl:
    Ok = Y < 64;
    return Ok ? int64_t(X << Y) : 0;
  case Op::Shr:
    Ok = Y < 64;
    return Ok ? A >> Y : 0;
  case Op::Div:
    Ok = B != 0 && B != -1;
    return Ok ? A / B : 0;
  case Op::Rem:
    Ok = B != 0 && B != -1;
    return Ok ? A % B : 0;
  case Op::Eq:
    return A == B;
  case Op::Ne:
    return A != B;
  case Op::Lt:
    return A < B;
  case Op::Le:
    return A <= B;
  case Op::Gt:
    return A > B;
  case Op::Ge:
    return A >= B;
  case Op::LAnd:
    return A && B;
  case Op::LOr:
    return A || B;
  default:
    Ok = false;
    return 0;
  }
}

Value truth(bool IsTrue, bool IsFalse) {
  if (IsTrue)
    return Value::constant(1);
  if (IsFalse)
    return Value::constant(0);
  Value V;
  V.Lo = 0;
  V.Hi = 1;
  V.Zero = ~uint64_t(1);
  return V;
}

Value compare(Op O, const Value &A, const Value &B) {
  switch (O) {
  case Op::Eq:
  case Op::Ne: {
    bool Differ = A.Hi < B.Lo || B.Hi < A.Lo || (A.One & B.Zero) ||
                  (A.Zero & B.One) || (A.isZero() && B.isNonZero()) ||
                  (A.isNonZero() && B.isZero());
    return O == Op::Eq ? truth(false, Differ) : truth(Differ, false);
  }
  case Op::Lt:
    return truth(A.Hi < B.Lo, A.Lo >= B.Hi);
  case Op::Le:
    return truth(A.Hi <= B.Lo, A.Lo > B.Hi);
  case Op::Gt:
    return truth(A.Lo > B.Hi, A.Hi <= B.Lo);
  case Op::Ge:
    return truth(A.Lo >= B.Hi, A.Hi < B.Lo);
  default:
    return {};
  }
}

/// Numbers are kept as signed; seen as unsigned the negative ones are above
/// all others. IS_ERR_VALUE lives from this.
Value compareUnsigned(Op O, const Value &A, const Value &B) {
  bool AHigh = A.Hi < 0, ALow = A.Lo >= 0, BHigh = B.Hi < 0, BLow = B.Lo >= 0;
  if ((AHigh && BHigh) || (ALow && BLow))
    return compare(O, A, B);
  bool AAbove = AHigh && BLow, BAbove = BHigh && ALow;
  if (O == Op::Gt || O == Op::Ge)
    return truth(AAbove, BAbove);
  return truth(BAbove, AAbove);
}

Value fromBits(uint64_t One, uint64_t Zero) {
  Value V;
  V.One = One;
  V.Zero = Zero;
  V.NonZero = One != 0;
  if ((One | Zero) == ~uint64_t(0))
    return Value::constant(int64_t(One));
  // A clear sign bit bounds the number from both sides.
  if (Zero >> 63) {
    V.Lo = int64_t(One);
    V.Hi = int64_t(~Zero);
  }
  return V;
}

} // namespace

Value apply(Op O, const Value &A, const Value &B, bool Unsigned) {
  switch (O) {
  case Op::Not:
    return truth(A.isZero(), A.isNonZero());
  case Op::BitNot:
    return fromBits(A.Zero, A.One);
  case Op::Neg:
    return A.isConstant() ? Value::constant(int64_t(-uint64_t(A.Lo))) : Value();
  case Op::Lt:
  case Op::Le:
  case Op::Gt:
  case Op::Ge:
    return Unsigned ? compareUnsigned(O, A, B) : compare(O, A, B);
  default:
    break;
  }
  if (A.isConstant() && B.isConstant()) {
    bool Ok = true;
    int64_t R = compute(O, A.Lo, B.Lo, Ok);
    if (Ok)
      return Value::constant(R);
  }
  switch (O) {
  case Op::And:
    return fromBits(A.One & B.One, A.Zero | B.Zero);
  case Op::Or:
    return fromBits(A.One | B.One, A.Zero & B.Zero);
  case Op::Xor:
    return fromBits((A.One & B.Zero) | (A.Zero & B.One),
                    (A.One & B.One) | (A.Zero & B.Zero));
  case Op::LAnd:
    return truth(A.isNonZero() && B.isNonZero(), A.isZero() || B.isZero());
  case Op::LOr:
    return truth(A.isNonZero() || B.isNonZero(), A.isZero() && B.isZero());
  case Op::Eq:
  case Op::Ne:
    return compare(O, A, B);
  default:
    return {};
  }
}

} // namespace gfpcheck::analysis
