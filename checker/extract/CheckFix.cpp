// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/CheckFix.h"
#include "extract/ErrorExits.h"
#include "clang/AST/Attr.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using clang::Expr;
using clang::Stmt;
using facts::PreparedCheck;
using facts::Span;
using llvm::dyn_cast;
using llvm::isa;

namespace {

/// Further away nothing is evident any more.
constexpr unsigned FarthestStatement = 60, MostCalls = 16;
/// More of them in one function are not written by hand.
constexpr unsigned MostStatements = 200;

/// A statement of a block: the block, and which of its statements.
struct Position {
  const clang::CompoundStmt *In;
  size_t Index;
};

/// A statement that keeps what a call gives.
struct Keeping {
  const Expr *Target = nullptr; ///< Null for an initialised variable.
  const clang::VarDecl *Var = nullptr;
  const Expr *Value = nullptr;
};

Keeping keeping(const Stmt *S) {
  Keeping K;
  if (const auto *B = dyn_cast<clang::BinaryOperator>(S);
      B && B->getOpcode() == clang::BO_Assign) {
    K.Target = B->getLHS()->IgnoreParens();
    K.Var = variableIn(K.Target);
    K.Value = B->getRHS();
  } else if (const auto *D = dyn_cast<clang::DeclStmt>(S);
             D && D->isSingleDecl()) {
    const auto *V = dyn_cast<clang::VarDecl>(D->getSingleDecl());
    if (V && V->hasInit() && V->hasLocalStorage()) {
      K.Var = V;
      K.Value = V->getInit();
    }
  }
  if (K.Value && !K.Value->getType()->isPointerType())
    return {};
  return K;
}

/// Goes back from one statement to where a way out is known to be right.
class WayBack {
public:
  WayBack(Unit &U, const clang::FunctionDecl *D, const ErrorExits &Exits,
          const llvm::DenseMap<const Stmt *, Position> &Outer)
      : U(U), D(D), Exits(Exits), Outer(Outer) {}

  /// False where it cannot be told.
  bool walk(Position From);

  std::optional<LeaveLines> Leave;
  const clang::LabelDecl *Label = nullptr;
  std::vector<PreparedCheck::Pending> Pending;

private:
  bool evidence(const clang::IfStmt *If, Position At);
  bool pass(const Stmt *S);
  bool passCalls(const Stmt *S, const clang::VarDecl *Result);
  bool passLoop(const Stmt *S);
  const clang::VarDecl *heldBy(const Keeping &K) const;
  bool escapes(const clang::VarDecl *V) const;

  Unit &U;
  const clang::FunctionDecl *D;
  const ErrorExits &Exits;
  const llvm::DenseMap<const Stmt *, Position> &Outer;
  unsigned Passed = 0;
  clang::SourceLocation Start;
};

/// Is V stored anywhere before the statement? Testing it and using what it
/// points at are not.
bool WayBack::escapes(const clang::VarDecl *V) const {
  bool Escapes = false;
  forEachBelow(D->getBody(), [&](const Stmt *S) {
    if (!U.SM.isBeforeInTranslationUnit(S->getBeginLoc(), Start))
      return;
    const Expr *Handed = nullptr;
    if (const auto *B = dyn_cast<clang::BinaryOperator>(S))
      Handed = B->isAssignmentOp() ? B->getRHS() : nullptr;
    else if (const auto *O = dyn_cast<clang::UnaryOperator>(S))
      Handed = O->getOpcode() == clang::UO_AddrOf ? O->getSubExpr() : nullptr;
    else if (const auto *L = dyn_cast<clang::InitListExpr>(S))
      Escapes |= llvm::any_of(
          L->inits(), [&](const Expr *E) { return variableIn(E) == V; });
    Escapes |= Handed && variableIn(Handed) == V;
  });
  return Escapes;
}

const clang::VarDecl *WayBack::heldBy(const Keeping &K) const {
  return K.Var && K.Var->hasLocalStorage() &&
                 !K.Var->hasAttr<clang::CleanupAttr>()
             ? K.Var
             : nullptr;
}

/// Notes the calls below S, except those in prints and in initialisers of what
/// cleans up after itself.
bool WayBack::passCalls(const Stmt *S, const clang::VarDecl *Result) {
  bool Known = true;
  forEachBelow(S, [&](const Stmt *Each) {
    if (isa<clang::GCCAsmStmt, clang::LabelStmt, clang::IndirectGotoStmt>(Each))
      Known = false;
    const auto *Call = dyn_cast<clang::CallExpr>(Each);
    if (!Call)
      return;
    const clang::FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !Callee->getIdentifier()) {
      Known = false;
      return;
    }
    if (tells(Callee) || Callee->hasAttr<clang::ConstAttr>() ||
        Callee->hasAttr<clang::PureAttr>() ||
        (Callee->getBuiltinID() &&
         U.Context.BuiltinInfo.isConst(Callee->getBuiltinID())))
      return;
    PreparedCheck::Pending P{U.Strings.intern(Callee->getName()), ""};
    if (Result && Callee->getReturnType()->isPointerType())
      P.Result = Result->getName().str();
    if (llvm::none_of(Pending, [&](const auto &Other) {
          return Other.Callee == P.Callee && Other.Result == P.Result;
        }))
      Pending.push_back(std::move(P));
  });
  return Known;
}

bool WayBack::pass(const Stmt *S) {
  if (++Passed > FarthestStatement || Pending.size() > MostCalls)
    return false;
  if (const auto *Declared = dyn_cast<clang::DeclStmt>(S))
    for (const clang::Decl *Each : Declared->decls())
      if (Each->hasAttr<clang::CleanupAttr>())
        return true;
  Keeping K = keeping(S);
  const clang::VarDecl *Var = K.Value ? heldBy(K) : nullptr;
  return passCalls(S, Var && !escapes(Var) ? Var : nullptr);
}

/// Everything that a loop around the statement does may have been done.
bool WayBack::passLoop(const Stmt *S) { return passCalls(S, nullptr); }

/// An `if` that leaves shows what there is to undo, except for what the calls
/// it asks about did.
bool WayBack::evidence(const clang::IfStmt *If, Position At) {
  auto Exit = Exits.exitOf(If);
  if (!Exit)
    return false;
  auto Lines = Exit->Label ? Exits.going(Exit->Label) : Exits.returning();
  if (!Lines)
    return false;
  Leave = Lines;
  Label = Exit->Label;
  if (!passCalls(If->getCond(), nullptr)) {
    Leave.reset();
    return true;
  }
  llvm::DenseSet<const clang::Decl *> Asked;
  forEachBelow(If->getCond(), [&](const Stmt *S) {
    if (const auto *R = dyn_cast<clang::DeclRefExpr>(S))
      Asked.insert(R->getDecl());
    else if (const auto *M = dyn_cast<clang::MemberExpr>(S))
      Asked.insert(M->getMemberDecl());
  });
  // The last statement that set what is asked about.
  for (size_t I = At.Index; I-- != 0;) {
    const Stmt *S = At.In->body_begin()[I];
    const clang::Decl *Set = nullptr;
    if (const auto *B = dyn_cast<clang::BinaryOperator>(S);
        B && B->isAssignmentOp()) {
      const Expr *Target = B->getLHS()->IgnoreParens();
      Set = variableIn(Target);
      if (const auto *M = dyn_cast<clang::MemberExpr>(Target))
        Set = M->getMemberDecl();
    } else if (const auto *Declared = dyn_cast<clang::DeclStmt>(S)) {
      if (llvm::none_of(Declared->decls(),
                        [&](const auto *V) { return Asked.contains(V); }))
        continue;
      if (!pass(S))
        Leave.reset();
      return true;
    }
    if (!Set || !Asked.contains(Set))
      continue;
    if (!pass(S))
      Leave.reset();
    return true;
  }
  return true;
}

bool WayBack::walk(Position At) {
  Start = At.In->body_begin()[At.Index]->getBeginLoc();
  for (;;) {
    while (At.Index != 0) {
      --At.Index;
      const Stmt *S = At.In->body_begin()[At.Index];
      if (const auto *If = dyn_cast<clang::IfStmt>(S); If && evidence(If, At))
        return Leave.has_value();
      if (!pass(S))
        return false;
    }
    // Out of the block, up to the block that its statement stands in.
    const Stmt *Around = At.In;
    if (Around == D->getBody())
      break;
    auto It = Outer.find(Around);
    if (It == Outer.end())
      return false;
    At = It->second;
    const Stmt *S = At.In->body_begin()[At.Index];
    if (const auto *If = dyn_cast<clang::IfStmt>(S)) {
      if (!passCalls(If->getCond(), nullptr))
        return false;
    } else if (!isa<clang::CompoundStmt>(S) && !passLoop(S)) {
      return false;
    }
  }
  Leave = Exits.returning();
  return Leave.has_value();
}

class CheckFixer {
public:
  CheckFixer(Unit &U, const clang::FunctionDecl *D, Values &V,
             facts::FunctionFacts &F)
      : U(U), D(D), V(V), F(F) {}
  void run();

private:
  void findStatements();
  void prepare(Position P);
  bool place(Position P, const clang::VarDecl *Declared, PreparedCheck &Out);
  bool events(const Expr *Value, PreparedCheck &Out);
  bool atLabel(const WayBack &Back, const Keeping &K, PreparedCheck &Out);
  llvm::StringRef lineEnd(const Span &S) const;

  Unit &U;
  const clang::FunctionDecl *D;
  Values &V;
  facts::FunctionFacts &F;
  std::optional<ErrorExits> Exits;
  std::vector<Position> Statements;
  llvm::DenseMap<const Stmt *, Position> Outer; ///< Of each inner block.
};

/// Does the next statement ask about what this one keeps?
bool isAskedAbout(Position P) {
  Keeping K = keeping(P.In->body_begin()[P.Index]);
  const auto *Next =
      P.Index + 1 < P.In->size()
          ? dyn_cast<clang::IfStmt>(P.In->body_begin()[P.Index + 1])
          : nullptr;
  if (!Next)
    return false;
  const auto *Member =
      K.Target ? dyn_cast<clang::MemberExpr>(K.Target) : nullptr;
  bool Asked = false;
  forEachBelow(Next->getCond(), [&](const Stmt *S) {
    if (const auto *M = dyn_cast<clang::MemberExpr>(S))
      Asked |= Member && M->getMemberDecl() == Member->getMemberDecl();
    else if (const auto *E = dyn_cast<clang::DeclRefExpr>(S))
      Asked |= K.Var && E->getDecl() == K.Var;
  });
  return Asked;
}

/// All statements that keep the result of a call, and what is around blocks.
void CheckFixer::findStatements() {
  struct Item {
    const Stmt *S;
    std::optional<Position> Around;
  };
  llvm::SmallVector<Item, 32> Work{{D->getBody(), std::nullopt}};
  while (!Work.empty()) {
    Item I = Work.pop_back_val();
    if (isa<Expr>(I.S)) // Blocks in expressions are left alone.
      continue;
    const auto *C = dyn_cast<clang::CompoundStmt>(I.S);
    if (!C) {
      for (const Stmt *Child : I.S->children())
        if (Child)
          Work.push_back({Child, I.Around});
      continue;
    }
    if (I.Around)
      Outer[C] = *I.Around;
    for (size_t N = 0; N != C->size(); ++N) {
      const Stmt *S = C->body_begin()[N];
      if (keeping(S).Value && !isAskedAbout({C, N}))
        Statements.push_back({C, N});
      Work.push_back({S, Position{C, N}});
    }
  }
}

/// The calls whose result is the value: not those that make arguments.
bool CheckFixer::events(const Expr *Value, PreparedCheck &Out) {
  llvm::SmallVector<const Stmt *, 8> Work{Value};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (const auto *Call = dyn_cast<clang::CallExpr>(S)) {
      if (!Call->getType()->isPointerType() || !V.has(Call))
        continue;
      const facts::Expr &X = F.Exprs[V.value(Call)];
      if (X.Kind == facts::ExprKind::Temp &&
          F.Events[size_t(X.Value)].Kind == facts::EventKind::Call)
        Out.Events.push_back(uint32_t(X.Value));
      continue;
    }
    for (const Stmt *Child : S->children())
      if (Child)
        Work.push_back(Child);
  }
  return !Out.Events.empty();
}

/// What follows S on its line.
llvm::StringRef CheckFixer::lineEnd(const Span &S) const {
  return U.Where.text({S.File, S.End, ~0u}).take_until([](char C) {
    return C == '\n';
  });
}

/// Behind the statement, or behind the declarations that it is one of.
bool CheckFixer::place(Position P, const clang::VarDecl *Declared,
                       PreparedCheck &Out) {
  const Stmt *S = P.In->body_begin()[P.Index];
  Span First = U.Where.span(S->getSourceRange()), Last = First;
  if (Declared) {
    for (size_t I = P.Index + 1;
         I < P.In->size() && isa<clang::DeclStmt>(P.In->body_begin()[I]); ++I) {
      bool Uses = false;
      forEachBelow(P.In->body_begin()[I], [&](const Stmt *Each) {
        const auto *R = dyn_cast<clang::DeclRefExpr>(Each);
        Uses |= (R && R->getDecl() == Declared) || isa<clang::CallExpr>(Each);
      });
      if (Uses)
        return false;
      Last = U.Where.span(P.In->body_begin()[I]->getSourceRange());
    }
  } else {
    Last = U.Where.withSemicolon(First);
  }
  if (!First.valid() || !Last.valid() || Last.File != First.File)
    return false;
  llvm::StringRef Before = U.Where.text({First.File, 0, First.Begin});
  Out.Indent = Before.substr(Before.rfind('\n') + 1).str();
  if (Out.Indent.find_first_not_of(" \t") != std::string::npos)
    return false;
  // A comment behind the statement stays there.
  llvm::StringRef Rest = lineEnd(Last);
  llvm::StringRef Comment = Rest.trim();
  if (!Comment.empty() && !Comment.starts_with("//") &&
      !(Comment.starts_with("/*") && Comment.ends_with("*/")))
    return false;
  uint32_t End = Last.End + uint32_t(Rest.size());
  if (Rest.ends_with("\\"))
    return false;
  if (Declared) { // An empty line between declarations and statements.
    llvm::StringRef Next = lineEnd({First.File, 0, End + 1});
    if (Next.trim().empty())
      End += 1 + uint32_t(Next.size());
    else
      Out.Leave.insert(Out.Leave.begin(), "");
  }
  Out.At = {First.File, End, End};
  return true;
}

/// What stands behind the label may look at the pointer, or give back what is
/// in hand.
bool CheckFixer::atLabel(const WayBack &Back, const Keeping &K,
                         PreparedCheck &Out) {
  bool Fits = true;
  for (const Stmt *Part : Exits->behind(Back.Label))
    forEachBelow(Part, [&](const Stmt *S) {
      const auto *Call = dyn_cast<clang::CallExpr>(S);
      const clang::FunctionDecl *Callee =
          Call ? Call->getDirectCallee() : nullptr;
      if (!Callee || !Callee->getIdentifier())
        return;
      for (const Expr *Arg : Call->arguments()) {
        Span At = U.Where.span(Arg->IgnoreParenImpCasts()->getSourceRange());
        if (U.Where.text(At) == Out.Pointer)
          Out.NullTo.push_back(U.Strings.intern(Callee->getName()));
        const clang::VarDecl *Var = variableIn(Arg);
        llvm::erase_if(Out.Since, [&](const PreparedCheck::Pending &P) {
          return Var && P.Result == Var->getName();
        });
      }
    });
  // Whatever else is done with it there, NULL may be wrong for.
  for (const Stmt *Part : Exits->behind(Back.Label))
    forEachBelow(Part, [&](const Stmt *S) {
      const auto *M = dyn_cast<clang::MemberExpr>(S);
      if (M && K.Var && variableIn(M->getBase()) == K.Var)
        Fits = false;
    });
  return Fits;
}

void CheckFixer::prepare(Position P) {
  Keeping K = keeping(P.In->body_begin()[P.Index]);
  PreparedCheck Out;
  if (!events(K.Value, Out))
    return;
  if (K.Target) {
    if (K.Target->HasSideEffects(U.Context) ||
        !isa<clang::DeclRefExpr, clang::MemberExpr>(K.Target))
      return;
    Out.Pointer = U.Where.text(U.Where.span(K.Target->getSourceRange())).str();
  } else {
    Out.Pointer = K.Var->getName().str();
  }
  if (Out.Pointer.empty() || llvm::StringRef(Out.Pointer).contains('\n'))
    return;
  WayBack Back(U, D, *Exits, Outer);
  if (!Back.walk(P))
    return;
  Out.Leave = *Back.Leave;
  Out.Since = std::move(Back.Pending);
  if (Back.Label && !atLabel(Back, K, Out))
    return;
  if (place(P, K.Target ? nullptr : K.Var, Out))
    F.CheckFixes.push_back(std::move(Out));
}

void CheckFixer::run() {
  findStatements();
  if (Statements.empty() || Statements.size() > MostStatements)
    return;
  Exits.emplace(U, D);
  for (Position P : Statements)
    prepare(P);
}

} // namespace

void gfpcheck::extract::prepareCheckFixes(Unit &U, const clang::FunctionDecl *D,
                                          Values &V, facts::FunctionFacts &F) {
  CheckFixer(U, D, V, F).run();
}
