// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Index.h"
#include "link/IndexArchive.h"
#include "support/Suggest.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"

namespace gfpcheck::link {

using llvm::StringRef;
using namespace indexfile;

uint32_t entryKinds(const IndexRoot &R) {
  uint32_t Mask = 0;
  for (model::ContextKind K : R.Contexts)
    Mask |= maskOf(K);
  if (!R.Forbidden || R.AlsoProcess)
    Mask |= 1u << EntryMaySleep;
  return Mask;
}

namespace {
llvm::Error broken(StringRef Name, const llvm::Twine &Why) {
  return llvm::createStringError("'" + Name + "' is not a program index: " +
                                 Why + "; make it again with 'gfpcheck link'");
}

uint64_t read64(StringRef From, size_t At) {
  return llvm::support::endian::read64le(From.data() + At);
}

/// Do the references of F stay in the program?
bool sound(const IndexFunction &F, size_t Functions, size_t Files) {
  auto Place = [&](const IndexLoc &L) { return L.File < Files; };
  for (const IndexBegin &B : F.Begins)
    if (!Place(B.Where) || !Place(B.Call))
      return false;
  for (const IndexCaller &C : F.Callers)
    if (C.Function >= Functions)
      return false;
  for (const IndexRoot &R : F.Roots)
    if (!Place(R.Where))
      return false;
  for (const IndexEntry &E : F.Entries)
    if ((E.Kinds & ~AllEntryKinds) ||
        (E.Caller != NoCaller && E.Caller >= Functions))
      return false;
  for (const IndexCall &C : F.Calls) {
    for (uint32_t T : C.Targets)
      if (T >= Functions)
        return false;
    for (const IndexWay &W : C.Ways) {
      if (!Place(W.Where))
        return false;
      for (uint32_t H : W.Held)
        if (H >= F.Begins.size())
          return false;
    }
  }
  return true;
}

bool sound(const IndexDetail &D, size_t Files) {
  bool Good = D.Where.File < Files;
  for (const IndexSleep &S : D.Sleeps) {
    Good &= S.Where.File < Files;
    for (const IndexStep &Step : S.Path)
      Good &= Step.Where.File < Files;
  }
  for (const IndexEffect &E : D.Effects)
    Good &= E.Where.File < Files;
  return Good;
}
} // namespace

llvm::Expected<std::unique_ptr<Index>> Index::open(StringRef File) {
  auto Bytes = llvm::MemoryBuffer::getFile(File, /*IsText=*/false,
                                           /*RequiresNullTerminator=*/false);
  if (!Bytes)
    return llvm::createStringError(
        "'" + File + "' cannot be read: " + Bytes.getError().message());
  return read(std::move(*Bytes), File);
}

llvm::Expected<std::unique_ptr<Index>>
Index::read(std::unique_ptr<llvm::MemoryBuffer> Buffer, StringRef Name) {
  StringRef All = Buffer->getBuffer();
  StringRef Expected(Magic, sizeof(Magic));
  if (All.size() < HeaderSize || !All.starts_with(Expected.drop_back()))
    return broken(Name, "it begins with other bytes");
  if (!All.starts_with(Expected))
    return broken(Name, "another version of gfpcheck wrote it");
  if (read64(All, HashAt) != llvm::xxh3_64bits(All.drop_front(HashedFrom)))
    return broken(Name, "its bytes have changed");

  std::unique_ptr<Index> Out(new Index);
  StringRef Rest = All.drop_front(HeaderSize);
  bool Good = true;
  auto Section = [&](uint64_t Count, uint64_t Size) {
    Good &= Count <= Rest.size() / Size;
    StringRef S = Good ? Rest.take_front(Count * Size) : "";
    Rest = Rest.drop_front(S.size());
    return S;
  };
  uint64_t Files = read64(All, FileCountAt),
           Functions = read64(All, FunctionCountAt);
  Out->Files = Section(Files, FileEntrySize);
  Out->Table = Section(Functions, EntrySize);
  Out->ByName = Section(Functions, ByNameEntrySize);
  Out->Texts = Section(read64(All, TextSizeAt), 1);
  Out->Body = Section(read64(All, BodySizeAt), 1);
  if (!Good || !Rest.empty())
    return broken(Name, "a length is wrong");
  Out->FileCount = Files;
  Out->Count = Functions;
  Out->Digest =
      support::ArchiveReader::textAt(Out->Texts, read64(All, DigestAt));
  Out->Bytes = std::move(Buffer);
  return Out;
}

uint64_t Index::number(size_t F, size_t At, unsigned Size) const {
  const char *P = Table.data() + F * EntrySize + At;
  return Size == 8 ? llvm::support::endian::read64le(P)
                   : llvm::support::endian::read32le(P);
}

StringRef Index::name(uint32_t F) const {
  return support::ArchiveReader::textAt(Texts, number(F, NameAt, 4));
}

StringRef Index::file(uint32_t Id) const {
  if (Id >= FileCount)
    return "";
  return support::ArchiveReader::textAt(
      Texts,
      llvm::support::endian::read32le(Files.data() + Id * FileEntrySize));
}

uint32_t Index::named(size_t Position) const {
  uint32_t F = llvm::support::endian::read32le(ByName.data() +
                                               Position * ByNameEntrySize);
  if (F < Count)
    return F;
  Damaged = true;
  return 0;
}

std::vector<uint32_t> Index::find(StringRef Name) const {
  size_t From = 0, To = Count;
  while (From < To) {
    size_t Middle = From + (To - From) / 2;
    if (name(named(Middle)) < Name)
      From = Middle + 1;
    else
      To = Middle;
  }
  std::vector<uint32_t> Found;
  for (; From != Count && name(named(From)) == Name; ++From)
    Found.push_back(named(From));
  return Found;
}

std::string Index::similar(StringRef Name) const {
  std::vector<StringRef> Names;
  for (size_t I = 0; I != Count; ++I)
    if (StringRef N = name(named(I)); Names.empty() || Names.back() != N)
      Names.push_back(N);
  return support::didYouMean(Name, Names);
}

const IndexFunction &Index::function(uint32_t F) const {
  std::unique_ptr<IndexFunction> &Known = Read[F];
  if (Known)
    return *Known;
  Known = std::make_unique<IndexFunction>();
  IndexIn Ar(Texts, Body.drop_front(std::min<uint64_t>(number(F, GraphAt, 8),
                                                       Body.size())));
  io(Ar, *Known);
  if (!Ar.ok() || !sound(*Known, Count, FileCount)) {
    *Known = {};
    Damaged = true;
  }
  return *Known;
}

IndexDetail Index::detail(uint32_t F) const {
  IndexDetail D;
  IndexIn Ar(Texts, Body.drop_front(std::min<uint64_t>(number(F, DetailAt, 8),
                                                       Body.size())));
  io(Ar, D);
  if (!Ar.ok() || !sound(D, FileCount)) {
    D = {};
    Damaged = true;
  }
  return D;
}

} // namespace gfpcheck::link
