// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "summary/UnitIo.h"
#include "summary/UnitArchive.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"

namespace gfpcheck::summary {

// The descriptions of fields are found where the archives are.
namespace detail {

class UnitWriter : public TableWriter {
public:
  UnitWriter(support::TextTable &Texts, std::string &Out,
             const support::StringPool &Strings)
      : TableWriter(Texts, Out), Strings(Strings) {}

  void string(StringId Id) { text(Strings.str(Id)); }
  void table(const ExprTable &T, uint64_t) { putTable(*this, T); }

private:
  const support::StringPool &Strings;
};

class UnitReader : public TableReader<UnitReader> {
public:
  UnitReader(llvm::StringRef Texts, llvm::StringRef In, UnitSpace Space)
      : TableReader(Texts, In), Space(Space) {}

  void string(StringId &Id) {
    uint64_t Offset = number();
    if (Offset >= Texts.size())
      return fail();
    auto [It, New] = Known.try_emplace(Offset, 0);
    if (New)
      It->second = Space.Strings.intern(textAt(Texts, Offset));
    Id = It->second;
  }
  void expr(ExprId &E) {
    uint64_t Id = number();
    if (Id < Exprs.size())
      E = Exprs[Id];
    else
      fail();
  }
  void file(uint32_t &F) {
    uint64_t Id = number();
    if (Id < Files.size())
      F = Files[Id];
    else
      fail();
  }

  std::vector<uint32_t> Files;

private:
  llvm::DenseMap<uint64_t, StringId> Known;
  UnitSpace Space;
};

/// Bodies first: they fill the table of texts and are read last.
void functions(UnitWriter &Ar, Unit &U) {
  uint64_t Count = U.Functions.size();
  io(Ar, Count);
  for (UnitFunction &F : U.Functions)
    head(Ar, F);
  for (UnitFunction &F : U.Functions)
    io(Ar, F.Frame);
}

void functions(UnitReader &Ar, Unit &U) {
  uint64_t Count = 0;
  io(Ar, Count);
  for (; Count && Ar.ok(); --Count) {
    // With the tables that an empty one has.
    Ar.charge(sizeof(UnitFunction) + sizeof(Expr) + sizeof(ExprId));
    head(Ar, U.Functions.emplace_back());
  }
  U.Functions.shrink_to_fit();
  // Each frame brings a table of expressions of its own.
  for (UnitFunction &F : U.Functions) {
    if (!Ar.ok())
      return;
    io(Ar, F.Frame);
    for (const ListedCall &C : F.Calls.Calls)
      if (C.Open > F.Frame.Calls.size())
        Ar.fail();
    facts::FunctionFacts &Facts = F.Frame.Facts;
    Facts.Name = Facts.UniqueName = F.Summary.Name;
    Facts.IsStatic = F.IsStatic;
    Facts.InMainFile = F.InMainFile;
  }
}

} // namespace detail

namespace {

constexpr char Magic[8] = {'g', 'f', 'p', 'u', 'n', 'i', 't', '0' + UnitFormat};
constexpr size_t HeaderSize = sizeof(Magic) + 8 + 8;

llvm::Error broken(const char *Why) {
  return llvm::createStringError(std::string("not a summary of a file: ") +
                                 Why);
}

} // namespace

using detail::UnitReader;
using detail::UnitWriter;

std::string pack(Unit &U, const facts::ExprTable &Portable,
                 const std::vector<std::string> &Files,
                 const support::StringPool &Strings) {
  support::TextTable Texts;
  std::string Body;
  UnitWriter Ar(Texts, Body, Strings);
  Ar.number(Files.size());
  for (const std::string &F : Files)
    Ar.text(F);
  Ar.table(Portable, UINT64_MAX);
  rest(Ar, U);
  functions(Ar, U);

  std::string Payload = Texts.bytes().str() + Body;
  std::string Out(HeaderSize, '\0');
  memcpy(Out.data(), Magic, sizeof(Magic));
  llvm::support::endian::write64le(Out.data() + 8, llvm::xxh3_64bits(Payload));
  llvm::support::endian::write64le(Out.data() + 16, Texts.bytes().size());
  return Out + Payload;
}

llvm::Expected<Unit> unpack(llvm::StringRef Bytes, UnitSpace Space) {
  if (Bytes.size() < HeaderSize ||
      Bytes.take_front(sizeof(Magic)) != llvm::StringRef(Magic, sizeof(Magic)))
    return broken("it begins with other bytes");
  uint64_t Hash = llvm::support::endian::read64le(Bytes.data() + 8);
  uint64_t TextSize = llvm::support::endian::read64le(Bytes.data() + 16);
  llvm::StringRef Payload = Bytes.drop_front(HeaderSize);
  if (Hash != llvm::xxh3_64bits(Payload))
    return broken("its bytes have changed");
  if (TextSize > Payload.size())
    return broken("a length is wrong");
  UnitReader Ar(Payload.take_front(TextSize), Payload.drop_front(TextSize),
                Space);
  for (uint64_t Count = Ar.number(); Count && Ar.ok(); --Count) {
    llvm::StringRef Name = Ar.text();
    auto [It, New] =
        Space.FileIndex.try_emplace(Name, uint32_t(Space.Files.size()));
    if (New)
      Space.Files.push_back(Name.str());
    Ar.Files.push_back(It->second);
  }
  Unit U;
  Ar.table(Space.Portable, UINT64_MAX);
  rest(Ar, U);
  functions(Ar, U);
  if (!Ar.ok() || !Ar.atEnd())
    return broken("a number is wrong");
  return U;
}

} // namespace gfpcheck::summary
