/// Where the documents of a playbook declare their names, and where they use them.
public struct SymbolIndex: Sendable {
  /// Every mention, file by file in document order.
  public let mentions: [Mention]
  private let byFile: [String: [Int]]
  private let bySymbol: [Symbol: [Int]]
  private let byDeclaredName: [String: [Int]]
  private let scopes: [String: [Int: AnswerScope]]

  init(mentions: [Mention], scopes: [String: [Int: AnswerScope]]) {
    self.mentions = mentions
    self.scopes = scopes
    byFile = Dictionary(grouping: mentions.indices) { mentions[$0].file }.mapValues { $0.sorted { Self.comesFirst(mentions[$0], mentions[$1]) } }
    byDeclaredName = Dictionary(grouping: mentions.indices.filter { mentions[$0].isDeclaration }) { mentions[$0].text }
    bySymbol = Dictionary(grouping: mentions.indices) { mentions[$0].symbol }
  }

  private static func comesFirst(_ left: Mention, _ right: Mention) -> Bool {
    (left.place.line, left.place.column) < (right.place.line, right.place.column)
  }

  /// The mention that covers a position; the shortest if several do. A position right behind a name still belongs to it.
  /// - Parameters: line and column from 1, the column in code points.
  public func mention(in file: String, line: Int, column: Int) -> Mention? {
    guard let all = byFile[file] else { return nil }
    var best: Mention?
    // A mention lies on one line, but for links that were wrapped: those are looked at where they begin.
    for index in all[first(on: line, of: all)...] {
      let mention = mentions[index]
      guard mention.place.line == line else { break }
      guard mention.place.column <= column, column <= mention.place.endColumn || mention.place.endLine > line else { continue }
      if best.map({ Self.length(mention) < Self.length($0) }) ?? true { best = mention }
    }
    return best
  }

  /// Where the mentions of a line begin among all of its file.
  private func first(on line: Int, of all: [Int]) -> Int {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if mentions[all[middle]].place.line < line { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func length(_ mention: Mention) -> Int {
    mention.place.endLine > mention.place.line ? .max : mention.place.endColumn - mention.place.column
  }

  /// The mentions on a line, in order.
  public func mentions(in file: String, line: Int) -> [Mention] {
    guard let all = byFile[file] else { return [] }
    return all[first(on: line, of: all)...].lazy.map { mentions[$0] }.prefix { $0.place.line == line }
  }

  /// What is declared under a name, as it is written.
  public func declarations(called name: String) -> [Mention] { (byDeclaredName[name] ?? []).map { mentions[$0] } }

  /// Every mention of a symbol, declarations too.
  public func mentions(of symbol: Symbol) -> [Mention] { (bySymbol[symbol] ?? []).map { mentions[$0] } }

  /// Where a symbol is declared; several places where it has several names.
  public func declarations(of symbol: Symbol) -> [Mention] { mentions(of: symbol).filter(\.isDeclaration) }

  /// What an alternative on this line may name; nil where no step is above it.
  public func scope(in file: String, line: Int) -> AnswerScope? { scopes[file]?[line] }
}

/// The names of a playbook: what is declared, and where it stands. Much cheaper than a plan: nothing is checked.
public struct Survey: Sendable {
  public let symbols: SymbolIndex
  public let vocabulary: Vocabulary
  /// The language of the main document.
  public let language: Language
  /// The calendar of the main document.
  public let calendar: ServiceCalendar?
  /// The document, then every file it reads.
  public let files: [String]
}

/// Finds the names of a playbook, for tools in which people write.
///
/// Pure, like `compile`, and of the same documents.
/// - Parameter reading: gives another file by its path, nil when there is none.
public func survey(_ document: SourceText, reading: (String) -> SourceText?) -> Survey {
  var library = DocumentLibrary(root: document)
  library.gather(reading)
  let main = library.documents[0]
  let vocabulary = VocabularyReading.read(library.documents).0
  return Survey(
    symbols: MentionReading.read(library, Names(vocabulary)), vocabulary: vocabulary, language: main.language, calendar: library.calendars.calendar(of: main),
    files: (library.documents.map(\.source) + library.calendars.sources).map(\.path))
}
