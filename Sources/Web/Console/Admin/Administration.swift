import Desk
import Ledger
import Playbook

/// What the pages read on which a house is looked after: its people, programs and teams, where it tells of what happens, and what was done here.
struct Administration: Sendable {
  let console: Console
  let ledger: any DoorLedger
  let people: LogIn
  let desk: Desk
  let work: WorkRouter
  let imprint: Imprint
  let webhookRetentionDays: Int
  let readiness: Readiness
  let ledgerAnswers: @Sendable () async -> Bool

  func now() -> Instant { people.clock() }
}
