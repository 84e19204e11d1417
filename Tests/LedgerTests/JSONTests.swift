import Foundation
import Playbook
import Testing

@testable import Casework
@testable import Ledger

/// Stored JSON is written and read by the room's own code. Foundation's is the measure.
@Suite("Stored JSON")
struct JSONTests {
  private func written(_ value: some Encodable) throws -> String {
    let writer = JSONWriter()
    try writer.write(value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func byFoundation(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func read<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONReader(JSONTree(Array(text.utf8))).read(type, at: 0)
  }

  @Test("bodies of events are written as Foundation writes them", arguments: StoredKind.allCases)
  func bodies(kind: StoredKind) throws {
    for sample in try #require(Samples.all[kind]) {
      let body = payload(of: sample)
      #expect(try written(body) == byFoundation(body))
      let writer = JSONWriter()
      try writer.writeBody(of: sample)
      #expect(try String(decoding: writer.bytes, as: UTF8.self) == byFoundation(body))
    }
  }

  @Test("signals are written as Foundation writes them", arguments: SignalSamples.all.keys.sorted { $0.rawValue < $1.rawValue })
  func signals(kind: StoredSignalKind) throws {
    for sample in try #require(SignalSamples.all[kind]) {
      let writer = JSONWriter()
      try writer.write(sample)
      #expect(try String(decoding: writer.bytes, as: UTF8.self) == byFoundation(StoredSignal(sample)))
    }
  }

  /// Whoever adds a member to one of these writes it in FrequentBodies, and a sample that has it in Samples.
  @Test("bodies that are written key for key have samples with each of their members")
  func members() throws {
    func most<Body>(_ type: Body.Type, _ samples: [Body?]) -> (members: Int, written: Int) {
      let bodies = samples.compactMap { $0 }
      let present = Set(bodies.flatMap { Mirror(reflecting: $0).children.compactMap { child in isNil(child.value) ? nil : child.label } })
      return (bodies.first.map { Mirror(reflecting: $0).children.count } ?? 0, present.count)
    }
    func isNil(_ value: Any) -> Bool {
      let mirror = Mirror(reflecting: value)
      return mirror.displayStyle == .optional && mirror.children.isEmpty
    }
    let kinds = Samples.all.values.flatMap { $0 }
    let found = [
      most(Effect.self, kinds.map { if case .effectPlanned(let body) = $0 { body } else { nil } }),
      most(EffectEnded.self, kinds.map { if case .effectEnded(let body) = $0 { body } else { nil } }),
      most(CaseTimer.self, kinds.map { if case .timerSet(let body) = $0 { body } else { nil } }),
      most(FactLearned.self, kinds.map { if case .factLearned(let body) = $0 { body } else { nil } }),
      most(
        EndedBody.self, SignalSamples.all.values.flatMap { $0 }.map { if case .ended(let key, let report) = $0.content { EndedBody(key, report) } else { nil } }
      ),
    ]
    #expect(found.allSatisfy { $0.members > 0 && $0.members == $0.written }, "\(found)")
  }

  @Test(
    "texts come back, written as Foundation writes them",
    arguments: ["", "a", "放在\"门口\"/架子上\n谢谢", "\\", "\u{0}\u{1}\u{8}\u{9}\u{a}\u{b}\u{c}\u{d}\u{1f}", "\u{7f}é\u{2028}👍🏽", "{\"a\":[1]}"])
  func texts(text: String) throws {
    let value = ["key \(text)": [text]]
    #expect(try written(value) == byFoundation(value))
    #expect(try read([String: [String]].self, written(value)) == value)
  }

  @Test("what has to be escaped is found at every place", arguments: 0..<20)
  func escapes(place: Int) throws {
    for special in ["\"", "\\", "\u{0}", "\u{1f}", "\n", "é", "\u{7f}", " ", "!", "#", "]"] {
      let text = String(repeating: "x", count: place) + special + String(repeating: "饭", count: 19 - place)
      #expect(try written([text]) == byFoundation([text]))
    }
  }

  @Test("numbers come back, written as Foundation writes them", arguments: [0, 1, -1, 12.5, 1e16, 1e-7, 0.1, 123_456_789_012, -0.0, .leastNonzeroMagnitude])
  func numbers(number: Double) throws {
    #expect(try written([number]) == byFoundation([number]))
    #expect(try read([Double].self, written([number])) == [number])
  }

  @Test("whole numbers come back", arguments: [0, 7, -7, 1_795_305_600_000, 999_999_999_999_999_999, Int64.max, Int64.min])
  func wholeNumbers(number: Int64) throws {
    #expect(try written([number]) == "[\(number)]")
    let stored: [Int64] = try StoredJSON.value("[\(number)]")
    #expect(stored == [number])
  }

  @Test("keys are put in order, at every depth")
  func order() throws {
    let value = ["b": ["z": [1], "a": [], "aa": [2, 3]], "a": [:], "ab": ["y": []], "": [:]]
    #expect(try written(value) == #"{"":{},"a":{},"ab":{"y":[]},"b":{"a":[],"aa":[2,3],"z":[1]}}"#)
  }

  @Test(
    "what isn't JSON, or not of the type, is turned away",
    arguments: ["", "{", "[1", "{\"a\" 1}", "\"", "[1] 2", "[nul]", "[1.5]", "[\"\\x\"]", "[\"\\ud800\"]", "[+]", "[99999999999999999999]"])
  func turnedAway(text: String) {
    #expect(throws: (any Error).self) { try read([Int].self, text) }
    #expect(throws: LedgerError.self) { let _: [Int] = try StoredJSON.value(text) }
  }

  @Test("a state comes back")
  func state() throws {
    let kinds = Samples.all.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap(\.value).filter { if case .opened = $0 { false } else { true } }
    let opening = EventKind.opened(Opened(playbook: "p", version: "v", subject: "s", channel: .phone, sender: .clock))
    let events = ([opening] + kinds).enumerated().map { Event(sequence: $0.offset + 1, at: morning, step: "s\($0.offset)", kind: $0.element) }
    let state = try #require(Case(id: CaseID("C-1"), folding: events))
    #expect(try read(Case.self, written(state)) == state)
  }
}
