// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Arguments.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

using namespace gfpcheck::driver;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

AdjustedCommand adjust(std::vector<std::string> Arguments) {
  CompileCommand Command;
  Command.Directory = "/";
  Command.File = "dir/x.c";
  Command.Arguments = std::move(Arguments);
  return adjustCommand(Command);
}

TEST(AdjustCommand, KeepsWhatTheSourceDependsOn) {
  auto Kept = adjust({"gcc", "-DA=1", "-UB", "-I", "inc", "-isystem", "sys",
                      "-include", "k.h", "-std=gnu11", "-m64", "-O2",
                      "-fshort-wchar", "-ivfsoverlay", "o.yaml",
                      "-Wp,-DX=1", "--target=aarch64-linux-gnu", "x.c"})
                  .Arguments;
  for (const char *Argument :
       {"A=1", "B", "inc", "sys", "k.h", "-std=gnu11", "-m64", "-O2",
        "-fshort-wchar", "o.yaml", "-Wp,-DX=1", "--target=aarch64-linux-gnu"})
    EXPECT_THAT(Kept, Contains(Argument));
}

TEST(AdjustCommand, DropsOutputsDependenciesAndWarnings) {
  auto Kept = adjust({"gcc", "-c", "-o", "x.o", "-MD", "-MF", "x.d", "-MT", "x",
                      "-Wp,-MMD,x.d", "-Wall", "-Werror", "-Werror=vla",
                      "-Wno-unused", "-w", "-save-temps", "-fplugin=evil.so",
                      "-mllvm", "-debug", "x.c"})
                  .Arguments;
  for (const char *Argument :
       {"-c", "x.o", "-MD", "x.d", "-Wp,-MMD,x.d", "-Wall", "-Werror",
        "-Werror=vla", "-Wno-unused", "-w", "-save-temps", "-fplugin=evil.so",
        "-debug", "x.c"})
    EXPECT_THAT(Kept, Not(Contains(Argument)));
}

TEST(AdjustCommand, EndsWithTheFile) {
  auto Kept = adjust({"cc", "-c", "other.c", "x.c"}).Arguments;
  EXPECT_EQ(Kept.back(), "dir/x.c");
  EXPECT_EQ(Kept[Kept.size() - 2], "--");
  EXPECT_THAT(Kept, Not(Contains("other.c")));
}

TEST(AdjustCommand, NamesWhatClangDoesNotKnow) {
  EXPECT_THAT(adjust({"gcc", "-fconserve-stack", "-DA"}).Dropped,
              ElementsAre("-fconserve-stack"));
  EXPECT_THAT(adjust({"gcc", "-DA"}).Dropped, IsEmpty());
}

TEST(AdjustCommand, TakesTheTargetFromACrossCompilersName) {
  EXPECT_THAT(adjust({"/opt/bin/aarch64-linux-gnu-gcc"}).Arguments,
              Contains("--target=aarch64-linux-gnu"));
  EXPECT_THAT(adjust({"/usr/bin/gcc-12"}).Arguments,
              Not(Contains(testing::StartsWith("--target="))));
}

TEST(AdjustCommand, LetsTheCommandsOwnTargetWin) {
  auto Kept =
      adjust({"aarch64-linux-gnu-gcc", "--target=arm-linux-gnueabi"}).Arguments;
  auto Position = [&](llvm::StringRef A) { return llvm::find(Kept, A); };
  EXPECT_LT(Position("--target=aarch64-linux-gnu"),
            Position("--target=arm-linux-gnueabi"));
}

TEST(AdjustCommand, SurvivesOddCommands) {
  EXPECT_EQ(adjust({}).Arguments.back(), "dir/x.c");
  EXPECT_EQ(adjust({""}).Arguments.back(), "dir/x.c");
  EXPECT_EQ(adjust({"cc", "-o"}).Arguments.back(), "dir/x.c");
  EXPECT_EQ(adjust({"cc", "-I"}).Arguments.back(), "dir/x.c");
  EXPECT_EQ(adjust({"cc", "@file", "--"}).Arguments.back(), "dir/x.c");
}

} // namespace
