// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Functions.h"
#include "policy/Policy.h"

namespace kalloc::test {

namespace {

constexpr size_t Small = 100, Page = 4096;

/// GFP_KERNEL, whatever it is in the version that runs.
gfp_t kernelFlags() { return policy::value("GFP_KERNEL"); }

void *none(World &) { return nullptr; }
void keep(World &, void *) {}
void undoKmalloc(World &, void *P) { kfree(P); }
void undoKvmalloc(World &, void *P) { kvfree(P); }
void undoVmalloc(World &, void *P) { vfree(P); }
void undoVmap(World &, void *P) { vunmap(P); }
void undoObject(World &W, void *P) { kmem_cache_free(W.Cache, P); }
void undoElement(World &W, void *P) { mempool_free(P, W.Pool); }
void undoCache(World &, void *P) {
  kmem_cache_destroy(static_cast<kmem_cache *>(P));
}
void undoPool(World &, void *P) {
  mempool_destroy(static_cast<mempool_t *>(P));
}
void undoPage(World &, void *P) {
  if (P)
    __free_pages(static_cast<struct page *>(P), 0);
}
void undoAddress(World &, void *P) {
  free_pages(reinterpret_cast<unsigned long>(P), 0);
}
void undoExact(World &, void *P) {
  if (P)
    free_pages_exact(P, Page);
}

void *aKmalloc(World &) { return kmalloc(Small, kernelFlags()); }
void *aVmalloc(World &) { return vmalloc(Page); }
void *anObject(World &W) {
  return kmem_cache_alloc(W.Cache, kernelFlags());
}

#define ALLOC(NAME, FLAGS, UNDO, BYTES, CALL)                                  \
  {NAME,                                                                       \
   FLAGS,                                                                      \
   none,                                                                       \
   [](World & W, gfp_t F, void *) -> void * { return CALL; },                  \
   UNDO,                                                                       \
   BYTES}
#define FREE(NAME, PREPARE, CALL)                                              \
  {NAME,                                                                       \
   false,                                                                      \
   PREPARE,                                                                    \
   [](World & W, gfp_t, void *P) -> void * {                                   \
     CALL;                                                                     \
     return nullptr;                                                           \
   },                                                                          \
   keep,                                                                       \
   0}

/// Two pages, and one of them as the result; null if there were not two.
void *bulkPages(gfp_t Flags) {
  struct page *P[2] = {};
  unsigned long Got = alloc_pages_bulk_array(Flags, 2, P);
  if (Got)
    __free_pages(P[Got - 1], 0);
  return Got == 2 ? P[0] : nullptr;
}
void *bulkObject(World &W, gfp_t Flags) {
  void *P = nullptr;
  return kmem_cache_alloc_bulk(W.Cache, Flags, 1, &P) ? P : nullptr;
}

const Function All[] = {
    ALLOC("kmalloc", true, undoKmalloc, Small, kmalloc(Small, F)),
    ALLOC("kzalloc", true, undoKmalloc, Small, kzalloc(Small, F)),
    ALLOC("kmalloc_node", true, undoKmalloc, Small, kmalloc_node(Small, F, 0)),
    ALLOC("kzalloc_node", true, undoKmalloc, Small, kzalloc_node(Small, F, 0)),
    ALLOC("kmalloc_array", true, undoKmalloc, Small, kmalloc_array(10, 10, F)),
    ALLOC("kcalloc", true, undoKmalloc, Small, kcalloc(10, 10, F)),
    ALLOC("kmemdup", true, undoKmalloc, 0, kmemdup("falcon", 7, F)),
    ALLOC("kstrdup", true, undoKmalloc, 0, kstrdup("falcon", F)),
    ALLOC("kstrndup", true, undoKmalloc, 0, kstrndup("falcon", 3, F)),
    ALLOC("kmemdup_nul", true, undoKmalloc, 0, kmemdup_nul("falcon", 3, F)),
    ALLOC("krealloc", true, undoKmalloc, 0, krealloc(nullptr, Small, F)),
    ALLOC("krealloc_array", true, undoKmalloc, 0,
          krealloc_array(nullptr, 10, 10, F)),
    ALLOC("kvmalloc", true, undoKvmalloc, Small, kvmalloc(Small, F)),
    ALLOC("kvzalloc", true, undoKvmalloc, Small, kvzalloc(Small, F)),
    ALLOC("kvmalloc_array", true, undoKvmalloc, Small,
          kvmalloc_array(10, 10, F)),
    ALLOC("kvcalloc", true, undoKvmalloc, Small, kvcalloc(10, 10, F)),
    ALLOC("kmem_cache_alloc", true, undoObject, Small,
          kmem_cache_alloc(W.Cache, F)),
    ALLOC("kmem_cache_zalloc", true, undoObject, Small,
          kmem_cache_zalloc(W.Cache, F)),
    ALLOC("kmem_cache_alloc_node", true, undoObject, Small,
          kmem_cache_alloc_node(W.Cache, F, 0)),
    ALLOC("kmem_cache_alloc_bulk", true, undoObject, 0, bulkObject(W, F)),
    ALLOC("mempool_alloc", true, undoElement, 0, mempool_alloc(W.Pool, F)),
    ALLOC("alloc_pages", true, undoPage, 0, alloc_pages(F, 0)),
    ALLOC("alloc_pages_bulk_array", true, undoPage, 0, bulkPages(F)),
    ALLOC("__get_free_pages", true, undoAddress, Page,
          reinterpret_cast<void *>(__get_free_pages(F, 0))),
    ALLOC("get_zeroed_page", true, undoAddress, Page,
          reinterpret_cast<void *>(get_zeroed_page(F))),
    ALLOC("alloc_pages_exact", true, undoExact, Page,
          alloc_pages_exact(Page, F)),
    ALLOC("__vmalloc", true, undoVmalloc, Page, __vmalloc(Page, F)),
    ALLOC("vmalloc", false, undoVmalloc, 0, vmalloc(Page)),
    ALLOC("vzalloc", false, undoVmalloc, Page, vzalloc(Page)),
    ALLOC("vmalloc_user", false, undoVmalloc, Page, vmalloc_user(Page)),
    ALLOC("vmalloc_array", false, undoVmalloc, 0, vmalloc_array(10, 10)),
    ALLOC("vcalloc", false, undoVmalloc, Small, vcalloc(10, 10)),
    ALLOC("vmap", false, undoVmap, 0, vmap(&W.Page, 1, 0, 0)),
    ALLOC("kmem_cache_create", false, undoCache, 0,
          kmem_cache_create("made", 64, 0, 0, nullptr)),
    ALLOC("mempool_create", false, undoPool, 0,
          mempool_create(1, mempool_alloc_slab, mempool_free_slab, W.Cache)),
    ALLOC("mempool_create_slab_pool", false, undoPool, 0,
          mempool_create_slab_pool(1, W.Cache)),
    ALLOC("mempool_create_kmalloc_pool", false, undoPool, 0,
          mempool_create_kmalloc_pool(1, 64)),
    ALLOC("mempool_create_page_pool", false, undoPool, 0,
          mempool_create_page_pool(1, 0)),
    FREE("kfree", aKmalloc, kfree(P)),
    FREE("kfree_sensitive", aKmalloc, kfree_sensitive(P)),
    FREE("kvfree", aVmalloc, kvfree(P)),
    FREE("kvfree_sensitive", aVmalloc, kvfree_sensitive(P, 10)),
    FREE("vfree", aVmalloc, vfree(P)),
    FREE("vfree_atomic", aVmalloc, vfree_atomic(P)),
    FREE("kmem_cache_free", anObject, kmem_cache_free(W.Cache, P)),
    FREE("kmem_cache_free_bulk", anObject,
         kmem_cache_free_bulk(W.Cache, 1, &P)),
    FREE("kmem_cache_shrink", none, kmem_cache_shrink(W.Cache)),
    FREE(
        "kmem_cache_destroy",
        [](World &) -> void * {
          return kmem_cache_create("made", 64, 0, 0, nullptr);
        },
        kmem_cache_destroy(static_cast<kmem_cache *>(P))),
    FREE(
        "mempool_free",
        [](World &W) {
          return mempool_alloc(W.Pool, kernelFlags());
        },
        mempool_free(P, W.Pool)),
    FREE("mempool_resize", none, mempool_resize(W.Pool, 2)),
    FREE(
        "__free_pages",
        [](World &) -> void * { return alloc_pages(kernelFlags(), 0); },
        __free_pages(static_cast<struct page *>(P), 0)),
    FREE(
        "free_pages",
        [](World &) {
          return reinterpret_cast<void *>(
              __get_free_pages(kernelFlags(), 0));
        },
        free_pages(reinterpret_cast<unsigned long>(P), 0)),
    FREE(
        "free_pages_exact",
        [](World &) { return alloc_pages_exact(Page, kernelFlags()); },
        free_pages_exact(P, Page)),
    FREE(
        "vunmap", [](World &W) { return vmap(&W.Page, 1, 0, 0); }, vunmap(P)),
    FREE("kmap", none, kmap(W.Page)),
};

} // namespace

std::span<const Function> functions() { return All; }

World makeWorld() {
  World W = {};
  W.Cache = kmem_cache_create("matrix", Small, 0, 0, nullptr);
  W.Pool = mempool_create_slab_pool(2, W.Cache);
  W.Page = alloc_pages(kernelFlags(), 0);
  return W;
}

void endWorld(World &W) {
  __free_pages(W.Page, 0);
  mempool_destroy(W.Pool);
  kmem_cache_destroy(W.Cache);
}

} // namespace kalloc::test
