// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "extract/StackFix.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "clang/AST/TypeLoc.h"
#include "llvm/ADT/StringExtras.h"

using namespace gfpcheck;
using namespace gfpcheck::extract;
using clang::Expr;
using clang::SourceLocation;
using clang::Stmt;
using facts::PreparedEdit;
using facts::PreparedFix;
using facts::Span;
using llvm::dyn_cast;
using llvm::isa;

namespace {

/// Smaller arrays are nobody's problem.
constexpr uint64_t SmallestArray = 256;

/// What matters of a body, found in one pass.
struct BodyUses {
  struct Return {
    const clang::ReturnStmt *S;
    const Stmt *Parent;
  };
  std::vector<Return> Returns;
  /// Used other than as a pointer to its first element could be.
  llvm::DenseSet<const clang::VarDecl *> Bound;
  llvm::DenseSet<const clang::VarDecl *> InReturn;
  /// Compared with zero, as error codes are.
  llvm::DenseSet<const clang::VarDecl *> Tested;

  llvm::DenseSet<const clang::VarDecl *> Mentioned;
  /// Each sizeof of an array itself.
  std::vector<std::pair<const clang::VarDecl *, const Expr *>> Sizes;

  void read(const Stmt *Body);
  bool uses(const clang::VarDecl *V) const { return Mentioned.contains(V); }

private:
  struct Item {
    const Stmt *S, *Parent;
    bool Measured, Returned;
    bool Sized = false; ///< In the sizeof of no more than an array.
  };
  void visit(const Item &I);
  void test(const Expr *E);
  std::vector<Item> Work;
};

const clang::VarDecl *variableOf(const Expr *E) {
  const auto *D = dyn_cast<clang::DeclRefExpr>(E->IgnoreParenImpCasts());
  return D ? dyn_cast<clang::VarDecl>(D->getDecl()) : nullptr;
}

/// The array that E is the size of, or null.
const clang::VarDecl *measuredBy(const Stmt *S) {
  const auto *E = dyn_cast<clang::UnaryExprOrTypeTraitExpr>(S);
  return E && E->getKind() == clang::UETT_SizeOf && !E->isArgumentType()
             ? variableOf(E->getArgumentExpr())
             : nullptr;
}

void BodyUses::read(const Stmt *Body) {
  Work.push_back({Body, nullptr, false, false});
  while (!Work.empty()) {
    Item I = Work.back();
    Work.pop_back();
    visit(I);
    bool Measured = I.Measured || isa<clang::UnaryExprOrTypeTraitExpr>(I.S) ||
                    isa<clang::GCCAsmStmt>(I.S);
    bool Returned = I.Returned || isa<clang::ReturnStmt>(I.S);
    const clang::VarDecl *Size = measuredBy(I.S);
    if (Size)
      Sizes.push_back({Size, llvm::cast<Expr>(I.S)});
    llvm::SmallVector<const Stmt *, 8> Children(I.S->child_begin(),
                                                I.S->child_end());
    for (const Stmt *Child : llvm::reverse(Children))
      if (Child)
        Work.push_back({Child, I.S, Measured, Returned,
                        Size || (I.Sized && isa<clang::ParenExpr>(I.S))});
  }
}

void BodyUses::test(const Expr *E) {
  if (const clang::VarDecl *V = variableOf(E))
    Tested.insert(V);
}

void BodyUses::visit(const Item &I) {
  if (const auto *R = dyn_cast<clang::ReturnStmt>(I.S)) {
    Returns.push_back({R, I.Parent});
  } else if (const auto *D = dyn_cast<clang::DeclRefExpr>(I.S)) {
    const auto *V = dyn_cast<clang::VarDecl>(D->getDecl());
    if (!V)
      return;
    Mentioned.insert(V);
    const auto *Cast =
        llvm::dyn_cast_or_null<clang::ImplicitCastExpr>(I.Parent);
    bool Decays = Cast && Cast->getCastKind() == clang::CK_ArrayToPointerDecay;
    if (!I.Sized && (I.Measured || !Decays))
      Bound.insert(V);
    if (I.Returned)
      InReturn.insert(V);
  } else if (const auto *B = dyn_cast<clang::BinaryOperator>(I.S)) {
    if (B->getOpcode() == clang::BO_LT)
      test(B->getLHS());
  } else if (const auto *If = dyn_cast<clang::IfStmt>(I.S)) {
    test(If->getCond());
  }
}

class StackFixer {
public:
  StackFixer(Unit &U, const HeapWords &Words, const clang::FunctionDecl *D,
             Values &V, facts::FunctionFacts &F)
      : U(U), Words(Words), D(D), V(V), F(F) {}
  void run();

private:
  bool findCandidates();
  bool isCandidate(const clang::DeclStmt *S) const;
  bool endsWithReturn() const;
  bool waysOutArePlain();
  bool isPlainValue(const Expr *E) const;
  bool saysErrors() const;
  void prepare(const clang::DeclStmt *S);
  bool declaration(const clang::DeclStmt *S, const clang::VarDecl *Var,
                   PreparedFix &Fix) const;
  bool sizes(const clang::VarDecl *Var, PreparedFix &Fix) const;
  bool allocation(const clang::VarDecl *Var, PreparedFix &Fix) const;
  bool release(const BodyUses::Return &R, llvm::StringRef Name,
               PreparedFix &Fix) const;
  bool releaseInBraces(const Span &S, const Stmt *Parent, llvm::StringRef Call,
                       PreparedFix &Fix) const;
  bool releaseAtEnd(llvm::StringRef Name, PreparedFix &Fix) const;
  std::string sizeOf(const clang::VarDecl *Var) const;
  std::string indentation(const Span &S) const;
  bool isDeclared(llvm::StringRef Name) const;
  static void insert(PreparedFix &Fix, uint32_t File, uint32_t At,
                     std::string Text) {
    Fix.Edits.push_back({{File, At, At}, std::move(Text)});
  }

  Unit &U;
  const HeapWords &Words;
  const clang::FunctionDecl *D;
  Values &V;
  facts::FunctionFacts &F;
  const clang::CompoundStmt *Body = nullptr;
  std::vector<const clang::DeclStmt *> Candidates;
  const Stmt *First = nullptr; ///< The first statement behind declarations.
  BodyUses Uses;
};

bool StackFixer::isDeclared(llvm::StringRef Name) const {
  return U.Context.Idents.get(Name).hadMacroDefinition() ||
         !U.Names.find(Name).empty();
}

bool StackFixer::isCandidate(const clang::DeclStmt *S) const {
  const auto *Var = S->isSingleDecl()
                        ? dyn_cast<clang::VarDecl>(S->getSingleDecl())
                        : nullptr;
  if (!Var || !Var->hasLocalStorage() || Var->hasInit() || Var->hasAttrs())
    return false;
  const auto *Array = U.Context.getAsConstantArrayType(Var->getType());
  return Array && Array->getElementType()->isIntegerType() &&
         U.Context.getTypeSizeInChars(Array).getQuantity() >=
             int64_t(SmallestArray);
}

/// The declarations that the body begins with.
bool StackFixer::findCandidates() {
  for (const Stmt *S : Body->body()) {
    const auto *Declaration = dyn_cast<clang::DeclStmt>(S);
    if (!Declaration) {
      First = S;
      break;
    }
    if (isCandidate(Declaration))
      Candidates.push_back(Declaration);
  }
  return First && !Candidates.empty();
}

/// Evaluated after the memory is gone, the value is still the same.
bool StackFixer::isPlainValue(const Expr *E) const {
  E = E->IgnoreParenImpCasts();
  if (const auto *O = dyn_cast<clang::UnaryOperator>(E))
    return O->getOpcode() == clang::UO_Minus && isPlainValue(O->getSubExpr());
  if (const clang::VarDecl *Var = variableOf(E))
    return Var->hasLocalStorage() && Var->getType()->isIntegerType();
  return isa<clang::IntegerLiteral>(E) ||
         (isa<clang::DeclRefExpr>(E) && !variableOf(E));
}

bool StackFixer::endsWithReturn() const {
  const Stmt *Last = Body->body_back();
  while (const auto *Label = dyn_cast<clang::LabelStmt>(Last))
    Last = Label->getSubStmt();
  return isa<clang::ReturnStmt>(Last);
}

bool StackFixer::waysOutArePlain() {
  for (const BodyUses::Return &R : Uses.Returns) {
    if (R.S->getBeginLoc().isMacroID() ||
        (R.S->getRetValue() && !isPlainValue(R.S->getRetValue())))
      return false;
  }
  return D->getReturnType()->isVoidType() || endsWithReturn();
}

/// Does the function return negative error codes?
bool StackFixer::saysErrors() const {
  if (D->getReturnType()->isVoidType())
    return true;
  if (!D->getReturnType()->isSignedIntegerType())
    return false;
  for (const BodyUses::Return &R : Uses.Returns) {
    Expr::EvalResult Value;
    const Expr *E = R.S->getRetValue();
    if (!E)
      continue;
    if (const clang::VarDecl *Var = variableOf(E))
      if (Uses.Tested.contains(Var))
        return true;
    if (E->EvaluateAsInt(Value, U.Context) && Value.Val.getInt().isNegative())
      return true;
  }
  return false;
}

void StackFixer::run() {
  Body = dyn_cast<clang::CompoundStmt>(D->getBody());
  if (!Body || !findCandidates() || !isDeclared(Words.Allocate) ||
      !isDeclared(Words.Free))
    return;
  Uses.read(Body);
  if (!waysOutArePlain() || !saysErrors())
    return;
  for (const clang::DeclStmt *S : Candidates)
    prepare(S);
}

std::string StackFixer::indentation(const Span &S) const {
  Span Line = {S.File, 0, S.Begin};
  llvm::StringRef Before = U.Where.text(Line);
  Before = Before.substr(Before.rfind('\n') + 1);
  return Before.take_while([](char C) { return C == ' ' || C == '\t'; }).str();
}

/// The size in bytes as a developer would write it.
std::string StackFixer::sizeOf(const clang::VarDecl *Var) const {
  clang::TypeLoc T = Var->getTypeSourceInfo()->getTypeLoc();
  auto Array = T.getAs<clang::ArrayTypeLoc>();
  if (!Array || !Array.getSizeExpr())
    return "";
  Span S = U.Where.span(Array.getSizeExpr()->getSourceRange());
  std::string Count = U.Where.text(S).str();
  if (Count.empty() || Count.find('%') != std::string::npos)
    return "";
  clang::QualType Element =
      U.Context.getAsConstantArrayType(Var->getType())->getElementType();
  if (U.Context.getTypeSizeInChars(Element).isOne())
    return Count;
  bool Simple =
      llvm::all_of(Count, [](char C) { return llvm::isAlnum(C) || C == '_'; });
  return (Simple ? Count : "(" + Count + ")") + " * sizeof(*" +
         Var->getName().str() + ")";
}

/// char buf[N]; becomes char *buf;
bool StackFixer::declaration(const clang::DeclStmt *S,
                             const clang::VarDecl *Var,
                             PreparedFix &Fix) const {
  Span Whole = U.Where.span(S->getSourceRange());
  Span Name = U.Where.span({Var->getLocation(), Var->getLocation()});
  if (!Whole.valid() || !Name.valid() || Name.File != Whole.File ||
      Name.Begin < Whole.Begin)
    return false;
  llvm::StringRef Type = U.Where.text({Whole.File, Whole.Begin, Name.Begin});
  Fix.Edits.push_back(
      {Whole, (Type.rtrim() + " *" + Var->getName() + ";").str()});
  return true;
}

/// sizeof(buf) becomes what the size of the array was.
bool StackFixer::sizes(const clang::VarDecl *Var, PreparedFix &Fix) const {
  std::string Size = sizeOf(Var);
  bool Simple =
      llvm::all_of(Size, [](char C) { return llvm::isAlnum(C) || C == '_'; });
  for (const auto &[Of, E] : Uses.Sizes) {
    if (Of != Var)
      continue;
    Span At = U.Where.span(E->getSourceRange());
    // A macro may want the array itself.
    if (!At.valid() || !U.Where.text(At).starts_with("sizeof"))
      return false;
    bool Known = llvm::any_of(Fix.Edits, [&](const PreparedEdit &Other) {
      return Other.Range.Begin == At.Begin && Other.Range.End == At.End;
    });
    if (!Known)
      Fix.Edits.push_back({At, Simple ? Size : "(" + Size + ")"});
  }
  return true;
}

bool StackFixer::allocation(const clang::VarDecl *Var, PreparedFix &Fix) const {
  Span At = U.Where.span(First->getSourceRange());
  std::string Size = sizeOf(Var);
  if (!At.valid() || Size.empty())
    return false;
  std::string Indent = indentation(At), Name = Var->getName().str();
  std::string Return = D->getReturnType()->isVoidType()
                           ? "return;"
                           : "return " + Words.NoMemory + ";";
  insert(Fix, At.File, At.Begin,
         Name + " = " + Words.Allocate + "(" + Size + ", %);\n" + Indent +
             "if (!" + Name + ")\n" + Indent + "\t" + Return + "\n" + Indent);
  return true;
}

/// if (c) return x; gets braces.
bool StackFixer::releaseInBraces(const Span &S, const Stmt *Parent,
                                 llvm::StringRef Call, PreparedFix &Fix) const {
  const auto *If = dyn_cast<clang::IfStmt>(Parent);
  Span Around = U.Where.span(Parent->getSourceRange());
  if (!If || If->getElse() || !Around.valid() || Around.File != S.File)
    return false;
  llvm::StringRef Before = U.Where.text({S.File, Around.Begin, S.Begin});
  llvm::StringRef Head = Before.rtrim();
  if (!Head.ends_with(")"))
    return false;
  std::string Inner = indentation(S), Outer = indentation(Around);
  if (Inner == Outer)
    Inner += "\t";
  Span Gap = {S.File, Around.Begin + uint32_t(Head.size()), S.Begin};
  Fix.Edits.push_back({Gap, " {\n" + Inner + Call.str() + "\n" + Inner});
  insert(Fix, S.File, S.End, "\n" + Outer + "}");
  return true;
}

bool StackFixer::release(const BodyUses::Return &R, llvm::StringRef Name,
                         PreparedFix &Fix) const {
  Span S = U.Where.withSemicolon(U.Where.span(R.S->getSourceRange()));
  if (!S.valid())
    return false;
  std::string Call = Words.Free + "(" + Name.str() + ");";
  if (!isa<clang::CompoundStmt, clang::LabelStmt, clang::SwitchCase>(R.Parent))
    return releaseInBraces(S, R.Parent, Call, Fix);
  // Behind something else on its line, such as a brace, it stays there.
  bool Alone =
      U.Where.text({S.File, 0, S.Begin}).ends_with("\n" + indentation(S));
  insert(Fix, S.File, S.Begin, Call + (Alone ? "\n" + indentation(S) : " "));
  return true;
}

/// Before the last brace of a function that does not end with a return.
bool StackFixer::releaseAtEnd(llvm::StringRef Name, PreparedFix &Fix) const {
  if (endsWithReturn())
    return true;
  Span Brace = U.Where.span({Body->getRBracLoc(), Body->getRBracLoc()});
  Span Line = U.Where.span(First->getSourceRange());
  if (!Brace.valid())
    return false;
  insert(Fix, Brace.File, Brace.Begin,
         indentation(Line) + Words.Free + "(" + Name.str() + ");\n");
  return true;
}

void StackFixer::prepare(const clang::DeclStmt *S) {
  const auto *Var = llvm::cast<clang::VarDecl>(S->getSingleDecl());
  if (Uses.Bound.contains(Var) || Uses.InReturn.contains(Var))
    return;
  // Another declaration must not use the array before it is there.
  for (const Stmt *Each : Body->body()) {
    if (Each == First)
      break;
    BodyUses Inside;
    Inside.read(Each);
    if (Inside.uses(Var))
      return;
  }
  PreparedFix Fix;
  Fix.Description = "allocate " + Var->getName().str() + " with " +
                    Words.Allocate + " and free it on every way out";
  if (!declaration(S, Var, Fix) || !allocation(Var, Fix) || !sizes(Var, Fix))
    return;
  for (const BodyUses::Return &R : Uses.Returns)
    if (!release(R, Var->getName(), Fix))
      return;
  if (!releaseAtEnd(Var->getName(), Fix))
    return;
  llvm::sort(Fix.Edits, [](const PreparedEdit &A, const PreparedEdit &B) {
    return A.Range.Begin < B.Range.Begin;
  });
  Fix.Var = uint32_t(F.Exprs[V.variable(Var)].Value);
  F.StackFixes.push_back(std::move(Fix));
}

} // namespace

void gfpcheck::extract::prepareStackFixes(Unit &U, const HeapWords &Words,
                                          const clang::FunctionDecl *D,
                                          Values &V, facts::FunctionFacts &F) {
  if (!Words.Allocate.empty())
    StackFixer(U, Words, D, V, F).run();
}
