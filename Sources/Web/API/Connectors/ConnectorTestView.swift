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

  private init(_ way: WayName, _ result: ProbeResult, _ state: State, _ words: String?) {
    self.way = way.text
    self.state = state
    milliseconds = result.milliseconds
    said = words.map { String($0.unicodeScalars.prefix(Self.longestWords)) }
    at = result.at.rfc3339
  }

  /// - Returns: nil when the connector can't be tried.
  static func of(_ way: WayName, _ result: ProbeResult) -> ConnectorTestView? {
    switch result.answer {
    case .success(.unsupported): nil
    case .success(.reached(let said)): ConnectorTestView(way, result, .reached, said)
    case .success(.refused(let said)): ConnectorTestView(way, result, .refused, said)
    case .failure(.unreachable(let why)): ConnectorTestView(way, result, .unreachable, why)
    case .failure(.timedOut): ConnectorTestView(way, result, .timedOut, nil)
    case .failure(.garbled(let what)): ConnectorTestView(way, result, .garbled, what)
    }
  }
}
