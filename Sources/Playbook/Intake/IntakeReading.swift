/// Reads the table under `登记表` of the document, or of the first it runs that has one. A form with a fault is left out whole: half a form would let in what nobody meant.
struct IntakeReading {
  private typealias Row = [IntakeColumn: RichText]

  private let cells: IntakeCells
  private let document: Document
  private var diagnostics: [Diagnostic] = []
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
      let tables = document.sections.filter { $0.kind == .intake }.flatMap(\.blocks).compactMap { block -> MarkdownTable? in
        if case .table(let table) = block { table } else { nil }
      }
      guard let place = tables.first?.heading.first?.place else { continue }
      var reading = IntakeReading(cells: IntakeCells(names: names), document: document)
      if library.mainProcedure(of: document) == nil {
        reading.report(
          .error, place, .init("登记表写在它的流程所在的文件里，这里没有流程。", "An intake form stands in the document of its procedure, and there is none here."))
      } else {
        tables.forEach { reading.read($0) }
        if form == nil, !reading.diagnostics.contains(where: { $0.level == .error }) { form = reading.form(at: place) }
      }
      diagnostics += reading.diagnostics
    }
    return (form, diagnostics)
  }

  private init(cells: IntakeCells, document: Document) {
    self.cells = cells
    self.document = document
  }

  private func form(at place: Place) -> IntakeForm? {
    guard !fields.isEmpty else { return nil }
    return IntakeForm(
      fields: fields, order: order, phone: phone, name: name, description: description, classes: classes, check: check, repeats: repeats,
      file: document.source.path, place: place)
  }

  private mutating func read(_ table: MarkdownTable) {
    let columns = table.heading.map { IntakeColumn(title: $0.text.trimmed) }
    for (title, column) in zip(table.heading, columns) where column == nil && !title.text.trimmed.isEmpty {
      report(.warning, title.place, .init("不认识的列“\(title.text.trimmed)”，已忽略。", "Unknown column “\(title.text.trimmed)”, ignored."))
    }
    for written in table.rows {
      var row: Row = [:]
      for (column, cell) in zip(columns, written) { if let column, !cell.text.trimmed.isEmpty { row[column] = cell } }
      guard let place = written.first?.place, !row.isEmpty else { continue }
      take(row, at: row[.fact]?.place ?? place)
    }
  }

  private mutating func take(_ row: Row, at place: Place) {
    guard let name = row[.fact] else { return report(.error, place, .init("这一行没有事实。", "The row names no fact.")) }
    let isSubject = cells.isSubject(name.text.trimmed)
    let fact = isSubject ? nil : cells.fact(name.text.trimmed)
    guard isSubject || fact != nil else { return reportUnread(name, .fact) }
    guard seen.insert(fact?.id ?? "").inserted else {
      diagnostics.append(
        Diagnostic(
          check: DuplicateNameCheck.id, level: .error, file: document.source.path, place: place, language: document.language,
          message: .init("“\(name.text.trimmed)”在表里已经有一行。", "“\(name.text.trimmed)” has a row already.")))
      return
    }
    // Every cell is looked at before the row is given up, so that all that is wrong with it is told at once.
    let purpose = cell(row, .purpose) { $0.purpose($1, of: fact) }
    let required = cell(row, .required) { $0.requirement($1) }
    let onlyWhen = cell(row, .when) { $0.condition($1) }
    let channels = cell(row, .channels) { $0.channels($1) }
    let atLeast = cell(row, .atLeast) { cells, text in fact?.type == .text ? cells.characters(text) : nil }
    if isSubject, row[.purpose] == nil {
      report(.error, place, .init("订单号要在“用作”里写明是谁的：“订单：角色”。", "Say under “used as” whose order it is: “order: PARTY”."))
    }
    if let purpose { use(purpose, of: fact, row[.purpose]?.place ?? place) }
    if purpose?.isTold == true {
      for column in [IntakeColumn.required, .when, .channels, .atLeast] {
        guard let cell = row[column] else { continue }
        report(.error, cell.place, .init("这个事实由系统告知，不问人，这一格要空着。", "The desk tells this fact and asks nobody: leave the cell empty."))
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
    if isTaken { report(.error, place, .init("前面已经有一行用作这个。", "An earlier row is used as this already.")) }
  }

  /// What a cell means; nil for an empty one, and for one that isn't understood, which is told.
  private mutating func cell<Meaning>(_ row: Row, _ column: IntakeColumn, _ read: (IntakeCells, Substring) -> Meaning?) -> Meaning? {
    guard let cell = row[column] else { return nil }
    let meaning = read(cells, cell.text.trimmed)
    if meaning == nil { reportUnread(cell, column) }
    return meaning
  }

  private mutating func reportUnread(_ cell: RichText, _ column: IntakeColumn) {
    let text = cell.text.trimmed
    report(.error, cell.place, .init("“\(text)”读不懂：\(column.form.chinese)。", "“\(text)” isn't understood: \(column.form.english)."))
  }

  private mutating func report(_ level: Diagnostic.Level, _ place: Place, _ message: Diagnostic.Message) {
    diagnostics.append(
      Diagnostic(check: UnreadablePartCheck.id, level: level, file: document.source.path, place: place, language: document.language, message: message))
  }
}
