// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/Renumber.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using facts::Event;
using facts::EventKind;
using facts::Expr;
using facts::ExprId;
using facts::ExprKind;

namespace {

class Renumbering {
public:
  explicit Renumbering(facts::FunctionFacts &F)
      : F(F), Used(unsigned(F.Exprs.size())) {}

  void run(llvm::ArrayRef<EventList> Lists);

private:
  template <typename Visitor> void visitExprs(Visitor Visit);
  void moveEvents(llvm::ArrayRef<EventList> Lists);
  void moveChecks();
  void mark(ExprId E);
  void rebuild();

  facts::FunctionFacts &F;
  llvm::BitVector Used;
  llvm::DenseMap<int64_t, int64_t> NewEvent; ///< By the old number.
  std::vector<ExprId> NewExpr;
};

void Renumbering::moveEvents(llvm::ArrayRef<EventList> Lists) {
  std::vector<Event> Events;
  std::vector<facts::CallInfo> Calls;
  for (size_t B = 0; B < Lists.size(); ++B) {
    F.Blocks[B].FirstEvent = Lists[B].empty() ? 0 : uint32_t(Events.size());
    F.Blocks[B].EventCount = uint32_t(Lists[B].size());
    for (uint32_t Old : Lists[B]) {
      Event E = F.Events[Old];
      NewEvent[Old] = int64_t(Events.size());
      if (E.Kind == EventKind::Call) {
        Calls.push_back(std::move(F.Calls[E.Call]));
        E.Call = uint32_t(Calls.size() - 1);
      }
      Events.push_back(E);
    }
  }
  F.Events = std::move(Events);
  F.Calls = std::move(Calls);
  // A merged value is named after the first event that assigns it.
  llvm::BitVector Named(unsigned(F.Exprs.size()));
  for (size_t I = 0; I < F.Events.size(); ++I) {
    ExprId Target = F.Events[I].Target;
    if (F.Events[I].Kind != EventKind::Assign || Named.test(Target) ||
        F.Exprs[Target].Kind != ExprKind::Temp)
      continue;
    Named.set(Target);
    NewEvent[F.Exprs[Target].Value] = int64_t(I);
  }
}

template <typename Visitor> void Renumbering::visitExprs(Visitor Visit) {
  for (Event &E : F.Events) {
    Visit(E.Target);
    Visit(E.Value);
  }
  for (facts::CallInfo &C : F.Calls) {
    Visit(C.Through);
    for (ExprId &A : C.Args)
      Visit(A);
  }
  for (facts::Block &B : F.Blocks)
    for (facts::Edge &E : B.Edges) {
      Visit(E.Condition);
      for (ExprId &C : E.NoneOf)
        Visit(C);
    }
}

void Renumbering::mark(ExprId E) {
  llvm::SmallVector<ExprId, 16> Work{E};
  while (!Work.empty()) {
    ExprId Id = Work.pop_back_val();
    if (Used.test(Id))
      continue;
    Used.set(Id);
    Work.push_back(F.Exprs[Id].A);
    Work.push_back(F.Exprs[Id].B);
  }
}

/// Operands come before what is made of them, so one pass is enough.
void Renumbering::rebuild() {
  facts::ExprTable Table;
  NewExpr.assign(F.Exprs.size(), 0);
  for (unsigned Old : Used.set_bits()) {
    Expr E = F.Exprs[Old];
    E.A = NewExpr[E.A];
    E.B = NewExpr[E.B];
    if (E.Kind == ExprKind::Temp) {
      auto It = NewEvent.find(E.Value);
      if (It == NewEvent.end()) {
        NewExpr[Old] = Table.unknown();
        continue;
      }
      E.Value = It->second;
    }
    NewExpr[Old] =
        E.Kind == ExprKind::Unknown && E.Value ? Table.unknown() : Table.get(E);
  }
  F.Exprs = std::move(Table);
}

/// A call that is never reached needs no check.
void Renumbering::moveChecks() {
  for (facts::PreparedCheck &C : F.CheckFixes) {
    llvm::erase_if(C.Events,
                   [&](uint32_t Old) { return !NewEvent.contains(Old); });
    for (uint32_t &E : C.Events)
      E = uint32_t(NewEvent[E]);
    llvm::erase_if(C.Events, [&](uint32_t E) {
      return F.Events[E].Kind != EventKind::Call;
    });
  }
  llvm::erase_if(F.CheckFixes, [](const facts::PreparedCheck &C) {
    return C.Events.empty();
  });
}

void Renumbering::run(llvm::ArrayRef<EventList> Lists) {
  moveEvents(Lists);
  moveChecks();
  visitExprs([this](ExprId &E) { mark(E); });
  rebuild();
  visitExprs([this](ExprId &E) { E = NewExpr[E]; });
}

} // namespace

void gfpcheck::extract::renumber(facts::FunctionFacts &F,
                                 llvm::ArrayRef<EventList> Events) {
  Renumbering(F).run(Events);
}
