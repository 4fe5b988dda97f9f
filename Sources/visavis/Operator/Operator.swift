// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Storage

/// Carries out an operator's command: by the running server when there is one, else here with the data folder locked.
struct Operator {
    let folder: DataFolder

    /// Prints the sentence of the outcome; throws it as ``OperatorError`` when it was not done.
    func perform(_ request: ControlRequest, offline: () async throws -> String) async throws {
        let sentence: String
        do {
            if let reply = try await ControlClient(path: folder.socket).ask(request) {
                guard reply.done else { throw OperatorError(reply.sentence) }
                sentence = reply.sentence
            } else {
                sentence = try await offline()
            }
        } catch let error as StorageError {
            throw OperatorError(error.description)
        }
        print(sentence)
    }
}
