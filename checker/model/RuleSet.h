// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Everything the rules say, validated, indexed and immutable.
#ifndef GFPCHECK_MODEL_RULESET_H
#define GFPCHECK_MODEL_RULESET_H

#include "model/Api.h"
#include "model/Gfp.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>
#include <vector>

namespace gfpcheck::model {

/// What rules/bugs/<id>.yaml says.
struct BugRule {
  std::string Id;
  std::string Kind;            ///< A line of checks/Kinds.def.
  std::string Severity;        ///< "error", "warning", "advice".
  std::string Summary;         ///< One sentence.
  std::string Message;         ///< Template, {name} placeholders.
  ContextMask Forbidden = 0;   ///< Contexts that forbid sleeping.
  ContextMask ForbiddenRt = 0; ///< The same on PREEMPT_RT.
  std::vector<std::pair<std::string, int64_t>>
      Limits; ///< "variable-bytes": 1024
  /// What fixes need to know by name: "no-memory": ["-ENOMEM"].
  std::vector<std::pair<std::string, std::vector<std::string>>> Words;
  int Cwe = 0;

  /// The words of that key; none if it is not given.
  llvm::ArrayRef<std::string> words(llvm::StringRef Key) const {
    for (const auto &[Name, List] : Words)
      if (Name == Key)
        return List;
    return {};
  }
  /// The only word of that key, or nothing.
  llvm::StringRef word(llvm::StringRef Key) const {
    llvm::ArrayRef<std::string> List = words(Key);
    return List.size() == 1 ? llvm::StringRef(List.front()) : "";
  }
};

/// The rules. Lookup is by exact name; entries are materialised on first use
/// and stay valid for the life of the set. Safe to read from one thread.
class RuleSet {
public:
  virtual ~RuleSet() = default;

  /// All entries a call of Symbol can mean, because a symbol may stand for
  /// several spellings (_raw_spin_lock: spin_lock and raw_spin_lock): entries
  /// named Symbol and entries that list it in Symbols. Empty if unknown.
  virtual llvm::ArrayRef<const Api *>
  bySymbol(llvm::StringRef Symbol) const = 0;
  /// The entry of that name, or null.
  virtual const Api *byName(llvm::StringRef Name) const = 0;
  /// Does a macro of this name have an entry with IsMacro?
  virtual bool isMacroApi(llvm::StringRef Name) const = 0;

  /// Rules for callbacks stored in Struct.Field.
  virtual llvm::ArrayRef<const CallbackRule *>
  callbackSlot(llvm::StringRef Struct, llvm::StringRef Field) const = 0;
  /// Rules for callbacks handed to Function.
  virtual llvm::ArrayRef<const CallbackRule *>
  callbackArgs(llvm::StringRef Function) const = 0;

  virtual llvm::ArrayRef<BugRule> bugs() const = 0;
  const BugRule *bug(llvm::StringRef Id) const;

  /// The table for a kernel version (LINUX_VERSION_CODE); the newest if 0.
  virtual const GfpTable &gfp(unsigned KernelVersion) const = 0;
  virtual llvm::ArrayRef<GfpTable> gfpTables() const = 0;

  /// Names of constants that conditions mention (When::Flag), to be evaluated
  /// in each TU.
  virtual llvm::ArrayRef<std::string> constants() const = 0;

  /// 16 hex digits over the content of all rules; equal sets, equal digest.
  virtual llvm::StringRef digest() const = 0;

  /// Number of entries, for `rules list` and tests.
  virtual size_t apiCount() const = 0;
  virtual const Api &api(size_t Index) const = 0;
  virtual size_t callbackCount() const = 0;
  virtual const CallbackRule &callback(size_t Index) const = 0;
};

} // namespace gfpcheck::model

#endif
