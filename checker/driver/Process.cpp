// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Process.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gfpcheck::driver {

namespace {

[[noreturn]] void become(char *const *Argv, char *const *Env,
                         const char *LogFile, pid_t Parent) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != Parent)
    _exit(127);
  int In = open("/dev/null", O_RDONLY);
  int Log = open(LogFile, O_WRONLY | O_CREAT | O_APPEND, 0644);
  if (In < 0 || Log < 0)
    _exit(127);
  dup2(In, STDIN_FILENO);
  dup2(Log, STDOUT_FILENO);
  dup2(Log, STDERR_FILENO);
  for (char *const *E = Env; *E; ++E)
    putenv(*E);
  execvp(Argv[0], Argv);
  _exit(127);
}

std::vector<char *> pointers(std::vector<std::string> &Texts) {
  std::vector<char *> Result;
  for (std::string &Text : Texts)
    Result.push_back(Text.data());
  Result.push_back(nullptr);
  return Result;
}

} // namespace

ProcessResult runProcess(llvm::ArrayRef<std::string> Command,
                         llvm::ArrayRef<std::string> Environment,
                         llvm::StringRef LogFile) {
  std::vector<std::string> Argv = Command.vec(), Env = Environment.vec();
  std::vector<char *> ArgvPointers = pointers(Argv);
  std::vector<char *> EnvPointers = pointers(Env);
  std::string Log = LogFile.str();
  pid_t Parent = getpid(), Pid = fork();
  if (Pid == 0)
    become(ArgvPointers.data(), EnvPointers.data(), Log.c_str(), Parent);
  if (Pid < 0)
    return {-1, std::strerror(errno)};
  int Status = 0;
  while (waitpid(Pid, &Status, 0) < 0)
    if (errno != EINTR)
      return {-1, std::strerror(errno)};
  if (WIFSIGNALED(Status))
    return {-1, strsignal(WTERMSIG(Status))};
  if (WEXITSTATUS(Status) == 127)
    return {-1, "'" + Argv[0] + "' cannot be run"};
  return {WEXITSTATUS(Status), ""};
}

} // namespace gfpcheck::driver
