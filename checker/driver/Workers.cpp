// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Workers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compiler.h"
#include "llvm/Support/ErrorHandling.h"
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <new>
#include <optional>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace gfpcheck::driver {

namespace {

using Clock = std::chrono::steady_clock;

/// A worker's exit status when memory ran out.
constexpr int OutOfMemoryExit = 97;
/// A result is never longer; a worker that sends more is broken.
constexpr uint64_t MaxPayload = 256u << 20;
constexpr size_t MaxLastWords = 2000;

/// Child side ----------------------------------------------------------------

[[noreturn]] void leaveOutOfMemory() { _exit(OutOfMemoryExit); }

/// Parsers recurse. Linux leaves room for 128 MiB, whatever the limit was when
/// the program started.
void growStack() {
  constexpr rlim_t Wanted = 100u << 20;
  rlimit Limit;
  if (getrlimit(RLIMIT_STACK, &Limit) != 0 || Limit.rlim_cur >= Wanted)
    return;
  Limit.rlim_cur = std::min(Wanted, Limit.rlim_max);
  setrlimit(RLIMIT_STACK, &Limit);
}

void limitMemory(uint64_t MiB) {
  std::set_new_handler(leaveOutOfMemory);
  llvm::install_bad_alloc_error_handler(
      [](void *, const char *, bool) { leaveOutOfMemory(); });
#if !LLVM_ADDRESS_SANITIZER_BUILD && !LLVM_THREAD_SANITIZER_BUILD
  if (MiB) {
    rlimit Limit{rlim_t(MiB) << 20, rlim_t(MiB) << 20};
    setrlimit(RLIMIT_AS, &Limit);
  }
#endif
  rlimit NoCore{0, 0};
  setrlimit(RLIMIT_CORE, &NoCore);
}

void writeAll(int Fd, const void *Data, size_t Size) {
  const char *Next = static_cast<const char *>(Data);
  while (Size) {
    ssize_t Written = ::write(Fd, Next, Size);
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written <= 0)
      _exit(1);
    Next += Written;
    Size -= size_t(Written);
  }
}

/// The life of a worker. The payload goes over the pipe after its length.
[[noreturn]] void work(size_t Job, int Out, int Err, pid_t Parent,
                       const sigset_t &Mask, uint64_t MemoryMiB,
                       llvm::function_ref<std::string(size_t)> Work) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != Parent) // It died before the line above.
    _exit(1);
  for (int Signal : {SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGPIPE})
    std::signal(Signal, SIG_DFL);
  for (int Signal : {SIGINT, SIGTERM, SIGHUP}) // The parent decides.
    std::signal(Signal, SIG_IGN);
  sigprocmask(SIG_SETMASK, &Mask, nullptr);
  if (int Null = ::open("/dev/null", O_RDWR); Null >= 0) {
    dup2(Null, STDIN_FILENO);
    dup2(Null, STDOUT_FILENO);
  }
  dup2(Err, STDERR_FILENO);
  growStack();
  limitMemory(MemoryMiB);
  std::string Payload = Work(Job);
  uint64_t Size = Payload.size();
  writeAll(Out, &Size, sizeof(Size));
  writeAll(Out, Payload.data(), Payload.size());
  _exit(0); // Neither destructors nor the parent's buffers.
}

/// Parent side
/// -----------------------------------------------------------------

struct Worker {
  size_t Job = 0;
  pid_t Pid = -1;
  int In = -1, Err = -1;
  std::string Bytes;
  std::optional<Clock::time_point> Deadline;
  bool TimedOut = false;
};

std::string lastWords(int Err) {
  std::string Text(MaxLastWords, '\0');
  ssize_t Size = pread(Err, Text.data(), Text.size(), 0);
  Text.resize(Size > 0 ? size_t(Size) : 0);
  return Text;
}

/// The payload, if exactly what was announced has come.
std::optional<std::string> payload(const std::string &Bytes) {
  uint64_t Size;
  if (Bytes.size() < sizeof(Size))
    return std::nullopt;
  std::memcpy(&Size, Bytes.data(), sizeof(Size));
  if (Size != Bytes.size() - sizeof(Size))
    return std::nullopt;
  return Bytes.substr(sizeof(Size));
}

/// Waits for the process, which has closed its pipe or was killed.
JobResult reap(Worker &W) {
  int Status = 0;
  rusage Usage{};
  while (wait4(W.Pid, &Status, 0, &Usage) < 0 && errno == EINTR)
    ;
  JobResult R;
  auto Seconds = [](timeval T) { return double(T.tv_sec) + T.tv_usec / 1e6; };
  R.CpuSeconds = Seconds(Usage.ru_utime) + Seconds(Usage.ru_stime);
  R.PeakKiB = uint64_t(Usage.ru_maxrss);
  R.LastWords = lastWords(W.Err);
  close(W.In);
  close(W.Err);
  if (W.TimedOut) {
    R.How = JobResult::Status::TimedOut;
  } else if (WIFSIGNALED(Status)) {
    R.How = JobResult::Status::Crashed;
    R.Signal = WTERMSIG(Status);
  } else if (WEXITSTATUS(Status) == OutOfMemoryExit) {
    R.How = JobResult::Status::OutOfMemory;
  } else if (WEXITSTATUS(Status) != 0) {
    R.How = JobResult::Status::Crashed;
    R.ExitCode = WEXITSTATUS(Status);
  } else if (auto Data = payload(W.Bytes)) {
    R.How = JobResult::Status::Done;
    R.Payload = std::move(*Data);
  }
  return R;
}

volatile std::sig_atomic_t CaughtSignal = 0;

/// Notes the signals that end a run; they arrive only inside ppoll.
class SignalGuard {
public:
  SignalGuard() {
    CaughtSignal = 0;
    sigset_t Blocked;
    sigemptyset(&Blocked);
    struct sigaction Action{};
    Action.sa_handler = [](int Signal) { CaughtSignal = Signal; };
    for (size_t I = 0; I != std::size(Signals); ++I) {
      sigaction(Signals[I], nullptr, &Before[I]);
      if (Before[I].sa_handler == SIG_IGN) // nohup, or a shell's background.
        continue;
      sigaddset(&Blocked, Signals[I]);
      sigaction(Signals[I], &Action, nullptr);
    }
    sigprocmask(SIG_BLOCK, &Blocked, &Mask);
  }
  ~SignalGuard() {
    for (size_t I = 0; I != std::size(Signals); ++I)
      sigaction(Signals[I], &Before[I], nullptr);
    sigprocmask(SIG_SETMASK, &Mask, nullptr);
  }
  const sigset_t &mask() const { return Mask; }

private:
  static constexpr int Signals[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction Before[std::size(Signals)];
  sigset_t Mask;
};

class Pool {
public:
  Pool(size_t Jobs, const WorkerLimits &Limits,
       llvm::function_ref<std::string(size_t)> Work,
       llvm::function_ref<void(size_t, JobResult)> Done,
       llvm::function_ref<void(size_t)> Finished)
      : Jobs(Jobs), Limits(Limits), Work(Work), Done(Done), Finished(Finished) {
  }

  int run() {
    while (!CaughtSignal && (Next < Jobs || !Running.empty())) {
      while (Next < Jobs && Running.size() < std::max(1u, Limits.Parallel))
        start(Next++);
      waitForSome();
    }
    for (Worker &W : Running) {
      kill(W.Pid, SIGKILL);
      reap(W);
    }
    return CaughtSignal;
  }

private:
  void start(size_t Job) {
    int Pipe[2];
    int Err = memfd_create("gfpcheck-stderr", MFD_CLOEXEC);
    if (Err < 0 || pipe2(Pipe, O_CLOEXEC) != 0) {
      if (Err >= 0)
        close(Err);
      finish(Job, lost(std::strerror(errno)));
      return;
    }
    pid_t Parent = getpid();
    pid_t Pid = fork();
    if (Pid == 0) {
      close(Pipe[0]);
      for (Worker &Other : Running)
        close(Other.In);
      work(Job, Pipe[1], Err, Parent, Signals.mask(), Limits.MemoryMiB, Work);
    }
    int Errno = errno;
    close(Pipe[1]);
    if (Pid < 0) {
      close(Pipe[0]);
      close(Err);
      finish(Job, lost(std::strerror(Errno)));
      return;
    }
    Worker W;
    W.Job = Job;
    W.Pid = Pid;
    W.In = Pipe[0];
    W.Err = Err;
    if (Limits.TimeoutSeconds)
      W.Deadline = Clock::now() + std::chrono::seconds(Limits.TimeoutSeconds);
    Running.push_back(std::move(W));
  }

  static JobResult lost(const char *Why) {
    JobResult R;
    R.LastWords = Why;
    return R;
  }

  /// Until a worker says something, ends, or is late; or a signal comes.
  void waitForSome() {
    std::vector<pollfd> Fds;
    for (const Worker &W : Running)
      Fds.push_back({W.In, POLLIN, 0});
    timespec Wait{1, 0};
    if (Fds.empty() ||
        ppoll(Fds.data(), Fds.size(), &Wait, &Signals.mask()) < 0)
      return;
    Clock::time_point Now = Clock::now();
    for (size_t I = Fds.size(); I-- != 0;) {
      Worker &W = Running[I];
      bool Ended = Fds[I].revents && !readSome(W);
      if (!Ended && W.Deadline && Now >= *W.Deadline) {
        W.TimedOut = Ended = true;
        kill(W.Pid, SIGKILL);
      }
      if (!Ended)
        continue;
      JobResult Result = reap(W);
      size_t Job = W.Job;
      Running.erase(Running.begin() + ptrdiff_t(I));
      finish(Job, std::move(Result));
    }
  }

  /// False at the end of the stream.
  static bool readSome(Worker &W) {
    char Buffer[65536];
    ssize_t Size = ::read(W.In, Buffer, sizeof(Buffer));
    if (Size < 0)
      return errno == EINTR || errno == EAGAIN;
    if (W.Bytes.size() + size_t(Size) > MaxPayload) {
      kill(W.Pid, SIGKILL);
      return false;
    }
    W.Bytes.append(Buffer, size_t(Size));
    return Size != 0;
  }

  void finish(size_t Job, JobResult Result) {
    Waiting.emplace(Job, std::move(Result));
    Finished(++Ended);
    for (auto It = Waiting.begin();
         It != Waiting.end() && It->first == NextToDeliver;
         It = Waiting.erase(It))
      Done(NextToDeliver++, std::move(It->second));
  }

  const size_t Jobs;
  const WorkerLimits &Limits;
  llvm::function_ref<std::string(size_t)> Work;
  llvm::function_ref<void(size_t, JobResult)> Done;
  llvm::function_ref<void(size_t)> Finished;
  SignalGuard Signals;
  std::vector<Worker> Running;
  std::map<size_t, JobResult> Waiting; ///< Ended, but not yet their turn.
  size_t Next = 0, NextToDeliver = 0, Ended = 0;
};

} // namespace

std::string describeFailure(const JobResult &Result,
                            const WorkerLimits &Limits) {
  switch (Result.How) {
  case JobResult::Status::Done:
    return "";
  case JobResult::Status::TimedOut:
    return "took longer than " + llvm::utostr(Limits.TimeoutSeconds) +
           " seconds (--timeout)";
  case JobResult::Status::OutOfMemory:
    return "needed more than " + llvm::utostr(Limits.MemoryMiB) +
           " MiB of memory (--memory-limit)";
  case JobResult::Status::Lost:
    return "the worker's answer was lost" +
           (Result.LastWords.empty() ? "" : ": " + Result.LastWords);
  case JobResult::Status::Crashed:
    break;
  }
  std::string Text = "the checker crashed";
  if (Result.Signal)
    Text += std::string(" (") + strsignal(Result.Signal) + ")";
  else
    Text += " (exit status " + std::to_string(Result.ExitCode) + ")";
  llvm::StringRef FirstLine =
      llvm::StringRef(Result.LastWords).split('\n').first;
  if (!FirstLine.empty())
    Text += ": " + FirstLine.str();
  return Text;
}

int runJobs(size_t Jobs, const WorkerLimits &Limits,
            llvm::function_ref<std::string(size_t)> Work,
            llvm::function_ref<void(size_t, JobResult)> Done,
            llvm::function_ref<void(size_t)> Finished) {
  if (Limits.InProcess) {
    for (size_t I = 0; I != Jobs; ++I) {
      JobResult Result;
      Result.How = JobResult::Status::Done;
      Result.Payload = Work(I);
      Done(I, std::move(Result));
      Finished(I + 1);
    }
    return 0;
  }
  return Pool(Jobs, Limits, Work, Done, Finished).run();
}

} // namespace gfpcheck::driver
