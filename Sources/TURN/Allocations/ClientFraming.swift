// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How a peer's data is handed to the client.
enum ClientFraming: Equatable {
    case drop(DropReason)
    /// ChannelData with this number.
    case channel(UInt16)
    /// A Data indication.
    case dataIndication
}
