// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import GRDBSQLite

/// A prepared statement while it runs. Whoever prepared it resets it.
struct BoundStatement {
    private let handle: OpaquePointer

    /// SQLite makes its own copy (`SQLITE_TRANSIENT`, which is no constant to Swift).
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    /// - Throws: ``StorageError/zeroInText``, `DatabaseError`.
    func bind(_ values: [Value]) throws {
        guard values.count == Int(sqlite3_bind_parameter_count(handle)) else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "wrong number of values")
        }
        var place: CInt = 0
        for value in values {
            place += 1
            let code =
                switch value {
                case .null: sqlite3_bind_null(handle, place)
                case .integer(let integer): sqlite3_bind_int64(handle, place, integer)
                case .text(let text): try bind(text, at: place)
                case .data(let data): bind(data, at: place)
                }
            guard code == SQLITE_OK else { throw failure(code) }
        }
    }

    /// - Returns: whether there is a row to be read.
    func step() throws -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure(code)
        }
    }

    /// Forgets the values too: they may be anybody's.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    /// Rows of the last statement that changed any.
    var changes: Int { Int(sqlite3_changes(sqlite3_db_handle(handle))) }

    var columnNames: [String] {
        (0..<sqlite3_column_count(handle)).map { sqlite3_column_name(handle, $0).map(String.init(cString:)) ?? "" }
    }

    /// - Throws: ``StorageError/unexpectedValue(column:)``.
    func row(_ names: Row.Columns) throws -> [Value] {
        try (0..<sqlite3_column_count(handle)).map { column in
            switch sqlite3_column_type(handle, column) {
            case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
            case SQLITE_TEXT:
                return .text(String(decoding: bytes(sqlite3_column_text(handle, column), column), as: UTF8.self))
            case SQLITE_BLOB: return .data(Data(bytes(sqlite3_column_blob(handle, column), column)))
            case SQLITE_NULL: return .null
            default: throw StorageError.unexpectedValue(column: names.name(at: Int(column)))
            }
        }
    }

    /// The length is asked for after the value, as SQLite wants it.
    private func bytes(_ start: UnsafeRawPointer?, _ column: CInt) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    private func bind(_ text: String, at place: CInt) throws(StorageError) -> CInt {
        var text = text
        let code: CInt? = text.withUTF8 { bytes in
            guard !bytes.contains(0) else { return nil }
            return bytes.withMemoryRebound(to: CChar.self) { characters in
                characters.baseAddress.map {
                    sqlite3_bind_text(handle, place, $0, CInt(characters.count), Self.copied)
                } ?? sqlite3_bind_text(handle, place, "", 0, Self.copied)
            }
        }
        guard let code else { throw .zeroInText }
        return code
    }

    private func bind(_ data: Data, at place: CInt) -> CInt {
        guard !data.isEmpty else { return sqlite3_bind_zeroblob(handle, place, 0) }
        return data.withUnsafeBytes { bytes in
            sqlite3_bind_blob(handle, place, bytes.baseAddress, CInt(bytes.count), Self.copied)
        }
    }

    private func failure(_ code: CInt) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))))
    }
}
