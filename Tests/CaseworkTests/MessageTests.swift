import Playbook
import Testing

@testable import Casework

@Suite("What is written into a case")
struct MessageTests {
  private let text = """
    # Trial

    ## Events

    | id | labels | party |
    |---|---|---|
    | in-touch | customer is in touch | customer |

    ## Procedure

    - Wait 30 min
      - When: customer is in touch
        - answer
      - When: expired
        - look after it
    """

  @Test func `a party that writes has got in touch, and whoever waits for that hears it`() throws {
    var trial = try Trial(text)
    try trial.send(.wrote(.from("customer", on: .wechat, "I'm here")), from: .platform)
    let kinds = trial.events.map(\.kind)
    let wrote = try #require(kinds.firstIndex(of: .wrote(Wrote(message: .from("customer", on: .wechat, "I'm here"), sender: .platform))))
    #expect(kinds[(wrote + 1)...].contains { if case .heard(let heard) = $0 { heard.channel == .wechat } else { false } })
    #expect(trial.standing == "task answer")
  }

  @Test func `what the desk writes goes out, and nothing waits for it`() throws {
    var trial = try Trial(text)
    try trial.send(.wrote(.to("customer", on: .sms, "Two minutes")), from: .person(name: "Xiao Wang", role: "agent"))
    let effect = try #require(trial.pending.first)
    #expect(effect.isMessage && effect.party == "customer" && effect.channel == .sms && effect.text == "Two minutes" && trial.pending.count == 1)
    let planned = trial.events.filter { if case .effectPlanned = $0.kind { true } else { false } }
    #expect(planned.count == 1 && planned.allSatisfy(trial.plan.carriesPersonalData))
    try trial.end("sent")
    #expect(trial.pending.isEmpty && trial.state.tasks.isEmpty && trial.state.phase == .open)
  }

  @Test func `a message that doesn't arrive is a task for somebody`() throws {
    var trial = try Trial(text)
    try trial.send(.wrote(.to("customer", on: .sms, "Two minutes")), from: .person(name: "Xiao Wang", role: "agent"))
    try trial.end("failed")
    #expect(trial.state.tasks.values.map(\.purpose) == [.review])
    #expect(trial.state.tasks.values.first?.text.contains(trial.plan.party("customer")?.name ?? "?") == true)
  }

  @Test func `a note changes nothing but the record`() throws {
    var trial = try Trial(text)
    let before = trial.events.count
    try trial.send(.wrote(.note("The rider is new")), from: .person(name: "Xiao Wang", role: "agent"))
    #expect(trial.events.count == before + 1 && trial.pending.isEmpty)
    let lines = trial.events.compactMap { Retelling(plan: trial.plan, language: .english).line($0)?.text }
    #expect(lines.last == "Note (Xiao Wang): The rider is new")
  }

  @Test func `a remark is a note that is tied to a sentence of the document`() throws {
    var trial = try Trial(text)
    let step = try #require(trial.plan.main.steps.first?.id)
    try trial.send(.wrote(.note("nothing about hotels", at: step)), from: .person(name: "Xiao Wang", role: "agent"))
    let event = try #require(trial.events.last)
    #expect(
      event.step == step && event.kind == .wrote(Wrote(message: .note("nothing about hotels", at: step), sender: .person(name: "Xiao Wang", role: "agent"))))
    let line = Retelling(plan: trial.plan, language: .english).line(event)
    #expect(line?.text == "Remark on the document (Xiao Wang): nothing about hotels" && line?.sentence?.text == "Wait 30 min")
    let entries = RegisterFold.entries(of: trial.state.id, trial.events, trial.plan).filter { $0.register == BuiltInRegister.remarks.rawValue }
    #expect(entries.map(\.opened) == [event.sequence] && entries.allSatisfy { !$0.isOpen })
    #expect(throws: Refusal.unknownName("nowhere")) { try trial.send(.wrote(.note("x", at: "nowhere")), from: .platform) }
  }

  @Test func `nobody writes to or as a party that the playbook doesn't have`() throws {
    var trial = try Trial(text)
    let before = trial.events.count
    #expect(throws: Refusal.unknownName("neighbour")) { try trial.send(.wrote(.from("neighbour", on: .sms, "x")), from: .platform) }
    #expect(throws: Refusal.unknownName("neighbour")) { try trial.send(.wrote(.to("neighbour", on: .sms, "x")), from: .platform) }
    #expect(trial.events.count == before)
  }
}
