// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the headers of a configured kernel declare, as far as rules can be
// checked against it.
#ifndef GFPCHECK_RULEC_KERNELDECLS_H
#define GFPCHECK_RULEC_KERNELDECLS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace gfpcheck::rulec {

enum class ParamKind : uint8_t { Other, Gfp, Pointer, FunctionPointer, Record };

struct FunctionShape {
  std::vector<ParamKind> Params;
  bool Variadic = false;
  bool ReturnsVoid = false;
};

struct KernelDecls {
  llvm::StringMap<FunctionShape> Functions;
  /// Macros, and the functions that their text calls, as far as it shows.
  llvm::StringMap<std::vector<std::string>> Macros;
  /// "struct.field" of every function pointer seen.
  llvm::StringSet<> Slots;
  llvm::StringSet<> Structs;
};

/// One compile command, reduced to what says how headers are read.
struct HeaderFlags {
  std::string Directory;
  std::vector<std::string> Arguments;
};

/// The flags of the first command in DIR/compile_commands.json whose file ends
/// in Tu (any, if Tu is empty). The command is never run.
llvm::Expected<HeaderFlags> readFlags(llvm::StringRef Dir, llvm::StringRef Tu);

/// Parses C files that include Headers and adds what they declare to Out.
/// Headers that cannot be read at all are left out and added to Unreadable.
void parseHeaders(const HeaderFlags &Flags, llvm::ArrayRef<std::string> Headers,
                  KernelDecls &Out, std::vector<std::string> &Unreadable);

} // namespace gfpcheck::rulec

#endif
