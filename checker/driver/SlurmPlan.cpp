// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Plan.h"

namespace gfpcheck::driver {

namespace {

/// What xargs puts the number of a file for; in none of the command's words.
std::string placeholder(llvm::StringRef Command) {
  std::string Mark = "@N@";
  while (Command.contains(Mark))
    Mark += "@";
  return Mark;
}

/// Slurm runs a copy of the script in the folder that submit names, and would
/// take a '%' in that name for one of its patterns if it opened the log. A
/// process that a signal ends makes xargs stop, so a task that is cancelled
/// ends.
std::string summarizeJob(const std::string &Command, size_t Files) {
  std::string N = placeholder(Command);
  return "#!/bin/sh\n"
         "# Made by gfpcheck plan; ./submit submits it. A task of the array "
         "summarises $1 files.\n"
         "#SBATCH --job-name=gfpcheck-summarize\n"
         "#SBATCH --ntasks=1\n"
         "#SBATCH --requeue\n"
         "exec > \"logs/summarize-$SLURM_ARRAY_TASK_ID.txt\" 2>&1\n"
         "first=$((SLURM_ARRAY_TASK_ID * $1))\n"
         "last=$((first + $1 - 1))\n"
         "[ \"$last\" -lt " +
         std::to_string(Files) + " ] || last=" + std::to_string(Files - 1) +
         "\n"
         "seq \"$first\" \"$last\" | xargs -P \"${SLURM_CPUS_PER_TASK:-1}\" "
         "-I" +
         N + " \\\n  " + Command + " -p commands/" + N + ".json -o summaries/" +
         N + ".gfpsum\n";
}

std::string linkJob(const std::string &Command) {
  return "#!/bin/sh\n"
         "# Made by gfpcheck plan; ./submit submits it. All summaries become "
         "one report.\n"
         "#SBATCH --job-name=gfpcheck-link\n"
         "#SBATCH --ntasks=1\n"
         "exec > logs/link.txt 2>&1\n" +
         Command + "\n";
}

/// A report of an earlier time must not be taken for this one's. To sbatch a
/// job that is cancelled because it waits in vain is no failure.
constexpr const char *Submit = R"sh(
set -eu
case $0 in */*) cd -- "${0%/*}/" ;; esac
last=
if [ "${1:-}" = --wait ]; then
  last=--wait
  shift
fi
most=$(scontrol show config | sed -n 's/^MaxArraySize *= *\([0-9][0-9]*\)$/\1/p')
most=${most:-1001}
least=$(((files + most - 1) / most))
[ "$chunk" -ge "$least" ] || chunk=$least
tasks=$(((files + chunk - 1) / chunk))
mkdir -p logs
rm -f report
array=$(sbatch --parsable --chdir="$PWD" --array="0-$((tasks - 1))" --output=/dev/null "$@" \
  summarize.sbatch "$chunk")
array=${array%%;*}
echo "job $array: $tasks tasks of at most $chunk files, of $files"
echo "the report will be '$PWD/report'; what the jobs say, in '$PWD/logs'"
sbatch $last --chdir="$PWD" --dependency="afterok:$array" --kill-on-invalid-dep=yes --output=/dev/null "$@" \
  link.sbatch
[ -z "$last" ] || [ -f report ] || {
  echo "there is no report: a task failed or was cancelled; see '$PWD/logs'" >&2
  exit 2
}
)sh";

} // namespace

std::vector<PlannedFile> slurmFiles(const PlannedCommands &Commands,
                                    size_t Files, unsigned PerTask) {
  std::string Head = "#!/bin/sh\n"
                     "# Made by gfpcheck plan. ./submit [--wait] [OPTION OF "
                     "SBATCH...] submits an array of\n"
                     "# jobs that summarise files, and one that links when "
                     "all have succeeded. With --wait\n"
                     "# it ends when they have, with the exit status of the "
                     "last.\n"
                     "files=" +
                     std::to_string(Files) +
                     "\nchunk=" + std::to_string(PerTask);
  return {{"summarize.sbatch", summarizeJob(Commands.Summarize, Files)},
          {"link.sbatch", linkJob(Commands.Link)},
          {"submit", Head + Submit, true}};
}

} // namespace gfpcheck::driver
