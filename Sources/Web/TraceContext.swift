/// Where a request stands in a trace that goes through several programs (W3C Trace Context).
public struct TraceContext: Hashable, Sendable {
  /// 32 hexadecimal digits, not all zero.
  public let traceID: String
  /// 16 hexadecimal digits, not all zero: whoever called.
  public let parentID: String
  public let isSampled: Bool

  /// Reads the header `traceparent`; nil when it isn't one, which begins a trace of its own.
  public init?(traceparent: String) {
    let parts = traceparent.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map { Array($0) }
    guard parts.count >= 4, parts.prefix(4).allSatisfy({ $0.allSatisfy(Self.isDigit) }), parts[0].count == 2, parts[0] != Array("ff".utf8),
      parts[1].count == 32, parts[2].count == 16, parts[3].count == 2, let flags = UInt8(String(decoding: parts[3], as: UTF8.self), radix: 16),
      // A later version may say more; this one says exactly so much.
      parts.count == 4 || parts[0] != Array("00".utf8)
    else { return nil }
    traceID = String(decoding: parts[1], as: UTF8.self)
    parentID = String(decoding: parts[2], as: UTF8.self)
    guard traceID.contains(where: { $0 != "0" }), parentID.contains(where: { $0 != "0" }) else { return nil }
    isSampled = flags & 1 == 1
  }

  private init(traceID: String, parentID: String, isSampled: Bool) {
    self.traceID = traceID
    self.parentID = parentID
    self.isSampled = isSampled
  }

  /// A trace that begins here.
  public static func new(using chance: inout some RandomNumberGenerator) -> TraceContext {
    TraceContext(traceID: digits(16, &chance) + digits(16, &chance), parentID: digits(16, &chance), isSampled: false)
  }

  /// What is handed on to the next program.
  public func child(using chance: inout some RandomNumberGenerator) -> TraceContext {
    TraceContext(traceID: traceID, parentID: Self.digits(16, &chance), isSampled: isSampled)
  }

  /// The header that says so.
  public var traceparent: String { "00-\(traceID)-\(parentID)-\(isSampled ? "01" : "00")" }

  private static func digits(_ count: Int, _ chance: inout some RandomNumberGenerator) -> String {
    let number = String(UInt64.random(in: 1 ... .max, using: &chance), radix: 16)
    return String(repeating: "0", count: count - number.count) + number
  }

  /// Upper case is refused, as the standard has it.
  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
