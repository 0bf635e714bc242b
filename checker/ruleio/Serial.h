// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The binary form of rules: one description of each struct (support/Archive.h).
#ifndef GFPCHECK_RULEIO_SERIAL_H
#define GFPCHECK_RULEIO_SERIAL_H

#include "ruleio/RuleData.h"
#include "support/Archive.h"

namespace gfpcheck::ruleio {

using support::TextTable;

class Writer : public support::ArchiveWriter {
public:
  using ArchiveWriter::ArchiveWriter;
};

class Reader : public support::ArchiveReader {
public:
  using ArchiveReader::ArchiveReader;
};

using support::all;
using support::io;

template <class A> void io(A &Ar, model::ArgRef &V) { io(Ar, V.Index); }

// The structs ----------------------------------------------------------------

template <class A> void io(A &Ar, model::When &V) {
  all(Ar, V.What, V.Arg, V.Flag, V.Text);
}
template <class A> void io(A &Ar, model::AllocEffect &V) {
  all(Ar, V.Object, V.Family, V.FreedBy, V.Gfp, V.ImplicitGfp, V.Size, V.Count,
      V.Fails, V.CannotFail, V.NoFailFlag, V.Zeroed);
}
template <class A> void io(A &Ar, model::FreeEffect &V) {
  all(Ar, V.Object, V.Families, V.NullOk);
}
template <class A> void io(A &Ar, model::ContextEffect &V) {
  all(Ar, V.What, V.Kinds, V.Object, V.SuccessNonZero, V.Absolute);
}
template <class A> void io(A &Ar, model::QueryEffect &V) {
  all(Ar, V.NoneIfTrue, V.NoneIfFalse);
}
template <class A> void io(A &Ar, model::Api &V) {
  all(Ar, V.Name, V.Symbols, V.Arity, V.IsMacro, V.Alloc, V.Frees, V.Sleeps,
      V.SleepTrust, V.SleepNotIn, V.SleepOnlyIn, V.Context, V.Query, V.Derefs,
      V.DerefBytes, V.Checks, V.KnownSleep, V.SleepWhy, V.Pure, V.LastReference,
      V.Source, V.Confidence);
}
template <class A> void io(A &Ar, model::CallbackRule &V) {
  all(Ar, V.Struct, V.Field, V.Function, V.Arg, V.ViaStruct, V.ViaField,
      V.Contexts, V.Locks, V.MaySleep, V.Condition, V.AlsoProcess,
      V.UnlessStruct, V.UnlessField, V.UnlessFlag, V.Source, V.Confidence);
}
template <class A> void io(A &Ar, model::BugRule &V) {
  all(Ar, V.Id, V.Kind, V.Severity, V.Summary, V.Message, V.Forbidden,
      V.ForbiddenRt, V.Limits, V.Words, V.Cwe);
}
template <class A> void io(A &Ar, model::GfpFlag &V) {
  all(Ar, V.Name, V.Class, V.Meanings, V.Parts, V.DefaultBits, V.Source);
}
template <class A> void io(A &Ar, model::GfpTable &V) {
  all(Ar, V.Id, V.Since, V.Until, V.Flags);
}
template <class A> void io(A &Ar, Family &V) { all(Ar, V.Name, V.FreedBy); }

} // namespace gfpcheck::ruleio

#endif
