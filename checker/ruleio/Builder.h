// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Raw rule files become validated rules. Files come in layers; an entry of a
// later layer replaces the entry of the same name, or refines it.
#ifndef GFPCHECK_RULEIO_BUILDER_H
#define GFPCHECK_RULEIO_BUILDER_H

#include "ruleio/Raw.h"
#include "ruleio/RuleData.h"
#include "support/Diagnostics.h"
#include "llvm/ADT/StringMap.h"
#include <map>

namespace gfpcheck::ruleio {

class Builder {
public:
  explicit Builder(support::Diagnostics &D, RuleData Base = {});

  /// Lays Files over what is there. Names must be unique within a layer.
  void addLayer(llvm::ArrayRef<RawFile> Files);

  /// The rules, complete and sorted. Only useful if D has no errors.
  RuleData finish();

private:
  /// The places of names that one layer has defined, to find duplicates.
  using Seen = llvm::StringMap<llvm::SMRange>;
  bool once(Seen &Names, llvm::StringRef Key, llvm::SMRange Where,
            llvm::StringRef What);

  void addFamily(const RawFamily &R, Seen &Names);
  void addApi(const RawApi &R, Seen &Names);
  void addCallback(const RawCallback &R, Seen &Names);
  void addGfp(const RawGfpTable &R, Seen &Names);
  void addBug(const RawBug &R, Seen &Names);

  support::Diagnostics &D;
  std::vector<Family> Families;
  llvm::StringMap<size_t> FamilyIndex;
  std::vector<model::Api> Apis;
  llvm::StringMap<size_t> ApiIndex;
  std::map<std::string, model::CallbackRule> Callbacks; ///< By callbackKey.
  std::vector<model::GfpTable> GfpTables;
  std::vector<model::BugRule> Bugs;
  /// Callbacks handed to functions, for the check of their argument.
  std::vector<std::pair<std::string, Arg>> CallbackArgs;
};

/// What conversions need: where errors go and which families there are.
struct BuildContext {
  support::Diagnostics &D;
  const llvm::StringMap<size_t> &Families;
};

/// Puts what R says into Out, which is new or what an earlier layer said.
void applyApi(const RawApi &R, model::Api &Out, const BuildContext &C);
model::CallbackRule convertCallback(const RawCallback &R,
                                    const BuildContext &C);
model::GfpTable convertGfpTable(const RawGfpTable &R, const BuildContext &C);
model::BugRule convertBug(const RawBug &R, const BuildContext &C);

/// "timer_list.function" for slots, "request_irq#2" or
/// "register_foo#1/notifier_block.notifier_call" for arguments.
std::string callbackKey(const model::CallbackRule &C);

bool isIdentifier(llvm::StringRef Name);
/// Reports Name if it is not a C identifier.
void checkIdentifier(const Str &Name, llvm::StringRef What,
                     support::Diagnostics &D);
std::vector<model::ContextKind> convertKinds(const std::vector<Str> &Ids,
                                             support::Diagnostics &D);

} // namespace gfpcheck::ruleio

#endif
