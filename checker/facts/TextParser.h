// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tokens in, facts out. Used by FactsText only.
#ifndef GFPCHECK_FACTS_TEXTPARSER_H
#define GFPCHECK_FACTS_TEXTPARSER_H

#include "facts/ExprText.h"
#include "facts/TextLexer.h"

namespace gfpcheck::facts {

/// What all parts of the parser do with tokens. The first error stays; after
/// it every token is the end.
class TokenReader {
public:
  explicit TokenReader(llvm::StringRef Text);

  const Token &peek(size_t Ahead = 0) const {
    return Tokens[std::min(Next + Ahead, Tokens.size() - 1)];
  }
  Token take();
  bool isWord(llvm::StringRef Word) const {
    return peek().What == Token::Kind::Word && peek().Text == Word;
  }
  bool isPunct(llvm::StringRef P) const {
    return peek().What == Token::Kind::Punct && peek().Text == P;
  }
  bool takeWord(llvm::StringRef Word);
  bool takePunct(llvm::StringRef P);
  void expect(llvm::StringRef P);
  void expectWord(llvm::StringRef Word);
  /// A number from 0 to Max.
  uint64_t number(uint64_t Max);
  uint32_t number() { return uint32_t(number(UINT32_MAX)); }
  int64_t integer();
  std::string string();
  /// A word or a string.
  std::string name();

  void fail(const llvm::Twine &Why);
  bool failed() const { return !Error.empty(); }
  /// line:column: why.
  const std::string &error() const { return Error; }
  /// True at the first token of a line, and at the end.
  bool atLineStart() const { return peek().FirstOfLine; }

  size_t position() const { return Next; }
  void moveTo(size_t Position) {
    if (!failed())
      Next = std::min(Position, Tokens.size() - 1);
  }

private:
  std::vector<Token> Tokens;
  size_t Next = 0;
  std::string Error;
};

/// Types and expressions of one function.
class ExprReader {
public:
  ExprReader(TokenReader &T, FunctionFacts &F, support::StringPool &Strings)
      : T(T), F(F), Strings(Strings) {}

  TypeInfo type();
  /// With its type, if that is written.
  ExprId expr();
  StringId name() { return Strings.intern(T.name()); }

  KnownTypes Known;
  /// Of variables that can be written without their number.
  llvm::DenseMap<StringId, uint32_t> Vars;

private:
  /// An expression whose type may still follow.
  struct Open {
    Expr E;
    ExprId Id = 0;        ///< When Closed.
    bool Closed = false;  ///< Was in parentheses with its type.
    bool HasType = false; ///< E.Type says it if nothing is written.
  };
  ExprId close(Open O);
  Open closed(ExprId Id) { return {{}, Id, true, false}; }
  Open prefix();
  Open postfix();
  Open primary();
  Open variable();
  Open constant(bool Negative);
  Open parenthesised();
  Open cast();
  Open field(ExprId Base);
  Op binaryOperator();

  TokenReader &T;
  FunctionFacts &F;
  support::StringPool &Strings;
  unsigned Depth = 0;
};

} // namespace gfpcheck::facts

#endif
