// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The units of a program side by side: one pool of names, one table of
// portable expressions, and which function a name means where. What is asked of
// every function is at hand; bodies are bytes, each different one once, and are
// read when somebody looks at them.
#ifndef GFPCHECK_LINK_PROGRAM_H
#define GFPCHECK_LINK_PROGRAM_H

#include "link/CallShapes.h"
#include "summary/PartPool.h"
#include "summary/UnitIo.h"
#include "llvm/ADT/StringMap.h"

namespace gfpcheck::link {

/// A function of the program, in the order of files, then as in the unit.
using FunctionId = uint32_t;
inline constexpr FunctionId NoFunction = ~FunctionId(0);

/// What is known of a function without reading its body. Equal functions of
/// different units share it.
struct FunctionHead {
  support::StringId Name = 0;
  facts::Loc Where;
  uint64_t FrameBytes = 0; ///< As in summary::UnitFunction.
  uint32_t Shape = 0;      ///< In Program::shapes().
  uint32_t ParamCount = 0;
  bool FrameOpen : 1 = false;
  bool IsStatic : 1 = false;
  bool IsInit : 1 = false;
  bool IsWeak : 1 = false;
  bool InMainFile : 1 = false;
  bool Sleeps : 1 = false; ///< Its summary has sleeping operations.
  /// Not all was seen, or whether it sleeps depends on what cannot be said.
  bool Vague : 1 = false;
  bool Holds : 1 = false; ///< It holds something at one of its open calls.
};

/// Unit that is not known.
inline constexpr uint32_t NoUnit = ~uint32_t(0);

struct ProgramUnit {
  uint32_t MainFile = 0;    ///< Index into Program::files().
  uint32_t Order = 0;       ///< Whoever added it says, of units of one file.
  uint32_t Former = NoUnit; ///< Its number in FormerLink, if it is from there.
  uint32_t Environment = 0;
  support::StringId Module = 0; ///< What it is linked into; 0 if not known.
  FunctionId First = 0;
  uint32_t Count = 0;
  std::vector<facts::Binding> Bindings;
  std::vector<summary::UnitRoot> Roots;
  std::vector<summary::UnitHandover> Handovers;
};

class Program {
public:
  /// WithArguments keeps what is known of arguments at each call, which only
  /// the program index asks for.
  explicit Program(bool WithArguments = true);

  /// Adds what summary::pack made of a translation unit, without what linking
  /// does not look at. Units of one file are seen in their Order, then in that
  /// of the calls.
  llvm::Error add(llvm::StringRef Bytes, uint32_t Order = 0);
  /// Call once, after the last add.
  void index();

  size_t unitCount() const { return Units.size(); }
  const ProgramUnit &unit(uint32_t I) const { return Units[I]; }
  /// Without the module, which is the unit's.
  const facts::TuEnvironment &environment(uint32_t Unit) const {
    return *Environments[Units[Unit].Environment];
  }
  /// Numbers below it are ProgramUnit::Environment.
  size_t environmentCount() const { return Environments.size(); }

  size_t functionCount() const { return Functions.size(); }
  const FunctionHead &head(FunctionId F) const { return body(F).Head; }
  uint32_t unitOf(FunctionId F) const { return Functions[F].Unit; }
  /// Functions of one number are equal in all but their unit.
  uint32_t bodyOf(FunctionId F) const { return Functions[F].Body; }
  /// The same of two bodies that came from different places.
  bool sameBody(uint32_t A, uint32_t B) const;
  const FunctionHead &headOfBody(uint32_t B) const { return Bodies[B].Head; }
  const CallShapes &shapes() const { return Shapes; }
  size_t callCount(FunctionId F) const {
    return Shapes.callCount(head(F).Shape);
  }

  /// Each is read anew from its bytes, in linear time, except for summaries, of
  /// which some thousands are kept.
  std::shared_ptr<const summary::FunctionSummary> summary(FunctionId F) const;
  summary::OpenFrame frame(FunctionId F) const;
  summary::CallList calls(FunctionId F) const;
  llvm::ArrayRef<support::StringId> params(FunctionId F) const {
    return paramsOf(body(F));
  }

  /// The function that Name means in a unit: its own, unless that is weak and
  /// there is one that is not, else the external one; of several external ones
  /// the one whose file is nearest.
  FunctionId resolve(uint32_t Unit, support::StringId Name) const;
  /// All external functions of that name; weak ones only if there are no
  /// others.
  llvm::ArrayRef<FunctionId> externals(support::StringId Name) const;

  support::StringPool &strings() { return *Strings; }
  const support::StringPool &strings() const { return *Strings; }
  std::shared_ptr<support::StringPool> stringsPtr() const { return Strings; }
  facts::ExprTable &portable() { return Portable; }
  const facts::ExprTable &portable() const { return Portable; }
  const std::vector<std::string> &files() const { return Files; }
  summary::PartPool &parts() { return *Parts; }
  const summary::PartPool &parts() const { return *Parts; }

private:
  friend class ImageWriter;
  friend class ImageReader;

  struct Body {
    FunctionHead Head;
    uint32_t FirstParam = 0; ///< In ParamNames.
    llvm::StringRef Summary, Frame, Calls;
  };
  struct Function {
    uint32_t Unit = 0, Body = 0;
  };

  const Body &body(FunctionId F) const { return Bodies[Functions[F].Body]; }
  void trim(summary::UnitFunction &F) const;
  uint32_t addBody(summary::UnitFunction &F);
  bool isSame(const Body &A, const Body &B,
              llvm::ArrayRef<support::StringId> ParamsOfB,
              llvm::ArrayRef<StoredFunction> StoredByB) const;
  llvm::ArrayRef<support::StringId> paramsOf(const Body &B) const {
    return llvm::ArrayRef(ParamNames).slice(B.FirstParam, B.Head.ParamCount);
  }
  uint32_t addEnvironment(facts::TuEnvironment E);
  void indexNames();
  FunctionId own(uint32_t Unit, support::StringId Name) const;
  unsigned nearness(uint32_t Unit, FunctionId F) const;

  const bool WithArguments;
  std::shared_ptr<support::StringPool> Strings;
  facts::ExprTable Portable;
  std::vector<std::string> Files;
  llvm::StringMap<uint32_t> FileIndex;
  std::unique_ptr<summary::PartPool> Parts;
  CallShapes Shapes;
  std::vector<std::unique_ptr<facts::TuEnvironment>> Environments;
  llvm::DenseMap<const char *, uint32_t> EnvironmentAt; ///< By its bytes.
  std::vector<ProgramUnit> Units;
  std::vector<Body> Bodies;
  std::vector<support::StringId> ParamNames;
  llvm::DenseMap<uint64_t, uint32_t> BodyAt; ///< The newest of that hash.
  std::vector<uint32_t> NextBody;            ///< An older one, plus 1; or 0.
  std::vector<Function> Functions;
  /// The functions of each unit, in the places of their numbers, by name.
  std::vector<std::pair<support::StringId, FunctionId>> Own;
  /// External functions by name, and where those of a name begin; one place
  /// more than there are names.
  std::vector<FunctionId> External;
  std::vector<uint32_t> ExternalAt;
  mutable llvm::DenseMap<uint32_t,
                         std::shared_ptr<const summary::FunctionSummary>>
      Read; ///< Summaries, by body.
};

} // namespace gfpcheck::link

#endif
