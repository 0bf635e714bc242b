// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/WhyRun.h"
#include "driver/OpenIndex.h"
#include "link/Why.h"

namespace gfpcheck::driver {

int runWhy(const WhyRequest &Request) {
  auto Index = openIndex(Request.IndexFile, Request.Program);
  if (!Index)
    return fail(Index.takeError());
  auto Answer =
      link::answer(**Index, {Request.Function, Request.From, Request.To});
  if (!Answer)
    return fail(Answer.takeError());
  link::WhyTeller Tell{**Index, relativePaths()};
  switch (Request.Format) {
  case GraphFormat::Json:
    Tell.json(*Answer, llvm::outs());
    break;
  case GraphFormat::Dot:
    Tell.dot(*Answer, llvm::outs());
    break;
  case GraphFormat::Text:
  case GraphFormat::Svg:
    Tell.text(*Answer, llvm::outs());
    break;
  }
  if ((*Index)->damaged())
    return fail(llvm::createStringError(
        "the program index is damaged, so the answer is not all there is; "
        "make it again with 'gfpcheck link'"));
  return Answer->AskedForChain && !Answer->Way ? ExitFindings : ExitClean;
}

} // namespace gfpcheck::driver
