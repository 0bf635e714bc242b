// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A kernel-style C file as a program: compiled, loaded, and asked what it is
// made of.
#ifndef KALLOC_RUN_PROGRAM_H
#define KALLOC_RUN_PROGRAM_H

#include <cstdint>
#include <string>
#include <vector>

namespace kalloc::run {

struct BuildOptions {
  std::string Compiler;
  /// Where linux/slab.h and its kind are, the first wins; then what the user
  /// adds.
  std::vector<std::string> Includes;
  /// Passed on as they are.
  std::vector<std::string> Flags;
};

/// What a parameter of an entry point wants.
struct Type {
  enum class Kind : uint8_t {
    Integer,
    Bool,
    Gfp,
    Pointer,
    Struct,
    Array,
    Function,
    Incomplete,
    Other
  };
  struct Member {
    uint64_t Offset;
    uint32_t Type;
  };
  Kind Is = Kind::Other;
  /// Of a struct or typedef; may be empty.
  std::string Name;
  uint64_t Size = 0;
  /// What a pointer points to, or an array is made of: an index into
  /// Program::types().
  uint32_t Target = 0;
  uint64_t Count = 0;
  std::vector<Member> Members;
};

struct Function {
  std::string Name;
  void *Address = nullptr;
  std::vector<uint32_t> Parameters;
  /// True when the result is worth keeping: what it leads to is no leak.
  bool ReturnsPointer = false;
  int Line = 0;
};

/// A place in the program's source.
struct Place {
  std::string File;
  int Line = 0;
  std::string Function;
  bool known() const { return Line != 0; }
};

/// A range of the program's own variables.
struct Range {
  uintptr_t Low, High;
};

class Program {
public:
  Program() = default;
  ~Program();
  Program(const Program &) = delete;
  Program &operator=(const Program &) = delete;

  /// Compiles Files to one shared object in Directory and loads it. False with
  /// a text for the user in Error.
  bool build(const std::vector<std::string> &Files, const BuildOptions &Options,
             const std::string &Directory, std::string &Error);

  /// External functions of the files themselves, in their order.
  const std::vector<Function> &functions() const { return Functions; }
  const std::vector<Type> &types() const { return Types; }
  const Function *function(const std::string &Name) const;
  std::vector<Range> data() const;
  /// Is the address in the program's code?
  bool owns(const void *Address) const;

  /// Where a return address was called from: the innermost place first, then
  /// those it was inlined into. Empty outside of the program.
  std::vector<Place> places(const void *Return) const;
  /// Is the file one of the headers that stand for the kernel's?
  bool isHeader(const std::string &File) const;

private:
  bool compile(const std::vector<std::string> &Files,
               const BuildOptions &Options, const std::string &Object,
               std::string &Error);
  bool load(const std::string &Object, std::string &Error);
  void readDebug(const std::string &Object);

  void *Handle = nullptr;
  uintptr_t Base = 0;
  uintptr_t End = 0;
  int DebugFile = -1;
  void *Debug = nullptr;
  std::vector<std::string> Sources;
  std::vector<std::string> HeaderRoots;
  std::vector<Function> Functions;
  std::vector<Type> Types;

  friend class DebugReader;
};

} // namespace kalloc::run

#endif
