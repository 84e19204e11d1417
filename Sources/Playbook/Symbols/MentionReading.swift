/// Goes through the documents of a playbook and notes every name: one pass, in document order.
struct MentionReading {
  let names: Names
  let library: DocumentLibrary
  var document: Document
  private(set) var mentions: [Mention] = []
  var scopes: [String: [Int: AnswerScope]] = [:]
  let facts: NameIndex
  let events: NameIndex
  private var valuesByFact: [Fact.ID: NameIndex] = [:]
  private var documentsByPath: [String: Document] = [:]

  static func read(_ library: DocumentLibrary, _ names: Names) -> SymbolIndex {
    var reading = MentionReading(library, names)
    for document in library.documents {
      reading.document = document
      reading.readFrontMatter()
      for section in document.sections { reading.read(section) }
      for outline in library.outlines(of: document) { reading.walk(outline.items, under: nil, roundOf: reading.rounds(of: outline.name)) }
    }
    return SymbolIndex(mentions: reading.mentions, scopes: reading.scopes)
  }

  private init(_ library: DocumentLibrary, _ names: Names) {
    self.names = names
    self.library = library
    document = library.documents[0]
    facts = NameIndex(names.vocabulary.facts, .fact)
    events = NameIndex(names.vocabulary.events, .event)
    documentsByPath = Dictionary(library.documents.map { ($0.source.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: noting

  /// Notes a name that stands in `rich`. An empty part is no name.
  mutating func note(_ symbol: Symbol, _ part: Substring, _ rich: RichText, isDeclaration: Bool = false) {
    let part = part.trimmed
    guard !part.isEmpty else { return }
    note(symbol, String(part), at: rich.place(of: part), isDeclaration: isDeclaration)
  }

  mutating func note(_ symbol: Symbol, _ text: String, at place: Place, isDeclaration: Bool = false) {
    mentions.append(Mention(symbol: symbol, text: text, file: document.source.path, place: place, isDeclaration: isDeclaration))
  }

  mutating func noteFact(_ part: Substring, _ rich: RichText) {
    if let fact = names.fact(part) { note(Symbol(.fact, fact.id), part, rich) }
  }

  mutating func noteParty(_ part: Substring, _ rich: RichText) {
    guard let party = names.party(part) else { return }
    note(Symbol(.party, party.id), part.trimmed.behind(word: ["the"])?.rest ?? part, rich)
  }

  /// The party that a text begins with. - Returns: what stands behind it; the whole text when it begins with none.
  mutating func noteLeadingParty(_ text: Substring, _ rich: RichText) -> Substring {
    guard let (party, rest) = names.leadingParty(text) else { return text }
    let bare = text.trimmed.behind(word: ["the"])?.rest ?? text.trimmed
    note(Symbol(.party, party.id), bare[..<rest.startIndex], rich)
    return rest
  }

  mutating func noteAction(_ bracket: BracketedName, _ rich: RichText) {
    guard let action = names.action(bracket.name) else { return }
    note(Symbol(.action, action.id), bracket.name, rich)
    for (name, value) in bracket.arguments {
      if let parameter = action.parameters.first(where: { $0.isCalled(name) }) { note(Symbol(.parameter, parameter.id, of: action.id), name, rich) }
      noteSlots(in: value, rich)
    }
  }

  /// `{slots}` of wording.
  mutating func noteSlots(in text: Substring, _ rich: RichText) {
    var rest = text
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      noteFact(rest[rest.index(after: open)..<close], rich)
      rest = rest[rest.index(after: close)...]
    }
  }

  /// A link or file name: the procedure or the document it leads to.
  /// - Parameter part: where it is written.
  mutating func noteTarget(_ destination: String, at place: Place) {
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var path = document.source.path
    if let file = parts.first, !file.isEmpty { path = resolve(file, against: path) }
    guard let target = documentsByPath[path] else { return }
    guard parts.count == 2 else { return note(Symbol(.document, path), destination, at: place) }
    let wanted = normalized(percentDecoded(parts[1]))
    guard let name = library.outlines(of: target).compactMap(\.name).first(where: { normalized($0) == wanted }) else { return }
    note(Symbol(.procedure, name, of: path), parts[1], at: place)
  }

  // MARK: names of values

  /// The values of a fact by their names; none where the type has no closed list.
  mutating func values(of id: Fact.ID) -> NameIndex? {
    if let known = valuesByFact[id] { return known }
    guard let fact = names.vocabulary.fact(id) else { return nil }
    let index: NameIndex
    switch fact.type {
    case .choice(let choices): index = NameIndex(choices, .value, of: id)
    case .flag(let yes, let no):
      func named(_ labels: [String], _ value: String) -> [(name: String, symbol: Symbol)] { labels.map { ($0, Symbol(.value, value, of: id)) } }
      index = NameIndex(named(yes + ["是", "yes", "true"], "yes") + named(no + ["否", "no", "false"], "no"))
    default: return nil
    }
    valuesByFact[id] = index
    return index
  }

  /// The follow-ups that run an outline of this document again and again.
  private func rounds(of name: String?) -> [FollowUp] {
    names.vocabulary.followUps.filter { followUp in
      let parts = followUp.procedure.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let path = parts.first.map { $0.isEmpty ? followUp.file : resolve($0, against: followUp.file) }
      return path == document.source.path && (parts.count == 2 ? name.map { normalized($0) == normalized(percentDecoded(parts[1])) } ?? false : name == nil)
    }
  }
}
