// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why the configuration cannot be used. Each names the key, the value and what is allowed; secrets' values are not shown.
enum SettingsError: Error, Equatable, CustomStringConvertible {
    case unknown(String, near: String?)
    case bad(key: String, value: String, allowed: String)
    case together(String, String)
    case apart(String, String)
    case unreadableFile(String, reason: String)
    case missingValue(flag: String)

    var description: String {
        switch self {
        case .unknown(let name, let near):
            "There is no setting \(name)." + (near.map { " Did you mean \($0)?" } ?? "")
                + " `visavis config` lists them all."
        case .bad(let key, let value, let allowed):
            "\(key) is “\(value)”. Allowed: \(allowed)."
        case .together(let one, let other):
            "\(one) is set and \(other) is not: they go together."
        case .apart(let one, let other):
            "\(one) and \(other) are both set: only one of them can hold."
        case .unreadableFile(let path, let reason):
            "\(path) cannot be read as configuration: \(reason)."
        case .missingValue(let flag):
            "\(flag) needs a value."
        }
    }
}
