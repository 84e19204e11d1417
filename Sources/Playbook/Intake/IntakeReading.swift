/// Reads the table under `登记表` of the document, or of the first it runs that has one. A form with a fault is left out whole: half a form would let in what nobody meant.
struct IntakeReading {
  private typealias Row = DeclaringTables<IntakeColumn>.Row

  private let cells: IntakeCells
  private var tables: DeclaringTables<IntakeColumn>
  private var fields: [IntakeForm.Field] = []
  private var order: IntakeForm.Order?
  private var phone: Fact.ID?
  private var name: Fact.ID?
  private var description: Fact.ID?
  private var classes: IntakeForm.Classes?
  private var check: IntakeForm.OrderCheck?
  private var repeats: IntakeForm.Repeats?
  private var seen: Set<String> = []

  static func read(_ library: DocumentLibrary, _ names: Names) -> (IntakeForm?, [Diagnostic]) {
    var form: IntakeForm?
    var diagnostics: [Diagnostic] = []
    for document in library.documents {
      var reading = IntakeReading(cells: IntakeCells(names: names), tables: DeclaringTables(document))
      let written = reading.tables.tables(.intake)
      guard let place = written.first?.heading.first?.place else { continue }
      if library.mainProcedure(of: document) == nil {
        reading.tables.report(
          .error, place, .init("登记表写在它的流程所在的文件里，这里没有流程。", "An intake form stands in the document of its procedure, and there is none here."))
      } else {
        for table in written { for (row, place) in reading.tables.rows(of: table) { reading.take(row, at: row[.fact]?.place ?? place) } }
        if form == nil, !reading.tables.diagnostics.contains(where: { $0.level == .error }) { form = reading.form(at: place) }
      }
      diagnostics += reading.tables.diagnostics
    }
    return (form, diagnostics)
  }

  private init(cells: IntakeCells, tables: DeclaringTables<IntakeColumn>) {
    self.cells = cells
    self.tables = tables
  }

  private func form(at place: Place) -> IntakeForm? {
    guard !fields.isEmpty else { return nil }
    return IntakeForm(
      fields: fields, order: order, phone: phone, name: name, description: description, classes: classes, check: check, repeats: repeats,
      file: tables.document.source.path, place: place)
  }

  private mutating func take(_ row: Row, at place: Place) {
    guard let name = row[.fact] else { return tables.report(.error, place, .init("这一行没有事实。", "The row names no fact.")) }
    let isSubject = cells.isSubject(name.text.trimmed)
    let fact = isSubject ? nil : cells.fact(name.text.trimmed)
    guard isSubject || fact != nil else { return tables.reportUnread(name, .fact) }
    guard seen.insert(fact?.id ?? "").inserted else {
      let words = name.text.trimmed
      tables.report(.error, place, .init("“\(words)”在表里已经有一行。", "“\(words)” has a row already."), check: DuplicateNameCheck.id)
      return
    }
    // Every cell is looked at before the row is given up, so that all that is wrong with it is told at once.
    let purpose = cell(row, .purpose) { $0.purpose($1, of: fact) }
    let required = cell(row, .required) { $0.requirement($1) }
    let onlyWhen = cell(row, .when) { $0.condition($1) }
    let channels = cell(row, .channels) { $0.channels($1) }
    let atLeast = cell(row, .atLeast) { cells, text in fact?.type == .text ? cells.characters(text) : nil }
    if isSubject, row[.purpose] == nil {
      tables.report(.error, place, .init("订单号要在“用作”里写明是谁的：“订单：角色”。", "Say under “used as” whose order it is: “order: PARTY”."))
    }
    if let purpose { use(purpose, of: fact, row[.purpose]?.place ?? place) }
    if purpose?.isTold == true {
      for column in [IntakeColumn.required, .when, .channels, .atLeast] {
        guard let cell = row[column] else { continue }
        tables.report(.error, cell.place, .init("这个事实由系统告知，不问人，这一格要空着。", "The desk tells this fact and asks nobody: leave the cell empty."))
      }
      return
    }
    var hints: [Language: String] = [:]
    hints[.chinese] = row[.chineseHint].map { String($0.text.trimmed) }
    hints[.english] = row[.englishHint].map { String($0.text.trimmed) }
    fields.append(
      IntakeForm.Field(
        asked: fact.map { .fact($0.id) } ?? .order, required: required ?? .no, onlyWhen: onlyWhen, channels: channels ?? [], atLeast: atLeast, hints: hints,
        place: place))
  }

  private mutating func use(_ purpose: IntakePurpose, of fact: Fact?, _ place: Place) {
    let isTaken: Bool
    switch purpose {
    case .order(let party):
      isTaken = order != nil
      order = order ?? IntakeForm.Order(party: party)
    case .phone:
      isTaken = phone != nil
      phone = phone ?? fact?.id
    case .name:
      isTaken = name != nil
      name = name ?? fact?.id
    case .description:
      isTaken = description != nil
      description = description ?? fact?.id
    case .classes(let values):
      isTaken = classes != nil
      classes = classes ?? fact.map { IntakeForm.Classes(fact: $0.id, gravestFirst: values) }
    case .check(let matches, let differs, let none):
      isTaken = check != nil
      check = check ?? fact.map { IntakeForm.OrderCheck(fact: $0.id, matches: matches, differs: differs, none: none) }
    case .repeats(let within):
      isTaken = repeats != nil
      repeats = repeats ?? fact.map { IntakeForm.Repeats(fact: $0.id, within: within) }
    }
    if isTaken { tables.report(.error, place, .init("前面已经有一行用作这个。", "An earlier row is used as this already.")) }
  }

  /// What a cell means; nil for an empty one, and for one that isn't understood, which is told.
  private mutating func cell<Meaning>(_ row: Row, _ column: IntakeColumn, _ read: (IntakeCells, Substring) -> Meaning?) -> Meaning? {
    guard let cell = row[column] else { return nil }
    let meaning = read(cells, cell.text.trimmed)
    if meaning == nil { tables.reportUnread(cell, column) }
    return meaning
  }
}
