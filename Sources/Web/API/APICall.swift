// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// One request of a program, read and held against its operation.
struct APICall: Sendable {
    var caller: KeyBook.Caller
    /// What varies in the path; empty when nothing does.
    let id: String
    let query: [String: JSONValue]
    let body: JSONValue
    let ifMatch: [String]?
    let repeatable: RepeatableRequest?

    /// The greatest body that is read.
    private static let bodyLimit = 64 * 1024

    init(_ request: Request, _ context: PageContext, _ operation: APIOperation, _ caller: KeyBook.Caller) async throws {
        self.caller = caller
        id = try Self.id(context)
        query = try Self.query(request, operation)
        let bytes = try await Self.bytes(request, operation)
        body = try Self.body(bytes, operation)
        let knows = { (name: String) in operation.parameters.contains { $0.place == .header && $0.name == name } }
        ifMatch = knows("If-Match") ? request.headers[.ifMatch].map(Self.tags) : nil
        repeatable = knows("Idempotency-Key") ? try Self.repeatable(request, operation, bytes) : nil
    }

    private static func id(_ context: PageContext) throws -> String {
        guard let id = context.parameters.get("id") else { return "" }
        guard JSONSchema.isIdentifier(id) else { throw APIProblem.notFound }
        return id
    }

    private static func query(_ request: Request, _ operation: APIOperation) throws -> [String: JSONValue] {
        let known = operation.parameters.filter { $0.place == .query }
        var (values, faults): ([String: JSONValue], [JSONSchema.Fault]) = ([:], [])
        for (name, text) in request.uri.queryParameters {
            let name = String(name)
            guard let parameter = known.first(where: { $0.name == name }), values[name] == nil else {
                faults.append(.init(field: String(name.prefix(60)), problem: .unknown))
                continue
            }
            var value = JSONValue.text(String(text))
            if case .integer = parameter.schema, let number = Int(text) { value = .integer(number) }
            faults += parameter.schema.faults(in: value, at: name)
            values[name] = value
        }
        for parameter in known where parameter.isRequired && values[parameter.name] == nil {
            faults.append(.init(field: parameter.name, problem: .missing))
        }
        guard faults.isEmpty else { throw APIProblem.invalid(faults) }
        return values
    }

    private static func bytes(_ request: Request, _ operation: APIOperation) async throws -> [UInt8] {
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: bodyLimit)
        } catch {
            throw APIProblem(.contentTooLarge, "too_large")
        }
        let bytes = Array(buffer.readableBytesView)
        guard let expected = operation.body, expected.isRequired || !bytes.isEmpty else { return bytes }
        let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased() ?? ""
        guard type.filter({ $0 != " " }) == "application/json" else {
            throw APIProblem(.unsupportedMediaType, "not_json")
        }
        return bytes
    }

    private static func body(_ bytes: [UInt8], _ operation: APIOperation) throws -> JSONValue {
        guard let expected = operation.body, expected.isRequired || !bytes.isEmpty else { return .object([:]) }
        guard let value = try? JSONValue(reading: bytes) else { throw APIProblem(.badRequest, "malformed") }
        let faults = JSONSchema.reference(expected.schema).faults(in: value)
        guard faults.isEmpty else { throw APIProblem.invalid(faults) }
        return value
    }

    /// The strong tags of `If-Match` (RFC 9110, 13.1.1), without quotes; `*` as it is.
    private static func tags(_ field: String) -> [String] {
        field.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.compactMap { tag in
            if tag == "*" { return tag }
            guard tag.count >= 2, tag.hasPrefix("\""), tag.hasSuffix("\"") else { return nil }
            return String(tag.dropFirst().dropLast())
        }
    }

    private static func repeatable(
        _ request: Request, _ operation: APIOperation, _ bytes: [UInt8]
    ) throws -> RepeatableRequest? {
        guard let key = request.headers[HTTPField.Name.idempotencyKey] else { return nil }
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw APIProblem.invalid([("Idempotency-Key", "malformed")])
        }
        var hash = SHA256()
        hash.update(data: Data("\(operation.id) \(request.uri.path)\n".utf8))
        hash.update(data: bytes)
        let digest = hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return RepeatableRequest(key: key, hash: digest)
    }
}

extension HTTPField.Name {
    // The names are tokens (RFC 9110, 5.6.2), for which the initialiser never returns nil.
    static let idempotencyKey = Self("Idempotency-Key")!
    static let idempotencyReplayed = Self("Idempotency-Replayed")!
}
