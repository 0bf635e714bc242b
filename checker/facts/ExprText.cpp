// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/ExprText.h"
#include "llvm/ADT/StringExtras.h"

using namespace gfpcheck;
using namespace gfpcheck::facts;

static constexpr TypeInfo Int32 = {TypeKind::Int, true, 32, 0};

/// What C computes with in place of a small integer.
static TypeInfo promoted(const TypeInfo &T) {
  bool Small =
      (T.Kind == TypeKind::Int || T.Kind == TypeKind::Bool) && T.Bits < 32;
  return Small ? Int32 : T;
}

TypeInfo gfpcheck::facts::defaultType(const Expr &E, const ExprTable &Table,
                                      const std::vector<Variable> &Vars,
                                      const KnownTypes &Known) {
  const TypeInfo &A = Table[E.A].Type;
  switch (E.Kind) {
  case ExprKind::Unknown:
  case ExprKind::Cast:
    return {};
  case ExprKind::Const:
    return Int32;
  case ExprKind::Str:
  case ExprKind::Func:
    return {TypeKind::Pointer, false, 0, 0};
  case ExprKind::Var:
    return size_t(E.Value) < Vars.size() ? Vars[size_t(E.Value)].Type
                                         : TypeInfo();
  case ExprKind::Field: {
    auto It = Known.Fields.find({E.Name2, E.Name});
    return It == Known.Fields.end() ? TypeInfo() : It->second;
  }
  case ExprKind::Deref:
  case ExprKind::Index:
    if (A.Record && (A.Kind != TypeKind::Record || E.Kind == ExprKind::Index))
      return {TypeKind::Record, false, 0, A.Record};
    return {};
  case ExprKind::AddrOf:
    return {TypeKind::Pointer, false, 0,
            A.Kind == TypeKind::Record ? A.Record : 0};
  case ExprKind::Temp:
    return Known.Temps.lookup(E.Value);
  case ExprKind::Unary:
    return E.Operator == Op::Not ? Int32 : promoted(A);
  case ExprKind::Binary:
    return E.Operator >= Op::LAnd ? Int32 : promoted(A);
  }
  return {};
}

llvm::StringRef gfpcheck::facts::spelling(Op O) {
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

std::string gfpcheck::facts::shortName(const TypeInfo &T) {
  TypeInfo Plain;
  Plain.Kind = T.Kind;
  Plain.Record = T.Record;
  switch (T.Kind) {
  case TypeKind::Unknown:
    return T == TypeInfo() ? "?" : "";
  case TypeKind::Void:
    return T == Plain && !T.Record ? "void" : "";
  case TypeKind::Float:
    return T == Plain && !T.Record ? "float" : "";
  case TypeKind::Bool:
    return T == TypeInfo{TypeKind::Bool, false, 1, 0} ? "bool" : "";
  case TypeKind::Int:
    return T.Bits && !T.Record ? (T.Signed ? "i" : "u") + std::to_string(T.Bits)
                               : "";
  case TypeKind::Pointer:
    return T == Plain ? "ptr" : "";
  case TypeKind::Record:
    return T == Plain ? "rec" : "";
  case TypeKind::Array:
    return T == Plain ? "arr" : "";
  }
  return "";
}

bool gfpcheck::facts::isWord(llvm::StringRef Text) {
  if (Text.empty() || !(llvm::isAlpha(Text[0]) || Text[0] == '_'))
    return false;
  for (char C : Text)
    if (!llvm::isAlnum(C) && C != '_')
      return false;
  return true;
}

void gfpcheck::facts::printQuoted(llvm::raw_ostream &OS, llvm::StringRef Text) {
  OS << '"';
  llvm::printEscapedString(Text, OS);
  OS << '"';
}

void gfpcheck::facts::printType(llvm::raw_ostream &OS, const TypeInfo &T,
                                const support::StringPool &Strings) {
  std::string Short = shortName(T);
  if (Short.empty()) {
    OS << "type{" << unsigned(T.Kind) << ' ' << T.Signed << ' '
       << unsigned(T.Bits) << ' ';
    printQuoted(OS, Strings.str(T.Record));
    OS << '}';
    return;
  }
  OS << Short;
  if (!T.Record)
    return;
  OS << '{';
  if (isWord(Strings.str(T.Record)))
    OS << Strings.str(T.Record);
  else
    printQuoted(OS, Strings.str(T.Record));
  OS << '}';
}
