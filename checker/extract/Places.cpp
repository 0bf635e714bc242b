// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/Places.h"
#include "clang/Lex/Lexer.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using clang::FileID;
using clang::SourceLocation;

Places::Places(const clang::SourceManager &SM, const clang::LangOptions &Lang,
               const std::vector<std::string> &Precompiled)
    : SM(SM), Lang(Lang), Files{""}, IsSource{false}, FirstId{FileID()} {
  for (unsigned I = 1, N = SM.local_sloc_entry_size(); I < N; ++I) {
    const clang::SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (!Entry.isFile())
      continue;
    FileID Id = SM.getFileID(SourceLocation::getFromRawEncoding(
        SourceLocation::UIntTy(Entry.getOffset())));
    bool IsMain = Id == SM.getMainFileID();
    clang::OptionalFileEntryRef File = SM.getFileEntryRefForID(Id);
    if (!File && !IsMain)
      continue;
    llvm::StringRef Name = File ? File->getName() : "<stdin>";
    uint32_t Index = add(Name, IsMain || isSourceName(Name));
    if (FirstId[Index].isInvalid())
      FirstId[Index] = Id;
    Ids[Id] = Index;
  }
  size_t Own = Files.size();
  for (const std::string &Name : Precompiled)
    if (bool Source = isSourceName(Name); add(Name, Source) >= Own)
      PrecompiledSource |= Source;
}

uint32_t Places::add(llvm::StringRef Name, bool Source) {
  auto [It, New] = ByName.try_emplace(Name, uint32_t(Files.size()));
  if (New) {
    Files.push_back(Name.str());
    FirstId.push_back(FileID());
    IsSource.push_back(Source);
  }
  return It->second;
}

uint32_t Places::mainFile() const { return fileOf(SM.getMainFileID()); }

uint32_t Places::fileOf(FileID Id) const {
  if (Id.isInvalid())
    return 0;
  auto [It, New] = Ids.try_emplace(Id, 0);
  if (New && SM.isLoadedFileID(Id))
    if (auto File = SM.getFileEntryRefForID(Id)) {
      It->second = ByName.lookup(File->getName());
      if (FirstId[It->second].isInvalid())
        FirstId[It->second] = Id;
    }
  return It->second;
}

facts::Loc Places::loc(SourceLocation Where) {
  if (Where.isInvalid())
    return {};
  auto [Id, Offset] = SM.getDecomposedExpansionLoc(Where);
  uint32_t File = fileOf(Id);
  if (!File)
    return {};
  return {File, SM.getLineNumber(Id, Offset), SM.getColumnNumber(Id, Offset)};
}

bool Places::inMainFile(SourceLocation Where) {
  if (Where.isInvalid())
    return false;
  return IsSource[fileOf(SM.getFileID(SM.getExpansionLoc(Where)))];
}

SourceLocation Places::beginInFile(SourceLocation L) const {
  while (L.isMacroID()) {
    if (SM.isMacroArgExpansion(L))
      L = SM.getImmediateSpellingLoc(L);
    else if (!SM.isAtStartOfImmediateMacroExpansion(L, &L))
      return {};
  }
  return L;
}

SourceLocation Places::endInFile(SourceLocation L) const {
  while (L.isMacroID()) {
    if (SM.isMacroArgExpansion(L)) {
      L = SM.getImmediateSpellingLoc(L);
      continue;
    }
    unsigned Length =
        clang::Lexer::MeasureTokenLength(SM.getSpellingLoc(L), SM, Lang);
    if (!SM.isAtEndOfImmediateMacroExpansion(L.getLocWithOffset(Length), &L))
      return {};
  }
  return L;
}

facts::Span Places::span(clang::SourceRange Tokens) const {
  SourceLocation Begin = beginInFile(Tokens.getBegin());
  SourceLocation End = endInFile(Tokens.getEnd());
  if (Begin.isInvalid() || End.isInvalid())
    return {};
  auto [BeginFile, BeginOffset] = SM.getDecomposedLoc(Begin);
  auto [EndFile, EndOffset] = SM.getDecomposedLoc(End);
  if (BeginFile != EndFile || EndOffset < BeginOffset || !fileOf(BeginFile))
    return {};
  unsigned Length = clang::Lexer::MeasureTokenLength(End, SM, Lang);
  return {fileOf(BeginFile), BeginOffset, EndOffset + Length};
}

llvm::StringRef Places::text(const facts::Span &S) const {
  if (!S.valid())
    return {};
  llvm::StringRef Buffer = SM.getBufferData(FirstId[S.File]);
  return Buffer.slice(S.Begin, S.End);
}

facts::Span Places::withSemicolon(const facts::Span &S) const {
  if (!S.valid())
    return {};
  FileID Id = FirstId[S.File];
  llvm::StringRef Buffer = SM.getBufferData(Id);
  clang::Lexer Raw(SM.getLocForStartOfFile(Id), Lang, Buffer.begin(),
                   Buffer.begin() + S.End, Buffer.end());
  clang::Token Next;
  Raw.LexFromRawLexer(Next);
  if (Next.isNot(clang::tok::semi))
    return {};
  return {S.File, S.Begin, SM.getFileOffset(Next.getLocation()) + 1};
}

bool Places::nextTokenIs(SourceLocation Before, SourceLocation Next) const {
  std::optional<clang::Token> Token =
      clang::Lexer::findNextToken(Before, SM, Lang);
  return Token && Token->getLocation() == Next;
}
