// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Parse.h"
#include "driver/Arguments.h"
#include "driver/OverlayFiles.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendAction.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace gfpcheck::driver {

namespace {

/// Keeps the first errors of the compiler and counts the others. A warning that
/// a command or a pragma made an error is none.
class CompilerErrors : public clang::DiagnosticConsumer {
public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    if (Level < clang::DiagnosticsEngine::Error ||
        clang::DiagnosticIDs::isBuiltinWarningOrExtension(Info.getID()))
      return;
    if (++Count <= MaxKept)
      Messages.push_back(format(Info));
  }

  std::vector<std::string> take() {
    if (Count > MaxKept)
      Messages.push_back("and " + std::to_string(Count - MaxKept) + " more");
    return std::move(Messages);
  }
  bool any() const { return Count != 0; }

private:
  static constexpr unsigned MaxKept = 3;

  static std::string format(const clang::Diagnostic &Info) {
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    std::string Where;
    if (Info.hasSourceManager() && Info.getLocation().isValid()) {
      clang::PresumedLoc Loc = Info.getSourceManager().getPresumedLoc(
          Info.getSourceManager().getExpansionLoc(Info.getLocation()));
      if (Loc.isValid())
        Where = std::string(Loc.getFilename()) + ":" +
                std::to_string(Loc.getLine()) + ":" +
                std::to_string(Loc.getColumn()) + ": ";
    }
    return Where + Text.str().str();
  }

  std::vector<std::string> Messages;
  unsigned Count = 0;
};

class ParseAction : public clang::ASTFrontendAction {
public:
  using Maker = llvm::function_ref<std::unique_ptr<FileConsumer>(
      clang::CompilerInstance &)>;
  explicit ParseAction(Maker Make) : Make(Make) {}

protected:
  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &CI, llvm::StringRef) override {
    std::unique_ptr<FileConsumer> Made = Make(CI);
    Consumer = Made.get();
    return Made;
  }

  void ExecuteAction() override {
    clang::ASTFrontendAction::ExecuteAction();
    Consumer->finish(getCompilerInstance());
  }

private:
  Maker Make;
  FileConsumer *Consumer = nullptr;
};

/// The languages that the checker reads: C, preprocessed or not.
bool isC(const clang::CompilerInvocation &Invocation) {
  clang::InputKind Kind = Invocation.getFrontendOpts().Inputs[0].getKind();
  return Kind.getLanguage() == clang::Language::C;
}

/// Real files, or what stands in for them, with a working directory of their
/// own. Overlay has to outlive them.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
filesFrom(const std::string &Directory, const FileOverlay &Overlay,
          std::vector<std::string> &Errors) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files =
      layOver(llvm::vfs::createPhysicalFileSystem(), Overlay);
  if (std::error_code EC = Files->setCurrentWorkingDirectory(Directory)) {
    Errors.push_back("the command's directory '" + Directory +
                     "' cannot be entered: " + EC.message());
    return nullptr;
  }
  return Files;
}

} // namespace

ParseOutcome parse(
    const CompileCommand &Command,
    llvm::function_ref<std::unique_ptr<FileConsumer>(clang::CompilerInstance &)>
        MakeConsumer,
    const FileOverlay &Overlay) {
  ParseOutcome Outcome;
  auto Files = filesFrom(Command.Directory, Overlay, Outcome.Errors);
  if (!Files)
    return Outcome;
  auto Invocation =
      makeInvocation(Command, Files, Outcome.Dropped, Outcome.Errors);
  if (!Invocation)
    return Outcome;
  if (!isC(*Invocation)) {
    Outcome.Errors.push_back("not C; gfpcheck reads only C");
    return Outcome;
  }

  CompilerErrors Compiler;
  clang::CompilerInstance CI;
  CI.setInvocation(std::move(Invocation));
  CI.createDiagnostics(&Compiler, /*ShouldOwnClient=*/false);
  CI.createFileManager(clang::createVFSFromCompilerInvocation(
      CI.getInvocation(), CI.getDiagnostics(), Files));
  ParseAction Action(MakeConsumer);
  bool Ok = CI.ExecuteAction(Action);
  if (Compiler.any())
    Outcome.Errors = Compiler.take();
  else if (!Ok && CI.getDiagnostics().hasUncompilableErrorOccurred())
    Outcome.Errors.push_back("the file cannot be parsed");
  return Outcome;
}

} // namespace gfpcheck::driver
