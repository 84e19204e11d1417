import Synchronization

/// Whether the desk can take work: from when it runs until it is told to stop.
public final class Readiness: Sendable {
  /// As `/readyz` says it.
  public enum State: String, Sendable {
    case starting, ready, stopping
  }

  private let kept = Mutex(State.starting)

  public init() {}

  public var state: State { kept.withLock { $0 } }

  /// A desk that stops doesn't become ready again.
  public func become(_ state: State) { kept.withLock { $0 = $0 == .stopping ? .stopping : state } }
}
