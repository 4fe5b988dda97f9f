// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import GRDB

extension StorageError {
    /// Our word for what SQLite reports; every other error stays as it is.
    static func translating(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return StorageError(error)
    }

    init(opening path: String, _ error: any Error) {
        switch error {
        case let error as StorageError: self = error
        case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB: self = .notOurDatabase(path: path)
        case let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN:
            self = .cannotOpen(path: path, detail: error.message ?? "no reason given")
        case let error as DatabaseError: self = StorageError(error)
        default: self = .cannotOpen(path: path, detail: "\(error)")
        }
    }

    init(_ error: DatabaseError) {
        // The message names tables and columns, never values.
        let detail = error.message ?? "no message"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_FULL: self = .diskFull
        case .SQLITE_IOERR: self = .diskFailed
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(detail: detail)
        case .SQLITE_CONSTRAINT: self = Self(constraint: error.extendedResultCode, detail: detail)
        default: self = .failed(code: Int(error.extendedResultCode.rawValue), detail: detail)
        }
    }

    private init(constraint code: ResultCode, detail: String) {
        switch code {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: self = .duplicate
        case .SQLITE_CONSTRAINT_FOREIGNKEY: self = .missingReference
        case .SQLITE_CONSTRAINT_TRIGGER where detail == Migration.slotTaken: self = .slotTaken
        default: self = .failed(code: Int(code.rawValue), detail: detail)
        }
    }
}
