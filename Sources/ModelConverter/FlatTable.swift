// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A table of a FlatBuffers file: numbered fields behind offsets, each of which may be absent. Every read is held against the
/// file's length.
struct FlatTable {
    let file: [UInt8]
    private let position: Int
    private let fields: Int
    private let fieldByteCount: Int

    /// The table that the file begins with.
    init(root file: [UInt8]) throws(ConversionError) {
        try self.init(file, at: Int(Self.number(file, 0, as: UInt32.self)))
    }

    private init(_ file: [UInt8], at position: Int) throws(ConversionError) {
        self.file = file
        self.position = position
        fields = position - Int(try Self.number(file, position, as: Int32.self))
        fieldByteCount = Int(try Self.number(file, fields, as: UInt16.self))
    }

    func int(_ field: Int, default absent: Int = 0) throws(ConversionError) -> Int {
        guard let place = try place(of: field) else { return absent }
        return Int(try Self.number(file, place, as: Int32.self))
    }

    func byte(_ field: Int, default absent: Int = 0) throws(ConversionError) -> Int {
        guard let place = try place(of: field) else { return absent }
        return Int(try Self.number(file, place, as: Int8.self))
    }

    func table(_ field: Int) throws(ConversionError) -> FlatTable? {
        guard let place = try place(of: field) else { return nil }
        return try FlatTable(file, at: target(place))
    }

    func tables(_ field: Int) throws(ConversionError) -> [FlatTable] {
        guard let (start, count) = try vector(field) else { return [] }
        var tables: [FlatTable] = []
        for index in 0..<count { tables.append(try FlatTable(file, at: target(start + 4 * index))) }
        return tables
    }

    func ints(_ field: Int) throws(ConversionError) -> [Int] {
        guard let (start, count) = try vector(field) else { return [] }
        var numbers: [Int] = []
        for index in 0..<count { numbers.append(Int(try Self.number(file, start + 4 * index, as: Int32.self))) }
        return numbers
    }

    func bytes(_ field: Int) throws(ConversionError) -> ArraySlice<UInt8> {
        guard let (start, count) = try vector(field) else { return [] }
        guard start + count <= file.count else { throw .cut(at: start + count) }
        return file[start..<start + count]
    }

    private func place(of field: Int) throws(ConversionError) -> Int? {
        let entry = 4 + 2 * field
        guard entry < fieldByteCount else { return nil }
        let offset = Int(try Self.number(file, fields + entry, as: UInt16.self))
        return offset == 0 ? nil : position + offset
    }

    private func vector(_ field: Int) throws(ConversionError) -> (start: Int, count: Int)? {
        guard let place = try place(of: field) else { return nil }
        let start = try target(place)
        let count = Int(try Self.number(file, start, as: UInt32.self))
        guard count <= file.count else { throw .cut(at: start + count) }
        return (start + 4, count)
    }

    private func target(_ place: Int) throws(ConversionError) -> Int {
        place + Int(try Self.number(file, place, as: UInt32.self))
    }

    private static func number<Number: FixedWidthInteger>(
        _ file: [UInt8], _ offset: Int, as type: Number.Type
    ) throws(ConversionError) -> Number {
        let byteCount = Number.bitWidth / 8
        guard offset >= 0, offset + byteCount <= file.count else { throw .cut(at: offset + byteCount) }
        return file.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self)) }
    }
}
