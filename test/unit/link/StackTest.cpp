// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Depth over graphs of calls, and frames as compilers write them down.
#include "link/StackChains.h"
#include <gtest/gtest.h>

using namespace gfpcheck;
using checks::StackDepths;
using checks::StackFunction;

namespace {

std::vector<StackFunction>
graph(std::initializer_list<std::pair<uint64_t, std::vector<uint32_t>>> From) {
  std::vector<StackFunction> Out;
  for (const auto &[Bytes, Calls] : From) {
    StackFunction &F = Out.emplace_back();
    F.Bytes = Bytes;
    for (uint32_t To : Calls)
      F.Calls.push_back({To, {}});
  }
  return Out;
}

std::vector<uint32_t> names(const std::vector<StackDepths::Link> &Chain) {
  std::vector<uint32_t> Out;
  for (const StackDepths::Link &L : Chain)
    Out.push_back(L.Function);
  return Out;
}

TEST(StackDepths, TakesTheDeeperWay) {
  auto G = graph({{10, {1, 2}}, {500, {}}, {100, {3}}, {450, {}}});
  StackDepths D(G, 8);
  EXPECT_EQ(D.depth(0), 10u + 100 + 450 + 3 * 8);
  EXPECT_EQ(names(D.chain(0)), (std::vector<uint32_t>{0, 2, 3}));
  EXPECT_TRUE(D.isEntry(0));
  EXPECT_FALSE(D.isEntry(3));
}

TEST(StackDepths, CountsARecursionOnce) {
  auto G = graph({{10, {1}}, {20, {2, 3}}, {30, {1}}, {5, {3}}});
  StackDepths D(G, 0);
  EXPECT_EQ(D.depth(0), 60u);
  EXPECT_TRUE(D.recursive(1));
  EXPECT_TRUE(D.recursive(2));
  EXPECT_TRUE(D.recursive(3));
  EXPECT_FALSE(D.recursive(0));
}

TEST(StackDepths, KnowsACircleThatNothingEnters) {
  auto G = graph({{10, {1}}, {20, {0}}});
  StackDepths D(G, 0);
  EXPECT_EQ(D.depth(0), 30u);
  EXPECT_TRUE(D.recursive(0) && D.recursive(1));
}

TEST(StackDepths, DoesNotNeedDepthItself) {
  constexpr uint32_t Length = 500000;
  std::vector<StackFunction> G(Length);
  for (uint32_t F = 0; F != Length; ++F) {
    G[F].Bytes = 1;
    if (F + 1 != Length)
      G[F].Calls.push_back({F + 1, {}});
  }
  EXPECT_EQ(StackDepths(G, 0).depth(0), Length);
}

TEST(ExactFrames, ReadsBothCompilers) {
  link::ExactFrames Exact;
  Exact.add("a/b/file.c:12:5:gcc_one\t64\tstatic\n"
            "file.c:30:clang_one\t128\tdynamic\n"
            "file.c:40:2:bounded_one\t16\tdynamic,bounded\n"
            "no numbers\n\t\t\nfile.c:1:x\tmany\tstatic\n");
  ASSERT_NE(Exact.find("/elsewhere/file.c", "gcc_one"), nullptr);
  EXPECT_EQ(Exact.find("file.c", "gcc_one")->Bytes, 64u);
  EXPECT_EQ(Exact.find("file.c", "clang_one")->Bytes, 128u);
  EXPECT_TRUE(Exact.find("file.c", "clang_one")->Open);
  EXPECT_FALSE(Exact.find("file.c", "bounded_one")->Open);
  EXPECT_EQ(Exact.find("file.c", "x"), nullptr);
  EXPECT_EQ(Exact.find("other.c", "gcc_one"), nullptr);
  EXPECT_EQ(Exact.ByName.size(), 3u);
}

} // namespace
