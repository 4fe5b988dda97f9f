// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import FrontDoor
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import Storage
import Synchronization
import TURN
import UnixSignals
import Web

/// Runs the application, and runs it anew when a copy is restored: the process stays, its inside is made again.
struct ServerLoop {
    let settings: Settings
    let folder: DataFolder
    let lock: DataFolderLock

    /// Until a signal. Ends within 5 s of one.
    func run() async throws {
        let order = StopOrder()
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        try await withThrowingTaskGroup { group in
            group.addTask { await order.listen(to: signals) }
            try await run(until: order)
            group.cancelAll()
        }
    }

    private func run(until order: StopOrder) async throws {
        let wanted = RestoreWish()
        repeat {
            if let path = wanted.take() { restore(path) }
            if await order.isGiven { return }
            let application = try await VisavisApplication(settings: settings, folder: folder)
            defer { try? application.store.close() }
            try await serve(application, wanted, until: order)
        } while wanted.isSet
    }

    private func serve(_ application: VisavisApplication, _ wanted: RestoreWish, until order: StopOrder) async throws {
        let stopper = Stopper()
        let control = ControlSocket(path: folder.socket, logger: application.logger) { request in
            guard case .restore(let path, let force) = request else { return await application.answer(request) }
            let reply = await Self.prepareRestore(path, force: force, application, wanted)
            if reply.done { stopper.stop() }
            return reply
        }
        let tls = try TLSConfiguration.server(settings)
        let revoked = try await application.store.read { try $0.revokedCredentials.list(now: Date()) }
        let relay = try application.relay.start(
            settings, tls, revoked: revoked.map(\.participant), application.logger)
        let door = FrontDoor(relay: relay, tls: tls)
        let web = try application.site.application(
            host: settings.text("httpHost"), port: settings.integer("httpPort"), behind: { try door.lead(to: $0) },
            logger: application.logger,
            onRunning: { channel in await announce(channel, application) })
        // Stopped from the end: the pages first, the relay before the calls that it serves.
        let services: [any Service] =
            [application.registry, application.outbox, application.due, application.expiry]
            + application.outside.services + [control, stopper]
            + (relay.map { [$0] } ?? []) + [web]
        var configuration = ServiceGroupConfiguration(calledByType: services, logger: application.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(4)
        do {
            try await order.run(ServiceGroup(configuration: configuration))
        } catch let error as IOError {
            throw cannotListen(String(cString: strerror(error.errnoCode)))
        } catch is SocketAddressError {
            throw cannotListen("no such address")
        }
    }

    private func cannotListen(_ reason: String) -> OperatorError {
        OperatorError(
            "Cannot listen on httpHost \(settings.text("httpHost")), httpPort \(settings.integer("httpPort")): \(reason)."
        )
    }

    /// Says where it answers, and how to begin when the site has no owner.
    private func announce(_ channel: any Channel, _ application: VisavisApplication) async {
        let port = channel.localAddress?.port ?? settings.integer("httpPort")
        var lines = [
            "Vis-à-vis answers at \(settings.text("publicUrl")) (listening on \(settings.text("httpHost")), port \(port))."
        ]
        lines += application.relay.inside.announcement
        if settings["smtpUrl"] == nil {
            lines.append("No mail server is configured: mails are kept and shown on the desk.")
        }
        if !application.site.blursBackgrounds {
            lines.append("Pages have no background blur: its files are not built (scripts/blur).")
        }
        if let token = try? await application.accounts.setUpToken() {
            lines.insert("Open this link once to set up the site: \(application.links.setUp(token))", at: 0)
        }
        // One write, so that whoever reads the lines as they come has the link when the last one is there.
        FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }

    private static func prepareRestore(
        _ path: String, force: Bool, _ application: VisavisApplication, _ wanted: RestoreWish
    ) async -> ControlReply {
        do {
            let report = try SQLiteStore.verify(backup: path)
            let isCallRunning = try await application.isCallRunning()
            guard force || !isCallRunning else {
                return ControlReply(done: false, sentence: "A call is running. Wait for its end, or add --force.")
            }
            wanted.set(path)
            return ControlReply(
                done: true,
                sentence: "Checked: \(report.appointments) appointments, \(report.accounts) people. "
                    + "The server takes it in now and keeps the present database beside it; open pages reconnect by themselves."
            )
        } catch {
            return ControlReply(done: false, sentence: "\(error)")
        }
    }

    private func restore(_ path: String) {
        var logger = VisavisApplication.logger(settings)
        logger[metadataKey: "file"] = "\(path)"
        do {
            let (_, aside) = try SQLiteStore.restore(backup: path, name: folder.databaseName, under: lock, now: Date())
            logger.notice("restored", metadata: ["kept": "\(aside ?? "-")"])
        } catch {
            logger.error("not restored, the database is as it was", metadata: ["error": "\(error)"])
        }
    }
}

/// The copy that is to be restored when the application has stopped.
private final class RestoreWish: Sendable {
    private let path = Mutex<String?>(nil)

    var isSet: Bool { path.withLock { $0 != nil } }

    func set(_ new: String) { path.withLock { $0 = new } }

    func take() -> String? {
        path.withLock { path in
            defer { path = nil }
            return path
        }
    }
}
