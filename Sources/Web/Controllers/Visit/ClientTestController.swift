// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Calls
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Scheduling
import Storage

/// The device test of an appointment: the same as everybody's, but its result stays with the appointment.
struct ClientTestController: Sendable {
    let site: Site

    private struct Body: Decodable {
        let browser: String
        let camera: String
        let microphone: String
        let speaker: String
        let connection: String
    }

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.clientTest(token: SiteURL.Parameter.token).pattern, use: show)
        router.post(SiteURL.clientReadiness(token: SiteURL.Parameter.token).pattern, use: keep)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let visit = try await ClientVisit(site, context)
        guard visit.isOpen else { return site.redirect(.client(token: visit.token)) }
        let view = DeviceTestView(
            context: CallPageContext(
                ticket: "", signalling: SiteURL.signalling.path, cameraOnAtEntry: true,
                timeZone: visit.zone.identifier, now: site.clock.now),
            appointment: DeviceTestView.OfAppointment(token: visit.token, practitioner: visit.details.host.name))
        return try await visit.page(view, request, kind: .call)
    }

    /// What the page's script found. A test after the appointment is nobody's business any more: it is let go.
    private func keep(_ request: Request, context: PageContext) async throws -> Response {
        guard request.headers[.contentType]?.hasPrefix("application/json") == true else { throw WebError.malformed }
        guard let buffer = try? await request.body.collect(upTo: 4096) else { throw WebError.tooLarge }
        guard let body = try? JSONDecoder().decode(Body.self, from: Data(buffer.readableBytesView)),
            let camera = ReadinessResult.Device(rawValue: body.camera),
            let microphone = ReadinessResult.Device(rawValue: body.microphone),
            let speaker = ReadinessResult.Device(rawValue: body.speaker),
            let connection = ReadinessResult.Connection(rawValue: body.connection)
        else { throw WebError.malformed }
        let result = ReadinessResult(
            browser: body.browser, camera: camera, microphone: microphone, speaker: speaker, connection: connection)
        do {
            try await site.readiness.keep(result, manageToken: context.parameters.get("token") ?? "")
        } catch AppointmentError.notFound {
            throw WebError.unknownLink
        } catch AppointmentError.wrongState, AppointmentError.over {
            context.logger.info("test came late")
        }
        return Response(status: .noContent, headers: [.cacheControl: "no-store"])
    }
}
