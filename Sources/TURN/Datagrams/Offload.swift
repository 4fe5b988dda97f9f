// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc

/// Whether the kernel joins received bursts (UDP_GRO, Linux 5.0) and cuts sent ones (UDP_SEGMENT, Linux 4.18).
enum Offload {
    /// Segments that one buffer may be cut into, by the oldest kernel that can.
    static let maximumSegments = 64
    /// Bytes of one buffer: what an IP packet may hold, less headers, with room to spare.
    static let maximumBytes = 65_000
    /// Datagrams that came apart are joined only up to this size, which fits the smallest path that is usual: a segment
    /// larger than the path's MTU cannot be sent this way.
    static let maximumJoined = 1_400

    static let isSupported: Bool = {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return [UDP_GRO, UDP_SEGMENT].allSatisfy { option in
            var value: Int32 = option == UDP_GRO ? 1 : 0
            return setsockopt(descriptor, SOL_UDP, option, &value, socklen_t(MemoryLayout<Int32>.size)) == 0
        }
    }()
}
