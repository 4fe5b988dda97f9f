// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension OfficeBooks {
    /// How long a port that another program has is left alone.
    private static let restTime = TimeAmount.seconds(60)

    mutating func takePort(_ wish: PortPool.Wish, _ family: AddressFamily) -> UInt16? {
        let port = changePool(family) { $0.take(wish) }
        if let port { livePorts.insert(port, family) }
        return port
    }

    mutating func givePort(_ port: UInt16, _ family: AddressFamily) {
        livePorts.remove(port, family)
        changePool(family) { $0.give(port) }
    }

    /// Lays a port aside for a minute because another program has it.
    mutating func restPort(_ port: UInt16, _ family: AddressFamily, at now: NIODeadline) {
        livePorts.remove(port, family)
        changePool(family) { $0.rest(port, until: now + Self.restTime) }
    }

    /// Keeps the port above a taken one for 30 seconds, counted as one more allocation of the participant.
    /// - Returns: the token, or nil when the participant may not hold one more.
    mutating func reserve(
        above port: UInt16, _ family: AddressFamily, for seat: Seat, until expires: NIODeadline
    ) -> UInt64? {
        guard participants[Int(seat.participant)]?.hasRoom(forAllocations: 1) == true else { return nil }
        var token = UInt64.random(in: 1 ... .max)
        while reservations[token] != nil { token = UInt64.random(in: 1 ... .max) }
        changePool(family) { $0.keep(port + 1) }
        _ = participants.update(Int(seat.participant)) { $0.reservations += 1 }
        reservations[token] = Reservation(
            port: port + 1, family: family, expires: expires, participant: seat.participant)
        return token
    }

    /// What a token stands for, while it is valid.
    func reservation(_ token: UInt64, at now: NIODeadline) -> Reservation? {
        guard let reservation = reservations[token], reservation.expires > now else { return nil }
        return reservation
    }

    /// Hands a kept port to an allocation; its place as an allocation must be free again before it is booked.
    mutating func claim(_ token: UInt64) {
        guard let reservation = reservations.removeValue(forKey: token) else { return }
        changePool(reservation.family) { $0.takeKept() }
        livePorts.insert(reservation.port, reservation.family)
        forget(reservation)
    }

    /// Ends a reservation that nobody will claim.
    mutating func cancelReservation(_ token: UInt64) {
        guard let reservation = reservations.removeValue(forKey: token) else { return }
        changePool(reservation.family) { $0.letGo(reservation.port) }
        forget(reservation)
    }

    mutating func expireReservations(at now: NIODeadline) {
        guard !reservations.isEmpty else { return }
        for token in reservations.filter({ $0.value.expires <= now }).keys { cancelReservation(token) }
    }

    private mutating func forget(_ reservation: Reservation) {
        _ = participants.update(Int(reservation.participant)) { $0.reservations -= 1 }
    }

    private mutating func changePool<Result>(_ family: AddressFamily, _ body: (inout PortPool) -> Result) -> Result {
        family == .ipv4 ? body(&poolIPv4) : body(&poolIPv6)
    }
}
