public import Playbook

/// Everything that is kept of an order: its state, which events were heard, and where it was marked overdue.
public struct OrderFile: Hashable, Sendable {
  public package(set) var order: Order
  /// The events that were heard, in the order of arrival.
  public package(set) var heard: [HeardEvent]
  /// The rules under which it was marked overdue, sorted.
  public package(set) var marks: [String]

  package init(order: Order, heard: [HeardEvent] = [], marks: [String] = []) {
    self.order = order
    self.heard = heard
    self.marks = marks
  }

  /// When the next rule is broken that it isn't marked for; nil when nothing is waited for.
  public func due(by book: OrderBook) -> Instant? {
    var earliest: Instant?
    for rule in book.rules(for: order) where !marks.contains(rule.id) {
      guard case .waiting(let due) = rule.standing(of: order) else { continue }
      earliest = min(earliest ?? due, due)
    }
    return earliest
  }

  /// Marks the order overdue under the rules that are broken by `now` and aren't marked yet.
  package mutating func mark(at now: Instant, by book: OrderBook) -> [OverdueMark] {
    var made: [OverdueMark] = []
    for rule in book.rules(for: order) where !marks.contains(rule.id) {
      guard case .waiting(let due) = rule.standing(of: order), due <= now else { continue }
      marks.append(rule.id)
      made.append(OverdueMark(order: order.id, rule: rule.id, due: due, markedAt: now))
    }
    marks.sort()
    return made
  }
}

/// An event that was heard: where it is kept, and a digest of its id, so that the same one is recognised.
public struct HeardEvent: Hashable, Sendable {
  /// Two ids may have the same digest: then what is kept at the position decides.
  public let digest: UInt32
  public let position: Int64

  package init(digest: UInt32, position: Int64) {
    self.digest = digest
    self.position = position
  }

  /// FNV-1a over the bytes of the id: the same in every run, for it is stored.
  package static func digest(of id: String) -> UInt32 {
    var digest: UInt32 = 2_166_136_261
    for byte in id.utf8 { digest = (digest ^ UInt32(byte)) &* 16_777_619 }
    return digest
  }
}

/// An order was found overdue. There is one mark for an order and a rule, for good.
public struct OverdueMark: Hashable, Sendable {
  public let order: String
  public let rule: String
  public let due: Instant
  public let markedAt: Instant

  public init(order: String, rule: String, due: Instant, markedAt: Instant) {
    self.order = order
    self.rule = rule
    self.due = due
    self.markedAt = markedAt
  }
}
