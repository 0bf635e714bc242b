// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Fixes.h"
#include "TempFolder.h"
#include "gtest/gtest.h"

namespace {

using namespace gfpcheck;
using namespace gfpcheck::driver;

class Fixes : public testing::Test {
protected:
  Fixes() : File(Folder.write("x.c", "0123456789")) {
    Excerpt.addContent(File, findings::contentHash("0123456789"));
  }

  void add(std::vector<findings::Edit> Edits) {
    findings::Finding F;
    F.Fixes.push_back({"", std::move(Edits)});
    Applier.add(F, Excerpt);
  }

  TempFolder Folder;
  std::string File;
  findings::SourceExcerpt Excerpt;
  FixApplier Applier;
};

TEST_F(Fixes, AreAppliedTogether) {
  add({{File, 8, 9, "EIGHT"}});
  add({{File, 1, 3, ""}, {File, 5, 5, "in"}});
  auto Outcome = Applier.apply();
  EXPECT_EQ(Folder.read("x.c"), "034in567EIGHT9");
  EXPECT_EQ(Outcome.Applied, 2u);
  EXPECT_EQ(Outcome.Files, 1u);
  EXPECT_EQ(Outcome.Conflicting, 0u);
}

TEST_F(Fixes, ThatOverlapAreLeftOutWhole) {
  add({{File, 2, 5, "a"}});
  add({{File, 4, 6, "b"}, {File, 9, 10, "c"}});
  add({{File, 2, 2, "d"}});
  auto Outcome = Applier.apply();
  EXPECT_EQ(Folder.read("x.c"), "01a56789");
  EXPECT_EQ(Outcome.Applied, 1u);
  EXPECT_EQ(Outcome.Conflicting, 2u);
}

TEST_F(Fixes, ThatAreEqualCountAsOneEdit) {
  add({{File, 2, 5, "a"}});
  add({{File, 2, 5, "a"}});
  auto Outcome = Applier.apply();
  EXPECT_EQ(Folder.read("x.c"), "01a56789");
  EXPECT_EQ(Outcome.Conflicting, 0u);
}

TEST_F(Fixes, MayTouch) {
  add({{File, 2, 5, "a"}});
  add({{File, 5, 7, "b"}});
  Applier.apply();
  EXPECT_EQ(Folder.read("x.c"), "01ab789");
}

TEST_F(Fixes, LeaveAChangedFileAlone) {
  add({{File, 2, 5, "a"}});
  Folder.write("x.c", "changed since");
  auto Outcome = Applier.apply();
  EXPECT_EQ(Folder.read("x.c"), "changed since");
  EXPECT_EQ(Outcome.Applied, 0u);
  ASSERT_EQ(Outcome.Errors.size(), 1u);
}

TEST_F(Fixes, BeyondTheEndAreRefused) {
  add({{File, 9, 20, "a"}});
  EXPECT_EQ(Applier.apply().Errors.size(), 1u);
  EXPECT_EQ(Folder.read("x.c"), "0123456789");
}

TEST_F(Fixes, OfAFileThatIsGoneAreTold) {
  add({{Folder.path("gone.c"), 0, 1, "a"}});
  EXPECT_EQ(Applier.apply().Errors.size(), 1u);
}

} // namespace
