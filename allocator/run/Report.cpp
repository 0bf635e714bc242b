// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/Report.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <tuple>

using namespace kalloc;
using namespace kalloc::run;

namespace {

/// Paths as the user gave them rather than absolute ones.
std::string shown(const std::string &File) {
  std::error_code Failed;
  const auto Relative = std::filesystem::proximate(File, Failed).string();
  return Failed || Relative.size() > File.size() ? File : Relative;
}

std::string at(const Place &Where) {
  return Where.known() ? shown(Where.File) + ":" + std::to_string(Where.Line)
                       : "<unknown>";
}

nlohmann::ordered_json toJson(const Place &Where) {
  nlohmann::ordered_json J;
  J["file"] = shown(Where.File);
  J["line"] = Where.Line;
  J["function"] = Where.Function;
  return J;
}

nlohmann::ordered_json toJson(const Finding &F) {
  nlohmann::ordered_json J = toJson(F.Where);
  J["rule"] = F.Rule;
  J["violation"] = F.Violation;
  J["message"] = F.Message;
  J["entry"] = F.Entry;
  J["choices"] = F.Choices;
  J["notes"] = nlohmann::ordered_json::array();
  for (const Note &N : F.Notes) {
    nlohmann::ordered_json Entry = toJson(N.Where);
    Entry["message"] = N.Text;
    J["notes"].push_back(std::move(Entry));
  }
  J["stack"] = nlohmann::ordered_json::array();
  for (const Place &Where : F.Stack)
    J["stack"].push_back(toJson(Where));
  return J;
}

} // namespace

std::vector<Place> Report::placesOf(const StackTrace &Stack) const {
  std::vector<Place> All;
  for (uint32_t I = 0; I < Stack.NumFrames; ++I)
    for (Place &Where : P.places(Stack.Frames[I]))
      if (Where.known() && !P.isHeader(Where.File))
        All.push_back(std::move(Where));
  return All;
}

Place Report::placeOf(const StackTrace &Stack) const {
  std::vector<Place> All = placesOf(Stack);
  return All.empty() ? Place() : All.front();
}

void Report::keep(Finding F, const PathLog &Log, const Entry &E) {
  F.Entry = E.F->Name;
  for (uint32_t I = 0; I < Log.NumDecisions; ++I) {
    const Decision &D = Log.Decisions[I];
    if (!D.IsFault) {
      F.Choices.push_back(D.Taken);
      continue;
    }
    if (!D.Taken)
      continue;
    StackTrace Site;
    Site.Frames[0] = D.Caller;
    Site.NumFrames = 1;
    if (const Place Where = placeOf(Site); Where.known())
      F.Notes.push_back({Where, "the allocation fails here"});
  }
  // One place may break one rule in several ways, but each is told once.
  const std::string Key = at(F.Where) + '\0' + F.Rule + '\0' + F.Violation +
                          '\0' + (F.Rule.empty() ? F.Message : "");
  Known.emplace(Key, std::move(F));
}

void Report::addViolation(const kalloc::Violation &V, const PathLog &Log,
                          const Entry &E) {
  Finding F;
  F.Rule = violationRule(V.Kind);
  F.Violation = violationName(V.Kind);
  F.Message = V.Message;
  F.Stack = placesOf(V.Stack);
  if (!F.Stack.empty())
    F.Where = F.Stack.front();
  for (uint32_t I = 0; I < V.NumNotes; ++I)
    if (const Place Where = placeOf(V.Notes[I].Stack); Where.known())
      F.Notes.push_back({Where, V.Notes[I].Text});
  // Nothing of the program took part: the simulation's own business.
  if (!F.Where.known() && F.Notes.empty())
    return;
  if (!F.Where.known())
    F.Where = F.Notes.front().Where;
  // Helpers that end what their caller began are no mistake of their own.
  if (E.Kind == EntryKind::Called &&
      (V.Kind == ViolationKind::NotHeld || V.Kind == ViolationKind::Unbalanced))
    return;
  keep(std::move(F), Log, E);
}

void Report::add(const PathLog &Log, const Entry &E, const char *Died) {
  for (uint32_t I = 0; I < std::min(Log.NumViolations, PathLog::MaxViolations);
       ++I)
    addViolation(Log.Violations[I], Log, E);
  if (Log.HighWater > HighWater) {
    HighWater = Log.HighWater;
    StackTrace Where;
    Where.Frames[0] = static_cast<const char *>(Log.Deepest) + 1;
    Where.NumFrames = Log.Deepest ? 1 : 0;
    Deepest = placeOf(Where);
  }
  if (!Died && !Log.Crash[0])
    return;
  Finding F;
  F.Violation = "crash";
  F.Message = std::string("the program cannot go on: ") +
              (Log.Crash[0] ? Log.Crash : Died);
  F.Stack = placesOf(Log.CrashStack);
  if (!F.Stack.empty() && Log.Crash[0])
    F.Where = F.Stack.front();
  else
    F.Where = placeOf({{static_cast<const char *>(E.F->Address) + 1}, 1});
  keep(std::move(F), Log, E);
}

void Report::add(const Outcome &O, const Entry &E) {
  Total.Paths += O.Paths;
  Total.FaultSites += O.FaultSites;
  Total.Incomplete |= O.Incomplete;
}

std::vector<const Finding *> Report::findings() const {
  std::vector<const Finding *> All;
  for (const auto &[Key, F] : Known)
    All.push_back(&F);
  std::sort(All.begin(), All.end(), [](const Finding *A, const Finding *B) {
    return std::tie(A->Where.File, A->Where.Line, A->Rule, A->Violation) <
           std::tie(B->Where.File, B->Where.Line, B->Rule, B->Violation);
  });
  return All;
}

void Report::printText(std::ostream &OS, bool Stacks) const {
  for (const Finding *F : findings()) {
    OS << at(F->Where) << ": " << F->Message;
    if (!F->Rule.empty())
      OS << " [" << F->Rule << "]";
    OS << "\n";
    for (const Note &N : F->Notes)
      OS << at(N.Where) << ": note: " << N.Text << "\n";
    for (size_t I = 1; Stacks && I < F->Stack.size(); ++I)
      OS << at(F->Stack[I]) << ": note: called from '" << F->Stack[I].Function
         << "'\n";
  }
  OS << Known.size() << " violations on " << Total.Paths << " paths, "
     << Total.FaultSites << " failing allocations"
     << (Total.Incomplete ? ", bound reached" : "");
  if (HighWater) {
    OS << ", at most " << HighWater << " bytes of stack";
    if (Deepest.known())
      OS << " in '" << Deepest.Function << "'";
  }
  OS << "\n";
}

void Report::printJson(std::ostream &OS) const {
  nlohmann::ordered_json J;
  J["version"] = 1;
  J["violations"] = nlohmann::ordered_json::array();
  for (const Finding *F : findings())
    J["violations"].push_back(toJson(*F));
  J["paths"] = Total.Paths;
  J["failing-allocations"] = Total.FaultSites;
  J["bound-reached"] = Total.Incomplete;
  J["stack-high-water"] = HighWater;
  OS << J.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
     << "\n";
}
