// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The calendar object of a mail (RFC 6047): shown as an invitation and attached as a file.
public struct CalendarPart: Sendable, Equatable {
    /// The object's METHOD, which the part's content type must repeat.
    public enum Method: String, Sendable {
        case request = "REQUEST"
        case cancel = "CANCEL"
    }

    public let method: Method
    /// The iCalendar object, in UTF-8 with CRLF.
    public let content: [UInt8]

    public init(method: Method, content: [UInt8]) {
        self.method = method
        self.content = content
    }
}
