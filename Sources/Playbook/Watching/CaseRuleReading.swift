/// Reads the tables under `跨单规则`. A row that isn't understood is told and left out: half a rule would open cases that nobody meant.
struct CaseRuleReading {
  let names: Names
  private(set) var rules: [CaseRule] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var document: Document

  static func read(_ documents: [Document], _ names: Names) -> ([CaseRule], [Diagnostic]) {
    guard let first = documents.first else { return ([], []) }
    var reading = CaseRuleReading(names: names, document: first)
    for document in documents {
      reading.document = document
      for section in document.sections where section.kind == .caseRules {
        for case .table(let table) in section.blocks { reading.read(table) }
      }
    }
    return (reading.rules, reading.diagnostics)
  }

  private init(names: Names, document: Document) {
    self.names = names
    self.document = document
  }

  private mutating func read(_ table: MarkdownTable) {
    let columns = table.heading.map { CaseRuleColumn(title: $0.text.trimmed) }
    for (title, column) in zip(table.heading, columns) where column == nil && !title.text.trimmed.isEmpty {
      report(.warning, title.place, .init("不认识的列“\(title.text.trimmed)”，已忽略。", "Unknown column “\(title.text.trimmed)”, ignored."))
    }
    for cells in table.rows {
      var row: [CaseRuleColumn: RichText] = [:]
      for (column, cell) in zip(columns, cells) { if let column, !cell.text.trimmed.isEmpty { row[column] = cell } }
      guard let place = cells.first?.place, !row.isEmpty else { continue }
      if let rule = rule(row, at: row[.id]?.place ?? place) { add(rule) }
    }
  }

  private mutating func add(_ rule: CaseRule) {
    guard !rules.contains(where: { $0.id == rule.id }) else {
      diagnostics.append(
        Diagnostic(
          check: DuplicateNameCheck.id, level: .error, file: document.source.path, place: rule.place, language: document.language,
          message: .init("“\(rule.id)”已经声明过。", "“\(rule.id)” is declared already.")))
      return
    }
    rules.append(rule)
  }

  private mutating func rule(_ row: [CaseRuleColumn: RichText], at place: Place) -> CaseRule? {
    let labels = (row[.labels]?.text[...].cut(at: ["、", ",", "，"]) ?? []).map(String.init)
    guard let id = row[.id].map({ String($0.text.trimmed) }) ?? labels.first else {
      report(.error, place, .init("规则没有标识。", "The rule has no id."))
      return nil
    }
    // Every cell is looked at before the row is given up, so that all that is wrong with it is told at once.
    let counts = cell(row, .counts, at: place) { $0.counted($1) }
    let key = cell(row, .key, at: place) { $0.key($1) }
    let window = cell(row, .window, at: place) { TimeAmount($1).flatMap { $0.seconds > 0 ? $0 : nil } }
    let threshold = cell(row, .threshold, at: place) { $0.threshold($1) }
    let opens = cell(row, .opens, at: place) { $1.contains(where: \.isWhitespace) ? nil : String($1) }
    let carries = carried(row)
    guard let counts, let key, let window, let threshold, let opens, let carries else { return nil }
    let writing = CaseRuleColumn.allCases.filter { $0 != .labels }.map { row[$0].map { String($0.text.trimmed) } ?? "" }.joined(separator: " | ")
    let rule = CaseRule(
      id: id, labels: labels, counts: counts, key: key, window: window, threshold: threshold, opens: opens, carries: carries, file: document.source.path,
      place: place, writing: writing)
    guard isMeasurable(rule, row) else { return nil }
    return rule
  }

  /// What the opened case is told must have been counted.
  private mutating func isMeasurable(_ rule: CaseRule, _ row: [CaseRuleColumn: RichText]) -> Bool {
    if rule.rate != nil, case .fact = rule.key {
    } else if rule.rate != nil, let cell = row[.key] {
      report(.error, cell.place, .init("按比率的规则要按一个事实归类，如商家编号。", "A rule with a rate is keyed by a fact, for example the merchant's id."))
      return false
    }
    for carried in rule.carries {
      let isThere =
        switch carried.what {
        case .distinct: rule.tellsApart != nil
        case .rate, .denominator: rule.rate != nil
        case .copied, .value, .count, .cases, .since: true
        }
      if !isThere, let cell = row[.carries] {
        report(
          .error, cell.place, .init("“\(carried.fact)”要带入的数，门槛里没有数。", "What “\(carried.fact)” should be given isn't counted by the threshold."))
        return false
      }
    }
    return true
  }

  private mutating func cell<Part>(
    _ row: [CaseRuleColumn: RichText], _ column: CaseRuleColumn, at place: Place, _ read: (inout CaseRuleReading, Substring) -> Part?
  ) -> Part? {
    guard let cell = row[column] else {
      report(.error, place, .init("规则缺少“\(column.titles[0])”。", "The rule lacks “\(column.titles[1])”."))
      return nil
    }
    let text = cell.text.trimmed
    guard let part = read(&self, text) else {
      report(
        .error, cell.place, .init("“\(text)”读不懂：\(column.form.chinese)。", "“\(text)” isn't understood: \(column.form.english)."))
      return nil
    }
    return part
  }

  private mutating func report(_ level: Diagnostic.Level, _ place: Place, _ message: Diagnostic.Message) {
    diagnostics.append(
      Diagnostic(check: UnreadablePartCheck.id, level: level, file: document.source.path, place: place, language: document.language, message: message))
  }

  private mutating func carried(_ row: [CaseRuleColumn: RichText]) -> [CaseRule.Carried]? {
    guard let cell = row[.carries] else { return [] }
    var carries: [CaseRule.Carried] = []
    var isRead = true
    for part in cell.text[...].cutOutsideBrackets(at: ["；", ";"]) {
      if let carried = carried(part) {
        carries.append(carried)
      } else {
        isRead = false
        let form = CaseRuleColumn.carries.form
        report(.error, cell.place(of: part), .init("“\(part)”读不懂：\(form.chinese)。", "“\(part)” isn't understood: \(form.english)."))
      }
    }
    return isRead ? carries : nil
  }
}
