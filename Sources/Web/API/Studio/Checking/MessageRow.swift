import Playbook

/// A message on one channel as its documents write it, in every language: for whoever changes a wording and its translations.
struct MessageRow: Encodable {
  struct Text: Encodable {
    let language: String
    let line: Int
    let column: Int
    let endLine: Int
    let endColumn: Int
    /// As it is written, escapes and markup included.
    let written: String
    /// Facts that other languages have in it and this one hasn't, by their names.
    let lacks: [String]
  }

  /// A language that it isn't written in. The row that would say it goes behind `line`: `before`, the words, `after`.
  struct Missing: Encodable {
    let language: String
    let line: Int
    let before: String
    let after: String
  }

  let message: String
  let name: String
  let file: String
  /// In words; left out where it is for every channel.
  let channel: String?
  /// The facts in it, by their names.
  let slots: [String]
  let texts: [Text]
  let missing: [Missing]

  private struct Key: Hashable {
    let message: Message.ID
    let file: String
    let channel: ChannelName?
  }

  /// In the order of the documents.
  static func all(of vocabulary: Vocabulary, in sources: [SourceText], _ language: Language) -> [MessageRow] {
    var order: [Key] = []
    var written: [Key: [WrittenMessage]] = [:]
    for source in sources {
      for one in writtenMessages(in: source) {
        let key = Key(message: one.id, file: source.path, channel: one.channel)
        if written[key] == nil { order.append(key) }
        written[key, default: []].append(one)
      }
    }
    return order.map { MessageRow($0, written[$0] ?? [], vocabulary, language) }
  }

  private init(_ key: Key, _ written: [WrittenMessage], _ vocabulary: Vocabulary, _ language: Language) {
    let slots = written.map { Self.slots($0.words.text, vocabulary) }
    var seen: Set<String> = []
    let all = slots.joined().filter { seen.insert($0).inserted }
    message = key.message
    name = vocabulary.message(key.message)?.name ?? key.message
    file = key.file
    channel = key.channel?.name(in: language)
    self.slots = all
    texts = zip(written, slots).map { one, own in
      let place = one.words.place
      return Text(
        language: one.language.rawValue, line: place.line, column: place.column, endLine: place.endLine, endColumn: place.endColumn,
        written: one.words.text, lacks: all.filter { !own.contains($0) })
    }
    missing = Language.allCases.compactMap { wanted -> Missing? in
      guard !written.contains(where: { $0.language == wanted }), let last = written.last, let row = last.row(in: wanted) else { return nil }
      return Missing(language: wanted.rawValue, line: last.words.place.line, before: row.before, after: row.after)
    }
  }

  /// What stands in braces, called as the fact is; a name that no fact has stays as it is written.
  private static func slots(_ text: String, _ vocabulary: Vocabulary) -> [String] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      guard let end = part.firstIndex(of: "}") else { return nil }
      let name = String(part[..<end])
      return vocabulary.fact(named: name)?.name ?? name
    }
  }
}
