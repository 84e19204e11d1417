import Casework
import Channels
import Crypto
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Finds out whether a number is whose they say: a code goes there, and whoever tells it has a proof.
struct PhoneVerifications: Sendable {
  /// How long a code is good.
  static let codeLasts = TimeAmount.minutes(10)
  /// How long a proof is good.
  static let proofLasts = TimeAmount.minutes(30)
  /// How often a code may be held against it.
  static let mostTries = 5
  /// How many codes a number gets, and in how much time.
  static let mostCodes = 3
  static let span = TimeAmount.hours(1)

  let desk: Desk
  let store: any PhoneVerificationLedger

  private struct Asked: Encodable {
    let id: String
    let expiresAt: String
  }

  private struct Proved: Encodable {
    let proof: String
    let expiresAt: String
  }

  /// `{"phone"}`: sends a code by text message. The answer never has it.
  func ask(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    let text = object.text("phone", longest: PhoneNumber.longest)
    let number = PhoneNumber(text)
    if number == nil, !object.hasFault(at: "phone") { object.note("phone", .init("应是 11 位的手机号", "should be a mobile number of 11 digits")) }
    try object.end()
    guard let number else { throw Problem.internalError }
    let id = Hexadecimal.text(Passwords.random(12))
    let (code, salt, now) = (PhoneCode(), Passwords.random(32), desk.clock.now())
    let verification = PhoneVerification(
      id: id, phone: number.digest, salt: salt, code: code.digest(id, salt), askedAt: now, askedBy: caller.id, expiresAt: now + Self.codeLasts)
    let since = Instant(milliseconds: now.milliseconds - Self.span.seconds * 1_000)
    switch try await Problem.telling({ try await store.addVerification(verification, limit: Self.mostCodes, since: since) }) {
    case .kept: break
    case .tooMany(let earliest):
      throw Problem.tooManyRequests(waitSeconds: Int(clamping: max((earliest + Self.span - now).seconds, 1)))
    }
    try await send(code, to: number, verification, visit.language)
    return try JSONBody.answer(
      Asked(id: id, expiresAt: verification.expiresAt.rfc3339), status: .created, headers: [.location: "/v1/phone-verifications/\(id)"])
  }

  /// `{"code"}`: the proof, if it is the code that was sent.
  func prove(_ request: Request, _ visit: Visit) async throws -> Response {
    let object = try await JSONObject(request, visit)
    let code = PhoneCode(object.text("code", longest: 20))
    if code == nil, !object.hasFault(at: "code") { object.note("code", .init("应是 \(PhoneCode.length) 位数字", "should be \(PhoneCode.length) digits")) }
    try object.end()
    guard let code else { throw Problem.internalError }
    let id = visit.name("verification")
    guard let known = try await Problem.telling({ try await store.readVerification(id) }) else { throw Self.noSuchVerification }
    let now = desk.clock.now()
    // What has run out isn't counted, and takes no code.
    guard now < known.expiresAt else { throw Self.over }
    guard let tried = try await Problem.telling({ try await store.countVerificationTry(of: id, limit: Self.mostTries) }) else { throw Self.over }
    guard ConstantTime.areEqual(tried.code, code.digest(id, tried.salt)) else {
      let left = Self.mostTries - tried.tries
      throw Problem.invalid([
        .init(place: "/code", words: .init("验证码不对，还可以试 \(left) 次", "that isn't the code; \(left == 1 ? "one try is" : "\(left) tries are") left"))
      ])
    }
    let (proof, until) = (PhoneProof(of: id), now + Self.proofLasts)
    try await Problem.telling { try await store.proveVerification(id, proof: proof.digest, until: until) }
    return try JSONBody.answer(Proved(proof: proof.text, expiresAt: until.rfc3339))
  }

  /// Whether what a registration carries proves that the number is theirs.
  func isProved(_ phone: PhoneNumber, by text: String?) async throws -> Bool {
    guard let proof = text.flatMap({ PhoneProof($0) }), let kept = try await Problem.telling({ try await store.readVerification(proof.id) }) else {
      return false
    }
    return proof.proves(phone, by: kept, at: desk.clock.now())
  }

  /// A code that didn't go out isn't counted: whoever asks again gets another one, which its receiver must not take for the first.
  private func send(_ code: PhoneCode, to number: PhoneNumber, _ verification: PhoneVerification, _ language: Language) async throws {
    let minutes = Self.codeLasts.seconds / 60
    let words = language.words(
      "【跟单】验证码 \(code.digits)，\(minutes) 分钟内有效。不是您本人在登记，请不要理会，也不要告诉别人。",
      "[Gendan] Your code is \(code.digits), good for \(minutes) min. If you aren't registering anything, ignore it and tell nobody.")
    let errand = Errand(
      key: "phone-verification:\(verification.id):\(Hexadecimal.text(verification.salt.prefix(4)))", kind: .say, subject: "phone-verification", action: nil,
      party: nil, channel: ChannelName.sms.rawValue,
      arguments: ["phone": number.digits, "code": code.digits], text: words, fact: nil, attempt: 1, outcomes: ["sent", "failed"])
    let isGone: Bool
    do throws(ConnectorFault) {
      let report = try await desk.carryOut(errand)
      isGone = report.map { $0.outcome == "sent" } ?? true
    } catch {
      // What the way out says of it may name the number.
      isGone = false
    }
    guard !isGone else { return }
    try await Problem.telling { try await store.dropVerification(verification.id) }
    throw Problem.unavailable(.init("验证码没有发出去，请稍后再试。", "The code didn't go out: try again later."), waitSeconds: 30)
  }

  private static let noSuchVerification = Problem(
    kind: .notFound, detail: .init("没有这次验证，或已经过去很久。", "There is no such verification, or it is long over."))
  private static let over = Problem(
    kind: .conflict, detail: .init("验证码已过期或试得太多：POST /v1/phone-verifications 再要一个。", "The code has expired or was tried too often: ask for another one."))
}
