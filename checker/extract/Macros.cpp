// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/Macros.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroArgs.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using clang::FileID;
using clang::SourceLocation;

namespace {

using Ranges = llvm::SmallVector<clang::SourceRange, 4>;

/// The first and last token of each argument among Tokens, which end with an
/// eof token. Only what a variadic macro takes has commas of its own.
void addRanges(const clang::Token *Tokens, bool Split, Ranges &To) {
  if (!Tokens)
    return;
  clang::SourceRange Range;
  bool Empty = true;
  for (int Depth = 0; Tokens->isNot(clang::tok::eof); ++Tokens) {
    if (Tokens->isOneOf(clang::tok::l_paren, clang::tok::l_brace))
      ++Depth;
    else if (Tokens->isOneOf(clang::tok::r_paren, clang::tok::r_brace))
      --Depth;
    else if (Split && Depth == 0 && Tokens->is(clang::tok::comma)) {
      To.push_back(Range);
      Range = {};
      Empty = false;
      continue;
    }
    if (Range.isInvalid())
      Range.setBegin(Tokens->getLocation());
    Range.setEnd(Tokens->getLocation());
  }
  // Nothing at all for a variadic parameter is no argument.
  if (Range.isValid() || !Split || !Empty)
    To.push_back(Range);
}

class Recorder : public clang::PPCallbacks {
public:
  Recorder(std::function<bool(llvm::StringRef)> IsApi,
           std::weak_ptr<MacroLog> Log)
      : IsApi(std::move(IsApi)), Log(std::move(Log)) {}

  void MacroExpands(const clang::Token &Name,
                    const clang::MacroDefinition &Definition,
                    clang::SourceRange Range,
                    const clang::MacroArgs *Args) override {
    const clang::IdentifierInfo *Id = Name.getIdentifierInfo();
    auto [It, New] = Known.try_emplace(Id, false);
    if (New)
      It->second = IsApi && IsApi(Id->getName());
    if (!It->second)
      return;
    std::shared_ptr<MacroLog> Open = Log.lock();
    if (!Open || Open->paused())
      return;
    MacroUse Use;
    Use.Name = Id;
    Use.Range = {Name.getLocation(), Range.getEnd()};
    const clang::MacroInfo *Info = Definition.getMacroInfo();
    unsigned Count = Args ? Args->getNumMacroArguments() : 0;
    for (unsigned I = 0; I < Count; ++I)
      addRanges(Args->getUnexpArgument(I),
                Info && Info->isVariadic() && I + 1 == Count, Use.Args);
    Open->add(std::move(Use));
  }

private:
  std::function<bool(llvm::StringRef)> IsApi;
  std::weak_ptr<MacroLog> Log;
  llvm::DenseMap<const clang::IdentifierInfo *, bool> Known;
};

} // namespace

void MacroLog::listen(clang::Preprocessor &PP,
                      std::function<bool(llvm::StringRef)> IsApi,
                      std::weak_ptr<MacroLog> Log) {
  PP.addPPCallbacks(
      std::make_unique<Recorder>(std::move(IsApi), std::move(Log)));
}

void MacroLog::add(MacroUse Use) {
  ByName[Use.Range.getBegin()] = Uses.size();
  Uses.push_back(std::move(Use));
}

const MacroUse *MacroLog::before(SourceLocation Where,
                                 const clang::SourceManager &SM) const {
  const MacroUse *Best = nullptr;
  for (const MacroUse &Use : Uses) {
    SourceLocation End = Use.Range.getEnd();
    if (End.isFileID() && End < Where && SM.isWrittenInSameFile(End, Where) &&
        (!Best || Best->Range.getEnd() < End))
      Best = &Use;
  }
  return Best;
}

support::StringId MacroStacks::nameOf(FileID Expansion) {
  auto [It, New] = Names.try_emplace(Expansion, 0);
  if (!New)
    return It->second;
  SourceLocation Used = SM.getSpellingLoc(
      SM.getSLocEntry(Expansion).getExpansion().getExpansionLocStart());
  auto [File, Offset] = SM.getDecomposedLoc(Used);
  unsigned Length = clang::Lexer::MeasureTokenLength(Used, SM, Lang);
  support::StringId Id =
      Strings.intern(SM.getBufferData(File).substr(Offset, Length));
  Names[Expansion] = Id;
  return Id;
}

std::vector<support::StringId> MacroStacks::names(SourceLocation Where) {
  std::vector<support::StringId> Stack;
  while (Where.isMacroID()) {
    if (!SM.isMacroArgExpansion(Where))
      Stack.push_back(nameOf(SM.getFileID(Where)));
    Where = SM.getImmediateMacroCallerLoc(Where);
  }
  std::reverse(Stack.begin(), Stack.end());
  return Stack;
}

FileID MacroStacks::api(SourceLocation Where) {
  llvm::SmallVector<FileID, 8> Path;
  FileID Found;
  while (Where.isMacroID()) {
    FileID Id = SM.getFileID(Where);
    if (auto It = Apis.find(Id); It != Apis.end()) {
      Found = It->second;
      break;
    }
    Path.push_back(Id);
    Where = SM.getImmediateMacroCallerLoc(Where);
  }
  for (FileID Id : llvm::reverse(Path)) {
    const auto &Expansion = SM.getSLocEntry(Id).getExpansion();
    if (Found.isInvalid() && !Expansion.isMacroArgExpansion() &&
        Log.at(Expansion.getExpansionLocStart()))
      Found = Id;
    Apis[Id] = Found;
  }
  return Found;
}

FileID MacroStacks::apiAround(SourceLocation Where) {
  while (Where.isMacroID()) {
    if (FileID Id = api(Where); Id.isValid())
      return Id;
    // For a token of an argument: where the body of the macro mentions it.
    Where = SM.getSLocEntry(SM.getFileID(Where))
                .getExpansion()
                .getExpansionLocStart();
  }
  return {};
}

const MacroUse &MacroStacks::use(FileID Api) const {
  return *Log.at(whereUsed(Api));
}

SourceLocation MacroStacks::whereUsed(FileID Api) const {
  return SM.getSLocEntry(Api).getExpansion().getExpansionLocStart();
}

bool MacroStacks::within(SourceLocation Where, FileID Api) const {
  llvm::SmallVector<SourceLocation, 8> Work{Where};
  for (unsigned Steps = 0; !Work.empty() && Steps < 64; ++Steps) {
    SourceLocation L = Work.pop_back_val();
    if (!L.isMacroID())
      continue;
    FileID Id = SM.getFileID(L);
    if (Id == Api)
      return true;
    const auto &Expansion = SM.getSLocEntry(Id).getExpansion();
    Work.push_back(Expansion.getExpansionLocStart());
    if (Expansion.isMacroArgExpansion())
      Work.push_back(SM.getImmediateSpellingLoc(L));
  }
  return false;
}

bool MacroStacks::beginsAt(SourceLocation Where, SourceLocation Written) const {
  while (Where != Written && Where.isMacroID()) {
    if (SM.isMacroArgExpansion(Where))
      Where = SM.getImmediateSpellingLoc(Where);
    else if (!SM.isAtStartOfImmediateMacroExpansion(Where, &Where))
      return false;
  }
  return Where == Written;
}

bool MacroStacks::endsAt(SourceLocation Where, SourceLocation Written) const {
  while (Where != Written && Where.isMacroID()) {
    if (SM.isMacroArgExpansion(Where)) {
      Where = SM.getImmediateSpellingLoc(Where);
      continue;
    }
    unsigned Length =
        clang::Lexer::MeasureTokenLength(SM.getSpellingLoc(Where), SM, Lang);
    if (!SM.isAtEndOfImmediateMacroExpansion(Where.getLocWithOffset(Length),
                                             &Where))
      return false;
  }
  return Where == Written;
}
