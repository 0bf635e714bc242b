// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The build folder keeps a folder .gfpcheck: the recorder's log, make's output,
// and by being there the sign that no real build is in danger.
#include "driver/Record.h"
#include "driver/AtomicFile.h"
#include "driver/CheckRun.h"
#include "driver/KernelConfig.h"
#include "driver/Process.h"
#include "driver/RecordLog.h"
#include "driver/RecordNeeds.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

namespace gfpcheck::driver {

namespace {

namespace fs = llvm::sys::fs;

std::string join(llvm::StringRef Folder, llvm::StringRef Name) {
  llvm::SmallString<256> Path(Folder);
  llvm::sys::path::append(Path, Name);
  return Path.str().str();
}

std::string absolute(llvm::StringRef File) {
  llvm::SmallString<256> Path(File);
  fs::make_absolute(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

std::string contents(llvm::StringRef File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

/// The steps of make that failed: "[...: fs/x.o] Error 1". Error 2 is a make
/// that passes on what its parts have told.
std::vector<std::string> failedSteps(llvm::StringRef Output) {
  std::vector<std::string> Steps;
  llvm::SmallVector<llvm::StringRef> Lines;
  Output.split(Lines, '\n', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (llvm::StringRef Line : Lines)
    if (auto [Make, Step] = Line.split("*** "); Make.starts_with("make") &&
                                                Step.contains("] Error ") &&
                                                !Step.ends_with(" Error 2"))
      Steps.push_back(Step.str());
  return Steps;
}

class Recording {
public:
  explicit Recording(const RecordRequest &Request)
      : Request(Request), Source(absolute(Request.Source)),
        Build(absolute(Request.Build)), State(join(Build, ".gfpcheck")),
        MakeLog(join(State, "make.log")),
        CommandLog(join(State, "commands.jsonl")),
        Database(join(Build, "compile_commands.json")) {}

  int run() {
    if (!checkFolders() || !checkNeeds() || !readVersion() || !configure() ||
        !prepare() || !record())
      return ExitFailed;
    return finish();
  }

private:
  bool fail(const llvm::Twine &Why) {
    llvm::WithColor::error() << Why << '\n';
    return false;
  }

  void say(const llvm::Twine &What) { llvm::errs() << What << '\n'; }

  bool checkFolders() {
    if (!fs::exists(join(Source, "Kbuild")) ||
        !fs::exists(join(Source, "scripts/Kbuild.include")))
      return fail("'" + Request.Source + "' is no kernel source tree");
    if (!fs::can_execute(Request.Recorder))
      return fail("the recorder '" + Request.Recorder +
                  "' is missing; it belongs beside gfpcheck");
    if (Build == Source)
      return fail("--build must be another folder than --source: the source "
                  "stays as it is");
    if (fs::exists(join(Source, ".config")) ||
        fs::exists(join(Source, "include/config")))
      return fail("'" + Request.Source +
                  "' holds a build, and make then refuses to use another "
                  "folder; run 'make mrproper' there (that deletes the build), "
                  "or use a clean copy (git worktree add)");
    std::error_code EC;
    bool Empty = !fs::exists(Build) ||
                 fs::directory_iterator(Build, EC) == fs::directory_iterator();
    if (!Empty && !fs::exists(State))
      return fail("'" + Request.Build +
                  "' is neither empty nor made by 'gfpcheck record'; its "
                  "objects would be replaced by empty ones. Name another "
                  "folder with --build");
    if (std::error_code EC = fs::create_directories(State))
      return fail("cannot make '" + State + "': " + EC.message());
    if (llvm::Error E = writeAtomically(MakeLog, ""))
      return fail(llvm::toString(std::move(E)));
    return true;
  }

  bool checkNeeds() {
    auto Missing = missingNeeds(Request.LlvmSuffix, MakeLog);
    return Missing.empty() || fail(describe(Missing));
  }

  /// Older kernels know no LLVM=-19; they are told every program by name.
  bool readVersion() {
    std::string Log = join(State, "version.log");
    fs::remove(Log);
    ProcessResult R =
        runProcess({"make", "-s", "-C", Source, "kernelversion"}, Outside, Log);
    llvm::StringRef Text = llvm::StringRef(Version = contents(Log)).trim();
    Version = Text.rsplit('\n').second.empty() ? Text.str()
                                               : Text.rsplit('\n').second.str();
    auto [Major, Rest] = llvm::StringRef(Version).split('.');
    unsigned MajorNumber = 0, Minor = 0;
    if (R.ExitCode != 0 || Major.getAsInteger(10, MajorNumber) ||
        Rest.take_while(llvm::isDigit).getAsInteger(10, Minor))
      return fail("cannot tell the version of the kernel in '" +
                  Request.Source + "': " + (R.Why.empty() ? Version : R.Why));
    if (MajorNumber < 5 || (MajorNumber == 5 && Minor < 10))
      return fail("Linux " + Version +
                  " cannot be recorded; 5.10 and later "
                  "can");
    KnowsSuffix = MajorNumber > 5 || Minor >= 18;
    return true;
  }

  /// A make command in the build folder, ready for targets.
  std::vector<std::string> make() const {
    std::vector<std::string> Command = {"make", "-C", Source, "O=" + Build};
    const std::string &S = Request.LlvmSuffix;
    if (KnowsSuffix)
      Command.push_back("LLVM=" + S);
    else
      for (std::string Setting :
           {"LLVM=1", "LLVM_IAS=1", "HOSTCC=clang", "HOSTCXX=clang++",
            "LD=ld.lld", "AR=llvm-ar", "NM=llvm-nm", "STRIP=llvm-strip",
            "OBJCOPY=llvm-objcopy", "OBJDUMP=llvm-objdump",
            "READELF=llvm-readelf", "HOSTAR=llvm-ar", "HOSTLD=ld.lld"})
        Command.push_back(Setting.back() == '1' ? Setting : Setting + S);
    if (!Request.Arch.empty())
      Command.push_back("ARCH=" + Request.Arch);
    return Command;
  }

  /// Settings for a make that is not part of the one we may run under.
  const std::vector<std::string> Outside = {"MAKEFLAGS=", "MAKELEVEL="};

  std::string realCompiler() const { return "clang" + Request.LlvmSuffix; }

  /// make with the real compiler; its output goes to the log.
  bool makeReally(std::vector<std::string> Targets, llvm::StringRef What) {
    std::vector<std::string> Command = make();
    if (!KnowsSuffix)
      Command.push_back("CC=" + realCompiler());
    Command.push_back("-j" + llvm::utostr(Request.Jobs));
    llvm::append_range(Command, Targets);
    ProcessResult R = runProcess(Command, Outside, MakeLog);
    if (R.ExitCode == 0)
      return true;
    return fail("the kernel could not be " + What + ": " + whyMakeFailed(R));
  }

  std::string whyMakeFailed(const ProcessResult &R) const {
    if (!R.Why.empty())
      return R.Why;
    std::string Text = contents(MakeLog);
    llvm::SmallVector<llvm::StringRef> Lines;
    llvm::StringRef(Text).trim().split(Lines, '\n');
    std::string Why = "make failed; the end of '" + MakeLog + "':";
    for (llvm::StringRef Line : llvm::ArrayRef(Lines).take_back(8))
      Why += ("\n  " + Line).str();
    return Why;
  }

  bool configure() {
    std::string DotConfig = join(Build, ".config");
    std::string Config = Request.Config;
    if (Config.empty() && !fs::exists(DotConfig))
      Config = "allmodconfig";
    if (Config.empty()) {
      say("configuring Linux " + Version + " as before");
      return makeReally({"olddefconfig"}, "configured");
    }
    if (llvm::StringRef(Config).ends_with("config") && !fs::exists(Config)) {
      say("configuring Linux " + Version + ": " + Config);
      return makeReally({Config}, "configured");
    }
    std::string Wanted = contents(Config);
    if (Wanted.empty())
      return fail("--config: '" + Config +
                  "' is neither a file nor a target such as allmodconfig");
    say("configuring Linux " + Version + " as in '" + Config + "'");
    if (llvm::Error E = writeAtomically(DotConfig, Wanted))
      return fail(llvm::toString(std::move(E)));
    if (!makeReally({"olddefconfig"}, "configured"))
      return false;
    tellChanges(Wanted, contents(DotConfig));
    return true;
  }

  /// kconfig drops what this tree or this compiler does not have.
  void tellChanges(llvm::StringRef Wanted, llvm::StringRef Got) {
    constexpr size_t Shown = 10;
    std::vector<std::string> Changes = configChanges(Wanted, Got);
    if (Changes.empty())
      return;
    llvm::WithColor::warning()
        << "the kernel's configuration differs from the "
           "one asked for in "
        << Changes.size() << (Changes.size() == 1 ? " option" : " options")
        << ":\n";
    for (const std::string &Change : llvm::ArrayRef(Changes).take_front(Shown))
      llvm::errs() << "  " << Change << '\n';
    if (Changes.size() > Shown)
      llvm::errs() << "  and " << Changes.size() - Shown << " more\n";
  }

  bool prepare() {
    say("preparing: generated headers and build tools");
    return makeReally({"prepare"}, "prepared");
  }

  std::vector<std::string> targets() const {
    if (Request.Targets.empty())
      return {"./"};
    std::vector<std::string> Targets;
    for (llvm::StringRef Target : Request.Targets) {
      std::string Name = Target.str();
      if (fs::is_directory(join(Source, Name)) && !Target.ends_with("/"))
        Name += '/';
      else if (Target.ends_with(".c"))
        Name = (Target.drop_back(2) + ".o").str();
      Targets.push_back(Name);
    }
    return Targets;
  }

  bool record() {
    if (Request.Targets.empty())
      if (llvm::Error E = forgetRecorded(CommandLog))
        return fail(llvm::toString(std::move(E)));
    say("recording " + (Request.Targets.empty()
                            ? std::string("all commands")
                            : llvm::join(Request.Targets, " ")));
    ConfigBefore = contents(join(Build, ".config"));
    std::vector<std::string> Command = make();
    Command.push_back("-k");
    Command.push_back("-j" + llvm::utostr(Request.Jobs));
    Command.push_back("CC=" + absolute(Request.Recorder));
    llvm::append_range(Command, targets());
    size_t LogBefore = contents(MakeLog).size();
    ProcessResult R = runProcess(
        Command,
        {"MAKEFLAGS=", "MAKELEVEL=", "GFPCHECK_RECORD_CC=" + realCompiler(),
         "GFPCHECK_RECORD_DIR=" + State},
        MakeLog);
    if (R.ExitCode < 0)
      return fail(R.Why);
    Failed =
        failedSteps(llvm::StringRef(contents(MakeLog)).drop_front(LogBefore));
    return true;
  }

  int finish() {
    auto Size = writeDatabase(CommandLog, Database,
                              /*Merge=*/!Request.Targets.empty());
    if (!Size) {
      fail(llvm::toString(Size.takeError()));
      return ExitFailed;
    }
    if (contents(join(Build, ".config")) != ConfigBefore)
      llvm::WithColor::warning()
          << "the configuration changed while recording\n";
    tellFailures();
    if (Size->New == 0) {
      fail("no command was recorded; see '" + MakeLog + "'");
      return ExitFailed;
    }
    say(llvm::utostr(Size->Total) + " commands in '" + Database + "'");
    say("next: gfpcheck check -p " + Request.Build + " [file or folder...]");
    return ExitClean;
  }

  /// Steps that need real objects must fail; that costs no command.
  void tellFailures() {
    constexpr size_t Shown = 5;
    if (Failed.empty())
      return;
    llvm::WithColor::note()
        << Failed.size() << (Failed.size() == 1 ? " step" : " steps")
        << " of make failed, as is expected where they need compiled "
           "code:\n";
    for (const std::string &Step : llvm::ArrayRef(Failed).take_front(Shown))
      llvm::errs() << "  " << Step << '\n';
    llvm::errs() << "  all are in '" << MakeLog << "'\n";
  }

  const RecordRequest &Request;
  const std::string Source, Build, State, MakeLog, CommandLog, Database;
  std::string Version, ConfigBefore;
  bool KnowsSuffix = true;
  std::vector<std::string> Failed;
};

} // namespace

int runRecord(const RecordRequest &Request) { return Recording(Request).run(); }

} // namespace gfpcheck::driver
