// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/EditorConfig.h"
#include "driver/Arguments.h"
#include "driver/AtomicFile.h"
#include "driver/CompileDatabase.h"
#include "driver/ResultReport.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/YAMLTraits.h"
#include <set>

namespace {

/// What clangd reads, as far as we have something to say.
struct ClangdFile {
  std::string Database;
  std::vector<std::string> Remove, Add, Drop;
  std::vector<std::pair<std::string, std::string>> CheckOptions;
};

/// The parts of it, one for each level of the file.
struct CompileFlags {
  ClangdFile &File;
};
struct ClangTidy {
  ClangdFile &File;
};
struct Diagnostics {
  ClangTidy Tidy;
};
struct CheckOptions {
  ClangdFile &File;
};

} // namespace

namespace llvm::yaml {

template <> struct MappingTraits<CompileFlags> {
  static void mapping(IO &Io, CompileFlags &F) {
    Io.mapRequired("CompilationDatabase", F.File.Database);
    Io.mapOptional("Remove", F.File.Remove);
  }
};

template <> struct MappingTraits<CheckOptions> {
  static void mapping(IO &Io, CheckOptions &O) {
    for (auto &[Name, Value] : O.File.CheckOptions)
      Io.mapRequired(Name.c_str(), Value);
  }
};

template <> struct MappingTraits<ClangTidy> {
  static void mapping(IO &Io, ClangTidy &T) {
    std::string All = "None"; // Ours are of unknown speed to clangd.
    Io.mapRequired("FastCheckFilter", All);
    Io.mapRequired("Add", T.File.Add);
    Io.mapOptional("Remove", T.File.Drop);
    CheckOptions Options{T.File};
    if (!T.File.CheckOptions.empty())
      Io.mapRequired("CheckOptions", Options);
  }
};

template <> struct MappingTraits<Diagnostics> {
  static void mapping(IO &Io, Diagnostics &D) {
    Io.mapRequired("ClangTidy", D.Tidy);
  }
};

template <> struct MappingTraits<ClangdFile> {
  static void mapping(IO &Io, ClangdFile &F) {
    CompileFlags Flags{F};
    Io.mapRequired("CompileFlags", Flags);
    Diagnostics Diags{{F}};
    Io.mapRequired("Diagnostics", Diags);
  }
};

} // namespace llvm::yaml

namespace gfpcheck::driver {

namespace path = llvm::sys::path;
namespace fs = llvm::sys::fs;

namespace {

constexpr llvm::StringLiteral Marker =
    "# Written by 'gfpcheck init-editor', which may be run again.\n";

/// Options that clang knows, but that make it look for files of a build.
constexpr llvm::StringLiteral OptionsOfBuilds[] = {
    "-frandomize-layout-seed-file=*", "-fplugin=*", "-fplugin-arg-*"};

int fail(const llvm::Twine &Why) {
  llvm::WithColor::error() << Why << '\n';
  return ExitFailed;
}

std::string absolutePath(llvm::StringRef Path) {
  llvm::SmallString<256> Full(Path);
  fs::make_absolute(Full);
  path::remove_dots(Full, /*remove_dot_dot=*/true);
  return Full.str().str();
}

std::string realPath(llvm::StringRef Path) {
  llvm::SmallString<256> Real;
  return fs::real_path(Path, Real) ? absolutePath(Path) : Real.str().str();
}

/// What a database says about the files below a folder.
struct Survey {
  size_t Below = 0;
  std::set<std::string> Unknown; ///< Options that clang does not know.
};

Survey survey(const CompileDatabase &Database, llvm::StringRef Folder) {
  Survey Result;
  std::string Prefix = (Folder.rtrim('/') + "/").str();
  std::string RealPrefix = realPath(Folder) + "/";
  for (size_t I = 0; I != Database.size(); ++I) {
    llvm::StringRef File = Database.path(I);
    if (!File.starts_with(Prefix) && !File.starts_with(RealPrefix))
      continue;
    ++Result.Below;
    AdjustedCommand Command = adjustCommand(Database.command(I));
    Result.Unknown.insert(Command.Dropped.begin(), Command.Dropped.end());
  }
  return Result;
}

/// Our globs are clangd's, apart from the sign.
void addChecks(llvm::StringRef Globs, ClangdFile &File) {
  if (Globs.empty() || Globs.starts_with("-") || Globs.starts_with("*"))
    File.Add.push_back("gfp-*");
  for (llvm::StringRef Glob : llvm::split(Globs, ',')) {
    Glob = Glob.trim();
    if (Glob.consume_front("-"))
      File.Drop.push_back(Glob.str());
    else if (!Glob.empty() && Glob != "*")
      File.Add.push_back(Glob.str());
  }
}

std::string textOf(ClangdFile &File) {
  std::string Text = Marker.str();
  llvm::raw_string_ostream OS(Text);
  llvm::yaml::Output Out(OS, nullptr, /*WrapColumn=*/0);
  Out << File;
  return Text;
}

/// True if there is a file that is not ours.
bool belongsToSomebody(llvm::StringRef File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  return Buffer && !(*Buffer)->getBuffer().starts_with(Marker);
}

} // namespace

int runInitEditor(const EditorRequest &Request) {
  std::string Folder = absolutePath(Request.Folder);
  if (!fs::is_directory(Folder))
    return fail("'" + Request.Folder + "' is no folder");
  auto Database = CompileDatabase::load(
      Request.Database.empty() ? Folder : Request.Database);
  if (!Database)
    return fail(llvm::toString(Database.takeError()));
  std::string DatabaseFolder =
      absolutePath(Request.Database.empty() ? Folder : Request.Database);
  if (!fs::is_directory(DatabaseFolder)) {
    if (path::filename(DatabaseFolder) != "compile_commands.json")
      return fail("clangd reads only files named compile_commands.json, not '" +
                  Request.Database + "'");
    DatabaseFolder = path::parent_path(DatabaseFolder).str();
  }
  Survey Found = survey(*Database, Folder);
  if (!Found.Below)
    return fail("no file below '" + Folder + "' has a command in '" +
                DatabaseFolder + "'; name the folder of the source tree");

  ClangdFile File;
  File.Database = DatabaseFolder;
  File.Remove.assign(std::begin(OptionsOfBuilds), std::end(OptionsOfBuilds));
  File.Remove.insert(File.Remove.end(), Found.Unknown.begin(),
                     Found.Unknown.end());
  File.CheckOptions = Request.CheckOptions;
  addChecks(Request.Checks, File);
  std::string Text = textOf(File);
  std::string Target = Folder + "/.clangd";
  if (belongsToSomebody(Target)) {
    llvm::outs() << Text;
    llvm::outs().flush();
    return fail(
        "'" + Target +
        "' exists and is not of this program: add the text above to it");
  }
  if (llvm::Error E = writeAtomically(Target, Text))
    return fail(llvm::toString(std::move(E)));
  llvm::outs() << "wrote " << Target << '\n'
               << "compile commands: " << DatabaseFolder << " (" << Found.Below
               << " files of this tree)\n"
               << "now let the editor run, in place of clangd:\n  "
               << Request.Server << '\n';
  return ExitClean;
}

} // namespace gfpcheck::driver
