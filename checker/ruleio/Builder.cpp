// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ruleio/Builder.h"
#include "support/Suggest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace gfpcheck::ruleio {

using support::quoted;

bool isIdentifier(llvm::StringRef Name) {
  auto Word = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  return !Name.empty() && Name.size() <= 200 && !llvm::isDigit(Name[0]) &&
         llvm::all_of(Name, Word);
}

void checkIdentifier(const Str &Name, llvm::StringRef What,
                     support::Diagnostics &D) {
  if (Name.present() && !isIdentifier(*Name))
    D.error(Name.Where, quoted(*Name) + " is not the name of a " + What);
}

std::vector<model::ContextKind> convertKinds(const std::vector<Str> &Ids,
                                             support::Diagnostics &D) {
  std::vector<model::ContextKind> Out;
  for (const Str &Id : Ids) {
    if (auto K = model::contextFromId(*Id)) {
      Out.push_back(*K);
      continue;
    }
    llvm::SmallVector<llvm::StringRef, 32> Known;
    for (unsigned I = 0; I != model::NumContextKinds; ++I)
      Known.push_back(model::contextId(model::ContextKind(I)));
    D.error(Id.Where,
            "unknown context " + quoted(*Id) + support::didYouMean(*Id, Known));
  }
  return Out;
}

std::string callbackKey(const model::CallbackRule &C) {
  if (C.Function.empty())
    return C.Struct + "." + C.Field;
  std::string Key = C.Function + "#" + std::to_string(C.Arg.Index);
  if (!C.ViaStruct.empty())
    Key += "/" + C.ViaStruct + "." + C.ViaField;
  return Key;
}

Builder::Builder(support::Diagnostics &D, RuleData Base)
    : D(D), Families(std::move(Base.Families)), Apis(std::move(Base.Apis)),
      GfpTables(std::move(Base.GfpTables)), Bugs(std::move(Base.Bugs)) {
  for (const auto &[I, F] : llvm::enumerate(Families))
    FamilyIndex[F.Name] = I;
  for (const auto &[I, A] : llvm::enumerate(Apis))
    ApiIndex[A.Name] = I;
  for (model::CallbackRule &C : Base.Callbacks)
    Callbacks[callbackKey(C)] = std::move(C);
}

bool Builder::once(Seen &Names, llvm::StringRef Key, llvm::SMRange Where,
                   llvm::StringRef What) {
  auto [It, New] = Names.try_emplace(Key, Where);
  if (New)
    return true;
  D.error(Where, What + " " + quoted(Key) + " is defined twice");
  D.note(It->second, "first defined here");
  return false;
}

void Builder::addLayer(llvm::ArrayRef<RawFile> Files) {
  Seen FamilyNames, ApiNames, CallbackNames, GfpNames, BugNames;
  for (const RawFile &F : Files)
    for (const RawFamily &R : F.Families)
      addFamily(R, FamilyNames);
  for (const RawFile &F : Files) {
    for (const RawApi &R : F.Apis)
      addApi(R, ApiNames);
    for (const RawCallback &R : F.Callbacks)
      addCallback(R, CallbackNames);
    for (const RawGfpTable &R : F.GfpTables)
      addGfp(R, GfpNames);
    for (const RawBug &R : F.Bugs)
      addBug(R, BugNames);
  }
}

void Builder::addFamily(const RawFamily &R, Seen &Names) {
  if (!R.Name.present() || !once(Names, *R.Name, R.Name.Where, "family"))
    return;
  for (const Str &F : R.FreedBy)
    checkIdentifier(F, "function", D);
  auto [It, New] = FamilyIndex.try_emplace(*R.Name, Families.size());
  if (New)
    Families.emplace_back();
  Family &Out = Families[It->second];
  Out.Name = *R.Name;
  Out.FreedBy.clear();
  for (const Str &F : R.FreedBy)
    Out.FreedBy.push_back(*F);
}

void Builder::addApi(const RawApi &R, Seen &Names) {
  if (!R.Name.present() || !once(Names, *R.Name, R.Name.Where, "api"))
    return;
  checkIdentifier(R.Name, "function or macro", D);
  auto [It, New] = ApiIndex.try_emplace(*R.Name, Apis.size());
  if (New) {
    Apis.emplace_back();
    if (*R.Refine || *R.Remove)
      D.error(R.Name.Where, "there is no entry " + quoted(*R.Name) +
                                " in an earlier layer to " +
                                (*R.Remove ? "remove" : "refine"));
  }
  if (*R.Remove) {
    Apis[It->second].Name.clear();
    return;
  }
  model::Api &Out = Apis[It->second];
  if (!*R.Refine)
    Out = model::Api();
  Out.Name = *R.Name;
  applyApi(R, Out, {D, FamilyIndex});
}

void Builder::addCallback(const RawCallback &R, Seen &Names) {
  model::CallbackRule C = convertCallback(R, {D, FamilyIndex});
  std::string Key = callbackKey(C);
  llvm::SMRange Where = R.Slot.present() ? R.Slot.Where : R.Function.Where;
  if (!Where.isValid() || !once(Names, Key, Where, "callback"))
    return;
  if (*R.Remove) {
    if (!Callbacks.erase(Key))
      D.error(Where, "there is no callback " + quoted(Key) +
                         " in an earlier layer to remove");
    return;
  }
  if (!C.Function.empty())
    CallbackArgs.emplace_back(C.Function, R.Of);
  Callbacks[Key] = std::move(C);
}

void Builder::addGfp(const RawGfpTable &R, Seen &Names) {
  if (!R.Id.present() || !once(Names, *R.Id, R.Id.Where, "gfp table"))
    return;
  llvm::erase_if(GfpTables,
                 [&](const model::GfpTable &T) { return T.Id == *R.Id; });
  GfpTables.push_back(convertGfpTable(R, {D, FamilyIndex}));
}

void Builder::addBug(const RawBug &R, Seen &Names) {
  if (!R.Id.present() || !once(Names, *R.Id, R.Id.Where, "bug rule"))
    return;
  llvm::erase_if(Bugs, [&](const model::BugRule &B) { return B.Id == *R.Id; });
  Bugs.push_back(convertBug(R, {D, FamilyIndex}));
}

RuleData Builder::finish() {
  for (const auto &[Function, At] : CallbackArgs) {
    auto It = ApiIndex.find(Function);
    if (It == ApiIndex.end() || !At.present())
      continue;
    const model::Api &A = Apis[It->second];
    if (A.Arity >= 0 && int(At->Index) > A.Arity)
      D.error(At.Where, quoted(Function) + " has " + llvm::Twine(A.Arity) +
                            " arguments, so there is no argument " +
                            llvm::Twine(unsigned(At->Index)));
  }
  llvm::erase_if(Apis, [](const model::Api &A) { return A.Name.empty(); });
  RuleData Out;
  Out.Families = std::move(Families);
  Out.Apis = std::move(Apis);
  Out.GfpTables = std::move(GfpTables);
  Out.Bugs = std::move(Bugs);
  auto ByName = [](const auto &A, const auto &B) { return A.Name < B.Name; };
  llvm::sort(Out.Apis, ByName);
  llvm::sort(Out.Families, ByName);
  llvm::sort(Out.Bugs,
             [](const auto &A, const auto &B) { return A.Id < B.Id; });
  llvm::sort(Out.GfpTables, [](const auto &A, const auto &B) {
    return std::tie(A.Since, A.Id) < std::tie(B.Since, B.Id);
  });
  for (auto &[Key, C] : Callbacks)
    Out.Callbacks.push_back(std::move(C));
  return Out;
}

} // namespace gfpcheck::ruleio
