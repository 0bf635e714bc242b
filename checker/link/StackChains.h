// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck stack` from the program index: the deepest chains of calls, with
// the frames that are known exactly where the compiler has written them down.
#ifndef GFPCHECK_LINK_STACKCHAINS_H
#define GFPCHECK_LINK_STACKCHAINS_H

#include "checks/StackDepth.h"
#include "link/Index.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/raw_ostream.h"
#include <functional>

namespace gfpcheck::link {

/// Frames as -fstack-usage of gcc and clang writes them, by "file.c:function";
/// the file without folders.
struct ExactFrames {
  struct Frame {
    uint64_t Bytes = 0;
    bool Open = false; ///< "dynamic": more comes at run time.
  };
  llvm::StringMap<Frame> ByName;

  /// Adds what one .su file says; lines that are none are left out.
  void add(llvm::StringRef Text);
  const Frame *find(llvm::StringRef File, llvm::StringRef Function) const;
};

struct StackQuestion {
  unsigned Top = 20;
  /// Follow pointers that may mean several functions, all of them.
  bool AllPointers = false;
  ExactFrames Exact;
};

struct StackFrame {
  uint32_t Function = 0; ///< In the index.
  IndexLoc Call;         ///< Where its caller calls it.
  uint64_t Bytes = 0;
  bool Exact = false, Open = false, Recursive = false;
};

struct StackChain {
  checks::StackKind Kind{};
  uint64_t Bytes = 0; ///< Of all frames, and of the calls between them.
  std::vector<StackFrame> Frames; ///< Outermost first.
};

struct StackAnswer {
  std::vector<StackChain> Chains;    ///< Deepest first.
  uint64_t Functions = 0, Exact = 0; ///< With a body; with an exact frame.
  /// Functions that are called and have no body; they count as nothing.
  uint64_t Outside = 0;
  uint64_t Pointers = 0; ///< Calls through pointers that were not followed.
};

/// Chains that begin at entries: functions that nothing in sight calls, and
/// callbacks of interrupts. One for each entry.
StackAnswer deepestChains(const Index &I, const StackQuestion &Q,
                          const checks::StackLimits &Limits);

struct StackTeller {
  const Index &I;
  const checks::StackLimits &Limits;
  std::function<std::string(llvm::StringRef)> Path;

  void text(const StackAnswer &A, llvm::raw_ostream &OS) const;
  void json(const StackAnswer &A, llvm::raw_ostream &OS) const;
  void dot(const StackAnswer &A, llvm::raw_ostream &OS) const;
  /// A picture: chains side by side, frames as high as they are large.
  void svg(const StackAnswer &A, llvm::raw_ostream &OS) const;
};

} // namespace gfpcheck::link

#endif
