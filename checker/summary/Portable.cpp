// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "summary/Portable.h"

namespace gfpcheck::summary {

using facts::Expr;
using facts::ExprId;
using facts::ExprKind;
using facts::VarKind;

namespace {
constexpr unsigned MaxDepth = 16;
} // namespace

ExprId portableGlobal(facts::ExprTable &Table, support::StringId Name,
                      facts::TypeInfo T) {
  Expr X;
  X.Kind = ExprKind::Var;
  X.Value = -1;
  X.Name = Name;
  X.Type = T;
  return Table.get(X);
}

std::optional<ExprId> Exporter::translate(const analysis::State &S, ExprId E,
                                          unsigned Depth) {
  if (Depth > MaxDepth)
    return std::nullopt;
  Expr X = From[E];
  switch (X.Kind) {
  case ExprKind::Unknown:
    return std::nullopt;
  case ExprKind::Temp: {
    ExprId Name = ResultNames ? ResultNames->lookup(E) : 0;
    return Name ? translate(S, Name, Depth + 1) : std::nullopt;
  }
  case ExprKind::Const:
  case ExprKind::Str:
  case ExprKind::Func:
    return To.get(X);
  case ExprKind::Var: {
    if (X.Value < 0) // a global that only a callee named
      return To.get(X);
    const facts::Variable &V = F.Vars[X.Value];
    if (V.Kind == VarKind::Global)
      return portableGlobal(To, V.Name, X.Type);
    if (V.Kind != VarKind::Param)
      return std::nullopt;
    if (const analysis::Value *Known = S.find(E); Known && Known->Written)
      return std::nullopt;
    X.Value = V.ParamIndex;
    return To.get(X);
  }
  default:
    break;
  }
  if (X.A) {
    auto A = translate(S, X.A, Depth + 1);
    if (!A)
      return std::nullopt;
    X.A = *A;
  }
  if (X.B) {
    auto B = translate(S, X.B, Depth + 1);
    if (!B)
      return std::nullopt;
    X.B = *B;
  }
  return To.get(X);
}

ExprId Exporter::fieldsOnly(ExprId E) {
  Expr X = From[E];
  if (X.Kind != ExprKind::Field)
    return 0;
  X.A = fieldsOnly(X.A);
  return To.get(X);
}

ExprId Exporter::lock(const analysis::State &S, ExprId E) {
  if (!E)
    return 0;
  auto Whole = translate(S, E, 0);
  return Whole ? *Whole : fieldsOnly(E);
}

bool Exporter::mentionsCaller(ExprId E) const {
  const Expr &X = From[E];
  if (X.Kind == ExprKind::Var)
    return X.Value < 0 || F.Vars[X.Value].Kind == VarKind::Param ||
           F.Vars[X.Value].Kind == VarKind::Global;
  return (X.A && mentionsCaller(X.A)) || (X.B && mentionsCaller(X.B));
}

Importer::Importer(const facts::ExprTable &From,
                   const facts::FunctionFacts &Caller,
                   analysis::Evaluator &Eval, const analysis::State &S,
                   llvm::ArrayRef<ExprId> Args)
    : From(From), Caller(Caller), Eval(Eval), S(S), Args(Args) {}

std::optional<ExprId> Importer::operator()(ExprId E, bool AsPlace) {
  auto [It, New] = Known[AsPlace].try_emplace(E);
  if (New)
    if (auto T = translate(E, 0))
      It->second = AsPlace ? Eval.place(S, *T) : Eval.canonical(S, *T);
  return It->second;
}

std::optional<ExprId> Importer::translate(ExprId E, unsigned Depth) {
  if (Depth > MaxDepth)
    return std::nullopt;
  Expr X = From[E];
  facts::ExprTable &To = Eval.table();
  if (X.Kind == ExprKind::Var) {
    if (X.Value >= 0) {
      if (size_t(X.Value) >= Args.size() || !Args[X.Value])
        return std::nullopt;
      return Args[X.Value];
    }
    for (size_t I = Caller.ParamCount; I != Caller.Vars.size(); ++I)
      if (Caller.Vars[I].Kind == VarKind::Global &&
          Caller.Vars[I].Name == X.Name)
        return To.var(uint32_t(I), X.Type);
    return To.get(X);
  }
  if (X.A) {
    auto A = translate(X.A, Depth + 1);
    if (!A)
      return std::nullopt;
    X.A = *A;
  }
  if (X.B) {
    auto B = translate(X.B, Depth + 1);
    if (!B)
      return std::nullopt;
    X.B = *B;
  }
  return To.get(X);
}

} // namespace gfpcheck::summary
