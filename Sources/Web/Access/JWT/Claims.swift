import JWTKit
import Playbook

/// What a JWT says, after its signature was checked. What the claims mean is for whoever asked.
struct Claims: JWTPayload, Hashable {
  /// As far as they are of use here.
  enum Value: Hashable, Sendable {
    case text(String)
    case texts([String])
    case number(Double)
    case flag(Bool)
    /// An object, a mixed list or null.
    case other
  }

  let values: [String: Value]

  init(_ values: [String: Value]) { self.values = values }

  init(from decoder: any Decoder) throws { values = try decoder.singleValueContainer().decode([String: Value].self) }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(values)
  }

  /// The library asks after it has checked the signature. Claims are held against the time and the settings elsewhere, where these are known.
  func verify(using _: some JWTAlgorithm) {}

  func text(_ name: String) -> String? {
    guard case .text(let text)? = values[name] else { return nil }
    return text
  }

  /// One text or several; none when there is neither.
  func texts(_ name: String) -> [String] {
    switch values[name] {
    case .text(let text): [text]
    case .texts(let texts): texts
    default: []
    }
  }

  /// Given in seconds since 1970; nil when it isn't given, or is no time.
  func time(_ name: String) -> Instant? {
    guard case .number(let seconds)? = values[name], abs(seconds) < Self.lastSecond else { return nil }
    return Instant(milliseconds: Int64(seconds * 1_000))
  }

  /// Some year far behind 9999: what is greater is no time.
  private static let lastSecond = 1e12
}

extension Claims.Value: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let texts = try? container.decode([String].self) {
      self = .texts(texts)
    } else {
      self = .other
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .texts(let texts): try container.encode(texts)
    case .number(let number): try container.encode(number)
    case .flag(let flag): try container.encode(flag)
    case .other: try container.encodeNil()
    }
  }
}
