// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/MacrosAt.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace gfpcheck::extract;
using clang::IdentifierInfo;
using clang::MacroDirective;
using clang::MacroInfo;

const MacroDirective *MacroHistory::last(const IdentifierInfo *Name) {
  auto [It, New] = Last.try_emplace(Name, nullptr);
  // Asked once: what MacrosAt puts in later is no history.
  if (New && Name->hadMacroDefinition())
    It->second = PP.getLocalMacroDirectiveHistory(Name);
  return It->second;
}

const MacroInfo *MacroHistory::at(const IdentifierInfo *Name,
                                  clang::SourceLocation Where) {
  const MacroDirective *D = last(Name);
  if (!D)
    return nullptr;
  auto Definition = D->findDirectiveAtLoc(Where, PP.getSourceManager());
  return Definition ? Definition.getMacroInfo() : nullptr;
}

const MacroInfo *MacroHistory::atEnd(const IdentifierInfo *Name) {
  const MacroDirective *D = last(Name);
  if (!D)
    return nullptr;
  auto Definition = D->getDefinition();
  return Definition && !Definition.isUndefined() ? Definition.getMacroInfo()
                                                 : nullptr;
}

MacrosAt::MacrosAt(clang::Preprocessor &PP, MacroHistory &History,
                   clang::SourceLocation Where,
                   llvm::ArrayRef<IdentifierInfo *> Text)
    : PP(PP), History(History), Where(Where) {
  llvm::SmallPtrSet<const IdentifierInfo *, 32> Seen;
  llvm::SmallVector<IdentifierInfo *, 32> Work(Text.begin(), Text.end());
  while (!Work.empty()) {
    IdentifierInfo *Name = Work.pop_back_val();
    if (!Name->hadMacroDefinition() || !Seen.insert(Name).second)
      continue;
    const MacroInfo *Then = History.at(Name, Where);
    if (Then != History.atEnd(Name)) {
      set(Name, Then);
      Changed.push_back(Name);
    }
    if (Then)
      for (const clang::Token &T : Then->tokens())
        if (IdentifierInfo *Inner = T.getIdentifierInfo())
          Work.push_back(Inner);
  }
}

MacrosAt::~MacrosAt() {
  for (IdentifierInfo *Name : Changed)
    set(Name, History.atEnd(Name));
}

void MacrosAt::set(IdentifierInfo *Name, const MacroInfo *To) {
  if (To)
    PP.appendDefMacroDirective(Name, const_cast<MacroInfo *>(To));
  else if (Name->hasMacroDefinition())
    PP.appendMacroDirective(Name, new (PP.getPreprocessorAllocator())
                                      clang::UndefMacroDirective(Where));
}
