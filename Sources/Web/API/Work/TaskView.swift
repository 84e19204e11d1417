import Casework
import Desk
import Ledger
import Playbook

/// An open task, with who is to do it.
struct TaskView: Encodable {
  struct Choice: Encodable {
    let id: String
    let label: String
  }

  struct Offer: Encodable {
    let reservation: String
    let account: String
    let until: String
  }

  let `case`: String
  let task: String
  let subject: String
  let playbook: String
  let channel: String
  let text: String
  let queue: String
  let choices: [Choice]
  let sentence: SentenceView?
  let openedAt: String
  /// When the case breaks a promise, or has taken too long.
  let deadline: String?
  let state: String
  /// From 1: how soon it is offered, among those that wait in its queue. Left out unless it waits.
  let place: Int?
  /// Who holds it.
  let assignee: String?
  let offer: Offer?
  /// The teams it went to because it waits too long; left out when it went to none.
  let escalatedTo: [String]?

  init(_ listed: ListedWork, _ task: OpenTask, _ state: Case, _ plan: Plan?) {
    let (known, work) = (listed.standing, listed.standing.work)
    `case` = state.id.text
    self.task = task.id.text
    subject = state.subject
    playbook = state.playbook
    channel = state.channel.rawValue
    text = LinkTokens.masked(task.text)
    queue = work.queue
    choices = task.choices.map { Choice(id: $0.id, label: $0.label) }
    sentence = task.step.flatMap { plan?.step($0) }.map { SentenceView($0.sentence) }
    openedAt = work.openedAt.rfc3339
    deadline = work.deadline?.rfc3339
    self.state = known.stageName.rawValue
    place = listed.place
    assignee = known.holder.map(PersonName.text)
    offer = known.reservation.map { Offer(reservation: $0.id.text, account: PersonName.text($0.person), until: $0.until.rfc3339) }
    escalatedTo = known.escalatedTo.isEmpty ? nil : known.escalatedTo
  }
}

/// How a queue stands.
struct QueueView: Encodable {
  let queue: String
  let waiting: Int
  let offered: Int
  let assigned: Int
  /// When the oldest task was opened that nobody holds; left out when there is none.
  let oldest: String?
  /// People of its teams who are available.
  let available: Int

  init(_ figures: QueueFigures) {
    queue = figures.queue
    waiting = figures.waiting
    offered = figures.offered
    assigned = figures.assigned
    oldest = figures.oldest?.rfc3339
    available = figures.available
  }
}
