// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Units out of facts written as text, and programs out of units.
#ifndef GFPCHECK_TEST_UNIT_LINK_UNITFIXTURE_H
#define GFPCHECK_TEST_UNIT_LINK_UNITFIXTURE_H

#include "checks/Engine.h"
#include "facts/FactsText.h"
#include "link/Linker.h"
#include "ruleio/Rules.h"
#include "llvm/ADT/Twine.h"
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

  /// The head of the facts of File.
  static std::string factsOf(const llvm::Twine &File) {
    return ("facts 1\nfile \"" + File + "\"\nmain_file 1\n").str();
  }

  /// The facts of a function `void Name(spinlock_t *lock)` that only makes
  /// Calls, each spelled "callee(arguments)".
  static std::string factsOfCalls(const llvm::Twine &Name,
                                  llvm::ArrayRef<std::string> Calls) {
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    OS << "function " << Name
       << " {\n  at 1:1:1 to 1:9:1\n  is main\n  returns void\n  params 1\n"
          "  scope in 0\n"
          "  param lock: ptr{spinlock} size 8 align 8 @1:1:10\n  b0:\n";
    unsigned Event = 0;
    for (const std::string &Call : Calls) {
      OS << "    $" << Event << " call " << Call << " @1:" << Event + 2
         << ":2\n";
      ++Event;
    }
    OS << "    $" << Event << " return @1:" << Event + 2
       << ":1\n    exit\n}\n";
    return Text;
  }

  /// A file with a function that calls Callee(lock, 1) with the lock held.
  static std::string lockedCaller(llvm::StringRef Name,
                                  llvm::StringRef Callee) {
    return factsOf(Name + ".c") +
           factsOfCalls(Name, {"spin_lock(lock)", (Callee + "(lock, 1)").str(),
                               "spin_unlock(lock)"});
  }

  std::string record(llvm::StringRef Text) {
    auto Tu = facts::parse(Text);
    if (!Tu) {
      ADD_FAILURE() << llvm::toString(Tu.takeError());
      return "";
    }
    NoHeaders Provider;
    findings::FindingList Sink;
    return checks::runAndRecord(*Tu, Provider, *Rules, {}, Sink).Unit;
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
    findings::FindingList Sink;
    L.judge(Sink);
    return std::move(Sink.All);
  }

  ruleio::RuleSetPtr Rules = llvm::cantFail(ruleio::loadBuiltin());
};

} // namespace gfpcheck

#endif
