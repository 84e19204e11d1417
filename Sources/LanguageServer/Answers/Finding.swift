import Playbook

/// Where names are declared and used.
extension Workspace {
  mutating func definition(_ pointed: Pointed) -> JSON {
    guard let survey = context(of: pointed.path), let mention = mention(pointed) else { return .null }
    if mention.symbol.kind == .document {
      let start = parts(of: source(mention.symbol.id) ?? SourceText(path: "", text: "")).first?.titlePlace ?? .start
      return location(mention.symbol.id, start) ?? .null
    }
    // The row, not each of its names.
    var rows: Set<String> = []
    let places = survey.symbols.declarations(of: mention.symbol).filter { rows.insert("\($0.file):\($0.place.line)").inserted }
    return .array(places.compactMap { location($0.file, $0.place) })
  }

  /// In every document that uses the file which declares the name.
  mutating func references(_ pointed: Pointed, withDeclarations: Bool) -> JSON {
    guard let mention = mention(pointed) else { return [] }
    let places = mentions(of: mention.symbol, from: pointed.path).filter { withDeclarations || !$0.isDeclaration }
    return .array(places.compactMap { location($0.file, $0.place) })
  }

  /// All mentions of a symbol in all documents that share its declaration, in order, each once.
  mutating func mentions(of symbol: Symbol, from path: String) -> [Mention] {
    roots(thatDeclare: symbol, from: path).flatMap { $0.index.mentions(of: symbol) }.inOrder
  }

  /// The documents that see the declaration of a symbol.
  mutating func roots(thatDeclare symbol: Symbol, from path: String) -> [(path: String, index: SymbolIndex)] {
    let declarations = context(of: path)?.symbols.declarations(of: symbol) ?? []
    return roots(thatUse: Set(declarations.map(\.file) + [symbol.kind == .document ? symbol.id : path]))
      .filter { root in declarations.isEmpty || root.index.declarations(of: symbol).contains { declarations.contains($0) } }
  }
}

extension [Mention] {
  var inOrder: [Mention] {
    var seen: Set<Mention> = []
    return filter { seen.insert($0).inserted }.sorted {
      ($0.file, $0.place.line, $0.place.column) < ($1.file, $1.place.line, $1.place.column)
    }
  }
}
