// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Plan.h"
#include "driver/AtomicFile.h"
#include "driver/CompileDatabase.h"
#include "driver/ResultReport.h"
#include "findings/FindingJson.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::driver {

namespace {

namespace fs = llvm::sys::fs;

/// In a ninja file; Path also escapes what ends a path.
std::string ninjaEscaped(llvm::StringRef Text, bool Path) {
  std::string Out;
  for (char C : Text) {
    if (C == '$' || (Path && (C == ' ' || C == ':')))
      Out += '$';
    Out += C;
  }
  return Out;
}

std::string words(const std::vector<std::string> &Options) {
  std::string Out;
  for (const std::string &Option : Options)
    Out += " " + shellQuoted(Option);
  return Out;
}

/// Writes what differs, so that nothing is built again without need.
llvm::Error update(llvm::StringRef File, llvm::StringRef Content) {
  if (auto Old = llvm::MemoryBuffer::getFile(File);
      Old && (*Old)->getBuffer() == Content)
    return llvm::Error::success();
  return writeAtomically(File, Content);
}

/// Whoever may read it may run it.
llvm::Error makeExecutable(llvm::StringRef File) {
  auto Mode = fs::getPermissions(File);
  std::error_code EC = Mode.getError();
  if (Mode)
    EC = fs::setPermissions(
        File, *Mode | fs::perms((unsigned(*Mode) & fs::all_read) >> 2));
  if (!EC)
    return llvm::Error::success();
  return llvm::createStringError(EC, "cannot make '" + File +
                                         "' executable: " + EC.message());
}

std::string commandText(const CompileCommand &Command) {
  llvm::json::Array Arguments;
  for (const std::string &Argument : Command.Arguments)
    Arguments.push_back(findings::jsonText(Argument));
  llvm::json::Array Database{
      llvm::json::Object{{"directory", findings::jsonText(Command.Directory)},
                         {"file", findings::jsonText(Command.File)},
                         {"output", findings::jsonText(Command.Output)},
                         {"arguments", std::move(Arguments)}}};
  std::string Text;
  llvm::raw_string_ostream(Text)
      << llvm::json::Value(std::move(Database)) << '\n';
  return Text;
}

std::string summaryName(size_t I) {
  return "summaries/" + std::to_string(I) + ".gfpsum";
}

/// A finding is in the report, and is no failure of the job that made it.
PlannedCommands commands(const PlanRequest &Request) {
  std::string Program = shellQuoted(Request.Program);
  std::string Options = words(Request.AnalysisOptions);
  return {Program + " summarize" + Options,
          Program + " link" + Options + words(Request.ReportOptions) + " " +
              shellQuoted("--relative-to=" + workingDirectory()) +
              " --list summaries.txt -o report || exit $(($? == 1 ? 0 : $?))"};
}

std::string ninjaText(const PlannedCommands &Commands, llvm::StringRef Program,
                      size_t Files) {
  std::string Text = "# Made by gfpcheck plan; run ninja in this folder.\n"
                     "ninja_required_version = 1.5\n"
                     "gfpcheck = " +
                     ninjaEscaped(Program, true) +
                     "\n"
                     "rule summarize\n"
                     "  command = " +
                     ninjaEscaped(Commands.Summarize, false) +
                     " -p $in --depfile $out.d -o $out\n"
                     "  depfile = $out.d\n"
                     "  deps = gcc\n"
                     "  description = summarize $in\n"
                     "rule link\n"
                     "  command = " +
                     ninjaEscaped(Commands.Link, false) +
                     "\n"
                     "  description = link\n";
  std::string Summaries;
  for (size_t I = 0; I != Files; ++I) {
    Text += "build " + summaryName(I) + ": summarize commands/" +
            std::to_string(I) + ".json | $gfpcheck\n";
    Summaries += " $\n    " + summaryName(I);
  }
  return Text + "build report: link summaries.txt |" + Summaries +
         "\ndefault report\n";
}

class Plan {
public:
  Plan(const PlanRequest &Request, const CompileDatabase &Database)
      : Request(Request), Database(Database) {}

  llvm::Error write(llvm::ArrayRef<SelectedFile> Files) {
    for (llvm::StringRef Folder : {"commands", "summaries"})
      if (std::error_code EC = fs::create_directories(in(Folder)))
        return llvm::createStringError(EC, "cannot create '" + in(Folder) +
                                               "': " + EC.message());
    std::string List;
    for (size_t I = 0; I != Files.size(); ++I) {
      if (llvm::Error E = update(in("commands/" + std::to_string(I) + ".json"),
                                 commandText(Database.command(Files[I]))))
        return E;
      List += summaryName(I) + "\n";
    }
    if (llvm::Error E = update(in("summaries.txt"), List))
      return E;
    for (const PlannedFile &File : scripts(Files.size())) {
      if (llvm::Error E = update(in(File.Name), File.Content))
        return E;
      if (File.Executable)
        if (llvm::Error E = makeExecutable(in(File.Name)))
          return E;
    }
    return llvm::Error::success();
  }

private:
  std::string in(llvm::StringRef Name) const {
    llvm::SmallString<256> Path(Request.Folder);
    llvm::sys::path::append(Path, Name);
    return Path.str().str();
  }

  std::vector<PlannedFile> scripts(size_t Files) const {
    if (Request.For == PlanRequest::Runner::Slurm)
      return slurmFiles(commands(Request), Files, Request.PerTask);
    return {
        {"build.ninja", ninjaText(commands(Request), Request.Program, Files)}};
  }

  const PlanRequest &Request;
  const CompileDatabase &Database;
};

} // namespace

std::string shellQuoted(llvm::StringRef Word) {
  std::string Out = "'";
  for (char C : Word)
    Out += C == '\'' ? std::string("'\\''") : std::string(1, C);
  return Out + "'";
}

int runPlan(const PlanRequest &Request) {
  auto Database = CompileDatabase::load(Request.Database);
  if (!Database)
    return fail(Database.takeError());
  Selection Selected = Database->select(Request.Files, workingDirectory());
  for (auto &[File, Why] : Selected.Errors)
    llvm::WithColor::error() << File << ": " << Why << '\n';
  if (!Selected.Errors.empty())
    return ExitFailed;
  bool Slurm = Request.For == PlanRequest::Runner::Slurm;
  if (llvm::Error E = Plan(Request, *Database).write(Selected.Files))
    return fail(std::move(E));
  llvm::outs() << Selected.Files.size() << " file"
               << (Selected.Files.size() == 1 ? "" : "s") << " planned; run: "
               << (Slurm ? shellQuoted(Request.Folder + "/submit")
                         : "ninja -C " + shellQuoted(Request.Folder))
               << '\n';
  return ExitClean;
}

} // namespace gfpcheck::driver
