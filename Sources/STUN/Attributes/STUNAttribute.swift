// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One attribute: reader and writer of a value together, in a file named as the RFC names it.
public protocol STUNAttribute {
    static var type: AttributeType { get }

    /// Reads the value. Throws `invalidAttribute` for a length or value that the attribute's section does not allow.
    init(reading value: AttributeValue) throws(STUNError)

    /// Writes the value only: header and padding are the writer's.
    func write(into writer: inout STUNMessageWriter)
}
