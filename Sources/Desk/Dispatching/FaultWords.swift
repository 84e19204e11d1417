import Channels

extension ConnectorFault {
  /// For the record of a case.
  var words: String {
    switch self {
    case .unreachable(let why): "unreachable: \(why)"
    case .timedOut: "timed out"
    case .garbled(let what): "not understood: \(what)"
    }
  }
}
