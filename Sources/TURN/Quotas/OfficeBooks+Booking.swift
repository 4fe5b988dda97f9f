// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension OfficeBooks {
    /// Books an allocation with its ports: all of it, or nothing.
    /// - Parameter served: the families that the relay has addresses of, among those asked for.
    mutating func book(
        _ wanted: AllocateRequest, served: [AddressFamily], for credential: KnownCredential, at now: NIODeadline,
        keeping reservationTime: TimeAmount
    ) -> Result<PortBooking, BookingRefusal> {
        if let token = wanted.reservation { return bookReserved(token, for: credential, at: now) }
        guard let first = served.first else { return .failure(.family) }
        let seat: Seat
        switch admit(credential.name, username: credential.username, at: now) {
        case .seat(let granted): seat = granted
        case let refusal: return .failure(Self.refusal(refusal))
        }
        var booking = PortBooking(seat: seat)
        for family in wanted.families {
            if served.contains(family), let port = takePort(wanted.wish, family) {
                booking.setPort(port, family)
            } else {
                booking.failedFamily = family
                booking.failure = served.contains(family) ? .insufficientCapacity : .addressFamilyNotSupported
            }
        }
        guard booking.portIPv4 != 0 || booking.portIPv6 != 0 else {
            release(seat, leaving: Holdings(), unusedBytes: 0, at: now)
            return .failure(.ports)
        }
        guard wanted.wish == .evenWithNext else { return .success(booking) }
        let port = first == .ipv4 ? booking.portIPv4 : booking.portIPv6
        guard let token = reserve(above: port, first, for: seat, until: now + reservationTime) else {
            givePort(port, first)
            release(seat, leaving: Holdings(), unusedBytes: 0, at: now)
            return .failure(.quota)
        }
        booking.reservation = token
        return .success(booking)
    }

    private mutating func bookReserved(
        _ token: UInt64, for credential: KnownCredential, at now: NIODeadline
    ) -> Result<PortBooking, BookingRefusal> {
        guard let reservation = reservation(token, at: now) else { return .failure(.reservation) }
        claim(token)
        switch admit(credential.name, username: credential.username, at: now) {
        case .seat(let seat):
            var booking = PortBooking(seat: seat)
            booking.setPort(reservation.port, reservation.family)
            booking.isClaimed = true
            return .success(booking)
        case let refusal:
            givePort(reservation.port, reservation.family)
            return .failure(Self.refusal(refusal))
        }
    }

    private static func refusal(_ admission: Admission) -> BookingRefusal {
        switch admission {
        case .revoked: .revoked
        case .participantFull: .quota
        case .serverFull, .seat: .capacity
        }
    }
}
