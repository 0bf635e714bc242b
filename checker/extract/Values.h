// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang expressions as expressions of the facts. Makes no events: what has an
// effect is remembered (set) when its event was made.
#ifndef GFPCHECK_EXTRACT_VALUES_H
#define GFPCHECK_EXTRACT_VALUES_H

#include "extract/BodyIndex.h"
#include "extract/Unit.h"

namespace gfpcheck::extract {

class Values {
public:
  Values(Unit &U, facts::FunctionFacts &F, const BodyIndex &Index)
      : U(U), F(F), Index(Index) {}

  /// The value of E. Where E is an lvalue: of what is stored there.
  facts::ExprId value(const clang::Expr *E);
  /// The place that the lvalue E names; a value where it names none.
  facts::ExprId place(const clang::Expr *E);
  /// E as a condition: value, without what does not change whether it is zero.
  facts::ExprId condition(const clang::Expr *E);
  /// 1 if Value is non-zero, 0 if not.
  facts::ExprId truth(facts::ExprId Value);

  /// What x op= y stores in x.
  facts::ExprId compound(const clang::CompoundAssignOperator *O,
                         facts::ExprId Target);

  /// E was evaluated, with this value.
  void set(const clang::Expr *E, facts::ExprId Value);
  bool has(const clang::Expr *E) const { return Memo.contains(strip(E)); }

  facts::ExprId variable(const clang::VarDecl *V);
  /// The unnamed variable that a compound literal is.
  facts::ExprId literal(const clang::CompoundLiteralExpr *L);
  /// A helper variable of a ({ }) was initialised with Value, by the events
  /// from SinceEvent on: if it is never changed, read it as Value as long as
  /// nothing that Value depends on can have changed.
  void substitute(const clang::VarDecl *V, facts::ExprId Value,
                  uint32_t SinceEvent);
  /// The block being lowered.
  void setBlock(const void *B) { Block = B; }

  /// Field of Base that D names; Base itself for an anonymous member.
  facts::ExprId field(facts::ExprId Base, const clang::FieldDecl *D);
  /// What Pointer points at, as a place of type T.
  facts::ExprId pointee(facts::ExprId Pointer, clang::QualType T);
  facts::ExprId element(facts::ExprId Pointer, facts::ExprId I,
                        clang::QualType T);
  /// I as the index of an element, as if written.
  facts::ExprId index(int64_t I);
  facts::ExprId addressOf(facts::ExprId Place);
  facts::ExprId castTo(facts::ExprId Value, clang::QualType To);
  facts::TypeInfo type(clang::QualType T) { return U.TypeOf.get(T); }

  /// Does E mention a variable that lives only inside the scope?
  bool mentionsScope(facts::ExprId E, uint32_t Scope) const;

  /// The value of a known macro that expanded to E, if its event was made.
  facts::ExprId apiValue(const clang::Expr *E);
  /// The event that stands for a known macro, when its expansion was entered.
  llvm::DenseMap<clang::FileID, uint32_t> ApiEvents;

  /// Variables of statement expressions.
  llvm::DenseSet<uint32_t> Helpers;

private:
  facts::ExprId compute(const clang::Expr *E);
  facts::ExprId cast(const clang::CastExpr *C);
  facts::ExprId unary(const clang::UnaryOperator *O);
  facts::ExprId binary(const clang::BinaryOperator *O);
  facts::ExprId arithmetic(const clang::BinaryOperator *O, facts::Op Operator);
  facts::ExprId call(const clang::CallExpr *C);
  std::optional<facts::ExprId> constant(const clang::VarDecl *Var);
  facts::ExprId declRef(const clang::DeclRefExpr *D);
  facts::ExprId member(const clang::MemberExpr *M);
  facts::ExprId subscript(const clang::ArraySubscriptExpr *A);
  facts::ExprId dereference(const clang::UnaryOperator *O);
  facts::ExprId evaluated(const clang::Expr *E);
  facts::ExprId function(const clang::FunctionDecl *D);
  facts::ExprId string(llvm::StringRef Text);
  std::optional<facts::ExprId> substituted(const clang::VarDecl *V);
  bool isStable(facts::ExprId E) const;

  struct Substitution {
    facts::ExprId Value = 0;
    uint32_t SinceEvent = 0;
    const void *Block = nullptr;
    bool Always = false;
  };

  Unit &U;
  facts::FunctionFacts &F;
  const BodyIndex &Index;
  const void *Block = nullptr;
  llvm::DenseMap<const clang::Expr *, facts::ExprId> Memo;
  llvm::DenseMap<const clang::VarDecl *, uint32_t> VarIndex;
  llvm::DenseSet<uint32_t> ReassignedInside; ///< Variables, by a ({ }).
  llvm::DenseMap<const clang::Expr *, uint32_t> LiteralIndex;
  llvm::DenseMap<const clang::VarDecl *, Substitution> Substitutions;
};

} // namespace gfpcheck::extract

#endif
