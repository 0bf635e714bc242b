// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One file of a compilation database parsed in this process.
#ifndef GFPCHECK_DRIVER_PARSE_H
#define GFPCHECK_DRIVER_PARSE_H

#include "driver/TranslationUnit.h"
#include "clang/AST/ASTConsumer.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace gfpcheck::driver {

/// How parsing went.
struct ParseOutcome {
  std::vector<std::string> Errors;  ///< Empty: it went well.
  std::vector<std::string> Dropped; ///< Options that Clang does not know.
};

/// Watches a file being parsed, and looks at it when the parser is gone and
/// Sema is not: whoever wants to know more can still read it.
class FileConsumer : public clang::ASTConsumer {
public:
  virtual void finish(clang::CompilerInstance &CI) = 0;
};

/// Parses the file as the command says and hands the consumer what Clang finds,
/// compiler errors or not. Warnings are off; the compiler is never run.
ParseOutcome parse(
    const CompileCommand &Command,
    llvm::function_ref<std::unique_ptr<FileConsumer>(clang::CompilerInstance &)>
        MakeConsumer,
    const FileOverlay &Overlay = {});

} // namespace gfpcheck::driver

#endif
