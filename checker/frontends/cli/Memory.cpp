// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How jemalloc, where the program is linked with it, gets memory from the
// kernel (jemalloc(3), TUNING). A link touches gigabytes once: huge pages save
// most of the faults, and what is given back would only be asked for again.
extern "C" __attribute__((visibility("default"))) const char *malloc_conf;
const char *malloc_conf = "thp:always,metadata_thp:auto,dirty_decay_ms:-1";
