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

/// Fills P, which is new, with those units of the image for whose Order Keep is
/// true. Add the others, then index P. On an error P is of no use.
llvm::Expected<std::unique_ptr<FormerLink>>
readImage(Program &P, ImageBytes Image, llvm::ArrayRef<bool> Keep);

} // namespace gfpcheck::link

#endif
