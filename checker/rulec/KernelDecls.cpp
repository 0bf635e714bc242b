// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rulec/KernelDecls.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace gfpcheck::rulec {

namespace {

/// Does a flag, or the flag and its next word, say how headers are read?
bool keepsFlag(llvm::StringRef Arg, bool &TakesNext) {
  TakesNext = Arg == "-I" || Arg == "-D" || Arg == "-U" || Arg == "-include" ||
              Arg == "-isystem" || Arg == "-iquote" || Arg == "-target" ||
              Arg == "-idirafter";
  return TakesNext || Arg.starts_with("-I") || Arg.starts_with("-D") ||
         Arg.starts_with("-U") || Arg.starts_with("-std=") ||
         Arg.starts_with("-isystem") || Arg.starts_with("--target=") ||
         Arg == "-nostdinc" || Arg == "-m64" || Arg == "-m32" ||
         Arg == "-fshort-wchar" || Arg == "-fshort-enums" ||
         Arg == "-funsigned-char";
}

std::vector<std::string> reduce(llvm::ArrayRef<std::string> Args) {
  std::vector<std::string> Out;
  for (size_t I = 1; I < Args.size(); ++I) {
    bool TakesNext = false;
    if (!keepsFlag(Args[I], TakesNext))
      continue;
    Out.push_back(Args[I]);
    if (TakesNext && I + 1 < Args.size())
      Out.push_back(Args[++I]);
  }
  return Out;
}

std::vector<std::string> argumentsOf(const llvm::json::Object &Entry) {
  std::vector<std::string> Out;
  if (const auto *List = Entry.getArray("arguments")) {
    for (const llvm::json::Value &V : *List)
      Out.push_back(V.getAsString().value_or("").str());
    return Out;
  }
  llvm::BumpPtrAllocator Alloc;
  llvm::StringSaver Saver(Alloc);
  llvm::SmallVector<const char *, 64> Words;
  llvm::cl::TokenizeGNUCommandLine(Entry.getString("command").value_or(""),
                                   Saver, Words);
  Out.assign(Words.begin(), Words.end());
  return Out;
}

ParamKind kindOf(clang::QualType T) {
  if (const auto *Typedef = T->getAs<clang::TypedefType>())
    if (Typedef->getDecl()->getName() == "gfp_t")
      return ParamKind::Gfp;
  if (T->isFunctionPointerType())
    return ParamKind::FunctionPointer;
  if (T->isRecordType())
    return ParamKind::Record;
  return T->isPointerType() || T->isArrayType() ? ParamKind::Pointer
                                                : ParamKind::Other;
}

class Collector : public clang::RecursiveASTVisitor<Collector> {
public:
  explicit Collector(KernelDecls &Out) : Out(Out) {}

  bool VisitFunctionDecl(clang::FunctionDecl *D) {
    if (!D->getIdentifier())
      return true;
    auto [It, New] = Out.Functions.try_emplace(D->getName());
    FunctionShape &F = It->second;
    if (!New && !F.Params.empty())
      return true;
    F.Variadic = D->isVariadic();
    F.ReturnsVoid = D->getReturnType()->isVoidType();
    for (const clang::ParmVarDecl *P : D->parameters())
      F.Params.push_back(kindOf(P->getOriginalType()));
    return true;
  }

  bool VisitFieldDecl(clang::FieldDecl *D) {
    clang::QualType T = D->getType();
    bool Pointer = T->isFunctionPointerType();
    if (!Pointer || !D->getIdentifier())
      return true;
    // The members of an unnamed struct belong to the one around it as well.
    for (const clang::DeclContext *C = D->getParent(); C; C = C->getParent()) {
      const auto *R = llvm::dyn_cast<clang::RecordDecl>(C);
      if (!R)
        break;
      Out.Slots.insert((R->getName() + "." + D->getName()).str());
    }
    return true;
  }

  bool VisitRecordDecl(clang::RecordDecl *D) {
    if (D->isThisDeclarationADefinition() && !D->getName().empty())
      Out.Structs.insert(D->getName());
    return true;
  }

  // Bodies say nothing here.
  bool TraverseStmt(clang::Stmt *) { return true; }

private:
  KernelDecls &Out;
};

} // namespace

llvm::Expected<HeaderFlags> readFlags(llvm::StringRef Dir, llvm::StringRef Tu) {
  llvm::SmallString<128> File(Dir);
  llvm::sys::path::append(File, "compile_commands.json");
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(), "cannot read " + File);
  auto Json = llvm::json::parse((*Buffer)->getBuffer());
  if (!Json)
    return Json.takeError();
  const llvm::json::Array *Entries = Json->getAsArray();
  if (!Entries)
    return llvm::createStringError(File + ": not a list of commands");
  for (const llvm::json::Value &V : *Entries) {
    const llvm::json::Object *Entry = V.getAsObject();
    if (!Entry)
      continue;
    llvm::StringRef Name = Entry->getString("file").value_or("");
    if (!Name.ends_with(".c") || !Name.ends_with(Tu))
      continue;
    return HeaderFlags{Entry->getString("directory").value_or(Dir).str(),
                       reduce(argumentsOf(*Entry))};
  }
  return llvm::createStringError(File + ": no command for '" + Tu + "'");
}

namespace {

/// Counts nothing but what ends the reading of a file.
class FatalOnly : public clang::DiagnosticConsumer {
public:
  bool Fatal = false;
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &) override {
    Fatal |= Level == clang::DiagnosticsEngine::Fatal;
  }
};

/// Identifiers in the macro's text that are followed by a parenthesis.
std::vector<std::string> calledBy(const clang::MacroInfo &Info) {
  std::vector<std::string> Out;
  llvm::ArrayRef<clang::Token> Tokens = Info.tokens();
  for (size_t I = 0; I + 1 < Tokens.size(); ++I)
    if (Tokens[I].isAnyIdentifier() && Tokens[I + 1].is(clang::tok::l_paren))
      Out.push_back(Tokens[I].getIdentifierInfo()->getName().str());
  return Out;
}

void collect(clang::ASTUnit &Unit, KernelDecls &Out) {
  Collector(Out).TraverseAST(Unit.getASTContext());
  clang::Preprocessor &PP = Unit.getPreprocessor();
  for (const auto &M : PP.macros())
    if (const clang::MacroInfo *Info = PP.getMacroInfo(M.first))
      Out.Macros[M.first->getName()] = calledBy(*Info);
}

} // namespace

void parseHeaders(const HeaderFlags &Flags, llvm::ArrayRef<std::string> Headers,
                  KernelDecls &Out, std::vector<std::string> &Unreadable) {
  if (Headers.empty())
    return;
  // Many headers need these before them and do not say so.
  std::string Code = "#include <linux/device.h>\n#include <linux/slab.h>\n"
                     "#include <linux/interrupt.h>\n#include <linux/acpi.h>\n"
                     "#include <linux/skbuff.h>\n";
  for (const std::string &H : Headers)
    Code += "#include <" + H + ">\n";
  std::vector<std::string> Args = Flags.Arguments;
  for (const char *Extra : {"-w", "-ferror-limit=0", "-fsyntax-only", "-Xclang",
                            "-skip-function-bodies"})
    Args.push_back(Extra);
  Args.push_back("-working-directory=" + Flags.Directory);
  FatalOnly Diagnostics;
  std::unique_ptr<clang::ASTUnit> Unit =
      clang::tooling::buildASTFromCodeWithArgs(
          Code, Args, "rules-verify.c", "rulec",
          std::make_shared<clang::PCHContainerOperations>(),
          clang::tooling::getClangStripDependencyFileAdjuster(),
          clang::tooling::FileContentMappings(), &Diagnostics);
  if (Unit && !Diagnostics.Fatal)
    return collect(*Unit, Out);
  if (Headers.size() == 1) {
    Unreadable.push_back(Headers[0]);
    if (Unit)
      collect(*Unit, Out);
    return;
  }
  // Nothing after a fatal error is read; find the header that gives it.
  Unit.reset();
  size_t Half = Headers.size() / 2;
  parseHeaders(Flags, Headers.take_front(Half), Out, Unreadable);
  parseHeaders(Flags, Headers.drop_front(Half), Out, Unreadable);
}

} // namespace gfpcheck::rulec
