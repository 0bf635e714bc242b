// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Embedded.h"
#include "driver/Analysis.h"
#include "driver/CheckFilter.h"
#include "driver/CheckRun.h"
#include "extract/Extract.h"
#include "findings/FindingJson.h"
#include "report/Suppressions.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::driver {

EmbeddedRun::EmbeddedRun(clang::Preprocessor &PP, Options Opts,
                         std::shared_ptr<const model::RuleSet> Rules)
    : Opts(std::move(Opts)), Rules(std::move(Rules)),
      Extractor(extract::makeExtractor(PP, extractOptions(*this->Rules))) {}

EmbeddedRun::~EmbeddedRun() = default;

std::vector<findings::Finding> EmbeddedRun::finish(clang::ASTContext &Context) {
  if (Context.getDiagnostics().hasUncompilableErrorOccurred() ||
      Context.getLangOpts().CPlusPlus)
    return {};
  std::vector<findings::Finding> Findings =
      analyse(*Extractor, Context, Opts, *Rules).Findings;
  findings::SourceExcerpt Excerpt =
      excerptOf(Context.getSourceManager(), Findings);
  llvm::erase_if(Findings, [&](const findings::Finding &F) {
    return report::suppressionOf(F, Excerpt).has_value();
  });
  return Findings;
}

static clang::FileID fileNamed(const clang::SourceManager &Sources,
                               llvm::StringRef Name) {
  if (Name.empty())
    return {};
  auto Ref = Sources.getFileManager().getOptionalFileRef(Name);
  return Ref ? Sources.translateFile(*Ref) : clang::FileID();
}

clang::SourceLocation locate(const clang::SourceManager &Sources,
                             const findings::Place &Where) {
  clang::FileID File = fileNamed(Sources, Where.File);
  if (File.isInvalid() || !Where.Line)
    return {};
  return Sources.translateLineCol(File, Where.Line, std::max(1u, Where.Column));
}

std::vector<clang::FixItHint> fixItHints(const clang::SourceManager &Sources,
                                         const findings::Fix &Fix) {
  std::vector<clang::FixItHint> Hints;
  for (const findings::Edit &E : Fix.Edits) {
    clang::FileID File = fileNamed(Sources, E.File);
    if (File.isInvalid() || E.End < E.Begin ||
        E.End > Sources.getBufferData(File).size())
      return {};
    clang::SourceLocation Start = Sources.getLocForStartOfFile(File);
    Hints.push_back(clang::FixItHint::CreateReplacement(
        clang::CharSourceRange::getCharRange(
            Start.getLocWithOffset(int(E.Begin)),
            Start.getLocWithOffset(int(E.End))),
        E.Text));
  }
  return Hints;
}

llvm::ArrayRef<std::pair<llvm::StringLiteral, llvm::StringLiteral>>
tidyOptions() {
  static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> All[] = {
      {"gfpcheck.Rules", "rules"},
      {"gfpcheck.MinConfidence", "min-confidence"},
      {"gfpcheck.KernelVersion", "kernel-version"},
      {"gfpcheck.FrameWarn", "frame-warn"},
      {"gfpcheck.PreemptRt", "preempt-rt"},
  };
  return All;
}

static llvm::Error badValue(llvm::StringRef Name, llvm::StringRef Value,
                            llvm::StringRef Expected) {
  return llvm::createStringError("option '" + Name + "': '" + Value +
                                 "' is not " + Expected);
}

llvm::Error setOption(Options &Opts, llvm::StringRef Name,
                      llvm::StringRef Value) {
  if (Name == "checks") {
    Opts.Checks = Value.str();
    return CheckFilter::parse(Value).takeError();
  }
  if (Name == "rules") {
    Opts.RulesDir = Value.str();
  } else if (Name == "min-confidence") {
    auto Confidence = findings::confidenceFromName(Value);
    if (!Confidence)
      return badValue(Name, Value, "low, medium or high");
    Opts.MinConfidence = *Confidence;
  } else if (Name == "kernel-version") {
    auto Version = parseKernelVersion(Value);
    if (!Version)
      return badValue(Name, Value, "of the form 6.12");
    Opts.KernelVersion = *Version;
  } else if (Name == "frame-warn") {
    if (Value.getAsInteger(10, Opts.FrameWarn))
      return badValue(Name, Value, "a number of bytes");
  } else if (Name == "preempt-rt") {
    Opts.PreemptRt = Value.empty() || Value == "1" || Value == "true";
  } else {
    return llvm::createStringError(
        "unknown option '" + Name +
        "'; there are checks, rules, min-confidence, kernel-version, "
        "frame-warn and preempt-rt");
  }
  return llvm::Error::success();
}

} // namespace gfpcheck::driver
