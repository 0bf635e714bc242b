// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A folder for one test, gone after it.
#ifndef GFPCHECK_UNIT_DRIVER_TEMPFOLDER_H
#define GFPCHECK_UNIT_DRIVER_TEMPFOLDER_H

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

class TempFolder {
public:
  TempFolder() { llvm::sys::fs::createUniqueDirectory("gfpcheck", Root); }
  ~TempFolder() { llvm::sys::fs::remove_directories(Root); }
  TempFolder(const TempFolder &) = delete;

  std::string path(llvm::StringRef Name = "") const {
    llvm::SmallString<128> Path = Root;
    if (!Name.empty())
      llvm::sys::path::append(Path, Name);
    return Path.str().str();
  }

  std::string write(llvm::StringRef Name, llvm::StringRef Text) const {
    std::string File = path(Name);
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(File));
    std::error_code EC;
    llvm::raw_fd_ostream(File, EC) << Text;
    return File;
  }

  std::string read(llvm::StringRef Name) const {
    auto Buffer = llvm::MemoryBuffer::getFile(path(Name));
    return Buffer ? (*Buffer)->getBuffer().str() : "<unreadable>";
  }

  size_t fileCount() const {
    size_t Count = 0;
    std::error_code EC;
    for (llvm::sys::fs::directory_iterator It(Root, EC), End; It != End && !EC;
         It.increment(EC))
      ++Count;
    return Count;
  }

private:
  llvm::SmallString<128> Root;
};

#endif
