/// Reads the tables under `台账`. A row that isn't understood is told and left out.
struct RegisterReading {
  let names: Names
  private(set) var registers: [Register] = []
  private var tables: DeclaringTables<RegisterColumn>

  static func read(_ library: DocumentLibrary, _ names: Names) -> ([Register], [Diagnostic]) {
    var reading = RegisterReading(names: names, tables: DeclaringTables(library.documents[0]))
    for document in library.documents {
      reading.tables.document = document
      for table in reading.tables.tables(.registers) { reading.read(table, of: library.mainProcedure(of: document)) }
    }
    return (reading.registers, reading.tables.diagnostics)
  }

  private init(names: Names, tables: DeclaringTables<RegisterColumn>) {
    self.names = names
    self.tables = tables
  }

  private mutating func read(_ table: MarkdownTable, of procedure: Procedure.ID?) {
    for (row, place) in tables.rows(of: table) {
      guard let procedure else {
        return tables.report(
          .error, place,
          .init("台账写在它的流程所在的文件里，这里没有流程。", "A register stands in the document of its procedure, and there is none here."))
      }
      guard let register = register(row, of: procedure, at: row[.id]?.place ?? place) else { continue }
      if registers.contains(where: { $0.id == register.id }) { tables.reportDeclared(register.id, at: register.place) } else { registers.append(register) }
    }
  }

  private mutating func register(_ row: [RegisterColumn: RichText], of procedure: Procedure.ID, at place: Place) -> Register? {
    let labels = row.labels(.labels)
    guard let id = row[.id].map({ String($0.text.trimmed) }) ?? labels.first else {
      tables.report(.error, place, .init("台账没有标识。", "The register has no id."))
      return nil
    }
    // Every cell is looked at before the row is given up, so that all that is wrong with it is told at once.
    let state = parts(row, .state) { $0.fact($1) }
    let shows = parts(row, .shows) { $0.fact($1) }
    let due = parts(row, .due) { reading, text in reading.fact(text, isTime: true) }
    let visible = parts(row, .visible) { $0.names.party($1)?.id }
    let answers = parts(row, .answers) { $0.answer($1) }
    guard let state, let shows, let due, let visible, let answers else { return nil }
    return Register(
      id: id, labels: labels, procedure: procedure, state: state.first, shows: shows, due: due.first, visibleTo: visible, answers: answers,
      file: tables.document.source.path, place: place)
  }

  /// What the parts of a cell mean; nil when one isn't understood, none for an empty cell.
  private mutating func parts<Part>(
    _ row: [RegisterColumn: RichText], _ column: RegisterColumn, _ read: (RegisterReading, Substring) -> Part?
  ) -> [Part]? {
    guard let cell = row[column] else { return [] }
    var found: [Part] = []
    var isRead = true
    for part in cell.text[...].cut(at: ["；", ";"]) {
      if let one = read(self, part.trimmed) {
        found.append(one)
      } else {
        isRead = false
        tables.reportUnread(cell, column, part: part)
      }
    }
    return isRead ? found : nil
  }

  private func fact(_ text: Substring, isTime: Bool = false) -> Fact.ID? {
    guard let fact = names.fact(text.trimmed(of: ["`"])) else { return nil }
    if isTime { guard case .time = fact.type else { return nil } }
    return fact.id
  }

  /// `用户：协商状态=用户同意、用户拒绝`. A fact without values named may be answered with any.
  private func answer(_ text: Substring) -> Register.Answer? {
    let sides = text.split(maxSplits: 1, whereSeparator: { $0 == "：" || $0 == ":" }).map(\.trimmed)
    guard sides.count == 2, let party = names.party(sides[0]) else { return nil }
    let setting = sides[1].split(maxSplits: 1, whereSeparator: { $0 == "=" || $0 == "＝" }).map(\.trimmed)
    guard let fact = setting.first.flatMap({ names.fact($0) }) else { return nil }
    guard setting.count == 2 else { return Register.Answer(party: party.id, fact: fact.id, values: []) }
    let written = setting[1].cut(at: ["、", ",", "，"])
    let values = written.compactMap { fact.value($0) }
    return values.count == written.count ? Register.Answer(party: party.id, fact: fact.id, values: values) : nil
  }
}
