import Synchronization

/// Whether the desk can take work: from when it runs until it is told to stop.
public final class Readiness: Sendable {
  /// As `/readyz` says it.
  public enum State: String, Sendable {
    case starting, ready, stopping

    /// Of several that stand behind one door: ready when all of them are.
    init(of all: [State]) { self = all.contains(.stopping) ? .stopping : all.allSatisfy { $0 == .ready } ? .ready : .starting }
  }

  private let kept = Mutex(State.starting)

  public init() {}

  public var state: State { kept.withLock { $0 } }

  /// A desk that stops doesn't become ready again.
  public func become(_ state: State) { kept.withLock { $0 = $0 == .stopping ? .stopping : state } }
}
