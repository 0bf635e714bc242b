// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever bytes come in as the image of a linked program: reading them ends,
// and what is read can be linked, with and without what it found before, and
// makes an image that can be read. The input is the length of the body (eight
// bytes), the body without the checksum of its part, and that part; checksums
// are made right first, since whoever makes up an image can count.
#include "link/Image.h"
#include "link/Linker.h"
#include "ruleio/Rules.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

using namespace gfpcheck;

namespace {

constexpr size_t LengthSize = 8, HashSize = 8;

link::ImageBytes sealed(llvm::StringRef Input) {
  link::ImageBytes Image;
  if (Input.size() < LengthSize)
    return Image;
  uint64_t Length = llvm::support::endian::read64le(Input.data());
  Input = Input.drop_front(LengthSize);
  Image.Body = Input.take_front(Length).str();
  Image.Parts.push_back(Input.drop_front(Image.Body.size()).str());
  llvm::raw_string_ostream OS(Image.Body);
  llvm::encodeULEB128(llvm::xxh3_64bits(Image.Parts[0]), OS);
  if (Image.Body.size() > HashSize)
    llvm::support::endian::write64le(
        Image.Body.data(),
        llvm::xxh3_64bits(llvm::StringRef(Image.Body).drop_front(HashSize)));
  return Image;
}

const model::RuleSet &rules() {
  static ruleio::RuleSetPtr Rules = llvm::cantFail(ruleio::loadBuiltin());
  return *Rules;
}

/// The image of the program that goes on from Image with the units that Keep
/// says; nothing if it cannot be read.
std::optional<link::ImageBytes> goOn(link::ImageBytes Image,
                                     llvm::ArrayRef<bool> Keep) {
  link::Program P;
  auto Former = link::readImage(P, std::move(Image));
  if (!Former) {
    llvm::consumeError(Former.takeError());
    return std::nullopt;
  }
  link::keepUnits(P, **Former, Keep);
  P.index();
  checks::EngineOptions Opts;
  link::Linker L(P, rules(), Opts, std::move(*Former));
  L.propagate();
  findings::FindingList Sink;
  L.judge(Sink);
  return link::packImage(L);
}

size_t Taken = 0;

} // namespace

extern "C" size_t gfpcheckFuzzerTaken() { return Taken; }

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  link::ImageBytes Image =
      sealed(llvm::StringRef(reinterpret_cast<const char *>(Data), Size));
  llvm::SmallVector<bool, 32> Keep(32, true);
  auto Whole = goOn(Image, Keep);
  if (!Whole)
    return 0;
  ++Taken;
  if (!goOn(std::move(*Whole), Keep))
    abort();
  for (size_t I = 0; I < Keep.size(); I += 3)
    Keep[I] = false;
  goOn(std::move(Image), Keep);
  return 0;
}
