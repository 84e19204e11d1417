import Casework
import Desk
import Ledger
import Playbook

/// A task that a document gives to those who lead: a sentence whose answer is theirs to choose, or that they are to do.
struct DecisionRow {
  struct Choice {
    let choiceID: String
    let choiceLabel: String
    /// Where it is confirmed.
    let choicePath: String
  }

  let anchor: String
  let caseID: String
  let casePath: String
  let subject: String
  let playbookTitle: String
  let ask: String
  /// Nil where the task says the same.
  let sentenceText: String?
  let sentencePlace: String?
  let role: String?
  /// What is asked is personal: it isn't answered here.
  let isPersonal: Bool
  let choices: [Choice]

  /// - Parameter plan: the case's; nil when it can't be read.
  init(_ task: OpenTask, of state: Case, _ plan: Plan?, title: String) {
    let name = "\(WallPath.part(state.id.text))-\(WallPath.part(task.id.text))"
    let path = "/console/approvals/\(WallPath.part(state.id.text))/\(WallPath.part(task.id.text))"
    let sentence = task.step.flatMap { plan?.step($0)?.sentence }
    anchor = "decision-\(name)"
    caseID = state.id.text
    casePath = WallPath.page(of: state.id)
    subject = state.subject
    playbookTitle = title
    ask = LinkTokens.masked(task.text)
    sentenceText = sentence.flatMap { $0.text == task.text ? nil : $0.text }
    sentencePlace = sentence.map { "\($0.file):\($0.place.line)" }
    role = task.role
    isPersonal = false
    choices = task.choices.enumerated().map { place, choice in
      Choice(choiceID: "choose-\(name)-\(place)", choiceLabel: choice.label, choicePath: path + "?choice=\(WallPath.part(choice.id))")
    }
  }
}

/// What waits for the word of somebody who leads, approvals of money and rulings excepted: tasks, the most urgent first, then what they are asked as a party.
struct Decisions {
  struct Item {
    let decision: DecisionRow
    let openedAt: PageTimes.Stamp
    let waited: String
    let due: PageTimes.Stamp?
    /// Who is at it.
    let holder: String?
  }

  let items: [Item]
  let hasMore: Bool
  /// More may have been asked than is known yet.
  let isBehind: Bool

  private static let most = 100

  /// Of whoever doesn't lead.
  static let nothing = Decisions(items: [], hasMore: false, isBehind: false)

  private init(items: [Item], hasMore: Bool, isBehind: Bool) { (self.items, self.hasMore, self.isBehind) = (items, hasMore, isBehind) }

  init(_ wall: WallConsole, _ times: PageTimes, _ visit: Visit) async throws {
    let caller = try visit.someone()
    guard Right.of(caller.role).contains(.leadWork) else {
      self = .nothing
      return
    }
    let router = wall.work.router
    let served: Set<String>
    do throws(WorkFault) { served = try await router.queues(of: caller.id) } catch { throw Problem(error) }
    let figures = try await Problem.telling { try await router.queueFigures() }
    var filter = WorkFilter(limit: Self.most + 1)
    filter.queues = LeadQueues.of(figures.lazy.map(\.queue), served: served)
    filter.withoutApprovals = true
    let wanted = filter
    let listed = try await Problem.telling { try await router.list(wanted) }
    let people = try await WallPeople(wall.work)
    let now = wall.desk.clock.now()
    let tasks = try await wall.work.found(Array(listed.prefix(Self.most))).map { one in
      let (known, work) = (one.listed.standing, one.listed.standing.work)
      return Item(
        decision: DecisionRow(one.task, of: one.state, one.plan, title: one.plan?.title ?? one.state.playbook), openedAt: times.stamp(work.openedAt),
        waited: times.span(now - work.openedAt), due: work.deadline.map { times.stamp($0) }, holder: known.holder.map { people.name($0) })
    }
    let asked = try await Questions(wall, served: served, most: Self.most, words: ConsoleWords.of(visit.language))
    let questions = asked.items.map { one in
      Item(
        decision: one.row, openedAt: times.stamp(one.askedAt), waited: times.span(now - one.askedAt), due: times.stamp(one.due), holder: nil)
    }
    items = tasks + questions
    hasMore = listed.count > Self.most || asked.hasMore
    isBehind = asked.isBehind
  }
}
