// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/FactsText.h"
#include "facts/FactsVerifier.h"
#include "facts/FunctionReader.h"

using namespace gfpcheck;
using namespace gfpcheck::facts;

namespace {

Binding readBinding(TokenReader &T, support::StringPool &Strings) {
  Binding B;
  while (!T.failed() && !T.atLineStart()) {
    if (T.takeWord("record"))
      B.Record = Strings.intern(T.string());
    else if (T.takeWord("field"))
      B.Field = Strings.intern(T.string());
    else if (T.takeWord("function"))
      B.Function = Strings.intern(T.string());
    else if (T.takeWord("object"))
      B.Object = Strings.intern(T.string());
    else if (T.takeWord("in"))
      B.InFunction = Strings.intern(T.string());
    else if (T.takePunct("@"))
      B.Where = readLoc(T);
    else
      T.fail("no such property of a binding");
  }
  return B;
}

void readLine(TokenReader &T, TuFacts &Tu) {
  TuEnvironment &Env = Tu.Environment;
  if (T.takeWord("file")) {
    Tu.Files.push_back(T.string());
  } else if (T.takeWord("main_file")) {
    Tu.MainFile = T.number();
  } else if (T.takeWord("frame_warn")) {
    Env.FrameWarn = T.number();
  } else if (T.takeWord("kernel_version")) {
    Env.KernelVersion = T.number();
  } else if (T.takeWord("module")) {
    Env.Module = T.string();
  } else if (T.takeWord("preempt_rt")) {
    Env.PreemptRt = true;
  } else if (T.takeWord("is_module")) {
    Env.IsModule = true;
  } else if (T.takeWord("gfp")) {
    std::string Name = T.string();
    Env.GfpMacros.emplace_back(Name, uint64_t(T.integer()));
  } else if (T.takeWord("constant")) {
    std::string Name = T.string();
    Env.Constants.emplace_back(Name, T.integer());
  } else if (T.takeWord("binding")) {
    Tu.Bindings.push_back(readBinding(T, *Tu.Strings));
  } else if (T.takeWord("function")) {
    auto F = std::make_unique<FunctionFacts>();
    FunctionReader(T, *F, *Tu.Strings).read();
    Tu.Functions.push_back(std::move(F));
  } else {
    T.fail("no such line");
  }
  if (!T.failed() && !T.atLineStart())
    T.fail("expected the end of the line");
}

} // namespace

llvm::Expected<TuFacts> gfpcheck::facts::parse(llvm::StringRef Text) {
  TuFacts Tu;
  Tu.Strings = std::make_shared<support::StringPool>();
  Tu.Files.push_back("");
  TokenReader T(Text);
  T.expectWord("facts");
  if (T.peek().Text != "1")
    T.fail("not a version of facts that this program reads");
  T.take();
  while (!T.failed() && T.peek().What != Token::Kind::End)
    readLine(T, Tu);
  if (T.failed())
    return llvm::createStringError(T.error());
  if (llvm::Error E = verify(Tu))
    return std::move(E);
  return std::move(Tu);
}
