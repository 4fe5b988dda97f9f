// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import visavis

@Suite("The configuration")
struct SettingsTests {
    private func settings(
        flags: [String] = [], environment: [String: String] = [:], yaml: String? = nil
    ) async throws -> Settings {
        guard let yaml else { return try await Settings(flags: flags, environment: environment, file: nil) }
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml")
        try yaml.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await Settings(flags: flags, environment: environment, file: file)
    }

    @Test("takes flags over environment over file over defaults")
    func precedence() async throws {
        let yaml = "httpPort: 1001\nhttpHost: file.example\ndefaultLocale: en\n"
        let environment = ["VISAVIS_HTTP_PORT": "1002", "VISAVIS_HTTP_HOST": "environment.example", "HOME": "/x"]
        let settings = try await settings(flags: ["--http-port", "1003"], environment: environment, yaml: yaml)
        #expect(settings.integer("httpPort") == 1003)
        #expect(settings["httpHost"] == "environment.example")
        #expect(settings["defaultLocale"] == "en")
        #expect(settings["defaultTimeZone"] == "Europe/Paris")
    }

    @Test("refuses unknown keys and says what was probably meant")
    func unknown() async {
        await #expect(throws: SettingsError.unknown("--http-prt", near: "--http-port")) {
            try await settings(flags: ["--http-prt", "1"])
        }
        await #expect(throws: SettingsError.unknown("VISAVIS_HTPP_PORT", near: "VISAVIS_HTTP_PORT")) {
            try await settings(environment: ["VISAVIS_HTPP_PORT": "1"])
        }
        await #expect(throws: SettingsError.unknown("httpport", near: "httpPort")) {
            try await settings(yaml: "httpport: 1")
        }
    }

    @Test(
        "refuses bad values before anything starts",
        arguments: [
            ("VISAVIS_HTTP_PORT", "abc"), ("VISAVIS_HTTP_PORT", "70000"), ("VISAVIS_PUBLIC_URL", "visavis.example"),
            ("VISAVIS_DEFAULT_TIME_ZONE", "Paris"), ("VISAVIS_DEFAULT_LOCALE", "de"), ("VISAVIS_KNOCK_SECONDS", "0"),
            ("VISAVIS_TRUSTED_PROXIES", "everyone"), ("VISAVIS_MAIL_FROM", "a@b\r\nX: y"),
        ])
    func bad(name: String, value: String) async {
        await #expect(throws: SettingsError.self) { try await settings(environment: [name: value]) }
    }

    @Test("refuses half of what goes together")
    func together() async {
        await #expect(throws: SettingsError.together("tlsCertificate", "tlsKey")) {
            try await settings(environment: ["VISAVIS_TLS_CERTIFICATE": "/a.pem"])
        }
        await #expect(throws: SettingsError.together("smtpUrl", "mailFrom")) {
            try await settings(environment: ["VISAVIS_SMTP_URL": "smtp://mail.example"])
        }
    }

    @Test("never shows a secret, not even in an error")
    func secrets() async throws {
        let environment = [
            "VISAVIS_SMTP_URL": "smtp://user:hunter2@mail.example", "VISAVIS_MAIL_FROM": "a@example.org",
        ]
        let shown = try await settings(environment: environment).effective.map(\.value).joined()
        #expect(!shown.contains("hunter2"))
        let error = await #expect(throws: SettingsError.self) {
            try await settings(environment: [
                "VISAVIS_SMTP_URL": "ftp://user:hunter2@x", "VISAVIS_MAIL_FROM": "a@example.org",
            ])
        }
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test("is the table that docs/configure.md shows")
    func documented() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let document = try String(contentsOf: root.appending(path: "docs/configure.md"), encoding: .utf8)
        #expect(document.contains(Setting.markdownTable))
    }
}
