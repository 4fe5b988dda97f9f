// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Words

extension AppointmentMail {
    /// In the client's language and zone.
    var clientTimes: MailTimes {
        MailTimes(
            catalog: stationery.catalogs[details.clientLanguage], reader: details.clientZone, other: details.hostZone,
            now: stationery.clock.now)
    }

    func clientLetter(_ kind: MailKind) -> Letter {
        let times = clientTimes
        let catalog = times.catalog
        var letter = letter(kind, times, to: details.client.name)
        letter.facts = facts(times)
        if !facts.words.isEmpty {
            let values = ["name": details.host.name, "words": facts.words]
            letter.paragraphs.append(catalog("mail_words", values))
        }
        // A request that is moved stays one: nobody should believe to be expected.
        if kind == .moved || kind == .handedOver, appointment.state == .requested {
            let values = ["practitioner": details.host.name]
            letter.paragraphs.append(catalog("mail_unconfirmed", values))
        }
        switch kind {
        case .requestReceived: addRequest(to: &letter, times)
        case .proposed: addProposals(to: &letter, times)
        case .declined, .slotLost, .expired, .cancelled: addOtherTimes(to: &letter, times)
        case .testLink: addTest(to: &letter)
        case .handedOver: addFollow(to: &letter)
        case .doorOpen, .runningLate, .onTime: addEntrance(to: &letter, asksForTest: false)
        default: addEntrance(to: &letter, asksForTest: !isTested)
        }
        if let phone = details.helpPhone {
            letter.footnotes.append(Letter.Footnote(text: catalog("mail_phone", ["phone": phone]), address: nil))
        }
        let reply = catalog("mail_reply", ["practitioner": standIn == nil ? details.host.name : details.practice.name])
        letter.footnotes.append(Letter.Footnote(text: reply, address: nil))
        return letter
    }

    private func addRequest(to letter: inout Letter, _ times: MailTimes) {
        addFollow(to: &letter)
        if let end = appointment.expiresAt {
            letter.hint = letter.catalog("mail_request_until", ["moment": times.line(end)])
        }
    }

    private func addFollow(to letter: inout Letter) {
        let label = letter.catalog(appointment.state == .requested ? "mail_follow" : "mail_follow_appointment")
        letter.button = Letter.Button(label: label, address: manageLink)
        letter.footnotes.append(Letter.Footnote(text: letter.catalog("mail_link"), address: manageLink))
    }

    /// The times stand as text: the button leads to the client's own page, where one of them is taken.
    private func addProposals(to letter: inout Letter, _ times: MailTimes) {
        let catalog = letter.catalog
        letter.facts = [
            Letter.Fact(label: catalog("mail_requested"), values: times.moments(appointment.startsAt)),
            Letter.Fact(label: catalog("mail_proposals"), values: facts.alternatives.map(times.line)),
        ]
        letter.button = Letter.Button(label: catalog("mail_choose"), address: manageLink)
        letter.hint =
            appointment.expiresAt.map { catalog("mail_choose_until", ["moment": times.line($0)]) }
            ?? catalog("mail_choose_hint")
        letter.footnotes.append(Letter.Footnote(text: catalog("mail_link"), address: manageLink))
    }

    private func addOtherTimes(to letter: inout Letter, _ times: MailTimes) {
        let catalog = letter.catalog
        guard let bookingSlug else {
            letter.hint = catalog("mail_other_time")
            return
        }
        if !facts.alternatives.isEmpty {
            letter.facts.append(
                Letter.Fact(label: catalog("mail_alternatives"), values: facts.alternatives.map(times.line)))
        }
        let address = stationery.links.book(bookingSlug)
        letter.button = Letter.Button(label: catalog("mail_book"), address: address)
        letter.footnotes.append(Letter.Footnote(text: catalog("mail_link"), address: address))
    }

    private func addTest(to letter: inout Letter) {
        let catalog = letter.catalog
        letter.button = Letter.Button(label: catalog("mail_test"), address: testLink)
        letter.hint = catalog("mail_test_hint")
        letter.footnotes.append(Letter.Footnote(text: catalog("mail_link"), address: testLink))
        addManage(to: &letter)
    }

    /// The join link, which is the one that may stand in a calendar and be read aloud; the manage link stands in mails only.
    private func addEntrance(to letter: inout Letter, asksForTest: Bool) {
        let catalog = letter.catalog
        guard appointment.state != .requested else {
            return addFollow(to: &letter)
        }
        letter.button = Letter.Button(label: catalog("mail_join"), address: joinLink)
        letter.hint = catalog("mail_join_hint")
        letter.footnotes.append(Letter.Footnote(text: catalog("mail_link"), address: joinLink))
        if asksForTest {
            letter.footnotes.append(Letter.Footnote(text: catalog("mail_test_before"), address: testLink))
        }
        addManage(to: &letter)
    }

    private func addManage(to letter: inout Letter) {
        letter.footnotes.append(Letter.Footnote(text: letter.catalog("mail_manage"), address: manageLink))
    }
}
