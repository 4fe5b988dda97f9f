// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import AddressRanges
import Dispatch

/// Requests through libcurl. libcurl blocks, so every one runs on a thread of this queue and none of the concurrency pool's; the
/// gate bounds how many run at once. A cancelled task ends its request within about a second.
public struct OutgoingClient: OutgoingSending {
    private static let queue = DispatchQueue(label: "visavis.outgoing", attributes: .concurrent)

    private let gate: AddressGate
    private let turns: Turns
    private let limits: OutgoingLimits
    private let authorities: String?

    /// - Parameters:
    ///   - allowed: ranges that may be asked although they are not public.
    ///   - authorities: a PEM file of the certificate authorities to trust; the system's if nil.
    public init(allowed: [AddressRange] = [], limits: OutgoingLimits = OutgoingLimits(), authorities: String? = nil) {
        gate = AddressGate(allowed: allowed)
        turns = Turns(most: limits.atOnce, waiting: limits.waiting)
        self.limits = limits
        self.authorities = authorities
    }

    /// Follows the redirects of a GET, each under the same checks.
    public func send(_ request: OutgoingRequest) async throws(OutgoingError) -> OutgoingAnswer {
        try await turns.enter()
        defer { turns.leave() }
        let end = ContinuousClock.now + limits.whole
        var address = request.address
        for _ in 0...limits.redirects {
            let answer = try await ask(address, request, until: end)
            guard request.method == .get, [301, 302, 303, 307, 308].contains(answer.status) else { return answer }
            guard let location = answer.fields["location"] else { throw .badRedirect }
            address = try address.redirected(to: location, typed: request.address)
        }
        throw .badRedirect
    }

    private func ask(
        _ address: WebAddress, _ request: OutgoingRequest, until end: ContinuousClock.Instant
    ) async throws(OutgoingError) -> OutgoingAnswer {
        let left = end - .now
        guard left > .zero else { throw .timedOut }
        let transfer = Transfer(
            address: address, request: request, gate: gate, limits: limits, time: left, authorities: authorities)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Self.queue.async { continuation.resume(returning: transfer.perform()) }
            }
        } onCancel: {
            transfer.cancel()
        }
        return try outcome.get()
    }
}
