// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The binary form of rules: one description of each struct, used to write and
// to read it. Numbers are ULEB128, texts are offsets into a table of texts.
#ifndef GFPCHECK_RULEIO_SERIAL_H
#define GFPCHECK_RULEIO_SERIAL_H

#include "ruleio/RuleData.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"

namespace gfpcheck::ruleio {

/// Texts, each once, as length and bytes. Offset 0 is the empty text.
class TextTable {
public:
  TextTable() { add(""); }
  uint32_t add(llvm::StringRef Text) {
    auto [It, New] = Offsets.try_emplace(Text, uint32_t(Bytes.size()));
    if (New) {
      llvm::raw_string_ostream OS(Bytes);
      llvm::encodeULEB128(Text.size(), OS);
      OS << Text;
      OS.flush();
    }
    return It->second;
  }
  llvm::StringRef bytes() const { return Bytes; }

private:
  llvm::StringMap<uint32_t> Offsets;
  std::string Bytes;
};

class Writer {
public:
  static constexpr bool Reading = false;
  Writer(TextTable &Texts, std::string &Out) : Texts(Texts), Out(Out) {}

  void number(uint64_t V) {
    llvm::raw_string_ostream OS(Out);
    llvm::encodeULEB128(V, OS);
  }
  void text(llvm::StringRef S) { number(Texts.add(S)); }
  bool ok() const { return true; }

private:
  TextTable &Texts;
  std::string &Out;
};

/// Reads what Writer wrote; never past the end, whatever the bytes are.
class Reader {
public:
  static constexpr bool Reading = true;
  Reader(llvm::StringRef Texts, llvm::StringRef In)
      : Texts(Texts), P(In.bytes_begin()), End(In.bytes_end()) {}

  uint64_t number() { return number(P, End); }
  llvm::StringRef text() { return textAt(Texts, number()); }
  bool ok() const { return Good; }

  static llvm::StringRef textAt(llvm::StringRef Texts, uint64_t Offset) {
    if (Offset >= Texts.size())
      return "";
    const uint8_t *P = Texts.bytes_begin() + Offset;
    unsigned Size = 0;
    const char *Error = nullptr;
    uint64_t Length = llvm::decodeULEB128(P, &Size, Texts.bytes_end(), &Error);
    return Error ? "" : Texts.substr(Offset + Size).take_front(Length);
  }

private:
  uint64_t number(const uint8_t *&At, const uint8_t *Stop) {
    unsigned Size = 0;
    const char *Error = nullptr;
    uint64_t V = llvm::decodeULEB128(At, &Size, Stop, &Error);
    At += Size;
    if (Error) {
      Good = false;
      At = Stop;
      return 0;
    }
    return V;
  }

  llvm::StringRef Texts;
  const uint8_t *P, *End;
  bool Good = true;
};

// The primitives, both ways ------------------------------------------------

template <class A, class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
void io(A &Ar, T &V) {
  if constexpr (A::Reading)
    V = static_cast<T>(Ar.number());
  else
    Ar.number(static_cast<uint64_t>(V));
}

template <class A> void io(A &Ar, std::string &S) {
  if constexpr (A::Reading)
    S = Ar.text().str();
  else
    Ar.text(S);
}

template <class A, class T> void io(A &Ar, std::vector<T> &V);
template <class A, class T, class U> void io(A &Ar, std::pair<T, U> &P);
template <class A> void io(A &Ar, model::ArgRef &V) { io(Ar, V.Index); }

template <class A, class T> void io(A &Ar, std::optional<T> &V) {
  bool Present = V.has_value();
  io(Ar, Present);
  if constexpr (A::Reading)
    if (Present)
      V.emplace();
  if (Present)
    io(Ar, *V);
}

/// Any number of fields, in order.
template <class A, class... T> void all(A &Ar, T &...Fields) {
  (io(Ar, Fields), ...);
}

// The structs ----------------------------------------------------------------

template <class A> void io(A &Ar, model::When &V) {
  all(Ar, V.What, V.Arg, V.Flag, V.Text);
}
template <class A> void io(A &Ar, model::AllocEffect &V) {
  all(Ar, V.Object, V.Family, V.FreedBy, V.Gfp, V.ImplicitGfp, V.Size, V.Count,
      V.Fails, V.CannotFail, V.NoFailFlag, V.Zeroed);
}
template <class A> void io(A &Ar, model::FreeEffect &V) {
  all(Ar, V.Object, V.Families, V.NullOk);
}
template <class A> void io(A &Ar, model::ContextEffect &V) {
  all(Ar, V.What, V.Kinds, V.Object, V.SuccessNonZero, V.Absolute);
}
template <class A> void io(A &Ar, model::QueryEffect &V) {
  all(Ar, V.NoneIfTrue, V.NoneIfFalse);
}
template <class A> void io(A &Ar, model::Api &V) {
  all(Ar, V.Name, V.Symbols, V.Arity, V.IsMacro, V.Alloc, V.Frees, V.Sleeps,
      V.SleepTrust, V.SleepNotIn, V.SleepOnlyIn, V.Context, V.Query, V.Derefs,
      V.KnownSleep, V.SleepWhy, V.Pure, V.LastReference, V.Source,
      V.Confidence);
}
template <class A> void io(A &Ar, model::CallbackRule &V) {
  all(Ar, V.Struct, V.Field, V.Function, V.Arg, V.ViaStruct, V.ViaField,
      V.Contexts, V.Locks, V.MaySleep, V.Condition, V.AlsoProcess, V.Source,
      V.Confidence);
}
template <class A> void io(A &Ar, model::BugRule &V) {
  all(Ar, V.Id, V.Kind, V.Severity, V.Summary, V.Message, V.Forbidden,
      V.ForbiddenRt, V.Limits, V.Cwe);
}
template <class A> void io(A &Ar, model::GfpFlag &V) {
  all(Ar, V.Name, V.Class, V.Meanings, V.Parts, V.DefaultBits, V.Source);
}
template <class A> void io(A &Ar, model::GfpTable &V) {
  all(Ar, V.Id, V.Since, V.Until, V.Flags);
}
template <class A> void io(A &Ar, Family &V) { all(Ar, V.Name, V.FreedBy); }

template <class A, class T> void io(A &Ar, std::vector<T> &V) {
  uint64_t Count = V.size();
  io(Ar, Count);
  if constexpr (A::Reading) {
    V.clear();
    // One element takes at least a byte, so a wrong count ends by itself.
    for (; Count && Ar.ok(); --Count)
      io(Ar, V.emplace_back());
  } else {
    for (T &E : V)
      io(Ar, E);
  }
}
template <class A, class T, class U> void io(A &Ar, std::pair<T, U> &P) {
  all(Ar, P.first, P.second);
}

} // namespace gfpcheck::ruleio

#endif
