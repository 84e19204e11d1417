public import Playbook

/// When something was told of: events are put in order by their own time, and by the platform's count where that is the same.
///
/// The time comes first because an order may have several sources that count for themselves, while platforms give their events' times in whole seconds.
public struct OrderStamp: Hashable, Comparable, Sendable {
  public let at: Instant
  public let sequence: Int64

  public init(at: Instant, sequence: Int64) {
    self.at = at
    self.sequence = sequence
  }

  public static func < (left: OrderStamp, right: OrderStamp) -> Bool {
    left.at == right.at ? left.sequence < right.sequence : left.at < right.at
  }
}

/// What was last said of something. Whatever order events come in, and however often, the same is left.
public struct Told<Value: Hashable & Comparable & Sendable>: Hashable, Sendable {
  public private(set) var value: Value
  public private(set) var stamp: OrderStamp

  public init(_ value: Value, _ stamp: OrderStamp) {
    self.value = value
    self.stamp = stamp
  }

  /// An older word changes nothing. Of two with the same stamp, which contradict each other, the greater value stands: always the same one.
  mutating func hear(_ value: Value, _ stamp: OrderStamp) {
    guard self.stamp < stamp || (self.stamp == stamp && self.value < value) else { return }
    self.value = value
    self.stamp = stamp
  }
}

extension Optional {
  mutating func hear<Value>(_ value: Value, _ stamp: OrderStamp) where Wrapped == Told<Value> {
    if self == nil { self = Told(value, stamp) } else { self?.hear(value, stamp) }
  }
}
