// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Logging
import ServiceLifecycle
import Testing

@testable import visavis

@Suite("A group of services")
struct ServiceNamesTests {
    private struct Holder: Service {
        let password: String

        func run() async throws {}
    }

    @Test("calls each by its type, and writes down nothing that it holds")
    func names() {
        let configuration = ServiceGroupConfiguration(
            calledByType: [Holder(password: "geheim"), Stopper()], logger: Logger(label: "test"))
        #expect(configuration.services.map(\.serviceName) == ["Holder", "Stopper"])
    }
}
