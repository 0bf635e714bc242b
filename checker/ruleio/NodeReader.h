// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads LLVM's YAML nodes into located values and goes on after an error, so
// that one run reports them all. Knows YAML, not rules.
#ifndef GFPCHECK_RULEIO_NODEREADER_H
#define GFPCHECK_RULEIO_NODEREADER_H

#include "model/Api.h"
#include "support/Diagnostics.h"
#include "support/Located.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/YAMLParser.h"
#include <optional>

namespace gfpcheck::ruleio {

using support::Located;

/// One key that a mapping may have and who reads its value.
struct Field {
  llvm::StringRef Key;
  llvm::function_ref<void(llvm::yaml::Node *)> Read;
};

/// A word of a closed list and what it stands for.
template <class T> struct Word {
  llvm::StringRef Text;
  T Value;
};

/// Every function reports what it cannot read and returns false.
class NodeReader {
public:
  explicit NodeReader(support::Diagnostics &D) : D(D) {}

  support::Diagnostics &diagnostics() { return D; }
  void error(llvm::SMRange Where, const llvm::Twine &M) { D.error(Where, M); }

  /// Reads a mapping with known keys: unknown and repeated ones are errors.
  /// False if there was any error in it, so that what is missing because of
  /// that need not be reported too.
  bool mapping(llvm::yaml::Node *N, llvm::StringRef What,
               llvm::ArrayRef<Field> Fields);
  /// Reads a mapping whose keys are free.
  bool openMapping(llvm::yaml::Node *N, llvm::StringRef What,
                   llvm::function_ref<void(Located<std::string> Key,
                                           llvm::yaml::Node *Value)>
                       Each);
  bool sequence(llvm::yaml::Node *N, llvm::StringRef What,
                llvm::function_ref<void(llvm::yaml::Node *)> Each);
  /// A sequence, or one item without the brackets.
  bool oneOrMore(llvm::yaml::Node *N, llvm::StringRef What,
                 llvm::function_ref<void(llvm::yaml::Node *)> Each);

  bool string(llvm::yaml::Node *N, Located<std::string> &Out);
  bool strings(llvm::yaml::Node *N, llvm::StringRef What,
               std::vector<Located<std::string>> &Out);
  bool boolean(llvm::yaml::Node *N, Located<bool> &Out);
  bool integer(llvm::yaml::Node *N, int64_t Min, int64_t Max,
               Located<int64_t> &Out);
  /// "1", "2", ... or "return".
  bool argument(llvm::yaml::Node *N, Located<model::ArgRef> &Out);
  bool arguments(llvm::yaml::Node *N, llvm::StringRef What,
                 std::vector<Located<model::ArgRef>> &Out);

  template <class T>
  bool word(llvm::yaml::Node *N, llvm::StringRef What,
            llvm::ArrayRef<Word<T>> Words, std::optional<T> &Out) {
    Located<std::string> Text;
    if (!string(N, Text))
      return false;
    llvm::SmallVector<llvm::StringRef, 16> Known;
    for (const Word<T> &W : Words) {
      if (W.Text == Text.Value) {
        Out = W.Value;
        return true;
      }
      Known.push_back(W.Text);
    }
    unknownWord(Text, What, Known);
    return false;
  }

  /// "unknown WHAT 'x'", with a suggestion or the list of what is known.
  void unknownWord(const Located<std::string> &Text, llvm::StringRef What,
                   llvm::ArrayRef<llvm::StringRef> Known);
  static llvm::SMRange rangeOf(llvm::yaml::Node *N);
  static bool isMapping(llvm::yaml::Node *N);

private:
  bool wrongType(llvm::yaml::Node *N, const llvm::Twine &Expected);
  /// Refuses anchors, aliases and tags, which rule files have no use for.
  bool plain(llvm::yaml::Node *N);

  support::Diagnostics &D;
};

} // namespace gfpcheck::ruleio

#endif
