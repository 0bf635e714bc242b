// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/ImagePools.h"
#include "summary/UnitArchive.h"
#include "support/HugePages.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Alignment.h"

namespace gfpcheck::link {

using facts::Expr;
using facts::ExprId;
using facts::ExprKind;
using facts::ExprTable;
using llvm::ArrayRef;
using llvm::StringRef;
using support::FlatIndex;
using support::FrozenStrings;
using support::StringId;
using support::StringPool;

namespace {

constexpr size_t Alignment = 8;

/// Numbers of elements.
struct Sizes {
  uint64_t Strings, StringBytes, StringPlaces, Exprs, ExprPlaces;
};

/// An expression without holes and without values that are none.
struct FlatExpr {
  int64_t Value;
  uint32_t A, B, Name, Name2, Record;
  uint8_t Kind, Operator, TypeKind, TypeSigned;
  uint64_t TypeBits;
};
static_assert(sizeof(FlatExpr) == 40);

template <class T> void put(std::string &Out, ArrayRef<T> Array) {
  Out.append(reinterpret_cast<const char *>(Array.data()),
             Array.size() * sizeof(T));
  Out.resize(llvm::alignTo(Out.size(), Alignment));
}

/// Takes an array of Count off the front of Rest; false if it is shorter.
template <class T>
bool take(StringRef &Rest, uint64_t Count, ArrayRef<T> &Out) {
  if (Count > Rest.size() / sizeof(T))
    return false;
  Out = ArrayRef(reinterpret_cast<const T *>(Rest.data()), Count);
  Rest = Rest.drop_front(std::min<size_t>(
      llvm::alignTo(Count * sizeof(T), Alignment), Rest.size()));
  return true;
}

FlatExpr flat(const Expr &X) {
  return {X.Value,
          X.A,
          X.B,
          X.Name,
          X.Name2,
          X.Type.Record,
          uint8_t(X.Kind),
          uint8_t(X.Operator),
          uint8_t(X.Type.Kind),
          uint8_t(X.Type.Signed),
          X.Type.Bits};
}

/// Node number Id; its operands come before it. False if a number is none.
bool read(const FlatExpr &F, ExprId Id, size_t Strings, Expr &X) {
  if (F.Kind > uint8_t(ExprKind::Cast) || F.Operator > uint8_t(facts::Op::Ge) ||
      F.TypeKind > uint8_t(facts::TypeKind::Float) || F.TypeSigned > 1 ||
      F.TypeBits > UINT8_MAX || F.Name >= Strings || F.Name2 >= Strings ||
      F.Record >= Strings || (Id && (F.A >= Id || F.B >= Id)))
    return false;
  X.Kind = ExprKind(F.Kind);
  X.Operator = facts::Op(F.Operator);
  X.A = F.A;
  X.B = F.B;
  X.Value = F.Value;
  X.Name = F.Name;
  X.Name2 = F.Name2;
  X.Type = {facts::TypeKind(F.TypeKind), F.TypeSigned != 0, uint8_t(F.TypeBits),
            F.Record};
  return true;
}

bool readExprs(ArrayRef<FlatExpr> Flat, size_t Strings,
               std::vector<Expr> &Out) {
  Out.reserve(Flat.size());
  support::preferHugePages(Out.data(), Flat.size() * sizeof(Expr));
  std::vector<uint32_t> Size; // As trees.
  Size.reserve(Flat.size());
  for (const FlatExpr &F : Flat) {
    const ExprId Id = ExprId(Out.size());
    Expr &X = Out.emplace_back();
    if (!read(F, Id, Strings, X))
      return false;
    Size.push_back(Id ? 1 + Size[X.A] + Size[X.B] : 0);
    if (Size.back() > summary::detail::MaxExprSize)
      return false;
  }
  return !Out.empty() && Out[0] == Expr();
}

} // namespace

std::string packPools(const StringPool &Strings, const ExprTable &Exprs) {
  std::string Texts;
  std::vector<uint32_t> Ends,
      StringPlaces(FlatIndex::placesFor(Strings.size())),
      ExprPlaces(FlatIndex::placesFor(Exprs.size()));
  for (StringId Id = 0; Id != Strings.size(); ++Id) {
    Texts += Strings.str(Id);
    Ends.push_back(uint32_t(Texts.size()));
    if (Id)
      FlatIndex::enter(StringPlaces, StringPool::hashOf(Strings.str(Id)), Id);
  }
  std::vector<FlatExpr> Flat;
  for (ExprId Id = 0; Id != Exprs.size(); ++Id) {
    Flat.push_back(flat(Exprs[Id]));
    if (Id)
      FlatIndex::enter(ExprPlaces, ExprTable::hashOf(Exprs[Id]), Id);
  }
  const Sizes S{Ends.size(), Texts.size(), StringPlaces.size(), Flat.size(),
                ExprPlaces.size()};
  std::string Out;
  put(Out, ArrayRef(S));
  put(Out, ArrayRef(Ends));
  put(Out, ArrayRef(Texts.data(), Texts.size()));
  put(Out, ArrayRef(StringPlaces));
  put(Out, ArrayRef(Flat));
  put(Out, ArrayRef(ExprPlaces));
  return Out;
}

PoolSizes poolSizes(StringRef Bytes) {
  ArrayRef<Sizes> S;
  if (uintptr_t(Bytes.data()) % Alignment || !take(Bytes, 1, S))
    return {};
  return {S[0].Strings, S[0].Exprs};
}

bool readPools(StringRef Bytes, std::shared_ptr<const void> Owner,
               StringPool &Strings, ExprTable &Exprs) {
  if (uintptr_t(Bytes.data()) % Alignment)
    return false;
  StringRef Rest = Bytes;
  ArrayRef<Sizes> S;
  FrozenStrings Frozen;
  ArrayRef<char> Texts;
  ArrayRef<FlatExpr> Flat;
  ArrayRef<uint32_t> StringPlaces, ExprPlaces;
  if (!take(Rest, 1, S) || !take(Rest, S[0].Strings, Frozen.Ends) ||
      !take(Rest, S[0].StringBytes, Texts) ||
      !take(Rest, S[0].StringPlaces, StringPlaces) ||
      !take(Rest, S[0].Exprs, Flat) ||
      !take(Rest, S[0].ExprPlaces, ExprPlaces) || !Rest.empty())
    return false;
  Frozen.Bytes = StringRef(Texts.data(), Texts.size());
  Frozen.Ids = FlatIndex(StringPlaces);
  const FlatIndex ExprIds(ExprPlaces);
  std::vector<Expr> Nodes;
  if (!Frozen.areSound() || Frozen.Ends[0] || !ExprIds.isSound(Flat.size()) ||
      !readExprs(Flat, Frozen.Ends.size(), Nodes))
    return false;
  Strings.adopt(Frozen, Owner);
  Exprs.adopt(std::move(Nodes), ExprIds, std::move(Owner));
  return true;
}

} // namespace gfpcheck::link
