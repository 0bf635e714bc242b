// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A file system in which some files have other contents, or are not there.
#ifndef GFPCHECK_DRIVER_OVERLAYFILES_H
#define GFPCHECK_DRIVER_OVERLAYFILES_H

#include "driver/TranslationUnit.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace gfpcheck::driver {

/// Files with Overlay over it, which has to outlive the result. A file of it is
/// known by the path that it has there, not by where links lead.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
layOver(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
        const FileOverlay &Overlay);

} // namespace gfpcheck::driver

#endif
