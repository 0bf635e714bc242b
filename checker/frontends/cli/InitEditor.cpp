// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/EditorConfig.h"
#include "driver/Embedded.h"
#include "frontends/cli/Cli.h"
#include "frontends/cli/OptionGroups.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::cli {

namespace {

class InitEditorCommand : public Command {
  cl::SubCommand Sub{"init-editor", "Set up a source tree for gfpcheck-clangd"};
  cl::OptionCategory Category{"Options of init-editor"};
  cl::opt<std::string> Folder{cl::Positional, cl::sub(Sub), cl::init("."),
                              cl::desc("[folder of the source]")};
  cl::opt<std::string> Database{
      "p", cl::sub(Sub), cl::cat(Category), cl::value_desc("DIR"),
      cl::desc(
          "Folder of compile_commands.json (default: that of the source)")};
  AnalysisOptions Analysis{Sub, Category};

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    driver::Options Checked;
    if (!Analysis.fill(Checked))
      return driver::ExitFailed;
    driver::EditorRequest Request;
    Request.Folder = Folder;
    Request.Database = Database;
    Request.Server = besideThisProgram("gfpcheck-clangd");
    Request.Checks = Analysis.Checks;
    for (const std::string &Written : Analysis.written()) {
      auto [Name, Value] = llvm::StringRef(Written).ltrim('-').split('=');
      for (const auto &[Tidy, Option] : driver::tidyOptions())
        if (Name == Option)
          Request.CheckOptions.emplace_back(
              Tidy.str(), Value.empty() ? "true" : Value.str());
    }
    return driver::runInitEditor(Request);
  }
};

} // namespace

std::unique_ptr<Command> makeInitEditorCommand() {
  return std::make_unique<InitEditorCommand>();
}

} // namespace gfpcheck::cli
