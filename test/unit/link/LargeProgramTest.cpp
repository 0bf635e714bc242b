// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Programs of a size and a shape that no kernel has: linking ends, needs no
// stack for it, and still tells what is true.
#include "UnitFixture.h"
#include "llvm/ADT/StringExtras.h"
#include <gmock/gmock.h>

using namespace gfpcheck;

namespace {

class LargeProgram : public UnitFixture {
protected:
  static constexpr unsigned PerFile = 2000;

  /// The functions that sleep where they must not.
  static std::vector<std::string>
  sleepersIn(const std::vector<findings::Finding> &Found) {
    std::vector<std::string> Out;
    for (const findings::Finding &F : Found)
      if (F.RuleId == "gfp-sleep-in-atomic")
        Out.push_back(F.Function);
    return Out;
  }

  static std::string name(unsigned I) { return ("f" + llvm::Twine(I)).str(); }

  /// A file of functions From..From+PerFile, of which each makes CallsOf(I).
  template <class F>
  void addFile(link::Program &P, unsigned From, F CallsOf) {
    std::string Text = factsOf("file" + llvm::Twine(From) + ".c");
    for (unsigned I = From; I != From + PerFile; ++I)
      Text += factsOfCalls(name(I), CallsOf(I));
    EXPECT_FALSE(bool(P.add(record(Text), From / PerFile)));
  }
};

TEST_F(LargeProgram, AChainOfTwoHundredThousandEnds) {
  constexpr unsigned Count = 200000;
  link::Program P;
  // From file to file and back, so that no file knows two steps.
  auto Next = [](unsigned I) {
    return I + PerFile < Count ? I + PerFile : I + PerFile - Count + 1;
  };
  for (unsigned From = 0; From != Count; From += PerFile)
    addFile(P, From, [&](unsigned I) -> std::vector<std::string> {
      return {I + 1 == Count ? "might_sleep()" : name(Next(I)) + "(lock)"};
    });
  ASSERT_FALSE(bool(P.add(record(lockedCaller("near", name(Count - 1))),
                          Count / PerFile)));
  ASSERT_FALSE(bool(
      P.add(record(lockedCaller("far", name(0))), Count / PerFile + 1)));
  // Nobody believes a way of that length; what matters is that it ends.
  EXPECT_EQ(sleepersIn(linked(P)), std::vector<std::string>{"near"});
}

TEST_F(LargeProgram, ACircleOfTwentyThousandEnds) {
  constexpr unsigned Count = 20000;
  link::Program P;
  for (unsigned From = 0; From != Count; From += PerFile)
    addFile(P, From, [&](unsigned I) -> std::vector<std::string> {
      std::vector<std::string> Calls = {name((I + PerFile + 1) % Count) +
                                        "(lock)"};
      if (I == 7)
        Calls.push_back("might_sleep()");
      return Calls;
    });
  ASSERT_FALSE(
      bool(P.add(record(lockedCaller("caller", name(7))), Count / PerFile)));
  EXPECT_EQ(sleepersIn(linked(P)), std::vector<std::string>{"caller"});
}

TEST_F(LargeProgram, OneNameInManyConfigurationsMeansTheNearest) {
  link::Program P;
  // Two builds of each driver: with and without the sleeping half.
  for (unsigned I = 0; I != 400; ++I) {
    std::string Folder = "drivers/" + llvm::utostr(I / 2) + "/";
    EXPECT_FALSE(bool(P.add(
        record(factsOf(Folder + "half" + llvm::Twine(I % 2) + ".c") +
               factsOfCalls("half", {I / 2 % 2 ? "might_sleep()" : "nop()"})),
        2 * I)));
    if (I % 2 == 0)
      EXPECT_FALSE(bool(P.add(
          record(factsOf(Folder + "user.c") +
                 factsOfCalls("user" + llvm::Twine(I / 2),
                              {"spin_lock(lock)", "half(lock)",
                               "spin_unlock(lock)"})),
          2 * I + 1)));
  }
  std::vector<std::string> Expected;
  for (unsigned Driver = 1; Driver < 200; Driver += 2)
    Expected.push_back("user" + llvm::utostr(Driver));
  EXPECT_THAT(sleepersIn(linked(P)),
              ::testing::UnorderedElementsAreArray(Expected));
}

} // namespace
