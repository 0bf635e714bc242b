// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/FactsVerifier.h"

using namespace gfpcheck;
using namespace gfpcheck::facts;

namespace {

class Verifier {
public:
  Verifier(const FunctionFacts &F, const support::StringPool &Strings,
           size_t FileCount)
      : F(F), Strings(Strings), FileCount(FileCount) {}

  /// What is wrong first, or nothing.
  std::string run();

private:
  void expressions();
  void operands(ExprId Id, const Expr &E);
  void variables();
  void events();
  void event(uint32_t Id, const Event &E);
  void call(uint32_t Id, const CallInfo &C);
  void check(size_t Id, const PreparedCheck &C);
  void blocks();
  void block(BlockId Id, const Block &B);

  /// What is looked at from now on.
  void at(const char *NewPart, size_t NewNumber) {
    Part = NewPart;
    Number = NewNumber;
  }
  void require(bool Holds, const char *Otherwise) {
    if (!Holds && Wrong.empty())
      Wrong = (llvm::Twine(Part) + " " + llvm::Twine(Number) + ": " + Otherwise)
                  .str();
  }
  void string(StringId Id) { require(Id < Strings.size(), "no such string"); }
  void expr(ExprId Id) { require(Id < F.Exprs.size(), "no such expression"); }
  void loc(const Loc &L) {
    require(L.File == 0 || L.File < FileCount, "no such file");
  }
  void span(const Span &S) {
    require(S.File == 0 || (S.File < FileCount && S.Begin <= S.End),
            "not a range of a file");
  }

  const FunctionFacts &F;
  const support::StringPool &Strings;
  size_t FileCount;
  const char *Part = "function";
  size_t Number = 0;
  std::string Wrong;
};

std::string Verifier::run() {
  string(F.Name);
  string(F.UniqueName);
  string(F.ReturnType.Record);
  loc(F.Where);
  loc(F.End);
  variables();
  expressions();
  events();
  blocks();
  for (const PreparedFix &Fix : F.StackFixes) {
    at("fix for variable", Fix.Var);
    require(Fix.Var < F.Vars.size(), "no such variable");
    for (const PreparedEdit &E : Fix.Edits)
      span(E.Range);
  }
  for (size_t I = 0; I < F.CheckFixes.size() && Wrong.empty(); ++I)
    check(I, F.CheckFixes[I]);
  return Wrong;
}

void Verifier::variables() {
  at("function", 0);
  require(F.ParamCount <= F.Vars.size(), "fewer variables than parameters");
  for (size_t I = 0; I < F.Vars.size() && Wrong.empty(); ++I) {
    const Variable &V = F.Vars[I];
    at("variable", I);
    string(V.Name);
    string(V.TypeText);
    string(V.Type.Record);
    loc(V.Where);
    require(V.Kind <= VarKind::Global, "no such kind");
    bool IsParam = V.Kind == VarKind::Param;
    require(IsParam == (I < F.ParamCount), "parameters come first");
    require(!IsParam || V.ParamIndex == I, "wrong parameter number");
    require(V.Scope == 0 || V.Scope < F.Scopes.size(), "no such scope");
  }
  for (size_t I = 0; I < F.Scopes.size(); ++I) {
    at("scope", I);
    require(F.Scopes[I].Parent < I || (I == 0 && F.Scopes[I].Parent == 0),
            "not inside an earlier one");
  }
}

void Verifier::operands(ExprId Id, const Expr &E) {
  bool UsesA = false, UsesB = false;
  switch (E.Kind) {
  case ExprKind::Field:
  case ExprKind::Deref:
  case ExprKind::AddrOf:
  case ExprKind::Unary:
  case ExprKind::Cast:
    UsesA = true;
    break;
  case ExprKind::Index:
  case ExprKind::Binary:
    UsesA = UsesB = true;
    break;
  default:
    break;
  }
  at("expression", Id);
  require(E.A < Id || (E.A == 0 && Id == 0), "is made of a later expression");
  require(E.B < Id || (E.B == 0 && Id == 0), "is made of a later expression");
  require(UsesA || E.A == 0, "has an operand too many");
  require(UsesB || E.B == 0, "has an operand too many");
}

void Verifier::expressions() {
  for (ExprId Id = 0; Id < F.Exprs.size() && Wrong.empty(); ++Id) {
    const Expr &E = F.Exprs[Id];
    at("expression", Id);
    require(E.Kind <= ExprKind::Cast, "no such kind");
    operands(Id, E);
    string(E.Name);
    string(E.Name2);
    string(E.Type.Record);
    if (E.Kind == ExprKind::Var)
      require(E.Value >= 0 && size_t(E.Value) < F.Vars.size(),
              "no such variable");
    if (E.Kind == ExprKind::Temp)
      require(E.Value >= 0 && size_t(E.Value) < F.Events.size(),
              "no such event");
    bool Unary = E.Operator >= Op::Not && E.Operator <= Op::Neg;
    bool Binary = E.Operator >= Op::Add && E.Operator <= Op::Ge;
    require(E.Kind == ExprKind::Unary    ? Unary
            : E.Kind == ExprKind::Binary ? Binary
                                         : E.Operator == Op::None,
            "wrong operator");
  }
}

void Verifier::call(uint32_t Id, const CallInfo &C) {
  at("call", Id);
  string(C.Callee);
  expr(C.Through);
  for (StringId M : C.Macros)
    string(M);
  for (ExprId A : C.Args)
    expr(A);
  require(C.ArgTexts.empty() || C.ArgTexts.size() == C.Args.size(),
          "texts of some arguments only");
  for (const ArgText &A : C.ArgTexts) {
    span(A.Range);
    string(A.Text);
  }
  span(C.Statement);
}

void Verifier::event(uint32_t Id, const Event &E) {
  at("event", Id);
  expr(E.Target);
  expr(E.Value);
  loc(E.Where);
  if (!Wrong.empty())
    return;
  switch (E.Kind) {
  case EventKind::Assign:
    require(F.Exprs.isPlace(E.Target), "assigns to no place");
    return;
  case EventKind::Declare:
    require(F.Exprs[E.Target].Kind == ExprKind::Var, "declares no variable");
    return;
  case EventKind::Call:
    require(E.Call < F.Calls.size(), "no such call");
    return;
  case EventKind::Deref:
  case EventKind::Return:
    require(E.Target == 0, "has a target");
    return;
  }
  require(false, "no such kind");
}

void Verifier::events() {
  for (uint32_t I = 0; I < F.Events.size() && Wrong.empty(); ++I)
    event(I, F.Events[I]);
  for (uint32_t I = 0; I < F.Calls.size() && Wrong.empty(); ++I)
    call(I, F.Calls[I]);
}

void Verifier::check(size_t Id, const PreparedCheck &C) {
  at("check", Id);
  for (uint32_t E : C.Events)
    require(E < F.Events.size() && F.Events[E].Kind == EventKind::Call,
            "of no call");
  span(C.At);
  for (const PreparedCheck::Pending &P : C.Since)
    string(P.Callee);
  for (StringId To : C.NullTo)
    string(To);
}

void Verifier::block(BlockId Id, const Block &B) {
  at("block", Id);
  require(uint64_t(B.FirstEvent) + B.EventCount <= F.Events.size(),
          "no such events");
  loc(B.Terminator);
  for (const Edge &E : B.Edges) {
    require(E.Target < F.Blocks.size(), "no such block");
    expr(E.Condition);
    for (ExprId C : E.NoneOf)
      expr(C);
  }
  if (!Wrong.empty())
    return;
  for (uint32_t I = 0; I + 1 < B.EventCount; ++I)
    require(F.Events[B.FirstEvent + I].Kind != EventKind::Return,
            "goes on after a return");
  bool Returns =
      B.EventCount &&
      F.Events[B.FirstEvent + B.EventCount - 1].Kind == EventKind::Return;
  require(!B.IsExit || (Returns && B.Edges.empty()),
          "is an exit without a return");
}

void Verifier::blocks() {
  at("function", 0);
  require(!F.Blocks.empty(), "no entry block");
  for (BlockId I = 0; I < F.Blocks.size() && Wrong.empty(); ++I)
    block(I, F.Blocks[I]);
}

} // namespace

llvm::Error gfpcheck::facts::verify(const FunctionFacts &F,
                                    const support::StringPool &Strings,
                                    size_t FileCount) {
  std::string Wrong = Verifier(F, Strings, FileCount).run();
  if (Wrong.empty())
    return llvm::Error::success();
  llvm::StringRef Name =
      F.Name < Strings.size() ? Strings.str(F.Name) : llvm::StringRef();
  return llvm::createStringError("function '" + Name + "': " + Wrong);
}

llvm::Error gfpcheck::facts::verify(const TuFacts &Tu) {
  if (!Tu.Strings)
    return llvm::createStringError("no strings");
  if (Tu.Files.empty() || Tu.MainFile >= Tu.Files.size())
    return llvm::createStringError("no such main file");
  for (const Binding &B : Tu.Bindings)
    for (StringId Id : {B.Record, B.Field, B.Function, B.Object, B.InFunction})
      if (Id >= Tu.Strings->size() || B.Where.File >= Tu.Files.size())
        return llvm::createStringError("malformed binding");
  for (const auto &F : Tu.Functions)
    if (llvm::Error E = verify(*F, *Tu.Strings, Tu.Files.size()))
      return E;
  return llvm::Error::success();
}
