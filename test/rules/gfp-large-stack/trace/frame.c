// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %print-findings %s | %FileCheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.}}
//
// A frame that is too large names its largest variables, the largest first.
void use(void *a, void *b, void *c);

void frame(void)
{
	char small[300];
	char large[1000];
	char middle[900];

	use(small, large, middle);
}
// CHECK:frame.c:7:6: warning: the frame of 'frame' takes at least {{[0-9]+}} bytes of kernel stack; the limit is 2048 (largest: 'large' 1000, 'middle' 900, 'small' 300) [gfp-large-stack]
// CHECK-NEXT:frame.c:10:7: note: 'large' (char[1000]) takes 1000 bytes
// CHECK-NEXT:frame.c:11:7: note: 'middle' (char[900]) takes 900 bytes
// CHECK-NEXT:frame.c:9:7: note: 'small' (char[300]) takes 300 bytes
