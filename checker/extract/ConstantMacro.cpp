// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/ConstantMacro.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/OperatorPrecedence.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/LiteralSupport.h"

using namespace gfpcheck::extract;
namespace tok = clang::tok;

/// No flag or limit of a kernel needs more.
static constexpr size_t MaxTokens = 4096;
static constexpr unsigned MaxDepth = 200;

bool ConstantMacros::isMacro(llvm::StringRef Name) const {
  const clang::IdentifierInfo *Id = PP.getIdentifierInfo(Name);
  return Id && Id->hasMacroDefinition();
}

std::optional<int64_t> ConstantMacros::value(llvm::StringRef Name) {
  clang::IdentifierInfo *Id = PP.getIdentifierInfo(Name);
  if (!Id->hasMacroDefinition())
    return enumerator(Name);
  const clang::MacroInfo *Info = PP.getMacroInfo(Id);
  if (!Info || Info->isFunctionLike() || Info->getNumTokens() == 0)
    return std::nullopt;
  Tokens.clear();
  Next = 0;
  Depth = 0;
  if (!expand(Id, Tokens))
    return std::nullopt;
  std::optional<int64_t> Value = binary(clang::prec::Conditional);
  return peek().is(tok::eof) ? Value : std::nullopt;
}

std::optional<int64_t> ConstantMacros::inHeader(llvm::StringRef Header,
                                                llvm::StringRef Name) {
  clang::ConstSearchDirIterator Dir = nullptr;
  clang::OptionalFileEntryRef File = PP.getHeaderSearchInfo().LookupFile(
      Header, clang::SourceLocation(), /*isAngled=*/true, /*FromDir=*/nullptr,
      &Dir, /*Includers=*/{}, /*SearchPath=*/nullptr, /*RelativePath=*/nullptr,
      /*RequestingModule=*/nullptr, /*SuggestedModule=*/nullptr,
      /*IsMapped=*/nullptr, /*IsFrameworkFound=*/nullptr);
  if (!File)
    return std::nullopt;
  auto Buffer = PP.getFileManager().getBufferForFile(*File);
  if (!Buffer)
    return std::nullopt;
  for (llvm::StringRef Rest = (*Buffer)->getBuffer(); !Rest.empty();) {
    llvm::StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    int64_t Value = 0;
    if (Line.consume_front("#define ") && Line.consume_front(Name) &&
        !Line.trim().getAsInteger(0, Value))
      return Value;
  }
  return std::nullopt;
}

/// Lets the preprocessor expand the macro: that does pasting, arguments and
/// nested macros as the language wants it.
bool ConstantMacros::expand(clang::IdentifierInfo *Name,
                            llvm::SmallVectorImpl<clang::Token> &Out) {
  auto Input = std::make_unique<clang::Token[]>(2);
  Input[0].startToken();
  Input[0].setKind(tok::identifier);
  Input[0].setIdentifierInfo(Name);
  Input[0].setLocation(PP.getSourceManager().getLocForEndOfFile(
      PP.getSourceManager().getMainFileID()));
  Input[1].startToken();
  Input[1].setKind(tok::eof);
  Input[1].setLocation(Input[0].getLocation());
  PP.EnterTokenStream(std::move(Input), 2, /*DisableMacroExpansion=*/false,
                      /*IsReinject=*/false);
  clang::Token T;
  for (PP.Lex(T); T.isNot(tok::eof); PP.Lex(T))
    if (Out.size() <= MaxTokens)
      Out.push_back(T);
  bool Fits = Out.size() <= MaxTokens;
  Out.push_back(T);
  return Fits;
}

std::optional<int64_t> ConstantMacros::enumerator(llvm::StringRef Name) const {
  for (const clang::NamedDecl *D : Names.find(Name))
    if (const auto *E = llvm::dyn_cast<clang::EnumConstantDecl>(D))
      if (E->getInitVal().getSignificantBits() <= 64)
        return E->getInitVal().getExtValue();
  return std::nullopt;
}

const clang::Token &ConstantMacros::peek(unsigned Ahead) const {
  return Tokens[std::min(Next + Ahead, Tokens.size() - 1)];
}

static std::optional<int64_t> apply(tok::TokenKind Op, int64_t L, int64_t R) {
  switch (Op) {
  case tok::pipe:
    return L | R;
  case tok::amp:
    return L & R;
  case tok::caret:
    return L ^ R;
  case tok::plus:
    return int64_t(uint64_t(L) + uint64_t(R));
  case tok::minus:
    return int64_t(uint64_t(L) - uint64_t(R));
  case tok::star:
    return int64_t(uint64_t(L) * uint64_t(R));
  case tok::slash:
  case tok::percent:
    if (R == 0 || (L == INT64_MIN && R == -1))
      return std::nullopt;
    return Op == tok::slash ? L / R : L % R;
  case tok::lessless:
    return R < 0 || R > 63 ? std::nullopt
                           : std::optional(int64_t(uint64_t(L) << R));
  case tok::greatergreater:
    return R < 0 || R > 63 ? std::nullopt
                           : std::optional(int64_t(uint64_t(L) >> R));
  case tok::equalequal:
    return L == R;
  case tok::exclaimequal:
    return L != R;
  case tok::less:
    return L < R;
  case tok::greater:
    return L > R;
  case tok::lessequal:
    return L <= R;
  case tok::greaterequal:
    return L >= R;
  case tok::ampamp:
    return L && R;
  case tok::pipepipe:
    return L || R;
  default:
    return std::nullopt;
  }
}

std::optional<int64_t> ConstantMacros::binary(unsigned MinPrecedence) {
  if (++Depth > MaxDepth)
    return std::nullopt;
  std::optional<int64_t> L = unary();
  while (L) {
    tok::TokenKind Op = peek().getKind();
    unsigned Precedence = clang::getBinOpPrecedence(
        Op, /*GreaterThanIsOperator=*/true, /*CPlusPlus11=*/false);
    if (Precedence < MinPrecedence || Precedence == clang::prec::Unknown)
      break;
    ++Next;
    if (Op == tok::question) {
      std::optional<int64_t> Then = binary(clang::prec::Comma);
      if (!Then || peek().isNot(tok::colon))
        return std::nullopt;
      ++Next;
      std::optional<int64_t> Else = binary(clang::prec::Conditional);
      L = !Else ? std::nullopt : *L ? Then : Else;
      continue;
    }
    std::optional<int64_t> R = binary(Precedence + 1);
    L = R ? apply(Op, *L, *R) : std::nullopt;
  }
  --Depth;
  return L;
}

std::optional<int64_t> ConstantMacros::unary() {
  if (++Depth > MaxDepth)
    return std::nullopt;
  std::optional<int64_t> Result;
  tok::TokenKind Op = peek().getKind();
  switch (Op) {
  case tok::tilde:
  case tok::minus:
  case tok::plus:
  case tok::exclaim:
    ++Next;
    if (std::optional<int64_t> V = unary())
      Result = Op == tok::tilde   ? ~*V
               : Op == tok::minus ? int64_t(-uint64_t(*V))
               : Op == tok::plus  ? *V
                                  : int64_t(*V == 0);
    break;
  case tok::l_paren:
    if (startsType(peek(1))) {
      if (skipCast())
        Result = unary();
      break;
    }
    ++Next;
    Result = binary(clang::prec::Comma);
    if (peek().isNot(tok::r_paren))
      return std::nullopt;
    ++Next;
    break;
  default:
    Result = primary();
    break;
  }
  --Depth;
  return Result;
}

/// A type name: a keyword, or an identifier that names no constant.
bool ConstantMacros::startsType(const clang::Token &T) const {
  if (T.is(tok::identifier))
    return !enumerator(T.getIdentifierInfo()->getName());
  return T.isOneOf(tok::kw_int, tok::kw_unsigned, tok::kw_signed, tok::kw_long,
                   tok::kw_short, tok::kw_char, tok::kw__Bool, tok::kw_const);
}

bool ConstantMacros::skipCast() {
  for (++Next; peek().isNot(tok::r_paren); ++Next)
    if (!startsType(peek()))
      return false;
  ++Next;
  return true;
}

std::optional<int64_t> ConstantMacros::primary() {
  const clang::Token &T = peek();
  ++Next;
  if (T.is(tok::numeric_constant))
    return number(T);
  if (T.is(tok::identifier))
    return enumerator(T.getIdentifierInfo()->getName());
  return std::nullopt;
}

std::optional<int64_t> ConstantMacros::number(const clang::Token &T) {
  llvm::SmallString<32> Buffer;
  bool Invalid = false;
  llvm::StringRef Text = PP.getSpelling(T, Buffer, &Invalid);
  if (Invalid)
    return std::nullopt;
  clang::NumericLiteralParser Literal(Text, T.getLocation(),
                                      PP.getSourceManager(), PP.getLangOpts(),
                                      PP.getTargetInfo(), PP.getDiagnostics());
  llvm::APInt Value(64, 0);
  if (Literal.hadError || !Literal.isIntegerLiteral() ||
      Literal.GetIntegerValue(Value))
    return std::nullopt;
  return int64_t(Value.getZExtValue());
}
