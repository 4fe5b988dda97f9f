// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A message between the two participants, checked but not decoded: it is passed on as the bytes that came. The check
/// exists because the other browser's WebRTC stack will read what a stranger wrote: what it may be handed is the shape
/// of a description or of candidates and nothing else, with no line smuggled into a candidate.
struct SignalFrame: Equatable {
    enum Kind: Equatable {
        case description
        /// The number of candidates; none is the end of candidates.
        case candidates(Int)
    }

    enum Refusal: Error, Equatable {
        /// Not the shape of a signal message, or a field out of bounds.
        case malformed
    }

    static let prefix: StaticString = #"{"type":"signal","#
    static let maximumDescription = 32 * 1024
    static let maximumCandidate = 1024
    static let maximumCallID = 64

    let kind: Kind
    /// Where the call's id stands in the bytes, without its quotes.
    let call: Range<Int>

    /// Whether this is meant to be a signal message; everything else is a message for the server.
    @inline(__always)
    static func isSignal(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let length = prefix.utf8CodeUnitCount
        guard bytes.count >= length else { return false }
        for index in 0..<length where bytes[index] != prefix.utf8Start[index] { return false }
        return true
    }

    /// Checks a frame for which `isSignal` holds. Allocates nothing.
    static func validate(_ bytes: UnsafeRawBufferPointer) throws(Refusal) -> SignalFrame {
        do {
            var reader = SignalFrameReader(bytes)
            return try reader.frame()
        } catch {
            throw .malformed
        }
    }

    /// Whether the frame belongs to the call with this id.
    @inline(__always)
    func belongs(to id: String, in bytes: UnsafeRawBufferPointer) -> Bool {
        var index = call.lowerBound
        for unit in id.utf8 {
            guard index < call.upperBound, bytes[index] == unit else { return false }
            index += 1
        }
        return index == call.upperBound
    }
}
