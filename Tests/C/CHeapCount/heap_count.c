// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

#include "heap_count.h"

#include <errno.h>
#include <malloc.h>
#include <stddef.h>

// Initialised with the thread: to reach it asks for no memory.
static __thread struct heap_count mine __attribute__((tls_model("initial-exec")));

const struct heap_count *heap_count_of_this_thread(void) { return &mine; }

uint64_t heap_requests(const struct heap_count *count) { return __atomic_load_n(&count->requests, __ATOMIC_RELAXED); }

int64_t heap_held(const struct heap_count *count) { return __atomic_load_n(&count->held, __ATOMIC_RELAXED); }

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif

#if defined(__GLIBC__) && !defined(HAS_SANITIZER)

int heap_is_counted(void) { return 1; }

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *memory);

// Only the thread itself writes its count.
static void *got(void *memory) {
    __atomic_store_n(&mine.requests, mine.requests + 1, __ATOMIC_RELAXED);
    if (memory) __atomic_store_n(&mine.held, mine.held + (int64_t)malloc_usable_size(memory), __ATOMIC_RELAXED);
    return memory;
}

static void gives(void *memory) {
    if (memory) __atomic_store_n(&mine.held, mine.held - (int64_t)malloc_usable_size(memory), __ATOMIC_RELAXED);
}

void *malloc(size_t size) { return got(__libc_malloc(size)); }

void *calloc(size_t count, size_t size) { return got(__libc_calloc(count, size)); }

void *realloc(void *memory, size_t size) {
    int64_t before = memory ? (int64_t)malloc_usable_size(memory) : 0;
    void *moved = __libc_realloc(memory, size);
    // What could not be moved is still there; what was made nothing of is not.
    if (moved || size == 0) __atomic_store_n(&mine.held, mine.held - before, __ATOMIC_RELAXED);
    return got(moved);
}

void *memalign(size_t alignment, size_t size) { return got(__libc_memalign(alignment, size)); }

void *aligned_alloc(size_t alignment, size_t size) { return got(__libc_memalign(alignment, size)); }

int posix_memalign(void **memory, size_t alignment, size_t size) {
    if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0) return EINVAL;
    void *found = got(__libc_memalign(alignment, size));
    if (!found) return ENOMEM;
    *memory = found;
    return 0;
}

void free(void *memory) {
    gives(memory);
    __libc_free(memory);
}

#else

int heap_is_counted(void) { return 0; }

#endif
