// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the lowering of every function of a translation unit shares.
#ifndef GFPCHECK_EXTRACT_UNIT_H
#define GFPCHECK_EXTRACT_UNIT_H

#include "extract/Extract.h"
#include "extract/FileScopeNames.h"
#include "extract/Macros.h"
#include "extract/Places.h"
#include "extract/Preamble.h"
#include "extract/Types.h"
#include "facts/Facts.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseSet.h"

namespace gfpcheck::extract {

struct Unit {
  Unit(clang::Preprocessor &PP, clang::ASTContext &Context,
       support::StringPool &Strings, const MacroLog &Log, const HeapWords &Heap)
      : Context(Context), SM(Context.getSourceManager()), Strings(Strings),
        Where(SM, Context.getLangOpts(), preambleFiles(PP, Context)),
        Names(PP, Context), TypeOf(Context, Strings), Log(Log), Heap(Heap),
        Macros(SM, Context.getLangOpts(), Strings, Log) {}

  clang::ASTContext &Context;
  const clang::SourceManager &SM;
  support::StringPool &Strings;
  Places Where;
  FileScopeNames Names;
  Types TypeOf;
  const MacroLog &Log;
  const HeapWords &Heap;
  MacroStacks Macros;
  /// Functions used as values somewhere, by canonical declaration.
  llvm::DenseSet<const clang::Decl *> FunctionsTaken;
  /// Initialised variables with the life of the program, and their function.
  std::vector<std::pair<const clang::VarDecl *, facts::StringId>> StaticLocals;
  /// Bindings found in function bodies.
  std::vector<facts::Binding> Bindings;
};

} // namespace gfpcheck::extract

#endif
