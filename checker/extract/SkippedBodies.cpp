// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/SkippedBodies.h"
#include "extract/Macros.h"
#include "clang/AST/Decl.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Parse/Parser.h"
#include "clang/Sema/Sema.h"
#include "llvm/ADT/ScopeExit.h"

using namespace gfpcheck::extract;
using clang::SourceLocation;
using clang::Token;
namespace tok = clang::tok;

/// No function of a kernel is longer, with everything expanded.
static constexpr size_t MaxTokens = 100000;

SkippedBodies::SkippedBodies(clang::Preprocessor &PP, clang::Sema *Sema,
                             MacroLog &Log)
    : PP(PP), Sema(Sema), Log(Log), History(PP) {}

SkippedBodies::~SkippedBodies() {
  if (!Parser)
    return;
  Parser.reset();
  Sema->TUScope = nullptr; // It was the parser's.
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

/// The identifiers of one definition or declaration as it is written.
static llvm::SmallVector<clang::IdentifierInfo *, 0>
writtenNames(clang::Preprocessor &PP, clang::FileID File, unsigned Offset) {
  const clang::SourceManager &SM = PP.getSourceManager();
  llvm::StringRef Text = SM.getBufferData(File);
  clang::Lexer Raw(SM.getLocForStartOfFile(File), PP.getLangOpts(),
                   Text.begin(), Text.begin() + Offset, Text.end());
  llvm::SmallVector<clang::IdentifierInfo *, 0> Names;
  int Depth = 0;
  for (Token T; Names.size() < MaxTokens && !Raw.LexFromRawLexer(T);)
    if (T.is(tok::raw_identifier))
      Names.push_back(PP.getIdentifierInfo(T.getRawIdentifier()));
    else if (T.is(tok::l_brace))
      ++Depth;
    else if (T.is(tok::r_brace) && --Depth <= 0)
      break;
  return Names;
}

/// Lexes the definition where it stands, so that places and macros are those of
/// the header.
bool SkippedBodies::collect(const clang::FunctionDecl *F, Tokens &Out) {
  const clang::SourceManager &SM = PP.getSourceManager();
  SourceLocation Start = SM.getExpansionLoc(F->getOuterLocStart());
  auto [File, Offset] = SM.getDecomposedLoc(Start);
  if (File.isInvalid())
    return false;
  MacrosAt There(PP, History, Start, writtenNames(PP, File, Offset));
  // The preprocessor has left all files: this is what it comes back to.
  auto Bottom = std::make_unique<Token[]>(1);
  Bottom[0] = endToken();
  PP.EnterTokenStream(std::move(Bottom), 1, /*DisableMacroExpansion=*/true,
                      /*IsReinject=*/false);
  bool Found = !PP.EnterSourceFile(File, nullptr, SourceLocation()) &&
               lexDefinition(F, File, Offset, Out);
  for (Token T = endToken();;) {
    PP.Lex(T);
    if (T.is(tok::eof))
      return Found;
  }
}

bool SkippedBodies::lexDefinition(const clang::FunctionDecl *F,
                                  clang::FileID File, unsigned Offset,
                                  Tokens &Out) {
  const clang::SourceManager &SM = PP.getSourceManager();
  SourceLocation Start = SM.getComposedLoc(File, Offset);
  auto *Text = static_cast<clang::Lexer *>(PP.getCurrentLexer());
  Text->seek(Offset, /*IsAtStartOfLine=*/true);
  bool Found = false;
  do { // A macro may define several functions.
    Out.clear();
    Declaration Read = collectDeclaration(Out);
    if (Read == Declaration::EndOfFile)
      return false;
    Found = Read == Declaration::Complete && defines(Out, F->getIdentifier());
  } while (!Found && SM.getExpansionLoc(Out.back().getLocation()) == Start);
  Text->seek(unsigned(SM.getBufferData(File).size()), false);
  return Found;
}

void SkippedBodies::parseTokens(Tokens Definition) {
  Definition.push_back(endToken());
  auto Copy = std::make_unique<Token[]>(Definition.size());
  llvm::copy(Definition, Copy.get());
  PP.EnterTokenStream(std::move(Copy), unsigned(Definition.size()),
                      /*DisableMacroExpansion=*/true, /*IsReinject=*/true);
  if (!Parser) {
    Parser = std::make_unique<clang::Parser>(PP, *Sema,
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
  if (!F->hasSkippedBody() || !Sema)
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

void gfpcheck::extract::stepOverBody(clang::Preprocessor &PP,
                                     const clang::FunctionDecl *F) {
  // There is none inside a macro, and where the parser has looked ahead.
  auto *Text = static_cast<clang::Lexer *>(PP.getCurrentLexer());
  if (!Text || F->getLocation().isMacroID())
    return;
  const clang::SourceManager &SM = PP.getSourceManager();
  auto [File, Name] = SM.getDecomposedLoc(F->getLocation());
  unsigned Start = Text->getCurrentBufferOffset();
  llvm::StringRef Buffer = SM.getBufferData(File);
  if (Text->getFileID() != File || Start <= Name || Buffer[Start - 1] != '{')
    return;
  clang::Lexer Raw(SM.getLocForStartOfFile(File), PP.getLangOpts(),
                   Buffer.begin(), Buffer.begin() + Start, Buffer.end());
  unsigned Depth = 1;
  for (Token T; !Raw.LexFromRawLexer(T);) {
    if (T.is(tok::hash) && T.isAtStartOfLine())
      return; // What is between #if and #else need not be balanced.
    if (T.is(tok::l_brace)) {
      ++Depth;
    } else if (T.is(tok::r_brace) && --Depth == 0) {
      Text->seek(SM.getFileOffset(T.getLocation()), T.isAtStartOfLine());
      return;
    }
  }
}
