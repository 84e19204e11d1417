import Casework
import Desk
import Ledger
import Playbook

/// A case in the list of cases.
struct CaseLine {
  /// Tells it from all others on the page: what has the focus keeps it when the list is drawn anew.
  let lineID: String
  let casePath: String
  let caseText: String
  let playbookTitle: String
  let subject: String
  let phaseName: String
  let phaseStyle: String
  let channelName: String?
  /// Where it stands in the document.
  let sentenceText: String?
  /// Why it is stuck; nil for a case that isn't.
  let incidentText: String?
  let tasksText: String?
  let opened: PageTimes.Stamp
  let changed: PageTimes.Stamp
  /// When the first of what is owed is due.
  let due: PageTimes.Stamp?

  /// - Parameters:
  ///   - state: nil for a case that can't be read: then the list still names it.
  ///   - deadline: the first that the case's deadlines give.
  init(_ summary: CaseSummary, _ state: Case?, _ plan: Plan?, deadline: Instant?, _ times: PageTimes, _ words: ConsoleWords) {
    lineID = "case-\(summary.id)"
    casePath = ListLink.path(ofCase: summary.id)
    caseText = summary.id.text
    playbookTitle = plan?.title ?? summary.playbook
    subject = summary.subject
    phaseName = words.text("cases-phase-\(summary.phase.rawValue)")
    phaseStyle =
      switch summary.phase {
      case .open: "act"
      case .settling: "warn"
      case .closed: ""
      }
    channelName = state?.channel.name(in: words.language)
    sentenceText = state?.frames.last?.step.flatMap { plan?.step($0) }?.sentence.text
    incidentText = summary.hasIncident ? Self.incident(state, plan, words) : nil
    tasksText = summary.openTasks == 0 ? nil : words.text("cases-tasks", ["count": String(summary.openTasks)])
    opened = times.stamp(summary.openedAt)
    changed = times.stamp(summary.changedAt)
    let owed = state.map { state in
      // As work is sorted by: what was promised, and how long the case may take.
      let limits = state.timers.values.filter { $0.purpose == .caseLimit || $0.purpose == .followUpLimit }.map(\.due)
      return state.promises.values.map(\.due) + limits
    }
    due = ((owed ?? []) + [deadline].compactMap(\.self)).min().map(times.stamp)
  }

  private static func incident(_ state: Case?, _ plan: Plan?, _ words: ConsoleWords) -> String {
    guard let incident = state?.incident, let plan else { return words.text("cases-incident") }
    return PersonalNumbers.masked(Retelling(plan: plan, language: words.language).incident(incident))
  }
}
