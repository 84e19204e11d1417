import Synchronization

/// Numbers that several tasks bring together.
final class Collected: Sendable {
  private let numbers = Mutex<[Double]>([])

  func add(_ more: [Double]) { numbers.withLock { $0 += more } }
  var count: Int { numbers.withLock { $0.count } }
  var sorted: [Double] { numbers.withLock { $0.sorted() } }
}

/// Counts from 1.
final class Counter: Sendable {
  private let last = Mutex(0)

  func next() -> Int {
    last.withLock { last in
      last += 1
      return last
    }
  }
}
