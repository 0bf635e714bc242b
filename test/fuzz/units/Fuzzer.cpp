// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever bytes come in as the summary of a file: reading them ends, and what
// is read can be linked and indexed. The input is a unit whose checksum is made
// right first, since whoever makes up a unit can count.
#include "checks/SleepInAtomic.h"
#include "link/Index.h"
#include "link/Linker.h"
#include "ruleio/Rules.h"
#include "summary/UnitIo.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"

using namespace gfpcheck;

namespace {

constexpr size_t HashAt = 8, PayloadAt = 24;

std::string sealed(llvm::StringRef Text) {
  std::string Bytes = Text.str();
  if (Bytes.size() < PayloadAt)
    return Bytes;
  llvm::ArrayRef<uint8_t> All(reinterpret_cast<const uint8_t *>(Bytes.data()),
                              Bytes.size());
  llvm::support::endian::write64le(
      Bytes.data() + HashAt, llvm::xxh3_64bits(All.drop_front(PayloadAt)));
  return Bytes;
}

const model::RuleSet &rules() {
  static ruleio::RuleSetPtr Rules = llvm::cantFail(ruleio::loadBuiltin());
  return *Rules;
}

size_t Taken = 0;

} // namespace

extern "C" size_t gfpcheckFuzzerTaken() { return Taken; }

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  link::Program P;
  std::string Bytes =
      sealed(llvm::StringRef(reinterpret_cast<const char *>(Data), Size));
  if (llvm::Error E = P.add(Bytes)) {
    llvm::consumeError(std::move(E));
    return 0;
  }
  ++Taken;
  P.index();
  checks::EngineOptions Opts;
  link::Linker L(P, rules(), Opts);
  L.propagate();
  findings::FindingList Sink;
  L.judge(Sink);
  std::string Index =
      link::packIndex(L, rules(), rules().bug(checks::SleepInAtomicId)->Forbidden);
  auto Back = link::Index::read(llvm::MemoryBuffer::getMemBuffer(Index), "index");
  if (!Back) {
    llvm::errs() << llvm::toString(Back.takeError()) << '\n';
    abort();
  }
  return 0;
}
