// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/OverlayFiles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace gfpcheck::driver {

namespace vfs = llvm::vfs;

namespace {

/// Everything but the files that are not to be there.
class WithoutFiles : public vfs::ProxyFileSystem {
public:
  WithoutFiles(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Files,
               const FileOverlay &Overlay)
      : ProxyFileSystem(std::move(Files)), Overlay(Overlay) {}

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    return hides(Path) ? missing() : ProxyFileSystem::status(Path);
  }
  bool exists(const llvm::Twine &Path) override {
    return !hides(Path) && ProxyFileSystem::exists(Path);
  }
  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    if (hides(Path))
      return missing();
    return ProxyFileSystem::openFileForRead(Path);
  }

private:
  static std::error_code missing() {
    return std::make_error_code(std::errc::no_such_file_or_directory);
  }

  bool hides(const llvm::Twine &Path) const {
    llvm::SmallString<256> Absolute;
    Path.toVector(Absolute);
    if (makeAbsolute(Absolute))
      return false;
    llvm::sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
    auto It = Overlay.find(Absolute.str().str());
    return It != Overlay.end() && !It->second;
  }

  const FileOverlay &Overlay;
};

} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
layOver(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Files,
        const FileOverlay &Overlay) {
  if (Overlay.empty())
    return Files;
  if (llvm::any_of(Overlay, [](const auto &File) { return !File.second; }))
    Files = llvm::makeIntrusiveRefCnt<WithoutFiles>(Files, Overlay);
  auto InMemory = llvm::makeIntrusiveRefCnt<vfs::InMemoryFileSystem>();
  for (const auto &[Path, Content] : Overlay)
    if (Content)
      InMemory->addFileNoOwn(Path, 0, llvm::MemoryBufferRef(*Content, Path));
  auto Both = llvm::makeIntrusiveRefCnt<vfs::OverlayFileSystem>(Files);
  Both->pushOverlay(InMemory);
  return Both;
}

} // namespace gfpcheck::driver
