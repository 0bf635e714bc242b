// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The units of a program side by side: one pool of names, one table of
// portable expressions, and which function a name means where.
#ifndef GFPCHECK_LINK_PROGRAM_H
#define GFPCHECK_LINK_PROGRAM_H

#include "summary/Unit.h"
#include "summary/UnitIo.h"
#include "llvm/ADT/StringMap.h"

namespace gfpcheck::link {

/// Index into Program::functions(); None is no function.
using FunctionId = uint32_t;
inline constexpr FunctionId NoFunction = ~FunctionId(0);

struct ProgramFunction {
  uint32_t Unit = 0;
  /// In Program::unit(Unit).Functions.
  uint32_t Index = 0;
};

class Program {
public:
  /// WithArguments keeps what is known of arguments at each call, which only
  /// the program index asks for.
  explicit Program(bool WithArguments = true);

  /// Adds what summary::pack made of a translation unit, without what linking
  /// does not look at.
  llvm::Error add(llvm::StringRef Bytes);
  /// Call once, after the last add.
  void index();

  size_t unitCount() const { return Units.size(); }
  summary::Unit &unit(uint32_t I) { return Units[I]; }
  const summary::Unit &unit(uint32_t I) const { return Units[I]; }

  size_t functionCount() const { return Functions.size(); }
  const ProgramFunction &entry(FunctionId F) const { return Functions[F]; }
  summary::UnitFunction &function(FunctionId F) {
    return Units[Functions[F].Unit].Functions[Functions[F].Index];
  }
  const summary::UnitFunction &function(FunctionId F) const {
    return Units[Functions[F].Unit].Functions[Functions[F].Index];
  }

  /// The function that Name means in a unit: its own, else the external one;
  /// of several external ones the one whose file is nearest.
  FunctionId resolve(uint32_t Unit, support::StringId Name) const;
  /// All external functions of that name.
  llvm::ArrayRef<FunctionId> externals(support::StringId Name) const;

  support::StringPool &strings() { return *Strings; }
  const support::StringPool &strings() const { return *Strings; }
  std::shared_ptr<support::StringPool> stringsPtr() const { return Strings; }
  facts::ExprTable &portable() { return Portable; }
  const facts::ExprTable &portable() const { return Portable; }
  const std::vector<std::string> &files() const { return Files; }

private:
  void trim(summary::Unit &U) const;
  unsigned nearness(uint32_t Unit, FunctionId F) const;

  const bool WithArguments;
  std::shared_ptr<support::StringPool> Strings;
  facts::ExprTable Portable;
  std::vector<std::string> Files;
  llvm::StringMap<uint32_t> FileIndex;
  std::vector<summary::Unit> Units;
  std::vector<ProgramFunction> Functions;
  /// By unit, then name.
  std::vector<llvm::DenseMap<support::StringId, FunctionId>> Own;
  llvm::DenseMap<support::StringId, std::vector<FunctionId>> External;
};

} // namespace gfpcheck::link

#endif
