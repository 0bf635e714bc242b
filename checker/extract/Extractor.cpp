// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/Environment.h"
#include "extract/Extract.h"
#include "extract/FileScope.h"
#include "extract/Lowering.h"
#include "clang/AST/Decl.h"
#include "clang/Frontend/CompilerInstance.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using llvm::dyn_cast;

namespace {

class ClangExtractor : public Extractor, public facts::FactsProvider {
public:
  ClangExtractor(clang::Preprocessor &PP, ExtractOptions Opts)
      : PP(PP), Opts(std::move(Opts)),
        Strings(std::make_shared<support::StringPool>()),
        Log(std::make_shared<MacroLog>()) {
    MacroLog::listen(PP, this->Opts.IsMacroApi, Log);
  }

  facts::TuFacts finish(clang::ASTContext &Context) override;
  facts::FactsProvider &provider() override { return *this; }
  const facts::FunctionFacts *find(facts::StringId Name) override;

private:
  void collect(clang::ASTContext &Context, facts::TuFacts &Tu);

  clang::Preprocessor &PP;
  ExtractOptions Opts;
  std::shared_ptr<support::StringPool> Strings;
  std::shared_ptr<MacroLog> Log;
  std::unique_ptr<Unit> U;
  /// Functions with a body, by name.
  llvm::DenseMap<const clang::IdentifierInfo *, const clang::FunctionDecl *>
      Bodies;
  llvm::DenseMap<facts::StringId, std::unique_ptr<facts::FunctionFacts>> Found;
};

} // namespace

facts::TuFacts ClangExtractor::finish(clang::ASTContext &Context) {
  // What the environment expands is not part of the program: the log that the
  // preprocessor writes to goes away.
  Log = std::make_shared<MacroLog>(std::move(*Log));
  U = std::make_unique<Unit>(Context, *Strings, *Log, Opts.Heap);
  facts::TuFacts Tu;
  Tu.Strings = Strings;
  Tu.Files = U->Where.files();
  Tu.MainFile = U->Where.mainFile();
  Tu.Environment = readEnvironment(PP, Context, Opts);
  collect(Context, Tu);
  return Tu;
}

void ClangExtractor::collect(clang::ASTContext &Context, facts::TuFacts &Tu) {
  if (Context.getLangOpts().CPlusPlus)
    return;
  FileScope Scope(*U, Tu.Bindings);
  std::vector<const clang::FunctionDecl *> Own;
  for (const clang::Decl *D : Context.getTranslationUnitDecl()->decls()) {
    if (const auto *F = dyn_cast<clang::FunctionDecl>(D)) {
      if (!F->doesThisDeclarationHaveABody() || !F->getIdentifier())
        continue;
      if (U->Where.inMainFile(F->getLocation()))
        Own.push_back(F);
      Bodies[F->getIdentifier()] = F;
    } else if (const auto *V = dyn_cast<clang::VarDecl>(D)) {
      if (V->hasInit() && U->Where.inMainFile(V->getLocation()))
        Scope.variable(V);
    }
  }
  for (const clang::FunctionDecl *F : Own)
    Tu.Functions.push_back(lower(*U, F));
  for (auto [Var, Function] : U->StaticLocals)
    Scope.variable(Var, Function);
  Tu.Bindings.insert(Tu.Bindings.end(), U->Bindings.begin(), U->Bindings.end());
  for (size_t I = 0; I < Own.size(); ++I)
    Tu.Functions[I]->AddressTaken =
        U->FunctionsTaken.contains(Own[I]->getCanonicalDecl());
}

const facts::FunctionFacts *ClangExtractor::find(facts::StringId Name) {
  auto [It, New] = Found.try_emplace(Name);
  if (!New || !U)
    return It->second.get();
  auto Id = U->Context.Idents.find(Strings->str(Name));
  if (Id == U->Context.Idents.end())
    return nullptr;
  auto Body = Bodies.find(Id->second);
  if (Body == Bodies.end())
    return nullptr;
  auto Facts = lower(*U, Body->second);
  Facts->AddressTaken =
      U->FunctionsTaken.contains(Body->second->getCanonicalDecl());
  const facts::FunctionFacts *Result = Facts.get();
  Found[Name] = std::move(Facts);
  return Result;
}

std::unique_ptr<Extractor>
gfpcheck::extract::makeExtractor(clang::CompilerInstance &CI,
                                 ExtractOptions Opts) {
  return makeExtractor(CI.getPreprocessor(), std::move(Opts));
}

std::unique_ptr<Extractor>
gfpcheck::extract::makeExtractor(clang::Preprocessor &PP, ExtractOptions Opts) {
  return std::make_unique<ClangExtractor>(PP, std::move(Opts));
}
