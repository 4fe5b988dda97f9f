// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Words

@Suite("The catalogs")
struct CatalogTests {
    let catalogs: Catalogs
    let paris = TimeZone(identifier: "Europe/Paris")!
    let newYork = TimeZone(identifier: "America/New_York")!
    let moment = Date(timeIntervalSince1970: 1_780_475_400)

    init() throws { catalogs = try Catalogs() }

    @Test("have the same keys in each language")
    func sameKeys() {
        #expect(catalogs[.fr].keys == catalogs[.en].keys)
        #expect(!catalogs[.fr].keys.isEmpty)
    }

    @Test("say every day and hour as the calendar has it, before 1970 and over changes of the clock too")
    func calendar() {
        var generator = SystemRandomNumberGenerator()
        for name in ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"] {
            guard let zone = TimeZone(identifier: name) else { continue }
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = zone
            for _ in 0..<500 {
                let seconds = Double.random(in: -2_000_000_000...8_000_000_000, using: &generator)
                let date = Date(timeIntervalSince1970: seconds.rounded())
                let parts = calendar.dateComponents([.weekday, .day, .month, .year, .hour, .minute], from: date)
                let en = catalogs[.en]
                let month = en("dates_month_\(parts.month ?? 0)")
                let day = "\(en("dates_weekday_\(parts.weekday ?? 0)")) \(parts.day ?? 0) \(month) \(parts.year ?? 0)"
                #expect(en.day(date, in: zone, year: true) == day)
                let minute = parts.minute ?? 0
                #expect(en.time(date, in: zone) == "\(parts.hour ?? 0):\(minute < 10 ? "0" : "")\(minute)")
            }
        }
    }

    @Test("say a moment in words, in the reader's zone")
    func moments() {
        let french = catalogs[.fr].moment(moment, in: paris, now: moment)
        #expect(french == "mercredi 3\u{A0}juin à 10\u{A0}h\u{A0}30 (heure de Paris)")
        #expect(catalogs[.en].moment(moment, in: newYork, now: moment) == "Wednesday 3 June at 4:30 (New York time)")
    }

    @Test(
        "wishes 39: where two clocks show different times each is said with its offset; where they agree it is said once"
    )
    func twoClocks() throws {
        let both = catalogs[.en].moments(moment, in: newYork, and: paris, now: moment)
        #expect(
            both == [
                "Wednesday 3 June at 4:30 (New York time, UTC−4)", "Wednesday 3 June at 10:30 (Paris time, UTC+2)",
            ])
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        #expect(
            catalogs[.en].moments(moment, in: berlin, and: paris, now: moment)
                == ["Wednesday 3 June at 10:30 (Berlin time)"])
        #expect(catalogs[.en].moments(moment, in: paris, and: .gmt, now: moment)[1] == "Wednesday 3 June at 8:30 (UTC)")
    }

    @Test("an hour as it was agreed by other rules is said with their offset")
    func agreed() {
        #expect(
            catalogs[.fr].moment(moment, in: paris, offset: 3600, now: moment)
                == "mercredi 3\u{A0}juin à 9\u{A0}h\u{A0}30 (heure de Paris, UTC+1)")
    }

    @Test("say the year where it is not this one")
    func years() {
        let before = moment.addingTimeInterval(-366 * 86_400)
        #expect(catalogs[.en].moment(moment, in: paris, now: before) == "Wednesday 3 June 2026 at 10:30 (Paris time)")
        #expect(catalogs[.fr].day(moment, in: paris, now: before) == "mercredi 3\u{A0}juin\u{A0}2026")
        #expect(catalogs[.fr].day(moment, in: paris, now: moment) == "mercredi 3\u{A0}juin")
    }

    @Test("tell the two apart where clocks are set back and show an hour twice")
    func repeatedHour() throws {
        // Sunday 31 October 2027, 2:30 in summer time, and an hour later again.
        let first = Date(timeIntervalSince1970: 1_824_942_600)
        let words = catalogs[.en]
        func said(_ date: Date, _ zone: TimeZone) -> String { words.moment(date, in: zone, now: date) }
        #expect(said(first, paris) == "Sunday 31 October at 2:30 (Paris time, UTC+2)")
        #expect(said(first.addingTimeInterval(3600), paris) == "Sunday 31 October at 2:30 (Paris time, UTC+1)")
        #expect(words.exactTime(first, in: paris) == "2:30 (UTC+2)")
        for other in [-1800.0 - 1, 5400] {
            #expect(said(first.addingTimeInterval(other), paris).hasSuffix("(Paris time)"))
        }
        // Half an hour is set back: Sunday 4 April 2027, from 2:00 to 1:30.
        let island = try #require(TimeZone(identifier: "Australia/Lord_Howe"))
        let second = Date(timeIntervalSince1970: 1_806_764_400)
        #expect(words.exactTime(second, in: island) == "1:30 (UTC+10:30)")
        #expect(words.exactTime(second.addingTimeInterval(-1), in: island) == "1:59 (UTC+11)")
        #expect(words.exactTime(second.addingTimeInterval(1800), in: island) == "2:00")
        #expect(words.exactTime(second.addingTimeInterval(-1801), in: island) == "1:29")
    }

    @Test("write numbers with one decimal, as people of the language do")
    func numbers() {
        #expect([0, 2, 1.4, 1.96, 12.349].map(catalogs[.fr].number) == ["0", "2", "1,4", "2", "12,3"])
        #expect(catalogs[.en].number(1.4) == "1.4")
    }

    @Test("say the first of a month as people do")
    func firstOfMonth() {
        let first = Date(timeIntervalSince1970: 1_780_308_000)
        #expect(catalogs[.fr].day(first, in: paris) == "lundi 1er\u{A0}juin")
        #expect(catalogs[.fr].time(first, in: paris) == "12\u{A0}h")
    }

    @Test("name a zone by its city, with an elision in French")
    func zones() {
        #expect(catalogs[.fr].zoneName(TimeZone(identifier: "Europe/Amsterdam")!) == "heure d’Amsterdam")
        #expect(catalogs[.en].zoneName(newYork) == "New York time")
        #expect(catalogs[.fr].zoneName(TimeZone(identifier: "UTC")!) == "UTC")
    }

    @Test("give the key itself for a sentence that is not there")
    func missing() {
        #expect(catalogs[.fr]("no_such_key") == "no_such_key")
        #expect(catalogs[.fr].sentence("no_such_key") == nil)
    }

    @Test("fill placeholders, and never a placeholder inside a value")
    func placeholders() {
        let catalog = Catalog(language: .en, entries: ["a_b": "Hello {name}"])
        #expect(catalog("a_b", ["name": "{name}"]) == "Hello {name}")
    }
}

@Suite("The language of a browser")
struct LanguageTests {
    @Test(
        "is the best of ours",
        arguments: [
            ("fr-FR,fr;q=0.9,en;q=0.8", Language.fr), ("en-GB", .en), ("de,en;q=0.3,fr;q=0.2", .en), ("EN-us", .en),
            ("en;q=0.5, fr;q=0.9", .fr),
        ])
    func best(field: String, language: Language) {
        #expect(Language(acceptLanguage: field) == language)
    }

    @Test("is nobody's choice when it names none of ours", arguments: ["de", "", "*", "fr;q=0", ";;;"])
    func none(field: String) {
        #expect(Language(acceptLanguage: field) == nil)
    }
}
