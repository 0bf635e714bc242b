// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The bytes of the program index: one description for writing and reading.
// Internal to link/.
#ifndef GFPCHECK_LINK_INDEXARCHIVE_H
#define GFPCHECK_LINK_INDEXARCHIVE_H

#include "link/Index.h"
#include "support/Archive.h"

namespace gfpcheck::link {

/// The head of the file, little endian: magic, checksum of all that follows
/// it, then the counts and sizes of the sections in their order.
namespace indexfile {
inline constexpr char Magic[8] = {'g', 'f', 'p', 'i',
                                  'n', 'd', 'x', '0' + IndexFormat};
inline constexpr size_t HashAt = 8, HashedFrom = 16, FileCountAt = 16,
                        FunctionCountAt = 24, TextSizeAt = 32, BodySizeAt = 40,
                        DigestAt = 48, HeaderSize = 56;
/// An entry of the table of functions: where its two records begin in the
/// body, its name in the texts.
inline constexpr size_t GraphAt = 0, DetailAt = 8, NameAt = 16, EntrySize = 20;
inline constexpr size_t FileEntrySize = 4, ByNameEntrySize = 4;
} // namespace indexfile

class IndexOut : public support::ArchiveWriter {
public:
  using ArchiveWriter::ArchiveWriter;
};
class IndexIn : public support::ArchiveReader {
public:
  using ArchiveReader::ArchiveReader;
};

using support::all;
using support::io;

template <class A> void io(A &Ar, llvm::StringRef &S) {
  if constexpr (A::Reading)
    S = Ar.text();
  else
    Ar.text(S);
}
template <class A> void io(A &Ar, model::ContextKind &K) {
  support::io(Ar, K);
  if (A::Reading && unsigned(K) >= model::NumContextKinds) {
    K = model::ContextKind();
    Ar.fail();
  }
}
template <class A> void io(A &Ar, IndexLoc &L) {
  all(Ar, L.File, L.Line, L.Column);
}

/// Only what is known of the number.
template <class A> void ioNumber(A &Ar, analysis::Value &V) {
  enum : uint8_t { HasRange = 1, HasBits = 2, IsNonZero = 4, IsConstant = 8 };
  uint8_t Flags = 0;
  const analysis::Value Top;
  if constexpr (!A::Reading)
    Flags = (V.isConstant()                     ? IsConstant
             : V.Lo != Top.Lo || V.Hi != Top.Hi ? HasRange
                                                : 0) |
            (V.One || V.Zero ? HasBits : 0) | (V.NonZero ? IsNonZero : 0);
  io(Ar, Flags);
  if (Flags & IsConstant) {
    io(Ar, V.Lo);
    V.Hi = V.Lo;
  } else if (Flags & HasRange) {
    all(Ar, V.Lo, V.Hi);
    if (V.Lo > V.Hi)
      Ar.fail();
  }
  if (Flags & HasBits)
    all(Ar, V.One, V.Zero);
  V.NonZero = Flags & IsNonZero;
}
} // namespace gfpcheck::link

namespace gfpcheck::summary {
template <class A> void io(A &Ar, ParamIs &P) {
  support::io(Ar, P.Param);
  link::ioNumber(Ar, P.Is);
}
template <class A> void io(A &Ar, ArgIs &P) {
  support::all(Ar, P.Index, P.Param);
  if (!P.Param)
    link::ioNumber(Ar, P.Is);
}
} // namespace gfpcheck::summary

namespace gfpcheck::link {
template <class A> void io(A &Ar, IndexBegin &B) {
  io(Ar, B.Kind);
  all(Ar, B.Unsure, B.Lock, B.Api, B.Where, B.Call);
}
template <class A> void io(A &Ar, IndexWay &W) {
  all(Ar, W.Where, W.Held, W.GivenUp, W.CallerIsNot, W.If, W.Args);
}
template <class A> void io(A &Ar, IndexCall &C) {
  all(Ar, C.Name, C.Pointer, C.TooMany, C.Targets, C.Ways);
}
template <class A> void io(A &Ar, IndexCaller &C) {
  all(Ar, C.Function, C.Call);
}
template <class A> void io(A &Ar, IndexRoot &R) {
  all(Ar, R.Contexts, R.Forbidden, R.AlsoProcess, R.Lock, R.How, R.Source,
      R.InFunction, R.Where);
}
template <class A> void io(A &Ar, IndexEntry &E) {
  // A caller's number plus 1, so that none takes one byte.
  uint32_t Caller = E.Caller + 1;
  all(Ar, E.Kinds, E.Cost, Caller);
  E.Caller = Caller - 1;
  if (Caller)
    all(Ar, E.Call, E.Way, E.Above);
}
template <class A> void io(A &Ar, IndexStep &S) { all(Ar, S.Where, S.Callee); }
template <class A> void io(A &Ar, IndexSleep &S) {
  all(Ar, S.What, S.Why, S.Function, S.Where, S.Path, S.When, S.Sometimes,
      S.Unlocked);
}
template <class A> void io(A &Ar, IndexEffect &E) {
  io(Ar, E.Kind);
  all(Ar, E.Enters, E.Always, E.Lock, E.Where);
}
template <class A> void io(A &Ar, IndexFunction &F) {
  all(Ar, F.Begins, F.Calls, F.Callers, F.Roots, F.Entries);
}
template <class A> void io(A &Ar, IndexDetail &D) {
  all(Ar, D.Name, D.HasBody, D.Where, D.IsStatic, D.InMainFile, D.Complete,
      D.FrameBytes, D.FrameOpen, D.UnitFile, D.Params, D.Sleeps, D.MoreSleeps,
      D.Effects);
}

} // namespace gfpcheck::link

#endif
