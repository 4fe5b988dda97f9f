// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension AppointmentBook {
    /// The clients' own device tests.
    public var readiness: ReadinessBook {
        ReadinessBook(store: store, queue: queue, clock: clock, changed: { announce([$0]) })
    }
}
