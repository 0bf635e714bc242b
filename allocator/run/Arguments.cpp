// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/Arguments.h"

#include "kalloc/sim.h"
#include "kalloc/slab.h"
#include "policy/Policy.h"

#include <cstdlib>
#include <cstring>

using namespace kalloc::run;
using kalloc::policy::GfpMeaning;

extern "C" void *alloc_workqueue(const char *Format, unsigned Flags,
                                 int MaxActive, ...);

namespace {

constexpr unsigned MaxDepth = 4;
/// Of what is behind void * and of types that nobody has seen.
constexpr size_t BlankSize = 256;
/// How many elements a pointer to numbers or characters leads to.
constexpr size_t Elements = 64;

long nothing() { return 0; }

uint64_t someNumber() {
  static constexpr uint64_t Numbers[] = {1, 0, 16};
  return Numbers[choose(3)];
}

} // namespace

uint64_t Arguments::make(uint32_t TypeIndex) {
  const Type &T = P.types()[TypeIndex];
  switch (T.Is) {
  case Type::Kind::Bool:
    return uint64_t(choose(2) == 0);
  case Type::Kind::Gfp:
    // Right wherever the function may be called from.
    return policy::bits(GfpMeaning::Kswapd) | policy::bits(GfpMeaning::High);
  case Type::Kind::Pointer:
    return reinterpret_cast<uint64_t>(pointee(T.Target, 0));
  case Type::Kind::Integer:
    return someNumber();
  default:
    return 0;
  }
}

void *Arguments::object(uint32_t TypeIndex, unsigned Depth) {
  const Type &T = P.types()[TypeIndex];
  const size_t Each = T.Size ? T.Size : BlankSize;
  // Room behind a struct is for its flexible array.
  const bool Many = T.Is == Type::Kind::Integer || T.Is == Type::Kind::Pointer;
  const size_t Size = Many ? Each * Elements : Each + 64;
  char *Memory = static_cast<char *>(std::calloc(1, Size));
  if (!Memory)
    return nullptr;
  const auto Low = reinterpret_cast<uintptr_t>(Memory);
  Objects.push_back({Low, Low + Size});
  fill(Memory, TypeIndex, Depth);
  if (T.Is == Type::Kind::Integer && T.Size == 1)
    std::strcpy(Memory, "input");
  return Memory;
}

void *Arguments::pointee(uint32_t TypeIndex, unsigned Depth) {
  const Type &T = P.types()[TypeIndex];
  if (T.Is == Type::Kind::Function)
    return reinterpret_cast<void *>(nothing);
  if (T.Is == Type::Kind::Incomplete && T.Name == "kmem_cache")
    return kmem_cache_create("input", 64, 8, 0, nullptr);
  if (T.Is == Type::Kind::Incomplete && T.Name == "workqueue_struct")
    return alloc_workqueue("input", 0, 1);
  return Depth < MaxDepth ? object(TypeIndex, Depth) : nullptr;
}

void Arguments::fill(char *At, uint32_t TypeIndex, unsigned Depth) {
  const Type &T = P.types()[TypeIndex];
  if (T.Is == Type::Kind::Pointer) {
    void *To = P.types()[T.Target].Is == Type::Kind::Function
                   ? nullptr
                   : pointee(T.Target, Depth + 1);
    std::memcpy(At, &To, sizeof(To));
    return;
  }
  if (T.Is == Type::Kind::Array && T.Count <= 64) {
    for (uint64_t I = 0; I < T.Count; ++I)
      fill(At + I * P.types()[T.Target].Size, T.Target, Depth);
    return;
  }
  if (T.Is != Type::Kind::Struct)
    return;
  if (T.Name == "list_head") {
    // An empty list.
    char *Links[] = {At, At};
    std::memcpy(At, Links, sizeof(Links));
    return;
  }
  // What is linked into nothing has no neighbours.
  if (T.Name == "hlist_head" || T.Name == "hlist_node" ||
      T.Name == "callback_head" || T.Name == "lockdep_map")
    return;
  for (const Type::Member &M : T.Members)
    fill(At + M.Offset, M.Type, Depth);
}
