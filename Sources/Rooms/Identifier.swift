// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A name that means nothing outside its kind: the tag keeps a visitor's from being passed where a knock's is expected.
public struct Identifier<Tag>: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

public enum RoomTag {}
public enum VisitorTag {}
public enum HostPageTag {}
public enum KnockTag {}
public enum CallTag {}
public enum AppointmentTag {}
public enum TokenHashTag {}

/// A practitioner's permanent room.
public typealias RoomID = Identifier<RoomTag>
/// One page load of a client's link; the signed ticket names it.
public typealias VisitorID = Identifier<VisitorTag>
/// One page load of the host's; the signed ticket names it.
public typealias HostPageID = Identifier<HostPageTag>
/// Made by the client's page, so that a knock repeated after a reconnect is the same knock.
public typealias KnockID = Identifier<KnockTag>
public typealias CallID = Identifier<CallTag>
public typealias AppointmentID = Identifier<AppointmentTag>
/// The SHA-256 of a resume token. The token itself never enters this module.
public typealias TokenHash = Identifier<TokenHashTag>
