// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/TextLexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace gfpcheck::facts;

void TextLexer::skipSpace(bool &FirstOfLine) {
  FirstOfLine = AtStart;
  while (!Rest.empty()) {
    char C = Rest.front();
    if (C == '#' && FirstOfLine) {
      Rest = Rest.drop_until([](char Each) { return Each == '\n'; });
      continue;
    }
    if (C == '\n') {
      ++Line;
      Column = 0;
      FirstOfLine = true;
    } else if (C != ' ' && C != '\t' && C != '\r') {
      break;
    }
    ++Column;
    Rest = Rest.drop_front();
  }
  AtStart = false;
}

void TextLexer::take(Token &T, size_t Length) {
  T.Text = Rest.take_front(Length);
  Rest = Rest.drop_front(Length);
  Column += unsigned(Length);
}

/// \XX is a byte in hexadecimal, \\ a backslash.
void TextLexer::quoted(Token &T) {
  T.What = Token::Kind::String;
  for (size_t I = 1; I < Rest.size() && Rest[I] != '\n'; ++I) {
    char C = Rest[I];
    if (C == '"')
      return take(T, I + 1);
    if (C != '\\') {
      T.Unquoted += C;
    } else if (I + 1 < Rest.size() && Rest[I + 1] == '\\') {
      T.Unquoted += '\\';
      ++I;
    } else if (I + 2 < Rest.size() && llvm::isHexDigit(Rest[I + 1]) &&
               llvm::isHexDigit(Rest[I + 2])) {
      T.Unquoted += char(llvm::hexFromNibbles(Rest[I + 1], Rest[I + 2]));
      I += 2;
    } else {
      break;
    }
  }
  T.What = Token::Kind::Bad;
  take(T, 1);
}

Token TextLexer::next() {
  Token T;
  skipSpace(T.FirstOfLine);
  T.Line = Line;
  T.Column = Column;
  if (Rest.empty()) {
    T.FirstOfLine = true;
    return T;
  }
  char C = Rest.front();
  if (C == '"') {
    quoted(T);
  } else if (llvm::isDigit(C)) {
    T.What = Token::Kind::Number;
    take(T, Rest.take_while(llvm::isDigit).size());
  } else if (llvm::isAlpha(C) || C == '_') {
    T.What = Token::Kind::Word;
    take(T, Rest.take_while([](char Each) {
                  return llvm::isAlnum(Each) || Each == '_';
                })
                .size());
  } else {
    T.What = Token::Kind::Punct;
    size_t Length = 1;
    for (llvm::StringRef Two :
         {"->", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||"})
      if (Rest.starts_with(Two))
        Length = 2;
    take(T, Length);
  }
  return T;
}
