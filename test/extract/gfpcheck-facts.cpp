// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints the facts of a C file, for tests and for looking at:
//   gfpcheck-facts [options] file.c [-- compiler arguments]
//   gfpcheck-facts file.facts
#include "extract/Extract.h"
#include "facts/FactsText.h"
#include "facts/FactsVerifier.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"

using namespace gfpcheck;
namespace cl = llvm::cl;

namespace {

struct Settings {
  cl::opt<std::string> File{cl::Positional, cl::Required, cl::desc("FILE")};
  cl::list<std::string> Functions{
      "function", cl::desc("Print only this function, from a header too")};
  cl::list<std::string> MacroApis{
      "macro-api", cl::desc("Treat this macro as an operation of its own")};
  cl::list<std::string> Constants{"constant", cl::desc("Evaluate this name")};
  cl::list<std::string> GfpFlags{"gfp", cl::desc("Evaluate this GFP flag")};
  cl::list<std::string> Heap{
      "heap", cl::CommaSeparated,
      cl::desc("allocate,free,no-memory: prepare fixes for the stack")};
  cl::opt<bool> Everything{"all", cl::desc("Print files and bindings too")};
  cl::opt<bool> Bindings{"bindings", cl::desc("Print bindings only")};
  cl::opt<bool> Headers{"headers",
                        cl::desc("Also functions of headers that are called")};
  cl::opt<bool> Quiet{"quiet", cl::desc("Verify and print times only")};
  cl::opt<bool> RoundTrip{"round-trip",
                          cl::desc("Parse what is printed and print it again")};
};

/// CPU time of this process in seconds.
double now() {
  llvm::sys::TimePoint<> Elapsed;
  std::chrono::nanoseconds User, System;
  llvm::sys::Process::GetTimeUsage(Elapsed, User, System);
  return double((User + System).count()) / 1e9;
}

class Consumer : public clang::ASTConsumer {
public:
  Consumer(clang::CompilerInstance &CI, const Settings &S, int &Status)
      : S(S), Status(Status), Start(now()) {
    extract::ExtractOptions Opts;
    Opts.Constants.assign(S.Constants.begin(), S.Constants.end());
    Opts.GfpFlags.assign(S.GfpFlags.begin(), S.GfpFlags.end());
    if (S.Heap.size() == 3)
      Opts.Heap = {S.Heap[0], S.Heap[1], S.Heap[2]};
    std::vector<std::string> Apis(S.MacroApis.begin(), S.MacroApis.end());
    Opts.IsMacroApi = [Apis](llvm::StringRef Name) {
      return llvm::is_contained(Apis, Name);
    };
    E = extract::makeExtractor(CI, std::move(Opts));
  }

  void HandleTranslationUnit(clang::ASTContext &Context) override {
    double Parsed = now();
    facts::TuFacts Tu = E->finish(Context);
    std::vector<const facts::FunctionFacts *> Chosen;
    for (const auto &F : Tu.Functions)
      Chosen.push_back(F.get());
    if (S.Headers)
      addCallees(Tu, Chosen);
    double Done = now();
    if (!S.Functions.empty())
      choose(Tu, Chosen);
    for (const facts::FunctionFacts *F : Chosen)
      if (auto Error = facts::verify(*F, *Tu.Strings, Tu.Files.size()))
        fail(llvm::toString(std::move(Error)));
    show(Tu, Chosen);
    if (S.RoundTrip)
      roundTrip(Tu);
    if (S.Quiet)
      llvm::outs() << "functions " << Chosen.size() << " parse "
                   << Parsed - Start << " extract " << Done - Parsed << '\n';
  }

private:
  void addCallees(const facts::TuFacts &Tu,
                  std::vector<const facts::FunctionFacts *> &Chosen) {
    llvm::DenseMap<facts::StringId, bool> Seen;
    for (const facts::FunctionFacts *F : Chosen)
      Seen[F->Name] = true;
    for (size_t I = 0; I < Chosen.size(); ++I)
      for (const facts::CallInfo &C : Chosen[I]->Calls)
        if (C.Callee && Seen.try_emplace(C.Callee, true).second)
          if (const facts::FunctionFacts *F = E->provider().find(C.Callee))
            Chosen.push_back(F);
  }

  void choose(const facts::TuFacts &Tu,
              std::vector<const facts::FunctionFacts *> &Chosen) {
    Chosen.clear();
    for (const std::string &Name : S.Functions) {
      const facts::FunctionFacts *F = nullptr;
      for (const auto &Own : Tu.Functions)
        if (Tu.Strings->str(Own->Name) == Name)
          F = Own.get();
      if (!F)
        F = E->provider().find(Tu.Strings->intern(Name));
      if (!F)
        fail("no function '" + Name + "' with a body");
      else
        Chosen.push_back(F);
    }
  }

  void show(const facts::TuFacts &Tu,
            llvm::ArrayRef<const facts::FunctionFacts *> Chosen) {
    if (S.Quiet)
      return;
    if (S.Everything || S.Bindings) {
      facts::TuFacts Head;
      Head.Strings = Tu.Strings;
      Head.Bindings = Tu.Bindings;
      if (S.Everything) {
        Head.Files = Tu.Files;
        Head.MainFile = Tu.MainFile;
        Head.Environment = Tu.Environment;
      }
      facts::print(llvm::outs(), Head);
    }
    if (!S.Bindings)
      for (const facts::FunctionFacts *F : Chosen)
        facts::print(llvm::outs(), *F, *Tu.Strings);
  }

  void roundTrip(const facts::TuFacts &Tu) {
    std::string First, Second;
    {
      llvm::raw_string_ostream OS(First);
      facts::print(OS, Tu);
    }
    llvm::Expected<facts::TuFacts> Again = facts::parse(First);
    if (!Again)
      return fail("printed facts do not parse: " +
                  llvm::toString(Again.takeError()));
    llvm::raw_string_ostream OS(Second);
    facts::print(OS, *Again);
    if (First != Second)
      fail("facts change when they are printed and parsed: first\n" +
           differingLine(First, Second));
  }

  static std::string differingLine(llvm::StringRef A, llvm::StringRef B) {
    while (!A.empty() || !B.empty()) {
      auto [LineA, RestA] = A.split('\n');
      auto [LineB, RestB] = B.split('\n');
      if (LineA != LineB)
        return (LineA + "\nthen\n" + LineB).str();
      A = RestA;
      B = RestB;
    }
    return "";
  }

  void fail(const std::string &Why) {
    llvm::errs() << "gfpcheck-facts: " << Why << '\n';
    Status = 1;
  }

  const Settings &S;
  int &Status;
  double Start;
  std::unique_ptr<extract::Extractor> E;
};

class Action : public clang::ASTFrontendAction {
public:
  Action(const Settings &S, int &Status) : S(S), Status(Status) {}
  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &CI, llvm::StringRef) override {
    return std::make_unique<Consumer>(CI, S, Status);
  }

private:
  const Settings &S;
  int &Status;
};

/// Facts that are text already are parsed and printed.
int showText(const std::string &File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer) {
    llvm::errs() << File << ": " << Buffer.getError().message() << '\n';
    return 1;
  }
  llvm::Expected<facts::TuFacts> Tu = facts::parse((*Buffer)->getBuffer());
  if (!Tu) {
    llvm::errs() << File << ':' << llvm::toString(Tu.takeError()) << '\n';
    return 1;
  }
  facts::print(llvm::outs(), *Tu);
  return 0;
}

} // namespace

int main(int argc, const char **argv) {
  std::string Error;
  std::unique_ptr<clang::tooling::FixedCompilationDatabase> Fixed =
      clang::tooling::FixedCompilationDatabase::loadFromCommandLine(argc, argv,
                                                                    Error);
  Settings S;
  cl::ParseCommandLineOptions(argc, argv, "Prints the facts of a C file.\n");
  if (llvm::StringRef(S.File).ends_with(".facts"))
    return showText(S.File);
  std::vector<std::string> Args{"clang", "-fsyntax-only"};
  if (Fixed) {
    auto Commands = Fixed->getCompileCommands(S.File);
    if (!Commands.empty())
      for (size_t I = 1; I + 1 < Commands[0].CommandLine.size(); ++I)
        if (Commands[0].CommandLine[I] != "--")
          Args.push_back(Commands[0].CommandLine[I]);
  }
  Args.push_back(S.File);
  int Status = 0;
  llvm::IntrusiveRefCntPtr<clang::FileManager> Files(
      new clang::FileManager(clang::FileSystemOptions()));
  clang::tooling::ToolInvocation Run(
      Args, std::make_unique<Action>(S, Status), Files.get());
  bool Compiled = Run.run();
  return Status ? Status : Compiled ? 0 : 1;
}
