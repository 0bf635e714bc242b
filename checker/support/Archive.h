// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compact binary form for structures: one description of each, used to write
// and to read it. Numbers are ULEB128, texts are offsets into a table of texts.
// A layer derives its own archives from these, so that its descriptions are
// found: template <class A> void io(A &Ar, Thing &V) { all(Ar, V.X, V.Y); }
#ifndef GFPCHECK_SUPPORT_ARCHIVE_H
#define GFPCHECK_SUPPORT_ARCHIVE_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace gfpcheck::support {

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

class ArchiveWriter {
public:
  static constexpr bool Reading = false;
  ArchiveWriter(TextTable &Texts, std::string &Out) : Texts(Texts), Out(Out) {}

  void number(uint64_t V) {
    uint8_t Bytes[16];
    Out.append(reinterpret_cast<char *>(Bytes), llvm::encodeULEB128(V, Bytes));
  }
  void text(llvm::StringRef S) { number(Texts.add(S)); }
  /// Bytes that another archive is made of.
  void bytes(llvm::StringRef S) {
    number(S.size());
    Out += S;
  }
  bool ok() const { return true; }
  void fail() {}

private:
  TextTable &Texts;
  std::string &Out;
};

/// Reads what ArchiveWriter wrote; never past the end, whatever the bytes are.
/// After a mistake everything reads as zero and ok() is false.
class ArchiveReader {
public:
  static constexpr bool Reading = true;
  /// Of all that is read from one archive, about.
  static constexpr size_t MaxMemory = size_t(1) << 30;
  ArchiveReader(llvm::StringRef Texts, llvm::StringRef In,
                size_t Allowance = MaxMemory)
      : Texts(Texts), P(In.bytes_begin()), End(In.bytes_end()),
        Allowance(Allowance) {}

  uint64_t number() {
    if (P != End && *P < 0x80) // Most are small.
      return *P++;
    unsigned Size = 0;
    const char *Error = nullptr;
    uint64_t V = decode(P, End, Size, Error);
    if (Error) {
      fail();
      return 0;
    }
    P += Size;
    return V;
  }
  llvm::StringRef text() { return textAt(Texts, number()); }
  /// They stay where they are.
  llvm::StringRef bytes() {
    uint64_t Size = number();
    if (Size > bytesLeft()) {
      fail();
      return "";
    }
    P += Size;
    return llvm::StringRef(reinterpret_cast<const char *>(P - Size), Size);
  }
  bool ok() const { return Good; }
  void fail() {
    Good = false;
    P = End;
  }
  bool atEnd() const { return P == End; }
  size_t bytesLeft() const { return size_t(End - P); }
  /// Elements take more memory than bytes, and bytes can be had for nothing:
  /// call for what is about to be allocated. Fails when it is too much.
  void charge(size_t Bytes) {
    if (Bytes > Allowance)
      return fail();
    Allowance -= Bytes;
  }

  static llvm::StringRef textAt(llvm::StringRef Texts, uint64_t Offset) {
    if (Offset >= Texts.size())
      return "";
    const uint8_t *P = Texts.bytes_begin() + Offset;
    unsigned Size = 0;
    const char *Error = nullptr;
    uint64_t Length = decode(P, Texts.bytes_end(), Size, Error);
    return Error ? "" : Texts.substr(Offset + Size).take_front(Length);
  }

protected:
  llvm::StringRef Texts;

private:
  /// No number takes more than ten bytes, and LLVM shifts by as many as there
  /// are.
  static uint64_t decode(const uint8_t *P, const uint8_t *End, unsigned &Size,
                         const char *&Error) {
    return llvm::decodeULEB128(P, &Size, P + std::min<size_t>(End - P, 10),
                               &Error);
  }

  const uint8_t *P, *End;
  size_t Allowance;
  bool Good = true;
};

// What all archives know ------------------------------------------------------

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
template <class A, class T, unsigned N>
void io(A &Ar, llvm::SmallVector<T, N> &V);
template <class A, class T, class U> void io(A &Ar, std::pair<T, U> &P);

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

template <class A, class Sequence> void ioSequence(A &Ar, Sequence &V) {
  uint64_t Count = V.size();
  io(Ar, Count);
  if constexpr (A::Reading) {
    V.clear();
    // One element takes at least a byte.
    if (Count > Ar.bytesLeft())
      Ar.fail();
    else
      Ar.charge(Count * sizeof(typename Sequence::value_type));
    if (!Ar.ok())
      return;
    V.reserve(Count);
    for (; Count && Ar.ok(); --Count)
      io(Ar, V.emplace_back());
  } else {
    for (auto &E : V)
      io(Ar, E);
  }
}
template <class A, class T> void io(A &Ar, std::vector<T> &V) {
  ioSequence(Ar, V);
}
template <class A, class T, unsigned N>
void io(A &Ar, llvm::SmallVector<T, N> &V) {
  ioSequence(Ar, V);
}
template <class A, class T, class U> void io(A &Ar, std::pair<T, U> &P) {
  all(Ar, P.first, P.second);
}

} // namespace gfpcheck::support

#endif
