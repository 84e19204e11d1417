import Casework
import Desk
import Hummingbird
import Ledger
import Playbook

/// Matters that many cases have in common, as rules over cases open them: who is concerned, which cases belong to it, until when what has to be said (T-16).
struct Parents {
  /// A rule that opens cases.
  struct Rule {
    let ruleName: String
    let condition: String
    let opensTitle: String
  }

  let parents: [ParentCase]
  let rules: [Rule]
  let hasRules: Bool
  let hasMore: Bool
  let isEmpty: Bool

  /// Of one playbook.
  private static let most = 50

  init(_ console: IncidentConsole, _ request: Request, _ visit: Visit) async throws {
    let desk = console.desk
    let known: [CurrentRule]
    do throws(DeskError) {
      // Deadlines of what has just happened count as well.
      try await console.watch?.catchUp()
      known = try await desk.shelf.currentRules()
    } catch { throw Problem(error, nil) }
    let (times, words) = (console.console.times(request, visit), ConsoleWords.of(visit.language))
    var reading = ParentReading(desk, known.map(\.rule), times, words, at: desk.clock.now())
    var found: [ParentCase] = []
    var isCut = false
    for playbook in Set(known.map(\.rule.opens)).sorted() {
      let filter = CaseFilter(phases: [.open, .settling], playbook: playbook, limit: Self.most)
      let summaries = try await Problem.telling { try await desk.ledger.listCases(filter) }
      isCut = isCut || summaries.count == Self.most
      found += try await reading.parents(summaries.map(\.id))
    }
    parents = found.sorted { ($1.number, $1.caseID) < ($0.number, $0.caseID) }
    hasMore = isCut
    isEmpty = found.isEmpty
    var rows: [Rule] = []
    for one in known {
      let condition = words.text(
        "parents-condition",
        ["window": one.rule.window.text(in: visit.language), "threshold": one.rule.thresholdWords(in: visit.language)])
      rows.append(Rule(ruleName: one.rule.name, condition: condition, opensTitle: await reading.title(of: one.rule.opens)))
    }
    rules = rows
    hasRules = !rows.isEmpty
  }
}

/// A case that stands for several.
struct ParentCase {
  struct Count {
    let countName: String
    let countText: String
  }

  /// A time by which something has to be done.
  struct Limit {
    let limitName: String
    let due: PageTimes.Stamp?
    let isLate: Bool
    /// Its clock stands still.
    let isPaused: Bool
  }

  struct Linked {
    let linkedID: String
    let linkedPath: String
    let linkedSubject: String
    let isClosed: Bool
  }

  let number: Int
  let anchor: String
  let caseID: String
  let casePath: String
  let playbookTitle: String
  let subject: String
  let openedAt: PageTimes.Stamp
  let sentenceText: String?
  /// The rule that opened it; nil for one that somebody opened.
  let foundBy: String?
  let isStuck: Bool
  let isSettling: Bool
  let counts: [Count]
  let limits: [Limit]
  let hasLimits: Bool
  let linked: [Linked]
  let linkedCount: String
  let hasLinked: Bool
  /// How many more there are than are listed.
  let furtherLinked: String?
}
