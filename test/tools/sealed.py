# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The entries of stores and summary files, taken apart and put together as gfpcheck does: see driver/Store.h."""
import ctypes
import glob

HEADER = 24
ZSTD = ctypes.CDLL("libzstd.so.1")
ZSTD.ZSTD_compressBound.restype = ZSTD.ZSTD_compress.restype = ZSTD.ZSTD_decompress.restype = ctypes.c_size_t
for function in (ZSTD.ZSTD_compressBound, ZSTD.ZSTD_compress, ZSTD.ZSTD_decompress):
    function.argtypes = None


def number(n):
    return n.to_bytes(8, "little")


def checksum(data):
    """XXH3, which Python does not have and LLVM does."""
    library = ctypes.CDLL(sorted(glob.glob("/usr/lib/llvm-19/lib/libLLVM.so.*"))[0])
    function = getattr(library, "_ZN4llvm11xxh3_64bitsENS_8ArrayRefIhEE")
    function.restype, function.argtypes = ctypes.c_uint64, [ctypes.c_char_p, ctypes.c_size_t]
    return function(data, len(data))


def opened(data):
    size = int.from_bytes(data[16:HEADER], "little")
    packed = data[HEADER:]
    out = ctypes.create_string_buffer(size)
    got = ZSTD.ZSTD_decompress(out, ctypes.c_size_t(size), packed, ctypes.c_size_t(len(packed)))
    if got != size:
        raise ValueError("this is no entry")
    return out.raw


def sealed(content, magic=b"gfpstor1"):
    size = ZSTD.ZSTD_compressBound(ctypes.c_size_t(len(content)))
    out = ctypes.create_string_buffer(size)
    got = ZSTD.ZSTD_compress(out, ctypes.c_size_t(size), content, ctypes.c_size_t(len(content)), 3)
    packed = out.raw[:got]
    return magic + number(checksum(packed)) + number(len(content)) + packed


def split(content):
    """A text behind its length, and what follows."""
    end = 8 + int.from_bytes(content[:8], "little")
    return content[8:end], content[end:]


def joined(text, rest):
    return number(len(text)) + text + rest
