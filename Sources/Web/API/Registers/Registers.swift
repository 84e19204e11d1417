import Casework
import Channels
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// What is listed over all cases: promises, rulings, money, and what playbooks declare, such as negotiations and callbacks.
struct Registers: Sendable {
  let cases: Cases
  let keeper: RegisterKeeper

  private var desk: Desk { cases.desk }

  // MARK: looking

  /// The registers there are: those that are always there, and those of the playbooks that cases start under now. A party is told of those it sees.
  func all(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let onlooker = try Onlooker(visit.someone())
    let declared = try await declared(visit).sorted { $0.key < $1.key }.map(\.value).filter { onlooker.sees($0.visibleTo) }
    let items = BuiltInRegister.allCases.filter(onlooker.sees).map { RegisterView($0, visit.language) } + declared
    return try JSONBody.answer(ItemList(items: items))
  }

  /// Newest first.
  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    let register = visit.name("register")
    let onlooker = try Onlooker(visit.someone())
    guard try await isKnown(register, visit, onlooker) else { throw Self.noSuchRegister }
    return try await page(of: register, request, visit, onlooker)
  }

  /// The same for one that is always there.
  func list(_ register: BuiltInRegister) -> @Sendable (Request, Visit) async throws -> Response {
    { request, visit in try await page(of: register.rawValue, request, visit, try Onlooker(visit.someone())) }
  }

  /// One entry, with its history.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let (entry, file) = try await found(visit)
    let onlooker = try Onlooker(visit.someone())
    return try JSONBody.answer(EntryView(entry, file, onlooker, hasHistory: true), headers: [.eTag: Cases.tag(file.state)])
  }

  private func page(of register: String, _ request: Request, _ visit: Visit, _ onlooker: Onlooker) async throws -> Response {
    var filter = try RegisterQuery.filter(request, register)
    filter.seenBy = onlooker.party
    if register == BuiltInRegister.errands.rawValue, let role = onlooker.role { filter.party = role }
    if let only = onlooker.onlyCase {
      guard filter.caseID ?? only == only else { return try JSONBody.answer(EntryPage(items: [], next: nil)) }
      filter.caseID = only
    }
    if let word = filter.states?.first { filter.states = try await StateWords(plans: desk.plans()).states(called: word, in: register) }
    let asked = filter
    let rows: [RegisterRow]
    do throws(DeskError) { rows = try await keeper.list(asked) } catch { throw Problem(error, nil) }
    var files: [CaseID: (CaseFile, [RegisterEntry])] = [:]
    var items: [EntryView] = []
    for row in rows {
      if files[row.caseID] == nil { files[row.caseID] = try await entries(of: row.caseID, visit) }
      guard let (file, entries) = files[row.caseID] else { continue }
      // What is listed may have changed since: it is shown as it is now.
      if let entry = entries.first(where: { $0.register == row.register && $0.id == row.id && $0.opened == row.opened }),
        onlooker.sees(entry, of: file.state)
      {
        items.append(EntryView(entry, file, onlooker))
      }
    }
    return try JSONBody.answer(EntryPage(items: items, next: rows.count == filter.limit ? rows.last?.place.cursor : nil))
  }

  // MARK: answering

  /// A party answers an entry that is open: `{"party": "用户", "values": {"协商状态": "用户同意"}}`, what the register's playbook allows.
  func answer(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let id = try IdempotencyKey.signal(request, caller)
    let object = try await JSONObject(request, visit)
    let (entry, file) = try await found(visit)
    if case .errand(let effect) = entry.content { return try await report(object, on: effect, entry, file, caller, visit) }
    guard case .declared(let register) = entry.content, !register.answers.isEmpty else {
      throw Problem(kind: .conflict, detail: .init("这本台账没有要答复的。", "Nothing is to be answered in this register."))
    }
    let party = object.text("party")
    let known = try? SignalWords(file.plan.vocabulary, source: caller.source).party(party)
    let onlooker = try Onlooker(caller)
    if !onlooker.isParty { try caller.mustHave(.tellCases) }
    guard let known, onlooker.speaks(for: known.id), register.answers.contains(where: { $0.party == known.id }) else {
      object.note("party", .init("这里不由“\(party)”答复", "“\(party)” doesn't answer here"))
      try object.check()
      throw Problem.internalError
    }
    let reading = FactsReading(words: SignalWords(file.plan.vocabulary, source: known.id), source: known.id)
    let reports = reading.reports(object, "values")
    for report in reports where !register.answers.contains(where: { $0.party == known.id && $0.allows(report) }) {
      object.note("values", .init("“\(report.fact)”不能这样答复", "“\(report.fact)” can't be answered like this"))
    }
    if reports.isEmpty { object.note("values", .init("缺答复", "the answer is missing")) }
    try object.end()
    let signal = Signal.Content.facts(reports)
    // The same answer again is known by its name, also when it has ended the entry.
    if !entry.isOpen, try await cases.earlier(id, request) == nil {
      throw Problem(kind: .conflict, detail: .init("已经结束了，不能再答复。", "It has ended, and can't be answered any more."))
    }
    return try await cases.tell(signal, id, file.state, file.plan, caller.sender, request, visit, isTold: !onlooker.isParty)
  }

  /// Whoever was asked to do something says how it went: `{"outcome": "已受理"}`. Saying the same again changes nothing.
  private func report(
    _ object: JSONObject, on effect: Effect, _ entry: RegisterEntry, _ file: CaseFile, _ caller: Caller, _ visit: Visit
  ) async throws -> Response {
    let isParty = try Onlooker(caller).isParty
    if !isParty { try caller.mustHave(.reportEffects) }
    let word = object.text("outcome")
    let outcome = effect.action.flatMap(file.plan.action)?.outcomes.first { $0.id == word || $0.labels.contains(word) }
    if outcome == nil, !word.isEmpty { object.note("outcome", .init("不是这件事的结果", "isn't one of its outcomes")) }
    try object.end()
    guard let outcome else { throw Problem.internalError }
    if !entry.isOpen, entry.state != outcome.id {
      throw Problem(kind: .conflict, detail: .init("这件事已经有结果了。", "It has ended already."))
    }
    let receipt: Receipt
    do throws(DeskError) { receipt = try await desk.receive(ErrandReport(outcome: outcome.id), on: effect.receiverKey, of: file.state.id) } catch {
      throw Problem(error, file.plan)
    }
    return try cases.answer(receipt, file.plan, visit, isTold: !isParty)
  }

  // MARK: finding

  private static let noSuchRegister = Problem(
    kind: .notFound, detail: .init("没有这本台账：GET /v1/registers 列出全部。", "There is no such register: GET /v1/registers lists them."))

  private static let noSuchEntry = Problem(kind: .notFound, detail: .init("这张单里没有这一笔。", "The case has no such entry."))

  private func declared(_ visit: Visit) async throws -> [String: RegisterView] {
    var found: [String: (register: Register, playbooks: [String], plan: Plan)] = [:]
    for plan in try await desk.plans() {
      for register in plan.registers {
        found[register.id] = (register, (found[register.id]?.playbooks ?? []) + [plan.id], plan)
      }
    }
    return found.mapValues { RegisterView($0.register, $0.playbooks, Retelling(plan: $0.plan, language: visit.language)) }
  }

  private func isKnown(_ register: String, _ visit: Visit, _ onlooker: Onlooker) async throws -> Bool {
    if let builtIn = BuiltInRegister(rawValue: register) { return onlooker.sees(builtIn) }
    return try await declared(visit)[register].map { onlooker.sees($0.visibleTo) } ?? false
  }

  private func entries(of id: CaseID, _ visit: Visit) async throws -> (CaseFile, [RegisterEntry]) {
    let isParty = try Onlooker(visit.someone()).isParty
    var file: CaseFile
    do { file = try await desk.file(of: id, visit) } catch let problem as Problem where isParty && problem.kind == .gone {
      // That a case of somebody else's was archived is the desk's own matter.
      throw Self.noSuchEntry
    }
    file.retelling.hidesPeople = isParty
    return (file, RegisterFold.entries(of: id, file.events, file.plan))
  }

  private func found(_ visit: Visit) async throws -> (RegisterEntry, CaseFile) {
    let register = visit.name("register")
    let name = visit.name("entry")
    let (file, entries) = try await entries(of: visit.caseID, visit)
    let onlooker = try Onlooker(visit.someone())
    guard let entry = entries.last(where: { $0.register == register && $0.id == name }), onlooker.sees(entry, of: file.state) else {
      throw Self.noSuchEntry
    }
    return (entry, file)
  }
}

extension Register.Answer {
  fileprivate func allows(_ report: FactReport) -> Bool {
    guard report.fact == fact, let value = report.value else { return false }
    return values.isEmpty || values.contains(value)
  }
}
