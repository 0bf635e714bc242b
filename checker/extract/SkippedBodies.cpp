// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/SkippedBodies.h"
#include "extract/Macros.h"
#include "extract/Preamble.h"
#include "clang/AST/Decl.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Parse/Parser.h"
#include "clang/Sema/Sema.h"
#include "clang/Serialization/ASTReader.h"
#include "llvm/ADT/ScopeExit.h"

using namespace gfpcheck::extract;
using clang::SourceLocation;
using clang::Token;
namespace tok = clang::tok;

/// No function of a kernel is longer, with everything expanded.
static constexpr size_t MaxTokens = 100000;

SkippedBodies::SkippedBodies(clang::Preprocessor &PP,
                             clang::ASTContext &Context, MacroLog &Log)
    : PP(PP), Context(Context), Log(Log) {}

SkippedBodies::~SkippedBodies() {
  if (!Parser)
    return;
  clang::Sema &S = Parser->getActions();
  Parser.reset();
  S.TUScope = nullptr; // It was the parser's.
}

static Token endToken() {
  Token End;
  End.startToken();
  End.setKind(tok::eof);
  return End;
}

/// One declaration or definition: up to a ';', or to the brace that closes a
/// function's body, outside of brackets.
SkippedBodies::Declaration SkippedBodies::collectDeclaration(Tokens &Out) {
  bool InBody = false;
  int Depth = 0;
  tok::TokenKind Last = tok::unknown;
  for (Token T; Out.size() < MaxTokens; Last = T.getKind()) {
    PP.Lex(T);
    if (T.is(tok::eof))
      return Declaration::EndOfFile;
    Out.push_back(T);
    if (T.isOneOf(tok::l_paren, tok::l_square, tok::l_brace)) {
      InBody |= Depth == 0 && T.is(tok::l_brace) && Last == tok::r_paren;
      ++Depth;
    } else if (T.isOneOf(tok::r_paren, tok::r_square, tok::r_brace)) {
      if (--Depth == 0 && InBody && T.is(tok::r_brace))
        return Declaration::Complete;
    } else if (Depth == 0 && T.is(tok::semi)) {
      return Declaration::Complete;
    }
  }
  return Declaration::TooLong;
}

/// Is this the definition of that name?
static bool defines(llvm::ArrayRef<Token> Declaration,
                    const clang::IdentifierInfo *Name) {
  if (Declaration.back().isNot(tok::r_brace))
    return false;
  int Depth = 0;
  for (size_t I = 0; I + 1 < Declaration.size(); ++I) {
    const Token &T = Declaration[I];
    if (T.isOneOf(tok::l_paren, tok::l_square, tok::l_brace))
      ++Depth;
    else if (T.isOneOf(tok::r_paren, tok::r_square, tok::r_brace))
      --Depth;
    else if (Depth == 0 && !T.isAnnotation() && T.getIdentifierInfo() == Name &&
             Declaration[I + 1].is(tok::l_paren))
      return true;
  }
  return false;
}

/// Lexes the definition where it stands, so that places and macros are those of
/// the header.
bool SkippedBodies::collect(const clang::FunctionDecl *F, Tokens &Out) {
  const clang::SourceManager &SM = PP.getSourceManager();
  SourceLocation Start = SM.getExpansionLoc(F->getOuterLocStart());
  auto [File, Offset] = SM.getDecomposedLoc(Start);
  if (File.isInvalid())
    return false;

  // The preprocessor has left all files: this is what it comes back to.
  auto Bottom = std::make_unique<Token[]>(1);
  Bottom[0] = endToken();
  PP.EnterTokenStream(std::move(Bottom), 1, /*DisableMacroExpansion=*/true,
                      /*IsReinject=*/false);
  bool Found = false;
  if (!PP.EnterSourceFile(File, nullptr, SourceLocation())) {
    auto *Text = static_cast<clang::Lexer *>(PP.getCurrentLexer());
    Text->seek(Offset, /*IsAtStartOfLine=*/true);
    // A macro may define several functions.
    do {
      Out.clear();
      Declaration Read = collectDeclaration(Out);
      if (Read == Declaration::EndOfFile)
        return false;
      Found = Read == Declaration::Complete && defines(Out, F->getIdentifier());
    } while (!Found && SM.getExpansionLoc(Out.back().getLocation()) == Start);
    Text->seek(unsigned(SM.getBufferData(File).size()), false);
  }
  for (Token T = endToken();;) {
    PP.Lex(T);
    if (T.is(tok::eof))
      return Found;
  }
}

void SkippedBodies::parseTokens(Tokens Definition) {
  Definition.push_back(endToken());
  auto Copy = std::make_unique<Token[]>(Definition.size());
  llvm::copy(Definition, Copy.get());
  PP.EnterTokenStream(std::move(Copy), unsigned(Definition.size()),
                      /*DisableMacroExpansion=*/true, /*IsReinject=*/true);
  if (!Parser) {
    Parser = std::make_unique<clang::Parser>(
        PP, *preambleReader(PP, Context)->getSema(),
        /*SkipFunctionBodies=*/false);
    Parser->Initialize();
  } else {
    Parser->ConsumeAnyToken();
  }
  if (Parser->getCurToken().isNot(tok::eof))
    Parser->ParseTopLevelDecl();
  while (Parser->getCurToken().isNot(tok::eof))
    Parser->ConsumeAnyToken();
}

const clang::FunctionDecl *SkippedBodies::parse(const clang::FunctionDecl *F) {
  clang::ASTReader *Reader = preambleReader(PP, Context);
  if (!F->hasSkippedBody() || !Reader || !Reader->getSema())
    return nullptr;
  clang::DiagnosticsEngine &Diags = PP.getDiagnostics();
  bool Suppressed = Diags.getSuppressAllDiagnostics();
  Diags.setSuppressAllDiagnostics(true);
  auto Restore = llvm::make_scope_exit(
      [&] { Diags.setSuppressAllDiagnostics(Suppressed); });

  Tokens Definition;
  Log.resume();
  bool Found = collect(F, Definition);
  Log.pause();
  if (!Found)
    return nullptr;
  // From here on it is a declaration, which may be followed by a definition.
  auto *Before = const_cast<clang::FunctionDecl *>(F);
  Before->setHasSkippedBody(false);
  parseTokens(std::move(Definition));
  const clang::FunctionDecl *Parsed = nullptr;
  if (F->hasBody(Parsed) && !Parsed->isInvalidDecl())
    return Parsed;
  Before->setHasSkippedBody(true);
  return nullptr;
}
