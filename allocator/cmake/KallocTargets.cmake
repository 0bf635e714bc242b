# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# How the parts of the allocator are declared. kalloc_add_library knows the layer
# of every folder and stops the configuration when a folder reaches up.
find_package(Threads REQUIRED)

# gen/kalloc/ holds what rulec makes of the rules; include/ the public headers.
add_library(kalloc_flags INTERFACE)
target_include_directories(kalloc_flags INTERFACE
  ${CMAKE_SOURCE_DIR}/allocator ${CMAKE_BINARY_DIR}/gen)
# Behind the system's own: the C library includes <linux/...> as well.
target_compile_options(kalloc_flags INTERFACE
  "SHELL:-idirafter ${CMAKE_SOURCE_DIR}/allocator/include"
  -fPIC -fno-omit-frame-pointer -Wall -Wextra -Wno-unused-parameter
  $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions -fno-rtti>
  $<$<BOOL:${GFPCHECK_WERROR}>:-Werror>)
target_link_libraries(kalloc_flags INTERFACE Threads::Threads)
if(GFPCHECK_SANITIZE)
  target_compile_options(kalloc_flags INTERFACE -fsanitize=${GFPCHECK_SANITIZE})
  target_link_options(kalloc_flags INTERFACE -fsanitize=${GFPCHECK_SANITIZE})
endif()

define_property(TARGET PROPERTY KALLOC_LAYER)

# kalloc_add_library(NAME LAYER n SOURCES ... [DEPS ...])
function(kalloc_add_library name)
  cmake_parse_arguments(A "" "LAYER" "SOURCES;DEPS" ${ARGN})
  add_library(${name} STATIC ${A_SOURCES})
  set_target_properties(${name} PROPERTIES KALLOC_LAYER ${A_LAYER}
    POSITION_INDEPENDENT_CODE ON)
  foreach(dep IN LISTS A_DEPS)
    get_target_property(below ${dep} KALLOC_LAYER)
    if(NOT below LESS A_LAYER)
      message(FATAL_ERROR "${name} (layer ${A_LAYER}) may not depend on ${dep} "
        "(layer ${below}): it is not in a lower layer")
    endif()
  endforeach()
  target_link_libraries(${name} PUBLIC kalloc_flags ${A_DEPS})
endfunction()
