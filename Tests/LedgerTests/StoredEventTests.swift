import Ledger
import Playbook
import Testing

@testable import Casework

@Suite("Stored events")
struct StoredEventTests {
  private func stored(_ kind: String, form: Int = 1, body: String) -> StoredEvent {
    StoredEvent(sequence: 4, at: morning, step: nil, kind: kind, form: form, body: body)
  }

  private func words(_ stored: StoredEvent) -> String? {
    do {
      _ = try stored.event()
      return nil
    } catch {
      guard case .unreadable(let words) = error else { return nil }
      return words
    }
  }

  @Test("an unknown kind, an unknown form and a broken body say what they are")
  func unreadable() {
    #expect(
      words(stored("weather-changed", body: "{}"))
        == "event 4 is of the kind 'weather-changed', which this program doesn't know: it was written by a newer Gendan")
    #expect(words(stored("timer-rang", form: 2, body: "{}")) == "event 4 is in form 2 of the kind 'timer-rang'; this program reads form 1")
    #expect(words(stored("timer-rang", body: "{}")) == "the body of event 4, kind 'timer-rang' form 1, can't be read: 'timer' is missing")
    #expect(words(stored("timer-rang", body: "{\"timer\":7}"))?.contains("at 'timer'") == true)
    #expect(words(stored("timer-rang", body: "{"))?.hasPrefix("the body of event 4, kind 'timer-rang' form 1, can't be read: ") == true)
  }

  @Test("a number that isn't finite can't be stored")
  func notFinite() {
    let event = Event(sequence: 1, at: morning, step: nil, kind: .factLearned(FactLearned(fact: "weight", value: .number(.nan), source: "platform")))
    #expect(throws: LedgerError.self) { try StoredEvent(event) }
  }

  @Test("the columns beside the body come back")
  func columns() throws {
    let event = Event(sequence: 9, at: minutes(7), step: "s4", kind: .stepReached(StepReached(visit: 1)))
    let stored = try StoredEvent(event)
    #expect(stored == StoredEvent(sequence: 9, at: minutes(7), step: "s4", kind: "step-reached", form: 1, body: "{\"visit\":1}"))
    #expect(try stored.event() == event)
  }

  @Test("the number of a case is the digits at its end", arguments: [("C-000042", 42), ("C-1000000", 1_000_000), ("case", 0), ("A1-B", 0), ("", 0)])
  func caseNumber(text: String, number: Int) {
    #expect(CaseID(text).number == number)
  }
}
