/// The columns of a table of key figures.
enum FigureColumn: CaseIterable {
  case id, labels, measure, target

  /// What the column may be called; the first Chinese and English name are the ones documented.
  var titles: [String] {
    switch self {
    case .id: ["id", "id", "标识"]
    case .labels: ["名称", "labels", "名称、别名", "name", "names"]
    case .measure: ["算法", "measure"]
    case .target: ["目标", "target"]
    }
  }

  init?(title: Substring) {
    let wanted = normalized(title)
    guard let found = Self.allCases.first(where: { $0.titles.contains { normalized($0) == wanted } }) else { return nil }
    self = found
  }
}

/// Reads the tables under `指标`. A row that isn't understood is told and left out.
struct FigureReading {
  private(set) var rules: [FigureRule] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let cells: DeadlineCells
  private let deadlines: [DeadlineRule]
  private var document: Document

  static func read(_ documents: [Document], _ names: Names, _ deadlines: [DeadlineRule]) -> ([FigureRule], [Diagnostic]) {
    guard let first = documents.first else { return ([], []) }
    var reading = FigureReading(cells: DeadlineCells(names: names, procedures: []), deadlines: deadlines, document: first)
    for document in documents {
      reading.document = document
      for section in document.sections where section.kind == .figures {
        for case .table(let table) in section.blocks { reading.read(table) }
      }
    }
    return (reading.rules, reading.diagnostics)
  }

  private init(cells: DeadlineCells, deadlines: [DeadlineRule], document: Document) {
    self.cells = cells
    self.deadlines = deadlines
    self.document = document
  }

  private mutating func read(_ table: MarkdownTable) {
    let columns = table.heading.map { FigureColumn(title: $0.text.trimmed) }
    for (title, column) in zip(table.heading, columns) where column == nil && !title.text.trimmed.isEmpty {
      report(.warning, title.place, .init("不认识的列“\(title.text.trimmed)”，已忽略。", "Unknown column “\(title.text.trimmed)”, ignored."))
    }
    for written in table.rows {
      var row: [FigureColumn: RichText] = [:]
      for (column, cell) in zip(columns, written) { if let column, !cell.text.trimmed.isEmpty { row[column] = cell } }
      guard let place = written.first?.place, !row.isEmpty else { continue }
      add(row, at: row[.id]?.place ?? place)
    }
  }

  private mutating func add(_ row: [FigureColumn: RichText], at place: Place) {
    let labels = (row[.labels]?.text[...].cut(at: ["、", ",", "，"]) ?? []).map(String.init)
    guard let id = row[.id].map({ String($0.text.trimmed) }) ?? labels.first else {
      return report(.error, place, .init("指标没有标识。", "The figure has no id."))
    }
    guard !rules.contains(where: { $0.id == id }) else {
      diagnostics.append(
        Diagnostic(
          check: DuplicateNameCheck.id, level: .error, file: document.source.path, place: place, language: document.language,
          message: .init("“\(id)”已经声明过。", "“\(id)” is declared already.")))
      return
    }
    guard let written = row[.measure] else { return report(.error, place, .init("指标缺少“算法”。", "The figure lacks “measure”.")) }
    guard let measure = measure(written.text.trimmed) else {
      return unreadable(
        written, "写“占比 事实=值”“平均 事实（数字）”“处理时长”“用时 时限”或“守时 时限”",
        "write “share FACT=V”, “mean FACT” of a number, “handling time”, “time of DEADLINE” or “in time DEADLINE”")
    }
    var target: FigureTarget?
    if let written = row[.target] {
      target = self.target(written.text.trimmed, of: measure)
      if target == nil { return unreadable(written, "写“≥ 98 %”“≥ 4.5”或“≤ 30 分钟”，单位要和算法一致", "write “≥ 98 %”, “≥ 4.5” or “≤ 30 min”, in the measure's unit") }
    }
    rules.append(FigureRule(id: id, labels: labels, measure: measure, target: target, file: document.source.path, place: place))
  }

  private func measure(_ text: Substring) -> FigureMeasure? {
    if ["处理时长", "handlingtime"].contains(normalized(text)) { return .handling }
    if let (_, rest) = text.behind(word: ["占比", "share"]) { return cells.condition(rest).map { .share($0) } }
    if let (_, rest) = text.behind(word: ["平均", "mean"]) {
      guard let fact = cells.names.fact(rest.trimmed(of: ["`"])), case .number = fact.type else { return nil }
      return .mean(fact.id)
    }
    if let (_, rest) = text.behind(word: ["用时", "time of"]) { return deadline(rest).map { .time($0) } }
    if let (_, rest) = text.behind(word: ["守时", "in time"]) { return deadline(rest).map { .kept($0) } }
    return nil
  }

  private func deadline(_ text: Substring) -> DeadlineRule.ID? { deadlines.first { $0.isCalled(text) }?.id }

  private func target(_ text: Substring, of measure: FigureMeasure) -> FigureTarget? {
    let text = halfWidth(text)[...].trimmed
    let signs: [(sign: String, side: FigureTarget.Side)] = [
      ("≥", .atLeast), (">=", .atLeast), ("至少", .atLeast), ("不低于", .atLeast), ("at least", .atLeast), ("≤", .atMost), ("<=", .atMost),
      ("至多", .atMost), ("不超过", .atMost), ("at most", .atMost),
    ]
    guard let (sign, side) = signs.first(where: { text.lowercased().hasPrefix($0.sign) }) else { return nil }
    let rest = text.dropFirst(sign.count).trimmed
    let value: Double? =
      switch measure.unit {
      case .percent: rest.hasSuffix("%") ? Double(rest.dropLast().trimmed).flatMap { (0...100).contains($0) ? $0 : nil } : nil
      case .seconds: TimeAmount(rest).map { Double($0.seconds) }
      case .number: Double(rest).flatMap { $0.isFinite ? $0 : nil }
      }
    return value.map { FigureTarget(side: side, value: $0) }
  }

  private mutating func unreadable(_ cell: RichText, _ chinese: String, _ english: String) {
    let text = cell.text.trimmed
    report(.error, cell.place, .init("“\(text)”读不懂：\(chinese)。", "“\(text)” isn't understood: \(english)."))
  }

  private mutating func report(_ level: Diagnostic.Level, _ place: Place, _ message: Diagnostic.Message) {
    diagnostics.append(
      Diagnostic(check: UnreadablePartCheck.id, level: level, file: document.source.path, place: place, language: document.language, message: message))
  }
}

/// The names in a table of key figures.
extension MentionReading {
  mutating func readFigures(_ table: MarkdownTable) {
    let columns = table.heading.map { FigureColumn(title: $0.text.trimmed) }
    for cells in table.rows {
      for (column, cell) in zip(columns, cells) where column == .measure {
        let text = cell.text[...].trimmed
        if let (_, rest) = text.behind(word: ["占比", "share"]) { noteConditions(in: rest, cell) }
        if let (_, rest) = text.behind(word: ["平均", "mean"]) { noteFact(rest.trimmed(of: ["`"]), cell) }
      }
    }
  }
}
