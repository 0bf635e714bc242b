// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
int two_function(void);
int two_function(void) { return 0; }
