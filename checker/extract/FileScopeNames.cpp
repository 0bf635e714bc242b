// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/FileScopeNames.h"
#include "clang/AST/Decl.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/IdentifierResolver.h"

using namespace gfpcheck::extract;

llvm::SmallVector<const clang::NamedDecl *, 2>
FileScopeNames::find(llvm::StringRef Name) const {
  clang::DeclarationName Wanted(&Context.Idents.get(Name));
  const clang::DeclContext *File = Context.getTranslationUnitDecl();
  llvm::SmallVector<const clang::NamedDecl *, 2> Found;
  if (!Context.getExternalSource()) {
    llvm::append_range(Found, File->lookup(Wanted));
    return Found;
  }
  // A precompiled header of C keeps the names of file scope with the
  // identifiers and not with the translation unit.
  clang::IdentifierResolver Resolver(PP);
  for (clang::NamedDecl *D :
       llvm::make_range(Resolver.begin(Wanted), Resolver.end()))
    if (D->getDeclContext()->getRedeclContext()->Equals(File))
      Found.push_back(D);
  return Found;
}
