import Casework
import Importing
import Playbook

/// The columns of a table of order events: the header says which cell is which field; a column of another name is an attribute.
struct OrderColumns: Sendable {
  /// Without these there is no event. An id is made from the content when there is none.
  private static let required = ["order", "kind", "at"]
  private static let own = ["id", "order", "kind", "at", "sequence", "merchant", "rider", "category", "promised", "state"]

  /// The field of each column; nil for one without a name.
  private let fields: [String?]
  /// What the file calls a field.
  private let names: [String: String]
  private let zone: TimeZoneOffset

  /// - Parameter zone: the clock of times that say none.
  /// - Throws: `Trouble` when columns are missing or there twice: nothing can be taken then.
  init(header: [String], mapping: ColumnMapping?, zone: TimeZoneOffset, file: String) throws(Trouble) {
    let titles = header.map(\.trimmingSpaces)
    let there = titles.filter { !$0.isEmpty }.joined(separator: say("、", ", "))
    var fieldOf: [String: String] = [:]
    for (field, title) in (mapping?.headers ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard titles.contains(title) else {
        throw Trouble(
          say("\(file) 没有“\(title)”这一列（--mapping）。表头有：\(there)。", "\(file) has no column “\(title)” (--mapping). Its header has: \(there)."), code: .unreadable)
      }
      fieldOf[title] = field
    }
    fields = titles.map { $0.isEmpty ? nil : fieldOf[$0] ?? $0 }
    names = Dictionary(fieldOf.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    self.zone = zone
    var seen: Set<String> = []
    for case let field? in fields where !seen.insert(field).inserted {
      throw Trouble(
        say("\(file) 有两列都是“\(field)”。请改名或去掉一列。", "\(file) has two columns “\(field)”. Rename one or leave it out."), code: .unreadable)
    }
    let missing = Self.required.filter { !seen.contains($0) }.joined(separator: say("、", ", "))
    guard missing.isEmpty else {
      throw Trouble(
        say(
          "\(file) 的表头缺少 \(missing)；有：\(there)。列名不同就用 --mapping \"order=订单号,kind=事件,at=时间\" 指明。",
          "The header of \(file) lacks \(missing); it has: \(there). Name columns with --mapping \"order=COLUMN,kind=COLUMN,at=COLUMN\"."),
        code: .unreadable)
    }
  }

  /// The event of a record.
  func event(_ cells: [String], line: Int) throws(RefusedLine) -> OrderEvent {
    func refused(_ reason: String) -> RefusedLine { RefusedLine(line: line, reason: reason, text: String(csvLine(cells).dropLast())) }
    guard cells.count == fields.count else {
      throw refused(
        say(
          "有 \(cells.count) 格，表头有 \(fields.count) 格。请补齐，或给带逗号的内容加上引号。",
          "it has \(counted(cells.count, "cell")), the header \(fields.count). Complete it, or put quotes around what has commas."))
    }
    var values: [String: String] = [:]
    for (field, cell) in zip(fields, cells) where !cell.isEmpty {
      guard let field else {
        throw refused(say("“\(cell)”所在的列没有名称。请在表头写上。", "the column of “\(cell)” has no name. Write one in the header."))
      }
      let value = Self.own.contains(field) ? cell.trimmingSpaces : cell
      if !value.isEmpty { values[field] = value }
    }
    func instant(_ field: String) throws(RefusedLine) -> Instant? {
      guard let text = values[field] else { return nil }
      if let instant = Instant(written: text, zone: zone) { return instant }
      throw refused(
        say(
          "“\(name(field))”的“\(text)”不是时间。写成 2026-11-23 14:05、2026-11-23T14:05:00+08:00 或 1970 年以来的毫秒数。",
          "“\(text)” in “\(name(field))” is no time. Write 2026-11-23 14:05, 2026-11-23T14:05:00+08:00 or milliseconds since 1970."))
    }
    let (at, promised) = (try instant("at"), try instant("promised"))
    var sequence: Int64 = 0
    if let text = values["sequence"] {
      guard let number = Int64(text) else {
        throw refused(say("“\(name("sequence"))”的“\(text)”不是整数。", "“\(text)” in “\(name("sequence"))” is no whole number."))
      }
      sequence = number
    }
    do throws(OrderEventFault) {
      guard let order = values["order"] else { throw .missing("order") }
      guard let kind = values["kind"] else { throw .missing("kind") }
      guard let at else { throw .missing("at") }
      let id = values["id"] ?? contentID(order: order, kind: kind, at: at, sequence: sequence, promised: promised, values)
      let attributes = fields.compactMap { $0 }.filter { !Self.own.contains($0) }.compactMap { name in values[name].map { OrderAttribute(name, $0) } }
      let made = OrderEvent(
        id: id, order: order, kind: kind, at: at, sequence: sequence, merchant: values["merchant"], rider: values["rider"], category: values["category"],
        promisedAt: promised, state: values["state"], attributes: attributes)
      // What is kept is its text: only what can be read again is taken.
      return try OrderEvent(json: made.body)
    } catch { throw RefusedLine(error, line: line, text: String(csvLine(cells).dropLast()), name: name) }
  }

  /// What the file calls the field.
  private func name(_ field: String) -> String { names[field] ?? field }

  /// The same content has the same id, in whatever order its columns stand and in whichever form its times are.
  private func contentID(order: String, kind: String, at: Instant, sequence: Int64, promised: Instant?, _ values: [String: String]) -> String {
    var rest = values.filter { !["order", "kind", "at", "sequence", "promised"].contains($0.key) }
    if sequence != 0 { rest["sequence"] = String(sequence) }
    rest["promised"] = promised.map { String($0.milliseconds) }
    let parts = [order, kind, String(at.milliseconds)] + rest.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    return String(hexDigest(of: Array(parts.joined(separator: "\u{1F}").utf8)).prefix(32))
  }
}
