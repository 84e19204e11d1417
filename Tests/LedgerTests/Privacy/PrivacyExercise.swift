import Foundation
import GRDB
import Ledger
import Playbook
import Testing

@testable import Casework
@testable import LedgerSQLite

/// What erasing somebody must do in every ledger, sealed or not.
@Suite("Erasing a person")
struct PrivacyExercise {
  /// The ledgers that the exercise is run for.
  enum Maker: String, CaseIterable, Sendable {
    case memory, plain, sealed

    typealias Store = Ledger & PrivacyLedger & SearchLedger & WebhookLedger & ArchiveLedger

    func withLedger(_ use: (any Store) async throws -> Void) async throws {
      switch self {
      case .memory: try await use(MemoryLedger())
      case .plain: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db")) }
      case .sealed: try await withFolder { folder in try await use(try SQLiteLedger(path: folder + "/ledger.db", keys: [MasterKey()])) }
      }
    }
  }

  private let persons: [Party.ID: PersonID] = ["customer": PersonalStory.person, "rider": PersonalStory.rider]

  private func erasure(_ person: PersonID, _ parts: [(Entry, Set<Party.ID>)], isRepeated: Bool = false) -> Erasure {
    Erasure(
      person: person, parts: parts.map { Erasure.Part(caseID: $0.0.caseID, parties: $0.1, fields: PersonalStory.fields) }, at: minutes(9),
      isRepeated: isRepeated)
  }

  private func note(_ cases: Int) -> [AuditNote] {
    [AuditNote(at: minutes(9), who: "account:root", what: .erased, about: "person:u-81", detail: "\(cases) cases: they asked")]
  }

  private func texts(_ ledger: any Ledger, _ id: CaseID) async throws -> String {
    let turns = try await ledger.readTurns(of: id)
    return try turns.map { turn in
      let stored = try StoredTurn(turn)
      return (stored.signal ?? "") + stored.events
    }.joined()
  }

  @Test(arguments: Maker.allCases)
  func `the person's words are gone from a closed case, others' stay, and the record holds`(maker: Maker) async throws {
    try await maker.withLedger { ledger in
      let (one, two) = (
        try PersonalStory.entry("C-000001", persons: persons, isClosed: true),
        try PersonalStory.entry("C-000002", persons: ["customer": PersonID("u-82")], isClosed: true)
      )
      #expect(try await ledger.commit([one, two]) == [.committed, .committed])
      #expect(try await ledger.keepSearchWords([SearchWords(position: 1, caseID: one.caseID, text: PersonalStory.words)], from: 0, to: 2))
      let outcome = try await ledger.erase(erasure(PersonalStory.person, [(one, ["customer"])]), noting: note)
      #expect(outcome == .done(cases: 1))

      let text = try await texts(ledger, one.caseID)
      for secret in [PersonalStory.phone, PersonalStory.words, "一根头发", "三号楼"] { #expect(!text.contains(secret), "\(secret)") }
      #expect(text.contains(PersonalStory.riderWords) && text.contains("13900000000") && text.contains(SealedWords.erased))
      #expect(try await texts(ledger, two.caseID).contains(PersonalStory.words))
      let state = try #require(try await ledger.readCase(one.caseID))
      let events = try await ledger.readEvents(of: one.caseID, after: 0)
      #expect(Case(id: one.caseID, folding: events) == state && state.phase == .closed && events.count == one.events.count)
      #expect(state.facts["customer.phone"]?.value == .text(SealedWords.erased) && state.facts["door"]?.value == .choice("open"))
      #expect(try await ledger.rebuild().differences.isEmpty)
      var filter = CaseFilter()
      filter.text = PersonalStory.words
      #expect(try await ledger.listCases(filter).isEmpty)

      let notes = try await ledger.readAudit(after: 0, limit: 9).map(\.note)
      #expect(notes == note(1))
      #expect(try await ledger.listErasures() == [ErasureNote(person: PersonalStory.person, at: minutes(9), cases: [one.caseID])])
      #expect(try await ledger.casesSealed(for: PersonalStory.person).isEmpty)
      // Again there is nothing to do, and no harm in it.
      #expect(try await ledger.erase(erasure(PersonalStory.person, [(one, ["customer"])]), noting: note) == .done(cases: 1))
      #expect(try await ledger.readCase(one.caseID) == state)
    }
  }

  @Test(arguments: Maker.allCases)
  func `while a case is open nothing happens, unless it is repeated behind a restore`(maker: Maker) async throws {
    try await maker.withLedger { ledger in
      let (open, closed) = (
        try PersonalStory.entry("C-000001", persons: persons), try PersonalStory.entry("C-000002", persons: persons, isClosed: true)
      )
      #expect(try await ledger.commit([open, closed]) == [.committed, .committed])
      let parts: [(Entry, Set<Party.ID>)] = [(open, ["customer"]), (closed, ["customer"])]
      #expect(try await ledger.erase(erasure(PersonalStory.person, parts), noting: note) == .open([open.caseID]))
      #expect(try await texts(ledger, closed.caseID).contains(PersonalStory.words))
      #expect(try await ledger.auditHead() == nil)
      #expect(try await ledger.listErasures().isEmpty)
      #expect(try await ledger.erase(erasure(PersonalStory.person, parts, isRepeated: true), noting: note) == .done(cases: 2))
      #expect(try await !texts(ledger, open.caseID).contains(PersonalStory.words))
    }
  }

  @Test(arguments: Maker.allCases)
  func `messages for webhooks about their cases go, and others stay`(maker: Maker) async throws {
    try await maker.withLedger { ledger in
      let (one, two) = (
        try PersonalStory.entry("C-000001", persons: persons, isClosed: true), try PersonalStory.entry("C-000002", isClosed: true)
      )
      _ = try await ledger.commit([one, two])
      let endpoint = WebhookEndpoint(
        id: "wh_1", url: "https://example.org/", kinds: [], playbook: nil, createdAt: morning, createdBy: "test", position: 0,
        secrets: WebhookSecrets(current: [1]))
      #expect(try await ledger.addWebhook(endpoint, noting: []))
      for (id, entry) in [("msg_1", one), ("msg_2", two)] {
        #expect(try await ledger.addDelivery(NewDelivery(id: id, endpoint: "wh_1", caseID: entry.caseID, body: "{}", madeAt: morning), noting: []))
      }
      _ = try await ledger.erase(erasure(PersonalStory.person, [(one, ["customer"])]), noting: note)
      #expect(try await ledger.listDeliveries(DeliveryFilter(endpoint: "wh_1")).map(\.id) == ["msg_2"])
    }
  }

  @Test(arguments: Maker.allCases)
  func `an archive from before is still the same case's, and brings no words back`(maker: Maker) async throws {
    try await maker.withLedger { ledger in
      let (one, two) = (
        try PersonalStory.entry("C-000001", persons: persons, isClosed: true), try PersonalStory.entry("C-000002", isClosed: true)
      )
      _ = try await ledger.commit([one, two])
      let returning = ReturningCase(id: one.caseID, turns: try await ledger.readPlacedTurns(of: one.caseID), playbooks: [])
      _ = try await ledger.erase(erasure(PersonalStory.person, [(one, ["customer"])]), noting: note)
      let back = try await ledger.putBack([returning], noting: [])
      #expect(back.present == [one.caseID] && back.returned.isEmpty && back.conflicts.isEmpty)
      #expect(try await !texts(ledger, one.caseID).contains(PersonalStory.words))
    }
  }

  @Test(arguments: Maker.allCases)
  func `files that other cases have are told`(maker: Maker) async throws {
    try await maker.withLedger { ledger in
      let (one, two) = (try PersonalStory.entry("C-000001", isClosed: true), try PersonalStory.entry("C-000002", isClosed: true))
      _ = try await ledger.commit([one, two])
      let digests: Set<String> = [PersonalStory.evidence.sha256, String(repeating: "cd", count: 32), String(repeating: "ef", count: 32)]
      #expect(try await ledger.digests(digests, namedBesides: [one.caseID]) == digests.subtracting([String(repeating: "ef", count: 32)]))
      #expect(try await ledger.digests(digests, namedBesides: [one.caseID, two.caseID]).isEmpty)
    }
  }

  @Test func `in a sealed ledger the key is destroyed, for the archive too, and nothing of it lies on the disk`() async throws {
    try await withFolder { folder in
      let (path, key) = (folder + "/ledger.db", MasterKey())
      let ledger = try SQLiteLedger(path: path, keys: [key])
      let (one, two) = (try PersonalStory.entry("C-000001", persons: persons, isClosed: true), try PersonalStory.entry("C-000002", isClosed: true))
      _ = try await ledger.commit([one, two])
      let placed = try await ledger.readPlacedTurns(of: one.caseID)
      #expect(!placed.map { ($0.turn.signal ?? "") + $0.turn.events }.joined().contains(PersonalStory.phone))
      let mark = ArchivedCase(
        id: one.caseID, playbook: "cold-food", subject: one.state.subject, recordClass: .complaint, closedAt: morning, archivedAt: minutes(1), archive: "a")
      #expect(try await ledger.takeOut([LeavingCase(mark: mark, turns: 1, lastPosition: placed[0].position)], noting: []).isEmpty)
      #expect(try await ledger.casesSealed(for: PersonalStory.person) == [one.caseID])
      let wrapped = try await ledger.read { db in try Data.fetchAll(db, sql: "SELECT wrapped FROM person_keys WHERE person = 'u-81'") }
      #expect(try await ledger.erase(Erasure(person: PersonalStory.person, parts: [], at: minutes(9)), noting: note) == .done(cases: 1))
      let bytes = ["", "-wal"].reduce(into: Data()) { all, ending in all += FileManager.default.contents(atPath: path + ending) ?? Data() }
      #expect(wrapped.count == 1 && wrapped.allSatisfy { bytes.range(of: $0) == nil })
      // What comes back from the archive comes back without their words.
      let returning = ReturningCase(id: one.caseID, turns: placed, playbooks: [])
      #expect(try await ledger.putBack([returning], noting: []).returned == [one.caseID])
      let text = try await texts(ledger, one.caseID)
      #expect(!text.contains(PersonalStory.words) && text.contains(PersonalStory.riderWords))
      try ledger.close()
      #expect(try await SQLiteVerify.report(on: path, keys: [key]).isSound)
    }
  }

  @Test func `another process that has the key in its hand forgets it, and what comes later gets a new one`() async throws {
    try await withFolder { folder in
      let (path, key) = (folder + "/ledger.db", MasterKey())
      let (one, two) = (try SQLiteLedger(path: path, keys: [key]), try SQLiteLedger(path: path, keys: [key]))
      let entry = try PersonalStory.entry("C-000001", persons: persons, isClosed: true)
      _ = try await one.commit([entry])
      #expect(try await two.readCase(entry.caseID) == entry.state)
      _ = try await one.erase(erasure(PersonalStory.person, [(entry, ["customer"])]), noting: note)
      let later = PersonalStory.message("新的话", named: "m-1", behind: entry)
      #expect(try await two.commit([later]) == [.conflict], "it was sealed with what was known before")
      #expect(try await two.commit([later]) == [.committed])
      #expect(try await texts(one, entry.caseID).contains("新的话"))
      #expect(try await !texts(one, entry.caseID).contains(PersonalStory.words))
      #expect(try await !texts(two, entry.caseID).contains(PersonalStory.words))
    }
  }
}
