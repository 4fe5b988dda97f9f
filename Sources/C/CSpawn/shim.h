// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

// An action of posix_spawn that the C library declares for GNU programs only.
#pragma once
#include <spawn.h>

// Declared here as glibc 2.34 and later have it.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// The new process is given no descriptor from this number on, whether it is close-on-exec or not.
static inline int visavis_spawn_close_from(posix_spawn_file_actions_t *actions, int from) {
    return posix_spawn_file_actions_addclosefrom_np(actions, from);
}
