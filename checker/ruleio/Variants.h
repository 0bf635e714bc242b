// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Many names of kernel source are macros over one function: kmalloc_obj,
// kzalloc and kmalloc all end in kmalloc_noprof, with other arguments in other
// places. What a call means is told by the name that was written, where its
// arguments are by the function that is called. A variant joins the two.
#ifndef GFPCHECK_RULEIO_VARIANTS_H
#define GFPCHECK_RULEIO_VARIANTS_H

#include "model/Api.h"

namespace gfpcheck::ruleio {

/// Spelled, as it reads for a call of the function that Called describes:
/// Spelled's name, contexts, family and zeroing; Called's arguments.
model::Api makeVariant(const model::Api &Spelled, const model::Api &Called);

} // namespace gfpcheck::ruleio

#endif
