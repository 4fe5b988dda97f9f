// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Logging
import ServiceLifecycle
import UnixSignals

extension ServiceGroupConfiguration {
    /// Each service is called by its type. One without a name is called by all that it holds, written out: passwords and keys too, in
    /// memory for good and in the log. The end of a ``Stopper`` ends the group.
    init(calledByType services: [any Service], stoppingAt signals: [UnixSignal] = [], logger: Logger) {
        self.init(
            services: services.map { service in
                ServiceConfiguration(
                    service: service,
                    successTerminationBehavior: service is Stopper ? .gracefullyShutdownGroup : .cancelGroup,
                    serviceName: "\(type(of: service))")
            }, gracefulShutdownSignals: signals, logger: logger)
    }
}
