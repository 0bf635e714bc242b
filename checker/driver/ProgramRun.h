// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What several files show only together: units in, findings across files out.
#ifndef GFPCHECK_DRIVER_PROGRAMRUN_H
#define GFPCHECK_DRIVER_PROGRAMRUN_H

#include "driver/TranslationUnit.h"
#include "findings/SourceExcerpt.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace gfpcheck::checks {
struct EngineOptions;
}
namespace gfpcheck::link {
struct FormerLink;
struct ImageBytes;
struct InferOptions;
class Linker;
class Program;
} // namespace gfpcheck::link
namespace gfpcheck::model {
struct Api;
class RuleSet;
} // namespace gfpcheck::model

namespace gfpcheck::driver {

class ProgramRun {
public:
  /// ForIndex: link will be asked for the program index.
  ProgramRun(const Options &Opts, std::shared_ptr<const model::RuleSet> Rules,
             bool ForIndex = true);
  ~ProgramRun();

  /// Adds the unit of a file, as TuResult::Unit has it. Number says which file
  /// of the run it is.
  llvm::Error add(llvm::StringRef Unit, uint32_t Number = 0);
  /// Reads what a former link left, to go on from. Call first, and keep next;
  /// after an error this object is of no use.
  llvm::Error resume(link::ImageBytes Image);
  /// Of the files for which Keep is true, by their number, the units of the
  /// former link are those of this one; add the others.
  void keep(llvm::ArrayRef<bool> Keep);
  /// Links what was added, once. Sorted findings with their fingerprints. Index
  /// gets the program index (link/Index.h), if it is not null.
  std::vector<findings::Finding> link(std::string *Index = nullptr);
  /// After link: does the program say plainly whether this function sleeps?
  bool knowsBetter(llvm::StringRef Function) const;
  /// After link: what a later run can go on from.
  link::ImageBytes image() const;
  /// After link: how many units were judged, and not known from a former link.
  size_t judged() const;
  /// After link: what it shows of its functions; see link/Infer.h.
  std::vector<model::Api> infer(const link::InferOptions &Opts);

private:
  const Options &Opts;
  std::shared_ptr<const model::RuleSet> Rules;
  std::unique_ptr<link::Program> Program;
  std::unique_ptr<checks::EngineOptions> Engine;
  std::unique_ptr<link::Linker> Linker;
  std::unique_ptr<link::FormerLink> Former;
};

/// Lines that reports of these findings need, read from the files themselves or
/// from what Overlay, if it is not null, has in their place.
findings::SourceExcerpt
excerptFromDisk(const std::vector<findings::Finding> &Findings,
                const FileOverlay *Overlay = nullptr);

} // namespace gfpcheck::driver

#endif
