// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// kalloc-run: runs a kernel-style C file over all its paths and failing
// allocations. Exit status: 0 nothing found, 1 violations, 2 it could not be
// run.
#include "run/Report.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

using namespace kalloc::run;

namespace {

struct CommandLine {
  std::vector<std::string> Files;
  std::vector<std::string> Entries;
  std::vector<std::string> Includes;
  std::vector<std::string> Defines;
  std::vector<std::string> Flags;
  std::string Compiler = "clang-19";
  std::string Headers;
  std::string Format = "text";
  std::string Output;
  bool NoFaults = false;
  bool RedZones = false;
  bool Stacks = false;
  RunOptions Run;
  Bounds Limits;
};

void declare(CLI::App &App, CommandLine &C) {
  App.add_option("file", C.Files, "kernel-style C files, compiled together")
      ->required()
      ->check(CLI::ExistingFile);
  App.add_option("--entry", C.Entries,
                 "run these functions, with made-up arguments; else main(), "
                 "the module, or every external function");
  App.add_option("-I", C.Includes, "more folders of headers")
      ->check(CLI::ExistingDirectory);
  App.add_option("-D", C.Defines, "define a macro");
  App.add_option("--cflag", C.Flags, "one more word for the compiler");
  App.add_option("--compiler", C.Compiler, "a clang of version 19")
      ->capture_default_str();
  App.add_option("--headers", C.Headers, "where linux/slab.h and the rest are")
      ->check(CLI::ExistingDirectory);
  App.add_option("--format", C.Format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  App.add_option("-o,--output", C.Output, "write the report to this file");
  App.add_option("--max-paths", C.Limits.MaxPaths,
                 "runs of one entry point at most")
      ->check(CLI::Range(1u, 1000000u))
      ->capture_default_str();
  App.add_option("--max-faults", C.Limits.MaxFaults,
                 "allocations that fail on one path")
      ->check(CLI::Range(0u, 8u))
      ->capture_default_str();
  App.add_option("--seconds", C.Limits.Seconds, "time of one run at most")
      ->check(CLI::Range(1u, 3600u))
      ->capture_default_str();
  App.add_option("--max-steps", C.Run.MaxSteps,
                 "timers, work and the like that run on one path at most")
      ->check(CLI::Range(0u, 1000000u))
      ->capture_default_str();
  App.add_option("--seed", C.Run.Seed,
                 "of the order in which tasks and interrupts run")
      ->capture_default_str();
  App.add_option("--stack", C.Run.StackSize, "bytes of a kernel stack")
      ->check(CLI::IsMember({4096, 8192, 16384}))
      ->capture_default_str();
  App.add_flag("--rt", C.Run.Rt, "judge as on PREEMPT_RT");
  App.add_flag("--threads", C.Run.Threads, "real threads instead of turns");
  App.add_flag("--no-faults", C.NoFaults, "let no allocation fail");
  App.add_flag("--red-zones", C.RedZones,
               "poison and red zones instead of guard pages");
  App.add_flag("--stacks", C.Stacks,
               "print the calls that led to each violation");
  App.add_flag("--log", C.Run.ShowLog, "show what the program prints");
}

int fail(const std::string &Text) {
  std::cerr << "kalloc-run: " << Text << "\n";
  return 2;
}

/// main(), the module, or all functions of the files.
std::vector<Entry> entriesOf(const Program &P, const CommandLine &C,
                             std::string &Error) {
  std::vector<Entry> Entries;
  for (const std::string &Name : C.Entries) {
    const Function *F = P.function(Name);
    if (!F)
      Error = "there is no external function '" + Name + "'";
    Entries.push_back({EntryKind::Called, F, nullptr});
  }
  if (!Entries.empty())
    return Entries;
  if (const Function *F = P.function("main"))
    return {{EntryKind::Main, F, nullptr}};
  if (const Function *F = P.function("init_module"))
    return {{EntryKind::Module, F, P.function("cleanup_module")}};
  for (const Function &F : P.functions())
    Entries.push_back({EntryKind::Called, &F, nullptr});
  if (Entries.empty())
    Error = "there is no external function to run; make one, or main()";
  return Entries;
}

/// A folder for what is compiled, gone at the end.
struct TemporaryFolder {
  std::string Path;
  TemporaryFolder() {
    std::error_code Failed;
    std::string Template =
        (std::filesystem::temp_directory_path(Failed) / "kalloc-run-XXXXXX")
            .string();
    if (!Failed && mkdtemp(Template.data()))
      Path = Template;
  }
  ~TemporaryFolder() {
    std::error_code Failed;
    if (!Path.empty())
      std::filesystem::remove_all(Path, Failed);
  }
};

std::string headersBeside(const char *Program) {
  std::error_code Failed;
  const auto Self = std::filesystem::canonical("/proc/self/exe", Failed);
  const auto Installed =
      Self.parent_path().parent_path() / "share/kalloc/include";
  return !Failed && std::filesystem::exists(Installed) ? Installed.string()
                                                       : KALLOC_HEADERS;
}

int run(const CommandLine &C) {
  TemporaryFolder Folder;
  if (Folder.Path.empty())
    return fail("cannot make a temporary folder; set TMPDIR to one that can be "
                "written");
  BuildOptions Build;
  Build.Compiler = C.Compiler;
  Build.Includes.push_back(C.Headers.empty() ? headersBeside("") : C.Headers);
  Build.Includes.push_back(KALLOC_GENERATED);
  Build.Includes.insert(Build.Includes.end(), C.Includes.begin(),
                        C.Includes.end());
  for (const std::string &D : C.Defines)
    Build.Flags.push_back("-D" + D);
  Build.Flags.insert(Build.Flags.end(), C.Flags.begin(), C.Flags.end());
  Program P;
  std::string Error;
  if (!P.build(C.Files, Build, Folder.Path, Error))
    return fail(C.Files.front() + " " + Error);
  const std::vector<Entry> Entries = entriesOf(P, C, Error);
  if (!Error.empty())
    return fail(C.Files.front() + ": " + Error);
  RunOptions Options = C.Run;
  Options.Faults = !C.NoFaults && C.Limits.MaxFaults != 0;
  Options.Guard = !C.RedZones;
  Report All(P);
  for (const Entry &E : Entries)
    All.add(explore(P, E, Options, C.Limits,
                    [&](const PathLog &Log, const char *Died) {
                      All.add(Log, E, Died);
                    }),
            E);
  std::ofstream File;
  if (!C.Output.empty())
    File.open(C.Output);
  std::ostream &OS = C.Output.empty() ? std::cout : File;
  if (C.Format == "json")
    All.printJson(OS);
  else
    All.printText(OS, C.Stacks);
  OS.flush();
  if (!OS)
    return fail("cannot write " + (C.Output.empty() ? std::string("the report")
                                                    : "'" + C.Output + "'"));
  return All.findings().empty() ? 0 : 1;
}

} // namespace

int main(int Argc, char **Argv) {
  CommandLine C;
  CLI::App App("Runs kernel-style C over all its paths and failing "
               "allocations, and says what breaks a rule.",
               "kalloc-run");
  declare(App, C);
  try {
    App.parse(Argc, Argv);
  } catch (const CLI::ParseError &E) {
    return App.exit(E) == 0 ? 0 : 2;
  }
  return run(C);
}
