// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// rulec: checks rule files, and turns them into what programs embed.
#include "rulec/Commands.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;
using namespace gfpcheck;

namespace {

/// The options of all commands. Made in main, so that nothing runs before it.
struct CommandLine {
  cl::OptionCategory Category{"rulec"};
  cl::SubCommand Check{"check", "Check rule files or folders of them"};
  cl::SubCommand Compile{"compile", "Turn a folder of rules into C source"};
  cl::SubCommand Show{"show", "Print what the rules say about a name"};
  cl::SubCommand Stats{"stats", "Count what is in a folder of rules"};
  cl::SubCommand Tables{"tables",
                        "Write what the allocator needs of the rules"};
  cl::SubCommand Verify{"verify", "Compare rules with a kernel's headers"};

  cl::list<std::string> Inputs{
      cl::Positional, cl::desc("FILE|DIR..."), cl::OneOrMore, cl::cat(Category),
      cl::sub(Check), cl::sub(Compile),        cl::sub(Stats)};
  cl::opt<std::string> Output{"o",
                              cl::desc("Write to this file"),
                              cl::value_desc("file"),
                              cl::init("-"),
                              cl::cat(Category),
                              cl::sub(Compile)};
  cl::opt<std::string> DepFile{
      "depfile", cl::desc("Write the rule files read, for ninja"),
      cl::value_desc("file"), cl::cat(Category), cl::sub(Compile)};
  cl::opt<std::string> Dir{cl::Positional,    cl::desc("DIR"), cl::Required,
                           cl::cat(Category), cl::sub(Show),   cl::sub(Tables),
                           cl::sub(Verify)};
  cl::opt<std::string> OutputDir{
      "output-dir",          cl::desc("An existing folder for the files"),
      cl::value_desc("dir"), cl::Required,
      cl::cat(Category),     cl::sub(Tables)};
  cl::opt<std::string> Build{
      "compile-command-dir",
      cl::desc("A kernel's build folder, with compile_commands.json"),
      cl::value_desc("dir"),
      cl::Required,
      cl::cat(Category),
      cl::sub(Verify)};
  cl::opt<std::string> Tu{
      "tu",
      cl::desc("Read headers as this file of the kernel does"),
      cl::value_desc("file"),
      cl::init("/mm/slub.c"),
      cl::cat(Category),
      cl::sub(Verify)};
  cl::opt<std::string> Name{cl::Positional, cl::desc("NAME"), cl::Required,
                            cl::cat(Category), cl::sub(Show)};
};

} // namespace

int main(int Argc, char **Argv) {
  llvm::InitLLVM Init(Argc, Argv);
  CommandLine Line;
  cl::HideUnrelatedOptions(Line.Category);
  cl::ParseCommandLineOptions(Argc, Argv, "rules of gfpcheck\n");

  llvm::Error E = llvm::Error::success();
  if (Line.Check)
    E = rulec::check(Line.Inputs);
  else if (Line.Compile)
    E = rulec::compile(Line.Inputs, Line.Output, Line.DepFile);
  else if (Line.Tables)
    E = rulec::tables(Line.Dir, Line.OutputDir);
  else if (Line.Stats)
    E = rulec::stats(Line.Inputs);
  else if (Line.Verify)
    E = rulec::verify(Line.Dir, Line.Build, Line.Tu);
  else if (Line.Show)
    E = rulec::show(Line.Dir, Line.Name);
  else
    cl::PrintHelpMessage();
  if (!E)
    return 0;
  llvm::errs() << llvm::toString(std::move(E)) << '\n';
  return 1;
}
