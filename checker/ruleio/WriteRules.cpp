// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ruleio/WriteRules.h"
#include "llvm/Support/YAMLTraits.h"

using namespace gfpcheck;
using gfpcheck::ruleio::RuleEntry;
using model::Api;
using model::ContextEffect;
using model::FailsWith;
using model::Trust;
using model::When;

// Not in an unnamed namespace: traits are found by name.
namespace gfpcheck::ruleio::written {

/// A condition that is a mapping with one key.
struct Condition {
  const When &W;
};
struct FlagOf {
  const When &W;
};
struct Alloc {
  const model::AllocEffect &A;
};
struct Context {
  const ContextEffect &E;
};

struct ContextId {
  model::ContextKind Kind;
};

struct File {
  std::string GeneratedBy;
  std::vector<RuleEntry> Apis;
};

} // namespace gfpcheck::ruleio::written

using namespace gfpcheck::ruleio::written;

namespace {

llvm::StringRef word(Trust T) {
  return T == Trust::Guess     ? "guess"
         : T == Trust::Derived ? "derived"
                               : "reviewed";
}

llvm::StringRef word(FailsWith F) {
  switch (F) {
  case FailsWith::Never:
    return "never";
  case FailsWith::Null:
    return "null";
  case FailsWith::ErrPtr:
    return "err-ptr";
  case FailsWith::NullOrErr:
    return "null-or-err";
  case FailsWith::NegativeInt:
    return "negative";
  case FailsWith::Zero:
    return "zero";
  case FailsWith::False:
    return "false";
  case FailsWith::Count:
    break;
  }
  return "count";
}

std::vector<ContextId> ids(model::ContextMask Mask) {
  std::vector<ContextId> Out;
  for (unsigned K = 0; K != model::NumContextKinds; ++K)
    if (Mask >> K & 1)
      Out.push_back({model::ContextKind(K)});
  return Out;
}

/// Output asks for something that it could write to.
template <class T> void put(llvm::yaml::IO &IO, const char *Key, T Value) {
  IO.mapRequired(Key, Value);
}
void put(llvm::yaml::IO &IO, const char *Key, llvm::StringRef Value) {
  put(IO, Key, Value.str());
}

} // namespace

LLVM_YAML_IS_FLOW_SEQUENCE_VECTOR(ContextId)
LLVM_YAML_IS_SEQUENCE_VECTOR(RuleEntry)

namespace llvm::yaml {

template <> struct ScalarTraits<ContextId> {
  static void output(const ContextId &C, void *, raw_ostream &OS) {
    OS << model::contextId(C.Kind);
  }
  static StringRef input(StringRef, void *, ContextId &) {
    return "only written";
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct MappingTraits<FlagOf> {
  static constexpr bool flow = true;
  static void mapping(IO &IO, FlagOf &F) {
    put(IO, "arg", unsigned(F.W.Arg.Index));
    put(IO, "flag", F.W.Flag);
  }
};

template <> struct MappingTraits<Condition> {
  static constexpr bool flow = true;
  static void mapping(IO &IO, Condition &C) {
    unsigned Arg = C.W.Arg.Index;
    switch (C.W.What) {
    case When::Kind::IfGfpBlocks:
      return put(IO, "if-gfp-blocks", Arg);
    case When::Kind::IfNonZero:
      return put(IO, "if-nonzero", Arg);
    case When::Kind::IfZero:
      return put(IO, "if-zero", Arg);
    case When::Kind::IfFlagSet:
    case When::Kind::IfFlagClear: {
      bool Set = C.W.What == When::Kind::IfFlagSet;
      return put(IO, Set ? "if-flag" : "if-no-flag", FlagOf{C.W});
    }
    default:
      return put(IO, "sometimes", C.W.Text);
    }
  }
};

template <> struct MappingTraits<Alloc> {
  static constexpr bool flow = true;
  static void mapping(IO &IO, Alloc &V) {
    put(IO, "family", V.A.Family);
    if (V.A.Gfp.valid())
      put(IO, "gfp", unsigned(V.A.Gfp.Index));
    if (V.A.Fails != FailsWith::Null)
      put(IO, "fails", word(V.A.Fails));
  }
};

template <> struct MappingTraits<Context> {
  static constexpr bool flow = true;
  static void mapping(IO &IO, Context &V) {
    std::vector<ContextId> Kinds;
    for (model::ContextKind K : V.E.Kinds)
      Kinds.push_back({K});
    put(IO,
        V.E.What == ContextEffect::Op::Enter   ? "enter"
        : V.E.What == ContextEffect::Op::Leave ? "leave"
                                               : "try",
        std::move(Kinds));
    if (V.E.What == ContextEffect::Op::Try && !V.E.SuccessNonZero)
      put(IO, "taken-when", llvm::StringRef("zero"));
  }
};

static void mapSleep(IO &IO, const Api &A, bool Refine) {
  if (A.Sleeps.What == When::Kind::Always)
    put(IO, "sleeps", llvm::StringRef("always"));
  else if (A.Sleeps.What == When::Kind::Never)
    put(IO, "sleeps", llvm::StringRef("never"));
  else
    put(IO, "sleeps", Condition{A.Sleeps});
  if (Refine)
    put(IO, "sleep-trust", word(A.SleepTrust));
  if (A.SleepNotIn)
    put(IO, "sleep-not-in", ids(A.SleepNotIn));
  if (A.SleepOnlyIn)
    put(IO, "sleep-only-in", ids(A.SleepOnlyIn));
  if (!A.SleepWhy.empty())
    put(IO, "why", A.SleepWhy);
}

template <> struct MappingTraits<RuleEntry> {
  static constexpr bool flow = true;
  static void mapping(IO &IO, RuleEntry &E) {
    const Api &A = E.Api;
    put(IO, "name", A.Name);
    if (E.Refine)
      put(IO, "refine", true);
    else if (A.Arity >= 0)
      put(IO, "args", A.Arity);
    if (A.Alloc)
      put(IO, "alloc", Alloc{*A.Alloc});
    if (A.KnownSleep)
      mapSleep(IO, A, E.Refine);
    for (const ContextEffect &Effect : A.Context)
      put(IO, "context", Context{Effect});
    if (!E.Refine) {
      put(IO, "trust", word(A.Confidence));
      put(IO, "source", A.Source);
    }
  }
};

template <> struct MappingTraits<File> {
  static void mapping(IO &IO, File &F) {
    IO.mapRequired("generated-by", F.GeneratedBy);
    IO.mapRequired("apis", F.Apis);
  }
};

} // namespace llvm::yaml

void ruleio::writeRules(llvm::raw_ostream &OS,
                        llvm::ArrayRef<RuleEntry> Entries,
                        llvm::StringRef Comment) {
  OS << "# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n# "
     << Comment << '\n';
  File All{InferredBy, Entries.vec()};
  llvm::yaml::Output Out(OS, nullptr, /*WrapColumn=*/0);
  Out << All;
}
