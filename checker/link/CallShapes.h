// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What decides whom a function may call, in few bytes and without its
// expressions: the names that it calls, where the pointers come from that it
// calls through, and the functions that it hands over or stores.
#ifndef GFPCHECK_LINK_CALLSHAPES_H
#define GFPCHECK_LINK_CALLSHAPES_H

#include "analysis/Evaluator.h"
#include "summary/Unit.h"
#include "llvm/ADT/ArrayRef.h"

namespace gfpcheck::link {

/// A field of a record: where a pointer to a function is kept.
using SlotKey = std::pair<support::StringId, support::StringId>;

inline constexpr uint32_t NoParam = ~uint32_t(0);

/// What a pointer that is called is, on some ways to the call.
struct CalledPointer {
  enum class From : uint8_t { Function, Slot, Parameter, Unknown };
  From Kind = From::Unknown;
  support::StringId Function = 0;
  SlotKey Slot;
  uint32_t Param = NoParam;
  friend bool operator==(const CalledPointer &,
                         const CalledPointer &) = default;
};

/// An argument that is a function, or a parameter of the caller.
struct ArgShape {
  uint32_t Index = 0;
  support::StringId Function = 0; ///< 0: it is the parameter.
  uint32_t Param = NoParam;
};

/// An open call.
struct CallShape {
  support::StringId Callee = 0;    ///< 0: through a pointer.
  uint32_t ThroughParam = NoParam; ///< As written, the pointer is this one.
  bool Applied = false;            ///< See summary::OpenCall.
  llvm::ArrayRef<CalledPointer> Pointers; ///< Of its ways, in their order.
  llvm::ArrayRef<ArgShape> Args;
};

/// A function handed to a callee that is named.
struct HandedFunction {
  support::StringId Callee = 0;
  uint32_t Index = 0; ///< Of the argument.
  support::StringId Function = 0;
};

/// A function, or the parameter that may be one, stored in a field.
struct StoredFunction {
  SlotKey Slot;
  support::StringId Function = 0; ///< 0: it is the parameter.
  uint32_t Param = NoParam;
  friend bool operator==(const StoredFunction &,
                         const StoredFunction &) = default;
};

/// What a function stores, `t->function = fn`: who calls it with a function
/// fills the slot.
std::vector<StoredFunction> storedFunctions(const summary::FunctionSummary &S,
                                            const facts::ExprTable &Portable);

/// A call as the depth of the stack has it.
struct StackCallShape {
  support::StringId Callee =
      0; ///< 0: through the pointer of open call Open - 1.
  uint32_t Open = 0;
  facts::Loc Where; ///< Of one way to it.
};

/// The shapes of many functions, by number.
class CallShapes {
public:
  /// Takes the shape out of a function and returns its number, the next one.
  uint32_t add(const summary::OpenFrame &Frame, const summary::CallList &List,
               llvm::ArrayRef<StoredFunction> Stores);

  size_t callCount(uint32_t Shape) const {
    return Ends[Shape + 1].Calls - Ends[Shape].Calls;
  }
  CallShape call(uint32_t Shape, size_t Call) const;
  llvm::ArrayRef<HandedFunction> handed(uint32_t Shape) const {
    return slice(Handed, Ends[Shape].Handed, Ends[Shape + 1].Handed);
  }
  llvm::ArrayRef<StoredFunction> stored(uint32_t Shape) const {
    return slice(Stored, Ends[Shape].Stored, Ends[Shape + 1].Stored);
  }
  llvm::ArrayRef<StackCallShape> stackCalls(uint32_t Shape) const {
    return slice(StackCalls, Ends[Shape].StackCalls,
                 Ends[Shape + 1].StackCalls);
  }
  /// How many there are.
  size_t size() const { return Ends.size() - 1; }

  /// Reads or writes all of them; see support/Archive.h. What is read can be
  /// used if it is consistent() in a program of so many strings and files.
  template <class A> void io(A &Ar);
  bool consistent(size_t Strings, size_t Files) const;

private:
  bool refersBelow(size_t Strings, size_t Files) const;

  struct Call {
    support::StringId Callee = 0;
    uint32_t ThroughParam = NoParam;
    uint32_t Pointers = 0, Args = 0; ///< Where those of the next call begin.
    uint32_t Applied = 0;
  };
  struct End {
    uint32_t Calls = 0, Handed = 0, Stored = 0, StackCalls = 0;
  };

  template <class T>
  static llvm::ArrayRef<T> slice(const std::vector<T> &V, size_t From,
                                 size_t To) {
    return llvm::ArrayRef(V).slice(From, To - From);
  }
  void addCalls(const summary::OpenFrame &Frame);
  void addPointers(const summary::OpenFrame &Frame, const summary::OpenCall &C,
                   analysis::Evaluator &Eval, const facts::ExprTable &Exprs);

  std::vector<Call> Calls{1}; ///< After one that is none.
  std::vector<CalledPointer> Pointers;
  std::vector<ArgShape> Args;
  std::vector<HandedFunction> Handed;
  std::vector<StoredFunction> Stored;
  std::vector<StackCallShape> StackCalls;
  std::vector<End> Ends{{1, 0, 0, 0}};
};

} // namespace gfpcheck::link

#endif
