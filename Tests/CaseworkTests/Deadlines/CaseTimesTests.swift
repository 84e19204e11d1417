import Casework
import Playbook
import Testing

@Suite("Deadlines of a case")
struct CaseTimesTests {
  private static let first = "| first | First reply | opened | reply to customer (not 【hello】) | 30 min | wall clock | | 10 min before | |"
  private static let next = "| next | Next reply | heard from customer | reply to customer | 30 min | wall clock | | | |"
  private static let transfer = "| transfer | Taking over | handed over | a person takes over | 30 s | wall clock | | | |"
  private static let served = "| served | First reply | opened | reply to customer | 2 h | service time | waiting for customer; mood=bad | 1 h before | |"

  @Test func `T-02 the first reply runs, warns, is met or missed`() throws {
    var one = try DeadlineTrial("- Wait 3 h from now", Self.first)
    #expect(try one.standing("first") == .running && one.text(one.only("first").due) == "01-05 12:30:00")
    try one.trial.pass(.minutes(19))
    #expect(try one.standing("first") == .running)
    try one.trial.pass(.minutes(1))
    #expect(try one.standing("first") == .warned)
    var late = one
    try one.trial.pass(.minutes(10))
    try one.reply()
    #expect(try one.standing("first") == .met, "exactly when the time is over is in time")
    try late.trial.pass(TimeAmount(seconds: 601))
    #expect(try late.standing("first") == .breached)
    try late.reply()
    #expect(try late.standing("first") == .breached && late.only("first").end != nil, "late is late")
  }

  @Test func `T-02 the automatic reply doesn't count, what failed to arrive doesn't either, a question does`() throws {
    var automatic = try DeadlineTrial("- Say: 【hello】\n- Wait 3 h from now", Self.first, facts: ["name": "Li"])
    try automatic.trial.end("sent")
    #expect(try automatic.standing("first") == .running)
    try automatic.reply(to: "customer", "failed")
    #expect(try automatic.standing("first") == .running)
    try automatic.reply(to: "merchant")
    #expect(try automatic.standing("first") == .running)
    try automatic.reply(to: "orderer")
    #expect(try automatic.standing("first") == .met, "a person that the party stands for is the party")
    let other = try DeadlineTrial("- Ask customer for colour (10 min)", Self.first)
    #expect(try other.standing("first") == .met)
    var said = try DeadlineTrial("- Say: Hello!\n- Wait 3 h from now", Self.first)
    #expect(try said.standing("first") == .running, "on its way isn't there")
    try said.trial.end("sent")
    #expect(try said.standing("first") == .met)
  }

  @Test func `T-02 each message behind the last reply wants one`() throws {
    var one = try DeadlineTrial("- Wait 9 h from now", Self.next)
    #expect(one.all("next").isEmpty)
    try one.write(from: "orderer")
    try one.trial.pass(.minutes(10))
    try one.write(from: "customer")
    #expect(one.all("next").count == 1, "the first message counts, not the last")
    #expect(try one.text(one.only("next").due) == "01-05 12:30:00")
    try one.write(from: "merchant")
    #expect(one.all("next").count == 1)
    try one.reply()
    try one.trial.pass(.hours(1))
    try one.write(from: "customer")
    try one.trial.pass(.hours(1))
    #expect(one.all("next").map { $0.standing(at: one.trial.now) } == [.met, .breached])
  }

  @Test func `T-03 a task is taken over within 30 s, by whoever takes that task`() throws {
    var one = try DeadlineTrial("- Hand over\n- Hand over (supervisor)\n- Wait 1 h from now", Self.transfer)
    #expect(try one.only("transfer").task == one.trial.task?.id)
    try one.trial.pass(TimeAmount(seconds: 20))
    try one.take()
    #expect(try one.standing("transfer") == .met && one.text(one.only("transfer").end?.at) == "01-05 12:00:20")
    try one.trial.answer("Done")
    #expect(one.all("transfer").count == 2, "the supervisor's is another one")
    try one.trial.pass(TimeAmount(seconds: 31))
    #expect(one.all("transfer").map { $0.standing(at: one.trial.now) } == [.met, .breached])
    try one.take()
    #expect(one.all("transfer").map { $0.standing(at: one.trial.now) } == [.met, .breached], "nobody was free in time")
  }

  @Test func `T-03 who was there in time was, though the task goes to somebody else afterwards`() throws {
    var one = try DeadlineTrial(
      "- Hand over\n- Conclude: end=done", Self.transfer, figures: ["| handling | Handling | handling time | ≤ 30 min |"])
    try one.trial.pass(TimeAmount(seconds: 20))
    try one.take()
    try one.trial.pass(.minutes(10))
    try one.take()
    #expect(try one.standing("transfer") == .met && one.text(one.only("transfer").end?.at) == "01-05 12:00:20")
    try one.trial.pass(.minutes(3))
    try one.trial.answer("Done")
    #expect(one.samples("handling") == [180], "it counts from when the one who did it came to it")
  }

  @Test func `T-13 a procedure that is broken off hasn't ended`() throws {
    let outline = """
      ## Procedure

      - Decide `mood`
        - When: bad
          - [mend](#mend)
        - When: good
          - Wait 9 h from now

      ## Procedure: mend

      - Wait 1 h from now

      """
    let row = "| m | Mending | opened | procedure mend ends | 2 h | wall clock | | | |"
    var ended = try DeadlineTrial(outline, row, facts: ["mood": "bad"])
    var broken = ended
    try ended.trial.pass(.hours(1))
    #expect(try ended.standing("m") == .met)
    try broken.trial.learn("mood", "good")
    #expect(broken.trial.events.contains { if case .reconsidered = $0.kind { true } else { false } })
    #expect(try broken.standing("m") == .running && broken.only("m").end == nil)
    try broken.trial.learn("mood", "bad")
    try broken.trial.pass(.hours(1))
    #expect(try broken.standing("m") == .met, "it was done after all")
  }

  @Test func `T-03 who answers without taking has taken over, and a task that is withdrawn needs nobody`() throws {
    var answered = try DeadlineTrial("- Hand over\n- Wait 1 h from now", Self.transfer)
    try answered.trial.answer("Done")
    #expect(try answered.standing("transfer") == .met)
    var role = try DeadlineTrial(
      "- Hand over\n- Hand over (supervisor)", "| transfer | T | handed over (supervisor) | a person takes over | 30 s | wall clock | | | |")
    #expect(role.all("transfer").isEmpty)
    try role.trial.answer("Done")
    #expect(role.all("transfer").count == 1)
    var gone = try DeadlineTrial("- Decide `verdict`\n  - When: fair\n  - When: unfair\n- Wait 1 h from now", Self.transfer)
    #expect(try gone.standing("transfer") == .running)
    try gone.trial.learn("verdict", "fair")
    #expect(try gone.standing("transfer") == .lapsed)
  }

  @Test func `T-04 a call is answered when a person is at it`() throws {
    let row = "| call | Call | opened (phone); heard from customer (phone) | a person takes over | 30 s | wall clock | | | |"
    #expect(try DeadlineTrial("- Wait 1 h from now", row, channel: .online).all("call").isEmpty)
    var unanswered = try DeadlineTrial("- Wait 1 h from now", row, figures: ["| rate | Answered | in time Call | ≥ 90 % |"], channel: .phone)
    #expect(try unanswered.standing("call") == .running && unanswered.samples("rate") == [])
    try unanswered.trial.pass(TimeAmount(seconds: 31))
    #expect(try unanswered.standing("call") == .breached && unanswered.samples("rate") == [0])
    try unanswered.trial.send(.heard("customer", .phone))
    try unanswered.reply()
    #expect(unanswered.all("call").map { $0.standing(at: unanswered.trial.now) } == [.breached, .met])
    #expect(unanswered.samples("rate") == [0, 100])
    let opening = Opening(
      playbook: unanswered.trial.plan.id, version: unanswered.trial.plan.version, subject: "order 2", channel: .phone, facts: [])
    let signal = Signal(id: SignalID("o"), caseID: Trial.id, sender: DeadlineTrial.agent, content: .open(opening))
    let events = try decide(signal, case: nil, plan: unanswered.trial.plan, now: Trial.noon)
    #expect(CaseTimes(events, plan: unanswered.trial.plan).deadlines.map { $0.standing(at: Trial.noon) } == [.met], "whoever opened it has answered")
  }

  @Test func `T-13 T-16 events, attempts, procedures and what is concluded begin and end deadlines`() throws {
    var called = try DeadlineTrial(
      "- Contact customer (phone)\n- Wait 1 h from now", "| call | Callback | opened | contact customer; customer calls back | 24 h | wall clock | | | |")
    #expect(try called.standing("call") == .running)
    try called.trial.end("no-answer")
    #expect(try called.standing("call") == .met, "an attempt is one, however it ends")
    var event = try DeadlineTrial("- Wait 9 h from now", "| p | Progress | opened | uploads the photo | 24 h | wall clock | | | |")
    try event.trial.happen("refund")
    #expect(try event.standing("p") == .running)
    try event.trial.happen("photo")
    #expect(try event.standing("p") == .met)
    let outline = "## Procedure\n\n- [mend](#mend)\n- Wait 1 h from now\n\n## Procedure: mend\n\n- Wait 1 h from now\n"
    var inside = try DeadlineTrial(outline, "| m | Mending | procedure mend begins | procedure mend ends | 2 h | wall clock | | | |")
    #expect(try inside.standing("m") == .running)
    try inside.trial.pass(.hours(1))
    #expect(try inside.standing("m") == .met)
    var known = try DeadlineTrial("- Wait 9 h from now", "| k | Known | mood=bad | mood=good | 2 h | wall clock | | | |")
    #expect(known.all("k").isEmpty)
    try known.trial.learn("mood", "bad")
    try known.trial.learn("mood", "bad")
    #expect(try known.standing("k") == .running, "it begins when the condition begins to hold, once")
    try known.trial.learn("mood", "good")
    #expect(try known.standing("k") == .met)
  }

  @Test func `what is over needs no deadline, and a closed case none at all`() throws {
    let row = "| s | Solved | opened | mood=good | 2 h | wall clock | | | |"
    #expect(try DeadlineTrial("- Wait 9 h from now", row, facts: ["mood": "good"]).all("s").map(\.end) == [.met(Trial.noon)], "it came with the opening")
    let closed = try DeadlineTrial("- Conclude: end=done", row)
    #expect(try closed.standing("s") == .lapsed)
    let late = try DeadlineTrial("- Conclude: end=done", row, "| c | Closed | opened | closed | 2 h | wall clock | | | |")
    #expect(try late.standing("c") == .met)
    var missed = try DeadlineTrial("- Wait 3 h from now\n- Conclude: end=done", row)
    try missed.trial.pass(.hours(3))
    #expect(missed.trial.state.phase == .closed)
    #expect(try missed.standing("s") == .breached, "it was missed before the case was closed")
  }

  // MARK: clocks

  @Test func `T-02 service time stands still at night, and says how it was counted`() throws {
    let one = try DeadlineTrial("- Wait 9 h from now", Self.served, at: "2026-01-05 17:00")
    #expect(try one.text(one.only("served").due) == "01-06 10:00:00")
    #expect(try one.text(one.only("served").warnAt) == "01-05 18:00:00", "an hour of service time before")
    let lines = try one.derivation("served")
    #expect(lines.first?.hasPrefix("It began with event 1, 2026-01-05 17:00:00") == true, "\(lines)")
    #expect(lines.contains("From 2026-01-05 17:00: 2 h of service time by the calendar “shop hours”"), "\(lines)")
    #expect(lines.contains("2026-01-06 (Tuesday) 09:00–10:00: 1 h counted, 0 min left") && lines.last == "Due: 2026-01-06 10:00", "\(lines)")
  }

  @Test func `a pause keeps what is left, and says why`() throws {
    var one = try DeadlineTrial("- Wait 30 h from now", Self.served, at: "2026-01-05 16:30")
    try one.trial.pass(.hours(1))
    try one.trial.learn("mood", "bad")
    #expect(try one.standing("served") == .paused && one.only("served").due == nil && one.only("served").left == .hours(1))
    #expect(try one.text(one.only("served").warnAt) == "01-05 17:30:00", "an hour was left just then")
    try one.trial.pass(.hours(20))
    #expect(try one.standing("served") == .paused)
    // Tuesday 13:30: an hour is left.
    try one.trial.learn("mood", "good")
    #expect(try one.text(one.only("served").due) == "01-06 14:30:00" && one.standing("served") == .warned)
    let lines = try one.derivation("served")
    #expect(lines.contains("From 2026-01-05 17:30:00 the clock stood still (because of mood), with 1 h of service time left"), "\(lines)")
    #expect(lines.contains("From 2026-01-06 13:30:00 it ran again"), "\(lines)")
    try one.reply()
    #expect(try one.derivation("served").last == "Met: 2026-01-06 13:30:00")
  }

  @Test func `waiting for the customer's answer stops the clock, asking somebody else doesn't`() throws {
    let row = "| s | Solved | opened | closed | 2 h | wall clock | waiting for customer | | |"
    var one = try DeadlineTrial("- Ask merchant for colour (1 h)\n- Ask customer for size (9 h)\n- Wait 9 h from now", row)
    #expect(try one.standing("s") == .running)
    try one.trial.pass(.minutes(30))
    try one.trial.end("answered", ["colour": "red"])
    #expect(try one.standing("s") == .paused && one.only("s").left == .minutes(90))
    try one.trial.pass(.hours(5))
    try one.trial.end("answered", ["size": "small"])
    #expect(try one.standing("s") == .running && one.text(one.only("s").due) == "01-05 19:00:00")
    #expect(try one.derivation("s").contains("From 2026-01-05 12:30:00 the clock stood still (waiting for customer), with 1 h 30 min left"))
  }

  @Test func `the time that is over isn't given back by a pause`() throws {
    var one = try DeadlineTrial("- Wait 30 h from now", Self.served, at: "2026-01-05 12:00")
    try one.trial.pass(.hours(3))
    try one.trial.learn("mood", "bad")
    #expect(try one.standing("served") == .breached && one.only("served").pauses.isEmpty)
  }

  @Test func `another calendar counts the same case from its beginning`() throws {
    var one = try DeadlineTrial("- Wait 30 h from now", Self.served, at: "2026-01-05 17:00")
    try one.trial.pass(.minutes(90))
    let longer = try DeadlineTrial.plan("- Wait 30 h from now", [Self.served], hours: "title: late hours\nweekly: {workdays: [\"09:00-20:00\"]}\n")
    let counted = CaseTimes(one.trial.events, plan: longer).deadlines
    let from = try DeadlineTrial.moment("2026-01-05 17:00")
    #expect(counted.map { one.text($0.due) } == ["01-05 19:00:00"] && counted.map(\.from) == [from])
    #expect(try one.text(one.only("served").due) == "01-06 10:00:00")
  }

  @Test func `working days end with service`() throws {
    let one = try DeadlineTrial("- Wait 9 h from now", "| d | Days | opened | closed | 2 working days | service time | | | |", at: "2026-01-08 11:00")
    #expect(try one.text(one.only("d").due) == "01-12 18:00:00" && one.only("d").left == nil)
  }

  // MARK: figures

  @Test func `T-20 a case adds to the key figures when it is closed`() throws {
    let figures = [
      "| solved | Solved | share end=done | ≥ 98 % |", "| weight | Weight | mean weight | |", "| handling | Handling | handling time | ≤ 30 min |",
      "| reply | Reply | time of First reply | |", "| kept | Kept | in time first | |",
    ]
    var one = try DeadlineTrial("- Hand over\n- Hand over\n- Conclude: end=done", Self.first, figures: figures, facts: ["weight": "4"])
    try one.trial.pass(.minutes(5))
    try one.take()
    try one.reply()
    #expect(one.samples("reply") == [300] && one.samples("kept") == [100] && one.samples("solved") == [] && one.samples("#opened") == [1])
    try one.trial.pass(.minutes(10))
    try one.trial.answer("Done")
    try one.trial.pass(.hours(1))
    try one.take()
    try one.trial.pass(.minutes(2))
    try one.trial.answer("Done")
    #expect(one.trial.state.phase == .closed)
    #expect(one.samples("handling") == [12 * 60], "the time that nobody was at it doesn't count")
    #expect(one.samples("solved") == [100] && one.samples("weight") == [4] && one.samples("#closed") == [1])
    let other = try DeadlineTrial("- Conclude: end=given-up", Self.first, figures: figures)
    #expect(other.samples("solved") == [0] && other.samples("weight") == [] && other.samples("handling") == [] && other.samples("kept") == [])
  }
}
