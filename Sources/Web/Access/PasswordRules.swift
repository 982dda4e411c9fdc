import Domain
import Foundation

/// What a password has to be. Long, and not what everybody tries first; nothing else.
enum PasswordRules {
    /// In Unicode scalars.
    static let length = 10...200

    /// What is wrong with a password of somebody with this name and address; nil when it will do.
    static func problem(_ password: String, name: String, email: String) -> String? {
        let count = password.unicodeScalars.count
        if count < length.lowerBound { return "must be at least \(length.lowerBound) characters" }
        if count > length.upperBound { return "must be at most \(length.upperBound) characters" }
        let folded = password.lowercased().trimmingCharacters(in: .whitespaces)
        if common.contains(folded) || Set(folded).count < 3 { return "is one of those that everybody tries first" }
        let own = [email, String(email.prefix { $0 != "@" }), name, name.replacing(" ", with: "")]
        if own.contains(where: { !$0.isEmpty && $0.lowercased() == folded }) {
            return "must not be your own name or address"
        }
        return nil
    }

    /// Of the lists of leaked passwords, the commonest of ten characters and more.
    static let common: Set<String> = Set(
        """
        1234567890 12345678910 0123456789 123456789a 1234567891 123123123123 0987654321 9876543210 1q2w3e4r5t
        1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc 123qweasdzxc 123456789q 1234567899 12345678900 123456789123 987654321a
        qwertyuiop qwertyuiop123 qwertyuiop[] qwerty12345 qwerty123456 qwerty1234 qwertyqwerty qwer1234qwer
        asdfghjkl; asdfghjkl123 asdfasdfasdf zxcvbnm123 zaq12wsxcde3 qazwsxedcrfv qazwsx1234 1234qwerasdf
        password12 password123 password1234 password12345 password123456 passwordpassword passw0rd123 p@ssw0rd123
        p@ssword123 password!1 password1! password123! passwort123 password2024 password2025 password2026
        iloveyou12 iloveyou123 iloveyou1234 iloveyouso iloveyou2024 ilovemyself letmein123 letmein1234
        welcome123 welcome1234 welcome2024 welcome2025 welcome2026 changeme123 changeme1234 administrator
        admin12345 admin123456 adminadmin admin1234567 administrator1 rootroot123 testtest12 testtest123 test123456
        test1234567 football123 baseball123 basketball princess123 sunshine123 superman123 batman12345 dragon12345
        monkey12345 michael123 charlie123 jordan12345 liverpool123 chelsea123 barcelona1 manchester
        abcdefghij abcdefghijk abcdefghijkl abc1234567 abcd123456 abcd12345678 abcdef123456 abc123abc123 a1b2c3d4e5
        computer123 internet123 starwars123 pokemon123 secret1234 whatever12 whatever123 trustno1trustno1 mypassword
        mypassword1 mypassword123 yourpassword correcthorsebatterystaple quartet123 quartet1234 quartetquartet
        summer2024! summer2025! winter2025! spring2026! company123 companyname default123 temporary123
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
