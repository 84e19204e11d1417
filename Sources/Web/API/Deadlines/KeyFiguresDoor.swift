import Desk
import Hummingbird
import Playbook

/// The key figures at the door, as playbooks declare them (T-20, T-04).
struct KeyFiguresDoor: Sendable {
  private static let longestSpan: Int64 = 366

  let desk: Desk
  /// Nil where the ledger keeps no deadlines, and so no figures.
  let watch: DeadlineWatch?

  /// Of these days, both ends included, by each playbook's clock: `?from=2026-11-01&to=2026-11-30&playbook=…`.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    let days = (from: query.day("from"), to: query.day("to"))
    let playbook = query.text("playbook")
    try query.end()
    guard let from = days.from, let to = days.to, from.number <= to.number, to.number - from.number < Self.longestSpan else {
      throw Problem.invalid([
        .init(place: "to", words: .init("不能早于 from，最多 \(Self.longestSpan) 天", "may not be before from; at most \(Self.longestSpan) days"))
      ])
    }
    let found: [KeyFigures]
    do throws(DeskError) {
      try await watch?.catchUp()
      found = try await desk.keyFigures(from: from, to: to, of: playbook)
    } catch { throw Problem(error, nil) }
    return try JSONBody.answer(ItemList(items: found.map(KeyFiguresView.init)))
  }
}

/// How the cases of a playbook did.
struct KeyFiguresView: Encodable {
  struct Target: Encodable {
    let side: String
    let value: Double
  }

  /// What has no value says `null`, so that nobody takes it for zero or for a figure that isn't there.
  struct Figure: Encodable {
    let id: String
    let name: String
    let unit: String
    let count: Int
    let value: Double?
    let target: Target?
    let isMet: Bool?

    private enum Key: String, CodingKey { case id, name, unit, count, value, target, isMet }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(id, forKey: .id)
      try container.encode(name, forKey: .name)
      try container.encode(unit, forKey: .unit)
      try container.encode(count, forKey: .count)
      try container.encode(value, forKey: .value)
      try container.encode(target, forKey: .target)
      try container.encode(isMet, forKey: .isMet)
    }
  }

  let playbook: String
  let title: String
  let opened: Int
  let closed: Int
  let figures: [Figure]

  init(_ one: KeyFigures) {
    playbook = one.playbook
    title = one.title
    opened = one.opened
    closed = one.closed
    figures = one.figures.map { figure in
      Figure(
        id: figure.rule.id, name: figure.rule.name, unit: figure.rule.measure.unit.rawValue, count: figure.count, value: figure.value,
        target: figure.rule.target.map { Target(side: $0.side.rawValue, value: $0.value) }, isMet: figure.isMet)
    }
  }
}
