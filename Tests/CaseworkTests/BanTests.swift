@testable import Casework
import Playbook
import Testing

@Suite("Bans and channels")
struct BanTests {
  @Test func aLaterSentenceThatIsForbiddenIsAnIncident() throws {
    var trial = try Trial("- Never: 【text the customer】\n- 【text the customer】\n- then", despite: ["forbidden-action-later"])
    #expect(trial.state.incident?.kind == .forbidden)
    #expect(trial.state.incident?.about.contains("Never") == true)
    try trial.repair(.retry)
    #expect(trial.state.incident?.kind == .forbidden)
    try trial.repair(.skip)
    #expect(trial.standing == "task then")
  }

  @Test("M-03: a person who asks for a forbidden action is told the clause") func aPersonWhoAsksIsToldTheClause() throws {
    var trial = try Trial("- Never: 【text the customer】、【share number】\n- by hand", facts: ["consent": "yes"])
    let clause = try trial.step("Never").sentence
    #expect(throws: Refusal.forbidden("sms", clause: clause)) { try trial.perform("sms") }
    #expect(throws: Refusal.forbidden("share", clause: clause)) { try trial.perform("share") }
    try trial.perform("tell")
    #expect(trial.pending.map(\.action) == ["tell"])
  }

  @Test func beforeTheSentenceNothingIsForbidden() throws {
    var trial = try Trial("- by hand\n- Never: 【text the customer】\n- afterwards")
    try trial.perform("sms")
    try trial.end("sent")
    try trial.answer("done")
    #expect(throws: (any Error).self) { try trial.perform("sms") }
  }

  @Test func aBanOnContactStopsCallsAsWellAsActionsOfThatKind() throws {
    var trial = try Trial("- Never: any contact\n- Contact rider\n- 【text the customer】", despite: ["forbidden-action-later"])
    let clause = try trial.step("Never").sentence
    #expect(trial.state.incident?.kind == .forbidden)
    #expect(throws: Refusal.forbidden(Action.contactPrimitive, clause: clause)) { try trial.perform(Action.contactPrimitive) }
    try trial.repair(.skip)
    #expect(trial.state.incident?.kind == .forbidden)
    #expect(trial.pending.isEmpty)
  }

  @Test func aSourceThatIsForbiddenIsPassedOver() throws {
    var trial = try Trial("- Never: 【look up】\n- Decide `colour`\n  - When: red\n    - go\n  - When: otherwise or unknown\n    - stay")
    try trial.end("no-answer")
    #expect(trial.standing == "task Please establish: colour")
  }

  @Test func aBrokenPromiseDoesNotGoRoundABan() throws {
    var trial = try Trial("- Never: 【text the customer】\n- Promise: rider within 5 min be there; else 【text the customer】\n- by hand")
    try trial.pass(.minutes(5))
    #expect(trial.pending.isEmpty)
    #expect(trial.state.tasks.values.contains { $0.purpose == .review })
  }

  @Test func aBrokenPromiseDoesNotGoRoundARequirement() throws {
    var trial = try Trial("- Promise: rider within 5 min be there; else 【share number】\n- by hand")
    try trial.pass(.minutes(5))
    #expect(trial.pending.isEmpty)
    #expect(trial.state.tasks.values.contains { $0.purpose == .review })
  }

  @Test(
    "M-04: a sentence for one channel is passed on the others",
    arguments: [(ChannelName.online, ["online only", "everywhere"]), (.phone, ["phone only", "everywhere"]), (.wechat, ["everywhere"])])
  func aSentenceForOneChannelIsPassedOnTheOthers(channel: ChannelName, expected: [String]) throws {
    let text = "- Online: decide by hand\n  - online only\n- Phone: decide by hand\n  - phone only\n- everywhere"
    var trial = try Trial(text, channel: channel)
    var seen: [String] = []
    while let task = trial.task {
      seen.append(task.text)
      try trial.answer("done")
    }
    #expect(seen.filter { !$0.contains("decide by hand") } == expected)
    #expect(trial.state.phase == .closed)
  }

  @Test func whatIsPassedIsRecorded() throws {
    let trial = try Trial("- Phone: call\n- everywhere")
    #expect(trial.events.contains { $0.kind == .stepPassed(StepPassed(channels: [.phone])) })
  }
}
