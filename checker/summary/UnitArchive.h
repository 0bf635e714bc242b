// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What units are made of, field by field, for any archive that adds to those of
// support/Archive.h
//   string(StringId &), expr(ExprId &), file(uint32_t &): numbers of whoever
//     holds the unit;
//   table(ExprTable &, Variables): the expressions that expr() then means.
#ifndef GFPCHECK_SUMMARY_UNITARCHIVE_H
#define GFPCHECK_SUMMARY_UNITARCHIVE_H

#include "summary/Unit.h"
#include "support/Archive.h"

namespace gfpcheck::summary::detail {

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
template <class A> void io(A &Ar, UnitHandover &H) {
  str(Ar, H.Callee);
  io(Ar, H.Arg);
  str(Ar, H.InFunction);
  all(Ar, H.Where, H.Place, H.Allocation, H.IsError, H.Shown);
}
template <class A> void io(A &Ar, facts::TuEnvironment &E) {
  all(Ar, E.GfpMacros, E.FrameWarn, E.KernelVersion, E.PreemptRt, E.IsModule,
      E.Module, E.Constants);
}

template <class A> void node(A &Ar, Expr &X) {
  bounded(Ar, X.Kind, ExprKind::Cast);
  bounded(Ar, X.Operator, facts::Op::Ge);
  all(Ar, X.Value);
  str(Ar, X.Name);
  str(Ar, X.Name2);
  io(Ar, X.Type);
}

/// Writes tables that TableReader reads.
class TableWriter : public support::ArchiveWriter {
public:
  using ArchiveWriter::ArchiveWriter;
  void expr(ExprId E) { number(E); }
  void file(uint32_t F) { number(F); }
  template <class Derived> void putTable(Derived &Ar, const ExprTable &T) {
    number(T.size());
    for (ExprId E = 1; E < T.size(); ++E) {
      Expr X = T[E];
      number(X.A);
      number(X.B);
      node(Ar, X);
    }
  }
};

/// Who evaluates an expression goes down each of its branches: a few that are
/// used twice each are a tree without end, and a chain is deeper than a stack.
inline constexpr uint32_t MaxExprSize = 1000;

/// Reads tables that putTable wrote, whatever the bytes are.
template <class Derived> class TableReader : public support::ArchiveReader {
public:
  using ArchiveReader::ArchiveReader;

  /// From here on Exprs are those of T, which is read.
  void table(ExprTable &T, uint64_t Variables) {
    Exprs.assign(1, 0);
    Sizes.assign(1, 0);
    uint64_t Count = number();
    // Each takes some bytes.
    if (T.size() == 1 && Count <= bytesLeft())
      T.reserve(Count);
    while (Exprs.size() < Count && ok()) {
      Expr X;
      uint32_t Size = 1;
      X.A = operand(Size);
      X.B = operand(Size);
      node(static_cast<Derived &>(*this), X);
      if (X.Kind == ExprKind::Var && X.Value >= 0 &&
          uint64_t(X.Value) >= Variables)
        fail();
      charge(2 * sizeof(Expr));
      bool TooLarge = Size > MaxExprSize;
      Sizes.push_back(TooLarge ? 1 : Size);
      Exprs.push_back(!ok() ? 0 : TooLarge ? T.unknown() : T.get(X));
    }
  }

protected:
  std::vector<ExprId> Exprs; ///< Of the last table, by number in the archive.

private:
  /// Operands come before what is made of them, so references go back.
  ExprId operand(uint32_t &Size) {
    uint64_t Id = number();
    if (Id >= Exprs.size()) {
      fail();
      return 0;
    }
    Size += Sizes[Id];
    return Exprs[Id];
  }

  std::vector<uint32_t> Sizes; ///< Of Exprs, as trees.
};

template <class A> void head(A &Ar, UnitFunction &F) {
  all(Ar, F.Summary, F.Calls, F.IsStatic, F.IsInit, F.IsWeak, F.InMainFile,
      F.Where, F.FrameBytes, F.FrameOpen);
  strings(Ar, F.Params);
}

template <class A> void rest(A &Ar, Unit &U) {
  Ar.file(U.MainFile);
  all(Ar, U.Environment, U.Bindings, U.Roots, U.Handovers);
}

} // namespace gfpcheck::summary::detail

#endif
