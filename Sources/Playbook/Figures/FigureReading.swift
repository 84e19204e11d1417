/// Reads the tables under `指标`. A row that isn't understood is told and left out.
struct FigureReading {
  private(set) var rules: [FigureRule] = []
  private(set) var classes: [FigureClass] = []
  private var tables: DeclaringTables<FigureColumn>
  private let cells: DeadlineCells
  private let deadlines: [DeadlineRule]

  static func read(_ documents: [Document], _ names: Names, _ deadlines: [DeadlineRule]) -> ([FigureRule], [FigureClass], [Diagnostic]) {
    guard let first = documents.first else { return ([], [], []) }
    var reading = FigureReading(tables: DeclaringTables(first), cells: DeadlineCells(names: names, procedures: []), deadlines: deadlines)
    for document in documents {
      reading.tables.document = document
      for table in reading.tables.tables(.figures) {
        for (row, place) in reading.tables.rows(of: table) { reading.add(row, at: row[.id]?.place ?? place) }
      }
    }
    return (reading.rules, reading.classes, reading.tables.diagnostics)
  }

  private init(tables: DeclaringTables<FigureColumn>, cells: DeadlineCells, deadlines: [DeadlineRule]) {
    self.tables = tables
    self.cells = cells
    self.deadlines = deadlines
  }

  private mutating func add(_ row: DeclaringTables<FigureColumn>.Row, at place: Place) {
    let labels = row.labels(.labels)
    guard let id = row[.id].map({ String($0.text.trimmed) }) ?? labels.first else {
      return tables.report(.error, place, .init("指标没有标识。", "The figure has no id."))
    }
    guard !rules.contains(where: { $0.id == id }), !classes.contains(where: { $0.id == id }) else { return tables.reportDeclared(id, at: place) }
    guard let written = row[.measure] else { return tables.report(.error, place, .init("指标缺少“算法”。", "The figure lacks “measure”.")) }
    if let (_, rest) = written.text.trimmed.behind(word: FigureClass.words) { return addClass(of: rest, id, row, written, at: place) }
    guard let measure = measure(written.text.trimmed) else { return tables.reportUnread(written, .measure) }
    var target: FigureTarget?
    if let written = row[.target] {
      target = self.target(written.text.trimmed, of: measure)
      if target == nil { return tables.reportUnread(written, .target) }
    }
    rules.append(FigureRule(id: id, labels: labels, measure: measure, target: target, file: tables.document.source.path, place: place))
  }

  private mutating func addClass(of text: Substring, _ id: String, _ row: DeclaringTables<FigureColumn>.Row, _ written: RichText, at place: Place) {
    guard let fact = cells.names.fact(text.trimmed(of: ["`"])), case .choice = fact.type else { return tables.reportUnread(written, .measure) }
    // Nothing is aimed at: it measures nothing.
    if let target = row[.target] { return tables.reportUnread(target, .target) }
    classes.append(FigureClass(id: id, labels: row.labels(.labels), fact: fact.id, file: tables.document.source.path, place: place))
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
}
