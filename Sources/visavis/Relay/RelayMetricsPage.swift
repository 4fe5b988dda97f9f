// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The numbers of a relay that runs alone, at `/metrics` on a port of this machine only.
struct RelayMetricsPage: Service {
    let port: Int
    let logger: Logger
    let text: @Sendable () -> String

    func run() async throws {
        let router = Router()
        let text = text
        router.get("metrics") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: .init(byteBuffer: .init(string: text())))
        }
        let page = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port), serverName: nil),
            logger: logger)
        do {
            try await page.run()
        } catch let error as IOError {
            let reason = String(cString: strerror(error.errnoCode))
            throw OperatorError("Cannot listen on 127.0.0.1, turnMetricsPort \(port): \(reason).")
        }
    }
}
