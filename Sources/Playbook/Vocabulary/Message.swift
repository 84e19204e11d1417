/// Approved wording, one text per channel and language. `{label}` in a text is a slot for a fact.
public struct Message: Labelled, Hashable, Sendable {
  public typealias ID = String

  public let id: ID
  public let labels: [String]
  public var texts: [Text]
  /// The document that declares it.
  public let file: String
  public let place: Place

  /// The wording for one channel and language.
  public struct Text: Hashable, Sendable {
    public let channel: ChannelName?
    public let language: Language
    public let wording: Wording
    /// As the document states it; nil for the channel's own.
    public var limit: MessageLimit?
    public var place = Place.start
  }

  /// The text for a channel and language: the closest one declared.
  public func wording(channel: ChannelName?, language: Language) -> Wording? {
    func score(_ text: Text) -> Int { (text.language == language ? 4 : 0) + (text.channel == channel ? 2 : text.channel == nil ? 1 : 0) }
    // The first one of those that fit best.
    var best: (index: Int, score: Int)?
    for index in texts.indices where score(texts[index]) > best?.score ?? -1 { best = (index, score(texts[index])) }
    return best.map { texts[$0.index].wording }
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
    if parts.count == 1, case .text(let plain) = parts[0] { return .success(plain) }
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
