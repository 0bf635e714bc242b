// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A linked program as bytes, from which a link of nearly the same units goes
// on. What is read may come from anywhere: every number is checked, and an
// image that lies is an error or an empty function.
#ifndef GFPCHECK_LINK_IMAGE_H
#define GFPCHECK_LINK_IMAGE_H

#include "link/FormerLink.h"

namespace gfpcheck::link {

class Linker;

struct ImageBytes {
  std::string Body;
  /// Bodies of functions and what linking adds to them; none is much larger
  /// than 64 MiB.
  std::vector<std::string> Parts;
};

/// L has been propagated and judged. O(program).
ImageBytes packImage(const Linker &L);

/// Reads an image for P, which is new. Call keepUnits next. On an error P is of
/// no use.
llvm::Expected<std::unique_ptr<FormerLink>> readImage(Program &P,
                                                      ImageBytes Image);

/// Fills P with those units of its image for whose Order Keep is true. Call
/// once, add the others, then index P.
void keepUnits(Program &P, FormerLink &Former, llvm::ArrayRef<bool> Keep);

} // namespace gfpcheck::link

#endif
