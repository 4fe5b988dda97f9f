// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc
import NIOCore

/// A second descriptor of a plain TCP connection, for the relay's loop to read and write without waking the connection's
/// event loop. It is our own, so that the number means this connection even after the event loop has closed its one.
final class DirectSocket: Sendable {
    let descriptor: Int32

    /// Nil where no descriptor is left.
    init?(duplicating other: Int32) {
        descriptor = fcntl(other, F_DUPFD_CLOEXEC, 0)
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// - Returns: how many bytes the kernel took, from the first on; 0 when it takes none, or the connection is gone.
    func write(_ bytes: ByteBuffer) -> Int {
        bytes.withUnsafeReadableBytes { bytes in
            max(0, send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL)))
        }
    }
}
