// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/Preamble.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/ExternalSemaSource.h"
#include "clang/Serialization/ASTReader.h"

using namespace gfpcheck;

clang::ASTReader *extract::preambleReader(clang::Preprocessor &PP,
                                          clang::ASTContext &Context) {
  auto *ForSema = llvm::dyn_cast_or_null<clang::ExternalSemaSource>(
      Context.getExternalSource());
  auto *ForMacros = PP.getExternalSource();
  if (!ForSema || !ForMacros)
    return nullptr;
  // Readers have no class id, but only they are both at once.
  auto *Reader = static_cast<clang::ASTReader *>(ForSema);
  return Reader == static_cast<clang::ASTReader *>(ForMacros) ? Reader
                                                              : nullptr;
}

std::vector<std::string> extract::preambleFiles(clang::Preprocessor &PP,
                                                clang::ASTContext &Context) {
  std::vector<std::string> Files;
  clang::ASTReader *Reader = preambleReader(PP, Context);
  if (!Reader)
    return Files;
  for (clang::serialization::ModuleFile &Header : Reader->getModuleManager())
    Reader->visitInputFileInfos(
        Header, /*IncludeSystem=*/true,
        [&](const clang::serialization::InputFileInfo &File, bool) {
          Files.push_back(File.Filename);
        });
  return Files;
}
