// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Callbacks, gfp tables and bug rules.
#include "ruleio/Builder.h"
#include "support/Suggest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

namespace gfpcheck::ruleio {

using support::quoted;

/// "struct.field", or an error.
static std::pair<std::string, std::string> splitSlot(const Str &S,
                                                     support::Diagnostics &D) {
  auto [Struct, Field] = llvm::StringRef(*S).split('.');
  if (S.present() && (!isIdentifier(Struct) || !isIdentifier(Field)))
    D.error(S.Where, "expected STRUCT.FIELD, found " + quoted(*S));
  return {Struct.str(), Field.str()};
}

model::CallbackRule convertCallback(const RawCallback &R,
                                    const BuildContext &C) {
  using Sleep = model::CallbackRule::Sleep;
  model::CallbackRule Out;
  if (R.Slot.present() == R.Function.present())
    C.D.error(R.Where, "a callback has either a 'slot' or a 'function'");
  if (R.Function.present() != R.Of.present())
    C.D.error(R.Where, "'function' and 'arg' go together");
  if (R.Via.present() && !R.Function.present())
    C.D.error(R.Via.Where, "'via' is only for a 'function'");
  checkIdentifier(R.Function, "function", C.D);
  std::tie(Out.Struct, Out.Field) = splitSlot(R.Slot, C.D);
  std::tie(Out.ViaStruct, Out.ViaField) = splitSlot(R.Via, C.D);
  Out.Function = *R.Function;
  Out.Arg = *R.Of;

  bool Process = R.RunsIn.size() == 1 && *R.RunsIn[0] == "process";
  if (!Process)
    Out.Contexts = convertKinds(R.RunsIn, C.D);
  for (const Str &L : R.Locks)
    Out.Locks.push_back(*L);
  Out.MaySleep = R.Sleep.value_or(Process ? Sleep::Yes : Sleep::No);
  Out.Condition = *R.Condition;
  Out.AlsoProcess = *R.AlsoProcess;
  std::tie(Out.UnlessStruct, Out.UnlessField) = splitSlot(R.Unless, C.D);
  checkIdentifier(R.UnlessFlag, "constant", C.D);
  Out.UnlessFlag = *R.UnlessFlag;
  if (R.UnlessFlag.present() && !R.Unless.present())
    C.D.error(R.UnlessFlag.Where, "'unless-flag' needs an 'unless'");
  Out.Confidence = R.Trust.value_or(model::Trust::Reviewed);
  Out.Source = *R.Source;

  if (*R.Remove)
    return Out;
  if (!R.RunsInGiven)
    C.D.error(R.Where, "a callback needs 'runs-in'");
  if (!R.Source.present())
    C.D.error(R.Where, "a callback needs a 'source'");
  if (Out.MaySleep == Sleep::Conditional && Out.Condition.empty())
    C.D.error(R.Where, "a conditional callback needs a 'condition'");
  return Out;
}

model::GfpTable convertGfpTable(const RawGfpTable &R, const BuildContext &C) {
  model::GfpTable Out;
  Out.Id = *R.Id;
  Out.Since = *R.Since;
  Out.Until = *R.Until;
  if (!R.Since.present() || (Out.Until && Out.Until <= Out.Since))
    C.D.error(R.Id.Where, "a gfp table needs 'since', and 'until' after it");
  llvm::StringSet<> Names;
  for (const RawGfpFlag &F : R.Flags) {
    checkIdentifier(F.Name, "flag", C.D);
    if (!F.Source.present())
      C.D.error(F.Name.Where, "the flag needs a 'source'");
    for (const Str &P : F.Parts)
      if (!Names.contains(*P)) // Only earlier flags, so there are no cycles.
        C.D.error(P.Where, "unknown flag " + quoted(*P) +
                               "; parts must be defined above");
    if (!Names.insert(*F.Name).second)
      C.D.error(F.Name.Where, "flag " + quoted(*F.Name) + " is defined twice");
    model::GfpFlag &Flag = Out.Flags.emplace_back();
    Flag.Name = *F.Name;
    Flag.Class = F.Class.value_or(model::GfpClass::Other);
    Flag.Meanings = F.Meanings;
    Flag.DefaultBits = *F.Bits;
    for (const Str &P : F.Parts) {
      Flag.Parts.push_back(*P);
      for (const model::GfpFlag &Earlier : Out.Flags)
        if (Earlier.Name == *P)
          Flag.DefaultBits |= Earlier.DefaultBits;
    }
    Flag.Source = *F.Source;
    if (!F.Parts.empty() && F.Bits.present())
      C.D.error(F.Bits.Where, "a flag has either 'parts' or 'bits'");
  }
  return Out;
}

static model::ContextMask maskOfAll(const std::vector<Str> &Ids,
                                    support::Diagnostics &D) {
  model::ContextMask M = 0;
  for (model::ContextKind K : convertKinds(Ids, D))
    M |= model::maskOf(K);
  return M;
}

model::BugRule convertBug(const RawBug &R, const BuildContext &C) {
  model::BugRule Out;
  for (auto [Key, Value, To] :
       {std::tuple{"kind", &R.Kind, &Out.Kind},
        std::tuple{"severity", &R.Severity, &Out.Severity},
        std::tuple{"summary", &R.Summary, &Out.Summary},
        std::tuple{"message", &R.Message, &Out.Message}}) {
    if (!Value->present())
      C.D.error(R.Where, "a bug rule needs '" + llvm::Twine(Key) + "'");
    *To = **Value;
  }
  static constexpr llvm::StringRef Severities[] = {"error", "warning",
                                                   "advice"};
  if (R.Severity.present() && !llvm::is_contained(Severities, *R.Severity))
    C.D.error(R.Severity.Where, "unknown severity " + quoted(*R.Severity) +
                                    "; known are: error, warning, advice");
  Out.Id = *R.Id;
  Out.Forbidden = maskOfAll(R.Forbidden, C.D);
  Out.ForbiddenRt = maskOfAll(R.ForbiddenRt, C.D);
  for (const auto &[Key, Value] : R.Limits)
    Out.Limits.emplace_back(*Key, *Value);
  for (const auto &[Key, List] : R.Words) {
    auto &Entry = Out.Words.emplace_back();
    Entry.first = *Key;
    for (const Str &Word : List)
      Entry.second.push_back(*Word);
  }
  Out.Cwe = *R.Cwe;
  return Out;
}

} // namespace gfpcheck::ruleio
