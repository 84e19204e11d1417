import Casework
import Playbook
import Testing

@Suite("Cases that belong together")
struct LinkTests {
  @Test func `a link is noted once, by both relations`() throws {
    var trial = try Trial("- Wait 30 min from now")
    try trial.send(.link(CaseID("C-9"), .parent))
    let again = try trial.send(.link(CaseID("C-9"), .parent))
    #expect(again.isEmpty)
    try trial.send(.link(CaseID("C-8"), .child))
    #expect(trial.state.links.map(\.other.text) == ["C-9", "C-8"])
    #expect(trial.state.links.map(\.relation) == [.parent, .child])
    let itself = try trial.send(.link(Trial.id, .child))
    #expect(itself.isEmpty)
  }

  @Test func `a closed case takes a link and stays closed`() throws {
    var trial = try Trial("- Note: nothing to do")
    try #require(trial.state.phase == .closed)
    try trial.send(.link(CaseID("C-9"), .parent))
    #expect(trial.state.links.count == 1)
    #expect(trial.state.phase == .closed)
  }
}
