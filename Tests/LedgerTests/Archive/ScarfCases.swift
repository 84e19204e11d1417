import Ledger
import Playbook
import Testing

@testable import Casework

/// Cases under a real playbook, stored as a desk stores them: archives say what steps and facts mean, so they need one.
struct ScarfCases {
  static let source = SourceText(
    path: "scarf.md",
    text: """
      ---
      id: lost-scarf
      locale: en
      ---
      # A scarf is lost

      ## Facts

      | id | labels | type | values | sources | personal |
      |---|---|---|---|---|---|
      | found | Found | choice | yes Yes; no No | order signal | |
      | phone | Phone | text | | order signal | yes |
      | colour | Colour | text | | order signal | |
      | result | Result | choice | returned Returned; given-up Given up | | |

      ## Procedure

      - Decide `found`
        - When: Yes
          - Conclude: Result=Returned
        - When: No
          - Look for it
            - When: There
              - Conclude: Result=Returned
            - When: Gone
              - Conclude: Result=Given up
        - When: Unknown
          - Conclude: Result=Given up
      """)

  let plan = readPlan(source) { _ in nil }
  let ledger: any ArchiveMaking.Store

  init(in ledger: any ArchiveMaking.Store) async throws {
    self.ledger = ledger
    try await ledger.putPlaybook(
      PublishedPlaybook(id: plan.id, version: plan.version, title: plan.title, publishedAt: morning, sources: [Self.source]))
  }

  /// Opens a case. One whose scarf was found closes at once; the other waits for somebody to look.
  func open(_ id: String, isFound: Bool, at now: Instant = morning) async throws {
    let facts = [
      FactReport(fact: "found", value: .choice(isFound ? "yes" : "no"), source: "platform"),
      FactReport(fact: "phone", value: .text("13900000000"), source: "platform"),
      FactReport(fact: "colour", value: .text("红\n“格子” /\\ 🧣"), source: "platform"),
    ]
    let opening = Opening(playbook: plan.id, version: plan.version, subject: "A-\(id)", channel: .online, facts: facts)
    try await take(Signal(id: SignalID("open-\(id)"), caseID: CaseID(id), sender: .platform, content: .open(opening)), at: now)
  }

  func tell(_ id: String, _ name: String, _ content: Signal.Content, at now: Instant = morning) async throws {
    try await take(Signal(id: SignalID(name), caseID: CaseID(id), sender: .person(name: "Wang", role: "agent"), content: content), at: now)
  }

  /// Somebody has looked, and the case closes.
  func close(_ id: String, at now: Instant = morning) async throws {
    let task = try #require(try await ledger.readCase(CaseID(id))?.tasks.keys.first)
    try await tell(id, "close-\(id)", .taskDone(task, choice: "There"), at: now)
  }

  private func take(_ signal: Signal, at now: Instant) async throws {
    let before = try await ledger.readCase(signal.caseID)
    var after = before
    let events = try advance(&after, by: signal, plan: plan, now: now)
    let entry = Entry(
      caseID: signal.caseID, expectedCount: before?.eventCount ?? 0, signal: signal, at: now, events: events, state: try #require(after))
    #expect(try await ledger.commit([entry]) == [.committed])
  }
}

/// So many days behind the beginning of all scripts.
func days(_ count: Int64) -> Instant { morning + .hours(count * 24) }

extension ArchiveMaking {
  /// One that finds no evidence, unless a test says where.
  init(_ ledger: any Store, allowsMissing: Bool = false, copy: @escaping @Sendable (String, String) async throws(ArchiveError) -> Bool = { _, _ in false }) {
    self.init(ledger: ledger, program: "test 1", allowsMissingEvidence: allowsMissing, copyEvidence: copy)
  }
}
