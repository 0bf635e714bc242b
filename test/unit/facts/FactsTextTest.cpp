// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/FactsText.h"
#include "facts/FactsVerifier.h"
#include "gtest/gtest.h"

using namespace gfpcheck::facts;

namespace {

std::string printed(const TuFacts &Tu) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  print(OS, Tu);
  return Text;
}

/// Parses and prints; the text must not change.
void expectStable(const std::string &Text) {
  llvm::Expected<TuFacts> Tu = parse(Text);
  ASSERT_TRUE(bool(Tu)) << llvm::toString(Tu.takeError()) << "\n" << Text;
  EXPECT_EQ(printed(*Tu), Text);
}

std::string errorOf(const std::string &Text) {
  llvm::Expected<TuFacts> Tu = parse(Text);
  if (Tu)
    return "";
  return llvm::toString(Tu.takeError());
}

/// A function with the parameters a: i32, p: ptr{s} around Lines.
std::string around(const std::string &Lines) {
  return "facts 1\nfile \"a.c\"\nfunction f {\n  returns i32\n  params 2\n"
         "  param a: i32\n  param p: ptr{s} number 1\n" +
         Lines + "}\n";
}

std::string returning(const std::string &Expr) {
  return around("  b0:\n    $0 return " + Expr + "\n    exit\n");
}

TEST(FactsText, Header) {
  expectStable("facts 1\n"
               "file \"main.c\"\n"
               "file \"with \\22quotes\\22 and \\\\.h\"\n"
               "main_file 1\n"
               "frame_warn 2048\n"
               "kernel_version 396401\n"
               "preempt_rt\n"
               "is_module\n"
               "gfp \"__GFP_IO\" 64\n"
               "constant \"LIMIT\" -9223372036854775808\n"
               "binding record \"ops\" field \"open\" function \"f\" object "
               "\"table\" in \"setup\" @1:2:3\n");
}

TEST(FactsText, Function) {
  expectStable("facts 1\n"
               "file \"main.c\"\n"
               "function f {\n"
               "  unique \"main.c:f\"\n"
               "  at 1:2:3 to 1:9:1\n"
               "  is static inline main init weak taken variadic\n"
               "  returns ptr{dev}\n"
               "  params 1\n"
               "  incomplete \"too deep\"\n"
               "  scope in 0\n"
               "  scope in 0\n"
               "  param d: ptr{dev} size 8 align 8 @1:2:10\n"
               "  local buf: arr{dev} size 4096 align 16 scope 1 vla taken as "
               "\"struct dev[n]\" @1:3:4\n"
               "  static s: type{3 1 0 \"odd\"}\n"
               "  global \"not a word\": float\n"
               "  field dev count: u32\n"
               "  field dev next: ptr{dev}\n"
               "  b0:\n"
               "    $0 declare buf @1:3:4\n"
               "    $1 deref d @1:4:5\n"
               "    $2 call alloc(d->count, &buf, @handler, \"text\", null) gives "
               "ptr{dev} used from \"kmalloc\" \"hooks\" text 1:5:6 \"n\" text "
               "0:0:0 \"\" text 0:0:0 \"\" text 0:0:0 \"\" text 0:0:0 \"\" in "
               "1:7:20 @1:5:3\n"
               "    $3 call through d->next (1)\n"
               "    $4 call free($2) cleanup\n"
               "    $5 call might_sleep() macro\n"
               "    branch @1:6:7\n"
               "    if (d->count == 3:u32) goto b1\n"
               "    none of (d->count == 3:u32), (d->count == 4:u32) goto b2\n"
               "  b1:\n"
               "    $6 assign d->next->count = (d->count + 1)\n"
               "    goto b0\n"
               "  b2:\n"
               "    $7 return $2\n"
               "    exit\n"
               "  fix 1 \"allocate it\" edit 1:2:3 \"kfree(x);\\0A\"\n"
               "}\n");
}

TEST(FactsText, EventsOutsideOfBlocks) {
  expectStable(around("  b0 from 1:\n  b1:\n    $1 return 0\n    exit\n"
                      "  nowhere:\n    $0 deref p\n"));
}

TEST(FactsText, VariablesOfOneName) {
  expectStable("facts 1\nfunction f {\n  returns ?\n  params 1\n"
               "  param x: i32\n  local x: u8\n  local null: i8\n"
               "  local \"\": ptr\n"
               "  b0:\n    $0 assign x#0 = (x#1 + #2):?\n"
               "    $1 return #3\n    exit\n}\n");
}

/// What is written, and how it is printed if that is different.
struct Written {
  const char *Text, *Printed = nullptr;
};
class ExprText : public testing::TestWithParam<Written> {};

TEST_P(ExprText, RoundTrip) {
  std::string Text = returning(GetParam().Text);
  llvm::Expected<TuFacts> Tu = parse(Text);
  ASSERT_TRUE(bool(Tu)) << llvm::toString(Tu.takeError()) << "\n" << Text;
  std::string Once = printed(*Tu);
  llvm::StringRef Expected =
      GetParam().Printed ? GetParam().Printed : GetParam().Text;
  EXPECT_NE(Once.find(("$0 return " + Expected + "\n").str()),
            std::string::npos)
      << Once;
  expectStable(Once);
}

INSTANTIATE_TEST_SUITE_P(
    All, ExprText,
    testing::Values(
        Written{"a"}, Written{"?7"}, Written{"-5"},
        Written{"-9223372036854775808:i64"}, Written{"1:u8"},
        Written{"300:u8", "44:u8"}, Written{"null"}, Written{"null:ptr{s}"},
        Written{"5:ptr"}, Written{"\"a\\0Ab\""}, Written{"@main"},
        Written{"@\"odd name\""}, Written{"*p"}, Written{"*p:i32"},
        Written{"*(*p:ptr):u8"}, Written{"&a"}, Written{"&(&a)"}, Written{"!a"},
        Written{"!!a"}, Written{"!!!a", "!a"}, Written{"~a"}, Written{"-a"},
        Written{"!(a == 3)"}, Written{"(a + 2)"}, Written{"(a + 2):u64"},
        Written{"((a - -5) << 1)"}, Written{"(a && (p == null:ptr{s}))"},
        Written{"<u8>a"}, Written{"<u64><i8>a"}, Written{"-(a:u8)"},
        Written{"(*p).{s}x:i32", "p->x"}, Written{"p->{t}x:i32", "p->{t}x"},
        Written{"(*p:rec{t}).x:i32", "(*p:rec{t}).x"},
        Written{"(&a).{s}x:i32", "(&a).{s}x"}, Written{"(*p)[a]"},
        Written{"(*p)[(a + 1)]:u8"}, Written{"$0:i32"},
        Written{"(a + (a * (a ^ (a | (a & (a % (a / (a >> (a <= (a >= (a < (a "
                "> (a != (a || 1:u8))))))))))))))",
                "(a + (a * (a ^ (a | (a & (a % (a / (a >> (a <= (a >= (a < (a "
                "> (a != 1)))))))))))))"}));

struct Bad {
  const char *Text, *Error;
};
class BadText : public testing::TestWithParam<Bad> {};

TEST_P(BadText, IsRefusedWithItsPlace) {
  EXPECT_EQ(errorOf(GetParam().Text), GetParam().Error);
}

INSTANTIATE_TEST_SUITE_P(
    All, BadText,
    testing::Values(
        Bad{"", "1:1: expected 'facts'"},
        Bad{"facts 2\n", "1:7: not a version of facts that this program reads"},
        Bad{"facts 1\nbogus\n", "2:1: no such line"},
        Bad{"facts 1 extra\n", "1:9: no such line"},
        Bad{"facts 1\nfile main.c\n", "2:6: expected a string"},
        Bad{"facts 1\nfile \"main.c\n", "2:6: expected a string"},
        Bad{"facts 1\nmain_file 1\n", "no such main file"},
        Bad{"facts 1\nmain_file 99999999999\n", "2:11: number too large"},
        Bad{"facts 1\nfunction f {\n", "3:1: expected '}'"},
        Bad{"facts 1\nfunction f {\n}\n", "function 'f': function 0: no entry "
                                          "block"},
        Bad{"facts 1\nfunction f {\n returns int\n}\n",
            "3:10: no type is called 'int'"},
        Bad{"facts 1\nfunction f {\n  b1:\n}\n",
            "3:5: blocks are numbered in order"},
        Bad{"facts 1\nfunction f {\n  b0:\n    goto b7\n}\n",
            "function 'f': block 0: no such block"},
        Bad{"facts 1\nfunction f {\n  b0:\n    $0 return x\n}\n",
            "4:15: no variable is called 'x'"},
        Bad{"facts 1\nfunction f {\n  b0:\n    $1 return\n}\n",
            "6:1: event 0 is missing"},
        Bad{"facts 1\nfunction f {\n  b0:\n    $0 return $7\n}\n",
            "function 'f': expression 1: no such event"},
        Bad{"facts 1\nfunction f {\n  b0:\n    $0 assign 1 = 2\n}\n",
            "function 'f': event 0: assigns to no place"},
        Bad{"facts 1\nfunction f {\n  b0:\n    exit\n}\n",
            "function 'f': block 0: is an exit without a return"}));

TEST(FactsText, DeepExpressionsAreRefusedNotFatal) {
  std::string Deep(200000, '!');
  EXPECT_NE(errorOf(returning(Deep + "a")).find("nested too deep"),
            std::string::npos);
  std::string Parens(200000, '(');
  EXPECT_NE(errorOf(returning(Parens)).find("nested too deep"),
            std::string::npos);
}

TEST(FactsText, NumbersAreNotTrusted) {
  EXPECT_NE(errorOf(around("  b0 from 4000000000:\n    $4000000000 return\n")),
            "");
  EXPECT_NE(errorOf(returning("$4000000000")), "");
  EXPECT_NE(errorOf(around("  b0:\n    goto b4000000000\n")), "");
}

} // namespace
