// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/KbuildRun.h"
#include "driver/CheckFilter.h"
#include "driver/ResultJson.h"
#include "model/RuleSet.h"
#include "report/Report.h"
#include "report/Suppressions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace gfpcheck::driver {

namespace {

/// Macros that make headers speak to sparse, with its own attributes.
constexpr llvm::StringLiteral SparseMacros[] = {
    "-D__CHECKER__", "-D__CHECKER__=1", "-D__CHECK_ENDIAN__"};
/// Options of sparse alone that are followed by a value.
constexpr llvm::StringLiteral SparseOptionsWithValue[] = {
    "-gcc-base-dir", "-multiarch-dir", "-max-warnings"};
/// Options of sparse alone; its warnings are dropped with all other warnings.
constexpr llvm::StringLiteral SparseOptions[] = {
    "--arch=", "--os=", "-fdump-ir", "-fmem-report", "-fmax-warnings="};

/// Everything for standard error, so that the lines of files that are checked
/// at the same time stay together.
class Messages {
public:
  ~Messages() { llvm::errs() << Text; }
  llvm::raw_ostream &out() { return OS; }
  void problem(llvm::StringRef File, llvm::StringRef Why) {
    OS << "gfpcheck: not checked: ";
    if (!File.empty())
      OS << File << ": ";
    OS << Why << '\n';
  }

private:
  std::string Text;
  llvm::raw_string_ostream OS{Text};
};

class KbuildRun {
public:
  KbuildRun(const KbuildRequest &Request) : Request(Request) {}

  int run() {
    auto Rules = loadRules(Request.Analysis);
    if (!Rules)
      return failed("", llvm::toString(Rules.takeError()));
    auto Filter = CheckFilter::parse(Request.Analysis.Checks);
    if (!Filter)
      return failed("", llvm::toString(Filter.takeError()));
    if (llvm::Error E = Filter->validate(**Rules))
      return failed("", llvm::toString(std::move(E)));
    auto Command = kbuildCommand(Request);
    if (!Command)
      return failed("", llvm::toString(Command.takeError()));
    JobResult Job;
    if (int Signal = runJobs(
            1, Request.Limits,
            [&](size_t) {
              return packResult(checkFile(*Command, Request.Analysis, *Rules));
            },
            [&](size_t, JobResult Done) { Job = std::move(Done); },
            [](size_t) {}))
      return 128 + Signal;
    if (Job.How != JobResult::Status::Done)
      return failed(Command->File, describeFailure(Job, Request.Limits));
    auto Result = unpackResult(Job.Payload);
    if (!Result)
      return failed(Command->File, llvm::toString(Result.takeError()));
    if (!Result->Errors.empty())
      return failed(Command->File, Result->Errors.front());
    return tell(*Result, **Rules, Command->Directory);
  }

private:
  int failed(llvm::StringRef File, llvm::StringRef Why) {
    Out.problem(File, Why);
    return Request.FailOn ? ExitFailed : ExitClean;
  }

  int tell(const TuResult &Result, const model::RuleSet &Rules,
           const std::string &Directory) {
    report::RunContext Context;
    Context.WorkingDirectory = Directory;
    Context.Rules = Rules.bugs();
    auto Reporter = report::makeTextReporter(Out.out(), std::move(Context));
    bool Fails = false;
    for (const findings::Finding &F : Result.Findings) {
      if (report::suppressionOf(F, Result.Excerpt))
        continue;
      Reporter->add({F, Result.Excerpt, std::nullopt});
      Fails |= Request.FailOn && F.Severity >= *Request.FailOn;
    }
    Reporter->finish({});
    return Fails ? ExitFindings : ExitClean;
  }

  const KbuildRequest &Request;
  Messages Out;
};

} // namespace

llvm::Expected<CompileCommand> kbuildCommand(const KbuildRequest &Request) {
  if (Request.Arguments.empty() ||
      llvm::StringRef(Request.Arguments.back()).starts_with("-"))
    return llvm::createStringError(
        "the last argument has to be the file: make calls this, with C=1 "
        "CHECK=\"gfpcheck kbuild\"");
  CompileCommand Command;
  Command.Directory = workingDirectory();
  Command.File = Request.Arguments.back();
  Command.Arguments.push_back(Request.Compiler.empty() ? "cc"
                                                       : Request.Compiler);
  for (size_t I = 0; I + 1 < Request.Arguments.size(); ++I) {
    llvm::StringRef Argument = Request.Arguments[I];
    if (llvm::is_contained(SparseOptionsWithValue, Argument))
      ++I;
    else if (!llvm::is_contained(SparseMacros, Argument) &&
             llvm::none_of(SparseOptions, [&](llvm::StringRef Option) {
               return Argument.starts_with(Option);
             }))
      Command.Arguments.push_back(Argument.str());
  }
  Command.Arguments.push_back("-c");
  Command.Arguments.push_back(Command.File);
  return Command;
}

int runKbuild(const KbuildRequest &Request) { return KbuildRun(Request).run(); }

} // namespace gfpcheck::driver
