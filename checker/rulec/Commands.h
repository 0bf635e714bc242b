// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What rulec can do; one function for each command.
#ifndef GFPCHECK_RULEC_COMMANDS_H
#define GFPCHECK_RULEC_COMMANDS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gfpcheck::rulec {

/// Is everything in the files and folders right? The error says what is not.
llvm::Error check(llvm::ArrayRef<std::string> Inputs);

/// Writes the rules as one C string literal, and the list of files read.
llvm::Error compile(llvm::ArrayRef<std::string> Inputs, llvm::StringRef Output,
                    llvm::StringRef DepFile);

/// Writes the GFP flags, contexts, allocators and deallocators of the rules as
/// source for the allocator into the folder Output: Names.h, Tables.cpp, and
/// gfp-VERSION.h for each table of flags.
llvm::Error tables(llvm::StringRef Rules, llvm::StringRef Output);

/// Prints how many entries of each kind there are.
llvm::Error stats(llvm::ArrayRef<std::string> Inputs);

/// Prints all that the rules in Dir say about a function, macro or slot.
llvm::Error show(llvm::StringRef Dir, llvm::StringRef Name);

/// Compares the rules with the headers of the tree that was configured in Dir,
/// read as the translation unit Tu of its compile_commands.json reads them.
llvm::Error verify(llvm::StringRef Rules, llvm::StringRef Dir,
                   llvm::StringRef Tu);

} // namespace gfpcheck::rulec

#endif
