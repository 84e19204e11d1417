import Casework
import Desk
import Foundation
import Playbook

/// Facts as a request says them, by name, read against a playbook.
struct FactsReading {
  let words: SignalWords
  let source: String

  /// A value that isn't one of its fact's is noted with its place. - Parameter name: of the member that holds them.
  func reports(_ object: JSONObject, _ name: String) -> [FactReport] {
    object.values(name).compactMap { fact, value in report(fact, value, in: object, at: name) }
  }

  /// One of them; nil when it isn't one of its fact's, which is noted. - Parameter place: of what holds it.
  func report(_ fact: String, _ value: JSONValue, in object: JSONObject, at place: String) -> FactReport? {
    do throws(SignalFault) { return try report(fact, value) } catch {
      object.note("\(place)/\(fact.replacing("/", with: "~1"))", .init(error))
      return nil
    }
  }

  private func report(_ name: String, _ value: JSONValue) throws(SignalFault) -> FactReport {
    switch value {
    case .null: return try words.fact(name, is: nil)
    case .flag(let flag): return try words.fact(name, is: flag ? "true" : "false")
    case .number(let number): return try words.fact(name, is: number)
    case .text(let text):
      // Programs write times with their offset, documents on the clock of the place.
      if let fact = words.vocabulary.fact(named: name), case .time = fact.type, let instant = Instant(rfc3339: text) {
        return FactReport(fact: fact.id, value: .time(instant), source: source)
      }
      return try words.fact(name, is: text)
    case .list, .object:
      guard let fact = words.vocabulary.fact(named: name) else { return try words.fact(name, is: nil) }
      throw .notAValue(of: fact, "…")
    }
  }
}

extension Problem.Words {
  init(_ fault: SignalFault) { self.init(fault.text(in: .chinese), fault.text(in: .english)) }
}
