// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rules from text, for tests.
#ifndef GFPCHECK_TEST_UNIT_RULEIO_RULETEXT_H
#define GFPCHECK_TEST_UNIT_RULEIO_RULETEXT_H

#include "ruleio/Builder.h"
#include "ruleio/Schema.h"
#include "support/TextGuard.h"

namespace gfpcheck::ruleio {

/// Reads texts as rule files, each a layer over the one before.
class RuleText {
public:
  RuleText &layer(llvm::StringRef Text) {
    std::string Name = "rules-" + std::to_string(++Count) + ".yaml";
    auto Ref = D.addFile(llvm::MemoryBuffer::getMemBufferCopy(Text, Name));
    if (support::checkText(Ref, D)) {
      Files.push_back(readRuleFile(Ref, D));
      B.addLayer(Files.back());
    }
    return *this;
  }
  RuleData data() { return B.finish(); }
  /// All errors, once the rules are complete.
  std::string errors() {
    data();
    return D.text();
  }

private:
  support::Diagnostics D;
  std::vector<RawFile> Files;
  Builder B{D};
  unsigned Count = 0;
};

inline constexpr const char *Families =
    "families:\n"
    "  - {name: kmalloc, freed-by: [kfree, kvfree]}\n"
    "  - {name: pages}\n";

} // namespace gfpcheck::ruleio

#endif
