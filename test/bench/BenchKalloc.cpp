// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How fast kmalloc and kfree are beside glibc, jemalloc and mimalloc, as ratios
// within one run: above 1 the allocator is slower than kalloc. Repetitions of
// all benchmarks are mixed, and the fastest counts, because the machine has
// other things to do.
#include "Allocators.h"
#include "Fragmentation.h"
#include "kalloc-rules/gfp-6.12.h"
#include "kalloc/kalloc.h"
#include "kalloc/slab.h"
#include <atomic>
#include <benchmark/benchmark.h>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <vector>

using namespace bench;

static constexpr size_t Sizes[] = {16,  32,   64,   128, 256,
                                   512, 1024, 2048, 4096};
/// At most so many objects are alive at once in a thread.
static constexpr size_t MaxBatch = 64;

/// The first word is written, as every user of memory does.
static void *allocateOne(const Allocator &A, size_t Size) {
  void *Memory = A.Allocate(Size);
  benchmark::DoNotOptimize(Memory);
  *static_cast<volatile size_t *>(Memory) = Size;
  return Memory;
}

static void sameThread(benchmark::State &State, const Allocator &A, size_t Size,
                       size_t Batch) {
  void *Objects[MaxBatch];
  for (auto _ : State) {
    for (size_t I = 0; I != Batch; ++I)
      Objects[I] = allocateOne(A, Size);
    for (size_t I = 0; I != Batch; ++I)
      A.Free(Objects[I]);
  }
  State.counters["objects"] = double(Batch);
}

struct Parcel {
  size_t Count;
  void *Objects[MaxBatch];
};
/// Where a thread finds what the other one allocated.
static std::atomic<Parcel *> Mail[2];

static void freeParcel(const Allocator &A, Parcel *P) {
  if (!P)
    return;
  for (size_t I = 0; I != P->Count; ++I)
    A.Free(P->Objects[I]);
  A.Free(P);
}

/// Each of two threads frees what the other one allocated; nobody waits.
static void crossThread(benchmark::State &State, const Allocator &A,
                        size_t Size, size_t Batch) {
  unsigned Me = unsigned(State.thread_index());
  for (auto _ : State) {
    auto *P = static_cast<Parcel *>(A.Allocate(sizeof(Parcel)));
    P->Count = Batch;
    for (size_t I = 0; I != Batch; ++I)
      P->Objects[I] = allocateOne(A, Size);
    freeParcel(A, Mail[Me ^ 1].exchange(P));
    freeParcel(A, Mail[Me].exchange(nullptr));
  }
  freeParcel(A, Mail[Me ^ 1].exchange(nullptr));
  freeParcel(A, Mail[Me].exchange(nullptr));
  State.counters["objects"] = double(Batch);
}

static void cacheObjects(benchmark::State &State, size_t Size, size_t Batch) {
  static kmem_cache *Caches[sizeof Sizes / sizeof *Sizes];
  unsigned Index = 0;
  while (Sizes[Index] != Size)
    ++Index;
  if (State.thread_index() == 0 && !Caches[Index])
    Caches[Index] =
        kmem_cache_create("bench", unsigned(Size), 0, 0, nullptr);
  void *Objects[MaxBatch];
  for (auto _ : State) {
    for (size_t I = 0; I != Batch; ++I) {
      void *O = Objects[I] = kmem_cache_alloc(Caches[Index], GFP_KERNEL);
      benchmark::DoNotOptimize(O);
      *static_cast<volatile size_t *>(O) = Size;
    }
    for (size_t I = 0; I != Batch; ++I)
      kmem_cache_free(Caches[Index], Objects[I]);
  }
  State.counters["objects"] = double(Batch);
}

static void pages(benchmark::State &State, unsigned Order) {
  struct page *Pages[MaxBatch];
  for (auto _ : State) {
    for (struct page *&P : Pages) {
      P = alloc_pages(GFP_KERNEL, Order);
      benchmark::DoNotOptimize(P);
    }
    for (struct page *P : Pages)
      __free_pages(P, Order);
  }
  State.counters["objects"] = double(MaxBatch);
}

namespace {

/// Keeps the fastest repetition of each benchmark, in nanoseconds an object.
class Fastest : public benchmark::BenchmarkReporter {
public:
  bool ReportContext(const Context &) override { return true; }
  void ReportRuns(const std::vector<Run> &Runs) override {
    for (const Run &R : Runs) {
      if (R.run_type != Run::RT_Iteration || R.error_occurred)
        continue;
      // Each thread counts iterations of its own; CPU time is all of theirs.
      // The counter is the sum of all threads', too.
      double Objects = R.counters.at("objects").value / double(R.threads);
      double Time = R.cpu_accumulated_time / double(R.iterations) / Objects *
                    1e9;
      auto [It, New] = Times.try_emplace(R.run_name.str(), Time);
      if (!New && Time < It->second)
        It->second = Time;
    }
  }
  double operator[](const std::string &Name) const {
    auto It = Times.find(Name);
    return It == Times.end() ? 0 : It->second;
  }

private:
  std::map<std::string, double> Times;
};

struct Pattern {
  const char *Name;
  int Threads;
  bool Cross;
  size_t Batch;
};
constexpr Pattern Patterns[] = {
    {"same", 1, false, 1},  {"same", 1, false, 16},  {"same", 1, false, 64},
    {"same", 2, false, 16}, {"same", 2, false, 64},  {"cross", 2, true, 16},
    {"cross", 2, true, 64}};

std::string nameOf(const Pattern &P, const std::string &Who, size_t Size) {
  return std::string(P.Name) + "/" + Who + "/" + std::to_string(P.Batch) + "/" +
         std::to_string(Size);
}

std::string reportedName(const Pattern &P, const std::string &Who,
                         size_t Size) {
  return nameOf(P, Who, Size) + "/threads:" + std::to_string(P.Threads);
}

void registerAll() {
  for (const Pattern &P : Patterns)
    for (size_t Size : Sizes) {
      for (unsigned I = 0; I != NumAllocators; ++I) {
        const Allocator &A = allocators()[I];
        auto Run = [&A, &P, Size](benchmark::State &S) {
          (P.Cross ? crossThread : sameThread)(S, A, Size, P.Batch);
        };
        benchmark::RegisterBenchmark(nameOf(P, A.Name, Size).c_str(), Run)
            ->Threads(P.Threads);
      }
      if (!P.Cross)
        benchmark::RegisterBenchmark(nameOf(P, "cache", Size).c_str(),
                                     cacheObjects, Size, P.Batch)
            ->Threads(P.Threads);
    }
  for (unsigned Order : {0u, 3u})
    benchmark::RegisterBenchmark(
        ("pages/order/" + std::to_string(Order)).c_str(), pages, Order)
        ->Threads(1);
}

/// Prints a row for each size and returns the geometric means.
void printPattern(const Fastest &Times, const Pattern &P, const char *Ours,
                  double Means[NumAllocators]) {
  std::printf("\n%s thread, %d thread%s, %zu at once: ns an object, and times "
              "slower than %s\n%8s %8s",
              P.Name, P.Threads, P.Threads == 1 ? "" : "s", P.Batch, Ours,
              "bytes", Ours);
  for (unsigned I = 1; I != NumAllocators; ++I)
    std::printf(" %9s", allocators()[I].Name);
  double Sum[NumAllocators] = {};
  for (size_t Size : Sizes) {
    double Own = Times[reportedName(P, Ours, Size)];
    std::printf("\n%8zu %8.2f", Size, Own);
    for (unsigned I = 1; I != NumAllocators; ++I) {
      double Ratio = Times[reportedName(P, allocators()[I].Name, Size)] / Own;
      std::printf(" %9.2f", Ratio);
      Sum[I] += std::log(Ratio);
    }
  }
  std::printf("\n%8s %8s", "mean", "");
  for (unsigned I = 1; I != NumAllocators; ++I) {
    Means[I] = Sum[I] / double(sizeof Sizes / sizeof *Sizes);
    std::printf(" %9.2f", std::exp(Means[I]));
  }
  std::printf("\n");
}

/// The geometric mean over all patterns; below 1 kalloc is the slower one.
double printAll(const Fastest &Times, const char *Ours, bool Cross) {
  double Sum[NumAllocators] = {};
  unsigned Count = 0;
  for (const Pattern &P : Patterns) {
    if (P.Cross && !Cross)
      continue;
    double Means[NumAllocators];
    printPattern(Times, P, Ours, Means);
    for (unsigned I = 1; I != NumAllocators; ++I)
      Sum[I] += Means[I];
    ++Count;
  }
  std::printf("\n%s, geometric mean of all:", Ours);
  for (unsigned I = 1; I != NumAllocators; ++I)
    std::printf("  %s %.2f", allocators()[I].Name, std::exp(Sum[I] / Count));
  std::printf("\n");
  return std::exp(Sum[Jemalloc] / Count);
}

} // namespace

int main(int Argc, char **Argv) {
  std::vector<char *> Args(Argv, Argv + Argc);
  char Repetitions[] = "--benchmark_repetitions=4";
  char Interleave[] = "--benchmark_enable_random_interleaving=true";
  char MinTime[] = "--benchmark_min_time=0.01";
  // What the user gives comes last and wins.
  Args.insert(Args.begin() + 1, {Repetitions, Interleave, MinTime});
  int Count = int(Args.size());
  benchmark::Initialize(&Count, Args.data());
  if (benchmark::ReportUnrecognizedArguments(Count, Args.data()))
    return 1;

  registerAll();
  Fastest Times;
  benchmark::RunSpecifiedBenchmarks(&Times);
  double Kmalloc = printAll(Times, "kalloc", true);
  double Cache = printAll(Times, "cache", false);
  std::printf("\nalloc_pages and __free_pages: order 0 %.1f ns, order 3 %.1f "
              "ns\n",
              Times["pages/order/0/threads:1"],
              Times["pages/order/3/threads:1"]);
  bench::printFragmentation();
  std::printf("\nat least as fast as jemalloc: kmalloc %s (%.2f), "
              "kmem_cache_alloc %s (%.2f)\n",
              Kmalloc >= 1 ? "yes" : "no", Kmalloc, Cache >= 1 ? "yes" : "no",
              Cache);
  return 0;
}
