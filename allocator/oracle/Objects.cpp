// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "oracle/Objects.h"

#include <algorithm>
#include <vector>

using namespace kalloc;
using namespace kalloc::oracle;

Objects &kalloc::oracle::objects() {
  // Never destroyed: memory is freed after the end of main, too.
  static Objects *All = new Objects;
  return *All;
}

void Objects::allocated(const AllocRequest &Request, uintptr_t Address,
                        uintptr_t MapLow, uintptr_t MapHigh) {
  std::lock_guard Lock(Mutex);
  Object &O = Known[Address];
  O = Object();
  O.Address = Address;
  O.Size = Request.Size;
  O.Kind = Request.Kind;
  O.Cache = Request.Cache;
  O.Api = Request.Api;
  O.Serial = ++Serial;
  O.MapLow = MapLow;
  O.MapHigh = MapHigh;
  captureStack(O.Allocated, Request.Caller);
}

void Objects::failed(const AllocRequest &Request) {
  std::lock_guard Lock(Mutex);
  ++NumFailures;
  Last.Api = Request.Api;
  captureStack(Last.Stack, Request.Caller);
}

bool Objects::freed(uintptr_t Address, const void *Caller) {
  std::lock_guard Lock(Mutex);
  auto It = Known.find(Address);
  if (It == Known.end() || !It->second.Live)
    return false;
  It->second.Live = false;
  captureStack(It->second.Freed, Caller);
  Dead.emplace_back(Address, It->second.Serial);
  while (Dead.size() > MaxFreed) {
    auto [Old, OldSerial] = Dead.front();
    Dead.pop_front();
    auto Found = Known.find(Old);
    // A guarded object stays inaccessible, and so has to stay known.
    if (Found != Known.end() && Found->second.Serial == OldSerial &&
        !Found->second.MapLow)
      Known.erase(Found);
  }
  return true;
}

void Objects::forget(uintptr_t Address) {
  std::lock_guard Lock(Mutex);
  Known.erase(Address);
}

bool Objects::at(uintptr_t Address, Object &Out) {
  std::lock_guard Lock(Mutex);
  auto It = Known.find(Address);
  if (It == Known.end())
    return false;
  Out = It->second;
  return true;
}

bool Objects::before(uintptr_t Address, Object &Out) {
  std::lock_guard Lock(Mutex);
  if (at(Address, Out))
    return true;
  const Object *Best = nullptr;
  for (const auto &[Start, O] : Known)
    if (Start <= Address && (!Best || Start > Best->Address))
      Best = &O;
  if (Best)
    Out = *Best;
  return Best != nullptr;
}

bool Objects::lastFailure(Failure &Out) {
  std::lock_guard Lock(Mutex);
  Out = Last;
  return NumFailures != 0;
}

size_t Objects::failures() {
  std::lock_guard Lock(Mutex);
  return NumFailures;
}

uint64_t Objects::lastSerial() {
  std::lock_guard Lock(Mutex);
  return Serial;
}

void Objects::forEachLive(uint64_t After,
                          void (*Function)(const Object &, void *),
                          void *Argument) {
  std::vector<Object> Live;
  {
    std::lock_guard Lock(Mutex);
    for (const auto &[Address, O] : Known)
      if (O.Live && O.Serial > After)
        Live.push_back(O);
  }
  std::sort(Live.begin(), Live.end(), [](const Object &A, const Object &B) {
    return A.Serial < B.Serial;
  });
  for (const Object &O : Live)
    Function(O, Argument);
}

void Objects::clear() {
  std::lock_guard Lock(Mutex);
  Known.clear();
  Dead.clear();
  NumFailures = 0;
  Last = Failure();
}
