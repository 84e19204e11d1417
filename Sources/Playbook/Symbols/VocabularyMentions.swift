/// Names in the tables of a document: what its rows declare, and what their cells speak of.
extension MentionReading {
  mutating func read(_ section: Document.Section) {
    if section.kind == .procedure, let name = section.name, let heading = section.heading {
      note(Symbol(.procedure, String(name), of: document.source.path), name, heading, isDeclaration: true)
    }
    for case .table(let table) in section.blocks {
      switch section.kind {
      case .facts, .parties, .actions, .events, .messages, .followUps: for row in VocabularyTable(table).rows { read(row, of: section.kind) }
      case .money:
        for row in VocabularyTable(table).rows {
          if let cell = row.cells[.action], let action = names.action(row.text(.action)) { note(Symbol(.action, action.id), row.text(.action), cell) }
          if let cell = row.cells[.amount] { noteFact(row.text(.amount), cell) }
        }
      case .rules: readRules(table, section)
      case .story: for cells in table.rows { for cell in cells.prefix(2) { readStory(cell) } }
      case .caseRules: readCaseRules(table)
      case .registers: readRegisters(table)
      case .deadlines: readDeadlines(table)
      case .figures: readFigures(table)
      case .intake: readIntake(table)
      case .utterances: for cells in table.rows where cells.count >= 2 { noteConditions(in: cells[1].text[...], cells[1]) }
      case .procedure, .contactRules, .notes: continue
      }
    }
  }

  private mutating func read(_ row: VocabularyTable.Row, of kind: SectionKind) {
    guard let symbol = declared(row, kind) else { return }
    for column in [VocabularyTable.Column.id, .labels] {
      guard let cell = row.cells[column] else { continue }
      let parts = column == .id ? [row.text(.id)] : row.text(.labels).cut(at: ["、", ",", "，"])
      for part in parts { note(symbol, part, cell, isDeclaration: true) }
    }
    switch kind {
    case .facts:
      if case .choice? = names.vocabulary.fact(symbol.id)?.type { readChoices(row, .values, .value, of: symbol.id) }
      if case .flag? = names.vocabulary.fact(symbol.id)?.type {
        readChoices(row, .values, .value, of: symbol.id) { ["是", "yes"].contains($0) ? "yes" : ["否", "no"].contains($0) ? "no" : $0 }
      }
      readSources(row)
      if let cell = row.cells[.consent], let party = row.text(.consent).split(whereSeparator: { "：:".contains($0) }).first { noteParty(party.trimmed, cell) }
    case .parties:
      each(row, .ladder) { $0.noteRung($1, $2) }
      if let cell = row.cells[.numberUntil] { noteFact(row.text(.numberUntil), cell) }
    case .actions:
      if let cell = row.cells[.party] { noteParty(row.text(.party), cell) }
      readChoices(row, .parameters, .parameter, of: symbol.id)
      readChoices(row, .outcomes, .outcome, of: symbol.id)
      if let cell = row.cells[.requires] { noteConditions(in: row.text(.requires), cell) }
      if let cell = row.cells[.message], let message = names.message(row.text(.message)) { note(Symbol(.message, message.id), row.text(.message), cell) }
      if let cell = row.cells[.undo], let action = names.action(row.text(.undo)) { note(Symbol(.action, action.id), row.text(.undo), cell) }
    case .events:
      if let cell = row.cells[.brings] { noteConditions(in: row.text(.brings), cell) }
      if let cell = row.cells[.party] { noteParty(row.text(.party), cell) }
    case .messages: if let cell = row.cells[.text] { noteSlots(in: row.text(.text), cell) }
    case .followUps:
      readChoices(row, .outcomes, .ending, of: symbol.id)
      if let cell = row.cells[.owner] { noteParty(row.text(.owner), cell) }
      if let cell = row.cells[.procedure] {
        let written = row.text(.procedure)
        // `#NAME`: only the name can be renamed.
        let name = cell.soleLink == nil ? written.firstIndex(of: "#").map { written[written.index(after: $0)...] } ?? written : written
        noteTarget(cell.soleLink?.destination ?? String(written), at: cell.place(of: name))
      }
    case .procedure, .money, .rules, .utterances, .contactRules, .caseRules, .registers, .deadlines, .figures, .intake, .story, .notes: break
    }
  }

  private func declared(_ row: VocabularyTable.Row, _ kind: SectionKind) -> Symbol? {
    let id = row.declaredID
    guard !id.isEmpty else { return nil }
    switch kind {
    case .facts: return Symbol(.fact, id)
    case .parties: return Symbol(.party, id)
    case .actions: return Symbol(.action, id)
    case .events: return Symbol(.event, id)
    case .messages: return Symbol(.message, id)
    case .followUps: return Symbol(.followUp, id)
    case .procedure, .money, .rules, .utterances, .contactRules, .caseRules, .registers, .deadlines, .figures, .intake, .story, .notes: return nil
    }
  }

  /// `ok 准确、正确; wrong 不准确`, cut as the vocabulary cuts it. - Parameter id: the id of a choice by how it is written.
  private mutating func readChoices(
    _ row: VocabularyTable.Row, _ column: VocabularyTable.Column, _ kind: Symbol.Kind, of owner: String, id: (String) -> String = { $0 }
  ) {
    guard let cell = row.cells[column] else { return }
    for whole in row.text(column).cut(at: [";", "；"]) {
      let part = whole.last == "!" || whole.last == "！" ? whole.dropLast().trimmed : whole
      let head = part.prefix(while: { $0.isASCII && !$0.isWhitespace })
      let hasID = !head.isEmpty && head.endIndex != part.endIndex
      let labels = (hasID ? part[head.endIndex...].trimmed : part).cut(at: ["、", ",", "，"])
      // A word in ASCII that stands alone is id and name at once.
      guard let declaredID = head.isEmpty ? labels.first : head else { continue }
      let symbol = Symbol(kind, id(String(declaredID)), of: owner)
      for name in (hasID ? [head] : []) + labels { note(symbol, name, cell, isDeclaration: true) }
    }
  }

  private mutating func readSources(_ row: VocabularyTable.Row) {
    each(row, .sources) { reading, part, cell in
      if let (_, rest) = part.behind(word: ["规则", "rules", "rule"]) {
        let name = rest.trimmed(of: ["：", ":", "【", "】", "[", "]"])
        if let table = reading.names.vocabulary.table(named: name) { reading.note(Symbol(.table, table.id), name, cell) }
      } else if let (_, rest) = part.behind(word: ["询问", "问", "ask"]) {
        reading.noteParty(rest.parenthesised?.head ?? rest, cell)
      } else if let bracket = brackets(in: part).first {
        reading.noteAction(bracket, cell)
      } else if let name = part.behind(word: ["动作", "action"])?.rest, let action = reading.names.action(name) {
        reading.note(Symbol(.action, action.id), name, cell)
      }
    }
  }

  private mutating func each(
    _ row: VocabularyTable.Row, _ column: VocabularyTable.Column, _ read: (inout MentionReading, Substring, RichText) -> Void
  ) {
    guard let cell = row.cells[column] else { return }
    for part in row.text(column).cutOutsideBrackets(at: ["，", ",", "、", ";", "；"]) { read(&self, part, cell) }
  }
}
