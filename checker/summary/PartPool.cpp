// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "summary/PartPool.h"
#include "summary/UnitArchive.h"

namespace gfpcheck::summary {

namespace detail {

class PartWriter : public TableWriter {
public:
  PartWriter(support::TextTable &None, std::string &Out,
             support::StringPool &Strings)
      : TableWriter(None, Out), Strings(Strings) {}

  void text(llvm::StringRef S) { number(Strings.intern(S)); }
  void string(StringId Id) { number(Id); }
  void table(const ExprTable &T, uint64_t) { putTable(*this, T); }

private:
  support::StringPool &Strings;
};

class PartReader : public TableReader<PartReader> {
public:
  PartReader(llvm::StringRef In, const support::StringPool &Strings,
             const PartLimits &Limits)
      : TableReader("", In), Strings(Strings), Limits(Limits) {}

  llvm::StringRef text() {
    StringId Id = 0;
    string(Id);
    return Strings.str(Id);
  }
  void string(StringId &Id) { below(Id, Strings.size()); }
  void expr(ExprId &E) {
    below(E, Exprs.empty() ? Limits.Portable->size() : Exprs.size());
    if (!Exprs.empty())
      E = Exprs[E];
  }
  void file(uint32_t &F) { below(F, Limits.Files->size()); }

private:
  void below(uint32_t &Out, size_t Limit) {
    uint64_t Id = number();
    if (Id >= Limit)
      fail();
    Out = Id < Limit ? uint32_t(Id) : 0;
  }

  const support::StringPool &Strings;
  const PartLimits &Limits;
};

} // namespace detail

template <class T> llvm::StringRef PartPool::put(T &Part) {
  std::string Bytes;
  detail::PartWriter Ar(None, Bytes, Strings);
  io(Ar, Part);
  return Saver.save(llvm::StringRef(Bytes));
}

template <class T> bool PartPool::take(llvm::StringRef Bytes, T &Part) const {
  detail::PartReader Ar(Bytes, Strings, Limits);
  io(Ar, Part);
  return Ar.ok() && Ar.atEnd();
}

llvm::StringRef PartPool::keep(FunctionSummary &Part) { return put(Part); }
llvm::StringRef PartPool::keep(OpenFrame &Part) { return put(Part); }
llvm::StringRef PartPool::keep(CallList &Part) { return put(Part); }
llvm::StringRef PartPool::keep(facts::TuEnvironment &Part) { return put(Part); }

bool PartPool::read(llvm::StringRef Bytes, FunctionSummary &Part) const {
  return take(Bytes, Part);
}
bool PartPool::read(llvm::StringRef Bytes, OpenFrame &Part) const {
  return take(Bytes, Part);
}
bool PartPool::read(llvm::StringRef Bytes, CallList &Part) const {
  return take(Bytes, Part);
}
bool PartPool::read(llvm::StringRef Bytes, facts::TuEnvironment &Part) const {
  return take(Bytes, Part);
}

} // namespace gfpcheck::summary
