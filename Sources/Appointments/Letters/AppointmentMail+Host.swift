// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Words

extension MailKind {
    /// Whether the practitioner reads it.
    public var isForHost: Bool {
        switch self {
        case .requestNew, .confirmedForHost, .proposalTaken, .movedByClient, .takenOver, .cancelledByClient,
            .clientWaited:
            true
        default: false
        }
    }
}

extension AppointmentMail {
    /// In the practitioner's language and zone.
    var hostTimes: MailTimes {
        let language = Language(rawValue: details.host.language) ?? details.clientLanguage
        return MailTimes(
            catalog: stationery.catalogs[language], reader: TimeZone(identifier: details.host.timeZone) ?? .gmt,
            other: details.clientZone, now: stationery.clock.now)
    }

    /// The button leads to the desk, where one signs in: opening it changes nothing.
    func hostLetter(_ kind: MailKind) -> Letter {
        let times = hostTimes
        let catalog = times.catalog
        var letter = letter(kind, times, to: details.host.name)
        letter.facts = facts(times)
        if !facts.words.isEmpty {
            let values = ["name": details.client.name, "words": facts.words]
            letter.paragraphs.append(catalog("mail_words", values))
        }
        if kind == .takenOver { addHandOver(to: &letter) }
        let links = stationery.links
        let isAsked =
            kind == .requestNew
            || [.takenOver, .movedByClient].contains(kind) && appointment.state == .requested
        let address = isAsked ? links.deskRequest(appointment.id) : links.deskAppointment(appointment.id)
        letter.button = Letter.Button(label: catalog(isAsked ? "mail_answer" : "mail_open"), address: address)
        if isAsked, let end = appointment.expiresAt {
            letter.hint = catalog("mail_answer_until", ["moment": times.line(end)])
        }
        letter.footnotes.append(Letter.Footnote(text: catalog("mail_link"), address: address))
        return letter
    }

    /// Whose it was, as long as that is known, and that a request still waits.
    private func addHandOver(to letter: inout Letter) {
        let catalog = letter.catalog
        if let former = formerHost?.name {
            letter.facts.append(Letter.Fact(label: catalog("mail_former"), values: [former]))
        }
        if appointment.state == .requested { letter.paragraphs.append(catalog("mail_taken_over_request")) }
    }
}
