// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/WorkerProcess.h"
#include "llvm/Support/Compiler.h"
#include "llvm/Support/ErrorHandling.h"
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <malloc.h>
#include <new>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace gfpcheck::driver {

namespace {

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

/// Every file needs about the same memory: it is kept from one to the next
/// instead of being given back and faulted in again.
void keepMemory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 32 << 20); // It takes no more than that.
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

bool writeAll(int Fd, const void *Data, size_t Size) {
  const char *Next = static_cast<const char *>(Data);
  while (Size) {
    ssize_t Written = ::write(Fd, Next, Size);
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written <= 0)
      return false;
    Next += Written;
    Size -= size_t(Written);
  }
  return true;
}

/// False at the end.
bool readJob(int Fd, uint64_t &Job) {
  char *Next = reinterpret_cast<char *>(&Job);
  for (size_t Missing = sizeof(Job); Missing;) {
    ssize_t Size = ::read(Fd, Next, Missing);
    if (Size < 0 && errno == EINTR)
      continue;
    if (Size <= 0)
      return false;
    Next += Size;
    Missing -= size_t(Size);
  }
  return true;
}

double cpuSeconds() {
  rusage Usage;
  getrusage(RUSAGE_SELF, &Usage);
  auto Seconds = [](timeval T) { return double(T.tv_sec) + T.tv_usec / 1e6; };
  return Seconds(Usage.ru_utime) + Seconds(Usage.ru_stime);
}

/// proc(5): the peak is counted anew after a 5.
void resetPeak() {
  if (int Fd = ::open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC); Fd >= 0) {
    (void)!::write(Fd, "5", 1);
    close(Fd);
  }
}

/// A line of /proc/self/status, in KiB; 0 if it is not there.
uint64_t statusKiB(const char *Name) {
  FILE *File = std::fopen("/proc/self/status", "re");
  if (!File)
    return 0;
  char Line[256];
  uint64_t Found = 0;
  size_t Length = std::char_traits<char>::length(Name);
  while (!Found && std::fgets(Line, sizeof(Line), File))
    if (std::char_traits<char>::compare(Line, Name, Length) == 0)
      Found = std::strtoull(Line + Length, nullptr, 10);
  std::fclose(File);
  return Found;
}

void prepare(const WorkerPipes &Pipes, pid_t Parent, const sigset_t &Mask,
             uint64_t MemoryMiB) {
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
  dup2(Pipes.Err, STDERR_FILENO);
  growStack();
  limitMemory(MemoryMiB);
  keepMemory();
}

} // namespace

void work(const WorkerPipes &Pipes, pid_t Parent, const sigset_t &Mask,
          uint64_t MemoryMiB, llvm::function_ref<std::string(size_t)> Work) {
  prepare(Pipes, Parent, Mask, MemoryMiB);
  for (uint64_t Job; readJob(Pipes.Jobs, Job);) {
    if (ftruncate(Pipes.Err, 0) == 0)
      lseek(Pipes.Err, 0, SEEK_SET);
    resetPeak();
    double Before = cpuSeconds();
    std::string Payload = Work(size_t(Job));
    AnswerHead Head;
    Head.Size = Payload.size();
    Head.CpuSeconds = cpuSeconds() - Before;
    Head.PeakKiB = statusKiB("VmHWM:");
    Head.PresentKiB = statusKiB("VmRSS:");
    if (!writeAll(Pipes.Answers, &Head, sizeof(Head)) ||
        !writeAll(Pipes.Answers, Payload.data(), Payload.size()))
      _exit(1);
  }
  _exit(0); // Neither destructors nor the parent's buffers.
}

} // namespace gfpcheck::driver
