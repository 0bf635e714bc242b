// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analysis/Spell.h"

namespace gfpcheck::analysis {

using facts::Expr;
using facts::ExprId;
using facts::ExprKind;
using facts::Op;

namespace {

const char *symbol(Op O) {
  switch (O) {
  case Op::None:
    return "";
  case Op::Not:
    return "!";
  case Op::BitNot:
    return "~";
  case Op::Neg:
  case Op::Sub:
    return "-";
  case Op::Add:
    return "+";
  case Op::Mul:
    return "*";
  case Op::Div:
    return "/";
  case Op::Rem:
    return "%";
  case Op::Shl:
    return "<<";
  case Op::Shr:
    return ">>";
  case Op::And:
    return "&";
  case Op::Or:
    return "|";
  case Op::Xor:
    return "^";
  case Op::LAnd:
    return "&&";
  case Op::LOr:
    return "||";
  case Op::Eq:
    return "==";
  case Op::Ne:
    return "!=";
  case Op::Lt:
    return "<";
  case Op::Le:
    return "<=";
  case Op::Gt:
    return ">";
  case Op::Ge:
    return ">=";
  }
  return "";
}

class Speller {
public:
  Speller(const facts::ExprTable &Exprs, const facts::FunctionFacts &F,
          const support::StringPool &Strings, const Aliases *Names)
      : Exprs(Exprs), F(F), Strings(Strings), Names(Names) {}

  std::string run(ExprId E) {
    std::string S = text(E, 0);
    return Failed ? std::string() : S;
  }

private:
  std::string fail() {
    Failed = true;
    return {};
  }

  std::string operand(ExprId E, unsigned Depth) {
    std::string S = text(E, Depth);
    bool Named = Names && Names->contains(E);
    return Exprs[E].Kind == ExprKind::Binary && !Named ? "(" + S + ")" : S;
  }

  std::string text(ExprId E, unsigned Depth) {
    if (Depth > 12 || !E)
      return fail();
    if (Names)
      if (auto It = Names->find(E); It != Names->end())
        return Strings.str(It->second).str();
    const Expr &X = Exprs[E];
    switch (X.Kind) {
    case ExprKind::Unknown:
    case ExprKind::Temp:
      return fail();
    case ExprKind::Const:
      if (X.Type.Kind == facts::TypeKind::Pointer && !X.Value)
        return "NULL";
      return std::to_string(X.Value);
    case ExprKind::Str:
      return "\"" + Strings.str(X.Name).str() + "\"";
    case ExprKind::Func:
      return Strings.str(X.Name).str();
    case ExprKind::Var:
      if (X.Value < 0 || size_t(X.Value) >= F.Vars.size()) {
        // What stands for a pure call is nothing a reader wrote.
        bool Readable = X.Name && !Strings.str(X.Name).ends_with(")");
        return Readable ? Strings.str(X.Name).str() : fail();
      }
      return Strings.str(F.Vars[X.Value].Name).str();
    case ExprKind::Field: {
      std::string Name = Strings.str(X.Name).str();
      const Expr &Base = Exprs[X.A];
      if (Name.empty()) // an anonymous member
        return text(X.A, Depth + 1);
      if (Base.Kind == ExprKind::Deref)
        return operand(Base.A, Depth + 1) + "->" + Name;
      return text(X.A, Depth + 1) + "." + Name;
    }
    case ExprKind::Deref:
      return "*" + operand(X.A, Depth + 1);
    case ExprKind::Index: {
      const Expr &Base = Exprs[X.A];
      std::string I = text(X.B, Depth + 1);
      if (Failed) { // an index nobody can name is still an index
        Failed = false;
        I = "...";
      }
      return (Base.Kind == ExprKind::Deref ? operand(Base.A, Depth + 1)
                                           : text(X.A, Depth + 1)) +
             "[" + I + "]";
    }
    case ExprKind::AddrOf:
      return "&" + text(X.A, Depth + 1);
    case ExprKind::Unary:
      return symbol(X.Operator) + operand(X.A, Depth + 1);
    case ExprKind::Binary:
      return operand(X.A, Depth + 1) + " " + symbol(X.Operator) + " " +
             operand(X.B, Depth + 1);
    case ExprKind::Cast:
      return text(X.A, Depth + 1);
    }
    return fail();
  }

  const facts::ExprTable &Exprs;
  const facts::FunctionFacts &F;
  const support::StringPool &Strings;
  const Aliases *Names;
  bool Failed = false;
};

} // namespace

std::string spell(ExprId E, const facts::ExprTable &Exprs,
                  const facts::FunctionFacts &F,
                  const support::StringPool &Strings, const Aliases *Names) {
  return Speller(Exprs, F, Strings, Names).run(E);
}

} // namespace gfpcheck::analysis
