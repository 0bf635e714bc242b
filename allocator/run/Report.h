// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What all runs together have found, each thing once.
#ifndef KALLOC_RUN_REPORT_H
#define KALLOC_RUN_REPORT_H

#include "run/Explore.h"

#include <map>
#include <ostream>
#include <string>

namespace kalloc::run {

struct Note {
  Place Where;
  std::string Text;
};

struct Finding {
  Place Where;
  std::string Rule;
  /// The row of Violation.def, or "crash" with an empty rule.
  std::string Violation;
  std::string Message;
  std::vector<Note> Notes;
  std::vector<Place> Stack;
  std::string Entry;
  /// The answers of choose() on the first path that shows it.
  std::vector<unsigned> Choices;
};

class Report {
public:
  explicit Report(const Program &P) : P(P) {}

  void add(const PathLog &Log, const Entry &E, const char *Died);
  void add(const Outcome &O, const Entry &E);

  /// In the order of files and lines.
  std::vector<const Finding *> findings() const;
  void printText(std::ostream &OS, bool Stacks) const;
  void printJson(std::ostream &OS) const;

private:
  void addViolation(const kalloc::Violation &V, const PathLog &Log,
                    const Entry &E);
  void keep(Finding F, const PathLog &Log, const Entry &E);
  /// The innermost place of the program that is not in a header of ours.
  Place placeOf(const StackTrace &Stack) const;
  std::vector<Place> placesOf(const StackTrace &Stack) const;

  const Program &P;
  std::map<std::string, Finding> Known;
  Outcome Total;
  uint64_t HighWater = 0;
  Place Deepest;
};

} // namespace kalloc::run

#endif
