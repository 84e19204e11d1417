public import Playbook

/// Something the case has done since a decision that can still turn out otherwise: when the case goes back there, it is taken back, or it stands.
public struct Deed: Hashable, Sendable, Codable {
  /// What was done.
  public enum Kind: String, Hashable, Sendable, Codable {
    case action, saying, contact, question, task, promise, wait
    case followUp = "follow-up"
  }

  public let kind: Kind
  public internal(set) var step: Step.ID
  /// A digest of what was done, to whom and in which words: what is the same stands, what isn't is done anew.
  public let content: Int
  /// The event it belongs to: the one that told of it, or that found it standing.
  public internal(set) var sequence: Int
  /// How it ended.
  public internal(set) var answer: String?
  /// The key that its receiver has seen.
  public internal(set) var key: EffectKey? = nil
  public internal(set) var action: Action.ID? = nil
  /// What the action was told; nil for nothing.
  public internal(set) var arguments: [String: String]? = nil
  /// What a question was about, and the answer to it.
  public internal(set) var fact: Fact.ID? = nil
  public internal(set) var value: Value? = nil
  /// When a wait or follow-up began.
  public internal(set) var since: Instant? = nil
  /// True while it hasn't ended, or was broken off; else nil.
  public internal(set) var isUnderWay: Bool? = nil
  /// True from when the case went back behind it until its step is come to again; else nil.
  public internal(set) var isStanding: Bool? = nil
  /// True when a person was told that nothing takes it back; else nil.
  public internal(set) var isListed: Bool? = nil
}

/// A digest that is the same on every machine and in every run: FNV-1a (Fowler, Noll, Vo).
func digest(_ parts: String?...) -> Int {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for part in parts {
    if var part { part.withUTF8 { bytes in for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 } } }
    // Where one part ends and whether there was one tells parts apart.
    hash = (hash ^ (part == nil ? 0xfe : 0xff)) &* 0x100_0000_01b3
  }
  // What JSON numbers hold exactly.
  return Int(truncatingIfNeeded: hash >> 11)
}

extension Effect {
  /// What it does, to whom and in which words.
  var content: Int { digest(of: action, arguments, party, channel, text) }
}

func digest(of action: Action.ID?, _ arguments: [String: String], _ party: Party.ID?, _ channel: ChannelName?, _ text: String?) -> Int {
  let told = arguments.isEmpty ? nil : arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
  return digest(action, told, party, channel?.rawValue, text)
}
