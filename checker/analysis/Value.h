// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known of one value on the paths that lead to a point: an interval,
// known bits (GFP masks are read bit by bit), and which expression or fresh
// allocation it equals. Knows nothing of where values are kept.
#ifndef GFPCHECK_ANALYSIS_VALUE_H
#define GFPCHECK_ANALYSIS_VALUE_H

#include "facts/Facts.h"
#include <cstdint>
#include <limits>

namespace gfpcheck::analysis {

/// Identifies an allocation in one function's simulation; 0 is none.
using SiteId = uint32_t;
/// Set in the number of an allocation that fails with an error pointer.
inline constexpr SiteId ErrorSite = 1u << 31;

/// An element of the value lattice; the default is top (nothing known).
/// Invariant: the interval is not empty; contradictions are found by meet.
struct Value {
  int64_t Lo = std::numeric_limits<int64_t>::min();
  int64_t Hi = std::numeric_limits<int64_t>::max();
  uint64_t One = 0;       ///< Bits known to be set.
  uint64_t Zero = 0;      ///< Bits known to be clear.
  facts::ExprId Same = 0; ///< Equal to this canonical, pure expression.
  SiteId Site = 0;        ///< The result of this allocation, not yet checked.
  bool NonZero = false;
  /// Written since the function was entered, so that what is known of it says
  /// nothing about the value that the caller left there.
  bool Written = false;
  facts::Loc Since; ///< Branch that taught the last thing known.

  static Value constant(int64_t C);
  static Value nonZero();
  static Value zero() { return constant(0); }
  /// One of the pointers that are error codes: include/linux/err.h.
  static Value errorPointer();

  bool isConstant() const { return Lo == Hi; }
  bool isZero() const { return Lo == 0 && Hi == 0; }
  bool isNonZero() const { return NonZero || Lo > 0 || Hi < 0 || One != 0; }
  bool isErrorPointer() const;
  /// Nothing is known of the number itself.
  bool isTop() const;
  friend bool operator==(const Value &, const Value &) = default;
};

/// What holds on either path.
Value join(const Value &A, const Value &B);

/// Adds what B knows of the number to Into. False, and nothing changes, if both
/// cannot be.
bool meet(Value &Into, const Value &B);

/// The value of `A Op B` or `Op A`, from those of its operands. Unsigned says
/// how < <= > >= compare.
Value apply(facts::Op O, const Value &A, const Value &B, bool Unsigned = false);

} // namespace gfpcheck::analysis

#endif
