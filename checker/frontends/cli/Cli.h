// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sub-commands of gfpcheck. Each file registers the options of its own
// and maps them to a request to the driver.
#ifndef GFPCHECK_FRONTENDS_CLI_CLI_H
#define GFPCHECK_FRONTENDS_CLI_CLI_H

#include <memory>
#include <string>
#include <vector>

namespace gfpcheck::cli {

/// A sub-command; construct before the command line is parsed.
class Command {
public:
  virtual ~Command() = default;
  /// Was it named on the command line?
  virtual bool chosen() const = 0;
  /// Told the whole command line before it is parsed: may put '--' in front of
  /// what is not for this program.
  virtual void separate(std::vector<const char *> &) const {}
  /// Does it and returns the exit status.
  virtual int run() = 0;
};

/// The path of another program of ours, where it is built or installed.
std::string besideThisProgram(const char *Name);

std::unique_ptr<Command> makeCheckCommand();
std::unique_ptr<Command> makeDiffCheckCommand();
std::unique_ptr<Command> makeDiffCommand();
std::unique_ptr<Command> makeInitEditorCommand();
std::unique_ptr<Command> makeKbuildCommand();
std::unique_ptr<Command> makeLinkCommand();
std::unique_ptr<Command> makePlanCommand();
std::unique_ptr<Command> makeRecordCommand();
std::unique_ptr<Command> makeSummarizeCommand();
std::unique_ptr<Command> makeRulesCommand();
std::unique_ptr<Command> makeDebugCommand();
std::unique_ptr<Command> makeWhyCommand();
std::unique_ptr<Command> makeStackCommand();
std::unique_ptr<Command> makeVersionCommand();

} // namespace gfpcheck::cli

#endif
