// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Image.h"
#include "link/ImagePools.h"
#include "link/Linker.h"
#include "summary/UnitArchive.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"

namespace gfpcheck::link {

using llvm::StringRef;
using summary::detail::TableReader;
using summary::detail::TableWriter;
using support::all;
using support::io;
using support::StringId;

namespace {

constexpr uint64_t Format = 2;
/// Checksum of what follows it; length of the pools, of the texts; how many
/// parts there are. The pools come next, aligned as this head is.
constexpr size_t PoolsAt = 8, TextsAt = 16, PartsAt = 24, HeadSize = 32;
constexpr size_t ChunkBytes = size_t(64) << 20;
/// Of what is made of an image, besides its parts.
constexpr size_t MaxImageMemory = size_t(6) << 30;

} // namespace

/// Names, files and expressions keep their numbers.
class ImageOut : public TableWriter {
public:
  using TableWriter::TableWriter;
  void string(StringId Id) { number(Id); }
};

class ImageIn : public TableReader<ImageIn> {
public:
  ImageIn(StringRef Texts, StringRef In, const Program &P)
      : TableReader(Texts, In, MaxImageMemory), P(P) {}

  void string(StringId &Id) { below(Id, P.strings().size()); }
  void expr(facts::ExprId &E) { below(E, P.portable().size()); }
  void file(uint32_t &F) { below(F, P.files().size()); }
  void below(uint32_t &Out, size_t Limit) {
    uint64_t N = number();
    if (N >= Limit)
      fail();
    Out = N < Limit ? uint32_t(N) : 0;
  }

private:
  const Program &P;
};

template <class A> void io(A &Ar, FunctionHead &H) {
  uint8_t Flags = uint8_t(H.FrameOpen | H.IsStatic << 1 | H.InMainFile << 2 |
                          H.Sleeps << 3 | H.Vague << 4 | H.Holds << 5 |
                          H.IsInit << 6 | H.IsWeak << 7);
  Ar.string(H.Name);
  all(Ar, H.Where, H.FrameBytes, H.Shape, H.ParamCount, Flags);
  H.FrameOpen = Flags & 1;
  H.IsStatic = Flags & 2;
  H.InMainFile = Flags & 4;
  H.Sleeps = Flags & 8;
  H.Vague = Flags & 16;
  H.Holds = Flags & 32;
  H.IsInit = Flags & 64;
  H.IsWeak = Flags & 128;
}
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
template <class A> void io(A &Ar, ArgShape &X) {
  io(Ar, X.Index);
  Ar.string(X.Function);
  io(Ar, X.Param);
}
template <class A> void io(A &Ar, HandedFunction &H) {
  Ar.string(H.Callee);
  io(Ar, H.Index);
  Ar.string(H.Function);
}
template <class A> void io(A &Ar, StoredFunction &S) {
  io(Ar, S.Slot);
  Ar.string(S.Function);
  io(Ar, S.Param);
}
template <class A> void io(A &Ar, StackCallShape &S) {
  Ar.string(S.Callee);
  all(Ar, S.Open, S.Where);
}
template <class A> void io(A &Ar, ParamCall &C) {
  all(Ar, C.Param, C.Call, C.Inner, C.InnerIndex);
}

template <class A> void CallShapes::io(A &Ar) {
  auto OfCall = [&](Call &C) {
    Ar.string(C.Callee);
    all(Ar, C.ThroughParam, C.Pointers, C.Args, C.Applied);
  };
  auto OfEnd = [&](End &E) {
    all(Ar, E.Calls, E.Handed, E.Stored, E.StackCalls);
  };
  auto List = [&](auto &V, auto One) {
    uint64_t Count = V.size();
    support::io(Ar, Count);
    if constexpr (A::Reading)
      V.clear();
    for (uint64_t I = 0; I != Count && Ar.ok(); ++I) {
      if constexpr (A::Reading) {
        Ar.charge(sizeof(V[0]));
        V.emplace_back();
      }
      One(V[I]);
    }
  };
  List(Calls, OfCall);
  List(Ends, OfEnd);
  support::all(Ar, Pointers, Args, Handed, Stored, StackCalls);
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
    for (FunctionId F = 0; F != P.functionCount(); ++F) {
      Ar.number(P.bodyOf(F));
      part(L.extraBytes(F));
      Ar.number(L.isExtraVague(F));
    }
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
    Ar.number(P.Bodies.size());
    for (Program::Body B : P.Bodies) {
      io(Ar, B.Head);
      for (StringId Name : P.paramsOf(B))
        Ar.string(Name);
      for (StringRef Bytes : {B.Summary, B.Frame, B.Calls})
        part(Bytes);
    }
    const_cast<CallShapes &>(P.shapes()).io(Ar);
  }

  void units() {
    Ar.number(P.unitCount());
    for (uint32_t U = 0; U != P.unitCount(); ++U) {
      ProgramUnit Unit = P.unit(U);
      Ar.file(Unit.MainFile);
      all(Ar, Unit.Order, Unit.Environment);
      Ar.string(Unit.Module);
      all(Ar, Unit.Count, Unit.Bindings, Unit.Roots);
      Ar.text(L.findings(U));
    }
  }

  void targets() {
    TargetTables T = L.targets().tables();
    all(Ar, T.First, T.ByCall);
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
  void part(StringRef Bytes) {
    Ar.number(Bytes.size());
    if (Bytes.empty())
      return;
    auto [It, New] = At.try_emplace(Bytes.data());
    if (New) {
      if (Parts.empty() || Parts.back().size() + Bytes.size() > ChunkBytes)
        Parts.emplace_back();
      It->second = {uint32_t(Parts.size() - 1), Parts.back().size()};
      Parts.back() += Bytes;
    }
    Ar.number(It->second.first);
    Ar.number(It->second.second);
  }

  const Linker &L;
  const Program &P;
  support::TextTable Texts;
  std::string Body;
  ImageOut Ar;
  llvm::DenseMap<const char *, std::pair<uint32_t, uint64_t>> At;
  std::vector<std::string> Parts;
};

class ImageReader {
public:
  /// P has the names and expressions of the image.
  ImageReader(Program &P, ImageBytes &Image, StringRef Texts, StringRef Body,
              llvm::ArrayRef<bool> Keep)
      : P(P), Image(Image), Keep(Keep), Out(std::make_unique<FormerLink>()),
        Ar(Texts, Body, P) {}

  /// Null if a number is wrong.
  std::unique_ptr<FormerLink> run() {
    bool Ok = files() && bodies() && units() && functions() && targets();
    for (const std::string &Part : Image.Parts)
      Ok = Ok && Ar.number() == llvm::xxh3_64bits(Part);
    if (!Ok || !Ar.ok() || !Ar.atEnd())
      return nullptr;
    keepUnits();
    Out->Parts = std::move(Image.Parts);
    return std::move(Out);
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
    Count = Ar.number();
    for (uint64_t I = 0; I != Count && Ar.ok(); ++I) {
      Ar.charge(sizeof(facts::TuEnvironment));
      facts::TuEnvironment E;
      io(Ar, E);
      if (P.addEnvironment(std::move(E)) != I)
        return false;
    }
    return Ar.ok();
  }

  bool bodies() {
    for (uint64_t Count = Ar.number(); Count && Ar.ok(); --Count) {
      Ar.charge(sizeof(Program::Body) + sizeof(uint32_t));
      Program::Body B;
      io(Ar, B.Head);
      B.FirstParam = uint32_t(P.ParamNames.size());
      for (uint32_t I = 0; I != B.Head.ParamCount && Ar.ok(); ++I)
        Ar.string(P.ParamNames.emplace_back());
      for (StringRef *Bytes : {&B.Summary, &B.Frame, &B.Calls})
        *Bytes = part();
      P.Bodies.push_back(B);
      P.NextBody.push_back(0);
    }
    P.Shapes.io(Ar);
    return Ar.ok() && P.Shapes.consistent() &&
           llvm::all_of(P.Bodies, [&](const Program::Body &B) {
             return B.Head.Shape < P.Shapes.size();
           });
  }

  bool units() {
    uint64_t First = 0;
    for (uint64_t Count = Ar.number(); Count && Ar.ok(); --Count) {
      Ar.charge(sizeof(ProgramUnit) + sizeof(FormerLink::Unit));
      ProgramUnit U;
      Ar.file(U.MainFile);
      io(Ar, U.Order);
      Ar.below(U.Environment, P.Environments.size());
      Ar.string(U.Module);
      all(Ar, U.Count, U.Bindings, U.Roots);
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
      Was.Kept = U.Order < Keep.size() && Keep[U.Order];
      Was.Findings = Ar.text().str();
      Out->Units.push_back(std::move(Was));
      Read.push_back(std::move(U));
    }
    Functions = First;
    return Ar.ok();
  }

  bool functions() {
    for (uint64_t I = 0; I != Functions && Ar.ok(); ++I) {
      Ar.charge(sizeof(uint32_t) + sizeof(StringRef));
      Ar.below(Out->Bodies.emplace_back(), P.Bodies.size());
      Out->Extra.push_back(part());
      Out->ExtraVague.push_back(Ar.number());
    }
    return Ar.ok();
  }

  size_t callCount(FunctionId F) const {
    return P.Shapes.callCount(P.Bodies[Out->Bodies[F]].Head.Shape);
  }
  bool isFunction(FunctionId F) const { return F < Functions; }

  bool targets() {
    TargetTables &T = Out->Targets;
    all(Ar, T.First, T.ByCall);
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

  StringRef part() {
    uint64_t Size = Ar.number();
    if (!Size)
      return {};
    uint64_t Chunk = Ar.number(), At = Ar.number();
    if (Chunk >= Image.Parts.size() || At > Image.Parts[Chunk].size() ||
        Size > Image.Parts[Chunk].size() - At) {
      Ar.fail();
      return {};
    }
    return StringRef(Image.Parts[Chunk]).substr(At, Size);
  }

  /// Program::index puts them in order, with those that are added.
  void keepUnits() {
    for (ProgramUnit &U : Read) {
      if (!Out->Units[U.Former].Kept)
        continue;
      FunctionId First = U.First;
      U.First = FunctionId(P.Functions.size());
      for (uint32_t I = 0; I != U.Count; ++I)
        P.Functions.push_back(
            {uint32_t(P.Units.size()), Out->Bodies[First + I]});
      P.Units.push_back(std::move(U));
    }
  }

  Program &P;
  ImageBytes &Image;
  llvm::ArrayRef<bool> Keep;
  std::unique_ptr<FormerLink> Out;
  ImageIn Ar;
  std::vector<ProgramUnit> Read;
  uint64_t Functions = 0;
};

ImageBytes packImage(const Linker &L) { return ImageWriter(L).run(); }

llvm::Expected<std::unique_ptr<FormerLink>>
readImage(Program &P, ImageBytes Image, llvm::ArrayRef<bool> Keep) {
  auto Broken = [] {
    return llvm::createStringError("not the image of a linked program");
  };
  // The pool of names, which outlives the rest, uses it where it lies.
  const auto Owner = std::make_shared<const std::string>(std::move(Image.Body));
  const StringRef Body = *Owner;
  auto At = [&](size_t Offset) {
    return llvm::support::endian::read64le(Body.data() + Offset);
  };
  if (Body.size() < HeadSize || At(0) != llvm::xxh3_64bits(Body.drop_front(8)))
    return Broken();
  StringRef Rest = Body.drop_front(HeadSize);
  const uint64_t PoolSize = At(PoolsAt), TextSize = At(TextsAt);
  if (PoolSize > Rest.size() || TextSize > Rest.size() - PoolSize ||
      At(PartsAt) != Image.Parts.size() ||
      !readPools(Rest.take_front(PoolSize), Owner, P.strings(), P.portable()))
    return Broken();
  Rest = Rest.drop_front(PoolSize);
  auto Former = ImageReader(P, Image, Rest.take_front(TextSize),
                            Rest.drop_front(TextSize), Keep)
                    .run();
  if (!Former)
    return Broken();
  return std::move(Former);
}

} // namespace gfpcheck::link
