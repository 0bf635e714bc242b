// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Program.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>
#include <tuple>

namespace gfpcheck::link {

using support::StringId;

namespace {
constexpr size_t MaxSummariesRead = 4'000;
} // namespace

Program::Program(bool WithArguments)
    : WithArguments(WithArguments),
      Strings(std::make_shared<support::StringPool>()),
      Parts(std::make_unique<summary::PartPool>(
          *Strings, summary::PartLimits{&Portable, &Files})) {
  Files.push_back("");
  FileIndex[""] = 0;
}

llvm::Error Program::add(llvm::StringRef Bytes, uint32_t Order) {
  auto U = summary::unpack(Bytes, {*Strings, Portable, Files, FileIndex});
  if (!U)
    return U.takeError();
  ProgramUnit Out;
  Out.Order = Order;
  Out.MainFile = U->MainFile;
  Out.Module = Strings->intern(U->Environment.Module);
  Out.Environment = addEnvironment(std::move(U->Environment));
  Out.Bindings = std::move(U->Bindings);
  Out.Roots = std::move(U->Roots);
  Out.Handovers = std::move(U->Handovers);
  Out.First = FunctionId(Functions.size());
  Out.Count = uint32_t(U->Functions.size());
  for (summary::UnitFunction &F : U->Functions)
    Functions.push_back({uint32_t(Units.size()), addBody(F)});
  Units.push_back(std::move(Out));
  return llvm::Error::success();
}

uint32_t Program::addEnvironment(facts::TuEnvironment E) {
  E.Module.clear();
  auto [It, New] = EnvironmentAt.try_emplace(Parts->keep(E).data(),
                                             uint32_t(Environments.size()));
  if (New)
    Environments.push_back(std::make_unique<facts::TuEnvironment>(E));
  return It->second;
}

/// Does a way out change anything that others ask for?
static bool saysSomething(const analysis::Outcome &O) {
  return O.Fresh || !O.Enters.empty() || !O.Leaves.empty();
}

/// Of the pointers that a function follows, those that a caller elsewhere hands
/// it and that it follows whatever they are, each once.
static void keepFollowed(summary::UnitFunction &F,
                         const facts::ExprTable &Portable) {
  if (F.IsStatic || !F.InMainFile) {
    F.Summary.Derefs = {};
    return;
  }
  llvm::SmallDenseSet<facts::ExprId, 8> Seen;
  llvm::erase_if(F.Summary.Derefs, [&](const analysis::DerefOp &D) {
    const facts::Expr &X = Portable[D.Pointer];
    return X.Kind != facts::ExprKind::Var || X.Value < 0 || !D.If.empty() ||
           !Seen.insert(D.Pointer).second;
  });
}

/// Conditions of the ways out, and what is written on them, have been used when
/// the unit was made.
void Program::trim(summary::UnitFunction &F) const {
  keepFollowed(F, Portable);
  for (analysis::Outcome &O : F.Summary.Exits) {
    O.If = {};
    O.Failed.reset();
    O.Writes = {};
  }
  if (llvm::none_of(F.Summary.Exits, saysSomething))
    F.Summary.Exits = {};
  if (WithArguments)
    return;
  for (summary::ListedCall &C : F.Calls.Calls)
    for (summary::CallWay &W : C.Ways) {
      W.If = {};
      W.Args = {};
    }
}

static bool holdsSomething(const summary::OpenFrame &Frame) {
  return llvm::any_of(Frame.Calls, [](const summary::OpenCall &C) {
    return llvm::any_of(
        C.Ways, [](const analysis::State &S) { return !S.Context.empty(); });
  });
}

bool Program::isSame(const Body &A, const Body &B,
                     llvm::ArrayRef<StringId> ParamsOfB,
                     llvm::ArrayRef<StoredFunction> StoredByB) const {
  const FunctionHead &X = A.Head, &Y = B.Head;
  return X.Name == Y.Name && X.Where == Y.Where &&
         X.FrameBytes == Y.FrameBytes && X.FrameOpen == Y.FrameOpen &&
         X.IsStatic == Y.IsStatic && X.IsInit == Y.IsInit &&
         X.IsWeak == Y.IsWeak && X.InMainFile == Y.InMainFile &&
         A.Summary == B.Summary && A.Frame == B.Frame && A.Calls == B.Calls &&
         paramsOf(A) == ParamsOfB && Shapes.stored(X.Shape) == StoredByB;
}

bool Program::sameBody(uint32_t A, uint32_t B) const {
  return isSame(Bodies[A], Bodies[B], paramsOf(Bodies[B]),
                Shapes.stored(Bodies[B].Head.Shape));
}

uint32_t Program::addBody(summary::UnitFunction &F) {
  std::vector<StoredFunction> Stores = storedFunctions(F.Summary, Portable);
  trim(F);
  Body B;
  B.Summary = Parts->keep(F.Summary);
  if (!F.Frame.Facts.Calls.empty())
    B.Frame = Parts->keep(F.Frame);
  B.Calls = Parts->keep(F.Calls);
  FunctionHead &H = B.Head;
  H.Name = F.Summary.Name;
  H.Where = F.Where;
  H.FrameBytes = F.FrameBytes;
  H.FrameOpen = F.FrameOpen;
  H.IsStatic = F.IsStatic;
  H.IsInit = F.IsInit;
  H.IsWeak = F.IsWeak;
  H.InMainFile = F.InMainFile;

  uint64_t Hash = llvm::hash_combine(B.Summary.data(), B.Frame.data(),
                                     B.Calls.data(), H.Name, H.Where.Line) >>
                  1; // Never one of DenseMap's own keys.
  auto [It, New] = BodyAt.try_emplace(Hash, uint32_t(Bodies.size()));
  for (uint32_t Old = New ? 0 : It->second + 1; Old; Old = NextBody[Old - 1])
    if (isSame(Bodies[Old - 1], B, F.Params, Stores))
      return Old - 1;
  NextBody.push_back(New ? 0 : It->second + 1);
  It->second = uint32_t(Bodies.size());

  H.Shape = Shapes.add(F.Frame, F.Calls, Stores);
  H.ParamCount = uint32_t(F.Params.size());
  H.Sleeps = !F.Summary.Sleeps.empty();
  H.Vague = summary::isVague(F.Summary);
  H.Holds = holdsSomething(F.Frame);
  B.FirstParam = uint32_t(ParamNames.size());
  llvm::append_range(ParamNames, F.Params);
  Bodies.push_back(B);
  return uint32_t(Bodies.size() - 1);
}

void Program::index() {
  // Two units of one file keep the order in which they came.
  std::vector<uint32_t> Order(Units.size());
  std::iota(Order.begin(), Order.end(), 0);
  llvm::sort(Order, [&](uint32_t A, uint32_t B) {
    return std::tie(Files[Units[A].MainFile], Units[A].Order, A) <
           std::tie(Files[Units[B].MainFile], Units[B].Order, B);
  });
  std::vector<ProgramUnit> SortedUnits;
  std::vector<Function> Sorted;
  Sorted.reserve(Functions.size());
  for (uint32_t I : Order) {
    ProgramUnit &U = Units[I];
    auto First = Functions.begin() + U.First;
    U.First = FunctionId(Sorted.size());
    for (auto It = First; It != First + U.Count; ++It)
      Sorted.push_back({uint32_t(SortedUnits.size()), It->Body});
    SortedUnits.push_back(std::move(U));
  }
  Units = std::move(SortedUnits);
  Functions = std::move(Sorted);
  indexNames();
}

void Program::indexNames() {
  std::vector<std::pair<StringId, FunctionId>> Weak, Strong;
  llvm::BitVector HasStrong(Strings->size());
  for (FunctionId F = 0; F != Functions.size(); ++F) {
    const FunctionHead &H = head(F);
    Own.push_back({H.Name, F});
    if (H.IsStatic)
      continue;
    (H.IsWeak ? Weak : Strong).push_back({H.Name, F});
    if (!H.IsWeak)
      HasStrong.set(H.Name);
  }
  for (const ProgramUnit &U : Units)
    std::sort(Own.begin() + U.First, Own.begin() + U.First + U.Count);
  // Weak functions yield, as the linker has it (ELF, STB_WEAK).
  llvm::copy_if(Weak, std::back_inserter(Strong),
                [&](const auto &Entry) { return !HasStrong[Entry.first]; });
  llvm::sort(Strong);
  ExternalAt.assign(Strings->size() + 1, 0);
  for (auto [Name, F] : Strong) {
    External.push_back(F);
    ++ExternalAt[Name + 1];
  }
  std::partial_sum(ExternalAt.begin(), ExternalAt.end(), ExternalAt.begin());
}

/// The first of that name in its unit.
FunctionId Program::own(uint32_t Unit, StringId Name) const {
  auto First = Own.begin() + Units[Unit].First, End = First + Units[Unit].Count;
  auto It = std::lower_bound(First, End, std::pair(Name, FunctionId(0)));
  return It == End || It->first != Name ? NoFunction : It->second;
}

std::shared_ptr<const summary::FunctionSummary>
Program::summary(FunctionId F) const {
  if (Read.size() > MaxSummariesRead)
    Read.clear();
  auto &Known = Read[Functions[F].Body];
  if (!Known) {
    auto New = std::make_shared<summary::FunctionSummary>();
    if (!Parts->read(body(F).Summary, *New))
      *New = {};
    Known = std::move(New);
  }
  return Known;
}

summary::OpenFrame Program::frame(FunctionId F) const {
  summary::OpenFrame Out;
  const Body &B = body(F);
  if (!B.Frame.empty() && (!Parts->read(B.Frame, Out) ||
                           Out.Calls.size() != Shapes.callCount(B.Head.Shape)))
    Out = {};
  Out.Facts.Name = Out.Facts.UniqueName = B.Head.Name;
  Out.Facts.IsStatic = B.Head.IsStatic;
  Out.Facts.IsInit = B.Head.IsInit;
  Out.Facts.InMainFile = B.Head.InMainFile;
  return Out;
}

summary::CallList Program::calls(FunctionId F) const {
  summary::CallList Out;
  auto IsOpen = [&](const summary::ListedCall &C) {
    return C.Open <= callCount(F);
  };
  if (!Parts->read(body(F).Calls, Out) || !llvm::all_of(Out.Calls, IsOpen))
    Out = {};
  return Out;
}

unsigned Program::nearness(uint32_t Unit, FunctionId F) const {
  llvm::StringRef A = Files[Units[Unit].MainFile],
                  B = Files[Units[unitOf(F)].MainFile];
  size_t Common = 0, Folders = 0;
  while (Common < A.size() && Common < B.size() && A[Common] == B[Common])
    Folders += A[Common++] == '/';
  return unsigned(Folders);
}

FunctionId Program::resolve(uint32_t Unit, StringId Name) const {
  if (FunctionId F = own(Unit, Name); F != NoFunction)
    if (!head(F).IsWeak || llvm::is_contained(externals(Name), F))
      return F;
  FunctionId Best = NoFunction;
  unsigned BestNear = 0;
  for (FunctionId F : externals(Name))
    if (unsigned Near = nearness(Unit, F);
        Best == NoFunction || Near > BestNear) {
      Best = F;
      BestNear = Near;
    }
  return Best;
}

llvm::ArrayRef<FunctionId> Program::externals(StringId Name) const {
  // Names that came after indexing are nobody's.
  if (size_t(Name) + 1 >= ExternalAt.size())
    return {};
  return llvm::ArrayRef(External).slice(ExternalAt[Name], ExternalAt[Name + 1] -
                                                              ExternalAt[Name]);
}

} // namespace gfpcheck::link
