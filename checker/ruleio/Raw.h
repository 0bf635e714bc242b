// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rule files as they are written: one struct for each kind of mapping, every
// scalar with its place, nothing resolved. docs/dev/rules-schema.md is the
// description for writers of rules.
#ifndef GFPCHECK_RULEIO_RAW_H
#define GFPCHECK_RULEIO_RAW_H

#include "model/RuleSet.h"
#include "support/Located.h"
#include <optional>
#include <string>
#include <vector>

namespace gfpcheck::ruleio {

using support::Located;
using Str = Located<std::string>;
using Arg = Located<model::ArgRef>;

struct RawFamily {
  Str Name;
  std::vector<Str> FreedBy;
};

/// `sleeps:`, `cannot-fail:` - a word, or a mapping with one condition.
struct RawWhen {
  model::When::Kind What = model::When::Kind::Never;
  llvm::SMRange Where;
  Arg Of;
  Str Flag, Text;
};

struct RawAlloc {
  llvm::SMRange Where;
  Arg Object, Gfp, Size, Count;
  Str Family, ImplicitGfp;
  std::optional<std::vector<Str>> FreedBy;
  std::optional<model::FailsWith> Fails;
  std::optional<RawWhen> CannotFail;
  Located<bool> NoFailFlag;
  std::optional<uint8_t> Zeroed;
};

struct RawFree {
  llvm::SMRange Where;
  Arg Object;
  std::vector<Str> Families;
  Located<bool> NullOk{true, {}};
};

struct RawContext {
  llvm::SMRange Where;
  std::optional<model::ContextEffect::Op> What;
  std::vector<Str> Kinds;
  Arg Object;
  Located<bool> TakenWhenNonZero{true, {}};
  Located<bool> Absolute;
};

struct RawQuery {
  std::vector<Str> NoneIfTrue, NoneIfFalse;
};

/// An entry of `apis:`. What is absent keeps its default, or, in an entry with
/// `refine: true`, what an earlier layer said. `remove: true` takes it away.
struct RawApi {
  llvm::SMRange Where;
  Str Name;
  Located<bool> Refine, Remove, Macro, Pure, LastReference;
  std::optional<std::vector<Str>> Symbols;
  Located<int> Args{-1, {}};
  std::optional<RawAlloc> Alloc;
  std::optional<std::vector<RawFree>> Frees;
  std::optional<RawWhen> Sleeps;
  std::optional<std::vector<Str>> SleepNotIn, SleepOnlyIn;
  std::optional<std::vector<RawContext>> Context;
  std::optional<RawQuery> Query;
  std::optional<std::vector<Arg>> Derefs, Checks;
  Arg DerefBytes;
  Str Why, Source, Header;
  std::optional<model::Trust> Trust, SleepTrust;
};

/// An entry of `callbacks:`.
struct RawCallback {
  llvm::SMRange Where;
  Str Slot;          ///< "struct.field"
  Str Function, Via; ///< Via: "struct.field" of what the argument points at.
  Arg Of;
  std::vector<Str> RunsIn, Locks;
  bool RunsInGiven = false;
  std::optional<model::CallbackRule::Sleep> Sleep;
  Str Condition, Source;
  Str Unless, UnlessFlag; ///< Unless: "struct.field".
  Located<bool> AlsoProcess, Remove;
  std::optional<model::Trust> Trust;
};

struct RawGfpFlag {
  Str Name, Source;
  std::optional<model::GfpClass> Class;
  std::vector<model::GfpMeaning> Meanings;
  std::vector<Str> Parts;
  Located<uint64_t> Bits;
};

struct RawGfpTable {
  Str Id;
  Located<unsigned> Since, Until; ///< LINUX_VERSION_CODE
  std::vector<RawGfpFlag> Flags;
};

struct RawBug {
  llvm::SMRange Where;
  Str Id, Kind, Severity, Summary, Message;
  std::vector<Str> Forbidden, ForbiddenRt;
  std::vector<std::pair<Str, Located<int64_t>>> Limits;
  std::vector<std::pair<Str, std::vector<Str>>> Words;
  Located<unsigned> Cwe;
};

struct RawFile {
  std::string Path;
  Str GeneratedBy; ///< Present in generated files, which others override.
  std::vector<RawFamily> Families;
  std::vector<RawApi> Apis;
  std::vector<RawCallback> Callbacks;
  std::vector<RawGfpTable> GfpTables;
  std::vector<RawBug> Bugs;
};

} // namespace gfpcheck::ruleio

#endif
