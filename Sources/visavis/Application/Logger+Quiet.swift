// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Logging

extension Logger {
    /// For a service group, whose debug lines describe each service with everything that it holds, passwords and keys too.
    var quiet: Logger {
        var logger = self
        logger.logLevel = max(logger.logLevel, .info)
        return logger
    }
}
