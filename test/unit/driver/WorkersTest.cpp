// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Workers.h"
#include "TempFolder.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include <csignal>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

using namespace gfpcheck::driver;
using testing::ElementsAre;
using testing::HasSubstr;
using Status = JobResult::Status;

std::vector<JobResult> runAll(size_t Jobs, const WorkerLimits &Limits,
                              llvm::function_ref<std::string(size_t)> Work) {
  std::vector<JobResult> Results;
  size_t Ended = 0;
  int Signal = runJobs(
      Jobs, Limits, Work,
      [&](size_t I, JobResult R) {
        EXPECT_EQ(I, Results.size()) << "results come in order";
        Results.push_back(std::move(R));
      },
      [&](size_t N) { EXPECT_EQ(N, ++Ended); });
  EXPECT_EQ(Signal, 0);
  EXPECT_EQ(Results.size(), Jobs);
  return Results;
}

WorkerLimits parallel(unsigned N) {
  WorkerLimits Limits;
  Limits.Parallel = N;
  return Limits;
}

TEST(Workers, DeliverInOrderWhateverEndsFirst) {
  auto Results = runAll(8, parallel(4), [](size_t I) {
    usleep(useconds_t((8 - I) * 5000));
    return "job " + std::to_string(I);
  });
  for (size_t I = 0; I != Results.size(); ++I) {
    EXPECT_EQ(Results[I].How, Status::Done);
    EXPECT_EQ(Results[I].Payload, "job " + std::to_string(I));
  }
}

TEST(Workers, BeginBeforeTheOtherWork) {
  TempFolder Folder;
  std::string Sign = Folder.path("sign");
  bool Begun = false;
  int Signal = runJobs(
      2, parallel(1),
      [&](size_t) {
        std::ofstream(Sign) << "here";
        return std::string();
      },
      [&](size_t, JobResult R) {
        EXPECT_TRUE(Begun);
        EXPECT_EQ(R.How, Status::Done);
      },
      [](size_t) {},
      [&] {
        // The first job runs although nobody has asked for its result.
        while (!std::ifstream(Sign))
          usleep(1000);
        Begun = true;
      });
  EXPECT_EQ(Signal, 0);
  EXPECT_TRUE(Begun);
}

TEST(Workers, AskForTheOtherWorkWithoutJobsToo) {
  bool Begun = false;
  runJobs(
      0, parallel(2), [](size_t) { return std::string(); },
      [](size_t, JobResult) {}, [](size_t) {}, [&] { Begun = true; });
  EXPECT_TRUE(Begun);
}

TEST(Workers, CarryPayloadsLargerThanAPipe) {
  auto Results = runAll(3, parallel(3), [](size_t I) {
    return std::string(I * 5'000'000, char('a' + I));
  });
  EXPECT_EQ(Results[0].Payload, "");
  EXPECT_EQ(Results[2].Payload, std::string(10'000'000, 'c'));
}

TEST(Workers, LoseOnlyTheJobThatCrashes) {
  auto Results = runAll(3, parallel(2), [](size_t I) -> std::string {
    if (I == 1) {
      fputs("last words\nmore", stderr);
      raise(SIGSEGV);
    }
    return "fine";
  });
  EXPECT_EQ(Results[0].Payload, "fine");
  EXPECT_EQ(Results[1].How, Status::Crashed);
  EXPECT_EQ(Results[1].Signal, SIGSEGV);
  EXPECT_EQ(describeFailure(Results[1], {}),
            "the checker crashed (Segmentation fault): last words");
  EXPECT_EQ(Results[2].Payload, "fine");
}

TEST(Workers, NoticeAnExitWithoutAResult) {
  auto Results = runAll(2, parallel(1), [](size_t I) -> std::string {
    _exit(I == 0 ? 0 : 3);
  });
  EXPECT_EQ(Results[0].How, Status::Lost);
  EXPECT_EQ(Results[1].How, Status::Crashed);
  EXPECT_THAT(describeFailure(Results[1], {}), HasSubstr("exit status 3"));
}

TEST(Workers, StopAJobThatTakesTooLong) {
  WorkerLimits Limits = parallel(2);
  Limits.TimeoutSeconds = 1;
  auto Results = runAll(2, Limits, [](size_t I) -> std::string {
    while (I == 0)
      pause();
    return "fine";
  });
  EXPECT_EQ(Results[0].How, Status::TimedOut);
  EXPECT_THAT(describeFailure(Results[0], Limits),
              HasSubstr("longer than 1 seconds"));
  EXPECT_EQ(Results[1].Payload, "fine");
}

TEST(Workers, StopAJobThatTakesTooMuchMemory) {
  WorkerLimits Limits = parallel(1);
  Limits.MemoryMiB = 2048;
  auto Results = runAll(1, Limits, [](size_t) -> std::string {
    std::vector<char *> Blocks;
    for (;;)
      Blocks.push_back(new char[64 << 20]);
  });
  EXPECT_EQ(Results[0].How, Status::OutOfMemory);
}

TEST(Workers, MeasureTimeAndMemory) {
  auto Results = runAll(1, parallel(1), [](size_t) -> std::string {
    std::string Touched(50 << 20, char('a' + getpid() % 8));
    asm volatile("" : : "r"(Touched.data()) : "memory"); // Not optimised away.
    for (volatile unsigned I = 0; I < 50'000'000; I = I + 1)
      ;
    return Touched.substr(0, 1);
  });
  EXPECT_GT(Results[0].CpuSeconds, 0.01);
  EXPECT_GT(Results[0].PeakKiB, 50u * 1024);
}

TEST(Workers, EndWithASignalToTheRun) {
  pid_t Parent = getpid();
  std::vector<size_t> Done;
  int Signal = runJobs(
      4, parallel(2),
      [&](size_t I) -> std::string {
        if (I == 1)
          kill(Parent, SIGTERM);
        if (I != 0)
          for (;;)
            pause();
        return "";
      },
      [&](size_t I, JobResult) { Done.push_back(I); }, [](size_t) {});
  EXPECT_EQ(Signal, SIGTERM);
  EXPECT_THAT(Done, testing::Each(0u));
  errno = 0;
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1); // No child is left.
  EXPECT_EQ(errno, ECHILD);
}

TEST(Workers, LeaveSignalsAsTheyWere) {
  struct sigaction Before{}, After{};
  sigaction(SIGINT, nullptr, &Before);
  runAll(1, parallel(1), [](size_t) { return std::string(); });
  sigaction(SIGINT, nullptr, &After);
  EXPECT_EQ(Before.sa_handler, After.sa_handler);
}

TEST(Workers, CanDoWithoutProcesses) {
  WorkerLimits Limits;
  Limits.InProcess = true;
  int Here = 0;
  auto Results = runAll(3, Limits, [&](size_t) {
    return std::to_string(++Here);
  });
  EXPECT_EQ(Here, 3);
  EXPECT_EQ(Results[2].Payload, "3");
}

} // namespace
