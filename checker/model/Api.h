// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What rules say a kernel function does. A rule beats the function's body.
#ifndef GFPCHECK_MODEL_API_H
#define GFPCHECK_MODEL_API_H

#include "model/ExecContext.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gfpcheck::model {

/// How far an entry can be trusted; bounds the confidence of what it leads to.
enum class Trust : uint8_t {
  Guess,    ///< From a name or a textual call graph with early returns.
  Derived,  ///< From a scan of the body or a straight-line call path.
  Reviewed, ///< Read in the source or documented.
};

/// A 1-based argument, or the result, of a call.
struct ArgRef {
  static constexpr uint8_t None = 0, Result = 255;
  uint8_t Index = None;
  bool valid() const { return Index != None; }
};

/// When something holds, seen from the caller.
struct When {
  enum class Kind : uint8_t {
    Never,
    Always,
    IfGfpBlocks, ///< The gfp argument Arg may block.
    IfNonZero,   ///< Argument Arg is non-zero.
    IfZero,      ///< Argument Arg is zero (or NULL).
    IfFlagSet,   ///< (Arg & value of constant Flag) != 0.
    IfFlagClear, ///< (Arg & value of constant Flag) == 0.
    Sometimes,   ///< Under a condition rules cannot express; see Text.
  };
  Kind What = Kind::Never;
  ArgRef Arg;
  std::string Flag; ///< Name of a constant for IfFlagSet and IfFlagClear.
  std::string Text; ///< The condition in words.
};

enum class FailsWith : uint8_t {
  Never,
  Null,
  ErrPtr,
  NullOrErr,
  NegativeInt,
  Zero,
  False,
  Count,
};

/// The call returns (or stores through Object) memory that the caller owns.
struct AllocEffect {
  ArgRef Object{ArgRef::Result}; ///< Result, or an out-parameter T **.
  std::string Family;            ///< "kmalloc", "vmalloc", "devm", "skb"...
  std::vector<std::string> FreedBy;
  ArgRef Gfp;              ///< The gfp_t argument, if there is one.
  std::string ImplicitGfp; ///< "GFP_KERNEL" where there is none.
  ArgRef Size, Count;      ///< Bytes; elements, when both multiply.
  FailsWith Fails = FailsWith::Null;
  /// The allocation cannot fail when this holds; Never by default.
  When CannotFail;
  /// The mask that CannotFail speaks of has GfpMeaning::NoFail.
  bool NoFailFlag = false;
  /// 0 no, 1 yes, 2 when __GFP_ZERO is given.
  uint8_t Zeroed = 0;
};

struct FreeEffect {
  ArgRef Object;
  std::vector<std::string> Families;
  bool NullOk = true;
};

/// The call changes the context.
struct ContextEffect {
  enum class Op : uint8_t {
    Enter, ///< Adds Kinds (acquires a lock, disables, begins a scope).
    Leave, ///< Removes Kinds.
    Try,   ///< Adds Kinds if the result says so.
  };
  Op What = Op::Enter;
  /// All kinds added or removed, the lock itself first:
  /// spin_lock_irqsave is {Spin, Irq}.
  std::vector<ContextKind> Kinds;
  ArgRef Object; ///< The lock.
  /// Try: the lock was taken when the result is non-zero (else: when zero).
  bool SuccessNonZero = true;
  /// Irq/Bh: sets or clears the state whatever it was (local_irq_enable,
  /// spin_unlock_irq); otherwise calls nest (local_irq_save, local_bh_disable).
  bool Absolute = false;
};

/// The result tells something about the context the caller runs in.
struct QueryEffect {
  /// A true (or false) result means that the caller runs in none of these.
  ContextMask NoneIfTrue = 0, NoneIfFalse = 0;
};

/// An argument is a callback, or a structure with one, that later runs
/// in some context. See CallbackRule for the rest.
struct Api {
  std::string Name;                 ///< As written in kernel source.
  std::vector<std::string> Symbols; ///< As called after macro expansion.
  int Arity = -1;                   ///< -1: not checked (macros, variadics).
  bool IsMacro = false;             ///< No function of this name need exist.
  std::optional<AllocEffect> Alloc;
  std::vector<FreeEffect> Frees;
  When Sleeps;
  Trust SleepTrust = Trust::Reviewed;
  std::vector<ContextEffect> Context;
  std::optional<QueryEffect> Query;
  std::vector<ArgRef> Derefs; ///< Arguments that must not be NULL;
  ArgRef DerefBytes;          ///< unless this one, a number of bytes, is zero.
  /// Arguments whose NULL it answers with an error, so that its callers need
  /// not look at them before.
  std::vector<ArgRef> Checks;
  bool KnownSleep = false; ///< The rule says whether it sleeps (even Never).
  std::string SleepWhy;    ///< "takes a mutex"; for traces.
  /// It does not sleep where one of these holds: vfree puts its work off in
  /// interrupts.
  ContextMask SleepNotIn = 0;
  /// If not empty, only these forbid it: dma_free_coherent wants interrupts
  /// enabled and no more.
  ContextMask SleepOnlyIn = 0;
  /// Equal arguments give equal results as long as the function is looked at,
  /// although no memory says so: static keys.
  bool Pure = false;
  /// A non-zero result means that the last reference was dropped, which
  /// callers usually know not to happen.
  bool LastReference = false;
  std::string Source; ///< Kernel file:line or document.
  Trust Confidence = Trust::Reviewed;

  /// Does it say of sleeping what nobody has reviewed?
  bool isHearsay() const { return KnownSleep && SleepTrust != Trust::Reviewed; }
  /// May whoever has the body say more of sleeping? A reviewed entry that is
  /// silent on it means that it does not.
  bool leavesSleepOpen() const {
    return isHearsay() || (!KnownSleep && Confidence != Trust::Reviewed);
  }
};

/// How a callback comes to run somewhere.
struct CallbackRule {
  std::string Struct, Field; ///< Slot of an ops table; or
  std::string Function;      ///< a registering function and
  ArgRef Arg;                ///< its argument that is the callback, or that
  std::string ViaStruct, ViaField;   ///< points at a structure with it.
  std::vector<ContextKind> Contexts; ///< Where it runs, outermost first.
  std::vector<std::string> Locks;    ///< Held by the caller, for messages.
  enum class Sleep : uint8_t { No, Yes, Conditional } MaySleep = Sleep::Yes;
  std::string Condition;    ///< For Conditional, in words.
  bool AlsoProcess = false; ///< Also called where sleeping is allowed.
  /// The rule is not for files that set this member to something: to UnlessFlag
  /// and perhaps more, or, without it, to anything but zero.
  std::string UnlessStruct, UnlessField, UnlessFlag;
  std::string Source;
  Trust Confidence = Trust::Reviewed;
};

} // namespace gfpcheck::model

#endif
