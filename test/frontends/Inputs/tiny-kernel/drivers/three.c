// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
int three_function(void);
int three_function(void) { return 0; }
