// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/Debug.h"

#include <algorithm>
#include <cstdlib>
#include <dwarf.h>
#include <filesystem>

using namespace kalloc::run;

namespace {

std::string text(const char *Text) { return Text ? Text : ""; }

std::string normal(const char *Path) {
  // What lies below the folder of the compilation is written relative to it;
  // that is ours.
  std::error_code Failed;
  return Path ? std::filesystem::absolute(Path, Failed)
                    .lexically_normal()
                    .string()
              : "";
}

uint64_t number(Dwarf_Die *Die, unsigned Name, uint64_t Default) {
  Dwarf_Attribute Attribute;
  Dwarf_Word Value;
  if (!dwarf_attr_integrate(Die, Name, &Attribute) ||
      dwarf_formudata(&Attribute, &Value) != 0)
    return Default;
  return Value;
}

bool flag(Dwarf_Die *Die, unsigned Name) {
  Dwarf_Attribute Attribute;
  bool Value = false;
  return dwarf_attr(Die, Name, &Attribute) &&
         dwarf_formflag(&Attribute, &Value) == 0 && Value;
}

/// The type that a DIE refers to; false for void.
bool target(Dwarf_Die *Die, Dwarf_Die *Out) {
  Dwarf_Attribute Attribute;
  return dwarf_attr_integrate(Die, DW_AT_type, &Attribute) &&
         dwarf_formref_die(&Attribute, Out);
}

/// The file that a call was inlined into.
std::string callFile(Dwarf_Die *Unit, Dwarf_Die *Inlined) {
  Dwarf_Files *Files = nullptr;
  size_t Count = 0;
  const uint64_t Index = number(Inlined, DW_AT_call_file, ~uint64_t(0));
  if (dwarf_getsrcfiles(Unit, &Files, &Count) != 0 || Index >= Count)
    return "";
  return normal(dwarf_filesrc(Files, Index, nullptr, nullptr));
}

bool isPointer(Dwarf_Die Die) {
  Dwarf_Die Next;
  while (dwarf_tag(&Die) == DW_TAG_typedef ||
         dwarf_tag(&Die) == DW_TAG_const_type ||
         dwarf_tag(&Die) == DW_TAG_volatile_type) {
    if (!target(&Die, &Next))
      return false;
    Die = Next;
  }
  // An address may come back as a number.
  return dwarf_tag(&Die) == DW_TAG_pointer_type ||
         (dwarf_tag(&Die) == DW_TAG_base_type &&
          number(&Die, DW_AT_byte_size, 0) == 8);
}

} // namespace

std::vector<Place> kalloc::run::placesOf(Dwarf *Debug, uint64_t Offset) {
  std::vector<Place> Found;
  Dwarf_Die UnitMemory;
  Dwarf_Die *Unit = dwarf_addrdie(Debug, Offset, &UnitMemory);
  if (!Unit)
    return Found;
  Place Here;
  if (Dwarf_Line *Line = dwarf_getsrc_die(Unit, Offset)) {
    dwarf_lineno(Line, &Here.Line);
    Here.File = normal(dwarf_linesrc(Line, nullptr, nullptr));
  }
  Dwarf_Die *Scopes = nullptr;
  const int Count = dwarf_getscopes(Unit, Offset, &Scopes);
  for (int I = 0; I < Count; ++I) {
    const int Tag = dwarf_tag(&Scopes[I]);
    if (Tag != DW_TAG_inlined_subroutine && Tag != DW_TAG_subprogram)
      continue;
    Here.Function = text(dwarf_diename(&Scopes[I]));
    Found.push_back(Here);
    if (Tag == DW_TAG_subprogram)
      break;
    Here.File = callFile(Unit, &Scopes[I]);
    Here.Line = int(number(&Scopes[I], DW_AT_call_line, 0));
  }
  free(Scopes);
  return Found;
}

void DebugReader::readFunctions() {
  // Index 0 is what nothing is known of.
  P.Types.emplace_back();
  Dwarf_Off Offset = 0, Next;
  size_t HeaderSize;
  auto *Debug = static_cast<Dwarf *>(P.Debug);
  for (; dwarf_nextcu(Debug, Offset, &Next, &HeaderSize, nullptr, nullptr,
                      nullptr) == 0;
       Offset = Next) {
    Dwarf_Die Unit;
    if (dwarf_offdie(Debug, Offset + HeaderSize, &Unit))
      readUnit(&Unit);
  }
}

void DebugReader::readUnit(Dwarf_Die *Unit) {
  Dwarf_Die Child;
  if (dwarf_child(Unit, &Child) != 0)
    return;
  do {
    if (dwarf_tag(&Child) == DW_TAG_subprogram && flag(&Child, DW_AT_external))
      readFunction(&Child);
  } while (dwarf_siblingof(&Child, &Child) == 0);
}

void DebugReader::readFunction(Dwarf_Die *Die) {
  Dwarf_Addr Low;
  const std::string File = normal(dwarf_decl_file(Die));
  std::error_code Failed;
  const auto Real = std::filesystem::canonical(File, Failed);
  if (Failed || dwarf_lowpc(Die, &Low) != 0 ||
      std::find(P.Sources.begin(), P.Sources.end(), Real.string()) ==
          P.Sources.end())
    return;
  Function F;
  F.Name = text(dwarf_diename(Die));
  dwarf_decl_line(Die, &F.Line);
  Dwarf_Die Result, Child;
  F.ReturnsPointer = target(Die, &Result) && isPointer(Result);
  if (dwarf_child(Die, &Child) == 0) {
    do {
      if (dwarf_tag(&Child) == DW_TAG_formal_parameter)
        F.Parameters.push_back(typeOf(&Child));
    } while (dwarf_siblingof(&Child, &Child) == 0);
  }
  P.Functions.push_back(std::move(F));
}

uint32_t DebugReader::typeOf(Dwarf_Die *Die) {
  Dwarf_Die T;
  return target(Die, &T) ? readType(&T) : 0;
}

uint32_t DebugReader::readType(Dwarf_Die *Die) {
  const Dwarf_Off Offset = dwarf_dieoffset(Die);
  if (auto It = Seen.find(Offset); It != Seen.end())
    return It->second;
  const int Tag = dwarf_tag(Die);
  const std::string Name = text(dwarf_diename(Die));
  if (Tag == DW_TAG_const_type || Tag == DW_TAG_volatile_type ||
      (Tag == DW_TAG_typedef && Name != "gfp_t"))
    return Seen[Offset] = typeOf(Die);
  const auto Index = uint32_t(P.Types.size());
  Seen[Offset] = Index;
  P.Types.emplace_back();
  Type T;
  T.Name = Name;
  T.Size = number(Die, DW_AT_byte_size, 0);
  switch (Tag) {
  case DW_TAG_typedef:
    T.Is = Type::Kind::Gfp;
    T.Size = 4;
    break;
  case DW_TAG_base_type:
    T.Is = number(Die, DW_AT_encoding, 0) == DW_ATE_boolean
               ? Type::Kind::Bool
               : Type::Kind::Integer;
    break;
  case DW_TAG_enumeration_type:
    T.Is = Type::Kind::Integer;
    break;
  case DW_TAG_pointer_type:
    T.Is = Type::Kind::Pointer;
    T.Size = 8;
    T.Target = typeOf(Die);
    break;
  case DW_TAG_subroutine_type:
    T.Is = Type::Kind::Function;
    break;
  case DW_TAG_array_type:
    T.Is = Type::Kind::Array;
    T.Target = typeOf(Die);
    if (Dwarf_Die Sub; dwarf_child(Die, &Sub) == 0)
      T.Count = number(&Sub, DW_AT_count,
                       number(&Sub, DW_AT_upper_bound, ~uint64_t(0)) + 1);
    T.Size = T.Count * P.Types[T.Target].Size;
    break;
  case DW_TAG_structure_type:
  case DW_TAG_union_type:
    T.Is = flag(Die, DW_AT_declaration) ? Type::Kind::Incomplete
                                        : Type::Kind::Struct;
    break;
  default:
    break;
  }
  const bool IsStruct =
      Tag == DW_TAG_structure_type && T.Is == Type::Kind::Struct;
  P.Types[Index] = std::move(T);
  if (IsStruct)
    readMembers(Die, Index);
  return Index;
}

void DebugReader::readMembers(Dwarf_Die *Die, uint32_t Index) {
  Dwarf_Die Child;
  if (dwarf_child(Die, &Child) != 0)
    return;
  do {
    if (dwarf_tag(&Child) != DW_TAG_member ||
        dwarf_hasattr(&Child, DW_AT_data_bit_offset))
      continue;
    const uint64_t Offset = number(&Child, DW_AT_data_member_location, 0);
    const uint32_t Of = typeOf(&Child);
    P.Types[Index].Members.push_back({Offset, Of});
  } while (dwarf_siblingof(&Child, &Child) == 0);
}
