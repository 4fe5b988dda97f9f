// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// The Python that has the strangers' packages, and the scripts of `Tests/Interop`.
public enum ForeignPython {
    public enum Failure: Error {
        /// There is no Python there.
        case missing(String)
        /// A script ended with that status, or before it said what it should.
        case ended(Int32)
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A process that is ready to run a script; its input and output are pipes.
    public static func process(_ script: String, _ arguments: [String] = []) throws -> (
        Process, input: Pipe, output: Pipe
    ) {
        let named = ProcessInfo.processInfo.environment["VISAVIS_TEST_PYTHON"].map { URL(filePath: $0) }
        let python = named ?? root.appending(path: ".venv/bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else { throw Failure.missing(python.path) }
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = python
        process.arguments = [root.appending(path: "Tests/Interop/\(script)").path] + arguments
        process.standardInput = input
        process.standardOutput = output
        return (process, input, output)
    }

    /// All that a script prints, given all of its input.
    public static func answer(_ script: String, to question: Data = Data()) throws -> Data {
        let (process, input, output) = try process(script)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: question)
        try input.fileHandleForWriting.close()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure.ended(process.terminationStatus) }
        return answer
    }
}
