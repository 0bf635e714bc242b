// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/FunctionReader.h"

using namespace gfpcheck;
using namespace gfpcheck::facts;

Loc gfpcheck::facts::readLoc(TokenReader &T) {
  Loc L;
  L.File = T.number();
  T.expect(":");
  L.Line = T.number();
  T.expect(":");
  L.Col = T.number();
  return L;
}

Span gfpcheck::facts::readSpan(TokenReader &T) {
  Span S;
  S.File = T.number();
  T.expect(":");
  S.Begin = T.number();
  T.expect(":");
  S.End = T.number();
  return S;
}

void FunctionReader::read() {
  F.Name = E.name();
  F.UniqueName = F.Name;
  T.expect("{");
  endLine();
  while (!T.failed() && !T.isPunct("}") && T.peek().What != Token::Kind::End) {
    line();
    endLine();
  }
  T.expect("}");
  endLine();
  finishCalls();
}

void FunctionReader::line() {
  if (T.isPunct("$"))
    return event();
  if (T.isWord("b") || (T.peek().What == Token::Kind::Word &&
                        T.peek().Text.size() > 1 && T.peek().Text[0] == 'b' &&
                        T.peek().Text.drop_front().find_first_not_of(
                            "0123456789") == llvm::StringRef::npos))
    return block();
  if (T.isWord("if") || T.isWord("unless") || T.isWord("none") ||
      T.isWord("goto"))
    return edge();
  if (T.takeWord("exit")) {
    if (F.Blocks.empty())
      return T.fail("outside of a block");
    F.Blocks.back().IsExit = true;
    return;
  }
  if (T.takeWord("branch")) {
    T.expect("@");
    if (F.Blocks.empty())
      return T.fail("outside of a block");
    F.Blocks.back().Terminator = readLoc(T);
    return;
  }
  if (T.takeWord("nowhere")) {
    T.expect(":");
    Nowhere = true;
    return;
  }
  if (T.takeWord("fix"))
    return fix();
  if (T.takeWord("check"))
    return check();
  if (InBody || !headerLine())
    T.fail("no such line here");
}

void FunctionReader::place() {
  F.Where = readLoc(T);
  if (T.takeWord("to"))
    F.End = readLoc(T);
}

void FunctionReader::flags() {
  while (!T.failed() && !T.atLineStart()) {
    if (T.takeWord("static"))
      F.IsStatic = true;
    else if (T.takeWord("inline"))
      F.IsInline = true;
    else if (T.takeWord("main"))
      F.InMainFile = true;
    else if (T.takeWord("init"))
      F.IsInit = true;
    else if (T.takeWord("weak"))
      F.IsWeak = true;
    else if (T.takeWord("noinline"))
      F.IsNoInline = true;
    else if (T.takeWord("taken"))
      F.AddressTaken = true;
    else if (T.takeWord("variadic"))
      F.IsVariadic = true;
    else
      T.fail("no such property of a function");
  }
}

bool FunctionReader::headerLine() {
  if (T.takeWord("unique"))
    F.UniqueName = quoted();
  else if (T.takeWord("at"))
    place();
  else if (T.takeWord("to"))
    F.End = readLoc(T);
  else if (T.takeWord("is"))
    flags();
  else if (T.takeWord("returns"))
    F.ReturnType = E.type();
  else if (T.takeWord("params"))
    F.ParamCount = T.number();
  else if (T.takeWord("incomplete"))
    F.Incomplete = T.string();
  else if (T.takeWord("scope")) {
    T.expectWord("in");
    F.Scopes.push_back({T.number()});
  } else if (T.takeWord("param"))
    variable(VarKind::Param);
  else if (T.takeWord("local"))
    variable(VarKind::Local);
  else if (T.takeWord("static"))
    variable(VarKind::StaticLocal);
  else if (T.takeWord("global"))
    variable(VarKind::Global);
  else if (T.takeWord("field"))
    field();
  else
    return false;
  return true;
}

void FunctionReader::variable(VarKind K) {
  Variable V;
  V.Kind = K;
  V.Name = E.name();
  T.expect(":");
  V.Type = E.type();
  while (!T.failed() && !T.atLineStart()) {
    if (T.takeWord("number"))
      V.ParamIndex = T.number();
    else if (T.takeWord("size"))
      V.Size = T.number(UINT64_MAX);
    else if (T.takeWord("align"))
      V.Align = T.number();
    else if (T.takeWord("scope"))
      V.Scope = T.number();
    else if (T.takeWord("vla"))
      V.IsVla = true;
    else if (T.takeWord("taken"))
      V.AddressTaken = true;
    else if (T.takeWord("as"))
      V.TypeText = quoted();
    else if (T.takePunct("@"))
      V.Where = readLoc(T);
    else
      T.fail("no such property of a variable");
  }
  F.Vars.push_back(V);
}

void FunctionReader::field() {
  StringId Record = E.name(), Name = E.name();
  T.expect(":");
  TypeInfo Type = E.type();
  E.Known.Fields[{Record, Name}] = Type;
  if (T.takeWord("first"))
    F.FirstMembers.insert({Record, Name});
}

/// A name that is used once needs no number.
void FunctionReader::nameVariables() {
  llvm::DenseMap<StringId, unsigned> Uses;
  for (const Variable &V : F.Vars)
    ++Uses[V.Name];
  for (uint32_t I = 0; I < F.Vars.size(); ++I)
    if (Uses[F.Vars[I].Name] == 1)
      E.Vars[F.Vars[I].Name] = I;
}

/// Looks ahead for the types of calls, which may be used before they are seen.
void FunctionReader::learnResults() {
  size_t Start = T.position();
  for (; !T.failed() && T.peek().What != Token::Kind::End; T.take()) {
    if (!T.atLineStart())
      continue;
    if (T.isPunct("}"))
      break;
    if (!T.isPunct("$") || T.peek(2).Text != "call")
      continue;
    T.take();
    uint32_t Number = T.number();
    int Depth = 0;
    while (!T.failed() && !T.peek(1).FirstOfLine) {
      Token Each = T.take();
      if (Each.What != Token::Kind::Punct)
        continue;
      Depth += Each.Text == "(" ? 1 : Each.Text == ")" ? -1 : 0;
      if (Depth != 0 || Each.Text != ")" || !T.isWord("gives"))
        continue;
      T.take();
      E.Known.Temps[Number] = E.type();
      break;
    }
  }
  T.moveTo(Start);
}

void FunctionReader::block() {
  if (!InBody) {
    InBody = true;
    nameVariables();
    learnResults();
  }
  if (T.take().Text != "b" + std::to_string(F.Blocks.size()))
    return T.fail("blocks are numbered in order");
  F.Blocks.emplace_back();
  if (T.takeWord("from"))
    F.Blocks.back().FirstEvent = T.number();
  T.expect(":");
}

void FunctionReader::event() {
  if (F.Blocks.empty())
    return T.fail("outside of a block");
  T.expect("$");
  uint32_t Number = T.number();
  Block &B = F.Blocks.back();
  if (!Nowhere) {
    if (B.EventCount == 0)
      B.FirstEvent = Number;
    if (Number != B.FirstEvent + B.EventCount)
      return T.fail("the events of a block are numbered in order");
    ++B.EventCount;
  }
  Event Ev;
  if (T.takeWord("assign")) {
    Ev.Kind = EventKind::Assign;
    Ev.Target = E.expr();
    T.expect("=");
    Ev.Value = E.expr();
  } else if (T.takeWord("call")) {
    Ev.Kind = EventKind::Call;
    call(Number);
  } else if (T.takeWord("deref")) {
    Ev.Kind = EventKind::Deref;
    Ev.Value = E.expr();
  } else if (T.takeWord("return")) {
    Ev.Kind = EventKind::Return;
    // "@name" is a function, "@1:2:3" a place.
    bool Place = T.isPunct("@") && T.peek(1).What == Token::Kind::Number;
    if (!T.atLineStart() && !Place)
      Ev.Value = E.expr();
  } else if (T.takeWord("declare")) {
    Ev.Kind = EventKind::Declare;
    Ev.Target = E.expr();
  } else {
    T.fail("no such event");
  }
  if (!T.atLineStart() && T.takePunct("@"))
    Ev.Where = readLoc(T);
  if (!Events.try_emplace(Number, Ev).second)
    T.fail("a second event of that number");
}

void FunctionReader::call(uint32_t Number) {
  if (T.takePunct("#"))
    NumberedCalls.push_back({Number, T.number()});
  CallInfo C;
  if (!T.isPunct("(") && !T.isWord("through"))
    C.Callee = E.name();
  if (T.takeWord("through"))
    C.Through = E.expr();
  T.expect("(");
  while (!T.failed() && !T.takePunct(")")) {
    if (!C.Args.empty())
      T.expect(",");
    C.Args.push_back(E.expr());
  }
  if (!T.atLineStart() && T.takeWord("gives"))
    E.type(); // Known already.
  callDetails(C);
  Calls[Number] = std::move(C);
}

void FunctionReader::callDetails(CallInfo &C) {
  while (!T.failed() && !T.atLineStart() && !T.isPunct("@")) {
    if (T.takeWord("macro")) {
      C.IsMacro = true;
    } else if (T.takeWord("cleanup")) {
      C.IsCleanup = true;
    } else if (T.takeWord("used")) {
      C.ResultUsed = true;
    } else if (T.takeWord("from")) {
      while (T.peek().What == Token::Kind::String && !T.atLineStart())
        C.Macros.push_back(quoted());
    } else if (T.takeWord("text")) {
      ArgText A;
      A.Range = readSpan(T);
      A.Text = quoted();
      C.ArgTexts.push_back(A);
    } else if (T.takeWord("in")) {
      C.Statement = readSpan(T);
    } else {
      T.fail("no such property of a call");
    }
  }
}

void FunctionReader::edge() {
  if (F.Blocks.empty())
    return T.fail("outside of a block");
  Edge To;
  if (T.isWord("if") || T.isWord("unless")) {
    To.Sense = T.take().Text == "if";
    To.Condition = E.expr();
  }
  if (T.takeWord("none")) {
    T.expectWord("of");
    do
      To.NoneOf.push_back(E.expr());
    while (T.takePunct(","));
  }
  T.expectWord("goto");
  llvm::StringRef Label = T.peek().Text;
  if (!Label.consume_front("b") || Label.getAsInteger(10, To.Target))
    return T.fail("expected a block");
  T.take();
  F.Blocks.back().Edges.push_back(std::move(To));
}

void FunctionReader::fix() {
  PreparedFix Fix;
  Fix.Var = T.number();
  Fix.Description = T.string();
  while (!T.failed() && T.takeWord("edit")) {
    PreparedEdit Edit;
    Edit.Range = readSpan(T);
    Edit.Text = T.string();
    Fix.Edits.push_back(std::move(Edit));
  }
  F.StackFixes.push_back(std::move(Fix));
}

void FunctionReader::check() {
  PreparedCheck C;
  while (!T.failed() && !T.atLineStart() && T.takePunct("$"))
    C.Events.push_back(T.number());
  while (!T.failed() && !T.atLineStart()) {
    if (T.takeWord("at"))
      C.At = readSpan(T);
    else if (T.takeWord("indent"))
      C.Indent = T.string();
    else if (T.takeWord("of"))
      C.Pointer = T.string();
    else if (T.takeWord("leave"))
      C.Leave.push_back(T.string());
    else if (T.takeWord("since"))
      C.Since.push_back({quoted(), ""});
    else if (!C.Since.empty() && T.takeWord("gives"))
      C.Since.back().Result = T.string();
    else if (T.takeWord("to"))
      C.NullTo.push_back(quoted());
    else
      T.fail("no such property of a check");
  }
  F.CheckFixes.push_back(std::move(C));
}

/// Numbers of events and calls have no holes: what they index is then never
/// larger than the text.
void FunctionReader::finishCalls() {
  uint32_t Expected = 0;
  for (auto &[Number, Ev] : Events) {
    if (Number != Expected++)
      return T.fail("event " + llvm::Twine(Expected - 1) + " is missing");
    F.Events.push_back(Ev);
  }
  std::map<uint32_t, uint32_t> Explicit(NumberedCalls.begin(),
                                        NumberedCalls.end());
  F.Calls.resize(Calls.size());
  uint32_t Rank = 0;
  for (auto &[Number, C] : Calls) {
    auto It = Explicit.find(Number);
    uint32_t Id = It == Explicit.end() ? Rank : It->second;
    ++Rank;
    if (Id >= F.Calls.size())
      return T.fail("no such call");
    F.Calls[Id] = std::move(C);
    F.Events[Number].Call = Id;
  }
}
