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
        let line = name + parameters.map { ";\($0.name)=\($0.value.written)" }.joined() + ":" + value
        var column = 0
        for scalar in line.unicodeScalars {
            let octets = Array(String(scalar).utf8)
            if column + octets.count > 75 {
                bytes += "\r\n ".utf8
                column = 1
            }
            bytes += octets
            column += octets.count
        }
        bytes += "\r\n".utf8
    }
}
