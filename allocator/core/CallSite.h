// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who called the allocator, by which name, and through which functions.
#ifndef KALLOC_CORE_CALLSITE_H
#define KALLOC_CORE_CALLSITE_H

#include <cstddef>
#include <cstdint>

namespace kalloc {

/// The name of the function that the program called and the address it returns
/// to.
struct CallSite {
  /// The kernel's name, such as "kmalloc"; a literal, never freed.
  const char *Api = nullptr;
  /// A return address in the program.
  const void *Caller = nullptr;
};

/// Return addresses of the callers, the innermost first.
struct StackTrace {
  static constexpr unsigned MaxFrames = 16;
  const void *Frames[MaxFrames] = {};
  uint32_t NumFrames = 0;
};

/// Follows the chain of frame pointers from the caller, until the frame that
/// returns to Innermost, which becomes Frames[0]; all of it when Innermost is
/// null or not found. Never leaves the stack it runs on.
void captureStack(StackTrace &Trace, const void *Innermost = nullptr);

/// The same from a given place on, of a program that was interrupted.
void captureStackFrom(StackTrace &Trace, const void *Place,
                      const void *FramePointer);

/// The stack that this thread runs on, [Low, High); zeros when it is not known.
struct StackBounds {
  uintptr_t Low = 0;
  uintptr_t High = 0;
};

StackBounds currentStackBounds();
/// Told by whoever switches stacks.
void setStackBounds(StackBounds Bounds);

/// Names the outermost function of the API while it calls others of them:
/// an allocation inside of devm_kzalloc() is told as devm_kzalloc's.
///
///     void *devm_kzalloc(...) { ApiScope Scope("devm_kzalloc",
///     __builtin_return_address(0)); ... }
class ApiScope {
public:
  ApiScope(const char *Api, const void *Caller);
  ~ApiScope();
  ApiScope(const ApiScope &) = delete;
  ApiScope &operator=(const ApiScope &) = delete;

  /// The site of the outermost scope of this thread, else of the given call.
  static CallSite outermost(const char *Api, const void *Caller);

  /// Ends and begins the outermost scope while a callback of the program runs.
  static CallSite exchange(CallSite Site);

private:
  bool Outermost;
};

} // namespace kalloc

#endif
