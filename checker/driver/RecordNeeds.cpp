// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/RecordNeeds.h"
#include "driver/Process.h"
#include "llvm/Support/Program.h"
#include <set>

namespace gfpcheck::driver {

namespace {

struct Need {
  llvm::StringLiteral Name, Why, Package;
};

constexpr Need Programs[] = {
    {"make", "runs the kernel's build", "make"},
    {"flex", "kconfig's scanner is made by it", "flex"},
    {"bison", "kconfig's parser is made by it", "bison"},
    {"bc", "makes the kernel's timing constants", "bc"},
    {"perl", "makes some of the kernel's headers", "perl"},
    {"python3", "makes some of the kernel's headers", "python3"},
    {"xz", "packs parts of the kernel's configuration", "xz-utils"},
};

/// With the suffix of the LLVM version.
constexpr Need LlvmPrograms[] = {
    {"clang", "the compiler", "clang"},
    {"ld.lld", "the linker of a kernel built with clang", "lld"},
    {"llvm-ar", "the archiver of a kernel built with clang", "llvm"},
    {"llvm-nm", "the symbol lister of a kernel built with clang", "llvm"},
    {"llvm-objcopy", "the object editor of a kernel built with clang", "llvm"},
};

constexpr Need Headers[] = {
    {"gelf.h", "objtool, which the kernel builds first, includes it",
     "libelf-dev"},
    {"openssl/opensslv.h", "the tool that signs modules includes it",
     "libssl-dev"},
};

bool onPath(llvm::StringRef Name) {
  return bool(llvm::sys::findProgramByName(Name));
}

bool hasHeader(llvm::StringRef Clang, llvm::StringRef Header,
               llvm::StringRef LogFile) {
  return runProcess({Clang.str(), "-fsyntax-only", "-w", "-include",
                     Header.str(), "-x", "c", "/dev/null"},
                    {}, LogFile)
             .ExitCode == 0;
}

} // namespace

std::vector<MissingNeed> missingNeeds(llvm::StringRef Suffix,
                                      llvm::StringRef LogFile) {
  std::vector<MissingNeed> Missing;
  for (const Need &N : Programs)
    if (!onPath(N.Name))
      Missing.push_back({("the program '" + N.Name + "'").str(), N.Why.str(),
                         N.Package.str()});
  for (const Need &N : LlvmPrograms)
    if (std::string Name = (N.Name + Suffix).str(); !onPath(Name))
      Missing.push_back({"the program '" + Name + "'", N.Why.str(),
                         (N.Package + Suffix).str()});
  std::string Clang = ("clang" + Suffix).str();
  if (!onPath(Clang))
    return Missing; // Without it, every header would seem to be missing.
  for (const Need &N : Headers)
    if (!hasHeader(Clang, N.Name, LogFile))
      Missing.push_back({("the header '" + N.Name + "'").str(), N.Why.str(),
                         N.Package.str()});
  return Missing;
}

std::string describe(const std::vector<MissingNeed> &Missing) {
  std::string Text = "to configure this kernel, something has to be installed:";
  std::set<std::string> Packages;
  for (const MissingNeed &M : Missing) {
    Text += "\n  " + M.What + " (" + M.Why + ")";
    Packages.insert(M.Package);
  }
  Text += "\non Debian: apt install";
  for (const std::string &Package : Packages)
    Text += " " + Package;
  return Text;
}

} // namespace gfpcheck::driver
