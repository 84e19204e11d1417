import Ledger
import Playbook

@testable import Casework

/// A case in which two people say something that nobody else is to read.
enum PersonalStory {
  static let phone = "13812345678"
  static let words = "请放在三号楼的门卫那里"
  static let riderWords = "电梯坏了，走楼梯"
  /// None of these may lie on a disk.
  static let secrets = [phone, words, riderWords, "13900000000", "一根头发", "送到了三号楼"]

  static let person = PersonID("u-81")
  static let rider = PersonID("r-7")
  static let fields = PersonalFields(open: ["result", "door"], parties: ["customer", "rider"], customer: "customer")

  static let evidence = Evidence(
    id: "E-1", kind: "picture", name: "一根头发.jpg", type: "image/jpeg", bytes: 3, sha256: String(repeating: "ab", count: 32), party: "customer",
    note: "一根头发", attributes: ["colour": "一根头发", "thumbnail": String(repeating: "cd", count: 32)])

  static func facts(_ phone: String) -> Signal.Content {
    .facts([FactReport(fact: "customer.phone", value: .text(phone), source: "platform"), FactReport(fact: "door", value: .choice("open"), source: "platform")])
  }

  /// The entry that opens it, with everything that is said in it.
  /// - Parameter persons: who the parties are; none leaves them unnamed.
  static func entry(_ id: String, persons: [Party.ID: PersonID] = [:], isClosed: Bool = false) throws -> Entry {
    let script = CaseScript(id)
    var kinds: [EventKind] = [script.opening]
    if !persons.isEmpty { kinds.append(.personsNamed(PersonsNamed(persons: persons))) }
    kinds += [
      .factLearned(FactLearned(fact: "customer.phone", value: .text(phone), source: "platform")),
      .factLearned(FactLearned(fact: "rider.phone", value: .text("13900000000"), source: "platform")),
      .factLearned(FactLearned(fact: "door", value: .choice("open"), source: "platform")),
      .wrote(Wrote(message: .from("customer", on: .wechat, words), sender: .platform)),
      .wrote(Wrote(message: .from("rider", on: .app, riderWords), sender: .platform)),
      .evidenceAdded(EvidenceAdded(evidence: evidence, sender: .platform)),
      .effectPlanned(script.call(words: "您的餐送到了三号楼")),
    ]
    if isClosed { kinds += [.effectEnded(EffectEnded(key: script.key("call"), outcome: "answered", detail: "是 \(phone)")), .closedNow] }
    let events = kinds.enumerated().map { Event(sequence: $0.offset + 1, at: morning, step: nil, kind: $0.element) }
    let signal = Signal(id: SignalID("open-\(id)"), caseID: script.id, sender: .platform, content: facts(phone))
    guard let state = Case(id: script.id, folding: events) else { throw LedgerError.unreadable("the story of \(id)") }
    return Entry(caseID: script.id, expectedCount: 0, signal: signal, at: morning, events: events, state: state, personal: fields)
  }

  /// The entry behind it: somebody writes.
  static func message(_ words: String, from party: Party.ID = "customer", named name: String, behind entry: Entry) -> Entry {
    let message = CaseMessage.from(party, on: .wechat, words)
    return self.entry(Signal(id: SignalID(name), caseID: entry.caseID, sender: .platform, content: .wrote(message)), behind: entry) {
      [.wrote(Wrote(message: message, sender: .platform))]
    }
  }

  /// The entry behind it: the platform says who somebody is.
  static func naming(_ persons: [Party.ID: PersonID], behind entry: Entry) -> Entry {
    self.entry(Signal(id: SignalID("named-\(entry.state.eventCount)"), caseID: entry.caseID, sender: .platform, content: .persons(persons)), behind: entry) {
      [.personsNamed(PersonsNamed(persons: persons))]
    }
  }

  private static func entry(_ signal: Signal, behind entry: Entry, _ kinds: () -> [EventKind]) -> Entry {
    var state = entry.state
    let events = kinds().enumerated().map { Event(sequence: entry.state.eventCount + 1 + $0.offset, at: morning, step: nil, kind: $0.element) }
    for event in events { state.apply(event) }
    return Entry(
      caseID: entry.caseID, expectedCount: entry.state.eventCount, signal: signal, at: morning, events: events, state: state, personal: fields)
  }
}

extension CaseScript {
  fileprivate func call(words: String) -> Effect {
    Effect(
      key: key("call"), step: nil, purpose: .contact, action: nil, party: "customer", channel: .phone, arguments: ["to": PersonalStory.phone], text: words,
      fact: nil, attempt: 1, rung: 0, outcomes: ["answered"], deadline: minutes(60))
  }
}
