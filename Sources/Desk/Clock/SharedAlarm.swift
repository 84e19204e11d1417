import Dispatch
import HeapModule
import Synchronization

/// Rings bells at their time, all by one timer: most are taken back before, and that must cost next to nothing.
final class SharedAlarm: Sendable {
  /// Where a bell stands in the order of ringing.
  struct Place: Comparable {
    let moment: ContinuousClock.Instant
    let number: Int

    static func < (left: Place, right: Place) -> Bool { (left.moment, left.number) < (right.moment, right.number) }
  }

  private struct Contents {
    var bells: [Int: (place: Place, bell: Bell)] = [:]
    /// Places of bells that were taken back are passed over when they come up.
    var order = Heap<Place>()
    var last = 0
    /// When somebody looks next; nil when nobody will.
    var armed: ContinuousClock.Instant?

    mutating func dropTakenBack() {
      while let first = order.min, bells[first.number] == nil { order.removeMin() }
      // All of them are sorted anew when most were taken back.
      if order.count > 2 * bells.count + 256 { order = Heap(bells.values.map(\.place)) }
    }
  }

  /// The longest that nobody looks.
  private static let longest = Duration.seconds(3_600)

  private let contents = Mutex(Contents())
  private let queue = DispatchQueue(label: "gendan.alarm")

  func add(_ bell: Bell, at moment: ContinuousClock.Instant) -> Place {
    contents.withLock { contents in
      contents.last += 1
      let place = Place(moment: moment, number: contents.last)
      contents.bells[place.number] = (place, bell)
      contents.order.insert(place)
      contents.dropTakenBack()
      if contents.armed.map({ moment < $0 }) ?? true { arm(&contents) }
      return place
    }
  }

  func remove(_ place: Place) { contents.withLock { $0.bells[place.number] = nil } }

  /// - Parameter look: for which it was set.
  private func ring(_ look: ContinuousClock.Instant) {
    let due = contents.withLock { contents -> [Bell] in
      // Another look was set before this one, and has seen to everything.
      guard contents.armed == look else { return [] }
      var due: [Bell] = []
      let now = ContinuousClock.now
      while let first = contents.order.min, first.moment <= now {
        contents.order.removeMin()
        if let bell = contents.bells.removeValue(forKey: first.number)?.bell { due.append(bell) }
      }
      contents.dropTakenBack()
      arm(&contents)
      return due
    }
    for bell in due { bell.ring() }
  }

  private func arm(_ contents: inout Contents) {
    guard let first = contents.order.min else { return contents.armed = nil }
    let now = ContinuousClock.now
    let left = min(max(now.duration(to: first.moment), .zero), Self.longest)
    let look = now.advanced(by: left)
    contents.armed = look
    let (seconds, fraction) = left.components
    queue.asyncAfter(deadline: .now() + .nanoseconds(Int(seconds) * 1_000_000_000 + Int(fraction / 1_000_000_000) + 1)) { [weak self] in self?.ring(look) }
  }
}
