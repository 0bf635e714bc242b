// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Image.h"
#include "link/ImagePools.h"
#include "link/Linker.h"
#include "summary/UnitArchive.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"
#include <future>

namespace gfpcheck::link {

using llvm::StringRef;
using summary::detail::TableReader;
using summary::detail::TableWriter;
using support::all;
using support::io;
using support::StringId;

namespace {

constexpr uint64_t Format = 4;
/// Checksum of what follows it; length of the pools, of the texts; how many
/// parts there are. The pools come next, aligned as this head is.
constexpr size_t PoolsAt = 8, TextsAt = 16, PartsAt = 24, HeadSize = 32;
constexpr size_t ChunkBytes = size_t(64) << 20;
/// Of what is made of an image, besides its parts.
constexpr size_t MaxImageMemory = size_t(6) << 30;

/// Bytes in one of the parts; of no size, none.
struct FlatPart {
  uint64_t At = 0;
  uint32_t Size = 0, Chunk = 0;
};

struct FlatBody {
  FlatPart Summary, Frame, Calls;
  uint64_t FrameBytes;
  uint32_t Name, File, Line, Col, Shape, ParamCount, Flags, Zero;
};

struct FlatFunction {
  FlatPart Extra;
  uint32_t Body, Vague;
};

/// Elements that are nothing but numbers, as they lie in memory: there are
/// millions, and an image is for this very machine and program.
template <class A, class T> void raw(A &Ar, std::vector<T> &V) {
  static_assert(std::is_trivially_copyable_v<T> &&
                std::has_unique_object_representations_v<T>);
  if constexpr (A::Reading) {
    const StringRef Bytes = Ar.bytes();
    Ar.charge(Bytes.size());
    if (Bytes.size() % sizeof(T))
      Ar.fail();
    if (!Ar.ok() || Bytes.empty())
      return V.clear();
    V.resize(Bytes.size() / sizeof(T));
    memcpy(V.data(), Bytes.data(), Bytes.size());
  } else {
    Ar.bytes(StringRef(reinterpret_cast<const char *>(V.data()),
                       V.size() * sizeof(T)));
  }
}

uint32_t flagsOf(const FunctionHead &H) {
  return H.FrameOpen | H.IsStatic << 1 | H.InMainFile << 2 | H.Sleeps << 3 |
         H.Vague << 4 | H.Holds << 5 | H.IsInit << 6 | H.IsWeak << 7;
}

FunctionHead headOf(const FlatBody &B) {
  FunctionHead H;
  H.Name = B.Name;
  H.Where = {B.File, B.Line, B.Col};
  H.FrameBytes = B.FrameBytes;
  H.Shape = B.Shape;
  H.ParamCount = B.ParamCount;
  H.FrameOpen = B.Flags & 1;
  H.IsStatic = B.Flags & 2;
  H.InMainFile = B.Flags & 4;
  H.Sleeps = B.Flags & 8;
  H.Vague = B.Flags & 16;
  H.Holds = B.Flags & 32;
  H.IsInit = B.Flags & 64;
  H.IsWeak = B.Flags & 128;
  return H;
}

} // namespace

/// Names, files and expressions keep their numbers.
class ImageOut : public TableWriter {
public:
  using TableWriter::TableWriter;
  void string(StringId Id) { number(Id); }
};

class ImageIn : public TableReader<ImageIn> {
public:
  ImageIn(StringRef Texts, StringRef In, const Program &P, PoolSizes Pools)
      : TableReader(Texts, In, MaxImageMemory), P(P), Pools(Pools) {}

  void string(StringId &Id) { below(Id, Pools.Strings); }
  void expr(facts::ExprId &E) { below(E, Pools.Exprs); }
  void file(uint32_t &F) { below(F, P.files().size()); }
  void below(uint32_t &Out, size_t Limit) {
    uint64_t N = number();
    if (N >= Limit)
      fail();
    Out = N < Limit ? uint32_t(N) : 0;
  }

private:
  const Program &P;
  const PoolSizes Pools;
};

template <class A> void io(A &Ar, SlotKey &Slot) {
  Ar.string(Slot.first);
  Ar.string(Slot.second);
}
template <class A> void io(A &Ar, CalledPointer &C) {
  io(Ar, C.Kind);
  Ar.string(C.Function);
  io(Ar, C.Slot);
  io(Ar, C.Param);
}
template <class A> void io(A &Ar, StoredFunction &S) {
  io(Ar, S.Slot);
  Ar.string(S.Function);
  io(Ar, S.Param);
}
template <class A> void io(A &Ar, ParamCall &C) {
  all(Ar, C.Param, C.Call, C.Inner, C.InnerIndex);
}

template <class A> void CallShapes::io(A &Ar) {
  raw(Ar, Calls);
  raw(Ar, Ends);
  raw(Ar, Args);
  raw(Ar, Handed);
  raw(Ar, StackCalls);
  support::all(Ar, Pointers, Stored);
}

/// Writes a program and what its linker found.
class ImageWriter {
public:
  explicit ImageWriter(const Linker &L)
      : L(L), P(L.program()), Ar(Texts, Body) {}

  ImageBytes run() {
    files();
    bodies();
    units();
    functions();
    targets();
    ImageBytes Out;
    Out.Parts = std::move(Parts);
    for (const std::string &Part : Out.Parts)
      Ar.number(llvm::xxh3_64bits(Part));
    std::string Head(HeadSize, '\0');
    const std::string Pools = packPools(P.strings(), P.portable());
    llvm::support::endian::write64le(&Head[PoolsAt], Pools.size());
    llvm::support::endian::write64le(&Head[TextsAt], Texts.bytes().size());
    llvm::support::endian::write64le(&Head[PartsAt], Out.Parts.size());
    Out.Body = Head + Pools;
    Out.Body += Texts.bytes();
    Out.Body += Body;
    llvm::support::endian::write64le(
        &Out.Body[0], llvm::xxh3_64bits(StringRef(Out.Body).drop_front(8)));
    return Out;
  }

private:
  void files() {
    Ar.number(Format);
    Ar.number(P.files().size());
    for (const std::string &File : P.files())
      Ar.text(File);
    Ar.number(P.Environments.size());
    for (auto &E : P.Environments)
      io(Ar, *E);
  }

  void bodies() {
    std::vector<FlatBody> Flat;
    std::vector<StringId> Params;
    for (const Program::Body &B : P.Bodies) {
      const FunctionHead &H = B.Head;
      Flat.push_back({part(B.Summary), part(B.Frame), part(B.Calls),
                      H.FrameBytes, H.Name, H.Where.File, H.Where.Line,
                      H.Where.Col, H.Shape, H.ParamCount, flagsOf(H), 0});
      llvm::append_range(Params, P.paramsOf(B));
    }
    raw(Ar, Flat);
    raw(Ar, Params);
    const_cast<CallShapes &>(P.shapes()).io(Ar);
  }

  void functions() {
    std::vector<FlatFunction> Flat;
    for (FunctionId F = 0; F != P.functionCount(); ++F)
      Flat.push_back({part(L.extraBytes(F)), P.bodyOf(F), L.isExtraVague(F)});
    raw(Ar, Flat);
  }

  void units() {
    Ar.number(P.unitCount());
    for (uint32_t U = 0; U != P.unitCount(); ++U) {
      ProgramUnit Unit = P.unit(U);
      Ar.file(Unit.MainFile);
      all(Ar, Unit.Order, Unit.Environment);
      Ar.string(Unit.Module);
      all(Ar, Unit.Count, Unit.Bindings, Unit.Roots, Unit.Handovers);
      Ar.text(L.findings(U));
    }
  }

  void targets() {
    TargetTables T = L.targets().tables();
    raw(Ar, T.First);
    raw(Ar, T.ByCall);
    Ar.number(T.Pointers.size());
    for (PointerTargets &To : T.Pointers)
      all(Ar, To.Functions, To.Slot, To.Parameter, To.TooMany);
    sorted(T.ByParam);
    sorted(L.handed());
    Ar.number(T.Records.size());
    for (auto [Module, Record] : T.Records) {
      Ar.string(Module);
      Ar.string(Record);
    }
  }

  template <class Map> void sorted(const Map &M) {
    std::vector<FunctionId> Keys;
    for (const auto &Entry : M)
      Keys.push_back(Entry.first);
    llvm::sort(Keys);
    Ar.number(Keys.size());
    for (FunctionId F : Keys) {
      Ar.number(F);
      auto List = M.find(F)->second;
      io(Ar, List);
    }
  }

  /// Where the bytes are, each once.
  FlatPart part(StringRef Bytes) {
    if (Bytes.empty())
      return {};
    auto [It, New] = At.try_emplace(Bytes.data());
    if (New) {
      if (Parts.empty() || Parts.back().size() + Bytes.size() > ChunkBytes)
        Parts.emplace_back();
      It->second = {Parts.back().size(), uint32_t(Bytes.size()),
                    uint32_t(Parts.size() - 1)};
      Parts.back() += Bytes;
    }
    return It->second;
  }

  const Linker &L;
  const Program &P;
  support::TextTable Texts;
  std::string Body;
  ImageOut Ar;
  llvm::DenseMap<const char *, FlatPart> At;
  std::vector<std::string> Parts;
};

class ImageReader {
public:
  ImageReader(Program &P, ImageBytes &Image, PoolSizes Pools, StringRef Texts,
              StringRef Body)
      : P(P), Image(Image), Pools(Pools), Out(std::make_unique<FormerLink>()),
        Ar(Texts, Body, P, Pools) {}

  /// Reads all but the pools, which may be read at the same time. False if a
  /// number is wrong.
  bool read() {
    bool Ok = files() && bodies() && units() && functions() && targets();
    for (size_t I = 0; I != Image.Parts.size() && Ok; ++I)
      Hashes.push_back(Ar.number());
    return Ok && Ar.ok() && Ar.atEnd();
  }

  /// The pools have been read. Null if the parts are not those of this image.
  std::unique_ptr<FormerLink> finish(llvm::ArrayRef<uint64_t> PartHashes) {
    if (PartHashes != llvm::ArrayRef(Hashes))
      return nullptr;
    for (uint32_t I = 0; I != Environments.size(); ++I)
      if (P.addEnvironment(std::move(Environments[I])) != I)
        return nullptr;
    Out->Parts = std::move(Image.Parts);
    return std::move(Out);
  }

  /// Program::index puts them in order, with those that are added.
  static void keep(Program &P, FormerLink &Former, llvm::ArrayRef<bool> Keep) {
    for (ProgramUnit &U : Former.Read) {
      FormerLink::Unit &Was = Former.Units[U.Former];
      Was.Kept = U.Order < Keep.size() && Keep[U.Order];
      if (!Was.Kept)
        continue;
      FunctionId First = U.First;
      U.First = FunctionId(P.Functions.size());
      for (uint32_t I = 0; I != U.Count; ++I)
        P.Functions.push_back(
            {uint32_t(P.Units.size()), Former.Bodies[First + I]});
      P.Units.push_back(std::move(U));
    }
    Former.Read.clear();
  }

private:
  bool files() {
    if (Ar.number() != Format)
      return false;
    P.Files.clear();
    P.FileIndex.clear();
    uint64_t Count = Ar.number();
    for (uint64_t I = 0; I != Count && Ar.ok(); ++I) {
      StringRef Name = Ar.text();
      Ar.charge(sizeof(std::string));
      if (!P.FileIndex.try_emplace(Name, uint32_t(I)).second)
        return false;
      P.Files.push_back(Name.str());
    }
    if (P.Files.empty() || !P.Files[0].empty())
      return false;
    for (Count = Ar.number(); Count && Ar.ok(); --Count) {
      Ar.charge(sizeof(facts::TuEnvironment));
      io(Ar, Environments.emplace_back());
    }
    return Ar.ok();
  }

  bool bodies() {
    std::vector<FlatBody> Flat;
    raw(Ar, Flat);
    raw(Ar, P.ParamNames);
    P.Shapes.io(Ar);
    if (!Ar.ok() || !P.Shapes.consistent(Pools.Strings, P.Files.size()) ||
        !llvm::all_of(P.ParamNames,
                      [&](StringId Name) { return Name < Pools.Strings; }))
      return false;
    Ar.charge(Flat.size() * (sizeof(Program::Body) + sizeof(uint32_t)));
    P.Bodies.reserve(Ar.ok() ? Flat.size() : 0);
    size_t Params = 0;
    for (const FlatBody &B : Flat) {
      if (B.Name >= Pools.Strings || B.File >= P.Files.size() ||
          B.Shape >= P.Shapes.size() ||
          B.ParamCount > P.ParamNames.size() - Params || !Ar.ok())
        return false;
      P.Bodies.push_back({headOf(B), uint32_t(Params), part(B.Summary),
                          part(B.Frame), part(B.Calls)});
      Params += B.ParamCount;
    }
    P.NextBody.resize(P.Bodies.size());
    return Ar.ok() && Params == P.ParamNames.size();
  }

  bool units() {
    uint64_t First = 0;
    for (uint64_t Count = Ar.number(); Count && Ar.ok(); --Count) {
      Ar.charge(sizeof(ProgramUnit) + sizeof(FormerLink::Unit));
      ProgramUnit U;
      Ar.file(U.MainFile);
      io(Ar, U.Order);
      Ar.below(U.Environment, Environments.size());
      Ar.string(U.Module);
      all(Ar, U.Count, U.Bindings, U.Roots, U.Handovers);
      U.First = FunctionId(First);
      U.Former = uint32_t(Out->Units.size());
      if ((First += U.Count) >= NoFunction)
        return false;
      FormerLink::Unit Was;
      Was.MainFile = U.MainFile;
      Was.Order = U.Order;
      Was.Environment = U.Environment;
      Was.Module = U.Module;
      Was.First = U.First;
      Was.Count = U.Count;
      Was.Findings = Ar.text().str();
      Out->Units.push_back(std::move(Was));
      Out->Read.push_back(std::move(U));
    }
    Functions = First;
    return Ar.ok();
  }

  bool functions() {
    std::vector<FlatFunction> Flat;
    raw(Ar, Flat);
    Ar.charge(Flat.size() * (sizeof(uint32_t) + sizeof(StringRef)));
    if (!Ar.ok() || Flat.size() != Functions)
      return false;
    for (const FlatFunction &F : Flat) {
      if (F.Body >= P.Bodies.size())
        return false;
      Out->Bodies.push_back(F.Body);
      Out->Extra.push_back(part(F.Extra));
      Out->ExtraVague.push_back(F.Vague);
    }
    return Ar.ok();
  }

  size_t callCount(FunctionId F) const {
    return P.Shapes.callCount(P.Bodies[Out->Bodies[F]].Head.Shape);
  }
  bool isFunction(FunctionId F) const { return F < Functions; }

  bool targets() {
    TargetTables &T = Out->Targets;
    raw(Ar, T.First);
    raw(Ar, T.ByCall);
    for (uint64_t Count = Ar.number(); Count && Ar.ok(); --Count) {
      Ar.charge(sizeof(PointerTargets));
      PointerTargets &To = T.Pointers.emplace_back();
      all(Ar, To.Functions, To.Slot, To.Parameter, To.TooMany);
      for (FunctionId F : To.Functions)
        if (!isFunction(F))
          return false;
    }
    if (!Ar.ok() || T.First.size() != Functions)
      return false;
    size_t At = 0;
    for (FunctionId F = 0; F != Functions; At += callCount(F++)) {
      if (T.First[F] != At || At + callCount(F) > T.ByCall.size())
        return false;
      for (size_t I = 0; I != callCount(F); ++I) {
        bool Named =
            P.Shapes.call(P.Bodies[Out->Bodies[F]].Head.Shape, I).Callee;
        uint32_t To = T.ByCall[At + I];
        if (Named ? To != NoFunction && !isFunction(To)
                  : To >= T.Pointers.size())
          return false;
      }
    }
    return map(T.ByParam) && map(Out->Handed) && records();
  }

  bool isGood(const ParamCall &C) const {
    return C.Inner == NoFunction || isFunction(C.Inner);
  }
  bool isGood(FunctionId F) const { return isFunction(F); }

  template <class Map> bool map(Map &M) {
    for (uint64_t Count = Ar.number(); Count && Ar.ok(); --Count) {
      uint32_t F = 0;
      Ar.below(F, Functions);
      Ar.charge(sizeof(typename Map::value_type));
      auto &List = M[F];
      io(Ar, List);
      for (const auto &E : List)
        if (!isGood(E))
          return false;
    }
    return Ar.ok();
  }

  bool records() {
    for (uint64_t Count = Ar.number(); Count && Ar.ok(); --Count) {
      StringId Module = 0, Record = 0;
      Ar.string(Module);
      Ar.string(Record);
      Out->Targets.Records.insert({Module, Record});
    }
    return Ar.ok();
  }

  StringRef part(const FlatPart &F) {
    if (!F.Size)
      return {};
    if (F.Chunk >= Image.Parts.size() || F.At > Image.Parts[F.Chunk].size() ||
        F.Size > Image.Parts[F.Chunk].size() - F.At) {
      Ar.fail();
      return {};
    }
    return StringRef(Image.Parts[F.Chunk]).substr(F.At, F.Size);
  }

  Program &P;
  ImageBytes &Image;
  const PoolSizes Pools;
  std::unique_ptr<FormerLink> Out;
  ImageIn Ar;
  std::vector<facts::TuEnvironment> Environments;
  std::vector<uint64_t> Hashes; ///< Of the parts.
  uint64_t Functions = 0;
};

ImageBytes packImage(const Linker &L) { return ImageWriter(L).run(); }

namespace {

/// What of an image can be looked at apart from the rest.
struct PoolsRead {
  bool Ok = false;
  std::vector<uint64_t> PartHashes;
};

PoolsRead readPoolsOf(const std::shared_ptr<const std::string> &Body,
                      StringRef Pools, Program &P,
                      llvm::ArrayRef<std::string> Parts) {
  PoolsRead Out;
  Out.Ok = llvm::support::endian::read64le(Body->data()) ==
               llvm::xxh3_64bits(StringRef(*Body).drop_front(8)) &&
           readPools(Pools, Body, P.strings(), P.portable());
  for (const std::string &Part : Parts)
    Out.PartHashes.push_back(llvm::xxh3_64bits(Part));
  return Out;
}

} // namespace

void keepUnits(Program &P, FormerLink &Former, llvm::ArrayRef<bool> Keep) {
  ImageReader::keep(P, Former, Keep);
}

llvm::Expected<std::unique_ptr<FormerLink>> readImage(Program &P,
                                                      ImageBytes Image) {
  auto Broken = [] {
    return llvm::createStringError("not the image of a linked program");
  };
  // The pool of names, which outlives the rest, uses it where it lies.
  const auto Owner = std::make_shared<const std::string>(std::move(Image.Body));
  const StringRef Body = *Owner;
  auto At = [&](size_t Offset) {
    return llvm::support::endian::read64le(Body.data() + Offset);
  };
  if (Body.size() < HeadSize)
    return Broken();
  StringRef Rest = Body.drop_front(HeadSize);
  const uint64_t PoolSize = At(PoolsAt), TextSize = At(TextsAt);
  if (PoolSize > Rest.size() || TextSize > Rest.size() - PoolSize ||
      At(PartsAt) != Image.Parts.size())
    return Broken();
  const StringRef Pools = Rest.take_front(PoolSize);
  Rest = Rest.drop_front(PoolSize);
  auto Beside = std::async(std::launch::async, [&] {
    return readPoolsOf(Owner, Pools, P, Image.Parts);
  });
  ImageReader Reader(P, Image, poolSizes(Pools), Rest.take_front(TextSize),
                     Rest.drop_front(TextSize));
  const bool Ok = Reader.read();
  const PoolsRead Known = Beside.get();
  auto Former = Ok && Known.Ok ? Reader.finish(Known.PartHashes) : nullptr;
  if (!Former)
    return Broken();
  return std::move(Former);
}

} // namespace gfpcheck::link
