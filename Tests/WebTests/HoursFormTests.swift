// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Web

@Suite("Hours as people type them")
struct HoursFormTests {
    @Test(
        "Times are read as browsers and people write them",
        arguments: [
            ("09:00", 540), ("9:00", 540), ("9", 540), ("9h", 540), ("9 h 30", 570), ("9\u{A0}h\u{A0}05", 545),
            ("09:30:00", 570), ("00:00", 0), ("24:00", 1440), ("23.59", 1439), ("7H45", 465),
        ])
    func times(text: String, minutes: Int) {
        #expect(WallTime.minutes(text) == minutes)
    }

    @Test(
        "Anything else is no time",
        arguments: [
            "", "25:00", "24:01", "9:60", "9:5", "-1:00", "nine", "9:00 pm", "9:00:30", "٩:٠٠", "1e1", "099:00",
        ])
    func noTimes(text: String) {
        #expect(WallTime.minutes(text) == nil)
    }

    @Test("What is shown is what is read again; the day's end is midnight")
    func roundTrip() {
        for minutes in stride(from: 0, to: 1440, by: 5) {
            #expect(WallTime.minutes(WallTime.text(minutes)) == minutes)
        }
        #expect(WallTime.text(1440) == "00:00")
        let read = SpanRows(key: "1", rows: [.init(start: "18:00", end: "00:00")]).read()
        #expect(read.spans == [.init(start: 1080, end: 1440)])
        #expect(read.faults.isEmpty)
    }

    private func form(_ text: String) throws -> Form { try Form(Array(text.utf8), allowed: WeekForm.fields) }

    @Test("Spans come sorted, empty rows are none")
    func spans() throws {
        let week = WeekForm(try form("start-1-0=14:00&end-1-0=18:00&start-1-1=&end-1-1=&start-1-2=9:00&end-1-2=12:00"))
        let read = week.read()
        #expect(read.faults.isEmpty)
        #expect(read.spans[0] == [.init(start: 540, end: 720), .init(start: 840, end: 1080)])
        #expect(read.spans[1...].allSatisfy { $0.isEmpty })
    }

    @Test(
        "Each wrong field is named",
        arguments: [
            ("start-1-0=9:00&end-1-0=", "end-1-0", SpanFault.missing),
            ("start-1-0=&end-1-0=9:00", "start-1-0", .missing),
            ("start-1-0=noon&end-1-0=14:00", "start-1-0", .time),
            ("start-1-0=12:00&end-1-0=9:00", "end-1-0", .order),
            ("start-1-0=9:00&end-1-0=9:00", "end-1-0", .order),
            ("start-1-0=24:00&end-1-0=24:00", "start-1-0", .time),
            ("start-7-0=9:00&end-7-0=12:00&start-7-1=11:59&end-7-1=13:00", "start-7-1", .overlap),
        ])
    func faults(text: String, field: String, fault: SpanFault) throws {
        #expect(try WeekForm(form(text)).read().faults == [field: fault])
    }

    @Test("Touching spans do not overlap")
    func touching() throws {
        let read = try WeekForm(form("start-2-0=9:00&end-2-0=12:00&start-2-1=12:00&end-2-1=13:00")).read()
        #expect(read.faults.isEmpty)
        #expect(read.spans[1].count == 2)
    }

    @Test("Buttons add, remove and copy rows, and lose nothing that was typed")
    func steps() throws {
        var week = try WeekForm(form("start-1-0=9:00&end-1-0=x&start-3-0=8:00&end-3-0=9:00"))
        #expect(week.take(.add(day: 3)) == "start-3-1")
        #expect(week.days[2].rows == [.init(start: "8:00", end: "9:00"), .init(start: "", end: "")])
        #expect(week.take(.copyMonday) == nil)
        #expect(week.days[1...4].allSatisfy { $0.rows == [.init(start: "9:00", end: "x")] })
        #expect(week.days[5].rows.isEmpty && week.days[6].rows.isEmpty)
        #expect(week.take(.remove(day: 1, row: 0)) == nil)
        #expect(week.days[0].rows.isEmpty)
        _ = week.take(.remove(day: 1, row: 4))
        for _ in 0..<20 { _ = week.take(.add(day: 7)) }
        #expect(week.days[6].rows.count == SpanRows.most)
    }

    @Test(
        "Only known buttons do something else than save",
        arguments: [
            ("save", WeekForm.Step.save), ("", .save), ("add-3", .add(day: 3)), ("add-8", .save), ("add-0", .save),
            ("remove-3-1", .remove(day: 3, row: 1)), ("remove-3", .save), ("remove-3-99", .save), ("copy", .copyMonday),
            ("copy-2", .save), ("add-3-4", .save),
        ])
    func buttons(text: String, step: WeekForm.Step) {
        #expect(WeekForm.Step(text) == step)
    }

    @Test(
        "A length of time is shown in the largest unit that says it whole",
        arguments: [
            (0, OfferRulesView.Unit.hours), (30, .minutes), (120, .hours), (90, .minutes), (1440, .days), (2880, .days),
        ])
    func units(minutes: Int, unit: OfferRulesView.Unit) {
        #expect(OfferRulesView.Unit.of(minutes) == unit)
    }
}
