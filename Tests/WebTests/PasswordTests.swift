import Foundation
import HTTPTypes
import Ledger
import Playbook
import Synchronization
import Testing

@testable import Web

@Suite("Passwords and codes")
struct PasswordTests {
  @Test(arguments: [
    (
      "password", "NaCl", 1_024, 16,
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
    ),
    (
      "pleaseletmein", "SodiumChloride", 16_384, 1,
      "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
    ),
  ])
  func `scrypt is that of RFC 7914`(password: String, salt: String, rounds: Int, parallelism: Int, digest: String) throws {
    let kept = KeptPassword(salt: Array(salt.utf8), rounds: rounds, blockSize: 8, parallelism: parallelism, digest: [])
    #expect(Hexadecimal.text(try Passwords.scrypt(Array(password.utf8), kept, length: 64)) == digest)
  }

  @Test func `a password is recognised, and no other, each with a salt of its own`() async throws {
    let passwords = Lobby.passwords
    let (one, other) = (try await passwords.hash("correct horse 42"), try await passwords.hash("correct horse 42"))
    #expect(one.salt.count == 16 && one.digest.count == 32 && one.salt != other.salt && one.digest != other.digest)
    #expect(try await passwords.matches("correct horse 42", one))
    #expect(try await !passwords.matches("correct horse 43", one))
    #expect(try await !passwords.matches("", one))
    #expect(try await !passwords.matches("correct horse 42", nil), "nobody's password")
    #expect(try await Passwords().matches("correct horse 42", one), "what it was made with is kept beside it")
    await #expect(throws: HashingFault.self) { try await passwords.hash("") }
  }

  @Test func `the same letters are the same password, however they were typed`() async throws {
    let kept = try await Lobby.passwords.hash("caf\u{E9} \u{FF21}\u{FF22}\u{FF23}")
    #expect(try await Lobby.passwords.matches("cafe\u{301} ABC", kept))
    #expect(try await !Lobby.passwords.matches("cafe ABC", kept))
  }

  @Test(arguments: [
    ("long enough", true), ("123456789", false), ("1234567890", true), (String(repeating: "x", count: 200), true), (String(repeating: "x", count: 201), false),
    ("Li.Ming.Wang", false), ("the old one", false), ("一二三四五六七八九十", true),
  ])
  func `a password is long and neither the name nor the old one`(password: String, isGood: Bool) {
    #expect((PasswordRule.fault(password, account: "li.ming.wang", former: "the old one") == nil) == isGood)
  }

  @Test func `a one-time password is made of letters that aren't taken for one another`() {
    let made = Set((0..<50).map { _ in OneTimePassword().text })
    #expect(made.count == 50)
    for text in made { #expect(text.wholeMatch(of: /([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}/) != nil, "\(text)") }
  }

  @Test(arguments: [
    (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
  ])
  func `codes are those of RFC 6238`(second: Int64, code: String) {
    let now = Instant(milliseconds: second * 1_000)
    let totp = TOTP(secret: Array("12345678901234567890".utf8))
    #expect(totp.code(step: TOTP.step(at: now)) == code)
    #expect(totp.step(of: code, at: now, after: 0) == second / 30)
    #expect(totp.step(of: " \(code.prefix(3)) \(code.suffix(3))", at: now, after: 0) == second / 30, "as telephones show it")
  }

  @Test func `a code is good for its step and the one on either side, once`() {
    let totp = TOTP(secret: TOTP.newSecret())
    let now = Instant(milliseconds: 1_795_305_600_000)
    let step = TOTP.step(at: now)
    let code = totp.code(step: step)
    for seconds in [-30, 0, 30] as [Int64] { #expect(totp.step(of: code, at: now + TimeAmount(seconds: seconds), after: step - 1) == step) }
    for seconds in [-61, 60] as [Int64] { #expect(totp.step(of: code, at: now + TimeAmount(seconds: seconds), after: step - 1) != step) }
    #expect(totp.step(of: code, at: now, after: step) == nil, "it was used")
    for bad in ["", "12345", "abcdef", code + "0"] { #expect(totp.step(of: bad, at: now, after: 0) == nil, "\(bad)") }
  }

  @Test(arguments: [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")])
  func `base 32 is that of RFC 4648`(text: String, letters: String) { #expect(Base32.text(Array(text.utf8)) == letters) }

  @Test func `telephones read the secret`() {
    let uri = TOTP(secret: Array("foobar".utf8)).uri(account: "li")
    #expect(uri == "otpauth://totp/Gendan:li?secret=MZXW6YTBOI&issuer=Gendan&algorithm=SHA1&digits=6&period=30")
  }

  @Test(arguments: [("", []), ("00ff", [0, 255]), ("00FF", [0, 255]), ("0", nil), ("0g", nil), ("é", nil)] as [(String, [UInt8]?)])
  func `hexadecimal digits are read in pairs`(text: String, bytes: [UInt8]?) {
    #expect(Hexadecimal.bytes(text) == bytes)
    if let bytes { #expect(Hexadecimal.text(bytes) == text.lowercased()) }
  }

  @Test func `a session's secret is read from among the cookies, and from nothing else`() throws {
    let secret = SessionSecret()
    let request = secret.request()
    #expect(SessionSecret(request)?.digest == secret.digest)
    #expect(SessionSecret(request)?.csrf == secret.csrf && secret.csrf.count == 64)
    #expect(SessionSecret().digest != secret.digest && SessionSecret().csrf != secret.csrf)
    #expect(HTTPField.Name.csrfToken.rawName == "X-CSRF-Token")
    #expect(secret.isMeant(secret.request(.post, [.csrfToken: secret.csrf])))
    #expect(!secret.isMeant(secret.request(.post)) && !secret.isMeant(secret.request(.post, [.csrfToken: SessionSecret().csrf])))
    let cookie = secret.cookie(seconds: 43_200, isSecure: true)
    #expect(cookie.hasSuffix("; HttpOnly; SameSite=Strict; Path=/; Max-Age=43200; Secure") && cookie.hasPrefix("gendan_session="))
    #expect(SessionSecret.noCookie(isSecure: false) == "gendan_session=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0")
    for bad in ["", "gendan_session", "gendan_session=", "gendan_session=00", "gendan_session=\(String(repeating: "x", count: 64))", "other=1"] {
      var headers: HTTPFields = [:]
      headers[.cookie] = bad
      #expect(SessionSecret(Lobby.request(headers)) == nil, "\(bad)")
    }
  }
}
