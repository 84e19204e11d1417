import Casework
import Desk
import Ledger
import Playbook

/// What documents ask those who lead as a party: a fact that is theirs to say, until a time. The first that is due comes first.
struct Questions {
  struct Item {
    let row: DecisionRow
    let askedAt: Instant
    let due: Instant
  }

  let items: [Item]
  let hasMore: Bool

  /// - Parameters:
  ///   - served: the queues that teams of the reader serve: a party may be called as one of them.
  ///   - most: of each party's.
  init(_ wall: WallConsole, served: Set<String>, most: Int, words: ConsoleWords) async throws {
    var rows: [RegisterRow] = []
    var isWhole = true
    let parties = Self.parties(in: try await wall.desk.plans(), served).sorted()
    do throws(DeskError) {
      _ = try await wall.registers.readOn()
      for party in parties {
        var filter = RegisterFilter(register: BuiltInRegister.questions.rawValue, limit: most + 1)
        filter.party = party
        filter.isOpen = true
        let found = try await wall.registers.listAsItStands(filter)
        isWhole = isWhole && found.count <= most
        rows += found.prefix(most)
      }
    } catch { throw Problem(error, nil) }
    let ids = Set(rows.map(\.caseID)).sorted()
    let states = try await Problem.telling { try await wall.desk.ledger.readCases(ids) }
    var items: [Item] = []
    for row in rows {
      guard let state = states[row.caseID], let effect = state.question(row.id), let plan = try await wall.plan(of: state), let fact = plan.fact(row.id)
      else { continue }
      items.append(Item(row: DecisionRow(effect, fact, of: state, plan, words), askedAt: row.openedAt, due: effect.deadline))
    }
    self.items = items.sorted { ($0.due, $0.row.anchor) < ($1.due, $1.row.anchor) }
    hasMore = !isWhole
  }

  /// Those that are called as those who lead are.
  private static func parties(in plans: [Plan], _ served: Set<String>) -> Set<Party.ID> {
    let parties = plans.flatMap { $0.vocabulary.parties }
    let leads = LeadQueues.of(parties.map(\.name), served: served)
    return Set(parties.lazy.filter { leads.contains($0.name) }.map(\.id))
  }
}

extension DecisionRow {
  /// A fact that a document asks for. What is personal has nothing to choose: it comes by the way it was asked for.
  init(_ question: Effect, _ fact: Fact, of state: Case, _ plan: Plan, _ words: ConsoleWords) {
    let name = "\(WallPath.part(state.id.text))-\(WallPath.part(fact.id))"
    let path = "/console/approvals/\(WallPath.part(state.id.text))/questions/\(WallPath.part(fact.id))"
    let sentence = question.step.flatMap { plan.step($0)?.sentence }
    anchor = "question-\(name)"
    caseID = state.id.text
    casePath = WallPath.page(of: state.id)
    subject = state.subject
    playbookTitle = plan.title
    ask = LinkTokens.masked(question.text ?? fact.name)
    sentenceText = sentence?.text
    sentencePlace = sentence.map { "\($0.file):\($0.place.line)" }
    role = question.party.map { plan.party($0)?.name ?? $0 }
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

extension Case {
  /// What was asked of a party and has no answer yet.
  func question(_ fact: Fact.ID) -> Effect? {
    effects.values.first { $0.purpose == .ask && $0.fact == fact && $0.party != nil }
  }
}
