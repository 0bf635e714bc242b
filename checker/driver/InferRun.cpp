// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/InferRun.h"
#include "checks/SleepInAtomic.h"
#include "driver/AtomicFile.h"
#include "link/Infer.h"
#include "model/RuleSet.h"
#include "ruleio/Blob.h"
#include "ruleio/Load.h"
#include "ruleio/Rules.h"
#include "ruleio/WriteRules.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"

namespace gfpcheck::driver {

namespace {

using RulesPtr = std::shared_ptr<const model::RuleSet>;

/// The rules that inferred ones are laid over or compared with.
llvm::Expected<RulesPtr> rulesBelow(const InferRequest &Request) {
  if (Request.OverDir.empty())
    return loadRules(Request.Analysis);
  auto Data = ruleio::loadDirectory(Request.OverDir, {},
                                    /*WithInferred=*/false);
  if (!Data)
    return Data.takeError();
  return ruleio::openOwnedBlob(ruleio::writeBlob(*Data));
}

/// What of A a rule does not say already, or says on hearsay only.
std::optional<ruleio::RuleEntry> news(model::Api A, const model::Api *Rule) {
  ruleio::RuleEntry Entry{std::move(A), Rule != nullptr};
  model::Api &New = Entry.Api;
  // That it sleeps now and then is no news.
  if (New.Sleeps.What == model::When::Kind::Sometimes ||
      (Rule && (Rule->IsMacro || (Rule->KnownSleep && !Rule->isHearsay()))))
    New.KnownSleep = false;
  if (Rule && (Rule->Alloc || !Rule->Frees.empty()))
    New.Alloc.reset();
  if (Rule && !Rule->Context.empty())
    New.Context.clear();
  bool Any = New.KnownSleep || New.Alloc || !New.Context.empty();
  return Any ? std::optional(std::move(Entry)) : std::nullopt;
}

/// "/a/b/" with one '/' at its end.
std::string withSlash(std::string Folder) {
  while (!Folder.empty() && Folder.back() == '/')
    Folder.pop_back();
  return Folder + "/";
}

/// As a place in a report, with "file:line" relative to the root.
std::string compareText(llvm::ArrayRef<link::Disagreement> All) {
  std::string Text;
  for (const link::Disagreement &D : All)
    Text += llvm::formatv("{0}: '{1}': {2}\n", D.Source, D.Name, D.What).str();
  return Text;
}

std::string rulesText(std::vector<model::Api> Inferred,
                      const model::RuleSet &Below) {
  std::vector<ruleio::RuleEntry> Entries;
  for (model::Api &A : Inferred) {
    const model::Api *Rule = Below.byName(A.Name);
    // A macro's function speaks for the macro.
    if (!Rule && !Below.bySymbol(A.Name).empty())
      continue;
    if (auto Entry = news(std::move(A), Rule))
      Entries.push_back(std::move(*Entry));
  }
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  ruleio::writeRules(OS, Entries,
                     "Made by 'gfpcheck rules infer'. Put corrections into "
                     "files of your own.");
  return Text;
}

llvm::Error write(const std::string &File, llvm::StringRef Text) {
  if (!File.empty())
    return writeAtomically(File, Text);
  llvm::outs() << Text;
  llvm::outs().flush();
  if (!llvm::outs().has_error())
    return llvm::Error::success();
  std::string Why = llvm::outs().error().message();
  llvm::outs().clear_error();
  return llvm::createStringError("cannot write the rules: " + Why);
}

} // namespace

int runInfer(const InferRequest &Request) {
  auto Below = rulesBelow(Request);
  if (!Below)
    return fail(Below.takeError());
  link::InferOptions Opts;
  // A comparison is of all rules, whoever uses the function.
  Opts.Everything = Request.Everything || Request.Compare;
  Opts.AskCallers = !Request.Compare;
  if (const model::BugRule *Sleep = (*Below)->bug(checks::SleepInAtomicId))
    Opts.Forbidden = Sleep->Forbidden;
  if (!Request.Root.empty()) {
    llvm::SmallString<256> Root(Request.Root);
    llvm::sys::fs::make_absolute(Root);
    Opts.Root = withSlash(Root.str().str());
  }
  CheckRequest Check = Request;
  Check.OutputFile.clear();
  bool Complete = false;
  auto Inferred = inferRules(std::move(Check), Opts, Complete);
  if (!Inferred)
    return ExitFailed;
  if (!Request.Compare) {
    if (llvm::Error E =
            write(Request.OutputFile, rulesText(std::move(*Inferred), **Below)))
      return fail(std::move(E));
    return Complete ? ExitClean : ExitFailed;
  }
  std::vector<link::Disagreement> All = link::compareRules(*Inferred, **Below);
  if (llvm::Error E = write(Request.OutputFile, compareText(All)))
    return fail(std::move(E));
  llvm::errs() << All.size() << " disagreement" << (All.size() == 1 ? "" : "s")
               << " between " << Inferred->size()
               << " functions and the rules\n";
  if (!Complete)
    return ExitFailed;
  return All.empty() ? ExitClean : ExitFindings;
}

} // namespace gfpcheck::driver
