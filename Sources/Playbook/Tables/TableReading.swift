/// Reads the `规则：NAME（首个）` sections of all documents.
struct TableReading {
  private(set) var tables: [DecisionTable] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let names: Names
  private var document: Document
  /// Whether everything of the table under way was understood so far.
  private var isSound = true

  static func read(_ documents: [Document], _ names: Names) -> ([DecisionTable], [Diagnostic]) {
    guard let first = documents.first else { return ([], []) }
    var reading = TableReading(names: names, document: first)
    for document in documents {
      reading.document = document
      for section in document.sections where section.kind == .rules { reading.read(section) }
    }
    return (reading.tables, reading.diagnostics)
  }

  private init(names: Names, document: Document) {
    self.names = names
    self.document = document
  }

  private mutating func read(_ section: Document.Section) {
    guard let heading = section.heading, let title = section.name else { return }
    isSound = true
    let (name, policy) = nameAndPolicy(title, heading)
    if tables.contains(where: { $0.isCalled(name) }) {
      report(DuplicateNameCheck.id, heading.place(of: title), .init("规则“\(name)”已经有了。", "There is a table “\(name)” already."))
      return
    }
    let found = section.blocks.compactMap { block in if case .table(let table) = block { table } else { nil } }
    guard let table = found.first else {
      reportUnreadable(heading.place, title, "规则一节要有一张表", "a section of rules holds a table")
      return
    }
    for extra in found.dropFirst() { reportUnreadable(extra.place, title, "一节只能有一张表，请另起一节", "a section holds one table; begin another section") }
    let columns = table.heading.map { column($0) }
    checkColumns(columns, table, policy)
    let inputs = columns.compactMap(\.input)
    let outputs = columns.compactMap(\.output)
    var rows: [DecisionTable.Row] = []
    for cells in table.rows { if let row = row(cells, columns, number: rows.count + 1) { rows.append(row) } }
    checkOtherwise(rows)
    tables.append(
      DecisionTable(
        id: String(name), policy: policy, inputs: inputs, outputs: outputs, rows: rows, layout: layout(columns), language: document.language,
        file: document.source.path, place: heading.place, isSound: isSound))
  }

  /// `签收认定（首个）`.
  private mutating func nameAndPolicy(_ title: Substring, _ heading: RichText) -> (Substring, HitPolicy) {
    guard let (head, inside) = title.parenthesised, !head.isEmpty else { return (title, .unique) }
    if let policy = HitPolicy(inside) { return (head, policy) }
    reportUnreadable(
      heading.place(of: inside), inside, "写唯一、首个，或汇总 求和、汇总 最大、汇总 最小、汇总 计数",
      "write unique, first, or collect sum, collect most, collect least, collect count")
    return (head, .unique)
  }

  // MARK: columns

  private enum Column {
    case input(Fact)
    case output(Fact)
    /// For readers.
    case note
    case unreadable

    var input: Fact? { if case .input(let fact) = self { fact } else { nil } }
    var output: Fact? { if case .output(let fact) = self { fact } else { nil } }
  }

  private func layout(_ columns: [Column]) -> [DecisionTable.ColumnRole] {
    var inputs = 0
    return columns.map { column in
      switch column {
      case .input:
        inputs += 1
        return .input(inputs - 1)
      case .output: return .output
      case .note, .unreadable: return .note
      }
    }
  }

  private mutating func column(_ heading: RichText) -> Column {
    let text = heading.text.trimmed
    if ["说明", "注", "备注", "依据", "note", "notes", ""].contains(text.lowercased()) { return .note }
    let arrow = text.behind(word: ["→", "->", "=>", "⇒"])
    let name = heading.codeParts.first ?? arrow?.rest ?? text
    guard let fact = names.fact(name) else {
      let nearest = names.nearest(to: name, among: names.factLabels)
      isSound = false
      diagnostics.append(
        UnknownMention(
          name: String(name), kind: ("事实", "fact"), nearest: nearest, level: .error, file: document.source.path, language: document.language,
          place: heading.place(of: name)
        ).finding(level: .error, otherLines: []))
      return .unreadable
    }
    return arrow == nil ? .input(fact) : .output(fact)
  }

  private mutating func checkColumns(_ columns: [Column], _ table: MarkdownTable, _ policy: HitPolicy) {
    var seen: Set<Fact.ID> = []
    for (column, heading) in zip(columns, table.heading) {
      if let fact = column.input ?? column.output, !seen.insert(fact.id).inserted {
        report(
          DuplicateNameCheck.id, heading.place,
          .init("“\(fact.name)”在这张表里已经有一列。", "“\(fact.name)” has a column in this table already."))
      }
      if let fact = column.output, case .collect(let gathering) = policy, !gathering.takes(fact.type) {
        reportUnreadable(
          heading.place, heading.text.trimmed, gathering == .count ? "计数得出的是数字" : "只能汇总数字、金额、时长（最大、最小也可以是时间）",
          gathering == .count ? "a count is a number" : "only numbers, money and durations are collected (most and least: times, too)")
      }
    }
    let text = table.heading.first?.text.trimmed ?? ""
    if !columns.contains(where: { if case .unreadable = $0 { true } else { false } }) {
      if columns.allSatisfy({ $0.output == nil }) {
        reportUnreadable(table.heading.first?.place ?? table.place, text, "没有结论列：标题写成“→ 事实”", "no output column: title one “-> FACT”")
      }
      if columns.allSatisfy({ $0.input == nil }) {
        reportUnreadable(table.heading.first?.place ?? table.place, text, "没有条件列：标题写事实的名称", "no input column: title one with a fact's name")
      }
    }
  }

  // MARK: rows

  private mutating func row(_ cells: [RichText], _ columns: [Column], number: Int) -> DecisionTable.Row? {
    guard let place = cells.first?.place, cells.contains(where: { !$0.text.trimmed.isEmpty }) else { return nil }
    let whole = cells.dropFirst().reduce(place) { $0.joined(with: $1.place) }
    let written = zip(columns, cells).map { (column: $0, cell: CellText($1, lines: document.lines)) }
    let asking = written.filter { $0.column.input != nil }
    let isOtherwise = asking.first.map { saysOtherwise($0.cell, $0.column.input, others: asking.dropFirst().map(\.cell)) } ?? false
    var tests: [CellTest] = []
    var outputs: [Value?] = []
    for (column, cell) in written {
      switch column {
      case .input(let fact): tests.append(isOtherwise ? .anything : test(cell, fact))
      case .output(let fact): outputs.append(output(cell, fact))
      case .note, .unreadable: continue
      }
    }
    func words(_ cells: [CellText]) -> String { cells.map { $0.rich.text.trimmed.isEmpty ? "-" : String($0.rich.text.trimmed) }.joined(separator: " ｜ ") }
    let text = words(asking.map(\.cell)) + " → " + words(written.filter { $0.column.output != nil }.map(\.cell))
    return DecisionTable.Row(
      number: number, cells: tests, isOtherwise: isOtherwise, outputs: outputs, sentence: Sentence(text: text, file: document.source.path, place: whole))
  }

  /// Where the fact itself has a value of that name, the cell means the value, unless the row asks nothing else.
  private mutating func saysOtherwise(_ cell: CellText, _ fact: Fact?, others: [CellText]) -> Bool {
    let text = normalized(cell.rich.text.trimmed)
    guard Keywords.otherwise.contains(where: { normalized($0) == text }) else { return false }
    if let fact, fact.values != nil, fact.value(cell.rich.text.trimmed) != nil { return false }
    for other in others where !CellReading.isAnything(other.rich.text.trimmed) {
      reportUnreadable(other.rich.place, other.rich.text.trimmed, "“其他”一行的其余条件要空着", "the other inputs of an “otherwise” row stay empty")
    }
    return true
  }

  private mutating func checkOtherwise(_ rows: [DecisionTable.Row]) {
    for row in rows.filter(\.isOtherwise).dropFirst() {
      reportUnreadable(row.sentence.place, row.sentence.text[...], "“其他”只能有一行", "only one row may say “otherwise”")
    }
  }

  private mutating func test(_ cell: CellText, _ fact: Fact) -> CellTest {
    switch CellReading(fact: fact).read(cell.rich.text.trimmed) {
    case .success(let test): return test
    case .failure(let fault):
      let words = fault.expectation(fact, document.language)
      reportUnreadable(cell.rich.place(of: fault.part), fault.part, words.chinese, words.english)
      return CellTest(known: .nothing, takesUnknown: false)
    }
  }

  private mutating func output(_ cell: CellText, _ fact: Fact) -> Value? {
    let text = cell.rich.text.trimmed
    if CellReading.isAnything(text) || Keywords.unknown.contains(where: { normalized($0) == normalized(text) }) { return nil }
    if let value = fact.value(text.unquoted) { return value }
    let words = CellFault(part: text, kind: .value).expectation(fact, document.language)
    reportUnreadable(cell.rich.place(of: text), text, words.chinese, words.english)
    return nil
  }

  // MARK: findings

  private mutating func report(_ check: String, _ place: Place, _ message: Diagnostic.Message) {
    isSound = false
    diagnostics.append(
      Diagnostic(check: check, level: .error, file: document.source.path, place: place, language: document.language, message: message))
  }

  private mutating func reportUnreadable(_ place: Place, _ text: Substring, _ chinese: String, _ english: String) {
    report(UnreadablePartCheck.id, place, .init("“\(text)”读不懂：\(chinese)。", "“\(text)” isn't understood: \(english)."))
  }
}

extension HitPolicy.Gathering {
  /// Whether values of this type can be brought together so.
  fileprivate func takes(_ type: FactType) -> Bool {
    switch (self, type) {
    case (.count, .number), (.sum, .number), (.sum, .money), (.sum, .duration): true
    case (.most, .number), (.most, .money), (.most, .duration), (.most, .time): true
    case (.least, .number), (.least, .money), (.least, .duration), (.least, .time): true
    default: false
    }
  }
}
