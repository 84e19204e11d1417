import Casework
import Channels
import Desk
import Playbook

/// What somebody tells a case at the door, read against its playbook: exactly one of the signals there are.
struct SignalReading {
  /// What a signal needs of whoever sends it.
  struct Reading {
    enum Told {
      case signal(Signal.Content)
      /// How an effect ended, in its receiver's words.
      case report(ErrandReport, EffectKey)
    }

    let told: Told
    let right: Right
    /// Why somebody chose what they chose; stands in the case as a note.
    var note: String? = nil

    init(content: Signal.Content, right: Right) {
      told = .signal(content)
      self.right = right
    }

    init(report: ErrandReport, on key: EffectKey) {
      told = .report(report, key)
      right = .reportEffects
    }
  }

  let state: Case
  let words: SignalWords
  let facts: FactsReading
  private let earlier: Signal.Content?

  /// - Parameter earlier: what was sent under the same name before: a task that was answered then is still the one that is meant.
  init(_ state: Case, _ plan: Plan, source: String, earlier: Signal.Content? = nil) {
    self.state = state
    self.earlier = earlier
    words = SignalWords(plan.vocabulary, source: source)
    facts = FactsReading(words: words, source: source)
  }

  private static let kinds = ["facts", "event", "task", "choice", "action", "promiseKept", "heard", "persons", "repair", "report"]

  /// - Throws: `Problem` `.invalid` with everything that is wrong.
  func read(_ object: JSONObject) throws(Problem) -> Reading {
    let kinds = Self.kinds.filter(object.has)
    let isOne = kinds.count == 1 || kinds == ["task", "choice"] || kinds == ["facts", "report"]
    guard isOne, let kind = kinds.last else {
      object.note(
        "",
        .init(
          "给一个信号：facts、event、choice、action、promiseKept、heard、persons、repair 或 report",
          "give one signal: facts, event, choice, action, promiseKept, heard, persons, repair or report"))
      try object.check()
      throw .invalid([])
    }
    let found: Reading?
    do throws(SignalFault) { found = try content(kind, object) } catch {
      object.note(kind, .init(error))
      found = nil
    }
    try object.end()
    guard let found else { throw .invalid([]) }
    return found
  }

  private func content(_ kind: String, _ object: JSONObject) throws(SignalFault) -> Reading? {
    switch kind {
    case "facts": return Reading(content: .facts(facts.reports(object, "facts")), right: .tellCases)
    case "event": return Reading(content: .happened(try words.event(object.text("event")).id), right: .tellCases)
    case "choice":
      let choice = object.text("choice")
      var task = object.optionalText("task")
      if task == nil, case .taskDone(let answered, _)? = earlier { task = answered.text }
      let answered = try words.task(task, of: state)
      let note = object.optionalText("note", longest: CaseMessage.longestText)
      var reading = Reading(content: .taskDone(answered, choice: asDocumentsSay(choice, answering: answered)), right: .workCases)
      reading.note = note.flatMap { $0.isEmpty ? nil : $0 }
      return reading
    case "action":
      return Reading(content: .perform(try words.action(object.text("action")).id, arguments: object.texts("arguments")), right: .workCases)
    case "promiseKept":
      return Reading(content: .promiseKept(PromiseID(object.text("promiseKept")), proof: object.optionalText("proof", longest: 1_000)), right: .workCases)
    case "heard":
      let party = try words.party(object.text("heard"))
      let channel = try object.optionalText("channel").map { name throws(SignalFault) in try words.channel(name) }
      return Reading(content: .heard(party.id, channel ?? party.channel ?? state.channel), right: .tellCases)
    case "persons":
      var persons: [Party.ID: PersonID] = [:]
      for (name, person) in object.texts("persons") { persons[try words.party(name).id] = PersonID(person) }
      return Reading(content: .persons(persons), right: .tellCases)
    case "repair": return try repair(object)
    case "report":
      guard let report = object.object("report") else { return nil }
      let effect = EffectKey(report.text("effect"))
      let outcome = report.text("outcome")
      let detail = report.optionalText("detail", longest: 1_000)
      var learned: [String: String?] = [:]
      for (name, value) in report.values("facts") {
        switch value {
        case .text(let text): learned[name] = text
        case .number(let number): learned[name] = number
        case .flag(let flag): learned[name] = flag ? "true" : "false"
        case .null: learned[name] = .some(nil)
        case .list, .object: report.note("facts/\(name)", .init("应是文字", "should be a text"))
        }
      }
      for name in report.unread { report.note(name, .init("不认识这一项", "isn't known")) }
      return Reading(report: ErrandReport(outcome: outcome, facts: learned, detail: detail), on: effect)
    default: return nil
    }
  }

  /// Pages and programs write times with their offset, documents on the clock of the place. A task that isn't open any more may have been about one.
  private func asDocumentsSay(_ choice: String, answering task: TaskID) -> String {
    if let open = state.tasks[task] {
      guard case .fact(let fact) = open.purpose, case .time? = words.vocabulary.fact(fact)?.type else { return choice }
    }
    return Instant(rfc3339: choice).map { TimeZoneOffset.china.text($0) } ?? choice
  }

  /// `"retry"`, `"skip"`, `{"moveTo": "s7"}` or `{"facts": {"…": "…"}}` with one fact.
  private func repair(_ object: JSONObject) throws(SignalFault) -> Reading? {
    if let word = object.word("repair") {
      switch word {
      case "retry": return Reading(content: .repair(.retry), right: .repairCases)
      case "skip": return Reading(content: .repair(.skip), right: .repairCases)
      default:
        object.note("repair", .init("写 retry、skip、{\"moveTo\": 步骤} 或 {\"facts\": {…}}", "write retry, skip, {\"moveTo\": STEP} or {\"facts\": {…}}"))
        return nil
      }
    }
    guard let repair = object.object("repair") else { return nil }
    if let step = repair.optionalText("moveTo") { return Reading(content: .repair(.move(to: step)), right: .repairCases) }
    let reports = facts.reports(repair, "facts")
    guard reports.count == 1 else {
      repair.note("facts", .init("写一个事实", "write one fact"))
      return nil
    }
    return Reading(content: .repair(.setFact(report: reports[0])), right: .repairCases)
  }
}
