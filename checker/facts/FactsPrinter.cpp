// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/ExprPrinter.h"
#include "facts/FactsText.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringExtras.h"

using namespace gfpcheck;
using namespace gfpcheck::facts;

namespace {

class Printer : public ExprPrinter {
public:
  Printer(llvm::raw_ostream &OS, const FunctionFacts &F,
          const support::StringPool &Strings)
      : ExprPrinter(OS, F, Strings) {
    rankCalls();
  }
  void function();

private:
  void rankCalls();
  void header();
  void variable(const Variable &V);
  void fields();
  void block(BlockId Id);
  void event(uint32_t Id);
  void call(const Event &E, uint32_t Id);
  void edge(const Edge &E);
  void orphans();
  void fixes();
  void checks();
  void loc(const Loc &L, llvm::StringRef Before);
  void span(const Span &S);

  llvm::DenseMap<uint32_t, uint32_t> CallRank;
};

/// Calls are normally numbered as their events are.
void Printer::rankCalls() {
  uint32_t Rank = 0;
  for (uint32_t I = 0; I < F.Events.size(); ++I)
    if (F.Events[I].Kind == EventKind::Call)
      CallRank[I] = Rank++;
}

void Printer::loc(const Loc &L, llvm::StringRef Before) {
  if (L != Loc())
    OS << Before << L.File << ':' << L.Line << ':' << L.Col;
}

void Printer::span(const Span &S) {
  OS << S.File << ':' << S.Begin << ':' << S.End;
}

void Printer::variable(const Variable &V) {
  constexpr const char *Kinds[] = {"param", "local", "static", "global"};
  OS << "  " << Kinds[unsigned(V.Kind)] << ' ';
  name(V.Name);
  OS << ": ";
  printType(OS, V.Type, Strings);
  if (V.ParamIndex)
    OS << " number " << V.ParamIndex;
  if (V.Size)
    OS << " size " << V.Size;
  if (V.Align != 1)
    OS << " align " << V.Align;
  if (V.Scope)
    OS << " scope " << V.Scope;
  if (V.IsVla)
    OS << " vla";
  if (V.AddressTaken)
    OS << " taken";
  if (V.TypeText) {
    OS << " as ";
    printQuoted(OS, Strings.str(V.TypeText));
  }
  loc(V.Where, " @");
  OS << '\n';
}

void Printer::header() {
  if (F.UniqueName != F.Name) {
    OS << "  unique ";
    printQuoted(OS, Strings.str(F.UniqueName));
    OS << '\n';
  }
  loc(F.Where, "  at ");
  loc(F.End, F.Where == Loc() ? "  to " : " to ");
  if (F.Where != Loc() || F.End != Loc())
    OS << '\n';
  std::string Flags;
  for (auto [Set, Word] :
       {std::pair(F.IsStatic, " static"), std::pair(F.IsInline, " inline"),
        std::pair(F.InMainFile, " main"), std::pair(F.IsInit, " init"),
        std::pair(F.IsWeak, " weak"), std::pair(F.IsNoInline, " noinline"),
        std::pair(F.AddressTaken, " taken"),
        std::pair(F.IsVariadic, " variadic")})
    if (Set)
      Flags += Word;
  if (!Flags.empty())
    OS << "  is" << Flags << '\n';
  OS << "  returns ";
  printType(OS, F.ReturnType, Strings);
  OS << '\n';
  if (F.ParamCount)
    OS << "  params " << F.ParamCount << '\n';
  if (!F.Incomplete.empty()) {
    OS << "  incomplete ";
    printQuoted(OS, F.Incomplete);
    OS << '\n';
  }
  for (const Scope &S : F.Scopes)
    OS << "  scope in " << S.Parent << '\n';
  for (const Variable &V : F.Vars)
    variable(V);
  fields();
}

/// By name, so that the text does not depend on the numbers of strings.
void Printer::fields() {
  std::map<std::pair<llvm::StringRef, llvm::StringRef>,
           std::pair<TypeInfo, bool>>
      Sorted;
  for (const auto &[Key, Type] : Known.Fields)
    Sorted[{Strings.str(Key.first), Strings.str(Key.second)}] = {
        Type, F.FirstMembers.contains(Key)};
  for (const auto &[Key, What] : Sorted) {
    OS << "  field ";
    word(Key.first);
    OS << ' ';
    word(Key.second);
    OS << ": ";
    printType(OS, What.first, Strings);
    OS << (What.second ? " first\n" : "\n");
  }
}

void Printer::call(const Event &E, uint32_t Id) {
  OS << "call";
  if (E.Call != CallRank.lookup(Id))
    OS << '#' << E.Call;
  OS << ' ';
  const CallInfo &C = F.Calls[E.Call];
  if (Strings.str(C.Callee) == "through")
    printQuoted(OS, "through");
  else if (C.Callee)
    name(C.Callee);
  if (C.Through || !C.Callee) {
    OS << (C.Callee ? " through " : "through ");
    expr(C.Through);
    OS << ' ';
  }
  OS << '(';
  llvm::ListSeparator Comma;
  for (ExprId A : C.Args) {
    OS << Comma;
    expr(A);
  }
  OS << ')';
  if (auto It = Known.Temps.find(Id); It != Known.Temps.end()) {
    OS << " gives ";
    printType(OS, It->second, Strings);
  }
  OS << (C.IsMacro ? " macro" : "") << (C.IsCleanup ? " cleanup" : "")
     << (C.ResultUsed ? " used" : "");
  if (!C.Macros.empty()) {
    OS << " from";
    for (StringId M : C.Macros) {
      OS << ' ';
      printQuoted(OS, Strings.str(M));
    }
  }
  for (const ArgText &A : C.ArgTexts) {
    OS << " text ";
    span(A.Range);
    OS << ' ';
    printQuoted(OS, Strings.str(A.Text));
  }
  if (C.Statement.File || C.Statement.Begin || C.Statement.End) {
    OS << " in ";
    span(C.Statement);
  }
}

void Printer::event(uint32_t Id) {
  const Event &E = F.Events[Id];
  OS << "    $" << Id << ' ';
  switch (E.Kind) {
  case EventKind::Assign:
    OS << "assign ";
    expr(E.Target);
    OS << " = ";
    expr(E.Value);
    break;
  case EventKind::Call:
    call(E, Id);
    break;
  case EventKind::Deref:
    OS << "deref ";
    expr(E.Value);
    break;
  case EventKind::Return:
    OS << "return";
    if (E.Value) {
      OS << ' ';
      expr(E.Value);
    }
    break;
  case EventKind::Declare:
    OS << "declare ";
    expr(E.Target);
    break;
  }
  loc(E.Where, " @");
  OS << '\n';
}

void Printer::edge(const Edge &E) {
  OS << "    ";
  if (E.Condition) {
    OS << (E.Sense ? "if " : "unless ");
    expr(E.Condition);
    OS << ' ';
  } else if (!E.Sense) {
    OS << "unless ? ";
  }
  if (!E.NoneOf.empty()) {
    OS << "none of ";
    llvm::ListSeparator Comma;
    for (ExprId C : E.NoneOf) {
      OS << Comma;
      expr(C);
    }
    OS << ' ';
  }
  OS << "goto b" << E.Target << '\n';
}

void Printer::block(BlockId Id) {
  const Block &B = F.Blocks[Id];
  OS << "  b" << Id;
  if (B.EventCount == 0 && B.FirstEvent)
    OS << " from " << B.FirstEvent;
  OS << ":\n";
  for (uint32_t I = 0; I < B.EventCount; ++I)
    event(B.FirstEvent + I);
  if (B.IsExit)
    OS << "    exit\n";
  if (B.Terminator != Loc()) {
    loc(B.Terminator, "    branch @");
    OS << '\n';
  }
  for (const Edge &E : B.Edges)
    edge(E);
}

void Printer::orphans() {
  llvm::DenseSet<uint32_t> Placed;
  for (const Block &B : F.Blocks)
    for (uint32_t I = 0; I < B.EventCount; ++I)
      Placed.insert(B.FirstEvent + I);
  if (Placed.size() == F.Events.size())
    return;
  OS << "  nowhere:\n";
  for (uint32_t I = 0; I < F.Events.size(); ++I)
    if (!Placed.contains(I))
      event(I);
}

void Printer::fixes() {
  for (const PreparedFix &Fix : F.StackFixes) {
    OS << "  fix " << Fix.Var << ' ';
    printQuoted(OS, Fix.Description);
    for (const PreparedEdit &E : Fix.Edits) {
      OS << " edit ";
      span(E.Range);
      OS << ' ';
      printQuoted(OS, E.Text);
    }
    OS << '\n';
  }
}

void Printer::checks() {
  auto Text = [&](const char *Word, llvm::StringRef S) {
    OS << ' ' << Word << ' ';
    printQuoted(OS, S);
  };
  for (const PreparedCheck &C : F.CheckFixes) {
    OS << "  check";
    for (uint32_t E : C.Events)
      OS << " $" << E;
    OS << " at ";
    span(C.At);
    Text("indent", C.Indent);
    Text("of", C.Pointer);
    for (const std::string &Line : C.Leave)
      Text("leave", Line);
    for (const PreparedCheck::Pending &P : C.Since) {
      Text("since", Strings.str(P.Callee));
      if (!P.Result.empty())
        Text("gives", P.Result);
    }
    for (StringId To : C.NullTo)
      Text("to", Strings.str(To));
    OS << '\n';
  }
}

void Printer::function() {
  OS << "function ";
  name(F.Name);
  OS << " {\n";
  header();
  for (BlockId I = 0; I < F.Blocks.size(); ++I)
    block(I);
  orphans();
  fixes();
  checks();
  OS << "}\n";
}

void printEnvironment(llvm::raw_ostream &OS, const TuEnvironment &Env) {
  if (Env.FrameWarn)
    OS << "frame_warn " << Env.FrameWarn << '\n';
  if (Env.KernelVersion)
    OS << "kernel_version " << Env.KernelVersion << '\n';
  if (!Env.Module.empty()) {
    OS << "module ";
    printQuoted(OS, Env.Module);
    OS << "\n";
  }
  if (Env.PreemptRt)
    OS << "preempt_rt\n";
  if (Env.IsModule)
    OS << "is_module\n";
  for (const auto &[Name, Value] : Env.GfpMacros) {
    OS << "gfp ";
    printQuoted(OS, Name);
    OS << ' ' << int64_t(Value) << '\n';
  }
  for (const auto &[Name, Value] : Env.Constants) {
    OS << "constant ";
    printQuoted(OS, Name);
    OS << ' ' << Value << '\n';
  }
}

void printBinding(llvm::raw_ostream &OS, const Binding &B,
                  const support::StringPool &Strings) {
  auto Part = [&](const char *Word, StringId Id) {
    if (!Id)
      return;
    OS << ' ' << Word << ' ';
    printQuoted(OS, Strings.str(Id));
  };
  OS << "binding";
  Part("record", B.Record);
  Part("field", B.Field);
  Part("function", B.Function);
  Part("object", B.Object);
  Part("in", B.InFunction);
  if (B.Where != Loc())
    OS << " @" << B.Where.File << ':' << B.Where.Line << ':' << B.Where.Col;
  OS << '\n';
}

} // namespace

void gfpcheck::facts::print(llvm::raw_ostream &OS, const FunctionFacts &F,
                            const support::StringPool &Strings) {
  Printer(OS, F, Strings).function();
}

void gfpcheck::facts::print(llvm::raw_ostream &OS, ExprId E,
                            const FunctionFacts &F,
                            const support::StringPool &Strings) {
  ExprPrinter(OS, F, Strings).expr(E);
}

void gfpcheck::facts::print(llvm::raw_ostream &OS, const TuFacts &Tu) {
  OS << "facts 1\n";
  for (size_t I = 1; I < Tu.Files.size(); ++I) {
    OS << "file ";
    printQuoted(OS, Tu.Files[I]);
    OS << '\n';
  }
  if (Tu.MainFile)
    OS << "main_file " << Tu.MainFile << '\n';
  printEnvironment(OS, Tu.Environment);
  for (const Binding &B : Tu.Bindings)
    printBinding(OS, B, *Tu.Strings);
  for (const auto &F : Tu.Functions)
    print(OS, *F, *Tu.Strings);
}
