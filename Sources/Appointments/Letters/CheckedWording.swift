// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A wording that may be kept.
struct CheckedWording {
    static let subjectLimit = 150
    static let bodyLimit = 3000

    let wording: Wording

    /// - Throws: ``WordingError/invalid(_:)``.
    init(_ wording: Wording, kind: MailKind) throws(WordingError) {
        var problems: [WordingProblem] = []
        func check(_ field: WordingProblem.Field, _ text: String, limit: Int) -> String {
            let kept: String
            do throws(FieldText.Failure) {
                kept = try FieldText.note(text, limit: limit)
            } catch {
                problems.append(WordingProblem(field, error.problem == .tooLong ? .tooLong : .forbiddenCharacter))
                return ""
            }
            let unknown = MailPlaceholder.unknown(in: kept, of: kind)
            let unclosed = MailPlaceholder.unclosed(in: kept)
            if kept.isEmpty {
                problems.append(WordingProblem(field, .missing))
            } else if field == .subject, kept.contains(where: \.isNewline) || kept.contains("\t") {
                problems.append(WordingProblem(field, .forbiddenCharacter))
            } else if !unknown.isEmpty {
                problems.append(WordingProblem(field, .unknownPlaceholders(unknown)))
            } else if !unclosed.isEmpty {
                problems.append(WordingProblem(field, .unclosedPlaceholders(unclosed)))
            }
            return kept
        }
        self.wording = Wording(
            subject: check(.subject, wording.subject, limit: Self.subjectLimit),
            body: check(.body, wording.body, limit: Self.bodyLimit))
        if !problems.isEmpty { throw .invalid(problems) }
    }
}
