// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Everything that can go wrong with the tables. The descriptions are for the operator's console and the log: no name,
/// address or value of a row is in them.
public enum StorageError: Error, Equatable, Sendable {
    /// Another confirmed appointment of the same practitioner overlaps this one.
    case slotTaken
    /// A row with the same key is there already.
    case duplicate
    /// The row is not there, or not in the state that the change starts from.
    case notFound
    /// A row names another one that does not exist.
    case missingReference
    /// The room belongs to another process since: its epoch is newer.
    case roomLost
    /// Another process kept the file locked for longer than we wait. Trying again helps.
    case busy
    case diskFull
    /// Reading or writing failed below the database.
    case diskFailed
    case corrupt(detail: String)
    /// The file cannot be opened or written.
    case cannotOpen(path: String, detail: String)
    /// The file is not a database of ours.
    case notOurDatabase(path: String)
    /// The file was written by a newer version of the program.
    case newerSchema(found: Int, known: Int)
    /// Another process owns the data folder.
    case folderInUse(folder: String, process: String)
    /// The file to be written exists.
    case alreadyExists(path: String)
    case unexpectedValue(column: String)
    /// A text with a zero character, which PostgreSQL refuses and C ends at.
    case zeroInText
    case failed(code: Int, detail: String)
}

extension StorageError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .slotTaken: "Another confirmed appointment overlaps this one."
        case .duplicate: "A row with this key exists already."
        case .notFound: "The row is not there, or not in the expected state."
        case .missingReference: "The row refers to another one that does not exist."
        case .roomLost: "Another process has taken the room over."
        case .busy: "The database is locked by another process. Try again."
        case .diskFull: "The disk is full. Make room and try again; nothing was half written."
        case .diskFailed: "The disk could not be read or written. Look at the system's log."
        case .corrupt(let detail): "The database is damaged (\(detail)). Restore the last backup."
        case .cannotOpen(let path, let detail): "Cannot open \(path): \(detail)."
        case .notOurDatabase(let path): "\(path) is not a Vis-à-vis database."
        case .newerSchema(let found, let known):
            "The database has schema version \(found), this program knows up to \(known): use the newer program."
        case .folderInUse(let folder, let process):
            "The data folder \(folder) is in use by another Vis-à-vis (process \(process)): stop that one first."
        case .alreadyExists(let path): "\(path) exists already and is not overwritten."
        case .unexpectedValue(let column): "The column \(column) is missing or holds another type."
        case .zeroInText: "A text contains a zero character."
        case .failed(let code, let detail): "The database refused a statement (\(code), \(detail))."
        }
    }
}
