// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ruleio/Blob.h"
#include "ruleio/BlobLayout.h"
#include "ruleio/Serial.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/FormatVariadic.h"

namespace gfpcheck::ruleio {

using namespace blob;
using model::Api;
using model::CallbackRule;

namespace {

/// The block, its parts within bounds.
class View {
public:
  static llvm::Expected<View> open(llvm::StringRef Bytes) {
    View V;
    V.Bytes = Bytes;
    if (Bytes.size() < sizeof(Header))
      return llvm::createStringError("not a block of rules: too short");
    V.H = reinterpret_cast<const Header *>(Bytes.data());
    if (V.H->Magic != Magic || V.H->Version != Version)
      return llvm::createStringError("not a block of rules of this version");
    for (const Section *S :
         {&V.H->Texts, &V.H->Records, &V.H->Small, &V.H->Apis, &V.H->Callbacks,
          &V.H->Symbols, &V.H->Slots, &V.H->Functions, &V.H->Macros,
          &V.H->Postings})
      if (uint64_t(S->Offset) + S->Size > Bytes.size())
        return llvm::createStringError("the block of rules is cut short");
    return V;
  }

  const Header &header() const { return *H; }
  llvm::StringRef part(const Section &S) const {
    return Bytes.substr(S.Offset, S.Size);
  }
  template <class T> llvm::ArrayRef<T> array(const Section &S) const {
    llvm::StringRef P = part(S);
    return {reinterpret_cast<const T *>(P.data()), P.size() / sizeof(T)};
  }
  llvm::StringRef text(uint32_t Offset) const {
    return Reader::textAt(part(H->Texts), Offset);
  }
  Reader record(uint32_t Offset) const {
    return Reader(part(H->Texts), part(H->Records).substr(Offset));
  }
  Reader small() const { return Reader(part(H->Texts), part(H->Small)); }

  /// The entries that Text leads to; empty if it is not a key.
  llvm::ArrayRef<U32> find(const Section &Keys, llvm::StringRef Text) const {
    llvm::ArrayRef<Key> All = array<Key>(Keys);
    const Key *It = std::lower_bound(
        All.begin(), All.end(), Text,
        [&](const Key &K, llvm::StringRef T) { return text(K.Text) < T; });
    llvm::ArrayRef<U32> Postings = array<U32>(H->Postings);
    if (It == All.end() || text(It->Text) != Text ||
        uint64_t(It->First) + It->Count > Postings.size())
      return {};
    return Postings.slice(It->First, It->Count);
  }

private:
  llvm::StringRef Bytes;
  const Header *H = nullptr;
};

/// Entries decoded on first use. Not for several threads.
template <class T> class Lazy {
public:
  Lazy(const View &V, const Section &Offsets)
      : V(V), Offsets(V.array<U32>(Offsets)), Values(this->Offsets.size()) {}

  size_t size() const { return Offsets.size(); }
  template <class Fix> const T &get(size_t I, Fix Complete) {
    static const T None;
    if (I >= Values.size())
      return None;
    if (!Values[I]) {
      Values[I] = std::make_unique<T>();
      Reader R = V.record(Offsets[I]);
      io(R, *Values[I]);
      Complete(*Values[I]);
    }
    return *Values[I];
  }

private:
  const View &V;
  llvm::ArrayRef<U32> Offsets;
  std::vector<std::unique_ptr<T>> Values;
};

class BlobRuleSet final : public model::RuleSet {
public:
  BlobRuleSet(View View, std::string Owned)
      : Owned(std::move(Owned)), V(View), Apis(V, V.header().Apis),
        Callbacks(V, V.header().Callbacks) {
    Reader R = V.small();
    std::vector<Family> List;
    all(R, Bugs, Tables, List, Constants);
    for (Family &F : List)
      FreedBy[F.Name] = std::move(F.FreedBy);
    for (U32 Text : V.array<U32>(V.header().Macros))
      Macros.insert(V.text(Text));
    Digest = llvm::formatv("{0:x-16}", uint64_t(V.header().Hash)).str();
  }

  llvm::ArrayRef<const Api *> bySymbol(llvm::StringRef Symbol) const override {
    return list(V.header().Symbols, Symbol, BySymbol,
                [&](size_t I) { return &entry(I); });
  }

  const Api *byName(llvm::StringRef Name) const override {
    for (U32 I : V.find(V.header().Symbols, Name))
      if (I < apiCount() && entry(I).Name == Name)
        return &entry(I);
    return nullptr;
  }

  bool isMacroApi(llvm::StringRef Name) const override {
    return Macros.contains(Name);
  }

  llvm::ArrayRef<const CallbackRule *>
  callbackSlot(llvm::StringRef Struct, llvm::StringRef Field) const override {
    llvm::SmallString<64> Slot = Struct;
    Slot += '.';
    Slot += Field;
    return list(V.header().Slots, Slot, BySlot,
                [&](size_t I) { return &callback(I); });
  }

  llvm::ArrayRef<const CallbackRule *>
  callbackArgs(llvm::StringRef Function) const override {
    return list(V.header().Functions, Function, ByFunction,
                [&](size_t I) { return &callback(I); });
  }

  llvm::ArrayRef<model::BugRule> bugs() const override { return Bugs; }

  const model::GfpTable &gfp(unsigned Version) const override {
    static const model::GfpTable None;
    if (Tables.empty())
      return None;
    if (Version)
      for (const model::GfpTable &T : Tables)
        if (Version >= T.Since && (!T.Until || Version < T.Until))
          return T;
    return Version && Version < Tables.front().Since ? Tables.front()
                                                     : Tables.back();
  }
  llvm::ArrayRef<model::GfpTable> gfpTables() const override { return Tables; }
  llvm::ArrayRef<std::string> constants() const override { return Constants; }
  llvm::StringRef digest() const override { return Digest; }

  size_t apiCount() const override {
    return std::min<size_t>(V.header().ApiCount, Apis.size());
  }
  const Api &api(size_t Index) const override { return entry(Index); }
  size_t callbackCount() const override { return Callbacks.size(); }
  const CallbackRule &callback(size_t Index) const override {
    return Callbacks.get(Index, [](CallbackRule &) {});
  }

private:
  template <class T>
  using Cache = llvm::DenseMap<const U32 *, llvm::ArrayRef<const T *>>;

  const Api &entry(size_t I) const {
    return Apis.get(I, [&](Api &A) {
      if (A.Alloc && A.Alloc->FreedBy.empty())
        if (auto It = FreedBy.find(A.Alloc->Family); It != FreedBy.end())
          A.Alloc->FreedBy = It->second;
    });
  }

  /// The decoded entries of a key, kept for the next time.
  template <class T, class Get>
  llvm::ArrayRef<const T *> list(const Section &Keys, llvm::StringRef Text,
                                 Cache<T> &Known, Get Decode) const {
    llvm::ArrayRef<U32> Found = V.find(Keys, Text);
    if (Found.empty())
      return {};
    auto [It, New] = Known.try_emplace(Found.data());
    if (New) {
      auto *Out = Alloc.Allocate<const T *>(Found.size());
      for (size_t I = 0; I != Found.size(); ++I)
        Out[I] = Decode(Found[I]);
      It->second = {Out, Found.size()};
    }
    return It->second;
  }

  std::string Owned; ///< The block, unless it is part of the program.
  View V;
  mutable Lazy<Api> Apis;
  mutable Lazy<CallbackRule> Callbacks;
  mutable Cache<Api> BySymbol;
  mutable Cache<CallbackRule> BySlot, ByFunction;
  mutable llvm::BumpPtrAllocator Alloc;
  llvm::StringSet<> Macros;
  llvm::StringMap<std::vector<std::string>> FreedBy;
  std::vector<model::BugRule> Bugs;
  std::vector<model::GfpTable> Tables;
  std::vector<std::string> Constants;
  std::string Digest;
};

} // namespace

llvm::Expected<std::shared_ptr<const model::RuleSet>>
openBlob(llvm::StringRef Bytes) {
  llvm::Expected<View> V = View::open(Bytes);
  if (!V)
    return V.takeError();
  return std::make_shared<BlobRuleSet>(*V, std::string());
}

llvm::Expected<std::shared_ptr<const model::RuleSet>>
openOwnedBlob(std::string Bytes) {
  // The bytes of a long string stay where they are when it is moved.
  llvm::Expected<View> V = View::open(Bytes);
  if (!V)
    return V.takeError();
  return std::make_shared<BlobRuleSet>(*V, std::move(Bytes));
}

llvm::Expected<RuleData> readBlob(llvm::StringRef Bytes) {
  llvm::Expected<View> V = View::open(Bytes);
  if (!V)
    return V.takeError();
  RuleData Out;
  std::vector<std::string> Constants;
  Reader Small = V->small();
  all(Small, Out.Bugs, Out.GfpTables, Out.Families, Constants);
  auto Read = [&](llvm::ArrayRef<U32> Offsets, auto &List) {
    for (U32 Offset : Offsets) {
      Reader R = V->record(Offset);
      io(R, List.emplace_back());
    }
  };
  llvm::ArrayRef<U32> Apis = V->array<U32>(V->header().Apis);
  Read(Apis.take_front(std::min<size_t>(V->header().ApiCount, Apis.size())),
       Out.Apis);
  Read(V->array<U32>(V->header().Callbacks), Out.Callbacks);
  return Out;
}

} // namespace gfpcheck::ruleio
