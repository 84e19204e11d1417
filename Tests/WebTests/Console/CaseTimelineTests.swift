import Casework
import Desk
import Foundation
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("The timeline of a case's page")
struct CaseTimelineTests {
  @Test func `what parties say stands left, what the desk says right, and a note is marked as one`() async throws {
    let sides = try await CaseSides.lateMeal()
    try await sides.tell("messages", #"{"from":"Customer","text":"Where is it?"}"#)
    try await sides.tell("messages", #"{"to":"Customer","channel":"sms","text":"On its way"}"#)
    try await sides.tell("messages", #"{"text":"The cook is new"}"#)
    let lines = try await sides.lines()
    let said = lines.filter { $0.message != nil }
    #expect(said.map(\.text) == ["Where is it?", "On its way", "The cook is new"])
    #expect(said.map { $0.message?.side } == [.left, .right, .note])
    #expect(said.map { $0.message?.who } == ["Customer", "agent one", "agent one"])
    #expect(said.map { $0.message?.whom } == [nil, "Customer", nil])
    #expect(said.map { $0.message?.channel } == ["phone", "sms", nil])
    // That the customer got in touch is seen by the message; that ours goes out is bookkeeping.
    let heard = try #require(lines.first { $0.kind == .contact })
    #expect(heard.isDetail && heard.text.contains("got in touch"))
    #expect(lines.map(\.sequence) == lines.map(\.sequence).sorted(), "the newest last")
    #expect(try await sides.timeline().detailsLabel?.contains(String(lines.count(where: \.isDetail))) == true)

    let page = try await sides.text(of: "/timeline")
    #expect(page.contains("said-left") && page.contains("said-note") && page.contains("internal note"), "\(page)")
    let chinese = CaseSides(stage: sides.stage, language: .chinese)
    let inChinese = try await chinese.text(of: "/timeline", as: .supervisor)
    #expect(inChinese.contains("内部备注") && inChinese.contains("发给") && !inChinese.contains("timeline-note"), "\(inChinese)")
  }

  @Test func `a decision says what it stood on, and the sentence with its place and version`() async throws {
    let sides = try await CaseSides.lateMeal()
    try await sides.tell("signals", #"{"choice":"Given to the rider"}"#)
    let file = try await sides.file()
    let decision = try #require(try await sides.lines().first { $0.kind == .decision })
    #expect(decision.why.last?.contains("agent one") == true, "\(decision.why)")
    let asked = try #require(decision.asked)
    #expect(asked.text.contains("Given to the rider") && asked.place.hasPrefix("late-meal.md:"))
    #expect(asked.version == file.state.version && !asked.step.isEmpty)
    let page = try await sides.text(of: "/timeline", as: .quality)
    #expect(page.contains(#"data-sentence="\#(asked.place)" data-version="\#(asked.version)" data-step="\#(asked.step)""#), "\(page)")
    #expect(page.contains(#"<details class="line-why" id="why-\#(decision.sequence)">"#))
  }

  @Test func `an event keeps the sentence of the version that it happened under`() async throws {
    let sides = try await CaseSides.lateMeal()
    let before = try await sides.file()
    let known = "| merchant.id | Merchant | text | | order signal |"
    let longer = lateMeal.replacing(known, with: known + "\n| merchant.street | Street | text | | order signal |")
    let new = try await sides.stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: longer)], at: Instant(milliseconds: 1)).plan
    let move = Signal(
      id: SignalID("move"), caseID: before.state.id, sender: .person(name: "agent one", role: "agent"), content: .move(to: new.version, .byItself))
    _ = try await sides.stage.desk.receive(move)
    try await sides.tell("signals", #"{"choice":"Not made"}"#)
    let lines = try await sides.lines()
    let step = try #require(before.plan.main.steps.first)
    let opened = try #require(lines.first { $0.kind == .task }?.asked)
    #expect(opened.version == before.plan.version && opened.place == "late-meal.md:\(step.sentence.place.line)")
    let done = try #require(lines.last { $0.kind == .task }?.asked)
    let line = try #require(new.step(step.id)?.sentence.place.line)
    #expect(done.version == new.version && done.place == "late-meal.md:\(line)" && line > step.sentence.place.line)
  }

  @Test func `of a long case the newest are shown, and the rest on request`() async throws {
    let sides = try await CaseSides.lateMeal()
    let agent = Sender.person(name: "agent one", role: "agent")
    for number in 1...(CaseTimelineView.mostLines + 20) {
      let signal = Signal(id: SignalID("n-\(number)"), caseID: CaseID(sides.id), sender: agent, content: .wrote(.note("note \(number)")))
      _ = try await sides.stage.desk.receive(signal)
    }
    let short = try await sides.timeline()
    let lines = short.days.flatMap(\.lines)
    #expect(lines.count == CaseTimelineView.mostLines && lines.last?.text == "note \(CaseTimelineView.mostLines + 20)")
    let first = try #require(lines.first?.sequence)
    #expect(short.older?.path == CaseSides.page + "?all=1" && short.older?.label.contains(String(first - 1)) == true)
    let whole = try await sides.timeline(all: true)
    #expect(whole.older == nil && whole.days.first?.lines.first?.sequence == 1)
  }

  @Test func `hostile text is text, and numbers are masked for whoever doesn't work on cases`() async throws {
    let sides = try await CaseSides.lateMeal()
    let hostile = #"{"from":"Customer","text":"<script>alert(1)</script> {{t.product}} call 13812345678 \" onclick=x"}"#
    try await sides.tell("messages", hostile)
    let page = try await sides.text(of: "/timeline")
    #expect(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1)") && page.contains("{{t.product}}"), "\(page)")
    #expect(!page.contains(#"" onclick"#) && page.contains("13812345678"))
    let masked = try await sides.text(of: "/timeline", as: .quality)
    #expect(!masked.contains("13812345678") && masked.contains("•••"), "\(masked)")
    #expect(try await sides.lines(masks: true).contains { $0.text.contains("13812345678") } == false)
  }

  @Test func `every kind of line has its shape and its word in both languages`() {
    let words = [ConsoleWords.chinese, .english]
    for kind in TimelineKind.allCases {
      #expect(!kind.icon.isEmpty && words.allSatisfy { !kind.name($0).hasPrefix("timeline-") }, "\(kind)")
    }
    #expect(Set(TimelineKind.allCases.map(\.icon)).count == TimelineKind.allCases.count)
  }

  @Test func `a line says no to what it hasn't, so that nothing around it answers for it`() {
    let moment = TimelineLine.Moment(day: "2026-11-23", clock: "14:05", iso: "", full: "")
    let line = TimelineLine(words: .english, sequence: 7, kind: .fact, moment: moment, text: "known")
    for name in ["isMessage", "isNote", "isToSomebody", "hasChannel", "hasWhy", "hasSentence", "isFile"] {
      #expect(line.child(named: name) as? Bool == false, "\(name)")
    }
    for name in ["who", "whom", "channel", "sentence", "place", "version", "step", "evidence"] { #expect(line.child(named: name) as? String == "", "\(name)") }
    #expect(line.child(named: "content") == nil && line.child(named: "text") as? String == "known")
  }
}
