// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sched/KernelStack.h"

#include "oracle/Oracle.h"
#include "platform/Platform.h"

#include <cstring>

using namespace kalloc;
using namespace kalloc::sched;

namespace {
/// What was never used keeps it.
constexpr unsigned char Paint = 0xa5;
constexpr size_t GuardSize = 16 * platform::PageSize;
} // namespace

KernelStack::KernelStack(size_t Size, size_t Reserve)
    : Size(Size), Reserve(Reserve) {
  Base = static_cast<char *>(
      platform::reserve(GuardSize + mapped(), platform::PageSize));
  if (!Base)
    return;
  if (!platform::protect(Base + GuardSize, mapped(), true))
    return;
  Low = Base + GuardSize;
  std::memset(Low, Paint, mapped());
  oracle::addStackGuard(Base, GuardSize, Size);
}

KernelStack::~KernelStack() {
  if (!Base)
    return;
  oracle::removeStackGuard(Base);
  platform::release(Base, GuardSize + mapped());
}

StackBounds KernelStack::bounds() const {
  const auto Begin = reinterpret_cast<uintptr_t>(Low);
  return {Begin, Begin + mapped()};
}

bool KernelStack::entered(const void *Pointer, const void *Function) {
  const StackBounds Bounds = bounds();
  const auto At = reinterpret_cast<uintptr_t>(Pointer);
  if (At < Bounds.Low || At > Bounds.High)
    return false;
  const size_t Now = Bounds.High - At;
  if (Now > Depth) {
    Depth = Now;
    Deepest = Function;
  }
  if (Now <= Size || Told)
    return false;
  Told = true;
  Violation V;
  V.Kind = ViolationKind::StackOverflow;
  V.setMessage("%s: %zu of %zu bytes", violationText(V.Kind), Now, Size);
  oracle::report(V, nullptr);
  return true;
}

size_t KernelStack::highWater() const {
  if (Depth)
    return Depth;
  size_t Untouched = 0;
  while (Untouched < mapped() &&
         static_cast<unsigned char>(Low[Untouched]) == Paint)
    ++Untouched;
  return mapped() - Untouched;
}
