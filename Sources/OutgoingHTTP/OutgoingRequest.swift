// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One request to a typed address.
public struct OutgoingRequest: Sendable {
    public enum Method: Sendable, Equatable {
        case get
        /// The content, and its type. Redirects of a POST are not followed: they are the answer.
        case post(body: [UInt8], type: String)
    }

    public let address: WebAddress
    public let method: Method
    /// Fields beside those that every request has. No line breaks in them.
    public let fields: [(name: String, value: String)]

    public init(_ method: Method = .get, _ address: WebAddress, fields: [(name: String, value: String)] = []) {
        self.method = method
        self.address = address
        self.fields = fields.filter { field in
            (field.name + field.value).unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F }
        }
    }
}

/// What came back, whatever the status says.
public struct OutgoingAnswer: Sendable, Equatable {
    public let status: Int
    /// With names in lower case; the last one of a name.
    public let fields: [String: String]
    public let body: [UInt8]

    public init(status: Int, fields: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}

/// Asks addresses that people typed. A value of this is the outside world: the live one is ``OutgoingClient``.
public protocol OutgoingSending: Sendable {
    func send(_ request: OutgoingRequest) async throws(OutgoingError) -> OutgoingAnswer
}
