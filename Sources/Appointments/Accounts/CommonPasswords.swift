// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The passwords of eight characters and more that lists of leaked ones begin with, in English and French.
enum CommonPasswords {
    /// - Parameter password: in lower case.
    static func contains(_ password: String) -> Bool {
        if list.contains(password) { return true }
        // One character, or one pair, over and over.
        return Set(password).count <= 2
    }

    private static let list: Set<String> = Set(
        """
        12345678 123456789 1234567890 12345678910 0123456789 987654321 9876543210 123123123 112233445566 11223344
        147258369 789456123 123654789 741852963 135792468 password password1 password12 password123 password1234
        passw0rd p@ssw0rd p@ssword pa$$word passwort passport password! motdepasse motdepasse1 motdepasse123 mot2passe
        azertyui azertyuiop azerty123 azerty1234 azerty12 azerty123456 1234azerty qwertyui qwertyuiop qwerty123
        qwerty1234 qwerty12 qwerty123456 1234qwer 1q2w3e4r 1q2w3e4r5t q1w2e3r4 q1w2e3r4t5 1qaz2wsx qazwsxedc zaq12wsx
        1qaz2wsx3edc zxcvbnm123 asdfghjkl asdfghjk qsdfghjklm wxcvbn123 abcd1234 abc12345 abcdefgh abcdefghi abcdef123
        a1b2c3d4 aa123456 a12345678 iloveyou iloveyou1 jetaime123 jtaime123 sunshine princess princesse football
        football1 baseball basketball superman superman1 batman123 starwars dragon123 monkey123 letmein1 letmein123
        welcome1 welcome123 bienvenue bienvenue1 bonjour1 bonjour123 soleil123 chocolat chocolat1 doudou123 loulou123
        marseille marseille13 nicolas1 camille1 charlotte michelle jennifer jessica1 trustno1 whatever computer
        ordinateur internet internet1 administrator administrateur admin123 admin1234 administrator1 changeme
        changeme1 changeme123 changezmoi secret123 secret1234 master123 freedom1 mustang1 shadow123 michael1 ashley123
        corvette mercedes porsche1 liverpool liverpool1 chelsea1 arsenal1 juventus barcelona realmadrid parissg75
        test1234 testtest test12345 testing123 default1 guest1234 user1234 root1234 temporary temppass visavis1
        visavis123 doctor123 docteur1 therapie cabinet1 cabinet123 psychologue rendezvous
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
