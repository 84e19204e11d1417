/// Reads the tables under `时限`. A row that isn't understood is told and left out: half a deadline would blame somebody for nothing.
struct DeadlineReading {
  private(set) var rules: [DeadlineRule] = []
  private var tables: DeclaringTables<DeadlineColumn>
  private var cells: DeadlineCells
  private var calendar: ServiceCalendar?

  /// - Parameter procedures: of the whole plan: deadlines may begin and end with them.
  static func read(_ library: DocumentLibrary, _ names: Names, _ procedures: [Procedure]) -> ([DeadlineRule], [Diagnostic]) {
    guard let first = library.documents.first else { return ([], []) }
    var reading = DeadlineReading(tables: DeclaringTables(first), cells: DeadlineCells(names: names, procedures: procedures))
    for document in library.documents {
      reading.tables.document = document
      reading.cells.file = document.source.path
      reading.calendar = library.calendars.calendar(of: document) ?? library.calendars.calendar(of: first)
      for table in reading.tables.tables(.deadlines) { reading.read(table) }
    }
    return (reading.rules, reading.tables.diagnostics)
  }

  private init(tables: DeclaringTables<DeadlineColumn>, cells: DeadlineCells) {
    self.tables = tables
    self.cells = cells
  }

  private mutating func read(_ table: MarkdownTable) {
    for (row, place) in tables.rows(of: table) {
      guard let rule = rule(row, at: row[.id]?.place ?? place) else { continue }
      if rules.contains(where: { $0.id == rule.id }) { tables.reportDeclared(rule.id, at: rule.place) } else { rules.append(rule) }
    }
  }

  private mutating func rule(_ row: [DeadlineColumn: RichText], at place: Place) -> DeadlineRule? {
    let labels = row.labels(.labels)
    guard let id = row[.id].map({ String($0.text.trimmed) }) ?? labels.first else {
      tables.report(.error, place, .init("时限没有标识。", "The deadline has no id."))
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
      warning: warning, consequence: consequence, file: tables.document.source.path, place: place)
    return isCountable(rule, row) ? rule : nil
  }

  /// What each cell says on its own may not go together.
  private mutating func isCountable(_ rule: DeadlineRule, _ row: [DeadlineColumn: RichText]) -> Bool {
    if rule.allowance.needsCalendar, rule.calendar == nil, let cell = row[.clock] {
      tables.report(.error, cell.place, .init("按服务时间算要有日历：在文首写 calendar。", "Service time needs a calendar: name one in the front matter."))
      return false
    }
    if case .workingDays = rule.allowance, rule.calendar?.hasWorkingDays == false, let cell = row[.time] {
      tables.report(.error, cell.place, NeverDue.noWorkingDay.message)
      return false
    }
    if rule.allowance.time == nil, let cell = row[.pause] ?? row[.warning] {
      tables.report(.error, cell.place, .init("按工作日算的时限不能暂停，也没有提前提醒。", "A deadline in working days has neither pauses nor warnings."))
      return false
    }
    if let time = rule.timeToWarning, time.seconds <= 0, let cell = row[.warning] {
      tables.reportUnread(cell, .warning)
      return false
    }
    return true
  }

  private mutating func cell<Part>(
    _ row: [DeadlineColumn: RichText], _ column: DeadlineColumn, at place: Place, _ read: (DeadlineCells, Substring) -> Part?
  ) -> Part? {
    guard let cell = row[column] else {
      tables.report(.error, place, .init("时限缺少“\(column.titles[0])”。", "The deadline lacks “\(column.titles[1])”."))
      return nil
    }
    guard let part = read(cells, cell.text.trimmed) else {
      tables.reportUnread(cell, column)
      return nil
    }
    return part
  }
}
