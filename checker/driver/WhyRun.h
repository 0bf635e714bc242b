// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck why`: from which contexts a function is reached, and what it does.
#ifndef GFPCHECK_DRIVER_WHYRUN_H
#define GFPCHECK_DRIVER_WHYRUN_H

#include "driver/CheckRun.h"

namespace gfpcheck::driver {

enum class GraphFormat : uint8_t { Text, Json, Dot, Svg };

struct WhyRequest {
  std::string Function;  ///< "name" or "file.c:name"
  std::string From, To;  ///< Only the shortest chain of calls; or empty.
  std::string IndexFile; ///< A program index; empty: make one from Program.
  CheckRequest Program;  ///< The files to look at.
  GraphFormat Format = GraphFormat::Text;
};

/// Answers on standard output. Returns an ExitStatus; ExitFindings if a chain
/// was asked for and there is none.
int runWhy(const WhyRequest &Request);

} // namespace gfpcheck::driver

#endif
