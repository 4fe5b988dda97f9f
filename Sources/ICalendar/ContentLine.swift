// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A content line (RFC 5545, 3.1): name, parameters, value; folded so that no line is longer than 75 octets and no
/// character is cut in two.
struct ContentLine {
    let name: String
    let parameters: [(name: String, value: ParameterValue)]
    /// Already in the form of its value type.
    let value: String

    init(_ name: String, _ parameters: [(name: String, value: ParameterValue)] = [], value: String) {
        self.name = name
        self.parameters = parameters
        self.value = value
    }

    init(_ name: String, _ parameters: [(name: String, value: ParameterValue)] = [], text: String) {
        self.init(name, parameters, value: TextValue(text).escaped)
    }

    func write(into bytes: inout [UInt8]) {
        let line = Array((name + parameters.map { ";\($0.name)=\($0.value.written)" }.joined() + ":" + value).utf8)
        var (start, limit) = (0, 75)
        while line.count - start > limit {
            // A character is not cut: its second and further octets are 10xxxxxx.
            var end = start + limit
            while line[end] & 0xC0 == 0x80 { end -= 1 }
            bytes += line[start..<end]
            bytes += "\r\n ".utf8
            (start, limit) = (end, 74)
        }
        bytes += line[start...]
        bytes += "\r\n".utf8
    }
}
