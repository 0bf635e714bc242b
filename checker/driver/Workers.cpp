// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Workers.h"
#include "driver/WorkerProcess.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <deque>
#include <fcntl.h>
#include <map>
#include <optional>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace gfpcheck::driver {

namespace {

using Clock = std::chrono::steady_clock;

/// A result is never longer; a worker that sends more is broken.
constexpr uint64_t MaxPayload = 256u << 20;
constexpr size_t MaxLastWords = 2000;
/// A worker that has done so much, or has become so large, makes room for a new
/// one.
constexpr unsigned MaxJobs = 200;
constexpr uint64_t MaxPresentKiB = 400u << 10;

struct Worker {
  pid_t Pid = -1;
  int Jobs = -1, In = -1, Err = -1;
  std::optional<size_t> Job; ///< None: it waits for one.
  unsigned Done = 0;
  bool Full = false; ///< Gets no more jobs.
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

/// The answer to the job at hand, when all of it has come.
std::optional<JobResult> answer(Worker &W) {
  AnswerHead Head;
  if (W.Bytes.size() < sizeof(Head))
    return std::nullopt;
  std::memcpy(&Head, W.Bytes.data(), sizeof(Head));
  if (Head.Size != W.Bytes.size() - sizeof(Head))
    return std::nullopt;
  JobResult R;
  R.How = JobResult::Status::Done;
  R.Payload = W.Bytes.substr(sizeof(Head));
  R.CpuSeconds = Head.CpuSeconds;
  R.PeakKiB = Head.PeakKiB;
  W.Full = ++W.Done == MaxJobs || Head.PresentKiB > MaxPresentKiB;
  W.Bytes.clear();
  return R;
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
  for (int Fd : {W.Jobs, W.In, W.Err})
    if (Fd >= 0)
      close(Fd);
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

  int run(llvm::function_ref<void()> Begun) {
    if (Begun) {
      while (giveJob(/*Quietly=*/true))
        ;
      Begun();
    }
    while (!CaughtSignal && Ended != Jobs) {
      while (giveJob())
        ;
      if (Ended != Jobs)
        waitForSome();
    }
    for (Worker &W : Running) {
      kill(W.Pid, SIGKILL);
      reap(W);
    }
    return CaughtSignal;
  }

private:
  /// The next job to begin; those that were lost with a worker come first.
  std::optional<size_t> nextJob() {
    if (!Again.empty()) {
      size_t Job = Again.front();
      Again.pop_front();
      return Job;
    }
    if (Next < Jobs)
      return Next++;
    return std::nullopt;
  }

  /// Gives one job to a worker. False if there is none to give or nobody to
  /// take it. Quietly, a worker that cannot be started is tried again later.
  bool giveJob(bool Quietly = false) {
    auto Idle = llvm::find_if(
        Running, [](const Worker &W) { return !W.Job && !W.Full; });
    if (Idle == Running.end()) {
      if (Running.size() >= std::max(1u, Limits.Parallel) ||
          (Again.empty() && Next == Jobs))
        return false;
      if (const char *Why = start()) {
        if (Quietly)
          return false;
        finish(*nextJob(), lost(Why));
        return true;
      }
      Idle = std::prev(Running.end());
    }
    std::optional<size_t> Job = nextJob();
    if (!Job)
      return false;
    uint64_t Number = *Job;
    Idle->Job = *Job;
    if (Limits.TimeoutSeconds)
      Idle->Deadline =
          Clock::now() + std::chrono::seconds(Limits.TimeoutSeconds);
    // A worker that is gone does not read it, and is found out by its silence.
    (void)::send(Idle->Jobs, &Number, sizeof(Number), MSG_NOSIGNAL);
    return true;
  }

  /// Forks a worker. Returns why it could not, or null.
  const char *start() {
    int ToWorker[2] = {-1, -1}, FromWorker[2] = {-1, -1};
    int Err = memfd_create("gfpcheck-stderr", MFD_CLOEXEC);
    // A socket, as writing to one that nobody reads need not raise SIGPIPE.
    bool Ok =
        Err >= 0 &&
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ToWorker) == 0 &&
        pipe2(FromWorker, O_CLOEXEC) == 0;
    pid_t Parent = getpid();
    pid_t Pid = Ok ? fork() : -1;
    if (Pid == 0) {
      close(ToWorker[1]);
      close(FromWorker[0]);
      for (Worker &Other : Running) {
        close(Other.Jobs);
        close(Other.In);
      }
      work({ToWorker[0], FromWorker[1], Err}, Parent, Signals.mask(),
           Limits.MemoryMiB, Work);
    }
    const char *Why = Pid < 0 ? std::strerror(errno) : nullptr;
    for (int Fd : {ToWorker[0], FromWorker[1]})
      if (Fd >= 0)
        close(Fd);
    if (Why) {
      for (int Fd : {ToWorker[1], FromWorker[0], Err})
        if (Fd >= 0)
          close(Fd);
      return Why;
    }
    Worker W;
    W.Pid = Pid;
    W.Jobs = ToWorker[1];
    W.In = FromWorker[0];
    W.Err = Err;
    Running.push_back(std::move(W));
    return nullptr;
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
      bool Gone = Fds[I].revents && !readSome(W);
      if (!Gone && W.Job && W.Deadline && Now >= *W.Deadline) {
        W.TimedOut = Gone = true;
        kill(W.Pid, SIGKILL);
      }
      if (Gone)
        bury(I);
      else if (W.Job)
        if (auto Result = answer(W))
          takeAnswer(I, std::move(*Result));
    }
  }

  void takeAnswer(size_t I, JobResult Result) {
    Worker &W = Running[I];
    size_t Job = *W.Job;
    W.Job.reset();
    if (W.Full) {
      close(W.Jobs);
      W.Jobs = -1;
      reap(W);
      Running.erase(Running.begin() + ptrdiff_t(I));
    }
    finish(Job, std::move(Result));
  }

  void bury(size_t I) {
    Worker W = std::move(Running[I]);
    Running.erase(Running.begin() + ptrdiff_t(I));
    JobResult Result = reap(W);
    if (!W.Job)
      return;
    // It may be what an earlier file left behind: once more, with a new worker.
    // What takes too long would only take it again.
    if (W.Done && Result.How != JobResult::Status::TimedOut)
      Again.push_back(*W.Job);
    else
      finish(*W.Job, std::move(Result));
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
  std::deque<size_t> Again;
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
            llvm::function_ref<void(size_t)> Finished,
            llvm::function_ref<void()> Begun) {
  if (Limits.InProcess) {
    if (Begun)
      Begun();
    for (size_t I = 0; I != Jobs; ++I) {
      JobResult Result;
      Result.How = JobResult::Status::Done;
      Result.Payload = Work(I);
      Done(I, std::move(Result));
      Finished(I + 1);
    }
    return 0;
  }
  return Pool(Jobs, Limits, Work, Done, Finished).run(Begun);
}

} // namespace gfpcheck::driver
