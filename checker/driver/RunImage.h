// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run keeps for the next one over nearly the same files: the linked
// program, and of which results it was made.
#ifndef GFPCHECK_DRIVER_RUNIMAGE_H
#define GFPCHECK_DRIVER_RUNIMAGE_H

#include "driver/Store.h"
#include "link/Image.h"

namespace gfpcheck::driver {

struct RunImage {
  struct File {
    std::string Entry;    ///< Of its result in the store, when told nothing.
    std::string Result;   ///< Without its unit, as resultToJSON gives it.
    std::string Lessons;  ///< What Result knows of others (Lessons::digest).
    std::string Teaching; ///< Of the result when told nothing.
    /// What it offers after the lessons of each round.
    std::vector<std::pair<std::string, std::string>> Offers;
  };
  std::vector<File> Files; ///< In the order of the run.
  uint64_t Hash = 0;       ///< Of the program's bytes.
  uint64_t Parts = 0;      ///< How many of ImageBytes::Parts there are.
};

/// Keeps what a run made under Name. Nothing is lost but time if it cannot be
/// kept.
void putImage(const Store &Entries, llvm::StringRef Name,
              const std::vector<RunImage::File> &Files,
              const link::ImageBytes &Program);
/// What is kept under Name, without the program; nothing if there is none.
std::optional<RunImage> getImage(const Store &Entries, llvm::StringRef Name);
/// The program of that image; nothing if it is gone, or another one by now.
std::optional<link::ImageBytes>
getProgram(const Store &Entries, llvm::StringRef Name, const RunImage &Image);

} // namespace gfpcheck::driver

#endif
