/// Reads the tables under `跨单规则`. A row that isn't understood is told and left out: half a rule would open cases that nobody meant.
struct CaseRuleReading {
  let names: Names
  private(set) var rules: [CaseRule] = []
  private var tables: DeclaringTables<CaseRuleColumn>

  static func read(_ documents: [Document], _ names: Names) -> ([CaseRule], [Diagnostic]) {
    guard let first = documents.first else { return ([], []) }
    var reading = CaseRuleReading(names: names, tables: DeclaringTables(first))
    for document in documents {
      reading.tables.document = document
      for table in reading.tables.tables(.caseRules) { reading.read(table) }
    }
    return (reading.rules, reading.tables.diagnostics)
  }

  private init(names: Names, tables: DeclaringTables<CaseRuleColumn>) {
    self.names = names
    self.tables = tables
  }

  private mutating func read(_ table: MarkdownTable) {
    for (row, place) in tables.rows(of: table) {
      guard let rule = rule(row, at: row[.id]?.place ?? place) else { continue }
      if rules.contains(where: { $0.id == rule.id }) { tables.reportDeclared(rule.id, at: rule.place) } else { rules.append(rule) }
    }
  }

  private mutating func rule(_ row: [CaseRuleColumn: RichText], at place: Place) -> CaseRule? {
    let labels = row.labels(.labels)
    guard let id = row[.id].map({ String($0.text.trimmed) }) ?? labels.first else {
      tables.report(.error, place, .init("规则没有标识。", "The rule has no id."))
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
      id: id, labels: labels, counts: counts, key: key, window: window, threshold: threshold, opens: opens, carries: carries, file: tables.document.source.path,
      place: place, writing: writing)
    guard isMeasurable(rule, row) else { return nil }
    return rule
  }

  /// What the opened case is told must have been counted.
  private mutating func isMeasurable(_ rule: CaseRule, _ row: [CaseRuleColumn: RichText]) -> Bool {
    if rule.rate != nil, case .fact = rule.key {
    } else if rule.rate != nil, let cell = row[.key] {
      tables.report(.error, cell.place, .init("按比率的规则要按一个事实归类，如商家编号。", "A rule with a rate is keyed by a fact, for example the merchant's id."))
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
        tables.report(
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
      tables.report(.error, place, .init("规则缺少“\(column.titles[0])”。", "The rule lacks “\(column.titles[1])”."))
      return nil
    }
    let text = cell.text.trimmed
    guard let part = read(&self, text) else {
      tables.reportUnread(cell, column)
      return nil
    }
    return part
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
        tables.reportUnread(cell, .carries, part: part)
      }
    }
    return isRead ? carries : nil
  }
}
