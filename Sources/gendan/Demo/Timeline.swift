import Casework
import Desk
import Playbook

/// The live timeline: a line for each thing that happened, with the sentence that asked for it.
struct Timeline {
  let plan: Plan
  let shelf: PlaybookShelf
  let isQuiet: Bool

  func tell(_ changes: News<Committed>) async {
    for await change in changes where !isQuiet {
      // A case keeps its version, which need not be the one that new cases start under.
      let plan = change.state.version == plan.version ? plan : (try? await shelf.plan(version: change.state.version)) ?? plan
      let retelling = Retelling(plan: plan, language: tongue)
      for row in TimelineRow.rows(of: change.events, retelling) { Terminal.write(row.line(zone: plan.zone, heading: Terminal.cyan(change.caseID.text) + "  ")) }
    }
  }
}
