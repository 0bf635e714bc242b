// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The syntax of compile_commands.json. A kernel's has 100 MB; RapidJSON reads
// it as a stream of events in a tenth of the time that a tree of values takes,
// and without recursion.
#ifndef GFPCHECK_DRIVER_DATABASEREADER_H
#define GFPCHECK_DRIVER_DATABASEREADER_H

#include "driver/TranslationUnit.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace gfpcheck::driver {

/// Hands every entry of the database to Each, in order. Name is for messages.
llvm::Error readDatabase(llvm::StringRef Text, llvm::StringRef Name,
                         llvm::function_ref<void(const CompileCommand &)> Each);

} // namespace gfpcheck::driver

#endif
