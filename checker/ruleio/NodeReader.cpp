// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ruleio/NodeReader.h"
#include "support/Suggest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

namespace gfpcheck::ruleio {

namespace yaml = llvm::yaml;
using support::quoted;

llvm::SMRange NodeReader::rangeOf(yaml::Node *N) {
  return N ? N->getSourceRange() : llvm::SMRange();
}

bool NodeReader::isMapping(yaml::Node *N) {
  return llvm::isa_and_nonnull<yaml::MappingNode>(N);
}

static llvm::StringRef describe(yaml::Node *N) {
  switch (N->getType()) {
  case yaml::Node::NK_Null:
    return "nothing";
  case yaml::Node::NK_Mapping:
    return "a mapping";
  case yaml::Node::NK_Sequence:
    return "a list";
  case yaml::Node::NK_Alias:
    return "an alias";
  default:
    return "a text";
  }
}

bool NodeReader::plain(yaml::Node *N) {
  if (!N) // A syntax error, reported by the parser.
    return false;
  if (llvm::isa<yaml::AliasNode>(N) || !N->getAnchor().empty()) {
    error(rangeOf(N), "anchors and aliases are not allowed in rule files");
    N->skip();
    return false;
  }
  if (!N->getRawTag().empty()) {
    error(rangeOf(N), "tags are not allowed in rule files");
    N->skip();
    return false;
  }
  return true;
}

bool NodeReader::wrongType(yaml::Node *N, const llvm::Twine &Expected) {
  error(rangeOf(N), "expected " + Expected + ", found " + describe(N));
  N->skip();
  return false;
}

bool NodeReader::openMapping(
    yaml::Node *N, llvm::StringRef What,
    llvm::function_ref<void(Located<std::string>, yaml::Node *)> Each) {
  if (!plain(N))
    return false;
  auto *Map = llvm::dyn_cast<yaml::MappingNode>(N);
  if (!Map)
    return wrongType(N, "a mapping for " + What);
  llvm::StringMap<llvm::SMRange> Seen;
  for (yaml::KeyValueNode &Pair : *Map) {
    Located<std::string> Key;
    if (!string(Pair.getKey(), Key)) {
      if (yaml::Node *V = Pair.getValue())
        V->skip();
      continue;
    }
    auto [It, New] = Seen.try_emplace(Key.Value, Key.Where);
    if (!New) {
      error(Key.Where, "key " + quoted(*Key) + " is given twice");
      D.note(It->second, "first given here");
    }
    yaml::Node *Value = Pair.getValue();
    if (!Value)
      return false;
    Each(std::move(Key), Value);
    Value->skip();
  }
  return true;
}

bool NodeReader::mapping(yaml::Node *N, llvm::StringRef What,
                         llvm::ArrayRef<Field> Fields) {
  unsigned Before = D.errorCount();
  openMapping(N, What, [&](Located<std::string> Key, yaml::Node *V) {
    for (const Field &F : Fields)
      if (F.Key == Key.Value)
        return F.Read(V);
    llvm::SmallVector<llvm::StringRef, 16> Known;
    for (const Field &F : Fields)
      Known.push_back(F.Key);
    unknownWord(Key, ("key in " + What).str(), Known);
  });
  return D.errorCount() == Before;
}

bool NodeReader::sequence(yaml::Node *N, llvm::StringRef What,
                          llvm::function_ref<void(yaml::Node *)> Each) {
  if (!plain(N))
    return false;
  auto *Seq = llvm::dyn_cast<yaml::SequenceNode>(N);
  if (!Seq)
    return wrongType(N, "a list of " + What);
  for (yaml::Node &Item : *Seq) {
    Each(&Item);
    Item.skip();
  }
  return true;
}

bool NodeReader::oneOrMore(yaml::Node *N, llvm::StringRef What,
                           llvm::function_ref<void(yaml::Node *)> Each) {
  if (llvm::isa_and_nonnull<yaml::SequenceNode>(N))
    return sequence(N, What, Each);
  if (!plain(N))
    return false;
  Each(N);
  return true;
}

bool NodeReader::string(yaml::Node *N, Located<std::string> &Out) {
  if (!plain(N))
    return false;
  llvm::SmallString<64> Storage;
  llvm::StringRef Text;
  if (auto *S = llvm::dyn_cast<yaml::ScalarNode>(N))
    Text = S->getValue(Storage);
  else if (auto *B = llvm::dyn_cast<yaml::BlockScalarNode>(N))
    Text = B->getValue();
  else
    return wrongType(N, "a text");
  Out = {Text.str(), rangeOf(N)};
  return true;
}

bool NodeReader::strings(yaml::Node *N, llvm::StringRef What,
                         std::vector<Located<std::string>> &Out) {
  return oneOrMore(N, What, [&](yaml::Node *Item) {
    Located<std::string> S;
    if (string(Item, S))
      Out.push_back(std::move(S));
  });
}

bool NodeReader::boolean(yaml::Node *N, Located<bool> &Out) {
  Located<std::string> Text;
  if (!string(N, Text))
    return false;
  if (*Text != "true" && *Text != "false") {
    error(Text.Where, "expected true or false, found " + quoted(*Text));
    return false;
  }
  Out = {*Text == "true", Text.Where};
  return true;
}

bool NodeReader::integer(yaml::Node *N, int64_t Min, int64_t Max,
                         Located<int64_t> &Out) {
  Located<std::string> Text;
  if (!string(N, Text))
    return false;
  int64_t V = 0;
  if (llvm::StringRef(*Text).getAsInteger(0, V) || V < Min || V > Max) {
    error(Text.Where, "expected a number from " + llvm::Twine(Min) + " to " +
                          llvm::Twine(Max) + ", found " + quoted(*Text));
    return false;
  }
  Out = {V, Text.Where};
  return true;
}

bool NodeReader::argument(yaml::Node *N, Located<model::ArgRef> &Out) {
  Located<std::string> Text;
  if (!string(N, Text))
    return false;
  if (*Text == "return") {
    Out = {model::ArgRef{model::ArgRef::Result}, Text.Where};
    return true;
  }
  unsigned V = 0;
  if (llvm::StringRef(*Text).getAsInteger(10, V) || V < 1 || V > 64) {
    error(Text.Where,
          "expected an argument (1, 2, ... or return), found " + quoted(*Text));
    return false;
  }
  Out = {model::ArgRef{uint8_t(V)}, Text.Where};
  return true;
}

bool NodeReader::arguments(yaml::Node *N, llvm::StringRef What,
                           std::vector<Located<model::ArgRef>> &Out) {
  return oneOrMore(N, What, [&](yaml::Node *Item) {
    Located<model::ArgRef> A;
    if (argument(Item, A))
      Out.push_back(A);
  });
}

void NodeReader::unknownWord(const Located<std::string> &Text,
                             llvm::StringRef What,
                             llvm::ArrayRef<llvm::StringRef> Known) {
  std::string Hint = support::didYouMean(*Text, Known);
  if (Hint.empty() && Known.size() <= 16)
    Hint = "; known are: " + llvm::join(Known, ", ");
  error(Text.Where, "unknown " + What + " " + quoted(*Text) + Hint);
}

} // namespace gfpcheck::ruleio
