// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What one socket says before the load begins.
struct Plan: Decodable {
    enum Step: Decodable {
        case send(String)
        /// Waits until a message that contains the text has come.
        case await(String)

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            let (verb, text) = (try list.decode(String.self), try list.decode(String.self))
            switch verb {
            case "send": self = .send(text)
            case "await": self = .await(text)
            default: throw DecodingError.dataCorruptedError(in: list, debugDescription: "send or await, not \(verb)")
            }
        }
    }

    var protocols: String?
    var steps: [Step] = []
}
