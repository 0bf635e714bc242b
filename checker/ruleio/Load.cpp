// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ruleio/Load.h"
#include "ruleio/Builder.h"
#include "ruleio/Schema.h"
#include "ruleio/WriteRules.h"
#include "support/TextGuard.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace gfpcheck::ruleio {

namespace fs = llvm::sys::fs;

std::vector<std::string> ruleFiles(llvm::StringRef Dir,
                                   support::Diagnostics &D) {
  std::vector<std::string> Out;
  std::error_code EC;
  fs::recursive_directory_iterator It(Dir, EC, /*follow_symlinks=*/false), End;
  for (; It != End && !EC; It.increment(EC))
    if (llvm::sys::path::extension(It->path()) == ".yaml")
      Out.push_back(It->path());
  if (EC)
    D.fileError(Dir, "cannot read the folder: " + EC.message());
  else if (Out.empty())
    D.fileError(Dir, "no *.yaml file here");
  llvm::sort(Out);
  return Out;
}

RuleData loadFiles(llvm::ArrayRef<std::string> Paths, RuleData Base,
                   support::Diagnostics &D, std::vector<RawFile> *Raw,
                   bool WithInferred) {
  std::vector<RawFile> Generated, Inferred, Written;
  for (const std::string &Path : Paths) {
    std::unique_ptr<llvm::MemoryBuffer> Buffer = support::readBounded(Path, D);
    if (!Buffer)
      continue;
    if (Buffer->getBuffer().trim().empty()) {
      D.fileError(Path, "the file is empty");
      continue;
    }
    llvm::MemoryBufferRef Text = D.addFile(std::move(Buffer));
    if (!support::checkText(Text, D))
      continue;
    RawFile File = readRuleFile(Text, D);
    (!File.GeneratedBy.present()       ? Written
     : *File.GeneratedBy == InferredBy ? Inferred
                                       : Generated)
        .push_back(std::move(File));
  }
  if (!WithInferred)
    Inferred.clear();
  Builder B(D, std::move(Base));
  B.addLayer(Generated);
  B.addLayer(Inferred);
  B.addLayer(Written);
  RuleData Out = B.finish();
  if (Raw) {
    *Raw = std::move(Generated);
    llvm::append_range(*Raw, Inferred);
    llvm::append_range(*Raw, Written);
  }
  return Out;
}

llvm::Expected<RuleData> loadDirectory(llvm::StringRef Dir, RuleData Base,
                                       bool WithInferred) {
  support::Diagnostics D;
  std::vector<std::string> Paths = ruleFiles(Dir, D);
  RuleData Out = loadFiles(Paths, std::move(Base), D, nullptr, WithInferred);
  if (llvm::Error E = D.takeError())
    return std::move(E);
  return Out;
}

} // namespace gfpcheck::ruleio
