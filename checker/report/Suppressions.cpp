// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Suppressions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace gfpcheck::report {

/// What the comment on this line says about the rule.
static std::optional<std::string> reasonOnLine(llvm::StringRef Line,
                                               llvm::StringRef RuleId) {
  constexpr llvm::StringLiteral Marker = "gfpcheck: ignore";
  size_t At = Line.find(Marker);
  if (At == llvm::StringRef::npos)
    return std::nullopt;
  llvm::StringRef Before = Line.take_front(At).trim();
  if (!Before.ends_with("/*") && !Before.ends_with("//") &&
      !Before.ends_with("*"))
    return std::nullopt;
  auto [Ids, Reason] = Line.drop_front(At + Marker.size()).trim().split(' ');
  llvm::SmallVector<llvm::StringRef> Rules;
  Ids.split(Rules, ',', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  if (!llvm::is_contained(Rules, RuleId))
    return std::nullopt;
  return Reason.split("*/").first.trim().str();
}

std::optional<std::string>
suppressionOf(const findings::Finding &F,
              const findings::SourceExcerpt &Excerpt) {
  for (unsigned Line : {F.Where.Line, F.Where.Line - 1})
    if (auto Text = Excerpt.line(F.Where.File, Line))
      if (auto Reason = reasonOnLine(*Text, F.RuleId))
        return Reason;
  return std::nullopt;
}

} // namespace gfpcheck::report
