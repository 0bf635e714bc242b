// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A complete clangd that has our checks: clangd's own libraries, and the
// clang-tidy module linked in, since clangd loads none.
#include "driver/Arguments.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <memory>

// clangd has no public headers; these two are all that it wants from, and
// gives to, a program made of its libraries.
namespace clang::clangd {

int clangdMain(int Argc, char *Argv[]);

class SymbolIndex {
public:
  virtual ~SymbolIndex();
};

namespace remote {
/// The index on another machine: with it would come gRPC. None: clangd says
/// that it is not there.
std::unique_ptr<SymbolIndex> getClient(llvm::StringRef, llvm::StringRef) {
  return nullptr;
}
} // namespace remote

} // namespace clang::clangd

/// clangd looks for the compiler's own headers beside itself, where they are
/// not.
static bool namesResourceDir(llvm::StringRef Argument) {
  return Argument.ltrim('-').split('=').first == "resource-dir";
}

int main(int Argc, char **Argv) {
  llvm::SmallVector<char *> Args(Argv, Argv + Argc);
  std::string Own = "--resource-dir=" + gfpcheck::driver::resourceDir();
  if (llvm::none_of(llvm::drop_begin(Args), namesResourceDir))
    Args.insert(Args.begin() + 1, Own.data());
  Args.push_back(nullptr);
  return clang::clangd::clangdMain(int(Args.size() - 1), Args.data());
}
