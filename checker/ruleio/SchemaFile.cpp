// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A rule file as a whole, and the smaller mappings in it.
#include "ruleio/Schema.h"
#include "llvm/Support/VersionTuple.h"

namespace gfpcheck::ruleio {

namespace yaml = llvm::yaml;
using yaml::Node;

void readCallback(NodeReader &R, Node *N, RawCallback &Out) {
  using Sleep = model::CallbackRule::Sleep;
  static constexpr Word<Sleep> Sleeps[] = {{"forbidden", Sleep::No},
                                           {"allowed", Sleep::Yes},
                                           {"conditional", Sleep::Conditional}};
  Out.Where = NodeReader::rangeOf(N);
  R.mapping(
      N, "callback",
      {{"slot", [&](Node *V) { R.string(V, Out.Slot); }},
       {"function", [&](Node *V) { R.string(V, Out.Function); }},
       {"arg", [&](Node *V) { R.argument(V, Out.Of); }},
       {"via", [&](Node *V) { R.string(V, Out.Via); }},
       {"runs-in",
        [&](Node *V) {
          Out.RunsInGiven = R.strings(V, "contexts", Out.RunsIn);
        }},
       {"locks", [&](Node *V) { R.strings(V, "locks", Out.Locks); }},
       {"sleep",
        [&](Node *V) { R.word<Sleep>(V, "permission", Sleeps, Out.Sleep); }},
       {"condition", [&](Node *V) { R.string(V, Out.Condition); }},
       {"remove", [&](Node *V) { R.boolean(V, Out.Remove); }},
       {"also-process", [&](Node *V) { R.boolean(V, Out.AlsoProcess); }},
       {"unless", [&](Node *V) { R.string(V, Out.Unless); }},
       {"unless-flag", [&](Node *V) { R.string(V, Out.UnlessFlag); }},
       {"trust", [&](Node *V) { readTrust(R, V, Out.Trust); }},
       {"source", [&](Node *V) { R.string(V, Out.Source); }}});
}

static void readGfpFlag(NodeReader &R, Node *N, RawGfpFlag &Out) {
  using model::GfpClass;
  using M = model::GfpMeaning;
  static constexpr Word<GfpClass> Classes[] = {
      {"action", GfpClass::Action},       {"zone", GfpClass::Zone},
      {"placement", GfpClass::Placement}, {"watermark", GfpClass::Watermark},
      {"type", GfpClass::Type},           {"other", GfpClass::Other}};
  static constexpr Word<M> Meanings[] = {{"blocks", M::Blocks},
                                         {"fs", M::Fs},
                                         {"io", M::Io},
                                         {"kswapd", M::Kswapd},
                                         {"no-fail", M::NoFail},
                                         {"no-retry", M::NoRetry},
                                         {"retry-may-fail", M::RetryMayFail},
                                         {"no-warn", M::NoWarn},
                                         {"zero", M::Zero},
                                         {"high", M::High},
                                         {"mem-alloc", M::MemAlloc},
                                         {"no-mem-alloc", M::NoMemAlloc},
                                         {"zone-dma", M::ZoneDma},
                                         {"zone-dma32", M::ZoneDma32},
                                         {"zone-highmem", M::ZoneHighMem},
                                         {"movable", M::Movable},
                                         {"reclaimable", M::Reclaimable},
                                         {"comp", M::Comp},
                                         {"account", M::Account},
                                         {"hardwall", M::HardWall},
                                         {"this-node", M::ThisNode},
                                         {"write", M::Write},
                                         {"other", M::Other}};
  R.mapping(
      N, "gfp flag",
      {{"name", [&](Node *V) { R.string(V, Out.Name); }},
       {"class",
        [&](Node *V) { R.word<GfpClass>(V, "class", Classes, Out.Class); }},
       {"means",
        [&](Node *V) {
          R.oneOrMore(V, "meanings", [&](Node *I) {
            std::optional<M> Meaning;
            if (R.word<M>(I, "meaning", Meanings, Meaning))
              Out.Meanings.push_back(*Meaning);
          });
        }},
       {"parts", [&](Node *V) { R.strings(V, "flags", Out.Parts); }},
       {"bits",
        [&](Node *V) {
          Located<int64_t> B;
          if (R.integer(V, 0, INT64_MAX, B))
            Out.Bits = {uint64_t(*B), B.Where};
        }},
       {"source", [&](Node *V) { R.string(V, Out.Source); }}});
}

/// "6.12" or "2.6.32" as LINUX_VERSION_CODE has it.
static void readVersion(NodeReader &R, Node *N, Located<unsigned> &Out) {
  Located<std::string> Text;
  if (!R.string(N, Text))
    return;
  llvm::VersionTuple V;
  if (V.tryParse(*Text) || V.getMajor() > 255 || V.getBuild()) {
    R.error(Text.Where, "expected a kernel version such as 6.12");
    return;
  }
  Out = {(V.getMajor() << 16) + (V.getMinor().value_or(0) << 8) +
             std::min(V.getSubminor().value_or(0), 255u),
         Text.Where};
}

void readGfpTable(NodeReader &R, Node *N, RawGfpTable &Out) {
  R.mapping(N, "gfp table",
            {{"id", [&](Node *V) { R.string(V, Out.Id); }},
             {"since", [&](Node *V) { readVersion(R, V, Out.Since); }},
             {"until", [&](Node *V) { readVersion(R, V, Out.Until); }},
             {"flags", [&](Node *V) {
                R.sequence(V, "flags", [&](Node *I) {
                  readGfpFlag(R, I, Out.Flags.emplace_back());
                });
              }}});
}

void readBug(NodeReader &R, Node *N, RawBug &Out) {
  Out.Where = NodeReader::rangeOf(N);
  R.mapping(
      N, "bug rule",
      {{"id", [&](Node *V) { R.string(V, Out.Id); }},
       {"kind", [&](Node *V) { R.string(V, Out.Kind); }},
       {"severity", [&](Node *V) { R.string(V, Out.Severity); }},
       {"summary", [&](Node *V) { R.string(V, Out.Summary); }},
       {"message", [&](Node *V) { R.string(V, Out.Message); }},
       {"forbidden", [&](Node *V) { R.strings(V, "contexts", Out.Forbidden); }},
       {"forbidden-rt",
        [&](Node *V) { R.strings(V, "contexts", Out.ForbiddenRt); }},
       {"limits",
        [&](Node *V) {
          R.openMapping(V, "limits", [&](Located<std::string> Key, Node *I) {
            Located<int64_t> Value;
            if (R.integer(I, 0, INT32_MAX, Value))
              Out.Limits.emplace_back(std::move(Key), Value);
          });
        }},
       {"words",
        [&](Node *V) {
          R.openMapping(V, "words", [&](Located<std::string> Key, Node *I) {
            auto &Entry = Out.Words.emplace_back();
            Entry.first = std::move(Key);
            R.strings(I, "words", Entry.second);
          });
        }},
       {"cwe", [&](Node *V) {
          Located<int64_t> C;
          if (R.integer(V, 1, 9999, C))
            Out.Cwe = {unsigned(*C), C.Where};
        }}});
}

static void readFamily(NodeReader &R, Node *N, RawFamily &Out) {
  R.mapping(
      N, "family",
      {{"name", [&](Node *V) { R.string(V, Out.Name); }},
       {"freed-by", [&](Node *V) { R.strings(V, "functions", Out.FreedBy); }}});
}

static void readRoot(NodeReader &R, Node *N, RawFile &Out) {
  auto Each = [&](llvm::StringRef What, Node *V, auto &List, auto Read) {
    R.sequence(V, What, [&](Node *I) { Read(R, I, List.emplace_back()); });
  };
  R.mapping(
      N, "rule file",
      {{"generated-by", [&](Node *V) { R.string(V, Out.GeneratedBy); }},
       {"families",
        [&](Node *V) { Each("families", V, Out.Families, readFamily); }},
       {"apis", [&](Node *V) { Each("api entries", V, Out.Apis, readApi); }},
       {"callbacks",
        [&](Node *V) { Each("callbacks", V, Out.Callbacks, readCallback); }},
       {"gfp",
        [&](Node *V) { readGfpTable(R, V, Out.GfpTables.emplace_back()); }},
       {"bug", [&](Node *V) { readBug(R, V, Out.Bugs.emplace_back()); }}});
}

RawFile readRuleFile(llvm::MemoryBufferRef Text, support::Diagnostics &D) {
  RawFile Out;
  Out.Path = Text.getBufferIdentifier().str();
  NodeReader R(D);
  yaml::Stream Stream(Text, D.sources(), /*ShowColors=*/false);
  unsigned Documents = 0;
  for (yaml::Document &Doc : Stream) {
    Node *Root = Doc.getRoot();
    if (!Root || Stream.failed())
      break;
    if (llvm::isa<yaml::NullNode>(Root)) {
      D.fileError(Out.Path, "the file is empty");
      break;
    }
    if (++Documents > 1) {
      R.error(NodeReader::rangeOf(Root), "only one document in a file");
      break;
    }
    readRoot(R, Root, Out);
  }
  return Out;
}

} // namespace gfpcheck::ruleio
