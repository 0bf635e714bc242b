// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Units out of facts written as text, and programs out of units.
#ifndef GFPCHECK_TEST_UNIT_LINK_UNITFIXTURE_H
#define GFPCHECK_TEST_UNIT_LINK_UNITFIXTURE_H

#include "checks/Engine.h"
#include "facts/FactsText.h"
#include "link/Linker.h"
#include "ruleio/Rules.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"
#include <gtest/gtest.h>

namespace gfpcheck {

class UnitFixture : public ::testing::Test {
protected:
  class NoHeaders : public facts::FactsProvider {
  public:
    const facts::FunctionFacts *find(support::StringId) override {
      return nullptr;
    }
  };

  class Collect : public findings::FindingSink {
  public:
    void add(findings::Finding F) override { All.push_back(std::move(F)); }
    std::vector<findings::Finding> All;
  };

  std::string record(llvm::StringRef Text) {
    auto Tu = facts::parse(Text);
    if (!Tu) {
      ADD_FAILURE() << llvm::toString(Tu.takeError());
      return "";
    }
    NoHeaders Provider;
    Collect Sink;
    std::string Bytes;
    checks::runAndRecord(*Tu, Provider, *Rules, {}, Sink, Bytes);
    return Bytes;
  }

  /// Bytes with the checksum at HashAt made right for what follows it: whoever
  /// made them can count.
  static std::string sealed(std::string Bytes, size_t HashAt,
                            size_t PayloadAt) {
    if (Bytes.size() < PayloadAt)
      return Bytes;
    llvm::ArrayRef<uint8_t> All(
        reinterpret_cast<const uint8_t *>(Bytes.data()), Bytes.size());
    llvm::support::endian::write64le(
        Bytes.data() + HashAt, llvm::xxh3_64bits(All.drop_front(PayloadAt)));
    return Bytes;
  }

  /// Links what was added to P.
  std::vector<findings::Finding> linked(link::Program &P) {
    P.index();
    checks::EngineOptions Opts;
    link::Linker L(P, *Rules, Opts);
    L.propagate();
    Collect Sink;
    L.judge(Sink);
    return std::move(Sink.All);
  }

  ruleio::RuleSetPtr Rules = llvm::cantFail(ruleio::loadBuiltin());
};

} // namespace gfpcheck

#endif
