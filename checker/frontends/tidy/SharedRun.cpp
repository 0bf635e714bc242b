// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "frontends/tidy/SharedRun.h"
#include "driver/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Preprocessor.h"

namespace gfpcheck::tidy {

std::shared_ptr<const model::RuleSet> builtinRules() {
  auto Rules = driver::loadRules({});
  if (Rules)
    return *Rules;
  llvm::consumeError(Rules.takeError());
  return nullptr;
}

std::shared_ptr<SharedRun> SharedRun::of(clang::Preprocessor &PP,
                                         const driver::Options &Opts) {
  // A file is parsed by one thread; an editor server has several.
  static thread_local const clang::Preprocessor *Current = nullptr;
  static thread_local std::weak_ptr<SharedRun> Latest;
  std::shared_ptr<SharedRun> Shared = Latest.lock();
  if (Shared && Current == &PP)
    return Shared;

  Shared = std::make_shared<SharedRun>();
  auto Rules = driver::loadRules(Opts);
  if (Rules)
    Shared->Run =
        std::make_unique<driver::EmbeddedRun>(PP, Opts, std::move(*Rules));
  else
    Shared->Error = llvm::toString(Rules.takeError());
  Current = &PP;
  Latest = Shared;
  return Shared;
}

const std::vector<findings::Finding> &
SharedRun::findings(clang::ASTContext &Context) {
  if (!Findings) {
    Findings.emplace();
    if (Run)
      Findings = Run->finish(Context);
    Run.reset(); // It must not outlive the preprocessor.
  }
  return *Findings;
}

} // namespace gfpcheck::tidy
