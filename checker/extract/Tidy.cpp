// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/Tidy.h"
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
  explicit Graph(facts::FunctionFacts &F) : F(F), Blocks(F.Blocks) {}

  void run() {
    skipEmpty();
    if (threadAll())
      skipEmpty();
    number();
  }

private:
  BlockId follow(BlockId Id) const;
  void skipEmpty();
  bool threadAll();
  bool threadFrom(BlockId From);
  std::optional<ExprId> replace(ExprId In, ExprId Temp, ExprId By,
                                unsigned Depth);
  ExprId mergedTemp(ExprId E) const;
  void number();
  void join(llvm::ArrayRef<BlockId> Order, std::vector<BlockId> &NewId);

  facts::FunctionFacts &F;
  std::vector<Block> &Blocks;
};

/// The first block from Id on that does something.
BlockId Graph::follow(BlockId Id) const {
  for (size_t Steps = 0; Steps < Blocks.size(); ++Steps) {
    const Block &B = Blocks[Id];
    if (B.EventCount != 0 || B.IsExit || !hasOnlyPlainEdge(B) ||
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

/// From ends with "temp = value" and leads to a block that only branches on
/// the temp: branches at once.
bool Graph::threadFrom(BlockId From) {
  Block &P = Blocks[From];
  if (P.EventCount == 0 || !hasOnlyPlainEdge(P))
    return false;
  const Event &Last = F.Events[P.FirstEvent + P.EventCount - 1];
  if (Last.Kind != EventKind::Assign ||
      F.Exprs[Last.Target].Kind != ExprKind::Temp)
    return false;
  BlockId Via = P.Edges.front().Target;
  const Block &C = Blocks[Via];
  if (Via == From || C.EventCount != 0 || C.IsExit || C.Edges.size() != 2 ||
      C.Edges[0].Condition == 0 ||
      C.Edges[0].Condition != C.Edges[1].Condition ||
      mergedTemp(C.Edges[0].Condition) != Last.Target)
    return false;
  std::optional<ExprId> Cond =
      replace(C.Edges[0].Condition, Last.Target, Last.Value, 0);
  if (!Cond || !*Cond)
    return false;
  const Expr &N = F.Exprs[*Cond];
  P.Terminator = C.Terminator;
  std::vector<Edge> Edges = C.Edges;
  if (N.Kind == ExprKind::Const) {
    bool Taken = N.Value != 0;
    P.Edges.assign(
        1, Edge{Edges[Edges[0].Sense == Taken ? 0 : 1].Target, 0, true, {}});
  } else {
    for (Edge &E : Edges)
      E.Condition = *Cond;
    P.Edges = std::move(Edges);
  }
  return true;
}

bool Graph::threadAll() {
  bool Any = false;
  for (BlockId Id = 0; Id < Blocks.size(); ++Id)
    Any |= threadFrom(Id);
  return Any;
}

void Graph::number() {
  // Reverse post-order, without recursion.
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
  std::vector<BlockId> NewId(Blocks.size(), 0);
  join(Order, NewId);
}

/// Writes the blocks anew in Order, a block and its only successor as one
/// where their events are neighbours.
void Graph::join(llvm::ArrayRef<BlockId> Order, std::vector<BlockId> &NewId) {
  std::vector<uint32_t> Predecessors(Blocks.size(), 0);
  Predecessors[0] = 2; // The entry is never joined to another block.
  for (BlockId Id : Order)
    for (const Edge &E : Blocks[Id].Edges)
      ++Predecessors[E.Target];
  std::vector<Block> Result;
  std::vector<bool> Taken(Blocks.size(), false);
  for (BlockId Id : Order) {
    if (Taken[Id])
      continue;
    Block B = std::move(Blocks[Id]);
    NewId[Id] = BlockId(Result.size());
    while (!B.IsExit && hasOnlyPlainEdge(B)) {
      BlockId To = B.Edges.front().Target;
      const Block &Next = Blocks[To];
      bool Adjacent = B.EventCount == 0 || Next.EventCount == 0 ||
                      Next.FirstEvent == B.FirstEvent + B.EventCount;
      if (Predecessors[To] != 1 || Taken[To] || !Adjacent)
        break;
      Taken[To] = true;
      if (B.EventCount == 0)
        B.FirstEvent = Next.FirstEvent;
      B.EventCount += Next.EventCount;
      B.IsExit = Next.IsExit;
      B.Terminator = Next.Terminator;
      B.Edges = Next.Edges;
    }
    Result.push_back(std::move(B));
  }
  for (Block &B : Result)
    for (Edge &E : B.Edges)
      E.Target = NewId[E.Target];
  Blocks = std::move(Result);
}

} // namespace

void gfpcheck::extract::tidy(facts::FunctionFacts &F) { Graph(F).run(); }
