// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Hash-consing and folding of expressions.
#include "facts/Facts.h"
#include "facts/Fold.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/xxhash.h"

using namespace gfpcheck::facts;

namespace {

uint64_t typeBits(const TypeInfo &T) {
  return uint64_t(T.Kind) | uint64_t(T.Signed) << 8 | uint64_t(T.Bits) << 16 |
         uint64_t(T.Record) << 32;
}

} // namespace

ExprTable::ExprTable() { Nodes.emplace_back(); }

uint64_t ExprTable::hashOf(const Expr &E) {
  const uint64_t Words[] = {uint64_t(E.Kind) << 32 | uint64_t(E.Operator),
                            uint64_t(E.A) << 32 | E.B, uint64_t(E.Value),
                            uint64_t(E.Name) << 32 | E.Name2, typeBits(E.Type)};
  return llvm::xxh3_64bits(llvm::ArrayRef(
             reinterpret_cast<const uint8_t *>(Words), sizeof(Words))) >>
         1;
}

void ExprTable::adopt(std::vector<Expr> Exprs, support::FlatIndex Ids,
                      std::shared_ptr<const void> NewOwner) {
  Nodes = std::move(Exprs);
  Adopted = ExprId(Nodes.size());
  AdoptedIds = Ids;
  Owner = std::move(NewOwner);
  ByHash.clear();
  NextSameHash.clear();
  NextUnknown = 1;
  for (const Expr &E : Nodes)
    if (E.Kind == ExprKind::Unknown)
      NextUnknown = std::max(NextUnknown, E.Value + 1);
}

/// The first node that is equal to E among those adopted, or 0.
ExprId ExprTable::adopted(const Expr &E, uint64_t Hash) const {
  return AdoptedIds.find(Hash, [&](ExprId Id) { return Nodes[Id] == E; });
}

/// Enters Id as the newest node of its hash, unless an equal one is there.
ExprId ExprTable::insert(const Expr &E, ExprId Id) {
  const uint64_t Hash = hashOf(E);
  if (ExprId Old = adopted(E, Hash))
    return Old;
  auto [It, New] = ByHash.try_emplace(Hash, Id);
  if (New) {
    NextSameHash.push_back(0);
    return Id;
  }
  for (ExprId Old = It->second; Old; Old = nextOf(Old))
    if (Nodes[Old] == E)
      return Old;
  NextSameHash.push_back(It->second);
  It->second = Id;
  return Id;
}

void ExprTable::reserve(size_t Count) {
  Nodes.reserve(Count);
  NextSameHash.reserve(Count);
  ByHash.reserve(unsigned(Count));
}

void ExprTable::compact() {
  ByHash = llvm::DenseMap<uint64_t, ExprId>();
  NextSameHash = std::vector<ExprId>();
  Nodes.shrink_to_fit();
}

void ExprTable::reindex() {
  ByHash.clear();
  ByHash.reserve(unsigned(Nodes.size() - Adopted));
  NextSameHash.clear();
  for (ExprId Id = Adopted; Id < Nodes.size(); ++Id)
    insert(Nodes[Id], Id);
}

ExprId ExprTable::get(Expr E) {
  if (E.Kind == ExprKind::Unknown) {
    if (E.Value == 0)
      return 0;
    NextUnknown = std::max(NextUnknown, E.Value + 1);
  }
  if (E.A >= Nodes.size() || E.B >= Nodes.size())
    return unknown();
  if (std::optional<ExprId> Same = foldToOperand(*this, E))
    return *Same;
  E = foldToConstant(*this, E);
  if (!isIndexed())
    reindex();
  ExprId Id = insert(E, ExprId(Nodes.size()));
  if (Id == Nodes.size())
    Nodes.push_back(E);
  return Id;
}

ExprId ExprTable::constant(int64_t V, TypeInfo T) {
  return get({.Kind = ExprKind::Const, .Value = V, .Type = T});
}

ExprId ExprTable::var(uint32_t Index, TypeInfo T) {
  return get({.Kind = ExprKind::Var, .Value = Index, .Type = T});
}

ExprId ExprTable::temp(uint32_t EventIndex, TypeInfo T) {
  return get({.Kind = ExprKind::Temp, .Value = EventIndex, .Type = T});
}

ExprId ExprTable::field(ExprId Base, StringId Name, StringId Record,
                        TypeInfo T) {
  return get({.Kind = ExprKind::Field,
              .A = Base,
              .Name = Name,
              .Name2 = Record,
              .Type = T});
}

ExprId ExprTable::deref(ExprId Pointer, TypeInfo T) {
  return get({.Kind = ExprKind::Deref, .A = Pointer, .Type = T});
}

ExprId ExprTable::index(ExprId Array, ExprId I, TypeInfo T) {
  return get({.Kind = ExprKind::Index, .A = Array, .B = I, .Type = T});
}

ExprId ExprTable::addrOf(ExprId LValue, TypeInfo T) {
  return get({.Kind = ExprKind::AddrOf, .A = LValue, .Type = T});
}

ExprId ExprTable::unary(Op O, ExprId A, TypeInfo T) {
  return get({.Kind = ExprKind::Unary, .Operator = O, .A = A, .Type = T});
}

ExprId ExprTable::binary(Op O, ExprId A, ExprId B, TypeInfo T) {
  return get(
      {.Kind = ExprKind::Binary, .Operator = O, .A = A, .B = B, .Type = T});
}

ExprId ExprTable::func(StringId Symbol) {
  return get({.Kind = ExprKind::Func,
              .Name = Symbol,
              .Type = {.Kind = TypeKind::Pointer}});
}

ExprId ExprTable::unknown() {
  return get({.Kind = ExprKind::Unknown, .Value = NextUnknown, .Type = {}});
}

bool ExprTable::contains(ExprId E, ExprId Part) const {
  // A node's operands have smaller ids than the node, so nothing below Part
  // can contain it.
  llvm::SmallVector<ExprId, 16> Work{E};
  llvm::SmallDenseMap<ExprId, bool, 16> Seen;
  while (!Work.empty()) {
    ExprId Id = Work.pop_back_val();
    if (Id == Part)
      return true;
    if (Id < Part || !Seen.try_emplace(Id, true).second)
      continue;
    if (Nodes[Id].A)
      Work.push_back(Nodes[Id].A);
    if (Nodes[Id].B)
      Work.push_back(Nodes[Id].B);
  }
  return false;
}

ExprId ExprTable::replace(ExprId E, ExprId From, ExprId To) {
  if (E == From)
    return To;
  if (E < From || !contains(E, From))
    return E;
  Expr X = Nodes[E];
  X.A = replace(X.A, From, To);
  X.B = replace(X.B, From, To);
  return get(X);
}

ExprId ExprTable::whole(ExprId E) const {
  while (Nodes[E].Kind == ExprKind::Field || Nodes[E].Kind == ExprKind::Index)
    E = Nodes[E].A;
  return E;
}

bool ExprTable::isPlace(ExprId E) const {
  switch (Nodes[E].Kind) {
  case ExprKind::Var:
  case ExprKind::Field:
  case ExprKind::Deref:
  case ExprKind::Index:
  case ExprKind::Temp:
    return true;
  default:
    return false;
  }
}
