import Channels
import Desk
import Playbook

/// What came of a test of a way out, as JSON.
struct ConnectorTestView: Encodable {
  enum State: String, Encodable, CaseIterable {
    case reached, refused, unreachable
    case timedOut = "timed-out"
    case garbled
  }

  /// More of what a receiver says isn't shown.
  private static let longestWords = 500

  let way: String
  let state: State
  let milliseconds: Int64
  /// The receiver's own words; left out where it says nothing.
  let said: String?
  let at: String

  /// - Returns: nil when the connector can't be tried.
  init?(_ way: WayName, _ result: ProbeResult) {
    guard let (state, words) = Self.read(result.answer) else { return nil }
    self.way = way.text
    self.state = state
    milliseconds = result.milliseconds
    said = words.map { String($0.unicodeScalars.prefix(Self.longestWords)) }
    at = result.at.rfc3339
  }

  private static func read(_ answer: Result<ProbeAnswer, ConnectorFault>) -> (State, String?)? {
    switch answer {
    case .success(.unsupported): nil
    case .success(.reached(let said)): (.reached, said)
    case .success(.refused(let said)): (.refused, said)
    case .failure(.unreachable(let why)): (.unreachable, why)
    case .failure(.timedOut): (.timedOut, nil)
    case .failure(.garbled(let what)): (.garbled, what)
    }
  }
}
