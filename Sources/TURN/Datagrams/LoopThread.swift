// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc

/// A thread of its own for work that waits in the kernel, which Swift's pool of threads must not do.
enum LoopThread {
    private final class Body {
        let name: String
        let run: () -> Void

        init(name: String, run: @escaping () -> Void) {
            self.name = name
            self.run = run
        }
    }

    /// - Parameter name: what tools of the system show; 15 bytes of it.
    static func start(_ name: String, _ run: @escaping @Sendable () -> Void) throws(SystemCallError) {
        let body = Unmanaged.passRetained(Body(name: name, run: run))
        var thread = pthread_t()
        let result = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let body = Unmanaged<Body>.fromOpaque(context).takeRetainedValue()
                datagram_name_thread(body.name)
                body.run()
                return nil
            }, body.toOpaque())
        guard result == 0 else {
            body.release()
            throw SystemCallError("pthread_create", number: result)
        }
        pthread_detach(thread)
    }
}
