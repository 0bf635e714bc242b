// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arguments for a function that nobody wrote a caller for: objects of the right
// types, zeroed as static ones are, and numbers that choose() picks.
#ifndef KALLOC_RUN_ARGUMENTS_H
#define KALLOC_RUN_ARGUMENTS_H

#include "run/Program.h"

namespace kalloc::run {

class Arguments {
public:
  explicit Arguments(const Program &P) : P(P) {}

  /// The value for a parameter, as a register holds it.
  uint64_t make(uint32_t TypeIndex);
  /// The objects that were made.
  const std::vector<Range> &objects() const { return Objects; }

private:
  void *object(uint32_t TypeIndex, unsigned Depth);
  void fill(char *At, uint32_t TypeIndex, unsigned Depth);
  void *pointee(uint32_t TypeIndex, unsigned Depth);

  const Program &P;
  std::vector<Range> Objects;
};

} // namespace kalloc::run

#endif
