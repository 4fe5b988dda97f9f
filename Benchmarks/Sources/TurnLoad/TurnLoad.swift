// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Drives any TURN server with shared-secret credentials and measures it.
@main
struct TurnLoad {
    static func main() throws {
        let options: Options
        do {
            options = try Options(Array(CommandLine.arguments.dropFirst()))
        } catch {
            print("\(error)\n\(Options.usage)")
            exit(64)
        }
        do {
            try Self.measure(options).write()
        } catch {
            print(error)
            exit(1)
        }
    }

    private static func measure(_ options: Options) throws -> Figures {
        switch options.mode {
        case .traffic, .delay: try Measures.traffic(options)
        case .ramp: try Measures.ramp(options)
        case .storm: try Measures.storm(options)
        case .stream, .bulk: try StreamMeasures.run(options)
        }
    }
}
