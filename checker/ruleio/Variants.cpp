// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ruleio/Variants.h"

namespace gfpcheck::ruleio {

using model::When;

/// Does the condition mean the same whatever the arguments are?
static bool namesNoArgument(const When &W) { return !W.Arg.valid(); }

static void joinAlloc(const model::Api &Spelled, const model::Api &Called,
                      model::Api &Out) {
  if (!Spelled.Alloc) {
    Out.Alloc.reset();
    return;
  }
  if (!Called.Alloc) {
    // The function is not an allocator by itself; take what has no place.
    Out.Alloc = Spelled.Alloc;
    Out.Alloc->Gfp = Out.Alloc->Size = Out.Alloc->Count = {};
    return;
  }
  Out.Alloc->Family = Spelled.Alloc->Family;
  Out.Alloc->FreedBy = Spelled.Alloc->FreedBy;
  Out.Alloc->Fails = Spelled.Alloc->Fails;
  Out.Alloc->NoFailFlag |= Spelled.Alloc->NoFailFlag;
  if (Spelled.Alloc->Zeroed == 1)
    Out.Alloc->Zeroed = 1;
  if (!Called.Alloc->Gfp.valid())
    Out.Alloc->ImplicitGfp = Spelled.Alloc->ImplicitGfp;
}

model::Api makeVariant(const model::Api &Spelled, const model::Api &Called) {
  model::Api Out = Called;
  Out.Name = Spelled.Name;
  Out.Symbols = Spelled.Symbols;
  Out.Source = Spelled.Source;
  Out.Confidence = Spelled.Confidence;
  joinAlloc(Spelled, Called, Out);
  if (!Spelled.Context.empty())
    Out.Context = Spelled.Context;
  Out.Pure |= Spelled.Pure;
  Out.LastReference |= Spelled.LastReference;
  if (Spelled.Query)
    Out.Query = Spelled.Query;
  if (Spelled.KnownSleep && namesNoArgument(Spelled.Sleeps)) {
    Out.Sleeps = Spelled.Sleeps;
    Out.KnownSleep = true;
    Out.SleepTrust = Spelled.SleepTrust;
    Out.SleepWhy = Spelled.SleepWhy;
    Out.SleepNotIn = Spelled.SleepNotIn;
    Out.SleepOnlyIn = Spelled.SleepOnlyIn;
  }
  return Out;
}

} // namespace gfpcheck::ruleio
