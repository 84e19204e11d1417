/// Approved wording, one text per channel and language. `{label}` in a text is a slot for a fact.
public struct Message: Labelled, Hashable, Sendable {
  public typealias ID = String

  public let id: ID
  public let labels: [String]
  public var texts: [Text]
  public let place: Place

  /// The wording for one channel and language.
  public struct Text: Hashable, Sendable {
    public let channel: ChannelName?
    public let language: Language
    public let wording: Wording
  }

  /// The text for a channel and language: the closest one declared.
  public func wording(channel: ChannelName?, language: Language) -> Wording? {
    let ranked = texts.enumerated().map { index, text in
      (score: (text.language == language ? 4 : 0) + (text.channel == channel ? 2 : text.channel == nil ? 1 : 0), index: index, text: text)
    }
    return ranked.max { ($0.score, -$0.index) < ($1.score, -$1.index) }?.text.wording
  }
}

/// A text with slots.
public struct Wording: Hashable, Sendable {
  /// A stretch of wording.
  public enum Part: Hashable, Sendable {
    case text(String)
    case slot(Fact.ID)
    /// A slot that names no declared fact; shown as written.
    case unbound(String)
  }

  public let parts: [Part]

  public init(parts: [Part]) { self.parts = parts }

  public var facts: [Fact.ID] {
    parts.compactMap { if case .slot(let id) = $0 { id } else { nil } }
  }

  /// The text with its slots as they are written.
  public var plainText: String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .slot(let name), .unbound(let name): "{\(name)}"
      }
    }.joined()
  }

  /// Fills the slots. - Returns: the text, or the first fact that isn't known.
  public func filled(_ words: (Fact.ID) -> String?) -> Result<String, MissingSlot> {
    var text = ""
    for part in parts {
      switch part {
      case .text(let plain): text += plain
      case .unbound(let name): return .failure(MissingSlot(name: name))
      case .slot(let id):
        guard let value = words(id) else { return .failure(MissingSlot(name: id)) }
        text += value
      }
    }
    return .success(text)
  }

  /// A slot whose fact isn't known, by its id or by the name as written.
  public struct MissingSlot: Error, Hashable {
    public let name: String
  }
}
