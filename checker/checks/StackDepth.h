// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Adds up frames along chains of calls and judges what is more than the stack
// of its kind. The graph may be that of a file or of a whole program.
#ifndef GFPCHECK_CHECKS_STACKDEPTH_H
#define GFPCHECK_CHECKS_STACKDEPTH_H

#include "checks/CallbackContexts.h"
#include <optional>

namespace gfpcheck::checks {

inline constexpr llvm::StringLiteral StackDepthId = "gfp-stack-depth";

/// Stacks of the kernel. On x86-64 interrupts, hard and soft, have one of
/// their own per CPU.
enum class StackKind : uint8_t { Task, Irq };

struct StackCall {
  uint32_t To = 0; ///< Index into the graph.
  facts::Loc Where;
};

struct StackFunction {
  support::StringId Name = 0;
  facts::Loc Where;
  uint32_t Unit = 0;
  uint64_t Bytes = 0;      ///< Of its frame, without what a call itself costs.
  bool Open = false;       ///< Something of unknown size comes on top.
  bool OnIrqStack = false; ///< An interrupt calls it.
  std::vector<StackCall> Calls;
};

/// The deepest chains of a graph. Calls that close a circle are left out, so
/// the depth of a function that takes part in a recursion is that of one turn.
/// O(functions + calls).
class StackDepths {
public:
  StackDepths(llvm::ArrayRef<StackFunction> Graph, uint64_t CallBytes);

  /// Bytes from F's frame down to the end of its deepest chain.
  uint64_t depth(uint32_t F) const { return Depth[F]; }
  /// Function F calls itself, by way of others or directly.
  bool recursive(uint32_t F) const { return Recursive[F]; }
  struct Link {
    uint32_t Function = 0;
    facts::Loc Call; ///< Where its caller calls it; invalid for the first.
  };
  /// What follows F in its deepest chain; nothing if F is the end.
  std::optional<uint32_t> next(uint32_t F) const {
    return Next[F] < 0 ? std::nullopt
                       : std::optional(Graph[F].Calls[Next[F]].To);
  }
  /// F's deepest chain, F first.
  std::vector<Link> chain(uint32_t F) const;
  /// Is anything in the graph called by nothing but itself?
  bool isEntry(uint32_t F) const { return !Called[F]; }

private:
  void visit(uint32_t Root);

  llvm::ArrayRef<StackFunction> Graph;
  uint64_t CallBytes;
  std::vector<uint64_t> Depth;
  std::vector<int32_t> Next; ///< Call that leads deepest; -1: none.
  std::vector<bool> Recursive, Called;
  enum class Stage : uint8_t { New, Open, Done };
  std::vector<Stage> Seen;
};

/// What a chain may take, from the rule.
struct StackLimits {
  explicit StackLimits(const model::BugRule &Rule);
  uint64_t Task, Irq, PerCall;
  uint64_t of(StackKind K) const { return K == StackKind::Irq ? Irq : Task; }
};

/// Reports the chains of the graph that are too deep, each at its largest
/// frame. Only those that cross units if Crossing.
void judgeStacks(Reporter &R, const model::BugRule &Rule,
                 llvm::ArrayRef<StackFunction> Graph, const StackDepths &Depths,
                 bool Crossing);

/// Is the callback called on the stack of interrupts?
bool runsOnIrqStack(const model::CallbackRule &Rule);

/// The same for one file. Roots are its callbacks.
void checkStackDepth(Reporter &R, const model::BugRule &Rule,
                     llvm::ArrayRef<Root> Roots);

} // namespace gfpcheck::checks

#endif
