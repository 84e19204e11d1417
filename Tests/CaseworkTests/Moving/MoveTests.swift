@testable import Casework
import Playbook
import Testing

@Suite("Moving a case to another version")
struct MoveTests {
  private static let outline = """
    ---
    id: moves
    locale: en
    time-limit: 6 h
    ---
    # Moves

    ## Procedure

    - Decide `colour`
      - When: red
        - tidy up
        - 【tell merchant】
          - When: told
            - Wait 30 min from arrival time
              - When: customer calls back
                - Conclude: end=done
              - When: expired
                - Conclude: end=given-up
          - When: otherwise
            - Conclude: end=given-up
      - When: blue
        - Never: 【share number】
        - Promise: rider within 50 min uploads the photo
        - look into it
        - Conclude: end=done
      - When: otherwise or unknown
        - Ask rider for `size` (20 min)
          - When: small
            - Conclude: end=done
          - When: otherwise or unknown
            - Conclude: end=given-up
    """ + words

  private static func plan(_ edits: [(String, String)] = []) throws -> Plan {
    var text = outline
    for (old, new) in edits {
      try #require(text.contains(old), "the playbook doesn't say “\(old)”")
      text = text.replacing(old, with: new)
    }
    return compile(SourceText(path: "moves.md", text: text)) { _ in nil }.plan
  }

  /// Brings a case to a place by name.
  private static func trial(at place: String, _ plan: Plan) throws -> MoveTrial {
    let colour = ["task": "red", "action": "red", "wait": "red", "promise": "blue", "question": "green"][place] ?? "green"
    let facts = [
      FactReport(fact: "colour", value: .choice(colour), source: "platform"), FactReport(fact: "arrived", value: .time(Trial.noon), source: "platform"),
    ]
    var trial = try MoveTrial(plan, facts: facts)
    if place == "action" || place == "wait" { try trial.send(.taskDone(try #require(trial.state.tasks.keys.first), choice: "done"), from: MoveTrial.agent) }
    if place == "wait" { try trial.send(.ended(try #require(trial.state.effects.keys.first), EffectReport(outcome: "told")), from: .receiver) }
    #expect(trial.faults == [])
    return trial
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let place: String
    let edits: [(String, String)]
    let kind: MoveVerdict.Kind
    var reasons: [MoveReason.Kind] = []
    var deadlines: [CaseTimer.Purpose] = []
    var testDescription: String { "\(place): \(edits.map { "\($0.0) → \($0.1)" }.joined(separator: ", "))" }
  }

  private static let arrival = "Wait 30 min from arrival time"

  static let rows: [Row] = [
    // What lies behind, or on another way, doesn't matter.
    Row(place: "wait", edits: [("- tidy up", "- tidy up well")], kind: .unaffected),
    Row(place: "wait", edits: [("- look into it", "- look at it again"), ("(20 min)", "(25 min)")], kind: .unaffected),
    Row(place: "task", edits: [("within 50 min", "within 40 min")], kind: .unaffected),
    // What lies ahead does.
    Row(place: "task", edits: [(arrival, "Wait 40 min from arrival time")], kind: .movesByItself),
    Row(place: "task", edits: [("- tidy up", "- tidy up everything")], kind: .movesByItself),
    Row(place: "task", edits: [("told; busy; failed", "told; busy; gone; failed")], kind: .movesByItself),
    Row(place: "wait", edits: [(arrival, "Wait 45 min from arrival time")], kind: .movesByItself, deadlines: [.wait]),
    Row(place: "wait", edits: [("time-limit: 6 h", "time-limit: 5 h")], kind: .movesByItself, deadlines: [.caseLimit]),
    Row(place: "promise", edits: [("within 50 min", "within 40 min")], kind: .movesByItself, deadlines: [.promise]),
    Row(place: "question", edits: [("(20 min)", "(25 min)")], kind: .movesByItself),
    // What it stands on is gone, or something else.
    Row(place: "task", edits: [("    - tidy up\n", "")], kind: .needsDecision, reasons: [.stepGone]),
    Row(place: "wait", edits: [(arrival, "Contact rider")], kind: .needsDecision, reasons: [.stepGone]),
    Row(
      place: "action", edits: [("    - 【tell merchant】", "    - 【text the customer】"), ("When: told", "When: sent")], kind: .needsDecision, reasons: [.stepGone]
    ),
    Row(place: "action", edits: [("told; busy; failed", "told; failed")], kind: .needsDecision, reasons: [.outcomesChanged]),
    Row(place: "action", edits: [("| tell | tell merchant", "| inform | tell merchant")], kind: .needsDecision, reasons: [.workChanged, .actionGone]),
    Row(place: "task", edits: [("  - When: red", "  - When: red and size=large")], kind: .needsDecision, reasons: [.branchFails]),
    Row(
      place: "wait", edits: [("red; blue; green", "rose; blue; green"), ("When: red", "When: rose")], kind: .needsDecision, reasons: [.valueLost, .branchFails]),
    Row(place: "question", edits: [("`size` (20", "`mood` (20"), ("When: small", "When: good")], kind: .needsDecision, reasons: [.workChanged]),
    Row(place: "question", edits: [("small; large", "small; middle; large")], kind: .needsDecision, reasons: [.factGone]),
    Row(place: "promise", edits: [("    - Never: 【share number】\n", "")], kind: .needsDecision, reasons: [.banGone]),
    Row(place: "promise", edits: [("    - Promise: rider within 50 min uploads the photo\n", "")], kind: .needsDecision, reasons: [.promiseGone]),
    Row(
      place: "wait", edits: [("from arrival time", "from finish time"), ("| weight |", "| finish | finish time | time | | order signal | |\n| weight |")],
      kind: .needsDecision, reasons: [.originUnknown]),
  ]

  @Test(arguments: rows)
  func isSortedAndMoves(_ row: Row) throws {
    let (old, new) = (try Self.plan(), try Self.plan(row.edits))
    let trial = try Self.trial(at: row.place, old)
    let change = PlanChange(from: old, to: new)
    var survey = MoveSurvey(change)
    let verdict = survey.verdict(on: trial.state, now: trial.now)
    #expect(verdict.kind == row.kind)
    #expect(Set(verdict.reasons.map(\.kind)) == Set(row.reasons), "\(verdict.reasons.map { $0.text(in: .english) })")
    #expect(verdict.deadlines.map(\.purpose) == row.deadlines)
    var moved = trial
    do throws(Refusal) {
      try moved.move(to: new, by: change)
      #expect(row.kind != .needsDecision)
      #expect(moved.faults == [])
      try moved.move(to: old, .back, by: change.reversed())
      #expect(moved.state.counted(trial.state.eventCount, under: old.version) == trial.state)
    } catch {
      guard case .needsDecision(let reasons) = error else { throw error }
      #expect(reasons == verdict.reasons && moved.state == trial.state)
    }
  }

  @Test func aWaitIsCountedAnewFromItsOriginAndRingsAtOnceWhenItIsOver() throws {
    var trial = try Self.trial(at: "wait", try Self.plan())
    let id = try #require(trial.state.timers.values.first { $0.purpose == .wait }).id
    #expect(trial.state.timers[id]?.due == Trial.noon + .minutes(30))
    trial.now = Trial.noon + .minutes(12)
    try trial.move(to: try Self.plan([(Self.arrival, "Wait 10 min from arrival time")]))
    #expect(trial.state.timers[id]?.due == Trial.noon + .minutes(10))
    try trial.send(.timerDue(id), from: .clock)
    #expect(trial.state.phase != .open && trial.faults == [])
  }

  @Test func anEffectUnderWayKeepsItsKeyAndIsAwaitedUnderTheNewName() throws {
    var trial = try Self.trial(at: "action", try Self.plan())
    let key = try #require(trial.state.effects.keys.first)
    // The step is called otherwise, because the sentence above it is.
    let new = try Self.plan([("- Decide `colour`", "- Decide on `colour`")])
    let before = trial.state.effects[key]?.step
    try trial.move(to: new)
    #expect(trial.state.effects[key]?.step != before && trial.faults == [])
    try trial.send(.ended(key, EffectReport(outcome: "told")), from: .receiver)
    #expect(trial.state.timers.values.contains { $0.purpose == .wait } && trial.faults == [])
  }

  @Test func aTaskIsWordedAnewUnderItsName() throws {
    var trial = try Self.trial(at: "task", try Self.plan())
    let id = try #require(trial.state.tasks.keys.first)
    try trial.move(to: try Self.plan([("- tidy up", "- tidy up everything")]))
    #expect(trial.state.tasks[id]?.text == "tidy up everything")
    try trial.send(.taskDone(id, choice: "done"), from: MoveTrial.agent)
    #expect(!trial.state.effects.isEmpty && trial.faults == [])
  }

  @Test func aPersonDecidesAtWhichStepItGoesOn() throws {
    let new = try Self.plan([("    - tidy up\n", "")])
    var trial = try Self.trial(at: "task", try Self.plan())
    let target = try #require(new.main.steps.first { $0.sentence.text == "look into it" })
    try trial.move(to: new, .toStep(target.id))
    #expect(trial.state.frames.last?.step == target.id && trial.state.tasks.count == 1 && trial.faults == [])
    #expect(throws: Refusal.needsDecision([MoveReason(.neverMoved)])) {
      var never = try Self.trial(at: "task", try Self.plan())
      try never.move(to: new, .back)
    }
  }

  @Test func handingOverAsksAPersonOnce() throws {
    let new = try Self.plan([("    - tidy up\n", "")])
    var trial = try Self.trial(at: "task", try Self.plan())
    let version = trial.state.version
    #expect(try trial.move(to: new, .handOver).count == 1)
    #expect(try trial.move(to: new, .handOver).isEmpty)
    #expect(trial.state.version == version && trial.state.tasks.values.contains { $0.purpose == .review && $0.text.contains("tidy up") })
  }

  @Test func aReasonNamesBothSentencesWithTheirLines() throws {
    let (old, new) = (try Self.plan(), try Self.plan([("  - When: red", "  - When: red and size=large")]))
    var survey = MoveSurvey(PlanChange(from: old, to: new))
    let reason = try #require(survey.verdict(on: try Self.trial(at: "task", old).state, now: Trial.noon).reasons.first)
    #expect(reason.text(in: .chinese) == "按现在知道的情况，不会走这个分支了：旧版 moves.md:11「When: red」，新版 moves.md:11「When: red and size=large」")
    #expect(reason.text(in: .english).hasSuffix("was moves.md:11「When: red」, now moves.md:11「When: red and size=large」"))
  }

  @Test func theWayBackIsClosedWhereTheFormerVersionLacksTheStep() throws {
    let old = try Self.plan()
    let new = try Self.plan([("    - 【tell merchant】", "    - write it all down\n    - 【tell merchant】")])
    var trial = try Self.trial(at: "task", old)
    try trial.move(to: new)
    try trial.send(.taskDone(try #require(trial.state.tasks.keys.first), choice: "done"), from: MoveTrial.agent)
    #expect(trial.state.tasks.values.first?.text == "write it all down")
    do throws(Refusal) {
      try trial.move(to: old, .back)
      Issue.record("it went back")
    } catch {
      guard case .needsDecision(let reasons) = error else { throw error }
      #expect(reasons.map(\.kind) == [.stepGone])
    }
  }

  @Test func manyCasesAtFewPositionsAreLookedAtOnce() throws {
    let (old, new) = (try Self.plan(), try Self.plan([(Self.arrival, "Wait 45 min from arrival time")]))
    var survey = MoveSurvey(PlanChange(from: old, to: new))
    for _ in 0..<50 { for place in ["task", "wait"] { _ = survey.verdict(on: try Self.trial(at: place, old).state, now: Trial.noon) } }
    #expect(survey.positions == 2)
  }
}
