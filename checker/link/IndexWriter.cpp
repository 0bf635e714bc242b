// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analysis/Spell.h"
#include "link/Entries.h"
#include "link/IndexArchive.h"
#include "link/Linker.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/StringSaver.h"
#include "llvm/Support/xxhash.h"
#include <deque>
#include <numeric>
#include <tuple>

namespace gfpcheck::link {

using analysis::Condition;
using analysis::SleepOp;
using llvm::StringRef;
using model::ContextMask;
using summary::ListedCall;
using support::StringId;

namespace {

constexpr unsigned MaxSleepsKept = 8, MaxNeeds = 4;

std::string conditionText(const std::string &Name, const Condition &C) {
  std::string Quoted = "'" + Name + "'";
  if (C.OnGfp)
    return Quoted + " may block";
  if (C.Is.isZero())
    return Quoted + " is zero";
  if (C.Is.isConstant())
    return Quoted + " is " + std::to_string(C.Is.Lo);
  if (C.Is.isNonZero())
    return Quoted + " is not zero";
  return Quoted + " has certain values";
}

class Builder {
public:
  Builder(Linker &L, const model::RuleSet &Rules, ContextMask Forbidden)
      : L(L), P(L.program()), Rules(Rules), Forbidden(Forbidden),
        Functions(P.functionCount()) {
    numberFiles();
  }

  std::string run() {
    collectRoots();
    for (FunctionId F = 0; F != P.functionCount(); ++F)
      collectCalls(F);
    Relevant.resize(Functions.size());
    for (FunctionId F = 0; F != Functions.size(); ++F)
      for (uint32_t C = 0; C != Functions[F].Calls.size(); ++C)
        for (uint32_t T : Functions[F].Calls[C].Targets)
          Functions[T].Callers.push_back({F, C});
    findRelevant();
    for (IndexFunction &F : Functions)
      trim(F);
    findEntries(Functions, Relevant, Forbidden);
    return write();
  }

private:
  StringRef str(StringId Id) const { return P.strings().str(Id); }
  StringRef keep(const std::string &S) { return Saver.save(S); }
  IndexLoc loc(facts::Loc L) const {
    return {FileNumbers[L.File], L.Line, L.Col};
  }

  void numberFiles();

  void collectRoots();
  void collectCalls(FunctionId F);
  uint32_t bodiless(StringId Name);
  StringRef name(uint32_t F) const {
    return str(F < P.functionCount() ? P.head(F).Name
                                     : OutsideNames[F - P.functionCount()]);
  }
  void findRelevant();
  void trim(IndexFunction &F) const;
  IndexDetail detail(FunctionId F);
  IndexSleep sleep(FunctionId F, const SleepOp &Op,
                   const facts::FunctionFacts &Params);
  void addEffects(FunctionId F, const facts::FunctionFacts &Params,
                  IndexDetail &Out);
  std::string spelled(facts::ExprId E, const facts::FunctionFacts &Params);
  std::string write();

  Linker &L;
  Program &P;
  const model::RuleSet &Rules;
  ContextMask Forbidden;
  std::vector<uint32_t> FileNumbers; ///< Of the program's files.
  std::vector<StringRef> Files;      ///< By that number.
  llvm::BumpPtrAllocator Memory;
  llvm::UniqueStringSaver Saver{Memory};
  /// Those of the program, then those it calls that have no body in it.
  std::deque<IndexFunction> Functions; ///< A deque: references stay.
  llvm::DenseMap<StringId, uint32_t> Outside;
  std::vector<StringId> OutsideNames;
  std::vector<uint32_t> Relevant; ///< Parameters that decide, as bits.
};

/// By name: the program knows files in the order in which units came.
void Builder::numberFiles() {
  Files.assign(P.files().begin(), P.files().end());
  llvm::sort(Files);
  Files.erase(llvm::unique(Files), Files.end());
  for (const std::string &F : P.files())
    FileNumbers.push_back(
        uint32_t(llvm::lower_bound(Files, F) - Files.begin()));
}

void Builder::collectRoots() {
  for (uint32_t U = 0; U != P.unitCount(); ++U)
    for (const summary::UnitRoot &R : P.unit(U).Roots) {
      FunctionId F = P.resolve(U, R.Function);
      if (F == NoFunction || R.Rule >= Rules.callbackCount())
        continue;
      const model::CallbackRule &Rule = Rules.callback(R.Rule);
      IndexRoot Out;
      Out.Contexts = Rule.Contexts;
      Out.Forbidden = Rule.MaySleep == model::CallbackRule::Sleep::No;
      Out.AlsoProcess = Rule.AlsoProcess;
      Out.Lock = Rule.Locks.empty() ? "" : keep(Rule.Locks.front());
      Out.How = keep(R.How);
      Out.Source = keep(Rule.Source);
      Out.InFunction = str(R.InFunction);
      Out.Where = loc(R.Where);
      auto Same = [&](const IndexRoot &O) {
        return O.Where == Out.Where && O.How == Out.How &&
               O.Contexts == Out.Contexts && O.Source == Out.Source;
      };
      if (llvm::none_of(Functions[F].Roots, Same))
        Functions[F].Roots.push_back(std::move(Out));
    }
}

void Builder::collectCalls(FunctionId F) {
  const summary::CallList List = P.calls(F);
  IndexFunction &Out = Functions[F];
  for (const summary::Begin &B : List.Begins)
    Out.Begins.push_back(
        {B.Kind, B.Unsure, str(B.Lock), str(B.Api), loc(B.Where), loc(B.Call)});
  for (const ListedCall &C : List.Calls) {
    IndexCall &To = Out.Calls.emplace_back();
    To.Pointer = !C.Callee;
    if (C.Callee) {
      To.Name = str(C.Callee);
      FunctionId Target = P.resolve(P.unitOf(F), C.Callee);
      To.Targets.push_back(Target != NoFunction ? Target : bodiless(C.Callee));
    } else {
      if (C.Field)
        To.Name = keep((str(C.Record) + "." + str(C.Field)).str());
      if (C.Open) {
        Targets Known = L.targets().of(F, C.Open - 1);
        To.Targets = Known.Functions.vec();
        To.TooMany = Known.TooMany;
      }
    }
    for (const summary::CallWay &W : C.Ways)
      To.Ways.push_back(
          {loc(W.Where), W.Held, W.GivenUp, W.CallerIsNot, W.If, W.Args});
  }
}

/// A function that is called and lies outside of the program.
uint32_t Builder::bodiless(StringId Name) {
  auto [It, New] = Outside.try_emplace(Name, uint32_t(Functions.size()));
  if (New) {
    Functions.emplace_back();
    OutsideNames.push_back(Name);
  }
  return It->second;
}

/// Parameters that a function, or one below it to which it passes them on,
/// looks at before it calls something.
void Builder::findRelevant() {
  auto Visit = [&](FunctionId F) {
    uint32_t Mask = 0;
    for (const IndexCall &C : Functions[F].Calls) {
      uint32_t Below = 0;
      for (uint32_t T : C.Targets)
        Below |= Relevant[T];
      for (const IndexWay &W : C.Ways) {
        for (const summary::ParamIs &N : W.If)
          if (N.Param < MaxParams)
            Mask |= 1u << N.Param;
        for (const summary::ArgIs &A : W.Args)
          if (A.Param && A.Param <= MaxParams && (Below >> A.Index & 1))
            Mask |= 1u << (A.Param - 1);
      }
    }
    bool Grew = Mask & ~Relevant[F];
    Relevant[F] |= Mask;
    return Grew;
  };
  std::vector<FunctionId> Work(Functions.size());
  std::iota(Work.rbegin(), Work.rend(), 0);
  std::vector<bool> Waiting(Functions.size(), true);
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    Waiting[F] = false;
    if (Visit(F))
      for (const IndexCaller &C : Functions[F].Callers)
        if (!Waiting[C.Function]) {
          Waiting[C.Function] = true;
          Work.push_back(C.Function);
        }
  }
}

/// Drops what no search will ask for, and ways that then are equal.
void Builder::trim(IndexFunction &F) const {
  auto Same = [](const IndexWay &A, const IndexWay &B) {
    return A.Held == B.Held && A.GivenUp == B.GivenUp &&
           A.CallerIsNot == B.CallerIsNot && A.If == B.If && A.Args == B.Args;
  };
  for (IndexCall &C : F.Calls) {
    uint32_t Below = 0;
    for (uint32_t T : C.Targets)
      Below |= Relevant[T];
    std::vector<IndexWay> Kept;
    for (IndexWay &W : C.Ways) {
      llvm::erase_if(W.Args, [&](const summary::ArgIs &A) {
        return A.Index >= MaxParams || !(Below >> A.Index & 1);
      });
      if (W.If.size() > MaxNeeds)
        W.If.resize(MaxNeeds);
      if (llvm::none_of(Kept, [&](const IndexWay &O) { return Same(O, W); }))
        Kept.push_back(std::move(W));
    }
    C.Ways = std::move(Kept);
  }
}

std::string Builder::spelled(facts::ExprId E,
                             const facts::FunctionFacts &Params) {
  std::string Text =
      E ? analysis::spell(E, P.portable(), Params, P.strings()) : "";
  return StringRef(Text).ltrim('&').str();
}

IndexSleep Builder::sleep(FunctionId F, const SleepOp &Op,
                          const facts::FunctionFacts &Params) {
  IndexSleep Out;
  std::string What = "'" + str(Op.At.Api).str() + "'";
  if (Op.IsAlloc && Op.Gfp && Op.GfpMask)
    What += " with " + L.gfp(P.unitOf(F)).spell(Op.GfpMask);
  Out.What = keep(What);
  Out.Why = keep(Op.Why);
  Out.Function = str(Op.At.Function);
  Out.Where = loc(Op.At.Where);
  for (const analysis::Origin::Step &S : Op.At.Path)
    Out.Path.push_back({loc(S.Where), str(S.Callee)});
  std::vector<std::string> Names;
  for (const Condition &C : Op.If)
    Names.push_back(spelled(C.Expr, Params));
  for (size_t I = 0; I != Names.size(); ++I) {
    // A pointer that another condition looks through is set; nobody needs to
    // be told.
    auto Follows = [&](StringRef O) {
      return O == "*" + Names[I] || O.starts_with(Names[I] + "->");
    };
    if (Names[I].empty())
      Out.Sometimes = true;
    else if (!Op.If[I].Is.isNonZero() || llvm::none_of(Names, Follows))
      Out.When.push_back(keep(conditionText(Names[I], Op.If[I])));
  }
  Out.Sometimes |= Op.Sometimes;
  Out.Unlocked = !Op.Released.empty();
  return Out;
}

void Builder::addEffects(FunctionId F, const facts::FunctionFacts &Params,
                         IndexDetail &Out) {
  const std::shared_ptr<const summary::FunctionSummary> Own = P.summary(F);
  const auto &Exits = Own->Exits;
  auto Add = [&](IndexEffect E) {
    for (const IndexEffect &Old : Out.Effects)
      if (Old.Kind == E.Kind && Old.Enters == E.Enters && Old.Lock == E.Lock)
        return;
    auto SameKind = [&](const auto &O) { return O.Kind == E.Kind; };
    E.Always = llvm::all_of(Exits, [&](const analysis::Outcome &O) {
      return E.Enters ? llvm::any_of(O.Enters, SameKind)
                      : llvm::any_of(O.Leaves, SameKind);
    });
    Out.Effects.push_back(E);
  };
  for (const analysis::Outcome &O : Exits) {
    for (const analysis::Held &H : O.Enters)
      Add({H.Kind, true, false, keep(spelled(H.Lock, Params)),
           loc(H.Since.Where)});
    for (const analysis::Outcome::Leave &V : O.Leaves)
      Add({V.Kind, false, false, keep(spelled(V.Lock, Params)), {}});
  }
}

IndexDetail Builder::detail(FunctionId F) {
  IndexDetail Out;
  Out.Name = name(F);
  if (F >= P.functionCount())
    return Out;
  const FunctionHead &Fn = P.head(F);
  Out.HasBody = true;
  Out.Where = loc(Fn.Where);
  Out.IsStatic = Fn.IsStatic;
  Out.InMainFile = Fn.InMainFile;
  Out.Complete = P.summary(F)->Complete;
  Out.FrameBytes = Fn.FrameBytes;
  Out.FrameOpen = Fn.FrameOpen;
  Out.UnitFile = P.files()[P.unit(P.unitOf(F)).MainFile];
  facts::FunctionFacts Params;
  for (StringId Name : P.params(F)) {
    Out.Params.push_back(str(Name));
    Params.Vars.emplace_back().Name = Name;
  }
  // Shortest first, then in their order.
  std::vector<std::tuple<size_t, size_t, size_t, const SleepOp *>> Ops;
  auto Add = [&](const SleepOp &Op) {
    Ops.emplace_back(Op.At.Path.size(), Op.If.size(), Ops.size(), &Op);
  };
  const std::shared_ptr<const summary::FunctionSummary> Own = P.summary(F),
                                                        Elsewhere = L.extra(F);
  llvm::for_each(Own->Sleeps, Add);
  llvm::for_each(Elsewhere->Sleeps, Add);
  llvm::sort(Ops);
  for (const auto &[Path, If, Number, Op] : Ops) {
    if (Out.Sleeps.size() == MaxSleepsKept)
      ++Out.MoreSleeps;
    else
      Out.Sleeps.push_back(sleep(F, *Op, Params));
  }
  addEffects(F, Params, Out);
  return Out;
}

void put(std::string &Out, uint64_t V, unsigned Size) {
  char Bytes[8];
  llvm::support::endian::write64le(Bytes, V);
  Out.append(Bytes, Size);
}

std::string Builder::write() {
  using namespace indexfile;
  support::TextTable Texts;
  std::string FileTable, Table, ByName, Body;
  IndexOut Ar(Texts, Body);
  for (StringRef F : Files)
    put(FileTable, Texts.add(F), 4);
  for (FunctionId F = 0; F != Functions.size(); ++F) {
    put(Table, Body.size(), 8);
    io(Ar, Functions[F]);
    put(Table, Body.size(), 8);
    IndexDetail D = detail(F);
    io(Ar, D);
    put(Table, Texts.add(D.Name), 4);
  }
  // Units are in the order of their files, so equal names are too.
  std::vector<FunctionId> Order(Functions.size());
  std::iota(Order.begin(), Order.end(), 0);
  llvm::sort(Order, [&](FunctionId A, FunctionId B) {
    return std::make_pair(name(A), A) < std::make_pair(name(B), B);
  });
  for (FunctionId F : Order)
    put(ByName, F, 4);

  std::string Out(Magic, sizeof(Magic));
  put(Out, 0, 8);
  put(Out, Files.size(), 8);
  put(Out, Functions.size(), 8);
  uint32_t Digest = Texts.add(Rules.digest());
  put(Out, Texts.bytes().size(), 8);
  put(Out, Body.size(), 8);
  put(Out, Digest, 8);
  Out += FileTable;
  Out += Table;
  Out += ByName;
  Out += Texts.bytes();
  Out += Body;
  llvm::support::endian::write64le(
      Out.data() + HashAt,
      llvm::xxh3_64bits(llvm::StringRef(Out).drop_front(HashedFrom)));
  return Out;
}

} // namespace

std::string packIndex(Linker &L, const model::RuleSet &Rules,
                      ContextMask Forbidden) {
  return Builder(L, Rules, Forbidden).run();
}

} // namespace gfpcheck::link
