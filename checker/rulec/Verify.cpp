// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `rulec verify`: do names, arities, gfp positions and slots of the rules agree
// with the headers of a real tree?
#include "rulec/Commands.h"
#include "rulec/HeaderIndex.h"
#include "rulec/KernelDecls.h"
#include "ruleio/Load.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <set>

namespace gfpcheck::rulec {

using model::Api;
using model::ArgRef;

namespace {

class Verifier {
public:
  Verifier(const ruleio::RuleData &Data, const HeaderIndex &Index,
           const KernelDecls &Decls, llvm::raw_ostream &OS)
      : Data(Data), Index(Index), Decls(Decls), OS(OS) {}

  /// The number of faults.
  unsigned run() {
    for (const Api &A : Data.Apis)
      api(A);
    for (const model::CallbackRule &C : Data.Callbacks)
      callback(C);
    OS << Checked << " names checked, " << Elsewhere
       << " declared in no header of the tree, " << Faults << " faults\n";
    return Faults;
  }

private:
  void fault(llvm::StringRef Name, llvm::StringRef Source,
             const llvm::Twine &What) {
    ++Faults;
    OS << Name << " [" << Source << "]: " << What << '\n';
  }

  /// What a macro without an entry for it calls.
  std::string over(llvm::StringRef Name) const {
    auto It = Decls.Macros.find(Name);
    return It == Decls.Macros.end() || It->second.empty()
               ? ""
               : ", over " + llvm::join(It->second, " ");
  }
  bool isMacro(llvm::StringRef Name) const {
    return Decls.Macros.contains(Name);
  }
  const FunctionShape *function(llvm::StringRef Name) const {
    auto It = Decls.Functions.find(Name);
    return It == Decls.Functions.end() ? nullptr : &It->second;
  }

  void api(const Api &A) {
    const FunctionShape *F = function(A.Name);
    if (!F && !isMacro(A.Name)) {
      // Declared in a folder's own header, or not in this configuration.
      if (Index.declares(A.Name))
        OS << A.Name << ": not in this configuration\n";
      ++Elsewhere;
      return;
    }
    ++Checked;
    symbols(A);
    if (A.IsMacro && F && !isMacro(A.Name))
      fault(A.Name, A.Source, "is a function, not a macro");
    if (!A.IsMacro && A.Symbols.empty() && !F)
      fault(A.Name, A.Source, "is a macro without symbols" + over(A.Name));
    if (!F || !A.Symbols.empty() || isMacro(A.Name))
      return;
    if (A.Arity >= 0 && !F->Variadic && size_t(A.Arity) != F->Params.size())
      fault(A.Name, A.Source,
            "has " + llvm::Twine(F->Params.size()) + " arguments, not " +
                llvm::Twine(A.Arity));
    shape(A, *F);
  }

  /// One of the symbols must exist; those without an entry of their own take
  /// the positions of this one.
  void symbols(const Api &A) {
    bool Any = A.Symbols.empty();
    for (const std::string &S : A.Symbols) {
      const FunctionShape *F = function(S);
      Any |= F || isMacro(S) || llvm::StringRef(S).starts_with("__builtin_");
      if (F && !named(S))
        shape(A, *F);
    }
    if (!Any)
      fault(A.Name, A.Source, "none of its symbols is a function here");
  }

  bool named(llvm::StringRef Name) const {
    auto It =
        llvm::lower_bound(Data.Apis, Name, [](const Api &L, llvm::StringRef R) {
          return L.Name < R;
        });
    return It != Data.Apis.end() && It->Name == Name;
  }

  void shape(const Api &A, const FunctionShape &F) {
    if (A.Alloc)
      gfp(A, F, A.Alloc->Gfp);
    if (A.Sleeps.What == model::When::Kind::IfGfpBlocks)
      gfp(A, F, A.Sleeps.Arg);
    if (A.Alloc && A.Alloc->Object.Index != ArgRef::Result)
      pointer(A, F, A.Alloc->Object, "the object");
    for (ArgRef D : A.Derefs)
      pointer(A, F, D, "what it dereferences");
    for (ArgRef C : A.Checks)
      pointer(A, F, C, "what it checks");
    for (const model::ContextEffect &C : A.Context)
      pointer(A, F, C.Object, "the lock");
    if (A.Alloc && A.Alloc->Object.Index == ArgRef::Result && F.ReturnsVoid)
      fault(A.Name, A.Source, "returns nothing, so no object");
  }

  void gfp(const Api &A, const FunctionShape &F, ArgRef At) {
    if (!at(A, F, At))
      return;
    if (F.Params[At.Index - 1] != ParamKind::Gfp)
      fault(A.Name, A.Source,
            "argument " + llvm::Twine(unsigned(At.Index)) + " is not a gfp_t");
  }

  void pointer(const Api &A, const FunctionShape &F, ArgRef At,
               llvm::StringRef What) {
    if (At.Index == ArgRef::Result || !at(A, F, At))
      return;
    ParamKind K = F.Params[At.Index - 1];
    if (K != ParamKind::Pointer && K != ParamKind::FunctionPointer)
      fault(A.Name, A.Source,
            What + ", argument " + llvm::Twine(unsigned(At.Index)) +
                ", is not a pointer");
  }

  bool at(const Api &A, const FunctionShape &F, ArgRef At) {
    if (!At.valid() || At.Index == ArgRef::Result)
      return false;
    if (At.Index <= F.Params.size())
      return true;
    if (!F.Variadic)
      fault(A.Name, A.Source,
            "there is no argument " + llvm::Twine(unsigned(At.Index)));
    return false;
  }

  void callback(const model::CallbackRule &C) {
    if (C.Function.empty()) {
      std::string Slot = C.Struct + "." + C.Field;
      if (Decls.Slots.contains(Slot))
        ++Checked;
      else if (!Decls.Structs.contains(C.Struct))
        ++Elsewhere;
      else
        fault(Slot, C.Source, "is not a function pointer here");
      return;
    }
    const FunctionShape *F = function(C.Function);
    if (!F)
      return void(isMacro(C.Function) ? ++Checked : ++Elsewhere);
    ++Checked;
    if (C.Arg.Index > F->Params.size())
      return fault(C.Function, C.Source,
                   "there is no argument " +
                       llvm::Twine(unsigned(C.Arg.Index)));
    ParamKind K = F->Params[C.Arg.Index - 1];
    if (C.ViaStruct.empty() && K != ParamKind::Pointer &&
        K != ParamKind::FunctionPointer && K != ParamKind::Record)
      fault(C.Function, C.Source,
            "argument " + llvm::Twine(unsigned(C.Arg.Index)) +
                " is not a callback");
  }

  const ruleio::RuleData &Data;
  const HeaderIndex &Index;
  const KernelDecls &Decls;
  llvm::raw_ostream &OS;
  unsigned Checked = 0, Elsewhere = 0, Faults = 0;
};

llvm::StringSet<> namesOf(const ruleio::RuleData &Data) {
  llvm::StringSet<> Names;
  for (const Api &A : Data.Apis) {
    Names.insert(A.Name);
    for (const std::string &S : A.Symbols)
      Names.insert(S);
  }
  for (const model::CallbackRule &C : Data.Callbacks)
    Names.insert(C.Function.empty() ? C.Struct : C.Function);
  return Names;
}

/// The headers that together speak of all names; every name votes for the two
/// headers that come first.
std::vector<std::string> neededHeaders(const llvm::StringSet<> &Names,
                                       const HeaderIndex &Index) {
  std::set<std::string> Out;
  for (const auto &N : Names)
    for (const std::string &H : Index.headersOf(N.first()).take_front(6))
      Out.insert(H);
  return {Out.begin(), Out.end()};
}

} // namespace

llvm::Error verify(llvm::StringRef Rules, llvm::StringRef Dir,
                   llvm::StringRef Tu) {
  llvm::Expected<ruleio::RuleData> Data = ruleio::loadDirectory(Rules);
  if (!Data)
    return Data.takeError();
  llvm::Expected<HeaderFlags> Flags = readFlags(Dir, Tu);
  if (!Flags)
    return Flags.takeError();
  llvm::SmallString<128> Source(Dir);
  llvm::sys::path::append(Source, "source");
  if (!llvm::sys::fs::exists(Source))
    Source = Dir;
  llvm::StringSet<> Names = namesOf(*Data);
  HeaderIndex Index(Source, Names);
  std::vector<std::string> Headers = neededHeaders(Names, Index);
  llvm::errs() << "reading " << Headers.size() << " headers\n";

  KernelDecls Decls;
  std::vector<std::string> Unreadable;
  constexpr size_t Batch = 150; // Headers that do not get on lose little.
  for (size_t I = 0; I < Headers.size(); I += Batch)
    parseHeaders(
        *Flags,
        llvm::ArrayRef(Headers).slice(I, std::min(Batch, Headers.size() - I)),
        Decls, Unreadable);
  llvm::errs() << Unreadable.size() << " headers are not for this kernel\n";
  if (Verifier(*Data, Index, Decls, llvm::outs()).run())
    return llvm::createStringError("the rules and the tree disagree");
  return llvm::Error::success();
}

} // namespace gfpcheck::rulec
