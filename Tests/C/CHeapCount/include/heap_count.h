// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

// Counts what each thread asks of the heap, by standing in front of the C library's malloc in the program of the tests.
#pragma once
#include <stdint.h>

struct heap_count {
    // Calls that asked for memory.
    uint64_t requests;
    // Bytes asked for less bytes given back, by this thread, as the C library rounds them.
    int64_t held;
};

// 0 under a sanitizer, whose own malloc this one must not replace: then nothing is counted.
int heap_is_counted(void);

// The calling thread's. Other threads may read it while that thread lives.
const struct heap_count *heap_count_of_this_thread(void);

uint64_t heap_requests(const struct heap_count *count);
int64_t heap_held(const struct heap_count *count);
