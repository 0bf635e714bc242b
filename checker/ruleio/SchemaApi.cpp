// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Entries of `apis:`.
#include "ruleio/Schema.h"

namespace gfpcheck::ruleio {

namespace yaml = llvm::yaml;
using model::FailsWith;
using model::Trust;
using model::When;
using yaml::Node;

bool readTrust(NodeReader &R, Node *N, std::optional<Trust> &Out) {
  static constexpr Word<Trust> Words[] = {{"reviewed", Trust::Reviewed},
                                          {"derived", Trust::Derived},
                                          {"guess", Trust::Guess}};
  return R.word<Trust>(N, "trust", Words, Out);
}

namespace {

/// `{arg: 2, flag: NAME}` of if-flag and if-no-flag.
void readFlagTest(NodeReader &R, Node *N, RawWhen &Out) {
  bool Fine = R.mapping(N, "flag condition",
                        {{"arg", [&](Node *V) { R.argument(V, Out.Of); }},
                         {"flag", [&](Node *V) { R.string(V, Out.Flag); }}});
  if (Fine && (!Out.Of.present() || !Out.Flag.present()))
    R.error(Out.Where, "a flag condition needs 'arg' and 'flag'");
}

void readWhen(NodeReader &R, Node *N, std::optional<RawWhen> &Slot) {
  RawWhen &Out = Slot.emplace();
  Out.Where = NodeReader::rangeOf(N);
  if (!NodeReader::isMapping(N)) {
    static constexpr Word<When::Kind> Words[] = {
        {"never", When::Kind::Never},
        {"always", When::Kind::Always},
        {"sometimes", When::Kind::Sometimes}};
    std::optional<When::Kind> K;
    if (R.word<When::Kind>(N, "condition", Words, K))
      Out.What = *K;
    return;
  }
  unsigned Conditions = 0;
  auto Take = [&](When::Kind K) {
    Out.What = K;
    ++Conditions;
  };
  auto TakeArg = [&](When::Kind K, Node *V) {
    Take(K);
    R.argument(V, Out.Of);
  };
  using K = When::Kind;
  bool Fine = R.mapping(
      N, "condition",
      {{"if-gfp-blocks", [&](Node *V) { TakeArg(K::IfGfpBlocks, V); }},
       {"if-nonzero", [&](Node *V) { TakeArg(K::IfNonZero, V); }},
       {"if-zero", [&](Node *V) { TakeArg(K::IfZero, V); }},
       {"if-flag",
        [&](Node *V) {
          Take(K::IfFlagSet);
          readFlagTest(R, V, Out);
        }},
       {"if-no-flag",
        [&](Node *V) {
          Take(K::IfFlagClear);
          readFlagTest(R, V, Out);
        }},
       {"sometimes", [&](Node *V) {
          Take(K::Sometimes);
          R.string(V, Out.Text);
        }}});
  if (Fine && Conditions != 1)
    R.error(Out.Where, "exactly one condition is needed");
}

void readAlloc(NodeReader &R, Node *N, std::optional<RawAlloc> &Slot) {
  static constexpr Word<FailsWith> Fails[] = {
      {"never", FailsWith::Never},
      {"null", FailsWith::Null},
      {"err-ptr", FailsWith::ErrPtr},
      {"null-or-err", FailsWith::NullOrErr},
      {"negative", FailsWith::NegativeInt},
      {"zero", FailsWith::Zero},
      {"false", FailsWith::False},
      {"count", FailsWith::Count}};
  static constexpr Word<uint8_t> Zeroed[] = {
      {"false", 0}, {"true", 1}, {"if-flag", 2}};
  RawAlloc &Out = Slot.emplace();
  Out.Where = NodeReader::rangeOf(N);
  bool Fine = R.mapping(
      N, "alloc",
      {{"family", [&](Node *V) { R.string(V, Out.Family); }},
       {"object", [&](Node *V) { R.argument(V, Out.Object); }},
       {"gfp", [&](Node *V) { R.argument(V, Out.Gfp); }},
       {"implicit-gfp", [&](Node *V) { R.string(V, Out.ImplicitGfp); }},
       {"size", [&](Node *V) { R.argument(V, Out.Size); }},
       {"count", [&](Node *V) { R.argument(V, Out.Count); }},
       {"fails",
        [&](Node *V) { R.word<FailsWith>(V, "result", Fails, Out.Fails); }},
       {"cannot-fail", [&](Node *V) { readWhen(R, V, Out.CannotFail); }},
       {"nofail-flag", [&](Node *V) { R.boolean(V, Out.NoFailFlag); }},
       {"zeroed",
        [&](Node *V) { R.word<uint8_t>(V, "value", Zeroed, Out.Zeroed); }},
       {"freed-by",
        [&](Node *V) { R.strings(V, "functions", Out.FreedBy.emplace()); }}});
  if (Fine && !Out.Family.present())
    R.error(Out.Where, "an allocation needs a 'family'");
}

void readFree(NodeReader &R, Node *N, std::vector<RawFree> &List) {
  RawFree &Out = List.emplace_back();
  Out.Where = NodeReader::rangeOf(N);
  bool Fine = R.mapping(
      N, "frees",
      {{"object", [&](Node *V) { R.argument(V, Out.Object); }},
       {"family", [&](Node *V) { R.strings(V, "family", Out.Families); }},
       {"null-ok", [&](Node *V) { R.boolean(V, Out.NullOk); }}});
  if (Fine && (!Out.Object.present() || Out.Families.empty()))
    R.error(Out.Where, "a free needs 'object' and 'family'");
}

void readContext(NodeReader &R, Node *N, std::vector<RawContext> &List) {
  using Op = model::ContextEffect::Op;
  static constexpr Word<bool> Taken[] = {{"nonzero", true}, {"zero", false}};
  RawContext &Out = List.emplace_back();
  Out.Where = NodeReader::rangeOf(N);
  auto Kinds = [&](Op What, Node *V) {
    if (Out.What)
      R.error(NodeReader::rangeOf(V), "only one of enter, leave and try");
    Out.What = What;
    R.strings(V, "context", Out.Kinds);
  };
  bool Fine =
      R.mapping(N, "context",
                {{"enter", [&](Node *V) { Kinds(Op::Enter, V); }},
                 {"leave", [&](Node *V) { Kinds(Op::Leave, V); }},
                 {"try", [&](Node *V) { Kinds(Op::Try, V); }},
                 {"object", [&](Node *V) { R.argument(V, Out.Object); }},
                 {"absolute", [&](Node *V) { R.boolean(V, Out.Absolute); }},
                 {"taken-when", [&](Node *V) {
                    std::optional<bool> B;
                    if (R.word<bool>(V, "result", Taken, B))
                      Out.TakenWhenNonZero = {*B, NodeReader::rangeOf(V)};
                  }}});
  if (Fine && (!Out.What || Out.Kinds.empty()))
    R.error(Out.Where, "a context change needs 'enter', 'leave' or 'try'");
}

void readQuery(NodeReader &R, Node *N, std::optional<RawQuery> &Slot) {
  RawQuery &Out = Slot.emplace();
  R.mapping(N, "query",
            {{"none-if-true",
              [&](Node *V) { R.strings(V, "contexts", Out.NoneIfTrue); }},
             {"none-if-false",
              [&](Node *V) { R.strings(V, "contexts", Out.NoneIfFalse); }}});
}

/// A number, or "any" for macros and variadic functions.
void readArity(NodeReader &R, Node *N, Located<int> &Out) {
  if (auto *S = llvm::dyn_cast_or_null<yaml::ScalarNode>(N);
      S && S->getRawValue() == "any") {
    Out = {-1, NodeReader::rangeOf(N)};
    return;
  }
  Located<int64_t> V;
  if (R.integer(N, 0, 64, V))
    Out = {int(*V), V.Where};
}

} // namespace

void readApi(NodeReader &R, Node *N, RawApi &Out) {
  Out.Where = NodeReader::rangeOf(N);
  bool Fine = R.mapping(
      N, "api entry",
      {{"name", [&](Node *V) { R.string(V, Out.Name); }},
       {"refine", [&](Node *V) { R.boolean(V, Out.Refine); }},
       {"remove", [&](Node *V) { R.boolean(V, Out.Remove); }},
       {"macro", [&](Node *V) { R.boolean(V, Out.Macro); }},
       {"symbols",
        [&](Node *V) { R.strings(V, "functions", Out.Symbols.emplace()); }},
       {"args", [&](Node *V) { readArity(R, V, Out.Args); }},
       {"alloc", [&](Node *V) { readAlloc(R, V, Out.Alloc); }},
       {"frees",
        [&](Node *V) {
          auto &List = Out.Frees.emplace();
          R.oneOrMore(V, "frees", [&](Node *I) { readFree(R, I, List); });
        }},
       {"sleeps", [&](Node *V) { readWhen(R, V, Out.Sleeps); }},
       {"sleep-trust", [&](Node *V) { readTrust(R, V, Out.SleepTrust); }},
       {"sleep-not-in",
        [&](Node *V) { R.strings(V, "contexts", Out.SleepNotIn.emplace()); }},
       {"sleep-only-in",
        [&](Node *V) { R.strings(V, "contexts", Out.SleepOnlyIn.emplace()); }},
       {"why", [&](Node *V) { R.string(V, Out.Why); }},
       {"context",
        [&](Node *V) {
          auto &List = Out.Context.emplace();
          R.oneOrMore(V, "context changes",
                      [&](Node *I) { readContext(R, I, List); });
        }},
       {"query", [&](Node *V) { readQuery(R, V, Out.Query); }},
       {"derefs",
        [&](Node *V) { R.arguments(V, "arguments", Out.Derefs.emplace()); }},
       {"deref-bytes", [&](Node *V) { R.argument(V, Out.DerefBytes); }},
       {"checks",
        [&](Node *V) { R.arguments(V, "arguments", Out.Checks.emplace()); }},
       {"pure", [&](Node *V) { R.boolean(V, Out.Pure); }},
       {"last-reference", [&](Node *V) { R.boolean(V, Out.LastReference); }},
       {"trust", [&](Node *V) { readTrust(R, V, Out.Trust); }},
       {"header", [&](Node *V) { R.string(V, Out.Header); }},
       {"source", [&](Node *V) { R.string(V, Out.Source); }}});
  if (Fine && !Out.Name.present())
    R.error(Out.Where, "an api entry needs a 'name'");
}

} // namespace gfpcheck::ruleio
