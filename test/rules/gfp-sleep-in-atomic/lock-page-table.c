// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The lock of a page table is held exactly if the entry was found.
#include <linux/sched.h>
#include <linux/spinlock.h>

struct mm;
typedef struct {
	unsigned long pmd;
} pmd_t;
typedef struct {
	unsigned long pte;
} pte_t;

spinlock_t *pmd_trans_huge_lock(pmd_t *pmd, void *vma);
pte_t *pte_offset_map_lock(struct mm *mm, pmd_t *pmd, unsigned long addr,
			   spinlock_t **ptlp);
void pte_unmap(pte_t *pte);
int entry_is_good(pte_t *pte);

#define pte_unmap_unlock(pte, ptl)	\
	do {				\
		spin_unlock(ptl);	\
		pte_unmap(pte);		\
	} while (0)

int one_unlock_for_both_ok(struct mm *mm, pmd_t *pmd, void *vma,
			   unsigned long addr)
{
	spinlock_t *ptl;
	pte_t *pte;

	ptl = pmd_trans_huge_lock(pmd, vma);
	if (ptl)
		goto out;
	pte = pte_offset_map_lock(mm, pmd, addr, &ptl);
	if (!pte)
		return 0;
	pte_unmap(pte);
out:
	spin_unlock(ptl);
	cond_resched();
	return 0;
}

int unmapped_before_ok(struct mm *mm, pmd_t *pmd, unsigned long addr,
		       unsigned long end)
{
	pte_t *pte = NULL;
	spinlock_t *ptl;

	for (; addr < end; addr += 4096) {
		if (!pte++) {
			pte = pte_offset_map_lock(mm, pmd, addr, &ptl);
			if (!pte)
				break;
		}
		if (!entry_is_good(pte))
			continue;
		pte_unmap_unlock(pte, ptl);
		pte = NULL;
		cond_resched();
	}
	if (pte)
		pte_unmap_unlock(pte, ptl);
	cond_resched();
	return 0;
}

void still_mapped_bad(struct mm *mm, pmd_t *pmd, unsigned long addr)
{
	spinlock_t *ptl;
	pte_t *pte = pte_offset_map_lock(mm, pmd, addr, &ptl);

	if (!pte)
		return;
	cond_resched(); /* bug: gfp-sleep-in-atomic */
	pte_unmap_unlock(pte, ptl);
}

struct walk {
	spinlock_t *lock;
	pte_t *pte;
};

static int walk_start(struct walk *w, struct mm *mm, pmd_t *pmd,
		      unsigned long addr)
{
	spinlock_t *lock;
	pte_t *pte = pte_offset_map_lock(mm, pmd, addr, &lock);

	if (!pte)
		return -22;
	if (!entry_is_good(pte)) {
		pte_unmap_unlock(pte, lock);
		return -22;
	}
	w->lock = lock;
	w->pte = pte;
	return 0;
}

static void walk_end(struct walk *w)
{
	if (w->lock)
		spin_unlock(w->lock);
	if (w->pte)
		pte_unmap(w->pte);
}

/* That the lock was stored says nothing of whether it is set. */
int FP_ended_before_ok(struct mm *mm, pmd_t *pmd, unsigned long addr)
{
	struct walk w = {};

	if (walk_start(&w, mm, pmd, addr))
		return -22;
	walk_end(&w);
	cond_resched(); /* false: gfp-sleep-in-atomic */
	return 0;
}

int not_ended_bad(struct mm *mm, pmd_t *pmd, unsigned long addr)
{
	struct walk w = {};

	if (walk_start(&w, mm, pmd, addr))
		return -22;
	cond_resched(); /* bug: gfp-sleep-in-atomic */
	walk_end(&w);
	return 0;
}
