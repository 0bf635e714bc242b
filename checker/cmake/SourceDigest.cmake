# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# cmake -DOUTPUT=H -DROOT=DIR -P SourceDigest.cmake FILES...: writes a header
# with one digest of all the files, and leaves it alone if that is the same.
set(all "")
set(reading FALSE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
  set(argument "${CMAKE_ARGV${i}}")
  if(reading)
    file(SHA256 "${ROOT}/${argument}" hash)
    string(APPEND all "${argument} ${hash}\n")
  elseif(argument STREQUAL "--")
    set(reading TRUE)
  endif()
endforeach()
string(SHA256 digest "${all}")
string(SUBSTRING "${digest}" 0 32 digest)
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT
  "inline constexpr char ResultSourceDigest[] = \"@digest@\";\n" @ONLY)
