import Ledger
import Playbook
import Testing

@testable import Casework

/// What every ledger must do with the keys of files.
@Suite("The keys of sealed evidence")
struct EvidenceSealTests {
  private static let key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
  private static let (content, small) = (String(repeating: "56", count: 32), String(repeating: "78", count: 32))
  private static let (keptContent, keptSmall) = (String(repeating: "12", count: 32), String(repeating: "34", count: 32))

  private static let sealed = Casework.Evidence(
    id: "E-2", kind: "picture", name: "hair.gif", type: "image/gif", bytes: 35, sha256: content, party: "customer", note: nil,
    attributes: ["thumbnail": small], seal: EvidenceSeal(key: key, original: keptContent, thumbnail: keptSmall))

  /// A closed case with sealed evidence: the entry that opens it, and the one that adds the file.
  private func story() throws -> [Entry] {
    let first = try PersonalStory.entry("C-000001", persons: ["customer": PersonalStory.person], isClosed: true)
    var state = first.state
    let event = Event(
      sequence: state.eventCount + 1, at: morning, step: nil, kind: .evidenceAdded(EvidenceAdded(evidence: Self.sealed, sender: .platform)))
    state.apply(event)
    let signal = Signal(id: SignalID("picture"), caseID: first.caseID, sender: .platform, content: .evidence(Self.sealed))
    return [
      first,
      Entry(
        caseID: first.caseID, expectedCount: first.state.eventCount, signal: signal, at: morning, events: [event], state: state,
        personal: PersonalStory.fields),
    ]
  }

  private func seals(_ ledger: any Ledger) async throws -> [EvidenceSeal] {
    try await ledger.readEvents(of: CaseID("C-000001"), after: 0).compactMap { event in
      guard case .evidenceAdded(let added) = event.kind else { return nil }
      return added.evidence.seal
    }
  }

  @Test(arguments: PrivacyExercise.Maker.allCases)
  func `a file's key is erased with its party's words, and what it is kept under stays`(maker: PrivacyExercise.Maker) async throws {
    try await maker.withLedger { ledger in
      for entry in try story() { #expect(try await ledger.commit([entry]) == [.committed]) }
      #expect(try await seals(ledger) == [EvidenceSeal(key: Self.key, original: Self.keptContent, thumbnail: Self.keptSmall)])
      let placed = try await ledger.readPlacedTurns(of: CaseID("C-000001"))
      let stored = placed.map { ($0.turn.signal ?? "") + $0.turn.events }.joined()
      #expect(stored.contains(Self.key) == (maker != .sealed) && stored.contains(Self.keptContent) && stored.contains(Self.content))
      let part = Erasure.Part(caseID: CaseID("C-000001"), parties: ["customer"], fields: PersonalStory.fields)
      let erasure = Erasure(person: PersonalStory.person, parts: [part], at: minutes(9))
      #expect(try await ledger.erase(erasure, noting: { _ in [] }) == .done(cases: 1))
      #expect(try await seals(ledger) == [EvidenceSeal(key: SealedWords.erased, original: Self.keptContent, thumbnail: Self.keptSmall)])
      let left = try await ledger.readPlacedTurns(of: CaseID("C-000001"))
      #expect(!left.map { ($0.turn.signal ?? "") + $0.turn.events }.joined().contains(Self.key))
    }
  }

  @Test(arguments: PrivacyExercise.Maker.allCases)
  func `a sealed file is known by what it is kept under, and not by what is in it`(maker: PrivacyExercise.Maker) async throws {
    try await maker.withLedger { ledger in
      for entry in try story() { #expect(try await ledger.commit([entry]) == [.committed]) }
      let digests: Set<String> = [Self.content, Self.small, Self.keptContent, Self.keptSmall]
      #expect(try await ledger.digests(digests, namedBesides: []) == [Self.keptContent, Self.keptSmall])
      #expect(try await ledger.digests(digests, namedBesides: [CaseID("C-000001")]).isEmpty)
    }
  }
}
