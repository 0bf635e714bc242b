// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Why.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include <set>

namespace gfpcheck::link {

using llvm::raw_ostream;
using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;

namespace {

std::string quoted(StringRef Code) { return "'" + Code.str() + "'"; }

/// Names come out of files that anyone may have written.
std::string utf8(StringRef S) { return llvm::json::fixUTF8(S); }

std::string stepWords(const Index &I, const ChainStep &S) {
  std::string Text =
      quoted(I.name(S.Caller)) + " calls " + quoted(I.name(S.Callee));
  if (!S.Pointer)
    return Text;
  Text += S.Slot.empty() ? " through a pointer" : " through " + quoted(S.Slot);
  if (S.Targets > 1)
    Text += ", one of " + std::to_string(S.Targets) + " that it may be";
  return Text;
}

std::string effectWords(const IndexEffect &E) {
  std::string Words = kindWords(E.Kind, E.Lock);
  return (E.Enters ? "returns while " : "ends what the caller had: ") + Words +
         (E.Always ? "" : ", on some ways out");
}

std::string whenWords(const IndexSleep &S) {
  std::string Text;
  for (StringRef W : S.When)
    Text += (Text.empty() ? ", if " : " and ") + W.str();
  if (S.Sometimes)
    Text +=
        Text.empty() ? ", under conditions that cannot be told" : " (and more)";
  if (S.Unlocked)
    Text += ", after it let go what its caller holds";
  return Text;
}

} // namespace

std::string kindWords(model::ContextKind K, StringRef Lock) {
  std::string Text = model::contextText(K).str();
  if (size_t At = Text.find("'{}'"); At != std::string::npos)
    return Lock.empty()
               ? (Text[0] == 'r' ? "an " : "a ") + Text.replace(At, 5, "")
               : Text.replace(At + 1, 2, Lock.str());
  return Text;
}

std::string WhyTeller::place(const IndexLoc &L) const {
  if (!L.File)
    return "";
  return Path(I.file(L.File)) + ":" + std::to_string(L.Line) + ":" +
         std::to_string(L.Column);
}

std::string WhyTeller::contextWords(const ContextWitness &W) const {
  if (W.Kind == EntryMaySleep)
    return "where sleeping is allowed";
  if (W.Kind == EntryUnknown)
    return "from a function of which no caller is known";
  StringRef Lock = W.Begin ? W.Begin->Lock : W.Root ? W.Root->Lock : "";
  std::string Words = kindWords(model::ContextKind(W.Kind), Lock);
  return StringRef(Words).starts_with("in ") ? Words : "while " + Words;
}

std::string WhyTeller::beginWords(const ContextWitness &W) const {
  std::string Self = quoted(I.name(W.Function));
  if (W.Begin)
    return quoted(W.Begin->Api) + " begins the context" +
           (W.Begin->Call.File ? ", called by " : " in ") + Self;
  if (W.Root)
    return Self + " is " + W.Root->How.str() +
           (W.Root->InFunction.empty() ? ""
                                       : " in " + quoted(W.Root->InFunction)) +
           (W.Root->Source.empty()
                ? ""
                : " (context: " + W.Root->Source.str() + ")");
  return Self + " is not called by anything in the program";
}

void WhyTeller::text(const WhyAnswer &A, raw_ostream &OS) const {
  auto Line = [&](unsigned Indent, std::string Where, const std::string &Text) {
    OS.indent(Indent) << (Where.empty() ? "" : Where + ": ") << Text << '\n';
  };
  auto Steps = [&](llvm::ArrayRef<ChainStep> Steps) {
    for (const ChainStep &S : Steps)
      Line(4, place(S.Where), stepWords(I, S));
  };
  if (A.AskedForChain) {
    if (!A.Way) {
      OS << "no chain of calls is known\n";
      return;
    }
    Steps(A.Way->Steps);
    for (const auto &[Function, B] : A.Way->Held)
      Line(4, place(B->Where),
           kindWords(B->Kind, B->Lock) + " by " + quoted(I.name(Function)) +
               " on the way");
    return;
  }
  IndexDetail D = I.detail(A.Functions.front());
  if (D.HasBody)
    OS << place(D.Where) << ": " << quoted(D.Name) << '\n';
  else
    OS << quoted(D.Name) << ", of which no body is in the program\n";
  if (!D.Complete)
    OS << "  its body was too large to be followed on every path\n";
  OS << "\nreached\n";
  for (const ContextWitness &W : A.Contexts) {
    Line(2, "", contextWords(W));
    IndexLoc Where = W.Begin  ? W.Begin->Where
                     : W.Root ? W.Root->Where
                              : I.detail(W.Function).Where;
    Line(4, place(Where), beginWords(W));
    Steps(W.Steps);
  }
  if (!D.HasBody)
    return;
  OS << (D.Sleeps.empty() ? "\nsleeps: not that anything is known of\n"
                          : "\nmay sleep\n");
  for (const IndexSleep &S : D.Sleeps) {
    Line(2, place(S.Where),
         S.What.str() + whenWords(S) +
             (S.Why.empty() ? "" : ": " + S.Why.str()));
    StringRef In = D.Name;
    for (const IndexStep &Step : S.Path) {
      Line(4, place(Step.Where), quoted(In) + " calls " + quoted(Step.Callee));
      In = Step.Callee;
    }
  }
  if (D.MoreSleeps)
    OS << "  and in " << D.MoreSleeps << " other places\n";
  if (!A.Locks.empty() || !D.Effects.empty())
    OS << "\nlocks\n";
  for (const IndexBegin &B : A.Locks)
    Line(2, place(B.Where), quoted(B.Api) + ": " + kindWords(B.Kind, B.Lock));
  for (const IndexEffect &E : D.Effects)
    Line(2, place(E.Where), effectWords(E));
}

void WhyTeller::json(const WhyAnswer &A, raw_ostream &OS) const {
  auto Place = [&](const IndexLoc &L) {
    return Object{{"file", utf8(Path(I.file(L.File)))},
                  {"line", L.Line},
                  {"column", L.Column}};
  };
  auto Steps = [&](llvm::ArrayRef<ChainStep> Steps) {
    Array Out;
    for (const ChainStep &S : Steps) {
      Object O{{"caller", utf8(I.name(S.Caller))},
               {"callee", utf8(I.name(S.Callee))},
               {"where", Place(S.Where)}};
      if (S.Pointer) {
        O["through"] = utf8(S.Slot);
        O["targets"] = int64_t(S.Targets);
      }
      Out.push_back(std::move(O));
    }
    return Out;
  };
  auto Held = [&](const IndexBegin &B) {
    return Object{{"kind", model::contextId(B.Kind)},
                  {"lock", utf8(B.Lock)},
                  {"by", utf8(B.Api)},
                  {"where", Place(B.Where)}};
  };
  IndexDetail D = I.detail(A.Functions.front());
  Object Top{{"function", utf8(D.Name)}, {"where", Place(D.Where)},
             {"body", D.HasBody},        {"static", D.IsStatic},
             {"complete", D.Complete},   {"rules", utf8(I.rulesDigest())}};
  if (A.AskedForChain) {
    Top["found"] = A.Way.has_value();
    Array On;
    if (A.Way) {
      Top["chain"] = Steps(A.Way->Steps);
      for (const auto &[Function, B] : A.Way->Held) {
        Object O = Held(*B);
        O["function"] = utf8(I.name(Function));
        On.push_back(std::move(O));
      }
    }
    Top["held"] = std::move(On);
  } else {
    Array Contexts, Sleeps, Locks, Effects;
    for (const ContextWitness &W : A.Contexts) {
      StringRef Kind = W.Kind == EntryMaySleep ? "may-sleep"
                       : W.Kind == EntryUnknown
                           ? "no-known-caller"
                           : contextId(model::ContextKind(W.Kind));
      Object O{{"kind", Kind},
               {"text", utf8(contextWords(W))},
               {"begins", utf8(I.name(W.Function))},
               {"chain", Steps(W.Steps)}};
      if (W.Begin)
        O["held"] = Held(*W.Begin);
      if (W.Root)
        O["registered"] = Object{{"as", utf8(W.Root->How)},
                                 {"in", utf8(W.Root->InFunction)},
                                 {"where", Place(W.Root->Where)},
                                 {"source", utf8(W.Root->Source)}};
      Contexts.push_back(std::move(O));
    }
    for (const IndexSleep &S : D.Sleeps) {
      Array When, Path;
      for (StringRef W : S.When)
        When.push_back(utf8(W));
      for (const IndexStep &Step : S.Path)
        Path.push_back(Object{{"callee", utf8(Step.Callee)},
                              {"where", Place(Step.Where)}});
      Sleeps.push_back(Object{{"what", utf8(S.What)},
                              {"why", utf8(S.Why)},
                              {"in", utf8(S.Function)},
                              {"where", Place(S.Where)},
                              {"path", std::move(Path)},
                              {"if", std::move(When)},
                              {"sometimes", S.Sometimes},
                              {"afterUnlock", S.Unlocked}});
    }
    for (const IndexBegin &B : A.Locks)
      Locks.push_back(Held(B));
    for (const IndexEffect &E : D.Effects)
      Effects.push_back(Object{{"kind", model::contextId(E.Kind)},
                               {"lock", utf8(E.Lock)},
                               {"enters", E.Enters},
                               {"always", E.Always}});
    Top["contexts"] = std::move(Contexts);
    Top["sleeps"] = std::move(Sleeps);
    Top["moreSleeps"] = D.MoreSleeps;
    Top["locks"] = std::move(Locks);
    Top["effects"] = std::move(Effects);
  }
  OS << llvm::formatv("{0:2}", llvm::json::Value(std::move(Top))) << '\n';
}

void WhyTeller::dot(const WhyAnswer &A, raw_ostream &OS) const {
  auto Text = [](StringRef S) {
    std::string Out = "\"";
    for (char C : S)
      Out += C == '"' || C == '\\' ? std::string("\\") + C : std::string(1, C);
    return Out + "\"";
  };
  std::set<std::string> Edges;
  auto Steps = [&](llvm::ArrayRef<ChainStep> Steps) {
    for (const ChainStep &S : Steps)
      Edges.insert(Text(I.name(S.Caller)) + " -> " + Text(I.name(S.Callee)) +
                   " [label=" + Text(place(S.Where)) +
                   (S.Pointer ? ", style=dashed" : "") + "]");
  };
  for (const ContextWitness &W : A.Contexts) {
    Edges.insert(Text(contextWords(W)) + " [shape=box]");
    Edges.insert(Text(contextWords(W)) + " -> " + Text(I.name(W.Function)));
    Steps(W.Steps);
  }
  if (A.Way)
    Steps(A.Way->Steps);
  OS << "digraph why {\n  node [fontname=monospace];\n  "
     << Text(I.name(A.Functions.front())) << " [style=bold];\n";
  for (const std::string &E : Edges)
    OS << "  " << E << ";\n";
  OS << "}\n";
}

} // namespace gfpcheck::link
