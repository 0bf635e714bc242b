// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/ExprPrinter.h"
#include <tuple>

using namespace gfpcheck;
using namespace gfpcheck::facts;

ExprPrinter::ExprPrinter(llvm::raw_ostream &OS, const FunctionFacts &F,
                         const support::StringPool &Strings)
    : OS(OS), F(F), Strings(Strings) {
  learnTypes();
  for (const Variable &V : F.Vars)
    ++Uses[V.Name];
}

/// Marks E and what it is made of.
void ExprPrinter::mark(ExprId E, llvm::BitVector &Used) const {
  llvm::SmallVector<ExprId, 8> Work{E};
  while (!Work.empty()) {
    ExprId Id = Work.pop_back_val();
    if (Used.test(Id))
      continue;
    Used.set(Id);
    Work.push_back(F.Exprs[Id].A);
    Work.push_back(F.Exprs[Id].B);
  }
}

/// What the text shows; an expression table may hold more.
llvm::BitVector ExprPrinter::shown() const {
  llvm::BitVector Used(unsigned(F.Exprs.size()));
  for (const Event &E : F.Events) {
    mark(E.Target, Used);
    mark(E.Value, Used);
  }
  for (const CallInfo &C : F.Calls) {
    mark(C.Through, Used);
    for (ExprId A : C.Args)
      mark(A, Used);
  }
  for (const Block &B : F.Blocks)
    for (const Edge &E : B.Edges) {
      mark(E.Condition, Used);
      for (ExprId C : E.NoneOf)
        mark(C, Used);
    }
  return Used;
}

bool ExprPrinter::before(const TypeInfo &A, const TypeInfo &B) const {
  return std::tuple(A.Kind, A.Signed, A.Bits, Strings.str(A.Record)) <
         std::tuple(B.Kind, B.Signed, B.Bits, Strings.str(B.Record));
}

/// One type of each field and of each call's result is written only once. Of
/// several the first in a fixed order, whatever the order of expressions.
void ExprPrinter::learnTypes() {
  llvm::BitVector Used = shown();
  for (unsigned I : Used.set_bits()) {
    const Expr &E = F.Exprs[I];
    if (E.Kind == ExprKind::Field) {
      auto [It, New] = Known.Fields.try_emplace({E.Name2, E.Name}, E.Type);
      if (!New && before(E.Type, It->second))
        It->second = E.Type;
    } else if (E.Kind == ExprKind::Temp && size_t(E.Value) < F.Events.size() &&
               F.Events[size_t(E.Value)].Kind == EventKind::Call) {
      auto [It, New] = Known.Temps.try_emplace(E.Value, E.Type);
      if (!New && before(E.Type, It->second))
        It->second = E.Type;
    }
  }
}

void ExprPrinter::word(llvm::StringRef Text) {
  if (isWord(Text))
    OS << Text;
  else
    printQuoted(OS, Text);
}

void ExprPrinter::varName(size_t Index) {
  llvm::StringRef Name =
      Index < F.Vars.size() ? Strings.str(F.Vars[Index].Name) : "";
  bool Plain = isWord(Name) && Name != "null";
  if (Plain)
    OS << Name;
  if (!Plain || Uses.lookup(F.Vars[Index].Name) != 1)
    OS << '#' << Index;
}

bool ExprPrinter::needsType(const Expr &E) const {
  if (E.Kind == ExprKind::Cast)
    return false;
  if (E.Kind == ExprKind::Const && E.Value == 0 &&
      E.Type == TypeInfo{TypeKind::Pointer, false, 0, 0})
    return false;
  return !(defaultType(E, F.Exprs, F.Vars, Known) == E.Type);
}

void ExprPrinter::expr(ExprId Id) {
  bare(Id);
  if (needsType(F.Exprs[Id])) {
    OS << ':';
    printType(OS, F.Exprs[Id].Type, Strings);
  }
}

/// Id where an operand of a prefix or postfix operator is wanted.
void ExprPrinter::operand(ExprId Id) {
  if (!needsType(F.Exprs[Id]))
    return bare(Id);
  OS << '(';
  expr(Id);
  OS << ')';
}

bool ExprPrinter::isPostfix(ExprId Id) const {
  switch (F.Exprs[Id].Kind) {
  case ExprKind::Deref:
  case ExprKind::AddrOf:
  case ExprKind::Unary:
  case ExprKind::Cast:
  case ExprKind::Const:
    return needsType(F.Exprs[Id]);
  default:
    return true;
  }
}

void ExprPrinter::field(const Expr &E) {
  const Expr &Base = F.Exprs[E.A];
  ExprId Shown = E.A;
  bool Arrow = Base.Kind == ExprKind::Deref && !needsType(Base);
  if (Arrow)
    Shown = Base.A;
  bool Wrap = !isPostfix(Shown);
  if (Wrap)
    OS << '(';
  operand(Shown);
  if (Wrap)
    OS << ')';
  OS << (Arrow ? "->" : ".");
  if (Base.Type.Record != E.Name2) {
    OS << '{';
    name(E.Name2);
    OS << '}';
  }
  name(E.Name);
}

void ExprPrinter::bare(ExprId Id) {
  const Expr &E = F.Exprs[Id];
  switch (E.Kind) {
  case ExprKind::Unknown:
    OS << '?';
    if (E.Value)
      OS << E.Value;
    return;
  case ExprKind::Const:
    if (E.Value == 0 && E.Type.Kind == TypeKind::Pointer)
      OS << "null";
    else
      OS << E.Value;
    return;
  case ExprKind::Str:
    return printQuoted(OS, Strings.str(E.Name));
  case ExprKind::Func:
    OS << '@';
    return name(E.Name);
  case ExprKind::Var:
    return varName(size_t(E.Value));
  case ExprKind::Field:
    return field(E);
  case ExprKind::Deref:
    OS << '*';
    return operand(E.A);
  case ExprKind::AddrOf:
    OS << '&';
    if (F.Exprs[E.A].Kind == ExprKind::AddrOf && !needsType(F.Exprs[E.A])) {
      OS << '(';
      bare(E.A);
      OS << ')';
      return;
    }
    return operand(E.A);
  case ExprKind::Index: {
    bool Wrap = !isPostfix(E.A);
    OS << (Wrap ? "(" : "");
    operand(E.A);
    OS << (Wrap ? ")[" : "[");
    expr(E.B);
    OS << ']';
    return;
  }
  case ExprKind::Temp:
    OS << '$' << E.Value;
    return;
  case ExprKind::Unary:
    OS << spelling(E.Operator);
    if (E.Operator == Op::Neg && F.Exprs[E.A].Kind == ExprKind::Const) {
      OS << '(';
      expr(E.A);
      OS << ')';
      return;
    }
    return operand(E.A);
  case ExprKind::Binary:
    OS << '(';
    expr(E.A);
    OS << ' ' << spelling(E.Operator) << ' ';
    expr(E.B);
    OS << ')';
    return;
  case ExprKind::Cast:
    OS << '<';
    printType(OS, E.Type, Strings);
    OS << '>';
    return operand(E.A);
  }
}
