import Casework
import Desk
import Ledger
import Playbook

/// The facts that documents ask for of those who lead as a party, the first that is due first.
struct Questions {
  struct Item {
    let row: DecisionRow
    let askedAt: Instant
    let due: Instant
  }

  let items: [Item]
  let hasMore: Bool
  /// The record hasn't been read to its end: others may have been asked since.
  let isBehind: Bool

  /// - Parameters:
  ///   - served: the queues that teams of the reader serve: a party may be called as one of them.
  init(_ wall: WallConsole, served: Set<String>, most: Int, words: ConsoleWords) async throws {
    let plans = try await wall.desk.plans()
    var rows: [RegisterRow] = []
    do throws(DeskError) {
      isBehind = try await !wall.registers.readOn()
      for party in try await wall.registers.openParties(of: .questions) where Self.mayLead(party, plans, served) {
        var filter = RegisterFilter(register: BuiltInRegister.questions.rawValue, limit: most + 1)
        filter.party = party
        filter.isOpen = true
        filter.isByDue = true
        rows += try await wall.registers.listAsItStands(filter)
      }
    } catch { throw Problem(error, nil) }
    let ids = Set(rows.map(\.caseID)).sorted()
    let states = try await Problem.telling { try await wall.desk.ledger.readCases(ids) }
    var items: [Item] = []
    for row in rows {
      guard let state = states[row.caseID], let effect = state.question(row), let plan = try await wall.plan(of: state),
        effect.party.flatMap(plan.party).map({ $0.leads(served) }) ?? false, let fact = effect.fact.flatMap(plan.fact)
      else { continue }
      items.append(Item(row: DecisionRow(effect, fact, of: state, plan, words), askedAt: row.openedAt, due: effect.deadline))
    }
    self.items = Array(items.sorted { ($0.due, $0.row.anchor) < ($1.due, $1.row.anchor) }.prefix(most))
    hasMore = items.count > most
  }

  /// Whether cases may ask those who lead under this name. Parties that only older versions know are looked at in their cases.
  private static func mayLead(_ party: Party.ID, _ plans: [Plan], _ served: Set<String>) -> Bool {
    let named = plans.compactMap { $0.party(party) }
    return named.isEmpty || named.contains { $0.leads(served) }
  }
}

extension Party {
  /// Whether it is called as those who lead are, and has no channel: whoever is called or written to sits elsewhere, and answers by that way.
  fileprivate func leads(_ served: Set<String>) -> Bool { channel == nil && !LeadQueues.of([name], served: served).isEmpty }
}

extension Case {
  /// What was asked and has no answer yet.
  fileprivate func question(_ row: RegisterRow) -> Effect? {
    effects.values.first { $0.purpose == .ask && $0.party == row.party && $0.deadline == row.due }
  }
}

extension DecisionRow {
  /// A fact that a document asks for. What is personal has nothing to choose: it comes by the way it was asked for.
  init(_ question: Effect, _ fact: Fact, of state: Case, _ plan: Plan, _ words: ConsoleWords) {
    let name = "\(WallPath.part(state.id.text))-\(WallPath.part(question.key.text))"
    let path = "/console/approvals/\(WallPath.part(state.id.text))/questions/\(WallPath.part(question.key.text))"
    let sentence = question.step.flatMap { plan.step($0)?.sentence }
    anchor = "question-\(name)"
    caseID = state.id.text
    casePath = WallPath.page(of: state.id)
    subject = state.subject
    playbookTitle = plan.title
    ask = LinkTokens.masked(plan.wordsToShow(of: question) ?? fact.name)
    sentenceText = sentence?.text
    sentencePlace = sentence.map { "\($0.file):\($0.place.line)" }
    role = question.party.map { plan.party($0)?.name ?? $0 }
    isPersonal = fact.isPersonal
    guard !fact.isPersonal else {
      choices = []
      return
    }
    let values = fact.values?.map { fact.words(for: $0, in: plan.language) }
    let answers = values?.map { (label: $0, path: path + "?choice=\(WallPath.part($0))") } ?? [(words.text("approvals-answer"), path)]
    choices = answers.enumerated().map { place, answer in
      Choice(choiceID: "choose-\(name)-\(place)", choiceLabel: answer.label, choicePath: answer.path)
    }
  }
}
