/// What a fact can be. The stored form is an object with one key, the kind: `{"choice":"at-door"}`.
public enum Value: Hashable, Sendable {
  /// The id of a declared choice.
  case choice(String)
  case flag(Bool)
  case number(Double)
  /// In fen, a hundredth of a yuan.
  case money(fen: Int64)
  case duration(TimeAmount)
  case time(Instant)
  case text(String)
}

extension Value: Codable {
  private enum Kind: String, CodingKey { case choice, flag, number, money, duration, time, text }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Kind.self)
    guard let kind = container.allKeys.first, container.allKeys.count == 1 else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "a value has exactly one kind"))
    }
    self =
      switch kind {
      case .choice: .choice(try container.decode(String.self, forKey: kind))
      case .flag: .flag(try container.decode(Bool.self, forKey: kind))
      case .number: .number(try container.decode(Double.self, forKey: kind))
      case .money: .money(fen: try container.decode(Int64.self, forKey: kind))
      case .duration: .duration(try container.decode(TimeAmount.self, forKey: kind))
      case .time: .time(try container.decode(Instant.self, forKey: kind))
      case .text: .text(try container.decode(String.self, forKey: kind))
      }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Kind.self)
    switch self {
    case .choice(let id): try container.encode(id, forKey: .choice)
    case .flag(let flag): try container.encode(flag, forKey: .flag)
    case .number(let number): try container.encode(number, forKey: .number)
    case .money(let fen): try container.encode(fen, forKey: .money)
    case .duration(let amount): try container.encode(amount, forKey: .duration)
    case .time(let instant): try container.encode(instant, forKey: .time)
    case .text(let text): try container.encode(text, forKey: .text)
    }
  }
}
