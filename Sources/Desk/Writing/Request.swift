import Casework

/// A signal on its way in. An opening has no case yet: the writer finds or chooses it.
indirect enum Request: Sendable {
  /// - expecting: how many events the case must have for the signal to be taken; nil when it may have changed.
  case signal(Signal, expecting: Int? = nil)
  case opening(Opening, id: SignalID, sender: Sender)

  var id: SignalID {
    switch self {
    case .signal(let signal, _): signal.id
    case .opening(_, let id, _): id
    }
  }

  /// Nil for an opening.
  var caseID: CaseID? {
    switch self {
    case .signal(let signal, _): signal.caseID
    case .opening: nil
    }
  }
}

/// A request, and who waits for its answer.
final class Caller: Sendable {
  enum Waiter: Sendable {
    case task(CheckedContinuation<Result<Receipt, DeskError>, Never>)
    /// Called on the writer's way: it must be short.
    case call(@Sendable (Result<Receipt, DeskError>) -> Void)
  }

  let request: Request
  private let waiter: Waiter

  init(request: Request, waiter: Waiter) {
    self.request = request
    self.waiter = waiter
  }

  func answer(_ result: Result<Receipt, DeskError>) {
    switch waiter {
    case .task(let continuation): continuation.resume(returning: result)
    case .call(let call): call(result)
    }
  }
}
