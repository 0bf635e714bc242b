// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The program index: who calls whom in which context, what sleeps, what locks;
// as one file that is mapped and answers questions about one function without
// being read as a whole. What is read may come from anywhere: every number is
// checked, and a file that lies is an error.
#ifndef GFPCHECK_LINK_INDEX_H
#define GFPCHECK_LINK_INDEX_H

#include "model/RuleSet.h"
#include "summary/CallList.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>

namespace gfpcheck::link {

class Linker;

/// Changes whenever the bytes of equal programs do.
inline constexpr unsigned IndexFormat = 2;

/// Entries that are no context kind: bits of a mask beside those of
/// model::ContextKind.
enum : unsigned {
  EntryUnknown = 30, ///< From a function of which no caller is known.
  EntryMaySleep = 31 ///< Called back where sleeping is allowed.
};

/// The bits that are no context.
inline constexpr uint32_t FromOutside =
    1u << EntryUnknown | 1u << EntryMaySleep;
/// All bits that a mask of IndexEntry can have.
inline constexpr uint32_t AllEntryKinds =
    ((1u << model::NumContextKinds) - 1) | FromOutside;

struct IndexLoc {
  uint32_t File = 0, Line = 0, Column = 0; ///< File 0: none.
  friend auto operator<=>(const IndexLoc &, const IndexLoc &) = default;
};

/// See summary::Begin.
struct IndexBegin {
  model::ContextKind Kind{};
  bool Unsure = false;
  llvm::StringRef Lock, Api;
  IndexLoc Where, Call;
};

/// See summary::CallWay.
struct IndexWay {
  IndexLoc Where;
  std::vector<uint32_t> Held; ///< Indices into IndexFunction::Begins.
  model::ContextMask GivenUp = 0, CallerIsNot = 0;
  std::vector<summary::ParamIs> If;
  std::vector<summary::ArgIs> Args;
};

struct IndexCall {
  llvm::StringRef Name;          ///< The callee, or "ops.open" of a pointer.
  bool Pointer = false;          ///< Any of Targets may be called.
  bool TooMany = false;          ///< So many that none is kept.
  std::vector<uint32_t> Targets; ///< Functions; empty: no body is known.
  std::vector<IndexWay> Ways;
};

/// What a call adds to the length of a way: one that may mean several functions
/// counts as three.
inline unsigned callCost(const IndexCall &C) {
  return C.Targets.size() > 1 ? 3 : 1;
}

/// Call number Call of function Function.
struct IndexCaller {
  uint32_t Function = 0, Call = 0;
};

inline constexpr uint32_t NoCaller = ~uint32_t(0);

/// A way in which a function is entered in contexts, the shortest one for at
/// least one of them or the beginning of a shortest one for somebody below.
struct IndexEntry {
  uint32_t Kinds = 0; ///< Contexts and Entry bits; may be none.
  uint32_t Cost = 0;  ///< Of the whole way; see findEntries.
  /// The last call of the way; NoCaller if the function is entered from
  /// outside, as its roots say.
  uint32_t Caller = NoCaller, Call = 0, Way = 0;
  /// How the caller was entered: index into its entries, plus 1. 0: the
  /// contexts begin in the caller.
  uint32_t Above = 0;
};

/// The function is handed to somebody who calls it, as a rule says.
struct IndexRoot {
  std::vector<model::ContextKind> Contexts; ///< Outermost first.
  bool Forbidden = false; ///< The rule says that it must not sleep there.
  bool AlsoProcess = false;
  llvm::StringRef Lock, How, Source, InFunction;
  IndexLoc Where; ///< Of the registration.
};

struct IndexStep {
  IndexLoc Where;
  llvm::StringRef Callee;
};

struct IndexSleep {
  llvm::StringRef What; ///< "'kmalloc' with GFP_KERNEL"
  llvm::StringRef Why, Function;
  IndexLoc Where;
  std::vector<IndexStep> Path;       ///< Calls down to it, outermost first.
  std::vector<llvm::StringRef> When; ///< "'gfp' may block"
  bool Sometimes = false;            ///< It depends on more than can be said.
  bool Unlocked = false;             ///< After something of the caller's is let
                                     ///< go.
};

/// What the function has changed of its caller's context when it returns.
struct IndexEffect {
  model::ContextKind Kind{};
  bool Enters = false;
  bool Always = false; ///< On all ways out.
  llvm::StringRef Lock;
  IndexLoc Where; ///< Of the operation; unknown for what is left.
};

/// The part of a function's record that searches read.
struct IndexFunction {
  std::vector<IndexBegin> Begins;
  std::vector<IndexCall> Calls;
  std::vector<IndexCaller> Callers;
  std::vector<IndexRoot> Roots;
  std::vector<IndexEntry> Entries; ///< Shortest first.
};

/// Contexts, and Entry bits, in which R says that the function is entered.
uint32_t entryKinds(const IndexRoot &R);

/// The part that is told of one function.
struct IndexDetail {
  llvm::StringRef Name;
  bool HasBody = false; ///< Else it is called, and lies elsewhere.
  IndexLoc Where;
  bool IsStatic = false, InMainFile = false;
  bool Complete = true;    ///< Every path of it was seen.
  uint64_t FrameBytes = 0; ///< Estimated, see summary::UnitFunction.
  bool FrameOpen = false;
  llvm::StringRef UnitFile; ///< The main file it was compiled with.
  std::vector<llvm::StringRef> Params;
  std::vector<IndexSleep> Sleeps; ///< Shortest ways first.
  uint32_t MoreSleeps = 0;        ///< Not kept.
  std::vector<IndexEffect> Effects;
};

/// The index of a linked program; equal programs give equal bytes.
std::string packIndex(Linker &L, const model::RuleSet &Rules,
                      model::ContextMask Forbidden);

class Index {
public:
  /// Maps a file. The error says what is wrong and how to get a good one.
  static llvm::Expected<std::unique_ptr<Index>> open(llvm::StringRef File);
  /// The same of bytes; Name is for messages. O(size): the checksum.
  static llvm::Expected<std::unique_ptr<Index>>
  read(std::unique_ptr<llvm::MemoryBuffer> Bytes, llvm::StringRef Name);

  size_t size() const { return Count; }
  llvm::StringRef rulesDigest() const { return Digest; }

  llvm::StringRef name(uint32_t F) const;
  llvm::StringRef file(uint32_t Id) const;

  /// All functions of a name, in the order of their files.
  std::vector<uint32_t> find(llvm::StringRef Name) const;
  /// "; did you mean 'X'?", or nothing.
  std::string similar(llvm::StringRef Name) const;

  /// Read at first use and kept. An empty one if it is damaged; see damaged().
  const IndexFunction &function(uint32_t F) const;
  IndexDetail detail(uint32_t F) const;
  /// A record that was read made no sense: what was answered is not all.
  bool damaged() const { return Damaged; }
  void noteDamage() const { Damaged = true; }

private:
  Index() = default;
  uint64_t number(size_t F, size_t At, unsigned Size) const;
  uint32_t named(size_t Position) const;

  std::unique_ptr<llvm::MemoryBuffer> Bytes;
  llvm::StringRef Files, Table, ByName, Texts, Body, Digest;
  size_t Count = 0, FileCount = 0;
  mutable llvm::DenseMap<uint32_t, std::unique_ptr<IndexFunction>> Read;
  mutable bool Damaged = false;
};

} // namespace gfpcheck::link

#endif
