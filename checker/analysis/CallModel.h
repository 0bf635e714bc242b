// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a call means to its caller, whoever knows it: a rule or the summary of
// the callee. All expressions are those of the caller.
#ifndef GFPCHECK_ANALYSIS_CALLMODEL_H
#define GFPCHECK_ANALYSIS_CALLMODEL_H

#include "analysis/Evaluator.h"
#include "model/Api.h"
#include <string>
#include <vector>

namespace gfpcheck::analysis {

using support::StringId;

/// Is must hold of Expr for something to happen.
struct Condition {
  facts::ExprId Expr = 0;
  Value Is;
  facts::Loc Where;
  bool OnGfp = false; ///< It decides whether an allocation may block.
  friend bool operator==(const Condition &A, const Condition &B) {
    return A.Expr == B.Expr && A.Is.Lo == B.Is.Lo && A.Is.Hi == B.Is.Hi &&
           A.Is.One == B.Is.One && A.Is.Zero == B.Is.Zero &&
           A.Is.NonZero == B.Is.NonZero;
  }
};

/// Where something happens, seen from a caller: the calls down to it.
struct Witness {
  facts::Loc Where;      ///< The operation.
  StringId Function = 0; ///< The function it is in.
  StringId Api = 0;      ///< What is called there, as written.
  llvm::SmallVector<Origin::Step, 2> Path; ///< Calls, outermost first.
};

/// An operation that may sleep.
struct SleepOp {
  Witness At;
  bool IsAlloc = false;
  bool ImplicitGfp = false; ///< The flags are not an argument.
  facts::ExprId Gfp = 0;    ///< The mask, in the caller's terms; 0 if none.
  uint64_t GfpMask = 0;     ///< Bits of it that are known to be set.
  facts::ArgText GfpText;   ///< Where and how the mask is written.
  std::vector<Condition> If;
  llvm::SmallVector<Released, 1> Released; ///< Given up before it.
  model::ContextMask CallerIsNot = 0;
  /// What functions below hold there themselves; told of there.
  model::ContextMask Inside = 0;
  /// If not empty, only these forbid it.
  model::ContextMask OnlyIn = 0;
  model::Trust Trust = model::Trust::Reviewed;
  /// Whether it sleeps depends on something the rules cannot express.
  bool Sometimes = false;
  /// The symbol called, if only a rule that nobody has reviewed says that it
  /// sleeps; who has its body knows better.
  StringId Hearsay = 0;
  /// Calls on the way that went through a pointer with several targets.
  uint8_t Guesses = 0;
  /// The pointer nearest to the caller: the record it is in, the module that
  /// calls through it, and that of the target. 0 if there was none.
  StringId SlotRecord = 0, SlotModule = 0, SlotOwner = 0;
  std::string Why;
};

/// A pointer that is followed without a check.
struct DerefOp {
  Witness At;
  facts::ExprId Pointer = 0;
  std::vector<Condition> If;
};

/// An allocation that may return NULL, or an error pointer.
struct FreshMemory {
  Witness At;
  StringId Family = 0;
  facts::ExprId Gfp = 0;
  bool MayFail = true;
  bool IsError = false; ///< It fails with an error pointer.
};

/// A place the call writes.
struct Write {
  facts::ExprId Place = 0;
  Value Now;                        ///< Now.Same is in the caller's terms.
  std::optional<FreshMemory> Fresh; ///< It holds an unchecked allocation.
};

/// One way in which the call returns.
struct Outcome {
  std::vector<Condition> If;
  struct Leave {
    model::ContextKind Kind;
    facts::ExprId Lock = 0;
    bool Absolute = false;
  };
  llvm::SmallVector<Leave, 1> Leaves; ///< Applied before Enters.
  llvm::SmallVector<Held, 1> Enters;
  model::ContextMask CallerIsNot = 0;
  bool LastReference = false;       ///< A reference dropped was the last one.
  Value Result;                     ///< Result.Same is read after the writes.
  std::optional<FreshMemory> Fresh; ///< The result is an unchecked allocation.
  /// The call returns NULL, or an error pointer, because this allocation
  /// failed.
  std::optional<FreshMemory> Failed;
  std::vector<Write> Writes;
};

struct ResolvedCall {
  StringId Name = 0; ///< As a message says it.
  const model::Api *Rule = nullptr;
  bool Known = false;            ///< A rule or a summary speaks of the callee.
  bool Guessed = false;          ///< Target of a pointer, one of several.
  std::vector<Outcome> Outcomes; ///< Empty: returns, and nothing is known.
  bool NeverReturns = false;
  // Filled only when asked for.
  std::vector<SleepOp> Sleeps;
  std::vector<DerefOp> Derefs;
};

/// A call about to be resolved.
struct CallSite {
  const facts::FunctionFacts &Function;
  uint32_t EventIndex;
  const facts::Event &Event;
  const facts::CallInfo &Call;
};

class CallModel {
public:
  virtual ~CallModel() = default;
  /// Says what the call does in state S. Operations (Sleeps, Derefs) are
  /// wanted only when Full.
  virtual ResolvedCall resolve(const CallSite &Site, const State &S,
                               Evaluator &Eval, bool Full) = 0;
};

} // namespace gfpcheck::analysis

#endif
