// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments

/// Every document of the interface by its name.
enum APISchemas {
    typealias Property = JSONSchema.Property

    static let all: [String: JSONSchema] = [
        "Appointment": appointment, "AppointmentList": list, "NewAppointment": new, "Move": move,
        "Cancellation": cancellation, "Client": client, "NewClient": newClient, "AppointmentType": type,
        "TypeList": .object([Property("types", .array(.reference("AppointmentType")))]),
        "Slot": slot, "SlotList": slotList, "Problem": problem,
    ]

    private static let id = JSONSchema.identifier
    private static let zone = JSONSchema.text(1...100)
    private static let length = JSONSchema.integer(5...480)
    private static let states = JSONSchema.choice([
        "requested", "confirmed", "declined", "expired", "cancelled", "held", "missed",
    ])

    private static let appointment = JSONSchema.object([
        Property("id", id), Property("state", states),
        Property("startsAt", .instant, "UTC."), Property("endsAt", .instant, "UTC."),
        Property("lengthMinutes", .integer(1...1440)),
        Property("timeZone", zone, "IANA name of the zone in which the hour was agreed."),
        Property("typeId", id, required: false), Property("typeName", .text(0...200)),
        Property("client", .reference("Client")), Property("note", .text(0...4000)),
        Property("reason", .text(0...4000), "The words of who declined or cancelled; may be empty."),
        Property(
            "absence", .choice(Absence.allCases.map(\.rawValue)), required: false,
            """
            Of a missed one: nobody came, the client was there and was not let in, or was let in and got neither sound nor \
            picture.
            """),
        Property("createdAt", .instant), Property("confirmedAt", .instant, required: false),
        Property("revision", .integer(0...Int(Int32.max)), "Grows with each change; the number in ETag."),
    ])

    private static let client = JSONSchema.object([
        Property("name", .text(0...240)), Property("email", .text(0...254)),
        Property("phone", .text(0...40), required: false), Property("language", .text(0...20)),
        Property("timeZone", zone),
    ])

    private static let newClient = JSONSchema.object([
        Property("name", .text(1...240), "1 to 60 characters."), Property("email", .email),
        Property(
            "phone", .text(0...40), required: false,
            "Kept as digits, with + where the country's code was given; a national number stays as it is."),
        Property("language", .choice(["fr", "en"]), required: false, "Of the mails; the practitioner's if absent."),
        Property("timeZone", zone, required: false, "IANA name; the practitioner's if absent."),
    ])

    private static let new = JSONSchema.object([
        Property(
            "typeId", id, required: false,
            "What is booked. The start must then be a free slot. Either this or lengthMinutes."),
        Property(
            "lengthMinutes", length, required: false,
            "Instead of typeId: an appointment by hand, which only another confirmed one can refuse."),
        Property("startsAt", .instant, "A whole minute, with Z or an offset."),
        Property("client", .reference("NewClient")), Property("note", .text(0...2000), required: false),
        Property(
            "state", .choice(["requested", "confirmed"]), required: false,
            "What it becomes; as its type says if absent, by hand confirmed."),
    ])

    private static let move = JSONSchema.object([Property("startsAt", .instant, "A whole minute, with Z or an offset.")]
    )

    private static let cancellation = JSONSchema.object([
        Property("reason", .text(0...2000), required: false, "Stands in the client's mail.")
    ])

    private static let list = JSONSchema.object([
        Property("appointments", .array(.reference("Appointment"))),
        Property("next", .text(1...200), required: false, "The cursor of the next page; absent on the last one."),
    ])

    private static let type = JSONSchema.object([
        Property("id", id), Property("name", .text(0...400)), Property("description", .text(0...8000)),
        Property("price", .text(0...400), "In words; may be empty."), Property("lengthMinutes", .integer(1...1440)),
        Property("visibility", .choice(["shown", "hidden", "by_link"])),
        Property("confirms", .choice(["at_once", "by_hand"])),
    ])

    private static let slot = JSONSchema.object([Property("startsAt", .instant), Property("endsAt", .instant)])

    private static let slotList = JSONSchema.object([
        Property("slots", .array(.reference("Slot"))), Property("timeZone", zone, "The practitioner's."),
    ])

    private static let problem = JSONSchema.object([
        Property("type", .text(1...100)), Property("title", .text(1...100)), Property("status", .integer(400...599)),
        Property("instance", .text(1...200), "Stands in the server's log."),
        Property("reason", .text(1...60), "A word of a closed list, for programs."),
        Property(
            "errors",
            .array(.object([Property("field", .text(0...200)), Property("problem", .text(1...60))])), required: false,
            "Every wrong field."),
        Property("alternatives", .array(.instant), required: false, "Other free starts, when the slot is taken."),
        Property("state", states, required: false, "The present state, when it forbids what was asked."),
    ])
}
