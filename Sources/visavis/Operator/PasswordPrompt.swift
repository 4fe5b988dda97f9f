// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Asks for a password at the terminal without showing it, or reads one line from standard input when that is no terminal.
enum PasswordPrompt {
    static func read() throws -> String {
        let isTerminal = isatty(STDIN_FILENO) == 1
        var before = termios()
        if isTerminal {
            FileHandle.standardError.write(Data("Password: ".utf8))
            tcgetattr(STDIN_FILENO, &before)
            var silent = before
            silent.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSANOW, &silent)
        }
        defer {
            if isTerminal {
                tcsetattr(STDIN_FILENO, TCSANOW, &before)
                FileHandle.standardError.write(Data("\n".utf8))
            }
        }
        guard let password = readLine(), !password.isEmpty else { throw OperatorError("No password was given.") }
        return password
    }
}
