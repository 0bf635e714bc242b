// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the text of one function. Used by FactsText only.
#ifndef GFPCHECK_FACTS_FUNCTIONREADER_H
#define GFPCHECK_FACTS_FUNCTIONREADER_H

#include "facts/TextParser.h"

namespace gfpcheck::facts {

Loc readLoc(TokenReader &T);
Span readSpan(TokenReader &T);

class FunctionReader {
public:
  FunctionReader(TokenReader &T, FunctionFacts &F, support::StringPool &Strings)
      : T(T), F(F), Strings(Strings), E(T, F, Strings) {}
  void read();

private:
  void line();
  bool headerLine();
  void place();
  void flags();
  void variable(VarKind K);
  void field();
  void nameVariables();
  void learnResults();
  void block();
  void event();
  void call(uint32_t Number);
  void callDetails(CallInfo &C);
  void edge();
  void fix();
  void check();
  void finishCalls();
  void endLine() {
    if (!T.failed() && !T.atLineStart())
      T.fail("expected the end of the line");
  }
  StringId quoted() { return Strings.intern(T.string()); }

  TokenReader &T;
  FunctionFacts &F;
  support::StringPool &Strings;
  ExprReader E;
  bool InBody = false, Nowhere = false;
  std::map<uint32_t, Event> Events; ///< By number.
  std::vector<std::pair<uint32_t, uint32_t>> NumberedCalls;
  std::map<uint32_t, CallInfo> Calls; ///< By number of the event.
};

} // namespace gfpcheck::facts

#endif
