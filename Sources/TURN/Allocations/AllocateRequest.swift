// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// What an Allocate asks for, checked in the order of RFC 8656, section 7.2.
struct AllocateRequest {
    /// One or two, in the order of the answer's addresses.
    private(set) var families: [AddressFamily]
    let wish: PortPool.Wish
    let reservation: UInt64?
    let lifetime: UInt32?

    init(reading message: STUNMessage) throws(Refusal) {
        guard let transport = try Self.read(RequestedTransport.self, message) else { throw Refusal(.badRequest) }
        guard transport == .udp else { throw Refusal(.unsupportedTransportProtocol) }
        _ = try Self.read(DontFragment.self, message)
        let even = try Self.read(EvenPort.self, message)
        let requested = try Self.read(RequestedAddressFamily.self, message)
        let additional = try Self.read(AdditionalAddressFamily.self, message)
        reservation = try Self.read(ReservationToken.self, message)?.rawValue
        lifetime = try Self.read(Lifetime.self, message)?.seconds
        if reservation != nil, even != nil || requested != nil || additional != nil { throw Refusal(.badRequest) }
        if requested != nil, additional != nil { throw Refusal(.badRequest) }
        if let additional {
            guard even?.reservesNext != true, additional.family == .ipv6 else { throw Refusal(.badRequest) }
            families = [.ipv4, .ipv6]
        } else {
            guard let family = requested.map(\.family) ?? .ipv4 else { throw Refusal(.addressFamilyNotSupported) }
            families = [family]
        }
        wish = even.map { $0.reservesNext ? .evenWithNext : .even } ?? .any
    }

    /// An attribute that is there and cannot be read makes a bad request.
    static func read<Attribute: STUNAttribute>(
        _ kind: Attribute.Type, _ message: STUNMessage
    ) throws(Refusal) -> Attribute? {
        do {
            return try message.attribute(kind)
        } catch {
            throw Refusal(.badRequest)
        }
    }
}
