/// Reads the vocabulary tables of all documents into one vocabulary.
///
/// Facts and parties come first: the other tables speak of them. A second declaration of an id or a name is reported.
struct VocabularyReading {
  var vocabulary = Vocabulary()
  var diagnostics: [Diagnostic] = []
  /// The document that is being read, for places and language.
  var document: Document
  /// What was declared before this pass began: a table may speak of what earlier passes read.
  private(set) var names = Names(Vocabulary())
  /// Who is called so, by kind and normalized name.
  private var owners: [SectionKind: [String: String]] = [:]

  static func read(_ documents: [Document]) -> (Vocabulary, [Diagnostic]) {
    guard let first = documents.first else { return (Vocabulary(), []) }
    var reading = VocabularyReading(document: first)
    let tables = documents.map { document in
      document.sections.flatMap { section in
        section.blocks.compactMap { block in if case .table(let table) = block { (section.kind, VocabularyTable(table)) } else { nil } }
      }
    }
    reading.pass(documents, tables, kinds: [.facts, .parties]) { $0.declare($1, of: $2) }
    reading.pass(documents, tables, kinds: [.parties]) { reading, table, _ in table.rows.forEach { reading.bindLadder($0) } }
    reading.pass(documents, tables, kinds: [.messages]) { $0.declare($1, of: $2) }
    reading.pass(documents, tables, kinds: [.actions, .events, .followUps]) { $0.declare($1, of: $2) }
    reading.pass(documents, tables, kinds: [.money]) { reading, table, _ in reading.declareMoney(table) }
    reading.readTables(of: documents)
    reading.pass(documents, tables, kinds: [.facts]) { reading, table, _ in table.rows.forEach { reading.bindSources($0) } }
    reading.breakCircles(of: documents)
    reading.pass(documents, tables, kinds: [.facts, .parties, .events]) { $0.readContacts($1, of: $2) }
    reading.readContactRules(of: documents)
    return (reading.vocabulary, reading.diagnostics)
  }

  private mutating func pass(
    _ documents: [Document], _ tables: [[(SectionKind, VocabularyTable)]], kinds: [SectionKind],
    _ read: (inout VocabularyReading, VocabularyTable, SectionKind) -> Void
  ) {
    names = Names(vocabulary)
    for (document, tables) in zip(documents, tables) {
      self.document = document
      for (kind, table) in tables where kinds.contains(kind) { read(&self, table, kind) }
    }
  }

  private mutating func declareMoney(_ table: VocabularyTable) {
    reportUnknownTitles(of: table)
    for row in table.rows { bindMoney(row) }
  }

  private mutating func reportUnknownTitles(of table: VocabularyTable) {
    for title in table.unknownTitles {
      report(UnreadablePartCheck.id, .warning, title.place, .init("不认识的列“\(title.text)”，已忽略。", "Unknown column “\(title.text)”, ignored."))
    }
  }

  private mutating func declare(_ table: VocabularyTable, of kind: SectionKind) {
    reportUnknownTitles(of: table)
    for row in table.rows {
      let id = row.declaredID
      guard !id.isEmpty else { continue }
      if kind != .messages, isDeclared(id, kind) {
        report(DuplicateNameCheck.id, .error, row.place(.id), .init("“\(id)”已经声明过。", "“\(id)” is declared already."))
        continue
      }
      switch kind {
      case .facts: vocabulary.declaredFacts.put(fact(row, id: id))
      case .parties: vocabulary.declaredParties.put(party(row, id: id))
      case .messages: addMessage(row, id: id)
      case .actions: vocabulary.declaredActions.put(action(row, id: id))
      case .events: vocabulary.declaredEvents.put(event(row, id: id))
      case .followUps: vocabulary.declaredFollowUps.put(followUp(row, id: id))
      case .procedure, .money, .rules, .utterances, .contactRules, .caseRules, .registers, .deadlines, .figures, .intake, .story, .notes: continue
      }
      claimNames(row, id: id, kind)
    }
  }

  /// Two things of one kind with one name: whoever says the name means one of them, and nobody can tell which.
  private mutating func claimNames(_ row: VocabularyTable.Row, id: String, _ kind: SectionKind) {
    for label in row.labels(.labels) {
      let owner = owners[kind, default: [:]][normalized(label), default: id]
      owners[kind, default: [:]][normalized(label)] = owner
      guard owner != id else { continue }
      report(
        DuplicateNameCheck.id, .error, row.place(.labels),
        .init("名称“\(label)”已经是“\(owner)”的名称。", "The name “\(label)” belongs to “\(owner)” already."))
    }
  }

  private func isDeclared(_ id: String, _ kind: SectionKind) -> Bool {
    switch kind {
    case .facts: vocabulary.fact(id) != nil
    case .parties: vocabulary.party(id) != nil
    case .actions: vocabulary.action(id) != nil
    case .events: vocabulary.event(id) != nil
    case .followUps: vocabulary.followUp(id) != nil
    case .messages, .procedure, .money, .rules, .utterances, .contactRules, .caseRules, .registers, .deadlines, .figures, .intake, .story, .notes: false
    }
  }

  mutating func report(_ check: String, _ level: Diagnostic.Level, _ place: Place, _ message: Diagnostic.Message) {
    diagnostics.append(
      Diagnostic(check: check, level: level, file: document.source.path, place: place, language: document.language, message: message))
  }

  mutating func reportUnreadable(_ row: VocabularyTable.Row, _ column: VocabularyTable.Column, _ text: Substring, _ chinese: String, _ english: String) {
    let place = row.cells[column]?.place(of: text) ?? row.place(column)
    report(
      UnreadablePartCheck.id, .error, place,
      .init("“\(text)”读不懂：\(chinese)。", "“\(text)” isn't understood: \(english)."))
  }
}
