// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/Program.h"

#include "run/Debug.h"

#include <cstdlib>
#include <dlfcn.h>
#include <elfutils/libdw.h>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <link.h>
#include <spawn.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace kalloc::run;

extern char **environ;

namespace {

std::string readFile(const std::string &Path) {
  std::ifstream In(Path);
  std::stringstream Text;
  Text << In.rdbuf();
  return Text.str();
}

/// Runs a program without a shell, its output in a file. The exit status, or
/// -1.
int spawn(const std::vector<std::string> &Words, const std::string &Output) {
  std::vector<char *> Argv;
  for (const std::string &W : Words)
    Argv.push_back(const_cast<char *>(W.c_str()));
  Argv.push_back(nullptr);
  posix_spawn_file_actions_t Actions;
  posix_spawn_file_actions_init(&Actions);
  posix_spawn_file_actions_addopen(&Actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&Actions, 2, Output.c_str(),
                                   O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&Actions, 2, 1);
  pid_t Pid = -1;
  const int Failed =
      posix_spawnp(&Pid, Argv[0], &Actions, nullptr, Argv.data(), environ);
  posix_spawn_file_actions_destroy(&Actions);
  int Status = 0;
  if (Failed || waitpid(Pid, &Status, 0) != Pid || !WIFEXITED(Status))
    return -1;
  return WEXITSTATUS(Status);
}

std::string real(const std::string &Path) {
  std::error_code Failed;
  const auto Real = std::filesystem::canonical(Path, Failed);
  return Failed ? Path : Real.string();
}

} // namespace

Program::~Program() {
  if (Debug)
    dwarf_end(static_cast<Dwarf *>(Debug));
  if (DebugFile >= 0)
    close(DebugFile);
}

bool Program::build(const std::vector<std::string> &Files,
                    const BuildOptions &Options, const std::string &Directory,
                    std::string &Error) {
  for (const std::string &F : Files)
    Sources.push_back(real(F));
  if (!Options.Includes.empty())
    HeaderRoots.push_back(real(Options.Includes.front()));
  const std::string Object = Directory + "/program.so";
  if (!compile(Files, Options, Object, Error) || !load(Object, Error))
    return false;
  readDebug(Object);
  return true;
}

bool Program::compile(const std::vector<std::string> &Files,
                      const BuildOptions &Options, const std::string &Object,
                      std::string &Error) {
  std::vector<std::string> Words = {
      Options.Compiler, "-std=gnu11", "-nostdlibinc", "-ffreestanding",
      "-fno-builtin", "-fno-strict-aliasing", "-fwrapv",
      "-fno-delete-null-pointer-checks", "-D__KERNEL__", "-DKALLOC_RUN", "-O0",
      "-gdwarf-4", "-gdwarf-aranges", "-fPIC", "-shared", "-nostdlib",
      // Calls stay calls and frames stay frames: that is how places are found.
      "-fno-omit-frame-pointer", "-fno-optimize-sibling-calls",
      "-finstrument-functions-after-inlining",
      // Names of the program are its own, whatever the C library calls so.
      "-Wl,-Bsymbolic", "-Wno-everything"};
  for (const std::string &I : Options.Includes)
    Words.push_back("-I" + I);
  Words.insert(Words.end(), {"-include", "linux/kconfig.h"});
  Words.insert(Words.end(), Options.Flags.begin(), Options.Flags.end());
  Words.insert(Words.end(), Sources.begin(), Sources.end());
  Words.insert(Words.end(), {"-o", Object});
  const std::string Output = Object + ".log";
  const int Status = spawn(Words, Output);
  if (Status == 0)
    return true;
  Error = Status < 0 ? "cannot run '" + Options.Compiler + "'"
                     : "does not compile:\n" + readFile(Output);
  return false;
}

bool Program::load(const std::string &Object, std::string &Error) {
  Handle = dlopen(Object.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!Handle) {
    const char *Why = dlerror();
    Error = std::string("cannot be loaded: ") + (Why ? Why : "?");
    const size_t At = Error.find("undefined symbol: ");
    if (At != std::string::npos)
      Error = "needs '" + Error.substr(At + 18) +
              "', which neither the program nor the simulated kernel has";
    return false;
  }
  link_map *Map = nullptr;
  dlinfo(Handle, RTLD_DI_LINKMAP, &Map);
  Base = Map->l_addr;
  dl_iterate_phdr(
      [](dl_phdr_info *Info, size_t, void *Raw) {
        auto *Self = static_cast<Program *>(Raw);
        if (Info->dlpi_addr != Self->Base)
          return 0;
        for (int I = 0; I < Info->dlpi_phnum; ++I)
          if (Info->dlpi_phdr[I].p_type == PT_LOAD)
            Self->End =
                std::max(Self->End, Self->Base + Info->dlpi_phdr[I].p_vaddr +
                                        Info->dlpi_phdr[I].p_memsz);
        return 1;
      },
      this);
  return true;
}

void Program::readDebug(const std::string &Object) {
  DebugFile = open(Object.c_str(), O_RDONLY | O_CLOEXEC);
  Debug = DebugFile < 0 ? nullptr : dwarf_begin(DebugFile, DWARF_C_READ);
  // A program without a function has none.
  if (!Debug)
    return;
  DebugReader(*this).readFunctions();
  for (Function &F : Functions)
    F.Address = dlsym(Handle, F.Name.c_str());
  std::erase_if(Functions, [](const Function &F) { return !F.Address; });
}

const Function *Program::function(const std::string &Name) const {
  for (const Function &F : Functions)
    if (F.Name == Name)
      return &F;
  return nullptr;
}

std::vector<Range> Program::data() const {
  struct Search {
    uintptr_t Base;
    std::vector<Range> Found;
  } S{Base, {}};
  dl_iterate_phdr(
      [](dl_phdr_info *Info, size_t, void *Raw) {
        auto &S = *static_cast<Search *>(Raw);
        if (Info->dlpi_addr != S.Base)
          return 0;
        for (int I = 0; I < Info->dlpi_phnum; ++I) {
          const auto &P = Info->dlpi_phdr[I];
          if (P.p_type == PT_LOAD && (P.p_flags & PF_W))
            S.Found.push_back(
                {S.Base + P.p_vaddr, S.Base + P.p_vaddr + P.p_memsz});
        }
        return 1;
      },
      &S);
  return S.Found;
}

bool Program::owns(const void *Address) const {
  const auto Value = reinterpret_cast<uintptr_t>(Address);
  return Value >= Base && Value < End;
}

std::vector<Place> Program::places(const void *Return) const {
  if (!Debug || !owns(Return))
    return {};
  return placesOf(static_cast<Dwarf *>(Debug),
                  reinterpret_cast<uintptr_t>(Return) - Base - 1);
}

bool Program::isHeader(const std::string &File) const {
  for (const std::string &Root : HeaderRoots)
    if (File.starts_with(Root + "/"))
      return true;
  return false;
}
