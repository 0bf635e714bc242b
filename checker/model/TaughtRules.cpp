// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "model/TaughtRules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

namespace gfpcheck::model {

Silence silenceOf(const RuleSet &Rules, llvm::StringRef Symbol) {
  const Api *Rule = Rules.byName(Symbol);
  if (!Rule)
    return Rules.bySymbol(Symbol).empty() ? Silence{true, true} : Silence{};
  if (Rule->IsMacro || Rule->Query || Rule->Pure || Rule->LastReference)
    return {};
  return {!Rule->Alloc && Rule->Frees.empty(), Rule->Context.empty()};
}

namespace {

class TaughtRules final : public RuleSet {
public:
  TaughtRules(std::shared_ptr<const RuleSet> Rules, std::vector<Api> Lessons)
      : Rules(std::move(Rules)) {
    for (Api &Lesson : Lessons)
      add(std::move(Lesson));
  }

  llvm::ArrayRef<const Api *> bySymbol(llvm::StringRef Symbol) const override {
    if (auto It = Taught.find(Symbol); It != Taught.end())
      return It->second.Meanings;
    return Rules->bySymbol(Symbol);
  }
  const Api *byName(llvm::StringRef Name) const override {
    if (auto It = Taught.find(Name); It != Taught.end())
      return It->second.Entry.get();
    return Rules->byName(Name);
  }
  bool isMacroApi(llvm::StringRef Name) const override {
    return Rules->isMacroApi(Name);
  }

  llvm::ArrayRef<const CallbackRule *>
  callbackSlot(llvm::StringRef Struct, llvm::StringRef Field) const override {
    return Rules->callbackSlot(Struct, Field);
  }
  llvm::ArrayRef<const CallbackRule *>
  callbackArgs(llvm::StringRef Function) const override {
    return Rules->callbackArgs(Function);
  }

  llvm::ArrayRef<BugRule> bugs() const override { return Rules->bugs(); }
  const GfpTable &gfp(unsigned KernelVersion) const override {
    return Rules->gfp(KernelVersion);
  }
  llvm::ArrayRef<GfpTable> gfpTables() const override {
    return Rules->gfpTables();
  }
  llvm::ArrayRef<std::string> constants() const override {
    return Rules->constants();
  }
  llvm::StringRef digest() const override { return Rules->digest(); }

  size_t apiCount() const override { return Rules->apiCount(); }
  const Api &api(size_t Index) const override { return Rules->api(Index); }
  size_t callbackCount() const override { return Rules->callbackCount(); }
  const CallbackRule &callback(size_t Index) const override {
    return Rules->callback(Index);
  }

private:
  struct Knowledge {
    std::unique_ptr<const Api> Entry;
    std::vector<const Api *> Meanings; ///< As bySymbol gives them.
  };

  void add(Api Lesson) {
    const Silence Open = silenceOf(*Rules, Lesson.Name);
    if (!Open.OnMemory)
      Lesson.Alloc.reset();
    if (!Open.OnContext)
      Lesson.Context.clear();
    if (!Lesson.Alloc && Lesson.Context.empty())
      return;
    const Api *Rule = Rules->byName(Lesson.Name);
    Knowledge &K = Taught[Lesson.Name];
    K.Meanings = Rules->bySymbol(Lesson.Name).vec();
    llvm::erase(K.Meanings, Rule);
    K.Entry = std::make_unique<const Api>(
        Rule ? refined(*Rule, std::move(Lesson)) : std::move(Lesson));
    K.Meanings.push_back(K.Entry.get());
  }

  static Api refined(Api Rule, Api Lesson) {
    if (Lesson.Alloc)
      Rule.Alloc = std::move(Lesson.Alloc);
    if (!Lesson.Context.empty())
      Rule.Context = std::move(Lesson.Context);
    return Rule;
  }

  std::shared_ptr<const RuleSet> Rules;
  llvm::StringMap<Knowledge> Taught; ///< By name.
};

} // namespace

std::shared_ptr<const RuleSet> teach(std::shared_ptr<const RuleSet> Rules,
                                     std::vector<Api> Lessons) {
  return std::make_shared<TaughtRules>(std::move(Rules), std::move(Lessons));
}

} // namespace gfpcheck::model
