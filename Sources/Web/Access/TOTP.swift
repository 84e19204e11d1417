import Crypto
import Playbook

/// Codes from a shared secret and the time (RFC 6238): SHA-1, six digits, a new one each 30 s, as every program for telephones makes them.
struct TOTP: Sendable {
  static let stepSeconds: Int64 = 30
  /// How many steps a clock may be off, either way.
  private static let window: Int64 = 1
  private static let secretLength = 20

  let secret: [UInt8]

  static func newSecret() -> [UInt8] { Passwords.random(secretLength) }

  static func step(at now: Instant) -> Int64 { now.milliseconds / 1_000 / stepSeconds }

  /// Six digits.
  func code(step: Int64) -> String {
    let counter = stride(from: Int64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: step >> $0) }
    let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
    let offset = Int(mac[mac.count - 1] & 15)
    let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let digits = String(number % 1_000_000)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The step that a code is of; nil when it isn't one of about now, or of a step up to `last`: whoever looked over a shoulder comes too late.
  func step(of code: String, at now: Instant, after last: Int64) -> Int64? {
    let typed = Array(code.utf8.filter { $0 != UInt8(ascii: " ") })
    let current = Self.step(at: now)
    let fitting = (current - Self.window...current + Self.window).filter { ConstantTime.areEqual(Array(self.code(step: $0).utf8), typed) }
    return fitting.first { $0 > last }
  }

  /// What a telephone reads as a QR code.
  func uri(account: String) -> String {
    "otpauth://totp/Gendan:\(account)?secret=\(Base32.text(secret))&issuer=Gendan&algorithm=SHA1&digits=6&period=\(Self.stepSeconds)"
  }
}
