// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls, compiler builtins, and macros that rules know as operations.
#include "extract/Lowering.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/Builtins.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using clang::Expr;
using clang::SourceLocation;
using facts::ExprId;
using facts::ExprKind;
using facts::Op;
using facts::TypeKind;
using llvm::dyn_cast;
using llvm::isa;

/// The token that says where a call came from: the name of what is called.
static SourceLocation nameToken(const clang::CallExpr *C) {
  const Expr *Callee = C->getCallee()->IgnoreParenImpCasts();
  if (const auto *D = dyn_cast<clang::DeclRefExpr>(Callee))
    return D->getLocation();
  return C->getRParenLoc();
}

void Lowering::call(const clang::CallExpr *C) {
  if (unsigned Id = C->getBuiltinCallee(); Id && builtin(C, Id))
    return;
  SourceLocation Name = nameToken(C);
  // A known macro stands for the calls that its own body makes.
  if (U.Macros.api(Name).isValid())
    return V.set(C, F.Exprs.unknown());

  facts::CallInfo Info;
  // Being called is not having one's address taken.
  if (const clang::FunctionDecl *Direct = C->getDirectCallee();
      Direct && Direct->getIdentifier()) {
    Info.Callee = U.Strings.intern(Direct->getName());
  } else {
    ExprId Callee = V.value(C->getCallee());
    if (F.Exprs[Callee].Kind == ExprKind::Func)
      Info.Callee = F.Exprs[Callee].Name;
    else
      Info.Through = Callee ? Callee : F.Exprs.unknown();
  }
  Info.Macros = U.Macros.names(Name);
  for (const Expr *Arg : C->arguments()) {
    ExprId A = V.value(Arg);
    Info.Args.push_back(A ? A : F.Exprs.unknown());
  }
  argTexts(C, Info);
  Info.ResultUsed = Index.ResultUsed.contains(C);
  Info.Statement = statementOf(C);
  SourceLocation Where = Info.Callee ? Name : C->getBeginLoc();
  uint32_t Event = emitCall(std::move(Info), Where);
  if (!C->getType()->isVoidType())
    V.set(C, F.Exprs.temp(Event, V.type(C->getType())));
}

void Lowering::argTexts(const clang::CallExpr *C, facts::CallInfo &Info) {
  constexpr uint32_t Longest = 200;
  bool Any = false;
  for (const Expr *Arg : C->arguments()) {
    facts::ArgText Text;
    facts::Span S = U.Where.span(Arg->getSourceRange());
    if (S.valid() && S.End - S.Begin <= Longest) {
      Text.Range = S;
      Text.Text = U.Strings.intern(U.Where.text(S));
      Any = true;
    }
    Info.ArgTexts.push_back(Text);
  }
  if (!Any)
    Info.ArgTexts.clear();
}

facts::Span Lowering::statementOf(const Expr *Call) {
  uint32_t Id = Index.StatementOf.lookup(Call);
  while (Id) {
    auto [It, New] = StatementSpans.try_emplace(Id);
    const BodyIndex::Statement &S = Index.Statements[Id];
    facts::Span Written = It->second;
    if (New) {
      Written = U.Where.span(S.S->getSourceRange());
      if (Written.valid() && S.Simple && isa<Expr>(S.S))
        Written = U.Where.withSemicolon(Written);
      StatementSpans[Id] = Written;
    }
    if (Written.valid())
      return S.Simple ? Written : facts::Span();
    Id = S.Parent;
  }
  return {};
}

/// Builtins that are values, or that facts say in another way.
bool Lowering::builtin(const clang::CallExpr *C, unsigned Id) {
  using clang::Builtin::ID;
  switch (Id) {
  case clang::Builtin::BI__builtin_expect:
  case clang::Builtin::BI__builtin_expect_with_probability:
    // The value may have been looked at by a branch already.
    V.set(C, V.value(C->getArg(0)));
    return true;
  case clang::Builtin::BI__builtin_constant_p:
  case clang::Builtin::BI__builtin_object_size:
  case clang::Builtin::BI__builtin_dynamic_object_size:
  case clang::Builtin::BI__builtin_unreachable:
  case clang::Builtin::BI__builtin_assume:
  case clang::Builtin::BI__builtin_prefetch:
  case clang::Builtin::BI__builtin_va_start:
  case clang::Builtin::BI__builtin_va_end:
    return true;
  case clang::Builtin::BI__builtin_va_copy:
    return true;
  case clang::Builtin::BI__builtin_add_overflow:
    overflowBuiltin(C, Op::Add);
    return true;
  case clang::Builtin::BI__builtin_sub_overflow:
    overflowBuiltin(C, Op::Sub);
    return true;
  case clang::Builtin::BI__builtin_mul_overflow:
    overflowBuiltin(C, Op::Mul);
    return true;
  case clang::Builtin::BIalloca:
  case clang::Builtin::BI__builtin_alloca:
  case clang::Builtin::BI__builtin_alloca_uninitialized:
  case clang::Builtin::BI__builtin_alloca_with_align:
  case clang::Builtin::BI__builtin_alloca_with_align_uninitialized:
    stackAllocation(C);
    return false;
  default:
    break;
  }
  // Pure arithmetic, such as swapping bytes or counting bits.
  if (!U.Context.BuiltinInfo.isConst(Id))
    return false;
  Expr::EvalResult Result;
  if (C->EvaluateAsInt(Result, U.Context) &&
      Result.Val.getInt().getSignificantBits() <= 64)
    V.set(C, F.Exprs.constant(Result.Val.getInt().getExtValue(),
                              V.type(C->getType())));
  else
    V.set(C, F.Exprs.unknown());
  return true;
}

/// The sum goes through the third argument; whether it fits is not known.
void Lowering::overflowBuiltin(const clang::CallExpr *C, Op Operator) {
  V.set(C, F.Exprs.unknown());
  if (C->getNumArgs() != 3)
    return;
  clang::QualType T = C->getArg(2)->getType()->getPointeeType();
  ExprId Target = V.pointee(V.value(C->getArg(2)), T);
  emitDeref(Target, C->getArg(2)->getBeginLoc());
  ExprId L = V.castTo(V.value(C->getArg(0)), T);
  ExprId R = V.castTo(V.value(C->getArg(1)), T);
  emitAssign(Target, F.Exprs.binary(Operator, L, R, V.type(T)),
             C->getBeginLoc());
}

void Lowering::stackAllocation(const clang::CallExpr *C) {
  facts::Variable Var;
  Var.Name = U.Strings.intern("alloca");
  Var.Type.Kind = TypeKind::Array;
  Var.Where = U.Where.loc(C->getBeginLoc());
  Var.AddressTaken = true;
  Expr::EvalResult Size;
  if (C->getNumArgs() && C->getArg(0)->EvaluateAsInt(Size, U.Context))
    Var.Size = Size.Val.getInt().getLimitedValue();
  Var.IsVla = Var.Size == 0;
  F.Vars.push_back(Var);
}

/// Makes the event of a known macro at the first element out of its body.
void Lowering::enterApi(const clang::Stmt *S) {
  SourceLocation Places[2] = {S->getBeginLoc(), {}};
  if (const auto *E = dyn_cast<Expr>(S))
    Places[1] = E->getExprLoc();
  for (SourceLocation L : Places)
    if (L.isMacroID())
      if (clang::FileID Api = U.Macros.api(L);
          Api.isValid() && !V.ApiEvents.contains(Api))
        apiEvent(Api);
  if (auto It = Index.AfterEmptyMacro.find(S);
      It != Index.AfterEmptyMacro.end() && EmptySeen.insert(It->second).second)
    emptyApi(It->second);
}

/// Branches inside an expansion come after the event, even if all that decides
/// them was written in an argument.
void Lowering::enterApiAround(const clang::Stmt *Terminator) {
  SourceLocation L = Terminator->getBeginLoc();
  if (const auto *E = dyn_cast<Expr>(Terminator))
    L = E->getExprLoc();
  if (!L.isMacroID())
    return;
  if (clang::FileID Api = U.Macros.apiAround(L);
      Api.isValid() && !V.ApiEvents.contains(Api))
    apiEvent(Api);
}

/// A known macro that expanded to nothing leaves only the ';' behind it.
void Lowering::emptyApi(const clang::NullStmt *S) {
  const MacroUse *Use = U.Log.before(S->getSemiLoc(), U.SM);
  if (!Use || !U.Where.nextTokenIs(Use->Range.getEnd(), S->getSemiLoc()))
    return;
  facts::CallInfo Info;
  Info.Callee = U.Strings.intern(Use->Name->getName());
  Info.IsMacro = true;
  for (size_t I = 0; I < Use->Args.size(); ++I)
    Info.Args.push_back(F.Exprs.unknown());
  emitCall(std::move(Info), Use->Range.getBegin());
}

void Lowering::apiEvent(clang::FileID Api) {
  const MacroUse &Use = U.Macros.use(Api);
  facts::CallInfo Info;
  Info.Callee = U.Strings.intern(Use.Name->getName());
  Info.IsMacro = true;
  Info.Macros = U.Macros.names(U.Macros.whereUsed(Api));
  Info.Args.assign(Use.Args.size(), 0);
  if (auto It = Index.Apis.find(Api); It != Index.Apis.end()) {
    Info.ResultUsed = It->second.ResultUsed;
    for (size_t I = 0; I < It->second.Args.size(); ++I)
      if (const Expr *Arg = It->second.Args[I])
        Info.Args[I] = V.value(Arg);
  }
  for (ExprId &Arg : Info.Args)
    if (!Arg)
      Arg = F.Exprs.unknown();
  V.ApiEvents[Api] = emitCall(std::move(Info), U.Macros.whereUsed(Api));
}
