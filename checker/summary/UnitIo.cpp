// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "summary/UnitIo.h"
#include "support/Archive.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"

namespace gfpcheck::summary {

using analysis::Condition;
using analysis::DerefOp;
using analysis::FreshMemory;
using analysis::Held;
using analysis::Outcome;
using analysis::SleepOp;
using analysis::State;
using analysis::Value;
using analysis::Witness;
using facts::Expr;
using facts::ExprId;
using facts::ExprKind;
using facts::ExprTable;
using support::StringId;

namespace {

class Writer : public support::ArchiveWriter {
public:
  Writer(support::TextTable &Texts, std::string &Out,
         const support::StringPool &Strings)
      : ArchiveWriter(Texts, Out), Strings(Strings) {}

  void string(StringId Id) { text(Strings.str(Id)); }
  void expr(ExprId E) { number(E); }
  void file(uint32_t F) { number(F); }

  void table(const ExprTable &T, uint64_t Variables);

private:
  const support::StringPool &Strings;
};

class Reader : public support::ArchiveReader {
public:
  Reader(llvm::StringRef Texts, llvm::StringRef In, UnitSpace Space)
      : ArchiveReader(Texts, In), Space(Space) {}

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

  /// From here on expressions are those of T, which is read.
  void table(ExprTable &T, uint64_t Variables);

  std::vector<uint32_t> Files;

private:
  ExprId operand(uint32_t &Size);

  llvm::DenseMap<uint64_t, StringId> Known;
  std::vector<ExprId> Exprs;
  std::vector<uint32_t> Sizes; ///< Of Exprs, as trees.
  UnitSpace Space;
};

template <class A> void str(A &Ar, StringId &Id) { Ar.string(Id); }
template <class A> void expr(A &Ar, ExprId &E) { Ar.expr(E); }

template <class A, class T> void bounded(A &Ar, T &V, T Last) {
  support::io(Ar, V);
  if (A::Reading && V > Last) {
    V = T();
    Ar.fail();
  }
}

using support::all;
using support::io;

template <class A> void io(A &Ar, facts::Loc &L) {
  Ar.file(L.File);
  all(Ar, L.Line, L.Col);
}
template <class A> void io(A &Ar, facts::TypeInfo &T) {
  bounded(Ar, T.Kind, facts::TypeKind::Float);
  all(Ar, T.Signed, T.Bits);
  str(Ar, T.Record);
}
template <class A> void io(A &Ar, model::ContextKind &K) {
  bounded(Ar, K, model::ContextKind(model::NumContextKinds - 1));
}
template <class A> void io(A &Ar, Value &V) {
  // Most values are constants, not-null, or some bits.
  enum : uint8_t { HasRange = 1, HasBits = 2, IsNonZero = 4, IsWritten = 8 };
  uint8_t Flags = 0;
  const Value Top;
  if constexpr (!A::Reading)
    Flags = (V.Lo != Top.Lo || V.Hi != Top.Hi ? HasRange : 0) |
            (V.One || V.Zero ? HasBits : 0) | (V.NonZero ? IsNonZero : 0) |
            (V.Written ? IsWritten : 0);
  io(Ar, Flags);
  if (Flags & HasRange) {
    all(Ar, V.Lo, V.Hi);
    if (V.Lo > V.Hi)
      Ar.fail();
  }
  if (Flags & HasBits)
    all(Ar, V.One, V.Zero);
  V.NonZero = Flags & IsNonZero;
  V.Written = Flags & IsWritten;
  expr(Ar, V.Same);
  io(Ar, V.Since);
}
template <class A> void io(A &Ar, analysis::Origin::Step &S) {
  io(Ar, S.Where);
  str(Ar, S.Callee);
}
template <class A> void io(A &Ar, analysis::Origin &O) {
  io(Ar, O.Where);
  str(Ar, O.Api);
  io(Ar, O.Chain);
}
template <class A> void io(A &Ar, Held &H) {
  io(Ar, H.Kind);
  expr(Ar, H.Lock);
  all(Ar, H.Since, H.Unsure);
}
template <class A> void io(A &Ar, analysis::Released &R) {
  io(Ar, R.Kind);
  expr(Ar, R.Lock);
}
template <class A> void io(A &Ar, Condition &C) {
  expr(Ar, C.Expr);
  all(Ar, C.Is, C.Where, C.OnGfp);
}
template <class A> void io(A &Ar, Witness &W) {
  io(Ar, W.Where);
  str(Ar, W.Function);
  str(Ar, W.Api);
  io(Ar, W.Path);
}
template <class A> void io(A &Ar, SleepOp &Op) {
  all(Ar, Op.At, Op.IsAlloc, Op.ImplicitGfp);
  expr(Ar, Op.Gfp);
  all(Ar, Op.GfpMask, Op.If, Op.Released, Op.CallerIsNot, Op.Inside, Op.OnlyIn);
  bounded(Ar, Op.Trust, model::Trust::Reviewed);
  str(Ar, Op.Hearsay);
  all(Ar, Op.Sometimes, Op.Guesses, Op.Why);
  str(Ar, Op.SlotRecord);
  str(Ar, Op.SlotModule);
  str(Ar, Op.SlotOwner);
}
template <class A> void io(A &Ar, FreshMemory &F) {
  io(Ar, F.At);
  str(Ar, F.Family);
  expr(Ar, F.Gfp);
  all(Ar, F.MayFail, F.IsError);
}
template <class A> void io(A &Ar, analysis::Write &W) {
  expr(Ar, W.Place);
  all(Ar, W.Now, W.Fresh);
}
template <class A> void io(A &Ar, Outcome::Leave &L) {
  io(Ar, L.Kind);
  expr(Ar, L.Lock);
  io(Ar, L.Absolute);
}
template <class A> void io(A &Ar, Outcome &O) {
  all(Ar, O.If, O.Leaves, O.Enters, O.CallerIsNot, O.LastReference, O.Result,
      O.Fresh, O.Failed, O.Writes);
}
template <class A> void io(A &Ar, DerefOp &D) {
  io(Ar, D.At);
  expr(Ar, D.Pointer);
  io(Ar, D.If);
}
template <class A> void io(A &Ar, FunctionSummary &S) {
  str(Ar, S.Name);
  all(Ar, S.Complete, S.NeverReturns, S.Sleeps, S.Derefs, S.Exits);
}

template <class A> void io(A &Ar, facts::Variable &V) {
  str(Ar, V.Name);
  bounded(Ar, V.Kind, facts::VarKind::Global);
  all(Ar, V.Type, V.ParamIndex);
}
template <class A> void io(A &Ar, facts::CallInfo &C) {
  str(Ar, C.Callee);
  expr(Ar, C.Through);
  uint64_t Count = C.Args.size();
  io(Ar, Count);
  if constexpr (A::Reading)
    for (; Count && Ar.ok(); --Count)
      expr(Ar, C.Args.emplace_back());
  else
    for (ExprId &E : C.Args)
      expr(Ar, E);
}
template <class A> void io(A &Ar, State &S) {
  all(Ar, S.Context, S.GivenUp, S.CallerIsNot, S.LastReference);
  uint64_t Count = S.values().size();
  io(Ar, Count);
  if constexpr (A::Reading) {
    for (; Count && Ar.ok(); --Count) {
      ExprId Place = 0;
      Value V;
      expr(Ar, Place);
      io(Ar, V);
      S.set(Place, V);
    }
    S.shrink();
  } else {
    for (auto [Place, V] : S.values()) {
      expr(Ar, Place);
      io(Ar, V);
    }
  }
}
template <class A> void io(A &Ar, OpenCall &C) {
  all(Ar, C.Event, C.Applied, C.Ways);
}

template <class A> void strings(A &Ar, std::vector<StringId> &List) {
  uint64_t Count = List.size();
  io(Ar, Count);
  if constexpr (A::Reading)
    for (; Count && Ar.ok(); --Count)
      str(Ar, List.emplace_back());
  else
    for (StringId &Id : List)
      str(Ar, Id);
}
template <class A> void io(A &Ar, Begin &B) {
  all(Ar, B.Kind, B.Unsure);
  str(Ar, B.Lock);
  str(Ar, B.Api);
  all(Ar, B.Where, B.Call);
}
template <class A> void io(A &Ar, ParamIs &P) { all(Ar, P.Param, P.Is); }
template <class A> void io(A &Ar, ArgIs &P) {
  all(Ar, P.Index, P.Param);
  if (!P.Param)
    io(Ar, P.Is);
}
template <class A> void io(A &Ar, CallWay &W) {
  all(Ar, W.Where, W.Held, W.GivenUp, W.CallerIsNot, W.If, W.Args);
}
template <class A> void io(A &Ar, ListedCall &C) {
  str(Ar, C.Callee);
  if (!C.Callee) {
    str(Ar, C.Record);
    str(Ar, C.Field);
    io(Ar, C.Open);
  }
  io(Ar, C.Ways);
}
template <class A> void io(A &Ar, CallList &L) {
  all(Ar, L.Begins, L.Calls);
  if constexpr (A::Reading)
    for (const ListedCall &C : L.Calls)
      for (const CallWay &W : C.Ways)
        for (uint32_t H : W.Held)
          if (H >= L.Begins.size())
            Ar.fail();
}

/// Events of a frame are its calls, in order.
template <class A> void io(A &Ar, OpenFrame &Frame) {
  facts::FunctionFacts &F = Frame.Facts;
  uint64_t Count = F.Calls.size();
  io(Ar, Count);
  if (!Count)
    return;
  all(Ar, F.Where, F.ReturnType, F.ParamCount, F.Vars);
  if (F.ParamCount > F.Vars.size())
    Ar.fail();
  Ar.table(F.Exprs, F.Vars.size());
  if constexpr (A::Reading) {
    F.Exprs.compact();
    for (; Count && Ar.ok(); --Count) {
      io(Ar, F.Calls.emplace_back());
      facts::Event &E = F.Events.emplace_back();
      E.Kind = facts::EventKind::Call;
      E.Call = uint32_t(F.Calls.size() - 1);
      io(Ar, E.Where);
    }
    F.Calls.shrink_to_fit();
    F.Events.shrink_to_fit();
  } else {
    for (size_t I = 0; I != F.Calls.size(); ++I)
      all(Ar, F.Calls[I], F.Events[I].Where);
  }
  io(Ar, Frame.Calls);
  if constexpr (A::Reading)
    for (const OpenCall &C : Frame.Calls)
      if (C.Event >= F.Events.size())
        Ar.fail();
}

template <class A> void io(A &Ar, facts::Binding &B) {
  str(Ar, B.Record);
  str(Ar, B.Field);
  str(Ar, B.Function);
  str(Ar, B.Object);
  str(Ar, B.InFunction);
  io(Ar, B.Where);
}
template <class A> void io(A &Ar, UnitRoot &R) {
  str(Ar, R.Function);
  all(Ar, R.Rule, R.Where);
  str(Ar, R.InFunction);
  io(Ar, R.How);
}
template <class A> void io(A &Ar, facts::TuEnvironment &E) {
  all(Ar, E.GfpMacros, E.FrameWarn, E.KernelVersion, E.PreemptRt, E.Module,
      E.Constants);
}

template <class A> void node(A &Ar, Expr &X) {
  bounded(Ar, X.Kind, ExprKind::Cast);
  bounded(Ar, X.Operator, facts::Op::Ge);
  all(Ar, X.Value);
  str(Ar, X.Name);
  str(Ar, X.Name2);
  io(Ar, X.Type);
}

void Writer::table(const ExprTable &T, uint64_t) {
  number(T.size());
  for (ExprId E = 1; E < T.size(); ++E) {
    Expr X = T[E];
    expr(X.A);
    expr(X.B);
    node(*this, X);
  }
}

/// Who evaluates an expression goes down each of its branches: a few that are
/// used twice each are a tree without end, and a chain is deeper than a stack.
constexpr uint32_t MaxExprSize = 1000;

ExprId Reader::operand(uint32_t &Size) {
  uint64_t Id = number();
  if (Id >= Exprs.size()) {
    fail();
    return 0;
  }
  Size += Sizes[Id];
  return Exprs[Id];
}

/// Operands come before what is made of them, so every reference goes back.
void Reader::table(ExprTable &T, uint64_t Variables) {
  Exprs.assign(1, 0);
  Sizes.assign(1, 0);
  for (uint64_t Count = number(); Exprs.size() < Count && ok();) {
    Expr X;
    uint32_t Size = 1;
    X.A = operand(Size);
    X.B = operand(Size);
    node(*this, X);
    if (X.Kind == ExprKind::Var && X.Value >= 0 &&
        uint64_t(X.Value) >= Variables)
      fail();
    charge(2 * sizeof(Expr));
    bool TooLarge = Size > MaxExprSize;
    Sizes.push_back(TooLarge ? 1 : Size);
    Exprs.push_back(!ok() ? 0 : TooLarge ? T.unknown() : T.get(X));
  }
}

template <class A> void head(A &Ar, UnitFunction &F) {
  all(Ar, F.Summary, F.Calls, F.IsStatic, F.InMainFile, F.Where, F.FrameBytes,
      F.FrameOpen);
  strings(Ar, F.Params);
}

/// Bodies first: they fill the table of texts and are read last.
void functions(Writer &Ar, Unit &U) {
  uint64_t Count = U.Functions.size();
  io(Ar, Count);
  for (UnitFunction &F : U.Functions)
    head(Ar, F);
  for (UnitFunction &F : U.Functions)
    io(Ar, F.Frame);
}

void functions(Reader &Ar, Unit &U) {
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

template <class A> void rest(A &Ar, Unit &U) {
  Ar.file(U.MainFile);
  all(Ar, U.Environment, U.Bindings, U.Roots);
}

constexpr char Magic[8] = {'g', 'f', 'p', 'u', 'n', 'i', 't', '0' + UnitFormat};
constexpr size_t HeaderSize = sizeof(Magic) + 8 + 8;

llvm::Error broken(const char *Why) {
  return llvm::createStringError(std::string("not a summary of a file: ") +
                                 Why);
}

} // namespace

std::string pack(Unit &U, const ExprTable &Portable,
                 const std::vector<std::string> &Files,
                 const support::StringPool &Strings) {
  support::TextTable Texts;
  std::string Body;
  Writer Ar(Texts, Body, Strings);
  Ar.number(Files.size());
  for (const std::string &F : Files)
    Ar.text(F);
  Ar.table(Portable, UINT64_MAX);
  rest(Ar, U);
  functions(Ar, U);

  std::string Payload = Texts.bytes().str() + Body;
  std::string Out(HeaderSize, '\0');
  memcpy(Out.data(), Magic, sizeof(Magic));
  llvm::support::endian::write64le(
      Out.data() + 8,
      llvm::xxh3_64bits(llvm::ArrayRef(
          reinterpret_cast<const uint8_t *>(Payload.data()), Payload.size())));
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
  if (Hash != llvm::xxh3_64bits(
                  llvm::ArrayRef(Payload.bytes_begin(), Payload.bytes_end())))
    return broken("its bytes have changed");
  if (TextSize > Payload.size())
    return broken("a length is wrong");
  Reader Ar(Payload.take_front(TextSize), Payload.drop_front(TextSize), Space);
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
