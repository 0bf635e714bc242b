// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Arguments.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Driver/Options.h"
#include "clang/Driver/ToolChain.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendOptions.h"
#include "clang/Frontend/Utils.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <cstdlib>

namespace gfpcheck::driver {

namespace {

namespace opt = clang::driver::options;
using llvm::opt::Arg;

/// Options that write files, stop before parsing, load code into the process,
/// or read files that only matter to code generation.
constexpr unsigned UnwantedOptions[] = {
    opt::OPT_o,
    opt::OPT_c,
    opt::OPT_S,
    opt::OPT_E,
    opt::OPT_emit_llvm,
    opt::OPT_emit_ast,
    opt::OPT__analyze,
    opt::OPT_fsyntax_only,
    opt::OPT_save_temps,
    opt::OPT_save_temps_EQ,
    opt::OPT_MJ,
    opt::OPT_gen_cdb_fragment_path,
    opt::OPT__serialize_diags,
    opt::OPT_ftime_trace,
    opt::OPT_ftime_trace_EQ,
    opt::OPT_fplugin_EQ,
    opt::OPT_fplugin_arg,
    opt::OPT_fpass_plugin_EQ,
    opt::OPT_mllvm,
    opt::OPT_config,
    opt::OPT_config_system_dir_EQ,
    opt::OPT_config_user_dir_EQ,
    opt::OPT__HASH_HASH_HASH,
    opt::OPT_v,
    opt::OPT_Q,
    opt::OPT_time,
    opt::OPT_w,
    opt::OPT_Wa_COMMA,
    opt::OPT_Xassembler,
    opt::OPT_Xlinker,
    opt::OPT_Wl_COMMA,
    opt::OPT_gsplit_dwarf,
    opt::OPT_gsplit_dwarf_EQ,
    opt::OPT_frandomize_layout_seed_EQ,
    opt::OPT_frandomize_layout_seed_file_EQ,
    opt::OPT_fprofile_use,
    opt::OPT_fprofile_use_EQ,
    opt::OPT_fprofile_instr_use_EQ,
    opt::OPT_fprofile_sample_use_EQ,
    opt::OPT_fsanitize_ignorelist_EQ,
    opt::OPT_fsanitize_system_ignorelist_EQ,
    opt::OPT_fmodules_cache_path,
    opt::OPT_resource_dir,
    opt::OPT_resource_dir_EQ,
    opt::OPT_INPUT,
    opt::OPT__DASH_DASH,
};

bool isUnwanted(const Arg &A) {
  for (unsigned Id : UnwantedOptions)
    if (A.getOption().matches(Id))
      return true;
  // -Wp,-MMD,file is a dependency file; -Wp,-DNAME is not.
  if (A.getOption().matches(opt::OPT_Wp_COMMA))
    return llvm::any_of(A.getValues(),
                        [](llvm::StringRef V) { return V.starts_with("-M"); });
  return A.getOption().matches(opt::OPT_M_Group) ||
         A.getOption().matches(opt::OPT_W_Group);
}

/// Only what is wrong with the options is kept.
class OptionErrors : public clang::DiagnosticConsumer {
public:
  explicit OptionErrors(std::vector<std::string> &Messages)
      : Messages(Messages) {}
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    if (Level < clang::DiagnosticsEngine::Error)
      return;
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    Messages.push_back(Text.str().str());
  }

private:
  std::vector<std::string> &Messages;
};

/// The target that a cross compiler's name implies: aarch64-linux-gnu-gcc.
std::string targetOfProgram(llvm::StringRef Program) {
  static const bool Initialised = [] {
    llvm::InitializeAllTargetInfos();
    return true;
  }();
  (void)Initialised;
  auto Name =
      clang::driver::ToolChain::getTargetAndModeFromProgramName(Program);
  return Name.TargetIsValid ? Name.TargetPrefix : "";
}

/// Takes away everything by which a command could make this process write
/// files or run code, whichever option it came from (-Xclang, -Wp).
void makeHarmless(clang::CompilerInvocation &Invocation) {
  clang::FrontendOptions &Frontend = Invocation.getFrontendOpts();
  Frontend.ProgramAction = clang::frontend::ParseSyntaxOnly;
  Frontend.OutputFile.clear();
  Frontend.StatsFile.clear();
  Frontend.TimeTracePath.clear();
  Frontend.Plugins.clear();
  Frontend.AddPluginActions.clear();
  Frontend.PluginArgs.clear();
  Frontend.LLVMArgs.clear();
  Frontend.ASTMergeFiles.clear();
  Frontend.ShowHelp = Frontend.ShowVersion = Frontend.ShowStats = false;
  Frontend.DisableFree = true; // A process checks one file and ends.
  Invocation.getDependencyOutputOpts() = {};
  Invocation.getPreprocessorOutputOpts() = {};
  Invocation.getHeaderSearchOpts().ModuleCachePath.clear();
  Invocation.getCodeGenOpts().PassPlugins.clear();

  clang::DiagnosticOptions &Diagnostics = Invocation.getDiagnosticOpts();
  Diagnostics.DiagnosticLogFile.clear();
  Diagnostics.DiagnosticSerializationFile.clear();
  Diagnostics.Warnings = {"no-everything"};
  Diagnostics.Remarks.clear();
  Diagnostics.IgnoreWarnings = true;
  Diagnostics.Pedantic = Diagnostics.PedanticErrors = false;
  Diagnostics.ShowCarets = false;
  Diagnostics.VerifyDiagnostics = false;
}

} // namespace

std::string resourceDir() {
  if (const char *Dir = std::getenv("GFPCHECK_RESOURCE_DIR"))
    return Dir;
  return GFPCHECK_RESOURCE_DIR;
}

AdjustedCommand adjustCommand(const CompileCommand &Command) {
  AdjustedCommand Result;
  llvm::StringRef Program =
      Command.Arguments.empty() ? "cc" : llvm::StringRef(Command.Arguments[0]);
  Result.Arguments = {"clang", "--no-default-config",
                      "-resource-dir=" + resourceDir()};
  if (std::string Target = targetOfProgram(Program); !Target.empty())
    Result.Arguments.push_back("--target=" + Target);

  std::vector<const char *> Raw;
  for (size_t I = 1; I < Command.Arguments.size(); ++I)
    Raw.push_back(Command.Arguments[I].c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  llvm::opt::InputArgList Args = clang::driver::getDriverOptTable().ParseArgs(
      Raw, MissingIndex, MissingCount, llvm::opt::Visibility(opt::ClangOption));

  for (const Arg *A : Args) {
    if (A->getOption().matches(opt::OPT_UNKNOWN)) {
      Result.Dropped.push_back(A->getAsString(Args));
      continue;
    }
    if (isUnwanted(*A))
      continue;
    llvm::opt::ArgStringList Rendered;
    A->render(Args, Rendered);
    Result.Arguments.insert(Result.Arguments.end(), Rendered.begin(),
                            Rendered.end());
  }
  Result.Arguments.push_back("-fsyntax-only");
  Result.Arguments.push_back("--");
  Result.Arguments.push_back(Command.File);
  return Result;
}

std::shared_ptr<clang::CompilerInvocation>
makeInvocation(const CompileCommand &Command,
               llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
               std::vector<std::string> &Dropped,
               std::vector<std::string> &Errors) {
  AdjustedCommand Adjusted = adjustCommand(Command);
  Dropped = std::move(Adjusted.Dropped);
  std::vector<const char *> Argv;
  for (const std::string &A : Adjusted.Arguments)
    Argv.push_back(A.c_str());

  std::vector<std::string> Complaints;
  OptionErrors Consumer(Complaints);
  clang::CreateInvocationOptions Options;
  Options.Diags = clang::CompilerInstance::createDiagnostics(
      new clang::DiagnosticOptions, &Consumer, /*ShouldOwnClient=*/false);
  Options.VFS = std::move(Files);
  Options.RecoverOnError = true;
  std::shared_ptr<clang::CompilerInvocation> Invocation =
      clang::createInvocation(Argv, Options);
  if (!Invocation || Invocation->getFrontendOpts().Inputs.empty()) {
    Errors.push_back("the compile command cannot be understood" +
                     (Complaints.empty() ? "" : ": " + Complaints.front()));
    return nullptr;
  }
  // Clang recovered: it ignored the option that it complains about.
  Dropped.insert(Dropped.end(), Complaints.begin(), Complaints.end());
  makeHarmless(*Invocation);
  return Invocation;
}

} // namespace gfpcheck::driver
