// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever a compile_commands.json says: reading ends, and every command that
// it is read as can be adjusted.
#include "driver/Arguments.h"
#include "driver/CompileDatabase.h"

using namespace gfpcheck;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  auto Database = driver::CompileDatabase::parse(Text, "x.json");
  if (!Database) {
    if (llvm::toString(Database.takeError()).empty())
      abort();
    return 0;
  }
  for (size_t I = 0; I != Database->size(); ++I)
    driver::adjustCommand(Database->command(I));
  Database->select({"/no/such.h", "a", ".."}, "/no/where");
  return 0;
}
