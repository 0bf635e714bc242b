// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The facts of a function: what every analysis works on. A control flow graph
// of events over hash-consed expressions, free of Clang. Made by extract/,
// printed and parsed by FactsText, checked by FactsVerifier.
#ifndef GFPCHECK_FACTS_FACTS_H
#define GFPCHECK_FACTS_FACTS_H

#include "support/StringPool.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace gfpcheck::facts {

using support::StringId;

/// A place in source text. File 0 is "nowhere". Lines and columns count from 1.
struct Loc {
  uint32_t File = 0; ///< Index into TuFacts::Files.
  uint32_t Line = 0;
  uint32_t Col = 0;
  bool valid() const { return File != 0; }
  friend bool operator==(const Loc &, const Loc &) = default;
  friend auto operator<=>(const Loc &, const Loc &) = default;
};

/// A half-open range of byte offsets in one file, for fixes. Only ranges that
/// are written in the file itself (not made by a macro) are ever stored.
struct Span {
  uint32_t File = 0;
  uint32_t Begin = 0;
  uint32_t End = 0;
  bool valid() const { return File != 0; }
};

/// Expressions -----------------------------------------------------------
///
/// An expression is a node in the function's ExprTable; equal expressions have
/// equal ids. Var, Field, Deref and Index name memory: where a value is wanted
/// they mean "the value stored there now"; under AddrOf and as the target of
/// an Assign they mean the place. All are pure: what a call returns is a Temp.
enum class ExprKind : uint8_t {
  Unknown, ///< Nothing is known. Each use may differ. Value: a serial number.
  Const,   ///< Value: the integer, sign-extended. NULL is Const 0.
  Str,     ///< A string literal; never NULL. Name: its first 64 bytes.
  Func,    ///< A function as a value. Name: its symbol.
  Var,     ///< A variable. Value: index into FunctionFacts::Vars.
  Field,   ///< Member of an lvalue. A: the lvalue. Name: field; Name2: record
           ///< tag.
  Deref,   ///< What a pointer points at. A: the pointer value.
  Index,   ///< Element of an array lvalue. A: the array; B: the index value.
           ///< p[i] on a pointer is Index(Deref(p), i).
  AddrOf,  ///< A: the lvalue. AddrOf(Deref(p)) is folded to p.
  Temp,    ///< What event Value (index into FunctionFacts::Events) returned.
           ///< Also values merged by ?: and GNU statement expressions, which
           ///< are assigned to with Assign events (Target = this Temp).
  Unary,   ///< Op A
  Binary,  ///< A Op B. && and || appear only where no control flow is implied.
  Cast,    ///< A converted to Type; only where the value can change.
};

enum class Op : uint8_t {
  None,
  Not,
  BitNot,
  Neg, // unary
  Add,
  Sub,
  Mul,
  Div,
  Rem,
  Shl,
  Shr,
  And,
  Or,
  Xor, // arithmetic, bitwise
  LAnd,
  LOr,
  Eq,
  Ne,
  Lt,
  Le,
  Gt,
  Ge, // logic
};

enum class TypeKind : uint8_t {
  Unknown,
  Void,
  Bool,
  Int,
  Pointer,
  Record,
  Array,
  Float
};

/// As much of a C type as analyses need.
struct TypeInfo {
  TypeKind Kind = TypeKind::Unknown;
  bool Signed = false;
  uint8_t Bits = 0;    ///< Width of Bool and Int; 0 otherwise.
  StringId Record = 0; ///< Tag of a Record, or of what a Pointer points at.
  friend bool operator==(const TypeInfo &, const TypeInfo &) = default;
};

/// An expression's number in one ExprTable. 0 is Unknown.
using ExprId = uint32_t;

struct Expr {
  ExprKind Kind = ExprKind::Unknown;
  Op Operator = Op::None;
  ExprId A = 0, B = 0;
  int64_t Value = 0;
  StringId Name = 0, Name2 = 0;
  TypeInfo Type;
  friend bool operator==(const Expr &, const Expr &) = default;
};

/// Owns a function's expressions. get() hash-conses and folds constants
/// (same arithmetic as C on the expression's type), AddrOf/Deref pairs and
/// double negation; O(1). Operands that the table does not have give Unknown.
class ExprTable {
public:
  ExprTable();
  ExprId get(Expr E);
  /// Makes room for Count nodes in all.
  void reserve(size_t Count);
  const Expr &operator[](ExprId Id) const { return Nodes[Id]; }
  size_t size() const { return Nodes.size(); }
  /// Gives back the memory that only get() needs. The next get() makes it
  /// again, in O(size()).
  void compact();

  // Shorthands for get().
  ExprId constant(int64_t V, TypeInfo T = {});
  ExprId var(uint32_t Index, TypeInfo T = {});
  ExprId temp(uint32_t EventIndex, TypeInfo T = {});
  ExprId field(ExprId Base, StringId Name, StringId Record, TypeInfo T = {});
  ExprId deref(ExprId Pointer, TypeInfo T = {});
  ExprId index(ExprId Array, ExprId I, TypeInfo T = {});
  ExprId addrOf(ExprId LValue, TypeInfo T = {});
  ExprId unary(Op O, ExprId A, TypeInfo T = {});
  ExprId binary(Op O, ExprId A, ExprId B, TypeInfo T = {});
  ExprId func(StringId Symbol);
  ExprId unknown();

  /// Is E, or anything it is made of, equal to Part?
  bool contains(ExprId E, ExprId Part) const;
  /// E with To instead of each From in it.
  ExprId replace(ExprId E, ExprId From, ExprId To);
  /// Takes the place of this table's expressions. Ids has their numbers, by
  /// hashOf, is sound for so many, and lies in what Owner owns. What it says is
  /// not believed.
  void adopt(std::vector<Expr> Exprs, support::FlatIndex Ids,
             std::shared_ptr<const void> Owner);
  /// Never one of the two keys that DenseMap keeps for itself.
  static uint64_t hashOf(const Expr &E);
  /// What the place E is a member, or an element, of in the end: never a Field
  /// or an Index.
  ExprId whole(ExprId E) const;
  /// Is E a Var, Field, Deref, Index or Temp?
  bool isPlace(ExprId E) const;

private:
  void reindex();
  ExprId insert(const Expr &E, ExprId Id);
  ExprId adopted(const Expr &E, uint64_t Hash) const;
  ExprId &nextOf(ExprId Id) { return NextSameHash[Id - Adopted]; }
  bool isIndexed() const {
    return NextSameHash.size() + Adopted == Nodes.size();
  }

  std::vector<Expr> Nodes;
  /// The first nodes are found in AdoptedIds, the others in ByHash.
  ExprId Adopted = 1;
  support::FlatIndex AdoptedIds;
  std::shared_ptr<const void> Owner;       ///< Of AdoptedIds.
  llvm::DenseMap<uint64_t, ExprId> ByHash; ///< Newest node of that hash.
  std::vector<ExprId> NextSameHash;        ///< Older one of the same hash.
  int64_t NextUnknown = 1;
};

/// Events -------------------------------------------------------------------

enum class EventKind : uint8_t {
  Assign,  ///< Target = Value. Target is a place or a Temp.
  Call,    ///< See CallInfo. Its result is Temp(this event's index).
  Deref,   ///< Memory is read or written through the pointer Value.
  Return,  ///< Leaves the function with Value (0 if void).
  Declare, ///< Variable Target comes into being with an unknown value.
};

/// One argument of a call as an editor needs it.
struct ArgText {
  Span Range;        ///< Invalid if the argument was made by a macro.
  StringId Text = 0; ///< The argument as written, when Range is valid.
};

/// How a function was called.
struct CallInfo {
  StringId Callee = 0; ///< Symbol called; 0 for a call through a pointer.
  ExprId Through = 0;  ///< The pointer called through; 0 for a direct call.
  /// Macros that the call came out of, outermost first: for a call written
  /// kmalloc(...) this is {"kmalloc"} and Callee "kmalloc_noprof".
  std::vector<StringId> Macros;
  std::vector<ExprId> Args;
  std::vector<ArgText> ArgTexts; ///< Empty, or one for each argument.
  bool IsMacro = false; ///< Callee is the name of a macro that rules know.
  bool IsCleanup =
      false; ///< Made by __attribute__((cleanup)) at a scope's end.
  bool ResultUsed = false; ///< The result is not thrown away.
  /// The end of the statement that contains the call, after its ';', when the
  /// statement is alone in its block; where a check can be inserted.
  Span Statement;
};

struct Event {
  EventKind Kind = EventKind::Assign;
  Loc Where; ///< Where a reader would look: the expansion place.
  ExprId Target = 0;
  ExprId Value = 0;
  uint32_t Call = 0; ///< Index into FunctionFacts::Calls for Kind::Call.
};

/// Control flow
/// ----------------------------------------------------------------

using BlockId = uint32_t;

/// An edge to Target, taken when Condition is non-zero (Sense) or zero
/// (!Sense). An unconditional edge has Condition 0. A switch is one edge per
/// label with Condition (x == label) and, for default, HasNot: x is none of the
/// others.
struct Edge {
  BlockId Target = 0;
  ExprId Condition = 0;
  bool Sense = true;
  std::vector<ExprId>
      NoneOf; ///< All these conditions are zero (switch default).
};

struct Block {
  uint32_t FirstEvent = 0; ///< Events [FirstEvent, FirstEvent + EventCount).
  uint32_t EventCount = 0;
  std::vector<Edge> Edges; ///< Empty: the function ends here or never returns.
  Loc Terminator;          ///< Of the branching condition.
  bool IsExit = false;     ///< Control reaches the caller from here.
};

/// Functions
/// -------------------------------------------------------------------

enum class VarKind : uint8_t { Param, Local, StaticLocal, Global };

struct Variable {
  StringId Name = 0;
  VarKind Kind = VarKind::Local;
  TypeInfo Type;
  uint32_t ParamIndex = 0;
  uint64_t Size = 0; ///< Bytes of a local; 0 if unknown.
  bool IsVla = false;
  uint32_t Align = 1;
  uint32_t Scope = 0; ///< Index into FunctionFacts::Scopes, for locals.
  Loc Where;
  StringId TypeText = 0; ///< The type as a reader would write it.
  bool AddressTaken = false;
};

/// A lexical scope; scope 0 is the function body. Scopes that do not contain
/// one another share stack.
struct Scope {
  uint32_t Parent = 0;
};

/// A function stored where something else will call it:
/// record.field = function, by initialiser or assignment.
struct Binding {
  StringId Record = 0;
  StringId Field = 0;
  StringId Function = 0;
  StringId Object = 0;     ///< Name of the object initialised; 0 if not known.
  StringId InFunction = 0; ///< Function doing the assignment; 0 at file scope.
  Loc Where;
};

/// A text edit that extract/ prepared because only the AST can tell that it is
/// right; checks attach it to their findings.
struct PreparedEdit {
  Span Range;
  std::string Text;
};
struct PreparedFix {
  uint32_t Var = 0; ///< The variable it is for.
  /// In texts, "%" stands for the GFP flags that fit the context.
  std::string Description;
  std::vector<PreparedEdit> Edits;
};

/// A check for NULL that can be put behind an allocation, as far as the source
/// alone says what it should be; whether it is right, checks decide.
struct PreparedCheck {
  /// The Call events that the pointer may come from.
  std::vector<uint32_t> Events;
  Span At;             ///< Empty; the end of a line.
  std::string Indent;  ///< Of the statement.
  std::string Pointer; ///< As written: "d->buf".
  /// The statements that leave the function as it reports errors here; "%"
  /// stands for the error that says that there is no memory.
  std::vector<std::string> Leave;
  /// What was called since the last place where Leave was right for sure.
  struct Pending {
    StringId Callee = 0;
    /// The local pointer that holds the result and was not stored elsewhere;
    /// empty if it is none.
    std::string Result;
  };
  std::vector<Pending> Since;
  /// What the way out hands Pointer to, so must take NULL.
  std::vector<StringId> NullTo;
};

struct FunctionFacts {
  StringId Name = 0;
  StringId UniqueName = 0; ///< Name, or "file:name" for a static function.
  Loc Where;
  Loc End;
  bool IsStatic = false;
  bool IsInline = false;
  bool InMainFile = false; ///< Defined in the file being checked.
  bool IsInit = false;     ///< Placed in an __init section.
  bool IsWeak = false;     ///< Another file may have the one that counts.
  bool IsNoInline = false; ///< The compiler must not inline it.
  bool AddressTaken = false;
  TypeInfo ReturnType;
  ExprTable Exprs;
  std::vector<Variable> Vars; ///< Parameters first, in order.
  uint32_t ParamCount = 0;
  bool IsVariadic = false;
  std::vector<Scope> Scopes;
  std::vector<Event> Events;
  std::vector<CallInfo> Calls;
  std::vector<Block> Blocks; ///< Block 0 is the entry.
  /// Members, by record tag and name, of which the address is that of the
  /// record: that of a member of NULL is NULL.
  std::set<std::pair<StringId, StringId>> FirstMembers;
  std::vector<PreparedFix> StackFixes;
  std::vector<PreparedCheck> CheckFixes;
  /// extract/ gave up on part of the body (why), so absence proves nothing.
  std::string Incomplete;
};

/// What the preprocessor of a TU says about the kernel it belongs to.
struct TuEnvironment {
  /// Values of the ___GFP_* bits and GFP_* types in this TU, by name.
  std::vector<std::pair<std::string, uint64_t>> GfpMacros;
  unsigned FrameWarn = 0;     ///< CONFIG_FRAME_WARN, 0 if not defined.
  unsigned KernelVersion = 0; ///< LINUX_VERSION_CODE, 0 if unknown.
  bool PreemptRt = false;
  bool IsModule = false; ///< Built as a module: its __init code runs late.
  std::string Module; ///< What the TU is linked into, as kbuild says; or empty.
  std::vector<std::pair<std::string, int64_t>>
      Constants; ///< See ExtractOptions.
};

/// Everything extract/ takes out of one translation unit up front. Functions of
/// headers are extracted when asked for, see FactsProvider.
struct TuFacts {
  std::shared_ptr<support::StringPool> Strings;
  std::vector<std::string> Files; ///< As the compiler names them; [0] is "".
  uint32_t MainFile = 0;
  TuEnvironment Environment;
  std::vector<std::unique_ptr<FunctionFacts>> Functions; ///< Of the main file.
  std::vector<Binding> Bindings;
};

/// Where an analysis gets the facts of a callee. Implemented by extract/ (from
/// the AST, on demand) and by stores.
class FactsProvider {
public:
  virtual ~FactsProvider() = default;
  /// The facts of a function with a body in this TU, or null. Owned by the
  /// provider, valid for its life. Called at most once per name and cached.
  virtual const FunctionFacts *find(StringId Name) = 0;
};

} // namespace gfpcheck::facts

#endif
