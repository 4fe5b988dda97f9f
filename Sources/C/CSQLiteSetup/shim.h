// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

// SQLite's set-up takes a variable number of arguments, which Swift cannot pass.
#pragma once

int sqlite3_config(int option, ...);

/// Without the sum of all memory that is in use, for which every allocation takes a lock, and which nobody asks for. To be called
/// before anything else of SQLite; gives 0 (SQLITE_OK) then, and changes nothing later.
static inline int sqlite_without_statistics(void) {
    return sqlite3_config(9 /* SQLITE_CONFIG_MEMSTATUS */, 0);
}
