// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/Explore.h"

#include <csignal>
#include <cstdio>
#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kalloc;
using namespace kalloc::run;

namespace {

using Way = std::vector<uint16_t>;

constexpr uint64_t MaxRounds = 8;

struct Explorer {
  const Program &P;
  const Entry &E;
  const RunOptions &Options;
  const Bounds &B;
  PathLog *Log;
  std::deque<Way> Waiting{Way()};
  /// Failures that were tried: the failing site after the failures before it.
  std::set<uint64_t> Tried{};
  std::set<uint64_t> Sites{};
  bool Dropped = false;

  std::string run(const Way &W);
  void branch(const Way &W);
};

/// How a child ended that did not say so itself; empty when it did.
std::string deathOf(pid_t Child, const PathLog &Log, uint32_t Seconds) {
  int Status = 0;
  while (waitpid(Child, &Status, 0) < 0 && errno == EINTR)
    ;
  if (Log.Finished)
    return "";
  if (WIFSIGNALED(Status) && WTERMSIG(Status) == SIGALRM)
    return "did not end within " + std::to_string(Seconds) + " seconds";
  if (WIFSIGNALED(Status))
    return std::string("was ended by a signal: ") + strsignal(WTERMSIG(Status));
  return "ended with status " + std::to_string(WEXITSTATUS(Status));
}

std::string Explorer::run(const Way &W) {
  std::memset(static_cast<void *>(Log), 0, offsetof(PathLog, Violations));
  Log->Crash[0] = '\0';
  Log->HighWater = 0;
  Log->Deepest = nullptr;
  Log->Result = 0;
  Log->Finished = false;
  auto Prefix = std::make_unique<struct Prefix>();
  Prefix->Length = uint32_t(W.size());
  std::copy(W.begin(), W.end(), Prefix->Taken);
  fflush(nullptr);
  const pid_t Child = fork();
  if (Child < 0)
    return "could not be started";
  if (Child == 0) {
    signal(SIGALRM, SIG_DFL);
    alarm(B.Seconds);
    runChild(P, E, Options, *Prefix, *Log);
  }
  return deathOf(Child, *Log, B.Seconds);
}

/// Every other way that leaves the run just made behind its prefix.
void Explorer::branch(const Way &W) {
  Way Before;
  uint32_t Faults = 0;
  uint64_t History = 0;
  // In a loop each of the first rounds may fail.
  std::map<uint64_t, uint64_t> Rounds;
  for (uint32_t I = 0; I < Log->NumDecisions; ++I) {
    const Decision &D = Log->Decisions[I];
    uint64_t Round = 0;
    if (D.IsFault) {
      Sites.insert(D.Site);
      Round = std::min<uint64_t>(++Rounds[D.Site], MaxRounds);
    }
    for (uint16_t Other = D.Taken + 1; I >= W.size() && Other < D.Arity;
         ++Other) {
      if (D.IsFault && (Faults >= B.MaxFaults ||
                        !Tried.insert((D.Site + Round) * 31 + History).second))
        continue;
      if (Waiting.size() >= B.MaxPaths) {
        Dropped = true;
        continue;
      }
      Way Next = Before;
      Next.push_back(Other);
      Waiting.push_back(std::move(Next));
    }
    Before.push_back(D.Taken);
    if (D.IsFault && D.Taken) {
      ++Faults;
      History = (History ^ D.Site) * 1099511628211ull;
    }
    if (!D.IsFault)
      History = History * 131 + D.Taken;
  }
}

} // namespace

Outcome kalloc::run::explore(
    const Program &P, const Entry &E, const RunOptions &Options,
    const Bounds &B,
    const std::function<void(const PathLog &, const char *)> &Sink) {
  void *Memory = mmap(nullptr, sizeof(PathLog), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  Outcome Result;
  if (Memory == MAP_FAILED) {
    Result.Incomplete = true;
    return Result;
  }
  Explorer X{P, E, Options, B, static_cast<PathLog *>(Memory)};
  while (!X.Waiting.empty() && Result.Paths < B.MaxPaths) {
    const Way W = std::move(X.Waiting.front());
    X.Waiting.pop_front();
    ++Result.Paths;
    const std::string Died = X.run(W);
    Sink(*X.Log, Died.empty() ? nullptr : Died.c_str());
    X.branch(W);
  }
  Result.FaultSites = uint32_t(X.Sites.size());
  Result.Incomplete = X.Dropped || !X.Waiting.empty();
  munmap(Memory, sizeof(PathLog));
  return Result;
}
