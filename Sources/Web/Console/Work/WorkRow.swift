import Casework
import Desk
import Ledger
import Playbook

/// A task in the list of work.
struct WorkRow {
  /// Tells it from all others on the page: what has the focus keeps it when the list is drawn anew.
  let rowID: String
  let casePath: String
  let caseText: String
  let taskText: String
  /// The sentence of the document, where the task says it otherwise.
  let sentenceText: String?
  /// What a person is wanted for, where it isn't the sentence itself.
  let kindName: String?
  let subject: String
  let playbookTitle: String
  let queueName: String
  let channelName: String
  let stageName: String
  let stageStyle: String
  /// Who holds it, or to whom it is offered.
  let holderName: String?
  /// How soon it is offered.
  let placeText: String?
  let isEscalated: Bool
  let opened: PageTimes.Stamp
  let due: PageTimes.Stamp?

  init(_ found: FoundWork, _ drawing: WorkDrawing) {
    let (known, work) = (found.listed.standing, found.listed.standing.work)
    let words = drawing.words
    let sentence = found.task.step.flatMap { found.plan?.step($0) }?.sentence.text
    rowID = "task-\(work.id.caseID)-\(work.id.task)"
    casePath = ListLink.path(ofCase: work.id.caseID)
    caseText = work.id.caseID.text
    taskText = LinkTokens.masked(found.task.text)
    sentenceText = sentence == found.task.text ? nil : sentence
    kindName = Self.kind(found.task.purpose).map { words.text("work-kind-\($0)") }
    subject = found.state.subject
    playbookTitle = found.plan?.title ?? found.state.playbook
    queueName = drawing.name(ofQueue: work.queue)
    channelName = found.state.channel.name(in: words.language)
    stageName = words.text("work-stage-\(known.stageName.rawValue)")
    stageStyle =
      switch known.stage {
      case .waiting: ""
      case .offered: "warn"
      case .assigned: "act"
      }
    holderName = (known.holder ?? known.reservation?.person).map(drawing.name(of:))
    placeText = found.listed.place.map { words.text("work-place", ["place": String($0)]) }
    isEscalated = !known.escalatedTo.isEmpty
    opened = drawing.times.stamp(work.openedAt)
    due = work.deadline.map(drawing.times.stamp)
  }

  /// Nil for a sentence that is done as it stands.
  private static func kind(_ purpose: OpenTask.Purpose) -> String? {
    switch purpose {
    case .step: nil
    case .fact: "fact"
    case .handOff: "hand-off"
    case .review: "review"
    case .approval: "approval"
    case .reconcile: "reconcile"
    }
  }
}

/// What rows of work are drawn with.
struct WorkDrawing {
  let words: ConsoleWords
  let times: PageTimes
  /// What people are called who have ever said that they are there.
  let names: [String: String]

  func name(of person: String) -> String { names[person] ?? PersonName.text(person) }

  func name(ofQueue queue: String) -> String { queue == Work.anyQueue ? words.text("work-queue-any") : queue }
}
