// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The part of the rules that runs: GFP flags, contexts, and who allocates and
// frees what, as C and C++ source for the allocator, which has no LLVM. The
// types of the rows are in allocator/policy/RuleTables.h.
#include "rulec/Commands.h"
#include "rulec/Files.h"
#include "ruleio/Blob.h"
#include "ruleio/Load.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace gfpcheck::rulec {

using namespace model;
using ruleio::RuleData;

namespace {

constexpr llvm::StringLiteral Banner =
    "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n"
    "// Made by 'rulec tables' from rules/; do not edit.\n";

/// In the order of GfpMeaning.
constexpr llvm::StringLiteral MeaningNames[] = {
    "Blocks",   "Fs",           "Io",      "Kswapd",    "NoFail",
    "NoRetry",  "RetryMayFail", "NoWarn",  "Zero",      "High",
    "MemAlloc", "NoMemAlloc",   "ZoneDma", "ZoneDma32", "ZoneHighMem",
    "Movable",  "Reclaimable",  "Comp",    "Account",   "HardWall",
    "ThisNode", "Write",        "Other"};
static_assert(std::size(MeaningNames) == unsigned(GfpMeaning::Other) + 1);

/// In the order of GfpClass.
constexpr llvm::StringLiteral ClassNames[] = {"Action",    "Zone", "Placement",
                                              "Watermark", "Type", "Other"};

/// In the order of When::Kind.
constexpr llvm::StringLiteral WhenNames[] = {
    "Never",  "Always",    "IfGfpBlocks", "IfNonZero",
    "IfZero", "IfFlagSet", "IfFlagClear", "Sometimes"};
static_assert(std::size(WhenNames) == unsigned(When::Kind::Sometimes) + 1);

void writeEnum(llvm::StringRef Name, llvm::ArrayRef<llvm::StringLiteral> Names,
               llvm::raw_ostream &OS) {
  OS << "enum class " << Name << " : unsigned char {\n";
  for (llvm::StringRef N : Names)
    OS << "  " << N << ",\n";
  OS << "};\ninline constexpr unsigned Num" << Name << "s = " << Names.size()
     << ";\n\n";
}

void writeNames(llvm::raw_ostream &OS) {
  static constexpr llvm::StringLiteral Contexts[] = {
#define CONTEXT(E, ID, TEXT, LOCK) #E,
#include "model/Contexts.def"
  };
  OS << Banner
     << "#ifndef KALLOC_RULES_NAMES_H\n#define KALLOC_RULES_NAMES_H\n\n"
        "namespace kalloc::rules {\n\n";
  writeEnum("GfpMeaning", MeaningNames, OS);
  writeEnum("GfpClass", ClassNames, OS);
  writeEnum("When", WhenNames, OS);
  writeEnum("Context", Contexts, OS);
  OS << "} // namespace kalloc::rules\n\n#endif\n";
}

void quote(llvm::StringRef Text, llvm::raw_ostream &OS) {
  OS << '"';
  OS.write_escaped(Text, /*UseHexEscapes=*/false);
  OS << '"';
}

std::string hex(uint64_t Value) { return "0x" + llvm::utohexstr(Value, true); }

/// The flags of one kernel version as C macros, for headers of kernel-style C.
void writeMacros(const GfpTable &Table, llvm::raw_ostream &OS) {
  GfpDecoder Decoder(Table, {});
  OS << Banner << "// Flags of kernel " << Table.Id
     << ". gfp_t is declared by whoever includes this.\n";
  for (const GfpFlag &F : Table.Flags) {
    OS << "#define " << F.Name << " ((gfp_t)";
    if (F.Parts.empty())
      OS << hex(Decoder.value(F.Name)) << "u";
    else
      OS << '(' << llvm::join(F.Parts, " | ") << ')';
    OS << ")\n";
  }
}

void writeFlags(const GfpTable &Table, size_t Number, llvm::raw_ostream &OS) {
  GfpDecoder Decoder(Table, {});
  OS << "static constexpr GfpFlagRow Flags" << Number << "[] = {\n";
  for (const GfpFlag &F : Table.Flags) {
    uint64_t Means = 0;
    for (GfpMeaning M : F.Meanings)
      Means |= uint64_t(1) << unsigned(M);
    OS << "    {";
    quote(F.Name, OS);
    OS << ", " << hex(Decoder.value(F.Name))
       << "u, GfpClass::" << ClassNames[unsigned(F.Class)] << ", " << hex(Means)
       << "u},\n";
  }
  OS << "};\nstatic constexpr uint32_t Bits" << Number << "[] = {";
  for (unsigned M = 0; M != std::size(MeaningNames); ++M)
    OS << hex(Decoder.bits(GfpMeaning(M))) << "u, ";
  OS << "};\n\n";
}

void writeGfpTables(llvm::ArrayRef<GfpTable> Tables, llvm::raw_ostream &OS) {
  for (const auto &[I, T] : llvm::enumerate(Tables))
    writeFlags(T, I, OS);
  OS << "static constexpr GfpTableRow Gfp[] = {\n";
  for (const auto &[I, T] : llvm::enumerate(Tables)) {
    OS << "    {";
    quote(T.Id, OS);
    OS << ", " << hex(T.Since) << "u, " << hex(T.Until) << "u, Flags" << I
       << ", " << T.Flags.size() << ", Bits" << I << "},\n";
  }
  OS << "};\n\n";
}

void writeContexts(const BugRule &Sleep, llvm::raw_ostream &OS) {
  OS << "static constexpr ContextRow ContextRows[] = {\n";
  for (unsigned I = 0; I != NumContextKinds; ++I) {
    auto Kind = ContextKind(I);
    auto Flag = [&](ContextMask Mask) {
      return Mask & maskOf(Kind) ? "true" : "false";
    };
    OS << "    {";
    quote(contextId(Kind), OS);
    OS << ", ";
    quote(contextText(Kind), OS);
    OS << ", " << (isLock(Kind) ? "true" : "false") << ", "
       << Flag(Sleep.Forbidden) << ", " << Flag(Sleep.ForbiddenRt) << "},\n";
  }
  OS << "};\n\n";
}

unsigned argument(ArgRef A) { return A.Index; }

/// What a row says of memory that the function hands out.
void writeAlloc(const Api &A, llvm::raw_ostream &OS) {
  const AllocEffect None;
  const AllocEffect &E = A.Alloc ? *A.Alloc : None;
  quote(E.Family, OS);
  OS << ", ";
  quote(E.ImplicitGfp, OS);
  OS << ", " << argument(E.Gfp) << ", " << argument(E.Size) << ", "
     << argument(E.Count) << ", " << unsigned(E.Zeroed) << ", "
     << (A.Alloc && E.Fails != FailsWith::Never ? "true" : "false")
     << ", When::" << WhenNames[unsigned(E.CannotFail.What)] << ", "
     << (E.NoFailFlag ? "true" : "false");
}

void writeFree(const Api &A, llvm::raw_ostream &OS) {
  std::vector<std::string> Families;
  for (const FreeEffect &F : A.Frees)
    llvm::append_range(Families, F.Families);
  quote(llvm::join(Families, " "), OS);
  OS << ", " << (A.Frees.empty() ? 0 : argument(A.Frees.front().Object));
}

void writeApi(const Api &A, llvm::raw_ostream &OS) {
  OS << "    {";
  quote(A.Name, OS);
  OS << ", ";
  writeAlloc(A, OS);
  OS << ", ";
  writeFree(A, OS);
  OS << ", When::" << WhenNames[unsigned(A.Sleeps.What)] << ", "
     << argument(A.Sleeps.Arg) << ", " << hex(A.SleepNotIn) << "u, "
     << hex(A.SleepOnlyIn) << "u},\n";
}

/// Whoever allocates or frees; what else may sleep is the checker's business.
void writeApis(llvm::ArrayRef<Api> Apis, llvm::raw_ostream &OS) {
  OS << "static constexpr ApiRow Apis[] = {\n";
  for (const Api &A : Apis)
    if (A.Alloc || !A.Frees.empty())
      writeApi(A, OS);
  OS << "};\n\n";
}

void writeTables(const RuleData &Data, const BugRule &Sleep,
                 llvm::StringRef Digest, llvm::raw_ostream &OS) {
  OS << Banner << "#include \"policy/RuleTables.h\"\n\n"
     << "namespace kalloc::rules {\n\n";
  writeGfpTables(Data.GfpTables, OS);
  writeContexts(Sleep, OS);
  writeApis(Data.Apis, OS);
  OS << "std::span<const GfpTableRow> gfpTables() { return Gfp; }\n"
        "std::span<const ContextRow> contexts() { return ContextRows; }\n"
        "std::span<const ApiRow> apis() { return Apis; }\n"
        "const char *digest() { return ";
  quote(Digest, OS);
  OS << "; }\n\n} // namespace kalloc::rules\n";
}

} // namespace

llvm::Error tables(llvm::StringRef Rules, llvm::StringRef Output) {
  llvm::Expected<RuleData> Data = ruleio::loadDirectory(Rules);
  if (!Data)
    return Data.takeError();
  auto Set = ruleio::openOwnedBlob(ruleio::writeBlob(*Data));
  if (!Set)
    return Set.takeError();
  // The contexts that forbid sleeping are those of the kind of mistake, under
  // whatever id a set of rules has it.
  auto Sleep = llvm::find_if(
      Data->Bugs, [](const BugRule &B) { return B.Kind == "sleep-in-atomic"; });
  if (Sleep == Data->Bugs.end())
    return llvm::createStringError(
        Rules + ": no rule of kind 'sleep-in-atomic' says which contexts "
                "forbid sleeping");

  auto Write = [&](const llvm::Twine &Name,
                   llvm::function_ref<void(llvm::raw_ostream &)> Body) {
    llvm::SmallString<128> Path = Output;
    llvm::sys::path::append(Path, Name);
    return writeFile(Path, Body);
  };
  for (const GfpTable &T : Data->GfpTables)
    if (llvm::Error E =
            Write("gfp-" + T.Id + ".h", [&](auto &OS) { writeMacros(T, OS); }))
      return E;
  if (llvm::Error E = Write("Names.h", [](auto &OS) { writeNames(OS); }))
    return E;
  return Write("Tables.cpp", [&](auto &OS) {
    writeTables(*Data, *Sleep, (*Set)->digest(), OS);
  });
}

} // namespace gfpcheck::rulec
