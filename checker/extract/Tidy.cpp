// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/Tidy.h"
#include "extract/Renumber.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/SmallVector.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using facts::Block;
using facts::BlockId;
using facts::Edge;
using facts::Event;
using facts::EventKind;
using facts::Expr;
using facts::ExprId;
using facts::ExprKind;

namespace {

bool isPlain(const Edge &E) { return E.Condition == 0 && E.NoneOf.empty(); }

bool hasOnlyPlainEdge(const Block &B) {
  return B.Edges.size() == 1 && isPlain(B.Edges.front());
}

class Graph {
public:
  Graph(facts::FunctionFacts &F, const llvm::DenseSet<uint32_t> &Helpers)
      : F(F), Helpers(Helpers), Blocks(F.Blocks) {
    Events.resize(Blocks.size());
    for (BlockId Id = 0; Id < Blocks.size(); ++Id)
      for (uint32_t I = 0; I < Blocks[Id].EventCount; ++I)
        Events[Id].push_back(Blocks[Id].FirstEvent + I);
  }

  void run() {
    skipEmpty();
    // What becomes empty makes way for more.
    for (unsigned Rounds = 0; Rounds < 3; ++Rounds) {
      threadAll();
      prune();
      dropUnread();
      skipEmpty();
    }
    prune();
    join();
  }

  std::vector<EventList> Events; ///< Of each block.

private:
  static constexpr uint32_t Gone = UINT32_MAX;
  BlockId follow(BlockId Id) const;
  void skipEmpty();
  void threadAll();
  void threadFrom(BlockId From);
  void readAtOnce(Block &B, const Event &Last);
  std::optional<ExprId> replace(ExprId In, ExprId Temp, ExprId By,
                                unsigned Depth);
  ExprId mergedTemp(ExprId E) const;
  void dropUnread();
  bool isUnread(const Event &E, const llvm::BitVector &Read) const;
  llvm::BitVector expressionsRead() const;
  std::vector<BlockId> order() const;
  void prune();
  void join();

  facts::FunctionFacts &F;
  const llvm::DenseSet<uint32_t> &Helpers;
  std::vector<Block> &Blocks;
};

/// The first block from Id on that does something.
BlockId Graph::follow(BlockId Id) const {
  for (size_t Steps = 0; Steps < Blocks.size(); ++Steps) {
    const Block &B = Blocks[Id];
    if (!Events[Id].empty() || B.IsExit || !hasOnlyPlainEdge(B) ||
        B.Edges.front().Target == Id)
      break;
    Id = B.Edges.front().Target;
  }
  return Id;
}

void Graph::skipEmpty() {
  for (Block &B : Blocks) {
    for (Edge &E : B.Edges)
      E.Target = follow(E.Target);
    bool Same = B.Edges.size() == 2 && !isPlain(B.Edges[0]) &&
                B.Edges[0].Condition == B.Edges[1].Condition &&
                B.Edges[0].Target == B.Edges[1].Target;
    if (Same)
      B.Edges.assign(1, Edge{B.Edges[0].Target, 0, true, {}});
  }
}

/// The one temp that E is made of, through operators with constants; or 0.
ExprId Graph::mergedTemp(ExprId E) const {
  ExprId Found = 0;
  llvm::SmallVector<ExprId, 8> Work{E};
  for (unsigned Steps = 0; !Work.empty(); ++Steps) {
    if (Steps == 16)
      return 0;
    ExprId Id = Work.pop_back_val();
    const Expr &N = F.Exprs[Id];
    switch (N.Kind) {
    case ExprKind::Const:
      break;
    case ExprKind::Temp:
      if (Found && Found != Id)
        return 0;
      Found = Id;
      break;
    case ExprKind::Unary:
    case ExprKind::Cast:
      Work.push_back(N.A);
      break;
    case ExprKind::Binary:
      Work.push_back(N.A);
      Work.push_back(N.B);
      break;
    default:
      return 0;
    }
  }
  return Found;
}

std::optional<ExprId> Graph::replace(ExprId In, ExprId Temp, ExprId By,
                                     unsigned Depth) {
  if (In == Temp)
    return By;
  if (Depth == 16)
    return std::nullopt;
  Expr N = F.Exprs[In];
  if (N.Kind == ExprKind::Const)
    return In;
  std::optional<ExprId> A = replace(N.A, Temp, By, Depth + 1);
  if (!A)
    return std::nullopt;
  N.A = *A;
  if (N.Kind == ExprKind::Binary) {
    std::optional<ExprId> B = replace(N.B, Temp, By, Depth + 1);
    if (!B)
      return std::nullopt;
    N.B = *B;
  }
  return F.Exprs.get(N);
}

/// A branch on a temp that was assigned just before is one on its value.
void Graph::readAtOnce(Block &B, const Event &Last) {
  for (Edge &E : B.Edges) {
    if (!E.Condition || mergedTemp(E.Condition) != Last.Target)
      continue;
    if (std::optional<ExprId> C =
            replace(E.Condition, Last.Target, Last.Value, 0);
        C && *C && F.Exprs[*C].Kind != ExprKind::Const)
      E.Condition = *C;
  }
}

/// From ends with "temp = value" and leads to a block that only branches on
/// the temp: branches at once.
void Graph::threadFrom(BlockId From) {
  Block &P = Blocks[From];
  if (Events[From].empty())
    return;
  const Event &Last = F.Events[Events[From].back()];
  if (Last.Kind != EventKind::Assign ||
      F.Exprs[Last.Target].Kind != ExprKind::Temp)
    return;
  // Each round ends at a block that comes later in evaluation.
  for (size_t Rounds = 0; Rounds < 16 && hasOnlyPlainEdge(P); ++Rounds) {
    BlockId Via = P.Edges.front().Target;
    const Block &C = Blocks[Via];
    if (Via == From || !Events[Via].empty() || C.IsExit ||
        C.Edges.size() != 2 || C.Edges[0].Condition == 0 ||
        C.Edges[0].Condition != C.Edges[1].Condition ||
        mergedTemp(C.Edges[0].Condition) != Last.Target)
      break;
    std::optional<ExprId> Cond =
        replace(C.Edges[0].Condition, Last.Target, Last.Value, 0);
    if (!Cond || !*Cond)
      break;
    const Expr &N = F.Exprs[*Cond];
    P.Terminator = C.Terminator;
    std::vector<Edge> Edges = C.Edges;
    if (N.Kind == ExprKind::Const) {
      bool Taken = N.Value != 0;
      BlockId To = Edges[Edges[0].Sense == Taken ? 0 : 1].Target;
      P.Edges.assign(1, Edge{To, 0, true, {}});
      continue;
    }
    for (Edge &E : Edges)
      E.Condition = *Cond;
    P.Edges = std::move(Edges);
  }
  readAtOnce(P, Last);
}

void Graph::threadAll() {
  for (BlockId Id = 0; Id < Blocks.size(); ++Id)
    threadFrom(Id);
}

/// Is E written for the sake of a value that nobody asks for?
bool Graph::isUnread(const Event &E, const llvm::BitVector &Read) const {
  if (E.Kind != EventKind::Assign && E.Kind != EventKind::Declare)
    return false;
  const Expr &T = F.Exprs[E.Target];
  bool Helper =
      T.Kind == ExprKind::Temp ||
      (T.Kind == ExprKind::Var && Helpers.contains(uint32_t(T.Value)));
  return Helper && !Read.test(E.Target);
}

/// Removes assignments to temps and helper variables that nobody reads.
void Graph::dropUnread() {
  for (bool Again = true; Again;) {
    Again = false;
    llvm::BitVector Read = expressionsRead();
    for (Block &B : Blocks)
      for (uint32_t &Id : Events[&B - Blocks.data()]) {
        if (isUnread(F.Events[Id], Read)) {
          Id = Gone;
          Again = true;
        }
      }
    for (auto &List : Events)
      llvm::erase(List, Gone);
  }
}

/// Every expression that is read, other than as the target of an assignment.
llvm::BitVector Graph::expressionsRead() const {
  llvm::BitVector Read(unsigned(F.Exprs.size()));
  llvm::SmallVector<ExprId, 16> Work;
  auto Add = [&](ExprId Id) {
    Work.push_back(Id);
    while (!Work.empty()) {
      ExprId Each = Work.pop_back_val();
      if (Read.test(Each))
        continue;
      Read.set(Each);
      Work.push_back(F.Exprs[Each].A);
      Work.push_back(F.Exprs[Each].B);
    }
  };
  for (const auto &List : Events)
    for (uint32_t Id : List) {
      const Event &E = F.Events[Id];
      Add(E.Value);
      // A part of a variable is read with the variable.
      if (F.Exprs[E.Target].Kind != ExprKind::Temp &&
          F.Exprs[E.Target].Kind != ExprKind::Var)
        Add(E.Target);
      if (E.Kind == EventKind::Call) {
        Add(F.Calls[E.Call].Through);
        for (ExprId A : F.Calls[E.Call].Args)
          Add(A);
      }
    }
  for (const Block &B : Blocks)
    for (const Edge &E : B.Edges) {
      Add(E.Condition);
      for (ExprId C : E.NoneOf)
        Add(C);
    }
  return Read;
}

/// Blocks that can be reached, in reverse post-order, without recursion.
std::vector<BlockId> Graph::order() const {
  std::vector<BlockId> Order;
  llvm::BitVector Seen(unsigned(Blocks.size()));
  llvm::SmallVector<std::pair<BlockId, size_t>, 32> Stack{{0, 0}};
  Seen.set(0);
  while (!Stack.empty()) {
    auto &[Id, Next] = Stack.back();
    const Block &B = Blocks[Id];
    if (Next == B.Edges.size()) {
      Order.push_back(Id);
      Stack.pop_back();
      continue;
    }
    // The last edge first: so the first one comes first in the result.
    BlockId To = B.Edges[B.Edges.size() - ++Next].Target;
    if (!Seen.test(To)) {
      Seen.set(To);
      Stack.push_back({To, 0});
    }
  }
  std::reverse(Order.begin(), Order.end());
  return Order;
}

/// Forgets what cannot be reached.
void Graph::prune() {
  llvm::BitVector Reached(unsigned(Blocks.size()));
  for (BlockId Id : order())
    Reached.set(Id);
  for (BlockId Id = 0; Id < Blocks.size(); ++Id)
    if (!Reached.test(Id)) {
      Blocks[Id] = {};
      Events[Id].clear();
    }
}

/// Numbers the blocks anew; a block and its only successor become one.
void Graph::join() {
  std::vector<BlockId> Order = order(), NewId(Blocks.size(), 0);
  std::vector<uint32_t> Predecessors(Blocks.size(), 0);
  Predecessors[0] = 2; // The entry is never joined to another block.
  for (BlockId Id : Order)
    for (const Edge &E : Blocks[Id].Edges)
      ++Predecessors[E.Target];
  std::vector<Block> NewBlocks;
  std::vector<EventList> NewEvents;
  std::vector<bool> Taken(Blocks.size(), false);
  for (BlockId Id : Order) {
    if (Taken[Id])
      continue;
    Block B = std::move(Blocks[Id]);
    EventList List = std::move(Events[Id]);
    NewId[Id] = BlockId(NewBlocks.size());
    while (!B.IsExit && hasOnlyPlainEdge(B)) {
      BlockId To = B.Edges.front().Target;
      if (Predecessors[To] != 1 || Taken[To])
        break;
      Taken[To] = true;
      llvm::append_range(List, Events[To]);
      B.IsExit = Blocks[To].IsExit;
      B.Terminator = Blocks[To].Terminator;
      B.Edges = std::move(Blocks[To].Edges);
    }
    NewBlocks.push_back(std::move(B));
    NewEvents.push_back(std::move(List));
  }
  for (Block &B : NewBlocks)
    for (Edge &E : B.Edges)
      E.Target = NewId[E.Target];
  Blocks = std::move(NewBlocks);
  Events = std::move(NewEvents);
}

} // namespace

void gfpcheck::extract::tidy(facts::FunctionFacts &F,
                             const llvm::DenseSet<uint32_t> &Helpers) {
  Graph G(F, Helpers);
  G.run();
  renumber(F, G.Events);
}
