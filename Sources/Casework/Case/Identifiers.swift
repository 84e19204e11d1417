/// The name of a case, chosen by the desk when it opens.
public struct CaseID: TextIdentifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

/// The name of a signal, chosen by whoever sends it: the same name twice is the same signal.
public struct SignalID: TextIdentifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

/// The idempotency key of an effect: case, step, visit and attempt. The receiver that has seen it does nothing twice.
public struct EffectKey: TextIdentifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

/// A timer's name, unique within its case.
public struct TimerID: TextIdentifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

/// A person's task, unique within its case.
public struct TaskID: TextIdentifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

/// A promise, unique within its case.
public struct PromiseID: TextIdentifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

/// A person over all cases, by the platform's own name for them: never a phone number.
public struct PersonID: TextIdentifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

/// A ruling, unique within its case.
public struct RulingID: TextIdentifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

/// A posting, unique within its case.
public struct PostingID: TextIdentifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}

/// An identifier that is stored and shown as plain text.
public protocol TextIdentifier: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  var text: String { get }
  init(_ text: String)
}

extension TextIdentifier {
  public var description: String { text }
  public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

  public init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
