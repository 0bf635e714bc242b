// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/Environment.h"
#include "extract/Extract.h"
#include "extract/FileScope.h"
#include "extract/Lowering.h"
#include "extract/SkippedBodies.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Serialization/ASTReader.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using llvm::dyn_cast;

namespace {

class ClangExtractor : public Extractor, public facts::FactsProvider {
public:
  ClangExtractor(clang::Preprocessor &PP, clang::CompilerInstance *CI,
                 ExtractOptions Opts)
      : PP(PP), CI(CI), Opts(std::move(Opts)),
        Strings(std::make_shared<support::StringPool>()),
        Log(std::make_shared<MacroLog>()) {
    MacroLog::listen(PP, this->Opts.IsMacroApi, Log);
  }

  bool shouldSkipFunctionBody(clang::Decl *D) override;
  facts::TuFacts finish(clang::ASTContext &Context) override;
  facts::FactsProvider &provider() override { return *this; }
  const facts::FunctionFacts *find(facts::StringId Name) override;

private:
  clang::Sema *sema(clang::ASTContext &Context) const;
  void collect(clang::ASTContext &Context, facts::TuFacts &Tu);
  std::vector<const clang::Decl *> declarations(clang::ASTContext &Context);
  const clang::FunctionDecl *definition(llvm::StringRef Name);
  /// F, or what becomes of it when its body is read; null without any.
  const clang::FunctionDecl *withBody(const clang::FunctionDecl *F);

  clang::Preprocessor &PP;
  clang::CompilerInstance *CI; ///< Null where the host does not show it.
  ExtractOptions Opts;
  std::shared_ptr<support::StringPool> Strings;
  std::shared_ptr<MacroLog> Log;
  llvm::DenseMap<clang::FileID, bool> IsSource;
  std::unique_ptr<Unit> U;
  std::unique_ptr<SkippedBodies> Skipped;
  /// Functions with a body, by name, be it one that was stepped over; those of
  /// a precompiled header when somebody has asked for them.
  llvm::DenseMap<const clang::IdentifierInfo *, const clang::FunctionDecl *>
      Bodies;
  llvm::DenseMap<facts::StringId, std::unique_ptr<facts::FunctionFacts>> Found;
};

} // namespace

bool ClangExtractor::shouldSkipFunctionBody(clang::Decl *D) {
  const auto *F = dyn_cast<clang::FunctionDecl>(D);
  if (!Opts.SkipBodies || !F || !F->getIdentifier())
    return false;
  const clang::SourceManager &SM = PP.getSourceManager();
  clang::FileID Id = SM.getFileID(SM.getExpansionLoc(F->getLocation()));
  auto [It, New] = IsSource.try_emplace(Id, false);
  if (New) {
    auto File = SM.getFileEntryRefForID(Id);
    It->second = Id == SM.getMainFileID() ||
                 (File && Places::isSourceName(File->getName()));
  }
  if (It->second)
    return false;
  stepOverBody(PP, F);
  return true;
}

/// Whoever can read a body after the end of the file.
clang::Sema *ClangExtractor::sema(clang::ASTContext &Context) const {
  if (CI && Opts.SkipBodies)
    return &CI->getSema();
  clang::ASTReader *Reader = preambleReader(PP, Context);
  return Reader ? Reader->getSema() : nullptr;
}

facts::TuFacts ClangExtractor::finish(clang::ASTContext &Context) {
  Log->pause(); // What the environment expands is not part of the program.
  U = std::make_unique<Unit>(PP, Context, *Strings, *Log, Opts.Heap);
  Skipped = std::make_unique<SkippedBodies>(PP, sema(Context), *Log);
  facts::TuFacts Tu;
  Tu.Strings = Strings;
  Tu.Files = U->Where.files();
  Tu.MainFile = U->Where.mainFile();
  Tu.Environment = readEnvironment(PP, Context, Opts);
  collect(Context, Tu);
  return Tu;
}

/// All at file scope; of a precompiled header only what has been read, since
/// reading all of it takes longer than everything else.
std::vector<const clang::Decl *>
ClangExtractor::declarations(clang::ASTContext &Context) {
  const clang::DeclContext *File = Context.getTranslationUnitDecl();
  std::vector<const clang::Decl *> All;
  if (Context.getExternalSource() && !U->Where.hasPrecompiledSource())
    llvm::append_range(All, File->noload_decls());
  else
    llvm::append_range(All, File->decls());
  return All;
}

const clang::FunctionDecl *
ClangExtractor::withBody(const clang::FunctionDecl *F) {
  return F->doesThisDeclarationHaveABody() ? F : Skipped->parse(F);
}

void ClangExtractor::collect(clang::ASTContext &Context, facts::TuFacts &Tu) {
  if (Context.getLangOpts().CPlusPlus)
    return;
  FileScope Scope(*U, Tu.Bindings);
  std::vector<const clang::FunctionDecl *> Own, Aliases;
  for (const clang::Decl *D : declarations(Context)) {
    if (const auto *F = dyn_cast<clang::FunctionDecl>(D)) {
      if (!F->getIdentifier())
        continue;
      bool IsOwn = U->Where.inMainFile(F->getLocation());
      const auto *Alias = F->getAttr<clang::AliasAttr>();
      if (IsOwn && Alias && !Alias->isInherited())
        Aliases.push_back(F);
      const clang::FunctionDecl *Body = F;
      if (!F->doesThisDeclarationHaveABody() && IsOwn)
        Body = withBody(F);
      if (!Body || !(Body->doesThisDeclarationHaveABody() ||
                     (Opts.SkipBodies && Body->hasSkippedBody())))
        continue;
      if (IsOwn)
        Own.push_back(Body);
      Bodies[F->getIdentifier()] = Body;
    } else if (const auto *V = dyn_cast<clang::VarDecl>(D)) {
      if (V->hasInit() && U->Where.inMainFile(V->getLocation()))
        Scope.variable(V);
    }
  }
  for (const clang::FunctionDecl *F : Own)
    Tu.Functions.push_back(lower(*U, F));
  for (const clang::FunctionDecl *F : Aliases)
    Tu.Functions.push_back(lowerAlias(*U, F));
  for (auto [Var, Function] : U->StaticLocals)
    Scope.variable(Var, Function);
  Tu.Bindings.insert(Tu.Bindings.end(), U->Bindings.begin(), U->Bindings.end());
  for (size_t I = 0; I < Own.size(); ++I)
    Tu.Functions[I]->AddressTaken =
        U->FunctionsTaken.contains(Own[I]->getCanonicalDecl());
}

const clang::FunctionDecl *ClangExtractor::definition(llvm::StringRef Name) {
  auto [It, New] = Bodies.try_emplace(&U->Context.Idents.get(Name), nullptr);
  if (It->second)
    return It->second = withBody(It->second);
  if (!New || !U->Context.getExternalSource())
    return nullptr;
  const clang::FunctionDecl *Body = nullptr;
  for (const clang::NamedDecl *D : U->Names.find(Name))
    if (const auto *F = dyn_cast<clang::FunctionDecl>(D))
      for (const clang::FunctionDecl *Any : F->redecls())
        if (Any->doesThisDeclarationHaveABody() || Any->hasSkippedBody()) {
          Body = withBody(Any);
          break;
        }
  return Bodies[&U->Context.Idents.get(Name)] = Body;
}

const facts::FunctionFacts *ClangExtractor::find(facts::StringId Name) {
  auto [It, New] = Found.try_emplace(Name);
  if (!New || !U)
    return It->second.get();
  const clang::FunctionDecl *Body = definition(Strings->str(Name));
  if (!Body)
    return nullptr;
  auto Facts = lower(*U, Body);
  Facts->AddressTaken = U->FunctionsTaken.contains(Body->getCanonicalDecl());
  const facts::FunctionFacts *Result = Facts.get();
  Found[Name] = std::move(Facts);
  return Result;
}

std::unique_ptr<Extractor>
gfpcheck::extract::makeExtractor(clang::CompilerInstance &CI,
                                 ExtractOptions Opts) {
  return std::make_unique<ClangExtractor>(CI.getPreprocessor(), &CI,
                                          std::move(Opts));
}

std::unique_ptr<Extractor>
gfpcheck::extract::makeExtractor(clang::Preprocessor &PP, ExtractOptions Opts) {
  return std::make_unique<ClangExtractor>(PP, nullptr, std::move(Opts));
}
