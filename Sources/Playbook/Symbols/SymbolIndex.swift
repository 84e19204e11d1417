/// Where the documents of a playbook declare their names, and where they use them.
public struct SymbolIndex: Sendable {
  /// Every mention, file by file in document order.
  public let mentions: [Mention]
  private let byFile: [String: [Int]]
  private let bySymbol: [Symbol: [Int]]
  private let scopes: [String: [Int: AnswerScope]]

  init(mentions: [Mention], scopes: [String: [Int: AnswerScope]]) {
    self.mentions = mentions
    self.scopes = scopes
    byFile = Dictionary(grouping: mentions.indices) { mentions[$0].file }.mapValues { $0.sorted { Self.comesFirst(mentions[$0], mentions[$1]) } }
    bySymbol = Dictionary(grouping: mentions.indices) { mentions[$0].symbol }
  }

  private static func comesFirst(_ left: Mention, _ right: Mention) -> Bool {
    (left.place.line, left.place.column) < (right.place.line, right.place.column)
  }

  /// The mention that covers a position; the shortest if several do. A position right behind a name still belongs to it.
  /// - Parameters: line and column from 1, the column in code points.
  public func mention(in file: String, line: Int, column: Int) -> Mention? {
    guard let all = byFile[file] else { return nil }
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if mentions[all[middle]].place.line < line { low = middle + 1 } else { high = middle }
    }
    var best: Mention?
    // A mention lies on one line, but for links that were wrapped: those are looked at where they begin.
    for index in all[low...] {
      let mention = mentions[index]
      guard mention.place.line == line else { break }
      guard mention.place.column <= column, column <= mention.place.endColumn || mention.place.endLine > line else { continue }
      if best.map({ Self.length(mention) < Self.length($0) }) ?? true { best = mention }
    }
    return best
  }

  private static func length(_ mention: Mention) -> Int {
    mention.place.endLine > mention.place.line ? .max : mention.place.endColumn - mention.place.column
  }

  /// The mentions on a line, in order.
  public func mentions(in file: String, line: Int) -> [Mention] { (byFile[file] ?? []).map { mentions[$0] }.filter { $0.place.line == line } }

  /// Every mention of a symbol, declarations too.
  public func mentions(of symbol: Symbol) -> [Mention] { (bySymbol[symbol] ?? []).map { mentions[$0] } }

  /// Where a symbol is declared; several places where it has several names.
  public func declarations(of symbol: Symbol) -> [Mention] { mentions(of: symbol).filter(\.isDeclaration) }

  /// What an alternative on this line may name; nil where no step is above it.
  public func scope(in file: String, line: Int) -> AnswerScope? { scopes[file]?[line] }
}

/// A playbook compiled, and where its names stand.
public struct Survey: Sendable {
  public let compilation: Compilation
  public let symbols: SymbolIndex
}

/// Where the names of a playbook stand, without its check-up, and the files that it is made of.
public func symbols(of document: SourceText, reading: (String) -> SourceText?) -> (index: SymbolIndex, files: [String]) {
  var library = DocumentLibrary(root: document)
  library.gather(reading)
  return (MentionReading.read(library, Names(VocabularyReading.read(library.documents).0)), library.documents.map(\.source.path))
}

/// Compiles a playbook like `compile`, and finds where each name stands. For tools in which people write.
public func survey(_ document: SourceText, reading: (String) -> SourceText?) -> Survey {
  var library = DocumentLibrary(root: document)
  library.gather(reading)
  let compilation = compile(library)
  return Survey(compilation: compilation, symbols: MentionReading.read(library, Names(compilation.plan.vocabulary)))
}
