// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/StackChains.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include <set>

namespace gfpcheck::link {

using checks::StackKind;
using llvm::raw_ostream;
using llvm::StringRef;
using llvm::json::Array;
using llvm::json::Object;

static StringRef kindName(StackKind K) {
  return K == StackKind::Irq ? "interrupt" : "task";
}

static std::string xml(StringRef Text) {
  std::string Out;
  for (char C : Text)
    Out += C == '<'   ? "&lt;"
           : C == '&' ? "&amp;"
           : C == '"' ? "&quot;"
                      : std::string(1, C);
  return Out;
}

void StackTeller::text(const StackAnswer &A, raw_ostream &OS) const {
  for (const StackChain &C : A.Chains) {
    OS << llvm::formatv("{0} bytes of {1} on the {2} stack, from '{3}'\n",
                        C.Bytes, Limits.of(C.Kind), kindName(C.Kind),
                        I.name(C.Frames.front().Function));
    for (const StackFrame &F : C.Frames) {
      IndexLoc At = F.Call.File ? F.Call : I.detail(F.Function).Where;
      OS << llvm::formatv("  {0,6}{1} {2}", F.Bytes, F.Exact ? ' ' : '~',
                          I.name(F.Function));
      if (At.File)
        OS << " (" << Path(I.file(At.File)) << ':' << At.Line << ')';
      if (F.Open)
        OS << ", and more at run time";
      if (F.Recursive)
        OS << ", recursive: one turn counted";
      OS << '\n';
    }
  }
  OS << llvm::formatv("{0} functions, {1} frames exact, others estimated (~); "
                      "not counted: {2} functions without a body in the "
                      "program, {3} calls through pointers\n",
                      A.Functions, A.Exact, A.Outside, A.Pointers);
}

void StackTeller::json(const StackAnswer &A, raw_ostream &OS) const {
  Array Chains;
  for (const StackChain &C : A.Chains) {
    Array Frames;
    for (const StackFrame &F : C.Frames)
      Frames.push_back(Object{
          {"function", llvm::json::fixUTF8(I.name(F.Function))},
          {"bytes", int64_t(F.Bytes)},
          {"exact", F.Exact},
          {"open", F.Open},
          {"recursive", F.Recursive},
          {"calledAt",
           Object{{"file", llvm::json::fixUTF8(Path(I.file(F.Call.File)))},
                  {"line", F.Call.Line}}}});
    Chains.push_back(Object{{"stack", kindName(C.Kind)},
                            {"bytes", int64_t(C.Bytes)},
                            {"limit", int64_t(Limits.of(C.Kind))},
                            {"frames", std::move(Frames)}});
  }
  OS << llvm::formatv(
      "{0:2}\n",
      llvm::json::Value(Object{{"chains", std::move(Chains)},
                               {"functions", int64_t(A.Functions)},
                               {"exact", int64_t(A.Exact)},
                               {"withoutBody", int64_t(A.Outside)},
                               {"pointersNotFollowed", int64_t(A.Pointers)}}));
}

void StackTeller::dot(const StackAnswer &A, raw_ostream &OS) const {
  std::set<std::string> Lines;
  auto Node = [&](uint32_t F) { return "f" + std::to_string(F); };
  for (const StackChain &C : A.Chains)
    for (size_t K = 0; K != C.Frames.size(); ++K) {
      const StackFrame &F = C.Frames[K];
      std::string Name;
      for (char Ch : I.name(F.Function))
        Name += Ch == '"' || Ch == '\\' ? std::string("\\") + Ch
                                        : std::string(1, Ch);
      Lines.insert(llvm::formatv("{0} [label=\"{1}\\n{2}{3}\"];",
                                 Node(F.Function), Name, F.Exact ? "" : "~",
                                 F.Bytes));
      if (K)
        Lines.insert(llvm::formatv(
            "{0} -> {1};", Node(C.Frames[K - 1].Function), Node(F.Function)));
    }
  OS << "digraph stack {\n  node [shape=box, fontname=monospace];\n";
  for (const std::string &L : Lines)
    OS << "  " << L << '\n';
  OS << "}\n";
}

void StackTeller::svg(const StackAnswer &A, raw_ostream &OS) const {
  constexpr unsigned Column = 170, Gap = 10, Height = 900, Top = 40;
  uint64_t Most = 1;
  for (const StackChain &C : A.Chains)
    Most = std::max({Most, C.Bytes, Limits.of(C.Kind)});
  auto Pixels = [&](uint64_t Bytes) { return double(Bytes) * Height / Most; };
  OS << llvm::formatv("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" "
                      "height=\"{1}\" font-family=\"monospace\" "
                      "font-size=\"11\">\n",
                      A.Chains.size() * (Column + Gap) + Gap, Height + 2 * Top);
  size_t X = Gap;
  for (const StackChain &C : A.Chains) {
    OS << llvm::formatv("<text x=\"{0}\" y=\"{1}\">{2} of {3}, {4}</text>\n", X,
                        Top - 8, C.Bytes, Limits.of(C.Kind), kindName(C.Kind));
    double Y = Top;
    for (const StackFrame &F : C.Frames) {
      double H = Pixels(F.Bytes + Limits.PerCall);
      std::string Name = xml(llvm::json::fixUTF8(I.name(F.Function)));
      unsigned Shade = 230 - unsigned(std::min(1.0, H / 100) * 150);
      OS << llvm::formatv(
          "<g><title>{0}: {1} bytes{2}</title><rect x=\"{3}\" y=\"{4:f1}\" "
          "width=\"{5}\" height=\"{6:f1}\" fill=\"rgb(255,{7},80)\" "
          "stroke=\"white\"/>",
          Name, F.Bytes, F.Exact ? "" : " (estimated)", X, Y, Column, H, Shade);
      if (H >= 12)
        OS << llvm::formatv("<text x=\"{0}\" y=\"{1:f1}\">{2}</text>", X + 3,
                            Y + 11, Name);
      OS << "</g>\n";
      Y += H;
    }
    double Limit = Top + Pixels(Limits.of(C.Kind));
    OS << llvm::formatv("<line x1=\"{0}\" x2=\"{1}\" y1=\"{2:f1}\" "
                        "y2=\"{2:f1}\" stroke=\"red\"/>\n",
                        X, X + Column, Limit);
    X += Column + Gap;
  }
  OS << "</svg>\n";
}

} // namespace gfpcheck::link
