public import Casework
public import Channels
public import Ledger
public import Playbook

/// Something about the desk itself that a person who runs it should know. Nothing dies silently.
public enum DeskNotice: Sendable {
  /// The case is open and nothing will move it: no timer, no effect, no task, no incident.
  case stranded(CaseID)
  /// A timer that rang and still stands. It is left alone for a while.
  case timerStuck(CaseID, TimerID, DeskError?)
  /// Handing over failed for the time named, counted from 1; it will be tried again then.
  case errandFailed(EffectKey, ConnectorFault, tries: Int, again: Instant)
  /// No more tries: the effect has ended with its failure.
  case errandGivenUp(EffectKey, ConnectorFault, tries: Int)
  /// What the receiver reported can't be taken.
  case reportRefused(EffectKey, DeskError)
  /// Leases that this desk held when it ended last were freed.
  case leasesFreed(Int)
  case ledgerTrouble(LedgerError)
  /// An effect that is due can't be read. It waits for a while; the others go out. `gendan verify` lists it.
  case effectSetAside(LedgerError)
  /// This program understands the texts of a published version otherwise than the one that published it. Its cases go on where their steps are still there.
  case readDifferently(version: String)
  /// What a rule over cases asks for can't be opened: told once, and tried again.
  case ruleStuck(CaseRule.ID, subject: String, DeskError)
  /// A deadline of the case comes near: told once.
  case deadlineNear(CaseID, DeadlineRule.ID, due: Instant?)
  /// A deadline of the case was missed: told once. With the error, if the case didn't take what was to follow.
  case deadlineMissed(CaseID, DeadlineRule.ID, due: Instant?, DeskError?)
}
