// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the macros and enumerators of a translation unit say about its kernel.
#ifndef GFPCHECK_EXTRACT_ENVIRONMENT_H
#define GFPCHECK_EXTRACT_ENVIRONMENT_H

#include "extract/Extract.h"

namespace gfpcheck::extract {

/// Call when PP has come to the end of the main file.
facts::TuEnvironment readEnvironment(clang::Preprocessor &PP,
                                     clang::ASTContext &Context,
                                     const ExtractOptions &Opts);

} // namespace gfpcheck::extract

#endif
