// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tokens of the text form of facts.
#ifndef GFPCHECK_FACTS_TEXTLEXER_H
#define GFPCHECK_FACTS_TEXTLEXER_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include <cstdint>
#include <string>

namespace gfpcheck::facts {

struct Token {
  enum class Kind : uint8_t { End, Word, Number, String, Punct, Bad };
  Kind What = Kind::End;
  llvm::StringRef Text; ///< As written.
  std::string Unquoted; ///< Of a string.
  unsigned Line = 1, Column = 1;
  bool FirstOfLine = true;
};

/// Splits text into tokens. '#' at the start of a line begins a comment.
class TextLexer {
public:
  explicit TextLexer(llvm::StringRef Text) : Rest(Text) {}
  Token next();

private:
  void skipSpace(bool &FirstOfLine);
  void quoted(Token &T);
  void take(Token &T, size_t Length);

  llvm::StringRef Rest;
  unsigned Line = 1, Column = 1;
  bool AtStart = true;
};

} // namespace gfpcheck::facts

#endif
