// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Calls
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// The client's page of a call, by a personal link or by the room's link. It needs no cookie and changes nothing.
struct CallController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.room(slug: SiteURL.Parameter.slug).pattern, use: byRoom)
        router.get(
            SiteURL.personal(slug: SiteURL.Parameter.slug, token: SiteURL.Parameter.token).pattern, use: byAppointment)
    }

    private func byRoom(_ request: Request, context: PageContext) async throws -> Response {
        let slug = context.parameters.get("slug") ?? ""
        let found = try await site.store.read { transaction -> (RoomRow, Practitioner, Practice)? in
            guard let room = try transaction.rooms.find(slug: slug), let practice = try transaction.practice.find(),
                let practitioner = try transaction.practitioners.find(roomID: room.id)
            else { return nil }
            return (room, practitioner, practice)
        }
        guard let (room, practitioner, practice) = found else { throw WebError.unknownLink }
        let ticket: String
        do {
            ticket = try site.tickets.visitorTicket(room: room.id, slug: slug, address: context.clientAddress)
        } catch {
            throw WebError.tooMany(retryAfter: 600)
        }
        let link = site.publicURL.absolute(.room(slug: slug))
        let view = ClientCallView(
            context: pageContext(ticket: ticket, cameraOn: practitioner.cameraOnAtEntry, zone: practice.timeZone),
            host: HostCard(
                name: nil, initials: Initials.of(practice.name), welcome: nil,
                helpPhone: practice.helpPhone.isEmpty ? nil : practice.helpPhone),
            practice: practice.name, state: .open, when: nil, opens: nil, clientName: nil, link: link,
            linkQR: QRCode.svg(link, label: site.words(context)("call_qr_name")))
        return try await site.page(view, request, context, kind: .call)
    }

    private func byAppointment(_ request: Request, context: PageContext) async throws -> Response {
        let token = context.parameters.get("token") ?? ""
        let details: AppointmentDetails
        do {
            details = try await site.book.find(joinToken: token)
        } catch AppointmentError.notFound {
            throw WebError.unknownLink
        }
        let appointment = details.appointment
        let ticket: String
        do {
            ticket = try site.tickets.visitorTicket(
                room: details.room.id, appointment: appointment.id, revision: appointment.linkRevision,
                address: context.clientAddress)
        } catch {
            throw WebError.tooMany(retryAfter: 600)
        }
        let language = context.hasChosenLanguage ? context.language : details.clientLanguage
        let words = site.catalogs[language]
        let zone = details.clientZone
        let link = site.book.joinLink(details)
        let view = ClientCallView(
            context: pageContext(
                ticket: ticket, cameraOn: details.practitioner.cameraOnAtEntry, zone: zone.identifier),
            host: HostCard(
                name: details.host.name, initials: Initials.of(details.host.name),
                welcome: details.practitioner.welcome,
                helpPhone: details.helpPhone),
            practice: details.practice.name, state: state(of: details),
            when: words.moment(appointment.startsAt, in: zone, now: site.clock.now),
            startsAt: Int((appointment.startsAt.timeIntervalSince1970 * 1000).rounded()),
            zoneName: words.zoneName(zone), opens: words.time(details.knockWindow.opens, in: zone),
            delay: delay(of: appointment, words, zone),
            clientName: details.client.name, link: link, linkQR: QRCode.svg(link, label: words("call_qr_name")))
        return try await site.page(view, request, context, kind: .call, language: language)
    }

    private func delay(
        of appointment: Appointment, _ words: Catalog, _ zone: TimeZone
    ) -> (minutes: Int, time: String)? {
        guard appointment.delayMinutes > 0 else { return nil }
        let start = appointment.startsAt.addingTimeInterval(Double(appointment.delayMinutes) * 60)
        return (appointment.delayMinutes, "\(words.time(start, in: zone)) (\(words.zoneName(zone)))")
    }

    private func pageContext(ticket: String, cameraOn: Bool, zone: String) -> CallPageContext {
        CallPageContext(
            ticket: ticket, signalling: SiteURL.signalling.path, cameraOnAtEntry: cameraOn, timeZone: zone,
            now: site.clock.now)
    }

    private func state(of details: AppointmentDetails) -> ClientCallView.State {
        switch details.appointment.state {
        case .cancelled, .declined, .expired, .requested: return .cancelled
        case .confirmed, .held, .missed: break
        }
        let now = site.clock.now
        if now < details.knockWindow.opens { return .tooEarly }
        return now >= details.knockWindow.closes ? .over : .open
    }
}
