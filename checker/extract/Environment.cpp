// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/Environment.h"
#include "extract/ConstantMacro.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;

/// Kernels write the bits of a flag a second time, with one more underscore,
/// as a number that assembler can read too.
static constexpr llvm::StringLiteral RawPrefix = "_";

facts::TuEnvironment
gfpcheck::extract::readEnvironment(clang::Preprocessor &PP,
                                   clang::ASTContext &Context,
                                   const ExtractOptions &Opts) {
  facts::TuEnvironment Env;
  ConstantMacros Macros(PP, Context);
  for (const std::string &Flag : Opts.GfpFlags)
    for (const std::string &Name : {Flag, (RawPrefix + Flag).str()})
      if (std::optional<int64_t> V = Macros.value(Name))
        Env.GfpMacros.emplace_back(Name, uint64_t(*V));
  for (const std::string &Name : Opts.Constants)
    if (std::optional<int64_t> V = Macros.value(Name))
      Env.Constants.emplace_back(Name, *V);
  Env.FrameWarn = unsigned(Macros.value("CONFIG_FRAME_WARN").value_or(0));
  Env.KernelVersion = unsigned(Macros.value("LINUX_VERSION_CODE").value_or(0));
  Env.PreemptRt = Macros.isMacro("CONFIG_PREEMPT_RT");
  return Env;
}
