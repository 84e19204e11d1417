/// Reads the tables under `时限`. A row that isn't understood is told and left out: half a deadline would blame somebody for nothing.
struct DeadlineReading {
  private(set) var rules: [DeadlineRule] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var cells: DeadlineCells
  private var document: Document
  private var calendar: ServiceCalendar?

  /// - Parameter procedures: of the whole plan: deadlines may begin and end with them.
  static func read(_ library: DocumentLibrary, _ names: Names, _ procedures: [Procedure]) -> ([DeadlineRule], [Diagnostic]) {
    guard let first = library.documents.first else { return ([], []) }
    var reading = DeadlineReading(cells: DeadlineCells(names: names, procedures: procedures), document: first)
    for document in library.documents {
      reading.document = document
      reading.cells.file = document.source.path
      reading.calendar = library.calendars.calendar(of: document) ?? library.calendars.calendar(of: first)
      for section in document.sections where section.kind == .deadlines {
        for case .table(let table) in section.blocks { reading.read(table) }
      }
    }
    return (reading.rules, reading.diagnostics)
  }

  private init(cells: DeadlineCells, document: Document) {
    self.cells = cells
    self.document = document
  }

  private mutating func read(_ table: MarkdownTable) {
    let columns = table.heading.map { DeadlineColumn(title: $0.text.trimmed) }
    for (title, column) in zip(table.heading, columns) where column == nil && !title.text.trimmed.isEmpty {
      report(.warning, title.place, .init("不认识的列“\(title.text.trimmed)”，已忽略。", "Unknown column “\(title.text.trimmed)”, ignored."))
    }
    for written in table.rows {
      var row: [DeadlineColumn: RichText] = [:]
      for (column, cell) in zip(columns, written) { if let column, !cell.text.trimmed.isEmpty { row[column] = cell } }
      guard let place = written.first?.place, !row.isEmpty else { continue }
      if let rule = rule(row, at: row[.id]?.place ?? place) { add(rule) }
    }
  }

  private mutating func add(_ rule: DeadlineRule) {
    guard !rules.contains(where: { $0.id == rule.id }) else {
      diagnostics.append(
        Diagnostic(
          check: DuplicateNameCheck.id, level: .error, file: document.source.path, place: rule.place, language: document.language,
          message: .init("“\(rule.id)”已经声明过。", "“\(rule.id)” is declared already.")))
      return
    }
    rules.append(rule)
  }

  private mutating func rule(_ row: [DeadlineColumn: RichText], at place: Place) -> DeadlineRule? {
    let labels = (row[.labels]?.text[...].cut(at: ["、", ",", "，"]) ?? []).map(String.init)
    guard let id = row[.id].map({ String($0.text.trimmed) }) ?? labels.first else {
      report(.error, place, .init("时限没有标识。", "The deadline has no id."))
      return nil
    }
    // Every cell is looked at before the row is given up, so that all that is wrong with it is told at once.
    let from = cell(row, .from, at: place) { $0.moments($1) }
    let until = cell(row, .until, at: place) { $0.moments($1) }
    let clock = cell(row, .clock, at: place) { cells, text in cells.isService(text) == nil ? nil : text }
    let allowance = cell(row, .time, at: place) { cells, text in clock.flatMap { cells.allowance(text, $0) } ?? (clock == nil ? Allowance(text) : nil) }
    let pauses: [DeadlinePause]? = row[.pause] == nil ? [] : cell(row, .pause, at: place) { $0.pauses($1) }
    let warning = row[.warning] == nil ? nil : cell(row, .warning, at: place) { $0.warning($1) }
    let consequence = row[.breach] == nil ? nil : cell(row, .breach, at: place) { $0.consequence($1) }
    guard let from, let until, clock != nil, let allowance, let pauses, (warning == nil) == (row[.warning] == nil),
      (consequence == nil) == (row[.breach] == nil)
    else { return nil }
    let rule = DeadlineRule(
      id: id, labels: labels, from: from, until: until, allowance: allowance, calendar: allowance.needsCalendar ? calendar : nil, pauses: pauses,
      warning: warning, consequence: consequence, file: document.source.path, place: place)
    return isCountable(rule, row) ? rule : nil
  }

  /// What each cell says on its own may not go together.
  private mutating func isCountable(_ rule: DeadlineRule, _ row: [DeadlineColumn: RichText]) -> Bool {
    if rule.allowance.needsCalendar, rule.calendar == nil, let cell = row[.clock] {
      report(.error, cell.place, .init("按服务时间算要有日历：在文首写 calendar。", "Service time needs a calendar: name one in the front matter."))
      return false
    }
    if case .workingDays = rule.allowance, rule.calendar?.hasWorkingDays == false, let cell = row[.time] {
      report(.error, cell.place, NeverDue.noWorkingDay.message)
      return false
    }
    if rule.allowance.time == nil, let cell = row[.pause] ?? row[.warning] {
      report(.error, cell.place, .init("按工作日算的时限不能暂停，也没有提前提醒。", "A deadline in working days has neither pauses nor warnings."))
      return false
    }
    if let time = rule.timeToWarning, time.seconds <= 0, let cell = row[.warning] {
      unreadable(cell, .warning)
      return false
    }
    return true
  }

  private mutating func cell<Part>(
    _ row: [DeadlineColumn: RichText], _ column: DeadlineColumn, at place: Place, _ read: (DeadlineCells, Substring) -> Part?
  ) -> Part? {
    guard let cell = row[column] else {
      report(.error, place, .init("时限缺少“\(column.titles[0])”。", "The deadline lacks “\(column.titles[1])”."))
      return nil
    }
    guard let part = read(cells, cell.text.trimmed) else {
      unreadable(cell, column)
      return nil
    }
    return part
  }

  private mutating func unreadable(_ cell: RichText, _ column: DeadlineColumn) {
    let text = cell.text.trimmed
    report(.error, cell.place, .init("“\(text)”读不懂：\(column.form.chinese)。", "“\(text)” isn't understood: \(column.form.english)."))
  }

  private mutating func report(_ level: Diagnostic.Level, _ place: Place, _ message: Diagnostic.Message) {
    diagnostics.append(
      Diagnostic(check: UnreadablePartCheck.id, level: level, file: document.source.path, place: place, language: document.language, message: message))
  }
}
