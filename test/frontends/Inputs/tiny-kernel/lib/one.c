// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
int one_function(void);
int one_function(void) { return 0; }
