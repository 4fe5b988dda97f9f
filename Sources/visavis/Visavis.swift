// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

@main
struct Visavis: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visavis",
        abstract: "One-to-one video appointments, self-hosted.",
        discussion:
            "Settings are flags, VISAVIS_… in the environment, or keys of visavis.yaml; `visavis config` lists them.",
        subcommands: [
            Serve.self, Relay.self, ShowConfiguration.self, BackUp.self, RestoreBackup.self, User.self,
            EraseClient.self, Doctor.self, ReadCalendar.self,
        ])
}
