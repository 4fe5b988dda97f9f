// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Configuration
import Foundation
import SystemPackage
import Web
import Yams

/// The effective configuration: flags over `VISAVIS_*` over `visavis.yaml` over the table's defaults. Every value has been
/// checked against the table, before anything opens a file or a socket.
struct Settings: Sendable {
    private let values: [String: String]

    /// - Parameters:
    ///   - flags: `--http-port 8080` and so on, as given on the command line.
    ///   - file: YAML with the table's keys at its top level; nil when there is none.
    init(flags: [String], environment: [String: String], file: URL?) async throws {
        try Self.refuseUnknown(flags: flags)
        try Self.refuseUnknown(environment: environment)
        var providers: [any ConfigProvider] = [
            CommandLineArgumentsProvider(arguments: ["visavis"] + flags),
            EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "visavis"),
        ]
        if let file {
            try Self.refuseUnknown(file: file)
            do {
                providers.append(
                    try await FileProvider<YAMLSnapshot>(filePath: .init(file.path(percentEncoded: false))))
            } catch {
                throw SettingsError.unreadableFile(file.lastPathComponent, reason: "\(error)")
            }
        }
        let reader = ConfigReader(providers: providers)
        var values: [String: String] = [:]
        for setting in Setting.table {
            guard
                let value = reader.string(forKey: ConfigKey([setting.key]), isSecret: setting.isSecret)
                    ?? setting.standard
            else { continue }
            try setting.check(value)
            values[setting.key] = value
        }
        self.values = values
        if (values["tlsCertificate"] == nil) != (values["tlsKey"] == nil) {
            let (set, unset) = values["tlsKey"] == nil ? ("tlsCertificate", "tlsKey") : ("tlsKey", "tlsCertificate")
            throw SettingsError.together(set, unset)
        }
        for (one, other) in Self.needs where values[one] != nil && values[other] == nil {
            throw SettingsError.together(one, other)
        }
        if values["turnUrls"] != nil, values["turnExternalUrls"] != nil {
            throw SettingsError.apart("turnUrls", "turnExternalUrls")
        }
    }

    /// What is worth nothing without the other.
    private static let needs = [
        ("smtpUrl", "mailFrom"), ("turnExternalUrls", "turnSecret"), ("turnTlsPort", "tlsCertificate"),
    ]

    /// The value of a key, or nil when it is not set and has no default.
    subscript(_ key: String) -> String? { values[key] }

    func text(_ key: String) -> String { values[key] ?? "" }

    func integer(_ key: String) -> Int { values[key].flatMap(Int.init) ?? 0 }

    /// Of a setting that is `yes` or `no`.
    func isOn(_ key: String) -> Bool { values[key] == "yes" }

    /// The whole table as it holds now, without secrets.
    var effective: [(key: String, value: String)] {
        Setting.table.map { setting in
            let value = values[setting.key]
            return (setting.key, setting.isSecret && value != nil ? "(set, hidden)" : value ?? "(not set)")
        }
    }

    /// The same, as the owner's page shows it.
    var shown: [Site.ShownSetting] {
        Setting.table.map { setting in
            let value = values[setting.key]
            return Site.ShownSetting(
                key: setting.environmentName,
                value: value.map { setting.isSecret ? .hidden : .text($0) } ?? .unset, isSet: value != setting.standard)
        }
    }

    private static func refuseUnknown(flags: [String]) throws {
        var rest = flags[...]
        while let flag = rest.popFirst() {
            let name = flag.split(separator: "=", maxSplits: 1).first.map(String.init) ?? flag
            guard Setting.table.contains(where: { $0.flag == name }) else {
                throw SettingsError.unknown(name, near: nearest(to: name, in: Setting.table.map(\.flag)))
            }
            if !flag.contains("="), rest.popFirst() == nil { throw SettingsError.missingValue(flag: name) }
        }
    }

    private static func refuseUnknown(environment: [String: String]) throws {
        let known = Set(Setting.table.map(\.environmentName))
        for name in environment.keys.sorted() where name.hasPrefix("VISAVIS_") && !name.hasPrefix("VISAVIS_TEST_") {
            guard known.contains(name) else {
                throw SettingsError.unknown(name, near: nearest(to: name, in: Array(known)))
            }
        }
    }

    private static func refuseUnknown(file: URL) throws {
        let known = Set(Setting.table.map(\.key))
        do {
            let text = try String(contentsOf: file, encoding: .utf8)
            let mapping = try Yams.compose(yaml: text)?.mapping
            for (key, _) in mapping ?? [:] {
                let name = key.string ?? "?"
                guard known.contains(name) else {
                    throw SettingsError.unknown(name, near: nearest(to: name, in: Array(known)))
                }
            }
        } catch let error as SettingsError {
            throw error
        } catch {
            throw SettingsError.unreadableFile(file.lastPathComponent, reason: "\(error)")
        }
    }

    /// The known name with the smallest edit distance, when it is close enough to be a slip.
    private static func nearest(to name: String, in known: [String]) -> String? {
        known.map { ($0, distance(name, $0)) }.filter { $0.1 <= 3 }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    }

    private static func distance(_ one: String, _ other: String) -> Int {
        let other = Array(other)
        var row = Array(0...other.count)
        for (i, a) in one.enumerated() {
            var previous = row[0]
            row[0] = i + 1
            for (j, b) in other.enumerated() {
                (previous, row[j + 1]) = (row[j + 1], min(row[j + 1] + 1, row[j] + 1, previous + (a == b ? 0 : 1)))
            }
        }
        return row[other.count]
    }
}
