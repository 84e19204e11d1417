import Casework
import Desk
import Playbook

/// What stands over a case: what it is about, how it stands, who has it and what is due first.
struct CaseHead {
  let id: String
  let title: String
  let version: String
  let subject: String
  let channel: String
  let phase: String
  /// The tag's colour; the word says it too.
  let phaseLooks: String
  let openedAt: PageTimes.Stamp
  let isOwned: Bool
  /// Who answers for the playbook.
  let owner: String
  let isHeld: Bool
  /// Who has a task of it.
  let holder: String
  let isStuck: Bool
  let trouble: String
  /// What is due first; one or none.
  let clock: [CaseClock]
  let isClosed: Bool
  let isReopenable: Bool

  init(_ look: CaseLook, _ desk: Desk) async throws {
    let (state, words) = (look.state, look.words)
    id = state.id.text
    title = look.plan.title
    version = look.plan.shortVersion
    subject = state.subject
    channel = state.channel.name(in: look.language)
    openedAt = look.times.stamp(state.openedAt)
    isStuck = state.incident != nil
    trouble = state.incident.map { look.shown(look.retelling.incident($0)) } ?? ""
    isOwned = look.plan.owner != nil
    owner = look.plan.owner.map(look.name(ofPerson:)) ?? ""
    let holders = look.work.values.compactMap(\.holder)
    isHeld = !holders.isEmpty
    holder =
      holders.contains(look.caller.id)
      ? words.text("case-you") : Set(holders.map(look.name(ofPerson:))).sorted().joined(separator: look.language.words("、", ", "))
    isClosed = state.phase == .closed
    isReopenable = isClosed && look.rights.contains(.workCases)
    switch state.phase {
    case .open: (phase, phaseLooks) = (words.text("case-phase-open"), "act")
    case .settling: (phase, phaseLooks) = (words.text("case-phase-settling"), "warn")
    case .closed: (phase, phaseLooks) = (words.text("case-phase-closed"), "good")
    }
    clock = isClosed ? [] : try await CaseClock.first(of: look, desk).map { [$0] } ?? []
  }
}
