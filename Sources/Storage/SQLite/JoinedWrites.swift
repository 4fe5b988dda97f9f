// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDBSQLite

/// Hands the pages of a commit to the system at once. SQLite writes each page of its log in two calls, some fifty for a booking,
/// which cost as much as all that SQLite itself does; here they are kept until the log is to be on the disk.
///
/// Only for a connection with `synchronous = FULL`: there nobody is told of a commit before SQLite has asked that it be on the
/// disk (`xSync`), so that nothing is ever looked for that is here only. Whatever else is asked of the file first writes what
/// is kept.
struct JoinedWrites {
    /// The first member: SQLite finds its functions here, and they find the rest.
    private var methods: sqlite3_io_methods
    private let original: UnsafePointer<sqlite3_io_methods>
    private let bytes: UnsafeMutableRawPointer
    /// Where in the file what is kept belongs.
    private var start: sqlite3_int64 = 0
    private var count = 0

    /// A booking's pages. SQLite's own function takes 128 KiB for nothing at all, which it calls a full disk.
    private static let capacity = 120 * 1024

    /// Begins with the log of this connection, until the connection closes it. Without a log, nothing is changed.
    static func begin(_ connection: OpaquePointer) {
        var file: UnsafeMutablePointer<sqlite3_file>?
        let code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file)
        guard code == SQLITE_OK, let file, let original = file.pointee.pMethods else { return }
        let joined = UnsafeMutablePointer<JoinedWrites>.allocate(capacity: 1)
        joined.initialize(to: JoinedWrites(original))
        file.pointee.pMethods = UnsafeRawPointer(joined).assumingMemoryBound(to: sqlite3_io_methods.self)
    }

    private init(_ original: UnsafePointer<sqlite3_io_methods>) {
        self.original = original
        bytes = .allocate(byteCount: Self.capacity, alignment: 16)
        methods = original.pointee
        methods.xClose = { JoinedWrites.close($0) }
        methods.xWrite = { JoinedWrites.of($0).pointee.write($0, $1, $2, $3) }
        methods.xRead = { file, target, count, offset in
            JoinedWrites.afterAll(file) { $0.xRead(file, target, count, offset) }
        }
        methods.xTruncate = { file, size in JoinedWrites.afterAll(file) { $0.xTruncate(file, size) } }
        methods.xSync = { file, flags in JoinedWrites.afterAll(file) { $0.xSync(file, flags) } }
        methods.xFileSize = { file, size in JoinedWrites.afterAll(file) { $0.xFileSize(file, size) } }
        methods.xFileControl = { file, operation, argument in
            JoinedWrites.afterAll(file) { $0.xFileControl(file, operation, argument) }
        }
    }

    private static func of(_ file: UnsafeMutablePointer<sqlite3_file>?) -> UnsafeMutablePointer<JoinedWrites> {
        // The file's functions are the first member of what `begin` allocated, or nobody could have called this one.
        UnsafeMutableRawPointer(mutating: UnsafeRawPointer(file.unsafelyUnwrapped.pointee.pMethods))
            .assumingMemoryBound(to: JoinedWrites.self)
    }

    private mutating func write(
        _ file: UnsafeMutablePointer<sqlite3_file>?, _ source: UnsafeRawPointer?, _ length: CInt,
        _ offset: sqlite3_int64
    ) -> CInt {
        let length = Int(length)
        if count > 0, offset != start + sqlite3_int64(count) || count + length > Self.capacity {
            let code = flush(file)
            guard code == SQLITE_OK else { return code }
        }
        guard let source, length <= Self.capacity else {
            return original.pointee.xWrite(file, source, CInt(length), offset)
        }
        if count == 0 { start = offset }
        bytes.advanced(by: count).copyMemory(from: source, byteCount: length)
        count += length
        return SQLITE_OK
    }

    /// What could not be written is dropped: SQLite takes the commit back.
    private mutating func flush(_ file: UnsafeMutablePointer<sqlite3_file>?) -> CInt {
        guard count > 0 else { return SQLITE_OK }
        defer { count = 0 }
        return original.pointee.xWrite(file, bytes, CInt(count), start)
    }

    private static func afterAll(
        _ file: UnsafeMutablePointer<sqlite3_file>?, _ call: (sqlite3_io_methods) -> CInt
    ) -> CInt {
        let joined = of(file)
        let code = joined.pointee.flush(file)
        return code == SQLITE_OK ? call(joined.pointee.original.pointee) : code
    }

    private static func close(_ file: UnsafeMutablePointer<sqlite3_file>?) -> CInt {
        let joined = of(file)
        let written = joined.pointee.flush(file)
        file?.pointee.pMethods = joined.pointee.original
        let closed = joined.pointee.original.pointee.xClose(file)
        joined.pointee.bytes.deallocate()
        joined.deinitialize(count: 1).deallocate()
        return written == SQLITE_OK ? closed : written
    }
}
