// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Carries what functions do to their callers in other files, and judges the
// calls and callbacks where that meets a context which forbids it.
#ifndef GFPCHECK_LINK_LINKER_H
#define GFPCHECK_LINK_LINKER_H

#include "checks/Reporter.h"
#include "link/FormerLink.h"
#include "link/StackGraph.h"
#include <future>
#include <map>
#include <optional>
#include <tuple>

namespace gfpcheck::link {

class Linker {
public:
  /// P has been indexed. Former, if there is one, comes from the image that P
  /// began with; what it knows and still holds is not found out again.
  Linker(Program &P, const model::RuleSet &Rules,
         const checks::EngineOptions &Opts,
         std::unique_ptr<FormerLink> Former = nullptr);
  ~Linker();

  /// Bottom-up: what each function does beyond what its own unit knows.
  void propagate();
  /// Tells what only the whole program shows, in a fixed order.
  void judge(findings::FindingSink &Sink);

  /// What F does through other files, over Program::portable(). Read from its
  /// bytes, in linear time.
  std::shared_ptr<const summary::FunctionSummary> extra(FunctionId F) const {
    return read(Extra[F]);
  }
  /// Is there a body of this external function that says plainly whether it
  /// sleeps, so that hearsay does not count?
  bool knowsBetter(support::StringId Name) const;
  const CallTargets &targets() const { return Calls; }
  Program &program() { return P; }
  const Program &program() const { return P; }
  /// How many functions, and units, were not taken from the former link.
  size_t computed() const { return Computed; }
  size_t judged() const { return Judged; }

  // For the image of the program (Image.h).
  llvm::StringRef extraBytes(FunctionId F) const { return Extra[F]; }
  bool isExtraVague(FunctionId F) const { return ExtraVague[F]; }
  /// The functions that F was seen to hand to callees that call them.
  const llvm::DenseMap<FunctionId, std::vector<FunctionId>> &handed() const {
    return Handed;
  }
  /// What judge told of a unit, as JSON: an array.
  std::string findings(uint32_t Unit) const;
  /// The flags of a unit's kernel.
  const model::GfpDecoder &gfp(uint32_t Unit) const;

private:
  class Replay;
  /// A summary in Program::parts(); empty: it says nothing.
  using SummaryBytes = llvm::StringRef;

  std::shared_ptr<const summary::FunctionSummary>
  read(SummaryBytes Bytes) const;
  /// What F does as far as its own unit knows, without what tells callers
  /// nothing more.
  std::shared_ptr<const summary::FunctionSummary> own(FunctionId F) const;
  /// May T do anything that F, which calls it, has not seen in its own unit?
  bool addsTo(FunctionId F, size_t Call, FunctionId T) const;
  bool addsToAny(FunctionId F, size_t Call) const;
  bool addsAnything(FunctionId F) const;
  /// True if more is known of F than before.
  bool compute(FunctionId F);
  void compute(llvm::ArrayRef<FunctionId> Component);
  void propagateChanges(llvm::ArrayRef<std::vector<FunctionId>> Components);
  void takeFormer(FunctionId F, FunctionId Old);
  bool hearsayChanged() const;
  bool takeFormerFindings(uint32_t Unit);
  void judgeUnit(facts::TuFacts &Names, uint32_t Unit);
  /// What F does by calling its parameter, if that is Passed: parameter call
  /// Index of F, over Program::portable().
  std::shared_ptr<const summary::FunctionSummary>
  through(FunctionId F, uint32_t Index, FunctionId Passed);
  llvm::DenseMap<support::StringId, model::ContextMask>
  entryContexts(uint32_t Unit) const;
  void judgeCalls(checks::Reporter &R, const model::BugRule &Rule,
                  uint32_t Unit);
  void judgeRoots(checks::Reporter &R, const model::BugRule &Rule,
                  uint32_t Unit);
  void judgeHandovers(checks::Reporter &R, const model::BugRule &Rule,
                      uint32_t Unit);
  void beginStackDepth();
  void judgeStackDepth(findings::FindingSink &Sink);

  Program &P;
  const model::RuleSet &Rules;
  const checks::EngineOptions &Opts;
  CallTargets Calls;
  std::vector<std::optional<model::GfpDecoder>> Decoders; ///< By environment.
  std::vector<SummaryBytes> Extra;
  std::vector<bool> ExtraVague; ///< See FunctionHead::Vague.
  mutable llvm::DenseMap<const char *,
                         std::shared_ptr<const summary::FunctionSummary>>
      Read;
  mutable llvm::DenseMap<uint32_t,
                         std::shared_ptr<const summary::FunctionSummary>>
      Own; ///< By body.
  struct Passing {
    SummaryBytes Of; ///< What was known of the function passed.
    SummaryBytes Result;
  };
  std::map<std::tuple<FunctionId, uint32_t, FunctionId>, Passing> Through;
  llvm::DenseMap<FunctionId, std::vector<FunctionId>> Handed;
  std::vector<std::vector<findings::Finding>> Found; ///< By unit.
  std::unique_ptr<FormerLink> Former;
  std::optional<Changes> Diff; ///< If there is a former link that counts.
  size_t Computed = 0, Judged = 0;
  std::future<StackAnalysis> Stacks; ///< Made while functions are computed.
};

} // namespace gfpcheck::link

#endif
