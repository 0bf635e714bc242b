// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "policy/RuleTables.h"
#include <algorithm>
#include <cstring>
#include <string_view>

namespace kalloc::rules {

const ApiRow *api(const char *Name) {
  std::span<const ApiRow> All = apis();
  std::string_view Wanted = Name;
  auto It = std::lower_bound(
      All.begin(), All.end(), Wanted,
      [](const ApiRow &Row, std::string_view N) { return Row.Name < N; });
  return It != All.end() && It->Name == Wanted ? &*It : nullptr;
}

bool listsFamily(const char *Families, const char *Family) {
  std::string_view Rest = Families, Wanted = Family;
  while (!Rest.empty()) {
    size_t End = std::min(Rest.find(' '), Rest.size());
    if (Rest.substr(0, End) == Wanted)
      return true;
    Rest.remove_prefix(std::min(End + 1, Rest.size()));
  }
  return false;
}

} // namespace kalloc::rules
