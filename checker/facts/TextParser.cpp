// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/TextParser.h"

using namespace gfpcheck;
using namespace gfpcheck::facts;

/// Expressions nested deeper than this are refused.
static constexpr unsigned MaxDepth = 1600;

TokenReader::TokenReader(llvm::StringRef Text) {
  TextLexer Lexer(Text);
  do
    Tokens.push_back(Lexer.next());
  while (Tokens.back().What != Token::Kind::End);
}

Token TokenReader::take() {
  Token T = peek();
  if (Next + 1 < Tokens.size())
    ++Next;
  return T;
}

void TokenReader::fail(const llvm::Twine &Why) {
  if (failed())
    return;
  const Token &T = peek();
  Error =
      (llvm::Twine(T.Line) + ":" + llvm::Twine(T.Column) + ": " + Why).str();
  Next = Tokens.size() - 1;
}

bool TokenReader::takeWord(llvm::StringRef Word) {
  if (!isWord(Word))
    return false;
  take();
  return true;
}

bool TokenReader::takePunct(llvm::StringRef P) {
  if (!isPunct(P))
    return false;
  take();
  return true;
}

void TokenReader::expect(llvm::StringRef P) {
  if (!takePunct(P))
    fail("expected '" + P + "'");
}

void TokenReader::expectWord(llvm::StringRef Word) {
  if (!takeWord(Word))
    fail("expected '" + Word + "'");
}

uint64_t TokenReader::number(uint64_t Max) {
  uint64_t Value = 0;
  if (peek().What != Token::Kind::Number)
    fail("expected a number");
  else if (peek().Text.getAsInteger(10, Value) || Value > Max)
    fail("number too large");
  else
    take();
  return failed() ? 0 : Value;
}

int64_t TokenReader::integer() {
  if (takePunct("-"))
    return int64_t(-number(uint64_t(1) << 63));
  return int64_t(number(INT64_MAX));
}

std::string TokenReader::string() {
  if (peek().What != Token::Kind::String) {
    fail("expected a string");
    return "";
  }
  return take().Unquoted;
}

std::string TokenReader::name() {
  if (peek().What == Token::Kind::Word)
    return take().Text.str();
  if (peek().What == Token::Kind::String)
    return take().Unquoted;
  fail("expected a name");
  return "";
}

TypeInfo ExprReader::type() {
  TypeInfo Info;
  if (T.takePunct("?"))
    return Info;
  std::string Word = T.peek().Text.str();
  if (T.peek().What != Token::Kind::Word) {
    T.fail("expected a type");
    return Info;
  }
  if (T.takeWord("type")) {
    T.expect("{");
    Info.Kind = TypeKind(T.number(unsigned(TypeKind::Float)));
    Info.Signed = T.number(1) != 0;
    Info.Bits = uint8_t(T.number(255));
    Info.Record = Strings.intern(T.string());
    T.expect("}");
    return Info;
  }
  unsigned Bits = 0;
  if (Word == "void")
    Info.Kind = TypeKind::Void;
  else if (Word == "bool")
    Info = {TypeKind::Bool, false, 1, 0};
  else if (Word == "ptr")
    Info.Kind = TypeKind::Pointer;
  else if (Word == "rec")
    Info.Kind = TypeKind::Record;
  else if (Word == "arr")
    Info.Kind = TypeKind::Array;
  else if (Word == "float")
    Info.Kind = TypeKind::Float;
  else if ((Word[0] == 'i' || Word[0] == 'u') &&
           !llvm::StringRef(Word).drop_front().getAsInteger(10, Bits) &&
           Bits > 0 && Bits < 256)
    Info = {TypeKind::Int, Word[0] == 'i', uint8_t(Bits), 0};
  else
    T.fail("no type is called '" + Word + "'");
  T.take();
  if (T.takePunct("{")) {
    Info.Record = name();
    T.expect("}");
  }
  return Info;
}

ExprId ExprReader::close(Open O) {
  if (O.Closed)
    return O.Id;
  if (!O.HasType)
    O.E.Type = defaultType(O.E, F.Exprs, F.Vars, Known);
  return T.failed() ? 0 : F.Exprs.get(O.E);
}

ExprId ExprReader::expr() {
  Open O = prefix();
  if (!O.Closed && T.takePunct(":")) {
    O.E.Type = type();
    O.HasType = true;
  }
  return close(O);
}

ExprReader::Open ExprReader::prefix() {
  struct Level {
    unsigned &D;
    explicit Level(unsigned &D) : D(++D) {}
    ~Level() { --D; }
  } Here(Depth);
  if (Depth > MaxDepth) {
    T.fail("expression nested too deep");
    return {};
  }
  Open O;
  if (T.takePunct("*")) {
    O.E.Kind = ExprKind::Deref;
  } else if (T.takePunct("&")) {
    O.E.Kind = ExprKind::AddrOf;
  } else if (T.isPunct("!") || T.isPunct("~") || T.isPunct("-")) {
    char C = T.take().Text[0];
    if (C == '-' && T.peek().What == Token::Kind::Number)
      return constant(/*Negative=*/true);
    O.E.Kind = ExprKind::Unary;
    O.E.Operator = C == '!' ? Op::Not : C == '~' ? Op::BitNot : Op::Neg;
  } else if (T.isPunct("<")) {
    return cast();
  } else {
    return postfix();
  }
  O.E.A = close(prefix());
  return O;
}

ExprReader::Open ExprReader::cast() {
  Open O;
  T.expect("<");
  O.E.Kind = ExprKind::Cast;
  O.E.Type = type();
  O.HasType = true;
  T.expect(">");
  O.E.A = close(prefix());
  return O;
}

ExprReader::Open ExprReader::field(ExprId Base) {
  Open O;
  O.E.Kind = ExprKind::Field;
  O.E.A = Base;
  O.E.Name2 = F.Exprs[Base].Type.Record;
  if (T.takePunct("{")) {
    O.E.Name2 = name();
    T.expect("}");
  }
  O.E.Name = name();
  return O;
}

ExprReader::Open ExprReader::postfix() {
  Open O = primary();
  while (!T.failed()) {
    if (T.takePunct(".")) {
      O = field(close(O));
    } else if (T.takePunct("->")) {
      Open Target;
      Target.E.Kind = ExprKind::Deref;
      Target.E.A = close(O);
      O = field(close(Target));
    } else if (T.takePunct("[")) {
      Open Element;
      Element.E.Kind = ExprKind::Index;
      Element.E.A = close(O);
      Element.E.B = expr();
      T.expect("]");
      O = Element;
    } else {
      break;
    }
  }
  return O;
}

ExprReader::Open ExprReader::constant(bool Negative) {
  Open O;
  O.E.Kind = ExprKind::Const;
  uint64_t V = T.number(Negative ? uint64_t(1) << 63 : INT64_MAX);
  O.E.Value = int64_t(Negative ? -V : V);
  return O;
}

ExprReader::Open ExprReader::variable() {
  Open O;
  O.E.Kind = ExprKind::Var;
  bool Numbered = T.isPunct("#") || T.peek(1).Text == "#";
  if (Numbered) {
    if (!T.isPunct("#"))
      T.take(); // The name is for the reader.
    T.expect("#");
    O.E.Value = int64_t(T.number(F.Vars.size()));
    if (size_t(O.E.Value) >= F.Vars.size())
      T.fail("no such variable");
    return O;
  }
  llvm::StringRef Word = T.peek().Text;
  auto It = Vars.find(Strings.lookup(Word));
  if (It == Vars.end() || !It->first)
    T.fail("no variable is called '" + Word + "'");
  else
    O.E.Value = It->second;
  T.take();
  return O;
}

Op ExprReader::binaryOperator() {
  for (Op O = Op::Add; O <= Op::Ge; O = Op(unsigned(O) + 1))
    if (T.takePunct(spelling(O)))
      return O;
  T.fail("expected an operator or ')'");
  return Op::None;
}

ExprReader::Open ExprReader::parenthesised() {
  T.expect("(");
  ExprId First = expr();
  if (T.takePunct(")"))
    return closed(First);
  Open O;
  O.E.Kind = ExprKind::Binary;
  O.E.A = First;
  O.E.Operator = binaryOperator();
  O.E.B = expr();
  T.expect(")");
  return O;
}

ExprReader::Open ExprReader::primary() {
  Open O;
  if (T.isPunct("("))
    return parenthesised();
  if (T.peek().What == Token::Kind::Number)
    return constant(false);
  if (T.peek().What == Token::Kind::String) {
    O.E.Kind = ExprKind::Str;
    O.E.Name = Strings.intern(T.string());
    return O;
  }
  if (T.takePunct("?")) {
    if (T.peek().What == Token::Kind::Number && !T.atLineStart())
      O.E.Value = int64_t(T.number(INT64_MAX - 1));
    return O;
  }
  if (T.takePunct("@")) {
    O.E.Kind = ExprKind::Func;
    O.E.Name = name();
    return O;
  }
  if (T.takePunct("$")) {
    O.E.Kind = ExprKind::Temp;
    O.E.Value = T.number();
    return O;
  }
  if (T.isWord("null") &&
      !(T.peek(1).What == Token::Kind::Punct && T.peek(1).Text == "#")) {
    T.take();
    O.E.Kind = ExprKind::Const;
    O.E.Type.Kind = TypeKind::Pointer;
    O.HasType = true;
    return O;
  }
  if (T.peek().What == Token::Kind::Word || T.isPunct("#"))
    return variable();
  T.fail("expected an expression");
  return O;
}
