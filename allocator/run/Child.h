// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What happens in the process of one run.
#ifndef KALLOC_RUN_CHILD_H
#define KALLOC_RUN_CHILD_H

#include "run/Path.h"
#include "run/Program.h"

namespace kalloc::run {

struct RunOptions {
  uint64_t Seed = 1;
  uint64_t StackSize = 16384;
  uint32_t MaxSteps = 200;
  bool Rt = false;
  bool Threads = false;
  bool Faults = true;
  bool ShowLog = false;
  /// Objects end at guard pages; else poison and red zones.
  bool Guard = true;
};

/// How an entry point is called.
enum class EntryKind : uint8_t {
  Main,   ///< int main(void), then whatever it started
  Module, ///< init_module(), whatever it started, cleanup_module()
  Called, ///< any function, with arguments made up for it
};

struct Entry {
  EntryKind Kind = EntryKind::Called;
  const Function *F = nullptr;
  /// Of a module; may be null.
  const Function *Exit = nullptr;
};

/// Runs the entry along the prefix and fills in the log. Ends the process.
[[noreturn]] void runChild(const Program &P, const Entry &E,
                           const RunOptions &Options, const Prefix &Way,
                           PathLog &Log);

} // namespace kalloc::run

#endif
