// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translation unit that stands on a precompiled header, as in an editor
// server: what has to be asked of the header's reader.
#ifndef GFPCHECK_EXTRACT_PREAMBLE_H
#define GFPCHECK_EXTRACT_PREAMBLE_H

#include <string>
#include <vector>

namespace clang {
class ASTContext;
class ASTReader;
class Preprocessor;
} // namespace clang

namespace gfpcheck::extract {

/// The reader of the precompiled header; null without one.
clang::ASTReader *preambleReader(clang::Preprocessor &PP,
                                 clang::ASTContext &Context);

/// The files that the precompiled header was made of.
std::vector<std::string> preambleFiles(clang::Preprocessor &PP,
                                       clang::ASTContext &Context);

} // namespace gfpcheck::extract

#endif
