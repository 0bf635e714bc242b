// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Variables of a function, and the helper variables of statement expressions
// that are read as what they were initialised with.
#include "extract/Values.h"
#include "clang/AST/Decl.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using facts::EventKind;
using facts::ExprId;
using facts::ExprKind;
using facts::TypeKind;
using facts::VarKind;
using llvm::dyn_cast;
using llvm::isa;

static VarKind kindOf(const clang::VarDecl *V) {
  if (isa<clang::ParmVarDecl>(V))
    return VarKind::Param;
  if (V->isStaticLocal())
    return VarKind::StaticLocal;
  return V->hasLocalStorage() ? VarKind::Local : VarKind::Global;
}

static void describe(facts::Variable &Var, clang::QualType T, Unit &U) {
  const clang::ASTContext &Context = U.Context;
  if (T->isVariableArrayType()) {
    Var.IsVla = true;
  } else if (!T->isIncompleteType() && !T->isDependentType()) {
    clang::TypeInfoChars Info = Context.getTypeInfoInChars(T);
    Var.Size = uint64_t(Info.Width.getQuantity());
    Var.Align = uint32_t(Info.Align.getQuantity());
  }
  if (Var.IsVla || Var.Type.Kind == TypeKind::Array ||
      Var.Type.Kind == TypeKind::Record)
    Var.TypeText = U.Strings.intern(T.getAsString(Context.getPrintingPolicy()));
}

ExprId Values::variable(const clang::VarDecl *V) {
  V = V->getCanonicalDecl();
  auto [It, New] = VarIndex.try_emplace(V, uint32_t(F.Vars.size()));
  if (!New)
    return F.Exprs.var(It->second, F.Vars[It->second].Type);
  facts::Variable Var;
  Var.Name = U.Strings.intern(V->getName());
  Var.Kind = kindOf(V);
  Var.Type = type(V->getType());
  Var.Where = U.Where.loc(V->getLocation());
  Var.AddressTaken =
      Index.AddressTaken.contains(V) || Var.Kind == VarKind::Global;
  if (Var.Kind == VarKind::Param)
    Var.ParamIndex = uint32_t(F.Vars.size());
  if (Var.Kind == VarKind::Local || Var.Kind == VarKind::Param)
    describe(Var, V->getType(), U);
  if (V->hasAttr<clang::AlignedAttr>())
    Var.Align = uint32_t(U.Context.getDeclAlign(V).getQuantity());
  if (Index.DeclaredInStmtExpr.contains(V) && Var.Kind == VarKind::Local &&
      !V->hasAttr<clang::CleanupAttr>())
    Helpers.insert(It->second);
  if (Index.AssignedInStmtExpr.contains(V))
    ReassignedInside.insert(It->second);
  Var.Scope = Index.ScopeOf.lookup(V);
  F.Vars.push_back(Var);
  return F.Exprs.var(It->second, Var.Type);
}

ExprId Values::literal(const clang::CompoundLiteralExpr *L) {
  auto [It, New] = LiteralIndex.try_emplace(L, uint32_t(F.Vars.size()));
  if (!New)
    return F.Exprs.var(It->second, F.Vars[It->second].Type);
  facts::Variable Var;
  Var.Kind = L->isFileScope() ? VarKind::Global : VarKind::Local;
  Var.Type = type(L->getType());
  Var.Where = U.Where.loc(L->getBeginLoc());
  Var.AddressTaken = true;
  describe(Var, L->getType(), U);
  F.Vars.push_back(Var);
  return F.Exprs.var(It->second, Var.Type);
}

ExprId Values::addressOf(ExprId Place) {
  facts::TypeInfo Of = F.Exprs[Place].Type;
  return F.Exprs.addrOf(
      Place, {.Kind = TypeKind::Pointer,
              .Record = Of.Kind == TypeKind::Record ? Of.Record : 0});
}

bool Values::mentionsScope(ExprId E, uint32_t Scope) const {
  llvm::SmallVector<ExprId, 8> Work{E};
  while (!Work.empty()) {
    const facts::Expr &N = F.Exprs[Work.pop_back_val()];
    if (N.Kind == ExprKind::Var) {
      const facts::Variable &V = F.Vars[size_t(N.Value)];
      if (V.Kind == VarKind::Local && Index.scopeIsWithin(V.Scope, Scope))
        return true;
    }
    if (N.A)
      Work.push_back(N.A);
    if (N.B)
      Work.push_back(N.B);
  }
  return false;
}

/// Can nothing inside a statement expression change what E is?
bool Values::isStable(ExprId E) const {
  llvm::SmallVector<ExprId, 8> Work{E};
  while (!Work.empty()) {
    const facts::Expr &N = F.Exprs[Work.pop_back_val()];
    if (N.Kind == ExprKind::Deref || N.Kind == ExprKind::Unknown)
      return false;
    if (N.Kind == ExprKind::Var) {
      const facts::Variable &V = F.Vars[size_t(N.Value)];
      bool Own = V.Kind == VarKind::Local || V.Kind == VarKind::Param;
      if (!Own || V.AddressTaken ||
          ReassignedInside.contains(uint32_t(N.Value)))
        return false;
    }
    // The address of a place does not depend on what is stored there.
    if (N.Kind == ExprKind::AddrOf && F.Exprs[N.A].Kind == ExprKind::Var)
      continue;
    if (N.A)
      Work.push_back(N.A);
    if (N.B)
      Work.push_back(N.B);
  }
  return true;
}

void Values::substitute(const clang::VarDecl *V, ExprId Value,
                        uint32_t SinceEvent) {
  V = V->getCanonicalDecl();
  if (!Value || Index.AddressTaken.contains(V) || Index.Assigned.contains(V) ||
      !Index.DeclaredInStmtExpr.contains(V))
    return;
  Substitutions[V] = {Value, SinceEvent, Block, isStable(Value)};
}

std::optional<ExprId> Values::substituted(const clang::VarDecl *V) {
  auto It = Substitutions.find(V->getCanonicalDecl());
  if (It == Substitutions.end())
    return std::nullopt;
  const Substitution &S = It->second;
  if (S.Always)
    return S.Value;
  constexpr size_t LookBack = 32;
  if (S.Block != Block || F.Events.size() - S.SinceEvent > LookBack)
    return std::nullopt;
  for (size_t I = S.SinceEvent; I < F.Events.size(); ++I) {
    const facts::Event &E = F.Events[I];
    if (E.Kind == EventKind::Call)
      return std::nullopt;
    if (E.Kind != EventKind::Assign)
      continue;
    const facts::Expr &T = F.Exprs[E.Target];
    bool Helper = T.Kind == ExprKind::Temp ||
                  (T.Kind == ExprKind::Var &&
                   F.Vars[size_t(T.Value)].Kind == VarKind::Local &&
                   !F.Vars[size_t(T.Value)].AddressTaken);
    if (!Helper || F.Exprs.contains(S.Value, E.Target))
      return std::nullopt;
  }
  return S.Value;
}
