import Casework

/// A signal on its way in. An opening has no case yet: the writer finds or chooses it.
enum Request: Sendable {
  case signal(Signal)
  case opening(Opening, id: SignalID, sender: Sender)

  var id: SignalID {
    switch self {
    case .signal(let signal): signal.id
    case .opening(_, let id, _): id
    }
  }
}

/// A request, and who waits for its answer.
struct Caller: Sendable {
  let request: Request
  let waiter: CheckedContinuation<Result<Receipt, DeskError>, Never>

  func answer(_ result: Result<Receipt, DeskError>) { waiter.resume(returning: result) }
}
