// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "summary/Teaching.h"
#include "model/TaughtRules.h"
#include "summary/Effects.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

namespace gfpcheck::summary {

using llvm::StringRef;
using model::Api;
using model::ContextEffect;
using support::StringId;

uint32_t nameHash(StringRef Name) { return uint32_t(llvm::xxh3_64bits(Name)); }

static void sortUnique(std::vector<uint32_t> &Hashes) {
  llvm::sort(Hashes);
  Hashes.erase(llvm::unique(Hashes), Hashes.end());
}

/// Does one of them lead back where the other comes from?
static bool arePartners(const ContextEffect &A, const ContextEffect &B) {
  auto Leaves = [](const ContextEffect &E) {
    return E.What == ContextEffect::Op::Leave;
  };
  return Leaves(A) != Leaves(B) && kindsOf(A) == kindsOf(B);
}

static void dropUnpaired(std::vector<Api> &Offers) {
  std::vector<ContextEffect> All;
  for (const Api &A : Offers)
    llvm::append_range(All, A.Context);
  for (Api &A : Offers)
    if (!llvm::all_of(A.Context, [&](const ContextEffect &E) {
          return llvm::any_of(All, [&](const ContextEffect &Other) {
            return arePartners(E, Other);
          });
        }))
      A.Context.clear();
  llvm::erase_if(Offers,
                 [](const Api &A) { return !A.Alloc && A.Context.empty(); });
}

Teaching teachingOf(llvm::ArrayRef<UnitFunction> Functions,
                    const TuSummaries &Summaries,
                    const support::StringPool &Strings,
                    const model::RuleSet &Rules) {
  Teaching T;
  for (const UnitFunction &F : Functions) {
    if (F.IsStatic || F.IsWeak || !F.InMainFile)
      continue;
    Api A;
    A.Name = Strings.str(F.Summary.Name).str();
    A.Arity = int(F.Params.size());
    T.Defines.push_back(nameHash(A.Name));
    const model::Silence Open = model::silenceOf(Rules, A.Name);
    if (Open.OnMemory)
      A.Alloc = allocationOf(F.Summary, Summaries.portable(), Strings);
    if (Open.OnContext)
      A.Context = contextOf(F.Summary);
    T.Offers.push_back(std::move(A));
  }
  dropUnpaired(T.Offers);
  llvm::sort(T.Offers,
             [](const Api &A, const Api &B) { return A.Name < B.Name; });
  for (StringId Name : Summaries.unknown())
    if (StringRef Text = Strings.str(Name);
        model::silenceOf(Rules, Text).complete())
      T.Asks.push_back(nameHash(Text));
  sortUnique(T.Asks);
  sortUnique(T.Defines);
  return T;
}

// name|arity|family,fails,gfp|op,success,kind,kind;op,success,kind

static std::string line(const Api &A) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  OS << A.Name << '|' << A.Arity << '|';
  if (A.Alloc)
    OS << A.Alloc->Family << ',' << unsigned(A.Alloc->Fails) << ','
       << unsigned(A.Alloc->Gfp.Index);
  OS << '|';
  llvm::ListSeparator Between(";");
  for (const ContextEffect &E : A.Context) {
    OS << Between << unsigned(E.What) << ',' << unsigned(E.SuccessNonZero);
    for (model::ContextKind K : E.Kinds)
      OS << ',' << unsigned(K);
  }
  OS << '\n';
  return Out;
}

std::string pack(const Teaching &T) {
  std::string Out;
  auto Add = [&](uint32_t N) {
    char Bytes[4];
    llvm::support::endian::write32le(Bytes, N);
    Out.append(Bytes, 4);
  };
  Add(uint32_t(T.Asks.size()));
  Add(uint32_t(T.Defines.size()));
  for (uint32_t Hash : T.Asks)
    Add(Hash);
  for (uint32_t Hash : T.Defines)
    Add(Hash);
  for (const Api &A : T.Offers)
    Out += line(A);
  return Out;
}

uint32_t PackedTeaching::number(size_t I) const {
  return llvm::support::endian::read32le(Bytes.data() + 4 * I);
}

PackedTeaching::PackedTeaching(StringRef Bytes) : Bytes(Bytes) {
  if (Bytes.size() < 8)
    return;
  const uint64_t A = number(0), D = number(1);
  if (4 * (2 + A + D) > Bytes.size())
    return;
  Asks = A;
  Defines = D;
  Offers = Bytes.drop_front(4 * (2 + A + D));
}

/// A number below Limit off the front of a list.
static std::optional<unsigned> next(StringRef &List, unsigned Limit) {
  auto [Text, Rest] = List.split(',');
  List = Rest;
  unsigned N = 0;
  if (Text.getAsInteger(10, N) || N >= Limit)
    return std::nullopt;
  return N;
}

static std::optional<model::AllocEffect> readMemory(StringRef Text) {
  model::AllocEffect Out;
  auto [Family, Rest] = Text.split(',');
  auto Fails = next(Rest, unsigned(model::FailsWith::Count) + 1);
  auto Gfp = next(Rest, model::ArgRef::Result);
  if (Family.empty() || !Fails || !Gfp)
    return std::nullopt;
  Out.Family = Family.str();
  Out.Fails = model::FailsWith(*Fails);
  Out.Gfp.Index = uint8_t(*Gfp);
  return Out;
}

static std::optional<ContextEffect> readChange(StringRef Text) {
  ContextEffect Out;
  auto What = next(Text, unsigned(ContextEffect::Op::Try) + 1);
  auto NonZero = next(Text, 2);
  if (!What || !NonZero)
    return std::nullopt;
  Out.What = ContextEffect::Op(*What);
  Out.SuccessNonZero = *NonZero;
  while (!Text.empty()) {
    auto Kind = next(Text, model::NumContextKinds);
    if (!Kind)
      return std::nullopt;
    Out.Kinds.push_back(model::ContextKind(*Kind));
  }
  return Out;
}

std::optional<Api> readOffer(StringRef Line) {
  llvm::SmallVector<StringRef, 4> Parts;
  Line.split(Parts, '|');
  Api Out;
  Out.Confidence = Out.SleepTrust = model::Trust::Derived;
  if (Parts.size() != 4 || Parts[0].empty() ||
      Parts[1].getAsInteger(10, Out.Arity))
    return std::nullopt;
  Out.Name = Parts[0].str();
  if (!Parts[2].empty() && !(Out.Alloc = readMemory(Parts[2])))
    return std::nullopt;
  for (StringRef Rest = Parts[3]; !Rest.empty();) {
    auto [Text, More] = Rest.split(';');
    auto E = readChange(Text);
    if (!E)
      return std::nullopt;
    Out.Context.push_back(std::move(*E));
    Rest = More;
  }
  return Out;
}

} // namespace gfpcheck::summary
