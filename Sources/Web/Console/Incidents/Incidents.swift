import Casework
import Desk
import Hummingbird
import Ledger
import Playbook

/// A page of the cases that are stuck, by what they are stuck on.
struct Incidents {
  struct Group {
    let kindName: String
    /// What usually helps.
    let kindHint: String
    let kindCount: String
    let items: [Item]
  }

  struct Item {
    let anchor: String
    let caseID: String
    let casePath: String
    let subject: String
    let playbookTitle: String
    let trouble: String
    let sentenceText: String?
    let sentencePlace: String?
    let since: PageTimes.Stamp
    let lasted: String
    /// Whether the step it stands at can be tried again or passed; else the case has to be moved.
    let hasStep: Bool
    let skipWords: String
    /// False where the case can't be read: nothing can be done from here.
    let isReadable: Bool
    let signalsPath: String
    let tag: String
    let sheetPath: String
  }

  let groups: [Group]
  let isEmpty: Bool
  let nextPath: String?
  let listPath: String

  private static let most = 50
  /// Of a case whose playbook or events can't be read.
  private static let unreadable = "unreadable"

  init(_ console: IncidentConsole, _ request: Request, _ visit: Visit) async throws {
    var query = Query(request)
    let after = query.text("after")
    try query.end()
    let filter = CaseFilter(onlyIncidents: true, after: after.map { CaseID($0) }, limit: Self.most)
    let found = try await Problem.telling { try await console.desk.ledger.listCases(filter) }
    let (times, words) = (console.console.times(request, visit), ConsoleWords.of(visit.language))
    let now = console.desk.clock.now()
    var kinds: [String: [Item]] = [:]
    for summary in found {
      guard let file = try await Self.file(of: summary.id, console.desk, visit) else {
        kinds[Self.unreadable, default: []].append(Item(summary, times, words, at: now))
        continue
      }
      // Repaired since the list was read.
      guard let incident = file.state.incident else { continue }
      kinds[incident.kind.rawValue, default: []].append(Item(file, incident, times, words, at: now))
    }
    groups = kinds.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { kind, items in
      Group(kindName: words.text("incidents-kind-\(kind)"), kindHint: words.text("incidents-hint-\(kind)"), kindCount: String(items.count), items: items)
    }
    isEmpty = kinds.isEmpty
    nextPath = found.count == Self.most ? found.last.map { "/console/incidents?after=\(WallPath.part($0.id.text))" } : nil
    listPath = "/console/incidents/list" + (after.map { "?after=\(WallPath.part($0))" } ?? "")
  }

  /// Nil for one that can't be read: it mustn't hide the others.
  private static func file(of id: CaseID, _ desk: Desk, _ visit: Visit) async throws -> CaseFile? {
    do { return try await desk.file(of: id, visit) } catch let problem as Problem where problem.kind == .internalError { return nil }
  }
}

extension Incidents.Item {
  fileprivate init(_ file: CaseFile, _ incident: Incident, _ times: PageTimes, _ words: ConsoleWords, at now: Instant) {
    let state = file.state
    let step = state.frames.last?.step.flatMap { file.plan.step($0) }
    let raised = file.events.last { if case .incidentRaised = $0.kind { true } else { false } }?.at ?? state.openedAt
    anchor = "incident-\(WallPath.part(state.id.text))"
    caseID = state.id.text
    casePath = WallPath.page(of: state.id)
    subject = state.subject
    playbookTitle = file.plan.title
    trouble = PersonalNumbers.masked(file.retelling.incident(incident))
    sentenceText = step?.sentence.text
    sentencePlace = step.map { "\($0.sentence.file):\($0.sentence.place.line)" }
    since = times.stamp(raised)
    lasted = times.span(now - raised)
    hasStep = step != nil
    skipWords = words.text("incidents-skip-sure", ["sentence": step?.sentence.text ?? ""])
    isReadable = true
    signalsPath = WallPath.signals(of: state.id)
    tag = Cases.tag(state)
    sheetPath = "/console/incidents/\(WallPath.part(state.id.text))/repair"
  }

  /// A case that can't be read.
  fileprivate init(_ summary: CaseSummary, _ times: PageTimes, _ words: ConsoleWords, at now: Instant) {
    anchor = "incident-\(WallPath.part(summary.id.text))"
    caseID = summary.id.text
    casePath = WallPath.page(of: summary.id)
    subject = summary.subject
    playbookTitle = summary.playbook
    trouble = words.text("incidents-unreadable")
    (sentenceText, sentencePlace) = (nil, nil)
    since = times.stamp(summary.changedAt)
    lasted = times.span(now - summary.changedAt)
    (hasStep, isReadable) = (false, false)
    (skipWords, tag) = ("", "")
    signalsPath = WallPath.signals(of: summary.id)
    sheetPath = ""
  }
}
