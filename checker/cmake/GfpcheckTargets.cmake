# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# How the parts of the checker are declared. gfpcheck_add_library knows the
# layer of every folder and stops the configuration when a folder reaches up.

set(CMAKE_DISABLE_FIND_PACKAGE_CURL ON)
set(CMAKE_DISABLE_FIND_PACKAGE_LibEdit ON)
find_package(LLVM 19.1 REQUIRED CONFIG HINTS /usr/lib/llvm-19)
find_package(Clang REQUIRED CONFIG HINTS ${LLVM_INSTALL_PREFIX}/lib/cmake/clang)
if(NOT LLVM_VERSION_MAJOR EQUAL 19)
  message(FATAL_ERROR "gfpcheck is built against LLVM 19; found ${LLVM_VERSION}")
endif()

add_library(gfpcheck_flags INTERFACE)
target_include_directories(gfpcheck_flags INTERFACE
  ${CMAKE_SOURCE_DIR}/checker ${CMAKE_BINARY_DIR}/gen)
target_include_directories(gfpcheck_flags SYSTEM INTERFACE
  ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
target_compile_definitions(gfpcheck_flags INTERFACE
  ${LLVM_DEFINITIONS} GFPCHECK_VERSION="${PROJECT_VERSION}")
target_compile_options(gfpcheck_flags INTERFACE
  -fno-exceptions -fPIC -fvisibility=hidden -fvisibility-inlines-hidden
  -Wall -Wextra -Wno-unused-parameter
  $<$<NOT:$<BOOL:${LLVM_ENABLE_RTTI}>>:-fno-rtti>
  $<$<BOOL:${GFPCHECK_WERROR}>:-Werror>)
if(GFPCHECK_SANITIZE)
  target_compile_options(gfpcheck_flags INTERFACE
    -fsanitize=${GFPCHECK_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(gfpcheck_flags INTERFACE -fsanitize=${GFPCHECK_SANITIZE})
endif()

define_property(TARGET PROPERTY GFPCHECK_LAYER)

# gfpcheck_add_library(NAME LAYER n [CLANG] SOURCES ... [DEPS ...])
function(gfpcheck_add_library name)
  cmake_parse_arguments(A "CLANG" "LAYER" "SOURCES;DEPS" ${ARGN})
  add_library(${name} STATIC ${A_SOURCES})
  set_target_properties(${name} PROPERTIES GFPCHECK_LAYER ${A_LAYER}
    POSITION_INDEPENDENT_CODE ON)
  foreach(dep IN LISTS A_DEPS)
    get_target_property(below ${dep} GFPCHECK_LAYER)
    if(NOT below LESS A_LAYER)
      message(FATAL_ERROR "${name} (layer ${A_LAYER}) may not depend on ${dep} "
        "(layer ${below}): it is not in a lower layer")
    endif()
  endforeach()
  target_link_libraries(${name} PUBLIC gfpcheck_flags ${A_DEPS})
  if(A_CLANG)
    gfpcheck_use_clang(${name})
  endif()
endfunction()

# Clang's headers cost 5-10 s a file; the precompiled header halves that.
function(gfpcheck_use_clang name)
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    target_compile_options(${name} PRIVATE -fpch-instantiate-templates
      "SHELL:-Xclang -fno-pch-timestamp")
  endif()
  if(NOT TARGET gfpcheck_pch)
    file(WRITE ${CMAKE_BINARY_DIR}/gen/pch.cpp "")
    add_library(gfpcheck_pch OBJECT ${CMAKE_BINARY_DIR}/gen/pch.cpp)
    target_link_libraries(gfpcheck_pch PUBLIC gfpcheck_flags)
    set_target_properties(gfpcheck_pch PROPERTIES POSITION_INDEPENDENT_CODE ON)
    if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
      target_compile_options(gfpcheck_pch PRIVATE -fpch-instantiate-templates
        "SHELL:-Xclang -fno-pch-timestamp")
    endif()
    target_precompile_headers(gfpcheck_pch PRIVATE
      <clang/AST/ASTContext.h> <clang/AST/Expr.h> <clang/AST/Stmt.h>
      <clang/AST/ASTConsumer.h> <clang/Analysis/CFG.h>
      <clang/Frontend/CompilerInstance.h> <clang/Frontend/FrontendAction.h>
      <clang/Lex/Lexer.h> <clang/Lex/Preprocessor.h>)
  endif()
  target_precompile_headers(${name} REUSE_FROM gfpcheck_pch)
endfunction()

# A module that a host program loads; only the shared LLVM and Clang, never the
# static ones, or options register twice in the host.
function(gfpcheck_add_host_module name)
  cmake_parse_arguments(A "" "" "SOURCES;DEPS" ${ARGN})
  add_library(${name} MODULE ${A_SOURCES})
  set_target_properties(${name} PROPERTIES PREFIX "" OUTPUT_NAME ${name})
  target_link_libraries(${name} PRIVATE ${A_DEPS} clang-cpp LLVM)
  target_link_options(${name} PRIVATE -Wl,--exclude-libs,ALL)
  gfpcheck_use_clang(${name})
endfunction()
