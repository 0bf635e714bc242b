// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs one function's facts to a fixpoint of states per block, then walks all
// of them once more for those who judge. Judges nothing itself.
#ifndef GFPCHECK_ANALYSIS_SIMULATION_H
#define GFPCHECK_ANALYSIS_SIMULATION_H

#include "analysis/CallModel.h"

namespace gfpcheck::analysis {

/// The place that Return events write and exits read.
facts::ExprId returnPlace(facts::ExprTable &Exprs);

/// An allocation this function has in hand without a check.
struct Site {
  FreshMemory Fresh;
  facts::Loc Where; ///< In this function.
  uint32_t EventIndex = 0;
};

/// Watches the fixpoint being walked. A callback can come several times for
/// one event, once for each state.
class Observer {
public:
  virtual ~Observer() = default;
  /// Before the call takes effect.
  virtual void call(const State &S, const CallSite &Site,
                    const ResolvedCall &Resolved) {}
  /// Pointer (canonical) is about to be followed.
  virtual void deref(const State &S, const facts::Event &E,
                     facts::ExprId Pointer) {}
  /// The function returns; the value is at returnPlace().
  virtual void exit(const State &S, const facts::Block &B) {}
};

/// Bounds that keep a hostile function affordable.
struct Limits {
  unsigned StatesPerProperty = 3; ///< Kept apart before values are joined.
  unsigned StatesPerBlock = 24;
  unsigned EventBudget = 400000; ///< Events simulated before giving up.
  /// Values of all states at the entries of blocks, of about 70 bytes each.
  size_t ValueBudget = 6'000'000;
};

class Simulation {
public:
  Simulation(const facts::FunctionFacts &F, CallModel &Calls,
             const Limits &L = {});

  /// Runs to the fixpoint. Returns false if a limit made it give up, in which
  /// case what was seen so far still holds but is not all.
  bool run();
  /// Walks all states of all blocks, in reverse post-order.
  void observe(llvm::ArrayRef<Observer *> Observers);

  Evaluator &evaluator() { return Eval; }
  facts::ExprTable &exprs() { return Exprs; }
  const facts::FunctionFacts &function() const { return F; }
  const Site &site(SiteId S) const { return Sites[(S & ~ErrorSite) - 1]; }

private:
  struct Entry {
    State S;
    bool Dirty = true;
  };
  using StateSet = std::vector<Entry>;

  void order();
  void findResults();
  bool add(StateSet &To, State S, unsigned PerProperty, bool Widen);
  std::vector<State> transfer(uint32_t Block, const State &In,
                              llvm::ArrayRef<Observer *> Observers);
  void step(std::vector<State> &States, uint32_t EventIndex,
            llvm::ArrayRef<Observer *> Observers);
  void call(std::vector<State> &Out, State S, uint32_t EventIndex,
            llvm::ArrayRef<Observer *> Observers);
  bool applyOutcome(State &S, const Outcome &O, const ResolvedCall &R,
                    const CallSite &Site, unsigned Which);
  void spoilArguments(State &S, const CallSite &Site, const ResolvedCall &R);
  void store(State &S, facts::ExprId Place, const Value &V);
  void dropDeadSites(State &S);
  SiteId siteFor(uint32_t EventIndex, unsigned Which, const FreshMemory &Fresh,
                 facts::Loc Where);
  void flow(uint32_t Block, State S);

  const facts::FunctionFacts &F;
  CallModel &Calls;
  Limits Bounds;
  facts::ExprTable Exprs;
  Evaluator Eval;
  facts::ExprId Return;
  std::vector<facts::ExprId> Results; ///< The Temp of each event; 0 if unused.
  std::vector<StateSet> AtEntry;
  std::vector<uint32_t> Order;    ///< Blocks in reverse post-order.
  std::vector<uint32_t> Position; ///< Of each block in Order.
  std::vector<bool> LoopHead;
  std::vector<unsigned> Visits;
  std::vector<Site> Sites;
  llvm::DenseMap<uint64_t, SiteId> SiteIds;
  unsigned EventsLeft;
  size_t ValuesLeft;
};

} // namespace gfpcheck::analysis

#endif
