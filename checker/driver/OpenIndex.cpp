// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/OpenIndex.h"
#include "report/SourcePaths.h"

namespace gfpcheck::driver {

llvm::Expected<std::unique_ptr<link::Index>>
openIndex(llvm::StringRef File, const CheckRequest &Program) {
  if (!File.empty())
    return link::Index::open(File);
  std::optional<std::string> Bytes = makeIndex(Program);
  if (!Bytes)
    return llvm::createStringError("there is no program to look at");
  return link::Index::read(
      llvm::MemoryBuffer::getMemBufferCopy(*Bytes, "the program"),
      "the program");
}

std::function<std::string(llvm::StringRef)> relativePaths() {
  return [Here = workingDirectory()](llvm::StringRef File) {
    return report::relativeTo(File, Here);
  };
}

} // namespace gfpcheck::driver
