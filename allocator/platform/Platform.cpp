// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "platform/Platform.h"
#include <cerrno>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

namespace kalloc::platform {

static constexpr int ReserveFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;

void *reserve(size_t Size, size_t Align) {
  if (Align < PageSize)
    Align = PageSize;
  if (Size + Align < Size)
    return nullptr;
  char *Raw = static_cast<char *>(
      mmap(nullptr, Size + Align, PROT_NONE, ReserveFlags, -1, 0));
  if (Raw == MAP_FAILED)
    return nullptr;
  uintptr_t Start = (uintptr_t(Raw) + Align - 1) & ~(Align - 1);
  char *Aligned = Raw + (Start - uintptr_t(Raw));
  if (Aligned != Raw)
    munmap(Raw, size_t(Aligned - Raw));
  if (size_t Tail = size_t(Raw + Size + Align - (Aligned + Size)))
    munmap(Aligned + Size, Tail);
  return Aligned;
}

void release(void *Address, size_t Size) { munmap(Address, Size); }

void *allocateZeroed(size_t Size) {
  void *P = mmap(nullptr, Size, PROT_READ | PROT_WRITE, ReserveFlags, -1, 0);
  return P == MAP_FAILED ? nullptr : P;
}

int makeShared(size_t Size) {
  int File = memfd_create("kalloc", MFD_CLOEXEC);
  if (File < 0)
    return -1;
  if (ftruncate(File, off_t(Size)) == 0)
    return File;
  close(File);
  return -1;
}

void closeShared(int File) { close(File); }

bool mapShared(void *Address, size_t Size, int File, uint64_t Offset,
               bool Writable) {
  int Protection = Writable ? PROT_READ | PROT_WRITE : PROT_READ;
  return mmap(Address, Size, Protection, MAP_SHARED | MAP_FIXED, File,
              off_t(Offset)) != MAP_FAILED;
}

bool unmap(void *Address, size_t Size) {
  return mmap(Address, Size, PROT_NONE, ReserveFlags | MAP_FIXED, -1, 0) !=
         MAP_FAILED;
}

bool protect(void *Address, size_t Size, bool Accessible) {
  return mprotect(Address, Size,
                  Accessible ? PROT_READ | PROT_WRITE : PROT_NONE) == 0;
}

void discardShared(int File, uint64_t Offset, size_t Size) {
  // Where it cannot be given back it stays; nobody relies on the zeros.
  (void)fallocate(File, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                  off_t(Offset), off_t(Size));
}

void writeError(const char *Text, size_t Length) {
  while (Length) {
    ssize_t Done = write(STDERR_FILENO, Text, Length);
    if (Done < 0 && errno == EINTR)
      continue;
    if (Done <= 0)
      return;
    Text += Done;
    Length -= size_t(Done);
  }
}

static pthread_key_t ExitKey;
static pthread_once_t ExitOnce = PTHREAD_ONCE_INIT;
static void (*ExitFunction)(void *);

static void makeExitKey() { pthread_key_create(&ExitKey, ExitFunction); }

void atThreadExit(void (*Function)(void *), void *Argument) {
  // All callers name the same function, so that the race is harmless.
  __atomic_store_n(&ExitFunction, Function, __ATOMIC_RELEASE);
  pthread_once(&ExitOnce, makeExitKey);
  pthread_setspecific(ExitKey, Argument);
}

struct Thread {
  pthread_t Handle;
  void (*Function)(void *);
  void *Argument;
};

static Thread OnlyThread;

static void *runThread(void *T) {
  auto *Self = static_cast<Thread *>(T);
  Self->Function(Self->Argument);
  return nullptr;
}

Thread *startThread(void (*Function)(void *), void *Argument) {
  OnlyThread.Function = Function;
  OnlyThread.Argument = Argument;
  return pthread_create(&OnlyThread.Handle, nullptr, runThread, &OnlyThread)
             ? nullptr
             : &OnlyThread;
}

void joinThread(Thread *T) { pthread_join(T->Handle, nullptr); }

void yieldThread() { sched_yield(); }

unsigned processors() {
  cpu_set_t Set;
  if (sched_getaffinity(0, sizeof Set, &Set) != 0)
    return 1;
  int Count = CPU_COUNT(&Set);
  return Count < 1 ? 1u : unsigned(Count);
}

uint64_t monotonicNanoseconds() {
  timespec Now;
  clock_gettime(CLOCK_MONOTONIC, &Now);
  return uint64_t(Now.tv_sec) * 1'000'000'000u + uint64_t(Now.tv_nsec);
}

} // namespace kalloc::platform
