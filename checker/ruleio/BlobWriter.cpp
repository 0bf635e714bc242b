// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ruleio/Blob.h"
#include "ruleio/BlobLayout.h"
#include "ruleio/Serial.h"
#include "ruleio/Variants.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"
#include <map>

namespace gfpcheck::ruleio {

using namespace blob;

namespace {

class BlobWriter {
public:
  explicit BlobWriter(const RuleData &Data) : Data(Data) {}

  std::string run() {
    apis();
    callbacks();
    small();
    return assemble();
  }

private:
  using Index = std::map<std::string, std::vector<uint32_t>>;

  template <class T> uint32_t record(T Value) {
    uint32_t Offset = uint32_t(Records.size());
    Writer W(Texts, Records);
    io(W, Value);
    return Offset;
  }

  void apis() {
    for (const auto &[I, A] : llvm::enumerate(Data.Apis)) {
      Apis.push_back(record(A));
      Symbols[A.Name].push_back(uint32_t(I));
      if (A.IsMacro)
        Macros.push_back(Texts.add(A.Name));
    }
    for (const auto &[I, A] : llvm::enumerate(Data.Apis))
      for (const std::string &S : A.Symbols)
        if (S != A.Name)
          symbol(A, uint32_t(I), S);
  }

  /// A call of Symbol may have been written as A's name.
  void symbol(const model::Api &A, uint32_t Entry, const std::string &Symbol) {
    auto It = llvm::lower_bound(
        Data.Apis, Symbol,
        [](const model::Api &L, const std::string &R) { return L.Name < R; });
    if (It != Data.Apis.end() && It->Name == Symbol) {
      Entry = uint32_t(Apis.size());
      Apis.push_back(record(makeVariant(A, *It)));
    }
    Symbols[Symbol].push_back(Entry);
  }

  void callbacks() {
    for (const auto &[I, C] : llvm::enumerate(Data.Callbacks)) {
      Callbacks.push_back(record(C));
      if (C.Function.empty())
        Slots[C.Struct + "." + C.Field].push_back(uint32_t(I));
      else
        Functions[C.Function].push_back(uint32_t(I));
    }
  }

  /// What is so little that it is decoded at once.
  void small() {
    Writer W(Texts, Small);
    auto Bugs = Data.Bugs;
    auto Tables = Data.GfpTables;
    auto Families = Data.Families;
    std::vector<std::string> Constants;
    for (const model::Api &A : Data.Apis) {
      Constants.push_back(A.Sleeps.Flag);
      if (A.Alloc)
        Constants.push_back(A.Alloc->CannotFail.Flag);
    }
    for (const model::CallbackRule &C : Data.Callbacks)
      Constants.push_back(C.UnlessFlag);
    llvm::sort(Constants);
    Constants.erase(llvm::unique(Constants), Constants.end());
    llvm::erase(Constants, "");
    all(W, Bugs, Tables, Families, Constants);
  }

  std::string keys(const Index &Of) {
    std::string Out;
    for (const auto &[Text, Entries] : Of) {
      Key K;
      K.Text = Texts.add(Text);
      K.First = uint32_t(Postings.size());
      K.Count = uint32_t(Entries.size());
      llvm::append_range(Postings, Entries);
      Out.append(reinterpret_cast<const char *>(&K), sizeof(K));
    }
    return Out;
  }

  static std::string bytes(const std::vector<uint32_t> &Numbers) {
    std::string Out;
    for (uint32_t N : Numbers) {
      U32 Little = U32(N);
      Out.append(reinterpret_cast<const char *>(&Little), sizeof(Little));
    }
    return Out;
  }

  std::string assemble() {
    Header H = {};
    std::string Body;
    auto Put = [&](Section &S, llvm::StringRef Bytes) {
      S.Offset = uint32_t(sizeof(Header) + Body.size());
      S.Size = uint32_t(Bytes.size());
      Body += Bytes;
    };
    Put(H.Symbols, keys(Symbols));
    Put(H.Slots, keys(Slots));
    Put(H.Functions, keys(Functions));
    Put(H.Postings, bytes(Postings));
    Put(H.Apis, bytes(Apis));
    Put(H.Callbacks, bytes(Callbacks));
    Put(H.Macros, bytes(Macros));
    Put(H.Small, Small);
    Put(H.Records, Records);
    Put(H.Texts, Texts.bytes());
    H.Magic = blob::Magic;
    H.Version = blob::Version;
    H.ApiCount = uint32_t(Data.Apis.size());
    H.Hash = llvm::xxh3_64bits(Body);
    return std::string(reinterpret_cast<const char *>(&H), sizeof(H)) + Body;
  }

  const RuleData &Data;
  TextTable Texts;
  std::string Records, Small;
  std::vector<uint32_t> Apis, Callbacks, Macros, Postings;
  Index Symbols, Slots, Functions;
};

} // namespace

std::string writeBlob(const RuleData &Data) { return BlobWriter(Data).run(); }

} // namespace gfpcheck::ruleio
