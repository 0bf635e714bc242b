/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_ALLOC_TAG_H
#define _MINI_LINUX_ALLOC_TAG_H

/*
 * Where allocations are accounted to: since 6.10 every allocator is a macro
 * that calls NAME_noprof between saving and restoring a tag.
 */
struct alloc_tag {
	unsigned long calls;
	const char *file;
	int line;
};

static inline struct alloc_tag *alloc_tag_save(struct alloc_tag *tag)
{
	tag->calls++;
	return tag;
}

static inline void alloc_tag_restore(struct alloc_tag *tag, struct alloc_tag *old)
{
	(void)tag;
	(void)old;
}

#define alloc_hooks(_do_alloc)                                                 \
	({                                                                     \
		static struct alloc_tag _alloc_tag = { .file = __FILE__,       \
						       .line = __LINE__ };     \
		struct alloc_tag *_old = alloc_tag_save(&_alloc_tag);          \
		__typeof__(_do_alloc) _res = _do_alloc;                        \
		alloc_tag_restore(&_alloc_tag, _old);                          \
		_res;                                                          \
	})

#endif
