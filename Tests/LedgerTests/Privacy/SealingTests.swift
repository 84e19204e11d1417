import Foundation
import Playbook
import Testing

@testable import Casework
@testable import Ledger

@Suite("Sealing what is said of people")
struct SealingTests {
  private static let caseID = CaseID("C-000001")
  /// No fact is open: every value is somebody's.
  private static let fields = PersonalFields(open: [], parties: ["customer", "merchant"], customer: "customer")
  /// What stands in the samples and may not stand in what is sealed.
  private static let secrets = [
    "放在", "谢谢", "您好", "凉了", "账户已注销", "请门卫代收", "门开了吗", "退款失败", "请批准", "是否已付", "还没到", "马上到", "asked the rider twice", "异物", "汤里", "receipt", "回单 17",
    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "\"number\"", "\"money\"",
  ]

  /// Makes keys as they are asked for.
  private final class Ring {
    var keys: [Party.ID: SealKey] = [:]

    func make(_ party: Party.ID) -> SealKey {
      let key = keys[party] ?? SealKey()
      keys[party] = key
      return key
    }

    func opening(of id: CaseID = SealingTests.caseID) -> TurnOpening { TurnOpening(id) { self.keys[$0] } }
  }

  private func entry(_ signal: Signal, _ events: [Event]) throws -> Entry {
    let opening = Event(sequence: 1, at: morning, step: nil, kind: CaseScript("C-000001").opening)
    let state = try #require(Case(id: Self.caseID, folding: [opening]))
    return Entry(caseID: Self.caseID, expectedCount: 1, signal: signal, at: morning, events: events, state: state, personal: Self.fields)
  }

  private var anySignal: Signal { Signal(id: SignalID("s"), caseID: Self.caseID, sender: .platform, content: .happened("something")) }

  @Test(arguments: StoredKind.allCases)
  func `every kind of event comes back as it was, and what is sealed has none of its words`(kind: StoredKind) throws {
    let samples = try #require(Samples.all[kind])
    let events = samples.enumerated().map { Event(sequence: $0.offset + 2, at: morning, step: "s1", kind: $0.element) }
    let ring = Ring()
    let sealed = try TurnSealing(entry(anySignal, events)) { ring.make($0) }.sealedEvents()
    for (event, one) in zip(events, sealed) {
      let stored = try StoredEvent(one)
      #expect(try ring.opening().events([try stored.event()]) == [event])
      for secret in Self.secrets where kind != .promised { #expect(!stored.body.contains(secret), "\(secret) in \(stored.body)") }
    }
  }

  @Test(arguments: StoredSignalKind.allCases)
  func `every kind of signal comes back as it was, and what is sealed has none of its words`(kind: StoredSignalKind) throws {
    for signal in try #require(SignalSamples.all[kind]) {
      let ring = Ring()
      let sealed = try TurnSealing(entry(signal, [])) { ring.make($0) }.sealedSignal()
      let text = try StoredJSON.text(StoredSignal(sealed))
      let back = try ring.opening().signal(try StoredSignal.signal(text, of: Self.caseID))
      #expect(back == signal)
      for secret in Self.secrets { #expect(!text.contains(secret), "\(secret) in \(text)") }
    }
  }

  @Test func `a fact is its party's, words are whose they are, and everything else is the customer's`() throws {
    let fields = PersonalFields(open: ["result"], parties: ["customer", "rider", "night.rider"], customer: "customer")
    #expect(fields.owner(of: "rider.phone") == "rider" && fields.owner(of: "night.rider.phone") == "night.rider" && fields.owner(of: "phone") == "customer")
    #expect(fields.owner(of: "cook.phone") == "customer" && fields.isPersonal("rider.phone") && !fields.isPersonal("result"))
    #expect(!PersonalFields.undeclared.isPersonal("rider.phone"))
    let entry = try PersonalStory.entry("C-000001")
    let ring = Ring()
    _ = try TurnSealing(entry) { ring.make($0) }.sealedEvents()
    #expect(Set(ring.keys.keys) == ["customer", "rider"])
  }

  @Test func `an answer that stands in the events stays in the clear, and one that was withheld is sealed`() throws {
    let signal = Signal(id: SignalID("s"), caseID: Self.caseID, sender: .clock, content: .taskDone(TaskID("k1"), choice: "done"))
    func sealed(_ shown: String) throws -> Signal {
      let done = Event(sequence: 2, at: morning, step: nil, kind: .taskDone(TaskDone(task: TaskID("k1"), choice: shown, sender: .clock)))
      return try TurnSealing(entry(signal, [done])) { _ in SealKey() }.sealedSignal()
    }
    #expect(try sealed("done") == signal)
    #expect(try sealed("withheld") != signal)
  }

  @Test func `without its key it reads as erased, with another's it is damaged`() throws {
    let entry = try PersonalStory.entry("C-000001")
    let ring = Ring()
    let sealed = try TurnSealing(entry) { ring.make($0) }.sealedEvents()
    let erased = try TurnOpening(Self.caseID) { $0 == "rider" ? ring.keys[$0] : nil }.events(sealed)
    let texts = erased.compactMap { event -> String? in if case .wrote(let wrote) = event.kind { wrote.message.text } else { nil } }
    #expect(texts == [SealedWords.erased, PersonalStory.riderWords])
    let learned = erased.compactMap { event -> Value? in if case .factLearned(let learned) = event.kind { learned.value } else { nil } }
    #expect(learned == [.text(SealedWords.erased), .text("13900000000"), .choice("open")])
    #expect(throws: LedgerError.self) { try TurnOpening(Self.caseID) { _ in SealKey() }.events(sealed) }
  }

  @Test func `what was moved elsewhere is refused as damaged and not shown`() throws {
    let entry = try PersonalStory.entry("C-000001")
    let ring = Ring()
    let sealing = TurnSealing(entry) { ring.make($0) }
    let sealed = try sealing.sealedEvents()
    let wrote = try #require(sealed.first { if case .wrote = $0.kind { true } else { false } })
    let later = Event(sequence: wrote.sequence + 1, at: wrote.at, step: nil, kind: wrote.kind)
    #expect(throws: LedgerError.self, "another event") { try ring.opening().events([later]) }
    #expect(throws: LedgerError.self, "another case") { try ring.opening(of: CaseID("C-000002")).events([wrote]) }
    let signal = try sealing.sealedSignal()
    let renamed = Signal(id: SignalID("another"), caseID: signal.caseID, sender: signal.sender, content: signal.content)
    #expect(throws: LedgerError.self, "another signal") { try ring.opening().signal(renamed) }
    guard case .wrote(let words) = wrote.kind else { return }
    let other = Event(
      sequence: wrote.sequence, at: wrote.at, step: nil,
      kind: .evidenceAdded(EvidenceAdded(evidence: Samples.named(words.message.text), sender: .platform)))
    #expect(throws: LedgerError.self, "another field") { try ring.opening().events([other]) }
  }

  @Test(arguments: ["\u{1}customer:" + String(repeating: "A", count: 80), "\u{1}", "\u{1}:", "\u{1}customer:%%%", "\u{1}customer"])
  func `words that look sealed are sealed themselves, and come back`(words: String) throws {
    let fields = PersonalFields(open: ["result"], parties: [], customer: "customer")
    let opening = Event(sequence: 1, at: morning, step: nil, kind: CaseScript("C-000001").opening)
    let state = try #require(Case(id: Self.caseID, folding: [opening]))
    let event = Event(sequence: 2, at: morning, step: nil, kind: .factLearned(FactLearned(fact: "result", value: .text(words), source: "platform")))
    let entry = Entry(caseID: Self.caseID, expectedCount: 1, signal: anySignal, at: morning, events: [event], state: state, personal: fields)
    let ring = Ring()
    let sealed = try TurnSealing(entry) { ring.make($0) }.sealedEvents()
    #expect(sealed != [event])
    #expect(try ring.opening().events(sealed) == [event])
  }

  @Test func `a state needs all its keys, and is lost with any of them`() throws {
    let state = try PersonalStory.entry("C-000001").state
    let keys: [Party.ID: SealKey] = ["customer": SealKey(), "rider": SealKey()]
    let text = try SealedState.text(of: state, keys: keys)
    for secret in PersonalStory.secrets { #expect(!text.contains(secret)) }
    #expect(try SealedState.state(text, of: state.id, eventCount: state.eventCount) { keys[$0] } == state)
    #expect(try SealedState.state(text, of: state.id, eventCount: state.eventCount) { $0 == "rider" ? nil : keys[$0] } == nil)
    #expect(try SealedState.state(text, of: CaseID("C-2"), eventCount: state.eventCount) { keys[$0] } == nil)
    #expect(try SealedState.text(of: state, keys: [:]) == StoredJSON.text(state))
  }

  @Test func `erasing without keys takes the words of one party, and leaves what is sealed`() throws {
    let entry = try PersonalStory.entry("C-000001")
    let erasing = TurnErasing(of: ["customer"], PersonalStory.fields, persons: [:])
    let left = try erasing.events(entry.events)
    let text = try left.map { try StoredEvent($0).body }.joined()
    for secret in [PersonalStory.phone, PersonalStory.words, "一根头发", "三号楼"] { #expect(!text.contains(secret), "\(secret)") }
    #expect(text.contains(PersonalStory.riderWords) && text.contains("13900000000") && text.contains(String(repeating: "ab", count: 32)))
    let ring = Ring()
    let sealed = try TurnSealing(entry) { ring.make($0) }.sealedEvents()
    #expect(try erasing.events(sealed) == sealed)
  }

  @Test func `a key wraps another for one owner only`() throws {
    let (master, key) = (MasterKey(), SealKey())
    let wrapped = try master.wrap(key, for: "person u-81")
    #expect(master.unwrap(wrapped, for: "person u-81")?.isSame(as: key) == true)
    #expect(master.unwrap(wrapped, for: "person u-82") == nil && MasterKey().unwrap(wrapped, for: "person u-81") == nil)
    #expect(MasterKey(base64: master.base64 + "\n")?.check == master.check && MasterKey().check != master.check)
  }

  @Test(arguments: ["", "short", String(repeating: "A", count: 42), String(repeating: "A", count: 48), "not base64 at all, and long enough for it!!"])
  func `what isn't 32 bytes in base64 is no master key`(text: String) {
    #expect(MasterKey(base64: text) == nil)
  }
}

extension Samples {
  fileprivate static func named(_ words: String) -> Casework.Evidence {
    Casework.Evidence(
      id: "e", kind: "document", name: words, type: "text/plain", bytes: 1, sha256: String(repeating: "0", count: 64), party: "customer", note: nil,
      attributes: [:])
  }
}
