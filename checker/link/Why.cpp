// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/Why.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

namespace gfpcheck::link {

using llvm::StringRef;

namespace {

/// Does Path end in the folders and the file that Asked names?
bool endsIn(StringRef Path, StringRef Asked) {
  if (!Path.consume_back(Asked))
    return false;
  return Path.empty() || Path.back() == '/' || Asked.starts_with("/");
}

llvm::Error ambiguous(const Index &I, StringRef Name,
                      const std::map<IndexLoc, std::vector<uint32_t>> &Found) {
  constexpr unsigned MaxNames = 8;
  std::string Text = "there are " + std::to_string(Found.size()) +
                     " functions '" + Name.str() + "'; say which:";
  unsigned Told = 0;
  for (const auto &[Where, Functions] : Found) {
    if (Told++ == MaxNames) {
      Text += "\n  and others";
      break;
    }
    Text += "\n  " + I.file(Where.File).str() + ":" + Name.str();
  }
  return llvm::createStringError(Text);
}

} // namespace

llvm::Expected<std::vector<uint32_t>> findFunction(const Index &I,
                                                   StringRef Asked) {
  auto [File, Name] = Asked.rsplit(':');
  if (Name.empty())
    std::swap(File, Name);
  std::map<IndexLoc, std::vector<uint32_t>> Found;
  for (uint32_t F : I.find(Name)) {
    IndexDetail D = I.detail(F);
    if (File.empty() || endsIn(I.file(D.Where.File), File))
      Found[D.Where].push_back(F);
  }
  if (Found.empty() && !File.empty() && !I.find(Name).empty())
    return llvm::createStringError("there is a function '" + Name +
                                   "', but not in a file '" + File + "'");
  if (Found.empty())
    return llvm::createStringError("no function '" + Name +
                                   "' is in the program" + I.similar(Name));
  if (Found.size() > 1)
    return ambiguous(I, Name, Found);
  return Found.begin()->second;
}

llvm::Expected<WhyAnswer> answer(const Index &I, const WhyQuestion &Q) {
  WhyAnswer Out;
  auto Self = findFunction(I, Q.Function);
  if (!Self)
    return Self.takeError();
  Out.Functions = std::move(*Self);
  if (!Q.From.empty() || !Q.To.empty()) {
    Out.AskedForChain = true;
    auto Other = findFunction(I, Q.From.empty() ? Q.To : Q.From);
    if (!Other)
      return Other.takeError();
    Out.Way = Q.From.empty() ? findChain(I, Out.Functions, *Other)
                             : findChain(I, *Other, Out.Functions);
    return Out;
  }
  Out.Contexts = findContexts(I, Out.Functions);
  for (const IndexBegin &B : I.function(Out.Functions.front()).Begins)
    if (isLock(B.Kind) && llvm::none_of(Out.Locks, [&](const IndexBegin &O) {
          return O.Kind == B.Kind && O.Lock == B.Lock && O.Where == B.Where;
        }))
      Out.Locks.push_back(B);
  llvm::sort(Out.Locks, [](const IndexBegin &A, const IndexBegin &B) {
    return std::tie(A.Where, A.Kind, A.Lock) <
           std::tie(B.Where, B.Kind, B.Lock);
  });
  return Out;
}

} // namespace gfpcheck::link
