// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How rulec writes what it makes.
#ifndef GFPCHECK_RULEC_FILES_H
#define GFPCHECK_RULEC_FILES_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace gfpcheck::rulec {

/// Writes Path ("-" is the standard output), or leaves nothing behind.
llvm::Error writeFile(llvm::StringRef Path,
                      llvm::function_ref<void(llvm::raw_ostream &)> Body);

} // namespace gfpcheck::rulec

#endif
