import Domain
import HTTPTypes
import Hummingbird
import JSON
import Store

/// The second factor: a code that an app on one's phone makes, asked for after the password.
struct SecondFactors: Sendable {
    let store: Store, sessions: Sessions, check: CodeCheck, ownPassword: OwnPassword

    private static let codesAtOnce = 10, code = Route.Member.text("code", 1...40)

    var routes: [Route] {
        [
            Route(
                .get, "/api/second-factor", "Whether mine is on", for: .enrolling,
                output: .json(
                    .object(["isOn": .bool, "since": .instant.orNull, "codesLeft": .int, "isRequired": .bool])), state),
            Route(
                .post, "/api/second-factor", "A secret for my app; it counts once it is confirmed", for: .enrolling,
                input: .form([.text("password", 1...1000)]), output: .json(.object(["secret": .text, "link": .text])),
                status: .created, refusals: [.tooMany, .unavailable], begin),
            Route(
                .post, "/api/second-factor/confirmations", "Switch it on by a code, and get recovery codes",
                for: .enrolling, input: .form([Self.code]), output: Self.codes, status: .created, refusals: [.tooMany],
                confirm),
            Route(
                .post, "/api/second-factor/recovery-codes", "New recovery codes in place of those I have",
                input: .form([Self.code]), output: Self.codes, status: .created, refusals: [.tooMany], renew),
            Route(
                .post, "/api/second-factor/removals", "Switch it off", input: .form([Self.code]), output: .nothing,
                status: .noContent, refusals: [.tooMany], remove),
            Route(
                .post, "/api/members/{id}/second-factor-resets", "Take it from a member who has lost it", for: .admin,
                output: .nothing, status: .noContent, reset),
        ]
    }

    private static let codes = Route.Output.json(.object(["codes": .list(of: .text)]))

    private func state(_ call: Call) async throws -> Response {
        let factor = try await store.read(as: call.caller) { try $0.secondFactor() }
        var json = JSONWriter()
        json.object([
            "isOn": .bool(factor.since != nil), "since": factor.since.value,
            "codesLeft": .int(Int64(factor.codesLeft)), "isRequired": .bool(factor.isRequired),
        ])
        return call.json(json.bytes)
    }

    /// Only who knows the password, too: a browser that was left open must not be able to shut its owner out.
    private func begin(_ call: Call) async throws -> Response {
        try await ownPassword.check(call.required("password"), as: "password", call)
        let secret = Base32.text(Random.bytes(TOTP.secretLength))
        try await store.write(as: call.caller, at: call.now) { try $0.beginSecondFactor(secret: secret) }
        let member = try call.signedIn.member
        let workspace = try await store.read(as: call.caller) { try $0.workspace()?.name ?? "Quartet" }
        var json = JSONWriter()
        json.object([
            "secret": .text(secret), "link": .text(Self.link(secret, of: member.email, in: workspace)),
        ])
        return call.json(json.bytes, status: .created)
    }

    /// As apps read it, typed or from a picture: `otpauth://totp/Ellandra:ada@x.example?secret=…&issuer=Ellandra`.
    static func link(_ secret: String, of email: String, in workspace: String) -> String {
        let issuer = percentEncoded("Quartet \(workspace.prefix(40))")
        return "otpauth://totp/\(issuer):\(percentEncoded(email))?secret=\(secret)&issuer=\(issuer)"
    }

    /// RFC 3986, section 2: all but its unreserved characters.
    private static func percentEncoded(_ text: some StringProtocol) -> String {
        text.utf8.map { byte in
            let letter = Unicode.Scalar(byte)
            let isPlain =
                byte < 128 && (letter.properties.isAlphabetic || "0123456789-._~".unicodeScalars.contains(letter))
            return isPlain ? String(letter) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    private func confirm(_ call: Call) async throws -> Response {
        let codes = Self.newCodes(), hashes = codes.map { GivenCode($0).hash }
        try await check.count(call.signedIn.member, call) { code in
            try await store.write(as: call.caller, at: call.now) { try $0.confirmSecondFactor(code, codes: hashes) }
        }
        return Self.answer(codes, call)
    }

    private func renew(_ call: Call) async throws -> Response {
        let codes = Self.newCodes(), hashes = codes.map { GivenCode($0).hash }, member = try call.signedIn.member
        try await check.count(member, call) { code in
            try await store.write(as: call.caller, at: call.now) { tx in
                guard try tx.takeCode(code, of: member.id) else { return false }
                try tx.renewRecoveryCodes(hashes)
                return true
            }
        }
        return Self.answer(codes, call)
    }

    private func remove(_ call: Call) async throws -> Response {
        let member = try call.signedIn.member
        try await check.count(member, call) { code in
            try await store.write(as: call.caller, at: call.now) { tx in
                guard try tx.takeCode(code, of: member.id) else { return false }
                try tx.removeSecondFactor()
                return true
            }
        }
        return Response(status: .noContent)
    }

    private func reset(_ call: Call) async throws -> Response {
        let id = ID<Member>(try call.id())
        let ended = try await store.write(as: call.caller, at: call.now) { try $0.resetSecondFactor(of: id) }
        sessions.ended(ended)
        return Response(status: .noContent)
    }

    /// Eighty random bits each, in groups of four letters.
    private static func newCodes() -> [String] {
        (0..<codesAtOnce).map { _ in
            let letters = Base32.text(Random.bytes(10)).lowercased()
            return stride(from: 0, to: letters.count, by: 4).map { String(letters.dropFirst($0).prefix(4)) }
                .joined(separator: "-")
        }
    }

    private static func answer(_ codes: [String], _ call: Call) -> Response {
        var json = JSONWriter()
        json.object(["codes": .list(codes.map(Value.text))])
        return call.json(json.bytes, status: .created)
    }
}

/// Looks at codes, and slows down whoever guesses them: five at once, then one in five minutes.
struct CodeCheck: Sendable {
    private let store: Store, attempts: Attempts, failed: FailedAttempts

    init(store: Store, failed: FailedAttempts) {
        (self.store, self.failed, attempts) = (store, failed, Attempts(burst: 5, seconds: 300))
    }

    /// After the password of a member was right: asks for a code where they have a second factor.
    /// - Throws: `Failure` that needs a code; `Attempts.TooMany`
    func signIn(_ member: Member, _ call: Call) async throws {
        guard try await store.read(as: .quartet, { try $0.hasSecondFactor(member.id) }) else { return }
        guard call.optional("code") != nil else { throw Self.needsCode("Give a code of your second factor.") }
        do {
            try await count(member, call) { code in
                try await store.write(as: Caller(member).from(call.context.address), at: call.now) {
                    try $0.takeCode(code, of: member.id)
                }
            }
        } catch is WrongCode { throw Self.needsCode("This code is not right, or it was used already.") }
    }

    /// Hands on the code of the form, unless too many were wrong.
    /// - Parameter take: whether the code is right
    /// - Throws: `WrongCode`, `Attempts.TooMany`
    func count(_ member: Member, _ call: Call, take: (GivenCode) async throws -> Bool) async throws {
        let account = member.id.text, address = call.context.address
        try attempts.begin(account: account, address: address, at: call.now)
        guard try await take(GivenCode(call.required("code"))) else {
            await failed.note(.codeFailed, about: RecordReference(member.id), call)
            throw WrongCode()
        }
        attempts.succeeded(account: account, address: address, at: call.now)
    }

    private static func needsCode(_ sentence: String) -> Failure {
        var failure = Failure(.notSignedIn, sentence)
        failure.members = [("needs", Array("\"code\"".utf8))]
        return failure
    }
}

struct WrongCode: Error {}
