// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/KernelConfig.h"
#include "llvm/ADT/SmallVector.h"
#include <map>

namespace gfpcheck::driver {

/// Options and their values; "# CONFIG_X is not set" is "n".
static std::map<std::string, std::string> parse(llvm::StringRef Text) {
  std::map<std::string, std::string> Options;
  llvm::SmallVector<llvm::StringRef> Lines;
  Text.split(Lines, '\n', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (llvm::StringRef Line : Lines) {
    Line = Line.trim();
    auto [Name, Value] = Line.split('=');
    if (Name.starts_with("CONFIG_"))
      Options[Name.str()] = Value.str();
    else if (Line.consume_front("# ") && Line.consume_back(" is not set"))
      Options[Line.str()] = "n";
  }
  return Options;
}

/// What the compiler's version decides, whatever the file says.
static bool describesTools(llvm::StringRef Name) {
  for (llvm::StringRef Prefix :
       {"CONFIG_CC_", "CONFIG_GCC_", "CONFIG_CLANG_", "CONFIG_LD_",
        "CONFIG_LLD_", "CONFIG_AS_", "CONFIG_RUSTC_", "CONFIG_PAHOLE_",
        "CONFIG_TOOLS_"})
    if (Name.starts_with(Prefix))
      return true;
  return false;
}

std::vector<std::string> configChanges(llvm::StringRef Wanted,
                                       llvm::StringRef Got) {
  std::vector<std::string> Changes;
  auto Now = parse(Got);
  for (const auto &[Name, Value] : parse(Wanted)) {
    if (describesTools(Name))
      continue;
    auto It = Now.find(Name);
    std::string Has = It == Now.end() ? "n" : It->second;
    if (Has != Value)
      Changes.push_back(Name + ": wanted " + Value + ", got " + Has);
  }
  return Changes;
}

} // namespace gfpcheck::driver
