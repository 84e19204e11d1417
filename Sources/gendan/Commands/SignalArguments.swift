import Casework
import Desk
import Playbook

/// What a person wrote behind `gendan signal`, as a signal to the case.
struct SignalArguments {
  let found: CaseFile
  let words: SignalWords

  init(_ found: CaseFile, person: String) {
    self.found = found
    words = SignalWords(found.plan.vocabulary, source: "agent \(person)")
  }

  func content(of command: SignalCommand) throws -> Signal.Content {
    if !command.fact.isEmpty {
      let reports = try command.fact.map(report)
      // For a case that is stuck, a fact is its repair.
      if found.state.incident != nil, reports.count == 1 { return .repair(.setFact(report: reports[0])) }
      return .facts(reports)
    }
    if let event = command.event { return .happened(try words.event(event).id) }
    if let choice = command.choose { return .taskDone(try words.task(command.task, of: found.state), choice: choice) }
    if let action = command.action { return .perform(try words.action(action).id, arguments: [:]) }
    if let promise = command.promiseKept { return .promiseKept(PromiseID(promise), proof: command.proof) }
    if let heard = command.heard { return try self.heard(heard) }
    if !command.person.isEmpty { return .persons(try persons(command.person)) }
    if let step = command.moveTo { return .repair(.move(to: step)) }
    return .repair(command.retry ? .retry : .skip)
  }

  /// `FACT=VALUE`; the value may be 未知 or unknown.
  private func report(_ text: String) throws -> FactReport {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { "=＝".contains($0) }.map(String.init)
    guard parts.count == 2 else { throw Trouble(say("“\(text)”读不懂：写成“事实=值”。", "“\(text)” isn't understood: write FACT=VALUE.")) }
    return try words.fact(parts[0], is: parts[1])
  }

  /// `用户`, `customer=wechat`.
  private func heard(_ text: String) throws -> Signal.Content {
    let parts = text.split(maxSplits: 1) { "=＝".contains($0) }.map(String.init)
    let party = try words.party(parts.first ?? text)
    guard parts.count == 2 else { return .heard(party.id, party.channel ?? found.state.channel) }
    return .heard(party.id, try words.channel(parts[1]))
  }

  /// `customer=u-81`.
  private func persons(_ texts: [String]) throws -> [Party.ID: PersonID] {
    var persons: [Party.ID: PersonID] = [:]
    for text in texts {
      let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { "=＝".contains($0) }.map(String.init)
      guard parts.count == 2, !parts[1].isEmpty else {
        throw Trouble(say("“\(text)”读不懂：写成“角色=平台上的人”。", "“\(text)” isn't understood: write PARTY=PERSON."))
      }
      persons[try words.party(parts[0]).id] = PersonID(parts[1])
    }
    return persons
  }
}
