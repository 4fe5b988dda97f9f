// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments

extension JSONValue {
    /// What the document's own coding gives; put together by hand, because every booking answers with one.
    init(_ document: AppointmentDocument) {
        let client = document.client
        var clientFields: [String: JSONValue] = [
            "name": .text(client.name), "email": .text(client.email), "language": .text(client.language),
            "timeZone": .text(client.timeZone),
        ]
        clientFields["phone"] = client.phone.map(JSONValue.text)
        var fields: [String: JSONValue] = [
            "id": .text(document.id), "state": .text(document.state), "startsAt": .text(document.startsAt),
            "endsAt": .text(document.endsAt), "lengthMinutes": .integer(document.lengthMinutes),
            "timeZone": .text(document.timeZone), "typeName": .text(document.typeName), "client": .object(clientFields),
            "note": .text(document.note), "reason": .text(document.reason), "createdAt": .text(document.createdAt),
            "revision": .integer(document.revision),
        ]
        fields["absence"] = document.absence.map(JSONValue.text)
        fields["typeId"] = document.typeId.map(JSONValue.text)
        fields["confirmedAt"] = document.confirmedAt.map(JSONValue.text)
        self = .object(fields)
    }
}
